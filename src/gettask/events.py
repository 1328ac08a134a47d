"""What clients tell of themselves while they work: one event a request, one a change of a task.

A hook is given to one client as `on_event=`, or to all of them by adding it to `hooks`. A tracer makes a span
of a `RequestEvent`, whose time it carries, and a counter counts them. An event holds no key and no query.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from .redact import printable

if TYPE_CHECKING:
    from .effects import Fetch, Send
    from .replies import Reply
    from .task import Task

__all__ = ["Event", "Hook", "RequestEvent", "TaskEvent", "hooks"]

log = logging.getLogger("gettask")


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """A request that has ended.

    `operation` is its name in the contract, such as get_task, or download; `task` the id of the task that it
    is about, None if there is none yet; `seconds` how long it took; `status` the HTTP status, None when no
    reply came, and `error` says why.
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
    """A task that a wait has seen for the first time, or changed."""

    api: str
    task: Task


Event: TypeAlias = RequestEvent | TaskEvent


class Hook(Protocol):
    """Takes events, in the thread or task that caused them, and must not take long."""

    def __call__(self, event: Event, /) -> object: ...


hooks: list[Hook] = []
"""The hooks of all clients of this process."""


def tell(event: Event, hook: Hook | None = None) -> None:
    """Give an event to a client's own hook and to those of the process. What these raise is logged."""
    for each in (*hooks, *((hook,) if hook else ())):
        try:
            each(event)
        except Exception:
            log.exception("the event hook %r failed", each)


@contextmanager
def request(api: str, effect: Send | Fetch, hook: Hook | None) -> Iterator[Callable[[Reply], Reply]]:
    """Tell of a request that is made in this block, which says by the given function what came of it."""
    if hook is None and not hooks and not log.isEnabledFor(logging.DEBUG):
        yield _same
        return
    status, error, begun = None, None, time.perf_counter()

    def ended(reply: Reply) -> Reply:
        nonlocal status
        status = reply.status
        return reply

    try:
        yield ended
    except BaseException as failure:
        error = type(failure).__name__
        raise
    finally:
        event = RequestEvent(
            api=api,
            operation=getattr(effect, "operation", "download"),
            task=effect.task,
            method=getattr(effect, "method", "GET"),
            url=effect.url.partition("?")[0],
            seconds=time.perf_counter() - begun,
            status=status,
            error=error,
        )
        came = f"HTTP {status}" if error is None else error
        log.debug(
            "%s %s %s: %s in %.3f s", api, event.operation, printable(event.task or ""), came, event.seconds
        )
        tell(event, hook)


def _same(reply: Reply) -> Reply:
    return reply


def log_to_stderr() -> None:
    """Write the log of gettask to stderr, from the level that GETTASK_LOG names."""
    level = os.environ["GETTASK_LOG"].strip().upper()
    if level not in logging.getLevelNamesMapping():
        log.warning("GETTASK_LOG=%s is no level: debug, info, warning, error", level.lower())
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(level)
