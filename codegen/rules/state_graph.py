"""The state table as a whole: a task can succeed, every status can be reached, numbers agree with schemas."""

from __future__ import annotations

from codegen.document.lifecycle import lifecycles
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join


@rule("terminal-success", *EVERY, hint="mark the status of success: phase: succeeded, terminal: true")
def _terminal_success(spec: Spec) -> Messages:
    """A state table in which no terminal status has the phase `succeeded`.

    Every wait would end at its deadline, and no result would be downloaded.
    """
    for lifecycle in lifecycles(spec.document):
        entries = lifecycle.table.get("statuses", {}).values()
        if not any(entry.get("phase") == "succeeded" and entry.get("terminal") for entry in entries):
            yield join(lifecycle.pointer, "statuses"), "no terminal status is a success"


@rule(
    "reachable-status",
    *EVERY,
    hint="name it in `next` of the status before it, or remove it",
    after=("known-status",),
)
def _reachable_status(spec: Spec) -> Messages:
    """A status that no task can come to: it is not the first, and no `next` leads to it from there.

    The mock would never show it, so no test of a caller would meet it.
    """
    for lifecycle in lifecycles(spec.document):
        statuses = lifecycle.table.get("statuses", {})
        # A body that implies a status shows it at once, and tasks may be created in any status that waits.
        reached = {each["status"] for each in lifecycle.table.get("implied", [])}
        reached |= {name for name, entry in statuses.items() if entry.get("phase") == "queued"}
        todo = reached | {*list(statuses)[:1]}
        reached = set()
        while todo:
            reached |= todo
            todo = {name for each in todo for name in statuses.get(each, {}).get("next", [])} - reached
        reached |= {name for name, entry in statuses.items() if entry.get("missing")}
        for name in statuses.keys() - reached:
            yield join(lifecycle.pointer, "statuses", name), f"no task comes to {name!r}"


@rule("way-out", *EVERY, hint="name a terminal status in its `next`", after=("known-status",))
def _way_out(spec: Spec) -> Messages:
    """A status from which no task comes to an end.

    The mock would never finish such a task, and neither would a caller's test.
    """
    for lifecycle in lifecycles(spec.document):
        statuses = lifecycle.table.get("statuses", {})
        ends = {name for name, entry in statuses.items() if entry.get("terminal")}
        more = ends
        while more:
            more = {n for n, entry in statuses.items() if ends & {*entry.get("next", ())}} - ends
            ends = ends | more
        for name in statuses.keys() - ends:
            yield join(lifecycle.pointer, "statuses", name, "next"), f"no task ends that is {name!r}"


@rule("polling-schedule", *EVERY, hint="initial is at most maximum, and maximum at most the deadline")
def _polling_schedule(spec: Spec) -> Messages:
    """A polling schedule whose first pause is longer than its longest, or longer than the whole wait.

    The client would poll once, or at another pace than the table seems to say.
    """
    for lifecycle in lifecycles(spec.document):
        polling, deadline = lifecycle.table.get("polling", {}), lifecycle.table.get("deadline")
        initial, maximum = polling.get("initial", 0), polling.get("maximum", float("inf"))
        where = join(lifecycle.pointer, "polling", "initial")
        if initial > maximum:
            yield where, f"initial {initial} is above maximum {maximum}"
        if isinstance(deadline, (int, float)) and initial > deadline:
            yield where, f"initial {initial} is above the deadline {deadline}"


@rule("progress-scale", "effective", hint="give the field the scale of its schema's maximum")
def _progress_scale(spec: Spec) -> Messages:
    """A scale of the progress that is not the maximum in the schema of that field.

    A finished task would be shown at 1 %, or at 10,000 %.
    """
    for lifecycle in lifecycles(spec.document):
        scale = lifecycle.table.get("fields", {}).get("progress", {}).get("scale")
        for node in spec.at_field(lifecycle.tasks, lifecycle.table, "progress"):
            maximum = node.value.get("maximum")
            if scale is not None and maximum is not None and maximum != scale:
                where = join(lifecycle.pointer, "fields", "progress", "scale")
                yield where, f"the schema of the progress has the maximum {maximum:g}"
                break
