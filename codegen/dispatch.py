"""What `x-dispatch` says: how a body finds its member of a union."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from codegen.source import get, join, tokens
from codegen.walk import Node, Operation, at, bodies, follow, operations


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


def members(document: Any, union: Node) -> list[Member]:
    """Return the members of the union, in order; of a single `$ref`, that one."""
    names = union.value.get("x-dispatch", {}).get("properties", [])
    if "$ref" in union.value:
        return [member(document, union, names)]
    for keyword in ("oneOf", "anyOf"):
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


def unions(document: Any, schema: Node, body: Any) -> Iterator[tuple[Node, Any]]:
    """Yield each schema with `x-dispatch` on the way into `body`, with the part it describes."""
    node = schema
    seen = set[str]()
    while isinstance(node.value, dict) and node.pointer not in seen:
        seen.add(node.pointer)
        if "x-dispatch" in node.value:
            yield node, body
            return
        if "$ref" not in node.value:
            break
        # One reference at a time: x-dispatch may stand beside the next.
        pointer = node.value["$ref"][1:]
        node = Node(pointer, "schema", get(document, pointer))
    if isinstance(body, dict) and isinstance(node.value, dict):
        for name, below in node.value.get("properties", {}).items():
            if name in body:
                part = Node(join(node.pointer, "properties", name), "schema", below)
                yield from unions(document, part, body[name])


@dataclass(frozen=True)
class Lifecycle:
    """A Get Task operation: its state table, and the schemas of the task bodies it returns."""

    pointer: str
    table: dict[str, Any]
    tasks: list[Node]


def lifecycles(document: Any) -> Iterator[Lifecycle]:
    """Yield every operation with `x-task-lifecycle`."""
    for operation in operations(document):
        table = operation.value.get("x-task-lifecycle")
        if isinstance(table, dict):
            yield Lifecycle(
                join(operation.pointer, "x-task-lifecycle"),
                table,
                task_schemas(document, operation, table.get("task", "")),
            )


def task_schemas(document: Any, operation: Operation, pointer: str) -> list[Node]:
    """Return the schema of each kind of task that the operation returns with a 2xx.

    `pointer` leads from the reply to the task. Members of a union come one by one.
    """
    found: dict[str, Node] = {}
    for status, media in bodies(document, operation, "response"):
        if not status.startswith("2") or "schema" not in media.value:
            continue
        reply = Node(join(media.pointer, "schema"), "schema", media.value["schema"])
        for node in at(document, reply, tokens(pointer)):
            if not node.value.keys() & {"oneOf", "anyOf"}:
                found[node.pointer] = node
    return list(found.values())
