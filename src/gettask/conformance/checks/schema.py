"""Schemas: each body against the effective specification, by dispatch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..._contract.pointer import MISSING, escape, lookup
from ..bodies import NOT_JSON
from ..model import Outcome, Problem, check
from ..schemas import SchemaError
from ..tasks import Call, View

OWNED: Mapping[str, frozenset[str]] = {
    "status": frozenset({"enum", "const", "type", "required"}),
    "id": frozenset({"type", "minLength", "required"}),
    "progress": frozenset({"minimum", "maximum"}),
    "queue_position": frozenset({"minimum"}),
    "remaining": frozenset({"minimum"}),
    "cost": frozenset({"minimum"}),
    "created_at": frozenset({"format"}),
    "started_at": frozenset({"format"}),
    "ended_at": frozenset({"format"}),
}
"""Errors that checks of their own report: fields of the state table, and keywords of JSON Schema."""


@check("response-schema", "A response fits its schema.", reads="schemas of responses", scope="exchange")
def response_schema(call: Call, view: View) -> Iterator[Outcome]:
    """Of a union the member that the body's own values select, so that one wrong field is one violation."""
    at = None if call.exchange.webhook else schema_of(call, view)
    if at is not None:
        yield from _outcomes(call, view, errors(call, view, at))


@check("webhook-schema", "A webhook fits its schema.", reads="webhooks", scope="exchange")
def webhook_schema(call: Call, view: View) -> Iterator[Outcome]:
    """The schema of any of the webhooks that the document lists."""
    if not call.exchange.webhook:
        return
    if call.body is NOT_JSON:
        yield Problem("the body of the webhook is not JSON", (call.exchange,), "", "/webhooks")
        return
    at = schema_of(call, view)
    if at is not None:
        yield from _outcomes(call, view, errors(call, view, at))


def schema_of(call: Call, view: View) -> str | None:
    """Return the JSON Pointer to the schema of a JSON response or webhook, None if there is none.

    Of the webhooks that the document lists the one that fits best.
    """
    exchange, operation, body = call.exchange, call.operation, call.body
    if body is NOT_JSON or not exchange.complete:
        return None
    if exchange.webhook:
        listed = [
            f"/webhooks/{escape(name)}/post/requestBody/content/application~1json/schema"
            for name in view.spec.document.get("webhooks", {})
        ]
        known = [at for at in listed if lookup(view.spec.document, at) is not MISSING]
        return min(known, key=lambda at: len(view.schemas.errors(at, body)), default=None)
    if operation is None:
        return None
    if exchange.method or lookup(body, view.spec.lifecycle.task) is not MISSING:
        return view.spec.response_schema(operation, exchange.status)
    # a task without its envelope
    model = view.spec.contract.find(body) if isinstance(body, dict) else None
    return None if model is None else f"/components/schemas/{model.name}"


def errors(call: Call, view: View, at: str) -> list[SchemaError]:
    """Return the errors of a body by its schema that no check of its own reports."""
    return [error for error in view.schemas.errors(at, call.body) if not _owned(error, view, call)]


def _outcomes(call: Call, view: View, found: list[SchemaError]) -> Iterator[Outcome]:
    if not found:
        yield None
    for error in found:
        yield Problem(
            f"{error.pointer or 'the body'}: {error.message}",
            (call.exchange,),
            error.pointer,
            error.spec,
            call.params.get("task_id", ""),
        )


def _owned(error: SchemaError, view: View, call: Call) -> bool:
    """Return whether a check of its own reports the error: in polls all fields, in creates the id."""
    created = call.operation is not None and call.operation.name in view.spec.creates
    if call.operation is not view.spec.get_task and not created and not call.exchange.webhook:
        return False
    body = call.body
    task_at = view.spec.lifecycle.task if lookup(body, view.spec.lifecycle.task) is not MISSING else ""
    if error.keyword == "format" and isinstance(lookup(body, error.pointer), str):
        task = view.task_in(body)
        urls = {f"{task_at}{asset.at}" for asset in view.assets_in(task)} if task is not None else set()
        if error.pointer in urls:
            return True
    for name, keywords in OWNED.items():
        if created and name != "id":
            continue
        field = view.spec.field(name)
        for at in () if field is None else field.at:
            place = f"{task_at}{at}"
            missing = error.keyword == "required" and "required" in keywords
            if (
                missing
                and error.pointer == place.rpartition("/")[0]
                and f"property {at[1:]} is" in error.message
            ):
                return True
            # Readers take an id that is a number for its digits: no other check would report it.
            number = name == "id" and isinstance(lookup(body, place), int)
            if error.pointer == place and error.keyword in keywords and not number:
                return True
    return False
