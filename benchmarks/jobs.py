"""The job store: what it adds to a create, and how long a large store takes to list and to resume."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks._table import show
from gettask import JobState, JobStore
from gettask.jobs.schema import COLUMNS

CREATES = 2_000
JOBS, OPEN = 1_000_000, 100_000
BODY = b'{"model":"Qubico/ace-step","task_type":"txt2audio","input":{"style_prompt":"guitar and piano"}}'


def seconds(function: Callable[[], object]) -> float:
    """Return the seconds that a call takes, the better of two."""
    times = []
    for _ in range(2):
        began = time.perf_counter()
        function()
        times.append(time.perf_counter() - began)
    return min(times)


def creates(store: JobStore) -> float:
    """Return the milliseconds that a job's intent and id take together."""
    began = time.perf_counter()
    for number in range(CREATES):
        job = store.begin(api="piapi", account="a", request=BODY, deadline=0.0)
        store.created(job.id, f"task-{number}")
    return (time.perf_counter() - began) / CREATES * 1000


def fill(store: JobStore) -> None:
    """Put jobs into a store as quickly as SQLite can: a tenth of them open."""
    file = sqlite3.connect(store.path)
    marks = ", ".join("?" * len(COLUMNS))
    with file:
        file.executemany(
            f"INSERT INTO jobs ({', '.join(COLUMNS)}) VALUES ({marks})", map(values, range(JOBS))
        )
    file.close()


def values(number: int) -> tuple[object, ...]:
    """Return the values of a job in the order of the columns."""
    facts: dict[str, object] = dict.fromkeys(COLUMNS)
    facts |= {"api": "piapi", "account": "a", "request": BODY, "request_hash": "0" * 64, "billed": True}
    state = JobState.OPEN if number % (JOBS // OPEN) == 0 else JobState.SUCCEEDED
    facts |= {
        "id": f"{number:028x}",
        "state": state,
        "task_id": f"t{number}",
        "label": f"label {number % 100}",
    }
    return tuple((facts | dict.fromkeys(("created_at", "updated_at", "deadline"), float(number))).values())


def main() -> None:
    """Print how long each takes, and its target."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for durable in (False, True):
            with JobStore(Path(folder, f"creates-{durable}.db"), survive_power_loss=durable) as store:
                name = "record intent and id of a create"
                target = "none: a sync of the disk each" if durable else "2 ms"
                rows.append([name + ", surviving power loss" * durable, f"{creates(store):.2f} ms", target])
        with JobStore(Path(folder, "large.db")) as store:
            fill(store)
        with JobStore(Path(folder, "large.db")) as store:
            listed = seconds(lambda: [*store.find(limit=50)])
            rows.append([f"list 50 of {JOBS:,} jobs", f"{listed:.4f} s", "0.2 s"])
            began = time.perf_counter()
            taken = store.claim(job.id for job in store.find(states=[JobState.OPEN]))
            rows.append([f"take {len(taken):,} open jobs", f"{time.perf_counter() - began:.2f} s", "10 s"])
            summed = seconds(lambda: store.sums("label"))
            rows.append([f"sum {JOBS:,} jobs by label", f"{summed:.2f} s", "none"])
    show("Job store", ["what", "takes", "target"], rows)


if __name__ == "__main__":
    main()
