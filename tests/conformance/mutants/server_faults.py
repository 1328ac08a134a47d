"""Faults of what a server does: ids, keys, cancels, downloads, webhooks, creates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gettask.conformance.redaction import marker
from gettask.conformance.trace import Exchange
from gettask.mock import Request, Response
from tests.conformance.harness import HOST, KEYS, Answering, Server
from tests.conformance.mutants.model import (
    APIS,
    Context,
    Mutant,
    Wrap,
    is_poll,
    on_poll,
    on_response,
    operation,
    with_body,
    with_bytes,
    with_header,
    with_key,
)

CANCELS = ("piapi",)
PNG = b"\x89PNG\r\n\x1a\n"


def mutants() -> Iterator[Mutant]:
    """Yield all faults of behaviour."""
    for name, apis, wrap in (*IDENTITY, *CREATES, *DOWNLOADS):
        yield Mutant(name, "life cycle", wrap, apis)
    for name, wrap in CANCEL:
        yield Mutant(name, "life cycle", wrap, CANCELS)
    for name, apis, post in WEBHOOKS:
        yield Mutant(name, "life cycle", None, apis, post=post)


def _task(body: Any, server: Server) -> Any:
    return body["data"] if server.spec.lifecycle.task else body


def _edit_create(change: Callable[[Any, Server, dict[str, Any]], object]) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        memory: dict[str, Any] = {}

        def edit(_: Request, response: Response, server: Server) -> Response:
            body = response.json()
            change(_task(body, server), server, memory)
            return with_body(response, body)

        return on_response(edit, "create")(answer, server)

    return wrap


def _same_id(task: Any, _: Server, memory: dict[str, Any]) -> None:
    task["task_id"] = memory.setdefault("id", task["task_id"])


def _gone(after: Callable[[Context], bool], status: int = 404) -> Wrap:
    """Polls answer with an error once this holds."""

    def wrap(answer: Answering, server: Server) -> Answering:
        contexts: dict[str, Context] = {}

        def handle(request: Request) -> Response:
            response = answer(request)
            if not is_poll(request, server) or response.status != 200:
                return response
            context = contexts.setdefault(request.path, Context(server.spec, server))
            gone = after(context)
            context.polls += 1
            context.ended += server.spec.terminal(
                server.spec.lifecycle.read_status(_task(response.json(), server))
            )
            return (
                answer(request._replace(path=request.path[:-4] + "0000"))
                if gone
                else _refuse(response, status, gone)
            )

        return handle

    return wrap


def _refuse(response: Response, status: int, gone: bool) -> Response:
    return response._replace(status=status) if gone else response


def _polls_answer(status: int, first: int = 0) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        counts: dict[str, int] = {}

        def handle(request: Request) -> Response:
            response = answer(request)
            if not is_poll(request, server) or response.status != 200:
                return response
            counts[request.path] = counts.get(request.path, 0) + 1
            if counts[request.path] <= first:
                return response
            return with_body(response._replace(status=status), {"code": status, "message": "no"})

        return handle

    return wrap


def _as_owner(answer: Answering, server: Server) -> Answering:
    """Every key sees the tasks of the first."""

    def handle(request: Request) -> Response:
        first = answer(request)
        if not is_poll(request, server) or first.status in (200, 401):
            return first
        return answer(with_key(request, KEYS[0], server))

    return handle


def _any_id(answer: Answering, server: Server) -> Answering:
    """A poll of an unknown id answers with the last task."""
    last: list[Response] = []

    def handle(request: Request) -> Response:
        response = answer(request)
        if is_poll(request, server):
            if response.status == 200:
                last[:] = [response]
            elif response.status == 404 and last:
                body = last[0].json()
                _task(body, server)["task_id"] = request.path.rpartition("/")[2]
                return with_body(last[0], body)
        return response

    return handle


def _swapped(answer: Answering, server: Server) -> Answering:
    """A poll answers about the task that was polled first."""
    first: list[str] = []

    def handle(request: Request) -> Response:
        if is_poll(request, server):
            first[:] = first or [request.path]
            return answer(request._replace(path=first[0]))
        return answer(request)

    return handle


IDENTITY: tuple[tuple[str, Any, Wrap], ...] = (
    ("poll with another id", APIS, on_poll(lambda t, c: t.update(task_id="another"))),
    (
        "second poll with another id",
        APIS,
        on_poll(lambda t, c: t.update(task_id="another") if c.polls else None),
    ),
    ("poll without an id", APIS, on_poll(lambda t, c: t.pop("task_id"))),
    ("poll with the id null", APIS, on_poll(lambda t, c: t.update(task_id=None))),
    ("poll with an empty id", APIS, on_poll(lambda t, c: t.update(task_id=""))),
    ("poll answers about another task", APIS, _swapped),
    ("task gone after the end", APIS, _gone(lambda c: c.ended > 1)),
    ("task gone while running", APIS, _gone(lambda c: c.polls == 3)),
    ("task gone for good while running", APIS, _gone(lambda c: c.polls >= 3)),
    ("task never visible", APIS, _gone(lambda c: True)),
    ("another key sees the task", APIS, _as_owner),
    ("an unknown id is a task", APIS, _any_id),
    ("own key refused with 403 after the second poll", APIS, _polls_answer(403, 2)),
    ("own key refused with 401 after the second poll", APIS, _polls_answer(401, 2)),
    ("polls fail with 500 after the second", APIS, _polls_answer(500, 2)),
    ("polls are 429 after the second", APIS, _polls_answer(429, 2)),
    ("polls are 418", APIS, _polls_answer(418)),
)


def _third_create(status: int) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        count = 0

        def handle(request: Request) -> Response:
            nonlocal count
            if operation(request, server) in server.spec.creates:
                count += 1
                if count >= 2:
                    return Response.json_of(status, {"code": status, "message": "no"})
            return answer(request)

        return handle

    return wrap


CREATES: tuple[tuple[str, Any, Wrap], ...] = (
    ("one id for all creates", APIS, _edit_create(_same_id)),
    ("create without an id", APIS, _edit_create(lambda t, s, m: t.pop("task_id"))),
    ("create with an empty id", APIS, _edit_create(lambda t, s, m: t.update(task_id=""))),
    ("create with the id null", APIS, _edit_create(lambda t, s, m: t.update(task_id=None))),
    ("create with an id of spaces", APIS, _edit_create(lambda t, s, m: t.update(task_id="  "))),
    ("create with the id of no task", APIS, _edit_create(lambda t, s, m: t.update(task_id="gone-1"))),
    ("create of another type", ("piapi",), _edit_create(lambda t, s, m: t.update(task_type="img2img"))),
    (
        "create in a status of no table",
        ("piapi", "tripo"),
        _edit_create(lambda t, s, m: t.update(status="new")),
    ),
    ("429 from the second create on", APIS, _third_create(429)),
    ("500 from the second create on", APIS, _third_create(500)),
    ("403 from the second create on", APIS, _third_create(403)),
    ("400 from the second create on", APIS, _third_create(400)),
)


def _asset(change: Callable[[Response], Response]) -> Wrap:
    return on_response(lambda _, response, __: change(response), "asset")


def _asset_status(status: int) -> Wrap:
    return _asset(lambda response: with_bytes(response._replace(status=status), b"no"))


def _shared_file(answer: Answering, server: Server) -> Answering:
    """All tasks have the file of the first."""
    first: list[Any] = []

    def handle(request: Request) -> Response:
        response = answer(request)
        if not is_poll(request, server) or response.status != 200:
            return response
        body = response.json()
        task = _task(body, server)
        if isinstance(task.get("output"), dict) and server.spec.phase(task["status"]).succeeded:
            first[:] = first or [task["output"]]
            task["output"] = first[0]
        return with_body(response, body)

    return handle


DOWNLOADS: tuple[tuple[str, Any, Wrap], ...] = (
    ("download 404", APIS, _asset_status(404)),
    ("download 403", APIS, _asset_status(403)),
    ("download 410", APIS, _asset_status(410)),
    ("download 500", APIS, _asset_status(500)),
    ("download is a page", APIS, _asset(lambda r: with_header(with_bytes(r, b"<!DOCTYPE html><p>Sorry"), "content-type", "text/html"))),
    ("download is a page that calls itself a file", APIS, _asset(lambda r: with_bytes(r, b"<!DOCTYPE html><p>Sorry"))),
    ("download is an XML error", APIS, _asset(lambda r: with_bytes(r, b"<?xml version='1.0'?><Error/>"))),
    ("download is empty", APIS, _asset(lambda r: with_bytes(r, b""))),
    ("download is cut", APIS, _asset(lambda r: r._replace(body=r.body[: len(r.body) // 2], cut=True))),
    ("download is shorter than announced", APIS, _asset(lambda r: r._replace(body=r.body[:-1]))),
    ("download of another type", APIS, _asset(lambda r: with_header(r, "content-type", "application/json"))),
    ("download has expired", APIS,
     _asset(lambda r: with_header(with_header(r, "expires", "Thu, 01 Jan 2015 00:00:00 GMT"), "date", "Sun, 15 Jun 2025 00:00:00 GMT"))),
    ("two tasks have the same file", APIS, _shared_file),
)  # fmt: skip


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


def _hook(change: Callable[[Any], object]) -> Callable[[Server, Exchange], list[Exchange]]:
    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        change(body)
        return [_signed(server, exchange, json.dumps(body).encode())]

    return post


def _signed(server: Server, exchange: Exchange, body: bytes, seconds: float = 0) -> Exchange:
    """Return a webhook with another body, signed again."""
    import hashlib
    import hmac

    from tests.conformance.harness import SECRET

    rules = server.spec.document["x-webhook"]
    headers = dict(exchange.request_headers)
    if rules["scheme"] == "hmac-sha256":
        time = str(int(server.clock() + seconds))
        digest = hmac.new(SECRET.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
        headers[rules["header"].lower()] = f"t={time},v1={digest}"
    return replace(exchange, request_body=body, request_headers=headers)


def _header(value: str | None, which: str = "header") -> Callable[[Server, Exchange], list[Exchange]]:
    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        rules = server.spec.document["x-webhook"]
        name = (rules["header"] if which == "header" else rules["headers"][which]).lower()
        kept = {each: text for each, text in exchange.request_headers.items() if each != name}
        return [replace(exchange, request_headers=kept if value is None else {**kept, name: value})]

    return post


def _later_again(phase: str) -> Callable[[Server, Exchange], list[Exchange]]:
    """After the end another webhook arrives, about a status before it."""

    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        status = body["data"]["status"]
        if not server.spec.terminal(status):
            return [exchange]
        body["data"]["status"] = next(
            n for n, s in server.spec.lifecycle.statuses.items() if s.phase == phase
        )
        late = _signed(server, exchange, json.dumps(body).encode())
        rules = server.spec.document["x-webhook"]
        headers = {**late.request_headers}
        if "delivery" in rules:
            headers[rules["delivery"].lower()] = "another-delivery"
        started = (exchange.started or 0) + 20
        return [exchange, replace(late, request_headers=headers, started=started, ended=started)]

    return post


def _twice(_: Server, exchange: Exchange) -> list[Exchange]:
    return [exchange, replace(exchange)]


def _often(_: Server, exchange: Exchange) -> list[Exchange]:
    return [replace(exchange, status=500) for _ in range(9)]


HOOKS = ("piapi", "tripo")
WEBHOOKS: tuple[tuple[str, Any, Callable[[Server, Any], list[Any]]], ...] = (
    ("webhook with another secret", HOOKS, _header(marker("another") or "t=1,v1=00")),
    ("webhook without a secret", HOOKS, _header(None)),
    ("webhook signed over another body", ("tripo",), lambda s, e: [replace(e, request_body=e.request_body + b" ")]),
    ("webhook with another status", HOOKS, _hook(lambda b: b["data"].update(status="failed" if b["data"]["status"] != "failed" else _success(b)))),
    ("webhook in a status of no table", HOOKS, _hook(lambda b: b["data"].update(status="finished"))),
    ("webhook without an output", HOOKS, _hook(lambda b: b["data"].update(output={}))),
    ("webhook with another file", HOOKS, _hook(_other_file := lambda b: _swap_file(b["data"].get("output")))),
    ("webhook with another cost", ("tripo",), _hook(lambda b: b["data"].update(credits_consumed=777))),
    ("webhook with another creation", ("tripo",), _hook(lambda b: b["data"].update(created_at="2025-06-15T15:00:00Z"))),
    ("webhook of another type", ("tripo",), _hook(lambda b: b["data"].update(type="image_to_model"))),
    ("webhook about another task", ("piapi",), _hook(lambda b: b["data"].update(task_id="another"))),
    ("webhook without an id", HOOKS, _hook(lambda b: b["data"].pop("task_id"))),
    ("no webhook", ("piapi",), lambda s, e: []),
    ("no webhook at the end", ("piapi",), lambda s, e: [] if s.spec.terminal(json.loads(e.request_body)["data"]["status"]) else [e]),
    ("webhook twice", HOOKS, _twice),
    ("webhook tried too often", ("piapi",), _often),
    ("webhook about running after the end", HOOKS, _later_again("running")),
    ("webhook about the queue after the end", HOOKS, _later_again("queued")),
    ("webhook with another event", ("tripo",), _hook(lambda b: b.update(type="task.failed" if b["type"] != "task.failed" else "task.completed"))),
    ("webhook with another event in the header", ("tripo",), _header("task.other", "event")),
    ("webhook signed an hour ago", ("tripo",), lambda s, e: [_signed(s, e, e.request_body, -3600)]),
    ("webhook of an hour ago", ("piapi",), _hook(lambda b: b.update(timestamp=1000))),
    ("webhook without its envelope", HOOKS, lambda s, e: [_signed(s, e, json.dumps(json.loads(e.request_body)["data"]).encode())]),
    ("webhook that is cut", HOOKS, lambda s, e: [_signed(s, e, e.request_body[:40])]),
    ("webhook that is a list", HOOKS, lambda s, e: [_signed(s, e, b"[]")]),
)  # fmt: skip


def _success(body: Any) -> str:
    return "completed" if "model" in body["data"] else "success"


def _swap_file(output: Any) -> None:
    for name, value in output.items() if isinstance(output, dict) else ():
        if isinstance(value, str) and value.startswith("http"):
            output[name] = f"{HOST}/_assets/other/other.png"
