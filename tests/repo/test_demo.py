"""`make demo` shows how jobs end, `make demo ALL=1` runs one task of every variant."""

from __future__ import annotations

import asyncio
import io
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from gettask import load, parse
from gettask.client import CLIENTS
from gettask.events import RequestEvent
from gettask.mock import TaskPlan, WebhookDelivery, after_seconds
from gettask.mock.webhooks import WebhookEndpoint
from gettask.pytest_plugin import ROOT as ROOT_URL
from gettask.pytest_plugin import GettaskMock
from gettask.testing import instant
from scripts.demo import SECRET, Demo, Job, jobs, report, screen, what_next
from scripts.demo_mock import verify

ROOT = Path(__file__).parents[2]


def demo(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.demo", *arguments]
    environment = {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_every_job_ends_as_it_should(tmp_path: Path) -> None:
    """The table has the failure, the retries, the handle, the webhook and the link; files are kept."""
    done = demo("1-seconds", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if line}
    for job in jobs():
        saved = sorted((tmp_path / "demo-out").glob(f"{job.variant}-[0-9]*"))
        assert bool(saved) != (job.about == "a job that fails"), job.variant
        assert not saved or saved[0].name in rows[job.variant]
    said = {job.about: rows[job.variant] for job in jobs()}
    assert "failed: " in said["a job that fails"]
    assert "2 × HTTP 502, polled again; 1 × lost connection, polled again" in said["a bad network"]
    assert "interrupted, resumed from its handle" in said["an interrupted wait"]
    assert "answered by a signed webhook, no poll" in said["a webhook"]
    assert "expired link renewed" in said["an expired link"]
    assert not done.stderr


def test_all_runs_a_task_of_each_variant(tmp_path: Path) -> None:
    """It counts every variant that there is, and names those without a request and those deprecated."""
    done = demo("--all", "0-polls", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    variants = [(api, variant) for api in CLIENTS for variant in load(api).variants.values()]
    differs = [
        f"differs: {api} {variant.name}: the spec has no request"
        for api, variant in variants
        if variant.example is None
    ]
    _, count, *rest = done.stdout.splitlines()
    assert count.startswith(f"{len(variants)} variants, ")
    assert [line for line in rest if ": deprecated: " not in line] == differs
    assert any(line.startswith("differs: tripo refine-model: deprecated: ") for line in rest)
    assert not done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_takes_its_mock_along(number: signal.Signals, tmp_path: Path) -> None:
    """Nothing listens any more where the mock was, and there is no traceback."""
    command = [sys.executable, "-m", "scripts.demo", "3600-seconds"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        match = re.match(r"mock at (http://\S+);", process.stdout.readline())
        assert match
        process.send_signal(number)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "stopped" in rest.splitlines()
    assert "Traceback" not in rest
    with pytest.raises(httpx.ConnectError):
        httpx.get(match[1], trust_env=False)


@pytest.mark.parametrize(("name", "data"), [("a.glb", b"<html>"), ("a.mp4", b""), ("a.bin", b"")])
def test_the_demo_looks_into_the_files(name: str, data: bytes, tmp_path: Path) -> None:
    """An error page under the name of a model is not a result."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=f"{name} is no {name.partition('.')[2]}"):
        verify(tmp_path / name)


def under_way() -> list[Job]:
    """The jobs in the middle, each as far as a job can be."""
    some = jobs()
    poll = RequestEvent("piapi", "get_task", "1", "GET", "http://127.0.0.1", 0.1)
    for number, job in enumerate(some):
        first = next(iter(load(job.api).lifecycle.statuses))
        name = load(job.api).variants[job.variant].example
        body = {"task_id": "1", "status": first, "input": name}
        job.task = None if number == 0 else parse(body, job.api)
        job.events = [poll] * number
        if number == 3:
            job.state, job.notes = "done", ["failed: " + "a long sentence of the vendor's " * 4]
            job.files = [Path("a.png"), Path("b.png")]
    return some


def picture(width: int, *parts: RenderableType) -> list[str]:
    """Return the lines that a terminal of 24 rows shows."""
    console = Console(width=width, height=24, file=io.StringIO(), force_terminal=True, color_system=None)
    with console.capture() as captured:
        console.print(*parts)
    return captured.get().splitlines()


@pytest.mark.parametrize("width", [80, 120])
def test_the_live_lines_fit(width: int) -> None:
    """Each job has one line, with its variant and what it shows, however much has happened."""
    lines = picture(width, screen(under_way(), Text("*")))
    assert all(len(line) <= width for line in lines)
    for line, job in zip(lines, jobs(), strict=True):
        assert line[1:].lstrip().startswith(job.variant)
        assert job.about in line


def run_jobs(gettask_mock: GettaskMock, folder: Path) -> tuple[list[Job], float]:
    """Run the jobs of the demo on a simulated clock; return them, and the seconds that they took on it."""
    some = jobs()
    gettask_mock.plan(TaskPlan(complete_after=after_seconds(3)))
    gettask_mock.mock.tasks.webhook_endpoint = WebhookEndpoint("http://127.0.0.1/", SECRET)
    demo = Demo(ROOT_URL, folder, gettask_mock.transport)

    def receive(delivery: WebhookDelivery) -> int:
        demo.receive(delivery.body, delivery.headers)
        return 204

    def advance(seconds: float) -> None:
        gettask_mock.clock.advance(seconds)
        gettask_mock.deliver(receive)

    async def run() -> None:
        await asyncio.gather(*(job.run(job, demo) for job in some))

    with instant(advance) as clock:
        asyncio.run(run())
    for job in some:
        job.state = "done"
    return some, clock.slept


def test_eight_jobs_take_seconds_and_their_table_fits(gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Waits end within 8 s; in 80 and 120 columns each job has its cost in dollars and its file, unbroken."""
    ended, seconds = run_jobs(gettask_mock, tmp_path)
    assert 3 <= seconds <= 8
    assert len(ended) == 8
    for width, rows in ((80, 20), (120, 14)):
        lines = picture(width, report(ended), what_next())
        assert len(lines) <= rows
        assert all(len(line) <= width for line in lines)
        for job in ended:
            row = next(line for line in lines if line.startswith(job.variant + " "))
            assert job.cost.startswith("$")
            assert job.cost in row
            assert not job.files or job.files[0].name in row
