"""Schemas that values which were seen fit: as much as they show, and what they leave open."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from codegen.rules.keywords import types_of

# Kinds of files that mimetypes does not know, or not everywhere.
_MODELS = {
    "glb": "model/gltf-binary",
    "gltf": "model/gltf+json",
    "fbx": "application/octet-stream",
    "obj": "model/obj",
    "ply": "application/octet-stream",
    "stl": "model/stl",
    "usdz": "model/vnd.usdz+zip",
}
_LIKELIEST = {"image": "image/png", "video": "video/mp4", "audio": "audio/mpeg", "model": "model/gltf-binary"}

# What no response says of a field of a request, by the field's type; "" if not even that is known.
_NUMBER = ("minimum", "maximum", "default")
_UNKNOWN = {
    "": ("type",),
    "string": ("maxLength", "default"),
    "integer": _NUMBER,
    "number": _NUMBER,
    "boolean": ("default",),
    "array": ("maxItems",),
}
_TYPES: list[tuple[set[type], str]] = [({bool}, "boolean"), ({int}, "integer"), ({int, float}, "number")]
NO_SENTENCE = "Not described yet."


@dataclass
class Guesses:
    """Schemas by what was seen; `left` lists what a person has to say.

    Below the keys in `outputs` URLs are results.
    """

    outputs: Container[str]
    left: list[str] = field(default_factory=list)

    def input_fields(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of an input, with what no response says of them."""
        fields: dict[str, Any] = self.object([given], "input").get("properties", {})
        for schema in fields.values():
            _admit(schema)
        return fields

    def object(self, seen: list[dict[str, Any]], path: str) -> dict[str, Any]:
        """Return a schema that all these objects, which were seen at `path`, fit."""
        names = dict.fromkeys(name for one in seen for name in one)
        properties = {
            name: self.guess([one[name] for one in seen if name in one], f"{path}.{name}") for name in names
        }
        return {"type": "object", **({"properties": properties} if properties else {})}

    def guess(self, seen: list[Any], path: str) -> dict[str, Any]:
        """Return a schema that everything which was seen in one place fits."""
        kinds = {type(value) for value in seen}
        if kinds == {dict}:
            return self.object(seen, path)
        if kinds == {list}:
            return {
                "type": "array",
                "items": self.guess([item for value in seen for item in value], f"{path}.*"),
            }
        if kinds == {str}:
            return {"type": "string", **self._asset(seen, path)}
        if kinds == {type(None)}:
            self.left.append(f"{path}: its type; it is null in the response")
            return {"description": "Null in the response."}
        if type(None) in kinds:
            some = [value for value in seen if value is not None]
            return {"anyOf": [self.guess(some, path), {"type": "null"}]}
        name = next((name for types, name in _TYPES if kinds and kinds <= types), None)
        if name is None:
            self.left.append(f"{path}: its type; the response shows {'several' if kinds else 'none'}")
        return {"type": name} if name else {}

    def _asset(self, seen: list[str], path: str) -> dict[str, Any]:
        """Return what makes strings the URLs of results, if they stand where results do."""
        urls = [value for value in seen if re.match(r"https?://", value)]
        if path.partition(".")[0] not in self.outputs or not urls:
            return {}
        asset = asset_of(urls[0], path) if urls == seen else None
        if asset is None:
            self.left.append(f"{path}: a URL; if it leads to a result, say so with format: uri and x-asset")
            return {}
        self.left.append(f"{path}: how long the file is kept, and in which other formats it comes")
        return asset


def asset_of(url: str, *hints: str) -> dict[str, Any] | None:
    """Return what marks a URL as that of a result, None if nothing tells its kind.

    Args:
        url: The URL, or an example of it; may be empty.
        hints: Where it stands and what it is called, the best hint first.
    """
    suffix = urlsplit(url).path.rpartition(".")[2].lower()
    media = _MODELS.get(suffix) or mimetypes.guess_type(f"x.{suffix}")[0] or ""
    kind = "model" if suffix in _MODELS else media.partition("/")[0]
    if kind not in _LIKELIEST:
        kind = next((k for hint in hints for k in _LIKELIEST if k in hint.lower()), "")
        media = _LIKELIEST.get(kind, "")
    if not kind:
        return None
    return {
        "format": "uri",
        "x-asset": {"kind": kind, "media-types": [media], "retention": {"seconds": None}},
    }


def admit(schema: dict[str, Any], *, optional: bool = True) -> None:
    """Say of a field of a request what neither it nor a schema that it refers to says.

    Args:
        schema: The schema of the field; what stands below it is left as it is.
        optional: Whether a request may leave the field out.
    """
    for part in schema.get("anyOf", [schema]):
        if "$ref" in part or part.keys() & {"const", "oneOf", "allOf", "anyOf"}:
            continue
        types = [kind for kind in types_of(part) if kind != "null"]
        wanted = [word for kind in types or [""] for word in _UNKNOWN.get(kind, ())]
        if "enum" in part:
            wanted = ["default"]
        silent = [
            word
            for word in wanted
            if word not in part
            and f"exclusiveM{word[1:]}" not in part
            and (optional or word != "default")
            and not (word == "default" and "default" in schema)
        ]
        if silent:
            part["x-unknown"] = [*dict.fromkeys(silent)]


def _admit(schema: dict[str, Any]) -> None:
    """Say of a field of a request, and of all below it, what is not known of it."""
    schema.setdefault("description", NO_SENTENCE)
    for part in schema.get("anyOf", [schema]):
        if unknown := _UNKNOWN.get(part.get("type", "")):
            part["x-unknown"] = [*unknown]
        if "properties" in part:
            part["x-unknown"] = ["required"]
        for below in part.get("properties", {}).values():
            _admit(below)
        if isinstance(items := part.get("items"), dict):
            _admit(items)
            items.pop("description", None)
