"""`x-task-lifecycle`: the state table, and the schemas of the tasks that it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.document.walk import UNIONS, Node, Operation, at, bodies, closure, follow, operations
from codegen.sources.pointers import find, join, tokens


@dataclass(frozen=True)
class Lifecycle:
    """A Get Task operation: its state table, the schemas of its responses and of the tasks in them.

    Members of a union come one by one. A response without a task at the table's pointer is the bare task.
    """

    pointer: str
    table: dict[str, Any]
    responses: list[Node]
    tasks: list[Node]
    by_state: bool = False
    """Whether there is a schema for each state, which the status tells from the others."""

    def phase(self, response: Any) -> str | None:
        """Return the phase of the task in `response`, None if the table does not tell."""
        task = find(response, self.table["task"])
        task = task if isinstance(task, dict) else response
        found = (find(task, at) for at in self.table["fields"]["status"]["at"])
        shown = next((s for s in found if s is not None), None)
        status = shown if isinstance(shown, str) or shown is None else json.dumps(shown)
        status = self._implied(task, status) or status
        fold = str if self.table["case-sensitive"] else str.casefold
        phases = {fold(s): entry["phase"] for s, entry in self.table["statuses"].items()}
        return phases.get(fold(status)) if status else None

    def _implied(self, task: Any, shown: str | None) -> str | None:
        for rule in self.table.get("implied", []):
            if rule.get("instead-of") != shown:
                continue
            if isinstance(task, dict) and all(key in task for key in rule["required"]):
                return str(rule["status"])
        return None


def lifecycles(document: Any) -> Iterator[Lifecycle]:
    """Yield every operation with `x-task-lifecycle`."""
    for operation in operations(document):
        table = operation.value.get("x-task-lifecycle")
        if isinstance(table, dict):
            responses = [
                response
                for status, media in bodies(document, operation, "response")
                if status.startswith("2") and "schema" in media.value
                for response in _leaves(
                    document, Node(join(media.pointer, "schema"), "schema", media.value["schema"])
                )
            ]
            tasks = [t for r in responses for t in tasks_at(document, r, table.get("task", "")) or [r]]
            yield Lifecycle(
                join(operation.pointer, "x-task-lifecycle"),
                table,
                responses,
                list({node.pointer: node for node in tasks}.values()),
                _is_by_state(document, operation, table),
            )


def _is_by_state(document: Any, operation: Operation, table: dict[str, Any]) -> bool:
    """Whether the responses hold a union that `x-dispatch` opens by the status."""
    statuses = table.get("fields", {}).get("status", {}).get("at", [])
    media = [media for _, media in bodies(document, operation, "response")]
    marks = [n.value.get("x-dispatch") for n in closure(document, media) if isinstance(n.value, dict)]
    properties = [mark.get("properties", []) for mark in marks if isinstance(mark, dict)]
    return any(names and {*(f"/{name}" for name in names)} <= {*statuses} for names in properties)


def tasks_at(document: Any, response: Node, pointer: str) -> list[Node]:
    """Return the schemas of the tasks that stand at `pointer` in a response."""
    return [n for n in at(document, response, tokens(pointer)) if not n.value.keys() & {*UNIONS}]


def _leaves(document: Any, schema: Node) -> Iterator[Node]:
    """Yield the members of a union of unions; anyOf beside properties makes no union."""
    schema = follow(document, schema)
    keyword = next((k for k in UNIONS if k in schema.value), None)
    if keyword is None or "properties" in schema.value:
        yield schema
        return
    for i, part in enumerate(schema.value[keyword]):
        yield from _leaves(document, Node(join(schema.pointer, keyword, i), "schema", part))
