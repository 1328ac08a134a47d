"""`contract.json`: what the runtime reads of an effective spec, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.dispatch import Member, lifecycles, members
from codegen.guards import snake_case
from codegen.slices import variants
from codegen.source import join
from codegen.walk import Node, bodies, closure, follow, operations


def contract(api: str, document: Any, infos: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the contract of `api`; `infos` holds the title of each variant.

    The document has passed the guards: it has one state table and one security scheme.
    """
    lifecycle = next(iter(lifecycles(document)))
    info = document["info"]
    return {
        "api": api,
        "title": info["title"],
        "version": info["version"],
        "servers": [{"url": s["url"], "region": s.get("x-region")} for s in document.get("servers", [])],
        "auth": _auth(document),
        "operations": {
            snake_case(o.value["operationId"]): {"method": o.method.upper(), "path": o.path}
            for o in operations(document)
        },
        "reply": document.get("x-reply"),
        "lifecycle": lifecycle.table,
        "dispatch": _dispatch(document),
        "variants": _variants(document, lifecycle.tasks, infos),
        "errors": document.get("x-errors", []),
        "deprecated": info.get("x-shutdown"),
    }


def _auth(document: Any) -> dict[str, Any]:
    (scheme,) = document["components"]["securitySchemes"].values()
    if scheme["type"] == "http":
        header, prefix = "Authorization", scheme["scheme"].capitalize()
    else:
        header, prefix = scheme["name"], None
    return {"header": header, "scheme": prefix, "env": scheme["x-env"]}


def _unions(document: Any, side: str) -> Iterator[Node]:
    """Yield the schemas with `x-dispatch` that 2xx replies, or requests, reach."""
    for operation in operations(document):
        for status, media in bodies(document, operation, side):
            if status[:1] in ("", "2"):
                for node in closure(document, [media]):
                    if node.kind == "schema" and "x-dispatch" in (node.value or {}):
                        yield node


def _dispatch(document: Any) -> dict[str, Any]:
    for union in _unions(document, "response"):
        return {"properties": union.value["x-dispatch"].get("properties", [])}
    return {"properties": []}


def _variants(
    document: Any, tasks: list[Node], infos: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Any]]:
    replies = [m for u in _unions(document, "response") for m in members(document, u)]
    requests = [m for u in _unions(document, "request") for m in members(document, u)]
    result = {}
    for name in variants(document):
        mine = _named(replies, name)
        asked = _named(requests, name)
        # Where one schema serves all variants, requests alone tell them apart.
        bodies_ = [m.node for m in mine] or tasks
        told = mine if any(m.variant for m in replies) else asked
        sure = [n.value.get("x-confidence", "documented") for n in bodies_]
        result[name] = {
            "title": infos[name]["title"],
            "match": _unique([list(values) for m in told for values in m.tuples]),
            "required": _unique([m.required for m in mine if not m.tuples]),
            "tasks": _unique([n.pointer.rpartition("/")[2] for n in bodies_]),
            "requests": _unique([m.name for m in asked]),
            "assets": _unique([a for n in bodies_ for a in assets(document, n)]),
            "sources": _unique(
                [
                    source
                    for n in [*bodies_, *(m.node for m in asked)]
                    for source in n.value.get("x-sources", [])
                ]
            ),
            "confidence": sure[0],
        }
    return result


def _named(found: list[Member], variant: str) -> list[Member]:
    return list({m.node.pointer: m for m in found if m.variant == variant}.values())


def _unique(items: list[Any]) -> list[Any]:
    return [item for i, item in enumerate(items) if item not in items[:i]]


def assets(document: Any, schema: Node) -> Iterator[dict[str, Any]]:
    """Yield the assets that an instance of `schema` may hold, with JSON Pointers to them.

    In a pointer `*` is every item of an array or every value of a map.
    """
    yield from _assets(document, schema, "", frozenset())


def _assets(document: Any, node: Node, pointer: str, above: frozenset[str]) -> Iterator[dict[str, Any]]:
    node = follow(document, node)
    if not isinstance(node.value, dict) or node.pointer in above:
        return
    above |= {node.pointer}
    if asset := node.value.get("x-asset"):
        yield {
            "at": pointer,
            "kind": asset["kind"],
            "media_types": asset["media-types"],
            "retention": asset["retention"]["seconds"],
        }
    for keyword in ("allOf", "anyOf", "oneOf"):
        for i, part in enumerate(node.value.get(keyword, [])):
            below = Node(join(node.pointer, keyword, i), "schema", part)
            yield from _assets(document, below, pointer, above)
    for name, part in node.value.get("properties", {}).items():
        below = Node(join(node.pointer, "properties", name), "schema", part)
        yield from _assets(document, below, join(pointer, name), above)
    for keyword in ("items", "additionalProperties"):
        below = Node(join(node.pointer, keyword), "schema", node.value.get(keyword))
        yield from _assets(document, below, join(pointer, "*"), above)
