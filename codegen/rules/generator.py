"""What openapi-python-client gets wrong without a word, in the client's view."""

from __future__ import annotations

from collections import Counter

from codegen.document.walk import Node, at, follow
from codegen.rules import ledger
from codegen.rules.keywords import quoted, types_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import get, join

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


@rule("union-siblings", "client", hint="write the union as a schema of its own, or drop it in client.yaml")
def _union_siblings(spec: Spec) -> Messages:
    """`oneOf` or `anyOf` beside keywords that describe a value of their own.

    The client generator reads the union alone: the field would take anything.
    """
    for pointer, _, value in spec.schemas:
        for keyword in sorted(value.keys() & {"oneOf", "anyOf"}):
            if beside := value.keys() & {*_BESIDE_ALL_OF, "items", "enum", "const"}:
                yield join(pointer, keyword), f"{quoted(beside)} beside {keyword} is dropped by the client"


@rule("enum-values", "client", hint="list texts or integers of one kind; write a single value as const")
def _enum_values(spec: Spec) -> Messages:
    """Values of an enum that are not all texts or all integers, or a constant of another kind.

    The client generator refuses or forgets them.
    """
    for pointer, _, value in spec.schemas:
        listed = [each for each in value.get("enum", []) if each is not None]
        kinds = {type(each) for each in listed}
        if kinds not in (set(), {str}, {int}):
            yield join(pointer, "enum"), f"values of kind {quoted(map(_kind, listed))} in one enum"
        if "const" in value and not isinstance(value["const"], str | int):
            yield join(pointer, "const"), f"the client has no constant of kind {_kind(value['const'])}"
        for i, each in enumerate(value.get("enum", [])):
            if isinstance(each, str) and each != each.strip():
                yield join(pointer, "enum", i), f"{each!r} would lose the space around it"


def _kind(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "null" if value is None else "boolean"
    return {int: "integer", float: "number", str: "text", list: "array"}.get(type(value), "object")


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
        elif query:
            for node in at(spec.document, schema, []):
                yield from _nested(spec, node)


def _nested(spec: Spec, node: Node) -> Messages:
    """Yield the objects and arrays inside an object or array of a query."""
    inner = {
        join(node.pointer, "properties", n): each for n, each in node.value.get("properties", {}).items()
    }
    for key in node.value.keys() & {"items", "additionalProperties"}:
        inner[join(node.pointer, key)] = node.value[key]
    for pointer, value in inner.items():
        below = Node(pointer, "schema", value)
        if kinds := spec.containers(below):
            yield below.pointer, f"the client cannot write an {min(kinds)} inside another one into a query"


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
    """A date or UUID in the client's view.

    Decoding changes its text, so a client could not write back what it read.
    """
    for pointer, _, value in spec.schemas:
        if value.get("format") in ("date-time", "date", "uuid"):
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
        if kind == "operation" and value.get("security") == [] and pointer.startswith("/paths/"):
            yield join(pointer, "security"), "clients send their key here, too"
        if kind in ("link", "callback"):
            yield pointer, f"this {kind} is not in the generated client"
        for keyword in value if kind in ("document", "schema") else ():
            readers = ledger.LEDGER[kind].get(keyword, frozenset())
            if keyword == "security":
                continue  # told above, where it matters
            if keyword in ledger.TOLD_AS_NOTES or ("mock" in readers and "client" not in readers):
                yield join(pointer, keyword), f"{keyword} is not in the generated client"


@rule("recursive-array", "client", hint="let the array hold objects that hold the array")
def _recursive_array(spec: Spec) -> Messages:
    """An array whose items are that array again, with no object between.

    The client generator cannot name its type.
    """
    for name in spec.document.get("components", {}).get("schemas", {}):
        start = join("/components/schemas", name)
        if start in _items_of(spec, start):
            yield start, "this array contains itself"


def _items_of(spec: Spec, start: str) -> set[str]:
    """Return the components that a schema leads to through items, unions and references alone."""
    todo, found = [Node(start, "schema", get(spec.document, start))], set[str]()
    while todo:
        value = todo.pop().value
        if not isinstance(value, dict):
            continue
        inner = [value["items"]] if "items" in value else []
        inner += [member for keyword in ("oneOf", "anyOf", "allOf") for member in value.get(keyword, [])]
        for schema in [value, *inner]:
            ref = schema.get("$ref", "#") if isinstance(schema, dict) else "#"
            if ref != "#" and ref[1:] not in found:
                found.add(ref[1:])
                todo.append(Node(ref[1:], "schema", get(spec.document, ref[1:])))
            elif ref == "#" and schema is not value:
                todo.append(Node("", "schema", schema))
    return found
