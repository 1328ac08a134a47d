"""Names that would clash or break in generated Python, in the client's view."""

from __future__ import annotations

from collections import Counter

from codegen.document.names import pascal_case, snake_case
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join

_TAKEN = (
    "additional_keys",
    "additional_properties",
    "cls",
    "d",
    "field",
    "from_dict",
    "to_dict",
)


@rule("property-name", "client", hint="rename the property in overlays/<api>/client.yaml")
def _property_name(spec: Spec) -> Messages:
    """A property whose name in Python is one that generated models use themselves.

    The generated model crashes when it is decoded or written.
    """
    for pointer, _, value in spec.schemas:
        for name in value.get("properties", {}):
            if snake_case(name) in _TAKEN:
                where = join(pointer, "properties", name)
                yield where, f"a property named {name!r} makes code that crashes"


# Names of its own in the function that makes a request, and of what that function calls.
_TAKEN_BY_CALLS = (
    *("body", "client", "cookies", "encode", "form", "given", "headers", "kwargs", "params", "quote"),
    *("response", "texts"),
)


@rule("parameter-name", "client", hint="leave it out in overlays/<api>/client.yaml")
def _parameter_name(spec: Spec) -> Messages:
    """A parameter whose name in Python is one that the generated functions use themselves.

    The function would overwrite the argument and send the wrong value.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "parameter" and snake_case(value.get("name", "")) in _TAKEN_BY_CALLS:
            yield (
                join(pointer, "name"),
                f"a parameter named {value['name']!r} makes code that sends the wrong",
            )


@rule("enum-names", "client", hint="keep one spelling in overlays/<api>/client.yaml")
def _enum_names(spec: Spec) -> Messages:
    """Values of an enum that become one name in Python.

    The client generator refuses `Completed` beside `completed`.
    """
    for pointer, _, value in spec.schemas:
        names = Counter(
            snake_case(v.upper()).upper()
            for v in value.get("enum", [])
            if isinstance(v, str) and v[:1].isalpha()
        )
        for name in (n for n, count in names.items() if count > 1):
            yield join(pointer, "enum"), f"several values of this enum would be named {name}"


@rule("schema-names", "client", hint="rename one of them")
def _schema_names(spec: Spec) -> Messages:
    """Schemas that become one module in Python.

    The second overwrites the first.
    """
    seen: dict[str, str] = {}
    for name in spec.document.get("components", {}).get("schemas", {}):
        other = seen.setdefault(snake_case(name), name)
        if other != name:
            pointer = join("/components/schemas", name)
            yield pointer, f"{name} and {other} would stand in one module, {snake_case(name)}"


# What generated modules import under these names.
IMPORTED = frozenset(
    {"Annotated", "Any", "Dispatch", "Literal", "Model", "Response", "TypeAlias", "Unset"}
    | {"AuthenticatedClient", "Client", "DecodeError", "UnexpectedStatus"}
)


@rule("imported-name", "client", hint="rename the schema")
def _imported_name(spec: Spec) -> Messages:
    """A schema with a name that generated modules use for something else.

    One of the two would hide the other, and every call would fail.
    """
    for name in spec.document.get("components", {}).get("schemas", {}):
        if pascal_case(name) in IMPORTED:
            yield join("/components/schemas", name), f"generated modules use the name {name} themselves"


@rule("class-name", "client", hint="give the schema the name of the class")
def _class_name(spec: Spec) -> Messages:
    """A schema whose class in Python has another name.

    contract.json names the models of a variant by their schemas, and the client looks them up by that.
    """
    for name in spec.document.get("components", {}).get("schemas", {}):
        if pascal_case(name) != name:
            yield join("/components/schemas", name), f"the class of {name} would be {pascal_case(name)}"
