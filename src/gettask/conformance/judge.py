"""Holds a trace to the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain

from . import checks as _checks
from .applicability import applicable
from .model import CHECKS, Check, Outcome, Problem, Severity, Violation
from .spec import Spec, spec_of_trace
from .tasks import View
from .trace import Trace

LOOSE = frozenset({"reported", "inferred"})
"""Confidences at which a violation is a warning: the specification itself may be wrong."""


@dataclass(frozen=True)
class Verdict:
    """What the checks say about a trace.

    Attributes:
        violations: In the order of the checks.
        examined: How many things each check that applied examined.
        statuses: How often each status of the state table was seen.
        tasks: The number of tasks that were seen.
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


def judge(
    trace: Trace,
    *,
    only: Collection[str] | None = None,
    spec: Spec | None = None,
    found: Callable[[Violation], object] | None = None,
) -> Verdict:
    """Hold a trace to the checks.

    Args:
        trace: The exchanges with one API.
        only: The names of the checks to run. Default: all.
        spec: The specification. Default: that of the installed package.
        found: Gets each violation, and the verdict has none. Default: the verdict has them.

    Returns:
        What was found, and which checks applied.

    Raises:
        ValueError: `only` names a check that does not exist.

    Example:
        >>> judge(Trace.of("piapi", exchanges)).violations
        ()
    """
    chosen = _chosen(only)
    return examine(View(spec or spec_of_trace(trace), trace), chosen, found)


def _chosen(only: Collection[str] | None) -> list[Check]:
    known_names(only or ())
    return [each for each in CHECKS.values() if only is None or each.name in only]


def known_names(names: Iterable[str]) -> None:
    """Refuse names that no check has.

    Raises:
        ValueError: A check does not exist.
    """
    _checks.load_all()
    for name in names:
        if name not in CHECKS:
            close = get_close_matches(name, CHECKS, n=3)
            meant = f"did you mean {' or '.join(close)}?" if close else "see gettask check --list"
            raise ValueError(f"no check is named {name}; {meant}")


def examine(
    view: View,
    chosen: Collection[Check] | None = None,
    found: Callable[[Violation], object] | None = None,
) -> Verdict:
    """Hold a trace that was read by its specification to the checks.

    Args:
        view: The trace.
        chosen: The checks. Default: all.
        found: Gets each violation, and the verdict has none. Default: the verdict has them.
    """
    checks = _chosen(None) if chosen is None else chosen
    kept: dict[str, list[Violation]] = {check.name: [] for check in checks}
    take = found or (lambda violation: kept[violation.check.name].append(violation))
    examined: Counter[str] = Counter()
    for check, outcomes in _outcomes(checks, view):
        for outcome in outcomes:
            examined[check.name] += 1
            if outcome is not None:
                take(_violation(check, outcome, view.spec))
    seen = Counter(
        view.spec.normal(each.status)
        for task in view.tasks.values()
        for each in task.sightings
        if each.status is not None
    )
    return Verdict(
        view.trace.api,
        tuple(chain.from_iterable(kept.values())),
        dict(examined),
        dict(seen),
        sum(bool(each.create or each.sightings or each.deliveries) for each in view.tasks.values()),
        len(view.trace.exchanges),
        frozenset(name for name, each in CHECKS.items() if not applicable(each, view.spec)),
    )


def _outcomes(checks: Iterable[Check], view: View) -> Iterator[tuple[Check, Iterator[Outcome]]]:
    """Yield each check with what it yields, those of one exchange or task together: it is parsed once."""
    of_exchange, of_task, of_trace = (
        [check for check in checks if check.scope == scope] for scope in ("exchange", "task", "trace")
    )
    for call in view.calls:
        for check in of_exchange:
            yield check, check.examine(call, view)
    for task in view.tasks.values():
        for check in of_task:
            yield check, check.examine(task, view)
    for check in of_trace:
        yield check, check.examine(view)


def _violation(check: Check, problem: Problem, spec: Spec) -> Violation:
    confidence, sources = spec.confidence(problem.spec) if problem.spec else ("", ())
    severity = Severity.WARNING if confidence in LOOSE else check.severity
    return Violation(check, severity, problem, confidence, sources)
