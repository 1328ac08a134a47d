"""Where an operation on one task takes its id, and which headers it always has: read from its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.document.walk import Node, Operation, bodies, follow, operations
from codegen.sources.pointers import get, join

_EXPRESSION = re.compile(r"\$response\.(?:body#(?P<at>.*)|header\.(?P<header>.+))")


def task_parameter(document: Any, operation: Operation) -> dict[str, str] | None:
    """Return place and name of the parameter that takes the id of a task, None if there is none.

    It is the only path parameter; else the only required parameter of the query; else the only required
    property of the request.
    """
    required = [p for p in parameters(document, operation) if p.get("required") and not constant(document, p)]
    for place in ("path", "query"):
        names = [p["name"] for p in required if p.get("in") == place]
        if names:
            return {"in": place, "name": names[0]} if len(names) == 1 else None
    for _, media in bodies(document, operation, "request"):
        schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema", {}))
        names = follow(document, schema).value.get("required", [])
        if len(names) == 1:
            return {"in": "body", "name": names[0]}
    return None


def constant_headers(document: Any, operation: Operation) -> dict[str, str]:
    """Return the required headers of an operation that have one value only."""
    return {
        parameter["name"]: value
        for parameter in parameters(document, operation)
        if parameter.get("in") == "header" and parameter.get("required")
        if (value := constant(document, parameter)) is not None
    }


def takes_wait(document: Any, operation: Operation) -> bool:
    """Return whether a request may ask the server to wait for the result: `Prefer: wait` of RFC 7240."""
    listed = (p for p in parameters(document, operation) if p.get("in") == "header")
    return any(p["name"].lower() == "prefer" and constant(document, p) is None for p in listed)


def created_id(document: Any, table: dict[str, Any]) -> dict[str, str] | None:
    """Return where a response of Create Task has the id, by its link to Get Task; None where a task has it.

    A value that is the URL of the task holds the id as the path or query of Get Task does.
    """
    usual = {table["task"] + at for at in table["fields"]["id"]["at"]}
    for expression in _links_to_get_task(document):
        found = _EXPRESSION.fullmatch(expression)
        if found and found["at"] is None:
            return {"in": "header", "at": found["header"]}
        if found and found["at"] not in usual:
            return {"in": "body", "at": found["at"]}
    return None


def _links_to_get_task(document: Any) -> Iterator[str]:
    """Yield the expressions by which responses of Create Task name the id."""
    polls = {o.value["operationId"] for o in operations(document) if "x-task-lifecycle" in o.value}
    for operation in operations(document):
        for raw in operation.value.get("responses", {}).values():
            response = follow(document, Node("", "response", raw)).value
            for each in response.get("links", {}).values():
                link = follow(document, Node("", "link", each)).value
                if link.get("operationId") in polls:
                    yield from map(str, link.get("parameters", {}).values())


def parameters(document: Any, operation: Operation) -> Iterator[dict[str, Any]]:
    """Yield the parameters of an operation, those of its path included."""
    item = get(document, operation.pointer.rpartition("/")[0])
    for raw in (*item.get("parameters", ()), *operation.value.get("parameters", ())):
        parameter: dict[str, Any] = follow(document, Node("", "parameter", raw)).value
        yield parameter


def constant(document: Any, parameter: dict[str, Any]) -> str | None:
    """Return the only value that a parameter may have, None if it may have several."""
    schema = follow(document, Node("", "schema", parameter.get("schema", {}))).value
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return str(values[0]) if len(values) == 1 else None
