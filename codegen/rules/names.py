"""Names and pointers in extensions: each leads to something that a schema or parameter describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, Operation, at, bodies, follow
from codegen.rules.keywords import values_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join, tokens

WEBHOOK_BODY = ("id", "event", "sent-at", "happened-at")
WEBHOOK_REQUEST = ("endpoint", "secret")


@rule("extension-name", "effective", hint="correct the name or pointer, or the schema that it is about")
def _extension_name(spec: Spec) -> Messages:
    """A pointer or name in an extension that no schema or parameter has.

    The client would read nothing there, or send a field that no server knows, in silence.
    """
    yield from _reply(spec)
    yield from _webhook(spec)
    for operation in spec.operations:
        yield from _upload(spec, operation)
        yield from _bulk_cancel(spec, operation)
    yield from _requests(spec)


def _reply(spec: Spec) -> Messages:
    found = [schema for operation in spec.operations for schema in _bodies(spec, operation, "response")]
    for name, field in spec.document.get("x-reply", {}).items():
        if isinstance(field, dict):
            yield from _missing(spec, found, join("/x-reply", name), field, "response")


def _webhook(spec: Spec) -> Messages:
    facts = spec.document.get("x-webhook", {})
    webhooks = spec.document.get("webhooks", {})
    posts = [
        Operation(join("/webhooks", name, method), name, method, operation)
        for name, item in webhooks.items()
        for method, operation in item.items()
        if isinstance(operation, dict)
    ]
    posted = [schema for post in posts for schema in _bodies(spec, post, "request")]
    sent = [schema for operation in spec.operations for schema in _bodies(spec, operation, "request")]
    for name in facts.keys() & {*WEBHOOK_BODY, *WEBHOOK_REQUEST}:
        schemas, kind = (posted, "webhook") if name in WEBHOOK_BODY else (sent, "request")
        yield from _missing(spec, schemas, join("/x-webhook", name), facts[name], kind)
    headers = {
        str(parameter.get("name", "")).lower()
        for post in posts
        for parameter in _parameters(spec, post)
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


def _upload(spec: Spec, operation: Operation) -> Messages:
    facts = operation.value.get("x-upload")
    if not isinstance(facts, dict):
        return
    where = join(operation.pointer, "x-upload")
    sent, received = (list(_bodies(spec, operation, side)) for side in ("request", "response"))
    for key in facts.keys() & {"file", "name"}:
        if not any(at(spec.document, schema, [facts[key]]) for schema in sent):
            yield join(where, key), f"the request has no field {facts[key]!r}"
    if "token" in facts:
        yield from _missing(spec, received, join(where, "token"), facts["token"], "response")


def _bulk_cancel(spec: Spec, operation: Operation) -> Messages:
    facts = operation.value.get("x-bulk-cancel")
    if not isinstance(facts, dict):
        return
    known = {parameter.get("name") for parameter in _parameters(spec, operation)}
    named = [("before", facts.get("before")), *((join("where", n)[1:], n) for n in facts.get("where", {}))]
    for where, name in named:
        if name is not None and name not in known:
            yield f"{operation.pointer}/x-bulk-cancel/{where}", f"the operation has no parameter {name!r}"


def _requests(spec: Spec) -> Messages:
    """`x-results` against the outputs of tasks, `x-match` against the values that tell tasks apart."""
    for lifecycle in lifecycles(spec.document):
        outputs = spec.at_field(lifecycle.tasks, lifecycle.table, "output")
        for pointer, _, value in spec.schemas:
            for i, key in enumerate(value.get("x-results", {}).get("keys", [])):
                if not any(at(spec.document, output, tokens(f"/{key}")) for output in outputs):
                    yield join(pointer, "x-results", "keys", i), f"no output of a task has {key!r}"
            yield from _formats(spec, outputs, Node(pointer, "schema", value))
            for name, wanted in value.get("x-match", {}).items():
                if name.startswith("x-"):
                    continue
                found = [node for task in lifecycle.tasks for node in at(spec.document, task, [name])]
                allowed = {str(each) for node in found for each in values_of(node.value)}
                if not found:
                    yield join(pointer, "x-match", name), f"no task has a field {name!r}"
                elif allowed and all(values_of(node.value) for node in found) and str(wanted) not in allowed:
                    yield join(pointer, "x-match", name), f"no task has {name} {wanted!r}"


def _formats(spec: Spec, outputs: list[Node], request: Node) -> Messages:
    """`formats` of `x-results` against the outputs of tasks, and against the request that it stands on."""
    for i, entry in enumerate(request.value.get("x-results", {}).get("formats", [])):
        where, key, field = join(request.pointer, "x-results", "formats", i), entry["key"], entry["field"]
        if not any(at(spec.document, output, [key]) for output in outputs):
            yield join(where, "key"), f"no output of a task has {key!r}"
        if not at(spec.document, request, tokens(field)):
            yield join(where, "field"), f"the request has no field {field!r}"


def _missing(spec: Spec, schemas: Iterable[Node], where: str, field: Any, kind: str) -> Messages:
    """Yield the pointers of a field that lead nowhere in all of the schemas."""
    schemas = list(schemas)
    for i, pointer in enumerate(field.get("at", []) if isinstance(field, dict) else []):
        if not any(at(spec.document, schema, tokens(pointer)) for schema in schemas):
            yield join(where, "at", i), f"no {kind} has {pointer!r}"


def _bodies(spec: Spec, operation: Operation, side: str) -> Iterator[Node]:
    for _, media in bodies(spec.document, operation, side):
        if "schema" in media.value:
            yield Node(join(media.pointer, "schema"), "schema", media.value["schema"])


def _parameters(spec: Spec, operation: Operation) -> Iterator[dict[str, Any]]:
    for i, written in enumerate(operation.value.get("parameters", [])):
        node = follow(spec.document, Node(join(operation.pointer, "parameters", i), "parameter", written))
        yield node.value
