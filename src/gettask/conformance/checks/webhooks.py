"""Webhooks: signed, sent just now, and about a task."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.lifecycle import Field
from ..._contract.pointer import MISSING, lookup
from ..model import Outcome, Problem, Severity, check
from ..redaction import marker
from ..tasks import Call, View

RULES = "x-webhook"
TOLERANCE = 600.0
"""Seconds that the time of a signature may be away from its arrival."""


def rules_of(view: View) -> Mapping[str, Any]:
    """Return what the specification says about webhooks, empty if it has none."""
    rules: Mapping[str, Any] = view.spec.document.get("x-webhook", {})
    return rules


@check(
    "webhook-signature",
    "A webhook carries the secret, or a signature by it.",
    reads=f"{RULES}/scheme",
    scope="exchange",
)
def webhook_signature(call: Call, view: View) -> Iterator[Outcome]:
    """Where the secret is known: from the create request, from the driver, or given."""
    rules = rules_of(view)
    if not call.exchange.webhook or not rules:
        return
    header = call.exchange.request_headers.get(rules["header"].lower())
    markers = {marker(secret) for secret in view.trace.webhook_secrets}
    if rules["scheme"] == "secret":
        task = view.task_in(call.body)
        history = view.tasks.get(view.spec.id_of(task) or "") if task is not None else None
        at = rules.get("secret", {}).get("at", [""])[0]
        sent = (
            lookup(history.request, at)
            if history is not None and isinstance(history.request, dict)
            else MISSING
        )
        if isinstance(sent, str) and sent:
            markers = {marker(sent)}
        if markers:
            yield (
                None
                if header is not None and marker(header) in markers
                else Problem(
                    f"the header {rules['header']} is {'missing' if header is None else 'not the secret'}",
                    (call.exchange,),
                    "",
                    f"/{RULES}/scheme",
                )
            )
    elif view.trace.webhook_secrets:
        good = header is not None and _signed(header, call.exchange.request_body, view.trace.webhook_secrets)
        yield (
            None
            if good
            else Problem(
                f"the header {rules['header']} is missing or no signature of the body",
                (call.exchange,),
                "",
                f"/{RULES}/scheme",
            )
        )


@check(
    "webhook-time",
    "A webhook is sent when its signature or its body says.",
    reads=RULES,
    scope="exchange",
    severity=Severity.WARNING,
)
def webhook_time(call: Call, view: View) -> Iterator[Outcome]:
    """Within ten minutes of its arrival."""
    rules, arrived = rules_of(view), call.exchange.started
    if not call.exchange.webhook or not rules or arrived is None or not isinstance(call.body, dict):
        return
    found = re.search(r"(?:^|,)t=(\d{1,12})", call.exchange.request_headers.get(rules["header"].lower(), ""))
    stated = Field.of(rules["sent-at"]).time(call.body) if "sent-at" in rules else None
    seconds = float(found[1]) if found else None if stated is None else stated.timestamp()
    if seconds is not None:
        yield (
            None
            if abs(seconds - arrived) <= TOLERANCE
            else Problem(
                f"the webhook says that it was sent {abs(seconds - arrived):.0f} s from its arrival",
                (call.exchange,),
            )
        )


@check(
    "webhook-task",
    "A webhook names its task.",
    reads=f"{RULES}/sends",
    scope="exchange",
)
def webhook_task(call: Call, view: View) -> Iterator[Outcome]:
    """Where it is JSON and the event, if the API has events, is one about tasks."""
    rules = rules_of(view)
    if not call.exchange.webhook or not isinstance(call.body, dict) or not rules:
        return
    event = Field.of(rules["event"]).read(call.body) if "event" in rules else None
    if "event" in rules and event not in list(rules.get("sends", {})):
        return
    task = view.task_in(call.body)
    yield (
        None
        if task is not None and view.spec.id_of(task)
        else Problem(
            "the webhook does not say which task it is about", (call.exchange,), "", f"/{RULES}/sends"
        )
    )


@check(
    "webhook-request",
    "A webhook has the method and the media type that the document lists.",
    reads="webhooks",
    scope="exchange",
)
def webhook_request(call: Call, view: View) -> Iterator[Outcome]:
    """By the method, and the header Content-Type where headers were recorded."""
    exchange, listed = call.exchange, view.spec.document.get("webhooks", {})
    methods: dict[str, Any] = {name: each for item in listed.values() for name, each in item.items()}
    if not exchange.webhook or not exchange.method or not methods:
        return
    sent = methods.get(exchange.method.lower(), {})
    types = view.spec.resolve(sent.get("requestBody", {})).get("content", {})
    stated = exchange.request_headers.get("content-type")
    bad_type = bool(types) and stated is not None and stated.partition(";")[0].strip().lower() not in types
    yield (
        None
        if sent and not bad_type
        else Problem(
            f"the webhook is {exchange.method} of {stated or 'no media type'}", (exchange,), "", "/webhooks"
        )
    )


@check(
    "webhook-headers",
    "A webhook has the headers that the specification names.",
    reads=f"{RULES}/header, {RULES}/delivery, {RULES}/headers",
    scope="exchange",
    severity=Severity.WARNING,
)
def webhook_headers(call: Call, view: View) -> Iterator[Outcome]:
    """Where its media type was recorded too. `webhook-signature` looks for the header of the signature."""
    rules, sent = rules_of(view), call.exchange.request_headers
    if not call.exchange.webhook or "content-type" not in sent:
        return
    for name in (rules.get("delivery"), *rules.get("headers", {}).values()):
        if isinstance(name, str):
            yield (
                None
                if sent.get(name.lower())
                else Problem(f"the webhook has no header {name}", (call.exchange,), "", f"/{RULES}")
            )


@check(
    "webhook-unique",
    "No two webhooks have the same id.",
    reads=f"{RULES}/delivery or {RULES}/id",
    scope="trace",
)
def webhook_unique(view: View) -> Iterator[Outcome]:
    """The id of a delivery, in its header, and of an event, in its body; attempts at one have one body."""
    rules, first = rules_of(view), dict[tuple[str, str], Call]()
    event = Field.of(rules["id"]) if "id" in rules else None
    for call in view.calls:
        if not call.exchange.webhook:
            continue
        delivery = call.exchange.request_headers.get(str(rules.get("delivery", "")).lower())
        stated = event.read(call.body) if event is not None and isinstance(call.body, dict) else None
        for kind, value in (("delivery", delivery), ("event", stated)):
            if not isinstance(value, str):
                continue
            earlier = first.setdefault((kind, value), call)
            yield (
                None
                if earlier.exchange.request_body == call.exchange.request_body
                else Problem(
                    f"another webhook has the id of this {kind}",
                    (earlier.exchange, call.exchange),
                    event.at[0] if event is not None and kind == "event" else "",
                    f"/{RULES}",
                )
            )


def _signed(header: str, body: bytes, secrets: Any) -> bool:
    parts = [each.strip().partition("=") for each in header.split(",")]
    time = next((text for name, _, text in parts if name == "t"), "")
    stated = {text for name, _, text in parts if name == "v1"}
    expected = {
        hmac.new(key.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest() for key in secrets
    }
    return bool(stated & expected)
