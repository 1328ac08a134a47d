"""Runs jobs on Temporal while workers and the server are killed, and looks at what the mock was asked to do.

`python -m tests.jobs.fleet` is the long run, `make fleet-soak`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client

from gettask.jobs.batch import BatchRow
from gettask.jobs.model import JobState
from gettask.jobs.temporal.model import TAKEN, WORKFLOW, JobOrder, JobResult
from gettask.jobs.temporal.submit import Submission, submit
from gettask.jobs.temporal.worker import QUEUE, connected
from tests.jobs.killing import PNG, created

BIN = Path(sys.executable).parent
DURATION = 1
"""Seconds that a task takes."""
MOCK = ("--port", "0", "--complete-after", f"{DURATION}-seconds", "--latency", "uniform:0:0.04")
FAULTS = ("--errors", "0.02", "--cuts", "0.02", "--max-tasks", "100")
TIMEOUT, CREATE_TIMEOUT, HEARTBEAT = 2.0, 3.0, 3.0
"""Seconds for a request, an attempt of a create, and a silent worker."""
PAUSE = 3.0
"""The most seconds between two kills."""
LIMIT = 10.0
"""Seconds for each job within which all have to end."""
MOST_EVENTS, MOST_BYTES = 24, 25_000
"""What the history of a job may have, whether its create is cut off or its wait handed over."""
DEATH, TAKEN_EVENTS = 3, 13
"""Events that a worker adds which dies with a step of a workflow, and a task that is lost to an equal job."""
UP = 30.0
"""Seconds in which a process has to be up."""


@dataclass(frozen=True)
class Outcome:
    """What a run has left behind.

    Attributes:
        lost: Jobs without results of a task of their own.
        double: Tasks beyond one for each job.
        wrong: Files that no job has, or that are not whole.
        kills: How many processes were killed.
        events: The most events of a job, without those of dead workers and of tasks lost to an equal job.
        most_events: The most events of any job.
        size: The bytes of the largest history.
        late: Seconds from the end of a task until its job was known to have ended: of 95 in 100, at most.
    """

    lost: int
    double: int
    wrong: int
    kills: int
    events: int
    most_events: int
    size: int
    late: float


@dataclass(frozen=True)
class Histories:
    """What the histories of jobs have at most: events as in `Outcome`, all events, bytes."""

    events: int
    most_events: int
    size: int


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Service:
    """A process that can be killed and started again.

    Attributes:
        command: What to run.
        log: The file of its output.
        environment: Its environment.
    """

    command: list[str]
    log: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, env=self.environment)

    def kill(self) -> None:
        """Kill it as the kernel does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(*services: Service) -> Iterator[None]:
    """Start services, and kill them in the end."""
    with ExitStack() as stack:
        for service in services:
            service.start()
            stack.callback(service.kill)
        yield


def server(folder: Path, port: int) -> Service:
    """Return Temporal's server, whose state is in a file."""
    words = ["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port)]
    words += ["--db-filename", str(folder / "temporal.db"), "--log-level", "error"]
    return Service([str(BIN / "temporal"), *words], folder / "server.log")


def worker(folder: Path, number: int, port: int, mock: str) -> Service:
    """Return a worker, which has a job store of its own, as another machine would."""
    words = ["worker", "--temporal", f"127.0.0.1:{port}", "--api", "piapi", "--timeout", str(TIMEOUT)]
    home = {"XDG_STATE_HOME": str(folder / f"state-{number}"), "XDG_CONFIG_HOME": str(folder / "config")}
    environment = os.environ | home | {"GETTASK_MOCK_URL": mock}
    log = folder / f"worker-{number}.log"
    return Service([sys.executable, "-m", "gettask", *words], log, environment)


async def up(port: int) -> Client:
    """Return a client of the server when it answers."""
    until = time.monotonic() + UP
    while True:
        try:
            return await connected(f"127.0.0.1:{port}")
        except Exception:
            if time.monotonic() > until:
                raise
        await asyncio.sleep(0.05)


def submissions(count: int, out: str) -> list[Submission]:
    """Return jobs of which each two are equal, but for their label."""
    found = []
    for number in range(count):
        body = {"prompt": f"cat {number // 2}", "image": "https://example.com/cat.png"}
        request = {"model": "Qubico/image-toolkit", "task_type": "segment", "input": body}
        row = BatchRow(f"row {number}", "segment", request, f"cat-{number}")
        order = JobOrder(
            "piapi",
            "segment",
            row.body,
            row.name,
            out,
            deadline=600.0,
            create_timeout=CREATE_TIMEOUT,
            recreate_unknown=True,
            label=row.label,
            heartbeat=HEARTBEAT,
        )
        found.append(Submission(partial(row.job_id, "piapi", ""), order))
    return found


def run_killed(folder: Path, jobs: int, kills: int, seed: int) -> Outcome:
    """Run jobs to their end, killing workers and the server meanwhile, and count what is not as it should be.

    Args:
        folder: An empty folder.
        jobs: How many jobs there are.
        kills: How many processes are killed, after pauses of the seed.
        seed: The seed.
    """
    port, out = free_port(), str(folder / "out/{label}/{id}-{kind}-{n}")
    command = [sys.executable, "-m", "gettask.mock", *MOCK, *FAULTS, "--seed", str(seed)]
    command += ["--store", str(folder / "mock.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            url = mock.stdout.readline().strip()
            services = [server(folder, port), *(worker(folder, number, port, url) for number in range(2))]
            with running(*services), httpx.Client(base_url=url, trust_env=False) as http:
                run = _run(port, submissions(jobs, out), services, kills, random.Random(seed))
                ends, killed, histories = asyncio.run(run)
                tasks = created(http)
        finally:
            mock.kill()
    results = [result for result, _ in ends]
    began = {task["id"]: task["created"] for task in tasks}
    late = sorted(at - began[result.task_id] - DURATION for result, at in ends if result.task_id in began)
    files = {path for path in (folder / "out").rglob("*") if path.is_file()}
    lost = jobs - len({result.task_id for result in results if result.state == JobState.SUCCEEDED})
    expected = {Path(file) for result in results for file in result.files}
    broken = [path for path in files & expected if not path.read_bytes().startswith(PNG)]
    wrong = len(files ^ expected) + len(broken)
    return Outcome(
        lost,
        len(tasks) - jobs,
        wrong,
        killed,
        histories.events,
        histories.most_events,
        histories.size,
        round(percentile(late, 0.95), 1),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value that a share of values in their order does not exceed."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


async def _run(
    port: int, wanted: list[Submission], services: list[Service], kills: int, dice: random.Random
) -> tuple[list[tuple[JobResult, float]], int, Histories]:
    """Return what became of the jobs and when, the kills, and what the histories have."""
    killed = 0

    async def kill() -> None:
        nonlocal killed
        for _ in range(kills):
            await asyncio.sleep(dice.uniform(0.2, PAUSE))
            service = dice.choice(services)
            await asyncio.to_thread(service.kill)
            await asyncio.sleep(dice.uniform(0, 0.5))
            service.start()
            killed += 1

    results: dict[str, tuple[JobResult, float]] = {}

    def ended(_: Submission, job_id: str, result: JobResult) -> None:
        results.setdefault(job_id, (result, time.time()))

    await up(port)
    killing = asyncio.create_task(kill())
    async with asyncio.timeout(UP + len(wanted) * LIMIT):
        await _submit_until_done(port, wanted, ended)
    if not killing.done():
        killing.cancel()
    await asyncio.gather(killing, return_exceptions=True)
    return [*results.values()], killed, await histories_of(await up(port))


async def _submit_until_done(
    port: int, wanted: list[Submission], ended: Callable[[Submission, str, JobResult], object]
) -> None:
    """Submit, and when the server was killed, submit again, as a user would."""
    while True:
        try:
            temporal = await up(port)
            await submit(temporal, QUEUE, wanted, ended)
        except Exception as error:  # noqa: BLE001 - the server is dead for a moment
            sys.stderr.write(f"submitting again: {error!r}\n")
            await asyncio.sleep(0.2)
        else:
            return


async def histories_of(temporal: Client) -> Histories:
    """Return what the histories of all jobs have at most."""
    events = most_events = size = 0
    async for each in temporal.list_workflows(f"WorkflowType = '{WORKFLOW}'"):
        handle = temporal.get_workflow_handle(each.id)
        info = (await handle.describe()).raw_description.workflow_execution_info
        most_events, size = max(most_events, info.history_length), max(size, info.history_size_bytes)
        if info.history_length > events:
            befell = _befell((await handle.fetch_history()).events)
            events = max(events, info.history_length - befell)
    return Histories(events, most_events, size)


def _befell(history: Sequence[HistoryEvent]) -> int:
    """Return the events of what befell a job: workers that died with a step, tasks lost to an equal job."""
    timed_out = EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT
    failures = (event.activity_task_failed_event_attributes.failure for event in history)
    taken = sum(failure.application_failure_info.type == TAKEN for failure in failures)
    return DEATH * sum(event.event_type == timed_out for event in history) + TAKEN_EVENTS * taken


def main() -> None:
    """Run one, and print its outcome as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gettask-fleet-"))
    began = time.monotonic()
    outcome = run_killed(folder, options.jobs, options.kills, options.seed)
    passed = (outcome.lost, outcome.double, outcome.wrong) == (0, 0, 0)
    passed &= outcome.events <= MOST_EVENTS and outcome.size <= MOST_BYTES
    if passed:
        shutil.rmtree(folder)
    line = {"jobs": options.jobs, "seconds": round(time.monotonic() - began), **outcome.__dict__}
    sys.stdout.write(json.dumps(line) + ("\n" if passed else f" {folder}\n"))
    sys.stdout.flush()
    os._exit(0 if passed else 1)  # Temporal's threads may crash an interpreter that ends


if __name__ == "__main__":
    main()
