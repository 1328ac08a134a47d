"""What one variant takes and gives: the page that `gettask variants` and the documentation site show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .._contract.contract import AssetRule, Contract, Variant
from .._validation.schema import nearest
from ..prices import Estimate, estimate_of
from .prices import PriceRow, estimate_record, evidence, price_rows
from .variant_schema import Schema, Schemas, examples

Matches: TypeAlias = tuple[tuple[Any, ...], ...]
"""Values of the properties that name a variant and its task type, such as `(("flux", "txt2img"),)`."""

_NO_DEFAULT, _UNKNOWN = "", "?"
_COUNTED = {"Length": "characters", "Items": "items"}
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a request. `path` is as `--set` takes it; `[]` stands for each item of an array."""

    path: str
    type: str
    required: bool
    default: str
    description: str
    confidence: str = ""
    deprecated: bool = False

    @property
    def presence(self) -> str:
        """Return whether the field is required, else its default: `?` where none is published."""
        return "required" if self.required else self.default

    @property
    def sentence(self) -> str:
        """Return what the field means, and how that is known where no page of the vendor says it."""
        notes = ["deprecated"] if self.deprecated else []
        notes += [self.confidence] if self.confidence not in ("", "documented") else []
        return " ".join(filter(None, [self.description, f"({', '.join(notes)})" if notes else ""]))


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One shape of request of a variant.

    `matches` are the dispatch values (model, task type) that it can have. `choices` says which fields
    exclude or replace each other. `example` is a body that the spec accepts, `estimate` what it costs.
    `prices` are all that are known, `price_source` how; `deprecated` says what became of the request.
    """

    name: str
    matches: Matches
    description: str
    fields: tuple[FieldRow, ...]
    choices: tuple[str, ...]
    example: Mapping[str, Any] | None
    estimate: Estimate | None
    prices: tuple[PriceRow, ...]
    price_note: str
    price_source: str
    deprecated: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the spec rests on: a page, a recorded body, a client. Dates are `?` where none is known."""

    title: str
    kind: str
    date: str
    read: str
    url: str | None


@dataclass(frozen=True, slots=True)
class VariantPage:
    """All that the spec says of one variant. Make one with `page`."""

    contract: Contract
    variant: Variant
    description: str
    requests: tuple[RequestPage, ...]
    sources: tuple[SourceRow, ...]

    @property
    def operation(self) -> str:
        """Return method and path of the request that creates a task, empty if nothing does."""
        operation = self.contract.operations.get(self.variant.create or "")
        return f"{operation.method} {operation.path}" if operation else ""

    @property
    def known(self) -> str:
        """Return how well the variant is known."""
        if self.variant.backed:
            return f"{self.variant.confidence}; a finished task is on record"
        return f"{self.variant.confidence}; no finished task is on record{self.as_of}"

    @property
    def as_of(self) -> str:
        """Return the day to which a sentence holds that says that nothing is known."""
        return f" as of {self.variant.read}" if self.variant.read else ""

    @property
    def results(self) -> Iterator[tuple[str, AssetRule]]:
        """Yield the results that are files, each with the time for which the vendor keeps it."""
        for rule in self.variant.own_assets:
            yield duration(rule.retention), rule

    @property
    def statuses(self) -> dict[str, list[str]]:
        """Return the vendor's statuses by phase."""
        phases: dict[str, list[str]] = {}
        for name, status in self.contract.lifecycle.statuses.items():
            phases.setdefault(status.phase.value, []).append(json.dumps(name)[1:-1])
        return phases

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the requests on this page."""
        dispatch = self.contract.dispatch
        constants = {
            request.name: dict(zip(dispatch, request.matches[0], strict=True))
            if len(request.matches) == 1
            else {}
            for request in self.requests
        }
        return Schemas(self.contract).standalone(constants, self.variant.title)

    def record(self) -> dict[str, Any]:
        """Return the page as plain data, the shape of `gettask variants API VARIANT --json`."""
        return {
            "description": self.description,
            "operation": self.operation,
            "requests": [
                {
                    "name": request.name,
                    "match": [
                        dict(zip(self.contract.dispatch, values, strict=True)) for values in request.matches
                    ],
                    "description": request.description,
                    "choices": list(request.choices),
                    "fields": [
                        {name: getattr(row, name) for name in FieldRow.__slots__} for row in request.fields
                    ],
                    "example": request.example,
                    "estimate": estimate_record(request.estimate),
                    "prices": [
                        {name: getattr(row, name) for name in PriceRow.__slots__} for row in request.prices
                    ],
                    "deprecated": request.deprecated or None,
                }
                for request in self.requests
            ],
        }


def page(contract: Contract, variant: Variant, task_type: str | None = None) -> VariantPage:
    """Return the page of a variant.

    Args:
        contract: The API that has it.
        variant: The variant.
        task_type: Shows only what this task type takes. Default: all of them.

    Raises:
        ValueError: The variant has no such task type.
    """
    schemas = Schemas(contract)
    requests = []
    for name in variant.requests:
        matches = schemas.matches(variant, name)
        if task_type is not None:
            matches = tuple(values for values in matches if values[-1] == task_type)
            if not matches:
                continue
        requests.append(_request(contract, schemas, variant, name, matches))
    if task_type is not None and not requests:
        types = dict.fromkeys(str(values[-1]) for values in variant.match)
        raise ValueError(f"{variant.name} has no task type {task_type!r}; {nearest(task_type, types)}")
    registry = contract.spec["info"]["x-sources"]
    sources = [registry[name] for name in variant.sources]
    return VariantPage(
        contract,
        variant,
        _description(schemas, variant),
        tuple(requests),
        tuple(
            SourceRow(s["title"], s["kind"], s["date"] or _UNKNOWN, s.get("read", _UNKNOWN), s.get("url"))
            for s in sources
        ),
    )


def duration(seconds: float | None) -> str:
    """Return a time in its largest whole unit, `?` for None."""
    if seconds is None:
        return _UNKNOWN
    size, unit = next((each for each in _UNITS if seconds >= each[0] and seconds % each[0] == 0), _UNITS[-1])
    return f"{seconds / size:g} {unit}{'s' * (seconds != size)}"


def task_types(matches: Matches) -> dict[str, list[str]]:
    """Return dispatch values in groups: the models that have the same task types, with these."""
    types: dict[str, list[str]] = {}
    for *model, kind in matches:
        types.setdefault(" ".join(map(str, model)), []).append(str(kind))
    groups: dict[str, list[str]] = {}
    for name, kinds in types.items():
        groups.setdefault(", ".join(kinds), []).append(name)
    return {", ".join(filter(None, names)): kinds.split(", ") for kinds, names in groups.items()}


def _description(schemas: Schemas, variant: Variant) -> str:
    """Return what the spec says of the variant's request, where it has one; its own field names are below."""
    if len(variant.requests) == 1:
        return str(schemas.component(variant.requests[0]).get("description", ""))
    return ""


def _request(
    contract: Contract,
    schemas: Schemas,
    variant: Variant,
    name: str,
    matches: Matches,
) -> RequestPage:
    schema = schemas.resolve(schemas.component(name))
    rule = next(each for each in variant.rules if each.name == name)
    table, example = rule.prices, _example(contract, schemas, variant, name, matches)
    return RequestPage(
        name,
        matches,
        schema.get("description", ""),
        tuple(_fields(schemas, schema, "")),
        tuple(_choices(schema)),
        example,
        None if example is None else estimate_of(contract, variant, example),
        () if table is None else tuple(price_rows(table)),
        "" if table is None else table.note or "",
        "" if table is None else evidence(contract, table),
        str(rule.deprecated or ""),
    )


def _example(
    contract: Contract, schemas: Schemas, variant: Variant, name: str, matches: Matches
) -> Mapping[str, Any] | None:
    """Return an example that is such a request, else one of another task type with this one put in."""
    model = contract.model(name)
    body: dict[str, Any]
    own = schemas.matches(variant, name)
    for wanted in (matches, own):
        for body in (*examples(contract, variant), schemas.minimal(schemas.component(name))):
            constants = tuple(body.get(key) for key in contract.dispatch)
            if contract.dispatch and len(contract.creators) == 1 and constants not in wanted:
                continue
            if matches and constants not in matches:
                body = body | {k: v for k, v in zip(contract.dispatch, matches[0], strict=True) if k in body}
            try:
                model.from_dict(body)
            except contract.decode_error:
                continue
            return body
    return None


# Fields


def _fields(schemas: Schemas, schema: Schema, prefix: str) -> Iterator[FieldRow]:
    """Yield a row for each property of an object, and below it for each of its own properties."""
    required = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        field = schemas.resolve(part)
        path = f"{prefix}{name}"
        yield FieldRow(
            path=path,
            type=type_text(schemas, field),
            required=name in required,
            default=_default(field),
            description=field.get("description", ""),
            confidence=field.get("x-confidence", ""),
            deprecated=field.get("deprecated", False),
        )
        inner = field
        while "items" in inner:
            inner, path = schemas.resolve(inner["items"]), f"{path}[]"
        for choice in (inner, *map(schemas.resolve, (*inner.get("anyOf", ()), *inner.get("oneOf", ())))):
            if choice is inner or choice.get("type") == "object":
                yield from _fields(schemas, choice, f"{path}.")


def _default(field: Schema) -> str:
    if "default" in field:
        return json.dumps(field["default"], ensure_ascii=False)
    return _UNKNOWN if "default" in field.get("x-unknown", ()) else _NO_DEFAULT


def type_text(schemas: Schemas, field: Schema) -> str:
    """Return the type of a field with its values, range, length and unit, as one phrase."""
    field = schemas.resolve(field)
    if "const" in field:
        return json.dumps(field["const"], ensure_ascii=False)
    if "enum" in field:
        values = [json.dumps(value, ensure_ascii=False) for value in field["enum"]]
        return " | ".join(values + ["…"] * bool(field.get("x-open-enum")))
    choices = [*field.get("anyOf", ()), *field.get("oneOf", ())]
    names = [type_text(schemas, each) for each in choices if each.keys() & {"type", "$ref", "enum", "const"}]
    if "type" in field or not names:
        names = _type_names(schemas, field)
    return ", ".join([" or ".join(dict.fromkeys(names)), *_bounds(field)])


def _type_names(schemas: Schemas, field: Schema) -> list[str]:
    kinds = field.get("type", _UNKNOWN if "type" in field.get("x-unknown", ()) else "any")
    names = []
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if kind == "array":
            names.append(f"array of {type_text(schemas, field['items'])}")
        elif kind == "string" and field.get("format") in ("uri", "url"):
            names.append("URL")
        else:
            names.append(kind)
    return names


def _bounds(field: Schema) -> Iterator[str]:
    """Yield the range of a field, its length, its number of items, its pattern and its unit."""
    above, below = field.get("exclusiveMinimum"), field.get("exclusiveMaximum")
    limits = [
        "" if above is None else f"> {above:g}",
        _span(field.get("minimum"), field.get("maximum")),
        "" if below is None else f"< {below:g}",
    ]
    if limit := " ".join(filter(None, [" and ".join(filter(None, limits)), field.get("x-unit")])):
        yield limit
    if "multipleOf" in field:
        yield f"a multiple of {field['multipleOf']:g}"
    for what, counted in _COUNTED.items():
        if count := _span(field.get(f"min{what}"), field.get(f"max{what}")):
            yield f"{count} {counted}"
    if "pattern" in field:
        yield f"matching {field['pattern']}"


def _span(low: float | None, high: float | None) -> str:
    match low, high:
        case None, None:
            return ""
        case low, None:
            return f"≥ {low:.16g}"
        case None, high:
            return f"≤ {high:.16g}"
        case low, high:
            return f"{low:.16g}" if low == high else f"{low:.16g} to {high:.16g}"


def _choices(schema: Schema) -> Iterator[str]:
    """Yield which fields a request needs, where that is a choice."""
    for keyword, count in (("anyOf", "at least"), ("oneOf", "exactly")):
        groups = [" with ".join(each["required"]) for each in schema.get(keyword, ()) if "required" in each]
        if groups:
            yield f"{count} one of: {'; '.join(groups)}"
