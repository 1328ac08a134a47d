"""The checks, one module for each family. Importing a module registers its checks."""

from __future__ import annotations

from importlib import import_module

FAMILIES = (
    "http",
    "schema",
    "headers",
    "requests",
    "status",
    "progress",
    "output",
    "results",
    "assets",
    "identity",
    "echo",
    "times",
    "clocks",
    "cost",
    "errors",
    "cancel",
    "account",
    "pages",
    "reads",
    "uploads",
    "webhooks",
    "deliveries",
)


def load_all() -> None:
    """Register the checks of all families."""
    for family in FAMILIES:
        import_module(f"{__name__}.{family}")
