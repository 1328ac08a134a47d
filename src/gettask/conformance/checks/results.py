"""Results that another operation than Get Task answers: when it has them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Outcome, Problem, check
from ..tasks import TaskHistory, View

LATER = (0, 401, 403, 408, 425, 429)
"""HTTP statuses that say nothing about the task; other checks are about 5xx."""


@check(
    "result-answered",
    "The result of a task that has succeeded can be had.",
    reads="x-task-lifecycle/result",
    scope="task",
)
def result_answered(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """With 2xx, or with a status by which the table says that the task has failed."""
    rule, operation = view.spec.contract.result, view.spec.result
    for call in task.results if rule is not None and operation is not None else ():
        assert rule is not None
        assert operation is not None
        ended = next((each for each in task.sightings if each.phase.succeeded or each.result), None)
        status = call.exchange.status
        if ended is None or not ended.exchange.before(call.exchange) or status in LATER or status >= 500:
            continue
        yield (
            None
            if rule.key_of(status) is not None
            else Problem(
                f"the task has succeeded, and its result is answered with {status}",
                (ended.exchange, call.exchange),
                "",
                operation.at,
                task.id,
            )
        )


@check(
    "result-early",
    "A task that has not ended has no result.",
    reads="x-task-lifecycle/result",
    scope="task",
)
def result_early(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The operation does not answer 2xx where a later poll shows that the task was still at work."""
    for call in task.results if view.spec.result is not None else ():
        assert view.spec.result is not None
        after = (each for each in task.sightings if call.exchange.before(each.exchange))
        later = next(after, None)
        if later is None or later.terminal or not call.exchange.recorded:
            continue
        yield (
            None
            if not call.succeeded
            else Problem(
                f"there is a result, and afterwards the status is {later.status!r}",
                (call.exchange, later.exchange),
                "",
                view.spec.result.at,
                task.id,
            )
        )
