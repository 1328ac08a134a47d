"""Runs the client and the command line under faults, and says which promises they break.

    python -m tests.faults [RUNS [SEED]]

The seeds are SEED, SEED + 1 and so on. A failed run is printed with its seed, and the seed alone repeats it.
A single run prints each of its steps. Exits with 1 if a promise was broken.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.faults import command, run
from tests.faults.kinds import KINDS, about
from tests.faults.plan import COMMAND, draw
from tests.faults.proxy import Proxy
from tests.faults.record import Record

CHUNK = 20
"""Runs that a process makes before it reports."""
SHOWN = 5
"""Failed runs that are printed step by step."""


@dataclass
class Counts:
    """What came of some runs."""

    runs: int = 0
    creates: int = 0
    jobs: int = 0
    handles: int = 0
    unknown: int = 0
    results: int = 0

    @classmethod
    def of(cls, record: Record) -> Counts:
        """Count what came of one run."""
        creates = record.of("create")
        errors = [call.slot.error for call in creates]
        unknown = sum(getattr(error, "outcome_unknown", False) for error in errors)
        handles = sum(call.slot.done for call in creates)
        results = sum(1 for path in record.folder.glob("[!.]*"))
        return cls(1, len(creates), len(record.api.made), handles, unknown, results)

    def add(self, other: Counts) -> None:
        """Add what came of other runs."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Report:
    """What came of some runs: counts for each kind of fault and each caller, and the runs that failed."""

    total: Counts = field(default_factory=Counts)
    kinds: dict[str, Counts] = field(default_factory=dict)
    callers: Counter[str] = field(default_factory=Counter)
    failures: dict[int, str] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Add one run."""
        counts = Counts.of(record)
        self.total.add(counts)
        self.callers[record.plan.caller] += 1
        for kind in {*record.kinds}:
            self.kinds.setdefault(kind, Counts()).add(counts)
        if record.found:
            self.failures[record.plan.seed] = steps(record)

    def add(self, other: Report) -> None:
        """Add other runs."""
        self.total.add(other.total)
        self.callers += other.callers
        self.failures |= other.failures
        for kind, counts in other.kinds.items():
            self.kinds.setdefault(kind, Counts()).add(counts)

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind of fault, and one for all."""
        heads = ["runs", "creates", "jobs", "handles", "unknown", "results"]
        yield " ".join(f"{head:>8}" for head in heads) + "  fault"
        for kind in KINDS:
            counts = self.kinds.get(kind, Counts())
            yield " ".join(f"{value:8,}" for value in vars(counts).values()) + f"  {about(kind)}"
        yield " ".join(f"{value:8,}" for value in vars(self.total).values()) + "  all"
        yield ", ".join(f"{caller}: {count:,} runs" for caller, count in sorted(self.callers.items()))


def steps(record: Record) -> str:
    """Return a run step by step, and the promises that it broke."""
    broken = [f"{name}: {each}" for name, sentences in record.found.items() for each in sentences]
    return "\n".join([str(record.plan), *record.api.asked, *broken])


def execute(seed: int, folder: Path, proxy: Callable[[], Proxy]) -> Record:
    """Run the plan of a seed.

    Args:
        seed: The seed.
        folder: Where results are saved.
        proxy: Returns the servers for commands.
    """
    plan = draw(seed)
    if plan.caller == COMMAND:
        return command.execute(plan, folder, proxy())
    return run.execute(plan, folder)


def execute_all(seeds: Sequence[int]) -> Report:
    """Run the plans of some seeds."""
    report = Report()
    for seed in seeds:
        report.take(execute(seed, _folder(), _proxy))
    return report


@cache
def _folder() -> Path:
    """Return the folder of results of this process."""
    folder = tempfile.TemporaryDirectory(prefix="gettask-faults-")
    Finalize(None, folder.cleanup, exitpriority=1)  # atexit is for the first process alone
    return Path(folder.name) / "out"


@cache
def _proxy() -> Proxy:
    """Return the servers of this process, for commands."""
    proxy = Proxy()
    Finalize(None, proxy.stop, exitpriority=1)
    return proxy


def reports(seeds: Sequence[int]) -> Iterable[Report]:
    """Yield what came of some runs after the other, made by a process for each core."""
    chunks = [seeds[start : start + CHUNK] for start in range(0, len(seeds), CHUNK)]
    if len(chunks) == 1:
        yield execute_all(seeds)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for future in as_completed([pool.submit(execute_all, chunk) for chunk in chunks]):
            yield future.result()


def main(words: Sequence[str]) -> int:
    """Run, print what came of it, and return the exit code."""
    runs, seed = ([int(word) for word in words] + [10_000, 0][len(words) :])[:2]
    begun = time.monotonic()
    if runs == 1:
        record = execute(seed, _folder(), _proxy)
        print(steps(record))
        return bool(record.found)
    report = Report()
    console = Console(stderr=True)
    with Progress(console=console) as progress:
        bar = progress.add_task("0 failed", total=runs)
        for each in reports(range(seed, seed + runs)):
            before = report.total.runs
            report.add(each)
            made, failed = report.total.runs, len(report.failures)
            progress.update(bar, completed=made, description=f"{failed} failed")
            if not console.is_terminal and made * 10 // runs > before * 10 // runs:
                console.print(f"{made:,} of {runs:,} runs, {failed} failed")
    print(*report.lines(), sep="\n")
    for number in sorted(report.failures)[:SHOWN]:
        print(f"\nmake faults RUNS=1 SEED={number}\n{report.failures[number]}")
    print(f"{runs:,} runs in {time.monotonic() - begun:.0f} s, {len(report.failures)} failed")
    if report.failures:
        print("the seeds that failed:", *sorted(report.failures))
    return bool(report.failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
