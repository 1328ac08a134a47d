"""Jobs for agents: the tools of the Model Context Protocol against the mock in memory."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from gettask import JobStore
from gettask.cli.mcp_server import server_of
from gettask.cli.mcp_tasks import JobTasks
from gettask.jobs import default_path
from gettask.mock import TaskPlan, after_polls
from gettask.pytest_plugin import GettaskMock
from tests.cli.conftest import KEY
from tests.jobs.killing import created, mock_server

DAY = 24 * 3600.0
CAT: dict[str, Any] = {
    "model": "Qubico/flux1-schnell",
    "task_type": "txt2img",
    "input": {"prompt": "a cat"},
}
PRICE = 0.002
"""What it costs in US dollars."""
Session = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gettask_mock: GettaskMock) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(1))


def within(out: Path, session: Session, budget: float | None = None) -> Any:
    """Return what a session with the server returns."""

    async def run() -> Any:
        server = server_of(label="mcp", budget=budget, period=DAY, out=out)
        async with Client(server) as client:
            return await session(client)

    return asyncio.run(run())


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    """Return the structured result of a tool, or the text of its error."""
    result = await client.call_tool(tool, arguments)
    if result.is_error:
        return "".join(getattr(each, "text", "") for each in result.content)
    found = result.structured_content
    return found["result"] if found is not None and set(found) == {"result"} else found


def creates(gettask_mock: GettaskMock) -> int:
    return len([*gettask_mock.mock.tasks.store])


def test_an_agent_creates_waits_and_saves(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """From the list of variants to the file."""

    async def session(client: Client) -> dict[str, Any]:
        variants = await call(client, "list_variants", api="piapi")
        assert "flux" in [each["variant"] for each in variants]
        described = await call(client, "describe_variant", api="piapi", variant="flux")
        assert "$defs" in described["schema"]
        quoted = await call(client, "estimate_cost", api="piapi", variant="flux", request=CAT)
        assert quoted["most_usd"] > 0
        made = await call(client, "create_task", api="piapi", variant="flux", request=CAT)
        assert (made["state"], made["ended"]) == ("open", False)
        ended = await call(client, "wait_for_job", job=made["job"])
        assert (ended["state"], ended["ended"]) == ("succeeded", True)
        saved: dict[str, Any] = await call(client, "save_results", job=made["job"])
        return saved

    saved = within(tmp_path / "out", session)
    (file,) = saved["files"]
    assert Path(file).read_bytes().startswith(b"\x89PNG")
    assert creates(gettask_mock) == 1


def test_an_agent_that_asks_twice_pays_once(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """An equal request is the same job, in whichever order, at once, after a restart; a key makes another."""

    async def session(client: Client) -> list[str]:
        order = {"api": "piapi", "variant": "flux", "request": CAT}
        turned = order | {"request": dict(reversed(CAT.items()))}
        made = await asyncio.gather(*(call(client, "create_task", **each) for each in (order, turned, order)))
        other = [await call(client, "create_task", **order, key="second") for _ in range(2)]
        return [each["job"] for each in (*made, *other)]

    jobs = within(tmp_path, session)
    assert (len({*jobs[:3]}), len({*jobs[3:]}), creates(gettask_mock)) == (1, 1, 2)
    assert within(tmp_path, session) == jobs
    assert creates(gettask_mock) == 2


def test_progress_rises_to_the_end(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """It is in percent, rises with each notification, and a job that has succeeded is at 100."""
    gettask_mock.mock.tasks.plan = TaskPlan(after_polls(4))
    seen: list[tuple[float, float | None, str | None]] = []

    async def report(progress: float, total: float | None, message: str | None) -> None:
        seen.append((progress, total, message))

    async def session(client: Client) -> None:
        described = await call(client, "describe_variant", api="tripo", variant="text-to-model")
        order = {"api": "tripo", "variant": "text-to-model", "request": described["example"]}
        made = await call(client, "create_task", **order)
        await client.call_tool("wait_for_job", {"job": made["job"]}, progress_callback=report)

    within(tmp_path, session)
    shown = [done for done, _, _ in seen]
    assert shown == sorted({*shown})
    assert any(0 < done < 100 for done in shown)
    assert seen[-1][:2] == (100, 100)
    assert {total for _, total, _ in seen} == {100}


def test_a_budget_bounds_what_is_created(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """What was created counts until its cost is known, also after a restart; nothing is sent beyond it."""
    seen: list[Any] = []

    async def session(client: Client) -> Any:
        order = {"api": "piapi", "variant": "flux", "request": CAT}
        for key in ("a", "a", "b", "c"):
            made = await call(client, "create_task", **order, key=key)
            seen.append(made if isinstance(made, str) else made["state"])
        return await call(client, "budget")

    price = PRICE
    left = within(tmp_path, session, budget=2.5 * price)
    assert seen[:3] == ["open"] * 3
    assert "This may cost $" in seen[3]
    assert (left["spent_usd"], round(left["left_usd"], 6)) == (2 * price, PRICE / 2)
    assert creates(gettask_mock) == 2
    within(tmp_path, session, budget=2.5 * price)
    assert creates(gettask_mock) == 2


def test_jobs_of_a_mock_take_nothing_from_the_budget_of_real_ones(tmp_path: Path) -> None:
    """They count while the mock is in use, and no longer."""

    async def order(client: Client) -> Any:
        await call(client, "create_task", api="piapi", variant="flux", request=CAT)
        return await call(client, "budget")

    async def look(client: Client) -> Any:
        return await call(client, "budget")

    assert within(tmp_path, order, budget=1.0)["spent_usd"] == PRICE
    with pytest.MonkeyPatch.context() as patch:  # undone before the mock ends, which has set the variable
        patch.delenv("GETTASK_MOCK_URL")
        assert within(tmp_path, look, budget=1.0)["spent_usd"] == 0
        patch.setenv("PIAPI_API_KEY", KEY)
        assert within(tmp_path, look, budget=1.0)["spent_usd"] == 0


def test_what_has_no_price_is_not_bought_on_a_budget(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Nobody can say what it costs."""

    async def session(client: Client) -> Any:
        body = {"input": {"prompt": 1}}
        return await call(client, "create_task", api="piapi", variant="udio", request=body)

    found = within(tmp_path, session, budget=1.0)
    assert isinstance(found, str)
    assert creates(gettask_mock) == 0


def test_errors_say_what_is_wrong(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Unknown names have suggestions, wrong requests their place; no traceback, no key."""

    async def session(client: Client) -> list[str]:
        wrong = {**CAT, "input": {"prompt": 5}}
        return [
            await call(client, "describe_variant", api="piapy", variant="flux"),
            await call(client, "create_task", api="piapi", variant="flx", request=CAT),
            await call(client, "create_task", api="piapi", variant="flux", request=wrong),
            await call(client, "wait_for_job", job="nothing"),
        ]

    api, variant, request, job = within(tmp_path, session)
    assert "did you mean piapi" in api
    assert "did you mean flux" in variant
    assert "/input" in request
    assert "no job 'nothing'" in job
    assert KEY not in f"{api}{variant}{request}{job}"
    assert creates(gettask_mock) == 0


def test_the_command_speaks_the_protocol(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """On stdin and stdout, in a process of its own; its jobs are in the user's store."""
    del gettask_mock
    lines: list[dict[str, Any]] = [
        {
            "method": "initialize",
            "id": 1,
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            },
        },
        {"method": "notifications/initialized"},
        {"method": "tools/list", "id": 2},
    ]
    text = "".join(json.dumps({"jsonrpc": "2.0", **each}) + "\n" for each in lines)
    command = [sys.executable, "-m", "gettask", "mcp", "--budget", "1", "-o", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(text)
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.wait(20) == 0
    tools = answers[1]["result"]["tools"]
    assert {"create_task", "wait_for_job", "budget"} <= {tool["name"] for tool in tools}
    with JobStore(default_path()) as store:
        assert [*store.find()] == []


@pytest.mark.node
def test_the_official_inspector_can_use_it(tmp_path: Path) -> None:
    """Its command line creates, waits and saves; a server is started for each call.

    By an earlier protocol a create returns at once; by the newest one it is a task, which is settled.
    """
    inspector = Path(__file__).parents[1] / "inspector/node_modules/.bin/mcp-inspector"
    assert inspector.exists(), "make check installs it"
    with mock_server(tmp_path, ("--complete-after", "1-polls")) as http:
        settings = [f"GETTASK_MOCK_URL={str(http.base_url).rstrip('/')}"]
        settings += [f"XDG_STATE_HOME={tmp_path / 'state'}", f"XDG_CONFIG_HOME={tmp_path / 'config'}"]

        def ask(era: str, method: str, tool: str = "", **arguments: object) -> dict[str, Any]:
            words = [str(inspector), "--cli", *(word for each in settings for word in ("-e", each))]
            words += [sys.executable, "-m", "gettask", "mcp", "--budget", "1", "-o", str(tmp_path / "out")]
            words += ["--protocol-era", era, "--method", method]
            words += ["--tool-name", tool, "--tool-args-json", json.dumps(arguments)] if tool else []
            done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
            answer: dict[str, Any] = json.loads(done.stdout)
            return answer

        server = ask("modern", "initialize")
        assert server["serverInfo"]["version"]
        assert JobTasks.identifier in server["capabilities"]["extensions"]
        order = {"api": "piapi", "variant": "flux", "request": CAT}
        made = [
            ask(era, "tools/call", "create_task", **order)["structuredContent"]
            for era in ("legacy", "modern")
        ]
        assert len({each["job"] for each in made}) == len(created(http)) == 1
        assert [each["state"] for each in made] == ["open", "succeeded"]
        saved = ask("legacy", "tools/call", "save_results", job=made[0]["job"])["structuredContent"]
        assert len(saved["files"]) == 1
