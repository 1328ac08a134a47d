"""What the annotations of a model say: names in JSON, types, listed values."""

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from .types import File, Unset


@dataclass(frozen=True)
class Dispatch:
    """How to tell the members of a union of models apart.

    The values of `properties` choose the member that fixes them to these values. Any other object is of the
    first member whose required keys it has all, or else of `fallback`, a class name.
    """

    properties: tuple[str, ...] = ()
    fallback: str | None = None


class _Names(dict[str, Any]):
    """The names that annotations use: models and unions, each imported when it is first asked for."""

    def __missing__(self, name: str) -> Any:
        try:
            return getattr(import_module(".models", __package__), name)
        except AttributeError:
            raise KeyError(name) from None


def annotations(cls: type) -> dict[str, Any]:
    """Return the types of the fields of a model, by attribute."""
    return get_type_hints(cls, localns=_Names(), include_extras=True)


def json_names(cls: type) -> dict[str, str]:
    """Return the attributes of a model by their names in JSON, the required ones first."""
    names = {
        a.metadata.get("name", a.name): a.name
        for a in fields(cls)
        if a.name != "additional_properties"
    }
    types = annotations(cls)
    return dict(sorted(names.items(), key=lambda item: is_optional(types[item[1]])))


def members(annotation: Any) -> list[Any]:
    """Return the types in a union; of any other type, that one."""
    if get_origin(annotation) in (Union, UnionType):
        return [member for part in get_args(annotation) for member in members(part)]
    return [annotation]


def literals(annotation: Any) -> list[Any]:
    """Return the values that a type lists."""
    if get_origin(annotation) is Literal:
        return [*get_args(annotation)]
    return [member.value for member in annotation] if is_enum(annotation) else []


def is_enum(annotation: Any) -> bool:
    """Whether this is a class of listed values that keeps others."""
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def is_class(annotation: Any) -> bool:
    """Whether this is the class of a model."""
    return isinstance(annotation, type) and has(annotation) and annotation is not File


def is_model(annotation: Any) -> bool:
    """Whether this is a model, or a union of models that says how to tell them apart."""
    return get_origin(annotation) is Annotated or is_class(annotation)


def is_optional(annotation: Any) -> bool:
    """Whether a field may be absent from the JSON."""
    return Unset in members(annotation)
