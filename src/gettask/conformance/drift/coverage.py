"""What the specification says and traffic never showed, and who knows which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..._contract.pointer import escape, lookup
from ..checks.schema import schema_of
from ..places import Place, Places
from ..spec import Spec, spec_of_trace
from ..tasks import View
from ..trace import Trace
from .fields import variant_of
from .finding import general

FieldKey = tuple[str, str]
"""A variant, and the JSON Pointer of a field in its Get Task response."""


@dataclass
class Fields:
    """The fields of tasks.

    Attributes:
        seen: How many responses have a field.
        declared: Where the specification declares a field.
    """

    seen: Counter[FieldKey] = field(default_factory=Counter)
    declared: dict[FieldKey, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Unseen:
    """What the specification says and no traffic showed.

    Attributes:
        kind: operation, response, variant, status, field or error.
        name: What it is.
        spec: JSON Pointer to it.
        confidence: How it is known.
    """

    kind: str
    name: str
    spec: str
    confidence: str


@dataclass(frozen=True)
class Row:
    """A field, and who knows it.

    Attributes:
        documents: How the specification knows it: documented, observed, reported or inferred; empty if not.
        recorded: In how many recorded responses it is.
        mock: In how many responses of the mock it is.
    """

    variant: str
    pointer: str
    documents: str
    recorded: int
    mock: int


def fields_of(view: View) -> Fields:
    """Return the fields of the tasks in polls, by variant."""
    found, places = Fields(), Places(view.spec)
    for call in view.of_operation(view.spec.get_task):
        at = schema_of(call, view) if call.succeeded else None
        variant = variant_of(call, view)
        for place in places.walk(at, call.body) if at is not None else ():
            _note(place, variant, found)
    return found


def _note(place: Place, variant: str, found: Fields) -> None:
    if not isinstance(place.value, dict):
        return
    base = general(place.pointer)
    for part in place.parts:
        for name in part.schema.get("properties", ()):
            key = variant, f"{base}/{escape(name)}"
            found.declared.setdefault(key, f"{part.at}/properties/{escape(name)}")
    names = {name for part in place.parts for name in part.schema.get("properties", ())}
    for name in place.value if names else ():
        found.seen[variant, f"{base}/{escape(name)}"] += 1


def table(recorded: View, mock: View | None) -> list[Row]:
    """Return a row for each field of the variants in recorded traffic: documents × recorded × mock.

    Args:
        recorded: The recorded traffic.
        mock: A run against the mock, None where there is none.
    """
    ours, theirs = fields_of(recorded), Fields() if mock is None else fields_of(mock)
    variants = {variant for variant, _ in (*ours.declared, *ours.seen)}
    declared = {**theirs.declared, **ours.declared}
    keys = dict.fromkeys([*ours.declared, *ours.seen, *theirs.declared, *theirs.seen])
    return [
        Row(
            variant,
            pointer,
            recorded.spec.confidence(declared[variant, pointer])[0] if (variant, pointer) in declared else "",
            ours.seen[variant, pointer],
            theirs.seen[variant, pointer],
        )
        for variant, pointer in sorted(keys)
        if variant in variants
    ]


def unseen(trace: Trace, *, spec: Spec | None = None) -> list[Unseen]:
    """Return what the specification says and a trace never showed.

    Args:
        trace: The exchanges with one API.
        spec: The specification. Default: that of the installed package.
    """
    view = View(spec or spec_of_trace(trace), trace)
    return [
        Unseen(kind, name, at, view.spec.confidence(at)[0])
        for listed in (_operations, _variants, _statuses, _fields, _errors)
        for kind, name, at in listed(view)
    ]


def _operations(view: View) -> Iterator[tuple[str, str, str]]:
    called: dict[str, set[str]] = {}
    for call in view.calls:
        if call.operation is not None:
            called.setdefault(call.operation.name, set()).add(str(call.exchange.status))
    for operation in view.spec.operations:
        if operation.name not in called:
            yield "operation", f"{operation.method} {operation.path}", operation.at
            continue
        for status in operation.data.get("responses", ()):
            seen = called[operation.name]
            if status not in seen and not any(status == f"{each[0]}XX" for each in seen):
                yield (
                    "response",
                    f"{operation.method} {operation.path} → {status}",
                    f"{operation.at}/responses/{status}",
                )


def _variants(view: View) -> Iterator[tuple[str, str, str]]:
    seen = {variant_of(call, view) for call in view.calls}
    places: Mapping[str, str] = {
        str(schema["x-variant"]): f"/components/schemas/{escape(name)}"
        for name, schema in view.spec.document["components"]["schemas"].items()
        if "x-variant" in schema
    }
    for name in view.spec.contract.variants:
        if name not in seen:
            yield "variant", name, places.get(name, "")


def _statuses(view: View) -> Iterator[tuple[str, str, str]]:
    shown = [each for task in view.tasks.values() for each in (*task.sightings, *task.deliveries)]
    seen = {view.spec.normal(each.status) for each in shown if each.status is not None}
    for name in view.spec.lifecycle.statuses:
        if view.spec.normal(name) not in seen:
            yield "status", name, f"{view.spec.table_at}/statuses/{escape(name)}"


def _fields(view: View) -> Iterator[tuple[str, str, str]]:
    found = fields_of(view)
    for (variant, pointer), at in found.declared.items():
        if not found.seen[variant, pointer]:
            yield "field", f"{variant or 'task'} {pointer}", at


def _errors(view: View) -> Iterator[tuple[str, str, str]]:
    code = view.spec.lifecycle.error.get("code")
    shown = [each for task in view.tasks.values() for each in task.sightings]
    seen = {str(code.read(each.task)) for each in shown} if code is not None else set()
    seen |= {str(call.code) for call in view.calls}
    for number, entry in enumerate(view.spec.document.get("x-errors", ())):
        if entry.get("code") is not None and str(entry["code"]) not in seen:
            name = f"{entry['code']} {lookup(entry, '/message') if 'message' in entry else entry['class']}"
            yield "error", name, f"/x-errors/{number}"
