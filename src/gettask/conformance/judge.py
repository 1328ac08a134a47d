"""Holds a trace to the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from . import checks as _checks
from .applicability import applicable
from .model import CHECKS, Check, Problem, Severity, Violation
from .spec import Spec, spec_of
from .tasks import View
from .trace import Trace

LOOSE = frozenset({"reported", "inferred"})
"""Confidences at which a violation is a warning: the specification itself may be wrong."""


@dataclass(frozen=True)
class Verdict:
    """What the checks say about a trace.

    Attributes:
        violations: In the order in which they were found.
        examined: How many things each check that applied examined.
        statuses: How often each status of the state table was seen.
        tasks: The number of tasks.
        exchanges: The number of exchanges.
        impossible: The checks that read what the specification of the API does not have.
    """

    api: str
    violations: tuple[Violation, ...] = ()
    examined: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    tasks: int = 0
    exchanges: int = 0
    impossible: frozenset[str] = frozenset()

    @property
    def not_applied(self) -> list[str]:
        """The checks that found nothing to examine."""
        return [name for name in CHECKS if name not in self.examined]


def judge(trace: Trace, *, only: Collection[str] | None = None, spec: Spec | None = None) -> Verdict:
    """Hold a trace to the checks.

    Args:
        trace: The exchanges with one API.
        only: The names of the checks to run. Default: all.
        spec: The specification. Default: that of the installed package.

    Returns:
        What was found, and which checks applied.

    Raises:
        ValueError: `only` names a check that does not exist.

    Example:
        >>> judge(Trace.of("piapi", exchanges)).violations
        ()
    """
    _checks.load_all()
    unknown = sorted(set(only or ()) - CHECKS.keys())
    if unknown:
        raise ValueError(f"no check is named {', '.join(unknown)}; see gettask check --list")
    view = View(spec or spec_of(trace.api), trace)
    violations: list[Violation] = []
    examined: Counter[str] = Counter()
    for check in CHECKS.values():
        if only is not None and check.name not in only:
            continue
        for outcome in _outcomes(check, view):
            examined[check.name] += 1
            if outcome is not None:
                violations.append(_violation(check, outcome, view.spec))
    seen = Counter(
        view.spec.normal(each.status)
        for task in view.tasks.values()
        for each in task.sightings
        if each.status is not None
    )
    return Verdict(
        trace.api,
        tuple(violations),
        dict(examined),
        dict(seen),
        len(view.tasks),
        len(trace.exchanges),
        frozenset(name for name, each in CHECKS.items() if not applicable(each, view.spec)),
    )


def _outcomes(check: Check, view: View) -> Iterator[Problem | None]:
    if check.scope == "task":
        for task in view.tasks.values():
            yield from check.examine(task, view)
    elif check.scope == "exchange":
        for call in view.calls:
            yield from check.examine(call, view)
    else:
        yield from check.examine(view)


def _violation(check: Check, problem: Problem, spec: Spec) -> Violation:
    confidence, sources = spec.confidence(problem.spec) if problem.spec else ("", ())
    severity = Severity.WARNING if confidence in LOOSE else check.severity
    return Violation(check, severity, problem, confidence, sources)
