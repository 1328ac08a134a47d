"""The Python types of properties, parameters and responses, as generated modules spell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

from codegen.document.names import pascal_case
from codegen.emit.errors import EmitError
from codegen.emit.names import literal, plain
from codegen.emit.unions import Unions, enum_values, properties

_SCALARS: dict[Any, str] = {
    AnyProperty: "Any",
    NoneProperty: "None",
    BooleanProperty: "bool",
    StringProperty: "str",
    IntProperty: "int",
    FloatProperty: "float",
    FileProperty: "types.File",
}


@dataclass(frozen=True)
class FieldType:
    """A type as Python source; `names` are the models, enums and unions in it."""

    code: str
    names: frozenset[str] = frozenset()

    def named(self, names: dict[str, str]) -> FieldType:
        """Return the type with the name that its code has, if there is one."""
        optional = self.code.endswith(" | Unset")
        code = self.code.removesuffix(" | Unset")
        return FieldType(f"{names[code]} | Unset" if optional else names[code]) if code in names else self

    @classmethod
    def union(cls, parts: list[FieldType]) -> FieldType:
        """Return the union of types, in order, but for None and Unset, which come last."""
        unique = {part.code: part for part in sorted(parts, key=lambda p: p.code in ("None", "Unset"))}
        if "Any" in unique and len(unique) > 1:
            unique = {code: part for code, part in unique.items() if code in ("Any", "Unset")}
        return cls(" | ".join(unique), frozenset().union(*(part.names for part in unique.values())))


class FieldTypes:
    """Works out types, and remembers the enum classes that they need.

    An enum of a request is a literal: of the listed values alone, or of any text too if the spec marks it as
    open, or if the same model is read in responses. An enum of a response is a class that keeps values
    which the spec does not list.
    """

    def __init__(self, data: GeneratorData, unions: Unions, open_enums: set[str]) -> None:
        self.unions = unions
        self.enums: dict[str, EnumProperty] = {}
        self._models = {str(model.class_info.name): model for model in data.models}
        self._open = open_enums
        endpoints = [e for c in data.endpoint_collections_by_tag.values() for e in c.endpoints]
        self._sent = self._reached([prop for e in endpoints for prop in e.list_all_parameters()])
        self._received = self._reached([response.prop for e in endpoints for response in e.responses])

    def field(self, owner: str, prop: Any) -> FieldType:
        """Return the type of a property of a model."""
        return self._optional(prop, self._type(prop, owner, owner))

    def additional(self, model: ModelProperty) -> FieldType:
        """Return the type of the properties that a model does not name."""
        owner = str(model.class_info.name)
        return self._type(model.additional_properties, owner, owner)

    def parameter(self, operation: str, prop: Any) -> FieldType:
        """Return the type of a parameter, or of the body, of an operation."""
        return self._optional(prop, self._type(prop, None, operation))

    def response(self, operation: str, prop: Any) -> FieldType:
        """Return the type of the body of a response."""
        return self._type(prop, "", operation)

    def _optional(self, prop: Any, found: FieldType) -> FieldType:
        return found if prop.required else FieldType.union([found, FieldType("Unset")])

    def _type(self, prop: Any, owner: str | None, where: str) -> FieldType:
        """Return the type of a value; `owner` is the model that holds it, None for a parameter."""
        inner = prop.inner_properties if isinstance(prop, UnionProperty) else [prop]
        if sum(isinstance(p, ListProperty) for p in inner) > 1:
            raise EmitError(f"{where}.{plain(prop.name)}: arrays of different items cannot be distinguished")
        models = [p for p in inner if isinstance(p, ModelProperty)]
        parts = [self._single(p, owner, where) for p in inner]
        if len(models) > 1:
            self.unions.check(f"{where}.{plain(prop.name)}", models)
            if union := self.unions.name(models, f"{where}{pascal_case(plain(prop.name))}"):
                named = FieldType(union.name, frozenset([union.name]))
                classes = {str(m.class_info.name) for m in models}
                parts = [named if part.code in classes else part for part in parts]
        return FieldType.union(parts)

    def _single(self, prop: Any, owner: str | None, where: str) -> FieldType:
        match prop:
            case ModelProperty():
                name = str(prop.class_info.name)
                return FieldType(name, frozenset([name]))
            case EnumProperty():
                return self._enum(prop, owner)
            case ConstProperty():
                value = plain(prop.value.raw_value)
                if isinstance(value, float):
                    raise EmitError(
                        f"{where}.{plain(prop.name)}: a constant must be a text, integer or boolean"
                    )
                return FieldType(f"Literal[{literal(value)}]")
            case ListProperty():
                item = self._type(prop.inner_property, owner, where)
                return replace(item, code=f"list[{item.code}]")
        if type(prop) not in _SCALARS:
            kind = prop.get_type_string(no_optional=True).as_unembedded_code()
            raise EmitError(f"{plain(prop.name)}: a {kind} loses what the JSON said; drop its format")
        return FieldType(_SCALARS[type(prop)])

    def _enum(self, prop: EnumProperty, owner: str | None) -> FieldType:
        name = str(prop.class_info.name)
        if owner is not None and owner not in self._sent:
            self.enums[name] = prop
            return FieldType(name, frozenset([name]))
        listed = f"Literal[{', '.join(map(literal, enum_values(prop)))}]"
        if name in self._open or owner in self._received:
            return FieldType(f"{listed} | {prop.value_type.__name__}")
        return FieldType(listed)

    def _reached(self, start: list[Any]) -> set[str]:
        """Return the names of the models that the properties in `start` lead to."""
        found: set[str] = set()
        todo = list(start)
        while todo:
            match todo.pop():
                case UnionProperty(inner_properties=inner):
                    todo += inner
                case ListProperty(inner_property=item):
                    todo.append(item)
                case ModelProperty(class_info=cls) if cls.name not in found:
                    found.add(str(cls.name))
                    todo += [*properties(self._models[cls.name])]
                    todo.append(self._models[cls.name].additional_properties)
        return found
