"""The state table of an API (`x-task-lifecycle`), and what it says about a task body. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Literal

from .pointer import MISSING, lookup


class Phase(StrEnum):
    """Where a task stands, in one word for all vendors."""

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
    def ok(self) -> bool:
        """Whether the task has its results."""
        return self is Phase.SUCCEEDED

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to the task."""
        return self not in (Phase.QUEUED, Phase.RUNNING, Phase.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands in a task body, and how it is to be read."""

    at: tuple[str, ...]
    none: tuple[Any, ...] = ()
    format: str | None = None
    unit: str | None = None
    scale: float = 1
    when: frozenset[str] | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Field:
        when = data.get("when")
        return cls(
            at=tuple(data["at"]),
            none=tuple(data.get("none", ())),
            format=data.get("format"),
            unit=data.get("unit"),
            scale=data.get("scale", 1),
            when=None if when is None else frozenset(when),
        )

    def read(self, task: Mapping[str, Any]) -> Any:
        """Return the first value that is there, None if there is none or it stands for none."""
        for at in self.at:
            value = lookup(task, at)
            if value is not MISSING and value is not None:
                return None if any(_same(value, none) for none in self.none) else value
        return None

    def number(self, task: Mapping[str, Any]) -> int | float | None:
        """Return the value if it is a number that a float can hold."""
        value = self.read(task)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        try:
            return value if math.isfinite(value) else None
        except OverflowError:  # an integer beyond all floats
            return None

    def time(self, task: Mapping[str, Any]) -> datetime | None:
        """Return the value as a point in time with its offset, None if it is not one."""
        value = self.read(task)
        return unix_time(value) if self.format == "unix-time" else date_time(value)


@dataclass(frozen=True, slots=True)
class Status:
    """One word of the vendor's."""

    phase: Phase
    final: bool
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often to look, in seconds.

    The first pause is `start`, each is `factor` times the one before and at most `cap`; `jitter` is the
    share of it that chance adds or takes.
    """

    start: float
    factor: float = 1.5
    cap: float = 30.0
    jitter: float = 0.1

    def __post_init__(self) -> None:
        if not (
            0 < self.start <= self.cap < math.inf and 1 <= self.factor < math.inf and 0 <= self.jitter < 1
        ):
            raise ValueError(f"{self}: needs 0 < start <= cap, factor >= 1, 0 <= jitter < 1")


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state table of one API."""

    task: str
    fields: Mapping[str, Field]
    error: Mapping[str, Field]
    statuses: Mapping[str, Status]
    case_sensitive: bool
    unlisted: Literal["wait", "fail"]
    cadence: Cadence
    deadline: float
    implied: tuple[tuple[frozenset[str], str], ...] = ()
    """The keys of bodies that have no status, and the status that their being there means."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Lifecycle:
        fields = dict(data["fields"])
        error = fields.pop("error", {})
        case_sensitive = data.get("case-sensitive", True)
        cadence = data["polling"]
        return cls(
            task=data["task"],
            fields={name: Field.of(field) for name, field in fields.items()},
            error={name: Field.of(field) for name, field in error.items()},
            statuses={
                name if case_sensitive else name.lower(): Status(
                    Phase(status["phase"]), status["terminal"], tuple(status.get("next", ()))
                )
                for name, status in data["statuses"].items()
            },
            case_sensitive=case_sensitive,
            unlisted=data.get("unlisted", {}).get("policy", "wait"),
            cadence=Cadence(cadence["initial"], cadence["multiplier"], cadence["maximum"], cadence["jitter"]),
            deadline=data["deadline"],
            implied=tuple((frozenset(rule["required"]), rule["status"]) for rule in data.get("implied", ())),
        )

    def word(self, task: Mapping[str, Any]) -> str | None:
        """Return the status of a task body in the vendor's word, None if it neither has nor implies one."""
        value = self.fields["status"].read(task)
        if value is None:
            return next((status for keys, status in self.implied if keys <= task.keys()), None)
        return value if isinstance(value, str) and value.strip() else None

    def status(self, word: str | None) -> Status | None:
        """Return what the table says about a vendor's status, None if it says nothing."""
        if word is None:
            return None
        return self.statuses.get(word if self.case_sensitive else word.strip().lower())

    def is_in(self, word: str, words: frozenset[str]) -> bool:
        """Say whether a vendor's status is one of some words of the table."""
        if self.case_sensitive:
            return word in words
        return word.strip().lower() in {each.lower() for each in words}

    def find_task(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the task object in a reply, or the reply itself: pushed bodies may be the bare task."""
        task = lookup(body, self.task)
        return task if isinstance(task, dict) else body


_DATE_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)


def date_time(value: Any) -> datetime | None:
    """Read an RFC 3339 time with 0 to 9 fraction digits; None for anything else.

    Digits beyond microseconds are cut. The year 1 is Go's way to say "not yet", so it is None too.
    """
    match = _DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] in ("0000", "0001"):
        return None
    *clock, fraction, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        year, month, day, hour, minute, second = map(int, clock)
        return datetime(year, month, day, hour, minute, second, int((fraction or "").ljust(6, "0")[:6]), zone)
    except ValueError:
        return None


def unix_time(value: Any) -> datetime | None:
    """Read seconds since 1970; None for anything else, and for times that no task can have."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(value, UTC) if value > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _same(value: Any, other: Any) -> bool:
    """Compare as JSON does: true is not 1."""
    return bool(value == other) and isinstance(value, bool) == isinstance(other, bool)
