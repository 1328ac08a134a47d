"""The portable profile says what the effective document says, in words that the tools of others read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest

from codegen.document.walk import walk
from codegen.emit.portable import VERSIONS, portable

ROOT = Path(__file__).parents[2]
WHOLE = sorted(path.parent.name for path in (ROOT / "generated").glob("gettask-*/*/openapi.json"))


def effective_of(package: str) -> dict[str, Any]:
    """Return the effective document of a package."""
    (path,) = (ROOT / "generated").glob(f"*/{package}/openapi.json")
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


def of_schema(schema: dict[str, Any], version: str) -> dict[str, Any]:
    """Return the portable form of one schema."""
    media = {"application/json": {"schema": schema}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    made = portable({"openapi": "3.1.0", "info": {}, "paths": paths}, version)
    found: dict[str, Any] = made["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    return found


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("package", WHOLE)
def test_no_word_is_left_that_tools_stumble_over(package: str, version: str) -> None:
    """No webhook, no constant, nothing that is only null, one extension; in 3.0 no word of 3.1 either."""
    made = portable(effective_of(package), version)
    assert "webhooks" not in made
    for node in walk(made):
        if not isinstance(node.value, dict):
            continue
        assert {name for name in node.value if name.startswith("x-")} <= {"x-enum-varnames"}, node.pointer
        if node.kind == "schema":
            assert "const" not in node.value, node.pointer
            if version == "3.0":
                assert not isinstance(node.value.get("type"), list), node.pointer
                assert "nullable" not in node.value or "type" in node.value, node.pointer
                assert not {"examples", "patternProperties", "if"} & node.value.keys(), node.pointer
                assert "$ref" not in node.value or len(node.value) == 1, node.pointer


@pytest.mark.parametrize("package", WHOLE)
def test_every_component_is_used(package: str) -> None:
    """What nothing refers to is gone, and everything that something refers to is there."""
    made = portable(effective_of(package), "3.1")
    text = json.dumps(made)
    for section, components in made["components"].items():
        for name in components if section != "securitySchemes" else ():
            assert f'"#/components/{section}/{name}"' in text
    for node in walk(made):
        if isinstance(node.value, dict) and str(node.value.get("$ref", "")).startswith("#/components/"):
            _, _, section, name = node.value["$ref"].split("/")
            assert name in made["components"][section]


@pytest.mark.parametrize("package", WHOLE)
def test_the_examples_still_fit(package: str) -> None:
    """Each body that the effective document shows is one that the portable one allows."""
    made = portable(effective_of(package), "3.1")
    registry = jsonschema_rs.Registry([("urn:made", made)])
    shown = 0
    for node in walk(made):
        if node.kind != "media-type" or "schema" not in node.value:
            continue
        schema = {"$ref": f"urn:made#{quote(node.pointer)}/schema"}
        validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
        for example in node.value.get("examples", {}).values():
            if "value" in example:
                shown += 1
                assert [error.message for error in validator.iter_errors(example["value"])] == []
    assert shown


def test_a_reference_that_may_be_null_is_a_copy_in_3_0() -> None:
    """There null has to satisfy what is referred to as well, which excludes it."""
    part = {"type": "object", "description": "A part.", "properties": {"a": {"type": "string"}}}
    whole = {"description": "Mine.", "anyOf": [{"$ref": "#/components/schemas/Part"}, {"type": "null"}]}
    media = {"application/json": {"schema": whole}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    made = portable({"info": {}, "paths": paths, "components": {"schemas": {"Part": part}}}, "3.0")
    schema = made["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {**part, "description": "Mine.", "nullable": True}
    assert "schemas" not in made["components"]


def test_a_union_that_may_be_null_has_a_member_that_may_be_in_3_0() -> None:
    """Null has to satisfy one of the members: `nullable` beside the union does not let it in."""
    parts = {name: {"type": "object", "required": [name]} for name in ("A", "B")}
    union = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in parts]}
    whole = {"anyOf": [{"$ref": "#/components/schemas/Union"}, {"type": "null"}]}
    media = {"application/json": {"schema": whole}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    made = portable({"info": {}, "paths": paths, "components": {"schemas": {**parts, "Union": union}}}, "3.0")
    schema = made["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"anyOf": [{**parts["A"], "nullable": True}, {"$ref": "#/components/schemas/B"}]}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_schema_named_as_a_type_of_the_browser_has_another_name(version: str) -> None:
    """It would hide the type in what tools emit for uploads."""
    media = {"application/json": {"schema": {"$ref": "#/components/schemas/File"}}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    components = {"schemas": {"File": {"type": "object"}}}
    made = portable({"info": {}, "paths": paths, "components": components}, version)
    shown = made["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert shown == {"$ref": "#/components/schemas/FileObject"}
    assert made["components"]["schemas"] == {"FileObject": {"type": "object"}}


def test_variants_with_one_telling_property_have_a_discriminator() -> None:
    """It names the property, and the schema of each of its values."""
    members = {
        name: {"type": "object", "required": ["kind"], "properties": {"kind": {"const": name.lower()}}}
        for name in ("Song", "Video")
    }
    union = {
        "x-dispatch": {"properties": ["kind"]},
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in members],
    }
    media = {"application/json": {"schema": union}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    made = portable({"info": {}, "paths": paths, "components": {"schemas": members}}, "3.1")
    schema = made["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["discriminator"] == {
        "propertyName": "kind",
        "mapping": {"song": "#/components/schemas/Song", "video": "#/components/schemas/Video"},
    }


@pytest.mark.parametrize(
    ("schema", "newer", "older"),
    [
        ({"type": ["string", "null"]}, None, {"type": "string", "nullable": True}),
        (
            {"type": "null", "description": "Never seen."},
            {"description": "Never seen."},
            {"description": "Never seen."},
        ),
        ({"const": 7}, {"type": "integer", "enum": [7]}, {"type": "integer", "enum": [7]}),
        (
            {"anyOf": [{"type": "string"}, {"type": "null"}]},
            None,
            {"nullable": True, "type": "string"},
        ),
        (
            {"anyOf": [{"type": ["string", "integer"], "x-unit": "s"}, {"type": "null"}]},
            {"anyOf": [{"type": ["string", "integer"]}, {"type": "null"}]},
            {"anyOf": [{"type": "string", "nullable": True}, {"type": "integer"}]},
        ),
        (
            {"minLength": 1, "anyOf": [{"type": "string", "minLength": 2}, {"type": "null"}]},
            None,
            {
                "nullable": True,
                "type": "string",
                "minLength": 1,
                "allOf": [{"type": "string", "minLength": 2}],
            },
        ),
        (
            {"enum": ["Done", "done", "done\t", "new"]},
            {
                "enum": ["Done", "done", "done\t", "new"],
                "x-enum-varnames": ["DONE", "DONE_2", "DONE_3", "NEW"],
            },
            {
                "enum": ["Done", "done", "done\t", "new"],
                "x-enum-varnames": ["DONE", "DONE_2", "DONE_3", "NEW"],
            },
        ),
        (
            {"properties": {"a": {}}, "oneOf": [{"required": ["a"], "properties": {"a": {}}}]},
            {"properties": {"a": {}}},
            {"properties": {"a": {}}},
        ),
        ({"exclusiveMinimum": 1}, None, {"minimum": 1, "exclusiveMinimum": True}),
        ({"type": "object", "required": []}, None, {"type": "object"}),
        (
            {"properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
            {"properties": {"a": {}}},
            {"properties": {"a": {}}},
        ),
        ({"type": ["string", "integer"]}, None, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
    ],
)
def test_words_are_written_otherwise(
    schema: dict[str, Any], newer: dict[str, Any] | None, older: dict[str, Any]
) -> None:
    """What tools stumble over is put so that they do not; None: 3.1 keeps it."""
    assert of_schema(schema, "3.1") == (schema if newer is None else newer)
    assert of_schema(schema, "3.0") == older


def test_another_name_of_a_schema_stays_a_reference() -> None:
    """Its description goes: generators merge an allOf, and stumble over what may be null in it."""
    media = {"application/json": {"schema": {"$ref": "#/components/schemas/Any"}}}
    paths = {"/": {"get": {"responses": {"200": {"description": "", "content": media}}}}}
    schemas = {
        "Any": {"$ref": "#/components/schemas/Song", "description": "All."},
        "Song": {"type": "object"},
    }
    made = portable({"info": {}, "paths": paths, "components": {"schemas": schemas}}, "3.0")
    assert made["components"]["schemas"]["Any"] == {"$ref": "#/components/schemas/Song"}
