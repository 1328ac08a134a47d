"""A task as one poll saw it, read by the state table of its API."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, cast

from ._contract import contract as contracts
from ._contract.contract import Contract
from ._contract.errors import UnexpectedResponseError
from ._contract.handle import Handle, T_co
from ._contract.lifecycle import Phase
from ._download.results import Asset, find_assets, missing_results
from ._redact import excerpt, printable, redact, scrub

if TYPE_CHECKING:
    from .prices import Cost

__all__ = ["Asset", "Handle", "Task", "TaskError", "parse"]

log = logging.getLogger("gettask")

_MOST_MENDED = 100
"""Values of a body that `data` reads otherwise than they are written: each costs a decoding."""
_JSON_NAMES: dict[type, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
}
warned: set[object] = set()
"""The keys that `warn_once` has logged, in this process."""

Asset.__module__ = __name__  # where users find it


@dataclass(frozen=True, slots=True)
class TaskError:
    """Why a task failed, in the vendor's words.

    Attributes:
        code: The vendor's code, None if it gives none.
        message: Its message.
        detail: What it says beside the message.
    """

    code: int | str | None
    message: str | None
    detail: str | None

    def __str__(self) -> str:
        texts = dict.fromkeys(text for text in (self.message, self.detail) if text)
        return printable(redact(": ".join(texts)), 500) if texts else f"code {printable(self.code)}"


@dataclass(frozen=True, eq=False, repr=False)
class Task(Generic[T_co]):
    """A task as one poll saw it. Each attribute is read from `raw` on first use.

    `T_co` is the type of `data`: the generated model of the task.

    Attributes:
        raw: The JSON as it came.
        contract: The contract of its API.
        requested: The handle that was polled. Default: None, for a body that came by itself.

    Example:
        >>> task = piapi.wait(handle)
        >>> task.phase.succeeded, [asset.kind for asset in task.assets]
        (True, ['audio'])
    """

    raw: Mapping[str, Any]
    contract: Contract
    requested: Handle[T_co] | None = None

    @property
    def api(self) -> str:
        """The name of the API, such as piapi."""
        return self.contract.api

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """The task object inside `raw`."""
        return self.contract.lifecycle.find_task(self.raw)

    @cached_property
    def id(self) -> str:
        """The vendor's id; the requested one for a body that has an id of its own but no status."""
        if self.requested is not None and self.contract.lifecycle.fields["status"].read(self.body) is None:
            return self.requested.id
        return str(self._value("id"))

    @property
    def handle(self) -> Handle[T_co]:
        """The handle to poll the task with: the requested one, with the variant if that is known by now."""
        handle = Handle(self.api, self.id) if self.requested is None else self.requested
        return handle if handle.variant else replace(handle, variant=self.variant)

    @cached_property
    def status(self) -> str:
        """The vendor's status, as it came, or the one that a body without a status implies."""
        return str(self.contract.lifecycle.read_status(self.body))

    @cached_property
    def phase(self) -> Phase:
        """The phase of that status; `Phase.UNKNOWN` if the state table does not list it."""
        status = self.contract.lifecycle.status(self.status)
        return Phase.UNKNOWN if status is None else status.phase

    @cached_property
    def variant(self) -> str | None:
        """The name of the variant, by the body or else by the handle; None if neither names a known one."""
        if self._model is not None and self._model.variant is not None:
            return self._model.variant
        name = None if self.requested is None else self.requested.variant
        return name if name in self.contract.variants else None

    @cached_property
    def progress(self) -> float | None:
        """From 0 to 1, None if the vendor does not give it."""
        field = self.contract.lifecycle.fields.get("progress")
        number = None if field is None else field.number(self.body)
        if field is None or number is None:
            return None
        if field.when is not None and not self.contract.lifecycle.matches(self.status, field.when):
            return None
        return min(1.0, max(0.0, number / field.scale))

    @cached_property
    def queue_position(self) -> int | None:
        """The number of tasks before this one, None if the vendor does not give it."""
        number = self._number("queue_position")
        return None if number is None else int(number)

    @cached_property
    def remaining(self) -> float | None:
        """The vendor's estimate of the seconds left, None if it does not give one."""
        number = self._number("remaining")
        return None if number is None or number < 0 else float(number)

    @cached_property
    def created_at(self) -> datetime | None:
        """When the task was created, with the offset that the vendor wrote."""
        return self._time("created_at")

    @cached_property
    def started_at(self) -> datetime | None:
        """When work on the task began."""
        return self._time("started_at")

    @cached_property
    def ended_at(self) -> datetime | None:
        """When the task reached a terminal status."""
        return self._time("ended_at")

    @cached_property
    def cost(self) -> Cost | None:
        """What the task cost so far, None if the vendor does not give it."""
        amount = self._number("cost")
        if amount is None:
            return None
        from .prices import Cost  # takes time to import

        return Cost.of(amount, self.contract.lifecycle.fields["cost"])

    @cached_property
    def error(self) -> TaskError | None:
        """Why the task failed, None if the vendor gives no reason.

        A failed task without a message or detail has what stands at the other places that the state table
        lists for reasons, such as the log of the worker.
        """
        code, message, detail = (self._error(name) for name in ("code", "message", "detail"))
        message, detail = (None if text is None else str(text) for text in (message, detail))
        if self.phase.terminal and not self.phase.succeeded:
            reasons = self.contract.lifecycle.reasons(self.body, message, detail)
            message = message or next(reasons, None)
            detail = detail or next(reasons, None)
        if code is None and message is None and detail is None:
            return None
        return TaskError(code if isinstance(code, (int, str)) else None, message, detail)

    @cached_property
    def assets(self) -> tuple[Asset, ...]:
        """The results, each once: links, and files and texts that stand in the task itself.

        Those that the spec declares come first, then any other link or file in the output. Other texts are
        results of a task that succeeded without anything else.
        """
        variant = self._known_variant or self.contract.common
        output = self.contract.lifecycle.fields.get("output")
        return find_assets(
            self.body,
            variant.assets if variant else (),
            output.at if output else (),
            self.handle,
            texts=self.phase.succeeded,
        )

    @cached_property
    def missing_results(self) -> tuple[str, ...]:
        """Where the spec declares results of a task that succeeded without any; empty if none are missing."""
        if not self.phase.succeeded:
            return ()
        return tuple(missing_results(self.body, self._known_variant, self.assets))

    @cached_property
    def data(self) -> T_co:
        """The task as the generated model of its variant; None if there is no model for it.

        Nothing else of a task depends on this decoding. A null in the place of an optional field is read as a
        field that is not there, and a number in the place of the id as text; `raw` keeps both as they came.

        Raises:
            UnexpectedResponseError: A field has a wrong type; the error has variant and JSON Pointer.
        """
        model = self._model
        if model is None and self.contract.common is not None and not self.contract.states:
            model = self.contract.common.models[0]
        name = self.contract.fallback if model is None else model.name
        if name is None:
            return cast("T_co", None)
        try:
            return cast("T_co", self._decode(name))
        except self.contract.decode_error as error:
            pointer = getattr(error, "pointer", None)
            raise UnexpectedResponseError(
                f"{self.api} task {printable(self.id)} does not fit the spec: {error}. "
                "Its raw body, status and assets can be used all the same.",
                variant=self.variant,
                pointer=pointer,
                retryable=False,
            ) from error

    def _decode(self, name: str) -> Any:
        """Return the body as a model, mended where vendors write otherwise than their pages say."""
        model, body = self.contract.model(name), self.body
        refused: dict[str, Exception] = {}
        while True:
            try:
                return model.from_dict(body)
            except self.contract.decode_error as error:
                pointer = getattr(error, "pointer", "")
                fitted = self.contract.lifecycle.fitted(body, pointer)
                if fitted is None or len(refused) == _MOST_MENDED:
                    # A key that is required is missed once its null is gone: the null is what to tell.
                    raise refused.get(pointer, error) from None
                refused[pointer], body = error, fitted

    def __repr__(self) -> str:
        progress = "" if self.progress is None else f", progress={self.progress:g}"
        return (
            f"Task(api={self.api!r}, id={printable(self.id)!r}, variant={self.variant!r}, "
            f"phase={self.phase.value!r}, status={printable(self.status)!r}{progress})"
        )

    def __str__(self) -> str:
        parts = [printable(self.id), self.variant or "unknown variant", printable(self.status)]
        if self.phase is Phase.UNKNOWN:
            parts.append("(unknown status)")
        if self.progress is not None:
            parts.append(f"{self.progress:.0%}")
        if self.queue_position is not None:
            parts.append(f"({self.queue_position} before it)")
        if self.error is not None:
            parts.append(f"({self.error})")
        return " ".join(parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Task) and (self.api, self.id, self.raw) == (other.api, other.id, other.raw)

    def __hash__(self) -> int:
        return hash((self.api, self.id))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.raw, self.api, self.requested)

    @cached_property
    def _model(self) -> contracts.TaskModel | None:
        return self.contract.find(self.body)

    @property
    def _known_variant(self) -> contracts.Variant | None:
        return self.contract.variants[self.variant] if self.variant else None

    def _value(self, name: str) -> Any:
        field = self.contract.lifecycle.fields.get(name)
        return None if field is None else field.read(self.body)

    def _number(self, name: str) -> int | float | None:
        field = self.contract.lifecycle.fields.get(name)
        return None if field is None else field.number(self.body)

    def _time(self, name: str) -> datetime | None:
        field = self.contract.lifecycle.fields.get(name)
        return None if field is None else field.time(self.body)

    def _error(self, name: str) -> Any:
        field = self.contract.lifecycle.error.get(name)
        return None if field is None else field.read(self.body)


def _restore(raw: Mapping[str, Any], api: str, requested: Handle | None) -> Task:
    return Task(raw, contracts.load(api), requested)


def parse(body: bytes | str | Mapping[str, Any], api: str) -> Task:
    """Return the task in a recorded response, a webhook's body, or a bare task. Works offline.

    Args:
        body: The JSON, as bytes, text or parsed.
        api: The name of the API, such as `piapi`.

    Raises:
        UnexpectedResponseError: The body is not JSON, or holds no task.
        ValueError: No such API is installed.
    """
    contract = contracts.load(api)
    if isinstance(body, Mapping):
        return read_task(dict(body), contract)
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return read_task(load_json(data), contract, data)


def load_json(body: bytes, secret: str = "") -> Any:
    """Return the parsed JSON without the secret; raise UnexpectedResponseError for anything else."""
    try:
        try:
            document = json.loads(body)
        except UnicodeDecodeError:  # a text that was cut in a character must not hide a finished task
            document = json.loads(body.decode("utf-8", "replace"))
            warn_once("utf-8", "a response is not UTF-8: U+FFFD stands for the bytes that are not")
        # A body may repeat the key: no task, error or log is to have it.
        return scrub(document, secret) if secret and secret.encode() in body else document
    except (ValueError, RecursionError):
        text, what = excerpt(body, secret), "a body that is not JSON" if body.strip() else "an empty body"
        raise UnexpectedResponseError(f"Got {what}: {printable(text)}".rstrip(": "), body=text) from None


def read_task(document: Any, contract: Contract, body: bytes = b"", requested: Handle | None = None) -> Task:
    """Return the task in a parsed response; raise UnexpectedResponseError if there is none."""
    missing = missing_fields(document, contract, ("id", "status"))
    if missing:
        raise UnexpectedResponseError(
            f"The response of {contract.api} holds no task: {missing}.", body=excerpt(body)
        )
    task = Task(document, contract, requested)
    _warn(task)
    return task


def missing_fields(document: Any, contract: Contract, names: tuple[str, ...]) -> str:
    """Return why a parsed response holds no task, an empty string if it holds one."""
    if not isinstance(document, Mapping):
        return f"it is {_JSON_NAMES.get(type(document), 'no JSON')}, not an object"
    task = contract.lifecycle.find_task(document)
    table = contract.lifecycle
    for name in names:
        if (table.read_status(task) if name == "status" else table.read_id(task)) is None:
            return f"no {name} at {table.task}{table.fields[name].at[0]}"
    return ""


def _warn(task: Task) -> None:
    """Warn, once a process, of what the spec does not know yet."""
    contract = task.contract
    if isinstance(contract.lifecycle.fields["id"].read(task.body), int):
        warn_once((contract.api, "id"), f"{contract.api} has ids that are numbers: {printable(task.id)}")
    if task.phase is Phase.UNKNOWN:
        status = printable(task.status)
        policy = "failed" if contract.lifecycle.unlisted == "fail" else "not finished"
        warn_once(
            (contract.api, "status", status),
            f"{contract.api} has a status that the spec does not list: {status!r}; taken as {policy}",
        )
    if contract.find(task.body) is None and any(name in task.body for name in contract.dispatch):
        pairs = ", ".join(f"{name}={printable(task.body.get(name))!r}" for name in contract.dispatch)
        warn_once(
            (contract.api, "variant", pairs),
            f"{contract.api} has a variant that the spec does not know ({pairs}): "
            "its results are found by their URLs",
        )


def warn_once(key: object, message: str) -> None:
    """Log a warning, once a process for each key."""
    if key not in warned and len(warned) < 1000:  # bounded: the keys come from the network
        warned.add(key)
        log.warning("%s", message)
