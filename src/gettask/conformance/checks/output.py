"""Output: none before success or after failure, the declared results on success, no change later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.pointer import leaves, lookup
from ..model import Outcome, Problem, Severity, check
from ..tasks import Sighting, TaskHistory, View

OUTPUT = "x-task-lifecycle/fields/output"


@check("output-early", "A task that has not ended has no results.", reads=OUTPUT, scope="task")
def output_early(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In the phases queued and running there is no URL of a result, and the output holds nothing."""
    for seen in task.sightings:
        if seen.phase not in ("queued", "running"):
            continue
        found = [asset.at for asset in view.assets(seen)] or _first_result(view, seen)
        yield (
            None
            if not found
            else Problem(
                f"there is a result while the status is {seen.status!r}",
                (seen.exchange,),
                f"{view.spec.lifecycle.task}{found[0]}",
                view.spec.field_at("output"),
                task.id,
            )
        )


@check(
    "output-after-failure", "A task that ended without success has no results.", reads=OUTPUT, scope="task"
)
def output_after_failure(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In the phases failed, cancelled, expired and rejected there is no result."""
    for seen in task.sightings:
        if not seen.terminal or seen.phase.succeeded:
            continue
        found = [asset.at for asset in view.assets(seen)] or _first_result(view, seen)
        yield (
            None
            if not found
            else Problem(
                f"there is a result although the status is {seen.status!r}",
                (seen.exchange,),
                f"{view.spec.lifecycle.task}{found[0]}",
                view.spec.field_at("output"),
                task.id,
            )
        )


@check("output-present", "A task that has succeeded has results.", reads=OUTPUT, scope="task")
def output_present(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The output of the first sighting in success holds something, unless another operation answers it."""
    for seen in task.sightings if view.spec.contract.result is None else ():
        if not seen.phase.succeeded or seen.call is task.create or _implied(view, seen):
            continue
        if not view.shows_results(seen):
            continue
        variant = view.variant(seen.task)
        if variant is not None and not variant.assets and output_of(view, seen.task) == {}:
            continue  # nobody has published what the output holds
        there = bool(view.assets(seen) or view.results(seen.task) or _has_scalars(view, seen.task))
        yield (
            None
            if there
            else view.problem(task, "output", "the task has succeeded, and its output holds nothing", seen)
        )


@check(
    "results-declared",
    "A task that has succeeded has the results that its variant declares.",
    reads="x-results or x-asset",
    scope="task",
    severity=Severity.WARNING,
)
def results_declared(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The keys of `x-results`; where there are none, at least one URL if the variant has only URLs."""
    for seen in task.sightings:
        variant = view.variant(seen.task)
        if variant is None or not seen.phase.succeeded or seen.call is task.create:
            continue
        output = output_of(view, seen.task)
        if not isinstance(output, dict) or not output:
            continue  # `output-present` reports it
        declared = variant.results if view.spec.contract.variant(seen.task) is variant else ()
        request = _results_of_request(task, view)
        keys = [key for key in request or declared if key not in output]
        there = [key for key in request or declared if key in output]
        if not (keys or there):
            yield (
                None
                if view.assets(seen) or not variant.assets or _text_only(variant, output)
                else Problem(
                    "the task has succeeded, and its output has no URL of a result",
                    (seen.exchange,),
                    view.spec.place(seen.task, "output"),
                    "",
                    task.id,
                )
            )
            continue
        yield (
            None
            if there
            else Problem(
                f"the output lacks the results that the variant declares: {', '.join(keys)}",
                (seen.exchange,),
                view.spec.place(seen.task, "output"),
                "",
                task.id,
            )
        )


@check("output-stable", "The results of a task that has ended stay the same.", reads=OUTPUT, scope="task")
def output_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The same values at the same places; of URLs only the file name counts, since signatures change."""
    for end, seen in task.after_end():
        if not end.phase.succeeded or end.call is task.create:
            continue
        if not (view.shows_results(end) and view.shows_results(seen)):
            continue
        old, new = frozen(output_of(view, end.task)), frozen(output_of(view, seen.task))
        changed = sorted(at for at in old.keys() | new.keys() if old.get(at) != new.get(at))
        yield (
            None
            if not changed
            else Problem(
                f"the output changed after the end, at {', '.join(changed[:3])}",
                (end.exchange, seen.exchange),
                f"{view.spec.place(seen.task, 'output')}{changed[0]}",
                view.spec.field_at("output"),
                task.id,
            )
        )


def output_of(view: View, task: Mapping[str, Any]) -> Any:
    field = view.spec.field("output")
    return None if field is None else field.read(task)


def _first_result(view: View, seen: Sighting) -> list[str]:
    """Return where the output has a text, if texts are what the variant makes: others are no results."""
    variant = view.variant(seen.task)
    if variant is not None and variant.own_assets:
        return []
    field = view.spec.field("output")
    for place in () if field is None else field.at:
        output = lookup(seen.task, place)
        if isinstance(output, str) and output:
            return [place]
        for at, value in leaves(output, place) if isinstance(output, (dict, list)) else ():
            if isinstance(value, str) and len(value) > 3:
                return [at]
    return []


def _has_scalars(view: View, task: Mapping[str, Any]) -> bool:
    """Return whether the output holds numbers or booleans: a result may be one."""
    output = output_of(view, task)
    values = [value for _, value in leaves(output)] if isinstance(output, (dict, list)) else []
    return any(isinstance(value, (bool, int, float)) for value in values)


def _text_only(variant: Any, output: Mapping[str, Any]) -> bool:
    """Return whether the variant has results that are no URLs, and the output one of them."""
    if any(output.get(name) is not None for name in variant.fields):
        return True
    values = [*output.values()]
    lone = len(values) == 1 and values[0] is not None  # such as a seed
    return lone or any(isinstance(value, (str, dict, list)) and value for value in values)


def _results_of_request(task: TaskHistory, view: View) -> tuple[str, ...]:
    """Return the results that the variant of the create request declares."""
    if task.create is None or task.create.operation is None:
        return ()
    found = [
        variant
        for variant in view.spec.contract.variants.values()
        if variant.create is not None
        and view.spec.contract.operations[variant.create].path == task.create.operation.path
    ]
    return found[0].results if len(found) == 1 else ()


def _implied(view: View, seen: Sighting) -> bool:
    return view.spec.lifecycle.fields["status"].read(seen.task) is None


def frozen(output: Any) -> dict[str, Any]:
    if not isinstance(output, (dict, list)):
        return {} if output is None else {"": output}
    return {at: _stable(value) for at, value in leaves(output)}


def _stable(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return value.partition("?")[0].rpartition("/")[2]
    return value
