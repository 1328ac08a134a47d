"""How values are written on the pages: times, durations, sizes, amounts."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

MAX_TEXT = 100_000
"""Characters of a body that a page shows."""
UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def clock(moment: float) -> str:
    """A time of day, in UTC."""
    return datetime.fromtimestamp(moment, UTC).strftime("%H:%M:%S")


def day(moment: float) -> str:
    """Date and time of day, in UTC."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S")


def stamp(moment: float) -> str:
    """Date and time, in UTC, as HTML has it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(seconds: float) -> str:
    """A duration in its two largest units: 2 min 5 s."""
    left, parts = math.floor(max(seconds, 0)), []
    for size, unit in UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"


def amount(value: float | None) -> str:
    """A number without needless digits, empty for none."""
    return "" if value is None else f"{value:,.10g}"


def size(count: int) -> str:
    """Bytes, in a unit that suits them."""
    for unit in ("B", "KB", "MB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000  # type: ignore[assignment]
    return f"{count:.3g} GB"


def cut(text: str, most: int = MAX_TEXT) -> str:
    """A text, cut where it is too long for a page."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text) - most:,} more characters)"


def pretty(value: Any) -> str:
    """A JSON value, indented, and cut where it is too long for a page."""
    return cut(json.dumps(value, indent=2, ensure_ascii=False))


def segment(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")


FILTERS: Mapping[str, Callable[..., str]] = {
    "clock": clock,
    "day": day,
    "stamp": stamp,
    "duration": duration,
    "amount": amount,
    "bytes": size,
    "cut": cut,
    "pretty": pretty,
    "segment": segment,
}
