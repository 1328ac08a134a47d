"""WebSockets that report changes of tasks, as `x-websocket` describes them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from gettask.mock.http import Response
from gettask.mock.spec.api import Api
from gettask.mock.spec.pointer import get, put
from gettask.mock.spec.router import path_pattern
from gettask.mock.tasks.task import MockTask

ENDED = Response(0, (), b"")
"""In place of the response of a task whose end was reported."""


@dataclass(frozen=True, slots=True)
class Socket:
    """One WebSocket of an API."""

    api: str
    pattern: re.Pattern[str]
    follows_all: bool
    """Whether it follows every task of the key, and not one."""
    task: str
    """Pointer to the task in a frame."""
    event: str
    """Pointer to the name of the event in a frame."""
    event_names: Mapping[bool, str]
    """The name of the event for a terminal task (True) and for others."""

    def frame(self, response: Response, task: str, terminal: bool) -> str:
        """The frame that shows the task at a pointer of a response."""
        frame: dict[str, Any] = {}
        put(frame, self.event, self.event_names[terminal])
        put(frame, self.task, get(response.json(), task))
        return json.dumps(frame, separators=(",", ":"))


def sockets(api: Api) -> list[Socket]:
    """The WebSockets of an API, exact paths before templates."""
    listed = sorted(api.spec.get("x-websocket", ()), key=lambda raw: "{" in raw["path"])
    return [_read(api, raw) for raw in listed]


def _read(api: Api, raw: Mapping[str, Any]) -> Socket:
    names = {event["terminal"]: name for name, event in raw["events"].items()}
    path = path_pattern(api.base_path + raw["path"])
    return Socket(api.name, path, raw["follows"] == "all", raw["task"], raw["event"], names)


class Watch:
    """The frames of one open WebSocket: one each time a task is seen to have changed.

    Watching is polling: a plan that counts polls proceeds by it.

    Args:
        socket: The WebSocket.
        pointer: Pointer to the task in a response to a poll.
        tasks: Returns the tasks that it follows.
        poll: Polls a task.
        lock: Held while tasks are polled.
        since: Tasks that ended before the WebSocket was opened are reported if they were created later than
            this, in Unix seconds. Default: none are.
    """

    def __init__(
        self,
        socket: Socket,
        pointer: str,
        tasks: Callable[[], Iterable[MockTask]],
        poll: Callable[[MockTask], Response],
        lock: AbstractContextManager[Any],
        since: float = math.inf,
    ) -> None:
        self._socket, self._pointer, self._tasks, self._poll, self._lock = socket, pointer, tasks, poll, lock
        before = (task for task in tasks() if socket.follows_all and task.ended and task.created < since)
        self._shown: dict[str, tuple[Response | None, str]] = {task.id: (ENDED, "") for task in before}
        """The last response and frame of each task that is still kept."""
        self.over = False
        """Whether no more frames can come."""

    def frames(self) -> list[str]:
        """The changes since the last call."""
        with self._lock:
            return list(self._changes())

    def _changes(self) -> Iterator[str]:
        shown, self._shown = self._shown, {}
        for task in self._tasks():
            last, last_frame = shown.get(task.id, (None, ""))
            # A response is the same object until the task changes, if not in a way that can be seen.
            if last is not ENDED and (response := self._poll(task)) is not last:
                frame = self._socket.frame(response, self._pointer, task.ended)
                if frame != last_frame:
                    yield frame
                last, last_frame = response, frame
            self._shown[task.id] = (ENDED if task.ended else last, last_frame)
        self.over = not self._socket.follows_all and all(last is ENDED for last, _ in self._shown.values())
