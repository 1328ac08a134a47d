"""Evidence: the source of each fact, its confidence, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from codegen.document.citations import cited
from codegen.document.walk import Node, follow
from codegen.rules.keywords import dangling, quoted, types_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import get, join

_HALF_A_YEAR = 183


# A variant's document shares components that cite what only the API's document defines.
@rule("source", "effective", "client", hint="define the source in info.x-sources, or mend its id")
def _source(spec: Spec) -> Messages:
    """An id in `x-sources` that the document does not define.

    Such evidence cannot be found.
    """
    defined = spec.document.get("info", {}).get("x-sources", {})
    places = {name: join("/info/x-sources", name) for name in defined}
    yield from dangling(cited(spec.document), places, "source")


@rule(
    "source-read",
    "effective",
    hint="read the source again, and write the day in `read`",
    severity="note",
)
def _read(spec: Spec) -> Messages:
    """A source without the day on which it was last read, or read half a year before the newest one.

    A page changes without notice: what it said then may be wrong today, and so may what it did not say.
    """
    registry = spec.document.get("info", {}).get("x-sources", {})
    days = {name: date.fromisoformat(source["read"]) for name, source in registry.items() if "read" in source}
    newest = max(days.values(), default=date.min)
    for name in registry:
        where = join("/info/x-sources", name)
        if name not in days:
            yield where, "no day on which this was read"
        elif (newest - days[name]).days > _HALF_A_YEAR:
            yield join(where, "read"), f"last read on {days[name]}, while others were on {newest}"


@rule(
    "missing-source",
    "documented",
    "effective",
    hint="add x-sources with the page or recorded body that shows it",
)
def _missing_source(spec: Spec) -> Messages:
    """A variant without `x-sources`, or an `x-confidence` other than documented without them.

    A statement without a source cannot be checked when the vendor changes its page.
    """
    with_sources = {p for p, _, value in spec.nodes if isinstance(value, dict) and value.get("x-sources")}
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or kind == "example" or pointer in with_sources:
            continue
        if "x-variant" in value:
            yield pointer, "this variant has no x-sources"
        confidence = value.get("x-confidence", "documented")
        if confidence != "documented" and not any(pointer.startswith(f"{p}/") for p in with_sources):
            yield join(pointer, "x-confidence"), f"this is {confidence}, and no source shows it"


@rule(
    "missing-confidence", "documented", "effective", hint="add x-confidence: observed, reported or inferred"
)
def _missing_confidence(spec: Spec) -> Messages:
    """An element without `x-confidence` whose sources include no page of the vendor.

    Without `x-confidence` it counts as documented by the vendor.
    """
    sources = spec.document.get("info", {}).get("x-sources", {})
    for pointer, _, value in spec.nodes:
        if not isinstance(value, dict) or value.get("x-confidence", "documented") != "documented":
            continue
        kinds = {sources[name]["kind"] for name in value.get("x-sources", []) if name in sources}
        if kinds and not kinds & {"page", "openapi"} and pointer != "/info":
            yield join(pointer, "x-sources"), "no page of the vendor is among the sources"


@rule("request-field", "effective", hint="write what is known of the field, and list the rest in x-unknown")
def _request_field(spec: Spec) -> Messages:
    """A field of a request without type, default, range of a number or length of a list.

    A missing limit reads as no limit: where no source states it, list it in `x-unknown`.
    """
    for node, _, optional in _request_fields(spec):
        if silent := _silent(node.value, optional=optional):
            yield node.pointer, f"{quoted(silent)}: neither stated nor listed in x-unknown"


@rule("request-description", "effective", hint="describe the field in a sentence")
def _request_description(spec: Spec) -> Messages:
    """A field of a request without a description, on itself or on the schema that it refers to.

    Models, editors and pages show it; without one, a reader has to guess from the name.
    """
    for node, name, _ in _request_fields(spec):
        if "const" not in node.value and not _described(spec, node):
            yield node.pointer, f"{name!r} has no description"


@rule(
    "request-required",
    "effective",
    hint="list them in required, which may be empty, or list required in x-unknown",
)
def _request_required(spec: Spec) -> Messages:
    """An object in a request without `required`.

    Without it every field looks optional, which costs a refused request.
    """
    for pointer in dict.fromkeys(
        node.pointer.rpartition("/properties/")[0] for node, _, _ in _request_fields(spec)
    ):
        schema = get(spec.document, pointer)
        parts = [schema, *(p for p in schema["properties"].values() if isinstance(p, dict))]
        unknown = any("required" in part.get("x-unknown", []) for part in parts)
        if not unknown and not schema.keys() & {"required", "minProperties", "oneOf", "anyOf"}:
            yield pointer, "this object does not say which fields it requires"


@rule("retired-value", "effective", hint="mend the value, or list it in enum")
def _retired_value(spec: Spec) -> Messages:
    """A value in `x-retired` that the enum does not have.

    The client would never warn of the value that is meant.
    """
    for pointer, _, value in spec.schemas:
        for name in value.get("x-retired", {}):
            if name not in value.get("enum", []):
                yield join(pointer, "x-retired", name), f"the enum has no value {name!r}"


def _request_fields(spec: Spec) -> Iterator[tuple[Node, str, bool]]:
    """Yield (field, name, whether it is optional) of all objects in requests; {} only repeats a name."""
    requests, _ = spec.sides
    for pointer, _, value in spec.schemas:
        for name, field in value.get("properties", {}).items() if pointer in requests else ():
            if isinstance(field, dict) and field:
                optional = name not in value.get("required", [])
                yield Node(join(pointer, "properties", name), "schema", field), name, optional


def _described(spec: Spec, node: Node) -> bool:
    return bool(node.value.get("description") or follow(spec.document, node).value.get("description"))


def _silent(field: dict[str, Any], *, optional: bool) -> set[str]:
    """Return what a field does not state; a referenced schema is checked where it stands."""
    stated = field.keys() | set(field.get("x-unknown", []))
    if not field or stated & {"$ref", "const", "anyOf", "oneOf", "allOf"}:
        return set()
    types = {*types_of(field)}
    wanted = set() if "enum" in stated else {"type"}
    if types & {"integer", "number"} and "enum" not in stated:
        wanted |= {bound for bound in ("minimum", "maximum") if f"exclusiveM{bound[1:]}" not in stated}
    if "array" in types:
        wanted.add("maxItems")
    if optional and (types & {"boolean", "integer", "number"} or "enum" in field):
        wanted.add("default")
    return wanted - stated
