"""What an API posts when a task has changed: who sent it, what it says, and whether that is news.

How an API marks its deliveries is data of its spec (`x-webhook`). Works on bytes and headers, so it fits any
server: `receive(body, headers, api=…, secret=…)` in the handler is all.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from ._contract import contract as contracts
from ._contract.contract import Contract
from ._contract.lifecycle import Field, Phase, unix_time
from .errors import UnexpectedResponseError, UnsupportedError, WebhookError
from .task import Task, load_json, missing_fields, read_task

TOLERANCE = 300.0
"""Seconds that a signature may be old, or the two clocks apart."""

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str | bytes, str | bytes]]
"""The headers of a request, in any letter case: a mapping, or pairs as ASGI has them."""

_RANK = {Phase.QUEUED: 0, Phase.RUNNING: 1}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery.

    `id` is the same for deliveries that say the same, since an API repeats what was not received: keep those
    that you have seen. `event` is the vendor's word for what happened, `sent_at` when it was sent, both None
    if it does not say; `task` is None for an event about something else; `raw` is the JSON as it came.
    """

    id: str
    event: str | None
    sent_at: datetime | None
    task: Task | None
    raw: Mapping[str, Any]


def receive(
    body: bytes,
    headers: Headers,
    *,
    api: str,
    secret: str | Iterable[str],
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> Delivery:
    """Verify a delivery, then parse it: see there for what they raise."""
    verify(body, headers, api=api, secret=secret, tolerance=tolerance, now=now)
    return parse(body, headers, api=api)


def verify(
    body: bytes,
    headers: Headers,
    *,
    api: str,
    secret: str | Iterable[str],
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> None:
    """Return if the API sent this delivery, and sent it just now. Raises WebhookError if not.

    body: the bytes as they came; parsed and written again they are others.
    secret: that of the webhook, or several of which one will do, while it is being changed.
    tolerance: seconds that a signature may be off; only some APIs sign the time.
    now: Unix seconds, for tests.

    Raises ValueError without a secret, UnsupportedError for an API that posts nothing.
    """
    rules = _rules(contracts.load(api))
    secrets = [secret] if isinstance(secret, str) else list(secret)
    if not secrets or not all(secrets):
        raise ValueError("secret is empty: anybody could have sent this")
    name = rules["header"]
    value = _lower(headers).get(name.lower())
    if value is None:
        raise WebhookError(f"The delivery has no header {name}: {api} did not send it, or without a secret.")
    if rules["scheme"] == "secret":
        if not _any(_bytes(value), [each.encode() for each in secrets]):
            raise WebhookError(f"The header {name} is not the secret.")
        return
    at, signatures = _signature(value)
    if not signatures:
        raise WebhookError(f"The header {name} is not t=<time>,v1=<signature>.")
    signed = at.encode() + b"." + body
    expected = [hmac.new(each.encode(), signed, hashlib.sha256).hexdigest().encode() for each in secrets]
    if not sum(_any(_bytes(signature.lower()), expected) for signature in signatures):
        raise WebhookError(f"The header {name} is no signature of this body by this secret.")
    age = (time.time() if now is None else now) - int(at)
    if abs(age) > tolerance:
        raise WebhookError(f"The signature is {age:.0f} s old, and {tolerance:.0f} s are allowed: a replay?")


def parse(body: bytes, headers: Headers = (), *, api: str) -> Delivery:
    """Return what a delivery says, without a look at who sent it.

    Raises UnexpectedResponseError if it is no JSON object, or neither a task nor another event.
    """
    contract = contracts.load(api)
    rules = _rules(contract)
    document = load_json(body)
    if not isinstance(document, dict):
        raise UnexpectedResponseError("The delivery is not a JSON object.", retryable=False)
    found = _lower(headers)
    event = _field(rules, "event", document)
    about_task = not missing_fields(document, contract, ("id",)) or event is None
    name = _field(rules, "id", document) or found.get(rules.get("delivery", "").lower())
    if "sent-at" in rules:
        sent_at = Field.of(rules["sent-at"]).time(document)
    else:
        sent_at = unix_time(int(_signature(found.get(rules["header"].lower(), ""))[0] or 0))
    return Delivery(
        id=str(name or hashlib.sha256(body).hexdigest()),
        event=None if event is None else str(event),
        sent_at=sent_at,
        task=read_task(document, contract, body) if about_task else None,
        raw=document,
    )


def supersedes(new: Task, old: Task | None) -> bool:
    """Say whether a task is further on than the last that is known of it: deliveries may overtake each other.

    A final task is further on than one that is not, running than queued, more progress than less. What is
    final stays as it is, and what says nothing new is no news. A status that the spec does not list comes
    after queued and before final.
    """
    if old is None:
        return True
    if old.phase.terminal:
        return False
    return _further(new) > _further(old)


def _further(task: Task) -> tuple[int, float]:
    return 2 if task.phase.terminal else _RANK.get(task.phase, 1), task.progress or 0.0


def _rules(contract: Contract) -> Mapping[str, Any]:
    rules: Mapping[str, Any] | None = contract.spec.get("x-webhook")
    if rules is None:
        raise UnsupportedError(f"{contract.title} has no webhooks.")
    return rules


def _lower(headers: Headers) -> dict[str, str]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return {_text(name).lower(): _text(value) for name, value in pairs}


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _bytes(header: str) -> bytes:
    """Return what a header can be compared as: frameworks decode what is no text, too."""
    return header.encode("utf-8", "surrogatepass")


def _field(rules: Mapping[str, Any], name: str, document: Mapping[str, Any]) -> Any:
    return Field.of(rules[name]).read(document) if name in rules else None


def _signature(value: str) -> tuple[str, list[str]]:
    """Return the time and the signatures in `t=…,v1=…,v1=…`, none of either if it is something else."""
    parts = [part.strip().partition("=") for part in value.split(",")]
    times = [text for key, _, text in parts if key == "t"]
    if len(times) != 1 or not re.fullmatch(r"\d{1,12}", times[0], re.ASCII):
        return "", []
    return times[0], [text for key, _, text in parts if key == "v1" and text]


def _any(value: bytes, expected: list[bytes]) -> bool:
    # A sum compares them all, so that the time taken tells nothing.
    return sum(hmac.compare_digest(value, each) for each in expected) > 0
