"""`x-asset`: which fields of a task hold the URLs of downloadable results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from codegen.document.walk import Node, follow
from codegen.sources.pointers import join


class AssetField(NamedTuple):
    """A field with the URL of an asset: its JSON Pointer in the task, its `x-asset`, how that is known."""

    at: str
    mark: dict[str, Any]
    confidence: str

    @property
    def asset(self) -> dict[str, Any]:
        """The asset as the client reads it."""
        return {
            "at": self.at,
            "kind": self.mark["kind"],
            "media_types": self.mark["media-types"],
            "retention": self.mark["retention"]["seconds"],
        }


def asset_fields(document: Any, schema: Node) -> Iterator[AssetField]:
    """Yield the fields of assets that an instance of `schema` may hold.

    In a pointer `*` is every item of an array or every value of a map.
    """
    yield from _fields(document, schema, "", "documented", frozenset())


def _fields(
    document: Any, node: Node, pointer: str, confidence: str, above: frozenset[str]
) -> Iterator[AssetField]:
    if isinstance(node.value, dict):
        confidence = node.value.get("x-confidence", confidence)
    node = follow(document, node)
    if not isinstance(node.value, dict) or node.pointer in above:
        return
    above |= {node.pointer}
    # What has no mark of its own has that of the nearest thing around it.
    confidence = node.value.get("x-confidence", confidence)
    if asset := node.value.get("x-asset"):
        yield AssetField(pointer, asset, confidence)
    for keyword in ("allOf", "anyOf", "oneOf"):
        for i, part in enumerate(node.value.get(keyword, [])):
            below = Node(join(node.pointer, keyword, i), "schema", part)
            yield from _fields(document, below, pointer, confidence, above)
    for name, part in node.value.get("properties", {}).items():
        below = Node(join(node.pointer, "properties", name), "schema", part)
        yield from _fields(document, below, join(pointer, name), confidence, above)
    for keyword in ("items", "additionalProperties"):
        below = Node(join(node.pointer, keyword), "schema", node.value.get(keyword))
        yield from _fields(document, below, join(pointer, "*"), confidence, above)
