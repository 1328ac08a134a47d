"""A fact that cites a release of an SDK names something that stands in the SDK's source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from codegen.document.citations import cited
from codegen.document.names import snake_case
from codegen.sources.loader import Document, load, loads
from codegen.sources.pointers import get, tokens
from tests.vendors.environments import interpreter, release

ROOT = Path(__file__).parents[2]
RELEASE = re.compile(r"sdk-(\d+\.\d+\.\d+)")
FILES = sorted(
    path
    for room in (ROOT / "openapi", ROOT / "overlays")
    for path in room.rglob("*.yaml")
    if path.name != "client.yaml" and RELEASE.search(path.read_text("utf-8"))
)


# What names nothing: it holds numbers alone.
NAMELESS = {"polling"}
KEYWORDS = {"anyOf", "enum", "items", "properties", "required", "schemas", "type"}


@cache
def words(version: str) -> frozenset[str]:
    """Return the words of an SDK: names and hosts, paths as it writes them, and the days in its README."""
    name = release(version).rpartition("-")[0].replace("-", "_")
    (package,) = interpreter(version).parents[1].glob(f"lib/python*/site-packages/{name}")
    text = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    (readme,) = package.parent.glob(f"{name}-*.dist-info/METADATA")
    days = re.findall(r"\d{4}-\d{2}-\d{2}", readme.read_text("utf-8"))
    return frozenset([*re.findall(r"[\w.+-]*[\w+-]", text), *re.findall(r"/[\w/-]+", text), *days])


def claims(pointer: str, node: dict[str, Any], source: str) -> tuple[set[str], bool]:
    """Return the names in a statement that cites `source`, and whether all of them have to be borne out.

    Of an action, a path and an object that other sources describe as well, one name is enough.
    """
    at = tokens(pointer)
    name, above = at[-1] if at else "", at[-2] if len(at) > 1 else ""
    alone = node.get("x-sources") == [source]
    values = {value for value in node.get("enum", ()) if isinstance(value, str)}
    if above in ("properties", "statuses"):
        return {name} | (values if alone else set()), True
    if name == "x-match":
        return {node["type"]}, True
    if name == "x-deprecated":
        return {snake_case(above).removesuffix("_request")}, True
    if name == "x-results":
        return set(node["keys"]), True
    if "in" in node or "date" in node:
        return {node.get("name") or node["date"]}, True
    if "url" in node:
        return {node["url"].split("/")[2]}, True
    if name in ("create", "delete", "get", "post", "put"):
        path = (node.get("path") or next(each for each in at if each.startswith("/"))).partition("{")[0]
        return {path, *(f"/{version}{path}" for version in ("v1", "v3"))}, False
    if "target" in node:
        last = re.split(r"\.(?![^\[]*\])", node["target"])[-1]
        return fields(node) | ({*re.findall(r"\w+", last), *node.get("update", {})} - KEYWORDS), False
    if "types" in node:
        return {row[side] for row in node["types"] for side in ("from", "to") if row[side]}, False
    if "value" in node:
        return keys(node["value"]), True
    return fields(node) | ({snake_case(name)} | values if not node.get("properties") else set()), alone


def fields(node: Any) -> set[str]:
    """Return the names of the fields of schemas that have no source of their own."""
    if isinstance(node, list):
        return {name for item in node for name in fields(item)}
    if not isinstance(node, dict):
        return set()
    own = {name for name, part in node.get("properties", {}).items() if "x-sources" not in part}
    own |= set(node.get("required", ())) if isinstance(node.get("required"), list) else set()
    return own.union(*(fields(part) for part in node.values()))


def keys(value: Any) -> set[str]:
    """Return the keys of an example, as deep as it goes."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    return set(value).union(*(keys(part) for part in value.values())) if isinstance(value, dict) else set()


def unproven(document: Document) -> Iterator[str]:
    """Yield file, line and names of each citation of an SDK that its source does not bear out."""
    for pointer, source in cited(document.data):
        place = pointer.rpartition("/x-sources/")[0]
        sdk = RELEASE.fullmatch(source)
        if sdk is None or (tokens(place) or [""])[-1] in NAMELESS:
            continue
        names, entirely = claims(place, get(document.data, place), source)
        missing = names - words(sdk[1])
        if missing and (entirely or missing == names):
            line, _ = document.position(pointer)
            yield f"{document.path}:{line}  {source} does not have {', '.join(sorted(missing))}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_citation_of_an_sdk_is_borne_out_by_its_source(path: Path) -> None:
    """Each field that cites a release is named in it, with its values if nothing else is cited."""
    assert list(unproven(load(path))) == []


def test_a_false_citation_is_found_with_its_line() -> None:
    """A name that the SDK does not have fails the check, wherever the right ones stand."""
    text = """
Output:
  properties:
    model_url: {type: string, x-sources: [sdk-1.0.0]}
    splat_url:
      type: string
      x-sources: [third-party-openapi, sdk-1.0.0]
    kind: {type: string, enum: [gray, violet], x-sources: [sdk-1.0.0]}
"""
    found = list(unproven(loads(text, Path("task.yaml"))))
    assert found == [
        "task.yaml:7  sdk-1.0.0 does not have splat_url",
        "task.yaml:8  sdk-1.0.0 does not have violet",
    ]
