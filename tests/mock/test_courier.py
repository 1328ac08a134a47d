"""Webhooks over HTTP."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread
from threading import enumerate as threads

import pytest

from gettask.mock import Attempt, HeldClock, Mock
from gettask.mock.courier import Courier
from tests.mock.conftest import POSTER


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
def post(mock: Mock, order: Callable[..., str]) -> Callable[..., Attempt]:
    """Create a task that tells a URL of itself, and make the first attempt."""

    def post(url: str) -> Attempt:
        order(POSTER | {"tell": {"where": url, "word": "press word"}})
        Courier(mock).post(mock.deliveries()[0])
        return mock.attempts[-1]

    return post


def test_a_receiver_on_this_machine_is_posted_to(receiver: Receiver, post: Callable[..., Attempt]) -> None:
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
    mock: Mock, clock: HeldClock, post: Callable[..., Attempt], url: str, problem: str
) -> None:
    """Unless it is allowed: the attempt says why it failed, and there is no other."""
    attempt = post(url)
    assert attempt.status is None
    assert problem in (attempt.problem or "")
    clock.advance(60)
    assert mock.deliveries() == []


def test_a_host_that_is_no_name_is_an_attempt_that_failed(mock: Mock, order: Callable[..., str]) -> None:
    """Who may post anywhere is told of it as well."""
    order(POSTER | {"tell": {"where": "http://no name.example/"}})
    Courier(mock, lambda _: True).post(mock.deliveries()[0])
    assert "URL" in (mock.attempts[-1].problem or "")


def test_who_may_be_posted_to_can_be_said(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """No host at all, for one."""
    order(POSTER | {"tell": {"where": receiver.url}})
    Courier(mock, lambda _: False).post(mock.deliveries()[0])
    assert (mock.attempts[-1].ok, receiver.seen.empty()) == (False, True)


def test_a_redirect_is_not_followed(receiver: Receiver, post: Callable[..., Attempt]) -> None:
    """It is an answer that is no 2xx, wherever it points."""
    receiver.status = 307
    attempt = post(receiver.url)
    assert (attempt.status, attempt.problem) == (307, "a 2xx was wanted")


def test_a_receiver_that_is_not_there_is_tried_again(
    mock: Mock, clock: HeldClock, post: Callable[..., Attempt]
) -> None:
    """A refused connection is no answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    attempt = post(f"http://127.0.0.1:{port}/")
    assert (attempt.status, attempt.problem) == (None, "there was no answer")
    clock.advance(7)
    assert [delivery.attempt for delivery in mock.deliveries()] == [2]


def test_a_secret_that_fits_no_header_is_no_answer(
    mock: Mock, order: Callable[..., str], receiver: Receiver
) -> None:
    """What would be two headers is not sent."""
    order(POSTER | {"tell": {"where": receiver.url, "word": "a\r\nx-evil: 1"}})
    Courier(mock).post(mock.deliveries()[0])
    assert (mock.attempts[-1].status, receiver.seen.empty()) == (None, True)


def test_a_courier_posts_by_itself(mock: Mock, order: Callable[..., str], receiver: Receiver) -> None:
    """From threads of its own, until it is stopped."""
    courier = Courier(mock)
    courier.start()
    order(POSTER | {"tell": {"where": receiver.url, "word": "press word"}})
    bodies = [json.loads(receiver.seen.get(timeout=10)[2]) for _ in range(2)]
    courier.stop()
    (thread,) = (each for each in threads() if each.name == "gettask-webhooks")
    thread.join(10)
    assert not thread.is_alive()
    assert {body["job"]["state"] for body in bodies} == {"waiting", "printed"}
