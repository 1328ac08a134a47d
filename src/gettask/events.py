"""Events of the clients, for tracing and metrics: one for each request, one for each change of a task.

Pass a hook to one client as `on_event=`, or add it to `hooks` for all clients of the process. A tracer makes
a span of each `RequestEvent`, whose time it carries; a counter counts them. An event holds no key and no
query.

Example:
    from gettask import PiAPI
    from gettask.events import Event, RequestEvent

    def count(event: Event) -> None:
        if isinstance(event, RequestEvent):
            requests.labels(event.operation, event.status).observe(event.seconds)

    with PiAPI(on_event=count) as piapi:
        ...
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from ._redact import printable

if TYPE_CHECKING:
    from ._http.request import Request
    from .task import Task

__all__ = ["Event", "Hook", "RequestEvent", "TaskEvent", "hooks"]

log = logging.getLogger("gettask")


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """A request that has ended.

    Attributes:
        api: The name of the API, such as piapi.
        operation: The contract's name of the operation, such as get_task, or `download` for a result.
        task: The id of the task that it is about, None if there is none yet.
        method: The HTTP method.
        url: The URL without its query.
        seconds: How long it took.
        status: The HTTP status, None if there was no response.
        error: The name of the exception, None if there was a response.
    """

    api: str
    operation: str
    task: str | None
    method: str
    url: str
    seconds: float
    status: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """A task that a wait has seen for the first time, or changed.

    Attributes:
        api: The name of the API, such as piapi.
        task: The task as it is now.
    """

    api: str
    task: Task


Event: TypeAlias = RequestEvent | TaskEvent


class Hook(Protocol):
    """A function that takes events, in the thread or asyncio task that caused them. It must not take long.

    What it raises is logged, and has no other effect.
    """

    def __call__(self, event: Event, /) -> object: ...


hooks: list[Hook] = []
"""The hooks of all clients of this process."""


def emit(event: Event, hook: Hook | None = None) -> None:
    """Pass an event to a client's own hook and to those of the process. What these raise is logged."""
    for each in (*hooks, *((hook,) if hook else ())):
        try:
            each(event)
        except Exception:
            log.exception("the event hook %r failed", each)


class RequestObserver:
    """Emits the event of a request that is sent in its block, which sets `status` if there is a response."""

    __slots__ = ("_api", "_begun", "_hook", "_request", "status")

    def __init__(self, api: str, request: Request, hook: Hook | None) -> None:
        self.status: int | None = None
        self._api = api
        self._request = request
        self._hook = hook
        self._begun = 0.0

    def __enter__(self) -> Self:
        if self._hook is not None or hooks or log.isEnabledFor(logging.DEBUG):
            self._begun = time.perf_counter()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self._begun:
            return
        event = RequestEvent(
            api=self._api,
            operation=self._request.operation,
            task=self._request.task,
            method=self._request.method,
            url=self._request.url.partition("?")[0],
            seconds=time.perf_counter() - self._begun,
            status=self.status,
            error=None if kind is None else kind.__name__,
        )
        log.debug(
            "%s %s %s: %s in %.3f s",
            self._api,
            event.operation,
            printable(event.task or ""),
            event.error or f"HTTP {event.status}",
            event.seconds,
        )
        emit(event, self._hook)


def log_to_stderr() -> None:
    """Write the log of gettask to stderr, from the level that GETTASK_LOG names."""
    level = os.environ["GETTASK_LOG"].strip().upper()
    if level not in logging.getLevelNamesMapping():
        log.warning("GETTASK_LOG=%s is not a level: debug, info, warning, error", level.lower())
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(level)
