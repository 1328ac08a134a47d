"""Sockets that tell of tasks without being asked, as `x-websocket` describes them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from gettask.mock.http import Response
from gettask.mock.pointer import get, put
from gettask.mock.router import pattern
from gettask.mock.spec import Api
from gettask.mock.store import Task

OVER = Response(0, (), b"")
"""Stands for a task of whose end was told."""


@dataclass(frozen=True, slots=True)
class Socket:
    """One of the sockets of an API."""

    api: str
    pattern: re.Pattern[str]
    all: bool
    """Whether it follows every task of the key, and not one."""
    task: str
    event: str
    """Pointers into a frame: to the task, and to the word for what happened."""
    words: Mapping[bool, str]
    """The word for a task that is final, and for one that is not."""

    def frame(self, reply: Response, task: str, final: bool) -> str:
        """The frame that tells what a reply with a task at this pointer shows."""
        frame: dict[str, Any] = {}
        put(frame, self.event, self.words[final])
        put(frame, self.task, get(reply.json(), task))
        return json.dumps(frame, separators=(",", ":"))


def sockets(api: Api) -> list[Socket]:
    """The sockets of an API, exact paths before templates."""
    listed = sorted(api.spec.get("x-websocket", ()), key=lambda raw: "{" in raw["path"])
    return [_read(api, raw) for raw in listed]


def _read(api: Api, raw: Mapping[str, Any]) -> Socket:
    words = {event["terminal"]: word for word, event in raw["events"].items()}
    path = pattern(api.base + raw["path"])
    return Socket(api.name, path, raw["follows"] == "all", raw["task"], raw["event"], words)


class Watch:
    """What one open socket tells: a frame each time a task is seen to have changed.

    Watching is looking: a task whose life counts looks goes on by it.
    """

    def __init__(
        self,
        socket: Socket,
        place: str,
        tasks: Callable[[], Iterable[Task]],
        look: Callable[[Task], Response],
        lock: AbstractContextManager[Any],
        since: float = math.inf,
    ) -> None:
        self._socket, self._place, self._tasks, self._look, self._lock = socket, place, tasks, look, lock
        before = (task for task in tasks() if socket.all and task.ended and task.created < since)
        self._shown: dict[str, tuple[Response | None, str]] = {task.id: (OVER, "") for task in before}
        """What was last seen and told of each task that is still there."""
        self.over = False
        """Whether there is nothing more to come."""

    def frames(self) -> list[str]:
        """What has changed since the last call."""
        with self._lock:
            return list(self._changes())

    def _changes(self) -> Iterator[str]:
        shown, self._shown = self._shown, {}
        for task in self._tasks():
            last, told = shown.get(task.id, (None, ""))
            # The bytes of a reply are kept until the task changes, if not in a way that can be seen.
            if last is not OVER and (reply := self._look(task)) is not last:
                frame = self._socket.frame(reply, self._place, task.ended)
                if frame != told:
                    yield frame
                last, told = reply, frame
            self._shown[task.id] = (OVER if task.ended else last, told)
        self.over = not self._socket.all and all(reply is OVER for reply, _ in self._shown.values())
