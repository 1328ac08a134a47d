"""Names and pointers in extensions: each leads to something that a schema or parameter describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, Operation, at, bodies
from codegen.rules.keywords import values_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import find, join, tokens

WEBHOOK_BODY = ("id", "event", "sent-at", "happened-at")
WEBHOOK_REQUEST = ("endpoint", "secret")

# Extension of an operation → key in it → what its pointers, or the name there, are held against.
_HELD = {
    "x-upload": {"file": "field", "name": "field", "token": "response"},
    "x-presign": {"url": "response", "token": "response"},
    "x-balance": {"left": "response"},
    "x-task-batch": {"ids": "request", "tasks": "response", "missed": "response"},
    "x-task-list": {
        "tasks": "response",
        **dict.fromkeys(("query/since", "query/until", "query/page", "query/offset"), "parameter"),
        "query/size/name": "parameter",
    },
    "x-bulk-cancel": {"before": "parameter"},
}


@rule("extension-name", "effective", hint="correct the name or pointer, or the schema that it is about")
def _extension_name(spec: Spec) -> Messages:
    """A pointer or name in an extension that no schema or parameter has.

    The client would read nothing there, or send a field that no server knows, in silence.
    """
    yield from _reply(spec)
    yield from _webhook(spec)
    yield from _idempotency(spec)
    for operation in spec.operations:
        for name, held in _HELD.items():
            if isinstance(operation.value.get(name), dict):
                yield from _held(spec, operation, name, held)
        yield from _entries(spec, operation)
        yield from _bulk_cancel(spec, operation)
    yield from _polling_url(spec)
    yield from _requests(spec)
    yield from _beside(spec)
    yield from _matched(spec)


def _held(spec: Spec, operation: Operation, name: str, held: dict[str, str]) -> Messages:
    for key, what in held.items():
        where, value = join(operation.pointer, name) + f"/{key}", find(operation.value[name], f"/{key}")
        if value is None:
            continue
        if what == "parameter":
            if value not in [parameter.get("name") for parameter in parameters(spec, operation)]:
                yield where, f"the operation has no parameter {value!r}"
        elif what == "field":
            sent = schemas_of(spec, operation, "request")
            if not any(at(spec.document, schema, [value]) for schema in sent):
                yield where, f"the request has no field {value!r}"
        else:
            yield from _missing(spec, schemas_of(spec, operation, what), where, value, what)


def _entries(spec: Spec, operation: Operation) -> Messages:
    """`id` of `x-task-list`, which begins at an entry of the list."""
    facts = operation.value.get("x-task-list")
    if isinstance(facts, dict):
        received = list(schemas_of(spec, operation, "response"))
        items = [[*tokens(pointer), "*"] for pointer in facts["tasks"]["at"]]
        entries = [n for schema in received for path in items for n in at(spec.document, schema, path)]
        where = join(operation.pointer, "x-task-list", "id")
        yield from _missing(spec, entries, where, facts["id"], "entry of the list")


def _bulk_cancel(spec: Spec, operation: Operation) -> Messages:
    facts = operation.value.get("x-bulk-cancel")
    known = {parameter.get("name"): parameter for parameter in parameters(spec, operation)}
    for name, every in facts.get("where", {}).items() if isinstance(facts, dict) else ():
        where = join(operation.pointer, "x-bulk-cancel", "where", name)
        allowed = values_of(known[name].get("schema", {})) if name in known else []
        if name not in known:
            yield where, f"the operation has no parameter {name!r}"
        elif allowed and every not in allowed:
            yield where, f"the parameter {name!r} cannot be {every!r}"


def _polling_url(spec: Spec) -> Messages:
    """`polling-url` of the state table, which is in responses of operations that create tasks."""
    creating = [operation for operation in spec.operations if "x-create" in operation.value]
    received = [schema for operation in creating for schema in schemas_of(spec, operation, "response")]
    for lifecycle in lifecycles(spec.document):
        field = lifecycle.table.get("polling-url", {})
        where = join(lifecycle.pointer, "polling-url")
        yield from _missing(spec, received, where, field, "response to a create")
        if "header" in field and field["header"].lower() not in _response_headers(spec):
            yield join(where, "header"), f"no response has a header {field['header']!r}"


def _reply(spec: Spec) -> Messages:
    found = [schema for operation in spec.operations for schema in schemas_of(spec, operation, "response")]
    for name, field in spec.document.get("x-reply", {}).items():
        if isinstance(field, dict):
            yield from _missing(spec, found, join("/x-reply", name), field, "response")
    named = {"/x-reply/request-id/header": find(spec.document, "/x-reply/request-id/header")}
    for lifecycle in lifecycles(spec.document):
        where = join(lifecycle.pointer, "fields", "status", "header")
        named[where] = find(lifecycle.table, "/fields/status/header")
    for where, header in named.items():
        if isinstance(header, str) and header.lower() not in _response_headers(spec):
            yield where, f"no response has a header {header!r}"


def _response_headers(spec: Spec) -> set[str]:
    return {
        name.lower()
        for _, kind, value in spec.nodes
        if kind == "response" and isinstance(value, dict)
        for name in value.get("headers", {})
    }


def _webhook(spec: Spec) -> Messages:
    facts = spec.document.get("x-webhook", {})
    webhooks = spec.document.get("webhooks", {})
    hooks = posts(spec)
    posted = [schema for post in hooks for schema in schemas_of(spec, post, "request")]
    sent = [schema for operation in spec.operations for schema in schemas_of(spec, operation, "request")]
    for name in (key for key in (*WEBHOOK_BODY, *WEBHOOK_REQUEST) if key in facts):
        schemas, kind = (posted, "webhook") if name in WEBHOOK_BODY else (sent, "request")
        yield from _missing(spec, schemas, join("/x-webhook", name), facts[name], kind)
    headers = {
        str(parameter.get("name", "")).lower()
        for post in hooks
        for parameter in parameters(spec, post)
        if parameter.get("in") == "header"
    }
    named = [("header", facts.get("header")), ("delivery", facts.get("delivery"))]
    named += [(f"headers/{key}", name) for key, name in facts.get("headers", {}).items()]
    for where, name in named:
        if isinstance(name, str) and headers and name.lower() not in headers:
            yield f"/x-webhook/{where}", f"no webhook has a header {name!r}"
    for name in facts.get("sends", {}):
        if name not in webhooks:
            yield join("/x-webhook/sends", name), f"the document has no webhook {name!r}"


def _idempotency(spec: Spec) -> Messages:
    header = find(spec.document, "/x-idempotency/header")
    if not isinstance(header, str):
        return
    for operation in spec.operations:
        for parameter in parameters(spec, operation):
            if parameter.get("in") == "header" and str(parameter.get("name")).lower() == header.lower():
                return
    yield "/x-idempotency/header", f"no operation has a header {header!r}"


def _requests(spec: Spec) -> Messages:
    """`x-results` against the outputs of tasks, `x-match` against the values that tell tasks apart."""
    for lifecycle in lifecycles(spec.document):
        outputs = spec.at_field(lifecycle.tasks, lifecycle.table, "output")
        for node in spec.schemas:
            pointer, _, value = node
            yield from _results(spec, node, outputs)
            for name, wanted in value.get("x-match", {}).items():
                if name.startswith("x-"):
                    continue
                found = [node for task in lifecycle.tasks for node in at(spec.document, task, [name])]
                allowed = {str(each) for node in found for each in values_of(node.value)}
                if not found:
                    yield join(pointer, "x-match", name), f"no task has a field {name!r}"
                elif allowed and all(values_of(node.value) for node in found) and str(wanted) not in allowed:
                    yield join(pointer, "x-match", name), f"no task has {name} {wanted!r}"


def _results(spec: Spec, request: Node, outputs: list[Node]) -> Messages:
    """`x-results` of one request: its keys are in the outputs of tasks, its pointers in the request."""
    results, where = request.value.get("x-results", {}), join(request.pointer, "x-results")
    keys = [(join(where, "keys", i), key) for i, key in enumerate(results.get("keys", []))]
    fields = []
    for i, entry in enumerate(results.get("instead", [])):
        place = join(where, "instead", i)
        keys.append((join(place, "key"), entry["key"]))
        fields += [(join(place, "when", field), field) for field in entry["when"]]
        if entry["of"] not in results.get("keys", []):
            yield join(place, "of"), f"{entry['of']!r} is not one of the keys"
    for i, entry in enumerate(results.get("formats", [])):
        place = join(where, "formats", i)
        keys.append((join(place, "key"), entry["key"]))
        fields.append((join(place, "field"), entry["field"]))
    for place, key in keys:
        if not any(at(spec.document, output, tokens(f"/{key}")) for output in outputs):
            yield place, f"no output of a task has {key!r}"
    for place, field in fields:
        if not at(spec.document, request, tokens(field)):
            yield place, f"the request has no field {field!r}"


def _beside(spec: Spec) -> Messages:
    """`x-not-repeated` and the `size` of `x-asset` against the fields of their own object; `x-url-of`."""
    known = {operation.value.get("operationId") for operation in spec.operations}
    for pointer, _, value in spec.schemas:
        if value.get("x-url-of") not in (None, *known):
            yield join(pointer, "x-url-of"), f"there is no operation {value['x-url-of']!r}"
        fields = value.get("properties", {})
        for name in value.get("x-not-repeated", {}):
            if name not in fields:
                yield join(pointer, "x-not-repeated", name), f"the input has no field {name!r}"
        for name, field in fields.items():
            for i, other in enumerate(field.get("x-asset", {}).get("size", [])):
                if other not in fields:
                    where = join(pointer, "properties", name, "x-asset", "size", i)
                    yield where, f"there is no field {other!r} beside the URL"


def _matched(spec: Spec) -> Messages:
    """`match` of `x-errors`: a pointer into a task, or into the response that is an error."""
    replies = [schema for operation in spec.operations for schema in schemas_of(spec, operation, "response")]
    tasks = [task for lifecycle in lifecycles(spec.document) for task in lifecycle.tasks]
    for i, entry in enumerate(spec.document.get("x-errors", [])):
        pointer = find(entry, "/match/at")
        schemas, kind = (tasks, "task") if entry["place"] == "task" else (replies, "response")
        if pointer and not any(at(spec.document, schema, tokens(pointer)) for schema in schemas):
            yield f"/x-errors/{i}/match/at", f"no {kind} has {pointer!r}"


def _missing(spec: Spec, schemas: Iterable[Node], where: str, field: Any, kind: str) -> Messages:
    """Yield the pointers of a field that lead nowhere in all of the schemas."""
    schemas = list(schemas)
    for i, pointer in enumerate(field.get("at", []) if isinstance(field, dict) else []):
        if not any(at(spec.document, schema, tokens(pointer)) for schema in schemas):
            yield join(where, "at", i), f"no {kind} has {pointer!r}"


def posts(spec: Spec) -> list[Operation]:
    """Return the operations under `webhooks`."""
    return [
        Operation(join("/webhooks", name, method), name, method, operation)
        for name, item in spec.document.get("webhooks", {}).items()
        for method, operation in item.items()
        if isinstance(operation, dict)
    ]


def schemas_of(spec: Spec, operation: Operation, side: str) -> Iterator[Node]:
    """Yield the schemas of the bodies of an operation; `side` is "request" or "response"."""
    for _, media in bodies(spec.document, operation, side):
        if "schema" in media.value:
            yield Node(join(media.pointer, "schema"), "schema", media.value["schema"])


def parameters(spec: Spec, operation: Operation) -> Iterator[dict[str, Any]]:
    """Yield the parameters of an operation and of its path, references followed."""
    item = spec.document.get("paths", {}).get(operation.path, {})
    for written in [*operation.value.get("parameters", []), *item.get("parameters", [])]:
        yield spec.resolved(Node("", "parameter", written))
