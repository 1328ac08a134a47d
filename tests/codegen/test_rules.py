"""Every rule finds the defect that it is there for, and nothing in documents without one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_python_client import strings

from codegen.document.names import pascal_case, snake_case
from codegen.document.walk import Node, follow
from codegen.rules.check import RULES, check
from codegen.rules.rule import EVERY, Layer
from codegen.sources.pointers import get
from tests.codegen.constructs import CONSTRUCTS
from tests.codegen.mistakes import MISTAKES

GET = "/paths/~1tasks~1{id}/get"
POST = "/paths/~1tasks/post"
SCHEMAS = "/components/schemas"
KEY = "/components/securitySchemes/key"
OK = "responses/200/content/application~1json"
DONE = f"{GET}/{OK}/examples/song-done/value/data"


class Defect(NamedTuple):
    """A change to a clean document, the rule that it breaks, and where."""

    rule: str
    layer: Layer
    at: str
    change: dict[str, Any] | Callable[[Any], object]
    found: str
    problem: str = ""


def merge(**members: Any) -> dict[str, Any]:
    return members


def schema(**members: Any) -> dict[str, Any]:
    """Return a change that adds a schema named Planted."""
    return {"Planted": members}


def field(**members: Any) -> dict[str, Any]:
    """Return a change that adds a field named planted."""
    return {"planted": members}


def parameter(**members: Any) -> dict[str, Any]:
    """Return a change that adds a parameter in the query, or elsewhere."""
    return {"parameters": [{"name": "planted", "in": "query", **members}]}


def with_two_parameters(paths: Any) -> None:
    """Give the path of Get Task a second parameter."""
    item = paths.pop("/tasks/{id}")
    kind = {"name": "kind", "in": "path", "required": True, "schema": {"type": "string"}, "example": "a"}
    item["get"]["parameters"].append(kind)
    paths["/tasks/{id}/{kind}"] = item


def spoil(node: Any) -> None:
    node["value"]["data"]["status"] = "gone"


def priced(charge: dict[str, Any], unit: str = "points", on: str = "SongRequest") -> Callable[[Any], object]:
    """Return a change that gives a request a price, and its task a cost in points."""

    def change(document: Any) -> None:
        schemas = document["components"]["schemas"]
        schemas["SongTask"]["properties"]["cost"] = {"type": "number"}
        get(document, GET)["x-task-lifecycle"]["fields"]["cost"] = {"at": ["/cost"], "unit": "points"}
        schemas[on]["x-cost"] = {"unit": unit, "x-sources": ["page"], "charges": [charge]}

    return change


def hooked(document: Any, **facts: Any) -> None:
    """Give a document a webhook that posts the task with its signature, and facts about it."""
    signature = {"name": "X-Signature", "in": "header", "schema": {"type": "string"}}
    body = {"content": {"application/json": {"schema": SONG, "examples": {}}}}
    post = {"operationId": "done", "parameters": [signature], "requestBody": body, "responses": {}}
    document["webhooks"] = {"done": {"post": post}}
    document["x-webhook"] = {
        "scheme": "secret",
        "header": "x-signature",
        "sends": {"done": ["succeeded"]},
    } | facts


TABLE = f"{GET}/x-task-lifecycle"
REQUEST = f"{POST}/requestBody/content/application~1json"
PLANTED = f"{SCHEMAS}/Planted"
SONG_REQUEST = f"{SCHEMAS}/SongRequest"
COST = f"{SONG_REQUEST}/x-cost"
PRICE = [{"amount": 1}]
SONG_FIELDS = f"{SCHEMAS}/SongRequest/properties"
SONG = {"$ref": "#/components/schemas/SongTask"}
VIDEO = {"$ref": "#/components/schemas/VideoTask"}
ENUM = {"type": "string", "enum": ["a", "b"]}

DEFECTS = [
    Defect("json-schema", "effective", SCHEMAS, schema(required="a"), f"{PLANTED}/required"),
    Defect(
        "json-schema", "client", SCHEMAS, schema(items={"type": "thing"}), f"{PLANTED}/items/type", '"thing"'
    ),
    Defect("openapi-version", "effective", "", merge(openapi="3.2.0"), "/openapi"),
    Defect("pattern", "effective", SCHEMAS, schema(type="string", pattern="^x:(.+"), f"{PLANTED}/pattern"),
    Defect("default", "effective", SCHEMAS, schema(type="string", default=1), f"{PLANTED}/default", "string"),
    Defect(
        "default",
        "client",
        SCHEMAS,
        schema(type="integer", maximum=5, default=6),
        f"{PLANTED}/default",
        "maximum of 5",
    ),
    Defect("default", "documented", SCHEMAS, schema(**ENUM, default="c"), f"{PLANTED}/default"),
    Defect(
        "region",
        "effective",
        "",
        merge(servers=[{"url": f"https://{each}.test", "x-region": "eu"} for each in ("a", "b")]),
        "/servers/1/x-region",
        "/servers/0",
    ),
    Defect(
        "source-date",
        "effective",
        "/info/x-sources/page",
        merge(date="2026-02-30"),
        "/info/x-sources/page/date",
    ),
    Defect(
        "source-date", "effective", "/info/x-sources/page", merge(date="2026-13"), "/info/x-sources/page/date"
    ),
    Defect(
        "unknown-example-field",
        "effective",
        f"{REQUEST}/examples/song/value",
        merge(wrods="la la"),
        f"{REQUEST}/examples/song/value/wrods",
    ),
    Defect(
        "terminal-success",
        "effective",
        f"{TABLE}/statuses",
        lambda node: node["done"].update(phase="failed"),
        f"{TABLE}/statuses",
    ),
    Defect(
        "reachable-status",
        "effective",
        f"{TABLE}/statuses",
        merge(waiting={"phase": "queued", "terminal": False, "next": ["done"]}),
        f"{TABLE}/statuses/broken",
    ),
    Defect(
        "polling-schedule",
        "effective",
        f"{TABLE}/polling",
        merge(initial=9),
        f"{TABLE}/polling/initial",
        "above maximum 8",
    ),
    Defect("polling-schedule", "effective", TABLE, merge(deadline=0.5), f"{TABLE}/polling/initial"),
    Defect(
        "progress-scale",
        "effective",
        f"{SCHEMAS}/SongTask/properties/progress",
        merge(maximum=1),
        f"{TABLE}/fields/progress/scale",
    ),
    Defect(
        "extension-name", "effective", "/x-reply", merge(message={"at": ["/mesage"]}), "/x-reply/message/at/0"
    ),
    Defect(
        "extension-name",
        "effective",
        "",
        lambda node: hooked(node, id={"at": ["/idd"]}),
        "/x-webhook/id/at/0",
        "no webhook has '/idd'",
    ),
    Defect(
        "extension-name",
        "effective",
        "",
        lambda node: hooked(node, endpoint={"at": ["/hook"]}),
        "/x-webhook/endpoint/at/0",
        "no request has '/hook'",
    ),
    Defect(
        "extension-name", "effective", "", lambda node: hooked(node, header="X-Sign"), "/x-webhook/header"
    ),
    Defect(
        "extension-name",
        "effective",
        "",
        lambda node: hooked(node, sends={"ended": ["succeeded"]}),
        "/x-webhook/sends/ended",
    ),
    Defect(
        "extension-name",
        "effective",
        POST,
        merge(**{"x-upload": {"file": "data", "token": {"at": ["/data/id"]}}}),
        f"{POST}/x-upload/file",
    ),
    Defect(
        "extension-name",
        "effective",
        POST,
        merge(**{"x-upload": {"file": "words", "token": {"at": ["/data/url"]}}}),
        f"{POST}/x-upload/token/at/0",
    ),
    Defect(
        "extension-name",
        "effective",
        POST,
        merge(**{"x-bulk-cancel": {"before": "until", "where": {}}}),
        f"{POST}/x-bulk-cancel/before",
    ),
    Defect(
        "extension-name",
        "effective",
        SONG_REQUEST,
        merge(**{"x-results": {"keys": ["urls"]}}),
        f"{SONG_REQUEST}/x-results/keys/0",
    ),
    Defect(
        "extension-name",
        "effective",
        SONG_REQUEST,
        merge(**{"x-not-repeated": {"modle": "always"}}),
        f"{SONG_REQUEST}/x-not-repeated/modle",
    ),
    *(
        Defect(
            "extension-name",
            "effective",
            SONG_REQUEST,
            merge(
                **{"x-results": {"formats": [{"key": key, "field": at, "media-types": {"a": "audio/wav"}}]}}
            ),
            f"{SONG_REQUEST}/x-results/formats/0/{wrong}",
        )
        for key, at, wrong in (("urls", "/model", "key"), ("url", "/modle", "field"))
    ),
    Defect(
        "extension-name",
        "effective",
        SONG_REQUEST,
        merge(**{"x-match": {"modle": "song"}}),
        f"{SONG_REQUEST}/x-match/modle",
    ),
    Defect("local-ref", "effective", SCHEMAS, schema(**{"$ref": "other.yaml#/X"}), f"{PLANTED}/$ref"),
    Defect(
        "local-ref", "effective", SCHEMAS, schema(**{"$ref": "#/components/schemas/X"}), f"{PLANTED}/$ref"
    ),
    Defect(
        "local-ref",
        "effective",
        SCHEMAS,
        schema(**{"$ref": f"#{PLANTED}/items"}, items={}),
        f"{PLANTED}/$ref",
    ),
    Defect(
        "path-item-ref",
        "client",
        "/paths/~1tasks",
        merge(**{"$ref": "#/paths/~1tasks~1{id}"}),
        "/paths/~1tasks/$ref",
    ),
    Defect("operation-id", "effective", POST, merge(operationId="getTask"), f"{GET}/operationId"),
    Defect("operation-id", "client", POST, merge(operationId="get_task"), f"{GET}/operationId"),
    Defect("operation-id", "effective", POST, lambda node: node.pop("operationId"), POST),
    Defect("boolean-schema", "effective", SCHEMAS, merge(Planted=True), PLANTED),
    Defect("local-definitions", "effective", SCHEMAS, schema(**{"$defs": {"A": {}}}), f"{PLANTED}/$defs"),
    Defect("array-items", "effective", SCHEMAS, schema(type="array"), PLANTED),
    Defect("array-items", "effective", SCHEMAS, schema(type=["array", "null"], prefixItems=[{}]), PLANTED),
    Defect("extension", "effective", SCHEMAS, schema(**{"x-asset": {}}), f"{PLANTED}/x-asset"),
    Defect("extension", "documented", "/info", merge(**{"x-sourcs": {}}), "/info/x-sourcs"),
    Defect("source", "effective", SCHEMAS, schema(**{"x-sources": ["hearsay"]}), f"{PLANTED}/x-sources/0"),
    Defect(
        "task-id",
        "effective",
        "/paths",
        with_two_parameters,
        "/paths/~1tasks~1{id}~1{kind}/get",
    ),
    Defect(
        "key-variable",
        "effective",
        KEY,
        lambda node: node.pop("x-env"),
        KEY,
    ),
    Defect(
        "one-key",
        "client",
        "/components/securitySchemes",
        merge(other={"type": "http", "scheme": "bearer", "x-env": "OTHER_KEY"}),
        "/components/securitySchemes/other",
    ),
    Defect("one-key", "documented", KEY, merge(**{"in": "query"}), f"{KEY}/in"),
    Defect("one-key", "effective", "/components", lambda node: node.pop("securitySchemes"), ""),
    Defect("state-table", "documented", GET, lambda node: node.pop("x-task-lifecycle"), GET),
    Defect(
        "state-table",
        "effective",
        GET,
        merge(operationId="lookAtTask"),
        f"{GET}/operationId",
        "not called getTask",
    ),
    Defect(
        "state-table", "variant", "/paths", lambda node: node.pop("/tasks/{id}"), "/paths", "no operation"
    ),
    Defect(
        "known-status",
        "effective",
        f"{GET}/x-task-lifecycle/statuses/waiting",
        merge(next=["done", "Broken"]),
        f"{GET}/x-task-lifecycle/statuses/waiting/next/1",
    ),
    Defect(
        "known-status",
        "effective",
        f"{GET}/x-task-lifecycle/fields/progress",
        merge(when=["running"]),
        f"{GET}/x-task-lifecycle/fields/progress/when/0",
    ),
    Defect(
        "status-table",
        "effective",
        f"{SCHEMAS}/Status",
        lambda node: node["enum"].append("paused"),
        f"{SCHEMAS}/Status/enum",
        "the state table lacks 'paused'",
    ),
    Defect(
        "status-table",
        "documented",
        f"{SCHEMAS}/Status",
        merge(enum=["Waiting", "Done"]),
        f"{SCHEMAS}/Status/enum",
        "the state table also has 'broken'",
    ),
    Defect(
        "status-table",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(**{"case-sensitive": True}),
        f"{SCHEMAS}/Status/enum",
        "'Broken', 'Done', 'Waiting'",
    ),
    Defect(
        "lifecycle-pointer",
        "effective",
        f"{GET}/x-task-lifecycle/fields/error/message",
        merge(at=["/error", "/errors/0/text"]),
        f"{GET}/x-task-lifecycle/fields/error/message/at/1",
    ),
    Defect(
        "extension-name",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(**{"polling-url": {"at": ["/nowhere"]}}),
        f"{GET}/x-task-lifecycle/polling-url/at/0",
        "no response to a create has '/nowhere'",
    ),
    Defect(
        "extension-name",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(**{"polling-url": {"header": "Operation-Location"}}),
        f"{GET}/x-task-lifecycle/polling-url/header",
    ),
    Defect(
        "extension",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(**{"polling-url": {"header": "Location", "hosts": ["*.test"]}}),
        f"{GET}/x-task-lifecycle/polling-url/hosts/0",
    ),
    Defect(
        "no-status",
        "effective",
        f"{SCHEMAS}/VideoTask/properties",
        lambda node: node.pop("status"),
        f"{SCHEMAS}/VideoTask",
    ),
    Defect(
        "no-status",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(implied=[{"required": ["clips"], "status": "done"}]),
        f"{GET}/x-task-lifecycle/implied/0",
    ),
    Defect(
        "known-status",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(implied=[{"required": ["clips"], "status": "Gone"}]),
        f"{GET}/x-task-lifecycle/implied/0/status",
    ),
    Defect(
        "lifecycle-pointer",
        "effective",
        f"{GET}/x-task-lifecycle",
        merge(task="/task"),
        f"{GET}/x-task-lifecycle/task",
    ),
    Defect(
        "asset",
        "effective",
        f"{SCHEMAS}/VideoClip/properties",
        merge(cover={"type": "string", "format": "uri"}),
        f"{SCHEMAS}/VideoClip/properties/cover",
    ),
    Defect(
        "asset",
        "effective",
        f"{SCHEMAS}/SongOutput/properties/url",
        merge(type="object"),
        f"{SCHEMAS}/SongOutput/properties/url/x-asset",
    ),
    Defect(
        "dispatch",
        "effective",
        f"{SCHEMAS}/VideoRequest",
        merge(properties={"model": {"const": "song"}}, required=["model", "words", "prompt"]),
        f"{SCHEMAS}/VideoRequest/properties/model",
        "cannot be distinguished by",
    ),
    Defect(
        "dispatch",
        "effective",
        f"{SCHEMAS}/AnyTask",
        lambda node: node["oneOf"].append({"$ref": "#/components/schemas/VideoTask"}),
        f"{SCHEMAS}/VideoTask",
        "cannot be distinguished",
    ),
    Defect(
        "dispatch",
        "effective",
        f"{SCHEMAS}/SongTask",
        merge(required=["id", "status"]),
        f"{SCHEMAS}/SongTask",
        "must fix and require 'model', too",
    ),
    Defect(
        "dispatch",
        "effective",
        f"{SCHEMAS}/CreateRequest",
        merge(**{"x-dispatch": {"properties": ["model", "kind"]}}),
        f"{SCHEMAS}/CreateRequest/x-dispatch/properties/1",
        "no member of the union has a property 'kind'",
    ),
    Defect(
        "dispatch",
        "client",
        f"{SCHEMAS}/AnyTask/x-dispatch",
        merge(fallback="#/components/schemas/SongRequest"),
        f"{SCHEMAS}/AnyTask/x-dispatch/fallback",
    ),
    Defect("union", "client", SCHEMAS, schema(oneOf=[SONG, VIDEO]), PLANTED),
    Defect("union", "client", SCHEMAS, schema(anyOf=[SONG, {"required": ["x"]}]), PLANTED),
    Defect("union", "client", SCHEMAS, schema(anyOf=[{"type": "array", "items": {}}] * 2), PLANTED),
    Defect(
        "discriminator",
        "client",
        SCHEMAS,
        schema(type="object", discriminator={"propertyName": "model"}),
        f"{PLANTED}/discriminator",
    ),
    Defect("example", "effective", f"{GET}/{OK}/examples/song-done", spoil, f"{DONE}/status"),
    Defect(
        "example",
        "documented",
        "/components/parameters/IdParameter",
        merge(example=7),
        "/components/parameters/IdParameter/example",
    ),
    Defect("example", "variant", SCHEMAS, schema(type="string", examples=[1]), f"{PLANTED}/examples/0"),
    Defect(
        "missing-example",
        "effective",
        f"{POST}/{OK}",
        lambda node: node.pop("examples"),
        f"{POST}/{OK}",
        "this response has no example",
    ),
    Defect(
        "missing-example",
        "variant",
        f"{POST}/requestBody/content/application~1json",
        lambda node: node.pop("examples"),
        f"{POST}/requestBody/content/application~1json",
        "this request has no example",
    ),
    Defect(
        "missing-example",
        "effective",
        "/components/parameters/IdParameter",
        lambda node: node.pop("example"),
        f"{GET}/parameters/0",
    ),
    Defect("all-of", "client", SCHEMAS, schema(allOf=[SONG], properties={"a": {}}), PLANTED),
    Defect("all-of", "client", SCHEMAS, schema(allOf=[SONG], oneOf=[VIDEO]), PLANTED),
    Defect(
        "all-of",
        "client",
        SCHEMAS,
        schema(allOf=[SONG, {"properties": {"model": {"const": "x"}}}]),
        PLANTED,
        "define 'model'",
    ),
    Defect("nullable-enum", "client", SCHEMAS, schema(type=["string", "null"], enum=["a"]), PLANTED),
    Defect("nullable-enum", "client", SCHEMAS, schema(enum=["a", None]), PLANTED),
    Defect("property-name", "client", SCHEMAS, schema(properties={"d": {}}), f"{PLANTED}/properties/d"),
    Defect("property-name", "client", SCHEMAS, schema(properties={"Cls": {}}), f"{PLANTED}/properties/Cls"),
    Defect(
        "property-name", "client", SCHEMAS, schema(properties={"toDict": {}}), f"{PLANTED}/properties/toDict"
    ),
    Defect(
        "property-name",
        "client",
        SCHEMAS,
        schema(properties={"additionalProperties": {}}),
        f"{PLANTED}/properties/additionalProperties",
    ),
    *(
        Defect(
            "parameter-name", "client", POST, parameter(name=name), f"{POST}/parameters/0/name", repr(name)
        )
        for name in ("params", "Headers", "quote")
    ),
    Defect(
        "parameter-style",
        "client",
        POST,
        parameter(schema={"type": "array", "items": {}}, explode=False),
        f"{POST}/parameters/0/explode",
        "with explode: true",
    ),
    Defect(
        "parameter-style",
        "client",
        POST,
        parameter(schema={"type": "object"}, style="deepObject"),
        f"{POST}/parameters/0/style",
        "with style: form",
    ),
    Defect(
        "parameter-style",
        "client",
        POST,
        parameter(**{"in": "header"}, schema={"type": "array", "items": {}}),
        f"{POST}/parameters/0/schema",
        "an array into a header",
    ),
    Defect(
        "parameter-style",
        "client",
        POST,
        parameter(content={"application/json": {"schema": {}}}),
        f"{POST}/parameters/0/content",
    ),
    Defect(
        "closed-response",
        "client",
        f"{SCHEMAS}/SongOutput",
        merge(additionalProperties=False),
        f"{SCHEMAS}/SongOutput/additionalProperties",
    ),
    Defect("enum-names", "client", SCHEMAS, schema(enum=["Completed", "completed"]), f"{PLANTED}/enum"),
    Defect("enum-names", "client", SCHEMAS, schema(enum=["a-b", "a_b"]), f"{PLANTED}/enum"),
    Defect("schema-names", "client", SCHEMAS, merge(song_task={}), f"{SCHEMAS}/song_task"),
    Defect("class-name", "client", SCHEMAS, merge(Song3dTask={}), f"{SCHEMAS}/Song3dTask", "Song3DTask"),
    Defect(
        "lossy-format",
        "client",
        f"{SCHEMAS}/SongTask/properties/created",
        merge(format="date-time"),
        f"{SCHEMAS}/SongTask/properties/created/format",
    ),
    Defect(
        "shared-enum",
        "client",
        f"{SCHEMAS}/VideoRequest/properties",
        merge(status={"$ref": "#/components/schemas/Status"}),
        f"{SCHEMAS}/Status",
    ),
    Defect("bounds", "documented", SCHEMAS, schema(minimum=3, exclusiveMaximum=2), f"{PLANTED}/minimum"),
    Defect(
        "bounds", "client", SCHEMAS, schema(minItems=2, maxItems=1), f"{PLANTED}/minItems", "above maxItems 1"
    ),
    Defect(
        "discriminator-mapping",
        "effective",
        SCHEMAS,
        schema(
            oneOf=[SONG],
            discriminator={"propertyName": "model", "mapping": {"song": "SongTask", "video": VIDEO["$ref"]}},
        ),
        f"{PLANTED}/discriminator/mapping/video",
        "is not a member of the union",
    ),
    Defect(
        "error-class",
        "effective",
        "/x-errors/0",
        merge(code=405),
        "/components/responses/NotFound/content/application~1json/examples/not-found/value/code",
        "HTTP 404, code 404, has no class",
    ),
    Defect(
        "missing-source",
        "documented",
        f"{SCHEMAS}/SongTask",
        lambda node: node.pop("x-sources"),
        f"{SCHEMAS}/SongTask",
    ),
    Defect(
        "missing-source",
        "effective",
        SCHEMAS,
        schema(**{"x-confidence": "reported"}),
        f"{PLANTED}/x-confidence",
    ),
    Defect(
        "missing-confidence",
        "documented",
        SCHEMAS,
        schema(properties={"a": {"x-sources": ["recorded"]}}),
        f"{PLANTED}/properties/a/x-sources",
    ),
    Defect(
        "request-field",
        "effective",
        SONG_FIELDS,
        field(description="Any."),
        f"{SONG_FIELDS}/planted",
        "'type'",
    ),
    Defect(
        "request-field",
        "effective",
        SONG_FIELDS,
        field(type="integer", minimum=1, default=2),
        f"{SONG_FIELDS}/planted",
        "'maximum': neither",
    ),
    Defect(
        "request-field",
        "effective",
        SONG_FIELDS,
        field(type=["number", "null"], exclusiveMaximum=1, **{"x-unknown": ["minimum"]}),
        f"{SONG_FIELDS}/planted",
        "'default': neither",
    ),
    Defect(
        "request-field",
        "effective",
        SONG_FIELDS,
        field(type="array", items={}),
        f"{SONG_FIELDS}/planted",
        "'maxItems': neither",
    ),
    Defect(
        "request-field",
        "effective",
        SONG_FIELDS,
        field(enum=["a"]),
        f"{SONG_FIELDS}/planted",
        "'default': neither",
    ),
    Defect(
        "request-description",
        "effective",
        SONG_FIELDS,
        field(type="string"),
        f"{SONG_FIELDS}/planted",
        "'planted' has no description",
    ),
    Defect(
        "retired-value",
        "effective",
        SCHEMAS,
        schema(**ENUM, **{"x-retired": {"c": "2026-10-23"}}),
        f"{PLANTED}/x-retired/c",
    ),
    Defect(
        "request-required",
        "effective",
        SONG_FIELDS,
        field(type="object", properties={"a": {"type": "string"}}),
        f"{SONG_FIELDS}/planted",
    ),
    Defect(
        "source-read",
        "effective",
        "/info/x-sources/page",
        lambda source: source.pop("read"),
        "/info/x-sources/page",
    ),
    Defect(
        "source-read",
        "effective",
        "/info/x-sources/recorded",
        merge(read="2025-08-10"),
        "/info/x-sources/page/read",
        "last read on 2025-02-03",
    ),
    Defect("cost-unit", "effective", "", priced({"per": "task", "prices": PRICE}, "USD"), f"{COST}/unit"),
    Defect(
        "cost-place",
        "effective",
        "",
        priced({"per": "task", "prices": PRICE}, on="SongTask"),
        f"{SCHEMAS}/SongTask/x-cost",
    ),
    Defect(
        "cost-place",
        "effective",
        SONG_REQUEST,
        merge(**{"x-deprecated": {"note": "It was stopped."}}),
        f"{SONG_REQUEST}/x-deprecated",
    ),
    Defect(
        "cost-field",
        "effective",
        "",
        priced({"per": "second", "count": "/length", "prices": PRICE}),
        f"{COST}/charges/0/count",
    ),
    Defect(
        "cost-field",
        "effective",
        "",
        priced({"per": "task", "prices": [{"when": {"/length": 5}, "amount": 1}]}),
        f"{COST}/charges/0/prices/0/when/~1length",
    ),
    Defect(
        "cost-value",
        "effective",
        "",
        priced({"per": "task", "prices": [{"when": {"/model": "sonk"}, "amount": 1}]}),
        f"{COST}/charges/0/prices/0/when/~1model",
        "'sonk'",
    ),
    Defect(
        "cost-value",
        "effective",
        "",
        priced({"per": "task", "prices": [{"when": {"/words": [5]}, "amount": 1}]}),
        f"{COST}/charges/0/prices/0/when/~1words",
    ),
    Defect(
        "cost-reach",
        "effective",
        "",
        priced({"per": "task", "prices": [*PRICE, {"when": {"/words": "la"}, "amount": 2}]}),
        f"{COST}/charges/0/prices/0",
    ),
    Defect(
        "cost-reach",
        "effective",
        "",
        priced({"per": "task", "prices": [{"amount": [2, 1]}]}),
        f"{COST}/charges/0/prices/0/amount",
    ),
    Defect(
        "cost-source",
        "effective",
        "",
        priced({"per": "task", "prices": [{"amount": 1, "x-sources": ["recorded"]}]}),
        f"{COST}/charges/0/prices/0/x-sources",
    ),
    Defect("not-generated", "client", "", merge(webhooks={}), "/webhooks"),
    Defect("not-generated", "client", SCHEMAS, schema(readOnly=True), f"{PLANTED}/readOnly"),
    Defect(
        "not-generated",
        "client",
        POST,
        merge(callbacks={"done": {"{$request.body#/url}": {}}}),
        f"{POST}/callbacks/done",
    ),
    Defect(
        "not-generated",
        "client",
        f"{POST}/responses/200",
        merge(links={"Get": {"operationId": "getTask"}}),
        f"{POST}/responses/200/links/Get",
    ),
    Defect(
        "not-generated",
        "client",
        SCHEMAS,
        schema(patternProperties={"^x": {}}),
        f"{PLANTED}/patternProperties",
    ),
]


@pytest.fixture
def layers(
    bundles: dict[str, Any], effective: dict[str, Any], client_view: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return a clean document of each layer."""
    documented = deepcopy(bundles["toy"])
    get(documented, DONE)["status"] = "Done"
    return {"documented": documented, "effective": effective, "variant": effective, "client": client_view}


@pytest.mark.parametrize("layer", EVERY)
def test_a_clean_document_passes(layers: dict[str, dict[str, Any]], layer: Layer) -> None:
    """No rule reports a document without a defect."""
    assert check(layers[layer], layer) == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda d: f"{d.rule} {d.found}")
def test_a_planted_defect_is_found(layers: dict[str, dict[str, Any]], defect: Defect) -> None:
    """The rule names the place, in its layer, and how to mend it."""
    document = deepcopy(layers[defect.layer])
    node = get(document, defect.at)
    if callable(defect.change):
        defect.change(node)
    else:
        node.update(defect.change)
    found = [f for f in check(document, defect.layer) if f.rule == defect.rule]
    assert defect.found in [f.pointer for f in found]
    assert all(f.hint and f.message for f in found)
    assert any(defect.problem in f.message for f in found)


def test_every_rule_says_what_breaks_it_and_why_that_matters() -> None:
    """docs/rules.md is made of these sentences."""
    for rule in RULES:
        assert rule.sentence.endswith(".")
        assert rule.why.endswith(".")


def test_every_rule_has_a_planted_defect() -> None:
    """No rule is without a test that could fail."""
    planted = {defect.rule for defect in DEFECTS} | {each.rule for each in (*CONSTRUCTS, *MISTAKES)}
    assert {rule.name for rule in RULES} <= planted


def test_only_what_is_harmless_today_is_a_note() -> None:
    """Notes stop nothing: what the client ignores, what nobody has read for long, what has no source."""
    notes = [rule.name for rule in RULES if rule.severity == "note"]
    assert notes == ["source-read", "unsourced", "not-generated"]


def test_the_problem_of_an_example_is_that_of_its_own_variant(layers: dict[str, dict[str, Any]]) -> None:
    """A union's error names what is wrong with the member that was meant, and nothing else."""
    document = deepcopy(layers["effective"])
    del get(document, DONE)["status"]
    (found,) = check(document, "effective")
    assert found.message == '#/data: "status" is a required property'


def test_the_member_that_was_meant_is_the_one_whose_constants_fit(
    layers: dict[str, dict[str, Any]],
) -> None:
    """However much else is wrong with the body, and however little with another member."""
    document = deepcopy(layers["effective"])
    video = document["components"]["schemas"]["VideoTask"]
    video["required"], video["properties"] = ["model"], {"model": {"const": "video"}}
    data = get(document, DONE)
    data |= {"id": 7, "status": 7, "created": 7}
    found = [f for f in check(document, "effective") if "song-done" in f.pointer]
    assert [f.pointer.removeprefix(DONE) for f in found] == ["/id", "/status", "/created"]
    assert "video" not in " ".join(f.message for f in found)


def test_an_example_of_two_members_is_a_problem(layers: dict[str, dict[str, Any]]) -> None:
    """A body that fits more than one member of a oneOf fits none alone, and is found."""
    document = deepcopy(layers["effective"])
    document["components"]["schemas"]["Planted"] = {"oneOf": [{"type": "integer"}, {}], "examples": [1]}
    (found,) = check(document, "effective")
    assert found.pointer == f"{PLANTED}/examples/0"
    assert "more than one" in found.message


def test_a_task_without_a_status_may_be_told_by_its_keys(layers: dict[str, dict[str, Any]]) -> None:
    """A body that the state table implies a status for needs none."""
    document = deepcopy(layers["effective"])
    video = document["components"]["schemas"]["VideoTask"]
    del video["properties"]["status"]
    video["required"].remove("status")
    get(document, f"{GET}/x-task-lifecycle")["implied"] = [{"required": ["clips"], "status": "done"}]
    assert check(document, "effective") == []


def test_what_stands_in_what_is_sourced_needs_no_sources_of_its_own(
    layers: dict[str, dict[str, Any]],
) -> None:
    """The nearest thing around a field says where it is from, if it says so."""
    document = deepcopy(layers["effective"])
    document["components"]["schemas"]["Planted"] = {
        "x-sources": ["page"],
        "properties": {"a": {"x-confidence": "inferred"}},
    }
    assert check(document, "effective") == []
    del document["components"]["schemas"]["Planted"]["x-sources"]
    assert {f.rule for f in check(document, "effective")} == {"missing-source", "unsourced"}


def test_references_in_a_circle_come_to_an_end(layers: dict[str, dict[str, Any]]) -> None:
    """A schema that refers only to itself ends the search."""
    document = deepcopy(layers["effective"])
    planted = {"$ref": f"#{PLANTED}"}
    document["components"]["schemas"]["Planted"] = planted
    assert follow(document, Node(PLANTED, "schema", planted)).value == planted
    assert check(document, "effective") == []


def test_parameters_as_the_client_writes_them_pass(layers: dict[str, dict[str, Any]]) -> None:
    """Keywords of a parameter that change nothing are no defect, wherever they stand."""
    document = deepcopy(layers["client"])
    get(document, POST)["parameters"] = [
        {"name": "list", "in": "query", "schema": {"type": "array", "items": {}}, "explode": True},
        {"name": "thing", "in": "query", "schema": {"type": "object"}, "style": "form"},
        {"name": "X-Thing", "in": "header", "schema": {"type": "string"}, "explode": False},
        {"name": "crumb", "in": "cookie", "schema": {"type": "string"}, "style": "form", "explode": True},
    ]
    assert check(document, "client") == []


def test_members_that_share_their_values_may_differ_in_required_keys(
    layers: dict[str, dict[str, Any]],
) -> None:
    """Two members of one pair are fine if the first requires a key that the second does not."""
    document = deepcopy(layers["effective"])
    schemas = document["components"]["schemas"]
    schemas["Song2Task"] = deepcopy(schemas["SongTask"])
    schemas["Song2Task"]["required"].append("output")
    schemas["AnyTask"]["anyOf"] = schemas["AnyTask"].pop("oneOf")
    schemas["AnyTask"]["anyOf"].insert(0, {"$ref": "#/components/schemas/Song2Task"})
    assert check(document, "effective") == []
    schemas["AnyTask"]["anyOf"].append(schemas["AnyTask"]["anyOf"].pop(0))
    assert {f.rule for f in check(document, "effective")} == {"dispatch"}


@given(st.text(st.characters(codec="ascii"), max_size=12))
def test_names_are_written_as_the_generator_writes_them(name: str) -> None:
    """Our names are openapi-python-client's."""
    assert snake_case(name) == strings.snake_case(name)
    assert pascal_case(name) == strings.pascal_case(name)
