"""Requests: what the specification allows is accepted, what it forbids is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..bodies import NOT_JSON
from ..model import Outcome, Problem, Severity, check
from ..schemas import SchemaError
from ..tasks import Call, View

UNKNOWN_FIELDS = frozenset({"additionalProperties", "unevaluatedProperties"})


@check(
    "request-accepted",
    "A request that fits its schema is accepted.",
    reads="schemas of requests",
    scope="exchange",
    severity=Severity.WARNING,
)
def request_accepted(call: Call, view: View) -> Iterator[Outcome]:
    """Judged by 400, 401, 404, 405, 415 and 422; a vendor may refuse a request for its content."""
    if call.operation is None or call.exchange.purpose not in ("", "example"):
        return
    if call.operation in (view.spec.get_task, view.spec.cancel):
        return
    errors = _errors(call, view)
    if errors is None or errors:
        return
    status = call.exchange.status
    if status == 401 and call.exchange.key not in view.accepted_keys:
        return  # the key may be wrong
    yield (
        None
        if status not in (400, 401, 404, 405, 415, 422) or _own_reason(call, view)
        else Problem(
            f"the request fits its schema, and was refused with {status}",
            (call.exchange,),
            "",
            f"{call.operation.at}/requestBody",
        )
    )


@check(
    "request-refused",
    "A request that does not fit its schema is refused.",
    reads="schemas of requests",
    scope="exchange",
    severity=Severity.WARNING,
)
def request_refused(call: Call, view: View) -> Iterator[Outcome]:
    """Fields that are not listed, and nulls, count only where the API is not known to ignore them."""
    if call.operation is None or call.exchange.webhook:
        return
    errors = _errors(call, view, as_observed=True)
    if not errors:
        return
    ignored = "x-ignores-unknown-fields" in call.operation.data
    if ignored and all(error.keyword in UNKNOWN_FIELDS for error in errors):
        return
    yield (
        None
        if not call.succeeded
        else Problem(
            f"the request was accepted, although {errors[0].pointer}: {errors[0].message}",
            (call.exchange,),
            "",
            errors[0].spec,
        )
    )


@check(
    "request-refused-kindly",
    "A request that cannot be understood is answered with 4xx, not 5xx.",
    reads="responses of the operation",
    scope="exchange",
)
def request_refused_kindly(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    if call.operation is None or call.exchange.purpose not in (
        "invalid",
        "malformed",
        "media-type",
        "unknown-id",
        "parameter",
    ):
        return
    yield (
        None
        if call.exchange.status < 500
        else Problem(
            f"a request with a mistake was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            f"{call.operation.at}/responses",
        )
    )


@check("malformed-refused", "A body that is not JSON is refused.", reads="requestBody", scope="exchange")
def malformed_refused(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    if call.operation is None or call.exchange.purpose != "malformed":
        return
    yield (
        None
        if call.refused
        else Problem(
            f"a body that is not JSON was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            call.operation.at,
        )
    )


@check(
    "media-type-refused", "A body of another media type is refused.", reads="requestBody", scope="exchange"
)
def media_type_refused(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    if call.operation is None or call.exchange.purpose != "media-type":
        return
    yield (
        None
        if call.refused
        else Problem(
            f"a body of type text/plain was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            call.operation.at,
        )
    )


@check(
    "parameter-refused",
    "A query without a required parameter, or with a wrong one, is refused.",
    reads="parameters",
    scope="exchange",
)
def parameter_refused(call: Call, view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    if call.operation is None or call.exchange.purpose != "parameter":
        return
    yield (
        None
        if call.refused
        else Problem(
            f"a wrong query was answered with {call.exchange.status}",
            (call.exchange,),
            "",
            f"{call.operation.at}/parameters",
        )
    )


@check(
    "create-accepted",
    "A create is answered at last, however busy the server is.",
    reads="HTTP",
    scope="trace",
    severity=Severity.WARNING,
)
def create_accepted(view: View) -> Iterator[Outcome]:
    """The last of equal creates, which the driver repeats after 429, is not refused for another reason."""
    last: dict[tuple[str, bytes], Call] = {}
    for call in view.calls if view.trace.patience is not None else ():
        if (
            call.operation is not None
            and call.operation.name in view.spec.creates
            and call.exchange.purpose in ("", "webhook")
        ):
            last[call.operation.name, call.exchange.request_body] = call
    for call in last.values():
        status = call.exchange.status
        yield (
            None
            if call.succeeded or status in (400, 401, 404, 405, 415, 422)
            else Problem(
                f"the create was answered with {status}",
                (call.exchange,),
                "",
                call.operation.at if call.operation else "",
            )
        )


def _errors(call: Call, view: View, as_observed: bool = False) -> list[SchemaError] | None:
    """Return the errors of a JSON request, None where it has no schema or is not JSON.

    As observed, a request is right with its nulls or, where the API takes a null for left out, without them.
    """
    if call.operation is None or call.exchange.request_json is NOT_JSON:
        return None
    found = view.spec.request_schema(call.operation)
    if found is None:
        return None
    request = call.exchange.request_json
    errors = view.schemas.errors(found[0], request)
    if errors and as_observed and "x-ignores-nulls" in call.operation.data:
        errors = view.schemas.errors(found[0], _without_nulls(request))
    return errors


def _without_nulls(value: Any) -> Any:
    """Return the value without the fields that are null, at any depth."""
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


def _own_reason(call: Call, view: View) -> bool:
    """Return whether the code names another reason than the request: credit, permission, content."""

    rules = [rule for rule in view.spec.contract.errors if rule.place == "http" and rule.code == call.code]
    known = [rule for rule in rules if call.code is not None]
    return (
        call.exchange.status in (400, 422)
        and bool(known)
        and not any(rule.error == "InvalidRequestError" for rule in known)
    )
