"""Webhooks: verify the signature of a delivery, parse it, and tell new states of a task from old ones.

How an API signs its deliveries is data of its spec (`x-webhook`). The functions take bytes and headers, so
they work with any web framework.

Example:
    delivery = webhooks.receive(body, headers, api="piapi", secret=SECRET)
    if delivery.task and webhooks.supersedes(delivery.task, tasks.get(delivery.task.id)):
        tasks[delivery.task.id] = delivery.task
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from ._contract import contract as contracts
from ._contract.contract import Contract
from ._contract.lifecycle import Field, Phase, unix_time
from .errors import UnexpectedResponseError, UnsupportedError, WebhookError
from .task import Task, load_json, missing_fields, read_task

__all__ = ["TOLERANCE", "Delivery", "Headers", "parse", "receive", "supersedes", "verify"]

TOLERANCE = 300.0
"""Seconds by which the time of a signature may differ from now."""

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str | bytes, str | bytes]]
"""The headers of a request, in any letter case: a mapping, or pairs as ASGI has them."""

_RANK = {Phase.QUEUED: 0, Phase.RUNNING: 1}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request by which an API reports an event to a webhook.

    Attributes:
        id: The same for deliveries of the same content. An API repeats a delivery that was not received, so
            keep the ids that you have handled.
        event: The vendor's name of the event, None if it gives none.
        sent_at: When it was sent, None if the API does not say.
        task: The task, None for an event about something else.
        raw: The JSON as it came. It may hold secrets, so `repr` leaves it out.
    """

    id: str
    event: str | None
    sent_at: datetime | None
    task: Task | None
    raw: Mapping[str, Any] = field(repr=False)


def receive(
    body: bytes,
    headers: Headers,
    *,
    api: str,
    secret: str | Iterable[str],
    tolerance: float = TOLERANCE,
    now: float | None = None,
) -> Delivery:
    """Verify a delivery, then parse it.

    Args:
        body: The body of the request, byte for byte.
        headers: The headers of the request.
        api: The name of the API, such as `piapi`.
        secret: The secret of the webhook, or several of which one must match, during a change of secrets.
        tolerance: Seconds by which the time of a signature may differ from now. Default: 300. Only some APIs
            sign the time.
        now: The current time in Unix seconds, for tests. Default: the clock's.

    Returns:
        The delivery, with its task.

    Raises:
        WebhookError: The signature is missing, wrong or too old.
        UnexpectedResponseError: The body is not a JSON object, or neither a task nor another event.
        UnsupportedError: The API has no webhooks.
        ValueError: The secret is empty, or no such API is installed.
    """
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
    """Check that the API sent a delivery, and sent it just now.

    Args:
        body: The body of the request, byte for byte: parsed and serialized again it has another signature.
        headers: The headers of the request.
        api: The name of the API, such as `piapi`.
        secret: The secret of the webhook, or several of which one must match.
        tolerance: Seconds by which the time of a signature may differ from now. Default: 300.
        now: The current time in Unix seconds, for tests. Default: the clock's.

    Raises:
        WebhookError: The signature is missing, wrong or too old.
        UnsupportedError: The API has no webhooks.
        ValueError: The secret is empty, or no such API is installed.
    """
    rules = _rules(contracts.load(api))
    secrets = [secret] if isinstance(secret, str) else list(secret)
    if not secrets or not all(secrets):
        raise ValueError("secret is empty: anybody could send a delivery")
    name = rules["header"]
    value = _lower(headers).get(name.lower())
    if value is None:
        raise WebhookError(
            f"The delivery has no header {name}: {api} did not send it, or the webhook has no secret."
        )
    if rules["scheme"] == "secret":
        if not _matches_any(_bytes(value), [each.encode() for each in secrets]):
            raise WebhookError(f"The header {name} does not hold the secret.")
        return
    at, signatures = _signature(value)
    if not signatures:
        raise WebhookError(f"The header {name} is not t=<time>,v1=<signature>.")
    signed = at.encode() + b"." + body
    expected = [hmac.new(each.encode(), signed, hashlib.sha256).hexdigest().encode() for each in secrets]
    if not sum(_matches_any(_bytes(signature.lower()), expected) for signature in signatures):
        raise WebhookError(f"The signature in the header {name} does not match body and secret.")
    age = (time.time() if now is None else now) - int(at)
    if abs(age) > tolerance:
        raise WebhookError(
            f"The signature is {age:.0f} s old; {tolerance:.0f} s are allowed. It may be a replay."
        )


def parse(body: bytes, headers: Headers = (), *, api: str) -> Delivery:
    """Parse a delivery without verifying it.

    Args:
        body: The body of the request.
        headers: The headers of the request; some APIs put the id of the delivery there.
        api: The name of the API, such as `piapi`.

    Returns:
        The delivery, with its task.

    Raises:
        UnexpectedResponseError: The body is not a JSON object, or neither a task nor another event.
        UnsupportedError: The API has no webhooks.
        ValueError: No such API is installed.
    """
    contract = contracts.load(api)
    rules = _rules(contract)
    document = load_json(body)
    if not isinstance(document, dict):
        raise UnexpectedResponseError("The delivery is not a JSON object.", retryable=False)
    received = _lower(headers)
    event = _field(rules, "event", document)
    about_task = not missing_fields(document, contract, ("id",)) or event is None
    name = _field(rules, "id", document) or received.get(rules.get("delivery", "").lower())
    if "sent-at" in rules:
        sent_at = Field.of(rules["sent-at"]).time(document)
    else:
        sent_at = unix_time(int(_signature(received.get(rules["header"].lower(), ""))[0] or 0))
    return Delivery(
        id=str(name or hashlib.sha256(body).hexdigest()),
        event=None if event is None else str(event),
        sent_at=sent_at,
        task=read_task(document, contract, body) if about_task else None,
        raw=document,
    )


def supersedes(new: Task, old: Task | None) -> bool:
    """Return whether a task is newer than the last known state of it: deliveries may overtake each other.

    A terminal status is newer than any other, running is newer than queued, more progress than less. A
    terminal task is never superseded. A status that the spec does not list is between queued and terminal.

    Args:
        new: The task of a delivery.
        old: The last known state of the same task, None for none.
    """
    if old is None:
        return True
    if old.phase.terminal:
        return False
    return _order(new) > _order(old)


def _order(task: Task) -> tuple[int, float]:
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
    """Return a header as bytes to compare; frameworks decode any bytes to text."""
    return header.encode("utf-8", "surrogatepass")


def _field(rules: Mapping[str, Any], name: str, document: Mapping[str, Any]) -> Any:
    return Field.of(rules[name]).read(document) if name in rules else None


def _signature(value: str) -> tuple[str, list[str]]:
    """Return the time and the signatures in `t=…,v1=…,v1=…`, and nothing for any other value."""
    parts = [part.strip().partition("=") for part in value.split(",")]
    times = [text for key, _, text in parts if key == "t"]
    if len(times) != 1 or not re.fullmatch(r"\d{1,12}", times[0], re.ASCII):
        return "", []
    return times[0], [text for key, _, text in parts if key == "v1" and text]


def _matches_any(value: bytes, expected: list[bytes]) -> bool:
    # A sum compares all of them, so that the time it takes gives nothing away.
    return sum(hmac.compare_digest(value, each) for each in expected) > 0
