"""No text of a spec becomes code: each string and key carries a payload that would run, and does not."""

from __future__ import annotations

import ast
import copy
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.emit import apis
from codegen.emit.emit import write
from codegen.emit.errors import EmitError
from codegen.emit.package import RUNTIME
from tests.generated.conftest import TOYS

GENERATED = Path(__file__).parents[2] / "generated"
MARK = "payload_that_ran"
# Ends a text in either quotes, a docstring, a comment, a format field and a template. Where one of them is
# ended, the rest is not code, or it is the call.
PAYLOAD = (
    f'x"+{MARK}()+"\'+{MARK}()+\'"""\n{MARK}()\n"""{{{MARK}()}}{{{{ ' + MARK + "() }}" + f"\\\n{MARK}()\\"
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], bool]]:
    """Yield the path of each string (False), and of each key of an object (True)."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), True
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from paths(item, (*path, i))
    elif isinstance(value, str):
        yield path, False


def poisoned(document: Any, path: tuple[Any, ...], *, key: bool) -> Any:
    """Return a copy of the document with the payload after the string, or the key, at `path`."""
    document = copy.deepcopy(document)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    last = path[-1]
    if key:
        items = [(f"{k}{PAYLOAD}" if k == last else k, v) for k, v in holder.items()]
        holder.clear()
        holder.update(items)
    else:
        holder[last] = f"{holder[last]}{PAYLOAD}"
    return document


def runs(code: str) -> bool:
    """Return whether the payload is a name in the code; SyntaxError if it is not code."""
    return any(isinstance(node, ast.Name) and node.id == MARK for node in ast.walk(ast.parse(code)))


SPEC: dict[str, Any] = copy.deepcopy(TOYS)
SPEC["info"]["description"] = "About."
SPEC["paths"]["/task"]["post"] |= {"summary": "Create.", "description": "Creates.", "tags": ["tasks"]}
SPEC["paths"]["/task/{task_id}"]["put"]["parameters"] += [
    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}, "description": "Traces."},
    {"name": "session", "in": "cookie", "schema": {"type": "integer", "x-unit": "s"}},
]
SPEC["components"]["schemas"]["SongInput"]["properties"]["lyrics"] |= {
    "description": "Words.",
    "pattern": "^a",
    "default": "la",
    "x-unit": "s",
}
NAMING = ("properties", "schemas", "responses", "paths")  # whose keys the author of a spec chooses


def kind(path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what two places have in common that differ in chosen names, in indices or far above."""
    above = (None, *path)
    masked = ["*" if isinstance(step, int) or above[i] in NAMING else step for i, step in enumerate(path)]
    return tuple(masked[-3:])


EVERY = "CONTRACT_EXAMPLES" in os.environ
"""Whether to try every place, as `make contract` does, and not one of each kind."""
PLACES = (
    [*paths(SPEC)] if EVERY else [*{(kind(path), key): (path, key) for path, key in paths(SPEC)}.values()]
)
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_no_string_and_no_key_becomes_code(tmp_path: Path, part: int) -> None:
    """What can be emitted is code in which the payload is part of a literal, a docstring or nothing."""
    emitted = 0
    places = PLACES[part::PARTS]
    for i, (path, key) in enumerate(places):
        folder = tmp_path / str(i)
        try:
            write(poisoned(SPEC, path, key=key), api="toys", version="1", destination=folder)
        except (EmitError, KeyError, AttributeError, ValueError, TypeError):
            continue  # refused: nothing was written that could run
        emitted += 1
        for file in folder.rglob("*.py"):
            if not is_copied(file):
                assert not runs(file.read_text("utf-8")), f"{path} in {file.name}"
        tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    assert emitted > len(places) // 4


def is_copied(file: Path) -> bool:
    """Return whether every package has this very module."""
    return (RUNTIME / file.name).is_file()


@pytest.mark.parametrize("name", ["contract.json", "openapi.json"])
def test_no_text_of_a_package_becomes_code_of_the_clients(tmp_path: Path, name: str) -> None:
    """The client classes are made of titles, dates, names of operations, parameters and their values."""
    folder = tmp_path / "generated/gettask-piapi/gettask_piapi"
    folder.mkdir(parents=True)
    made = GENERATED / "gettask-piapi/gettask_piapi"
    documents = {
        file: json.loads((made / file).read_text("utf-8")) for file in ("contract.json", "openapi.json")
    }
    # Only what is read is written again for each place: the document is large.
    documents["openapi.json"] = read_by_clients(documents["openapi.json"])
    for file, document in documents.items():
        (folder / file).write_text(json.dumps(document), "utf-8")
    document = documents[name]
    read = {
        "contract.json": {"title": document.get("title"), "auth": document.get("auth")},
        "openapi.json": {"info": {"x-client-name": "PiAPI"}, "paths": document.get("paths")},
    }[name]
    tried = 0
    for path, key in paths(read):
        if key and path[:1] != ("paths",):
            continue
        (folder / name).write_text(json.dumps(poisoned(document, path, key=key)), "utf-8")
        try:
            text = apis.text(tmp_path)
        except (KeyError, AttributeError, TypeError):
            continue
        tried += 1
        assert not runs(text), path
    assert tried > 2


def read_by_clients(document: Any) -> Any:
    """Return the operations whose parameters the clients take, with the shared parameters."""
    operations = {
        path: {method: o for method, o in item.items() if "account" in o["tags"] or "x-bulk-cancel" in o}
        for path, item in document["paths"].items()
    }
    keywords = ("operationId", "parameters", "summary", "tags", "x-bulk-cancel")
    return {
        "info": document["info"],
        "paths": {
            path: {method: {k: v for k, v in o.items() if k in keywords} for method, o in item.items()}
            for path, item in operations.items()
            if item
        },
        "components": {"parameters": document["components"].get("parameters", {}), "schemas": {}},
    }
