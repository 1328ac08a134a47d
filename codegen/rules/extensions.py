"""The `x-` extensions, held against `openapi/extensions.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from codegen.document.walk import Node
from codegen.sources.pointers import join

_INSTALLED = Path(__file__).parents[1] / "extensions.schema.json"
SCHEMA = _INSTALLED if _INSTALLED.is_file() else Path(__file__).parents[2] / "openapi/extensions.schema.json"
_URI = "urn:extensions"


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    return definitions


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    pointer = join("/$defs", name)
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{_URI}#{pointer}"},
        registry=jsonschema_rs.Registry([(_URI, schema)]),
        validate_formats=True,
    )


def known(name: str) -> bool:
    """Return whether there is an extension of this name."""
    return name.startswith("x-") and name in _definitions()


def problems(kind: str, name: str, value: Any) -> Iterator[tuple[list[str | int], str]]:
    """Yield (path inside the extension, problem) for an extension on an object of `kind`."""
    definitions = _definitions()
    here = f"{kind}/{name}" if f"{kind}/{name}" in definitions else name
    if not here.rpartition("/")[2].startswith("x-") or here not in definitions:
        near = get_close_matches(name, [each for each in definitions if each.startswith("x-")], 1)
        advice = f"did you mean {near[0]}?" if near else "docs/extensions.md lists them"
        yield [], f"{name} is not an extension of these specs: {advice}"
    elif here == name and kind not in definitions[name]["on"]:
        yield [], f"{name} stands on {', '.join(definitions[name]['on'])}, not on {kind}"
    else:
        errors = list(_validator(here).iter_errors(value))
        lacking = {(*e.instance_path, getattr(e.kind, "property", "")) for e in errors}
        meant: set[tuple[str | int, ...]] = set()
        for error in errors:
            # A member too many is at fault itself, not the object that has it.
            for member in getattr(error.kind, "unexpected", None) or []:
                path = (*error.instance_path, member)
                words = [str(each[-1]) for each in lacking if each[:-1] == path[:-1]]
                near = get_close_matches(member, words, 1)
                meant |= {(*path[:-1], word) for word in near}
                advice = f"; did you mean {near[0]!r}?" if near else ""
                yield list(path), f"{name}: {error.message}{advice}"
        for error in errors:
            path = (*error.instance_path, getattr(error.kind, "property", ""))
            if not getattr(error.kind, "unexpected", None) and path not in meant:
                yield list(error.instance_path), f"{name}: {error.message}"


def check(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Yield (pointer, problem) for each misused extension on the nodes of a bundled document."""
    for node in nodes:
        if not isinstance(node.value, dict):
            continue
        for name in [k for k in node.value if isinstance(k, str) and k.startswith("x-")]:
            for path, problem in problems(node.kind, name, node.value[name]):
                yield join(node.pointer, name, *path), problem
