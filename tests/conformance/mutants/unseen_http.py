"""Faults of HTTP that nobody here had seen when the checks were written: caches, codings, keys, headers, mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from gettask.mock import Request, Response
from tests.conformance.harness import KEYS, VARIANTS, Answering, Server
from tests.conformance.mutants.edits import (
    PIAPI,
    TRIPO,
    V2,
    V3,
    Memory,
    bodies,
    count,
    key_of,
    refusal,
    requests,
    responses,
)
from tests.conformance.mutants.model import (
    APIS,
    Mutant,
    Wrap,
    with_body,
    with_bytes,
    with_header,
    with_key,
)

LISTS, UPLOADS = ("listTasks", "listTaskHistory"), ("uploadFile", "uploadImage")
ACCOUNT = ("getBalance", "getAccount")


def mutants() -> Iterator[Mutant]:
    """Yield all of them."""
    for name, apis, wrap in (*HEADERS, *BODIES, *REFUSALS, *AUTH, *MISTAKES):
        yield Mutant(name, "http", wrap, apis, probes=True)
    for name, apis, wrap, reason in ALLOWED:
        yield Mutant(name, "http", wrap, apis, probes=True, allowed=reason)


def header(name: str, value: str | None, *names: str) -> Wrap:
    """Responses have another value of a header, or none."""
    return responses(lambda _, response, __, ___: with_header(response, name, value), *(names or ("poll",)))


def counted(name: str, value: Callable[[int], str | None], *names: str) -> Wrap:
    """Responses have a header that depends on how many there were; None leaves one as it is."""

    def change(_: Request, response: Response, memory: Memory, __: Server) -> Response | None:
        stated = value(count(memory))
        return None if stated is None else with_header(response, name, stated)

    return responses(change, *(names or ("poll",)))


def raw(change: Callable[[bytes], bytes], *names: str) -> Wrap:
    """Responses have other bytes."""
    return responses(
        lambda _, response, __, ___: with_bytes(response, change(response.body)), *(names or ("poll",))
    )


def of_status(status: int, change: Callable[[Response, Request, Server], Response], *names: str) -> Wrap:
    """Responses with an HTTP status are others."""
    return responses(
        lambda request, response, _, server: (
            change(response, request, server) if response.status == status else None
        ),
        *names,
        status=None,
    )


def busy(pause: str) -> Wrap:
    """One of five polls is answered with 429 and a pause."""

    def change(_: Request, response: Response, memory: Memory, server: Server) -> Response | None:
        return (
            with_header(refusal(response, server, 429), "retry-after", pause)
            if count(memory) % 5 == 0
            else None
        )

    return responses(change, "poll")


HEADERS: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("polls may be kept for an hour", APIS, header("cache-control", "public, max-age=3600")),
    ("one of two polls may be kept for a minute", APIS, counted("cache-control", lambda n: "max-age=60" if n % 2 else None)),
    ("polls are five minutes old", APIS, header("age", "300")),
    ("polls say gzip, and are not", APIS, header("content-encoding", "gzip")),
    ("polls are coded as nobody asked for", APIS, header("content-encoding", "br")),
    ("all polls have one ETag", APIS, header("etag", '"1"')),
    ("the ETag of a poll is that of its task", APIS, responses(lambda request, response, *_: with_header(response, "etag", f'"{request.path[-8:]}"'), "poll")),
    ("polls say another charset", APIS, header("content-type", "application/json; charset=utf-16")),
    ("polls are text/json", APIS, header("content-type", "text/json")),
    ("creates have no media type", APIS, header("content-type", None, "create")),
    ("polls are of 1970", APIS, header("date", "Thu, 01 Jan 1970 00:00:00 GMT")),
    ("polls have the key in a header", APIS, header("x-debug", KEYS[0])),
    ("remaining requests grow", V3, counted("x-ratelimit-remaining", lambda n: str(500 + n))),
    ("the limit halves with each request", V3, counted("x-ratelimit-limit", lambda n: str(1000 >> n))),
    ("the limit was reset long ago", V3, header("x-ratelimit-reset", "1600000000")),
    ("the limit is reset in milliseconds", V3, header("x-ratelimit-reset", "1750000020000", "create")),
    ("less than nothing remains", V3, header("x-ratelimit-remaining", "-1", "create")),
    ("request ids are empty", V2, header("x-tripo-trace-id", "")),
    ("a pause of a day", APIS, busy("86400")),
    ("a pause until soon", APIS, busy("soon")),
    ("a pause below zero", APIS, busy("-5")),
    ("the length of polls is one too many", APIS, responses(lambda _, response, *__: with_header(response, "content-length", str(len(response.body) + 1)), "poll")),
)  # fmt: skip

BODIES: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("polls are UTF-16", APIS, raw(lambda body: body.decode().encode("utf-16"))),
    ("polls begin with a byte order mark", APIS, raw(lambda body: b"\xef\xbb\xbf" + body)),
    ("polls have a comma too many", APIS, raw(lambda body: body[:-1] + b",}")),
    ("polls have a comment at their end", APIS, raw(lambda body: body + b"\n<!-- 12 -->")),
    ("texts have raw control characters", APIS, raw(lambda body: body.replace(b"a ", b"a\x01 ", 1))),
    ("a code is a text", APIS, bodies(lambda body, *_: body.update(code=str(body["code"])), "poll")),
    ("codes of success vary", APIS, bodies(lambda body, memory, *_: body.update(code=201) if count(memory) % 3 == 0 else None, "poll")),
    ("a task is wrapped twice", APIS, bodies(lambda body, *_: body.update(data={"data": body["data"]}), "poll")),
    ("an id is in camel case", APIS, bodies(lambda body, *_: body["data"].update(taskId=body["data"].pop("task_id")), "poll")),
    ("polls answer 206", APIS, responses(lambda _, response, *__: response._replace(status=206), "poll")),
    ("account reads answer 304", APIS, responses(lambda _, response, *__: with_bytes(response._replace(status=304), b""), *ACCOUNT)),
)  # fmt: skip

REFUSALS: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("401 is 403", APIS, of_status(401, lambda response, *_: response._replace(status=403))),
    ("401 is 404", APIS, of_status(401, lambda response, *_: response._replace(status=404))),
    ("401 has no body", APIS, of_status(401, lambda response, *_: with_bytes(response, b""))),
    ("404 is 200 with null data", APIS, of_status(404, lambda response, _, server: with_body(response._replace(status=200), {"code": 200 if server.api == "piapi" else 0, "data": None, "message": "success"}), "poll")),
    ("404 is a page", APIS, of_status(404, lambda response, *_: with_header(with_bytes(response, b"<html>404</html>"), "content-type", "text/html"), "poll")),
    ("404 has no message", APIS, of_status(404, lambda response, *_: with_body(response, {"code": response.json()["code"]}), "poll")),
    ("405 allows what it refuses", APIS, of_status(405, lambda response, request, _: with_header(response, "allow", request.method))),
    ("405 allows nothing", APIS, of_status(405, lambda response, *_: with_header(response, "allow", ""))),
    ("a wrong method is an internal error", APIS, of_status(405, lambda response, *_: response._replace(status=500))),
    ("400 is plain text", APIS, of_status(400, lambda response, *_: with_header(with_bytes(response, b"bad request"), "content-type", "text/plain"))),
    ("the message of 400 is an object", APIS, of_status(400, lambda response, *_: with_body(response, {**response.json(), "message": {"text": "?"}}))),
    ("400 has a code that no table lists", APIS, of_status(400, lambda response, *_: with_body(response, {**response.json(), "code": 987_654}))),
    ("lists are forbidden", APIS, responses(lambda _, response, __, ___: with_body(response._replace(status=403), {"code": 403}), *LISTS)),
    ("an unknown path is 200", APIS, of_status(404, lambda response, request, _: with_body(response._replace(status=200), {"code": 0}) if request.path.endswith("/unknown") else response)),
)  # fmt: skip


# Keys


def counts_for(fits: Callable[[str, str], bool]) -> Wrap:
    """A key that is not the first one counts as it, if it fits."""

    def change(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
        auth = server.spec.contract.auth
        sent = request.headers.get(auth.header.lower(), "")
        known = key_of(request, server) is not None or not sent
        return (
            None
            if known or not fits(sent, auth.value(KEYS[0]))
            else answer(with_key(request, KEYS[0], server))
        )

    return requests(change)


def without_key(*names: str) -> Wrap:
    """Some operations need no key."""

    def change(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
        return answer(with_key(request, KEYS[0], server)) if key_of(request, server) is None else None

    return requests(change, *names)


AUTH: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("a key counts by its beginning", APIS, counts_for(lambda sent, key: sent.startswith(key[:-1]))),
    ("a key counts in any case", APIS, counts_for(lambda sent, key: sent.lower() == key.lower())),
    ("a key counts with something after it", APIS, counts_for(lambda sent, key: sent.startswith(key))),
    ("uploads need no key", APIS, without_key(*UPLOADS)),
    ("lists need no key", APIS, without_key(*LISTS)),
    ("creates need no key", APIS, without_key("create")),
)  # fmt: skip


# Mistakes


def resent(request: Request, body: bytes, answer: Answering) -> Response:
    """Answer a request as if it had another body."""
    return answer(request._replace(body=body, headers={**request.headers, "content-length": str(len(body))}))


def _unknown_is_usual(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    """A model or type that does not exist is taken for the one of the example."""
    example = server.spec.contract.variants[VARIANTS[server.api]].example or {}
    try:
        body = json.loads(request.body)
    except ValueError:
        return None
    wrong = [name for name in ("model", "task_type", "type") if name in example and isinstance(body, dict)]
    if not any(isinstance(body.get(name), str) and body[name] != example[name] for name in wrong):
        return None
    return resent(request, json.dumps({**body, **{name: example[name] for name in wrong}}).encode(), answer)


def _empty_is_example(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    if request.body != b"{}" or key_of(request, server) is None:
        return None
    return resent(
        request, json.dumps(server.spec.contract.variants[VARIANTS[server.api]].example).encode(), answer
    )


def _any_id(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    is_uuid = re.fullmatch("[0-9a-f-]{36}", request.path.rpartition("/")[2])
    return None if is_uuid or key_of(request, server) is None else refusal(answer(request), server, 500)


MISTAKES: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("a model that does not exist is taken for the usual one", APIS, requests(_unknown_is_usual, "create")),
    ("an empty object creates a task", TRIPO, requests(_empty_is_example, "create")),
    ("a null body is an internal error", APIS, requests(lambda request, _, server, answer: refusal(answer(request), server, 500) if request.body == b"null" else None)),
    ("an id that is no UUID is an internal error", APIS, requests(_any_id, "poll")),
    ("a page size that is no number is an internal error", PIAPI, requests(lambda request, _, server, answer: refusal(answer(request), server, 500) if re.search("page_size=[a-z]", request.query) else None, "listTaskHistory")),
    ("PATCH is taken for GET", APIS, requests(lambda request, _, __, answer: answer(request._replace(method="GET", body=b"")) if request.method == "PATCH" else None)),
)  # fmt: skip

ALLOWED: tuple[tuple[str, Sequence[str], Wrap, str], ...] = (
    (
        "creates have a Location that leads nowhere",
        APIS,
        header("location", "/nowhere", "create"),
        "The header means something in 201 and 3xx only.",
    ),
    (
        "the moment of the reset moves back by a second",
        V3,
        counted("x-ratelimit-reset", lambda n: str(1_750_000_020 - n)),
        "Machines may differ by seconds.",
    ),
)
