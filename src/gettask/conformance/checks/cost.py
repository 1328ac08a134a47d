"""Cost: not negative, nothing for a failure, and final when the task is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ..._contract.contract import Variant
from ..._contract.lifecycle import Field
from ...prices import Estimate, estimate_of
from ..model import Outcome, Problem, Severity, check
from ..tasks import TaskHistory, View

COST = "x-task-lifecycle/fields/cost"
MOST_DOLLARS, MOST_UNITS = 1e4, 1e9
ROUNDING = 0.01
"""By how much a server may round a cost, in its unit."""


@check("cost-sign", "No task costs less than nothing.", reads=COST, scope="task")
def cost_sign(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In every sighting that states a cost, or what is reserved for it."""
    for seen in task.sightings:
        for name in ("cost", "reserved"):
            field = view.spec.field(name)
            value = None if field is None else field.number(seen.task)
            if value is None:
                continue
            yield (
                None
                if value >= 0
                else view.problem(
                    task,
                    name,
                    f"the {name} amount is {value:g}" if name == "reserved" else f"the cost is {value:g}",
                    seen,
                )
            )


@check(
    "cost-on-failure",
    "A task that failed costs nothing.",
    reads=COST,
    scope="task",
    severity=Severity.WARNING,
)
def cost_on_failure(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In every terminal phase but success."""
    field = view.spec.field("cost")
    for seen in task.sightings if field is not None else ():
        value = (
            None if field is None or not seen.terminal or seen.phase.succeeded else field.number(seen.task)
        )
        if value is None or value < 0:
            continue
        yield (
            None
            if value == 0
            else view.problem(task, "cost", f"the task is {seen.status!r}, and its cost is {value:g}", seen)
        )


@check(
    "cost-early",
    "A task states no cost while it has none.",
    reads=f"{COST}/when",
    scope="task",
    severity=Severity.WARNING,
)
def cost_early(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the table says in which statuses the cost means something."""
    field = view.spec.field("cost")
    if field is None or field.when is None:
        return
    meant = {view.spec.normal(each) for each in field.when}
    for seen in task.sightings:
        if seen.status is None or seen.phase == "unknown" or view.spec.normal(seen.status) in meant:
            continue
        value = field.number(seen.task)
        yield (
            None
            if not value
            else view.problem(task, "cost", f"the task is {seen.status!r}, and its cost is {value:g}", seen)
        )


@check(
    "cost-present",
    "A task that has succeeded says what it cost.",
    reads=f"{COST}, x-cost",
    scope="task",
    severity=Severity.WARNING,
)
def cost_present(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the price table says what its request costs."""
    field, end = view.spec.field("cost"), task.end
    if field is None or end is None or not end.phase.succeeded or end.call is task.create:
        return
    if _quoted(task, view) is not None:
        yield (
            None
            if field.read(end.task) is not None
            else view.problem(task, "cost", "the task has succeeded, and there is no cost", end)
        )


@check("cost-price", "A task costs what its price table says.", reads="x-cost", scope="task")
def cost_price(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """At the end of a task that succeeded, where the table bounds its request."""
    field, end = view.spec.field("cost"), task.end
    value = None if field is None or end is None else field.number(end.task)
    found = _quoted(task, view)
    if value is None or end is None or not end.phase.succeeded or found is None:
        return
    variant, quoted = found
    (rule, *_) = variant.rules_for(task.request, view.spec.contract.dispatch)
    yield (
        None
        if quoted.least.amount - ROUNDING <= value <= quoted.most.amount + ROUNDING
        else Problem(
            f"the cost is {value:g}, and by the price table of {variant.name} it is {quoted}",
            (end.exchange,),
            view.spec.place(end.task, "cost"),
            f"/components/schemas/{rule.name}/x-cost",
            task.id,
        )
    )


@check("cost-stable", "The cost of a task that has ended stays the same.", reads=COST, scope="task")
def cost_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Between the first sighting in a terminal status and every later one."""
    field = view.spec.field("cost")
    for end, seen in task.after_end() if field is not None else ():
        if field is None or end.call is task.create:
            continue
        old, new = field.number(end.task), field.number(seen.task)
        if old is None and new is None:
            continue
        yield (
            None
            if old == new
            else view.problem(task, "cost", f"the cost was {old} at the end, and later {new}", end, seen)
        )


@check("cost-number", "A cost is a finite number.", reads=COST, scope="task")
def cost_number(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Below ten thousand dollars, or a thousand million units where no rate is known. Not a text.

    What the price table says of its request may be more: a song of a million years.
    """
    field = view.spec.field("cost")
    for seen in task.sightings if field is not None else ():
        value = None if field is None else field.read(seen.task)
        if field is None or not isinstance(value, (int, float)) or isinstance(value, bool):
            continue
        yield (
            None
            if field.number(seen.task) is not None and (value < _most(field) or value <= _dearest(task, view))
            else view.problem(task, "cost", f"the cost is {value}", seen)
        )


def _most(field: Field) -> float:
    """Return an amount that no task costs, in the unit of the field."""
    return MOST_UNITS if field.per_usd is None else MOST_DOLLARS * float(field.per_usd)


def _dearest(task: TaskHistory, view: View) -> float:
    """Return the most that the price table says of the request of a task, 0 where it says nothing."""
    found = _quoted(task, view)
    return 0.0 if found is None else found[1].most.amount + ROUNDING


def _quoted(task: TaskHistory, view: View) -> tuple[Variant, Estimate] | None:
    """Return the variant of a task, and what the price table says that its request costs."""
    variant = view.created_variant(task) if isinstance(task.request, dict) else None
    quoted = None if variant is None else estimate_of(view.spec.contract, variant, task.request)
    if variant is None or quoted is None or quoted.most.amount > sys.float_info.max:
        return None
    return variant, quoted
