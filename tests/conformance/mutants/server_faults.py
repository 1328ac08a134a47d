"""Faults of what a server does: ids, keys, creates, downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gettask.mock import Request, Response
from tests.conformance.harness import KEYS, Answering, Server
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
    for name, apis, wrap in (*IDENTITY, *CREATES, *DOWNLOADS, *REPLICAS):
        yield Mutant(name, "life cycle", wrap, apis)


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


def _login_page(answer: Answering, server: Server) -> Answering:
    """Downloads lead to a page that asks who is there."""
    del server

    def handle(request: Request) -> Response:
        if request.path == "/login":
            return Response.of(200, "text/html", b"<!DOCTYPE html><p>Who is there?")
        if request.path.startswith("/_assets/"):
            return Response.text(302, "", location="/login")
        return answer(request)

    return handle


def _lagging(answer: Answering, server: Server) -> Answering:
    """Polls go to replicas, of which some are behind."""
    seen: dict[tuple[str, str], list[Response]] = {}

    def handle(request: Request) -> Response:
        response = answer(request)
        if not is_poll(request, server):
            return response
        key = request.headers.get(server.spec.contract.auth.header.lower(), "")
        history = seen.setdefault((request.path, key), [])
        history.append(response)
        return history[max(0, len(history) - 1 - len(history) % 3 * 2)]

    return handle


def _receipt_of_another(answer: Answering, server: Server) -> Answering:
    """Every other create is answered with the response to the one before."""
    last: list[Response] = []

    def handle(request: Request) -> Response:
        response = answer(request)
        if operation(request, server) not in server.spec.creates or response.status >= 300:
            return response
        if last:
            return last.pop()
        last.append(response)
        return response

    return handle


def _shared_view(answer: Answering, server: Server) -> Answering:
    """All keys see the tasks of the first one, and none of their own."""
    auth = server.spec.contract.auth

    def handle(request: Request) -> Response:
        name = auth.header.lower()
        if is_poll(request, server) and name in request.headers:
            request = request._replace(headers={**request.headers, name: auth.value(KEYS[0])})
        return answer(request)

    return handle


REPLICAS: tuple[tuple[str, Any, Wrap], ...] = (
    ("polls of replicas that lag", APIS, _lagging),
    ("receipt of the create before", APIS, _receipt_of_another),
    ("all keys see the tasks of one", APIS, _shared_view),
    ("download leads to a login page", APIS, _login_page),
    ("task vanishes for two polls", APIS, _gone(lambda c: c.polls in (2, 3))),
    ("id in capitals in every other poll", APIS,
     on_poll(lambda t, c: t.update(task_id=t["task_id"].upper()) if c.polls % 2 else None)),
    ("id with a space behind it", APIS, on_poll(lambda t, c: t.update(task_id=t["task_id"] + " "))),
    ("status is true", APIS, on_poll(lambda t, c: t.update(status=True))),
)  # fmt: skip
"""Servers of several machines that do not agree, and slips of types."""

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
