"""Which model the task of a request decodes to, and all task models of an API."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from codegen.document.dispatch import Member, creators, members
from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, bodies, closure, operations
from codegen.emit.names import class_name


@dataclass(frozen=True)
class TaskModels:
    """The task models of one request class.

    Attributes:
        properties: The dispatch properties of the request, where more than one model is possible.
        by_values: The model for each combination of their values.
        by_state: The models where the state of the task tells which it is, whatever the request.
    """

    properties: tuple[str, ...] = ()
    by_values: dict[tuple[Any, ...], str] = field(default_factory=dict)
    by_state: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The classes, each once, in the order of the spec."""
        return list(dict.fromkeys([*self.by_values.values(), *self.by_state]))


def all_tasks(view: Any) -> list[str]:
    """Return the classes that the Get Task operation's tasks decode to, the fallback included."""
    return [class_name(task.pointer) for lifecycle in lifecycles(view) for task in lifecycle.tasks]


def task_models(view: Any) -> dict[str, TaskModels]:
    """Return the task models of each request class that creates a task."""
    unions = [union for side in ("response", "request") for union in _unions(view, side)]
    named = (union.value["x-dispatch"].get("properties", []) for union in unions)
    properties: list[str] = next(filter(None, named), [])
    replies = [m for u in _unions(view, "response") for m in members(view, u)]
    requests = [m for u in _unions(view, "request") for m in members(view, u)]
    requests += [m for _, m in creators(view, properties)]
    tasks = all_tasks(view)
    by_state = tuple(tasks) if any(lifecycle.is_by_state(view) for lifecycle in lifecycles(view)) else ()
    found = {}
    for request in requests:
        by_values = {
            values: class_name(reply.name)
            for values in request.tuples
            for reply in replies
            if values in reply.tuples
        }
        if not by_values and len(tasks) == 1:  # one schema serves all variants
            by_values = {(): tasks[0]}
        if by_state and request.variant:
            found[class_name(request.name)] = TaskModels(by_state=by_state)
        elif by_values and request.variant:
            found[class_name(request.name)] = _narrowed(request, properties, by_values)
    return found


def _narrowed(request: Member, properties: list[str], by_values: dict[tuple[Any, ...], str]) -> TaskModels:
    if len({*by_values.values()}) == 1:
        return TaskModels((), {(): next(iter(by_values.values()))})
    values = list(product(*request.values))
    open_ = [i for i in range(len(properties)) if len({v[i] for v in values}) > 1]
    names = tuple(properties[i] for i in open_)
    return TaskModels(names, {tuple(v[i] for i in open_): model for v, model in by_values.items()})


def _unions(view: Any, side: str) -> list[Node]:
    """Return the schemas with `x-dispatch` that 2xx replies, or requests, reach."""
    return [
        node
        for operation in operations(view)
        for status, media in bodies(view, operation, side)
        if status[:1] in ("", "2")
        for node in closure(view, [media])
        if node.kind == "schema" and "x-dispatch" in (node.value or {})
    ]
