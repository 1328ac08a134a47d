"""Results behind a second operation: it is there, and what the state table says of it is true."""

from __future__ import annotations

from typing import Any

from codegen.document.lifecycle import Lifecycle, lifecycles
from codegen.document.task_parameter import task_parameter
from codegen.document.walk import Operation, at, bodies
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join, tokens


@rule("result-operation", *EVERY, hint="see `result` of x-task-lifecycle in docs/extensions.md")
def _result_operation(spec: Spec) -> Messages:
    """An operation with results that no client can ask, or whose response has no place in a task.

    A task would succeed without its results, or a failure that they tell would pass for a success.
    """
    for lifecycle in lifecycles(spec.document):
        if (facts := lifecycle.table.get("result")) is None:
            continue
        where = join(lifecycle.pointer, "result")
        named = [o for o in spec.operations if o.value.get("operationId") == facts["operationId"]]
        if not named or "x-task-lifecycle" in named[0].value:
            yield join(where, "operationId"), f"no other operation is called {facts['operationId']!r}"
            continue
        if task_parameter(spec.document, named[0]) is None:
            yield named[0].pointer, "no client can tell where this operation takes the id of the task"
        answered = _answered(spec, named[0])
        if not any(status.startswith("2") for status in answered):
            yield join(where, "operationId"), "the operation documents no JSON response of success"
        for status in facts.get("failed", {}).get("http", []):
            if str(status) not in answered:
                yield join(where, "failed/http"), f"the operation documents no JSON response {status}"
        yield from _places(spec, lifecycle, facts, where)


def _places(spec: Spec, lifecycle: Lifecycle, facts: dict[str, Any], where: str) -> Messages:
    """Where a client puts the responses: free in tasks, read as output, and told as a failure."""
    table, failed = lifecycle.table, facts.get("failed")
    places = {"at": facts["at"]} | ({"failed/at": failed["at"]} if failed else {})
    shown = [node for r in lifecycle.responses for node in at(spec.document, r, tokens(table["task"]))]
    for name, place in places.items():
        if any(at(spec.document, task, tokens(place)) for task in shown):
            yield f"{where}/{name}", f"Get Task answers a task that has {place!r} already"
    if len({*places.values()}) < len(places):
        yield f"{where}/failed/at", "the result has this place"
    outputs = table["fields"]["output"]["at"]
    if not any(f"{each}/".startswith(f"{facts['at']}/") for each in outputs):
        yield f"{where}/at", "`output` of the table does not read the result"
    if failed and not any(_tells(table, entry, failed["at"]) for entry in table.get("implied", [])):
        yield f"{where}/failed/at", "no entry of `implied` makes a failure of a success that has this key"


def _tells(table: dict[str, Any], entry: dict[str, Any], place: str) -> bool:
    """Whether an entry of `implied` tells by the key at `place` that a task failed which seems to succeed."""
    phases = [table["statuses"].get(entry.get(key), {}).get("phase") for key in ("instead-of", "status")]
    fails = phases[0] == "succeeded" and phases[1] not in (None, "succeeded", "queued", "running")
    return fails and entry["required"] == tokens(place)


def _answered(spec: Spec, operation: Operation) -> set[str]:
    """Return the HTTP statuses for which an operation documents a JSON body."""
    return {s for s, media in bodies(spec.document, operation, "response") if "schema" in media.value}
