"""The JSON Schema of the extensions refuses what docs/extensions.md does not allow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from codegen.document.walk import walk
from codegen.rules import extensions
from codegen.rules.overlays import check_overlay
from codegen.sources.loader import loads
from codegen.sources.overlay import Overlaid

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "openapi/extensions.schema.json").read_text("utf-8"))
NAMES = sorted({n.rpartition("/")[2] for n in SCHEMA["$defs"] if "x-" in n})

DOCS = (ROOT / "docs/extensions.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", DOCS, re.MULTILINE | re.DOTALL))

ASSET: dict[str, Any] = {"kind": "audio", "media-types": ["audio/mpeg"], "retention": {"seconds": None}}


def problem_with(kind: str, name: str, value: Any) -> str:
    return "; ".join(problem for _, problem in extensions.problems(kind, name, value))


def examples(name: str) -> list[Any]:
    """Return the values that the section of an extension shows; a block that names none is one."""
    (section,) = (text for title, text in SECTIONS.items() if name in title.split())
    blocks = re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    shown = [loads(block, Path("extensions.md")).data for block in blocks]
    return [value for data in shown for value in values(name, data)] or shown


def values(name: str, node: Any) -> Iterator[Any]:
    """Yield what stands under a name, anywhere."""
    if isinstance(node, dict) and name in node:
        yield node[name]
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from values(name, part)


def test_the_schema_is_a_json_schema() -> None:
    """extensions.schema.json is valid JSON Schema 2020-12."""
    jsonschema_rs.meta.validate(SCHEMA)


@pytest.mark.parametrize("name", NAMES)
def test_every_extension_has_its_paragraph(name: str) -> None:
    """docs/extensions.md says of each where it stands, who reads it, if it is enforced, and an example."""
    (row,) = (line for line in DOCS.splitlines() if line.startswith("| [") and f"`{name}`" in line)
    *_, stands, readers, enforced = (cell.strip() for cell in row.strip("|").split("|"))
    assert stands
    assert readers
    assert re.match("enforced|advisory", enforced)
    assert examples(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_in_the_docs_are_what_the_schema_allows(name: str) -> None:
    """Whoever copies one gets no error: it fits an object that it may stand on."""
    kinds = {n.rpartition("/")[0] for n in SCHEMA["$defs"] if n.endswith(f"/{name}")}
    kinds |= {*SCHEMA["$defs"].get(name, {}).get("on", [])}
    for value in examples(name):
        assert not all(problem_with(kind, name, value) for kind in kinds), problem_with(
            min(kinds), name, value
        )


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("schema", "x-asset", ASSET),
        ("schema", "x-dispatch", {}),
        ("schema", "x-dispatch", {"properties": ["model"], "fallback": "#/components/schemas/Unknown"}),
        ("schema", "x-variant", "kling-3.0"),
        ("operation", "x-confidence", "reported"),
        ("response", "x-sources", ["page"]),
        ("info", "x-sources", {"page": {"title": "A page", "date": "2025-01", "kind": "page"}}),
        ("action", "x-id", "lower-case"),
        ("document", "x-errors", [{"place": "task", "class": "InsufficientCreditError", "advice": "Pay."}]),
    ],
)
def test_what_fits_is_accepted(kind: str, name: str, value: Any) -> None:
    """An extension in its place and shape draws no problem."""
    assert problem_with(kind, name, value) == ""


@pytest.mark.parametrize(
    ("kind", "name", "value", "problem"),
    [
        ("schema", "x-assets", ASSET, "x-assets is not an extension of these specs"),
        ("schema", "pointer", "/a", "pointer is not an extension"),
        ("operation", "x-asset", ASSET, "x-asset stands on schema, not on operation"),
        ("schema", "x-task-lifecycle", {}, "x-task-lifecycle stands on operation"),
        ("schema", "x-asset", ASSET | {"kind": "smell"}, '"smell" is not one of'),
        ("schema", "x-asset", ASSET | {"media-types": []}, "less than 1 item"),
        ("schema", "x-asset", ASSET | {"note": "x"}, "'note' was unexpected"),
        ("schema", "x-asset", ASSET | {"retention": {"seconds": 0}}, "less than or equal to the minimum"),
        ("schema", "x-dispatch", {"property": ["model"]}, "'property' was unexpected"),
        ("schema", "x-dispatch", {"fallback": "Unknown"}, "does not match"),
        ("schema", "x-variant", "Ace Step", "does not match"),
        ("schema", "x-confidence", "likely", "is not one of"),
        ("schema", "x-sources", "page", "is not of type"),
        ("info", "x-sources", ["page"], "is not of type"),
        ("info", "x-sources", {"page": {"title": "A page", "kind": "page"}}, '"date" is a required'),
        ("schema", "x-unknown", ["weight"], "is not one of"),
        ("security-scheme", "x-env", "the key", "does not match"),
        ("document", "x-errors", [{"place": "task", "class": "OopsError", "advice": "?"}], "is not one of"),
        ("document", "x-reply", {"code": {"at": ["/code"]}, "message": {"at": ["/m"]}}, '"ok" is a required'),
    ],
)
def test_what_does_not_fit_is_refused(kind: str, name: str, value: Any, problem: str) -> None:
    """An extension that is unknown, misplaced or of another shape is reported."""
    assert problem in problem_with(kind, name, value)


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda table: table.pop(name)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (without("deadline"), '"deadline" is a required'),
        (lambda t: t["fields"].update(stat={"at": ["/x"]}), "'stat' was unexpected"),
        (lambda t: t["fields"]["status"].update(at=["status"]), "does not match"),
        (lambda t: t["fields"]["status"].update(scale=1), "'scale' was unexpected"),
        (lambda t: t["fields"]["created_at"].pop("format"), '"format" is a required'),
        (lambda t: t["statuses"]["done"].update(phase="finished"), "is not one of"),
        (lambda t: t["statuses"]["waiting"].pop("next"), '"next" is a required'),
        (lambda t: t["statuses"]["done"].update(next=["waiting"]), "False schema"),
        (lambda t: t["statuses"]["done"].update(phase="running"), "is not allowed"),
        (lambda t: t["statuses"]["waiting"].update(phase="succeeded"), "is not allowed"),
        (lambda t: t["statuses"]["waiting"].update(terminal=True), "false was expected"),
        (lambda t: t["statuses"]["done"].update(terminal=False), "true was expected"),
        (lambda t: t["unlisted"].update(policy="ignore"), "is not one of"),
        (lambda t: t["polling"].update(initial=0), "less than or equal to the minimum"),
        (lambda t: t.update(deadline=0), "less than or equal to the minimum"),
    ],
)
def test_a_state_table_is_checked_in_full(
    effective: dict[str, Any], change: Callable[[dict[str, Any]], object], problem: str
) -> None:
    """A slip anywhere in the state table is reported."""
    table = effective["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"]
    assert problem_with("operation", "x-task-lifecycle", table) == ""
    change(table)
    assert problem in problem_with("operation", "x-task-lifecycle", table)


def test_a_problem_is_found_at_its_pointer(effective: dict[str, Any]) -> None:
    """The pointer leads into the extension, to the part that is wrong."""
    url = effective["components"]["schemas"]["SongOutput"]["properties"]["url"]
    url["x-asset"]["kind"] = "smell"
    ((pointer, _),) = extensions.check(walk(effective))
    assert pointer == "/components/schemas/SongOutput/properties/url/x-asset/kind"


def test_a_property_may_be_named_like_an_extension(effective: dict[str, Any]) -> None:
    """Names of properties, and data in examples, are nobody's extensions."""
    schemas = effective["components"]["schemas"]
    schemas["SongTask"]["properties"]["x-mood"] = {"type": "string", "examples": [{"x-y": 1}]}
    assert list(extensions.check(walk(effective))) == []


def test_the_extensions_of_overlay_actions_are_checked() -> None:
    """An action's x-confidence is held to the same words, and found in the overlay."""
    overlay = loads("actions:\n  - target: $\n    x-confidence: sure\n    x-dispatch: {}\n", Path("o.yaml"))
    sure, dispatch = check_overlay(overlay, Overlaid({"info": {}}, ()), observed=False)
    assert (sure.pointer, sure.line) == ("/actions/0/x-confidence", 3)
    assert "x-dispatch stands on schema, not on action" in dispatch.message
