"""Bounds, defaults and values of the fields of requests are those of the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.sources.loader import load
from gettask.mock.spec.api import installed

FACTS: dict[str, dict[str, dict[str, Any]]] = load(Path(__file__).with_name("facts.yaml")).data
SCHEMAS = [(api, name) for api, schemas in FACTS.items() for name in schemas]


@pytest.mark.parametrize(("api", "name"), SCHEMAS)
def test_the_fields_of_a_request_are_as_the_sources_say(api: str, name: str) -> None:
    """A bound that moves, a default that is dropped and a value that is lost are each told by their field."""
    document = installed()[api].document
    schema = document.flat({"$ref": f"#/components/schemas/{name}"})
    facts = dict(FACTS[api][name])
    wrong: dict[str, Any] = {}
    if missing := {*facts.pop("required", ())} - {*schema.get("required", ())}:
        wrong["required"] = missing
    for field, known in facts.items():
        found = document.flat(document.schema_at(schema, f"/{field}"))
        for keyword, value in known.items():
            if keyword == "values":
                if lost := {*value} - {*found.get("enum", ())}:
                    wrong[field] = {"values": lost}
            elif found.get(keyword) != value:
                wrong[field] = {keyword: found.get(keyword)}
    assert wrong == {}
