"""Live progress on a terminal: a line for each task, and below it one for each result that is fetched."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column

from .._contract.lifecycle import Phase
from .._download.options import DownloadProgress
from .._redact import printable
from ..task import Task
from .show import cell, style_of

ROWS = 12
"""The most tasks that have a line each; more of them share one line that counts."""
WIDE = 110
"""Columns of a terminal from which on names are shown at greater length."""
SHORT_ID = 8
"""Characters of an id that name a task without a label."""


class LiveTasks:
    """One line for each task, or one for all of many. A context manager.

    Args:
        progress: The display.
        total: How many tasks there are.
        variants: The variants of tasks by id, for tasks whose body does not say.
        labels: The caller's names for tasks, by id.
    """

    def __init__(
        self,
        progress: Progress,
        total: int,
        variants: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._progress = progress
        self._total = total
        self._variants, self._labels = variants or {}, labels or {}
        self._rows: dict[str, TaskID] = {}
        self._phases: dict[str, Phase] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> LiveTasks:
        with suppress(OSError):  # of a stderr that is closed or full
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._progress.stop()

    def update(self, task: Task) -> None:
        """Show a task after a poll. Tasks of several APIs come from several threads."""
        with self._lock, suppress(OSError):
            self._update(task)

    def download(self, report: DownloadProgress) -> None:
        """Show how far the download of a result has come. Results come from several threads."""
        with self._lock, suppress(OSError):
            asset, total = report.asset, report.total
            task_id = "" if asset.handle is None else asset.handle.id
            of = "" if total is None else f" of {decimal(total)}"
            self._progress.update(
                self._row(f"{task_id} {asset.pointer}"),
                name=f"  {printable(asset.kind, 20)}",
                label=cell(self._labels.get(task_id, task_id[:SHORT_ID])).markup,
                total=total,
                completed=report.received,
                status=f"{decimal(report.received)}{of}",
            )

    def _update(self, task: Task) -> None:
        if self._total > ROWS:
            self._count(task)
            return
        shown = 1.0 if task.phase.terminal else task.progress
        queue = "" if task.queue_position is None else f", {task.queue_position} before it"
        self._progress.update(
            self._row(task.id),
            name=cell(task.variant or self._variants.get(task.id) or "unknown variant").markup,
            label=cell(self._labels.get(task.id) or task.id[:SHORT_ID]).markup,
            total=None if shown is None else 1.0,
            completed=shown or 0.0,
            status=cell(f"{task.status}{queue}", style_of(task.phase)).markup,
        )

    def _count(self, task: Task) -> None:
        self._phases[task.id] = task.phase
        counts = Counter(self._phases.values())
        self._progress.update(
            self._row(""),
            name=f"{self._total} tasks",
            total=self._total,
            completed=sum(count for phase, count in counts.items() if phase.terminal),
            status=", ".join(f"{counts[phase]} {phase.value}" for phase in Phase if counts[phase]),
        )

    def _row(self, name: str) -> TaskID:
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = self._progress.add_task("", total=None, name="", label="", status="")
        return row


def live(
    console: Console,
    total: int = 1,
    quiet: bool = False,
    variants: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> LiveTasks:
    """Return the live progress of `total` tasks on a console; with `quiet` it shows nothing.

    Args:
        console: The console.
        total: How many tasks there are.
        quiet: Whether to show nothing.
        variants: The variants of tasks by id, for tasks whose body does not say.
        labels: The caller's names for tasks, by id.
    """

    narrow = console.width < WIDE

    def column(most: int) -> Column:
        return Column(no_wrap=True, overflow="ellipsis", max_width=most)

    columns = (
        SpinnerColumn(finished_text="·"),
        TextColumn("{task.fields[name]}", table_column=column(20 if narrow else 26)),
        TextColumn("{task.fields[label]}", style="dim", table_column=column(14 if narrow else 34)),
        BarColumn(bar_width=10 if narrow else 20),
        TextColumn("{task.fields[status]}", table_column=column(22 if narrow else 40)),
        TimeElapsedColumn(),
    )
    return LiveTasks(Progress(*columns, console=console, disable=quiet), total, variants, labels)
