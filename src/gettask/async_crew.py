"""Requests in the background, by tasks of asyncio: what Start and Next ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from .clock import Clock
from .crew import Ended, checked
from .effects import Next, Send, Start


class AsyncCrew:
    """A task for each request under way, cancelled when left early."""

    def __init__(self, send: Callable[[Send], Coroutine[Any, Any, Any]], clock: Clock) -> None:
        self._send = send
        self._clock = clock
        self._ended: list[Ended] = []
        self._wake = asyncio.Event()
        self._under_way = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, start: Start) -> None:
        self._under_way += 1
        task = asyncio.create_task(self._work(start))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def next(self, effect: Next) -> list[Ended]:
        self._wake.clear()
        if not self._ended:
            if effect.seconds is None:
                await self._wake.wait()
            elif self._under_way:
                await self._clock.await_(self._wake, effect.seconds)
            else:
                await self._clock.asleep(effect.seconds)
        ended, self._ended = self._ended, []
        self._under_way -= len(ended)
        return checked(ended)

    async def aclose(self) -> None:
        """Cancel what is under way, and return when it has ended."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, start: Start) -> None:
        try:
            outcome = await self._send(start.send)
        except BaseException as error:  # noqa: BLE001 - it is raised where the outcome is taken
            outcome = error
        self._ended.append((start.key, outcome))
        self._wake.set()
