"""Each scenario of the mock is judged: those that the contract allows pass, the others are noticed."""

from __future__ import annotations

import pytest

from gettask.conformance import Trace, judge
from gettask.conformance.drift import drift
from gettask.conformance.spec import spec_of
from gettask.mock.scenarios.catalogue import CATALOGUE
from tests.conformance.harness import VARIANTS, Server

BREAKING = {
    "queued-forever": "task-ends",
    "running-forever": "task-ends",
    "stuck-at-99": "task-ends",
    "returns-to-queue": "status-order",
    "new-status": "status-listed",
    "new-status-forever": "status-listed",
    "no-status": "status-present",
    "null-status": "status-present",
    "new-variant": "echo-type",
    "null-output": "output-present",
    "no-output": "output-present",
    "null-results": "output-present",
    "text-output": "response-schema",
    "progress-over-100": "progress-range",
    "null-times": "times-created",
    "another-id": "id-answered",
    "result-link-expired": "asset-reachable",
    "result-link-expired-once": "asset-reachable",
    "result-gone": "asset-reachable",
    "result-truncated": "asset-length",
    "result-truncated-once": "asset-length",
    "result-empty": "asset-length",
    "result-page": "asset-media-type",
    "key-revoked": "key-accepted",
    "unauthorized-once": "key-accepted",
    "forbidden": "key-accepted",
    "not-found": "task-visible",
    "busy-invalid-retry-after": "retry-after",
    "busy-without-retry-after": "retry-after-present",
    "busy-for-a-year": "retry-after-soon",
    "busy-forever": "server-answers",
    "server-error-forever": "server-answers",
    "page-with-200": "body-json",
    "empty-body": "body-json",
    "invalid-json": "body-json",
    "not-unicode": "body-json",
    "list-body": "response-schema",
    "null-body": "response-schema",
    "wrong-content-type": "content-type",
    "cut-body": "body-complete",
    "bad-network": "body-complete",
    "redirect": "status-documented",
    "credit-exhausted": "create-accepted",
    "refused-with": "create-accepted",
    "create-redirect": "status-documented",
    "create-fails": "create-accepted",
    "create-page": "create-accepted",
    "create-lost": "body-complete",
    "create-invalid-json": "body-json",
    "create-without-id": "id-present",
    "fails-without-message": "webhook-body",
    "webhook-duplicate": "webhook-repeats",
    "webhook-late": "webhook-sent",
    "webhook-lost": "webhook-sent",
    "webhook-forged": "webhook-signature",
    "webhook-unsigned": "webhook-signature",
    "webhook-replayed": "webhook-time",
    "webhook-without-envelope": "webhook-schema",
    "webhook-cut": "webhook-schema",
}
"""The scenarios in which a server deviates from the contract, and a check that notices it."""


def title(name: str, api: str) -> str:
    argument = {"CODE": "10000" if api == "piapi" else "2000", "STATUS": "failed"}.get(
        CATALOGUE[name].argument
    )
    return f"{name}:{argument}" if argument else name


def _trace(name: str, api: str) -> Trace:
    try:
        server = Server(api, scenario=title(name, api))
    except ValueError:  # the API cannot have it
        return Trace(api, ())
    return server.driver(variants=(VARIANTS[api],), probes=False).run()


def _kinds(trace: Trace) -> set[str]:
    return {kind for each in drift(trace).findings for kind in (each.example.kind, *each.also)}


def _allowed(name: str, api: str) -> bool:
    """Whether the contract of an API allows a scenario: not every API says that a poll may be 500."""
    return name not in BREAKING and (name != "server-error-once" or 500 in _statuses(api))


def _statuses(api: str) -> set[int | None]:
    """The HTTP statuses that an API lists for a poll, or among its errors."""
    spec = spec_of(api)
    listed: set[int | None] = {int(code) for code in spec.get_task.data["responses"] if code.isdecimal()}
    return listed | {rule.status for rule in spec.contract.errors if rule.place == "http"}


@pytest.mark.parametrize(
    ("name", "api"), [(name, api) for api in VARIANTS for name in CATALOGUE if _allowed(name, api)]
)
def test_what_the_contract_allows_is_no_violation(name: str, api: str) -> None:
    """A server that is slow, busy for a moment, or lets tasks fail keeps the contract."""
    assert {each.check.name for each in judge(_trace(name, api)).violations} == set()


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_the_contract_is_noticed(name: str) -> None:
    """On at least one API by the check named here, which drift names as well."""
    assert any(BREAKING[name] in _kinds(_trace(name, api)) for api in [*VARIANTS][::-1])


def test_every_breaking_scenario_exists() -> None:
    """The table names scenarios of the catalogue only."""
    assert BREAKING.keys() <= CATALOGUE.keys()
