"""A mutant is a mock with one fault: a function in front of its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from gettask._contract.lifecycle import Phase
from gettask._contract.pointer import MISSING, lookup
from gettask.conformance.spec import Spec, spec_of
from gettask.conformance.trace import Trace
from gettask.mock import Request, Response
from tests.conformance import harness
from tests.conformance.harness import Answering, Server

APIS = tuple(api for api in harness.APIS if len(spec_of(api).contract.variants) > 1)
"""The APIs that faults are put into: one that stands here as proof of another vendor has a single variant."""

Wrap = Callable[[Answering, Server], Answering]


@dataclass(frozen=True)
class Mutant:
    """A server with one fault.

    Attributes:
        name: What is wrong.
        family: `life cycle` or `http`.
        wrap: Puts the fault in front of the mock.
        apis: The APIs that can have it.
        probes: Whether it shows only in answers to requests with mistakes.
        allowed: Why the contract allows it, empty where it does not.
        post: Changes a webhook on its way, in the place of `wrap`.
        trace: Makes recorded traffic with the fault, in the place of a server.
    """

    name: str
    family: str
    wrap: Wrap | None = None
    apis: Sequence[str] = APIS
    probes: bool = False
    allowed: str = ""
    post: Callable[[Server, Any], list[Any]] | None = None
    trace: Callable[[], Trace] | None = None


@dataclass
class Context:
    """What a fault of polls can use.

    Attributes:
        polls: How many polls of the task were answered before.
        ended: How many of them showed a terminal status.
        memory: Kept for the task.
    """

    spec: Spec
    server: Server
    polls: int = 0
    ended: int = 0
    memory: dict[str, Any] = field(default_factory=dict)

    def get(self, task: Any, name: str) -> Any:
        """Return a field of the state table."""
        found = self.spec.field(name)
        return None if found is None else found.read(task)

    def put(self, task: Any, name: str, value: Any) -> bool:
        """Set a field of the state table where the task has it, or at its first place; return True."""
        found = self.spec.field(name)
        assert found is not None
        at = next((each for each in found.at if lookup(task, each) is not MISSING), found.at[0])
        put(task, at, value)
        return True

    def drop(self, task: Any, name: str) -> bool:
        """Remove a field of the state table; return True."""
        found = self.spec.field(name)
        for at in () if found is None else found.at:
            parent = lookup(task, at.rpartition("/")[0])
            if isinstance(parent, dict):
                parent.pop(at.rpartition("/")[2], None)
        return True

    def phase(self, task: Any) -> Phase:
        """Return the phase of the task."""
        return self.spec.phase(self.spec.lifecycle.read_status(task))

    def status(self, phase: str) -> str:
        """Return the first status of a phase."""
        return next(name for name, each in self.spec.lifecycle.statuses.items() if each.phase == phase)


def put(target: Any, at: str, value: Any) -> None:
    """Set the value at a JSON Pointer, making the objects on the way."""
    *path, last = at.split("/")[1:]
    for name in path:
        if not isinstance(target.get(name), dict):
            target[name] = {}
        target = target[name]
    target[last] = value


def with_body(response: Response, value: Any) -> Response:
    """Return a response with another JSON body, and its length."""
    return with_bytes(response, json.dumps(value).encode())


def with_bytes(response: Response, body: bytes) -> Response:
    """Return a response with another body, and its length."""
    kept = tuple(each for each in response.headers if each[0] != b"content-length")
    return response._replace(body=body, headers=(*kept, (b"content-length", str(len(body)).encode())))


def with_header(response: Response, name: str, value: str | None) -> Response:
    """Return a response with another value of a header, or without it."""
    kept = tuple(each for each in response.headers if each[0] != name.encode())
    added = () if value is None else ((name.encode(), value.encode()),)
    return response._replace(headers=(*kept, *added))


def operation(request: Request, server: Server) -> str:
    """Return what a request asks for: the name of its operation, `asset`, or nothing."""
    found = server.spec.find(request.method, request.path)
    if found is None:
        return "asset" if request.path.startswith("/_assets/") else ""
    return found.operation.name


def is_poll(request: Request, server: Server) -> bool:
    """Return whether a request polls a task."""
    return operation(request, server) == server.spec.get_task.name


def on_poll(change: Callable[[Any, Context], object]) -> Wrap:
    """Return a fault that changes the task in the answer to a poll."""

    def wrap(answer: Answering, server: Server) -> Answering:
        contexts: dict[str, Context] = {}
        shared: dict[str, Any] = {}

        def handle(request: Request) -> Response:
            response = answer(request)
            if not is_poll(request, server) or response.status != 200:
                return response
            body = response.json()
            task = lookup(body, server.spec.lifecycle.task)
            context = contexts.setdefault(request.path, Context(server.spec, server, memory={"all": shared}))
            if not isinstance(task, dict):
                return response
            terminal = context.phase(task).terminal
            change(task, context)
            context.polls += 1
            context.ended += terminal
            return with_body(response, body)

        return handle

    return wrap


def on_response(
    change: Callable[[Request, Response, Server], Response], *names: str, status: int | None = 200
) -> Wrap:
    """Return a fault that changes responses of some operations; of all if none is named."""

    def wrap(answer: Answering, server: Server) -> Answering:
        kinds = {"create": server.spec.creates, "poll": {server.spec.get_task.name}}
        wanted = {name for each in names for name in kinds.get(each, {each})}

        def handle(request: Request) -> Response:
            response = answer(request)
            name = operation(request, server)
            fits = not wanted or name in wanted
            return (
                change(request, response, server) if fits and status in (None, response.status) else response
            )

        return handle

    return wrap


def with_key(request: Request, key: str | None, server: Server) -> Request:
    """Return a request with another key."""
    auth = server.spec.contract.auth
    headers = {name: value for name, value in request.headers.items() if name != auth.header.lower()}
    return request._replace(
        headers=headers if key is None else {**headers, auth.header.lower(): auth.value(key)}
    )
