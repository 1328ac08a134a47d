"""What one run did and saw, for the invariants to look at."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gettask import GettaskError, Handle, Task
from gettask._polling.retry import MAX_PAUSE
from tests.faults.api import FaultyApi, order
from tests.faults.plan import Plan
from tests.faults.virtual import VirtualTime

TICK = 0.05
"""Seconds by which clocks may be off."""


@dataclass
class Slot:
    """What one call returned or raised."""

    value: Any = None
    error: BaseException | None = None

    @property
    def done(self) -> bool:
        """Whether it returned."""
        return self.error is None


@dataclass(frozen=True)
class Call:
    """One call of the client.

    Attributes:
        name: The method.
        order: The number of the order that it is about; -1 if it is about several.
        wanted: The ids that it is about.
        slot: What it returned or raised.
        took: Seconds that it took, the machine's sleep left out.
        bound: Seconds that it may take.
    """

    name: str
    order: int
    wanted: tuple[str, ...]
    slot: Slot
    took: float
    bound: float


@dataclass
class Record:
    """What one run did and saw.

    Attributes:
        plan: What it was to do.
        api: The servers.
        time: The time of the run.
        folder: Where results were saved.
        calls: The calls of the client.
        texts: All that was logged, reported and shown.
        left: What was left behind, and how much of it.
        kinds: The kinds of faults that were met.
        found: The breaches of invariants, by their names.
    """

    plan: Plan
    api: FaultyApi
    time: VirtualTime
    folder: Path
    calls: list[Call] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)

    @contextmanager
    def call(self, name: str, number: int, wanted: tuple[str, ...], bound: float) -> Iterator[Slot]:
        """Note what a call in the block returns or raises; what ends the run is raised on."""
        slot = Slot()
        order.set(number)
        self.api.note(f"{name} {' '.join(wanted)}".strip())
        begun, skipped = self.time.now, self.time.skipped
        try:
            yield slot
        except BaseException as error:
            slot.error = error
            self.texts += ["".join(traceback.format_exception(error)), repr(error)]
            if not isinstance(error, (GettaskError, ExceptionGroup)):
                raise
        finally:
            took = self.time.now - begun - (self.time.skipped - skipped)
            self.calls.append(Call(name, number, wanted, slot, took, bound))
            self.texts.append(repr(slot.value))
            came = f"{type(slot.error).__name__}: {slot.error}" if slot.error else repr(slot.value)
            self.api.note(f"{name} → {came}"[:400])

    @contextmanager
    def creating(self, number: int) -> Iterator[Slot]:
        """Note what a create in the block returns or raises."""
        plan = self.plan
        with self.call("create", number, (), (plan.retries + 1) * (plan.timeout + MAX_PAUSE)) as slot:
            yield slot

    @contextmanager
    def waiting(self, name: str, handles: list[Handle[Any]]) -> Iterator[Slot]:
        """Note what a wait in the block returns or raises."""
        wanted = tuple(handle.id for handle in handles)
        with self.call(name, -1, wanted, self.plan.deadline + self.plan.timeout) as slot:
            yield slot

    @contextmanager
    def saving(self, task: Task) -> Iterator[Slot]:
        """Note what a download in the block returns or raises."""
        self.texts.append(json.dumps(task.raw))
        with self.call("download", -1, (task.id,), self.plan.deadline + self.plan.timeout) as slot:
            yield slot

    def of(self, *names: str) -> list[Call]:
        """Return the calls of some methods."""
        return [call for call in self.calls if call.name in names]
