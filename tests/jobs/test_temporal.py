"""The workflow of a job on Temporal's test server, where pauses take no time; histories of earlier ones."""

from __future__ import annotations

import asyncio
import sys
import threading
import uuid
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from temporalio import activity, workflow
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import WorkflowHandle, WorkflowHistory
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer, Worker

from gettask import Handle, parse
from gettask.jobs.model import JobState
from gettask.jobs.temporal.attributes import KEYWORDS, NUMBERS
from gettask.jobs.temporal.claim import ClaimWorkflow, adopted, claimed
from gettask.jobs.temporal.model import (
    CANCEL,
    CREATE,
    FINISH,
    MAX_CREATES,
    NOT_CREATED,
    TAKEN,
    WORKFLOW,
    JobOrder,
    JobProgress,
    JobResult,
    JobTask,
    create_queue,
)
from gettask.jobs.temporal.once import RefusedError, attempt, lost
from gettask.jobs.temporal.submit import Submission, submit
from gettask.jobs.temporal.webhooks import WaitEnder
from gettask.jobs.temporal.workflow import JobWorkflow
from tests.runtime.harness import body

HISTORIES = Path(__file__).with_name("histories")
T = TypeVar("T")
SOON = 0.3
"""Seconds after which an activity that says nothing is given up here."""
ORDER = JobOrder("piapi", "segment", {"input": {"prompt": "a cat"}}, "cat", None, deadline=100.0)
DONE = JobResult(JobState.SUCCEEDED, "t1", "completed", cost=1.0, cost_unit="points", cost_usd=0.01)
REFUSED = ApplicationError("no", type=NOT_CREATED, non_retryable=True)
CUT_OFF = lost("the response is lost")

ADOPTED_BY_ANOTHER = ApplicationError("job j2 has adopted the task", type=TAKEN, non_retryable=True)

DIES = "dies"


@dataclass
class World:
    """What the activities of a job do, in turn, the last thing again and again; and what was done.

    None as an end, or as a create, is a worker that dies, as is DIES as a search.
    """

    creates: list[Any] = field(default_factory=lambda: ["t1"])
    adopts: list[Any] = field(default_factory=lambda: [None])
    ends: list[Any] = field(default_factory=lambda: [DONE])
    done: list[str] = field(default_factory=list)
    handles: list[str | None] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, name: str) -> None:
        """Note what is done."""
        self.done.append(name)
        self.changed.set()

    async def reached(self, name: str) -> None:
        """Return when something is done."""
        while name not in self.done:
            self.changed.clear()
            await self.changed.wait()

    def act(self, name: str, script: list[Any]) -> Any:
        """Do the next thing of a script."""
        self.note(name)
        outcome = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome is None and name != "adopt":
            activity.raise_complete_async()
        return outcome


class Server:
    """Temporal's test server with a worker, and the thread whose event loop talks to them.

    Its time passes at once while nothing is under way but timers; where an activity is, it is real time.
    """

    queue = "tests"

    def __init__(self) -> None:
        self.worlds: dict[str, World] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._stack = AsyncExitStack()
        self.environment = self.do(self._open())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what work in the loop returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def close(self) -> None:
        """Stop the worker and the server."""
        self.do(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def start(
        self, world: World, order: JobOrder = ORDER
    ) -> tuple[WorkflowHandle[JobWorkflow, JobResult], World]:
        """Start a job whose activities are those of a world."""
        job_id = uuid.uuid4().hex
        self.worlds[job_id] = world
        client = self.environment.client
        return await client.start_workflow(JobWorkflow.run, order, id=job_id, task_queue=self.queue), world

    def result_of(self, world: World, order: JobOrder = ORDER) -> JobResult:
        """Return what becomes of a job."""

        async def steps() -> JobResult:
            handle, _ = await self.start(world, order)
            return await handle.result()

        return self.do(steps())

    @activity.defn(name=CREATE)
    async def create(self, job_id: str, order: JobOrder, since: float, cut_off: bool) -> str:
        """Do the next create or search. A number is the pause after a refusal."""
        del since
        world = self.worlds[job_id]

        def send() -> str:
            created: str | float = world.act("create", world.creates)
            if isinstance(created, str):
                return created
            raise RefusedError("slow down", created or None)

        def search() -> str | None:
            adopted: str | None = world.act("adopt", world.adopts)
            if adopted == DIES:
                activity.raise_complete_async()
            return adopted

        return attempt(order, cut_off=cut_off, send=send, search=search)

    @activity.defn(name=FINISH)
    async def finish(self, task: JobTask) -> JobResult:
        """Do the next wait."""
        self.worlds[task.job_id].handles.append(task.handle)
        ended: JobResult = self.worlds[task.job_id].act("finish", self.worlds[task.job_id].ends)
        return ended

    @activity.defn(name=CANCEL)
    async def cancel(self, task: JobTask) -> None:
        """Note what is cancelled."""
        self.worlds[task.job_id].note(f"cancel {task.task_id}")

    async def _open(self) -> WorkflowEnvironment:
        binary = str(Path(sys.executable).with_name("temporal-test-server"))
        environment = await WorkflowEnvironment.start_time_skipping(test_server_existing_path=binary)
        self._stack.push_async_callback(environment.shutdown)
        client, double = environment.client, IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE
        keys = {key.name: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD for key in KEYWORDS}
        keys |= {key.name: double for key in NUMBERS}
        request = AddSearchAttributesRequest(namespace="default", search_attributes=keys)
        await client.operator_service.add_search_attributes(request)
        activities = [self.finish, self.cancel]
        queues: dict[str, dict[str, Any]] = {
            self.queue: {"workflows": [JobWorkflow, ClaimWorkflow], "activities": activities},
            create_queue(self.queue, "piapi"): {"activities": [self.create]},
        }
        for queue, options in queues.items():
            await self._stack.enter_async_context(Worker(client, task_queue=queue, **options))
        return environment


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.close()


def test_a_job_is_created_waited_for_and_ended(server: Server) -> None:
    """Three steps of two activities, and their result."""
    world = World()
    assert server.result_of(world) == DONE
    assert world.done == ["create", "finish"]


def test_the_url_to_poll_goes_to_whoever_waits(server: Server) -> None:
    """The worker that waits may be another one than that of the create: it gets the handle."""
    handle = Handle("bfl", "t1", polling_url="https://api.us1.bfl.ai/v1/get_result?id=t1").to_json()
    world = World(creates=[f"t1\n{handle}"])
    assert server.result_of(world) == DONE
    assert world.handles == [handle]


def test_a_refused_create_is_an_error(server: Server) -> None:
    """Nothing was created, so nothing is looked for, and nothing is sent again."""
    world = World(creates=[REFUSED])
    assert server.result_of(world) == JobResult(JobState.ERROR, error="no")
    assert world.done == ["create"]


def test_too_many_requests_wait_and_go_on(server: Server) -> None:
    """As long as the API says, and in any case. However often that is, the history grows no longer."""
    world, lengths = World(creates=[30.0, 0.0, 0.0, "t1"]), []

    async def steps() -> None:
        for each in (world, World()):
            handle, _ = await server.start(each)
            assert (await handle.result()).task_id == "t1"
            lengths.append(len((await handle.fetch_history()).events))

    server.do(steps())
    assert world.done == ["create"] * 4 + ["finish"]
    assert lengths == [19, 19]


def test_a_create_that_is_cut_off_after_refusals_is_looked_for(server: Server) -> None:
    """The refusals before it say nothing of the attempt whose worker died."""
    world = World(creates=[0.0, 0.0, None], adopts=["t1"])
    assert server.result_of(world, replace(ORDER, create_timeout=SOON)) == DONE
    assert world.done == ["create"] * 3 + ["adopt", "finish"]


@pytest.mark.parametrize("cut", [CUT_OFF, RuntimeError("the worker has a bug")])
def test_a_create_that_was_cut_off_is_looked_for(cut: Exception, server: Server) -> None:
    """Its task is adopted, and nothing is ordered anew."""
    world = World(creates=[cut], adopts=["t1"])
    assert server.result_of(world) == DONE
    assert world.done == ["create", "adopt", "finish"]


def test_a_create_whose_worker_died_is_looked_for(server: Server) -> None:
    """Its time passes without an answer: it is not attempted a second time."""
    world = World(creates=[None], adopts=["t1"])
    assert server.result_of(world, replace(ORDER, create_timeout=SOON)) == DONE
    assert world.done == ["create", "adopt", "finish"]


def test_a_search_that_fails_is_repeated(server: Server) -> None:
    """Until the lists of the account can be read."""
    world = World(creates=[CUT_OFF], adopts=[RuntimeError("no connection"), RuntimeError("again"), "t1"])
    assert server.result_of(world) == DONE


def test_a_job_that_cannot_be_searched_for_is_unknown(server: Server) -> None:
    """It is not ordered anew, whatever the caller says: its task may be in the list nobody could read."""
    world = World(creates=[CUT_OFF], adopts=[RuntimeError("the list is too long")])
    result = server.result_of(world, replace(ORDER, recreate_unknown=True))
    assert (result.state, result.task_id, world.done.count("create")) == (JobState.UNKNOWN, None, 1)
    assert result.cut_off
    assert "could not be searched for" in (result.error or "")


def test_a_job_that_is_not_found_is_unknown(server: Server) -> None:
    """Nobody has said that it may be ordered anew. It says since when its task may exist."""
    world = World(creates=[CUT_OFF])
    result = server.result_of(world)
    assert (result.state, result.task_id, world.done) == (JobState.UNKNOWN, None, ["create", "adopt"])
    assert result.cut_off


def test_a_job_is_ordered_anew_at_the_callers_word(server: Server) -> None:
    """After a search each time, and not for ever."""
    world = World(creates=[CUT_OFF, "t1"])
    assert server.result_of(world, replace(ORDER, recreate_unknown=True)) == DONE
    assert world.done == ["create", "adopt", "create", "finish"]
    world = World(creates=[CUT_OFF])
    assert server.result_of(world, replace(ORDER, recreate_unknown=True)).state == JobState.UNKNOWN
    assert world.done == ["create", "adopt"] * MAX_CREATES


def test_a_search_whose_worker_dies_is_begun_anew(server: Server) -> None:
    """It sends nothing, and how often the job was ordered anew is not forgotten."""
    world = World(creates=[CUT_OFF], adopts=[DIES, "t1"])
    assert server.result_of(world, replace(ORDER, create_timeout=SOON)) == DONE
    assert world.done == ["create", "adopt", "adopt", "finish"]
    order = replace(ORDER, create_timeout=SOON, recreate_unknown=True)
    world = World(creates=[CUT_OFF], adopts=[None, DIES, None])
    assert server.result_of(world, order).state == JobState.UNKNOWN
    assert world.done == ["create", "adopt", "create", "adopt", "adopt", "create", "adopt"]


@pytest.mark.parametrize(
    "world",
    [
        World(creates=[CUT_OFF], adopts=["t1"]),
        World(creates=[0.0, None], adopts=[RuntimeError("no connection"), None, "t1"]),
        World(creates=[CUT_OFF, CUT_OFF, "t1"]),
        World(ends=[None, RuntimeError("the network is down"), DONE]),
    ],
    ids=["found", "lost twice", "ordered anew twice", "wait handed over"],
)
def test_a_job_has_as_many_events_whatever_befalls_it(world: World, server: Server) -> None:
    """A create that is cut off, a search, another create and a wait that is handed over leave none."""

    async def steps() -> int:
        order = replace(ORDER, create_timeout=SOON, heartbeat=SOON, recreate_unknown=True)
        handle, _ = await server.start(world, order)
        assert (await handle.result()).state == JobState.SUCCEEDED
        return len((await handle.fetch_history()).events)

    assert server.do(steps()) == 19


def test_a_wait_whose_worker_dies_is_given_to_another(server: Server) -> None:
    """After as long as its heartbeat allows."""
    world = World(ends=[None, RuntimeError("the network is down"), DONE])
    assert server.result_of(world, replace(ORDER, heartbeat=SOON)) == DONE
    assert world.done == ["create", "finish", "finish", "finish"]


def test_the_deadline_ends_the_wait(server: Server) -> None:
    """The job says that the task may go on."""
    result = server.result_of(World(ends=[None]), replace(ORDER, deadline=SOON))
    error = "its deadline passed; the task may go on"
    assert result == JobResult(JobState.ERROR, "t1", error=error)


def test_a_task_that_another_job_has_adopted_is_left_to_it(server: Server) -> None:
    """Then it is this one whose create was cut off: it is looked for, and unknown if it is not found."""
    world = World(adopts=["t2"], ends=[ADOPTED_BY_ANOTHER, DONE])
    assert server.result_of(world) == DONE
    assert world.done == ["create", "finish", "adopt", "finish"]
    result = server.result_of(World(ends=[ADOPTED_BY_ANOTHER]))
    assert (result.state, result.task_id) == (JobState.UNKNOWN, None)
    assert result.cut_off
    result = server.result_of(World(adopts=["t1"], ends=[ADOPTED_BY_ANOTHER]))
    assert (result.state, bool(result.cut_off)) == (JobState.UNKNOWN, True)


@pytest.mark.parametrize(
    ("signal", "done"),
    [
        (JobWorkflow.ended, ["create", "finish", "finish"]),
        (JobWorkflow.cancel, ["create", "finish", "cancel t1"]),
    ],
)
def test_signals_reach_a_waiting_job(signal: Any, done: list[str], server: Server) -> None:
    """`ended` polls at once, `cancel` asks the API and goes on waiting; the query tells the task."""

    async def steps() -> JobProgress:
        handle, world = await server.start(World(ends=[None, DONE]))
        await world.reached("finish")
        progress = await handle.query(JobWorkflow.progress)
        await handle.signal(signal)
        if signal is JobWorkflow.ended:
            assert await handle.result() == DONE
        else:
            await world.reached("cancel t1")
            await handle.terminate()
        assert world.done == done
        return progress

    assert server.do(steps()) == JobProgress(JobState.OPEN, "t1")


def test_a_webhook_ends_a_wait(server: Server) -> None:
    """Its path names the job; what names none is no error, and is not delivered again."""
    task = parse(body("piapi", "completed"), "piapi")

    async def steps() -> None:
        handle, world = await server.start(World(ends=[None, DONE]))
        await world.reached("finish")
        end_wait = WaitEnder(server.environment.client)
        for name in ("no job", "", handle.id):
            await end_wait(name, task)
        assert await handle.result() == DONE
        assert world.done == ["create", "finish", "finish"]

    server.do(steps())


def submitted(server: Server, *submissions: Submission) -> list[tuple[str, str]]:
    """Submit jobs one after another; return id and state of each."""
    seen: list[tuple[str, str]] = []

    async def steps() -> None:
        for each in submissions:
            client = server.environment.client
            await submit(client, server.queue, [each], lambda _, id, result: seen.append((id, result.state)))

    server.do(steps())
    return seen


def test_a_job_is_submitted_once(server: Server) -> None:
    """However often, while it runs and after; what has failed is a new attempt when the caller says so."""
    failed = JobResult(JobState.FAILED, "t1", "failed", "too loud")
    run, world = uuid.uuid4().hex, World(ends=[failed, failed, DONE])
    server.worlds |= {f"{run}{attempt}": world for attempt in range(3)}
    once = Submission(lambda attempt: f"{run}{attempt}", ORDER)
    again = replace(once, retry_failed=True)
    assert submitted(server, once, once, again, again, again) == [
        (f"{run}0", "failed"),
        (f"{run}0", "failed"),
        (f"{run}1", "failed"),
        (f"{run}2", "succeeded"),
        (f"{run}2", "succeeded"),
    ]
    assert world.done == ["create", "finish"] * 3


def test_an_unknown_job_is_looked_for_when_it_is_submitted_again(server: Server) -> None:
    """A list that was late shows its task now."""
    run, world = uuid.uuid4().hex, World(creates=[CUT_OFF], adopts=[None, "t1"])
    server.worlds[run] = world
    once = Submission(lambda _: run, ORDER)
    assert submitted(server, once, once) == [(run, "unknown"), (run, "succeeded")]
    assert world.done == ["create", "adopt", "adopt", "finish"]


def test_a_job_claims_one_task_and_a_task_has_one_job(server: Server) -> None:
    """Also by two workers at once, and by one that goes on where another died between two steps."""
    client, run = server.environment.client, uuid.uuid4().hex

    async def claim(job: str, task: str) -> bool:
        return await claimed(client, server.queue, "piapi", f"{run}/{task}", f"{run}-{job}")

    async def own(job: str) -> str | None:
        found = await adopted(client, server.queue, "piapi", f"{run}-{job}")
        return None if found is None else found.rpartition("/")[2]

    async def steps() -> None:
        assert [await claim("a", "1"), await claim("a", "2"), await claim("a", "1")] == [True, False, True]
        assert [await claim("b", "1"), await own("b"), await claim("b", "2")] == [False, None, True]
        assert [await own("a"), await own("b"), await own("c")] == ["1", "2", None]
        both = await asyncio.gather(claim("d", "3"), claim("d", "4"), claim("d", "3"))
        assert (await own("d"), *both) in (("3", True, False, True), ("4", False, True, False))
        intent = f"gettask-claim-of-{run}-e-0"  # all that a worker did which died in the midst of a claim
        await client.start_workflow(ClaimWorkflow.run, f"{run}/5", id=intent, task_queue=server.queue)
        assert [await claim("e", "6"), await own("e"), await claim("f", "5")] == [False, "5", False]

    server.do(steps())


@workflow.defn(name=WORKFLOW, sandboxed=False)
class Changed(JobWorkflow):
    """A workflow that pauses first."""

    @workflow.run
    async def run(self, order: JobOrder) -> JobResult:
        """Return what became of the job."""
        await workflow.sleep(1)
        return await super().run(order)


def replayed(workflow_type: type, history: Path) -> None:
    """Replay a history.

    Raises:
        Exception: The workflow would do something else now.
    """
    text = history.read_text("utf-8")
    found = WorkflowHistory.from_json("job", text)
    asyncio.run(Replayer(workflows=[workflow_type]).replay_workflow(found))


@pytest.mark.parametrize("history", sorted(HISTORIES.glob("*.json")), ids=lambda path: path.stem)
def test_jobs_of_earlier_versions_go_on(history: Path) -> None:
    """Their histories lead to the same steps: a worker may be updated while jobs are open."""
    replayed(JobWorkflow, history)


def test_a_changed_workflow_does_not_pass_as_the_same() -> None:
    """The replay notices a step that was not there."""
    with pytest.raises(workflow.NondeterminismError):
        replayed(Changed, HISTORIES / "0.1-succeeded.json")
