"""`x-task-lifecycle`: the state table, and the schemas of the tasks that it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.document.walk import UNIONS, Node, at, bodies, closure, follow, operations
from codegen.sources.pointers import clone, find, get, join, tokens


@dataclass(frozen=True)
class Lifecycle:
    """A Get Task operation: its state table, the schemas of its responses and of the tasks in them.

    Members of a union come one by one. A response without a task at the table's pointer is the bare task.
    Where another operation answers the result, tasks have it as well, as a client sees them.
    """

    pointer: str
    table: dict[str, Any]
    responses: list[Node]
    tasks: list[Node]
    media: list[Node]
    """The media types of the responses, those of errors too."""

    def is_by_state(self, document: Any) -> bool:
        """Whether there is a schema for each state, which the status tells from the others.

        So it is where the responses hold a union that `x-dispatch` opens by the status.
        """
        places = {*_status_places(self.table)}
        marks = (
            n.value.get("x-dispatch") for n in closure(document, self.media) if isinstance(n.value, dict)
        )
        properties = (mark.get("properties", []) for mark in marks if isinstance(mark, dict))
        return any(names and {*(f"/{name}" for name in names)} <= places for names in properties)

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
            if isinstance(task, dict) and all(task.get(key) is not None for key in rule["required"]):
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
            results = result_schemas(document, table)
            if results:
                tasks = [_with_results(document, task, table, results) for task in tasks]
            yield Lifecycle(
                join(operation.pointer, "x-task-lifecycle"),
                table,
                responses,
                list({node.pointer: node for node in tasks}.values()),
                [media for _, media in bodies(document, operation, "response")],
            )


def result_schemas(document: Any, table: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas of what another operation answers about a task, by the keys that hold it there."""
    found: dict[str, Any] = {}
    if (rule := table.get("result")) is None:
        return found
    failed = rule.get("failed", {})
    for operation in operations(document):
        if operation.value.get("operationId") != rule["operationId"]:
            continue
        for status, media in bodies(document, operation, "response"):
            place = rule["at"] if status.startswith("2") else failed.get("at")
            wanted = status.startswith("2") or status in map(str, failed.get("http", []))
            if wanted and place and "schema" in media.value:
                found.setdefault(tokens(place)[0], media.value["schema"])
    return found


def with_results(document: Any) -> Any:
    """Return the document with tasks as a client sees them: with the results of another operation.

    It is the document itself where no state table has `result`.
    """
    found = [lifecycle for lifecycle in lifecycles(document) if "result" in lifecycle.table]
    if not found:
        return document
    joined = clone(document)
    for lifecycle in found:
        for task in lifecycle.tasks:
            schema = get(joined, task.pointer)
            schema["properties"] = clone(task.value["properties"])
    return joined


def _with_results(document: Any, task: Node, table: dict[str, Any], results: dict[str, Any]) -> Node:
    """Return a task with its results, unless its schema is that of a state which has none."""
    shown = [node.value for place in _status_places(table) for node in at(document, task, tokens(place))]
    listed = [status for value in shown for status in value.get("enum", [value.get("const")])]
    phases = [table.get("statuses", {}).get(str(status), {}).get("phase") for status in listed]
    if phases and None not in phases and "succeeded" not in phases:
        return task
    properties = {**task.value.get("properties", {}), **results}
    return Node(task.pointer, task.kind, {**task.value, "properties": properties})


def _status_places(table: dict[str, Any]) -> list[str]:
    places: list[str] = table.get("fields", {}).get("status", {}).get("at", [])
    return places


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
