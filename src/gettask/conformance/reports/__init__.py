"""Formats of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..report import Report
from . import github, html, junit, machine, text

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": text.write,
        "json": machine.write,
        "sarif": machine.sarif,
        "junit": junit.write,
        "html": html.write,
        "github": github.write,
    }
)
"""The formats by name."""
