"""Evidence: the source of each fact, its confidence, and what is unknown."""

from __future__ import annotations

from typing import Any

from codegen.document.citations import cited
from codegen.rules.keywords import quoted, types_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join


# A variant's document shares components that cite what only the API's document defines.
@rule("source", "effective", "client", hint="define the source in info.x-sources, or mend its id")
def _source(spec: Spec) -> Messages:
    """An id in `x-sources` that the document does not define.

    Nobody can look up such evidence.
    """
    defined = spec.document.get("info", {}).get("x-sources", {})
    for pointer, name in cited(spec.document):
        if name not in defined:
            yield pointer, f"the source {name!r} is not defined"


@rule(
    "missing-source", "documented", "effective", hint="name with x-sources the page or the body that shows it"
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
    "missing-confidence", "documented", "effective", hint="say x-confidence: observed, reported or inferred"
)
def _missing_confidence(spec: Spec) -> Messages:
    """Something without `x-confidence` whose sources hold no page of the vendor.

    Without `x-confidence` it counts as documented by the vendor.
    """
    sources = spec.document.get("info", {}).get("x-sources", {})
    for pointer, _, value in spec.nodes:
        if not isinstance(value, dict) or value.get("x-confidence", "documented") != "documented":
            continue
        kinds = {sources[name]["kind"] for name in value.get("x-sources", []) if name in sources}
        if kinds and not kinds & {"page", "openapi"} and pointer != "/info":
            yield join(pointer, "x-sources"), "no page of the vendor is among the sources"


@rule("request-field", "effective", hint="write what is known of the field, and list the rest with x-unknown")
def _request_field(spec: Spec) -> Messages:
    """A field of a request without type, default, range of a number or length of a list.

    A missing limit reads as no limit: where no source states it, list it in `x-unknown`.
    """
    requests, _ = spec.sides
    for pointer, _, value in spec.schemas:
        if pointer not in requests:
            continue
        for name, field in value.get("properties", {}).items():
            optional = name not in value.get("required", [])
            if isinstance(field, dict) and (silent := _silent(field, optional=optional)):
                yield (
                    join(pointer, "properties", name),
                    f"{quoted(silent)}: neither stated nor listed in x-unknown",
                )


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
