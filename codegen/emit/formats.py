"""What is made of an API for the tools of others: documents, workflows, messages, overlays, a schema.

Each has a module of its own; this one knows where they are in `generated/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.emit.aep151 import aep151
from codegen.emit.arazzo import VERSIONS as ARAZZO
from codegen.emit.arazzo import arazzo
from codegen.emit.asyncapi import asyncapi
from codegen.emit.lifecycle_schema import lifecycle_schema
from codegen.emit.portable import VERSIONS as PORTABLE
from codegen.emit.portable import portable
from codegen.emit.speakeasy import speakeasy

DIALECTS = {"speakeasy": speakeasy, "aep-151": aep151}
LIFECYCLE_SCHEMA = "task-lifecycle.schema.json"


def names(api: str) -> tuple[str, ...]:
    """Return the files and folders of an API, relative to `generated/`."""
    return (
        *(f"portable/{version}/{api}{end}" for version in PORTABLE for end in ("", ".json")),
        *(f"arazzo/{version}/{api}" for version in ARAZZO),
        *(f"dialects/{name}/{api}.overlay.yaml" for name in DIALECTS),
        f"asyncapi/{api}.yaml",
    )


def write_portable(
    api: str, effective: dict[str, Any], variants: Mapping[str, dict[str, Any]], out: Path
) -> None:
    """Write the portable forms of an effective document, whole and of each variant."""
    documents = {api: effective, **{f"{api}/{name}": each for name, each in variants.items()}}
    for version in PORTABLE:
        for name, document in documents.items():
            path = out / "portable" / version / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(portable(document, version), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", "utf-8")


def write_workflows(
    api: str,
    effective: dict[str, Any],
    variants: Mapping[str, dict[str, Any]],
    contract: dict[str, Any],
    out: Path,
) -> None:
    """Write what the state table says in other words: Arazzo a variant, AsyncAPI and overlays an API."""
    for version in ARAZZO:
        for name, document in variants.items():
            url = f"../../../openapi/{api}/{name}.yaml"
            made = arazzo(document, contract, name, url, version)
            _put(out / f"arazzo/{version}/{api}/{name}.arazzo.yaml", api, made)
    _put(out / f"asyncapi/{api}.yaml", api, asyncapi(effective, contract))
    url = f"../../openapi/{api}.yaml"
    for dialect, emit in DIALECTS.items():
        _put(out / f"dialects/{dialect}/{api}.overlay.yaml", api, emit(effective, contract, url))


def write_schema(extensions: Path, out: Path) -> None:
    """Write the JSON Schema of the state table, which `lint` reads among those of all extensions."""
    made = lifecycle_schema(json.loads(extensions.read_text("utf-8")))
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (out / LIFECYCLE_SCHEMA).write_text(text + "\n", "utf-8")


def _put(path: Path, api: str, made: dict[str, Any] | None) -> None:
    from codegen.sources.dumper import dump

    if made is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"# Made by `make generate` of the state table of {api}. Not to be edited.\n"
        path.write_text(head + dump(made), "utf-8")
