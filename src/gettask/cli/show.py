"""How tasks are printed: as JSON for scripts, as a table for people, as live progress while waiting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from .._contract.lifecycle import Phase
from .._contract.pointer import leaves
from .._redact import printable, printable_json
from ..prices import Cost
from ..task import Asset, Task
from . import output

WIDE = 10_000
"""Columns of a pipe or file, so that no row is wrapped there."""

_STYLES = {
    Phase.SUCCEEDED: "green",
    Phase.QUEUED: "cyan",
    Phase.RUNNING: "blue",
    Phase.UNKNOWN: "yellow",
}


def emit(*parts: RenderableType) -> None:
    """Print tables and texts with an empty line between them. Without a terminal a row is one line."""
    out = Console()
    if out.is_terminal:
        out.print(*parts, sep="\n\n")
        return
    out.width = WIDE
    with out.capture() as capture:
        out.print(*parts, sep="\n\n")
    for text in capture.get().splitlines():
        output.line(text.rstrip())


def record(task: Task) -> dict[str, Any]:
    """Return a task as plain data, the shape of every `--json` line. Its links keep their signatures."""
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
        "cost": None if task.cost is None else _cost(task.cost),
        "error": None
        if task.error is None
        else {"code": task.error.code, "message": task.error.message, "detail": task.error.detail},
        "assets": [_asset(asset) for asset in task.assets],
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {"amount": cost.amount, "unit": cost.unit, "usd": None if cost.usd is None else float(cost.usd)}


def line(data: Any, indent: int | None = None) -> str:
    """Return JSON, on one line unless it is indented. What is not printable is escaped: it reads the same."""
    return printable_json(json.dumps(data, ensure_ascii=False, indent=indent))


def table_of(task: Task) -> Table:
    """Return one task as a table, one row per fact that the vendor gives."""
    values = record(task)
    del values["assets"]
    values["phase"] = cell(task.phase.value, style_of(task.phase))
    values["progress"] = None if task.progress is None else f"{task.progress:.0%}"
    values["cost"] = task.cost
    values["error"] = None if task.error is None else cell(task.error, "red")
    table = facts()
    for name, value in values.items():
        if value is not None:
            table.add_row(name.replace("_", " "), value if isinstance(value, Text) else cell(value))
    for asset in task.assets:
        table.add_row(cell(asset.kind), cell(asset.url if asset.content is None else _shown(asset)))
    return table


def table_of_json(data: Any) -> Table:
    """Return JSON as a table, one row per value."""
    table = facts()
    for pointer, value in leaves(data):
        table.add_row(
            cell(pointer.lstrip("/") or "value"), cell(line(value) if value in (None, True, False) else value)
        )
    return table


def print_task(task: Task, as_json: bool) -> None:
    """Print a task."""
    if as_json:
        output.line(line(record(task)))
    else:
        emit(table_of(task))


def print_files(task: Task, paths: Sequence[str], as_json: bool) -> None:
    """Print the paths or URLs of a task's results."""
    for text in [line({"id": task.id, "files": [*paths]})] if as_json else paths:
        output.line(text)


def style_of(phase: Phase) -> str:
    """Return the colour of a phase."""
    return _STYLES.get(phase, "red")


def facts() -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    return table


def cell(value: object, style: str = "") -> Text:
    """Return text that others wrote: markup and control characters in it have no effect."""
    return Text(printable(value, 4000), style=style)


def _asset(asset: Asset) -> dict[str, Any]:
    """Return a result as plain data: a text as it is, of another file in the task its size."""
    place = {"kind": asset.kind, "url": asset.url or None, "pointer": asset.pointer}
    if asset.content is None:
        return place
    return place | ({"text": _shown(asset)} if asset.kind == "text" else {"bytes": len(asset.content)})


def _shown(asset: Asset) -> str:
    content = asset.content or b""
    return content.decode("utf-8", "replace") if asset.kind == "text" else f"{len(content)} bytes in the task"


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
