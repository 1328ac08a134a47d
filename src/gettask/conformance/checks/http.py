"""HTTP: documented statuses and media types, bodies that are complete and can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..bodies import NOT_JSON
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, View

RESPONSES = "responses of the operation"

RIGHT = frozenset({"", "example", "webhook", "again"})
"""Purposes of requests that a server has no reason to refuse as mistakes."""
CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})
"""Charsets that JSON has between systems."""


@check(
    "status-documented",
    "A response has an HTTP status that the operation lists.",
    reads=RESPONSES,
    scope="exchange",
)
def status_documented(call: Call, view: View) -> Iterator[Outcome]:
    """Or one that the table of errors lists. 405 and 5xx may come from a server in between."""
    exchange, operation = call.exchange, call.operation
    if (
        operation is None
        or not exchange.method
        or exchange.status in (0, 405, 413, 431)
        or exchange.status > 500
    ):
        return
    listed = view.spec.response(operation, exchange.status) is not None
    listed |= any(
        rule.place == "http" and rule.status == exchange.status for rule in view.spec.contract.errors
    )
    yield (
        None
        if listed
        else Problem(
            f"the status is {exchange.status}; the operation lists {', '.join(operation.data['responses'])}",
            (exchange,),
            "",
            f"{operation.at}/responses",
        )
    )


@check("body-json", "A response that is documented as JSON is JSON.", reads=RESPONSES, scope="exchange")
def body_json(call: Call, view: View) -> Iterator[Outcome]:
    """UTF-8, complete, not empty. A 5xx may come from a server in between."""
    exchange, operation = call.exchange, call.operation
    if operation is None or exchange.status == 0 or exchange.status >= 500 or not exchange.complete:
        return
    if not exchange.recorded:
        return
    if view.spec.response_schema(operation, exchange.status) is None:
        return
    seen = "is empty" if not exchange.received else f"begins with {exchange.response_body[:20]!r}"
    yield (
        None
        if exchange.response_json is not NOT_JSON
        else Problem(f"the body {seen}", (exchange,), "", f"{operation.at}/responses")
    )


@check("body-names", "No name stands twice in a JSON object.", reads="JSON", scope="exchange")
def body_names(call: Call, view: View) -> Iterator[Outcome]:
    """Readers differ in which of the two values they take."""
    if call.body is NOT_JSON or not isinstance(call.body, (dict, list)):
        return
    twice = _repeated(
        call.exchange.request_body if call.exchange.webhook else call.exchange.response_body, call.body
    )
    yield (
        None if twice is None else Problem(f"the name {twice!r} stands twice in an object", (call.exchange,))
    )


@check(
    "content-type", "A response has a media type that the operation lists.", reads=RESPONSES, scope="exchange"
)
def content_type(call: Call, view: View) -> Iterator[Outcome]:
    """By the header Content-Type, where headers were recorded and there is a body."""
    exchange, operation = call.exchange, call.operation
    if operation is None or not exchange.response_headers or exchange.status >= 500 or not exchange.received:
        return
    response = view.spec.response(operation, exchange.status)
    listed = list((response or {}).get("content", {}))
    header = exchange.response_headers.get("content-type", "").lower()
    stated = header.partition(";")[0].strip()
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]*)", header)
    if not listed or exchange.response_json is NOT_JSON:
        return  # `body-json` reports what is not JSON
    yield (
        None
        if stated in listed and (charset is None or charset[1] in CHARSETS)
        else Problem(
            f"the media type is {header or 'missing'}; the operation lists {', '.join(listed)}",
            (exchange,),
            "",
            f"{operation.at}/responses",
        )
    )


@check("body-complete", "A response arrives completely.", reads="HTTP", scope="exchange")
def body_complete(call: Call, view: View) -> Iterator[Outcome]:
    """As many bytes as the header Content-Length announces, where the body is not compressed."""
    exchange = call.exchange
    if exchange.webhook or not exchange.method or not exchange.status or not exchange.recorded:
        return
    announced = exchange.response_headers.get("content-length", "")
    coded = "content-encoding" in exchange.response_headers
    length = exchange.size
    wrong = announced.isdecimal() and not coded and exchange.method != "HEAD" and int(announced) != length
    yield (
        None
        if exchange.complete and not wrong
        else Problem(f"the response has {length} bytes, and announced {announced or 'more'}", (exchange,))
    )


@check(
    "content-coding", "A response is compressed only as its client takes it.", reads="HTTP", scope="exchange"
)
def content_coding(call: Call, view: View) -> Iterator[Outcome]:
    """By the headers Accept-Encoding and Content-Encoding, where both were recorded."""
    accepted = call.exchange.request_headers.get("accept-encoding")
    if call.exchange.webhook or accepted is None or not call.exchange.response_headers:
        return
    taken = {each.partition(";")[0].strip().lower() for each in accepted.split(",")}
    stated = call.exchange.response_headers.get("content-encoding", "identity")
    strange = [each for each in stated.lower().split(",") if each.strip() not in {*taken, "identity"}]
    yield (
        None
        if not strange or "*" in taken
        else Problem(
            f"the response is coded as {stated}, and its client takes {accepted or 'none'}", (call.exchange,)
        )
    )


@check(
    "operation-works",
    "An operation answers some of the requests that are right.",
    reads="responses of the operation",
    scope="trace",
    severity=Severity.WARNING,
)
def operation_works(view: View) -> Iterator[Outcome]:
    """In a run of the driver, of two or more that were sent: not all are answered with 5xx, or not at all."""
    sent: dict[str, list[Call]] = {}
    for call in view.calls if view.trace.patience is not None else ():
        if call.operation is not None and call.exchange.purpose in RIGHT and not call.exchange.webhook:
            sent.setdefault(call.operation.name, []).append(call)
    for name, calls in sent.items():
        failed = [call for call in calls if call.exchange.status >= 500 or not call.exchange.status]
        seen = calls[-1].exchange.status or "nothing"
        if len(calls) < 2:
            continue
        yield (
            None
            if len(failed) < len(calls)
            else Problem(
                f"each of {len(calls)} requests of {name} was answered with {seen}",
                (calls[-1].exchange,),
                "",
                f"{calls[-1].operation.at}/responses" if calls[-1].operation is not None else "",
            )
        )


@check(
    "server-answers",
    "A request that is repeated after a server error is answered at last.",
    reads="HTTP",
    scope="trace",
    severity=Severity.WARNING,
)
def server_answers(view: View) -> Iterator[Outcome]:
    """Of three or more equal reads in a row, one is neither 5xx nor 429 nor without a response."""
    runs: dict[tuple[str | None, str], list[Call]] = {}
    for call in view.calls:
        exchange = call.exchange
        if exchange.webhook or exchange.method != "GET" or exchange.purpose:
            continue
        run = runs.setdefault((exchange.key, exchange.url), [])
        bad = exchange.status == 0 or exchange.status >= 500 or exchange.status == 429
        if bad:
            run.append(call)
        else:
            run.clear()
        if len(run) in (0, 3):
            yield (
                None
                if len(run) < 3
                else Problem(
                    f"three equal requests in a row failed, the last with {call.exchange.status}",
                    tuple(each.exchange for each in run),
                )
            )


@check(
    "method-refused",
    "A method that a path does not have is refused with 405 and the header Allow.",
    reads="paths",
    scope="trace",
)
def method_refused(view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    for exchange in view.strays:
        if exchange.purpose != "wrong-method":
            continue
        allow = {each.strip().upper() for each in exchange.response_headers.get("allow", "").split(",")}
        known = view.spec.methods(exchange.path)
        yield (
            None
            if exchange.status == 405 and allow <= known
            else Problem(
                f"{exchange.method} answered {exchange.status}, Allow: {', '.join(sorted(allow))}; "
                f"the path has {', '.join(sorted(known))}",
                (exchange,),
                "",
                "/paths",
            )
        )


@check("path-unknown", "A path that the API does not have is refused with 404.", reads="paths", scope="trace")
def path_unknown(view: View) -> Iterator[Outcome]:
    """For requests that the driver sent for this reason."""
    for exchange in view.strays:
        if exchange.purpose == "unknown-path":
            yield (
                None
                if exchange.status == 404
                else Problem(f"an unknown path answered {exchange.status}", (exchange,), "", "/paths")
            )


NAME = re.compile(rb'"[ \t\r\n]*:')
"""What ends every name of an object, and may stand in a text too."""


def _repeated(body: bytes, value: Any) -> str | None:
    """Return a name that an object of a JSON body has twice, None if there is none."""
    if len(NAME.findall(body)) == _names(value):
        return None
    found: list[str] = []

    def read(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        if len(names) != len(set(names)):
            found.append(next(name for name in names if names.count(name) > 1))

    json.loads(body, object_pairs_hook=read)
    return found[0] if found else None


def _names(value: Any) -> int:
    """Return how many names the objects in a JSON value have."""
    stack, count = [value], 0
    while stack:
        node = stack.pop()
        count += len(node) if isinstance(node, dict) else 0
        inner = node.values() if isinstance(node, dict) else node
        stack += [each for each in inner if isinstance(each, (dict, list))]
    return count
