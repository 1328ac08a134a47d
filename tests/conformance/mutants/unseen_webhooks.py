"""Faults of webhooks that nobody here had seen when the checks were written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from gettask.conformance.trace import Exchange
from tests.conformance.harness import Server
from tests.conformance.mutants.edits import HOOKED, PIAPI, V3, Post, hooked_phase, hooks
from tests.conformance.mutants.model import Mutant

FILE = "http://api.example.com/_assets/early.png"


def mutants() -> Iterator[Mutant]:
    """Yield all of them."""
    for name, apis, post in WEBHOOKS:
        yield Mutant(name, "life cycle", None, apis, post=post)


def header(change: Callable[[str, str], str | None]) -> Post:
    """Change the headers of webhooks; None removes one."""

    def post(_: Server, exchange: Exchange) -> list[Exchange]:
        changed = {name: change(name, value) for name, value in exchange.request_headers.items()}
        return [
            replace(
                exchange,
                request_headers={name: value for name, value in changed.items() if value is not None},
            )
        ]

    return post


def moved(seconds: float) -> Callable[[Any, Server, Exchange], Any]:
    """The webhook of an end comes earlier or later."""

    def change(body: Any, server: Server, exchange: Exchange) -> Any:
        started = (exchange.started or 0.0) + seconds
        late = replace(exchange, started=started, ended=started)
        return [late] if hooked_phase(body, server).terminal else None

    return change


def of_failures(change: Callable[[Any, Exchange], Any]) -> Post:
    """Change the webhooks about tasks that failed."""
    return hooks(
        lambda body, server, exchange: (
            change(body, exchange) if hooked_phase(body, server) == "failed" else None
        )
    )


WEBHOOKS: tuple[tuple[str, Sequence[str], Post], ...] = (
    ("no webhook for failed tasks", HOOKED, of_failures(lambda *_: [])),
    ("a webhook of a failure has no error", V3, of_failures(lambda body, _: {**body, "data": {name: value for name, value in body["data"].items() if not name.startswith("error")}})),
    ("a webhook of a failure has a result", HOOKED, of_failures(lambda body, _: {**body, "data": {**body["data"], "output": {"image_url": FILE}}})),
    ("the webhook of an end comes before a poll that shows the task running", HOOKED, hooks(moved(-0.45))),
    ("the webhook of an end comes an hour late", PIAPI, hooks(moved(3600.0))),
    ("webhooks are sent by PUT", HOOKED, lambda _, exchange: [replace(exchange, method="PUT")]),
    ("webhooks say that they are text", HOOKED, header(lambda name, value: "text/plain" if name == "content-type" else value)),
    ("webhooks do not name their event in a header", V3, header(lambda name, value: None if "event" in name else value)),
    ("all webhooks have one delivery id", V3, header(lambda name, value: "delivery-1" if "delivery" in name else value)),
    ("all webhooks have one event id", V3, hooks(lambda body, *_: {**body, "id": "00000000-0000-4000-8000-000000000001"})),
    ("webhooks have another input", HOOKED, hooks(lambda body, server, _: {**body, "data": {**body["data"], "input": {"prompt": "?"}}} if hooked_phase(body, server).terminal else None)),
    ("a webhook is JSON in a text", HOOKED, hooks(lambda body, *_: json.dumps(body))),
    ("webhooks hold a list of tasks", HOOKED, hooks(lambda body, *_: {**body, "data": [body["data"]]})),
    ("every second webhook is lost", HOOKED, lambda server, exchange: [exchange] if server.requests % 2 else []),
)  # fmt: skip
