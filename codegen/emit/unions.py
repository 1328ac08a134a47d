"""The unions of models: their names, and how `x-dispatch` distinguishes their members."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.parser.properties.const import ConstProperty

from codegen.document.dispatch import members
from codegen.document.names import snake_case
from codegen.document.walk import walk
from codegen.emit.errors import EmitError
from codegen.emit.names import class_name, plain


@dataclass(frozen=True)
class Dispatch:
    """What `x-dispatch` says of a union: the properties that tell its members, and the fallback's class."""

    properties: tuple[str, ...] = ()
    fallback: str | None = None


@dataclass(frozen=True)
class NamedUnion:
    """A union of models with a name, in a module of its own."""

    name: str
    module: str
    members: tuple[str, ...]
    dispatch: Dispatch
    description: str = ""


class Unions:
    """All unions of models of one package."""

    def __init__(self, models: dict[str, ModelProperty], view: dict[str, Any], tasks: list[str]) -> None:
        self._models = models
        self._dispatch: dict[frozenset[str], Dispatch] = {}
        self._components: dict[frozenset[str], tuple[str, str]] = {}
        self.named: dict[frozenset[str], NamedUnion] = {}
        for node in walk(view):
            if node.kind == "schema" and isinstance(node.value, dict) and "x-dispatch" in node.value:
                self._learn(node.pointer, node.value)
            if node.kind == "schema" and node.pointer.count("/") == 3:
                found = frozenset(class_name(m.node.pointer) for m in members(view, node))
                if len(found) > 1 and found <= models.keys():
                    description = str(node.value.get("description", ""))
                    self._components[found] = (class_name(node.pointer), description)
        if tasks:
            self._any_task(tasks)

    def _any_task(self, tasks: list[str]) -> None:
        """Name the union of all task models.

        It takes the place of a component of that name: what one Get Task reply holds is a part of it.
        """
        component = next((k for k, (name, _) in self._components.items() if name == "AnyTask"), None)
        members = frozenset(tasks)
        rule = self._dispatch.get(component or members, Dispatch())
        union = NamedUnion("AnyTask", "any_task", tuple(tasks), rule, "A task of any variant.")
        self.named[members] = union
        if component and component <= members:
            self.named[component] = union

    def name(self, models: list[ModelProperty], default: str) -> NamedUnion | None:
        """Return the named union of these models; None for one model, or two that keys tell apart."""
        names = [str(m.class_info.name) for m in models]
        key = frozenset(names)
        rule = self._dispatch.get(key, Dispatch())
        if key not in self.named and (len(key) > 2 or (len(key) == 2 and rule != Dispatch())):
            name, description = self._components.get(key, (default, ""))
            self.named[key] = NamedUnion(name, snake_case(name), tuple(names), rule, description)
        return self.named.get(key) if len(key) > 1 else None

    def check(self, where: str, models: list[ModelProperty]) -> None:
        """Raise EmitError if a member of the union could never be chosen."""
        models = [self._models[m.class_info.name] for m in models]
        rule = self._dispatch.get(frozenset(str(m.class_info.name) for m in models), Dispatch())
        groups: dict[tuple[Any, ...], list[ModelProperty]] = {}
        unnamed = []
        for model in models:
            fixed = [_fixed(model, name) for name in rule.properties]
            if model.class_info.name == rule.fallback:
                continue
            if fixed and all(fixed):
                for key in product(*fixed):
                    groups.setdefault(key, []).append(model)
            else:
                unnamed.append(model)
        for group in [*groups.values(), unnamed]:
            _check_keys(where, group)
        if rule.fallback and any(not m.required_properties for m in unnamed):
            raise EmitError(f"{where}: a member that requires no key leaves no room for the fallback")

    def _learn(self, pointer: str, schema: dict[str, Any]) -> None:
        refs = [m["$ref"] for m in schema.get("oneOf") or schema.get("anyOf") or [] if "$ref" in m]
        names = frozenset(map(class_name, refs))
        rule = schema["x-dispatch"]
        fallback = rule.get("fallback")
        found = Dispatch(tuple(rule.get("properties", ())), fallback and class_name(fallback))
        if unknown := sorted(names - self._models.keys()):
            raise EmitError(f"{pointer}: {', '.join(unknown)} is not an object; x-dispatch needs objects")
        if self._dispatch.setdefault(names, found) != found:
            raise EmitError(f"{pointer}: x-dispatch differs from another union of the same members")


def properties(model: ModelProperty) -> Iterator[Any]:
    """Yield the properties that the schema of a model names, the required ones first."""
    yield from model.required_properties or ()
    yield from model.optional_properties or ()


def enum_values(prop: EnumProperty) -> list[Any]:
    """Return the values of an enum in the order of the spec."""
    # The generator holds texts escaped for a literal in double quotes, as JSON is.
    return [json.loads(f'"{v}"') if isinstance(v, str) else v for v in prop.values.values()]


def values(prop: Any) -> list[Any]:
    """Return the values that a property is fixed to; an empty list for a free one."""
    match prop:
        case ConstProperty():
            return [plain(prop.value.raw_value)]
        case EnumProperty():
            return enum_values(prop)
    return []


def _fixed(model: ModelProperty, name: str) -> list[Any]:
    return next((values(prop) for prop in properties(model) if prop.name == name), [])


def _check_keys(where: str, models: list[ModelProperty]) -> None:
    seen: list[tuple[str, set[str]]] = []
    for model in models:
        name = str(model.class_info.name)
        required = {plain(p.name) for p in model.required_properties or ()}
        for earlier, keys in seen:
            if keys <= required:
                raise EmitError(
                    f"{where}: {name} could never be chosen, since {earlier} stands before it"
                    " and requires no other key; give x-dispatch the properties that tell them"
                    " apart, or change the order"
                )
        seen.append((name, required))
