"""Ways to put a fault in front of a mock: what a poll, a response, a request or a webhook becomes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from gettask._contract.lifecycle import Phase
from gettask.conformance.trace import Exchange
from gettask.mock import Request, Response
from tests.conformance.harness import KEYS, Answering, Server
from tests.conformance.mutants.model import Context, Wrap, on_poll, on_response, operation, with_body
from tests.conformance.mutants.webhook_faults import signed

Memory = dict[str, Any]
Change = Callable[[Any, Context], object]
Post = Callable[[Server, Exchange], list[Exchange]]

PIAPI, V3, V2 = ("piapi",), ("tripo",), ("tripo-v2",)
TRIPO, HOOKED = ("tripo", "tripo-v2"), ("piapi", "tripo")


# Conditions of a poll


def queued(task: Any, context: Context) -> bool:
    """The task waits."""
    return context.phase(task) == "queued"


def running(task: Any, context: Context) -> bool:
    """The task runs."""
    return context.phase(task) == "running"


def succeeded(task: Any, context: Context) -> bool:
    """The task has succeeded."""
    return context.phase(task).succeeded


def failed(task: Any, context: Context) -> bool:
    """The task has failed."""
    return context.phase(task) == "failed"


def ended(task: Any, context: Context) -> bool:
    """The task has ended."""
    return context.phase(task).terminal


def number(context: Context) -> int:
    """Return the place of the task in the order of first polls, from 1 on."""
    shared = context.memory["all"]
    if "number" not in context.memory:
        context.memory["number"] = shared["tasks"] = shared.get("tasks", 0) + 1
    return int(context.memory["number"])


def second(_: Any, context: Context) -> bool:
    """The second task that is polled."""
    return number(context) == 2


def odd(_: Any, context: Context) -> bool:
    """Each second poll."""
    return context.polls % 2 == 1


def at_end(nth: int) -> Callable[[Any, Context], bool]:
    """The poll with this number of those after the first one that shows the end."""
    return lambda task, context: ended(task, context) and context.ended == nth


# Changes of a poll


def polls(change: Change, *conditions: Callable[[Any, Context], bool]) -> Wrap:
    """Return a fault of polls for which all conditions hold."""

    def apply(task: Any, context: Context) -> None:
        number(context)
        if all(condition(task, context) for condition in conditions):
            change(task, context)

    return on_poll(apply)


def field(name: str, value: Any) -> Change:
    """Set a field of the state table, or compute it of its value and the context."""

    def change(task: Any, context: Context) -> None:
        known = context.get(task, name)
        context.put(task, name, value(known, context) if callable(value) else value)

    return change


def status(phase: str) -> Change:
    """Set the status to the first of a phase."""
    return lambda task, context: context.put(task, "status", context.status(phase))


def replace(task: Any, other: Any) -> None:
    """Make a task a copy of another one."""
    task.clear()
    task.update(copy.deepcopy(other))


def urls(output: Any) -> Iterator[tuple[Any, Any, str]]:
    """Yield container, key and URL of each result."""
    items = list(output.items()) if isinstance(output, dict) else list(enumerate(output or ()))
    for key, value in items:
        if isinstance(value, str) and "://" in value:
            yield output, key, value
        elif isinstance(value, (dict, list)):
            yield from urls(value)


def links(change: Callable[[str], str | None]) -> Change:
    """Change the URLs of results; None removes them."""

    def apply(task: Any, context: Context) -> None:
        for container, key, url in [*urls(context.get(task, "output"))]:
            container[key] = change(url)

    return apply


def texts(change: Callable[[str], Any]) -> Wrap:
    """Change the texts of the input that polls repeat."""

    def apply(task: Any, _: Context) -> None:
        given = task.get("input") or {}
        given.update({name: change(value) for name, value in given.items() if isinstance(value, str)})

    return polls(apply)


# Responses and requests


def bodies(
    change: Callable[[Any, Memory, Request, Server], object], *names: str, status: int | None = 200
) -> Wrap:
    """Change the JSON body of responses."""

    def edit(request: Request, response: Response, memory: Memory, server: Server) -> Response:
        body = response.json()
        change(body, memory, request, server)
        return with_body(response, body)

    return responses(edit, *names, status=status)


def responses(
    change: Callable[[Request, Response, Memory, Server], Response | None],
    *names: str,
    status: int | None = 200,
) -> Wrap:
    """Change responses of some operations; None leaves one as it is."""

    def wrap(answer: Answering, server: Server) -> Answering:
        memory: Memory = {}

        def edit(request: Request, response: Response, server: Server) -> Response:
            return change(request, response, memory, server) or response

        return on_response(edit, *names, status=status)(answer, server)

    return wrap


def requests(change: Callable[[Request, Memory, Server, Answering], Response | None], *names: str) -> Wrap:
    """Answer requests of some operations in the place of the mock; None leaves one to the mock."""

    def wrap(answer: Answering, server: Server) -> Answering:
        memory: Memory = {}
        kinds = {"create": server.spec.creates, "poll": {server.spec.get_task.name}}
        wanted = {name for each in names for name in kinds.get(each, {each})}

        def handle(request: Request) -> Response:
            chosen = not wanted or operation(request, server) in wanted
            return (change(request, memory, server, answer) if chosen else None) or answer(request)

        return handle

    return wrap


def count(memory: Memory, name: str = "count") -> int:
    """Count one more, and return how many there are."""
    memory[name] = memory.get(name, 0) + 1
    return int(memory[name])


def key_of(request: Request, server: Server) -> str | None:
    """Return the key of a request, None if it has none that exists."""
    auth = server.spec.contract.auth
    sent = request.headers.get(auth.header.lower(), "")
    return next((key for key in KEYS if auth.value(key) == sent), None)


def task_in(body: Any, server: Server) -> Any:
    """Return the task of a body."""
    return body["data"] if server.spec.lifecycle.task else body


def phase_in(response: Response, server: Server) -> Phase:
    """Return the phase of the task that a response shows."""
    return server.spec.phase(server.spec.lifecycle.read_status(task_in(response.json(), server)))


def unknown(request: Request) -> Request:
    """Return a poll of a task that does not exist."""
    return request._replace(path=f"{request.path.rpartition('/')[0]}/00000000-0000-4000-8000-000000000000")


def refusal(response: Response, server: Server, status: int) -> Response:
    """Return an error response that fits the envelope."""
    codes = {
        "piapi": status,
        "tripo": {429: 1007}.get(status, 1001),
        "tripo-v2": {429: 2000}.get(status, 1001),
    }
    body = {"code": codes[server.api], "message": "It went wrong", "suggestion": "Try again"}
    return with_body(response._replace(status=status), body)


# Webhooks


def hooks(change: Callable[[Any, Server, Exchange], Any]) -> Post:
    """Change the body of webhooks, and sign them anew; None leaves one as it is, a list stands for itself."""

    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        made = change(body, server, exchange)
        if isinstance(made, list):
            return made
        return [exchange if made is None else signed(server, exchange, json.dumps(made).encode())]

    return post


def hooked_phase(body: Any, server: Server) -> Phase:
    """Return the phase of the task in a webhook."""
    return server.spec.phase(body["data"]["status"])
