"""The state table: it is there, names statuses that it lists, points where tasks have something."""

from __future__ import annotations

import json
from difflib import get_close_matches
from itertools import chain
from typing import Any

from codegen.document.lifecycle import Lifecycle, lifecycles, tasks_at
from codegen.document.walk import at, bodies, closure
from codegen.rules.keywords import dangling, quoted, types_of, values_of
from codegen.rules.names import posts, schemas_of
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import find, join, tokens


@rule(
    "state-table",
    *EVERY,
    hint="put x-task-lifecycle on Get Task, and operationId: getTask beside it; x-cancel beside cancelTask",
    after=("operation-id",),
)
def _state_table(spec: Spec) -> Messages:
    """A document without exactly one `getTask` operation that has `x-task-lifecycle`.

    Without the state table a client does not know when to stop polling.
    """
    if not any("x-task-lifecycle" in operation.value for operation in spec.operations):
        yield "/paths", "no operation has a state table"
    for operation in spec.operations:
        is_get_task = operation.value.get("operationId") == "getTask"
        if is_get_task and "x-task-lifecycle" not in operation.value:
            yield operation.pointer, "Get Task has no state table"
        elif not is_get_task and "x-task-lifecycle" in operation.value:
            where = join(operation.pointer, "operationId")
            yield where, "the operation with the state table is not called getTask"
        if "x-cancel" in operation.value and operation.value.get("operationId") != "cancelTask":
            where = join(operation.pointer, "operationId")
            yield where, "the operation that cancels a task is not called cancelTask"


@rule("task-name", *EVERY, hint="make it a component, and refer to it with $ref")
def _task_name(spec: Spec) -> Messages:
    """A task whose schema stands where it is used, and has no name.

    The class of a task is named after its schema, and models, contract and variants refer to it by that name.
    """
    for lifecycle in lifecycles(spec.document):
        for task in lifecycle.tasks:
            # A member of an allOf is part of a task that has a name.
            inline = not task.pointer.startswith("/components/schemas/") or len(tokens(task.pointer)) != 3
            if inline and "/allOf/" not in task.pointer:
                yield task.pointer, "the schema of this task has no name"


@rule("known-status", *EVERY, hint="name a status of the table, in its spelling")
def _known_status(spec: Spec) -> Messages:
    """A status that the state table names in `next`, `when` or `implied`, and does not list.

    The mock would move a task into an unknown state.
    """
    for lifecycle in lifecycles(spec.document):
        statuses = lifecycle.table.get("statuses", {})
        named = [
            (join("/statuses", status, "next", i), name)
            for status, entry in statuses.items()
            for i, name in enumerate(entry.get("next", []))
        ]
        for field in ("progress", "cost"):
            when = lifecycle.table.get("fields", {}).get(field, {}).get("when", [])
            named += [(join("/fields", field, "when", i), name) for i, name in enumerate(when)]
        implied = lifecycle.table.get("implied", [])
        named += [(join("/implied", i, "status"), rule["status"]) for i, rule in enumerate(implied)]
        named += [
            (join("/implied", i, "instead-of"), rule["instead-of"])
            for i, rule in enumerate(implied)
            if "instead-of" in rule
        ]
        by_http = lifecycle.table.get("fields", {}).get("status", {}).get("http", {})
        named += [(join("/fields/status/http", code), name) for code, name in by_http.items()]
        cited = [(lifecycle.pointer + pointer, name) for pointer, name in named]
        yield from dangling(cited, {s: join(lifecycle.pointer, "statuses", s) for s in statuses}, "status")


@rule(
    "status-table",
    *("documented", "effective", "variant"),
    hint="the schema's enum and the statuses of x-task-lifecycle must be the same",
    after=("known-status", "dispatch"),
)
def _status_table(spec: Spec) -> Messages:
    """A status that the schema's enum has and the state table lacks, or the other way round.

    A second list of statuses goes stale, and a stale list makes waits end too late.
    """
    for lifecycle in lifecycles(spec.document):
        fold = str if lifecycle.table.get("case-sensitive", True) else str.casefold
        table = {fold(s) for s in lifecycle.table.get("statuses", {})}
        # Keys tell of these; the schema may list them too.
        told = {fold(each["status"]) for each in lifecycle.table.get("implied", [])}
        found = [*spec.at_field(lifecycle.tasks, lifecycle.table, "status")]
        values = [[s if isinstance(s, str) else json.dumps(s) for s in values_of(n.value)] for n in found]
        listed = [{*map(fold, each)} for each in values]
        elsewhere = {*chain(*listed)} if lifecycle.is_by_state(spec.document) else set()
        for status in lifecycle.table.get("statuses", {}) if elsewhere else ():
            if fold(status) not in told | elsewhere:
                where = join(lifecycle.pointer, "statuses", status)
                yield where, f"no schema of a task has the status {status!r}"
        for status, enum in zip(found, listed, strict=True):
            where = join(status.pointer, "const" if "const" in status.value else "enum")
            if enum - table:
                yield where, f"the state table lacks {quoted(enum - table)}"
            if enum and not elsewhere and (missing := table - told - enum):
                yield where, f"the state table also has {quoted(missing)}"


@rule("no-status", "effective", hint="add its status to `implied` in x-task-lifecycle")
def _no_status(spec: Spec) -> Messages:
    """A kind of task without a status and without a rule for its status.

    Waiting reads the status: without one it would poll until the deadline.
    """
    for lifecycle in lifecycles(spec.document):
        rules = [rule for rule in lifecycle.table.get("implied", []) if "instead-of" not in rule]
        implied = [set(rule["required"]) for rule in rules]
        met, without = set(), list[str]()
        elsewhere = lifecycle.table.get("fields", {}).get("status", {}).keys() & {"http", "header"}
        for task in lifecycle.tasks if not elsewhere else ():
            has_one = bool(spec.at_field([task], lifecycle.table, "status"))
            required = {*task.value.get("required", [])}
            if has_one and any(tokens(at)[0] in required for at in lifecycle.table["fields"]["status"]["at"]):
                continue
            fits = [i for i, keys in enumerate(implied) if keys <= required]
            met.update(fits)
            if not fits and not has_one:
                without.append(task.pointer)
        unmet = {*range(len(implied))} - met
        for i in unmet:
            yield join(lifecycle.pointer, "implied", i), "no task without a status requires these keys"
        for pointer in () if unmet else without:
            yield pointer, "a task of this kind has no status"


@rule("lifecycle-pointer", "effective", hint="correct the pointer, or the schema of the task")
def _lifecycle_pointer(spec: Spec) -> Messages:
    """A pointer of the state table that matches nothing in any task.

    The field would silently stay None for ever.
    """
    for lifecycle in lifecycles(spec.document):
        if not any(
            tasks_at(spec.document, response, lifecycle.table["task"]) for response in lifecycle.responses
        ):
            yield join(lifecycle.pointer, "task"), "no response has anything at this pointer"
            continue
        fields = dict(lifecycle.table.get("fields", {}))
        fields |= {f"error/{k}": v for k, v in fields.pop("error", {}).items()}
        for name, field in fields.items():
            for i, pointer in enumerate(field["at"]):
                elsewhere = field.keys() & {"http", "header"}
                if not elsewhere and not any(at(spec.document, t, tokens(pointer)) for t in lifecycle.tasks):
                    where = f"{lifecycle.pointer}/fields/{name}/at/{i}"
                    problem = f"no task of any variant has {pointer!r}"
                    yield _misspelt(spec, lifecycle, tokens(pointer)) or where, problem


def _misspelt(spec: Spec, lifecycle: Lifecycle, path: list[str]) -> str:
    """Return the property that is nearly the last of a path, where bodies have it as the path does; or ""."""
    if not path or path[-1] not in spec.keys_of_examples:
        return ""
    holders = [node for task in lifecycle.tasks for node in at(spec.document, task, path[:-1])]
    for node in holders:
        for name in get_close_matches(path[-1], node.value.get("properties", {}), 1, 0.8):
            if name not in spec.keys_of_examples:
                return join(node.pointer, "properties", name)
    return ""


@rule(
    "asset",
    *("documented", "effective", "variant"),
    hint="add x-asset with the kind of the file, or drop format: uri",
)
def _asset(spec: Spec) -> Messages:
    """The URL of a result without `x-asset`, or one that its schema or its media types contradict.

    Only what is marked is downloaded: a paid result would be missing.
    """
    for lifecycle in lifecycles(spec.document):
        outputs = spec.at_field(lifecycle.tasks, lifecycle.table, "output")
        for node in closure(spec.document, outputs):
            if node.kind != "schema" or not isinstance(node.value, dict):
                continue
            if node.value.get("format") == "uri" and "x-asset" not in node.value:
                yield node.pointer, "the URL of a result without x-asset"
    for pointer, _, value in spec.schemas:
        if "x-asset" in value and "string" not in types_of(value):
            yield (
                join(pointer, "x-asset"),
                "x-asset belongs on the schema of a string, and this is not one",
            )
        facts = value.get("x-asset", {})
        kinds = {each.partition("/")[0] for each in facts.get("media-types", [])} - {"application"}
        if kinds and facts["kind"] not in kinds:
            where = join(pointer, "x-asset", "kind")
            yield where, f"no media type is one of {facts['kind']}: they are of {quoted(kinds)}"


@rule(
    "error-class",
    "effective",
    hint="add an entry with its status, its code or neither to x-errors",
    after=("error-twice",),
)
def _error_class(spec: Spec) -> Messages:
    """An error in an example that no entry of `x-errors` gives a class.

    Callers catch errors by class: without one, a lack of credit looks like any other failure.
    """
    code_at = spec.document.get("x-reply", {}).get("code", {}).get("at", [])
    known = [e for e in spec.document.get("x-errors", []) if e["place"] == "http"]
    for operation in spec.operations:
        for status, media in bodies(spec.document, operation, "response"):
            if status.startswith("2"):
                continue
            for _, where, body in spec.examples_on(media):
                codes = [find(body, pointer) for pointer in code_at]
                for code in [c for c in codes if c is not None] or [None]:
                    if not any(_covers(entry, status, code) for entry in known):
                        at_code = next((p for p in code_at if find(body, p) is not None), "")
                        yield f"{where}/value{at_code}", f"HTTP {status}, code {code}, has no class"


def _covers(entry: dict[str, Any], status: str, code: Any) -> bool:
    """Return whether an entry of x-errors is about a status, or about one of `5XX` or `default`."""
    known = entry.get("status")
    fits = known is None or status in (str(known), f"{known // 100}XX", "default")
    return fits and entry.get("code") in (None, code)


@rule("time-format", "effective", hint="write format: unix-time for numbers, date-time for texts")
def _time_format(spec: Spec) -> Messages:
    """A time of the state table or of webhooks in a format that the schema's type does not have.

    Reading it would fail, and the time be None for ever.
    """
    needed = {"unix-time": {"integer", "number"}, "date-time": {"string"}}
    hook = spec.document.get("x-webhook", {})
    posted = [schema for post in posts(spec) for schema in schemas_of(spec, post, "request")]
    times = [(f"/x-webhook/{key}", hook[key], posted) for key in ("sent-at", "happened-at") if key in hook]
    for lifecycle in lifecycles(spec.document):
        for name in ("created_at", "started_at", "ended_at"):
            field = lifecycle.table.get("fields", {}).get(name, {})
            times.append((f"{lifecycle.pointer}/fields/{name}", field, lifecycle.tasks))
    for where, field, schemas in times:
        pointers = [tokens(pointer) for pointer in field.get("at", [])]
        for node in (n for schema in schemas for path in pointers for n in at(spec.document, schema, path)):
            types = {*types_of(node.value)} - {"null"}
            if types and not types & needed[field["format"]]:
                message = f"the schema says {quoted(types)}, which is never {field['format']}"
                yield f"{where}/format", message
