"""What the files of results are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from string import Formatter

from .results import Asset

DEFAULT_NAME = "{id}-{kind}-{n}"
"""The template of a file name if the caller says nothing, without the suffix."""

FIELDS = ("id", "variant", "kind", "n")

_LONGEST = 100


def check_template(template: str) -> None:
    """Raise ValueError for a template that cannot be used."""
    try:
        parts = [*Formatter().parse(template)]
    except ValueError as error:
        raise ValueError(f"name={template!r}: {error}") from None
    for text, field, spec, conversion in parts:
        if re.search(r'[/\\:*?"<>|\x00-\x1f]', text):
            raise ValueError(f"name={template!r}: a file name, without / and other special characters")
        if field is not None and (field not in FIELDS or spec or conversion):
            known = ", ".join(f"{{{each}}}" for each in FIELDS)
            raise ValueError(f"name={template!r}: {{{field}}} is unknown; known are {known}")
    if not template.strip(" ."):
        raise ValueError(f"name={template!r}: a file name is expected, such as {DEFAULT_NAME!r}")


def stems(template: str, id: str, variant: str | None, assets: Sequence[Asset]) -> list[str]:
    """Return the name of each asset's file without its suffix, no two alike; `n` counts from 1.

    Nothing of the network gets in unescaped.
    """
    found: list[str] = []
    for number, asset in enumerate(assets, 1):
        stem = template.format(
            id=safe_name(id), variant=safe_name(variant or "unknown"), kind=safe_name(asset.kind), n=number
        )
        found.append(stem if stem not in found else f"{stem}-{number}")
    return found


def names_task(template: str) -> bool:
    """Say whether a template tells the tasks apart, so that a file of that name is this task's."""
    return any(field == "id" for _, field, _, _ in Formatter().parse(template))


def safe_name(text: str) -> str:
    """Return a text as a part of a file name; a text that has to be changed gets its hash appended."""
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "-", text)[:_LONGEST].strip(".")
    if safe == text:
        return safe
    return f"{safe}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
