"""The demo: eight jobs of two vendors against the mock, and how each of them ends well, or says why not.

python -m scripts.demo          # the eight jobs, their files in ./demo-out, which is emptied first
python -m scripts.demo --all    # one task of every variant
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from aiohttp import web
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from gettask import GettaskError, Handle, PollSchedule, TaskFailedError, load, webhooks
from gettask.cli.show import cell, emit
from gettask.client import AsyncClient, connect_async
from gettask.events import Event, RequestEvent
from gettask.task import Task
from scripts import demo_all
from scripts.demo_mock import KEY, STOPS, mock_server, stoppable, verify

FOLDER = Path("demo-out")
SCHEDULE = PollSchedule(initial=0.5, multiplier=1.2, maximum=1.0, jitter=0.0)
DEADLINE = 60.0
SECRET = "whsec_demo"  # no secret: the mock signs with what it is given
NEXT = (
    ("all variants, one task each", "make demo ALL=1"),
    ("what a variant takes and costs", ".venv/bin/gettask variants piapi flux"),
    ("the mock for your own code", ".venv/bin/gettask mock --port 8600"),
)


@dataclass
class Job:
    """One job of the demo, and what is known of it.

    Attributes:
        api: The name of the API.
        variant: The name of the variant, whose example in the spec is the request.
        about: What the job shows.
        run: Runs it.
        scenario: What the mock does to it; see docs/scenarios.md.
        events: Its requests, in their order.
        task: The task as it was seen last.
        files: Its results.
        notes: What happened beside its requests.
        state: How it ended: `done`, or what went wrong; empty while it runs.
    """

    api: str
    variant: str
    about: str
    run: Callable[[Job, Demo], Awaitable[None]]
    scenario: str | None = None
    events: list[RequestEvent] = field(default_factory=list)
    task: Task | None = None
    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    state: str = ""

    def on_event(self, event: Event) -> None:
        """Keep the requests of the job."""
        if isinstance(event, RequestEvent):
            self.events.append(event)

    def on_update(self, task: Task) -> None:
        """Keep the task that a poll returned."""
        self.task = task

    @property
    def happened(self) -> str:
        """What happened, made of what was seen: a sentence in the table's third column."""
        polls = [event for event in self.events if event.operation not in ("create", "download")]
        failed = Counter(
            f"HTTP {event.status}" if event.status else "lost connection"
            for event in polls
            if event.error or (event.status or 0) >= 500
        )
        parts = [*self.notes, *(f"{count} × {what}, polled again" for what, count in failed.items())]
        downloads = [event.status for event in self.events if event.operation == "download"]
        if 403 in downloads and downloads[-1] == 200:
            parts.append("expired link renewed")
        if self.state not in ("", "done"):
            parts.append(self.state)
        return "; ".join(parts) or (f"{len(polls)} polls" if self.state else "")

    @property
    def cost(self) -> str:
        """What the task costs, in US dollars if a source tells the rate."""
        cost = None if self.task is None else self.task.cost
        if cost is None:
            return ""
        return str(cost) if cost.usd is None else f"${cost.usd:.4f}"


@dataclass
class Demo:
    """What all jobs share: the mock, and the tasks that webhooks have reported."""

    base_url: str
    folder: Path
    transport: httpx.AsyncBaseTransport | None = None
    delivered: dict[str, asyncio.Future[Task]] = field(default_factory=dict)

    def expect(self, task_id: str) -> asyncio.Future[Task]:
        """The task that a webhook will bring."""
        return self.delivered.setdefault(task_id, asyncio.get_running_loop().create_future())

    def receive(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Take a webhook, and hand its task to the job that expects it."""
        task = webhooks.receive(body, headers, api="tripo", secret=SECRET).task
        if task is not None and task.phase.terminal and not self.expect(task.id).done():
            self.expect(task.id).set_result(task)

    async def connect(self, job: Job, stack: AsyncExitStack) -> AsyncClient[Any]:
        """A client of a job, whose creates ask the mock for the job's scenario."""
        headers = {} if job.scenario is None else {"X-Mock-Scenario": job.scenario}
        http_client = await stack.enter_async_context(
            httpx.AsyncClient(headers=headers, transport=self.transport, trust_env=False)
        )
        base_url = self.base_url + urlsplit(load(job.api).servers[0].url).path
        client = connect_async(
            job.api, KEY, base_url=base_url, http_client=http_client, on_event=job.on_event
        )
        return await stack.enter_async_context(client)

    async def save(self, client: AsyncClient[Any], job: Job, task: Task) -> None:
        """Download and verify the results of a job."""
        job.task = task
        job.files = await client.download(task, self.folder, name="{variant}-{n}")
        for path in job.files:
            verify(path)


async def create(client: AsyncClient[Any], job: Job) -> Handle[Any]:
    """Order the example that the spec gives for the variant."""
    request = load(job.api).variants[job.variant].example
    if request is None:
        raise SystemExit(f"{job.api} {job.variant} has no example of a request")
    return await client.create(request, variant=job.variant)


async def wait_for(job: Job, demo: Demo) -> None:
    """Create, wait, download."""
    async with AsyncExitStack() as stack:
        client = await demo.connect(job, stack)
        handle = await create(client, job)
        task = await client.wait(handle, deadline=DEADLINE, schedule=SCHEDULE, on_update=job.on_update)
        await demo.save(client, job, task)


async def fail(job: Job, demo: Demo) -> None:
    """Wait for a task that fails: the error says why, in the vendor's words."""
    try:
        await wait_for(job, demo)
    except TaskFailedError as error:
        job.task = error.task
        job.notes.append(f"failed: {'' if error.task is None else error.task.error}")
    else:
        raise ValueError("the task was to fail")


async def interrupt(job: Job, demo: Demo) -> None:
    """Stop waiting in the middle, keep the handle, and go on with a client that knows nothing else."""
    async with AsyncExitStack() as stack:
        client = await demo.connect(job, stack)
        handle = (await create(client, job)).to_json()
        seen = asyncio.Event()
        wait = client.wait(Handle.from_json(handle), schedule=SCHEDULE, on_update=lambda _: seen.set())
        waiting = asyncio.create_task(wait)
        await asyncio.wait_for(seen.wait(), DEADLINE)
        if waiting.cancel():
            job.notes.append("interrupted, resumed from its handle")
        await asyncio.wait([waiting])
    async with AsyncExitStack() as stack:
        client = await demo.connect(job, stack)
        task = await client.wait(
            Handle.from_json(handle), deadline=DEADLINE, schedule=SCHEDULE, on_update=job.on_update
        )
        await demo.save(client, job, task)


async def receive(job: Job, demo: Demo) -> None:
    """Poll nothing: the vendor posts the task when it has ended."""
    async with AsyncExitStack() as stack:
        client = await demo.connect(job, stack)
        handle = await create(client, job)
        task = await asyncio.wait_for(demo.expect(handle.id), DEADLINE)
        job.notes.append("answered by a signed webhook, no poll")
        await demo.save(client, job, task)


def jobs() -> list[Job]:
    """The eight jobs."""
    reason = next(rule.code for rule in load("tripo").errors if rule.place == "task" and rule.code)
    return [
        Job("piapi", "flux", "an image", wait_for),
        Job("tripo", "text-to-model", "a 3-D model", wait_for),
        Job("piapi", "ace-step", "a song", wait_for),
        Job("tripo", "text-to-image", "a job that fails", fail, f"fails-with:{reason}"),
        Job("piapi", "kling", "a bad network", wait_for, "bad-network"),
        Job("tripo", "image-to-model", "an interrupted wait", interrupt),
        Job("tripo", "image-to-image", "a webhook", receive),
        Job("piapi", "image-upscale", "an expired link", wait_for, "result-link-expired-once"),
    ]


@contextmanager
def shown(all_jobs: list[Job], console: Console) -> Iterator[None]:
    """Show the jobs while they run, if there is a terminal to show them on."""
    if not console.is_terminal:
        yield
        return
    spinner = Spinner("dots")
    with Live(get_renderable=lambda: screen(all_jobs, spinner), console=console, transient=True):
        yield


def screen(all_jobs: list[Job], spinner: RenderableType) -> Table:
    """A line for each job: what it shows, its status, what happened so far."""
    table = Table.grid(padding=(0, 1))
    for width in (1, 14, 19, 14):
        table.add_column(min_width=width, max_width=width, no_wrap=True, overflow="ellipsis")
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.expand = True
    for job in all_jobs:
        status = "created" if job.task is None else job.task.status
        progress = "" if job.task is None or job.task.progress is None else f" {job.task.progress:.0%}"
        mark = spinner if not job.state else cell("✓" if job.state == "done" else "✗")
        table.add_row(mark, cell(job.variant), cell(job.about), cell(status + progress), cell(job.happened))
    return table


def report(all_jobs: list[Job]) -> Table:
    """The table at the end."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("variant", no_wrap=True)
    table.add_column("what happened", ratio=1, overflow="fold")
    table.add_column("cost", no_wrap=True, justify="right")
    table.add_column("file", no_wrap=True)
    for job in all_jobs:
        first, more = next((path.name for path in job.files), "–"), len(job.files) - 1
        names = first + f" +{more}" * (more > 0)
        table.add_row(cell(job.variant), cell(job.happened), cell(job.cost), cell(names))
    return table


def what_next() -> Group:
    """The commands to try next."""
    width = max(len(about) for about, _ in NEXT)
    return Group(*(Text(f"{about + ':':<{width + 1}} {command}") for about, command in NEXT))


async def run(all_jobs: list[Job], demo: Demo) -> None:
    """Run all jobs at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    async def deliver(request: web.Request) -> web.Response:
        demo.receive(await request.read(), request.headers)
        return web.Response(status=204)

    async def one(job: Job) -> None:
        try:
            await job.run(job, demo)
            job.state = "done"
        except (GettaskError, ValueError, OSError) as error:
            job.state = f"{type(error).__name__}: {error}"

    app = web.Application()
    app.router.add_post("/", deliver)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        async with httpx.AsyncClient(base_url=demo.base_url, trust_env=False) as admin:
            endpoint = {"url": f"http://{host}:{port}/", "secret": SECRET}
            (await admin.put("/_mock/webhook", json=endpoint)).raise_for_status()
        await asyncio.gather(*map(one, all_jobs))
    finally:
        await runner.cleanup()


def main(arguments: list[str]) -> int:
    """Return 0 if every job went as it should."""
    if arguments[:1] == ["--all"]:
        return demo_all.main(*arguments[1:])
    logging.getLogger("gettask").addHandler(logging.NullHandler())  # failed polls are in the table
    console = Console()
    shutil.rmtree(FOLDER, ignore_errors=True)
    all_jobs = jobs()
    with mock_server(*(arguments or ["3-seconds"])) as base_url:
        console.print(f"mock at {base_url}; {len(all_jobs)} jobs, files in ./{FOLDER}", soft_wrap=True)
        with stoppable(), shown(all_jobs, console):
            asyncio.run(run(all_jobs, Demo(base_url, FOLDER)))
    emit(report(all_jobs), what_next())
    return int(any(job.state != "done" for job in all_jobs))


if __name__ == "__main__":
    # Both end what runs in order, and then the mock, even where a shell in the background ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit("stopped") from None
