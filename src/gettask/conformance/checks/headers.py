"""Headers: request ids, rate limits, Retry-After, and the schemas of all that are documented."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from ..model import Outcome, Problem, Severity, check
from ..spec import Operation, Spec
from ..tasks import Call, TaskHistory, View
from ..trace import Exchange

CLOCKS = 120.0
"""Seconds that the clocks of client and server may be apart."""
DAY = 86_400.0
KEEPING = ("cache-control", "expires", "age")
"""Headers that say how long a cache keeps a response, or has kept it."""


def documented(call: Call, view: View) -> Mapping[str, Mapping[str, Any]]:
    """Return the headers that the specification lists for a response, by name in lower case."""
    if call.operation is None or call.exchange.webhook or not call.exchange.response_headers:
        return {}
    return _documented(view.spec, call.operation, call.exchange.status)


@lru_cache(maxsize=1024)
def _documented(spec: Spec, operation: Operation, status: int) -> Mapping[str, Mapping[str, Any]]:
    response = spec.response(operation, status) or {}
    return {name.lower(): spec.resolve(each) for name, each in response.get("headers", {}).items()}


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
    """Between none and all requests are left."""
    values = _limits(call, view)
    limit, left = values.get("limit"), values.get("remaining")
    if left is not None:
        yield (
            None
            if left >= 0 and (limit is None or left <= limit)
            else Problem(
                f"{left:g} requests are left of {limit if limit is None else f'{limit:g}'}", (call.exchange,)
            )
        )


@check(
    "rate-limit-reset",
    "The rate limit is reset at a moment that comes soon.",
    reads="x-header-role, x-unit",
    scope="exchange",
)
def rate_limit_reset(call: Call, view: View) -> Iterator[Outcome]:
    """Within a day of the response, where the header is documented as Unix seconds."""
    sent = call.exchange.started
    for name in _with_role(call, view, "reset") if sent is not None else ():
        value = _number(call.exchange.response_headers.get(name, ""))
        if value is None or sent is None:
            continue
        if documented(call, view)[name].get("schema", {}).get("x-unit") != "unix-s":
            continue
        yield (
            None
            if sent - CLOCKS <= value <= sent + DAY
            else Problem(
                f"the header {name} is {value:.0f}, {abs(value - sent):.0f} s "
                f"{'before' if value < sent else 'after'} the response",
                (call.exchange,),
            )
        )


@check(
    "rate-limit-falls",
    "Until the reset the requests that are left never grow.",
    reads="x-header-role",
    scope="trace",
    severity=Severity.WARNING,
)
def rate_limit_falls(view: View) -> Iterator[Outcome]:
    """Of one key at one operation, while limit and reset are the same. A 429 may be about another limit."""
    last: dict[tuple[object, ...], tuple[float, Call]] = {}
    for call in view.calls:
        values = _limits(call, view)
        left = values.get("remaining")
        if left is None or "reset" not in values or call.exchange.status == 429:
            continue
        window = call.operation, call.exchange.key, values.get("limit"), values["reset"]
        earlier = last.get(window)
        last[window] = (left, call)
        if earlier is None or not earlier[1].exchange.before(call.exchange):
            continue
        yield (
            None
            if left <= earlier[0]
            else Problem(
                f"{earlier[0]:g} requests were left, and later {left:g}, before the reset",
                (earlier[1].exchange, call.exchange),
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


@check(
    "retry-after-present",
    "A response that is documented with Retry-After has it.",
    reads="headers of responses",
    scope="exchange",
    severity=Severity.WARNING,
)
def retry_after_present(call: Call, view: View) -> Iterator[Outcome]:
    """So that a client knows how long to wait."""
    if "retry-after" in documented(call, view):
        yield (
            None
            if "retry-after" in call.exchange.response_headers
            else Problem(
                "the header Retry-After is missing",
                (call.exchange,),
                "",
                call.operation.at if call.operation else "",
            )
        )


@check(
    "retry-after-soon",
    "The pause of Retry-After is shorter than a wait.",
    reads="x-task-lifecycle/deadline",
    scope="exchange",
    severity=Severity.WARNING,
)
def retry_after_soon(call: Call, view: View) -> Iterator[Outcome]:
    """In seconds, or up to the date."""
    value = call.exchange.response_headers.get("retry-after", "").strip()
    if call.exchange.webhook or not value:
        return
    deadline, now = view.spec.lifecycle.deadline, call.exchange.started
    pause = float(value) if value.isdecimal() else None
    if pause is None and _date(value) and now is not None:
        pause = parsedate_to_datetime(value).timestamp() - now
    if pause is not None:
        yield (
            None
            if pause <= deadline
            else Problem(
                f"the header Retry-After is {value!r}: {pause:.0f} s, and a wait ends after {deadline:g} s",
                (call.exchange,),
                "",
                f"{view.spec.table_at}/deadline",
            )
        )


def _limits(call: Call, view: View) -> dict[str, float]:
    """Return the numbers of the rate limit by their roles."""
    found = {
        role: _number(call.exchange.response_headers.get(name, ""))
        for role in ("limit", "remaining", "reset")
        for name in _with_role(call, view, role)
    }
    return {role: value for role, value in found.items() if value is not None}


def _with_role(call: Call, view: View, role: str) -> Sequence[str]:
    listed = documented(call, view)
    if not listed or call.operation is None:
        return ()
    return _roles(view.spec, call.operation, call.exchange.status).get(role, ())


@lru_cache(maxsize=1024)
def _roles(spec: Spec, operation: Operation, status: int) -> Mapping[str, Sequence[str]]:
    """Return the names of the headers that have each role."""
    found: dict[str, list[str]] = {}
    for name, each in _documented(spec, operation, status).items():
        named = "request-id" if name == (spec.contract.envelope.request_id or "").lower() else None
        for role in {each.get("x-header-role", named), named} - {None}:
            found.setdefault(role, []).append(name)
    return found


@lru_cache(maxsize=4096)
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


@check(
    "poll-uncached",
    "No cache may keep the poll of a task that goes on.",
    reads="HTTP",
    scope="task",
    severity=Severity.WARNING,
)
def poll_uncached(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the headers Cache-Control, Expires and Age: a cache would show an old status."""
    for seen in task.sightings:
        headers = seen.exchange.response_headers
        if seen.terminal or not headers or seen.exchange.method != view.spec.get_task.method:
            continue
        stated = headers.get("cache-control", "")
        yield (
            None
            if not _kept_for(stated, headers) and headers.get("age", "0").strip("0") == ""
            else Problem(
                "the poll may be kept, or was: "
                + ", ".join(f"{name}: {headers[name]}" for name in KEEPING if name in headers),
                (seen.exchange,),
                "",
                "",
                task.id,
            )
        )


def _kept_for(cache_control: str, headers: Mapping[str, str]) -> float:
    """Return for how many seconds a cache may keep a response, 0 where it says nothing."""
    directives = dict(each.strip().lower().partition("=")[::2] for each in cache_control.split(","))
    if {"no-store", "no-cache", "private"} & directives.keys():
        return 0.0
    for name in ("s-maxage", "max-age"):
        if name in directives:
            seconds = directives[name].strip('"')
            return float(seconds) if seconds.isdecimal() and len(seconds) < 12 else 0.0
    try:
        expires, date = (parsedate_to_datetime(headers[name]).timestamp() for name in ("expires", "date"))
    except (KeyError, TypeError, ValueError):
        return 0.0
    return max(0.0, expires - date)
