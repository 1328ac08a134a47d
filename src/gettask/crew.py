"""Requests in the background, by threads: what Start and Next ask for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from .clock import Clock
from .effects import Next, Send, Start
from .errors import TransportError

T = TypeVar("T")
R = TypeVar("R")
Ended = tuple[Any, Any]
"""The key of a request, and what came of it."""


class Crew:
    """A thread for each request under way; threads serve again, and there are never more than were needed.

    Left early, it waits for nothing: a request that is under way ends by itself, and its thread with it.
    """

    def __init__(self, send: Callable[[Send], Any], clock: Clock) -> None:
        self._send = send
        self._clock = clock
        self._todo: SimpleQueue[Start | None] = SimpleQueue()
        self._ended: SimpleQueue[Ended] = SimpleQueue()
        self._wake = threading.Event()
        self._under_way = 0
        self._threads: list[threading.Thread] = []

    def start(self, start: Start) -> None:
        self._under_way += 1
        if len(self._threads) < self._under_way:
            # Daemons: a server that keeps a request hanging must not keep the interpreter from its end.
            thread = threading.Thread(target=copy_context().run, args=(self._work,), daemon=True)
            self._threads.append(thread)
            thread.start()
        self._todo.put(start)

    def next(self, effect: Next) -> list[Ended]:
        self._wake.clear()
        if self._ended.empty():
            if effect.seconds is None:
                self._wake.wait()
            elif self._under_way:
                self._clock.wait(self._wake, effect.seconds)
            else:
                self._clock.sleep(effect.seconds)
        ended = [self._ended.get() for _ in range(self._ended.qsize())]
        self._under_way -= len(ended)
        return checked(ended)

    def close(self) -> None:
        """End the threads that are idle, and let the others end when they become so."""
        for _ in self._threads:
            self._todo.put(None)
        if not self._under_way:
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        while (start := self._todo.get()) is not None:
            try:
                outcome = self._send(start.send)
            except BaseException as error:  # noqa: BLE001 - it is raised where the outcome is taken
                outcome = error
            self._ended.put((start.key, outcome))
            self._wake.set()


def side_by_side(function: Callable[[T], R], items: Sequence[T], limit: int) -> list[R]:
    """Return what a function makes of each item, by threads of which there are `limit` at most.

    What it raises is raised at once. Left early, nothing more is begun, and what is under way ends by itself.
    """
    if len(items) == 1:
        return [function(items[0])]
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


def checked(ended: list[Ended]) -> list[Ended]:
    """Raise what is no answer of the network but a mistake."""
    for _, outcome in ended:
        if isinstance(outcome, BaseException) and not isinstance(outcome, TransportError):
            raise outcome
    return ended
