"""How tasks look: one JSON object for scripts, one line for people, a live table while waiting."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from ..contract import Contract
from ..lifecycle import Phase
from ..task import Task

_STYLES = {
    Phase.SUCCEEDED: "green",
    Phase.QUEUED: "cyan",
    Phase.RUNNING: "blue",
    Phase.UNKNOWN: "yellow",
}


def record(task: Task) -> dict[str, Any]:
    """Return a task as plain data, the shape of every `--json` line."""
    return {
        "id": task.id,
        "api": task.api,
        "variant": task.variant,
        "phase": task.phase.value,
        "status": task.status,
        "progress": task.progress,
        "queue_position": task.queue_position,
        "created_at": _iso(task.created_at),
        "started_at": _iso(task.started_at),
        "ended_at": _iso(task.ended_at),
        "cost": None if task.cost is None else {"amount": task.cost.amount, "unit": task.cost.unit},
        "error": None
        if task.error is None
        else {"code": task.error.code, "message": task.error.message, "detail": task.error.detail},
        "assets": [{"kind": asset.kind, "url": asset.url, "pointer": asset.pointer} for asset in task.assets],
    }


def line(data: dict[str, Any]) -> str:
    """Return one line of JSON."""
    return json.dumps(data, ensure_ascii=False)


def table_of(task: Task) -> Table:
    """Return the facts of one task, a row each; what the vendor does not say is left out."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in record(task).items():
        if name == "assets":
            for asset in task.assets:
                table.add_row(asset.kind, asset.url)
        elif name == "cost":
            if task.cost is not None:
                table.add_row(name, str(task.cost))
        elif name == "error":
            if task.error is not None:
                table.add_row(name, f"[red]{task.error}[/red]")
        elif name == "phase":
            table.add_row(name, f"[{_STYLES.get(task.phase, 'red')}]{value}[/]")
        elif name == "progress":
            if task.progress is not None:
                table.add_row(name, f"{task.progress:.0%}")
        elif value is not None:
            table.add_row(name.replace("_", " "), str(value))
    return table


def variants_table(contracts: Iterable[Contract]) -> Table:
    """Return the variants of some APIs, a row each."""
    table = Table("api", "variant", "tells it by", "results", box=None, pad_edge=False, header_style="bold")
    for contract in contracts:
        for variant in contract.variants.values():
            kinds = sorted({f"{rule.kind} {rule.at}" for rule in variant.assets})
            match = ["/".join(map(str, values)) for values in variant.match]
            table.add_row(contract.api, variant.name, "\n".join(match), "\n".join(kinds) or "not published")
    return table


class LiveTasks:
    """A progress line a task on stderr, updated with each look. Used as a context manager."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._rows: dict[str, TaskID] = {}

    def __enter__(self) -> LiveTasks:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def update(self, task: Task) -> None:
        """Show what a look saw."""
        row = self._rows.get(task.id)
        if row is None:
            row = self._rows[task.id] = self._progress.add_task(task.id, total=None, variant="", status="")
        done = task.phase.final
        shown = 1.0 if task.phase.ok else task.progress
        status = (
            task.status if task.queue_position is None else f"{task.status}, {task.queue_position} before it"
        )
        self._progress.update(
            row,
            total=1.0 if done or shown is not None else None,
            completed=shown or (1.0 if done else 0.0),
            variant=task.variant or "unknown variant",
            status=f"[{_STYLES.get(task.phase, 'red')}]{status}[/]",
        )


def live(console: Any) -> LiveTasks:
    """Return the live table on a console."""
    return LiveTasks(
        Progress(
            SpinnerColumn(finished_text="·"),
            TextColumn("{task.fields[variant]:<24}"),
            TextColumn("{task.description}", style="dim"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[status]}"),
            TimeElapsedColumn(),
            console=console,
        )
    )


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
