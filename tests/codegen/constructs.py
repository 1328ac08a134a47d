"""Constructs of OpenAPI 3.1 and JSON Schema 2020-12, each put into Toy: the rule that names it, and where.

A construct without a rule is one that becomes right code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from codegen.sources.pointers import get

GET = "/paths/~1tasks~1{id}/get"
POST = "/paths/~1tasks/post"
SCHEMAS = "/components/schemas"
SONG = f"{SCHEMAS}/SongRequest"
SENT = f"{SONG}/properties/planted"
RECEIVED = f"{SCHEMAS}/SongTask/properties/planted"
PARAMETER = f"{GET}/parameters/1"
FORM = "/paths/~1forms/post"
PARTS = f"{FORM}/requestBody/content/multipart~1form-data"
TEXT = {"type": "string"}
OBJECT = {"type": "object", "properties": {"a": TEXT}}
JSON_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorReply"}}}
FROM_PAGE = {"type": "object", "x-sources": ["page"]}
OUTPUT = {"$ref": "#/components/schemas/SongOutput"}


class Construct(NamedTuple):
    """A change to Toy's effective document; the rule and the pointer that name it."""

    name: str
    change: Callable[[Any], object]
    rule: str = ""
    found: str = ""
    says: str = ""


def put(pointer: str, value: Any) -> Callable[[Any], object]:
    """Return a change that puts a value at a pointer."""
    holder, _, key = pointer.rpartition("/")
    key = key.replace("~1", "/")
    return lambda document: get(document, holder).update({key: value})


def sent(name: str, rule: str = "", at: str = "", says: str = "", /, **schema: Any) -> Construct:
    """Return a field of a request with this schema."""
    return Construct(name, put(SENT, _named(schema)), rule, f"{SENT}{at}" if rule else "", says)


def received(name: str, rule: str = "", at: str = "", says: str = "", /, **schema: Any) -> Construct:
    """Return a field of a task with this schema."""
    return Construct(name, put(RECEIVED, _named(schema)), rule, f"{RECEIVED}{at}" if rule else "", says)


def on_request(name: str, rule: str, at: str, /, **keywords: Any) -> Construct:
    """Return keywords on the schema of a request."""
    return Construct(name, lambda d: get(d, SONG).update(_named(keywords)), rule, f"{SONG}{at}")


def component(name: str, schema: Any, rule: str = "", at: str = "") -> Construct:
    """Return a component with this schema, which a task uses."""

    def change(document: Any) -> None:
        get(document, SCHEMAS)[name] = schema
        put(RECEIVED, {"$ref": f"#/components/schemas/{name}"})(document)

    return Construct(f"component {name}", change, rule, f"{SCHEMAS}/{name}{at}" if rule else "")


def parameter(name: str, rule: str = "", at: str = "", /, **members: Any) -> Construct:
    """Return a parameter of Get Task: in the query, and a text, unless it says otherwise."""
    members = {"name": "q", "in": "query", "schema": TEXT, **_named(members)}
    change = lambda document: get(document, f"{GET}/parameters").append(members)  # noqa: E731
    return Construct(name, change, rule, f"{PARAMETER}{at}" if rule else "")


def form(name: str, rule: str = "", at: str = "", field: Any = None, **media: Any) -> Construct:
    """Return a form with a file and another field."""
    file = {"type": "string", "format": "binary"}
    schema = {"type": "object", "required": ["file"], "properties": {"file": file, "planted": field or TEXT}}
    body = {"required": True, "content": {"multipart/form-data": {"schema": schema, **media}}}
    operation = {
        "operationId": "sendForm",
        "requestBody": body,
        "responses": {"200": {"description": "Taken."}},
    }
    return Construct(name, put("/paths/~1forms", {"post": operation}), rule, f"{PARTS}{at}" if rule else "")


def body(media_type: str, rule: str = "") -> Construct:
    """Return a request with a body of one media type."""
    at = f"{POST}/requestBody/content"
    return Construct(
        f"request {media_type}",
        put(at, {media_type: {"schema": OBJECT}}),
        rule,
        f"{at}/{media_type.replace('/', '~1')}",
    )


def reply(media_type: str, rule: str = "", schema: Any = None) -> Construct:
    """Return an error response with a body of one media type."""
    response = {"description": "Too many.", "content": {media_type: {"schema": schema or OBJECT}}}
    at = f"{GET}/responses/429"
    found = f"{at}/content/{media_type.replace('/', '~1')}" if rule else ""
    return Construct(f"response {media_type}", put(at, response), rule, found)


def _named(members: dict[str, Any]) -> dict[str, Any]:
    """Return keywords whose names are no Python: `_ref` for `$ref`, `if_` for `if`."""
    return {("$" + k[1:] if k.startswith("_") else k.removesuffix("_")): v for k, v in members.items()}


CONSTRUCTS = [
    # Names
    *(component(name, OBJECT, "imported-name") for name in ("Response", "Unset", "Any", "Model", "Client")),
    sent("names that Python keeps for itself", type="object", properties={"class": TEXT, "self": TEXT}),
    received("a name that models use", "property-name", "/properties/d", type="object", properties={"d": {}}),
    Construct(
        "two inline objects of one class",
        lambda d: get(d, f"{SCHEMAS}/SongTask/properties").update(meta_x=OBJECT, metaX=OBJECT),
        "emit",
        f"{SCHEMAS}/SongTask",
        "two objects would both be the class SongTaskMetaX",
    ),
    # References
    received("$ref beside properties", "ref-siblings", "/properties", **OUTPUT, properties={"x": TEXT}),
    received("$ref beside required", "ref-siblings", "/required", **OUTPUT, required=["url"]),
    received("$ref beside a limit", "ref-siblings", "/minProperties", **OUTPUT, minProperties=1),
    received("$ref beside a description", **OUTPUT, description="What was sung."),
    Construct(
        "a response by reference beside headers",
        put(f"{GET}/responses/404/headers", {}),
        "ref-siblings",
        f"{GET}/responses/404/headers",
    ),
    component("Ring", {"type": "array", "items": {"$ref": "#/components/schemas/Ring"}}, "recursive-array"),
    component("Self", {"$ref": "#/components/schemas/Self"}, "recursive-array"),
    component("Tree", {**FROM_PAGE, "properties": {"below": {"$ref": "#/components/schemas/Tree"}}}),
    # Values
    received("bytes in JSON", "binary", "/format", type="string", format="binary"),
    sent("a date and time", "lossy-format", "/format", type="string", format="date-time"),
    sent("a UUID", "lossy-format", "/format", type="string", format="uuid"),
    sent("an unknown format", "format", "/format", type="string", format="emial"),
    sent("the format of another type", "format", "/format", type="string", format="int32"),
    sent("a default of another type", "default", "/default", type="integer", default="a"),
    sent("floats in an enum", "enum-values", "/enum", type="number", enum=[0.5, 1.5]),
    sent("numbers and texts in an enum", "enum-values", "/enum", enum=[1, "a"]),
    sent("booleans in an enum", "enum-values", "/enum", type="boolean", enum=[True]),
    sent("a space around a value", "enum-values", "/enum/1", type="string", enum=["a", "b "]),
    sent("a text in an enum of integers", "own-value", "/enum/0", type="integer", enum=["a"]),
    sent("a value that is too long", "own-value", "/const", type="string", maxLength=1, const="ab"),
    sent("a constant float", "enum-values", "/const", const=1.5),
    sent("a constant object", "enum-values", "/const", const={"a": 1}),
    sent("a constant null", "enum-values", "/const", const=None),
    # Keywords of schemas
    sent("a misspelt limit", "unread", "/maxLenght", "did you mean 'maxLength'", type="string", maxLenght=3),
    sent("nullable of OpenAPI 3.0", "unread", "/nullable", "'null'", type="string", nullable=True),
    sent("a limit of 3.0", "json-schema", "/exclusiveMinimum", type="integer", exclusiveMinimum=True),
    sent("an example of 3.0", "unread", "/example", "examples", type="string", example="a"),
    sent("xml", "unread", "/xml", type="string", xml={"name": "a"}),
    sent("contentSchema", "unread", "/contentSchema", type="string", contentSchema=OBJECT),
    sent("contentEncoding", "not-generated", "/contentEncoding", type="string", contentEncoding="base64"),
    sent("$dynamicRef", "unread", "/$dynamicRef", _dynamicRef="#a"),
    sent("prefixItems", "not-generated", "/prefixItems", type="array", prefixItems=[TEXT], items={}),
    sent("additionalItems", "unread", "/additionalItems", type="array", items={}, additionalItems=False),
    sent("patternProperties", "not-generated", "/patternProperties", patternProperties={"^a": TEXT}),
    sent("propertyNames", "not-generated", "/propertyNames", propertyNames={"pattern": "a"}),
    sent("not", "not-generated", "/not", type="string", not_={"const": "a"}),
    sent("contains", "not-generated", "/contains", type="array", items={}, contains={"const": 1}),
    sent("minContains alone", "without-effect", "/minContains", type="array", items={}, minContains=1),
    sent("readOnly", "not-generated", "/readOnly", type="string", readOnly=True),
    sent("a limit of another type", "without-effect", "/maxLength", type="integer", maxLength=3),
    sent("uniqueItems", type="array", items=TEXT, uniqueItems=True),
    sent("exclusiveMinimum", type="integer", exclusiveMinimum=1),
    sent("a text or a number", type=["string", "integer"]),
    sent("properties without a type", properties={"a": TEXT}),
    on_request("$id", "unread", "/$id", _id="https://toy.test/song"),
    on_request("$anchor", "unread", "/$anchor", _anchor="song"),
    on_request("definitions", "unread", "/definitions", definitions={"a": TEXT}),
    on_request("dependencies", "unread", "/dependencies", dependencies={"a": ["b"]}),
    on_request("if and then", "not-generated", "/if", if_={"required": ["a"]}, then={"required": ["b"]}),
    on_request("then alone", "without-effect", "/then", then={"required": ["b"]}),
    on_request("dependentRequired", "not-generated", "/dependentRequired", dependentRequired={"a": ["b"]}),
    on_request(
        "unevaluatedProperties", "not-generated", "/unevaluatedProperties", unevaluatedProperties=False
    ),
    # Unions
    received("a union beside properties", "union-siblings", "/anyOf", **OBJECT, anyOf=[{"required": ["a"]}]),
    received("a union by trial", "union", oneOf=[OUTPUT, {"$ref": "#/components/schemas/VideoClip"}]),
    received(
        "a discriminator",
        "discriminator",
        "/discriminator",
        oneOf=[OUTPUT],
        discriminator={"propertyName": "k"},
    ),
    # Parameters
    parameter("an object in the query", schema=OBJECT),
    parameter("a list in the query", schema={"type": "array", "items": TEXT}),
    parameter(
        "an object in an object in the query",
        "parameter-style",
        "/schema/properties/o",
        schema={"type": "object", "properties": {"o": OBJECT}},
    ),
    parameter(
        "lists in a list",
        "parameter-style",
        "/schema/items",
        schema={"type": "array", "items": {"type": "array", "items": {}}},
    ),
    parameter("an integer in a cookie", in_="cookie", schema={"type": "integer"}),
    parameter(
        "a list in a header",
        "parameter-style",
        "/schema",
        in_="header",
        schema={"type": "array", "items": TEXT},
    ),
    parameter("the header of the key", "client-header", "/name", name="x-key", in_="header"),
    parameter("Content-Type", "client-header", "/name", name="Content-Type", in_="header"),
    parameter("a header with a line break", "header-name", "/name", name="X-A\r\nX-B", in_="header"),
    parameter("allowReserved", "unread", "/allowReserved", allowReserved=True),
    parameter("allowEmptyValue", "unread", "/allowEmptyValue", allowEmptyValue=True),
    parameter("spaces between items", "parameter-style", "/style", style="spaceDelimited"),
    parameter("content", "parameter-style", "/content", content={"application/json": {"schema": TEXT}}),
    parameter("a misspelt keyword", "unread", "/requred", requred=True),
    parameter("a parameter twice", "parameters", name="id", in_="path", required=True),
    parameter("a parameter of no path", "parameters", "/in", name="other", in_="path", required=True),
    Construct(
        "a path without its parameter",
        put("/paths/~1b~1{x}", {"get": {"operationId": "b", "responses": {"200": {"description": "x"}}}}),
        "parameters",
        "/paths/~1b~1{x}/get",
    ),
    # Servers and security
    Construct("server variables", put("/servers/0/variables", {}), "unread", "/servers/0/variables"),
    *(
        Construct(f"server {url}", put("/servers/0/url", url), "server", "/servers/0/url")
        for url in ("https://{region}.toy.test", "/v1", "ftp://toy.test", "https://toy.test?key=1")
    ),
    Construct(
        "a server of an operation with a variable",
        put(f"{GET}/servers", [{"url": "https://{region}.toy.test"}]),
        "server",
        f"{GET}/servers/0/url",
    ),
    Construct(
        "two servers of an operation",
        put(f"{GET}/servers", [{"url": "https://a.toy.test"}, {"url": "https://b.toy.test"}]),
        "server",
        f"{GET}/servers/1",
    ),
    Construct(
        "servers of a path",
        put("/paths/~1tasks/servers", [{"url": "https://a.toy.test"}]),
        "path-servers",
        "/paths/~1tasks/servers",
    ),
    Construct("an operation without a key", put(f"{GET}/security", []), "not-generated", f"{GET}/security"),
    Construct(
        "an unknown scheme", put(f"{GET}/security", [{"none": []}]), "security", f"{GET}/security/0/none"
    ),
    Construct("no word about the key", lambda d: d.pop("security"), "security", POST),
    Construct(
        "OAuth",
        put("/components/securitySchemes/key", {"type": "oauth2", "flows": {}, "x-env": "A"}),
        "unread",
        "/components/securitySchemes/key/flows",
    ),
    # Bodies
    body("application/x-www-form-urlencoded", "media-type"),
    body("text/plain", "media-type"),
    body("application/octet-stream", "media-type"),
    Construct(
        "JSON or a form",
        put(f"{POST}/requestBody/content/multipart~1form-data", {"schema": OBJECT}),
        "media-type",
        f"{POST}/requestBody/content/multipart~1form-data",
    ),
    Construct("an optional body", lambda d: get(d, f"{POST}/requestBody").pop("required")),
    form("a null in a form", field={"anyOf": [TEXT, {"type": "null"}]}),
    form("an object in a form", "form-part", "/schema/properties/planted", field=OBJECT),
    form("encoding", "unread", "/encoding", encoding={"file": {"contentType": "image/png"}}),
    reply("image/png", "media-type"),
    reply("*/*", "media-type"),
    reply("application/x-ndjson", "media-type"),
    reply("application/problem+json"),
    reply("application/json; charset=utf-8"),
    reply("text/plain", schema=TEXT),
    reply("application/octet-stream", schema={"type": "string", "format": "binary"}),
    *(
        Construct(
            f"response {status}",
            put(f"{GET}/responses/{status}", {"description": "Any.", "content": JSON_ERROR}),
        )
        for status in ("default", "5XX")
    ),
    # The rest
    Construct("a misspelt operationId", put(f"{GET}/operationID", "a"), "unread", f"{GET}/operationID"),
    Construct("a dialect", put("/jsonSchemaDialect", "https://a.test"), "unread", "/jsonSchemaDialect"),
    Construct("Swagger 2.0", put("/definitions", {}), "unread", "/definitions"),
    Construct(
        "a callback",
        put(f"{POST}/callbacks", {"done": {"{$request.body#/url}": {}}}),
        "not-generated",
        f"{POST}/callbacks/done",
    ),
    Construct(
        "a link with a body",
        put(f"{POST}/responses/200/links", {"a": {"operationId": "getTask", "requestBody": "$url"}}),
        "unread",
        f"{POST}/responses/200/links/a/requestBody",
    ),
    Construct("a deprecated operation", put(f"{GET}/deprecated", True)),
]
