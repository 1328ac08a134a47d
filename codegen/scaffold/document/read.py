"""Reads a vendor's document: OpenAPI 3.0 or 3.1, in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from codegen.document.walk import walk
from codegen.sources.loader import Document, load
from codegen.sources.pointers import find, join
from codegen.sources.violations import Violation, raise_any


def read(path: Path) -> Document:
    """Return the document; SpecError if it is none, of another version, or in several files."""
    document = load(path)
    data = document.data
    if not isinstance(data, dict):
        raise document.error("", "this is not an OpenAPI document", "it begins with openapi: 3.1.0")
    if "swagger" in data:
        problem = f"Swagger {data['swagger']} is not read, only OpenAPI 3.0 and 3.1"
        raise document.error("/swagger", problem, "convert it first, for instance with npx swagger2openapi")
    version = data.get("openapi")
    if not re.match(r"3\.[01](\.|$)", str(version)):
        named = f"OpenAPI {version}" if version else "a document without a version"
        raise document.error(
            "/openapi", f"{named} is not read, only OpenAPI 3.0 and 3.1", "write openapi: 3.1.0"
        )
    if not isinstance(data.get("paths"), dict) or not data["paths"]:
        raise document.error("/paths", "this document has no paths", "name the document with the operations")
    raise_any(_broken_references(document))
    return document


def _broken_references(document: Document) -> Iterator[Violation]:
    """Yield the references that lead out of the file, or to nothing."""
    for node in walk(document.data):
        ref = node.value.get("$ref") if isinstance(node.value, dict) else None
        if not isinstance(ref, str):
            continue
        where = join(node.pointer, "$ref")
        if not ref.startswith("#"):
            hint = "put all of it into one file first: npx redocly bundle FILE -o whole.yaml"
            yield document.violation(where, f"{ref!r} leads out of this file", hint)
        elif find(document.data, ref[1:]) is None:
            yield document.violation(where, f"{ref!r} leads to nothing", "correct the reference")
