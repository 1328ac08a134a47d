"""Webhooks that a command takes while it waits."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import click
import httpx
import pytest

from gettask import PiAPI, PollSchedule
from gettask.cli.receiver import receiving
from tests.runtime.harness import ID, KEY, body

SECRET = "made-up"
LONG = PollSchedule(initial=3600.0, multiplier=1.0, maximum=3600.0)


@pytest.fixture(autouse=True)
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "gettask/config.toml"
    file.parent.mkdir()
    file.write_text(f'[jobs]\nwebhook_secret = "{SECRET}"\n')
    file.chmod(0o600)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def deliver(port: int, secret: str) -> int:
    """Post the end of a task, and return the status of the answer."""
    content = body("piapi", "completed")
    with httpx.Client(trust_env=False) as http:
        return http.post(
            f"http://127.0.0.1:{port}/hooks/j", json=content, headers={"x-webhook-secret": secret}
        ).status_code


def test_a_delivery_ends_a_wait() -> None:
    """The task is polled at once; a delivery with another secret is refused."""
    ended, polled = threading.Event(), threading.Event()

    def answer(_: httpx.Request) -> httpx.Response:
        polled.set()
        return httpx.Response(200, json=body("piapi", "completed" if ended.is_set() else "pending"))

    port, found = free_port(), list[str]()
    http = httpx.Client(transport=httpx.MockTransport(answer))
    with PiAPI(KEY, http_client=http) as piapi, receiving(port, [piapi], None):
        waiting = threading.Thread(
            target=lambda: found.append(piapi.wait(ID, deadline=None, schedule=LONG).id), daemon=True
        )
        waiting.start()
        assert polled.wait(5)
        ended.set()
        assert deliver(port, "another") == 401
        assert deliver(port, SECRET) == 204
        waiting.join(5)
    assert found == [ID]
    with socket.create_server(("127.0.0.1", port)):
        pass  # it is free again


def test_what_cannot_be_received_is_said_first(tmp_path: Path) -> None:
    """No secret, a port that is taken, tasks of several APIs."""
    with PiAPI(KEY) as piapi:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(click.UsageError, match=f"{port}: Address already in use"):
                receiving(port, [piapi], None).__enter__()
        with pytest.raises(click.UsageError, match="one API"):
            receiving(0, [piapi, piapi], None).__enter__()
        (tmp_path / "gettask/config.toml").write_text("")
        with pytest.raises(click.UsageError, match="webhook_secret"):
            receiving(0, [piapi], None).__enter__()
