"""Values that specs state: defaults, examples of requests, dates, regions."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from codegen.document.walk import Node, at, bodies
from codegen.rules import validation
from codegen.rules.keywords import quoted, types_of
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join


@rule("default", *EVERY, hint="correct the default, or the schema that it breaks")
def _default(spec: Spec) -> Messages:
    """A default that its own schema does not allow: of another type, beyond a limit, not in the enum.

    People read it as what the API does, and the mock refuses whoever sends it.
    """
    validators = validation.Validators(spec.document)
    for pointer, _, value in spec.schemas:
        if "default" in value:
            for inside, problem in validators.problems(pointer, value["default"]).items():
                yield join(pointer, "default") + inside, problem


@rule("own-value", *EVERY, hint="correct the value, or the keywords beside it")
def _own_value(spec: Spec) -> Messages:
    """A value in `const` or `enum` that the schema's own type or limits refuse.

    Nobody could ever send it, though it is listed.
    """
    for pointer, _, value in spec.schemas:
        others = {k: v for k, v in value.items() if k in _LIMITS}
        if not others:
            continue
        places = {join(pointer, "enum", i): each for i, each in enumerate(value.get("enum", []))}
        if "const" in value:
            places[join(pointer, "const")] = value["const"]
        for place, each in places.items():
            if problem := validation.problem_of(others, each):
                yield place, problem


_LIMITS = {
    *("type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern"),
}
FORMATS = {
    "string": "date-time date time duration email hostname ipv4 ipv6 uri uri-reference uuid regex"
    " json-pointer byte binary password",
    "integer": "int32 int64 unix-time",
    "number": "float double int32 int64 unix-time",
}


@rule("format", *EVERY, hint="correct the format, or leave it out")
def _format(spec: Spec) -> Messages:
    """A `format` that does not exist, or that belongs to another type.

    Validators pass whatever they do not know.
    """
    for pointer, _, value in spec.schemas:
        if "format" not in value:
            continue
        named = {kind for kind, formats in FORMATS.items() if value["format"] in formats.split()}
        types = {*types_of(value)} - {"null"}
        if not named:
            yield join(pointer, "format"), f"there is no format {value['format']!r}"
        elif types and not types & named:
            yield join(pointer, "format"), f"{value['format']!r} is a format of {quoted(named)}"


@rule(
    "unknown-example-field", "effective", hint="correct the field's name, or describe the field in the schema"
)
def _unknown_example_field(spec: Spec) -> Messages:
    """A field in the example of a request that no schema of the request describes.

    The mock refuses that very example, and people copy it.
    """
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "request"):
            for schema, where, example in spec.examples_on(media):
                node = Node(schema, "schema", media.value["schema"])
                for path in _undescribed(spec, [node], example):
                    yield join(where, "value", *path), f"no schema has the field {path[-1]!r}"


def _undescribed(spec: Spec, schemas: list[Node], value: Any) -> Iterator[list[str | int]]:
    """Yield the paths of members that no schema describes; an object without `properties` takes any."""
    nodes = _below(spec, schemas)
    if isinstance(value, list):
        below = _below(spec, nodes, "*")
        for i, item in enumerate(value):
            if below:
                yield from ([i, *path] for path in _undescribed(spec, below, item))
        return
    described = [node for node in nodes if node.value.get("properties")]
    if not isinstance(value, dict) or not described:
        return
    open_ended = any(isinstance(node.value.get("additionalProperties"), dict) for node in nodes)
    for name, member in value.items():
        below = _below(spec, described, str(name))
        if below:
            yield from ([name, *path] for path in _undescribed(spec, below, member))
        elif not open_ended:
            yield [name]


def _below(spec: Spec, schemas: list[Node], *path: str) -> list[Node]:
    """Return the schemas at `path` of any of these, each once: a union and its members lead to the same."""
    found = (node for schema in schemas for node in at(spec.document, schema, [*path]))
    return list({node.pointer: node for node in found}.values())


@rule("region", *EVERY, hint="give each server a region of its own")
def _region(spec: Spec) -> Messages:
    """Two servers with one `x-region`.

    `region=` would pick the first, and the other could never be reached.
    """
    seen: dict[str, str] = {}
    for pointer, kind, value in spec.nodes:
        region = value.get("x-region") if kind == "server" and isinstance(value, dict) else None
        if isinstance(region, str) and (other := seen.setdefault(region, pointer)) != pointer:
            yield join(pointer, "x-region"), f"the region {region!r} is that of {other}"


@rule("source-date", *EVERY, hint="write a day as 2026-11-30, or a month as 2026-11")
def _source_date(spec: Spec) -> Messages:
    """The date of a source that is not a date, such as 2026-02-30, or that is after the day it was read.

    Nobody could tell how old a fact is.
    """
    for name, source in spec.document.get("info", {}).get("x-sources", {}).items():
        written = source.get("date") if isinstance(source, dict) else None
        where = join("/info/x-sources", name, "date")
        if isinstance(written, str) and not _is_date(written):
            yield where, f"{written!r} is not a date"
        elif isinstance(written, str) and written > source.get("read", written):
            yield where, f"{written} is after {source['read']}, when it was read"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text if text.count("-") > 1 else f"{text}-01")
    except ValueError:
        return False
    return True


_UNITS = [
    *("s", "ms", "min", "h", "unix-s", "unix-ms", "percent", "credits", "points", "usd", "px", "bytes"),
    *("kb", "mb", "degrees", "fps", "bpm"),
]
_MEDIA_TYPES = {
    *mimetypes.types_map.values(),
    *("audio/flac", "image/webp", "model/3mf", "model/fbx", "model/gltf+json", "model/gltf-binary"),
    *("model/obj", "model/stl", "model/vnd.usdz+zip", "video/webm", "application/octet-stream"),
}


@rule("near-miss", *EVERY, hint="correct the spelling")
def _near_miss(spec: Spec) -> Messages:
    """A unit or a media type that is nearly one that is known: `image/jpg`, `procent`.

    It would be one more kind that nobody compares with the first.
    """
    for pointer, _, value in spec.nodes:
        if not isinstance(value, dict):
            continue
        named = [("x-unit", value.get("x-unit"), _UNITS)]
        types = (value.get("x-asset") or {}).get("media-types", []) if "x-asset" in value else []
        named += [(f"x-asset/media-types/{i}", each, sorted(_MEDIA_TYPES)) for i, each in enumerate(types)]
        for where, word, known in named:
            if (
                isinstance(word, str)
                and word not in known
                and (near := get_close_matches(word, known, 1, 0.8))
            ):
                yield f"{pointer}/{where}", f"{word!r} is nearly {near[0]!r}"
