"""Measure calls against each other, and print the figures as a table."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence


def measure(
    calls: Mapping[str, Callable[[], object]], *, rounds: int = 30, seconds: float = 0.01
) -> dict[str, float]:
    """Return the shortest time of each call, in microseconds.

    The calls take turns, so that a busy moment of the machine does not fall on one alone.
    Each turn repeats its call for about `seconds`.
    """
    clock = time.perf_counter
    repeats = {}
    for name, call in calls.items():
        call()
        start = clock()
        call()
        repeats[name] = max(1, int(seconds / max(clock() - start, 1e-7)))
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            times = range(repeats[name])
            start = clock()
            for _ in times:
                call()
            best[name] = min(best[name], (clock() - start) / len(times) * 1e6)
    return best


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; floats get three significant digits, everything but the first column is right."""
    cells = [list(header), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f"\n{title}")
    for row in cells:
        first, *others = zip(row, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]))


def verdict(value: float, *, at_most: float | None = None, at_least: float | None = None) -> tuple[str, str]:
    """Return a target as it stands in a table, and whether a figure meets it."""
    if at_most is not None:
        return f"<= {at_most:g}", "met" if value <= at_most else "MISSED"
    assert at_least is not None
    return f">= {at_least:g}", "met" if value >= at_least else "MISSED"


def _text(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:.0f}" if cell >= 100 else f"{cell:.3g}"
