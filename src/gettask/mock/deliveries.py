"""The queue of webhooks: what is due, what came of it, and when it is tried again."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from threading import RLock
from typing import Any
from urllib.parse import unquote

from gettask.mock.scenarios.runner import ScenarioRunner
from gettask.mock.simulator import TaskSimulator
from gettask.mock.tasks.progress import next_change, view_now, view_of
from gettask.mock.tasks.task import MockTask
from gettask.mock.webhooks import DeliveryAttempt, WebhookDelivery, WebhookEndpoint, WebhookRules, split_url

RECORDED_ATTEMPTS = 1000
"""How many attempts are recorded."""

Receiver = Callable[[WebhookDelivery], int | None]
"""Takes a delivery and returns the HTTP status of its response, None for no response."""
Message = MutableMapping[str, Any]
AsgiApp = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


class WebhookQueue:
    """Webhooks that wait to be delivered, and the last attempts."""

    def __init__(self, tasks: TaskSimulator, scenarios: ScenarioRunner, lock: RLock) -> None:
        self._tasks, self._scenarios, self._lock = tasks, scenarios, lock
        self._rules: Mapping[str, WebhookRules] = tasks.webhook_rules
        self._attempts: deque[DeliveryAttempt] = deque(maxlen=RECORDED_ATTEMPTS)
        self._waiting: list[WebhookDelivery] = []
        self._numbers = count(1)
        self.signing_clock: Callable[[], float] = time.time
        """Returns the time for signatures, in Unix seconds: receivers compare it with their own clock."""

    @property
    def attempts(self) -> Sequence[DeliveryAttempt]:
        """The last attempts, the oldest first."""
        return list(self._attempts)

    def clear(self) -> None:
        """Forget deliveries and attempts."""
        self._waiting.clear()
        self._attempts.clear()

    def due(self) -> list[WebhookDelivery]:
        """The webhooks to post by now, each for one attempt: call `record` with what came of it.

        Raises:
            InvalidResponseError: for a body that the spec does not allow.
        """
        with self._lock:
            now = self._tasks.clock()
            for task in self._tasks.store:
                if task.webhook is not None and task.announce_at <= now:
                    self._announce(task, task.webhook, now)
            due = sorted((each for each in self._waiting if each.due <= now), key=lambda each: each.due)
            self._waiting = [each for each in self._waiting if each.due > now]
            signed_at = self.signing_clock()
            return [
                replace(each, headers=self._rules[each.api].headers(each, signed_at))
                for each in due
                if self.is_wanted(each)
            ]

    def announce_again(self, task: MockTask) -> None:
        """Let the webhooks of a task's last status be posted again."""
        with self._lock:
            task.announced, task.announce_at = len(task.reached) - 1, self._tasks.clock()
            self._tasks.store.put(task)

    def is_wanted(self, delivery: WebhookDelivery) -> bool:
        """Whether its task is still kept: forgotten tasks send no webhooks."""
        with self._lock:
            return self._tasks.store.get(delivery.api, delivery.task) is not None

    def record(
        self, delivery: WebhookDelivery, status: int | None, problem: str | None = None
    ) -> DeliveryAttempt:
        """Record an attempt; unless its status is 2xx, another may follow.

        Args:
            delivery: What was posted.
            status: The HTTP status of the receiver's response, None for no response.
            problem: Why nothing was posted. Given, no other attempt follows.
        """
        with self._lock:
            now = self._tasks.clock()
            if problem is None:
                if delivery.attempt <= delivery.dropped:
                    status, problem = None, "the response was lost"
                elif status is None or not 200 <= status < 300:
                    problem = "there was no response" if status is None else "the status is not 2xx"
                if problem and (retry := self._rules[delivery.api].retry(delivery, now)):
                    self._waiting.append(retry)
            about = delivery.api, delivery.task, delivery.event, delivery.attempt
            url = delivery.endpoint.redacted_url
            attempt = DeliveryAttempt(next(self._numbers), now, *about, url, status, problem)
            self._attempts.append(attempt)
            return attempt

    def deliver(self, receiver: Receiver) -> list[DeliveryAttempt]:
        """Pass the webhooks that are due to a function that takes a delivery and returns an HTTP status.

        A webhook that is not received is due again later: advance the clock and call `deliver` again.
        An exception of the receiver counts as status 500 and is raised.
        """
        attempts = []
        while due := self.due():
            while due:
                if not self.is_wanted(delivery := due.pop(0)):
                    continue
                with self._restoring(delivery, due):
                    status = receiver(delivery)
                attempts.append(self.record(delivery, status))
        return attempts

    async def deliver_to(self, app: AsgiApp) -> list[DeliveryAttempt]:
        """Post the webhooks that are due to an ASGI application, as `deliver` does to a function."""
        attempts = []
        while due := self.due():
            while due:
                if not self.is_wanted(delivery := due.pop(0)):
                    continue
                with self._restoring(delivery, due):
                    status = await _post_to_app(app, delivery)
                attempts.append(self.record(delivery, status))
        return attempts

    @contextmanager
    def _restoring(self, delivery: WebhookDelivery, rest: Iterable[WebhookDelivery]) -> Iterator[None]:
        """If the receiver raises, record status 500 and keep the rest."""
        try:
            yield
        except BaseException:
            with self._lock:
                self._waiting += rest
                self.record(delivery, 500)
            raise

    def _announce(self, task: MockTask, endpoint: WebhookEndpoint, now: float) -> None:
        """Queue the webhooks of the statuses of a task that have not been announced."""
        current = view_now(task, now)
        rules, last = self._rules[task.api], len(task.reached) - 1
        steps = range(task.announced, last + 1)
        # First of all, so that a body which cannot be made is not tried for ever.
        task.announced, task.announce_at = last + 1, next_change(task, now)
        self._tasks.store.put(task)
        for step in steps:
            at, progress = task.reached[step], step / max(len(task.statuses) - 1, 1)
            view = current if step == last else view_of(task, step, progress, at)
            for event in rules.events(view.status, step == 0):
                body = self._tasks.webhook_body(task, view, event, rules.envelope(event, at, now))
                terminal = view.status.terminal
                delivery = WebhookDelivery(task.api, task.id, event, endpoint, body, now, terminal)
                self._waiting += self._scenarios.deliveries(task, delivery)


async def _post_to_app(app: AsgiApp, delivery: WebhookDelivery) -> int | None:
    """Post a delivery to an ASGI application and return the status of its response, None for no response."""
    url = split_url(delivery.url)
    headers = {"host": url.netloc, "content-length": str(len(delivery.body)), **delivery.headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": url.scheme,
        "path": unquote(url.path) or "/",
        "query_string": url.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }
    statuses: list[int] = []
    messages: list[Message] = [{"type": "http.request", "body": delivery.body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, receive, send)
    return statuses[0] if statuses else None
