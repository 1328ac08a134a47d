"""The document that the generator reads: the client view, put so that the generator sees what it means."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from codegen.document.lifecycle import with_results
from codegen.document.walk import Node, sides, walk
from codegen.emit.facts import described

_TEXTS = ("deprecated", "description", "x-deprecated")


def normalised(client_view: dict[str, Any]) -> dict[str, Any]:
    """Return a changed copy of the client view.

    Classes are named after their schemas, not after titles. Properties that no schema knows are kept
    everywhere. A union with a fallback has it as a member. Descriptions hold units, ranges and defaults.
    Open enums of requests are unions with any text. A header with one value is an enum of one. Tasks have
    the results that another operation answers.
    """
    view: dict[str, Any] = deepcopy(with_results(client_view))
    for schema in view.get("components", {}).get("schemas", {}).values():
        if title := schema.pop("title", None):
            description = schema.get("description")
            schema["description"] = f"{title}\n\n{description}" if description else title
    responses = sides(view)[1]
    for node in walk(view):
        if isinstance(node.value, dict):
            if node.kind == "schema":
                _schema(node, node.pointer in responses)
            elif node.kind == "operation" and node.value.get("deprecated") is True:
                node.value["description"] = described({k: v for k, v in node.value.items() if k in _TEXTS})
            elif node.kind == "parameter" and isinstance(node.value.get("schema"), dict):
                facts = {k: v for k, v in node.value["schema"].items() if k != "description"}
                node.value["description"] = described({**facts, **node.value})
                if node.value.get("in") == "header" and "const" in facts:  # the generator takes no other
                    node.value["schema"] = {**node.value["schema"], "enum": [facts["const"]]}
                    del node.value["schema"]["const"]
    return view


def _schema(node: Node, in_responses: bool) -> None:
    schema = node.value
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if "$ref" not in schema and (text := described(schema)):
        schema["description"] = text
    if isinstance(schema.get("enum"), list):  # names that never meet; those of members are ours
        listed = [value for value in schema["enum"] if value is not None]
        schema["x-enum-varnames"] = [f"V{i}" for i in range(len(listed))]
    if fallback := schema.get("x-dispatch", {}).get("fallback"):
        if "$ref" in schema:
            schema["oneOf"] = [{"$ref": schema.pop("$ref")}]
        members = schema["oneOf" if "oneOf" in schema else "anyOf"]
        if {"$ref": fallback} not in members:
            members.append({"$ref": fallback})
    if schema.pop("x-open-enum", False) and not in_responses and node.pointer.count("/") > 3:
        keys = ("type", "enum", "x-enum-varnames")
        known = {key: schema.pop(key) for key in keys if key in schema}
        schema["anyOf"] = [known, {"type": known.get("type", "string")}]


def open_enums(client_view: dict[str, Any]) -> set[str]:
    """Return the names of the component enums that the spec marks as open."""
    schemas = client_view.get("components", {}).get("schemas", {})
    return {name for name, schema in schemas.items() if "enum" in schema and schema.get("x-open-enum")}
