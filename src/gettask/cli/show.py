"""How tasks look: one JSON object for scripts, one line for people, a live table while waiting."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from .._contract.contract import Contract, Variant
from .._contract.lifecycle import Phase
from .._contract.pointer import leaves
from ..redact import printable
from ..task import Task

ROWS = 12
"""Tasks that have a line of their own while they are waited for; more of them are counted."""

WIDE = 10_000
"""Columns of a pipe or file, so that no link is broken there."""

_STYLES = {
    Phase.SUCCEEDED: "green",
    Phase.QUEUED: "cyan",
    Phase.RUNNING: "blue",
    Phase.UNKNOWN: "yellow",
}
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def console() -> Console:
    """Return what prints tables: as wide as the terminal, or as what it prints where there is none."""
    out = Console()
    if not out.is_terminal:
        out.width = WIDE
    return out


def record(task: Task) -> dict[str, Any]:
    """Return a task as plain data, the shape of every `--json` line. The links in it are whole."""
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


def line(data: Any) -> str:
    """Return one line of JSON."""
    return json.dumps(data, ensure_ascii=False)


def table_of(task: Task) -> Table:
    """Return the facts of one task, a row each; what the vendor does not say is left out."""
    told = record(task)
    del told["assets"]
    told["phase"] = _cell(task.phase.value, _STYLES.get(task.phase, "red"))
    told["progress"] = None if task.progress is None else f"{task.progress:.0%}"
    told["cost"] = task.cost
    told["error"] = None if task.error is None else _cell(task.error, "red")
    table = _facts()
    for name, value in told.items():
        if value is not None:
            table.add_row(name.replace("_", " "), value if isinstance(value, Text) else _cell(value))
    for asset in task.assets:
        table.add_row(_cell(asset.kind), _cell(asset.url))
    return table


def table_of_json(data: Any) -> Table:
    """Return JSON as a table, a row for each value."""
    table = _facts()
    for at, value in leaves(data):
        table.add_row(
            _cell(at.lstrip("/") or "value"), _cell(line(value) if value in (None, True, False) else value)
        )
    return table


def variant_record(contract: Contract, variant: Variant) -> dict[str, Any]:
    """Return what the spec says of a variant as plain data."""
    return {
        "api": contract.api,
        "variant": variant.name,
        "title": variant.title,
        "match": [dict(zip(contract.dispatch, values, strict=True)) for values in variant.match],
        "created": variant.create is not None,
        "confidence": variant.confidence,
        "backed": variant.backed,
        "statuses": {name: status.phase.value for name, status in contract.lifecycle.statuses.items()},
        "sources": [
            {"id": name, "kind": source["kind"], "date": source["date"]}
            for name, source in _sources(contract, variant)
        ],
        "assets": [
            {
                "at": rule.at,
                "kind": rule.kind,
                "media_types": list(rule.media_types),
                "retention": rule.retention,
            }
            for rule in variant.own_assets
        ],
        "fields": list(variant.fields),
    }


def variants_table(contract: Contract) -> Table:
    """Return the variants of an API, a row each, below what all of them share: its statuses by phase."""
    phases: dict[str, list[str]] = {}
    for name, status in contract.lifecycle.statuses.items():
        phases.setdefault(status.phase.value, []).append(line(name)[1:-1])
    statuses = "; ".join(f"{phase}: {', '.join(names)}" for phase, names in phases.items())
    title = Text(f"{contract.api}: {contract.title}\nstatuses: {statuses}")
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    head = ("variant", "model: task types", "known by", "sources, of", "results, kept for")
    for name in head:
        table.add_column(name, overflow="fold")
    for variant in contract.variants.values():
        known = f"{variant.confidence}, {'a real body' if variant.backed else 'no body yet'}"
        kinds: dict[str, set[str]] = {}
        for _, source in _sources(contract, variant):
            kinds.setdefault(source["kind"], set()).add(source["date"] or "?")
        sources = "\n".join(f"{kind} {', '.join(sorted(dates))}" for kind, dates in kinds.items())
        table.add_row(variant.name, _types(variant), known, sources, _results(variant))
    return table


def _sources(contract: Contract, variant: Variant) -> list[tuple[str, Mapping[str, Any]]]:
    """Return what the spec says of each source of a variant."""
    registry = contract.spec["info"]["x-sources"]
    return [(name, registry[name]) for name in variant.sources]


def _types(variant: Variant) -> str:
    """Return the values that tell a variant, those that differ in the last alone in one line."""
    lines: dict[tuple[Any, ...], list[str]] = {}
    for *model, kind in variant.match:
        lines.setdefault(tuple(model), []).append(str(kind))
    return "\n".join(": ".join([*map(str, model), ", ".join(kinds)]) for model, kinds in lines.items()) or "—"


def _results(variant: Variant) -> str:
    kept: dict[str, set[float | None]] = {}
    for rule in variant.own_assets:
        kept.setdefault(rule.kind, set()).add(rule.retention)
    told = [f"{kind} {', '.join(sorted(map(_time, times)))}" for kind, times in sorted(kept.items())]
    told += variant.fields
    return "\n".join(told) or "not published"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "?"
    size, unit = next(
        ((size, unit) for size, unit in _UNITS if seconds >= size and seconds % size == 0), (1, "s")
    )
    return f"{seconds / size:g} {unit}"


class LiveTasks:
    """A progress line a task, or one for all if they are many, updated with each look. A context manager."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._rows: dict[str, TaskID] = {}
        self._phases: dict[str, Phase] = {}
        self._turn = threading.Lock()

    def __enter__(self) -> LiveTasks:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def update(self, task: Task) -> None:
        """Show what a look saw. Tasks of several APIs are told from several threads."""
        with self._turn:
            self._update(task)

    def _update(self, task: Task) -> None:
        if self._total > ROWS:
            self._count(task)
            return
        shown = 1.0 if task.phase.terminal else task.progress
        before = "" if task.queue_position is None else f", {task.queue_position} before it"
        self._progress.update(
            self._row(task.id),
            total=None if shown is None else 1.0,
            completed=shown or 0.0,
            variant=printable(task.variant or "unknown variant"),
            status=_cell(f"{task.status}{before}", _STYLES.get(task.phase, "red")).markup,
        )

    def _count(self, task: Task) -> None:
        self._phases[task.id] = task.phase
        counts = Counter(self._phases.values())
        self._progress.update(
            self._row(f"{self._total} tasks"),
            total=self._total,
            completed=sum(count for phase, count in counts.items() if phase.terminal),
            variant="",
            status=", ".join(f"{counts[phase]} {phase.value}" for phase in Phase if counts[phase]),
        )

    def _row(self, name: str) -> TaskID:
        row = self._rows.get(name)
        if row is None:
            shown = Text(printable(name)).markup
            row = self._rows[name] = self._progress.add_task(shown, total=None, variant="", status="")
        return row


def live(console: Console, total: int = 1, quiet: bool = False) -> LiveTasks:
    """Return the live table for so many tasks on a console; it shows nothing if it is to be quiet."""
    columns = (
        SpinnerColumn(finished_text="·"),
        TextColumn("{task.fields[variant]:<24}"),
        TextColumn("{task.description}", style="dim"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[status]}"),
        TimeElapsedColumn(),
    )
    return LiveTasks(Progress(*columns, console=console, disable=quiet), total)


def _facts() -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    return table


def _cell(value: object, style: str = "") -> Text:
    """Return text that comes from elsewhere: neither markup nor a control character in it does anything."""
    return Text(printable(value, 4000), style=style)


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
