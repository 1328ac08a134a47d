"""Faults of lists, uploads, repeated reads, clocks and headers of limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl, urlencode

from gettask._contract.jobs import TaskList
from gettask._contract.pointer import lookup
from gettask.mock import Request, Response
from tests.conformance.harness import Answering, Server
from tests.conformance.mutants.http_faults import busy_once
from tests.conformance.mutants.model import (
    APIS,
    Mutant,
    Wrap,
    on_poll,
    on_response,
    operation,
    put,
    with_body,
    with_header,
    with_key,
)

LISTS, BALANCE, PRESIGN = ("piapi", "tripo"), ("tripo",), ("tripo",)


def mutants() -> Iterator[Mutant]:
    """Yield all faults of what an API has beside tasks."""
    for name, apis, wrap in (*PAGES, *READS, *UPLOADS, *CLOCKS):
        yield Mutant(name, "life cycle", wrap, apis)
    for name, apis, wrap in REFUSALS:
        yield Mutant(name, "life cycle", wrap, apis, probes=True)
    for name, apis, wrap in LIMITS:
        yield Mutant(name, "http", wrap, apis)


def _list_of(request: Request, server: Server) -> TaskList | None:
    found = server.spec.find(request.method, request.path)
    rule = None if found is None else found.operation.data.get("x-task-list")
    return None if found is None or rule is None else TaskList.of(found.operation.name, rule)


def _query(change: Callable[[dict[str, str], TaskList], object]) -> Wrap:
    """The server reads the query of a list otherwise."""

    def wrap(answer: Answering, server: Server) -> Answering:
        def handle(request: Request) -> Response:
            listed = _list_of(request, server)
            if listed is None or answer(request).status != 200:
                return answer(request)
            query = dict(parse_qsl(request.query))
            change(query, listed)
            return answer(request._replace(query=urlencode(query)))

        return handle

    return wrap


def _entries(change: Callable[[list[Any], dict[str, str], dict[str, Any]], list[Any]]) -> Wrap:
    """The entries of a list are changed; the last argument is kept from one request to the next."""

    def wrap(answer: Answering, server: Server) -> Answering:
        memory: dict[str, Any] = {}

        def handle(request: Request) -> Response:
            response, listed = answer(request), _list_of(request, server)
            if listed is None or response.status != 200:
                return response
            body, query = response.json(), dict(parse_qsl(request.query))
            put(body, listed.tasks.at[0], change(lookup(body, listed.tasks.at[0]), query, memory))
            return with_body(response, body)

        return handle

    return wrap


def _drop_page(query: dict[str, str], listed: TaskList) -> None:
    query.pop(listed.page or "", None)
    query.pop(listed.offset or "", None)


def _moved(step: int) -> Callable[[dict[str, str], TaskList], None]:
    """Pages after the first begin one page, or one entry, too early or too late."""

    def change(query: dict[str, str], listed: TaskList) -> None:
        for name, first in ((listed.page, 1), (listed.offset, 0)):
            if name in query and int(query[name]) > first:
                query[name] = str(int(query[name]) + step)

    return change


def _swap(query: dict[str, str], listed: TaskList) -> None:
    names = str(listed.since), str(listed.until)
    given = {old: query.pop(old) for old in names if old in query}
    query.update({names[1 - names.index(old)]: value for old, value in given.items()})


def _all_keys(answer: Answering, server: Server) -> Answering:
    """The history has the tasks of another key."""

    def handle(request: Request) -> Response:
        from tests.conformance.harness import KEYS

        other = with_key(request, KEYS[1], server)
        listed = _list_of(request, server)
        response = answer(request)
        return answer(other) if listed is not None and response.status == 200 else response

    return handle


def _reverse_each_time(entries: list[Any], _: dict[str, str], memory: dict[str, Any]) -> list[Any]:
    memory["n"] = memory.get("n", 0) + 1
    return entries[::-1] if memory["n"] % 2 else entries


PAGES: tuple[tuple[str, Any, Wrap], ...] = (
    ("pages are larger than asked for", LISTS, _query(lambda query, listed: query.pop(listed.size[0] if listed.size else "", None))),
    ("every page is the first", LISTS, _query(_drop_page)),
    ("pages overlap", LISTS, _query(_moved(-1))),
    ("two pages are left out", LISTS, _query(_moved(2))),
    ("an entry is left out of each page", LISTS, _entries(lambda e, q, m: e[:-1])),
    ("an entry is twice on a page", LISTS, _entries(lambda e, q, m: [*e[:-1], e[0]] if len(e) > 1 else e)),
    ("the list is always empty", LISTS, _entries(lambda e, q, m: [])),
    ("the period is ignored", ("piapi",), _query(lambda query, listed: [query.pop(str(name), None) for name in (listed.since, listed.until)])),
    ("from and until are swapped", ("piapi",), _query(_swap)),
    ("the list has the status of running", LISTS, _entries(lambda e, q, m: [{**x, "status": "running"} for x in e])),
    ("the list is of another key", LISTS, _all_keys),
    ("the list is in another order each time", LISTS, _entries(_reverse_each_time)),
)  # fmt: skip


def _count_polls(at: str, value: Callable[[int], Any]) -> Wrap:
    return on_poll(lambda t, c: put(t, at, value(c.ended)) if c.ended else None)


def _balance(change: Callable[[float, dict[str, Any]], float]) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        memory: dict[str, Any] = {}

        def edit(_: Request, response: Response, server: Server) -> Response:
            rule = next(each.data["x-balance"] for each in server.spec.operations if "x-balance" in each.data)
            body, at = response.json(), rule["left"]["at"][0]
            put(body, at, change(lookup(body, at), memory))
            return with_body(response, body)

        names = [each.name for each in server.spec.operations if "x-balance" in each.data]
        return on_response(edit, *names)(answer, server)

    return wrap


def _falls(value: float, memory: dict[str, Any]) -> float:
    memory["reads"] = memory.get("reads", 0) + 1
    return value - float(memory["reads"])


def _toggle(memory: dict[str, Any]) -> int:
    memory["n"] = memory.get("n", 0) + 1
    return int(memory["n"]) % 2


READS: tuple[tuple[str, Any, Wrap], ...] = (
    ("a log grows with each poll", ("piapi",), _count_polls("/logs", lambda n: [f"poll {k}" for k in range(n)])),
    ("more is reserved with each poll", ("piapi",), _count_polls("/meta/usage/frozen", lambda n: n)),
    ("settings change after the end", ("piapi",), _count_polls("/config/service_mode", lambda n: f"mode-{n}")),
    ("a queue position after the end", ("tripo-v2",), _count_polls("/queuing_num", lambda n: n)),
    ("each read of the balance costs", BALANCE, _balance(_falls)),
    ("tasks cost twice", BALANCE, _balance(lambda v, m: v - (m.setdefault("first", v) - v))),
    ("tasks are never charged", BALANCE, _balance(lambda v, m: m.setdefault("first", v))),
    ("tasks are paid out", BALANCE, _balance(lambda v, m: 2 * m.setdefault("first", v) - v)),
    ("the balance is another at each read", BALANCE,
     _balance(lambda v, m: v + _toggle(m))),
)  # fmt: skip


def _upload_edit(change: Callable[[Any, str], Any], mark: str) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        names = {each.name: each.data[mark] for each in server.spec.operations if mark in each.data}

        def edit(request: Request, response: Response, server: Server) -> Response:
            body = response.json()
            rule = names[operation(request, server)]
            change(
                body,
                (rule.get("url") or rule["token"])["at"][0]
                if mark == "x-presign"
                else rule["token"]["at"][0],
            )
            return with_body(response, body)

        return on_response(edit, *names)(answer, server)

    return wrap


def _accepts_no_file(answer: Answering, server: Server) -> Answering:
    """An upload without a file is answered as the one before it."""
    last: dict[str, Response] = {}

    def handle(request: Request) -> Response:
        response = answer(request)
        found = server.spec.find(request.method, request.path)
        if found is None or "x-upload" not in found.operation.data:
            return response
        if response.status == 200:
            last[request.path] = response
        empty = len(request.body) < 60
        return last.get(request.path, response) if empty and response.status >= 400 else response

    return handle


def _puts(status: int) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        del server

        def handle(request: Request) -> Response:
            return Response.text(status, "no") if request.method == "PUT" else answer(request)

        return handle

    return wrap


UPLOADS: tuple[tuple[str, Any, Wrap], ...] = (
    ("all uploads have one name", APIS, _upload_edit(lambda b, at: put(b, at, "https://example.com/same.png"), "x-upload")),
    ("an upload has an empty name", APIS, _upload_edit(lambda b, at: put(b, at, ""), "x-upload")),
    ("an upload without a file is accepted", APIS, _accepts_no_file),
    ("a presigned upload has no place", PRESIGN, _upload_edit(lambda b, at: put(b, at, ""), "x-presign")),
    ("a presigned upload is to a path", PRESIGN, _upload_edit(lambda b, at: put(b, at, "/uploads/1"), "x-presign")),
    ("a presigned upload has no host", PRESIGN, _upload_edit(lambda b, at: put(b, at, "https:///1"), "x-presign")),
    ("presigned uploads have one name", PRESIGN, _upload_edit(lambda b, at: put(b, "/data/file_token", "same"), "x-presign")),
    ("a presigned upload has an empty name", PRESIGN, _upload_edit(lambda b, at: put(b, "/data/file_token", ""), "x-presign")),
    ("a presigned URL refuses the file with 403", PRESIGN, _puts(403)),
    ("a presigned URL does not exist", PRESIGN, _puts(404)),
    ("a presigned URL fails with 500", PRESIGN, _puts(500)),
)  # fmt: skip


def _dated(seconds: float) -> Wrap:
    return on_response(
        lambda _, r, s: with_header(r, "date", formatdate(s.clock() + seconds, usegmt=True)), status=None
    )


CLOCKS: tuple[tuple[str, Any, Wrap], ...] = (
    ("the header Date is an hour ahead", APIS, _dated(3600)),
    ("the header Date is a day behind", APIS, _dated(-86_400)),
    ("the header Date is five minutes behind its tasks", APIS, _dated(-300)),
    ("the header Date is no date", APIS, on_response(lambda _, r, s: with_header(r, "date", "today"), status=None)),
)  # fmt: skip


def _too_large(answer: Answering, server: Server) -> Answering:
    """A page of any size can be asked for."""

    def handle(request: Request) -> Response:
        response, listed = answer(request), _list_of(request, server)
        if listed is None or response.status != 400 or listed.size is None:
            return response
        query = dict(parse_qsl(request.query))
        query.pop(listed.size[0], None)
        return answer(request._replace(query=urlencode(query)))

    return handle


REFUSALS: tuple[tuple[str, Any, Wrap], ...] = (("a page of any size is answered", LISTS, _too_large),)


def _remaining(left: Callable[[int], int]) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        count = 0

        def edit(_: Request, response: Response, __: Server) -> Response:
            nonlocal count
            count += 1
            return with_header(response, "x-ratelimit-remaining", str(left(count)))

        return on_response(edit)(answer, server)

    return wrap


def _reset(value: Callable[[float], float]) -> Wrap:
    return on_response(lambda _, r, s: with_header(r, "x-ratelimit-reset", f"{value(s.clock()):.0f}"))


TRIPO = ("tripo",)
LIMITS: tuple[tuple[str, Any, Wrap], ...] = (
    ("requests left grow", TRIPO, _remaining(lambda n: n % 1000)),
    ("requests left jump", TRIPO, _remaining(lambda n: 100 + n % 7)),
    ("the reset is in milliseconds", TRIPO, _reset(lambda now: now * 1000)),
    ("the reset is the seconds that are left", TRIPO, _reset(lambda now: 60)),
    ("the reset is in a month", TRIPO, _reset(lambda now: now + 30 * 86_400)),
    ("the reset was an hour ago", TRIPO, _reset(lambda now: now - 3600)),
    ("429 without Retry-After", ("tripo", "tripo-v2"), busy_once(retry_after=None)),
    ("Retry-After is a day", APIS, busy_once(retry_after="86400")),
    ("Retry-After is a moment", APIS, busy_once(retry_after="1750000005")),
    ("Retry-After is a date in a year", APIS, busy_once(retry_after="Mon, 15 Jun 2026 00:00:00 GMT")),
    ("Retry-After is a fraction", APIS, busy_once(retry_after="1.5s")),
)  # fmt: skip
