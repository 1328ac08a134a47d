"""Clients with a job store: what is recorded when, and how a task whose create was cut off is found."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import (
    Handle,
    InvalidRequestError,
    Job,
    JobConflictError,
    JobState,
    JobStore,
    JobStoreError,
    JobUnknownError,
    TransportError,
)
from gettask._contract.contract import load
from gettask.jobs.model import account_of
from gettask.mock import TaskPlan, WebhookDelivery, after_polls, create_app
from gettask.mock.spec.api import installed
from tests.jobs.conftest import PICTURE, SONG, Network
from tests.runtime.harness import KEY, Caller, FakeClock

Open = Callable[..., Caller]


@pytest.fixture(params=["sync", "async"])
def open_client(request: pytest.FixtureRequest, network: Network, store: JobStore, clock: FakeClock) -> Open:
    """Opens a client of the mock with the store, sync and async in turn."""

    def build(api: str = "piapi", **options: Any) -> Caller:
        every: dict[str, Any] = {"jobs": store, "retries": 0, **options}
        return Caller(request.param, api, network, clock, **every)

    return build


def posts(request: httpx.Request) -> bool:
    return request.method == "POST"


def test_the_intent_is_recorded_before_the_request_is_sent(
    open_client: Open, network: Network, store: JobStore
) -> None:
    """When the API sees the request, the job is in the file with request, label and a hash of the key."""
    seen: list[Job] = []

    def look(_: httpx.Request) -> bool:
        seen.extend(store.find())
        return False

    network.lose = look
    handle = open_client().create(SONG, label="cover")
    (job,) = seen
    assert (job.state, job.label, json.loads(job.request or b"")) == (JobState.CREATING, "cover", SONG)
    assert (job.account, KEY in repr(job)) == (account_of(KEY), False)
    assert store.get(job.id).handle == handle
    assert KEY.encode() not in store.path.read_bytes()


def test_what_became_of_a_job_is_recorded(
    open_client: Open, network: Network, store: JobStore, tmp_path: Path
) -> None:
    """Its end, cost and files, by whichever operation saw it."""
    network.mock.tasks.plan = TaskPlan(after_polls(1))
    client = open_client()
    handle = client.create(SONG, job_id="j")
    client.get(handle)
    assert store.get("j").state is JobState.OPEN
    task = client.wait(handle)
    job = store.get("j")
    assert (job.state, job.status, job.cost_unit) == (JobState.SUCCEEDED, task.status, "points")
    files = client.download(task, tmp_path / "out", allow_private=True)
    assert store.get("j").files == tuple(map(str, files))


def test_many_waits_record_each_end(open_client: Open, network: Network, store: JobStore) -> None:
    """Failed tasks are failed jobs, with the reason."""
    client = open_client()
    good = client.create(SONG, job_id="good")
    network.mock.tasks.plan = TaskPlan(end="failed", message="too loud")
    bad = client.create(SONG, job_id="bad")
    client.as_completed([good, bad])
    assert (store.get("good").state, store.get("bad").state) == (JobState.SUCCEEDED, JobState.FAILED)
    assert "too loud" in (store.get("bad").error or "")


def test_a_job_id_is_created_once(open_client: Open, network: Network, store: JobStore) -> None:
    """The second call sends nothing and returns the same handle; without a store there is no such promise."""
    client = open_client()
    handles = [client.create(SONG, job_id="j") for _ in range(2)]
    assert (handles[0] == handles[1], network.creates) == (True, 1)
    with pytest.raises(JobConflictError):
        client.create(SONG | {"task_type": "audio2audio"}, job_id="j", force=True)
    with pytest.raises(ValueError, match="pass jobs="):
        open_client(jobs=None).create(SONG, job_id="j")
    assert network.creates == 1
    assert len([*store.find()]) == 1


def test_a_refused_create_is_an_error(open_client: Open, network: Network, store: JobStore) -> None:
    """It made nothing, so the id may be used again."""
    network.refuse = True
    client = open_client()
    with pytest.raises(InvalidRequestError):
        client.create(SONG, job_id="j")
    assert store.get("j").state is JobState.ERROR
    network.refuse = False
    assert isinstance(client.create(SONG, job_id="j"), Handle)


def test_nothing_is_sent_that_could_not_be_recorded(
    open_client: Open, network: Network, store: JobStore
) -> None:
    """A store that cannot be written ends the create before the request."""
    store.close()
    with pytest.raises(JobStoreError):
        open_client().create(SONG)
    assert network.creates == 0


def test_an_id_that_could_not_be_recorded_is_returned_all_the_same(
    open_client: Open, network: Network, store: JobStore, caplog: pytest.LogCaptureFixture
) -> None:
    """The job is paid: its handle is returned, and the log says what is missing."""

    def close(_: httpx.Request) -> bool:
        store.close()
        return False

    network.lose = close
    with caplog.at_level(logging.ERROR, "gettask"):
        handle = open_client().create(SONG)
    assert handle.id in caplog.text
    assert "could not be recorded" in caplog.text


@pytest.mark.parametrize(
    ("api", "request_", "variant"), [("piapi", SONG, None), ("tripo", PICTURE, "text-to-image")]
)
def test_a_task_whose_response_was_lost_is_adopted(
    api: str, request_: Any, variant: str | None, open_client: Open, network: Network, store: JobStore
) -> None:
    """The account's lists show it, its input is equal: the job has it, and creating again sends nothing."""
    client = open_client(api)
    network.lose = posts
    with pytest.raises(TransportError):
        client.create(request_, variant=variant, job_id="j")
    assert store.get("j").state is JobState.UNKNOWN
    with pytest.raises(JobUnknownError):
        client.create(request_, variant=variant, job_id="j")
    (job,) = client.adopt()
    (task,) = network.mock.tasks.store
    assert job.task_id == task.id
    assert client.create(request_, variant=variant, job_id="j").id == task.id
    assert network.creates == 1
    assert client.adopt() == []


def test_a_task_with_another_input_is_not_adopted(open_client: Open, network: Network) -> None:
    """Same model and time, other words: the job stays unknown, and says what was tried."""
    client = open_client(jobs=None)
    client.create(SONG | {"input": {"style_prompt": "drums", "lyrics": ""}})
    client = open_client()
    network.lose = posts
    network.refuse = True  # the task was not created after all
    with pytest.raises(TransportError):
        client.create(SONG, job_id="j")
    (job,) = client.adopt()
    assert (job.state, job.task_id) == (JobState.UNKNOWN, None)


def test_equal_jobs_adopt_a_task_each(open_client: Open, network: Network) -> None:
    """Three equal requests, of which one was never created: two tasks for two jobs, none twice."""
    client = open_client()
    network.lose = posts
    for number in range(3):
        if number == 2:
            network.refuse = True
        with pytest.raises(TransportError):
            client.create(SONG, job_id=f"j{number}")
    jobs = client.adopt()
    adopted = sorted(job.task_id for job in jobs if job.task_id is not None)
    assert adopted == sorted(task.id for task in network.mock.tasks.store)
    assert [job.state for job in jobs].count(JobState.UNKNOWN) == 1


def test_a_task_that_another_job_has_is_left_alone(open_client: Open, network: Network) -> None:
    """An equal job that went well keeps its task."""
    client = open_client()
    client.create(SONG, job_id="well")
    network.lose, network.refuse = posts, True
    with pytest.raises(TransportError):
        client.create(SONG, job_id="lost")
    (job,) = client.adopt()
    assert job.task_id is None


def test_the_webhook_names_the_job(open_client: Open, network: Network, open_store: Any) -> None:
    """The id of the job is in the path of its webhook: equal requests are told apart by it."""
    store = open_store(webhook="http://127.0.0.1:9/hooks/")
    client = open_client(jobs=store)
    network.lose = posts
    for job_id in ("j", "k"):
        with pytest.raises(TransportError):
            client.create(SONG, job_id=job_id)
    named = {}

    def receive(delivery: WebhookDelivery) -> int:
        named[delivery.url.rpartition("/")[2]] = delivery.task
        return 200

    network.mock.webhooks.deliver(receive)
    assert sorted(named) == ["j", "k"]
    client.adopt()
    assert {job_id: store.get(job_id).task_id for job_id in named} == named


def test_an_idempotency_key_makes_a_second_request_safe(
    clock: FakeClock, store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the spec has `x-idempotency`, adopting asks again with the key of the job: one task exists."""
    spec = {**installed()["piapi"].spec, "x-idempotency": {"header": "Idempotency-Key"}}
    monkeypatch.setitem(load("piapi").__dict__, "spec", spec)
    network = Network(create_app(specs={"piapi": spec}).mock)
    network.lose = lambda _: network.creates == 1
    client = Caller("sync", "piapi", network, clock, jobs=store, retries=0)
    with pytest.raises(TransportError):
        client.create(SONG, job_id="j")
    (job,) = client.adopt()
    (task,) = network.mock.tasks.store
    assert (job.task_id, network.creates) == (task.id, 2)
    assert {request.headers["idempotency-key"] for request in network.sent} == {"j"}


def test_lists_that_cannot_be_read_leave_the_job_as_it_was(open_client: Open, network: Network) -> None:
    """The error is raised; a later call may find the task."""
    client = open_client()
    network.lose = lambda _: True
    with pytest.raises(TransportError):
        client.create(SONG, job_id="j")
    with pytest.raises(TransportError):
        client.adopt()
    network.lose = lambda _: False
    (job,) = client.adopt()
    assert job.task_id is not None


def test_a_task_that_belongs_to_others_is_left_to_them(open_client: Open, network: Network) -> None:
    """`accept` says so, as for jobs that another machine has recorded; the next equal task is offered."""
    client, offered = open_client(), list[tuple[str, str]]()
    client.create(SONG, job_id="other")
    open_client(jobs=None).create(SONG)
    network.lose = posts
    with pytest.raises(TransportError):
        client.create(SONG, job_id="j")

    def accept(job: Job, task_id: str) -> bool:
        offered.append((job.id, task_id))
        return len(offered) > 1

    (job,) = client.adopt(accept=accept)
    assert [each for each, _ in offered] == ["j", "j"]
    assert job.task_id == offered[1][1]
    assert client.adopt(accept=accept) == []
