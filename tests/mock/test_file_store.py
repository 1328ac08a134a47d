"""A mock with a store in a file goes on where it was killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from gettask.mock import FileStore, ManualClock, Mock, Request, TaskPlan, after_polls, create_app
from gettask.mock.spec.api import installed
from tests.mock.conftest import KEYS, POSTER
from tests.mock.fixtures import PRESS

HOOK = {"tell": {"where": "http://127.0.0.1/hook/1", "word": "hush"}}


def started(path: Path, clock: ManualClock) -> tuple[Mock, FileStore]:
    store = FileStore(path)
    app = create_app(specs={"press": PRESS}, clock=clock, store=store, plan=TaskPlan(after_polls(2)))
    return app.mock, store


def poll(mock: Mock, ref: str) -> str:
    job = mock.handle(Request("GET", f"/press/v1/jobs/{ref}", headers=KEYS)).json()["job"]
    return str(job["state"])


def order(mock: Mock) -> str:
    headers, body = KEYS | {"content-type": "application/json"}, json.dumps(POSTER | HOOK).encode()
    reply = mock.handle(Request("POST", "/press/v1/jobs", headers=headers, body=body))
    return str(reply.json()["job"]["ref"])


def test_a_task_goes_on_where_it_was(tmp_path: Path) -> None:
    """Polls, plan, webhooks and owner are those from before; a task of another key stays unseen."""
    clock = ManualClock()
    mock, store = started(tmp_path / "mock.db", clock)
    ref = order(mock)
    seen = [poll(mock, ref)]
    mock.webhooks.deliver(lambda _: 200)
    store.close()
    mock, store = started(tmp_path / "mock.db", clock)
    seen += [poll(mock, ref), poll(mock, ref)]
    assert seen == ["waiting", "working", "printed"]
    assert [attempt.event for attempt in mock.webhooks.deliver(lambda _: 200)] == ["jobChanged"]
    other = KEYS | {"x-press-key": "berta"}
    assert mock.handle(Request("GET", f"/press/v1/jobs/{ref}", headers=other)).status == 404
    store.close()


def test_what_was_forgotten_stays_forgotten(tmp_path: Path) -> None:
    """A task that gave way to a newer one, and all tasks after a reset, are not in the file either."""
    path, clock = tmp_path / "mock.db", ManualClock()
    store = FileStore(path, max_tasks=1)
    mock = create_app(specs={"press": PRESS}, clock=clock, store=store).mock
    refs = [order(mock), order(mock)]
    store.close()
    store = FileStore(path)
    assert [task.id for task in store] == refs[1:]
    store.clear()
    store.close()
    assert list(FileStore(path)) == []


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """It has keys: nobody else may read it."""
    path = tmp_path / "mock.db"
    FileStore(path).close()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be one" * 30, b""])
def test_a_file_that_is_no_store_is_named(tmp_path: Path, content: bytes) -> None:
    """Another file is left alone; an empty one becomes a store."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    if not content:
        FileStore(path).close()
        return
    with pytest.raises(ValueError, match=r"notes\.txt: it is not a store"):
        FileStore(path)
    assert path.read_bytes() == content


def test_two_mocks_do_not_share_a_file(tmp_path: Path) -> None:
    """The second says who has it."""
    store = FileStore(tmp_path / "mock.db")
    store.clear()
    with pytest.raises(ValueError, match="another mock uses it"):
        FileStore(tmp_path / "mock.db")
    store.close()


def test_a_mock_that_is_killed_loses_no_task(tmp_path: Path) -> None:
    """After kill -9 and another start, every task that was answered is found."""
    command = [sys.executable, "-m", "gettask.mock", "--port", "0", "--store", str(tmp_path / "mock.db")]
    (example,) = [e for e in [installed()["piapi"].example("segment")] if e is not None]
    ids: list[str] = []
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with process, httpx.Client(base_url=url, headers={"x-api-key": "k"}, trust_env=False) as client:
            found = [client.get(f"/api/v1/task/{id}").status_code for id in ids]
            assert found == [200] * len(ids)
            replies = [client.post("/api/v1/task", json=example.value).json() for _ in range(5)]
            ids += [reply["data"]["task_id"] for reply in replies]
            process.send_signal(signal.SIGKILL)
    assert len(ids) == 10
