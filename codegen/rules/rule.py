"""What a rule is, and what it checks.

A rule is a function over a bundled document in one of its layers that yields what is wrong there, as
(pointer, message). Its docstring has one sentence that says what breaks the rule, and why that matters.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from codegen.document.walk import Node, Operation, at, follow, operations, sides, walk
from codegen.rules.keywords import types_of
from codegen.sources.pointers import join, tokens
from codegen.sources.violations import Severity

Layer = Literal["documented", "effective", "variant", "client"]
EVERY: tuple[Layer, ...] = ("documented", "effective", "variant", "client")
Messages = Iterator[tuple[str, str]]  # (pointer, message)


@dataclass(frozen=True)
class Spec:
    """A bundled document, in one layer."""

    document: dict[str, Any]
    layer: Layer

    @cached_property
    def nodes(self) -> list[Node]:
        """All structural nodes."""
        return list(walk(self.document))

    @cached_property
    def schemas(self) -> list[Node]:
        """All Schema Objects, but for the boolean ones."""
        return [n for n in self.nodes if n.kind == "schema" and isinstance(n.value, dict)]

    @cached_property
    def operations(self) -> list[Operation]:
        """All operations under `paths`."""
        return list(operations(self.document))

    @cached_property
    def sides(self) -> tuple[set[str], set[str]]:
        """Pointers of the schemas that requests reach, and that responses reach."""
        return sides(self.document)

    def examples_on(self, node: Node) -> Iterator[tuple[str, str, Any]]:
        """Yield (pointer of the schema, pointer, value) of the examples on a node, references followed."""
        pointer, kind, value = node
        if not isinstance(value, dict):
            return
        if kind == "schema":
            for i, example in enumerate(value.get("examples", [])):
                yield pointer, join(pointer, "examples", i), example
        elif kind in ("media-type", "parameter", "header") and "schema" in value:
            schema = join(pointer, "schema")
            if "example" in value:
                yield schema, join(pointer, "example"), value["example"]
            for name, written in value.get("examples", {}).items():
                where = join(pointer, "examples", name)
                example = follow(self.document, Node(where, "example", written)).value
                if "value" in example:
                    yield schema, where, example["value"]

    @cached_property
    def keys_of_examples(self) -> set[str]:
        """All keys of objects in examples, at any level."""
        todo, keys = [value for node in self.nodes for _, _, value in self.examples_on(node)], set[str]()
        while todo:
            value = todo.pop()
            todo += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            keys |= value.keys() if isinstance(value, dict) else set()
        return keys

    def at_field(self, tasks: list[Node], table: dict[str, Any], name: str) -> list[Node]:
        """Return the schemas at the pointers of a field of the state table, in some schemas of tasks."""
        pointers = table.get("fields", {}).get(name, {}).get("at", [])
        found = {n.pointer: n for t in tasks for p in pointers for n in at(self.document, t, tokens(p))}
        return list(found.values())

    def resolved(self, node: Node) -> dict[str, Any]:
        """Return what a node says, references followed; {} where that is no object."""
        value = follow(self.document, node).value
        return value if isinstance(value, dict) else {}

    def containers(self, node: Node) -> set[str]:
        """Return which of "object" and "array" a schema allows."""
        value = follow(self.document, node).value
        if not isinstance(value, dict):
            return set()
        kinds = {*types_of(value)} & {"object", "array"}
        if value.keys() & {"properties", "required", "additionalProperties", "allOf"}:
            kinds.add("object")
        return kinds


@dataclass(frozen=True)
class Rule:
    """A rule: what breaks it and why that matters, in which layers it holds, how to mend what breaks it.

    Without layers it is about files, and whoever reads them checks it. A `note` stops nothing. What breaks a
    rule that is named in `after` would break this one, too: then it is not checked.
    """

    name: str
    sentence: str
    why: str
    hint: str
    layers: tuple[Layer, ...] = ()
    severity: Severity = "error"
    check: Callable[[Spec], Messages] = lambda _: iter(())
    after: tuple[str, ...] = ()


def rule(
    name: str, *layers: Layer, hint: str, severity: Severity = "error", after: tuple[str, ...] = ()
) -> Callable[[Callable[[Spec], Messages]], Rule]:
    """Make a rule of the function below, whose docstring says what breaks it and why that matters."""

    def make(check: Callable[[Spec], Messages]) -> Rule:
        sentence, _, why = (inspect.getdoc(check) or "").partition("\n\n")
        return Rule(name, sentence, " ".join(why.split()), hint, layers, severity, check, after)

    return make
