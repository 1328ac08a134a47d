"""Faults that a status tells: gateways, refusals, redirects; and the key in a response."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.api import KEY, Exchange, Reply
from tests.faults.kinds.registry import ANY, HTML, POLL, RESULT, TALK, Steps, at


@at(*ANY)
def gateway_before(x: Exchange) -> Steps:
    """A gateway answers with an error of its own; the server has not received the request."""
    yield _gateway(x).wire()


@at(*ANY)
def gateway_after(x: Exchange) -> Steps:
    """A gateway answers with an error of its own when the server has done its work."""
    x.ask()
    yield _gateway(x).wire()


@at(*TALK)
def rare_status(x: Exchange) -> Steps:
    """The right body comes with a status that no page documents."""
    reply = replace(x.ask(), status=x.chance.choice([202, 203, 206, 226, 299, 599, 600, 999]))
    yield reply.wire()


@at(*ANY)
def busy(x: Exchange) -> Steps:
    """Too many requests, with a Retry-After of every kind."""
    date = "Sun, 15 Jun 2025 15:07:40 GMT"
    pause = x.chance.choice(["0", "1", "7", "120", "99999999", "-3", "nan", "soon", "1e9", date, ""])
    yield Reply(x.chance.choice([429, 503]), {"retry-after": pause}, b"{}").wire()


@at(*TALK)
def refused(x: Exchange) -> Steps:
    """The API itself refuses the key; it has done no work."""
    yield x.refused().wire()


@at(POLL)
def missing(x: Exchange) -> Steps:
    """The API itself says that there is no such task: the copy that it reads lags behind."""
    yield x.missing().wire()


@at(*ANY)
def redirect_away(x: Exchange) -> Steps:
    """A redirect leads to a stranger's host."""
    if x.chance.random() < 0.5:
        x.ask()
    query = "" if x.operation == RESULT else f"?key={KEY}"
    where = f"{x.api.stranger}{x.request.path}{query}"
    yield Reply(x.chance.choice([301, 302, 303, 307, 308]), {"location": where}, HTML).wire()


@at(*ANY)
def redirect_in_a_circle(x: Exchange) -> Steps:
    """A redirect leads to where it comes from."""
    yield Reply(x.chance.choice([301, 302, 307, 308]), {"location": x.request.path}).wire()


@at(*ANY)
def odd_redirect(x: Exchange) -> Steps:
    """A redirect leads nowhere, to another scheme, or to a host off the public internet."""
    places = [
        "",
        "//",
        "ftp://cdn.test/a",
        "http://10.0.0.1/a",
        "http://[::1]/",
        "https://nobody.test/a",
        "\\",
    ]
    yield Reply(x.chance.choice([301, 302, 307, 308]), {"location": x.chance.choice(places)}).wire()


@at(*TALK)
def echoes_the_key(x: Exchange) -> Steps:
    """A gateway answers with the headers that it got, the key among them."""
    x.ask()
    status = x.chance.choice([200, 400, 403, 418, 500, 502])
    document = {"message": f"no route for {KEY}", "error": KEY, "headers": [KEY]}
    yield Reply(status, {"x-key": KEY, "x-request-id": KEY}).of(document).wire()


@at(POLL)
def task_with_the_key(x: Exchange) -> Steps:
    """The task itself holds the key, as that of a vendor who repeats the request's headers."""
    reply = x.ask()
    document = reply.json()
    yield reply.of(_with_key(document)).wire()


def _gateway(x: Exchange) -> Reply:
    statuses = [400, 401, 403, 404, 405, 408, 409, 413, 418, 421, 425, 451, 499]
    statuses += [500, 501, 502, 503, 504, 507, 520, 521, 522, 523, 524, 525, 526, 530]
    body = x.chance.choice([HTML, b"", b"404 page not found", b'{"message":"upstream"}', b"\xff\xfe"])
    return Reply(x.chance.choice(statuses), {"content-type": "text/html"}, body)


def _with_key(document: object) -> object:
    if isinstance(document, dict):
        return {name: _with_key(value) for name, value in document.items()} | {"echo": f"X-API-Key: {KEY}"}
    return document
