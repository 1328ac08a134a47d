"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from .trace import Exchange

T = TypeVar("T")


class Severity(StrEnum):
    """How sure it is that the server is wrong."""

    ERROR = "error"
    """The vendor documents it, or it was observed."""
    WARNING = "warning"
    """The specification infers it, or a third party reports it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One deviation, as a check yields it.

    Attributes:
        message: What was seen, and what the specification says.
        exchanges: The exchanges that show it, the decisive one last.
        pointer: JSON Pointer into the response body of the last exchange, empty for the whole.
        spec: JSON Pointer to the part of the effective specification that says otherwise.
        task: The id of the task, empty if it is about none.
    """

    message: str
    exchanges: tuple[Exchange, ...]
    pointer: str = ""
    spec: str = ""
    task: str = ""


Outcome: TypeAlias = Problem | None
"""What a check yields for each thing that it examined: None if it holds. A check that yields nothing
did not apply."""


@dataclass(frozen=True)
class Check:
    """A rule that a trace is held to.

    Attributes:
        name: The name to ask for it by.
        sentence: What holds where the check passes.
        reads: The part of the specification that the check reads.
        severity: The severity where the specification names no confidence.
        scope: What the check examines: `exchange`, `task` or `trace`.
        examine: The function.
    """

    name: str
    sentence: str
    reads: str
    severity: Severity
    scope: str
    examine: Callable[..., Iterator[Outcome]]

    @property
    def page(self) -> str:
        """Where the documentation explains the check."""
        return f"docs/conformance.md#{self.name}"


CHECKS: dict[str, Check] = {}
"""All checks by name."""


def check(
    name: str, sentence: str, *, reads: str, scope: str, severity: Severity = Severity.ERROR
) -> Callable[[T], T]:
    """Register a generator function as a check."""

    def register(examine: Any) -> Any:
        if name in CHECKS:
            raise ValueError(f"two checks have the name {name}")
        CHECKS[name] = Check(name, sentence, reads, severity, scope, examine)
        return examine

    return register


@dataclass(frozen=True, slots=True)
class Violation:
    """A problem with the check that found it, and how sure the specification is.

    Attributes:
        confidence: How the violated fact is known: documented, observed, reported or inferred.
        sources: Ids of the sources of that fact.
    """

    check: Check
    severity: Severity
    problem: Problem
    confidence: str
    sources: tuple[str, ...] = ()
