"""HTTP: statuses, headers and error codes that the specification does not list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._contract.pointer import escape
from ..bodies import NOT_JSON
from ..model import Violation
from ..spec import Spec
from ..tasks import Call, View
from .fields import variant_of
from .finding import Action, Observation, no_remedy
from .infer import json_path

ADVICE = "Seen in recorded traffic; what it means is not documented."
_GENERAL = """
    accept-ranges access-control-allow-credentials access-control-allow-headers access-control-allow-methods
    access-control-allow-origin access-control-expose-headers access-control-max-age age allow alt-svc
    cache-control connection content-disposition content-encoding content-language content-length
    content-location content-range content-security-policy content-type cross-origin-embedder-policy
    cross-origin-opener-policy cross-origin-resource-policy date etag expect-ct expires keep-alive
    last-modified link location nel permissions-policy pragma priority proxy-connection referrer-policy
    report-to reporting-endpoints retry-after server server-timing set-cookie strict-transport-security
    timing-allow-origin trailer transfer-encoding upgrade vary via warning www-authenticate
    x-content-type-options x-dns-prefetch-control x-download-options x-frame-options
    x-permitted-cross-domain-policies x-powered-by x-xss-protection
"""
GENERAL = frozenset(_GENERAL.split())
"""Headers of HTTP and of browsers, which any server may send."""
_BETWEEN = "cf- x-cache x-served-by x-timer x-amz- x-envoy- x-vercel- x-azure- x-forwarded-"
BETWEEN = tuple(_BETWEEN.split())
"""Headers of what stands between a client and an API."""


def observe(view: View) -> Iterator[Observation]:
    """Yield headers that no response of the specification lists."""
    known = _documented(view.spec)
    for call in view.calls:
        if call.operation is None or call.exchange.webhook:
            continue
        for name, value in call.exchange.response_headers.items():
            if name not in known and name not in GENERAL and not name.startswith(BETWEEN):
                yield _header(call, view, name, value)


def _documented(spec: Spec) -> frozenset[str]:
    names = set()
    for operation in spec.operations:
        for each in operation.data.get("responses", {}).values():
            names |= {name.lower() for name in spec.resolve(each).get("headers", ())}
    return frozenset(names)


def _header(call: Call, view: View, name: str, value: str) -> Observation:
    at = response_at(call)

    def remedy(values: Sequence[Any]) -> Sequence[Action]:
        kind = "integer" if all(str(each).isdecimal() for each in values) else "string"
        header = {"description": ADVICE, "schema": {"type": kind}, "x-confidence": "observed"}
        return [Action(json_path(str(at)), {"headers": {name: header}})]

    return Observation(
        "header-unlisted",
        (name,),
        f"the header {name[:100]} is not in the specification",
        call.exchange,
        spec=at or "",
        variant=variant_of(call, view),
        value=value,
        name=name,
        remedy=remedy if at is not None else no_remedy,
    )


def response_at(call: Call) -> str | None:
    """Return where the specification describes a response, None if it does not list it."""
    if call.operation is None:
        return None
    responses: Mapping[str, Any] = call.operation.data.get("responses", {})
    status = call.exchange.status
    name = next((each for each in (str(status), f"{status // 100}XX", "default") if each in responses), None)
    if name is None:
        return None
    reference = responses[name].get("$ref")
    return f"{call.operation.at}/responses/{name}" if reference is None else str(reference).removeprefix("#")


def http_status(violation: Violation, view: View) -> Observation:
    """Return the observation of an HTTP status that the operation does not list."""
    exchange = violation.problem.exchanges[-1]
    call = view.call_of(exchange)
    assert call is not None
    operation = call.operation
    status = str(exchange.status)
    at = "" if operation is None else f"{operation.at}/responses"

    def remedy(_: Sequence[Any]) -> Sequence[Action]:
        alike = {} if operation is None else _alike(operation.data["responses"], exchange.status)
        bare = {"description": ADVICE, "x-confidence": "observed"}
        json_body = exchange.response_json is not NOT_JSON
        return [Action(json_path(at), {status: alike if alike and json_body else bare})]

    return Observation(
        "status-documented",
        (at, status),
        violation.problem.message,
        exchange,
        spec=at,
        variant=variant_of(call, view),
        value=exchange.status,
        name=f"{operation.name if operation else ''} {status}",
        remedy=remedy if operation is not None and exchange.status >= 400 else no_remedy,
    )


def _alike(responses: Mapping[str, Any], status: int) -> Mapping[str, Any]:
    """Return a shared response of the same class that an operation lists, {} if there is none."""
    found = [each for name, each in responses.items() if name[0] == str(status)[0] and "$ref" in each]
    return found[0] if found else {}


def error_code(violation: Violation, view: View) -> Observation:
    """Return the observation of an error code that the table of errors does not list."""
    problem, spec = violation.problem, view.spec
    exchange = problem.exchanges[-1]
    call = view.call_of(exchange)
    assert call is not None
    in_task = violation.check.scope == "task"
    task = view.task_in(call.body)
    field = spec.lifecycle.error.get("code")
    code = call.code if not in_task or field is None or task is None else field.read(task)
    place = "task" if in_task else "http"
    alike = [
        each
        for each in spec.document.get("x-errors", ())
        if each["place"] == place and (in_task or each.get("status") == exchange.status)
    ]
    usual = "TaskFailedError" if in_task else "ApiError"

    def remedy(_: Sequence[Any]) -> Sequence[Action]:
        kinds = {each["class"] for each in alike}
        entry = {
            "place": place,
            **({} if in_task else {"status": exchange.status}),
            "code": code,
            "class": kinds.pop() if len(kinds) == 1 else usual,
            "advice": ADVICE,
            "x-confidence": "observed",
        }
        return [Action("$['x-errors']", [entry])]

    return Observation(
        violation.check.name,
        (str(code), "" if in_task else str(exchange.status)),
        problem.message,
        exchange,
        problem.pointer,
        f"/{escape('x-errors')}",
        variant_of(call, view),
        code,
        str(code),
        remedy if isinstance(code, (int, str)) else no_remedy,
    )
