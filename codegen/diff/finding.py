"""What the diff says: findings, each on one surface, with its severity and the line that causes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Surface = Literal["http", "python", "state"]
Side = Literal["base", "head"]


class Severity(StrEnum):
    """What a change asks of consumers: to change their code, nothing, or not even to look."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    INFO = "info"


def worst(severities: list[Severity]) -> Severity:
    """Return the gravest of the severities, INFO if there are none."""
    order = list(Severity)
    return min(severities, key=order.index, default=Severity.INFO)


@dataclass(frozen=True)
class Line:
    """A line that a person wrote; `side` is the tree that it stands in: what is gone stands in base."""

    file: str
    line: int
    column: int
    side: Side

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One change to one surface of one API.

    `pointer` leads to it in the effective document of the tree `side`; `rules` are the names by
    which the tools know it.
    """

    api: str
    surface: Surface
    severity: Severity
    what: str
    hits: str
    avoid: str = ""
    pointer: str = ""
    side: Side = "head"
    rules: tuple[str, ...] = ()
    line: Line | None = None


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the gravest first, by API and place."""
    order = list(Severity)
    return sorted(findings, key=lambda f: (order.index(f.severity), f.api, f.surface, f.pointer, f.what))
