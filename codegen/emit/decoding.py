"""What a generated `from_dict` must check and convert, worked out from the parsed spec.

The templates ask `Decoder` property by property and write down what it says
(templates/decode.jinja); the functions that the emitted code calls stand in
templates/decoding.py.jinja.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty

from codegen.document.walk import walk
from codegen.emit.task_models import class_name


class EmitError(Exception):
    """The client view of a spec cannot be turned into a package; says why, and what to change."""


@dataclass(frozen=True)
class Alternative:
    """One JSON type that a value may have: how to recognise it and what to make of it.

    `test`, its negation `refuse` and `convert` are Python expressions over `value`; without
    `convert` the value stays as it came. `checks` says that `convert` refuses other types
    itself. `words` name the type in errors.
    """

    words: str
    test: str
    refuse: str
    convert: str | None = None
    checks: bool = False


@dataclass(frozen=True)
class Helper:
    """A module-level name that decoding needs: a table (`code`), or a function for one value."""

    code: str = ""
    alternatives: list[Alternative] = field(default_factory=list)


NULL = Alternative("null", "value is None", "value is not None")
BOOLEAN = Alternative("boolean", "value.__class__ is bool", "value.__class__ is not bool")
STRING = Alternative("string", "value.__class__ is str", "value.__class__ is not str")
INTEGER = Alternative(
    "integer",
    "(value.__class__ is int or is_integral(value))",
    "value.__class__ is not int and not is_integral(value)",
)
NUMBER = Alternative(
    "number",
    "(value.__class__ is float or value.__class__ is int)",
    "value.__class__ is not float and value.__class__ is not int",
)
FILE = Alternative("file", "value.__class__ is File", "value.__class__ is not File")
# The order is that of the tests in a union: where two types overlap, the narrower comes first.
SCALARS: dict[type, Alternative] = {
    NoneProperty: NULL,
    BooleanProperty: BOOLEAN,
    StringProperty: STRING,
    IntProperty: INTEGER,
    FloatProperty: NUMBER,
    FileProperty: FILE,
}
RANKS = [ConstProperty, EnumProperty, *SCALARS, ListProperty, ModelProperty]


@dataclass(frozen=True)
class _Dispatch:
    properties: tuple[str, ...] = ()
    fallback: str | None = None


class Decoder:
    """The facts that the decoding of all modules of a package rests on."""

    def __init__(self, data: GeneratorData, view: dict[str, Any]) -> None:
        self.models = {str(model.class_info.name): model for model in data.models}
        endpoints = [e for c in data.endpoint_collections_by_tag.values() for e in c.endpoints]
        sent = [prop for e in endpoints for prop in e.list_all_parameters()]
        received = [response.prop for e in endpoints for response in e.responses]
        self._closed = self._reached(sent) - self._reached(received)
        self._dispatch: dict[frozenset[str], _Dispatch] = {}
        for node in walk(view):
            if node.kind == "schema" and "x-dispatch" in node.value:
                self._learn(node.pointer, node.value)

    def is_open(self, enum: EnumProperty) -> bool:
        """Whether values that the enum does not list are kept: all but those only ever sent."""
        return enum.class_info.name not in self._closed

    def dispatch(self, models: list[ModelProperty]) -> _Dispatch:
        """What `x-dispatch` says of the union of these models."""
        return self._dispatch.get(frozenset(m.class_info.name for m in models), _Dispatch())

    def module(self) -> Module:
        """Return the decoding of a new module."""
        return Module(self)

    def _learn(self, pointer: str, schema: dict[str, Any]) -> None:
        members = schema.get("oneOf") or schema.get("anyOf") or []
        names = frozenset(class_name(member["$ref"]) for member in members if "$ref" in member)
        said = schema["x-dispatch"]
        fallback = said.get("fallback")
        found = _Dispatch(tuple(said.get("properties", ())), fallback and class_name(fallback))
        if unknown := sorted(names - self.models.keys()):
            raise EmitError(f"{pointer}: {', '.join(unknown)} is no object, x-dispatch needs objects")
        if self._dispatch.setdefault(names, found) != found:
            raise EmitError(f"{pointer}: x-dispatch differs from another union of the same members")

    def _reached(self, start: list[Any]) -> set[str]:
        """Return the names of all classes that the properties in `start` lead to."""
        found: set[str] = set()
        todo = list(start)
        while todo:
            match todo.pop():
                case UnionProperty(inner_properties=inner):
                    todo += inner
                case ListProperty(inner_property=item):
                    todo.append(item)
                case EnumProperty(class_info=cls):
                    found.add(cls.name)
                case ModelProperty(class_info=cls) if cls.name not in found:
                    found.add(cls.name)
                    todo += [*properties(self.models[cls.name])]
                    todo.append(self.models[cls.name].additional_properties)
        return found


class Module:
    """The decoding of the properties of one emitted module.

    `helpers` are the module-level names that it needs, filled as properties are asked for.
    """

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.helpers: dict[str, Helper] = {}

    def alternatives(self, prop: Any, name: str | None = None) -> list[Alternative]:
        """Return the JSON types that `prop` may have; an empty list if any value will do.

        Helpers are named after `name`, by default after the property.
        """
        name = name or f"_{prop.python_name}"
        inner = prop.inner_properties if isinstance(prop, UnionProperty) else [prop]
        if any(isinstance(p, AnyProperty) for p in inner):
            return []
        inner = sorted(inner, key=_rank)
        if sum(isinstance(p, ListProperty) for p in inner) > 1:
            raise EmitError(f"{prop.name}: arrays of different items cannot be told apart")
        models = [p for p in inner if isinstance(p, ModelProperty)]
        others = [p for p in inner if not isinstance(p, ModelProperty)]
        # Only the last of several string types may take values that it does not list.
        last = [p for p in others if isinstance(p, EnumProperty | StringProperty)][-1:]
        found = [
            self._single(p, name if i == 0 else f"{name}__{i}", is_last=p in last)
            for i, p in enumerate(others)
        ]
        if len(models) == 1:
            found.append(_object(f"{models[0].class_info.name}.from_dict(value)", checks=True))
        elif models:
            members = [self._decoder.models[m.class_info.name] for m in models]
            self.helpers[f"{name}__union"] = Helper(self._union(prop, members))
            found.append(_object(f"{name}__union(value)"))
        return found

    def _single(self, prop: Any, name: str, *, is_last: bool) -> Alternative:
        match prop:
            case ConstProperty():
                return _const(prop.value.raw_value)
            case EnumProperty():
                return self._enum(prop, name, is_open=is_last and self._decoder.is_open(prop))
            case ListProperty():
                test, refuse = "value.__class__ is list", "value.__class__ is not list"
                item = self._function(prop.inner_property, f"{name}__item")
                if not item:
                    return Alternative("array", test, refuse)
                return Alternative("array", test, refuse, f"array({item}, value)", checks=True)
        if type(prop) not in SCALARS:
            kind = prop.get_type_string(no_optional=True).as_unembedded_code()
            raise EmitError(f"{prop.name}: a {kind} loses what the JSON said; drop its format")
        return SCALARS[type(prop)]

    def _enum(self, prop: EnumProperty, name: str, *, is_open: bool) -> Alternative:
        cls = prop.class_info.name
        self.helpers[name] = Helper(f"{{member.value: member for member in {cls}}}")
        kind = STRING if prop.value_type is str else INTEGER
        if is_open:
            convert = f"{name}.get(value) or {cls}(value)"
            return Alternative(kind.words, kind.test, kind.refuse, convert)
        return Alternative(
            f"one of {', '.join(_values(prop))}",
            f"{kind.test} and value in {name}",
            f"not ({kind.test} and value in {name})",
            f"{name}[value]",
        )

    def _function(self, prop: Any, name: str) -> str | None:
        """Return the name of a function that decodes `prop`, None if any value will do."""
        if isinstance(prop, ModelProperty):
            return f"{prop.class_info.name}.from_dict"
        found = self.alternatives(prop, f"{name}__value")
        if found:
            self.helpers[name] = Helper(alternatives=found)
        return name if found else None

    def _union(self, prop: Any, models: list[ModelProperty]) -> str:
        """Return the call of the run-time `dispatch` that tells these models apart."""
        said = self._decoder.dispatch(models)
        named: dict[tuple[str, ...], list[ModelProperty]] = {}
        unnamed: list[ModelProperty] = []
        fallback = None
        for model in models:
            fixed = [_fixed(model, name) for name in said.properties]
            if model.class_info.name == said.fallback:
                fallback = model
            elif fixed and all(fixed):
                for key in product(*fixed):
                    named.setdefault(key, []).append(model)
            else:
                unnamed.append(model)
        arguments = []
        if named:
            rows = [
                f"{_tuple(key)}: "
                + (_decode(found[0]) if len(found) == 1 else f"dispatch({_by_keys(prop, found)})")
                for key, found in named.items()
            ]
            arguments.append(f"properties={_tuple(map(repr, said.properties))}")
            arguments.append(f"table={{{', '.join(rows)}}}")
        if unnamed:
            arguments.append(_by_keys(prop, unnamed))
        if fallback:
            if any(not m.required_properties for m in unnamed):
                raise EmitError(f"{prop.name}: a member that requires no key leaves no room for the fallback")
            arguments.append(f"fallback={_decode(fallback)}")
        return f"dispatch({', '.join(arguments)})"


def properties(model: ModelProperty) -> Iterator[Any]:
    """Yield the properties that the schema of the model names, the required ones first."""
    yield from model.required_properties or ()
    yield from model.optional_properties or ()


def _rank(prop: Any) -> int:
    return next((i for i, kind in enumerate(RANKS) if isinstance(prop, kind)), len(RANKS))


def _object(convert: str, *, checks: bool = False) -> Alternative:
    test, refuse = "value.__class__ is dict", "value.__class__ is not dict"
    return Alternative("object", test, refuse, convert, checks)


def _const(value: Any) -> Alternative:
    words = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return Alternative(words, f"value is {value}", f"value is not {value}")
    if isinstance(value, str):
        return Alternative(words, f"value == {value!r}", f"value != {value!r}")
    # True equals 1 in Python, not in JSON.
    test = f"value == {value!r} and value.__class__ is not bool"
    return Alternative(words, f"({test})", f"not ({test})")


def _fixed(model: ModelProperty, name: str) -> list[str]:
    return next((_values(prop) for prop in properties(model) if prop.name == name), [])


def _values(prop: Any) -> list[str]:
    """Return the values that a property is fixed to, as Python literals; none if it is free."""
    match prop:
        case ConstProperty():
            return [repr(prop.value.raw_value)]
        case EnumProperty() if prop.value_type is str:
            # The generator holds them escaped for a literal in double quotes.
            return [f'"{value}"' for value in prop.values.values()]
        case EnumProperty():
            return [str(value) for value in prop.values.values()]
    return []


def _decode(model: ModelProperty) -> str:
    return f"{model.class_info.name}.from_dict"


def _by_keys(prop: Any, models: list[ModelProperty]) -> str:
    rows = []
    seen: list[tuple[str, set[str]]] = []
    for model in models:
        name = model.class_info.name
        required = {p.name.get_untrusted_value() for p in model.required_properties or ()}
        for earlier, keys in seen:
            if keys <= required:
                raise EmitError(
                    f"{prop.name}: {name} could never be chosen, since {earlier} stands before it"
                    " and requires no other key; give x-dispatch the properties that tell them"
                    " apart, or change the order"
                )
        seen.append((name, required))
        rows.append(f"({_tuple(map(repr, sorted(required)))}, {_decode(model)})")
    return f"by_keys={_tuple(rows)}"


def _tuple(literals: Iterable[str]) -> str:
    items = list(literals)
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
