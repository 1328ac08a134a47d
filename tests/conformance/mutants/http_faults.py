"""Faults of HTTP and of schemas: statuses, headers, bodies, what is accepted and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from gettask._contract.pointer import leaves, lookup
from gettask.conformance.schemas import Schemas
from gettask.conformance.spec import spec_of
from gettask.mock import Request, Response
from tests.conformance.harness import VARIANTS, Answering, Server
from tests.conformance.mutants.model import (
    APIS,
    Mutant,
    Wrap,
    on_response,
    operation,
    with_body,
    with_bytes,
    with_header,
    with_key,
)

TRIPO = ("tripo",)


def mutants() -> Iterator[Mutant]:
    """Yield all faults of HTTP and of schemas."""
    for name, apis, wrap, probes in (*BODIES, *CODES, *HEADERS, *REFUSALS):
        yield Mutant(name, "http", wrap, apis, probes=probes)
    for api in APIS:
        yield from _fields(api)


def _change(change: Callable[[Response], Response], *names: str, status: int | None = 200) -> Wrap:
    return on_response(lambda _, response, __: change(response), *names, status=status)


def _body(change: Callable[[Any], Any], *names: str, status: int | None = 200) -> Wrap:
    def edit(_: Request, response: Response, __: Server) -> Response:
        try:
            body = response.json()
        except ValueError:
            return response
        found = change(body)
        return with_body(response, body if found is None else found)

    return on_response(edit, *names, status=status)


BODIES: tuple[tuple[str, Any, Wrap, bool], ...] = tuple(
    (f"{name} of {kind}", APIS, _change(change, kind), False)
    for kind in ("poll", "create")
    for name, change in (
        ("empty body", lambda r: with_bytes(r, b"")),
        ("page", lambda r: with_bytes(r, b"<html>")),
        ("cut JSON", lambda r: with_bytes(r, r.body[: len(r.body) // 2])),
        ("JSON that is not UTF-8", lambda r: with_bytes(r, b'{"a": "\xff"}')),
        ("null", lambda r: with_bytes(r, b"null")),
        ("list", lambda r: with_bytes(r, b"[]")),
        ("text", lambda r: with_bytes(r, b'"ok"')),
        ("{oops}", lambda r: with_bytes(r, b'{"oops": true}')),
        ("body shorter than announced", lambda r: r._replace(body=r.body[:-3])),
        ("connection cut", lambda r: r._replace(body=r.body[:20], cut=True)),
        ("media type text/plain", lambda r: with_header(r, "content-type", "text/plain")),
        ("media type text/html", lambda r: with_header(r, "content-type", "text/html; charset=utf-8")),
        ("no media type", lambda r: with_header(r, "content-type", None)),
        ("status 201", lambda r: r._replace(status=201)),
        ("status 202", lambda r: r._replace(status=202)),
        ("status 204", lambda r: r._replace(status=204, body=b"")),
        ("status 206", lambda r: r._replace(status=206)),
        ("status 301", lambda r: r._replace(status=301)),
        ("status 302", lambda r: r._replace(status=302)),
    )
)


def _code(value: Any) -> Callable[[Any], Any]:
    return lambda body: body.update(code=value) if isinstance(body, dict) and "code" in body else None


CODES: tuple[tuple[str, Any, Wrap, bool], ...] = (
    ("poll: 200 with an error code", APIS, _body(_code(5000), "poll"), False),
    ("create: 200 with an error code", APIS, _body(_code(5000), "create"), False),
    ("create: 200 with code 2010", APIS, _body(_code(2010), "create"), False),
    ("poll: code is a text", APIS, _body(_code("0"), "poll"), False),
    ("poll: code is null", APIS, _body(_code(None), "poll"), False),
    ("404 with a success code", ("tripo", "tripo-v2"), _body(_code(0), status=404), True),
    ("401 with a success code", ("tripo", "tripo-v2"), _body(_code(0), status=401), True),
    ("400 with a success code", ("tripo", "tripo-v2"), _body(_code(0), status=400), True),
    ("404 with success code 200", ("piapi",), _body(_code(200), status=404), True),
    ("401 with success code 200", ("piapi",), _body(_code(200), status=401), True),
    ("400 with success code 200", ("piapi",), _body(_code(200), status=400), True),
    ("400 with a code that no table lists", APIS, _body(_code(98765), status=400), True),
    ("404 with the code of a missing key", ("tripo", "tripo-v2"),
     _body(_code(1002), status=404), True),
    ("404 with the code of too many requests", ("tripo", "tripo-v2"), _body(_code(2000), status=404), True),
    ("400 without a message", APIS, _body(lambda b: b.pop("message", None) and None, status=400), True),
    ("404 without a message", APIS, _body(lambda b: b.pop("message", None) and None, status=404), True),
    ("401 without a message", ("tripo", "tripo-v2"), _body(lambda b: b.pop("message", None) and None, status=401), True),
    ("404 with an empty message", APIS, _body(lambda b: b.update(message=""), status=404), True),
    ("400 with a message that is a list", APIS, _body(lambda b: b.update(message=["no"]), status=400), True),
    ("404 is a page", APIS, _change(lambda r: with_bytes(r, b"<html>no"), status=404), True),
    ("400 is a page", APIS, _change(lambda r: with_bytes(r, b"<html>no"), status=400), True),
    ("404 has another request id in its body", ("tripo",), _body(lambda b: b.update(request_id="x"), status=404), True),
)  # fmt: skip
_IDS = ("x-tripo-trace-id", "x-request-id")
HEADERS: tuple[tuple[str, Any, Wrap, bool], ...] = (
    ("trace id missing", ("tripo", "tripo-v2"), _change(lambda r: with_header(r, _IDS[0], None)), False),
    ("trace id always the same", ("tripo", "tripo-v2"), _change(lambda r: with_header(r, _IDS[0], "1")), False),
    ("trace id empty", ("tripo", "tripo-v2"), _change(lambda r: with_header(r, _IDS[0], "")), False),
    ("request id missing", TRIPO, _change(lambda r: with_header(r, _IDS[1], None)), False),
    ("request id always the same", TRIPO, _change(lambda r: with_header(r, _IDS[1], "1")), False),
    ("more requests left than the limit", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-remaining", "5000")), False),
    ("fewer than no requests left", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-remaining", "-1")), False),
    ("requests left is a text", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-remaining", "many")), False),
    ("requests left missing", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-remaining", None)), False),
    ("limit is a text", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-limit", "no")), False),
    ("limit missing", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-limit", None)), False),
    ("reset in the past", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-reset", "1600000000")), False),
    ("reset is a date", TRIPO, _change(lambda r: with_header(r, "x-ratelimit-reset", "tomorrow")), False),
    ("parallel tasks left is a text", ("tripo-v2",),
     _change(lambda r: with_header(r, "x-parallelismlimit-remain", "some"), "create"), False),
)  # fmt: skip


def busy_once(**headers: str | None) -> Wrap:
    """The first poll of each task is 429 with headers of its own."""

    def wrap(answer: Answering, server: Server) -> Answering:
        seen: set[str] = set()

        def handle(request: Request) -> Response:
            response = answer(request)
            if operation(request, server) != server.spec.get_task.name or request.path in seen:
                return response
            seen.add(request.path)
            refused = with_body(response._replace(status=429), {"code": 2000, "message": "Too many"})
            for name, value in headers.items():
                refused = with_header(refused, name.replace("_", "-"), value)
            return refused

        return handle

    return wrap


def _instead(
    find: Callable[[Request, Server, Response], bool], make: Callable[[Request, Answering, Server], Response]
) -> Wrap:
    """Answer otherwise, where a condition holds."""

    def wrap(answer: Answering, server: Server) -> Answering:
        def handle(request: Request) -> Response:
            response = answer(request)
            return make(request, answer, server) if find(request, server, response) else response

        return handle

    return wrap


def _status(status: int) -> Callable[[Request, Answering, Server], Response]:
    return lambda request, answer, server: Response.json_of(status, {"code": status, "message": "no"})


def _valid(request: Request, answer: Answering, server: Server) -> Response:
    """Answer a request with a mistake as if it had none."""
    variant = server.spec.contract.variants[VARIANTS[server.api]]
    found = server.spec.find(request.method, request.path)
    assert found is not None
    from gettask.conformance.driver.bodies import example

    body = (
        variant.example
        if found.operation.name in server.spec.creates
        else example(server.spec, found.operation)
    )
    headers = {**request.headers, "content-type": "application/json"}
    return answer(request._replace(body=json.dumps(body).encode(), headers=headers))


def _refused(status: int) -> Callable[[Request, Server, Response], bool]:
    return lambda request, _, response: (
        request.method == "POST" and response.status == status and bool(request.body)
    )


def _first_key(request: Request, answer: Answering, server: Server) -> Response:
    from tests.conformance.harness import KEYS

    return answer(with_key(request, KEYS[0], server))


def _lacks(request: Request) -> bool:
    return not ({"x-api-key", "authorization"} & request.headers.keys())


REFUSALS: tuple[tuple[str, Any, Wrap, bool], ...] = (
    ("a missing key is 403", APIS, _instead(lambda q, s, r: r.status == 401, _status(403)), True),
    ("a missing key is 400", APIS, _instead(lambda q, s, r: r.status == 401, _status(400)), True),
    ("a missing key is 500", APIS, _instead(lambda q, s, r: r.status == 401, _status(500)), True),
    ("a missing key is 404", APIS, _instead(lambda q, s, r: r.status == 401, _status(404)), True),
    ("no key is needed", APIS, _instead(lambda q, s, r: r.status == 401 and _lacks(q), _first_key), True),
    ("any key is good", APIS, _instead(lambda q, s, r: r.status == 401 and not _lacks(q), _first_key), True),
    ("wrong requests are accepted", APIS, _instead(_refused(400), _valid), True),
    ("wrong requests are 500", APIS, _instead(_refused(400), _status(500)), True),
    ("malformed JSON is accepted", APIS,
     _instead(lambda q, s, r: _refused(400)(q, s, r) and q.body.startswith(b'{"cut'), _valid), True),
    ("malformed JSON is 500", APIS,
     _instead(lambda q, s, r: _refused(400)(q, s, r) and q.body.startswith(b'{"cut'), _status(500)), True),
    ("another media type is accepted", APIS,
     _instead(lambda q, s, r: r.status in (400, 415) and q.body == b"text", _valid), True),
    ("another media type is 500", APIS,
     _instead(lambda q, s, r: r.status in (400, 415) and q.body == b"text", _status(500)), True),
    ("an unknown id is 200", APIS, _instead(lambda q, s, r: r.status == 404 and q.method == "GET" and "unknown" not in q.path,
     lambda q, a, s: Response.json_of(200, {"code": s.spec.contract.envelope.ok[0], "message": "success", "data": None})), True),
    ("an unknown id is 500", APIS, _instead(lambda q, s, r: r.status == 404 and "unknown" not in q.path, _status(500)), True),
    ("an unknown path is 200", APIS, _instead(lambda q, s, r: "unknown" in q.path, _status(200)), True),
    ("an unknown path is 500", APIS, _instead(lambda q, s, r: "unknown" in q.path, _status(500)), True),
    ("another method is 404", APIS, _instead(lambda q, s, r: r.status == 405, _status(404)), True),
    ("another method is 200", APIS, _instead(lambda q, s, r: r.status == 405, _status(200)), True),
    ("405 without Allow", APIS, _change(lambda r: with_header(r, "allow", None), status=405), True),
    ("405 with Allow of another method", APIS, _change(lambda r: with_header(r, "allow", "TRACE"), status=405), True),
    ("a missing parameter is accepted", ("piapi",),
     _instead(lambda q, s, r: q.method == "DELETE" and r.status == 400 and q.path[-1:] == "s",
              lambda q, a, s: Response(200, ((b"content-length", b"0"),), b"")), True),
    ("valid requests are 400", APIS, _instead(lambda q, s, r: operation(q, s) in s.spec.creates and r.status == 200, _status(400)), False),
    ("valid requests are 415", APIS, _instead(lambda q, s, r: operation(q, s) in s.spec.creates and r.status == 200, _status(415)), False),
    ("valid requests are 422", APIS, _instead(lambda q, s, r: operation(q, s) in s.spec.creates and r.status == 200, _status(422)), False),
    ("valid requests are 500", APIS, _instead(lambda q, s, r: operation(q, s) in s.spec.creates and r.status == 200, _status(500)), False),
    ("Retry-After is a word", APIS, busy_once(retry_after="soon"), False),
    ("Retry-After is negative", APIS, busy_once(retry_after="-3"), False),
    ("429 with requests left", TRIPO, busy_once(x_ratelimit_remaining="7"), False),
    ("an upload answers nothing", APIS, _body(lambda b: b.update(data={}), "uploadFile", "uploadImage"), False),
    ("an upload is 404", APIS, _change(lambda r: r._replace(status=404), "uploadFile", "uploadImage"), False),
    ("the balance is negative", APIS, _body(lambda b: _negative(b["data"]), "getBalance", "getAccount"), False),
    ("the list is about other tasks", ("tripo", "tripo-v2"), _body(lambda b: _other_tasks(b["data"]), "listTasks"), False),
)  # fmt: skip


def _negative(data: Any) -> None:
    for name, value in data.items():
        if isinstance(value, (int, float)):
            data[name] = -7


def _other_tasks(data: Any) -> None:
    data["tasks"] = {"other": {**next(iter(data["tasks"].values()), {}), "task_id": "other"}}


def _fields(api: str) -> Iterator[Mutant]:
    """Yield a fault for each field of each response whose schema forbids it: missing, or of another type."""
    spec, schemas = spec_of(api), Schemas(spec_of(api))
    samples = _samples(api)
    for name, body in samples.items():
        found = next(each for each in spec.operations if each.name == name)
        at = spec.response_schema(found, 200)
        if at is None or schemas.errors(at, body):
            continue
        for place in _places(body):
            for what, changed in (
                ("missing", _without(body, place)),
                ("of another type", _retyped(body, place)),
            ):
                if changed is not None and schemas.errors(at, changed):
                    edit = _without if what == "missing" else _retyped
                    wrap = _body(lambda b, place=place, edit=edit: edit(b, place) or b, name)  # type: ignore[misc]
                    yield Mutant(f"{name}: {place} {what}", "http", wrap, (api,))


def _places(body: Any) -> list[str]:
    found: dict[str, None] = {}
    for at, _ in leaves(body):
        parts = at.split("/")
        for depth in range(2, min(len(parts), 5) + 1):
            if not any(part.isdigit() for part in parts[1:depth]):
                found["/".join(parts[:depth])] = None
    return list(found)


def _without(body: Any, at: str) -> Any:
    copied = json.loads(json.dumps(body))
    parent = lookup(copied, at.rpartition("/")[0])
    if not isinstance(parent, dict) or at.rpartition("/")[2] not in parent:
        return None
    del parent[at.rpartition("/")[2]]
    return copied


def _retyped(body: Any, at: str) -> Any:
    copied = json.loads(json.dumps(body))
    parent = lookup(copied, at.rpartition("/")[0])
    last = at.rpartition("/")[2]
    if not isinstance(parent, dict) or last not in parent:
        return None
    parent[last] = 7.5 if isinstance(parent[last], (str, dict, list)) or parent[last] is None else "seven"
    return copied


def _samples(api: str) -> dict[str, Any]:
    """Return one good body of each operation, a finished task for Get Task."""
    found: dict[str, Any] = {}
    server = Server(api)
    for each in server.driver(variants=(VARIANTS[api],), probes=False).run().exchanges:
        match = None if each.webhook else server.spec.find(each.method, each.path)
        body = each.response_json
        if match is None or each.status != 200 or not isinstance(body, dict):
            continue
        if match.operation.name != server.spec.get_task.name or b"_assets" in each.response_body:
            found.setdefault(match.operation.name, body)
    return found
