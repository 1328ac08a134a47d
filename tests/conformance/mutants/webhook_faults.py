"""Faults of webhooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gettask.conformance.bodies import Body
from gettask.conformance.redaction import marker
from gettask.conformance.trace import Exchange
from tests.conformance.harness import HOST, Server
from tests.conformance.mutants.model import (
    Mutant,
)


def mutants() -> Iterator[Mutant]:
    """Yield all faults of webhooks."""
    for name, apis, post in WEBHOOKS:
        yield Mutant(name, "life cycle", None, apis, post=post)


def _hook(change: Callable[[Any], object]) -> Callable[[Server, Exchange], list[Exchange]]:
    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        change(body)
        return [signed(server, exchange, json.dumps(body).encode())]

    return post


def signed(server: Server, exchange: Exchange, body: bytes, seconds: float = 0) -> Exchange:
    """Return a webhook with another body, signed again."""
    import hashlib
    import hmac

    from tests.conformance.harness import SECRET

    rules = server.spec.document["x-webhook"]
    headers = dict(exchange.request_headers)
    if rules["scheme"] == "hmac-sha256":
        time = str(int(server.clock() + seconds))
        digest = hmac.new(SECRET.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
        headers[rules["header"].lower()] = f"t={time},v1={digest}"
    return replace(exchange, sent=Body(body), request_headers=headers)


def _header(value: str | None, which: str = "header") -> Callable[[Server, Exchange], list[Exchange]]:
    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        rules = server.spec.document["x-webhook"]
        name = (rules["header"] if which == "header" else rules["headers"][which]).lower()
        kept = {each: text for each, text in exchange.request_headers.items() if each != name}
        return [replace(exchange, request_headers=kept if value is None else {**kept, name: value})]

    return post


def _later_again(phase: str) -> Callable[[Server, Exchange], list[Exchange]]:
    """After the end another webhook arrives, about a status before it."""

    def post(server: Server, exchange: Exchange) -> list[Exchange]:
        body = json.loads(exchange.request_body)
        status = body["data"]["status"]
        if not server.spec.terminal(status):
            return [exchange]
        body["data"]["status"] = next(
            n for n, s in server.spec.lifecycle.statuses.items() if s.phase == phase
        )
        late = signed(server, exchange, json.dumps(body).encode())
        rules = server.spec.document["x-webhook"]
        headers = {**late.request_headers}
        if "delivery" in rules:
            headers[rules["delivery"].lower()] = "another-delivery"
        started = (exchange.started or 0) + 20
        return [exchange, replace(late, request_headers=headers, started=started, ended=started)]

    return post


def _twice(_: Server, exchange: Exchange) -> list[Exchange]:
    return [exchange, replace(exchange)]


def _often(_: Server, exchange: Exchange) -> list[Exchange]:
    return [replace(exchange, status=500) for _ in range(9)]


HOOKS = ("piapi", "tripo")
WEBHOOKS: tuple[tuple[str, Any, Callable[[Server, Any], list[Any]]], ...] = (
    ("webhook with another secret", HOOKS, _header(marker("another") or "t=1,v1=00")),
    ("webhook without a secret", HOOKS, _header(None)),
    ("webhook signed over another body", ("tripo",), lambda s, e: [replace(e, sent=Body(e.request_body + b" "))]),
    ("webhook with another status", HOOKS, _hook(lambda b: b["data"].update(status="failed" if b["data"]["status"] != "failed" else _success(b)))),
    ("webhook in a status of no table", HOOKS, _hook(lambda b: b["data"].update(status="finished"))),
    ("webhook without an output", HOOKS, _hook(lambda b: b["data"].update(output={}))),
    ("webhook with another file", HOOKS, _hook(_other_file := lambda b: _swap_file(b["data"].get("output")))),
    ("webhook with another cost", ("tripo",), _hook(lambda b: b["data"].update(credits_consumed=777))),
    ("webhook with another creation", ("tripo",), _hook(lambda b: b["data"].update(created_at="2025-06-15T15:00:00Z"))),
    ("webhook of another type", ("tripo",), _hook(lambda b: b["data"].update(type="image_to_model"))),
    ("webhook about another task", ("piapi",), _hook(lambda b: b["data"].update(task_id="another"))),
    ("webhook without an id", HOOKS, _hook(lambda b: b["data"].pop("task_id"))),
    ("no webhook", ("piapi",), lambda s, e: []),
    ("no webhook at the end", ("piapi",), lambda s, e: [] if s.spec.terminal(json.loads(e.request_body)["data"]["status"]) else [e]),
    ("webhook twice", HOOKS, _twice),
    ("webhook tried too often", ("piapi",), _often),
    ("webhook about running after the end", HOOKS, _later_again("running")),
    ("webhook about the queue after the end", HOOKS, _later_again("queued")),
    ("webhook with another event", ("tripo",), _hook(lambda b: b.update(type="task.failed" if b["type"] != "task.failed" else "task.completed"))),
    ("webhook with another event in the header", ("tripo",), _header("task.other", "event")),
    ("webhook signed an hour ago", ("tripo",), lambda s, e: [signed(s, e, e.request_body, -3600)]),
    ("webhook of an hour ago", ("piapi",), _hook(lambda b: b.update(timestamp=1000))),
    ("webhook without its envelope", HOOKS, lambda s, e: [signed(s, e, json.dumps(json.loads(e.request_body)["data"]).encode())]),
    ("webhook that is cut", HOOKS, lambda s, e: [signed(s, e, e.request_body[:40])]),
    ("webhook that is a list", HOOKS, lambda s, e: [signed(s, e, b"[]")]),
)  # fmt: skip


def _success(body: Any) -> str:
    return "completed" if "model" in body["data"] else "success"


def _swap_file(output: Any) -> None:
    for name, value in output.items() if isinstance(output, dict) else ():
        if isinstance(value, str) and value.startswith("http"):
            output[name] = f"{HOST}/_assets/other/other.png"
