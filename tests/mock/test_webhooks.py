"""What the mock posts when a task has changed."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest

from gettask.mock import (
    ManualClock,
    MemoryStore,
    Mock,
    MockTask,
    TaskPlan,
    WebhookDelivery,
    WebhookEndpoint,
    after_polls,
    after_seconds,
)
from gettask.mock.scenarios.alterations import DELAY
from gettask.mock.webhooks import MAX_ATTEMPTS, RETRY_INTERVAL
from gettask.pytest_plugin import GettaskMock
from tests.mock.conftest import POSTER, Call

DOCS = Path(__file__).parents[2] / "docs/webhooks.md"
URL = "http://user:word@127.0.0.1:9/hook?token=hidden"
POSTER_WITH_WEBHOOK = POSTER | {"tell": {"where": URL, "word": "press word"}}


class Receiver:
    """Keeps what it is sent, and answers with the statuses that it was given, then with 200."""

    def __init__(self, *statuses: int | None) -> None:
        self.seen: list[WebhookDelivery] = []
        self._statuses = list(statuses)

    def __call__(self, delivery: WebhookDelivery) -> int | None:
        self.seen.append(delivery)
        return self._statuses.pop(0) if self._statuses else 200

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(delivery.body) for delivery in self.seen]

    @property
    def states(self) -> list[str]:
        """What the press says of its jobs."""
        return [body["job"]["state"] for body in self.bodies]


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def weave_told(mock: Mock, call: Call) -> Callable[[], str]:
    """Register a webhook at the loom, and order cloth."""

    def weave(**headers: str) -> str:
        mock.tasks.webhook_endpoint = WebhookEndpoint(URL, "loom secret")
        return str(call("POST", "/loom/cloth", {"type": "twill"}, **headers).json()["id"])

    return weave


def test_a_request_registers_its_webhook(
    mock: Mock, order: Callable[..., str], receiver: Receiver, clock: ManualClock
) -> None:
    """Each change that the document names is posted where the request says, at its time."""
    mock.tasks.plan = TaskPlan(after_seconds(60))
    ref = order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(receiver)
    assert receiver.states == ["waiting"]
    clock.advance(59)
    assert mock.webhooks.deliver(receiver) == []
    clock.advance(1)
    mock.webhooks.deliver(receiver)
    assert receiver.states == ["waiting", "printed"]
    assert [delivery.url for delivery in receiver.seen] == [URL, URL]
    assert [body["job"]["ref"] for body in receiver.bodies] == [ref, ref]
    assert [body["sent"] for body in receiver.bodies] == [clock.now - 60, clock.now]
    clock.advance(1000)
    assert mock.webhooks.deliver(receiver) == []


def test_a_task_without_a_webhook_tells_nothing(
    mock: Mock, order: Callable[..., str], receiver: Receiver
) -> None:
    """Nor does one whose endpoint is empty."""
    order()
    order(POSTER | {"tell": {"where": "", "word": "press word"}})
    assert mock.webhooks.deliver(receiver) == []


def test_nobody_has_to_look(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """A task that is done at once has webhooks from its beginning to its end, with its results."""
    order(POSTER_WITH_WEBHOOK)
    assert [attempt.ok for attempt in mock.webhooks.deliver(receiver)] == [True, True]
    assert receiver.states == ["waiting", "printed"]
    assert receiver.bodies[0]["job"]["result"] is None
    assert receiver.bodies[1]["job"]["result"]["sheet"].startswith("http://mock.example:1/_assets/")


def test_looks_are_told_of(
    mock: Mock, order: Callable[..., str], poll: Callable[[str], Any], receiver: Receiver
) -> None:
    """A task whose plan counts polls is announced when a poll has moved it."""
    mock.tasks.plan = TaskPlan(after_polls(1), "failed")
    ref = order(POSTER_WITH_WEBHOOK)
    for _ in range(2):
        mock.webhooks.deliver(receiver)
        poll(ref)
    assert receiver.states == ["waiting"]
    mock.webhooks.deliver(receiver)
    assert receiver.states == ["waiting", "torn"]
    assert poll(ref) == receiver.bodies[1]["job"]


def test_a_look_shows_the_end_that_was_told_of(
    mock: Mock,
    order: Callable[..., str],
    poll: Callable[[str], Any],
    receiver: Receiver,
    clock: ManualClock,
) -> None:
    """A reply that was kept from before the end is kept no longer."""
    mock.tasks.plan = TaskPlan(after_seconds(60))
    ref = order(POSTER_WITH_WEBHOOK)
    assert poll(ref)["state"] == "waiting"
    clock.advance(60)
    mock.webhooks.deliver(receiver)
    assert poll(ref) == receiver.bodies[1]["job"]


def test_a_task_that_cannot_have_changed_costs_nothing(
    mock: Mock,
    order: Callable[..., str],
    receiver: Receiver,
    clock: ManualClock,
) -> None:
    """Between its changes a waiting task is not updated."""
    updated: list[str] = []

    class RecordingStore(MemoryStore):
        def put(self, task: MockTask) -> None:
            updated.append(task.id)
            super().put(task)

    mock.tasks.store = RecordingStore()
    for complete_after in (after_polls(9), after_seconds(60)):
        mock.tasks.plan = TaskPlan(complete_after)
        order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(receiver)
    updated.clear()
    for _ in range(29):
        clock.advance(1)
        mock.webhooks.deliver(receiver)
    assert updated == []
    clock.advance(31)
    mock.webhooks.deliver(receiver)
    assert receiver.states == ["waiting", "waiting", "printed"]


@pytest.mark.parametrize("seconds", [7.0, 0.1, 1000 / 3])
def test_no_change_is_missed(
    mock: Mock, order: Callable[..., str], receiver: Receiver, clock: ManualClock, seconds: float
) -> None:
    """However its time is divided, the end of a task is announced when it comes, and not much later."""
    mock.tasks.plan = TaskPlan(after_seconds(seconds))
    order(POSTER_WITH_WEBHOOK)
    for _ in range(30):
        mock.webhooks.deliver(receiver)
        clock.advance(seconds / 27)
    assert receiver.states == ["waiting", "printed"]


def test_a_cancelled_task_is_told_of(mock: Mock, call: Call, receiver: Receiver) -> None:
    """As the end that it has."""
    mock.tasks.plan, mock.tasks.webhook_endpoint = TaskPlan(after_polls(9)), WebhookEndpoint(URL)
    call("POST", "/loom/cloth", {"type": "twill"})
    assert mock.webhooks.deliver(receiver) == []
    call("DELETE", "/loom/cloths", query=f"until={mock.clock() + 1:.0f}&type=any")
    mock.webhooks.deliver(receiver)
    assert [delivery.event for delivery in receiver.seen] == ["cloth.snapped"]


def test_a_secret_is_sent_as_it_is(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """Where that is the scheme the header is the secret, and without one there is no header."""
    order(POSTER_WITH_WEBHOOK)
    order(POSTER | {"tell": {"where": URL}})
    mock.webhooks.deliver(receiver)
    assert [delivery.headers.get("X-Press-Word") for delivery in receiver.seen] == ["press word"] * 2 + [
        None
    ] * 2


def test_a_signature_is_that_of_the_moment_and_the_body(
    mock: Mock, weave_told: Callable[..., str], clock: ManualClock
) -> None:
    """An attempt is signed anew when it is made, over the bytes that were sent before."""
    receiver, mock.webhooks.signing_clock = Receiver(500), clock
    weave_told()
    mock.webhooks.deliver(receiver)
    clock.advance(RETRY_INTERVAL)
    mock.webhooks.deliver(receiver)
    first, second = receiver.seen
    assert (first.body, first.id) == (second.body, second.id)
    for delivery, at in ((first, clock.now - RETRY_INTERVAL), (second, clock.now)):
        signed = str(int(at)).encode() + b"." + delivery.body
        expected = hmac.new(b"loom secret", signed, hashlib.sha256).hexdigest()
        assert delivery.headers["Loom-Seal"] == f"t={int(at)},v1={expected}"


def test_a_registered_webhook_holds_for_all_tasks(
    mock: Mock, weave_told: Callable[..., str], receiver: Receiver, clock: ManualClock
) -> None:
    """WebhookEndpoint, delivery and event are named in headers, event and time in the body."""
    weave_told()
    weave_told()
    mock.webhooks.deliver(receiver)
    one, other = receiver.seen
    assert one.headers["Loom-Event"] == receiver.bodies[0]["what"] == "cloth.woven"
    assert one.headers["Loom-WebhookDelivery"] != other.headers["Loom-WebhookDelivery"]
    assert receiver.bodies[0]["no"] != receiver.bodies[1]["no"]
    assert receiver.bodies[0]["when"] == f"{datetime.fromtimestamp(clock.now, UTC):%Y-%m-%dT%H:%M:%S}.000000Z"


def test_a_webhook_of_the_console_is_not_for_an_api_whose_requests_say_where(
    mock: Mock, order: Callable[..., str], receiver: Receiver
) -> None:
    """A job of the press has no webhook unless its request asks for one."""
    mock.tasks.webhook_endpoint = WebhookEndpoint(URL)
    order()
    assert mock.webhooks.deliver(receiver) == []


def test_a_receiver_that_raises_has_answered_500(
    mock: Mock, order: Callable[..., str], clock: ManualClock
) -> None:
    """Its delivery is tried again, and what was due beside it is not lost."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    refs = [order(POSTER_WITH_WEBHOOK) for _ in range(2)]

    def broken(_: WebhookDelivery) -> int:
        raise LookupError("no such column")

    with pytest.raises(LookupError, match="column"):
        mock.webhooks.deliver(broken)
    assert [(attempt.task, attempt.status) for attempt in mock.webhooks.attempts] == [(refs[0], 500)]
    assert [attempt.task for attempt in mock.webhooks.deliver(lambda _: 204)] == refs[1:]
    clock.advance(7)
    assert [attempt.task for attempt in mock.webhooks.deliver(lambda _: 204)] == refs[:1]


@pytest.mark.parametrize(("press", "most", "every"), [(True, 2, 7), (False, MAX_ATTEMPTS, RETRY_INTERVAL)])
def test_what_is_not_received_is_tried_again(
    mock: Mock,
    order: Callable[..., str],
    weave_told: Callable[..., str],
    clock: ManualClock,
    press: bool,
    most: int,
    every: float,
) -> None:
    """As often and as far apart as the spec says, or as we assume where it does not, and then no more."""
    receiver = Receiver(*[503, None] * 9)
    mock.tasks.plan = TaskPlan(after_polls(99))
    if press:
        order(POSTER_WITH_WEBHOOK)
    else:
        mock.tasks.plan = TaskPlan()
        weave_told()
    made = []
    for _ in range(5):
        made += mock.webhooks.deliver(receiver)
        clock.advance(every - 1)
        assert mock.webhooks.deliver(receiver) == []
        clock.advance(1)
    assert [attempt.attempt for attempt in made] == list(range(1, most + 1))
    assert [attempt.status for attempt in made] == [503, None, 503][:most]
    assert not any(attempt.ok for attempt in made)


def test_what_is_received_in_the_end_is_not_sent_again(
    mock: Mock, order: Callable[..., str], clock: ManualClock
) -> None:
    """A receiver that refuses, then accepts, gets the same bytes twice."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    receiver = Receiver(500, 204)
    order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(receiver)
    clock.advance(7)
    mock.webhooks.deliver(receiver)
    clock.advance(99)
    assert mock.webhooks.deliver(receiver) == []
    assert [(attempt.attempt, attempt.status, attempt.ok) for attempt in mock.webhooks.attempts] == [
        (1, 500, False),
        (2, 204, True),
    ]
    assert receiver.seen[0].body == receiver.seen[1].body


def test_attempts_tell_no_secrets(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """Neither they nor deliveries show what stands in URLs, headers and bodies."""
    order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(receiver)
    shown = repr(mock.webhooks.attempts) + repr(receiver.seen)
    assert "http://127.0.0.1:9/hook" in shown
    assert not [secret for secret in ("word", "hidden", "hello") if secret in shown]


def test_an_asgi_application_receives(mock: Mock, call: Call, weave_told: Callable[..., str]) -> None:
    """It gets a POST with path, query, headers and body, and its status counts."""
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        seen.append((scope["method"], scope["path"], scope["query_string"], dict(scope["headers"]), message))
        await send({"type": "http.response.start", "status": 202, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    weave_told()
    mock.tasks.webhook_endpoint = WebhookEndpoint("http://127.0.0.1/my%20hook?a%20b")
    call("POST", "/loom/cloth", {"type": "twill"})
    attempts = anyio.run(mock.webhooks.deliver_to, app)
    assert [attempt.status for attempt in attempts] == [202, 202]
    assert [place[1:3] for place in seen] == [("/hook", b"token=hidden"), ("/my hook", b"a%20b")]
    method, _, _, headers, message = seen[0]
    assert method == "POST"
    assert headers[b"content-length"] == str(len(message["body"])).encode()
    assert headers[b"loom-event"] == b"cloth.woven"


def test_an_asgi_application_that_does_not_answer_is_a_receiver_that_failed(
    mock: Mock, weave_told: Callable[..., str]
) -> None:
    """As one whose connection broke."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        pass

    weave_told()
    (attempt,) = anyio.run(mock.webhooks.deliver_to, app)
    assert (attempt.status, attempt.problem) == (None, "there was no response")


def test_reset_forgets_deliveries(mock: Mock, order: Callable[..., str], clock: ManualClock) -> None:
    """After it, neither a due webhook nor a retry is delivered."""
    order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(Receiver(500, 500))
    order(POSTER_WITH_WEBHOOK)
    mock.tasks.webhook_endpoint = WebhookEndpoint(URL)
    mock.reset()
    clock.advance(99)
    assert mock.webhooks.deliver(Receiver()) == mock.webhooks.attempts == []
    assert mock.tasks.webhook_endpoint is None


def test_what_was_under_way_at_a_reset_is_not_tried_again(
    mock: Mock, order: Callable[..., str], clock: ManualClock
) -> None:
    """A receiver that fails after it is one of the time before."""

    def receive(_: WebhookDelivery) -> int:
        mock.reset()
        return 500

    mock.tasks.plan = TaskPlan(after_polls(9))
    order(POSTER_WITH_WEBHOOK)
    assert len(mock.webhooks.deliver(receive)) == 1
    clock.advance(99)
    assert mock.webhooks.deliver(receive) == []


def test_a_reset_ends_what_was_taken_with_it(mock: Mock, order: Callable[..., str]) -> None:
    """They are handed over one after the other: after a reset the rest is of forgotten tasks."""

    def receive(_: WebhookDelivery) -> int:
        mock.reset()
        return 204

    for _ in range(3):
        order(POSTER_WITH_WEBHOOK)
    assert len(mock.webhooks.deliver(receive)) == 1


def test_a_task_that_was_forgotten_is_told_of_no_more(
    mock: Mock, order: Callable[..., str], receiver: Receiver
) -> None:
    """The store may drop a task before its end."""
    order(POSTER_WITH_WEBHOOK)
    mock.tasks.store.clear()
    assert mock.webhooks.deliver(receiver) == []


def test_the_example_in_the_docs_runs(gettask_mock: GettaskMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of docs/webhooks.md passes with the application that stands above it."""
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[:2]:
        exec(compile(code, str(DOCS), "exec"), names)
    anyio.run(names["test_a_model_is_kept"], gettask_mock, monkeypatch)


SCENARIOS: dict[str, tuple[list[str], int]] = {
    "webhook-duplicate": (["waiting", "waiting", "printed", "printed"], 0),
    "webhook-late": ([], 2),
    "webhook-out-of-order": (["printed"], 1),
    "webhook-lost": ([], 0),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_webhooks_come_as_the_name_promises(
    mock: Mock, order: Callable[..., str], receiver: Receiver, clock: ManualClock, name: str
) -> None:
    """What comes at once, and how many more when it is late."""
    now, later = SCENARIOS[name]
    order(POSTER_WITH_WEBHOOK, x_mock_scenario=name)
    mock.webhooks.deliver(receiver)
    assert receiver.states == now
    clock.advance(DELAY)
    assert len(mock.webhooks.deliver(receiver)) == later
    assert mock.scenarios.met[name] >= 1


def test_what_is_due_is_posted_in_the_order_of_its_times(
    mock: Mock, order: Callable[..., str], clock: ManualClock
) -> None:
    """What comes late is overtaken by what was to be repeated before."""
    mock.tasks.plan, receiver = TaskPlan(after_polls(9)), Receiver(500)
    late = order(POSTER_WITH_WEBHOOK, x_mock_scenario="webhook-late")
    mock.webhooks.deliver(receiver)
    clock.advance(DELAY - 10)
    ref = order(POSTER_WITH_WEBHOOK)
    mock.webhooks.deliver(receiver)
    clock.advance(10)
    mock.webhooks.deliver(receiver)
    assert [delivery.task for delivery in receiver.seen] == [ref, ref, late]


def test_a_lost_answer_is_a_repetition(
    mock: Mock, order: Callable[..., str], receiver: Receiver, clock: ManualClock
) -> None:
    """The receiver that accepted gets the same once more."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    order(POSTER_WITH_WEBHOOK, x_mock_scenario="webhook-retried")
    for _ in range(3):
        mock.webhooks.deliver(receiver)
        clock.advance(7)
    first, second = receiver.seen
    assert first.body == second.body
    assert [attempt.ok for attempt in mock.webhooks.attempts] == [False, True]
