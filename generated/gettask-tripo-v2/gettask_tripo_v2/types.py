"""What models and API functions share."""

from collections.abc import MutableMapping
from typing import Generic, Literal, TypeVar

from attrs import define

T = TypeVar("T")


class Unset:
    """The class of ``UNSET``, the value of a property that is not there."""

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Unset = Unset()


@define
class Response(Generic[T]):
    """The response of an API function; ``parsed`` is None for undocumented statuses."""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


__all__ = ["UNSET", "Response", "Unset"]
