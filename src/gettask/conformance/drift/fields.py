"""Bodies: fields that no schema lists, and values that their schemas do not allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..._contract.pointer import MISSING, escape, tokens
from ..bodies import NOT_JSON
from ..checks.schema import errors, schema_of
from ..places import Place, Places, type_of
from ..schemas import SchemaError
from ..tasks import Call, View
from .finding import Action, Observation, Remedy, general, no_remedy
from .infer import json_path, quoted, with_kinds
from .infer import schema_of as schema_of_values

LONGEST_NAME = 100
"""Characters of a name that is proposed; a longer one is data in the place of a name."""
ADJUSTED = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")


def observe(view: View) -> Iterator[Observation]:
    """Yield what bodies show: of polls, other responses and webhooks."""
    places = Places(view.spec)
    for call in view.calls:
        at = schema_of(call, view)
        if at is None:
            continue
        walked = {place.pointer: place for place in places.walk(at, call.body)}
        variant = variant_of(call, view)
        misfits = errors(call, view, at)
        # An object that lacks fields and has others is something else: one difference.
        lacking = {error.pointer for error in misfits if error.keyword == "required"}
        other = {at for at in lacking if at in walked and walked[at].undeclared}
        for place in walked.values():
            for name in () if place.pointer in other else place.undeclared:
                if name not in _sent(call, view):
                    yield _unlisted(call, view, place, name, variant)
        for error in misfits:
            if error.pointer not in other:
                yield _misfit(call, walked, error, variant)
        for pointer in sorted(other):
            yield _other_object(call, walked[pointer], variant)


def variant_of(call: Call, view: View) -> str:
    """Return the name of the variant that a response is about, empty if it is about none."""
    task = view.task_in(call.body)
    variant = None if task is None else view.spec.contract.variant(task)
    return "" if variant is None else variant.name


def _sent(call: Call, view: View) -> frozenset[str]:
    """Return the keys that the caller sent: an API may repeat what it was sent."""
    task = view.task_in(call.body)
    history = view.tasks.get(view.spec.id_of(task) or "") if task is not None else None
    request = NOT_JSON if history is None else history.request
    return frozenset(_keys(request))


def _keys(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield from node
            stack += node.values()
        elif isinstance(node, list):
            stack += node


def _unlisted(call: Call, view: View, place: Place, name: str, variant: str) -> Observation:
    part = place.having("properties")
    assert part is not None
    pointer = f"{place.pointer}/{escape(name)}"
    result = _in_results(view, pointer)

    def remedy(values: Sequence[Any]) -> Sequence[Action]:
        found = schema_of_values(values, result=result)
        return [Action(json_path(f"{part.at}/properties"), {name: {**found, "x-confidence": "observed"}})]

    return Observation(
        "field-unlisted",
        (part.at, name),
        f"the field {name[:LONGEST_NAME]!r} ({type_of(place.value[name])}) is not in the specification",
        call.exchange,
        general(pointer),
        part.at,
        variant,
        place.value[name],
        name,
        remedy if len(name) <= LONGEST_NAME else no_remedy,
    )


def _other_object(call: Call, place: Place, variant: str) -> Observation:
    pointer, names = general(place.pointer), ", ".join(sorted(place.undeclared)[:10])
    return Observation(
        "object-differs",
        (pointer, place.at),
        f"{pointer or 'the body'}: the object lacks required fields, and has others: {names[:200]}",
        call.exchange,
        pointer,
        place.at,
        variant,
        place.value,
        pointer,
    )


def _in_results(view: View, pointer: str) -> bool:
    field = view.spec.field("output")
    task = view.spec.lifecycle.task
    return field is not None and any(pointer.startswith(f"{task}{at}/") for at in field.at)


def _misfit(call: Call, walked: dict[str, Place], error: SchemaError, variant: str) -> Observation:
    place = walked.get(error.pointer)
    remedy = None if place is None else _remedy(place, error)
    value = MISSING if place is None else place.value
    kind = "webhook-schema" if call.exchange.webhook else "response-schema"
    shown = error.message if error.keyword in ("required", "x-dispatch") else ""
    return Observation(
        kind,
        (general(error.pointer), error.keyword, shown or type_of(value), place.at if place else ""),
        f"{general(error.pointer) or 'the body'}: {error.message}",
        call.exchange,
        general(error.pointer),
        place.at if place is not None else error.spec,
        variant,
        value,
        f"{error.keyword} {(tokens(error.pointer) or ['body'])[-1]}",
        remedy or no_remedy,
    )


def _remedy(place: Place, error: SchemaError) -> Remedy | None:
    """Return what makes a value fit, None where the specification cannot simply be widened."""
    if error.keyword == "required":
        return _required(place, error)
    if error.keyword in ("type", "anyOf", "oneOf"):
        return lambda values: _retyped(place, values)
    part = place.having(error.keyword)
    if part is None:
        return None
    if error.keyword == "enum":
        return lambda values: [Action(json_path(f"{part.at}/enum"), _new(part.schema["enum"], values))]
    if error.keyword in ADJUSTED:
        return lambda values: [Action(json_path(f"{part.at}/{error.keyword}"), _limit(error.keyword, values))]
    if error.keyword in ("format", "pattern"):
        return lambda _: [Action(json_path(f"{part.at}/{error.keyword}"))]
    return None


def _new(known: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for each in values:
        found += [each] if each not in [*known, *found] else []
    return found


def _limit(keyword: str, values: Sequence[Any]) -> Any:
    sizes = [len(each) if isinstance(each, (str, list)) else each for each in values]
    return min(sizes) if keyword.startswith("min") else max(sizes)


def _required(place: Place, error: SchemaError) -> Remedy | None:
    for part in place.parts:
        for name in part.schema.get("required", ()):
            if f"property {name} is" in error.message:
                target = json_path(f"{part.at}/required", last=f"[?@ == {quoted(name)}]")
                return lambda _: [Action(target)]
    return None


def _retyped(place: Place, values: Sequence[Any]) -> Sequence[Action]:
    """Describe a property anew, so that values of other types fit as well."""
    parent, _, last = place.at.rpartition("/")
    if not parent.endswith("/properties"):
        return ()
    name = tokens(f"/{last}")[0]
    written = place.parts[0].schema if place.parts[0].at == place.at else {"$ref": f"#{place.parts[0].at}"}
    schema = with_kinds(written, sorted({type_of(value) for value in values}))
    return [Action(json_path(place.at)), Action(json_path(parent), {name: schema})]
