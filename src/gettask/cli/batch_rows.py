"""Reads the rows of a batch: JSON lines, or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO

from .._contract.contract import Contract, Variant, load
from .._contract.installed import APIS
from .._validation.request import check_request
from .._validation.schema import nearest
from ..jobs.batch import BatchRow, numbered
from . import output, request
from .options import creatable

OWN = ("api", "variant", "label")
"""The members of a row that are not of the request, unless that stands under `request`."""
MOST_PROBLEMS = 20


class RowError(ValueError):
    """Rows that cannot be read; the message has each with its place."""


def read(
    file: BinaryIO, name: str, api: str | None, variant: str | None, *, strict: bool, force: bool
) -> dict[str, list[BatchRow]]:
    """Return the rows of a file, by API. Nothing is sent for a file with a mistake.

    Args:
        file: The file.
        name: Its name, which ends in .csv for CSV.
        api: The API of rows that name none.
        variant: The variant of rows that name none.
        strict: Whether to refuse what may be newer than the spec.
        force: Whether to leave requests unchecked.

    Raises:
        RowError: Some rows are wrong.
    """
    rows: dict[str, list[BatchRow]] = {}
    problems: list[str] = []
    warnings: dict[str, str] = {}
    try:
        text = StringIO(file.read().decode("utf-8-sig"), newline="")
        for place, data in _csv(text, name) if Path(name).suffix.lower() == ".csv" else _json(text, name):
            try:
                contract, row = _row(place, data, api, variant)
                for problem in () if force else _problems(contract, row):
                    if problem.fatal or strict:
                        raise RowError(str(problem))
                    warnings.setdefault(str(problem), place)
            except ValueError as error:
                problems.append(f"{place}: {error}")
                continue
            rows.setdefault(contract.api, []).append(row)
    except UnicodeDecodeError as error:
        byte = f"byte {error.object[error.start]:#04x} at {error.start}"
        problems.append(f"{name}: not UTF-8 ({byte}): save it as UTF-8, in Excel as 'CSV UTF-8'")
    except csv.Error as error:
        problems.append(f"{name}: {error}")
    if problems:
        shown = problems[:MOST_PROBLEMS]
        if len(problems) > len(shown):
            shown.append(f"and {len(problems) - len(shown)} more")
        raise RowError("\n  ".join(["nothing was sent, since rows are wrong:", *shown]))
    if not rows:
        raise RowError(f"{name} has no rows")
    for warning, place in warnings.items():
        output.message(f"gettask: warning: {place}: {warning}")
    return {name: numbered(group) for name, group in rows.items()}


def _problems(contract: Contract, row: BatchRow) -> Iterable[Any]:
    return check_request(contract, contract.variants[row.variant], row.request)


def _row(place: str, data: Any, api: str | None, variant: str | None) -> tuple[Contract, BatchRow]:
    if isinstance(data, RowError):
        raise data
    if not isinstance(data, dict):
        raise RowError("expected a JSON object")
    api, label = data.get("api", api), data.get("label")
    if api not in APIS:
        hint = "add it to the row, or pass --api" if api is None else nearest(str(api), APIS)
        raise RowError(f"no API {api!r}: {hint}" if api is not None else f"no api: {hint}")
    if label is not None and (not isinstance(label, str) or not label.strip()):
        raise RowError("label is not a text")
    contract = load(api)
    inner = data.get("request", {name: value for name, value in data.items() if name not in OWN})
    if not isinstance(inner, dict):
        raise RowError("request is not a JSON object")
    chosen = _variant(contract, data.get("variant", variant), inner)
    body = request.build(contract, chosen, task_type=None, body=inner, settings=())
    return contract, BatchRow(place, chosen.name, body, label)


def _variant(contract: Contract, name: Any, body: dict[str, Any]) -> Variant:
    """Return the variant that a row names, or that its request shows."""
    if name is None:
        shown = contract.variant(body) if len(contract.creators) == 1 else None
        if shown is None:
            raise RowError("no variant: add it to the row, or pass --variant")
        return shown
    known = creatable(contract)
    if name not in known:
        raise RowError(f"{contract.title} creates no variant {name!r}: {nearest(str(name), known)}")
    return contract.variants[name]


def _json(lines: Iterable[str], name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        place = f"{name}, line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            value = RowError(f"not JSON: {error}")
        yield place, value


def _csv(lines: Iterable[str], name: str) -> Iterator[tuple[str, Any]]:
    """Columns are the members of a row; input.prompt is a field within a field, an empty cell is none."""
    reader = csv.DictReader(lines, strict=True)
    for record in reader:
        try:
            row: Any = _record(record)
        except RowError as error:
            row = error
        yield f"{name}, line {reader.line_num}", row


def _record(record: dict[str | Any, str | Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, cell in record.items():
        if column is None or cell is None:
            raise RowError("more or fewer cells than the first line has columns")
        if not cell:
            continue
        *path, last = column.split(".")
        place = row
        for part in path:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise RowError(f"column {column!r}: {part!r} is not an object")
        place[last] = cell if column in OWN else request.value_of(cell)
    return row
