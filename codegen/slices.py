"""One effective document a variant, cut out of the effective document of its API."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from codegen.dispatch import choose, members, unions
from codegen.guards import cited
from codegen.source import get, join
from codegen.walk import Node, bodies, closure, follow, operations, walk

_UNIONS = ("oneOf", "anyOf")


def variants(document: Any) -> list[str]:
    """Return the names of all variants in the document, sorted."""
    found = {n.value.get("x-variant") for n in walk(document) if _is_schema(n)}
    return sorted(v for v in found if v is not None)


def cut(document: Any, variant: str, info: Mapping[str, str]) -> dict[str, Any]:
    """Return a valid document of its own that knows only `variant`.

    Unions of variants keep this variant's members, an operation whose request leaves nothing goes,
    examples of other variants go, and so does everything that nothing refers to any more. `info`
    is the variant's own title, summary and description.
    """
    result: dict[str, Any] = deepcopy(document)
    for name in ("summary", "description"):
        result["info"].pop(name, None)
    result["info"] = {**info, **{k: v for k, v in result["info"].items() if k not in info}}
    _drop_examples(document, result, variant)
    for node in [n for n in walk(result) if _is_schema(n)]:
        _restrict(result, node, variant)
    _drop_operations(result)
    _prune(result)
    return result


def _is_schema(node: Node) -> bool:
    return node.kind == "schema" and isinstance(node.value, dict)


def _restrict(document: Any, node: Node, variant: str) -> None:
    """Keep, of a union of variants, the members of `variant`; a single one as a plain `$ref`."""
    schema = node.value
    for keyword in _UNIONS:
        of_variants = [
            (part, follow(document, Node("", "schema", part)).value.get("x-variant"))
            for part in schema.get(keyword, [])
            if isinstance(part, dict)
        ]
        if not any(v for _, v in of_variants):
            continue
        kept = [part for part, v in of_variants if v in (None, variant)]
        if len(kept) == 1:
            del schema[keyword]
            schema.pop("discriminator", None)
            schema.update(kept[0])
        else:
            schema[keyword] = kept


def _drop_operations(document: Any) -> None:
    """Drop operations that no request fits: those of variants that cannot be created."""
    for operation in list(operations(document)):
        for _, media in bodies(document, operation, "request"):
            below = closure(document, [media])
            if any([] in (n.value.get(u) for u in _UNIONS) for n in below if _is_schema(n)):
                document["paths"][operation.path].pop(operation.method, None)
        if not document["paths"][operation.path]:
            del document["paths"][operation.path]


def _drop_examples(whole: Any, result: Any, variant: str) -> None:
    """Drop the examples of other variants from the bodies of `result`."""
    named = names(whole)
    for operation in operations(whole):
        for side in ("request", "response"):
            for _, media in bodies(whole, operation, side):
                schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema"))
                kept = get(result, media.pointer)
                for name, example in media.value.get("examples", {}).items():
                    held = follow(whole, Node("", "example", example)).value
                    if _variant(whole, schema, held.get("value"), named) not in (variant, None):
                        kept["examples"].pop(name, None)
                if kept.get("examples") == {}:
                    del kept["examples"]


Names = dict[tuple[tuple[str, ...], tuple[Any, ...]], set[str]]


def names(document: Any) -> Names:
    """Return which variants each (dispatch properties, their values) may mean, by all unions."""
    found: Names = {}
    for node in walk(document):
        if _is_schema(node) and "x-dispatch" in node.value:
            properties = tuple(node.value["x-dispatch"].get("properties", []))
            for m in members(document, node):
                for values in m.tuples if m.variant else []:
                    found.setdefault((properties, values), set()).add(m.variant or "")
    return found


def _variant(document: Any, schema: Node, body: Any, named: Names) -> str | None:
    """Return the variant that `body` belongs to, None if it may be any's.

    Where one schema serves all variants, the values of its dispatch properties tell.
    """
    for union, part in unions(document, schema, body):
        chosen = choose(document, union, part)
        if chosen is not None and chosen.variant is not None:
            return chosen.variant
        properties = tuple(union.value["x-dispatch"].get("properties", []))
        if isinstance(part, dict):
            meant = named.get((properties, tuple(map(part.get, properties))), set())
            if len(meant) == 1:
                return min(meant)
    return None


def _prune(document: Any) -> None:
    """Take away components and sources that nothing refers to."""
    root = Node("", "document", {k: v for k, v in document.items() if k != "components"})
    used = {n.pointer for n in closure(document, [root])}
    components = document.get("components", {})
    for section, entries in list(components.items()):
        if section == "securitySchemes":
            continue
        for name in list(entries):
            if join("/components", section, name) not in used:
                del entries[name]
        if not entries:
            del components[section]
    if "x-sources" in document["info"]:
        ids = {name for _, name in cited(document)}
        defined = document["info"]["x-sources"]
        document["info"]["x-sources"] = {k: v for k, v in defined.items() if k in ids}
