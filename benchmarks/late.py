"""How late results are saved after the end of a task: in one process, and on Temporal with two workers."""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from benchmarks._table import show
from gettask import JobStore, PiAPI
from gettask._clock import SystemClock
from gettask._contract.contract import load
from gettask.jobs.batch import Batch, BatchOptions, BatchRow
from gettask.jobs.files import FileNames
from gettask.jobs.temporal.submit import submit
from gettask.jobs.temporal.worker import QUEUE
from tests.jobs.fleet import free_port, percentile, running, server, submissions, up, worker
from tests.jobs.killing import created, mock_server

JOBS = 100
SHORTEST, LONGEST = 5.0, 120.0
"""Seconds that tasks take: pauses between polls are the longest from about a minute on."""
GOLDEN = 0.618034
ALLOWED = 5.0
"""Seconds on top of the longest pause that a result may take."""


class Ends:
    """Gives each task of a mock a duration of its own, and knows when it ends."""

    def __init__(self, http: httpx.Client) -> None:
        self.at: dict[str, float] = {}
        self.done = threading.Event()
        self._http = http
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def close(self) -> None:
        """Give no more durations."""
        self.done.set()
        self._thread.join()

    def _work(self) -> None:
        while not self.done.wait(0.2):
            for task in created(self._http):
                if task["id"] not in self.at:
                    share = len(self.at) * GOLDEN % 1  # spread evenly, whatever their number
                    seconds = SHORTEST + share * (LONGEST - SHORTEST)
                    plan = {"task": task["id"], "complete_after": {"seconds": seconds}}
                    self._http.put("/_mock/plan", json=plan).raise_for_status()
                    self.at[task["id"]] = task["created"] + seconds


def in_one_process(folder: Path, saw: Callable[[str | None], None]) -> None:
    """Run a batch."""
    rows = [
        BatchRow(
            f"row {number}",
            "segment",
            {
                "model": "Qubico/image-toolkit",
                "task_type": "segment",
                "input": {"prompt": f"cat {number}", "image": "https://example.com/cat.png"},
            },
            f"cat-{number}",
        )
        for number in range(JOBS)
    ]
    options = BatchOptions(names=FileNames.parse(str(folder / "{label}-{n}")), max_concurrency=JOBS)
    with JobStore(folder / "jobs.db") as store, PiAPI(jobs=store) as piapi:
        for result in Batch(piapi, store, options, SystemClock()).run(rows):
            saw(None if result.job is None else result.job.task_id)


async def on_temporal(folder: Path, port: int, saw: Callable[[str | None], None]) -> None:
    """Submit jobs, and wait for them."""
    jobs = submissions(JOBS, str(folder / "{label}/{id}-{n}"))
    await submit(await up(port), QUEUE, jobs, lambda _, __, result: saw(result.task_id))


def main() -> None:
    """Print how late results are."""
    rows: list[list[object]] = []
    allowed = load("piapi").lifecycle.schedule.maximum + ALLOWED
    with (
        tempfile.TemporaryDirectory() as name,
        mock_server(Path(name), ("--complete-after", "9999-seconds")) as http,
    ):
        folder, url = Path(name), str(http.base_url).rstrip("/")
        os.environ["GETTASK_MOCK_URL"] = url
        ends, port = Ends(http), free_port()
        services = [server(folder, port), *(worker(folder, number, port, url) for number in range(2))]
        seen: dict[str, dict[str | None, float]] = {"one process": {}, "Temporal, two workers": {}}

        def saw(by: str, id: str | None) -> None:
            seen[by][id] = time.time()

        with running(*services):
            thread = threading.Thread(target=in_one_process, args=(folder, lambda id: saw("one process", id)))
            thread.start()
            asyncio.run(on_temporal(folder, port, lambda id: saw("Temporal, two workers", id)))
            thread.join()
        ends.close()
        for by, times in seen.items():
            late = sorted(at - ends.at[id] for id, at in times.items() if id is not None)
            figures = [percentile(late, 0.5), percentile(late, 0.95), late[-1]]
            rows.append([by, len(late), *(f"{each:.1f} s" for each in figures), f"{allowed:.0f} s"])
    show(
        f"results after the end of a task of {SHORTEST:.0f} to {LONGEST:.0f} s",
        ["by", "jobs", "half within", "95 % within", "the last", "95 % asked"],
        rows,
    )


if __name__ == "__main__":
    main()
