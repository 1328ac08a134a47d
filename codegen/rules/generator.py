"""What openapi-python-client gets wrong without a word, in the client's view."""

from __future__ import annotations

from collections import Counter

from codegen.document.walk import Node, follow
from codegen.rules.keywords import quoted, types_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join

_BESIDE_ALL_OF = {"properties", "required", "additionalProperties", "patternProperties"}


@rule("all-of", "client", hint="make everything a member of the allOf, or write one schema")
def _all_of(spec: Spec) -> Messages:
    """`allOf` beside keywords of its own, or with two members that define one property.

    The client generator silently drops one of them.
    """
    for pointer, _, value in spec.schemas:
        if "allOf" not in value:
            continue
        if beside := value.keys() & {"oneOf", "anyOf"}:
            yield pointer, f"allOf beside {quoted(beside)} is dropped by the client generator"
        elif beside := value.keys() & _BESIDE_ALL_OF:
            yield pointer, f"{quoted(beside)} beside allOf is dropped by the client generator"
        fixed = Counter[str]()
        for i, part in enumerate(value["allOf"]):
            member = follow(spec.document, Node(join(pointer, "allOf", i), "schema", part)).value
            fixed.update(member.get("properties", {}).keys())
        for name in (n for n, count in fixed.items() if count > 1):
            yield pointer, f"several members of this allOf define {name!r}"


@rule("nullable-enum", "client", hint="write anyOf: [{$ref: the enum}, {type: 'null'}]")
def _nullable_enum(spec: Spec) -> Messages:
    """An enum that lists null or allows it by its type.

    The client generator makes two classes of it that have the same name.
    """
    for pointer, _, value in spec.schemas:
        if "enum" in value and ("null" in types_of(value) or None in value["enum"]):
            yield pointer, "an enum with null becomes two classes of one name"


@rule(
    "parameter-style",
    "client",
    hint="in overlays/<api>/client.yaml, drop style and explode of a single value; else make it a string, "
    "which callers write themselves",
)
def _parameter_style(spec: Spec) -> Messages:
    """A parameter in a style that the generated functions do not write.

    They write a text, a list in the query as one parameter per item, and an object there as one per
    member. The client generator reads neither `style` nor `explode`, and leaves out what has `content`.
    """
    for pointer, kind, value in spec.nodes:
        if kind != "parameter" or "$ref" in value:
            continue
        form, query = value.get("in") in ("query", "cookie"), value.get("in") == "query"
        usual = {"style": "form" if form else "simple", "explode": form}
        for keyword in (k for k in ("style", "explode") if value.get(k, usual[k]) != usual[k]):
            yield join(pointer, keyword), f"the client sends it with {keyword}: {str(usual[keyword]).lower()}"
        if "content" in value:
            yield join(pointer, "content"), "the client generator leaves this parameter out"
        schema = Node(join(pointer, "schema"), "schema", value.get("schema"))
        if not query and (kinds := spec.containers(schema)):
            yield schema.pointer, f"the client cannot write an {min(kinds)} into a {value.get('in')}"


@rule("closed-response", "client", hint="leave additionalProperties out of responses")
def _closed_response(spec: Spec) -> Messages:
    """A response that allows no further properties, in the client's view.

    The model would drop whatever the vendor adds.
    """
    _, responses = spec.sides
    for pointer, _, value in spec.schemas:
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if pointer in responses and value.get(keyword) is False:
                yield join(pointer, keyword), "the client would lose what the vendor adds here"


@rule("lossy-format", "client", hint="remove the format in overlays/<api>/client.yaml")
def _lossy_format(spec: Spec) -> Messages:
    """A date or UUID in a response, in the client's view.

    Decoding changes its text, so a client could not write back what it read.
    """
    _, responses = spec.sides
    for pointer, _, value in spec.schemas:
        if pointer in responses and value.get("format") in ("date-time", "date", "uuid"):
            problem = f"decoding {value['format']} loses how it was written"
            yield join(pointer, "format"), problem


@rule("shared-enum", "client", hint="give requests an enum of their own, which stays closed")
def _shared_enum(spec: Spec) -> Messages:
    """An enum that requests and responses share.

    In responses unknown values are kept, in requests they are errors: one class cannot do both.
    """
    requests, responses = spec.sides
    for pointer, _, value in spec.schemas:
        if "enum" in value and pointer in requests and pointer in responses:
            yield pointer, "this enum is used by requests and by responses, which are open"


@rule("not-generated", "client", hint="the generated client ignores it", severity="note")
def _not_generated(spec: Spec) -> Messages:
    """A part of OpenAPI that the generated client ignores.

    Its author should know that no client acts on it.
    """
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or "$ref" in value:
            continue
        if kind in ("link", "callback"):
            yield pointer, f"this {kind} is not in the generated client"
        for keyword in sorted(_UNREAD.get(kind, set()) & value.keys()):
            yield join(pointer, keyword), f"{keyword} is not in the generated client"


_UNREAD = {
    "document": {"webhooks"},
    "path-item": {"servers"},
    "schema": {
        *("patternProperties", "readOnly", "writeOnly", "not", "if", "contains", "prefixItems"),
        *("propertyNames", "dependentSchemas", "dependentRequired", "unevaluatedItems"),
    },
}
