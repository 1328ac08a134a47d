"""Faults of cancels: without effect, on too many tasks, not for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gettask.mock import Request, Response
from tests.conformance.harness import KEYS, Answering, Server
from tests.conformance.mutants.model import (
    Context,
    Mutant,
    Wrap,
    on_poll,
    operation,
    with_key,
)

CANCELS = ("piapi",)


def mutants() -> Iterator[Mutant]:
    """Yield all faults of cancels."""
    for name, wrap in CANCEL:
        yield Mutant(name, "life cycle", wrap, CANCELS)


def asks(request: Request, server: Server, which: str) -> bool:
    """Return whether a request is for the cancel or the bulk cancel of the API."""
    found = getattr(server.spec, which)
    return found is not None and operation(request, server) == found.name


def _ignored(which: str) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        def handle(request: Request) -> Response:
            if not asks(request, server, which):
                return answer(request)
            if which == "bulk_cancel":
                return Response(200, ((b"content-length", b"0"),), b"")
            known = answer(request._replace(method="GET")).status == 200
            canceled = Response.json_of(200, {"code": 200, "message": "canceled"})
            return canceled if known else answer(request)

        return handle

    return wrap


def _cancel_all(answer: Answering, server: Server) -> Answering:
    """A cancel ends all tasks of all keys."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if asks(request, server, "cancel") and response.status == 200:
            _bulk(answer, server, request, KEYS)
        return response

    return handle


def _bulk(answer: Answering, server: Server, request: Request, keys: Any) -> None:
    bulk = server.spec.bulk_cancel
    assert bulk is not None
    rule = bulk.data["x-bulk-cancel"]
    query = f"{rule['before']}={int(server.clock()) + 99}&" + "&".join(
        f"{n}={v}" for n, v in rule["where"].items()
    )
    for key in keys:
        answer(with_key(request._replace(path=bulk.path, query=query), key, server))


def _bulk_other(answer: Answering, server: Server) -> Answering:
    """A bulk cancel ends the tasks of all keys."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if asks(request, server, "bulk_cancel") and response.status == 200:
            for key in KEYS:
                answer(with_key(request, key, server))
        return response

    return handle


def _bulk_always(answer: Answering, server: Server) -> Answering:
    """A bulk cancel does not look at the time."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if asks(request, server, "bulk_cancel") and response.status == 200:
            _bulk(answer, server, request, KEYS[:1])
        return response

    return handle


def _foreign_cancel(answer: Answering, server: Server) -> Answering:
    """Every key may cancel every task."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if asks(request, server, "cancel") and response.status == 404:
            for key in KEYS:
                second = answer(with_key(request, key, server))
                if second.status == 200:
                    return second
        return response

    return handle


def _foreign_cancel_quiet(answer: Answering, server: Server) -> Answering:
    """Another key is refused, and its cancel carried out."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if asks(request, server, "cancel") and response.status == 404:
            for key in KEYS:
                answer(with_key(request, key, server))
        return response

    return handle


def _cancel_answers(status: int) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        def handle(request: Request) -> Response:
            if asks(request, server, "cancel") and answer(request._replace(method="GET")).status == 200:
                return Response.json_of(status, {"code": status, "message": "no"})
            return answer(request)

        return handle

    return wrap


def _after_cancel(change: Callable[[Any, Context], object]) -> Wrap:
    """A fault of the polls of a cancelled task."""

    def wrap(answer: Answering, server: Server) -> Answering:
        cancelled: set[str] = set()

        def change_cancelled(task: Any, context: Context) -> None:
            if task.get("task_id") in cancelled:
                change(task, context)

        inner = on_poll(change_cancelled)(answer, server)

        def handle(request: Request) -> Response:
            response = inner(request)
            if asks(request, server, "cancel") and response.status == 200:
                cancelled.add(request.path.rpartition("/")[2])
            return response

        return handle

    return wrap


def _revive(task: Any, context: Context) -> None:
    if context.polls:
        context.put(task, "status", context.status("running"))


def _succeed(task: Any, context: Context) -> None:
    context.put(task, "status", context.status("succeeded"))
    context.put(task, "output", {"image_url": "http://api.example.com/_assets/a.png"})
    for name in ("code", "message", "detail"):
        context.put(task, f"error.{name}", 0 if name == "code" else "")
    found = context.spec.field("ended_at")
    ended = None if found is None else found.time(task)
    if ended is not None:
        from datetime import timedelta

        context.put(task, "ended_at", (ended + timedelta(seconds=30)).isoformat())


CANCEL: tuple[tuple[str, Wrap], ...] = (
    ("cancel ignored", _ignored("cancel")),
    ("cancel refused with 400", _cancel_answers(400)),
    ("cancel refused with 500", _cancel_answers(500)),
    ("cancel refused with 404", _cancel_answers(404)),
    ("cancel refused with 403", _cancel_answers(403)),
    ("cancel ends all tasks", _cancel_all),
    ("cancel of another key's task", _foreign_cancel),
    ("cancel of another key's task, silently", _foreign_cancel_quiet),
    ("cancelled task runs", _after_cancel(lambda t, c: c.put(t, "status", c.status("running")))),
    ("cancelled task stays queued", _after_cancel(lambda t, c: c.put(t, "status", c.status("queued")))),
    ("cancelled task runs again", _after_cancel(_revive)),
    ("cancelled task succeeds", _after_cancel(_succeed)),
    ("bulk cancel ignored", _ignored("bulk_cancel")),
    ("bulk cancel of all keys", _bulk_other),
    ("bulk cancel of newer tasks too", _bulk_always),
)
