"""Everything in which traffic differs from the specification."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..judge import examine
from ..model import Violation
from ..spec import Spec, spec_of_trace
from ..tasks import View
from ..trace import Trace
from . import fields, http, lifecycle
from .finding import Finding, Observation, collect, general

SPECIFIC: Mapping[str, Callable[[Violation, View], Observation]] = {
    "status-listed": lifecycle.status,
    "status-order": lifecycle.transition,
    "asset-reachable": lifecycle.dead_link,
    "status-documented": http.http_status,
    "error-listed": http.error_code,
    "code-listed": http.error_code,
}
"""Checks whose violations the specification could allow."""
SEEN_BY_FIELDS = frozenset({"response-schema", "webhook-schema"})


@dataclass(frozen=True)
class Drift:
    """In what traffic differs from the specification of an API.

    Attributes:
        findings: One for each cause, those that an overlay can say first.
        exchanges: The number of exchanges.
        tasks: The number of tasks.
        first: When the traffic begins, in Unix seconds, None if unknown.
        last: When it ends.
    """

    api: str
    findings: tuple[Finding, ...]
    exchanges: int
    tasks: int
    first: float | None
    last: float | None


def drift(trace: Trace, *, spec: Spec | None = None) -> Drift:
    """Return in what a trace differs from the specification.

    Args:
        trace: The exchanges with one API.
        spec: The specification. Default: that of the installed package.

    Example:
        >>> [finding.id for finding in drift(Trace.of("piapi", exchanges)).findings]
        ['status-listed-archived']
    """
    known = spec or spec_of_trace(trace)
    view = View(known, trace)
    findings = collect(_observations(view))
    times = [each.started for each in trace.exchanges if each.started is not None]
    return Drift(
        trace.api,
        tuple(findings),
        len(trace.exchanges),
        len(view.tasks),
        min(times, default=None),
        max(times, default=None),
    )


def _observations(view: View) -> Iterator[Observation]:
    yield from fields.observe(view)
    yield from http.observe(view)
    yield from lifecycle.observe(view)
    for violation in examine(view).violations:
        if violation.check.name in SEEN_BY_FIELDS and violation.problem.pointer:
            continue
        yield SPECIFIC.get(violation.check.name, _other)(violation, view)


def _other(violation: Violation, view: View) -> Observation:
    """Return a deviation that no overlay can say."""
    problem = violation.problem
    exchange = problem.exchanges[-1]
    call = view.call_of(exchange)
    shape = re.sub(r"[\d.]+|'[^']*'", "*", problem.message)
    return Observation(
        violation.check.name,
        (general(problem.pointer), shape),
        problem.message,
        exchange,
        general(problem.pointer),
        problem.spec,
        "" if call is None else fields.variant_of(call, view),
        name=general(problem.pointer),
    )
