"""Searches of a worker for tasks whose creates were cut off, in the lists of the account."""

from __future__ import annotations

import json
import threading
from typing import Any

import httpx
import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from gettask import JobState, JobStore, PiAPI
from gettask.errors import GettaskError, SearchLimitError
from gettask.jobs.temporal.activities import Activities
from gettask.jobs.temporal.model import UNKNOWN, JobOrder
from gettask.jobs.temporal.search import SharedSearch
from gettask.mock import Request
from tests.jobs.conftest import SONG, Network
from tests.runtime.harness import KEY, FakeClock

JOBS = ["a", "b", "c"]


def song(name: str) -> dict[str, Any]:
    return SONG | {"input": {"style_prompt": name, "lyrics": ""}}


def cut_off(piapi: PiAPI, network: Network, *jobs: str) -> None:
    """Create jobs whose responses are lost."""
    network.lose = lambda request: request.method == "POST"
    for job in jobs:
        with pytest.raises(GettaskError):
            piapi.create(song(job), job_id=job, force=True)
    network.lose = lambda _: False
    network.sent.clear()


def _create(request: dict[str, Any]) -> Request:
    """Return a create of somebody else with the key of the tests."""
    content = {"content-type": "application/json", "x-api-key": KEY}
    return Request("POST", "/api/v1/task", "", content, json.dumps(request).encode())


@pytest.fixture
def piapi(store: JobStore, network: Network, clock: FakeClock) -> PiAPI:
    http = httpx.Client(transport=httpx.MockTransport(network))
    return PiAPI(KEY, http_client=http, clock=clock, jobs=store, retries=0)


def test_jobs_that_wait_are_found_by_one_search(store: JobStore, network: Network, piapi: PiAPI) -> None:
    """While one searches, the others gather: they are searched for together."""
    cut_off(piapi, network, *JOBS)
    searches: list[float] = []
    first, go = threading.Event(), threading.Event()

    def owned(since: float) -> set[str]:
        searches.append(since)
        first.set()
        assert go.wait(5)
        return set()

    search = SharedSearch(piapi, lambda *_: True, owned)
    threads = [threading.Thread(target=search.find, args=(job, store.clock())) for job in JOBS]
    threads[0].start()
    assert first.wait(5)
    for thread in threads[1:]:
        thread.start()
    while search.waiting < len(JOBS) - 1:
        pass
    go.set()
    for thread in threads:
        thread.join(5)
    assert len(searches) == 2
    assert {store.get(job).state for job in JOBS} == {JobState.SUCCEEDED}
    assert len({store.get(job).task_id for job in JOBS}) == len(JOBS)


def test_a_search_that_fails_says_so(store: JobStore, network: Network, piapi: PiAPI) -> None:
    """A job that could not be searched for is not taken for one that was not found; it may be tried again."""
    cut_off(piapi, network, "a", "b")
    search = SharedSearch(piapi, lambda *_: True, lambda _: set())
    network.lose = lambda request: "histories" in request.url.path
    for job in ("a", "b"):
        with pytest.raises(GettaskError):
            search.find(job, store.clock())
    network.lose = lambda _: False
    for job in ("b", "a"):
        search.find(job, store.clock())
        assert store.get(job).state is JobState.SUCCEEDED


def test_tasks_of_other_jobs_are_not_polled(store: JobStore, network: Network, piapi: PiAPI) -> None:
    """Those that the engine knows to have one, from whichever machine."""
    cut_off(piapi, network, "a", "b")
    others = {task.id for task in network.mock.tasks.store}
    SharedSearch(piapi, lambda *_: True, lambda _: others).find("a", store.clock())
    polled = [request for request in network.sent if request.url.path.rpartition("/")[2] in others]
    assert (polled, store.get("a").state) == ([], JobState.UNKNOWN)


def test_a_list_that_is_longer_than_its_search_is_told(
    store: JobStore, network: Network, piapi: PiAPI, clock: FakeClock
) -> None:
    """What is on the pages that were read is adopted; of the rest nothing is known, and the error says so."""
    cut_off(piapi, network, "old")
    clock.sleep(60)
    for _ in range(100):
        network.mock.handle(_create(song("another")))
    clock.sleep(60)
    cut_off(piapi, network, "new")
    with pytest.raises(SearchLimitError, match=r"searched: 100, on 1 page of [a-z_]+, back to 20") as limited:
        piapi.adopt(pages=1)
    assert "--pages 2" in str(limited.value)
    assert [store.get(job).state for job in ("old", "new")] == [JobState.UNKNOWN, JobState.SUCCEEDED]
    with pytest.raises(SearchLimitError) as limited:
        piapi.unrecorded(0, clock.time(), pages=1)
    assert len(limited.value.found) == 99
    assert len(piapi.unrecorded(0, clock.time())) == 101
    assert [job.state for job in piapi.adopt()] == [JobState.SUCCEEDED]


def test_a_task_that_another_job_has_adopted_is_given_up(
    store: JobStore, network: Network, piapi: PiAPI
) -> None:
    """This machine took it for its own: it is searched for anew, and may be ordered anew."""
    taken = piapi.create(song("a"), job_id="a", force=True).id
    activities = Activities(
        {"piapi": piapi}, store, lambda _, task, __: task != taken, lambda *_: None, lambda _: set()
    )
    order = JobOrder("piapi", "ace-step", song("a"), "a", None, deadline=60.0)
    with pytest.raises(ApplicationError, match="no list of the account shows its task") as found:
        ActivityEnvironment().run(activities.create, "a", order, store.clock(), True)
    assert (found.value.type, found.value.non_retryable) == (UNKNOWN, True)
    assert (store.get("a").state, store.get("a").task_id) == (JobState.UNKNOWN, None)
    assert network.creates == 1


def test_a_job_adopts_what_it_has_claimed_before(store: JobStore, network: Network, piapi: PiAPI) -> None:
    """On another machine, whose worker died before it could say so: no list is read for a second task."""
    cut_off(piapi, network, "a")
    activities = Activities({"piapi": piapi}, store, lambda *_: True, lambda *_: "t1", lambda _: set())
    order = JobOrder("piapi", "ace-step", song("a"), "a", None, deadline=60.0)
    assert ActivityEnvironment().run(activities.create, "a", order, store.clock(), True) == "t1"
    assert (store.get("a").state, store.get("a").task_id, network.sent) == (JobState.OPEN, "t1", [])
