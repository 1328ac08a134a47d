"""The state table of an API (`x-task-lifecycle`), and what it says about a task body. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from .pointer import MISSING, find, leaves, lookup, replaced, tokens

if TYPE_CHECKING:
    from decimal import Decimal


class Phase(StrEnum):
    """The state of a task in one word for all vendors."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    """The vendor's status is not in the state table."""

    @property
    def succeeded(self) -> bool:
        """Whether the task ended with its results."""
        return self is Phase.SUCCEEDED

    @property
    def terminal(self) -> bool:
        """Whether the status of the task can no longer change."""
        return self not in (Phase.QUEUED, Phase.RUNNING, Phase.UNKNOWN)


_LONGEST_NUMBER = 32
"""Characters of a text that may be a number."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands in a task body, and how to read it.

    Attributes:
        at: JSON Pointers, of which the first that leads to a value counts.
        none: Values that mean that there is none, so that the next pointer is tried.
        format: `unix-time` for seconds since 1970.
        unit: The unit of the value.
        scale: The value that means 1.
        when: The statuses in which the value means anything, None for all.
        per_usd: How many units are a US dollar, None if that is not known.
    """

    at: tuple[str, ...]
    none: tuple[Any, ...] = ()
    format: str | None = None
    unit: str | None = None
    scale: float = 1
    when: frozenset[str] | None = None
    per_usd: Decimal | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Field:
        from decimal import Decimal  # takes time to import

        when, rate = data.get("when"), data.get("rate")
        return cls(
            at=tuple(data["at"]),
            none=tuple(data.get("none", ())),
            format=data.get("format"),
            unit=data.get("unit"),
            scale=data.get("scale", 1),
            when=None if when is None else frozenset(when),
            per_usd=None if rate is None else Decimal(str(rate["per-usd"])),
        )

    def read(self, task: Mapping[str, Any]) -> Any:
        """Return the first value found that does not mean none, None if there is none."""
        for at in self.at:
            value = lookup(task, at)
            if value is MISSING or value is None:
                continue
            if not self.none or not any(_same(value, none) for none in self.none):
                return value
        return None

    def number(self, task: Mapping[str, Any]) -> int | float | None:
        """Return the value if it is a number that a float can hold, or a text of one, such as `93%`."""
        value = self.read(task)
        if isinstance(value, str):
            value = self._parse(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        try:
            return value if math.isfinite(value) else None
        except OverflowError:  # an integer beyond all floats
            return None

    def texts(self, task: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
        """Yield the texts at each pointer that has any, those inside an array or object too."""
        for at in self.at:
            values = (value for place, node in find(task, at) for _, value in leaves(node, place))
            texts = (value.strip() for value in values if isinstance(value, str))
            if said := tuple(dict.fromkeys(text for text in texts if text and text not in self.none)):
                yield said

    def _parse(self, text: str) -> float | None:
        """Return the number that a text is, None for any other text; a percentage is one of the scale."""
        digits = text.strip()
        share = self.scale / 100 if digits.endswith("%") else 1
        digits = digits.removesuffix("%").rstrip()
        if not digits.isascii() or len(digits) > _LONGEST_NUMBER:
            return None
        try:
            return float(digits) * share
        except ValueError:
            return None

    def time(self, task: Mapping[str, Any]) -> datetime | None:
        """Return the value as a time with its offset, None if it is not one."""
        value = self.read(task)
        return unix_time(value) if self.format == "unix-time" else date_time(value)


@dataclass(frozen=True, slots=True)
class Status:
    """What the state table says about a status.

    Attributes:
        phase: What it means.
        terminal: Whether no other status follows.
        next: The statuses that may follow.
        missing: Whether the API answers with it where it finds no task.
    """

    phase: Phase
    terminal: bool
    next: tuple[str, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class ImpliedStatus:
    """The status of a task by its keys: of one that shows no status, or another one.

    Attributes:
        keys: The keys that the task has, with a value that is not null.
        status: Its status.
        shown: The status that it shows, None for none.
    """

    keys: frozenset[str]
    status: str
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class StatusOutside:
    """Where a response shows the status of its task outside of the body.

    Attributes:
        header: The name of a header, None for none.
        http: The status that an HTTP status means.
    """

    header: str | None
    http: Mapping[int, str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> StatusOutside | None:
        if not data.keys() & {"header", "http"}:
            return None
        http = {int(code): status for code, status in data.get("http", {}).items()}
        return cls(data.get("header"), http)

    def read(self, status: int, headers: Mapping[str, str]) -> str | None:
        """Return the status of the task, None if the response shows none there."""
        shown = headers.get(self.header.lower()) if self.header else None
        return shown or self.http.get(status)


@dataclass(frozen=True, slots=True)
class PollSchedule:
    """The pauses between the polls of a task.

    The pause after poll `n` (from 0) is `initial × multiplier^n`, at most `maximum`, and up to the share
    `jitter` longer or shorter by chance.

    Attributes:
        initial: The first pause, in seconds.
        multiplier: How much longer each pause is than the one before, 1 or more. Default: 1.5.
        maximum: The longest pause, in seconds. Default: 30.
        jitter: The share by which chance varies a pause, from 0 to below 1. Default: 0.1.

    Raises:
        ValueError: The values could make a wait poll without a pause.

    Example:
        >>> piapi.wait(handle, schedule=PollSchedule(initial=1, maximum=20))
    """

    initial: float
    multiplier: float = 1.5
    maximum: float = 30.0
    jitter: float = 0.1

    def __post_init__(self) -> None:
        bounded = 0 < self.initial <= self.maximum < math.inf and 1 <= self.multiplier < math.inf
        if not (bounded and 0 <= self.jitter < 1):
            raise ValueError(f"{self}: needs 0 < initial <= maximum, multiplier >= 1, 0 <= jitter < 1")


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state table of one API.

    Attributes:
        task: The pointer of the task in a response.
        fields: Where the fields of a task stand.
        error: Where the parts of its error stand.
        statuses: What each status of the vendor means.
        case_sensitive: Whether letter case distinguishes statuses.
        unlisted: Whether an unlisted status is waited out or taken as failed.
        schedule: The pauses between polls.
        deadline: The default deadline of a wait, in seconds.
        implied: The statuses of tasks that show none, or another one, by their keys.
        outside: Where a response shows the status outside of its body, None for nowhere.
        minimum: Seconds between two polls of a task that no schedule may undercut.
        visible_within: Seconds for which Get Task may not find a task yet that exists.
        reason: Where a failed task says why if `error` has no message or no detail, None if nowhere.
    """

    task: str
    fields: Mapping[str, Field]
    error: Mapping[str, Field]
    statuses: Mapping[str, Status]
    case_sensitive: bool
    unlisted: Literal["wait", "fail"]
    schedule: PollSchedule
    deadline: float
    implied: tuple[ImpliedStatus, ...] = ()
    visible_within: float = 0
    reason: Field | None = None
    outside: StatusOutside | None = None
    minimum: float = 0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Lifecycle:
        fields = dict(data["fields"])
        error = dict(fields.pop("error", {}))
        reason = error.pop("reason", None)
        case_sensitive = data.get("case-sensitive", True)
        polling = data["polling"]
        return cls(
            task=data["task"],
            fields={name: Field.of(field) for name, field in fields.items()},
            error={name: Field.of(field) for name, field in error.items()},
            statuses={
                name if case_sensitive else name.lower(): Status(
                    Phase(status["phase"]),
                    status["terminal"],
                    tuple(status.get("next", ())),
                    status.get("missing", False),
                )
                for name, status in data["statuses"].items()
            },
            case_sensitive=case_sensitive,
            unlisted=data.get("unlisted", {}).get("policy", "wait"),
            schedule=PollSchedule(
                polling["initial"], polling["multiplier"], polling["maximum"], polling["jitter"]
            ),
            deadline=data["deadline"],
            reason=None if reason is None else Field.of(reason),
            visible_within=data.get("visible-within", {}).get("seconds", 0),
            implied=tuple(
                ImpliedStatus(frozenset(rule["required"]), rule["status"], rule.get("instead-of"))
                for rule in data.get("implied", ())
            ),
            outside=StatusOutside.of(data["fields"]["status"]),
            minimum=polling.get("minimum", 0),
        )

    def read_id(self, task: Mapping[str, Any]) -> str | None:
        """Return the vendor's id in a task body as text, no white space around it; None if there is none."""
        value = self.fields["id"].read(task)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return (value.strip() or None) if isinstance(value, str) else None

    def fitted(self, task: Mapping[str, Any], pointer: str) -> dict[str, Any] | None:
        """Return a task whose value at a pointer is written as the spec has it; None if there is no such way.

        A number in the place of the id is its digits, and a key that is null is one that is not there.
        """
        value, given = lookup(task, pointer), MISSING
        if pointer in self.fields["id"].at and isinstance(value, int) and not isinstance(value, bool):
            given = str(value)
        elif value is not None or not isinstance(lookup(task, pointer.rpartition("/")[0]), dict):
            return None
        fitted: dict[str, Any] = replaced(task, pointer, given)
        return fitted

    def read_status(self, task: Mapping[str, Any]) -> str | None:
        """Return the vendor's status in a task body, None if it neither has nor implies one."""
        value = self.fields["status"].read(task)
        shown = json.dumps(value) if isinstance(value, (bool, int)) else value
        if shown is not None and not (isinstance(shown, str) and shown.strip()):
            return None
        keys = {key for key, part in task.items() if part is not None} if self.implied else set()
        implied = (each for each in self.implied if each.shown == shown and each.keys <= keys)
        return next((each.status for each in implied), shown)

    def place_status(self, document: dict[str, Any], status: str, id: str) -> None:
        """Put a status into the body of a response that showed it elsewhere, and the id where it has none."""
        task = document
        for token in tokens(self.task):
            task = task.setdefault(token, {})
        for name, value in {"status": status, "id": id}.items():
            if self.fields[name].read(task) is None:
                *steps, last = tokens(self.fields[name].at[0])
                node = task
                for token in steps:
                    node = node.setdefault(token, {})
                node[last] = value

    def reasons(self, task: Mapping[str, Any], *known: object) -> Iterator[str]:
        """Yield why a failed task failed, as each place has it, without the texts that are known already."""
        for texts in () if self.reason is None else self.reason.texts(task):
            if left := [text for text in texts if text not in known]:
                yield "; ".join(left)

    def status(self, name: str | None) -> Status | None:
        """Return what the table says about a vendor's status, None if it does not list it."""
        if name is None:
            return None
        return self.statuses.get(name if self.case_sensitive else name.strip().lower())

    def matches(self, name: str, listed: frozenset[str]) -> bool:
        """Return whether a vendor's status is one of some listed statuses."""
        if self.case_sensitive:
            return name in listed
        return name.strip().lower() in {each.lower() for each in listed}

    def find_task(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the task in a response, or the document itself: webhooks may hold the bare task."""
        task = lookup(body, self.task)
        return task if isinstance(task, dict) else body


def date_time(value: Any) -> datetime | None:
    """Read an RFC 3339 time; None for anything else.

    Digits beyond microseconds are cut. The year 1 is Go's zero time and means "not yet", so it is None too.
    """
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return None if time.tzinfo is None or time.year == 1 else time


def unix_time(value: Any) -> datetime | None:
    """Read seconds since 1970; None for anything else, and for 0 and before."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(value, UTC) if value > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _same(value: Any, other: Any) -> bool:
    """Compare as JSON does: true is not 1."""
    return bool(value == other) and isinstance(value, bool) == isinstance(other, bool)
