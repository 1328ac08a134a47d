"""Nothing of what was found is lost on the specs, and nothing stands there without a source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import gettask
from codegen.document.walk import Node, bodies, follow, operations
from codegen.rules.check import check
from codegen.sources.loader import load
from codegen.sources.pointers import join
from gettask._contract.contract import load as load_contract
from tests.evidence.test_bodies import BODIES, EXCEPTIONS, GENERATED, SOURCES, UNFIT, document, text

ROOT = Path(__file__).parents[2]
APIS = sorted(path.stem for path in GENERATED.glob("*.yaml"))
READABLE = [name for name in UNFIT if name.startswith("piapi/") and '"task_id"' in text(name)]
KINDS = {
    "skeleton": r"\.jsonc$",
    "partial": r"_partial\.json$|/v3_presign_sdk_fixture\.json$",
    "masked": r"/music-u_create_pending_verified\.json$",
    "placeholder": r"/hailuo_.*_schema-example\.json$|/unified-schema_get-task_skeleton_.*\.json$",
    "elsewhere": r"/(legacy_|v2web_|404_)",
    "synthetic": r"/failed_task_diagnostics_in_three_places\.json$",
}


def schemas(api: str, schema: Node) -> list[Node]:
    """Return all schemas that may describe the same value: the members of unions, too."""
    node = follow(document(api), schema)
    found = [node]
    for keyword in ("allOf", "anyOf", "oneOf"):
        for i, part in enumerate(node.value.get(keyword, [])):
            found += schemas(api, Node(join(node.pointer, keyword, i), "schema", part))
    return found


def nameless(api: str, among: list[Node], value: Any, pointer: str = "") -> Iterator[str]:
    """Yield the pointers of what the schemas do not name. An object that names nothing may hold anything."""
    if isinstance(value, list):
        items = [
            Node(join(n.pointer, "items"), "schema", n.value["items"]) for n in among if "items" in n.value
        ]
        for i, item in enumerate(value):
            yield from nameless(api, _all(api, items), item, join(pointer, i))
    if not isinstance(value, dict):
        return
    objects = [n for n in among if n.value.get("type") == "object" or "properties" in n.value]
    closed = [n for n in objects if n.value.keys() & {"properties", "additionalProperties"}]
    if len(closed) < len(objects):
        return
    for name, part in value.items():
        below = [
            Node(join(n.pointer, "properties", name), "schema", n.value["properties"][name])
            for n in closed
            if name in n.value.get("properties", {})
        ]
        below += [
            Node(join(n.pointer, "additionalProperties"), "schema", n.value["additionalProperties"])
            for n in closed
            if isinstance(n.value.get("additionalProperties"), dict)
        ]
        if not below:
            yield join(pointer, name)
        yield from nameless(api, _all(api, below), part, join(pointer, name))


def _all(api: str, among: list[Node]) -> list[Node]:
    return [found for node in among for found in schemas(api, node)]


@pytest.mark.parametrize("name", BODIES)
def test_a_body_holds_no_field_that_its_spec_does_not_name(name: str) -> None:
    """What a vendor was seen to send is written down, and not merely let through."""
    reply = SOURCES[name]["reply"]
    spec = "/".join(filter(None, [reply["api"], reply.get("variant")]))
    (operation,) = (o for o in operations(document(spec)) if o.value["operationId"] == reply["operation"])
    found = dict(bodies(document(spec), operation, "response"))[reply["status"]]
    schema = Node(join(found.pointer, "schema"), "schema", found.value["schema"])
    assert list(nameless(spec, schemas(spec, schema), json.loads(text(name)))) == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_of_a_kind_that_its_name_tells(name: str) -> None:
    """Skeletons, parts, masked and made-up bodies, and replies of other surfaces: nothing else is let off."""
    assert re.search(KINDS[SOURCES[name]["exception"]["kind"]], name)


@pytest.mark.parametrize("name", READABLE)
def test_a_body_that_does_not_fit_is_read_all_the_same(name: str) -> None:
    """A task that is partial, masked or of another API keeps its JSON, and its results are found."""
    body = json.loads(text(name))
    task = gettask.parse(body, api="piapi")
    found = [asset.url for asset in task.assets]
    assert task.raw == body
    assert all(url in text(name) for url in found)
    assert task.phase is not gettask.Phase.SUCCEEDED or found or body["data"]["output"] == {}


@pytest.mark.parametrize("api", APIS)
def test_every_object_of_ours_has_a_source(api: str) -> None:
    """What is a note in a document that somebody begins is a gap in one that is published."""
    found = [v.pointer for v in check(document(api), "effective") if v.rule == "unsourced"]
    assert found == []


@cache
def registry(api: str) -> dict[str, Any]:
    """Return the sources of an API."""
    found: dict[str, Any] = load(ROOT / f"openapi/{api}/components/sources.yaml").data
    return found


@pytest.mark.parametrize("api", APIS)
def test_what_is_unknown_says_when_it_was_looked_for(api: str) -> None:
    """The document says until when sources were read, which is the day of the one that was read last."""
    newest = max(source["read"] for source in registry(api).values())
    told = re.search(
        r"in none of those that were read until (\d{4}-\d\d-\d\d)", document(api)["info"]["description"]
    )
    assert told is not None
    assert told[1] == newest


@pytest.mark.parametrize(
    "text",
    ["account point quota not enough", "failed to freeze credit: 0", "auto exchange point quota: none left"],
)
def test_a_lack_of_credit_is_known_by_every_text_that_was_met(text: str) -> None:
    """Clients met three; only one of them stands in a recorded body, with its code."""
    task = {"error": {"code": 1, "raw_message": text}}
    rules = [rule for rule in load_contract("piapi").errors if rule.place == "task" and rule.admits(task)]
    assert [rule.error for rule in rules if rule.code is None] == ["InsufficientCreditError"]
