"""The ledger: which keywords of which objects are read, and by what.

A keyword of a hand-written document that stands here nowhere is a violation: nothing would act on it. The
tests hold the columns of client, mock and checks against what these do.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Literal

Reader = Literal["client", "mock", "checks", "pages"]
"""The generated client; the mock; validators and contract tests; pages, which show a text to people."""

_ALL: frozenset[Reader] = frozenset({"client", "mock", "checks", "pages"})
_PAGES: frozenset[Reader] = frozenset({"pages"})
_NOT_MOCK: frozenset[Reader] = frozenset({"client", "checks", "pages"})
_NOT_CLIENT: frozenset[Reader] = frozenset({"mock", "checks", "pages"})
_CHECKS: frozenset[Reader] = frozenset({"checks", "pages"})
_CLIENT: frozenset[Reader] = frozenset({"client", "pages"})


def _lines(lines: dict[str, frozenset[Reader]]) -> dict[str, frozenset[Reader]]:
    """Return the readers of each keyword; keywords with the same readers share a line."""
    return {keyword: readers for line, readers in lines.items() for keyword in line.split()}


LEDGER: dict[str, dict[str, frozenset[Reader]]] = {
    "document": _lines(
        {
            "openapi servers paths components": _ALL,
            "info": _NOT_MOCK,
            "security webhooks": _NOT_CLIENT,  # a client sends its key with every request
            "tags externalDocs": _PAGES,
        }
    ),
    "info": _lines(
        {
            "title version": _NOT_MOCK,
            "summary description license contact termsOfService": _PAGES,
        }
    ),
    "server": _lines({"url": _ALL, "description": _PAGES}),
    "tag": _lines({"name description externalDocs": _PAGES}),
    "path-item": _lines(
        {
            "get put post delete options head patch trace parameters": _ALL,
            "servers": _NOT_CLIENT,
            "summary description": _PAGES,
            "$ref": frozenset(),  # a rule of its own: path-item-ref
        }
    ),
    "operation": _lines(
        {
            "operationId parameters requestBody responses servers": _ALL,
            "security": _NOT_CLIENT,
            "tags summary description deprecated": _CLIENT,
            "callbacks": _CHECKS,
            "externalDocs": _PAGES,
        }
    ),
    "request-body": _lines({"content required": _ALL, "description": _PAGES}),
    "response": _lines(
        {
            "content": _ALL,
            "headers": _NOT_CLIENT,
            "links": _NOT_CLIENT,
            "description": _PAGES,
        }
    ),
    "media-type": _lines({"schema": _ALL, "examples": _NOT_CLIENT}),
    "parameter": _lines(
        {
            "name in required schema": _ALL,
            "style explode content": _CHECKS,  # rules of their own: parameter-style
            "description deprecated": _PAGES,
            "example examples": _CHECKS,
        }
    ),
    "header": _lines(
        {
            "schema required": _CHECKS,  # the mock sends those with an x-header-role
            "description deprecated example examples style explode": _PAGES,
        }
    ),
    "link": _lines({"operationId": _NOT_CLIENT, "parameters": _ALL, "description": _PAGES}),
    "example": _lines({"value": _NOT_CLIENT, "summary description": _PAGES}),
    "security-scheme": _lines({"type in name scheme": _ALL, "description bearerFormat": _PAGES}),
    "components": _lines(
        {
            "schemas responses parameters requestBodies headers securitySchemes": _ALL,
            "examples links callbacks pathItems": _NOT_CLIENT,
        }
    ),
    "schema": _lines(
        {
            "type properties required items additionalProperties enum const format": _ALL,
            "oneOf anyOf allOf": _ALL,
            "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf pattern": _ALL,
            "minLength maxLength minItems maxItems uniqueItems minProperties maxProperties": _ALL,
            "patternProperties propertyNames not if then else contains minContains maxContains": _NOT_CLIENT,
            "prefixItems dependentSchemas dependentRequired": _NOT_CLIENT,
            "unevaluatedItems unevaluatedProperties": _NOT_CLIENT,
            "readOnly writeOnly": _CHECKS,
            "contentEncoding contentMediaType": _PAGES,
            "title description default deprecated": _CLIENT,
            "examples discriminator": _CHECKS,
            "externalDocs $comment": _PAGES,
            "$defs": frozenset(),  # a rule of its own: local-definitions
        }
    ),
}

# What a document may say beside `$ref`: texts, and in a schema what people read.
BESIDE_REF: dict[str, frozenset[str]] = {
    "schema": frozenset(
        {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment"}
    )
}
BESIDE_ANY_REF = frozenset({"summary", "description"})

# What pages alone show, but an author may think that clients act on.
TOLD_AS_NOTES = frozenset({"contentEncoding", "contentMediaType", "readOnly", "writeOnly"})

_INSTEAD = {
    ("schema", "nullable"): "that is OpenAPI 3.0: write type: [string, 'null'], or anyOf with {type: 'null'}",
    ("schema", "example"): "write examples: [...]",
    ("schema", "xml"): "only JSON is read and written here",
    ("schema", "definitions"): "move them to components/schemas",
    ("schema", "dependencies"): "write dependentRequired or dependentSchemas",
    ("schema", "additionalItems"): "write prefixItems and items",
    ("schema", "contentSchema"): "say in the description what the text holds",
    ("schema", "$schema"): "every schema here is JSON Schema 2020-12",
    ("schema", "$anchor"): "refer to a schema by '#/components/schemas/<name>'",
    ("schema", "$dynamicAnchor"): "refer to a schema by '#/components/schemas/<name>'",
    ("schema", "$dynamicRef"): "write $ref to a component",
    ("schema", "$recursiveRef"): "write $ref to a component",
    ("schema", "$id"): "a schema is known by its name in components",
    ("schema", "id"): "a schema is known by its name in components",
    ("document", "jsonSchemaDialect"): "every schema here is JSON Schema 2020-12",
    ("server", "variables"): "write each server out, with x-region to choose it by",
    ("link", "operationRef"): "write operationId",
    ("link", "requestBody"): "write parameters",
    ("link", "server"): "write servers on the operation that it leads to",
    ("parameter", "allowReserved"): "clients escape every reserved character",
    ("parameter", "allowEmptyValue"): "write enum: [''] or minLength: 0",
    ("media-type", "example"): "write examples: {<name>: {summary: ..., value: ...}}",
    ("media-type", "encoding"): "clients send text as text, files as they are and the rest as JSON",
    ("example", "externalValue"): "write $ref to a JSON file in a variant's file",
    ("security-scheme", "flows"): "describe the token as http bearer",
    ("security-scheme", "openIdConnectUrl"): "describe the token as http bearer",
    ("document", "definitions"): "that is Swagger 2.0: write components/schemas",
    ("response", "schema"): "that is Swagger 2.0: write content/<media type>/schema",
}


_MOST_NAMED = 20


def advice(kind: str, keyword: str) -> str:
    """Return what to write in place of a keyword that nothing reads on an object of `kind`."""
    if instead := _INSTEAD.get((kind, keyword)):
        return instead
    if close := get_close_matches(keyword, LEDGER[kind], 1):
        return f"did you mean {close[0]!r}?"
    if len(LEDGER[kind]) > _MOST_NAMED:
        return "a misspelt keyword, or one that stands a level too high or too low"
    return f"{named(kind)} has: {', '.join(sorted(LEDGER[kind]))}"


def named(kind: str) -> str:
    """Return the name of a kind of object, with its article."""
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind.replace('-', ' ')}"


def has_effect(schema: dict[str, object], keyword: str, types: set[str]) -> bool:
    """Return whether a keyword of a schema says anything about values of these types."""
    about = _ABOUT.get(keyword)
    partner = _PARTNER.get(keyword)
    return (not types or about is None or bool(types & about)) and (partner is None or partner in schema)


_NUMBER, _TEXT, _ARRAY, _OBJECT = {"number", "integer"}, {"string"}, {"array"}, {"object"}
_ABOUT = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _NUMBER),
    **dict.fromkeys(("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"), _TEXT),
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems", "contains", "prefixItems"), _ARRAY),
    **dict.fromkeys(("minContains", "maxContains", "unevaluatedItems"), _ARRAY),
    **dict.fromkeys(("properties", "required", "additionalProperties", "patternProperties"), _OBJECT),
    **dict.fromkeys(("propertyNames", "minProperties", "maxProperties", "dependentSchemas"), _OBJECT),
    **dict.fromkeys(("dependentRequired", "unevaluatedProperties"), _OBJECT),
}
_PARTNER = {"then": "if", "else": "if", "minContains": "contains", "maxContains": "contains"}
