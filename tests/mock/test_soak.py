"""`make soak`, in short, and that it would notice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from threading import Thread

import pytest
import uvicorn

from benchmarks.soak import KEYS, USERS, growth, traffic
from gettask.mock import App, MemoryStore, TaskPlan, after_polls, create_app
from gettask.mock.server.protocol import Protocol
from gettask.mock.server.streams import Message, Receive, Send
from tests.contract.runs import Proxy

ROOT = Path(__file__).parents[2]
KEEP = 4 * USERS


class OneForAll(Proxy):
    """Checks keys, and then shows the tasks of each to the others."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = [(name, value.replace(b"mira", b"anna")) for name, value in scope["headers"]]
        await self.app({**scope, "headers": headers}, receive, send)


def app(keep: int = KEEP) -> App:
    return create_app(
        keys=frozenset(KEYS), plan=TaskPlan(after_polls(3)), store=MemoryStore(keep), admin=True
    )


@contextmanager
def served(app: App | Proxy, protocol: type[Protocol] = Protocol) -> Iterator[str]:
    """Serve the application on loopback; gives its URL."""
    config = uvicorn.Config(app, http=protocol, log_level="critical", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    with create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def problems(app: App | Proxy) -> list[str]:
    with served(app) as url:
        return asyncio.run(traffic(url, 1000, KEEP, 1)).problems


def test_a_few_thousand_requests_are_answered_as_they_were_meant_to_be() -> None:
    """Traffic and hostile input pass, memory stays within its bounds, and the run exits with 0."""
    command = [sys.executable, "-m", "benchmarks.soak", "--requests", "3000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\nNO" not in done.stdout
    assert done.stdout.count("\nok") == 6


@pytest.mark.filterwarnings("ignore::gettask.ApiShutDownWarning")
def test_a_task_that_another_key_sees_is_noticed() -> None:
    """When two keys are taken for one, polls with the other key succeed that should not."""
    assert any(problem.startswith("poll, another's key") for problem in problems(OneForAll(app())))


def test_a_lost_task_is_noticed() -> None:
    """A mock that forgets too early answers polls with 404."""
    assert any(problem.startswith("poll: GET") for problem in problems(app(keep=10)))


def test_growing_memory_is_noticed() -> None:
    """What counts is the end beside the middle: how it begins does not."""
    assert growth([0.0] * 20 + [50.0] * 30) == 1
    assert growth([float(megabytes) for megabytes in range(50, 100)]) > 1.1
