"""What a trace says about one task: the calls about it, and the task as each response shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .._contract.contract import AssetRule
from .._contract.lifecycle import Phase
from .._contract.operation import ResultOperation
from .._contract.pointer import lookup
from .bodies import NOT_JSON
from .spec import Operation, Spec
from .trace import Exchange


@dataclass(frozen=True, eq=False, slots=True)
class Call:
    """An exchange, and the operation that it belongs to.

    Attributes:
        operation: The operation of the specification; for a webhook None.
        params: The path parameters.
        code: The code of the envelope, None if the response has none.
        succeeded: Whether HTTP status and code both mean success; not where the code was not recorded.
        refused: Whether HTTP status or code means an error.
    """

    exchange: Exchange
    operation: Operation | None
    params: Mapping[str, str]
    code: int | str | None
    succeeded: bool
    refused: bool

    @property
    def body(self) -> Any:
        """The parsed body of the response, of a webhook the body that the server posted."""
        exchange = self.exchange
        return (exchange.sent if exchange.webhook else exchange.received).json


@dataclass(frozen=True, eq=False, slots=True)
class Asset:
    """A URL of a result.

    Attributes:
        at: JSON Pointer inside the task.
        rule: What the specification says about URLs at this place, None if it says nothing.
    """

    at: str
    url: str
    rule: AssetRule | None


@dataclass(frozen=True, eq=False, slots=True)
class Sighting:
    """A task as one response or webhook shows it.

    Attributes:
        at: JSON Pointer to the task in the body.
        status: The vendor's status, None if it has none.
        result: The call that answered its result, where another operation does; None before.
        key: The key of the task that holds that answer.
    """

    call: Call
    at: str
    status: str | None
    phase: Phase
    terminal: bool
    result: Call | None = None
    key: str = ""

    @property
    def exchange(self) -> Exchange:
        """The exchange that shows the task."""
        return self.call.exchange

    @property
    def task(self) -> Mapping[str, Any]:
        """The task object, which no one keeps: a trace may have more of them than memory."""
        exchange = self.call.exchange  # not by `body`: nothing is called more often
        source = exchange.sent if exchange.webhook else exchange.received
        task: Mapping[str, Any] = lookup(source.json, self.at)
        return task if self.result is None else {**task, self.key: self.result.body}

    def with_result(self, call: Call, operation: ResultOperation, spec: Spec) -> Sighting | None:
        """Return the task with what a call answered as its result, None if that says nothing about it."""
        key = operation.key_of(call.exchange.status)
        if key is None or call.body is NOT_JSON or not self.phase.succeeded:
            return None
        joined = replace(self, result=call, key=key)
        status = spec.lifecycle.read_status(joined.task)
        return replace(joined, status=status, phase=spec.phase(status), terminal=spec.terminal(status))


@dataclass
class TaskHistory:
    """What a trace says about one task.

    Attributes:
        create: The call that created it, None if it is not in the trace.
        sightings: What its owner saw, in order.
        polls: All polls of its owner, errors too.
        cancels: The calls of its owner that cancel it.
        results: The calls of its owner for its result, where another operation than Get Task answers it.
        foreign: Polls and cancels by other keys.
        removed: The exchange that cancelled it, where no poll finds a cancelled task.
        deliveries: The webhooks about it, repeated ones too.
        downloads: The downloads of its results.
    """

    id: str
    key: str | None = None
    create: Call | None = None
    sightings: list[Sighting] = field(default_factory=list)
    polls: list[Call] = field(default_factory=list)
    cancels: list[Call] = field(default_factory=list)
    results: list[Call] = field(default_factory=list)
    foreign: list[Call] = field(default_factory=list)
    removed: Exchange | None = None
    deliveries: list[Sighting] = field(default_factory=list)
    downloads: list[tuple[Asset, Exchange]] = field(default_factory=list)

    @property
    def request(self) -> Any:
        """The JSON body of the create request, NOT_JSON if it is unknown."""
        return NOT_JSON if self.create is None else self.create.exchange.request_json

    @cached_property
    def end(self) -> Sighting | None:
        """The first sighting in a terminal status."""
        return next((each for each in self.sightings if each.terminal), None)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The times of the first and last sighting, in Unix seconds; unlimited where they are unknown."""
        times = [each.exchange.started for each in self.sightings]
        known = [time for time in times if time is not None]
        if not known or len(known) < len(times):
            return float("-inf"), float("inf")
        return known[0], known[-1]

    def around(self, exchange: Exchange) -> bool:
        """Return whether an exchange lies between the first and the last sighting."""
        first, last = self.span
        return exchange.started is None or first <= exchange.started <= last

    def pairs(self) -> Iterator[tuple[Sighting, Sighting]]:
        """Yield each sighting with the one before it, if that had arrived when this one was asked for."""
        for old, new in zip(self.sightings, self.sightings[1:], strict=False):
            if old.exchange.before(new.exchange):
                yield old, new

    def after_end(self) -> Iterator[tuple[Sighting, Sighting]]:
        """Yield each sighting after the end with the first in a terminal status, in the same status."""
        end = self.end
        if end is not None:
            for each in self.sightings:
                if each is not end and each.status == end.status and end.exchange.before(each.exchange):
                    yield end, each
