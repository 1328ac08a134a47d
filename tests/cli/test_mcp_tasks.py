"""The tasks extension of the Model Context Protocol: the official client against the mock."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.extension import ClaimContext, ClientExtension, ResultClaim
from mcp.shared.exceptions import MCPError
from mcp.types import (
    MISSING_REQUIRED_CLIENT_CAPABILITY,
    CallToolResult,
    Request,
    RequestParams,
    Result,
)
from pydantic import ConfigDict

from gettask.cli.mcp_server import server_of
from gettask.cli.mcp_tasks import JobTasks
from gettask.mock import TaskPlan, after_polls
from gettask.pytest_plugin import GettaskMock
from tests.cli.test_mcp import CAT, DAY, call
from tests.jobs.killing import created, mock_server

ORDER: dict[str, Any] = {"api": "piapi", "variant": "flux", "request": CAT}
Session = Callable[[Client, "Tasks"], Coroutine[Any, Any, Any]]


class Params(RequestParams):
    """Parameters of all methods of the extension."""

    model_config = ConfigDict(extra="allow")
    task_id: str


class AnyResult(Result):
    """What a method of the extension returns."""

    model_config = ConfigDict(extra="allow")


class Created(AnyResult):
    """What a call returns whose result comes later."""

    result_type: Literal["task"]


class Tasks(ClientExtension):
    """The client's half of the extension: it waits for a task, unless told to leave it."""

    identifier = JobTasks.identifier

    def __init__(self, *, leave: bool = False) -> None:
        self.created: list[dict[str, Any]] = []
        self._leave = leave

    def claims(self) -> Sequence[ResultClaim[Any]]:
        """Return the one result that is ours."""
        return [ResultClaim(result_type="task", model=Created, resolve=self._settle)]

    async def ask(self, client: Client, method: str, task: str, **more: Any) -> dict[str, Any]:
        """Return what a method of the extension returns."""
        return await _ask(client.session, method, task, **more)

    async def _settle(self, created: Created, context: ClaimContext) -> CallToolResult:
        self.created.append(created.model_extra or {})
        if self._leave:
            return CallToolResult(content=[], structured_content={})
        task = await _end(context.session, self.created[-1]["taskId"])
        return CallToolResult.model_validate(task["result"])


async def _end(session: Any, task: str) -> dict[str, Any]:
    """Return a task when it has ended."""
    for _ in range(100_000):
        if (found := await _ask(session, "tasks/get", task))["status"] != "working":
            return found
        await asyncio.sleep(0)
    raise AssertionError(f"{found} does not end")


async def _ask(session: Any, method: str, task: str, **more: Any) -> dict[str, Any]:
    request = Request[Params, str](method=method, params=Params(task_id=task, **more))
    result: AnyResult = await session.send_request(request, AnyResult)
    return result.model_dump(by_alias=True)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gettask_mock: GettaskMock) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(2))


def within(out: Path, session: Session, tasks: Tasks, server: StdioServerParameters | None = None) -> Any:
    """Return what a session of a client with the extension returns."""

    async def run() -> Any:
        started = server or server_of(label="mcp", budget=None, period=DAY, out=out)
        async with Client(started, extensions=[tasks]) as client:
            return await session(client, tasks)

    return asyncio.run(run())


def test_a_call_that_would_wait_is_a_task_with_the_id_of_its_job(
    gettask_mock: GettaskMock, tmp_path: Path
) -> None:
    """Its result is the job that has ended, its pause the spec's; asked again, the job is paid once."""
    tasks = Tasks()

    async def session(client: Client, _: Tasks) -> list[Any]:
        ended = await call(client, "create_task", **ORDER)
        again = await call(client, "create_task", **ORDER)
        return [ended, again, await call(client, "wait_for_job", job=ended["job"])]

    ended, again, waited = within(tmp_path, session, tasks)
    assert (ended["state"], ended["ended"]) == ("succeeded", True)
    assert again == waited == ended
    (created,) = tasks.created  # a job that has ended needs no task
    assert (created["taskId"], created["status"], created["ttlMs"]) == (ended["job"], "working", None)
    assert created["pollIntervalMs"] == 2000
    assert len([*gettask_mock.mock.tasks.store]) == 1


def test_a_task_outlives_the_server(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Another server of the same store goes on with it, and nothing is created anew."""
    left = Tasks(leave=True)

    async def order(client: Client, _: Tasks) -> None:
        await call(client, "create_task", **ORDER)

    async def settle(client: Client, _: Tasks) -> Any:
        (created,) = left.created
        return await _end(client.session, created["taskId"])

    within(tmp_path, order, left)
    task = within(tmp_path, settle, Tasks())
    assert (task["status"], task["result"]["structuredContent"]["state"]) == ("completed", "succeeded")
    assert len([*gettask_mock.mock.tasks.store]) == 1


def test_however_often_a_client_asks_the_api_is_polled_on_the_schedule(
    gettask_mock: GettaskMock, tmp_path: Path
) -> None:
    """A client that asks without a pause costs no poll."""
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(10**6))

    async def session(client: Client, tasks: Tasks) -> Any:
        await call(client, "create_task", **ORDER)
        shown = [await tasks.ask(client, "tasks/get", tasks.created[0]["taskId"]) for _ in range(200)]
        return {each["status"] for each in shown}

    assert within(tmp_path, session, Tasks(leave=True)) == {"working"}
    polls = [each.at for each in gettask_mock.journal if each.method == "GET"]
    assert len(polls) > 2
    assert min(later - earlier for earlier, later in pairwise(polls)) > 1.5


def test_a_task_can_be_cancelled_where_the_api_can(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """A cancelled task says so; one that cannot be cancelled goes on, and says why."""
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(10**6))

    async def session(client: Client, tasks: Tasks) -> Any:
        await call(client, "create_task", **ORDER)
        id = tasks.created[0]["taskId"]
        await tasks.ask(client, "tasks/cancel", id)
        task = await _end(client.session, id)
        described = await call(client, "describe_variant", api="tripo", variant="text-to-model")
        order = {"api": "tripo", "variant": "text-to-model", "request": described["example"]}
        await call(client, "create_task", **order)
        other = tasks.created[1]["taskId"]
        await tasks.ask(client, "tasks/cancel", other)
        return task, await tasks.ask(client, "tasks/get", other)

    cancelled, other = within(tmp_path, session, Tasks(leave=True))
    assert (cancelled["status"], "result" in cancelled) == ("cancelled", False)
    assert other["status"] == "working"
    assert "cannot be cancelled" in other["statusMessage"]


def test_a_task_whose_cancel_removes_it_is_cancelled(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Nobody can poll it any more: the job ends with the cancel, and not as one that was lost."""
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(10**6))

    async def session(client: Client, tasks: Tasks) -> Any:
        (name,) = {each["variant"] for each in await call(client, "list_variants", api="runway")}
        described = await call(client, "describe_variant", api="runway", variant=name)
        order = {"api": "runway", "variant": name, "request": described["example"]}
        await call(client, "create_task", **order)
        await tasks.ask(client, "tasks/cancel", tasks.created[0]["taskId"])
        return await _end(client.session, tasks.created[0]["taskId"])

    assert within(tmp_path, session, Tasks(leave=True))["status"] == "cancelled"


def test_clients_without_the_extension_see_no_task(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Their create returns at once, and the methods name what is missing."""
    del gettask_mock

    async def run(mode: str) -> Any:
        server = server_of(label="mcp", budget=None, period=DAY, out=tmp_path)
        async with Client(server, mode=mode) as client:
            made = await call(client, "create_task", **ORDER)
            with pytest.raises(MCPError) as refused:
                await _ask(client.session, "tasks/get", made["job"])
            return made["state"], refused.value.code

    assert asyncio.run(run("auto")) == ("open", MISSING_REQUIRED_CLIENT_CAPABILITY)
    assert asyncio.run(run("legacy"))[0] == "open"


def test_a_wait_that_cannot_go_on_fails_and_an_unknown_task_is_refused(
    gettask_mock: GettaskMock, tmp_path: Path
) -> None:
    """A task that the API lost is a failed one, which says why; an id that is no job's is an error."""
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(10**6))

    async def session(client: Client, tasks: Tasks) -> Any:
        await call(client, "create_task", **ORDER)
        gettask_mock.mock.reset()
        task = await _end(client.session, tasks.created[0]["taskId"])
        with pytest.raises(MCPError, match="no task 'nothing'"):
            await tasks.ask(client, "tasks/get", "nothing")
        assert await tasks.ask(client, "tasks/update", task["taskId"], inputResponses={})
        return task

    task = within(tmp_path, session, Tasks(leave=True))
    assert task["status"] == "failed"
    assert "TaskNotFoundError" in task["error"]["message"]


@pytest.mark.slow
def test_tasks_over_stdio(tmp_path: Path) -> None:
    """The command answers at once with a task, and a client that asks twice pays once."""
    command = ["-m", "gettask", "mcp", "--budget", "1", "-o", str(tmp_path / "out")]
    with mock_server(tmp_path, ()) as http:
        environment = dict(os.environ) | {"GETTASK_MOCK_URL": str(http.base_url).rstrip("/")}
        server = StdioServerParameters(command=sys.executable, args=command, env=environment)

        async def session(client: Client, _: Tasks) -> list[Any]:
            return [await call(client, "create_task", **ORDER) for _ in range(2)]

        tasks = Tasks()
        first, second = within(tmp_path, session, tasks, server)
        assert first == second
        assert (first["state"], len(tasks.created), len(created(http))) == ("succeeded", 1, 1)
