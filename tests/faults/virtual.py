"""Time that passes only when all wait: for threads, which then run in turn, and for a loop of asyncio.

Threads run one at a time, and change only where they wait. So a run with the same seed does the same again,
whatever the machine does meanwhile, and half an hour takes no time.
"""

from __future__ import annotations

import asyncio
import math
import random
import selectors
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")

EPOCH = 1_750_000_000.0
"""The time of day at which a run begins, in seconds since 1970."""


class HangError(BaseException):
    """Everybody waits for something that cannot happen any more. No client can catch it as its own."""


class VirtualTime:
    """The time of one run, in seconds.

    Attributes:
        now: Since the run began.
        wall: What the clock on the wall is ahead, when somebody has set it.
        skipped: How long the machine has slept in all.
    """

    def __init__(self, epoch: float = EPOCH) -> None:
        self._epoch = epoch
        self.now = 0.0
        self.wall = 0.0
        self.skipped = 0.0

    def suspend(self, seconds: float) -> None:
        """Let the machine sleep, as a laptop does whose lid is closed."""
        self.now += seconds
        self.skipped += seconds

    def time(self) -> float:
        """Return the time of day, in seconds since 1970."""
        return self._epoch + self.now + self.wall

    def monotonic(self) -> float:
        """Return the time that nobody can set."""
        return self.now


class Turn:
    """A thread of a run, and what it waits for."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.ready: Callable[[], bool] = lambda: True
        self.until = math.inf
        self.interruption: BaseException | None = None
        self.done = False


class Threads:
    """Runs threads in turn. The one that makes it is the main one, which alone can be interrupted.

    Args:
        time: The time that passes when all of them wait.
        chance: Who goes on where several could.
    """

    def __init__(self, time: VirtualTime, chance: random.Random) -> None:
        self._time = time
        self._chance = chance
        self._main = Turn()
        self._turns = [self._main]
        self._of_thread = {threading.get_ident(): self._main}

    def wait(self, ready: Callable[[], bool], seconds: float | None = None) -> bool:
        """Let the others run until something is true, or some seconds have passed; say whether it is."""
        mine = self._of_thread.get(threading.get_ident(), self._main)
        mine.ready = ready
        mine.until = math.inf if seconds is None else self._time.now + seconds
        self._switch(mine)
        if mine.interruption is not None:
            interruption, mine.interruption = mine.interruption, None
            raise interruption
        return ready()

    def sleep(self, seconds: float) -> None:
        """Let some seconds pass."""
        self.wait(lambda: False, seconds)

    def interrupt(self, error: BaseException) -> None:
        """Have the main thread raise something where it waits next."""
        self._main.interruption = error

    def start(self, target: Callable[[], object]) -> Turn:
        """Have a function run in a thread of its own."""
        turn = Turn()
        self._turns.append(turn)

        def run() -> None:
            turn.go.acquire()
            self._of_thread[threading.get_ident()] = turn
            try:
                target()
            except SystemExit:
                pass
            finally:
                turn.done = True
                self._turns.remove(turn)
                self._next().go.release()

        threading.Thread(target=run, daemon=True).start()
        return turn

    def drain(self) -> int:
        """Let all other threads come to their ends, and return how many never do; these are ended."""
        self._main.interruption = None
        with suppress(HangError):
            self.wait(lambda: len(self._turns) == 1)
        left = len(self._turns) - 1
        while len(self._turns) > 1:
            for turn in self._turns[1:]:
                turn.interruption = SystemExit()
            self.wait(lambda: len(self._turns) == 1)
        return left

    def _switch(self, mine: Turn) -> None:
        chosen = self._next()
        if chosen is not mine:
            chosen.go.release()
            mine.go.acquire()

    def _next(self) -> Turn:
        """Return who goes on; time passes if nobody can."""
        able = [each for each in self._turns if each.interruption or each.until <= self._time.now]
        able += [each for each in self._turns if each not in able and each.ready()]
        if able:
            return self._chance.choice(able)
        soonest = min(self._turns, key=lambda each: each.until)
        if soonest.until == math.inf:
            self._main.interruption = HangError("all threads wait for something that cannot happen")
            return self._main
        self._time.now = soonest.until
        return soonest


class Namespace:
    """Stands for the module `threading`, and for the queue and `wait` that the client uses beside it."""

    def __init__(self, threads: Threads) -> None:
        class Event:
            """As threading.Event."""

            def __init__(self) -> None:
                self._set = False

            def is_set(self) -> bool:
                return self._set

            def set(self) -> None:
                self._set = True

            def clear(self) -> None:
                self._set = False

            def wait(self, seconds: float | None = None) -> bool:
                return threads.wait(self.is_set, seconds)

        class Thread:
            """As threading.Thread."""

            def __init__(self, target: Callable[..., object], args: tuple[Any, ...], daemon: bool) -> None:
                assert daemon
                self._target = lambda: target(*args)
                self._turn: Turn | None = None

            def start(self) -> None:
                self._turn = threads.start(self._target)

            def join(self) -> None:
                turn = self._turn
                threads.wait(lambda: turn is None or turn.done)

        class Queue(Generic[T]):
            """As queue.SimpleQueue."""

            def __init__(self) -> None:
                self._queue: SimpleQueue[T] = SimpleQueue()
                self.put = self._queue.put
                self.empty = self._queue.empty
                self.qsize = self._queue.qsize
                self.get_nowait = self._queue.get_nowait

            def get(self) -> T:
                threads.wait(lambda: not self._queue.empty())
                return self._queue.get_nowait()

        self.Event, self.Thread, self.Queue = Event, Thread, Queue
        self._threads = threads

    def wait(self, futures: list[Future[Any]], return_when: str) -> tuple[list[Future[Any]], None]:
        """As concurrent.futures.wait with FIRST_EXCEPTION."""
        assert return_when == "FIRST_EXCEPTION"

        def ready() -> bool:
            done = [each for each in futures if each.done()]
            return len(done) == len(futures) or any(each.exception() for each in done)

        self._threads.wait(ready)
        return [each for each in futures if each.done()], None


class _Selector(selectors.DefaultSelector):
    """Looks for what is ready, and where a loop would wait, lets time pass instead."""

    def __init__(self, time: VirtualTime) -> None:
        super().__init__()
        self._time = time

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise HangError("all tasks wait for something that cannot happen")
        self._time.now += max(timeout, 0)
        return super().select(0)


def loop_on(time: VirtualTime) -> asyncio.AbstractEventLoop:
    """Return a loop whose time is that of a run; it has no threads and no sockets."""
    return asyncio.SelectorEventLoop(_Selector(time))


class RunClock:
    """The clock of the clients of a run: see `gettask._clock.Clock`."""

    def __init__(self, time: VirtualTime, threads: Threads, chance: random.Random) -> None:
        self._time = time
        self._threads = threads
        self._chance = chance

    def monotonic(self) -> float:
        return self._time.monotonic()

    def time(self) -> float:
        return self._time.time()

    def random(self) -> float:
        return self._chance.random()

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self._threads.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        assert seconds >= 0
        await asyncio.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float) -> None:
        event.wait(seconds)

    async def await_(self, event: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass
