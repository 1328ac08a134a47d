"""Webhooks as `x-webhook` describes them: when an API sends one, where to, how signed and how often.

Nothing is sent from here: `WebhookQueue` says what is due, and the caller has the network.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from gettask.mock.spec.lifecycle import Field, Status
from gettask.mock.spec.pointer import MISSING, get, put

MAX_ATTEMPTS, RETRY_INTERVAL = 3, 5.0
"""Assumed where the vendor's are not known: attempts for each delivery, and the seconds between them."""
SECRET = "whsec_mock"
"""The secret of an endpoint that is registered without one."""
CREATED = "created"


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    """Where webhooks go.

    Args:
        url: An http:// or https:// URL.
        secret: The secret that they are signed with; an empty one signs nothing.
        id: The endpoint's id at the vendor.
    """

    url: str = field(repr=False)
    secret: str = field(default=SECRET, repr=False)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def redacted_url(self) -> str:
        """The URL without user, password and query. Empty if it is not a URL."""
        try:
            parts = split_url(self.url)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True, slots=True)
class WebhookDelivery:
    """A webhook to post: `body` to `url`, with `headers`."""

    api: str
    task: str
    """The id of the task."""
    event: str
    """The name of the webhook in the spec."""
    endpoint: WebhookEndpoint
    body: bytes = field(repr=False)
    due: float
    """When to post it, in Unix seconds."""
    terminal: bool = False
    """Whether it announces the end of its task."""
    attempt: int = 1
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    age: float = 0.0
    """Seconds between the time in its signature and now."""
    dropped: int = 0
    """For how many first attempts the receiver's response is lost."""

    @property
    def url(self) -> str:
        """Where to post it."""
        return self.endpoint.url


class DeliveryAttempt(NamedTuple):
    """One attempt to deliver a webhook. Headers, body, and the URL's user and query are left out."""

    number: int
    at: float
    api: str
    task: str
    event: str
    attempt: int
    url: str
    status: int | None
    """The HTTP status of the receiver's response, None without one."""
    problem: str | None
    """Why the attempt failed, None if it did not."""

    @property
    def ok(self) -> bool:
        """Whether the webhook was received."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class WebhookRules:
    """The `x-webhook` of an API."""

    raw: Mapping[str, Any]

    def endpoint(self, body: Any) -> WebhookEndpoint | None:
        """The endpoint that the body of a create request names, None if it names none."""
        url, secret = (self._text(body, name) for name in ("endpoint", "secret"))
        return WebhookEndpoint(url, secret or "") if url else None

    def remove_secret(self, body: Any) -> None:
        """Remove the secret from the body of a create request."""
        for at in self._places("secret"):
            if isinstance(get(body, at), str):
                put(body, at, "REDACTED")

    def remove_webhook(self, body: Any) -> None:
        """Remove the endpoint and the secret from the body of a create request."""
        for at in (*self._places("endpoint"), *self._places("secret")):
            if get(body, at) is not MISSING:
                put(body, at, None)

    def _places(self, name: str) -> tuple[str, ...]:
        return Field.read(self.raw[name]).at if name in self.raw else ()

    @property
    def registered(self) -> bool:
        """Whether one endpoint is registered for all tasks, and none is named by create requests."""
        return "endpoint" not in self.raw

    def events(self, status: Status, created: bool) -> Iterator[str]:
        """The webhooks that announce a status; `created` for the first status of a task."""
        for name, when in self.raw["sends"].items():
            if status.phase in when or (created and CREATED in when):
                yield name

    def envelope(self, event: str, happened: float, now: float) -> Iterator[tuple[str, Any]]:
        """Pointers and values of what a body has besides the task."""
        values = {"id": str(uuid.uuid4()), "event": event, "sent-at": now, "happened-at": happened}
        for name, value in values.items():
            if name in self.raw:
                place = Field.read(self.raw[name])
                yield place.at[0], place.write(value)

    def headers(self, delivery: WebhookDelivery, signed_at: float) -> dict[str, str]:
        """The headers of an attempt that is signed at this time, in Unix seconds."""
        names = self.raw.get("headers", {})
        values = {
            self.raw.get("delivery"): delivery.id,
            names.get("webhook"): delivery.endpoint.id,
            names.get("event"): delivery.event,
        }
        headers = {name: value for name, value in values.items() if name is not None}
        if secret := delivery.endpoint.secret:
            headers[self.raw["header"]] = self._signature(secret, delivery, signed_at)
        return {"Content-Type": "application/json", **headers}

    def retry(self, delivery: WebhookDelivery, now: float) -> WebhookDelivery | None:
        """The attempt after one that failed now, None if it was the last."""
        known = self.raw.get("attempts", {})
        if delivery.attempt >= known.get("most", MAX_ATTEMPTS):
            return None
        return replace(delivery, attempt=delivery.attempt + 1, due=now + known.get("every", RETRY_INTERVAL))

    def _signature(self, secret: str, delivery: WebhookDelivery, signed_at: float) -> str:
        if self.raw["scheme"] == "secret":
            return secret
        at = str(int(signed_at - delivery.age))
        signed = hmac.new(secret.encode(), at.encode() + b"." + delivery.body, hashlib.sha256)
        return f"t={at},v1={signed.hexdigest()}"

    def _text(self, body: Any, name: str) -> str | None:
        value = Field.read(self.raw[name]).value(body) if name in self.raw else MISSING
        return value if isinstance(value, str) else None


def split_url(url: str) -> SplitResult:
    """The parts of an endpoint's URL.

    Raises:
        ValueError: for what is not an http:// or https:// URL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1:
        raise ValueError("a webhook goes to an http:// or https:// URL")
    return parts
