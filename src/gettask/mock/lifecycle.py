"""The state table of an API, `x-task-lifecycle`, and the ways through it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

QUEUED, RUNNING, SUCCEEDED = "queued", "running", "succeeded"


@dataclass(frozen=True, slots=True)
class Field:
    """Where something stands, and how it is written."""

    at: tuple[str, ...]
    none: tuple[Any, ...] = ()
    scale: float = 1
    format: str | None = None

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Field:
        """The field that an object with `at` describes."""
        return cls(tuple(raw["at"]), tuple(raw.get("none", ())), raw.get("scale", 1), raw.get("format"))

    def write(self, value: Any, zone: tzinfo = UTC) -> Any:
        """The value in the vendor's way, a time with the offset of the zone."""
        if self.format == "date-time":
            stamp = datetime.fromtimestamp(value, zone).isoformat(timespec="microseconds")
            return stamp.replace("+00:00", "Z")
        if self.format == "unix-time":
            return math.floor(value)
        return value if self.scale == 1 else round(value * self.scale)


@dataclass(frozen=True, slots=True)
class Status:
    """A word of the vendor's and what it means."""

    name: str
    phase: str
    final: bool
    next: frozenset[str]

    @property
    def failed(self) -> bool:
        """Whether a task ends here without a result."""
        return self.final and self.phase != SUCCEEDED


@dataclass(frozen=True, slots=True)
class Table:
    """What the document says about a task's life."""

    task: str
    """Pointer to the task in a reply."""
    fields: Mapping[str, Field]
    """Fields of the task; nested ones have dotted names, such as `error.code`."""
    statuses: Mapping[str, Status]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Table:
        """The table that an `x-task-lifecycle` extension is."""
        statuses = {
            name: Status(name, status["phase"], status["terminal"], frozenset(status.get("next", ())))
            for name, status in raw["statuses"].items()
        }
        return cls(raw.get("task", ""), dict(_fields(raw["fields"])), statuses)

    def ending(self, end: str) -> tuple[Status, ...]:
        """The shortest ordinary life that ends so: queued, running where the table lets it, then the end.

        `end` is a status or a phase. Raises ValueError if no task can end like that.
        """
        last = self.end(end)
        path = [status for status in (self._first(QUEUED), self._first(RUNNING)) if status is not None]
        while path and last.name not in path[-1].next:
            path.pop()
        return (*path, last)

    def end(self, *ends: str) -> Status:
        """The first of these final statuses or phases that the table has. Raises ValueError for none."""
        found = (self.statuses.get(end) or self._first(end) for end in ends)
        last = next((status for status in found if status is not None), None)
        if last is None or not last.final:
            known = ", ".join(status.name for status in self.statuses.values() if status.final)
            raise ValueError(f"no task can end as {ends[0]!r}; the final statuses are {known}")
        return last

    def through(self, names: Iterable[str]) -> tuple[Status, ...]:
        """The life that goes through these statuses.

        Raises ValueError for one that the table lacks, and for a final one that is not the last.
        """
        listed = list(names)
        unknown = [name for name in listed if name not in self.statuses]
        if unknown or not listed:
            known = ", ".join(self.statuses)
            raise ValueError(f"no such status: {', '.join(unknown) or 'none'}; the table has {known}")
        early = [name for name in listed[:-1] if self.statuses[name].final]
        if early:
            raise ValueError(f"final states stay: {early[0]} can only be the last")
        return tuple(self.statuses[name] for name in listed)

    def named(self, phase: str) -> str | None:
        """The first status of a phase, if there is one."""
        found = self._first(phase)
        return None if found is None else found.name

    def _first(self, phase: str) -> Status | None:
        return next((status for status in self.statuses.values() if status.phase == phase), None)


def _fields(raw: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Field]]:
    for name, value in raw.items():
        if "at" in value:
            yield prefix + name, Field.read(value)
        else:
            yield from _fields(value, f"{prefix}{name}.")
