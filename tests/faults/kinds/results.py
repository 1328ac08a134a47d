"""Faults of results."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.api import Exchange, Reply
from tests.faults.kinds.registry import HTML, RESULT, Steps, at
from tests.faults.network import End


@at(RESULT)
def not_there_yet(_: Exchange) -> Steps:
    """The result has not reached its host."""
    yield Reply(404, {"content-type": "text/plain"}, b"not found").wire()


@at(RESULT)
def expired(_: Exchange) -> Steps:
    """The link of the result has expired."""
    yield Reply(403, {"content-type": "application/xml"}, b"<Error><Code>AccessDenied</Code></Error>").wire()


@at(RESULT)
def error_as_result(x: Exchange) -> Steps:
    """An error of the storage comes as if it were the result."""
    kind = x.ask().headers.get("content-type", "")
    body = x.chance.choice([HTML, b'{"error": "expired"}', b"<?xml version='1.0'?><Error></Error>", b""])
    yield Reply(200, {"content-type": kind}, body).wire()


@at(RESULT)
def other_version(x: Exchange) -> Steps:
    """The transfer breaks, and the rest is of another version of the file."""
    x.api.next[x.request.path] = _rest_of_another
    yield from _broken(x)


@at(RESULT)
def other_range(x: Exchange) -> Steps:
    """The transfer breaks, and the rest begins elsewhere than it was asked for."""
    x.api.next[x.request.path] = _other_rest
    yield from _broken(x)


@at(RESULT)
def moved(x: Exchange) -> Steps:
    """The result is behind a redirect on its own host, as signed links are."""
    if "moved" in x.request.query:
        yield x.ask().wire()
    else:
        yield Reply(302, {"location": f"{x.request.path}?moved"}).wire()


def _broken(x: Exchange) -> Steps:
    wire = x.ask().wire()
    yield wire[: x.chance.randrange(len(wire) // 2, len(wire))]
    yield 0.01  # what has come is read before the connection is found broken
    yield x.chance.choice([End.RESET, End.CLOSED])


def _rest_of_another(x: Exchange) -> Steps:
    """The rest of another version, where a rest is asked for."""
    reply = x.ask()
    if reply.status == 206:
        reply = replace(reply, body=reply.body.swapcase(), headers={**reply.headers, "etag": '"other"'})
    yield reply.wire()


def _other_rest(x: Exchange) -> Steps:
    """Another rest than was asked for, whose head admits it or not, where a rest is asked for."""
    reply = x.ask()
    if reply.status == 206:
        headers = {**reply.headers}
        if x.chance.random() < 0.5:
            headers["content-range"] = headers["content-range"].replace("bytes ", "bytes 1", 1)
        first = x.chance.randint(1, len(reply.body))
        reply = replace(reply, body=reply.body[first:], headers=headers)
    yield reply.wire()
