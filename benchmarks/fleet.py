"""What a job costs: by the bare client, with a job store, in a batch, and on Temporal with two workers."""

from __future__ import annotations

import asyncio
import os
import resource
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks._table import show
from gettask import JobStore, PiAPI, PollSchedule
from gettask._clock import SystemClock
from gettask.jobs.batch import Batch, BatchOptions, BatchRow
from gettask.jobs.files import FileNames
from gettask.jobs.temporal.submit import submit
from gettask.jobs.temporal.worker import QUEUE
from tests.jobs.fleet import Service, free_port, histories_of, running, server, submissions, up, worker
from tests.jobs.killing import mock_server

JOBS = 100
SCHEDULE = PollSchedule(initial=0.2, multiplier=1.0, maximum=0.2)
TICK = os.sysconf("SC_CLK_TCK")


def request(number: int) -> dict[str, object]:
    """Return the request of a job."""
    body = {"prompt": f"cat {number}", "image": "https://example.com/cat.png"}
    return {"model": "Qubico/image-toolkit", "task_type": "segment", "input": body}


def cpu(work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU that work takes for each job."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds / JOBS * 1000


def cpu_of(service: Service) -> float:
    """Return the seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{service.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def alone(folder: Path, store: JobStore | None) -> None:
    """Create, wait and download with one client in 16 threads."""
    with PiAPI(jobs=store) as piapi, ThreadPoolExecutor(16) as pool:

        def one(number: int) -> None:
            handle = piapi.create(request(number), force=True)
            piapi.download(piapi.wait(handle, schedule=SCHEDULE), folder)

        [*pool.map(one, range(JOBS))]


def batch(folder: Path, store: JobStore) -> None:
    """Run a batch."""
    rows = [BatchRow(f"row {number}", "segment", request(number), f"cat-{number}") for number in range(JOBS)]
    options = BatchOptions(names=FileNames.parse(str(folder / "{label}-{kind}-{n}")), poll_rate=80)
    with PiAPI(jobs=store) as piapi:
        [*Batch(piapi, store, options, SystemClock()).run(rows)]


def on_temporal(folder: Path, url: str) -> tuple[float, float, int, int]:
    """Return the CPU of workers and of the server for each job, and events and bytes of a history."""
    folder.mkdir()
    port = free_port()
    services = [server(folder, port), *(worker(folder, number, port, url) for number in range(2))]

    async def run() -> tuple[float, float, int, int]:
        temporal = await up(port)
        await submit(temporal, QUEUE, submissions(1, str(folder / "first-{id}-{n}")), lambda *_: None)
        before = [cpu_of(service) for service in services]
        out = str(folder / "{label}/{id}-{n}")
        await submit(temporal, QUEUE, submissions(JOBS + 1, out)[1:], lambda *_: None)
        spent = [(cpu_of(each) - was) / JOBS * 1000 for each, was in zip(services, before, strict=True)]
        histories = await histories_of(temporal)
        return sum(spent[1:]), spent[0], histories.most_events, histories.size

    with running(*services):
        return asyncio.run(run())


def main() -> None:
    """Print what a job costs by each means."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with mock_server(folder) as http:
            url = os.environ["GETTASK_MOCK_URL"] = str(http.base_url).rstrip("/")
            alone(folder / "warm", None)
            rows.append(["client alone", f"{cpu(lambda: alone(folder / 'a', None)):.1f} ms", "", ""])
            with JobStore(folder / "jobs.db") as store:
                spent = cpu(lambda: alone(folder / "b", store))
            size = (folder / "jobs.db").stat().st_size / JOBS
            rows.append(["with a job store", f"{spent:.1f} ms", f"{size / 1000:.1f} KB", ""])
            with JobStore(folder / "batch.db") as store:
                spent = cpu(lambda: batch(folder / "c", store))
            size = (folder / "batch.db").stat().st_size / JOBS
            rows.append(["batch", f"{spent:.1f} ms", f"{size / 1000:.1f} KB", ""])
            workers, engine, events, size = on_temporal(folder / "d", url)
            rows.append(["Temporal: workers", f"{workers:.1f} ms", "", ""])
            rows.append(["Temporal: server", f"{engine:.1f} ms", f"{size / 1000:.1f} KB", f"{events} events"])
    show(f"{JOBS} jobs, each", ["by", "CPU", "stored", "history, at most"], rows)


if __name__ == "__main__":
    main()
