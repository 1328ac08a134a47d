"""Faults of the connection, and of what comes over one that is kept."""

from __future__ import annotations

from tests.faults.api import Exchange, Reply
from tests.faults.kinds.registry import ANY, CREATE, HTML, POLL, TALK, Steps, at
from tests.faults.network import End


@at(*ANY)
def reset_before(_: Exchange) -> Steps:
    """The connection is reset before the server has received the request."""
    yield End.RESET


@at(*ANY)
def reset_after(x: Exchange) -> Steps:
    """The connection is reset when the server has done its work."""
    x.ask()
    yield End.RESET


@at(*ANY)
def hung_up(x: Exchange) -> Steps:
    """The server does its work, and hangs up without a response."""
    x.ask()
    yield End.CLOSED


@at(*ANY)
def reset_within(x: Exchange) -> Steps:
    """The connection is reset somewhere within the response."""
    wire = x.ask().wire()
    yield wire[: x.chance.randrange(len(wire))]
    yield End.RESET


@at(*ANY)
def cut_within(x: Exchange) -> Steps:
    """The connection is closed somewhere within the response."""
    wire = x.ask().wire()
    yield wire[: x.chance.randrange(len(wire))]
    yield End.CLOSED


@at(*ANY)
def silent_before(_: Exchange) -> Steps:
    """The request gets lost, and nothing comes."""
    yield End.SILENT


@at(*ANY)
def silent_after(x: Exchange) -> Steps:
    """The server does its work, and nothing comes."""
    x.ask()
    yield End.SILENT


@at(*ANY)
def silent_within(x: Exchange) -> Steps:
    """The response begins, and does not go on."""
    wire = x.ask().wire()
    yield wire[: x.chance.randrange(len(wire))]
    yield End.SILENT


@at(*ANY)
def late(x: Exchange) -> Steps:
    """The request is held up on its way, and reaches the server when the client may have gone."""
    yield x.chance.uniform(1, 90)
    yield x.ask().wire()


@at(*ANY)
def slow(x: Exchange) -> Steps:
    """The response comes after a while, in two parts."""
    wire = x.ask().wire()
    middle = x.chance.randrange(len(wire))
    yield x.chance.uniform(0, 20)
    yield wire[:middle]
    yield x.chance.uniform(0, 20)
    yield wire[middle:]


@at(*ANY)
def trickle(x: Exchange) -> Steps:
    """The response comes byte by byte, and too slowly ever to be whole."""
    pause = x.chance.uniform(0.2, 5)
    for byte in x.ask().wire()[:2000]:
        yield bytes([byte])
        yield pause


@at(*ANY)
def split(x: Exchange) -> Steps:
    """The response comes in many small parts at once."""
    wire = x.ask().wire()
    size = max(1, len(wire) // x.chance.randint(2, 60))
    for start in range(0, len(wire), size):
        yield wire[start : start + size]
        yield 0.001


@at(*TALK)
def continues(x: Exchange) -> Steps:
    """The server says 100 Continue again and again, and does not go on."""
    x.ask()
    pause = x.chance.uniform(0.2, 5)
    for _ in range(2000):
        yield b"HTTP/1.1 100 Continue\r\n\r\n"
        yield pause


@at(*ANY)
def early_hints(x: Exchange) -> Steps:
    """Informational responses come before the response."""
    for _ in range(x.chance.randint(1, 3)):
        yield b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n"
        yield 0.1
    yield x.ask().wire()


@at(*ANY)
def closes_later(x: Exchange) -> Steps:
    """The response is good, and the server closes the connection a little later."""
    yield x.ask().wire()
    yield x.chance.uniform(0, 5)
    yield End.CLOSED


@at(*ANY)
def second_response(x: Exchange) -> Steps:
    """A second response, about a stranger's job, follows the first at once."""
    yield x.ask().wire() + x.strangers().wire()


@at(*ANY)
def second_response_later(x: Exchange) -> Steps:
    """A second response, about a stranger's job, follows the first when nobody has asked for it."""
    yield x.ask().wire()
    yield x.chance.uniform(0.001, 3)
    yield x.strangers().wire()


@at(POLL, CREATE)
def strangers_response(x: Exchange) -> Steps:
    """A proxy mixes up responses: this one is about a stranger's job."""
    if x.operation == CREATE:  # nobody can see from an id alone that it is a stranger's
        x.ask()
        yield Reply(502, {}, HTML).wire()
    else:
        yield x.strangers().wire()


@at(*TALK)
def surplus_bytes(x: Exchange) -> Steps:
    """The body is longer than its Content-Length says."""
    reply = x.ask()
    yield reply.wire(-min(20, len(reply.body)))
