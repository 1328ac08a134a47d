"""Walking over a bundled OpenAPI 3.1 document: all references in it are local.

Knows which keyword holds what, so that a property named `items` or an example
that looks like a schema is never taken for structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from codegen.sources.pointers import get, join

UNIONS = ("oneOf", "anyOf")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# kind → keyword → kind of what stands there; [x]: a list of x, {x}: a map of x by name.
_ONE: dict[str, dict[str, str]] = {
    "operation": {"requestBody": "request-body"},
    "parameter": {"schema": "schema"},
    "header": {"schema": "schema"},
    "media-type": {"schema": "schema"},
    "path-item": dict.fromkeys(METHODS, "operation"),
    "document": {"info": "info", "components": "components"},
    "schema": dict.fromkeys(
        (
            *("additionalProperties", "items", "not", "if", "then", "else", "contains"),
            *("propertyNames", "unevaluatedItems", "unevaluatedProperties"),
        ),
        "schema",
    ),
}
_LIST: dict[str, dict[str, str]] = {
    "document": {"servers": "server", "tags": "tag"},
    "path-item": {"parameters": "parameter", "servers": "server"},
    "operation": {"parameters": "parameter", "servers": "server"},
    "schema": dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema"),
}
_MAP: dict[str, dict[str, str]] = {
    "document": {"paths": "path-item", "webhooks": "path-item"},
    "components": {
        "schemas": "schema",
        "responses": "response",
        "parameters": "parameter",
        "examples": "example",
        "requestBodies": "request-body",
        "headers": "header",
        "securitySchemes": "security-scheme",
        "links": "link",
        "callbacks": "callback",
        "pathItems": "path-item",
    },
    "operation": {"responses": "response", "callbacks": "callback"},
    "response": {"headers": "header", "content": "media-type", "links": "link"},
    "request-body": {"content": "media-type"},
    "parameter": {"content": "media-type", "examples": "example"},
    "header": {"content": "media-type", "examples": "example"},
    "media-type": {"examples": "example", "encoding": "encoding"},
    "encoding": {"headers": "header"},
    "schema": dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), "schema"),
}


# The same in one table: kind → keyword → what holds it there, None for nothing between, and its kind.
_BELOW: dict[str, dict[str, tuple[type | None, str]]] = {
    kind: {
        keyword: (holder, below)
        for table, holder in ((_ONE, None), (_LIST, list), (_MAP, dict))
        for keyword, below in table.get(kind, {}).items()
    }
    for kind in (*_ONE, *_LIST, *_MAP)
}


class Node(NamedTuple):
    """A structural node: what it is, where it stands, its value (a dict, but for bad specs)."""

    pointer: str
    kind: str
    value: Any


def walk(value: Any, kind: str = "document", pointer: str = "") -> Iterator[Node]:
    """Yield `value` and every structural node below it, parents first; no `$ref` is followed.

    What is done to a node when it is yielded shows in what is yielded below it.
    """
    todo = [Node(pointer, kind, value)]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node.value, dict):
            todo += reversed(_below(*node))


def _below(pointer: str, kind: str, value: dict[str, Any]) -> list[Node]:
    if kind == "callback":
        return [Node(join(pointer, expression), "path-item", item) for expression, item in value.items()]
    known, found = _BELOW.get(kind, {}), []
    for keyword, content in value.items():
        if keyword not in known:
            continue
        holder, below = known[keyword]
        where = f"{pointer}/{keyword}"
        if holder is None:
            found.append(Node(where, below, content))
        elif holder is dict and isinstance(content, dict):
            found += [Node(join(where, name), below, item) for name, item in content.items()]
        elif holder is list and isinstance(content, list):
            found += [Node(join(where, i), below, item) for i, item in enumerate(content)]
    return found


def follow(document: Any, node: Node) -> Node:
    """Return the node that a chain of `$ref` ends at; the node itself if it is not a reference."""
    seen = set()
    while isinstance(node.value, dict) and isinstance(ref := node.value.get("$ref"), str):
        if ref in seen or not ref.startswith("#"):
            break
        seen.add(ref)
        node = Node(ref[1:], node.kind, get(document, ref[1:]))
    return node


def closure(document: Any, starts: Iterable[Node]) -> Iterator[Node]:
    """Yield every node below `starts`, and, once each, everything that they refer to."""
    todo, seen = list(starts), set[str]()
    while todo:
        for node in walk(todo[0].value, todo[0].kind, todo.pop(0).pointer):
            yield node
            ref = node.value.get("$ref") if isinstance(node.value, dict) else None
            if isinstance(ref, str) and ref.startswith("#") and ref not in seen:
                seen.add(ref)
                todo.append(Node(ref[1:], node.kind, get(document, ref[1:])))


class Operation(NamedTuple):
    """An operation of the document, with where it stands."""

    pointer: str
    path: str
    method: str
    value: dict[str, Any]


def operations(document: Any) -> Iterator[Operation]:
    """Yield the operations under `paths`, in the document's order."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield Operation(join("/paths", path, method), path, method, item[method])


def bodies(document: Any, operation: Operation, side: str) -> Iterator[tuple[str, Node]]:
    """Yield (status, media type node) of an operation; `side` is "request" or "response".

    The status is "" for requests. References to bodies are followed, so the pointers are
    those of the components.
    """
    holders: list[tuple[str, Node]] = []
    if side == "request" and "requestBody" in operation.value:
        where = join(operation.pointer, "requestBody")
        holders = [("", Node(where, "request-body", operation.value["requestBody"]))]
    elif side == "response":
        for status, response in operation.value.get("responses", {}).items():
            where = join(operation.pointer, "responses", status)
            holders.append((status, Node(where, "response", response)))
    for status, written in holders:
        holder = follow(document, written)
        content = holder.value.get("content", {}) if isinstance(holder.value, dict) else {}
        for name, media in content.items():
            yield status, Node(join(holder.pointer, "content", name), "media-type", media)


def sides(document: Any) -> tuple[set[str], set[str]]:
    """Return the pointers of all schemas that requests, and that responses, reach."""
    found: dict[str, set[str]] = {}
    for side in ("request", "response"):
        media = [m for o in operations(document) for _, m in bodies(document, o, side)]
        found[side] = {n.pointer for n in closure(document, media) if n.kind == "schema"}
    return found["request"], found["response"]


def at(document: Any, schema: Node, path: list[str]) -> list[Node]:
    """Return the schemas that describe what stands at `path` in an instance of `schema`.

    Follows `$ref`, `allOf`, `anyOf` and `oneOf`; the token `*` is any item of an array
    or any value of a map. Returned nodes are no references.
    """
    return list(_at(document, schema, path, frozenset()))


def _at(document: Any, node: Node, path: list[str], above: frozenset[str]) -> Iterator[Node]:
    node = follow(document, node)
    if not isinstance(node.value, dict) or node.pointer in above:
        return
    if not path:
        yield node
    for keyword in ("allOf", "anyOf", "oneOf"):
        for i, member in enumerate(node.value.get(keyword, [])):
            part = Node(join(node.pointer, keyword, i), "schema", member)
            yield from _at(document, part, path, above | {node.pointer})
    if path:
        for where, below in _children(node.value, path[0]):
            part = Node(join(node.pointer, *where), "schema", below)
            yield from _at(document, part, path[1:], frozenset())


def _children(schema: dict[str, Any], token: str) -> Iterator[tuple[list[str], Any]]:
    if token in schema.get("properties", {}):
        yield ["properties", token], schema["properties"][token]
    elif token == "*" or token.isdecimal():
        for keyword in ("items", "additionalProperties"):
            if isinstance(schema.get(keyword), dict):
                yield [keyword], schema[keyword]
