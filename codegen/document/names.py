"""Names as openapi-python-client writes them in Python."""

from __future__ import annotations

import re


def snake_case(name: str) -> str:
    """Return the name as openapi-python-client writes it in Python."""
    return "_".join(_split(name)).lower()


def pascal_case(name: str) -> str:
    """Return the name as openapi-python-client writes it for a class."""
    return "".join(word if word.isupper() else word.capitalize() for word in _split(name))


def _split(name: str) -> list[str]:
    name = "".join(c for c in name if c.isidentifier() or c.isdecimal() or c in r"\. _-")
    if any(c.isupper() for c in name):
        name = " ".join(re.split("([A-Z]?[a-z]+)", name))
    return re.findall(r"[^\\. _-]+", name)
