"""What creates a task, and the handle of what it created: enough to wait for it in another process."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, Protocol

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    T_co = TypeVar("T_co", covariant=True, default=Any)
    AnyTaskT = TypeVar("AnyTaskT", default=Any)
else:
    from typing import TypeVar

    T_co = TypeVar("T_co", covariant=True)
    AnyTaskT = TypeVar("AnyTaskT")


class TaskRequest(Protocol[T_co]):
    """A generated request model. `T_co` is the model of the task that it creates."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON to send."""
        ...

    def task_model(self) -> type[T_co]:
        """Return the model of the task."""
        ...


@dataclass(frozen=True)
class Handle(Generic[T_co]):
    """A created task: what it takes to poll it, here or in another process. It holds no key.

    `T_co` is the generated model of the task, known to type checkers alone.

    Attributes:
        api: The name of the API, such as `piapi`.
        id: The id that the vendor gave the task.
        base_url: The server, if it is none of the spec's. Default: None.
        region: The region of the spec's server. Default: None, the first server.
        variant: The variant that was created, such as `flux`. Default: None, unknown.
        polling_url: Where the API has the task, if its response to the create said so. It is polled if it
            leads to a host of the API. Default: None, the documented path.

    Example:
        >>> Handle.from_json(handle.to_json()) == handle
        True
    """

    api: str
    id: str
    base_url: str | None = None
    region: str | None = None
    variant: str | None = None
    polling_url: str | None = None

    def to_json(self) -> str:
        """Return the handle as one short line of JSON, which `from_json` reads."""
        pairs = ((each.name, getattr(self, each.name)) for each in fields(self))
        return json.dumps({name: value for name, value in pairs if value is not None}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Handle[Any]:
        """Read what `to_json` wrote.

        Args:
            text: The JSON, also that of earlier releases.

        Returns:
            The handle.

        Raises:
            ValueError: The text is not the JSON of a handle.
        """
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None
        names = {each.name for each in fields(cls)}
        if not isinstance(data, dict) or not {"api", "id"} <= data.keys() <= names:
            raise ValueError('not a handle: expected a JSON object like {"api":"piapi","id":"…"}')
        if not all(isinstance(value, str) and value for value in data.values()):
            raise ValueError("not a handle: its values are non-empty strings")
        return cls(**data)
