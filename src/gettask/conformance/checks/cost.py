"""Cost: not negative, nothing for a failure, and final when the task is."""

from __future__ import annotations

from collections.abc import Iterator

from ...prices import estimate_of
from ..model import Outcome, Problem, Severity, check
from ..tasks import TaskHistory, View

COST = "x-task-lifecycle/fields/cost"


@check("cost-sign", "No task costs less than nothing.", reads=COST, scope="task")
def cost_sign(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In every sighting that states a cost."""
    field = view.spec.field("cost")
    for seen in task.sightings if field is not None else ():
        value = None if field is None else field.number(seen.task)
        if value is None:
            continue
        yield (
            None
            if value >= 0
            else Problem(
                f"the cost is {value:g}",
                (seen.exchange,),
                view.spec.place(seen.task, "cost"),
                view.spec.field_at("cost"),
                task.id,
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
            else Problem(
                f"the task is {seen.status!r}, and its cost is {value:g}",
                (seen.exchange,),
                view.spec.place(seen.task, "cost"),
                view.spec.field_at("cost"),
                task.id,
            )
        )


@check("cost-price", "A task costs what its price table says.", reads="x-cost", scope="task")
def cost_price(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """At the end of a task that succeeded, where the table bounds its request."""
    field, request, end = view.spec.field("cost"), task.request, task.end
    value = None if field is None or end is None else field.number(end.task)
    if value is None or end is None or not end.phase.succeeded or not isinstance(request, dict):
        return
    variant = view.created_variant(task)
    quoted = None if variant is None else estimate_of(view.spec.contract, variant, request)
    if variant is None or quoted is None:
        return
    (rule, *_) = variant.rules_for(request, view.spec.contract.dispatch)
    yield (
        None
        if quoted.least.amount <= value <= quoted.most.amount
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
            else Problem(
                f"the cost was {old} at the end, and later {new}",
                (end.exchange, seen.exchange),
                view.spec.place(seen.task, "cost"),
                view.spec.field_at("cost"),
                task.id,
            )
        )


@check("cost-number", "A cost is a finite number.", reads=COST, scope="task")
def cost_number(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Not a text, where the field is there at all."""
    field = view.spec.field("cost")
    for seen in task.sightings if field is not None else ():
        value = None if field is None else field.read(seen.task)
        if field is None or not isinstance(value, (int, float)) or isinstance(value, bool):
            continue
        yield (
            None
            if field.number(seen.task) is not None and value < 1e9
            else Problem(
                f"the cost is {value}",
                (seen.exchange,),
                view.spec.place(seen.task, "cost"),
                view.spec.field_at("cost"),
                task.id,
            )
        )
