"""What the mock posts when a task has changed: when, to whom, how signed and how often, by `x-webhook`.

Nothing is sent from here. `take` says what is to be posted by now, for one attempt, and `settle` is told what
came of it; whoever stands between the two has the network, if there is one.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from gettask.mock.lifecycle import Field, Status
from gettask.mock.pointer import MISSING, get

ATTEMPTS, EVERY = 3, 5.0
"""Our policy where a vendor's is not known: how often a delivery is tried, and the seconds between."""
SECRET = "whsec_mock"
"""The secret of a webhook that is registered without one."""
REMEMBERED = 1000
"""How many attempts are remembered."""
CREATED = "created"

Message = MutableMapping[str, Any]
Asgi = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where deliveries go, and the secret that they are signed with; an empty one signs nothing."""

    url: str = field(repr=False)
    secret: str = field(default=SECRET, repr=False)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def shown(self) -> str:
        """The URL without what may be secret in it: user, password, query. Empty if it is none."""
        try:
            parts = split(self.url)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to be posted: `body` to `url`, with `headers`."""

    api: str
    task: str
    """The id of the task."""
    event: str
    """The name of the webhook in the document."""
    webhook: Webhook
    body: bytes = field(repr=False)
    due: float
    """When, in Unix seconds."""
    final: bool = False
    """Whether it tells of the end of its task."""
    attempt: int = 1
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    age: float = 0.0
    """How many seconds ago the signature says that it was made."""
    unheard: int = 0
    """To how many first attempts the answer gets lost."""

    @property
    def url(self) -> str:
        return self.webhook.url


class Attempt(NamedTuple):
    """One attempt, as far as it may be shown: secrets stand in headers, bodies, and the rest of the URL."""

    number: int
    at: float
    api: str
    task: str
    event: str
    attempt: int
    url: str
    status: int | None
    """What the receiver answered, None if it did not."""
    problem: str | None
    """Why the attempt counts as failed."""

    @property
    def ok(self) -> bool:
        """Whether the delivery was received."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Rules:
    """The `x-webhook` of an API."""

    raw: Mapping[str, Any]

    def webhook(self, body: Any) -> Webhook | None:
        """What a request to create a task registers for it, if it does."""
        url, secret = (self._said(body, name) for name in ("endpoint", "secret"))
        return Webhook(url, secret or "") if url else None

    @property
    def registered(self) -> bool:
        """Whether webhooks are registered for all tasks, and not by the request that creates one."""
        return "endpoint" not in self.raw

    def events(self, status: Status, created: bool) -> Iterator[str]:
        """The webhooks that tell of a status, and of the first one of a task."""
        for name, when in self.raw["sends"].items():
            if status.phase in when or (created and CREATED in when):
                yield name

    def words(self, event: str, happened: float, now: float) -> Iterator[tuple[str, Any]]:
        """What stands in a body beside the task, and where."""
        said = {"id": str(uuid.uuid4()), "event": event, "sent-at": now, "happened-at": happened}
        for name, value in said.items():
            if name in self.raw:
                place = Field.read(self.raw[name])
                yield place.at[0], place.write(value)

    def headers(self, delivery: Delivery, wall: float) -> dict[str, str]:
        """The headers of an attempt that is signed at this time."""
        names = self.raw.get("headers", {})
        known = {
            self.raw.get("delivery"): delivery.id,
            names.get("webhook"): delivery.webhook.id,
            names.get("event"): delivery.event,
        }
        headers = {name: value for name, value in known.items() if name is not None}
        if secret := delivery.webhook.secret:
            headers[self.raw["header"]] = self._signature(secret, delivery, wall)
        return {"Content-Type": "application/json", **headers}

    def next(self, delivery: Delivery, now: float) -> Delivery | None:
        """The attempt after one that failed now, if there is one."""
        known = self.raw.get("attempts", {})
        if delivery.attempt >= known.get("most", ATTEMPTS):
            return None
        return replace(delivery, attempt=delivery.attempt + 1, due=now + known.get("every", EVERY))

    def _signature(self, secret: str, delivery: Delivery, wall: float) -> str:
        if self.raw["scheme"] == "secret":
            return secret
        at = str(int(wall - delivery.age))
        signed = hmac.new(secret.encode(), at.encode() + b"." + delivery.body, hashlib.sha256)
        return f"t={at},v1={signed.hexdigest()}"

    def _said(self, body: Any, name: str) -> str | None:
        places = self.raw.get(name, {}).get("at", ())
        said = next((said for at in places if (said := get(body, at)) is not MISSING), None)
        return said if isinstance(said, str) else None


class Outbox:
    """Deliveries that wait for their time, and the last attempts. Not made for several threads."""

    def __init__(self, rules: Mapping[str, Rules]) -> None:
        self.rules = rules
        self.attempts: deque[Attempt] = deque(maxlen=REMEMBERED)
        self._waiting: list[Delivery] = []
        self._numbers = count(1)

    def put(self, deliveries: Iterable[Delivery]) -> None:
        """Let these wait for their time."""
        self._waiting += deliveries

    def take(self, now: float, wall: float) -> list[Delivery]:
        """Those whose time has come, in order, with their headers, which are signed at the time `wall`."""
        due = sorted((each for each in self._waiting if each.due <= now), key=lambda each: each.due)
        self._waiting = [each for each in self._waiting if each.due > now]
        return [replace(each, headers=self.rules[each.api].headers(each, wall)) for each in due]

    def settle(self, delivery: Delivery, now: float, status: int | None, problem: str | None) -> Attempt:
        """Remember what came of an attempt, and plan the next if it failed."""
        if problem is None:
            if delivery.attempt <= delivery.unheard:
                status, problem = None, "the answer was lost"
            elif status is None or not 200 <= status < 300:
                problem = "there was no answer" if status is None else "a 2xx was wanted"
            if problem and (again := self.rules[delivery.api].next(delivery, now)):
                self._waiting.append(again)
        about = delivery.api, delivery.task, delivery.event, delivery.attempt
        attempt = Attempt(next(self._numbers), now, *about, delivery.webhook.shown, status, problem)
        self.attempts.append(attempt)
        return attempt

    def clear(self) -> None:
        """Forget them all."""
        self._waiting.clear()
        self.attempts.clear()


async def post(app: Asgi, delivery: Delivery) -> int | None:
    """Hand a delivery to an ASGI application and return the status of its answer, None if there was none."""
    url = split(delivery.url)
    every = {"host": url.netloc, "content-length": str(len(delivery.body)), **delivery.headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": url.scheme,
        "path": unquote(url.path) or "/",
        "query_string": url.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in every.items()],
    }
    statuses: list[int] = []
    left: list[Message] = [{"type": "http.request", "body": delivery.body, "more_body": False}]

    async def receive() -> Message:
        return left.pop() if left else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    return statuses[0] if statuses else None


def split(url: str) -> SplitResult:
    """The parts of an HTTP URL. Raises ValueError for what is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1:
        raise ValueError("a webhook goes to an http:// or https:// URL")
    return parts


Receiver = Callable[[Delivery], int | None]
"""Takes a delivery and returns the status of its answer, None if there was none."""
