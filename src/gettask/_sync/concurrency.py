"""What threads do otherwise than asyncio; `gettask._async.concurrency` is its twin."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import TypeVar

from .._clock import Clock, SystemClock
from .._http.request import Request
from .._http.response import Response
from .._polling.schedule import ScheduledPoll
from ..errors import GettaskError

T = TypeVar("T")
R = TypeVar("R")


class Wake:
    """Ends a sleep early. Only the machine's clock can be woken up: others sleep to the end."""

    def __init__(self) -> None:
        # Ctrl-C may break the lock of a threading.Event; this one it does not.
        self._tokens: SimpleQueue[None] = SimpleQueue()

    def set(self) -> None:
        """End the sleep that is under way, or else the next one."""
        self._tokens.put(None)

    def sleep(self, clock: Clock, seconds: float) -> None:
        """Return after some seconds, or when this is set."""
        if not isinstance(clock, SystemClock):
            clock.sleep(seconds)
            return
        clock.doze(self._tokens, seconds)
        with suppress(Empty):
            while True:
                self._tokens.get_nowait()


class Dispatcher:
    """Sends polls in the background, each in a thread, which serves again. There are no more than needed.

    Left early, it waits for nothing: a request that is under way ends by itself, and its thread with it.
    """

    def __init__(self, send: Callable[[Request], Response], clock: Clock) -> None:
        self._send = send
        self._clock = clock
        self._todo: SimpleQueue[tuple[ScheduledPoll, Request] | None] = SimpleQueue()
        self._ended: SimpleQueue[tuple[ScheduledPoll, Response | BaseException]] = SimpleQueue()
        self._wake = threading.Event()
        self._idle = Wake()
        self._running = 0
        self._threads: list[threading.Thread] = []

    def start(self, poll: ScheduledPoll, request: Request) -> None:
        """Send the request of a poll without waiting for the response."""
        self._running += 1
        if len(self._threads) < self._running:
            # Daemons: a server that keeps a request hanging must not keep the interpreter from its end.
            thread = threading.Thread(target=copy_context().run, args=(self._work,), daemon=True)
            self._threads.append(thread)
            thread.start()
        self._todo.put((poll, request))

    def wake(self) -> None:
        """Have `next` return at once. Other threads may call this."""
        self._wake.set()
        self._idle.set()

    def next(self, seconds: float | None) -> list[tuple[ScheduledPoll, Response | GettaskError]]:
        """Return the polls that have ended; wait for one, but no longer than some seconds."""
        if self._ended.empty():
            if seconds is None:
                self._wake.wait()
            elif self._running:
                self._clock.wait(self._wake, seconds)
            else:
                self._idle.sleep(self._clock, seconds)
        self._wake.clear()
        ended = [self._ended.get() for _ in range(self._ended.qsize())]
        self._running -= len(ended)
        return [(poll, _checked(outcome)) for poll, outcome in ended]

    def close(self) -> None:
        """End the threads that are idle, and let the others end when they become so."""
        for _ in self._threads:
            self._todo.put(None)
        if not self._running:
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        while (todo := self._todo.get()) is not None:
            poll, request = todo
            outcome: Response | BaseException
            try:
                outcome = self._send(request)
            except BaseException as error:  # noqa: BLE001 - `next` raises it
                outcome = error
            self._ended.put((poll, outcome))
            self._wake.set()


def map_concurrently(function: Callable[[T], R], items: Sequence[T], limit: int) -> list[R]:
    """Return what a function makes of each item, with up to `limit` threads.

    What it raises is raised at once. Left early, nothing more is begun, and what is under way ends by itself.
    """
    if len(items) == 1:
        return [function(items[0])]
    from concurrent.futures import FIRST_EXCEPTION, Future, wait  # takes time to import

    results: list[Future[R]] = [Future() for _ in items]
    todo: SimpleQueue[tuple[T, Future[R]]] = SimpleQueue()
    left = threading.Event()

    def work() -> None:
        with suppress(Empty):
            while not left.is_set():
                item, result = todo.get_nowait()
                try:
                    result.set_result(function(item))
                except BaseException as error:  # noqa: BLE001 - it is raised where the result is taken
                    left.set()
                    result.set_exception(error)

    for pair in zip(items, results, strict=True):
        todo.put(pair)
    threads = [
        threading.Thread(target=copy_context().run, args=(work,), daemon=True)
        for _ in range(min(limit, len(items)))
    ]
    try:
        for thread in threads:
            thread.start()
        ended, _ = wait(results, return_when=FIRST_EXCEPTION)
        for result in ended:
            result.result()
    finally:
        left.set()
    for thread in threads:
        thread.join()
    return [result.result() for result in results]


def run_blocking(function: Callable[[], T]) -> T:
    """Return what a function returns that may take long, such as one that reads a file."""
    return function()


def run_shielded(function: Callable[[], None]) -> None:
    """Call a function that closes something."""
    function()


def resolve(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses of a host, to be tried one after the other.

    Raises:
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(info[4][0]), port) for info in found]


class Turns:
    """Every thread has its turn at once."""

    def take(self, seconds: float) -> None:
        """Begin."""

    def give_back(self) -> None:
        """End a turn."""


def notify(callback: Callable[[T], object] | None, value: T) -> None:
    """Call a function of the caller's, if there is one."""
    if callback is not None:
        callback(value)


def agrees(callback: Callable[[T, R], object] | None, first: T, second: R) -> bool:
    """Return whether a function of the caller's, if there is one, does not return False."""
    return callback is None or callback(first, second) is not False


def _checked(outcome: Response | BaseException) -> Response | GettaskError:
    """Raise what is no failure of a poll but a mistake."""
    if isinstance(outcome, BaseException) and not isinstance(outcome, GettaskError):
        raise outcome
    return outcome
