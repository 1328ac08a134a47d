"""The structure of documents: version, paths, operations, schemas, the key."""

from __future__ import annotations

from codegen.document.names import snake_case
from codegen.document.task_parameter import task_parameter
from codegen.rules.keywords import types_of
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join, tokens


@rule("openapi-version", *EVERY, hint="write openapi: 3.1.0")
def _version(spec: Spec) -> Messages:
    """A document that is not OpenAPI 3.1.

    The client generator does not read 3.2, and in 3.0 `nullable` and `exclusiveMinimum`
    mean something else.
    """
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield "/openapi", f"OpenAPI {version} is not read here, only 3.1"


@rule("path-item-ref", *EVERY, hint="write the operations where the path stands")
def _path_item_ref(spec: Spec) -> Messages:
    """A path whose operations stand behind a `$ref`.

    The client generator silently drops them.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "path-item" and isinstance(value, dict) and "$ref" in value:
            yield join(pointer, "$ref"), "the client generator drops the operations behind this"


@rule("operation-id", *EVERY, hint="give each operation an operationId of its own")
def _operation_id(spec: Spec) -> Messages:
    """An operation without an operationId, or with one that is taken.

    It names the function in every client, in snake case; of two with one name, the client generator keeps
    the last.
    """
    seen: dict[str, str] = {}
    for pointer, kind, value in spec.nodes:
        if kind != "operation" or not isinstance(value, dict):
            continue
        name = value.get("operationId")
        if not isinstance(name, str):
            yield pointer, "this operation has no operationId"
        elif (other := seen.setdefault(snake_case(name), pointer)) != pointer:
            yield join(pointer, "operationId"), f"the operationId {name!r} is taken by {other}"


@rule("boolean-schema", *EVERY, hint="write {} for any value; remove a schema that allows none")
def _boolean_schema(spec: Spec) -> Messages:
    """A schema that is `true` or `false`.

    The client generator refuses the whole document.
    """
    for pointer, kind, value in spec.nodes:
        allowed = ("additionalProperties", "unevaluatedProperties")
        if kind == "schema" and isinstance(value, bool) and tokens(pointer)[-1] not in allowed:
            yield pointer, "a schema that is true or false is not read by the client generator"


@rule("local-definitions", *EVERY, hint="move the schema to components")
def _definitions(spec: Spec) -> Messages:
    """`$defs` inside a schema.

    The client generator does not follow references into it.
    """
    for pointer, _, value in spec.schemas:
        if "$defs" in value:
            yield join(pointer, "$defs"), "$defs is not read by the client generator"


@rule("array-items", *EVERY, hint="add `items`; `items: {}` allows anything")
def _array_items(spec: Spec) -> Messages:
    """An array without `items`.

    The client generator refuses it, and neither mock nor contract test knows what to send.
    """
    for pointer, _, value in spec.schemas:
        if "array" in types_of(value) and "items" not in value:
            yield pointer, "this array does not say what its items are"


_BOUNDS = [
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
]


@rule("bounds", *EVERY, hint="correct the smaller or the larger one")
def _bounds(spec: Spec) -> Messages:
    """A lower bound above the upper one.

    Nothing fits such a schema, no linter says so, and every request would be refused.
    """
    for pointer, _, value in spec.schemas:
        for low, high in _BOUNDS:
            if low in value and high in value and value[low] > value[high]:
                yield join(pointer, low), f"{low} {value[low]} is above {high} {value[high]}"


@rule("key-variable", *EVERY, hint="name the environment variable of the key in x-env")
def _key_variable(spec: Spec) -> Messages:
    """A security scheme without `x-env`.

    Client, command line and README take the key from the variable that it names.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "security-scheme" and "x-env" not in value:
            yield pointer, "this security scheme does not say where its key comes from"


@rule("one-key", *EVERY, hint="describe the key as an apiKey in a header, or as http bearer")
def _one_key(spec: Spec) -> Messages:
    """An authentication other than one key in a header, or more than one.

    The client generator ignores security schemes; clients and contract.json have room for one key.
    """
    schemes = [node for node in spec.nodes if node.kind == "security-scheme"]
    for i, (pointer, _, value) in enumerate(schemes):
        in_header = value.get("type") == "apiKey" and value.get("in") == "header"
        bearer = value.get("type") == "http" and str(value.get("scheme")).lower() == "bearer"
        if i:
            yield pointer, f"no client would use it, but {schemes[0].pointer} alone"
        elif not (in_header or bearer):
            keyword = {"http": "scheme", "apiKey": "in"}.get(str(value.get("type")), "type")
            yield join(pointer, keyword), f"no client can authenticate with {value.get(keyword)!r}"
    if not schemes:
        yield "", "this document does not say how a key is sent"


@rule(
    "task-id",
    *EVERY,
    hint="name one path parameter, one required query parameter, or one required property",
    after=("parameters",),
)
def _task_id(spec: Spec) -> Messages:
    """A Get Task whose request has no place for the id of the task, or more than one.

    The id stands in the only path parameter, else in the only required parameter of the query, else in the
    only required property of the request. Other required parameters have one value, which the client sends.
    """
    for operation in spec.operations:
        if "x-task-lifecycle" in operation.value and task_parameter(spec.document, operation) is None:
            yield operation.pointer, "no client can tell where this operation takes the id of the task"


@rule("required-property", *EVERY, hint="correct the name, or describe the property")
def _required_property(spec: Spec) -> Messages:
    """A name in `required` that no property of the schema has.

    Every body that lacks the misspelt name is refused, and the right one reads as optional.
    """
    for pointer, _, value in spec.schemas:
        inherited = value.keys() & {"allOf", "patternProperties", "$ref"}
        if inherited or not value.get("properties"):
            continue
        known = {*value["properties"]}
        for i, name in enumerate(value.get("required", [])):
            if name not in known:
                yield join(pointer, "required", i), f"there is no property {name!r}"
        for keyword in value.keys() & {"oneOf", "anyOf"}:
            for i, member in enumerate(value[keyword]):
                own = {*member.get("properties", ())} if isinstance(member, dict) else known
                for j, name in enumerate(member.get("required", ()) if isinstance(member, dict) else ()):
                    if name not in known | own or (own and name not in own):
                        yield join(pointer, keyword, i, "required", j), f"there is no property {name!r}"


@rule("enum-twice", *EVERY, hint="remove one of the two; an overlay appends to lists")
def _enum_twice(spec: Spec) -> Messages:
    """A value that stands twice in one enum.

    One of the two was meant to be another value, or what an overlay adds is documented by now.
    """
    for pointer, _, value in spec.schemas:
        listed = value.get("enum", [])
        for i, each in enumerate(listed):
            if any(each == other and type(each) is type(other) for other in listed[:i]):
                yield join(pointer, "enum", i), f"{each!r} stands twice in this enum"


@rule("tag", *EVERY, hint="list the tag in tags, or use one of these")
def _tag(spec: Spec) -> Messages:
    """A tag of an operation that the document does not list, or a listed one that no operation has.

    Pages group operations by tags: a misspelt one is a group of its own.
    """
    listed = {tag.get("name"): i for i, tag in enumerate(spec.document.get("tags", []))}
    used = set()
    for pointer, kind, value in spec.nodes:
        tags = value.get("tags", []) if kind == "operation" else []
        if not isinstance(tags, list):
            yield join(pointer, "tags"), "tags are a list of names"
            return
        for i, name in enumerate(tags):
            used.add(name)
            if listed and name not in listed:
                yield join(pointer, "tags", i), f"the document lists no tag {name!r}"
    for name in listed.keys() - used if spec.layer != "variant" else ():
        yield join("/tags", listed[name], "name"), f"no operation has the tag {name!r}"
