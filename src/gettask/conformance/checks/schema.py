"""Schemas: each body against the effective specification, by dispatch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..._contract.pointer import MISSING, lookup
from ..model import Outcome, Problem, check
from ..schemas import SchemaError
from ..tasks import Call, View
from ..trace import NOT_JSON

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
    exchange, operation = call.exchange, call.operation
    if operation is None or exchange.webhook or exchange.response_json is NOT_JSON or not exchange.complete:
        return
    at: str | None
    base, body = "", exchange.response_json
    if exchange.method or lookup(body, view.spec.lifecycle.task) is not MISSING:
        at = view.spec.response_schema(operation, exchange.status)
    else:  # a task without its envelope
        model = view.spec.contract.find(body) if isinstance(body, dict) else None
        at = None if model is None else f"/components/schemas/{model.name}"
    if at is not None:
        yield from _outcomes(call, view, view.schemas.errors(at, body), base)


@check("webhook-schema", "A webhook fits its schema.", reads="webhooks", scope="exchange")
def webhook_schema(call: Call, view: View) -> Iterator[Outcome]:
    """The schema of any of the webhooks that the document lists."""
    if not call.exchange.webhook:
        return
    if call.body is NOT_JSON:
        yield Problem("the body of the webhook is not JSON", (call.exchange,), "", "/webhooks")
        return
    found: list[list[SchemaError]] = []
    for name in view.spec.document.get("webhooks", {}):
        at = f"/webhooks/{name}/post/requestBody/content/application~1json/schema"
        if lookup(view.spec.document, at) is not MISSING:
            found.append(view.schemas.errors(at, call.body))
    if found:
        yield from _outcomes(call, view, min(found, key=len), "")


def _outcomes(call: Call, view: View, errors: list[SchemaError], base: str) -> Iterator[Outcome]:
    left = [error for error in errors if not _owned(error, view, call)]
    if not left:
        yield None
    for error in left:
        pointer = f"{base}{error.pointer}"
        yield Problem(
            f"{pointer or 'the body'}: {error.message}",
            (call.exchange,),
            pointer,
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
        urls = {f"{task_at}{asset.at}" for asset in view.assets(task)} if task is not None else set()
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
            if error.pointer == place and error.keyword in keywords:
                return True
    return False
