"""The schemas of a variant that are made of others: `x-extends` and `x-echo`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.sources.loader import Document
from codegen.sources.pointers import Place, get, join
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError

# The sections of a variant file that hold schemas.
SCHEMAS = ("requests", "tasks", "replies", "schemas")
# What is left of a property of a request where the task repeats it.
_REPEATED = ("type", "description", "x-unit")
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


def complete(sources: Sources, document: Document, marked: Sequence[str]) -> dict[str, Any]:
    """Return a variant with all its schemas in full; those in the sections `marked` say whose they are."""
    derivation = _Derivation(sources, document)
    result = dict(document.data)
    for section in (s for s in SCHEMAS if s in result):
        mark = {"x-variant": document.path.stem} if section in marked else {}
        result[section] = {
            name: derivation.schema(Place(document.path, join("", section, name)), mark)
            for name in result[section]
        }
    return result


@dataclass
class _Derivation:
    sources: Sources
    document: Document

    def schema(self, place: Place, mark: dict[str, str]) -> dict[str, Any]:
        """Return a schema with what it takes over; `mark` stands beside its type."""
        own = dict(get(self.document.data, place.pointer))
        for mark_, derive in (("x-extends", self._extended), ("x-echo", self._echo)):
            if mark_ in own:
                base = derive(Place(place.file, join(place.pointer, mark_)), own.pop(mark_))
                properties = dict(base.get("properties", {}))
                for name, schema in own.get("properties", {}).items():
                    about = {k: v for k, v in properties.get(name, {}).items() if k == "description"}
                    properties[name] = {**about, **schema}
                own = {**base, **own, **({"properties": properties} if properties else {})}
        if mark:
            rest = {k: v for k, v in own.items() if k != "type"}
            own = {**({"type": own["type"]} if "type" in own else {}), **mark, **rest}
        return own

    def _extended(self, at: Place, mark: Any) -> dict[str, Any]:
        place = self._target(at, mark)
        base: dict[str, Any] = self._moved(get(self.sources.load(place.file).data, place.pointer), place)
        return base

    def _target(self, at: Place, mark: Any) -> Place:
        if not isinstance(mark, dict) or not isinstance(mark.get("$ref"), str):
            raise error(self.document, at.pointer, "a $ref to a schema belongs here")
        return self.sources.target(Place(at.file, join(at.pointer, "$ref")), mark["$ref"])

    def _moved(self, node: Any, place: Place) -> Any:
        """Return a copy of a node that stands at `place`, its references written for the variant's file."""
        if isinstance(node, list):
            return [self._moved(item, place) for item in node]
        if not isinstance(node, dict):
            return node
        if isinstance(ref := node.get("$ref"), str):
            target = self.sources.target(place, ref)
            file = "" if target.file == self.document.path else relative(target.file, self.document.path)
            return {**node, "$ref": f"{file}#{target.pointer}"}
        return {key: self._moved(value, place) for key, value in node.items()}

    # What a task repeats of its request

    def _echo(self, at: Place, mark: Any) -> dict[str, Any]:
        if (
            not isinstance(mark, dict)
            or not isinstance(mark.get("of"), list)
            or mark.keys() - {"of", "shown"}
        ):
            raise error(self.document, at.pointer, "x-echo has of, and maybe shown")
        properties: dict[str, Any] = {}
        cited: list[str] = []
        for i, ref in enumerate(mark["of"]):
            place = self._target(Place(at.file, join(at.pointer, "of", i)), ref)
            cited += get(self.sources.load(place.file).data, place.pointer).get("x-sources", [])
            for name, schema in self._inputs(place):
                properties[name] = _wider(properties[name], schema) if name in properties else schema
        shown = mark.get("shown", [])
        for i, name in enumerate(shown):
            if name not in properties:
                pointer = join(at.pointer, "shown", i)
                raise error(self.document, pointer, f"no input has {name!r}", "mend its name")
        return {
            "type": "object",
            **({"x-confidence": "inferred"} if properties and not shown else {}),
            **({"x-sources": list(dict.fromkeys(cited))} if cited else {}),
            "properties": {
                name: schema if name in shown else _guessed(schema) for name, schema in properties.items()
            },
        }

    def _inputs(self, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
        schema = get(self.sources.load(place.file).data, place.pointer)
        if "x-extends" in schema:
            base = self._target(Place(place.file, join(place.pointer, "x-extends")), schema["x-extends"])
            yield from self._inputs(base)
        for name, value in schema.get("properties", {}).items():
            yield name, self._loosened(value, Place(place.file, join(place.pointer, "properties", name)))

    def _loosened(self, schema: dict[str, Any], place: Place) -> dict[str, Any]:
        """Return what a task may say of a property of a request: no limits, default or list of values."""
        beside = {k: v for k, v in schema.items() if k in _REPEATED}
        if isinstance(ref := schema.get("$ref"), str):
            target = self.sources.target(Place(place.file, join(place.pointer, "$ref")), ref)
            return {
                **self._loosened(get(self.sources.load(target.file).data, target.pointer), target),
                **beside,
            }
        values = [schema["const"]] if "const" in schema else schema.get("enum", [])
        types = list(dict.fromkeys(_JSON_TYPES[type(value)] for value in values if value is not None))
        if "type" not in beside and len(types) == 1:
            beside["type"] = types[0]
        if isinstance(schema.get("items"), dict):
            items = self._loosened(schema["items"], Place(place.file, join(place.pointer, "items")))
            beside["items"] = {k: v for k, v in items.items() if k != "description"}
        members = [m for keyword in ("anyOf", "oneOf") for m in schema.get(keyword, [])]
        if members and "type" not in beside:
            loose = [self._loosened(member, place) for member in members]
            beside["anyOf"] = [m for i, m in enumerate(loose) if m not in loose[:i]]
        return beside


def _wider(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what both fit, in the words of the first."""
    types = {one.get("type"), other.get("type")}
    if len(types) == 1:
        return one
    if types == {"integer", "number"}:
        return {**one, "type": "number"}
    return {k: v for k, v in one.items() if k in ("description", "x-unit")}


def _guessed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a property that no reply shows. What holds others may be null."""
    mark = {"x-confidence": "inferred"}
    if schema.get("type") in ("array", "object"):
        about = {k: v for k, v in schema.items() if k == "description"}
        rest = {k: v for k, v in schema.items() if k != "description"}
        return {**about, **mark, "anyOf": [rest, {"type": "null"}]}
    return {**schema, **mark}


def error(document: Document, pointer: str, message: str, hint: str = "") -> SpecError:
    """Return the error that a variant file, or a mark about them, is wrong at `pointer`."""
    return SpecError(document.violation(pointer, message, hint, "variant-file"))


def relative(path: Path, file: Path) -> str:
    """Return how `file` refers to `path`."""
    return Path(os.path.relpath(path, file.parent)).as_posix()
