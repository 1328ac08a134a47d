"""What a difference between traffic and specification is, and how single observations become one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from ..._contract.pointer import tokens
from ..trace import Exchange

MOST_VALUES = 200
"""Values of one finding that its remedy is made of."""
MOST_BYTES = 1 << 20
"""Bytes of the bodies that these values are from, so that large bodies are not kept."""


@dataclass(frozen=True)
class Action:
    """One action of an overlay; without an update it removes its target.

    Attributes:
        target: JSONPath (RFC 9535) into the effective specification.
        update: What is merged into the target.
    """

    target: str
    update: Any = None


Remedy: TypeAlias = Callable[[Sequence[Any]], Sequence[Action]]
"""Makes the actions of a finding, given the values that were seen."""


def no_remedy(_: Sequence[Any]) -> Sequence[Action]:
    """Propose nothing: no overlay can say this."""
    return ()


@dataclass(frozen=True)
class Observation:
    """One exchange that differs from the specification.

    Attributes:
        kind: The kind of difference: a check, or `field-unlisted`, `header-unlisted`, `schedule-fast`.
        key: What observations of one cause share, besides their kind.
        message: What was seen, and what the specification says.
        exchange: The exchange that shows it.
        pointer: JSON Pointer into the body, empty for the whole.
        spec: JSON Pointer to the part of the specification that says otherwise.
        variant: The variant of the task, empty if it is about none.
        value: What stands at the pointer.
        name: A word for the finding, of which its `x-id` is made.
        remedy: Makes the overlay actions.
    """

    kind: str
    key: tuple[str, ...]
    message: str
    exchange: Exchange
    pointer: str = ""
    spec: str = ""
    variant: str = ""
    value: Any = None
    name: str = ""
    remedy: Remedy = no_remedy


@dataclass(frozen=True)
class Finding:
    """One difference, with all that showed it.

    Attributes:
        example: The first observation.
        count: How many exchanges show it.
        first: When it was seen first, in Unix seconds, None if unknown.
        last: When it was seen last.
        actions: What an overlay has to do; empty where none can say it.
        also: Kinds of further findings that the same exchanges show at the same place.
    """

    example: Observation
    count: int
    first: float | None
    last: float | None
    actions: Sequence[Action] = ()
    also: Sequence[str] = ()
    exchanges: frozenset[int] = field(default=frozenset(), repr=False)

    @property
    def id(self) -> str:
        """The `x-id` of the actions."""
        words = re.findall(r"[a-z0-9]+", f"{self.example.kind} {self.example.name}".lower())
        return "-".join(words)[:60].rstrip("-")


class _Group:
    """The observations of one cause, of which only the first is kept."""

    def __init__(self, example: Observation) -> None:
        self._example = example
        self._exchanges: set[int] = set()
        self._values: list[Any] = []
        self._bytes = 0
        self._first = self._last = example.exchange.started

    def add(self, each: Observation) -> None:
        self._exchanges.add(each.exchange.number)
        if len(self._values) < MOST_VALUES and self._bytes <= MOST_BYTES:
            self._values.append(each.value)
            self._bytes += len(each.exchange.received)
        started = each.exchange.started
        if started is not None:
            self._first = started if self._first is None else min(self._first, started)
            self._last = started if self._last is None else max(self._last, started)

    def finding(self) -> Finding:
        return Finding(
            self._example,
            len(self._exchanges),
            self._first,
            self._last,
            tuple(self._example.remedy(self._values)),
            exchanges=frozenset(self._exchanges),
        )


def collect(observations: Iterable[Observation]) -> list[Finding]:
    """Return one finding for each cause, those with a remedy first, then by count."""
    groups: dict[tuple[str, ...], _Group] = {}
    for each in observations:
        groups.setdefault((each.kind, *each.key), _Group(each)).add(each)
    found = [group.finding() for group in groups.values()]
    found.sort(key=lambda each: (not each.actions, -each.count))
    return list(_without_consequences(found))


def _without_consequences(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, each with the kinds of those that only repeat it."""
    causes: list[Finding] = []
    for each in found:
        for number, cause in enumerate(causes):
            if each.exchanges <= cause.exchanges and _one_place(each, cause):
                kinds = dict.fromkeys([*cause.also, each.example.kind])
                causes[number] = replace(cause, also=tuple(kinds))
                break
        else:
            causes.append(each)
    yield from causes


def _one_place(one: Finding, other: Finding) -> bool:
    a, b = tokens(general(one.example.pointer)), tokens(general(other.example.pointer))
    if one.actions and other.actions:
        return False
    return a[: len(b)] == b or b[: len(a)] == a


def general(pointer: str) -> str:
    """Return a pointer with `*` in the place of each index."""
    return re.sub(r"/\d+(?=/|$)", "/*", pointer)
