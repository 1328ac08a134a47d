"""OpenAPI Overlays that say the state table in the words of other generators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from codegen.document.walk import Operation

VERSION = "1.0.0"


def overlay(
    dialect: str,
    contract: dict[str, Any],
    url: str,
    updates: Iterable[tuple[str, dict[str, Any]]],
    unconfirmed: Iterable[str],
) -> dict[str, Any]:
    """Return an overlay of targets and what is added there.

    Args:
        dialect: The name of the form.
        contract: The contract of the API.
        url: The document that it extends.
        updates: Targets, as JSONPath, with what is added to each.
        unconfirmed: What of the form is not known for sure.
    """
    info = {"title": f"{contract['title']}: {dialect}", "version": contract["version"]}
    return {
        "overlay": VERSION,
        "info": {**info, "x-unconfirmed": [*unconfirmed]},
        "extends": url,
        "actions": [{"target": target, "update": update} for target, update in updates],
    }


def target(operation: Operation) -> str:
    """Return the target of an operation, as JSONPath."""
    path = operation.path.replace("\\", "\\\\").replace("'", "\\'")
    return f"$.paths['{path}'].{operation.method}"
