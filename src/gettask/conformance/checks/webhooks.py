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


def _signed(header: str, body: bytes, secrets: Any) -> bool:
    parts = [each.strip().partition("=") for each in header.split(",")]
    time = next((text for name, _, text in parts if name == "t"), "")
    stated = {text for name, _, text in parts if name == "v1"}
    expected = {
        hmac.new(key.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest() for key in secrets
    }
    return bool(stated & expected)
