"""Headers: request ids, rate limits, Retry-After, and the schemas of all that are documented."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, View
from ..trace import Exchange


def documented(call: Call, view: View) -> Mapping[str, Mapping[str, Any]]:
    """Return the headers that the specification lists for a response, by name in lower case."""
    if call.operation is None or call.exchange.webhook or not call.exchange.response_headers:
        return {}
    response = view.spec.response(call.operation, call.exchange.status) or {}
    return {name.lower(): view.spec.resolve(each) for name, each in response.get("headers", {}).items()}


@check(
    "header-present",
    "A response has the headers that its documentation gives a role.",
    reads="x-header-role",
    scope="exchange",
    severity=Severity.WARNING,
)
def header_present(call: Call, view: View) -> Iterator[Outcome]:
    """Request id and rate limit."""
    named = (view.spec.contract.envelope.request_id or "").lower()
    for name, header in documented(call, view).items():
        if "x-header-role" in header or name == named:
            yield (
                None
                if name in call.exchange.response_headers
                else Problem(
                    f"the header {name} is missing",
                    (call.exchange,),
                    "",
                    call.operation.at if call.operation else "",
                )
            )


@check(
    "header-schema",
    "The value of a documented header fits its schema.",
    reads="headers of responses",
    scope="exchange",
)
def header_schema(call: Call, view: View) -> Iterator[Outcome]:
    """Integers are integers, and in their range."""
    for name, header in documented(call, view).items():
        value = call.exchange.response_headers.get(name)
        kind = header.get("schema", {}).get("type")
        if value is None or name == "retry-after":
            continue
        good = bool(value.strip()) and (kind not in ("integer", "number") or _number(value) is not None)
        yield (
            None
            if good
            else Problem(
                f"the header {name} is {value!r}, and its type {kind}",
                (call.exchange,),
                "",
                call.operation.at if call.operation else "",
            )
        )


@check(
    "request-id-unique",
    "No two responses have the same request id.",
    reads="x-header-role",
    scope="trace",
    severity=Severity.WARNING,
)
def request_id_unique(view: View) -> Iterator[Outcome]:
    """In each header that has the role of a request id."""
    first: dict[tuple[str, str], Exchange] = {}
    for call in view.calls:
        for name in _with_role(call, view, "request-id"):
            value = call.exchange.response_headers.get(name, "")
            if not value:
                continue
            earlier = first.setdefault((name, value), call.exchange)
            yield (
                None
                if earlier is call.exchange
                else Problem(
                    f"the header {name} has the same value in two responses", (earlier, call.exchange)
                )
            )


@check(
    "request-id-agrees",
    "The request id in the body is that of the header.",
    reads="x-reply/request-id",
    scope="exchange",
)
def request_id_agrees(call: Call, view: View) -> Iterator[Outcome]:
    """Where a response has both."""
    envelope = view.spec.contract.envelope
    header = call.exchange.response_headers.get((envelope.request_id or "").lower())
    value = envelope.read(call.body, "request-id") if isinstance(call.body, dict) else None
    if header is None or value is None or call.exchange.webhook:
        return
    yield (
        None
        if str(value) == header
        else Problem(
            f"the body has the request id {value}, and the header {header}",
            (call.exchange,),
            envelope.fields["request-id"].at[0],
            "/x-reply/request-id",
        )
    )


@check("rate-limit", "The rate limit in the headers is possible.", reads="x-header-role", scope="exchange")
def rate_limit(call: Call, view: View) -> Iterator[Outcome]:
    """Between none and all requests are left, and the reset is not in the past."""
    values = {
        role: _number(call.exchange.response_headers.get(name, ""))
        for role in ("limit", "remaining", "reset")
        for name in _with_role(call, view, role)
    }
    limit, left, reset = values.get("limit"), values.get("remaining"), values.get("reset")
    if left is not None:
        yield (
            None
            if left >= 0 and (limit is None or left <= limit)
            else Problem(
                f"{left:g} requests are left of {limit if limit is None else f'{limit:g}'}", (call.exchange,)
            )
        )
    if reset is not None and call.exchange.started is not None and reset > 1e9:
        yield (
            None
            if reset >= call.exchange.started - 120
            else Problem(
                f"the rate limit was reset {call.exchange.started - reset:.0f} s ago", (call.exchange,)
            )
        )


@check(
    "rate-limit-exhausted", "A 429 says that no requests are left.", reads="x-header-role", scope="exchange"
)
def rate_limit_exhausted(call: Call, view: View) -> Iterator[Outcome]:
    """In the header with the role `remaining`, where the response has it."""
    if call.exchange.status != 429:
        return
    for name in _with_role(call, view, "remaining"):
        left = _number(call.exchange.response_headers.get(name, ""))
        if left is not None:
            yield (
                None
                if left == 0
                else Problem(f"the response is 429, and {left:g} requests are left", (call.exchange,))
            )


@check("retry-after", "Retry-After is a number of seconds or a date.", reads="HTTP", scope="exchange")
def retry_after(call: Call, view: View) -> Iterator[Outcome]:
    """Not negative, and no other text."""
    value = call.exchange.response_headers.get("retry-after")
    if value is None or call.exchange.webhook:
        return
    yield (
        None
        if value.strip().isdecimal() or _date(value)
        else Problem(f"the header Retry-After is {value!r}", (call.exchange,))
    )


def _with_role(call: Call, view: View, role: str) -> list[str]:
    found = [name for name, each in documented(call, view).items() if each.get("x-header-role") == role]
    named = (view.spec.contract.envelope.request_id or "").lower()
    if role == "request-id" and named in documented(call, view) and named not in found:
        found.append(named)
    return found


def _number(text: str) -> float | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _date(text: str) -> bool:
    try:
        parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return False
    return True
