"""The app that takes webhooks: what it records, and what it refuses."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import GettaskError, JobState, JobStore, Task
from gettask._contract.contract import load
from gettask._http.request import Request
from gettask.jobs.recorder import JobRecorder
from gettask.jobs.webhook_app import MAX_BYTES, WebhookApp
from tests.jobs.conftest import SONG
from tests.runtime.harness import ID, FakeClock, body

SECRET = "dummy-webhook-secret"


def post(app: WebhookApp, path: str, content: Any, secret: str = SECRET, method: str = "POST") -> int:
    """Return the status that the app answers a delivery with."""

    async def send() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hooks") as client:
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            headers = {"x-webhook-secret": secret}
            return (await client.request(method, path, content=data, headers=headers)).status_code

    return asyncio.run(send())


@pytest.fixture
def cut_off(store: JobStore) -> JobStore:
    """A store whose job `j` was cut off."""
    store.begin(api="piapi", account="a1", request=json.dumps(SONG).encode(), deadline=0.0, job_id="j")
    store.not_created("j", TimeoutError("late"), outcome_unknown=True)
    return store


def test_the_first_delivery_names_the_task_of_a_job(cut_off: JobStore) -> None:
    """So a create that was cut off is known; the last one records the end."""
    app = WebhookApp("piapi", secret=SECRET, store=cut_off)
    assert post(app, "/hooks/j", body("piapi", "pending")) == 204
    assert (cut_off.get("j").state, cut_off.get("j").task_id) == (JobState.OPEN, ID)
    assert post(app, "/hooks/j/", body("piapi", "completed")) == 204
    assert cut_off.get("j").state is JobState.SUCCEEDED


def test_the_end_of_a_task_is_told(cut_off: JobStore) -> None:
    """Once it has ended, with the job's id; what cannot be told is to be delivered again."""
    ended: list[tuple[str, str]] = []

    async def on_end(name: str, task: Task) -> None:
        ended.append((name, task.id))
        if len(ended) == 2:
            raise GettaskError("the engine does not answer")

    app = WebhookApp("piapi", secret=["old", SECRET], store=cut_off, on_end=on_end)
    statuses = [post(app, "/j", body("piapi", status)) for status in ("pending", "completed", "completed")]
    assert (statuses, ended) == ([204, 204, 500], [("j", ID)] * 2)


@pytest.mark.parametrize(
    ("path", "task"), [("/another", ID), ("/j", "another-task"), ("/", ID), ("/%00", ID)], ids=str
)
def test_a_delivery_about_another_job_changes_nothing(path: str, task: str, cut_off: JobStore) -> None:
    """Neither one that no job has, nor a task that is not the job's."""
    cut_off.adopt("j", "task-of-j")
    app = WebhookApp("piapi", secret=SECRET, store=cut_off)
    assert post(app, path, body("piapi", "completed", task_id=task)) == 204
    assert (cut_off.get("j").state, cut_off.get("j").task_id) == (JobState.OPEN, "task-of-j")


@pytest.mark.parametrize(
    ("content", "secret", "method", "status"),
    [
        (body("piapi", "completed"), "wrong", "POST", 401),
        (b"no JSON", SECRET, "POST", 400),
        (b"[]", SECRET, "POST", 400),
        (body("piapi", "completed"), SECRET, "GET", 405),
        (b"x" * (MAX_BYTES + 1), SECRET, "POST", 413),
    ],
    ids=["a wrong secret", "no JSON", "no object", "no POST", "too large"],
)
def test_what_is_no_delivery_is_refused(
    content: Any, secret: str, method: str, status: int, cut_off: JobStore
) -> None:
    """It changes nothing."""
    app = WebhookApp("piapi", secret=secret if status != 401 else SECRET, store=cut_off)
    assert post(app, "/j", content, secret, method) == status
    assert cut_off.get("j").state is JobState.UNKNOWN


def test_requests_carry_the_secret_of_the_webhook(clock: FakeClock, tmp_path: Path) -> None:
    """The API sends it back, so that the app knows who has sent a delivery; the store does not have it."""
    with JobStore(
        tmp_path / "jobs.db", webhook="https://hooks.example/x/", webhook_secret=SECRET, clock=clock.time
    ) as store:
        recorder = JobRecorder(store, load("piapi"), "key", None, None)
        sent = Request("POST", "https://api", {}, json.dumps(SONG).encode())
        job = recorder.begin(sent, None, None, "j")
        config = json.loads(recorder.correlated(sent, job).body or b"")["config"]["webhook_config"]
        assert config == {"endpoint": "https://hooks.example/x/j", "secret": SECRET}
        assert SECRET.encode() not in (store.get("j").request or b"")
