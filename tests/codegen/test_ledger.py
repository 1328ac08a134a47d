"""The ledger says the truth: what it calls read by mock, checks or client is read by them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from codegen.emit.facts import described
from codegen.rules.ledger import BESIDE_REF, LEDGER, advice, has_effect
from codegen.rules.validation import Validators
from gettask.mock.spec.api import Api
from gettask.mock.spec.validator import Problem

REFUSED: dict[str, tuple[dict[str, Any], Any]] = {
    "type": ({"type": "string"}, 1),
    "properties": ({"properties": {"a": {"type": "string"}}}, {"a": 1}),
    "required": ({"required": ["a"]}, {}),
    "items": ({"items": {"type": "string"}}, [1]),
    "additionalProperties": ({"additionalProperties": {"type": "string"}}, {"a": 1}),
    "enum": ({"enum": ["a"]}, "b"),
    "const": ({"const": "a"}, "b"),
    "format": ({"type": "string", "format": "uri"}, "no uri"),
    "oneOf": ({"oneOf": [{"type": "string"}]}, 1),
    "anyOf": ({"anyOf": [{"type": "string"}]}, 1),
    "allOf": ({"allOf": [{"type": "string"}]}, 1),
    "minimum": ({"minimum": 1}, 0),
    "maximum": ({"maximum": 1}, 2),
    "exclusiveMinimum": ({"exclusiveMinimum": 1}, 1),
    "exclusiveMaximum": ({"exclusiveMaximum": 1}, 1),
    "multipleOf": ({"multipleOf": 2}, 3),
    "pattern": ({"pattern": "^a"}, "b"),
    "minLength": ({"minLength": 1}, ""),
    "maxLength": ({"maxLength": 1}, "ab"),
    "minItems": ({"minItems": 1}, []),
    "maxItems": ({"maxItems": 1}, [1, 2]),
    "uniqueItems": ({"uniqueItems": True}, [1, 1]),
    "minProperties": ({"minProperties": 1}, {}),
    "maxProperties": ({"maxProperties": 0}, {"a": 1}),
    "patternProperties": ({"patternProperties": {"^a": {"type": "string"}}}, {"a": 1}),
    "propertyNames": ({"propertyNames": {"pattern": "^a"}}, {"b": 1}),
    "not": ({"not": {"const": "a"}}, "a"),
    "if": ({"if": {"const": "a"}, "then": {"minLength": 2}}, "a"),
    "then": ({"if": {"const": "a"}, "then": {"minLength": 2}}, "a"),
    "else": ({"if": {"const": "a"}, "else": {"minLength": 2}}, "b"),
    "contains": ({"contains": {"const": 1}}, [2]),
    "minContains": ({"contains": {"const": 1}, "minContains": 2}, [1]),
    "maxContains": ({"contains": {"const": 1}, "maxContains": 1}, [1, 1]),
    "prefixItems": ({"prefixItems": [{"type": "string"}]}, [1]),
    "dependentSchemas": ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}),
    "dependentRequired": ({"dependentRequired": {"a": ["b"]}}, {"a": 1}),
    "unevaluatedItems": ({"prefixItems": [{}], "unevaluatedItems": False}, [1, 2]),
    "unevaluatedProperties": ({"unevaluatedProperties": False}, {"a": 1}),
}
_TOLD = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern"),
    *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
)


def test_every_keyword_that_limits_a_value_is_tried() -> None:
    """What the ledger says of mock and checks is held against them, keyword by keyword."""
    assert {keyword for keyword, readers in LEDGER["schema"].items() if "mock" in readers} == REFUSED.keys()


@pytest.mark.parametrize("keyword", REFUSED)
def test_mock_and_checks_refuse_what_a_keyword_refuses(effective: Any, keyword: str) -> None:
    """A request that breaks the keyword is refused by the mock, and an example by the checks."""
    schema, value = REFUSED[keyword]
    document = deepcopy(effective)
    document["components"]["schemas"]["SongRequest"]["properties"]["planted"] = schema
    pointer = "/components/schemas/SongRequest/properties/planted"
    assert Validators(document).problems(pointer, value)
    request = {"model": "song", "words": "la la", "planted": value}
    (create,) = [operation for operation in Api("toy", document).operations if operation.name == "createTask"]
    assert create.body
    problem = create.body.match(request)
    assert isinstance(problem, Problem)
    assert problem.pointer.startswith("/planted")


@pytest.mark.parametrize("keyword", _TOLD)
def test_the_client_tells_of_each_limit(keyword: str) -> None:
    """The docstring of a field names what the mock refuses."""
    schema, _ = REFUSED[keyword]
    assert "client" in LEDGER["schema"][keyword]
    assert described(schema)


def test_what_may_stand_beside_a_reference_limits_nothing() -> None:
    """Tools that read a reference alone see the same API."""
    assert not BESIDE_REF["schema"] & REFUSED.keys()


def test_the_advice_names_what_was_meant_or_what_there_is() -> None:
    """A slip is told what it is near to, a keyword of another version what to write."""
    assert advice("schema", "patern") == "did you mean 'pattern'?"
    assert "write examples" in advice("schema", "example")
    assert advice("server", "zone") == "a server has: description, url"


def test_a_keyword_of_no_type_has_an_effect_on_every_type() -> None:
    """Only keywords that JSON Schema ties to one type, or to another keyword, can be without effect."""
    assert has_effect({}, "description", {"integer"})
    assert has_effect({}, "maxLength", set())
    assert has_effect({}, "maxLength", {"string", "integer"})
    assert not has_effect({}, "maxLength", {"integer"})
