"""The state table of an API, `x-task-lifecycle`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from gettask.mock.spec.document import Document
from gettask.mock.spec.pointer import MISSING, get

QUEUED, RUNNING, SUCCEEDED = "queued", "running", "succeeded"


@dataclass(frozen=True, slots=True)
class TimeNotation:
    """How the vendor writes times."""

    zone: tzinfo = UTC
    nanoseconds: bool = False
    """Whether the fraction has nine digits, less zeros at its end, in place of six."""

    def write(self, moment: float) -> str:
        """A time in Unix seconds as date and time, with the offset of the zone."""
        if self.nanoseconds:
            fraction = f".{int(moment % 1 * 1e9):09d}".rstrip("0").rstrip(".")
            stamp = datetime.fromtimestamp(math.floor(moment), self.zone).isoformat()
            stamp = stamp[:19] + fraction + stamp[19:]
        else:
            stamp = datetime.fromtimestamp(moment, self.zone).isoformat(timespec="microseconds")
        return stamp.replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands in a body, and how it is written."""

    at: tuple[str, ...]
    none: tuple[Any, ...] = ()
    scale: float = 1
    format: str | None = None
    when: frozenset[str] | None = None
    """The statuses in which a body has it, None for all."""

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Field:
        """The field that an object with `at` describes."""
        return cls(
            at=tuple(raw["at"]),
            none=tuple(raw.get("none", ())),
            scale=raw.get("scale", 1),
            format=raw.get("format"),
            when=frozenset(raw["when"]) if "when" in raw else None,
        )

    def value(self, body: Any) -> Any:
        """The first value that the body has at one of the places, or `MISSING`."""
        for at in self.at:
            if (value := get(body, at)) is not MISSING:
                return value
        return MISSING

    def place(self, document: Document, schema: Any, body: Any) -> str | None:
        """The pointer of the field in a body: where the body has it, else where the schema has it."""
        for at in self.at:
            if get(body, at) is not MISSING:
                return at
        return next((at for at in self.at if document.schema_at(schema, at) is not None), None)

    def write(self, value: Any, times: TimeNotation = TimeNotation()) -> Any:
        """The value in the vendor's notation."""
        if self.format == "date-time":
            return times.write(value)
        if self.format == "unix-time":
            return math.floor(value)
        return value if self.scale == 1 else round(value * self.scale)


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the vendor's and its meaning."""

    name: str
    phase: str
    terminal: bool
    next: frozenset[str]
    missing: bool = False
    """Whether the API answers with it where it finds no task."""

    @property
    def failed(self) -> bool:
        """Whether a task ends here without a result."""
        return self.terminal and self.phase != SUCCEEDED


@dataclass(frozen=True, slots=True)
class Result:
    """The operation that answers the result of a task, and how it tells that the task has failed."""

    operation: str
    failed: int | None = None
    """The HTTP status of its response where the task has failed, None if it has none for that."""
    failed_at: str = ""
    """Pointer to that response in a task, as readers put it there."""

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Result:
        """The operation that `result` of a state table describes."""
        failed = raw.get("failed")
        return cls(raw["operationId"], *((failed["http"][0], failed["at"]) if failed else ()))


@dataclass(frozen=True, slots=True)
class PollingUrl:
    """Where a response to a create request has the URL that polls the task: pointers in it, or a header."""

    at: tuple[str, ...] = ()
    header: str | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state table: where a task's fields stand, and its statuses."""

    task: str
    """Pointer to the task in a response."""
    fields: Mapping[str, Field]
    """Fields of the task; nested ones have dotted names, such as `error.code`."""
    statuses: Mapping[str, Status]
    rate: float | None = None
    """How many units of the cost are a US dollar."""
    shown_as: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """The status that a task shows instead of one that is told by keys, and these keys."""
    unshown: frozenset[str] = frozenset()
    """The statuses that a task may leave out, because its keys tell of them."""
    header: str | None = None
    """The header of a response that holds the status."""
    http: Mapping[str, int] = field(default_factory=dict)
    """The HTTP status of the response that shows a task in a status."""
    polling_url: PollingUrl = PollingUrl()

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Lifecycle:
        """The state table that an `x-task-lifecycle` extension describes."""
        statuses = {
            name: Status(
                name,
                status["phase"],
                status["terminal"],
                frozenset(status.get("next", ())),
                status.get("missing", False),
            )
            for name, status in raw["statuses"].items()
        }
        rate = raw["fields"].get("cost", {}).get("rate", {}).get("per-usd")
        result = Result.read(raw["result"]) if "result" in raw else None
        # Not shown by Get Task is the key that tells of a failure by the result.
        elsewhere = {result.failed_at[1:]} if result is not None else set()
        shown_as = {
            rule["status"]: (rule["instead-of"], frozenset(rule["required"]) - elsewhere)
            for rule in reversed(raw.get("implied", ()))  # the first rule of a status counts
            if "instead-of" in rule
        }
        outside = raw["fields"]["status"]
        http = {status: int(code) for code, status in outside.get("http", {}).items()}
        fields = dict(_fields(raw["fields"]))
        implied = raw.get("implied", ())
        unshown = frozenset(rule["status"] for rule in implied if "instead-of" not in rule)
        header = outside.get("header")
        url = raw.get("polling-url", {})
        polling_url = PollingUrl(tuple(url.get("at", ())), url.get("header"))
        return cls(raw.get("task", ""), fields, statuses, rate, shown_as, unshown, header, http, polling_url)

    @property
    def missing(self) -> Status | None:
        """The status with which the API answers where it finds no task, None if that is an error."""
        return next((status for status in self.statuses.values() if status.missing), None)

    def ending(self, end: str) -> tuple[Status, ...]:
        """The usual statuses of a task that ends so: queued, running where the table allows it, then the end.

        Args:
            end: A terminal status, or a phase.

        Raises:
            ValueError: if no task can end like that.
        """
        last = self.end(end)
        statuses = [status for status in (self.first(QUEUED), self.first(RUNNING)) if status is not None]
        while statuses and last.name not in statuses[-1].next:
            statuses.pop()
        return (*statuses, last)

    def end(self, *ends: str) -> Status:
        """The first of these terminal statuses or phases that the table has.

        Raises:
            ValueError: if it has none of them.
        """
        found = (self.statuses.get(end) or self.first(end) for end in ends)
        last = next((status for status in found if status is not None), None)
        if last is None or not last.terminal:
            known = ", ".join(status.name for status in self.statuses.values() if status.terminal)
            raise ValueError(f"no task can end as {ends[0]!r}; the terminal statuses are {known}")
        return last

    def through(self, names: Iterable[str]) -> tuple[Status, ...]:
        """The statuses of these names.

        Raises:
            ValueError: for a status that the table lacks, and for a terminal one that is not the last.
        """
        listed = list(names)
        unknown = [name for name in listed if name not in self.statuses]
        if unknown or not listed:
            known = ", ".join(self.statuses)
            raise ValueError(f"no such status: {', '.join(unknown) or 'none'}; the table has {known}")
        early = [name for name in listed[:-1] if self.statuses[name].terminal]
        if early:
            raise ValueError(f"{early[0]} is a terminal status and can only be the last")
        return tuple(self.statuses[name] for name in listed)

    def first(self, phase: str) -> Status | None:
        """The first status of a phase, None if there is none."""
        return next(
            (status for status in self.statuses.values() if status.phase == phase and not status.missing),
            None,
        )


def _fields(raw: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Field]]:
    for name, value in raw.items():
        if "at" in value:
            yield prefix + name, Field.read(value)
        else:
            yield from _fields(value, f"{prefix}{name}.")
