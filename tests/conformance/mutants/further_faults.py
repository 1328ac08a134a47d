"""Faults that were thought of after the checks: what a server may get wrong that no other list has."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from gettask._contract.pointer import find, leaves, lookup
from gettask.conformance.trace import Exchange
from gettask.mock import Request, Response
from tests.conformance.harness import KEYS, VARIANTS, Answering, Server
from tests.conformance.mutants.lifecycle_faults import (
    after_end,
    after_success,
    failed,
    later,
    queued,
    running,
    set_to,
    succeeded,
    to_phase,
    without,
)
from tests.conformance.mutants.model import (
    APIS,
    Context,
    Mutant,
    Wrap,
    is_poll,
    on_poll,
    on_response,
    operation,
    put,
    with_body,
    with_bytes,
    with_header,
    with_key,
)

V3, V2, PIAPI, TIMES, TRIPO = ("tripo",), ("tripo-v2",), ("piapi",), ("piapi", "tripo"), ("tripo", "tripo-v2")
Change = Callable[[Any, Context], object]


def mutants() -> Iterator[Mutant]:
    """Yield all of them."""
    for name, apis, change in POLLS:
        yield Mutant(name, "life cycle", on_poll(change), apis)
    for name, apis, wrap in SERVERS:
        yield Mutant(name, "life cycle", wrap, apis)
    for name, apis, post in HOOKS:
        yield Mutant(name, "life cycle", None, apis, post=post)


def _when(condition: Callable[[Any, Context], bool], change: Change) -> Change:
    return lambda task, context: change(task, context) if condition(task, context) else None


def _texts(change: Callable[[str], str]) -> Change:
    """Change the texts of the input."""

    def apply(task: Any, _: Context) -> None:
        for at, old in list(leaves(task["input"])) if isinstance(task.get("input"), dict) else []:
            if isinstance(old, str) and " " in old:
                put(task["input"], at, change(old))

    return apply


def _ints(change: Callable[[int], Any]) -> Change:
    def apply(task: Any, _: Context) -> None:
        for at, old in list(leaves(task["input"])) if isinstance(task.get("input"), dict) else []:
            if isinstance(old, int) and not isinstance(old, bool):
                put(task["input"], at, change(old))

    return apply


def _bools(task: Any, _: Context) -> None:
    for at, old in list(leaves(task["input"])) if isinstance(task.get("input"), dict) else []:
        if isinstance(old, bool):
            put(task["input"], at, not old)


def _at(name: str, seconds: Callable[[Context], float]) -> Change:
    def apply(task: Any, context: Context) -> None:
        found = context.spec.field(name)
        assert found is not None
        moment = seconds(context)
        text = int(moment) if found.format == "unix-time" else datetime.fromtimestamp(moment, UTC).isoformat()
        context.put(task, name, text)

    return apply


def _first_of_all(name: str) -> Change:
    """All tasks have the value that the first one had."""

    def apply(task: Any, context: Context) -> None:
        value = context.get(task, name)
        if value is not None:
            context.put(task, name, context.memory["all"].setdefault(name, value))

    return apply


def _assets(task: Any, context: Context) -> list[tuple[str, str]]:
    rules = context.spec.contract.variants[VARIANTS[context.spec.contract.api]].assets
    return [(at, url) for rule in rules for at, url in find(task, rule.at) if isinstance(url, str) and url]


def _urls(change: Callable[[str, Context], str]) -> Change:
    def apply(task: Any, context: Context) -> None:
        for at, url in _assets(task, context):
            parent, last = lookup(task, at.rpartition("/")[0]), at.rpartition("/")[2]
            parent[int(last) if isinstance(parent, list) else last] = change(url, context)

    return apply


def _wrapped(task: Any) -> None:
    inner = dict(task)
    task.clear()
    task["data"] = inner


def _zigzag(task: Any, context: Context) -> None:
    if running(task, context):
        context.memory["n"] = context.memory.get("n", -1) + 1
        context.put(task, "progress", (80, 40, 90, 30)[context.memory["n"] % 4])


def _flap(task: Any, context: Context) -> None:
    if context.phase(task).terminal and context.ended == 1:
        to_phase("running")(task, context)


def _error_type(value: Any) -> Change:
    return _when(failed, set_to("error.code", value))


POLLS: tuple[tuple[str, Any, Change], ...] = (
    ("creation is the same for all tasks", TIMES, _first_of_all("created_at")),
    ("end is the same for all tasks", TIMES, _first_of_all("ended_at")),
    ("end five minutes ahead", TIMES, _when(succeeded, _at("ended_at", lambda c: c.server.clock() + 300))),
    ("end five minutes ahead after a failure", TIMES, _when(failed, _at("ended_at", lambda c: c.server.clock() + 300))),
    ("creation is a date without a time", TIMES, set_to("created_at", "2025-06-15")),
    ("creation is a number in a text", APIS, set_to("created_at", "1750000000")),
    ("creation is a time in another calendar's order", TIMES, set_to("created_at", "15/06/2025 15:06:40")),
    ("creation is a list", APIS, set_to("created_at", [1750000000])),
    ("end is a date without a time", TIMES, _when(succeeded, set_to("ended_at", "2025-06-15"))),
    ("end vanishes after the end", TIMES, _when(after_end, without("ended_at"))),
    ("start vanishes at the end", PIAPI, _when(succeeded, lambda t, c: put(t, "/meta/started_at", "0001-01-01T00:00:00Z"))),
    ("cost while running", V3, _when(running, set_to("cost", 20))),
    ("cost in the queue", V3, _when(queued, set_to("cost", 20))),
    ("cost is NaN", APIS, _when(succeeded, set_to("cost", float("nan")))),
    ("cost is infinite", APIS, _when(succeeded, set_to("cost", float("inf")))),
    ("cost of nothing on success", TRIPO, _when(succeeded, set_to("cost", 0))),
    ("cost is a text of a number", APIS, _when(succeeded, lambda t, c: c.put(t, "cost", str(c.get(t, "cost"))))),
    ("cost is a list", APIS, _when(succeeded, set_to("cost", [20]))),
    ("cost missing at the end", TRIPO, _when(succeeded, without("cost"))),
    ("progress is NaN", TRIPO, _when(running, set_to("progress", float("nan")))),
    ("progress is a text of a number", TRIPO, _when(running, set_to("progress", "50"))),
    ("progress zigzags", TRIPO, _zigzag),
    ("progress is true", TRIPO, _when(running, set_to("progress", True))),
    ("progress falls after the end", TRIPO, _when(after_success, set_to("progress", 98))),
    ("one poll after the end shows it running", APIS, _flap),
    ("status with a full stop", APIS, _when(running, lambda t, c: c.put(t, "status", f"{t['status']}."))),
    ("status is an object", APIS, _when(later, lambda t, c: c.put(t, "status", {"name": t["status"]}))),
    ("status of another API", APIS, _when(running, set_to("status", "IN_PROGRESS"))),
    ("failed as a word in the message only", APIS, _when(failed, to_phase("succeeded"))),
    ("ended as failed although it has results", APIS, _when(succeeded, to_phase("failed"))),
    ("prompt cut", ("piapi", "tripo-v2"), _texts(lambda text: text[:5])),
    ("prompt in small letters", ("piapi",), _texts(str.lower)),
    ("prompt escaped for HTML", ("piapi", "tripo-v2"), _texts(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))),
    ("prompt in another encoding", ("piapi", "tripo-v2"),
     _texts(lambda text: text.encode().decode("latin-1"))),
    ("prompt without what is not ASCII", ("piapi", "tripo-v2"), _texts(lambda text: text.encode("ascii", "ignore").decode())),
    ("prompt with its line breaks removed", ("piapi", "tripo-v2"), _texts(lambda text: text.replace("\n", " "))),
    ("numbers of the input as texts", PIAPI, _ints(str)),
    ("numbers of the input rounded", PIAPI, _ints(lambda n: n // 100 * 100 if n % 100 else n + 1)),
    ("booleans of the input turned round", V2, _bools),
    ("input of the task before", ("piapi", "tripo-v2"),
     lambda t, c: t.update(input=c.memory["all"].setdefault("input", copy.deepcopy(t.get("input")))) if "input" in t else None),
    ("results vanish at the third poll after the end", APIS, _when(lambda t, c: succeeded(t, c) and c.ended > 1, set_to("output", None))),
    ("links that a later poll gives are dead", APIS, _when(after_success, _urls(lambda url, c: f"{url.rpartition('/')[0]}/gone{url[url.rfind('.'):]}"))),
    ("links signed until yesterday", APIS, _when(succeeded, _urls(
        lambda url, c: f"{url}?X-Amz-Date=20250613T000000Z&X-Amz-Expires=3600&X-Amz-Signature=0"))),
    ("links that end in a minute", ("piapi", "tripo-v2"), _when(succeeded, _urls(
        lambda url, c: f"{url}?Expires={int(c.server.clock()) + 40}&Signature=0&Key-Pair-Id=K"))),
    ("results of only a name", APIS, _when(succeeded, _urls(lambda url, c: url.rpartition("/")[2]))),
    ("link is a data URL", APIS, _when(succeeded, _urls(lambda url, c: "data:image/png;base64,AAAA"))),
    ("link with user and password", APIS, _when(succeeded, _urls(lambda url, c: url.replace("://", "://user:pass@")))),
    ("error code is a text", TRIPO, _error_type("E1")),
    ("error code is below zero", V3, _error_type(-1)),
    ("task is empty in one poll", APIS, lambda t, c: t.clear() if c.polls == 1 else None),
    ("task is only its id in one poll", APIS, lambda t, c: [t.pop(k) for k in list(t) if k != "task_id"] if c.polls == 1 else None),
    ("task is wrapped twice", APIS, lambda t, c: _wrapped(t) if c.polls == 1 else None),
    ("queue position of zero and then three", V2, _when(queued, lambda t, c: c.put(t, "queue_position", 0 if not c.polls else 3))),
    ("remaining time in the queue below zero", V2, _when(queued, set_to("remaining", -60))),
    ("what is reserved is below zero", PIAPI, lambda t, c: put(t, "/meta/usage/frozen", -5)),
)  # fmt: skip


def _no_key_needed(answer: Answering, server: Server) -> Answering:
    """Who knows an id needs no key to poll it."""
    auth = server.spec.contract.auth.header.lower()

    def handle(request: Request) -> Response:
        response = answer(request)
        if is_poll(request, server) and response.status == 401 and auth not in request.headers:
            found = [answer(with_key(request, key, server)) for key in KEYS]
            return next((each for each in found if each.status == 200), response)
        return response

    return handle


def _any_key(answer: Answering, server: Server) -> Answering:
    """A key that does not exist polls every task."""
    auth = server.spec.contract.auth.header.lower()

    def handle(request: Request) -> Response:
        response = answer(request)
        if is_poll(request, server) and response.status == 401 and auth in request.headers:
            found = [answer(with_key(request, key, server)) for key in KEYS]
            return next((each for each in found if each.status == 200), response)
        return response

    return handle


def _key_in(where: str) -> Wrap:
    """Responses repeat the key."""

    def wrap(answer: Answering, server: Server) -> Answering:
        auth = server.spec.contract.auth

        def handle(request: Request) -> Response:
            response = answer(request)
            key = request.headers.get(auth.header.lower(), "").rpartition(" ")[2]
            if not key or not is_poll(request, server) or response.status != 200:
                return response
            if where == "header":
                return with_header(response, "x-debug", f"key={key}")
            body = response.json()
            task = lookup(body, server.spec.lifecycle.task)
            if isinstance(task.get("output"), dict):
                for at, value in list(leaves(task["output"])):
                    if isinstance(value, str) and value.startswith("http"):
                        put(task["output"], at, f"{value}?api_key={key}")
            return with_body(response, body)

        return handle

    return wrap


def _once(mark: str) -> Wrap:
    """A file can be downloaded once."""

    def wrap(answer: Answering, server: Server) -> Answering:
        del server
        seen: set[str] = set()

        def handle(request: Request) -> Response:
            if not request.path.startswith("/_assets/") or request.path not in seen:
                seen.add(request.path)
                return answer(request)
            if mark == "gone":
                return Response.text(410, "gone")
            response = answer(request)
            return with_bytes(response, response.body + b"\0")

        return handle

    return wrap


def _download_needs_key(answer: Answering, server: Server) -> Answering:
    auth = server.spec.contract.auth.header.lower()

    def handle(request: Request) -> Response:
        if request.path.startswith("/_assets/") and auth not in request.headers:
            return Response.text(401, "who?")
        return answer(request)

    return handle


def _after_cancel_of_ended(change: Callable[[Any, Context], object]) -> Wrap:
    """A cancel of a task that has ended is refused, and changes it."""

    def wrap(answer: Answering, server: Server) -> Answering:
        hit: set[str] = set()

        def edit(task: Any, context: Context) -> None:
            if task.get("task_id") in hit and succeeded(task, context):
                change(task, context)

        inner = on_poll(edit)(answer, server)

        def handle(request: Request) -> Response:
            response = inner(request)
            cancel = server.spec.cancel
            if cancel is not None and operation(request, server) == cancel.name and response.status != 200:
                hit.add(request.path.rpartition("/")[2])
            return response

        return handle

    return wrap


def _bulk_hits_ended(answer: Answering, server: Server) -> Answering:
    """A bulk cancel fails the tasks that have succeeded."""
    bulk = server.spec.bulk_cancel
    done: list[bool] = []

    def edit(task: Any, context: Context) -> None:
        if done and succeeded(task, context):
            context.put(task, "status", context.status("failed"))

    inner = on_poll(edit)(answer, server)

    def handle(request: Request) -> Response:
        response = inner(request)
        if bulk is not None and operation(request, server) == bulk.name and response.status == 200:
            done.append(True)
        return response

    return handle


def _bulk_any_model(answer: Answering, server: Server) -> Answering:
    """A bulk cancel does not look at the model that it is asked for."""
    bulk = server.spec.bulk_cancel
    where = {} if bulk is None else bulk.data["x-bulk-cancel"].get("where", {})

    def handle(request: Request) -> Response:
        if bulk is not None and operation(request, server) == bulk.name:
            from urllib.parse import parse_qsl, urlencode

            query = dict(parse_qsl(request.query))
            if answer(request).status == 200 or where.keys() <= query.keys():
                return answer(request._replace(query=urlencode({**query, **where})))
        return answer(request)

    return handle


def _batch(change: Callable[[Any, Any, Server], object]) -> Wrap:
    def wrap(answer: Answering, server: Server) -> Answering:
        names = {
            each.name: each.data["x-task-batch"]
            for each in server.spec.operations
            if "x-task-batch" in each.data
        }

        def edit(request: Request, response: Response, server: Server) -> Response:
            rule, body = names[operation(request, server)], response.json()
            change(lookup(body, rule["tasks"]["at"][0]), lookup(body, rule["missed"]["at"][0]), server)
            return with_body(response, body)

        return on_response(edit, *names)(answer, server)

    return wrap


def _other_names(tasks: Any, _: Any, __: Server) -> None:
    for task_id in list(tasks):
        tasks[f"x{task_id}"] = tasks.pop(task_id)


def _each(change: Callable[[Any, Server], object]) -> Callable[[Any, Any, Server], None]:
    def apply(tasks: Any, _: Any, server: Server) -> None:
        for task in tasks.values():
            change(task, server)

    return apply


def _put(name: str, value: Any) -> Callable[[Any, Server], None]:
    def apply(task: Any, server: Server) -> None:
        field = server.spec.field(name)
        assert field is not None
        at = next((each for each in field.at if lookup(task, each) != lookup({}, "/x")), field.at[0])
        put(task, at, value)

    return apply


def _foreign_batch(answer: Answering, server: Server) -> Answering:
    """Every key may ask for every task, several at once."""
    names = {each.name for each in server.spec.operations if "x-task-batch" in each.data}

    def handle(request: Request) -> Response:
        response = answer(request)
        if operation(request, server) in names and response.status == 200:
            return answer(with_key(request, KEYS[0], server))
        return response

    return handle


def _creates_twice(answer: Answering, server: Server) -> Answering:
    """Each create makes three tasks, which are all charged."""

    def handle(request: Request) -> Response:
        if operation(request, server) in server.spec.creates:
            response = answer(request)
            if response.status == 200:
                base = server.spec.base_paths[0]
                for extra in (answer(request).json(), answer(request).json()):  # every second task fails
                    polled = server.spec.get_task.path.replace("{task_id}", extra["data"]["task_id"])
                    for _ in range(6):
                        answer(request._replace(method="GET", path=f"{base}{polled}", body=b""))
            return response
        return answer(request)

    return handle


def _duplicated_names(answer: Answering, server: Server) -> Answering:
    """The status stands in a task twice, with two values."""

    def handle(request: Request) -> Response:
        response = answer(request)
        if not is_poll(request, server) or response.status != 200:
            return response
        return with_bytes(response, response.body.replace(b'"status":', b'"status":"failed","status":', 1))

    return handle


def _create_ignores(change: Callable[[Any], object]) -> Wrap:
    """The server runs another request than the one that was sent."""

    def wrap(answer: Answering, server: Server) -> Answering:
        def handle(request: Request) -> Response:
            if operation(request, server) in server.spec.creates and answer is not None:
                try:
                    body = json.loads(request.body)
                except ValueError:
                    return answer(request)
                if isinstance(body, dict):
                    change(body)
                    content = json.dumps(body).encode()
                    headers = {**request.headers, "content-length": str(len(content))}
                    return answer(request._replace(body=content, headers=headers))
            return answer(request)

        return handle

    return wrap


def _second_key(answer: Answering, server: Server) -> Answering:
    """Tasks are created for another key than that of the request."""

    def handle(request: Request) -> Response:
        creates = operation(request, server) in server.spec.creates
        return answer(with_key(request, KEYS[1], server) if creates else request)

    return handle


def _slow_status(answer: Answering, server: Server) -> Answering:
    """Polls with a 200 are answered with an error of the task store for every fifth poll, as success."""
    count = 0

    def handle(request: Request) -> Response:
        nonlocal count
        response = answer(request)
        if is_poll(request, server) and response.status == 200:
            count += 1
            if count % 5 == 0:
                return with_body(
                    response,
                    {"code": server.spec.contract.envelope.ok[0], "message": "success", "data": None},
                )
        return response

    return handle


SERVERS: tuple[tuple[str, Any, Wrap], ...] = (
    ("no key is needed to poll a task", APIS, _no_key_needed),
    ("a wrong key polls a task", APIS, _any_key),
    ("the key in a header of the response", APIS, _key_in("header")),
    ("the key in the links of results", APIS, _key_in("body")),
    ("a file can be downloaded once", APIS, _once("gone")),
    ("a file is another at the second download", APIS, _once("other")),
    ("a download needs the key", APIS, _download_needs_key),
    ("cancel of an ended task makes it failed", PIAPI, _after_cancel_of_ended(to_phase("failed"))),
    ("cancel of an ended task removes its results", PIAPI, _after_cancel_of_ended(set_to("output", None))),
    ("cancel of an ended task makes it run again", PIAPI, _after_cancel_of_ended(to_phase("running"))),
    ("bulk cancel fails what has succeeded", PIAPI, _bulk_hits_ended),
    ("bulk cancel of any model", PIAPI, _bulk_any_model),
    ("batch under other ids", TRIPO, _batch(_other_names)),
    ("batch misses what it has", TRIPO, _batch(lambda tasks, missed, s: missed.extend(tasks))),
    ("batch forgets what it misses", TRIPO, _batch(lambda tasks, missed, s: missed.clear())),
    ("batch without results", TRIPO, _batch(_each(lambda t, s: t.update(output={})))),
    ("batch with another cost", TRIPO, _batch(_each(_put("cost", 777)))),
    ("batch with another creation", TRIPO, _batch(_each(lambda t, s: _put("created_at", 1 if s.api == "tripo-v2" else "2020-01-01T00:00:00Z")(t, s)))),
    ("batch shows a status of no table", TRIPO, _batch(_each(_put("status", "finished")))),
    ("batch of another key's tasks", TRIPO, _foreign_batch),
    ("each create makes three tasks", V3, _creates_twice),
    ("a name twice in a task", APIS, _duplicated_names),
    ("creates for another key", APIS, _second_key),
    ("a poll without a task", APIS, _slow_status),
    ("the webhook of a request is dropped", PIAPI, _create_ignores(lambda b: b.pop("config", None))),
)  # fmt: skip


def _hook(change: Callable[[Any, Server], object]) -> Callable[[Server, Exchange], list[Exchange]]:
    from tests.conformance.mutants.webhook_faults import signed

    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        change(body, server)
        return [signed(server, exchange, json.dumps(body).encode())]

    return post


def _reversed() -> Callable[[Server, Exchange], list[Exchange]]:
    """Webhooks arrive long after the end, in the wrong order."""
    held: dict[str, list[Exchange]] = {}

    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        task_id = json.loads(exchange.request_body)["data"]["task_id"]
        waiting = held.setdefault(task_id, [])
        waiting.append(exchange)
        if not server.spec.terminal(json.loads(exchange.request_body)["data"]["status"]):
            return []
        del held[task_id]
        start = exchange.started or 0.0
        return [
            replace(each, started=start + 30 * n, ended=start + 30 * n)
            for n, each in enumerate(waiting[::-1])
        ]

    return post


def _dead(output: Any) -> None:
    for at, url in list(leaves(output)):
        if isinstance(url, str) and url.startswith("http"):
            put(output, at, f"{url}.gone")


HOOKS: tuple[tuple[str, Any, Callable[[Server, Exchange], list[Exchange]]], ...] = (
    ("webhooks in the wrong order", PIAPI, _reversed()),
    ("webhook with an error on success", ("piapi", "tripo"), _hook(lambda b, s: _put("error.message", "oops")(b["data"], s) if s.spec.phase(b["data"]["status"]).succeeded else None)),
    ("webhook with a cost below zero", ("tripo",), _hook(lambda b, s: _put("cost", -1)(b["data"], s))),
    ("webhook that ended before it was created", ("piapi", "tripo"), _hook(lambda b, s: _put("ended_at", "2025-06-15T15:00:00Z")(b["data"], s) if s.spec.terminal(b["data"]["status"]) else None)),
    ("webhook with the input of another task", PIAPI, _hook(lambda b, s: b["data"].update(input={"prompt": "of another"}))),
    ("webhook with a dead link", ("piapi", "tripo"), _hook(lambda b, s: _dead(b["data"].get("output") or {}))),
)  # fmt: skip
