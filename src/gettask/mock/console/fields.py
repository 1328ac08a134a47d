"""The fields of a schema as a form, and the body that a filled form makes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from gettask.mock.console.formats import amount
from gettask.mock.console.site import RefusedError
from gettask.mock.console.spec_text import SpecText
from gettask.mock.spec.api import Api
from gettask.mock.spec.document import Schema, kind, union
from gettask.mock.spec.pointer import MISSING, get, join, put

MAX_DEPTH = 6
"""How deep the objects of a form may be nested; what is deeper is written as JSON."""
MAX_SENTENCE = 400

Widget = Literal["fixed", "choice", "number", "text", "json", "object"]
"""How a field is filled in; an object consists of the fields that follow it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request or a response."""

    pointer: str
    widget: Widget
    type: str
    required: bool
    sentence: str
    choices: tuple[str, ...]
    """Its values, as JSON."""
    default: str
    """Its default as JSON, empty without one."""
    range: str
    """The numbers or lengths that it may have, in words."""
    minimum: float | None
    maximum: float | None
    line: int | None
    """The line of the spec."""

    @property
    def name(self) -> str:
        """The name with those of its objects before it, as `--set` of the command line has it."""
        return self.pointer.removeprefix("/").replace("/", ".")


def fields_of(api: Api, schema: Any) -> list[Field]:
    """The fields of the objects of a schema, those of nested objects in place."""
    return [*_fields(api, schema, (), True, 0)]


def _fields(api: Api, schema: Any, path: tuple[str, ...], required: bool, depth: int) -> Iterator[Field]:
    document = api.document
    flat = document.flat(schema)
    options = [document.flat(option) for option in union(flat)]
    solid = [option for option in options if kind(option) != "null" or "const" in option]
    # "A or null" is an A that may be left out.
    inner = document.flat(solid[0]) if len(solid) == 1 and "properties" not in flat else flat
    properties = inner.get("properties", {})
    if properties and depth < MAX_DEPTH:
        if path:
            yield replace(_field(api, schema, {**inner, **flat}, path, required), widget="object")
        needed = inner.get("required", ())
        for name, part in properties.items():
            yield from _fields(api, part, (*path, name), required and name in needed, depth + 1)
    elif path:
        yield _field(api, schema, {**inner, **flat} if inner is not flat else flat, path, required)


def _field(api: Api, schema: Any, flat: Schema, path: tuple[str, ...], required: bool) -> Field:
    values = _choices(api, flat)
    type_ = kind(flat)
    widget: Widget = "json"
    if "const" in flat:
        widget = "fixed"
    elif values and not _open(api, flat):
        widget = "choice"
    elif type_ in ("integer", "number"):
        widget = "number"
    elif type_ == "string" or any(value.startswith('"') for value in values):
        widget = "text"
    elif type_ == "boolean":
        widget, values = "choice", ("true", "false")
    default = flat.get("default", MISSING)
    return Field(
        pointer=join(path),
        widget=widget,
        type="" if type_ == "null" else type_,
        required=required,
        sentence=str(flat.get("description", "")).strip()[:MAX_SENTENCE],
        choices=(json.dumps(flat["const"]),) if "const" in flat else values,
        default="" if default is MISSING else json.dumps(default, ensure_ascii=False),
        range=_range(flat),
        minimum=flat.get("minimum"),
        maximum=flat.get("maximum"),
        line=SpecText.of(api).line_of(schema),
    )


def _choices(api: Api, flat: Schema) -> tuple[str, ...]:
    """The values that a schema lists, wherever it does, as JSON."""
    listed = [*flat.get("enum", ())]
    for option in map(api.document.flat, union(flat)):
        listed += [option["const"]] if "const" in option else option.get("enum", ())
    shown = (json.dumps(value, ensure_ascii=False) for value in listed if value is not None)
    return tuple(dict.fromkeys(shown))


def _open(api: Api, flat: Schema) -> bool:
    """Whether a schema that lists values allows others as well."""
    options = [api.document.flat(option) for option in union(flat)]
    closed = ("const" in option or "enum" in option or kind(option) == "null" for option in options)
    return "enum" not in flat and not all(closed)


def _range(flat: Schema) -> str:
    for low, high, unit in (("minimum", "maximum", ""), ("minLength", "maxLength", " characters"),
                            ("minItems", "maxItems", " items")):  # fmt: skip
        least, most = flat.get(low), flat.get(high)
        if least is not None and most is not None:
            return f"{amount(least)} to {amount(most)}{unit}"
        if most is not None:
            return f"at most {amount(most)}{unit}"
        if least:
            return f"at least {amount(least)}{unit}"
    return ""


def texts_of(fields: Iterable[Field], body: Mapping[str, Any]) -> dict[str, str]:
    """What a form shows in its fields for a body."""
    found = {}
    for field in fields:
        value = get(body, field.pointer)
        if field.widget == "object":
            continue
        if field.widget == "fixed":
            found[field.pointer] = field.choices[0]
        elif value is not MISSING:
            plain = field.widget == "text" and isinstance(value, str)
            found[field.pointer] = value if plain else json.dumps(value, ensure_ascii=False)
    return found


def body_of(fields: Iterable[Field], texts: Mapping[str, str]) -> dict[str, Any]:
    """The body that a filled form makes; empty fields are left out.

    Raises:
        RefusedError: for a text that is no value of its field.
    """
    body: dict[str, Any] = {}
    for field in fields:
        text = field.choices[0] if field.widget == "fixed" else texts.get(field.pointer, "")
        if field.widget == "object":
            if field.required:
                put(body, field.pointer, {})
        elif text.strip():
            put(body, field.pointer, _value(field, text.replace("\r\n", "\n")))
    return body


def _value(field: Field, text: str) -> Any:
    if field.widget == "text":
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        kinds = {"number": "a number", "json": 'JSON, such as [] or {} or "text"'}
        raise RefusedError(f"{field.name}: write {kinds.get(field.widget, 'one of the choices')}.") from None
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusedError(f"{field.name}: write a number.")
    return value
