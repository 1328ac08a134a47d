"""Faults of bodies, in a response that is otherwise as it should be."""

from __future__ import annotations

import gzip
from dataclasses import replace

from tests.faults.api import Exchange, Reply
from tests.faults.kinds.registry import ANY, HTML, TALK, Steps, at
from tests.faults.network import End


@at(*TALK)
def cut_json(x: Exchange) -> Steps:
    """The response is whole as HTTP has it, its JSON is not."""
    reply = x.ask()
    yield replace(reply, body=reply.body[: x.chance.randrange(len(reply.body))]).wire()


@at(*ANY)
def too_short(x: Exchange) -> Steps:
    """The response ends before it has the bytes that its Content-Length says."""
    yield x.ask().wire(20)
    yield End.CLOSED


@at(*ANY)
def cut_chunks(x: Exchange) -> Steps:
    """The response comes in chunks, of which the last is missing."""
    reply = x.ask()
    yield _chunked(reply, last=False)
    yield End.CLOSED


@at(*ANY)
def chunks(x: Exchange) -> Steps:
    """The response comes in chunks, whole."""
    yield _chunked(x.ask(), last=True)


@at(*TALK)
def not_utf8(x: Exchange) -> Steps:
    """A text in the response has a byte that is not UTF-8."""
    reply = x.ask()
    yield replace(reply, body=reply.body.replace(b" ", b"\xff", 1)).wire()


@at(*TALK)
def other_json(x: Exchange) -> Steps:
    """The body is JSON of another shape."""
    shapes: list[object] = [None, [], {}, "ok", 7, True, {"data": None}, {"data": []}, {"data": "x"}, [[]]]
    reply = x.ask()
    yield replace(reply, headers={}).of(x.chance.choice(shapes)).wire()


@at(*TALK)
def deep_json(x: Exchange) -> Steps:
    """The body is JSON that nests too deeply to be read."""
    x.ask()
    yield Reply(200, {}, b"[" * 50_000).wire()


@at(*TALK)
def odd_json(x: Exchange) -> Steps:
    """A value of the response has another type: numbers are texts, texts are null, lists or numbers."""
    document = x.ask().json()
    yield Reply(200).of(_altered(document, x)).wire()


@at(*TALK)
def odd_code(x: Exchange) -> Steps:
    """The number that the envelope calls a success is another one, or a text."""
    reply = x.ask()
    document = reply.json()
    for name, value in document.items():
        if isinstance(value, int):
            document[name] = x.chance.choice([str(value), value + 1, 201, None])
    yield reply.of(document).wire()


@at(*TALK)
def empty(x: Exchange) -> Steps:
    """The response has no body."""
    x.ask()
    yield Reply(x.chance.choice([200, 202, 204, 205])).wire()


@at(*ANY)
def page(x: Exchange) -> Steps:
    """A page of HTML comes as if all were well."""
    x.ask()
    yield Reply(200, {"content-type": "text/html"}, HTML).wire()


@at(*ANY)
def unknown_coding(x: Exchange) -> Steps:
    """The body has a coding that was not asked for."""
    yield x.ask().wire(headers={"content-encoding": "br"})


@at(*ANY)
def gzipped(x: Exchange) -> Steps:
    """The body is packed, and whole."""
    reply = x.ask()
    headers = {name: value for name, value in reply.headers.items() if name != "etag"}
    yield replace(reply, body=gzip.compress(reply.body), headers=headers).wire(
        headers={"content-encoding": "gzip"}
    )


@at(*ANY)
def gzip_cut(x: Exchange) -> Steps:
    """The packed body is cut, its framing is whole."""
    reply = x.ask()
    packed = gzip.compress(reply.body)
    cut = packed[: x.chance.randrange(1, len(packed))]
    yield replace(reply, body=cut).wire(headers={"content-encoding": "gzip"})


@at(*TALK)
def not_http(x: Exchange) -> Steps:
    """What comes is not HTTP."""
    x.ask()
    yield x.chance.choice([b"SSH-2.0-OpenSSH\r\n\r\n", b"\x00" * 300, b"HTTP/1.1 abc\r\n\r\n", b"\r\n\r\n"])
    yield End.CLOSED


def _chunked(reply: Reply, *, last: bool) -> bytes:
    lines = [
        f"HTTP/1.1 {reply.status} Status",
        *(f"{name}: {value}" for name, value in reply.headers.items()),
    ]
    head = "\r\n".join([*lines, "transfer-encoding: chunked", "", ""]).encode("latin-1")
    middle = len(reply.body) // 2
    parts = [part for part in (reply.body[:middle], reply.body[middle:]) if part]
    body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return head + body + (b"0\r\n\r\n" if last else b"")


def _altered(document: object, x: Exchange) -> object:
    """Return a document in which one value, at a random place, has another type."""
    if isinstance(document, dict) and document:
        # The job's id is left: a response without it says nothing, and `other_json` has those.
        names = [name for name in document if document[name] not in x.api.jobs()]
        if not names:
            return document
        name = x.chance.choice(names)
        return {**document, name: _altered(document[name], x)}
    return x.chance.choice([None, 3, -1.5, "", "odd", [], {}, [None], {"a": {}}, True, str(document)])
