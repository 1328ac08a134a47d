"""Webhooks over HTTP."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Event, Thread
from threading import enumerate as threads

import httpx
import pytest

from gettask.mock import DeliveryAttempt, ManualClock, Mock, TaskPlan, WebhookDelivery, after_polls
from gettask.mock.server.webhook_sender import MAX_CONCURRENCY, TIMEOUT, WebhookSender
from tests.mock.conftest import POSTER
from tests.mock.test_server import server, url


class Receiver(ThreadingHTTPServer):
    """Answers with one status, and keeps path, secret and body of what it is sent."""

    status = 204

    def __init__(self) -> None:
        self.seen: SimpleQueue[tuple[str, str | None, bytes]] = SimpleQueue()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.put((self.path, self.headers["x-press-word"], body))
        self.send_response(self.server.status)
        self.send_header("location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def post(mock: Mock, order: Callable[..., str]) -> Callable[..., DeliveryAttempt]:
    """Create a task with a webhook, and make the first attempt."""

    def post(url: str) -> DeliveryAttempt:
        order(POSTER | {"tell": {"where": url, "word": "press word"}})
        WebhookSender(mock.webhooks).post(mock.webhooks.due()[0])
        return mock.webhooks.attempts[-1]

    return post


def test_a_receiver_on_this_machine_is_posted_to(
    receiver: Receiver, post: Callable[..., DeliveryAttempt]
) -> None:
    """Path, query, headers and body arrive, and the status of the answer is remembered."""
    attempt = post(f"{receiver.url}/hook?token=1")
    path, word, body = receiver.seen.get(timeout=10)
    assert (path, word, attempt.status, attempt.ok) == ("/hook?token=1", "press word", 204, True)
    assert json.loads(body)["job"]["state"] == "waiting"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://192.0.2.1/hook", "--webhooks-anywhere lifts"),
        ("https://hook.example/", "posts, and to loopback"),
        ("http://127.0.0.1.hook.example/", "posts, and to loopback"),
        ("http://127.0.0.1@hook.example/", "posts, and to loopback"),
        ("ftp://127.0.0.1/", "goes to an http:// or https:// URL"),
        ("nowhere", "goes to an http:// or https:// URL"),
        ("http://[", "URL"),
        ("http://127.0.0.1:port/", "ort could not be cast"),
    ],
)
def test_no_other_machine_is_posted_to(
    mock: Mock, clock: ManualClock, post: Callable[..., DeliveryAttempt], url: str, problem: str
) -> None:
    """Unless it is allowed: the attempt says why it failed, and there is no other."""
    attempt = post(url)
    assert attempt.status is None
    assert problem in (attempt.problem or "")
    clock.advance(60)
    assert mock.webhooks.due() == []


def test_a_host_that_is_no_name_is_an_attempt_that_failed(mock: Mock, order: Callable[..., str]) -> None:
    """The outcome of a post to another host is recorded, too."""
    order(POSTER | {"tell": {"where": "http://no name.example/"}})
    WebhookSender(mock.webhooks, lambda _: True).post(mock.webhooks.due()[0])
    assert "URL" in (mock.webhooks.attempts[-1].problem or "")


def test_who_may_be_posted_to_can_be_said(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """No host at all, for one."""
    order(POSTER | {"tell": {"where": receiver.url}})
    WebhookSender(mock.webhooks, lambda _: False).post(mock.webhooks.due()[0])
    assert (mock.webhooks.attempts[-1].ok, receiver.seen.empty()) == (False, True)


def test_a_redirect_is_not_followed(receiver: Receiver, post: Callable[..., DeliveryAttempt]) -> None:
    """It is an answer that is no 2xx, wherever it points."""
    receiver.status = 307
    attempt = post(receiver.url)
    assert (attempt.status, attempt.problem) == (307, "the status is not 2xx")


def test_a_receiver_that_is_not_there_is_tried_again(
    mock: Mock, clock: ManualClock, post: Callable[..., DeliveryAttempt]
) -> None:
    """A refused connection is not an answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    attempt = post(f"http://127.0.0.1:{port}/")
    assert (attempt.status, attempt.problem) == (None, "there was no response")
    clock.advance(7)
    assert [delivery.attempt for delivery in mock.webhooks.due()] == [2]


def test_a_secret_that_fits_no_header_is_no_answer(
    mock: Mock, order: Callable[..., str], receiver: Receiver
) -> None:
    """What would be two headers is not sent."""
    order(POSTER | {"tell": {"where": receiver.url, "word": "a\r\nx-evil: 1"}})
    WebhookSender(mock.webhooks).post(mock.webhooks.due()[0])
    assert (mock.webhooks.attempts[-1].status, receiver.seen.empty()) == (None, True)


def test_a_sender_posts_by_itself(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """From threads of its own, until it is stopped."""
    sender = WebhookSender(mock.webhooks)
    sender.start()
    order(POSTER | {"tell": {"where": receiver.url, "word": "press word"}})
    bodies = [json.loads(receiver.seen.get(timeout=10)[2]) for _ in range(2)]
    sender.stop()
    (thread,) = (each for each in threads() if each.name == "gettask-webhooks")
    thread.join(10)
    assert not thread.is_alive()
    assert {body["job"]["state"] for body in bodies} == {"waiting", "printed"}


def test_no_more_is_posted_at_once_than_there_are_hands(
    mock: Mock, order: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While all of them wait for receivers, what else is due stays where it is: in the store."""
    busy: SimpleQueue[str] = SimpleQueue()
    answered = Event()

    def post(_: WebhookSender, delivery: WebhookDelivery) -> None:
        busy.put(delivery.task)
        answered.wait(10)

    monkeypatch.setattr(WebhookSender, "post", post)
    mock.tasks.plan = TaskPlan(after_polls(9))
    refs = {order(POSTER | {"tell": {"where": "http://127.0.0.1:9"}}) for _ in range(2 * MAX_CONCURRENCY)}
    sender = WebhookSender(mock.webhooks)
    sender.start()
    posted = {busy.get(timeout=10) for _ in range(MAX_CONCURRENCY)}
    assert busy.empty()
    late = order(POSTER | {"tell": {"where": "http://127.0.0.1:9"}})
    assert [delivery.task for delivery in mock.webhooks.due()] == [late]
    answered.set()
    posted |= {busy.get(timeout=10) for _ in range(MAX_CONCURRENCY)}
    sender.stop()
    assert posted == refs


def test_a_receiver_that_hangs_does_not_keep_the_mock_alive() -> None:
    """A mock that is stopped does not wait for the answers to what it posts."""
    with socket.create_server(("127.0.0.1", 0)) as receiver:
        hook = f"http://127.0.0.1:{receiver.getsockname()[1]}/"
        with server("--api", "tripo", "--webhook", hook) as process:
            order = {"model": "v3.1-20260211", "prompt": "a cat"}
            with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
                client.post(f"{url(process)}/v3/generation/text-to-model", json=order).raise_for_status()
            receiver.settimeout(10)
            with receiver.accept()[0]:
                process.terminate()
                assert process.wait(TIMEOUT / 2) == 0
