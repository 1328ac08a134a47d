"""Progress of a batch: one line that counts, whatever the number of rows."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from .._contract.lifecycle import Phase
from ..jobs.batch import BatchRow, RowState
from ..task import Task


class BatchProgress:
    """Live progress of a batch on a console. A context manager.

    Args:
        console: The console.
        total: How many rows there are.
        quiet: Whether to show nothing.
    """

    def __init__(self, console: Console, total: int, quiet: bool) -> None:
        columns = (
            SpinnerColumn(finished_text="·"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console, disable=quiet)
        self._row = self._progress.add_task("", total=total)
        self._phases: dict[str, Phase] = {}
        self._counts: Counter[RowState] = Counter()
        self._lock = threading.Lock()

    def __enter__(self) -> BatchProgress:
        with suppress(OSError):  # of a stderr that is closed or full
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._progress.stop()

    def update(self, _: BatchRow, task: Task[Any]) -> None:
        """Show a task after a poll; called from several threads."""
        with self._lock:
            self._phases[task.id] = task.phase
            self._show()

    def end(self, state: RowState, task_id: str | None) -> None:
        """Show that a row has ended."""
        with self._lock:
            self._counts[state] += 1
            self._phases.pop(task_id or "", None)
            self._show(advance=1)

    def _show(self, advance: int = 0) -> None:
        phases = Counter(self._phases.values())
        words = [f"{self._counts[state]} {state.value}" for state in RowState if self._counts[state]]
        words += [f"{phases[phase]} {phase.value}" for phase in Phase if phases[phase] and not phase.terminal]
        with suppress(OSError):
            self._progress.update(self._row, advance=advance, description=", ".join(words))
