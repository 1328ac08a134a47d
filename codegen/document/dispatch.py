"""What `x-dispatch` and `x-task-lifecycle` say of a body: whose it is, and where its task stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple

from codegen.document.walk import Node, Operation, at, bodies, follow, operations, walk
from codegen.sources.source import find, get, join, tokens

_UNIONS = ("oneOf", "anyOf")


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
    for keyword in _UNIONS if "properties" not in union.value else ():
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


def unions(document: Any, schema: Node, body: Any) -> Iterator[tuple[Node, Any, Member | None]]:
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
                yield from unions(document, part, body[name])


Names = dict[tuple[tuple[str, ...], tuple[Any, ...]], set[str]]


def names(document: Any) -> Names:
    """Return which variants each (dispatch properties, their values) may mean, by all unions."""
    found: Names = {}
    for node in walk(document):
        if node.kind == "schema" and "x-dispatch" in (node.value or {}):
            properties = tuple(node.value["x-dispatch"].get("properties", []))
            made = [m for _, m in creators(document, list(properties))]
            for m in [*members(document, node), *made]:
                for values in m.tuples if m.variant else []:
                    found.setdefault((properties, values), set()).add(m.variant or "")
    return found


class Example(NamedTuple):
    """An example of a body; `variant` is None where it may be any variant's.

    `media` is the media type that holds it, `fields` the Example Object.
    """

    operation: Operation
    side: str
    status: str
    media: Node
    name: str
    fields: dict[str, Any]
    variant: str | None

    @property
    def value(self) -> Any:
        """The body."""
        return self.fields.get("value")


def examples(document: Any) -> list[Example]:
    """Return the examples of all bodies."""
    named = names(document)
    found = []
    for operation in operations(document):
        for side in ("request", "response"):
            for status, media in bodies(document, operation, side):
                schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema"))
                for name, example in media.value.get("examples", {}).items():
                    fields = follow(document, Node("", "example", example)).value
                    variant = fields.get("x-variant") or _variant(
                        document, schema, fields.get("value"), named
                    )
                    found.append(Example(operation, side, status, media, name, fields, variant))
    return found


def _variant(document: Any, schema: Node, body: Any, named: Names) -> str | None:
    """Return the variant that `body` belongs to.

    Where one schema serves all variants, the values of its dispatch properties tell.
    """
    for union, part, chosen in unions(document, schema, body):
        if chosen is not None and chosen.variant is not None:
            return chosen.variant
        properties = tuple(union.value["x-dispatch"].get("properties", []))
        if isinstance(part, dict):
            meant = named.get((properties, tuple(map(part.get, properties))), set())
            if len(meant) == 1:
                return min(meant)
    variant: str | None = (follow(document, schema).value or {}).get("x-variant")
    return variant


@dataclass(frozen=True)
class Lifecycle:
    """A Get Task operation: its state table, the schemas of its replies and of the tasks in them.

    Members of a union come one by one. A reply that has no task at the table's pointer is the bare task.
    """

    pointer: str
    table: dict[str, Any]
    replies: list[Node]
    tasks: list[Node]

    def phase(self, reply: Any) -> str | None:
        """Return the phase of the task in `reply`, None if the table does not tell."""
        task = find(reply, self.table["task"])
        task = task if isinstance(task, dict) else reply
        found = (find(task, at) for at in self.table["fields"]["status"]["at"])
        status = next((s for s in found if isinstance(s, str)), None) or self._implied(task)
        fold = str if self.table["case-sensitive"] else str.casefold
        phases = {fold(s): entry["phase"] for s, entry in self.table["statuses"].items()}
        return phases.get(fold(status)) if status else None

    def _implied(self, task: Any) -> str | None:
        for rule in self.table.get("implied", []):
            if isinstance(task, dict) and all(key in task for key in rule["required"]):
                return str(rule["status"])
        return None


def lifecycles(document: Any) -> Iterator[Lifecycle]:
    """Yield every operation with `x-task-lifecycle`."""
    for operation in operations(document):
        table = operation.value.get("x-task-lifecycle")
        if isinstance(table, dict):
            replies = [
                reply
                for status, media in bodies(document, operation, "response")
                if status.startswith("2") and "schema" in media.value
                for reply in _leaves(
                    document, Node(join(media.pointer, "schema"), "schema", media.value["schema"])
                )
            ]
            tasks = [t for r in replies for t in inside(document, r, table.get("task", "")) or [r]]
            yield Lifecycle(
                join(operation.pointer, "x-task-lifecycle"),
                table,
                replies,
                list({node.pointer: node for node in tasks}.values()),
            )


def inside(document: Any, reply: Node, pointer: str) -> list[Node]:
    """Return the schemas of the tasks that stand at `pointer` in a reply."""
    return [n for n in at(document, reply, tokens(pointer)) if not n.value.keys() & {*_UNIONS}]


def _leaves(document: Any, schema: Node) -> Iterator[Node]:
    """Yield the members of a union of unions; anyOf beside properties makes no union."""
    schema = follow(document, schema)
    keyword = next((k for k in _UNIONS if k in schema.value), None)
    if keyword is None or "properties" in schema.value:
        yield schema
        return
    for i, part in enumerate(schema.value[keyword]):
        yield from _leaves(document, Node(join(schema.pointer, keyword, i), "schema", part))
