"""`x-dispatch`: which member of a union a body belongs to, and which variant that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from codegen.document.walk import UNIONS, Node, Operation, at, bodies, follow, operations, walk
from codegen.sources.pointers import get, join


@dataclass(frozen=True)
class Member:
    """One member of a union.

    `values` holds what the member fixes each dispatch property to, in the order of the
    properties; an empty list where it leaves the property open.
    """

    node: Node
    variant: str | None
    values: list[list[Any]]
    required: list[str]

    @property
    def name(self) -> str:
        """The name of the member's schema."""
        return self.node.pointer.rpartition("/")[2]

    @property
    def tuples(self) -> list[tuple[Any, ...]]:
        """The combinations of property values that name this member."""
        return list(product(*self.values)) if self.values else []


def member(document: Any, node: Node, properties: list[str]) -> Member:
    """Read a schema as member of a union that is dispatched on `properties`."""
    node = follow(document, node)
    value = node.value if isinstance(node.value, dict) else {}
    fixed = [_values(document, node, name) for name in properties]
    return Member(node, value.get("x-variant"), fixed, list(value.get("required", [])))


def _values(document: Any, node: Node, name: str) -> list[Any]:
    for schema in at(document, node, [name]):
        if "const" in schema.value:
            return [schema.value["const"]]
        if "enum" in schema.value:
            return list(schema.value["enum"])
    return []


def creators(document: Any, properties: list[str]) -> Iterator[tuple[Operation, Member]]:
    """Yield the operations with `x-create`, each with the request schema of the variant it creates.

    The values of the member are what `x-match` says the dispatch properties of the task will be.
    """
    for operation in operations(document):
        if not operation.value.get("x-create"):
            continue
        for _, media in bodies(document, operation, "request"):
            schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema"))
            found = member(document, schema, [])
            match = found.node.value.get("x-match", {})
            values = [[match[name]] if name in match else [] for name in properties]
            yield operation, replace(found, values=values)


def members(document: Any, union: Node) -> list[Member]:
    """Return the members of the union, in order; of a single schema, that one."""
    names = union.value.get("x-dispatch", {}).get("properties", [])
    if "$ref" in union.value:
        return [member(document, union, names)]
    for keyword in UNIONS if "properties" not in union.value else ():
        if keyword in union.value:
            nodes = [
                Node(join(union.pointer, keyword, i), "schema", m) for i, m in enumerate(union.value[keyword])
            ]
            return [member(document, n, names) for n in nodes]
    return [member(document, union, names)]


def choose(document: Any, union: Node, body: Any) -> Member | None:
    """Return the member that `body` belongs to: by value, then by required keys, in order."""
    if not isinstance(body, dict):
        return None
    names = union.value.get("x-dispatch", {}).get("properties", [])
    all_members = members(document, union)
    key = tuple(body.get(name) for name in names)
    named = [m for m in all_members if key in m.tuples]
    open_ = [m for m in all_members if not m.tuples]
    for candidates in (named, open_):
        for m in candidates:
            if (len(candidates) == 1 and candidates is named) or all(k in body for k in m.required):
                return m
    return None


def descend(document: Any, schema: Node, body: Any) -> Iterator[tuple[Node, Any, Member | None]]:
    """Yield each schema with `x-dispatch` on the way into `body`, what it describes, and whose that is."""
    node = schema
    seen = set[str]()
    while isinstance(node.value, dict) and node.pointer not in seen:
        seen.add(node.pointer)
        if "x-dispatch" in node.value:
            chosen = choose(document, node, body)
            yield node, body, chosen
            if chosen is None:
                return
            node = chosen.node
            continue
        if "$ref" not in node.value:
            break
        # One reference at a time: x-dispatch may stand beside the next.
        pointer = node.value["$ref"][1:]
        node = Node(pointer, "schema", get(document, pointer))
    if isinstance(body, dict) and isinstance(node.value, dict):
        for name, below in node.value.get("properties", {}).items():
            if name in body:
                part = Node(join(node.pointer, "properties", name), "schema", below)
                yield from descend(document, part, body[name])


# (names of the dispatch properties, their values) → the variants that they may mean.
VariantTable = dict[tuple[tuple[str, ...], tuple[Any, ...]], set[str]]


def variant_table(document: Any) -> VariantTable:
    """Return the variants that the values of dispatch properties may mean, by all unions."""
    found: VariantTable = {}
    for node in walk(document):
        if node.kind == "schema" and "x-dispatch" in (node.value or {}):
            properties = tuple(node.value["x-dispatch"].get("properties", []))
            created = [m for _, m in creators(document, list(properties))]
            for m in [*members(document, node), *created]:
                for values in m.tuples if m.variant else []:
                    found.setdefault((properties, values), set()).add(m.variant or "")
    return found
