"""One run: orders jobs, waits for them, and downloads their results, while faults happen."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import ssl
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, aclosing, closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import httpx

from gettask import Handle, Task, TaskFailedError
from gettask.client import AsyncClient, Client, connect, connect_async
from gettask.mock import TaskPlan, after_polls
from tests.faults.api import ADDRESSES, KEY, Exchange, Fault, FaultyApi, Roots
from tests.faults.invariants import breaches
from tests.faults.kinds import KINDS
from tests.faults.network import End, Network, Script, Step
from tests.faults.plan import Drawing, Plan
from tests.faults.record import Record, Slot
from tests.faults.virtual import Namespace, RunClock, Threads, VirtualTime, loop_on

ATTEMPTS = 3
"""How often a caller waits for a task, and downloads its results, before it gives up."""


class Run:
    """What one run is made of.

    Attributes:
        plan: What it does.
        record: What it did and saw.
    """

    def __init__(
        self, plan: Plan, folder: Path, time: VirtualTime | None = None, roots: Roots | None = None
    ) -> None:
        self.plan = plan
        self.time = VirtualTime() if time is None else time
        self.threads = Threads(self.time, random.Random(f"threads {plan.seed}"))
        self.clock = RunClock(self.time, self.threads, random.Random(f"clock {plan.seed}"))
        self._chance = random.Random(f"run {plan.seed}")
        self._drawing = Drawing(plan)
        job = TaskPlan(after_polls(plan.polls), plan.end)
        where = roots or Roots()
        self.api = FaultyApi(plan.api, self.time, self._chance, job, self.draw, self._connecting, where)
        self.network = Network(self.api, self.time, self.threads, ADDRESSES)
        self.record = Record(plan, self.api, self.time, folder, kinds=self._drawing.met)
        self.interrupt: Callable[[], object] = lambda: None
        """Interrupts the caller."""

    def draw(self, operation: str) -> Fault | None:
        """Return the fault of the next request, None for none."""
        kind = self._drawing.draw(operation)
        fault = None if kind is None else KINDS[kind]
        if self._drawing.requests == self.plan.at and self.plan.interruption not in ("", "timeout"):
            return _interrupting(fault, self._interrupt, self._chance.randint(0, 3))
        if self.plan.suspends and self._chance.random() < 0.3:
            return _meanwhile(fault, self._disturb)
        return fault

    def _interrupt(self) -> None:
        self.api.note(self.plan.interruption)
        self.interrupt()

    def _disturb(self) -> None:
        """Set the clock, or let the machine sleep."""
        if self._chance.random() < 0.5:
            self.time.wall += self._chance.choice([-86_400, -3600, 3600, 86_400])
        else:
            self.time.suspend(self._chance.choice([60, 3600]))

    def _connecting(self) -> list[Step]:
        if self._chance.random() >= self.plan.connects:
            return []
        return self._chance.choice([[End.RESET], [End.SILENT], [self._chance.uniform(0, 40)]])

    def options(self) -> dict[str, Any]:
        """Return what the client is made with."""

        def keep(event: object) -> None:
            self.record.texts.append(repr(event))

        plan = self.plan
        options: dict[str, Any] = {"key": KEY, "base_url": self.api.base_url, "on_event": keep}
        return options | {"timeout": plan.timeout, "retries": plan.retries, "clock": self.clock}

    def request(self) -> dict[str, Any]:
        """Return what is ordered."""
        return dict(self.api.contract.variants[self.plan.variant].example or {})


def execute(plan: Plan, folder: Path) -> Record:
    """Run a plan, saving results in a folder, which is emptied first."""
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    with _isolated(plan.seed):
        run = Run(plan, folder)
        before = _open_files()
        with _logged(run.record), run.network.patched(), _threads_of(run.threads):
            try:
                (_run_sync if plan.threaded else _run_async)(run)
            except BaseException as error:
                if error not in [call.slot.error for call in run.record.calls]:
                    raise  # it is the run itself that has failed
            run.record.left["threads"] = run.threads.drain()
            if not plan.own_http:  # whose connections are httpx's to close
                run.record.left["connections"] = run.network.open
        parts = [*run.record.folder.glob(".*")] if run.record.folder.exists() else []
        run.record.left |= {"partial files": len(parts), "open files": _open_files() - before}
        run.record.found = breaches(run.record)
        return run.record


def _run_sync(run: Run) -> None:
    run.interrupt = lambda: run.threads.interrupt(KeyboardInterrupt())
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        options = run.options()
        if run.plan.own_http:
            options["http_client"] = stack.enter_context(httpx.Client(verify=_certificates()))
        client = stack.enter_context(connect(run.plan.api, **options))
        run.record.texts.append(repr(client))
        _call(run, client)


def _call(run: Run, client: Client[Any]) -> None:
    plan, record = run.plan, run.record
    handles: list[Handle[Any]] = []
    for number in range(plan.jobs):
        with record.creating(number) as slot:
            slot.value = client.create(run.request(), variant=plan.variant)
        handles += [slot.value] if slot.done else []
    tasks: list[Task] = []
    if plan.many:
        with (
            record.waiting("as_completed", handles) as slot,
            closing(client.as_completed(handles, deadline=plan.deadline)) as items,
        ):
            slot.value = tasks
            for task in items:
                tasks.append(task)
                if plan.leaves:
                    break
    for handle in handles if not plan.many else ():
        for _ in range(ATTEMPTS):
            with record.waiting("wait", [handle]) as slot:
                slot.value = client.wait(_passed_on(handle), deadline=plan.deadline)
            if ended(slot):
                break
        tasks += [slot.value] if slot.done else []
    for task in tasks:
        for _ in range(ATTEMPTS if task.phase.succeeded else 0):
            with record.saving(task) as slot:
                slot.value = client.download(task, record.folder, deadline=plan.deadline)
            if slot.done:
                break


def _run_async(run: Run) -> None:
    with (
        asyncio.Runner(loop_factory=lambda: loop_on(run.time)) as runner,
        suppress(asyncio.CancelledError, TimeoutError),
    ):
        runner.run(_amain(run))


async def _amain(run: Run) -> None:
    task = asyncio.current_task()
    assert task is not None
    run.interrupt = task.cancel
    limit = run.plan.at * 5 if run.plan.interruption == "timeout" else None
    try:
        async with asyncio.timeout(limit):
            await _open_and_call(run)
    finally:
        for _ in range(99):  # the loop closes the generators that a cancelled download has left
            if len(asyncio.all_tasks()) > 1:
                await asyncio.sleep(0)
        run.record.left["tasks of asyncio"] = len(asyncio.all_tasks()) - 1


async def _open_and_call(run: Run) -> None:
    async with AsyncExitStack() as stack:
        options = run.options()
        if run.plan.own_http:
            http = httpx.AsyncClient(verify=_certificates())
            options["http_client"] = await stack.enter_async_context(http)
        client = await stack.enter_async_context(connect_async(run.plan.api, **options))
        run.record.texts.append(repr(client))
        await _acall(run, client)


async def _acall(run: Run, client: AsyncClient[Any]) -> None:
    plan, record = run.plan, run.record

    async def create(number: int) -> Slot:
        with record.creating(number) as slot:
            slot.value = await client.create(run.request(), variant=plan.variant)
        return slot

    slots = await asyncio.gather(*map(create, range(plan.jobs)))
    handles: list[Handle[Any]] = [slot.value for slot in slots if slot.done]
    tasks: list[Task] = []
    if plan.many:
        with record.waiting("as_completed", handles) as slot:
            slot.value = tasks
            async with aclosing(client.as_completed(handles, deadline=plan.deadline)) as items:
                async for task in items:
                    tasks.append(task)
                    if plan.leaves:
                        break
    for handle in handles if not plan.many else ():
        for _ in range(ATTEMPTS):
            with record.waiting("wait", [handle]) as slot:
                slot.value = await client.wait(_passed_on(handle), deadline=plan.deadline)
            if ended(slot):
                break
        tasks += [slot.value] if slot.done else []
    for task in tasks:
        for _ in range(ATTEMPTS if task.phase.succeeded else 0):
            with record.saving(task) as slot:
                slot.value = await client.download(task, record.folder, deadline=plan.deadline)
            if slot.done:
                break


def ended(slot: Slot) -> bool:
    """Say whether a wait needs no further attempt: it has a task, or the task has failed."""
    return slot.done or isinstance(slot.error, TaskFailedError)


def _passed_on(handle: Handle[Any]) -> Handle[Any]:
    """Return a handle as another process has it."""
    return Handle.from_json(handle.to_json())


def _interrupting(fault: Fault | None, interrupt: Callable[[], object], steps: int) -> Fault:
    """Return a fault within which the caller is interrupted after some steps."""

    def interrupting(exchange: Exchange) -> Script:
        for number, step in enumerate(_played(fault, exchange)):
            if number == steps:
                yield interrupt
                yield 0.001
            yield step
        if number < steps:
            yield interrupt

    interrupting.__name__ = f"interrupted within {_name(fault)}"
    return interrupting


def _meanwhile(fault: Fault | None, disturb: Callable[[], object]) -> Fault:
    """Return a fault before which something happens to the machine."""

    def disturbed(exchange: Exchange) -> Script:
        yield disturb
        yield from _played(fault, exchange)

    disturbed.__name__ = f"disturbed, then {_name(fault)}"
    return disturbed


def _played(fault: Fault | None, exchange: Exchange) -> Script:
    if fault is None:
        yield exchange.ask().wire()
    else:
        yield from fault(exchange)


def _name(fault: Fault | None) -> str:
    return "answered" if fault is None else fault.__name__


@contextmanager
def _isolated(seed: int) -> Iterator[None]:
    """Leave the machine's settings, certificates and chance out."""
    kept = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith("GETTASK")}
    chance = random.Random(f"ids {seed}")

    def uuid4() -> uuid.UUID:
        return uuid.UUID(int=chance.getrandbits(128), version=4)

    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, kept, clear=True))
        stack.enter_context(mock.patch("httpx.create_ssl_context", _certificates))
        stack.enter_context(mock.patch("gettask.mock.simulator.uuid", SimpleNamespace(uuid4=uuid4)))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        yield


@cache
def _certificates(**_: Any) -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _threads_of(threads: Threads) -> Iterator[None]:
    """Have the client's threads run in turn."""
    namespace = Namespace(threads)
    place = "gettask._sync.concurrency"
    with (
        mock.patch(f"{place}.threading", namespace),
        mock.patch(f"{place}.SimpleQueue", namespace.Queue),
        mock.patch("concurrent.futures.wait", namespace.wait),  # imported at each call
    ):
        yield


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._texts = texts

    def emit(self, record: logging.LogRecord) -> None:
        self._texts.append(self.format(record))


@contextmanager
def _logged(record: Record) -> Iterator[None]:
    """Keep the logs of the client and of httpx."""
    handler = _Kept(record.texts)
    loggers = [logging.getLogger(name) for name in ("gettask", "httpx")]
    before = [(each.level, each.propagate) for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
        each.propagate = False
    try:
        yield
    finally:
        for each, (level, propagate) in zip(loggers, before, strict=True):
            each.removeHandler(handler)
            each.setLevel(level)
            each.propagate = propagate


def _open_files() -> int:
    """Return how many files and sockets this process has open; 0 where that cannot be counted."""
    try:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())
    except OSError:
        return 0
