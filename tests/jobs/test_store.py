"""The job store: what it records, and who may work on a job."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import (
    Job,
    JobConflictError,
    JobState,
    JobStore,
    JobStoreError,
    JobUnknownError,
    PiAPI,
    parse,
)
from gettask._contract.contract import load
from gettask.jobs import default_path
from gettask.jobs.schema import UPGRADES
from tests.runtime.harness import KEY, FakeClock, Server, body

OpenStore = Callable[..., JobStore]


def begin(store: JobStore, job_id: str | None = None, **options: Any) -> Job:
    facts: dict[str, Any] = {
        "api": "piapi",
        "account": "a1",
        "request": b"{}",
        "deadline": store.clock() + 60,
    }
    return store.begin(job_id=job_id, **facts | options)


def test_a_job_is_created_once_for_its_id(store: JobStore) -> None:
    """The second intent with an id is answered with the task of the first."""
    assert begin(store, "j").state is JobState.CREATING
    store.created("j", "t")
    again = begin(store, "j")
    assert (again.state, again.task_id) == (JobState.OPEN, "t")


def test_an_id_belongs_to_one_request(store: JobStore) -> None:
    """The same id for another request or account is a mistake of the caller's."""
    begin(store, "j")
    for other in ({"request": b"[]"}, {"account": "b2"}, {"api": "tripo"}):
        with pytest.raises(JobConflictError, match="another request"):
            begin(store, "j", **other)


def test_a_create_under_way_is_not_begun_again(store: JobStore, open_store: OpenStore) -> None:
    """Neither in this process nor in another, as long as the first lives."""
    begin(store, "j")
    for other in (store, open_store()):
        with pytest.raises(JobConflictError, match="is creating job 'j'"):
            begin(other, "j")


def test_the_create_of_a_dead_process_is_unknown(store: JobStore, open_store: OpenStore) -> None:
    """Its request may have been sent: it is listed as interrupted, and not sent again."""
    first = open_store()
    begin(first, "j")
    assert [job.id for job in store.interrupted()] == []
    first.close()
    assert [job.id for job in store.interrupted()] == ["j"]
    with pytest.raises(JobUnknownError, match="adopt it, or give the job up") as caught:
        begin(store, "j")
    assert caught.value.outcome_unknown


def test_a_refused_create_may_be_tried_again(store: JobStore) -> None:
    """Nothing was created, so the id is free; the reason is kept until then."""
    begin(store, "j")
    store.not_created("j", ValueError("no"), outcome_unknown=False)
    assert (store.get("j").state, store.get("j").error) == (JobState.ERROR, "ValueError: no")
    assert (begin(store, "j").state, store.get("j").error) == (JobState.CREATING, None)


def test_an_unknown_job_is_created_anew_only_when_the_caller_says_so(store: JobStore) -> None:
    """`give_up` is that word."""
    begin(store, "j")
    store.not_created("j", TimeoutError("late"), outcome_unknown=True)
    with pytest.raises(JobUnknownError):
        begin(store, "j")
    store.give_up("j", "ordered anew")
    assert begin(store, "j").state is JobState.CREATING


def test_a_task_belongs_to_one_job(store: JobStore) -> None:
    """What a job has adopted, no other job gets."""
    for job_id in ("j", "k"):
        begin(store, job_id)
        store.not_created(job_id, TimeoutError(), outcome_unknown=True)
    assert store.adopt("j", "t").state is JobState.OPEN
    assert store.adopt("j", "other").task_id == "t"
    with pytest.raises(JobConflictError, match="belongs to another job"):
        store.adopt("k", "t")


def test_two_processes_never_take_the_same_job(store: JobStore, open_store: OpenStore) -> None:
    """What one has taken the other does not get, until it is released or its owner has gone."""
    other = open_store()
    for job_id in ("j", "k"):
        begin(store, job_id)
        store.created(job_id, f"task-{job_id}")
    assert store.claim(["j"]) == ["j"]
    assert other.claim(["j", "k", "unknown"]) == ["k"]
    store.release(["j", "k"])
    assert other.claim(["j"]) == ["j"]
    assert store.claim(["j", "k"]) == []
    other.close()
    assert store.claim(["j", "k"]) == ["j", "k"]


HOLDER = """
import sys, time
from gettask import JobStore
store = JobStore(sys.argv[1])
store.begin(api="piapi", account="a1", request=b"{}", deadline=0, job_id="killed")
print("begun", flush=True)
time.sleep(60)
"""


def test_a_killed_process_owns_nothing(tmp_path: Path) -> None:
    """After kill -9 its jobs are free at once, without a lease that has to run out."""
    path = tmp_path / "jobs.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        with JobStore(path) as store:
            assert [*store.interrupted()] == []
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert [job.id for job in store.interrupted()] == ["killed"]


def test_the_file_is_its_owners_alone(store: JobStore) -> None:
    """Requests may hold what nobody else should read."""
    begin(store, "j")
    files = [path for path in store.path.parent.iterdir() if path.is_file()]
    assert len(files) == 3  # with those of the write-ahead log
    assert [path.stat().st_mode & 0o077 for path in files] == [0, 0, 0]


def test_jobs_are_found_the_newest_first(store: JobStore, clock: FakeClock) -> None:
    """By state, API, account, variant, label and time; pages make no difference."""
    ids = []
    for number in range(5):
        clock.now += 10
        variant, label = ("flux", "x") if number % 2 else ("kling", None)
        ids.append(begin(store, variant=variant, label=label).id)
    store.created(ids[0], "t")
    assert [job.id for job in store.find()] == ids[::-1]
    assert [job.id for job in store.find(limit=2)] == ids[:2:-1]
    assert [job.id for job in store.find(states=[JobState.OPEN])] == ids[:1]
    assert [job.id for job in store.find(variant="flux")] == [ids[3], ids[1]]
    assert [job.id for job in store.find(label="x")] == [ids[3], ids[1]]
    assert [job.id for job in store.find(since=clock.time() - 10)] == [ids[4], ids[3]]
    assert [job.id for job in store.find(until=clock.time() - 30)] == ids[:1]
    assert [job.id for job in store.find(api="tripo")] == []


@pytest.mark.parametrize("page", [1, 2, 3, 7, 20])
def test_pages_leave_nothing_out(
    page: int, store: JobStore, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jobs of the same moment are on one page or two, and each is there once."""
    ids = []
    for number in range(20):
        clock.now += number % 4 == 0
        ids.append(begin(store).id)
    monkeypatch.setattr("gettask.jobs.reader.PAGE", page)
    found = [job.id for job in store.find()]
    assert (sorted(found), len({*found})) == (sorted(ids), 20)


def test_jobs_are_summed(store: JobStore, clock: FakeClock) -> None:
    """By day, label or another group: how many, how many succeeded, what they cost by unit."""
    begin(store, label="a")
    clock.now += 24 * 3600
    begin(store, label="b")
    begin(store)
    assert [(each.key, each.jobs) for each in store.sums("label")] == [(None, 1), ("a", 1), ("b", 1)]
    assert [each.jobs for each in store.sums("day")] == [1, 2]
    assert [each.jobs for each in store.sums("day", label="a")] == [1]
    with pytest.raises(ValueError, match="one of day, variant"):
        store.sums("price")


def test_old_jobs_are_pruned(store: JobStore, clock: FakeClock) -> None:
    """Only what is final and known: open and unknown jobs stay."""
    for job_id in ("open", "error", "unknown"):
        begin(store, job_id)
    store.created("open", "t")
    store.not_created("error", ValueError(), outcome_unknown=False)
    store.not_created("unknown", ValueError(), outcome_unknown=True)
    assert store.prune(clock.time()) == 0
    assert store.prune(clock.time() + 1) == 1
    assert {job.id for job in store.find()} == {"open", "unknown"}


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    """Another file, a folder, a store of a newer gettask: one error that says which file."""
    other = tmp_path / "notes.txt"
    other.write_text("not a database, but long enough to look like one " * 100)
    for path in (other, tmp_path):
        with pytest.raises(JobStoreError, match=str(path)):
            JobStore(path)
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(JobStoreError, match="newer gettask"):
        JobStore(newer)


def test_the_default_is_in_the_users_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_STATE_HOME moves it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "gettask/jobs.db"


def test_a_file_of_an_earlier_version_is_upgraded(tmp_path: Path) -> None:
    """Its jobs stay, and have what is new."""
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as file:
        for statement in (*UPGRADES[0], "PRAGMA user_version = 1"):
            file.execute(statement)
        names = "id, api, account, state, request_hash, created_at, updated_at, deadline"
        file.execute(f"INSERT INTO jobs ({names}) VALUES ('j', 'piapi', 'a', 'open', 'h', 0, 0, 0)")
    file.close()
    for _ in range(2):
        with JobStore(path) as store:
            assert (store.get("j").state, store.get("j").expires_at) == (JobState.OPEN, None)


def test_results_that_expire_are_told_until_they_are_saved(store: JobStore, clock: FakeClock) -> None:
    """The store knows how long links work: from the end of the task on, the first to expire first."""
    ended = []
    for name in ("short", "long"):
        begin(store, name)
        store.created(name, f"task-{name}")
        picture = {"model": "Qubico/flux1-dev", "output": {"image_url": "https://cdn.example/a.png"}}
        fields = {"task_id": f"task-{name}", "task_type": "txt2img", **picture}
        ended.append(parse(body("piapi", "completed", **fields), "piapi"))
    short, long = ended
    kept = short.assets[0].retention
    assert kept
    store.observe(short, "a1")
    clock.now += 100
    store.observe(long, "a1")
    expires = [job.expires_at for job in map(store.get, ("short", "long"))]
    assert expires == [clock.time() - 100 + kept, clock.time() + kept]
    assert store.unsaved(clock.time() + kept - 101) == []
    assert [job.id for job in store.unsaved(clock.time() + kept)] == ["short", "long"]
    store.saved("short", [Path("a.mp3")])
    assert [job.id for job in store.unsaved(clock.time() + kept)] == ["long"]
    clock.now += kept
    assert store.unsaved(clock.time() + kept) == []


def test_jobs_of_a_mock_cost_nothing(store: JobStore) -> None:
    """They are counted, but what they cost is not money."""
    for job_id, billed in (("real", True), ("mocked", False)):
        begin(store, job_id, billed=billed)
        store.created(job_id, f"task-{job_id}")
        task = parse(body("piapi", "completed", task_id=f"task-{job_id}"), "piapi")
        store.observe(task, "a1")
    (total,) = store.sums("api")
    real = store.get("real")
    assert (total.jobs, total.unbilled, dict(total.costs)) == (2, 1, {"points": real.cost})
    assert total.usd == real.cost_usd


@pytest.mark.parametrize(
    ("base_url", "billed"),
    [
        (None, True),
        (load("piapi").servers[0].url + "/", True),
        ("http://127.0.0.1:8600", False),
        ("https://mock.example.com", False),
    ],
)
def test_only_the_servers_of_the_spec_cost_money(
    base_url: str | None, billed: bool, store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a mock is named, its jobs are no money; those of the API's own host are, spelled out or not."""
    server = Server({"code": 200, "data": {"task_id": "t1", "status": "pending"}})
    http = httpx.Client(transport=httpx.MockTransport(server))
    request = {"model": "Qubico/ace-step", "task_type": "txt2audio", "input": {}}
    with PiAPI(KEY, base_url=base_url, jobs=store, http_client=http) as piapi:
        piapi.create(request, job_id="named", force=True)
    if base_url is not None:
        monkeypatch.setenv("PIAPI_BASE_URL", base_url)
        with PiAPI(KEY, jobs=store, http_client=http) as piapi:
            piapi.create(request | {"input": {"seed": 1}}, job_id="configured", force=True)
    assert {job.billed for job in store.find()} == {billed}
