"""Faults of the life cycle: what one poll says, compared with the table, the request and the other polls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gettask._contract.pointer import find, leaves, lookup
from tests.conformance.mutants.model import APIS, Context, Mutant, on_poll, put

Change = Callable[[Any, Context], object]
PROGRESS, QUEUE, TIMES, INPUT = ("tripo", "tripo-v2"), ("tripo-v2",), ("piapi", "tripo"), APIS
HOUR = 3600.0


def mutants() -> Iterator[Mutant]:
    """Yield all faults of polls."""
    for name, apis, change in (*STATUS, *NUMBERS, *OUTPUT, *URLS, *ECHO, *WHEN, *COST, *ERRORS):
        yield Mutant(name, "life cycle", on_poll(change), apis)


def _when(condition: Callable[[Any, Context], bool], change: Change) -> Change:
    def apply(task: Any, context: Context) -> None:
        if condition(task, context):
            change(task, context)

    return apply


def queued(task: Any, context: Context) -> bool:
    """The task waits."""
    return context.phase(task) == "queued"


def running(task: Any, context: Context) -> bool:
    """The task runs."""
    return context.phase(task) == "running"


def succeeded(task: Any, context: Context) -> bool:
    """The task has succeeded."""
    return context.phase(task).succeeded


def failed(task: Any, context: Context) -> bool:
    """The task has failed."""
    return context.phase(task) == "failed"


def after_end(task: Any, context: Context) -> bool:
    """An earlier poll showed the end."""
    return context.phase(task).terminal and context.ended > 0


def after_success(task: Any, context: Context) -> bool:
    """An earlier poll showed success."""
    return succeeded(task, context) and context.ended > 0


def after_failure(task: Any, context: Context) -> bool:
    """An earlier poll showed failure."""
    return failed(task, context) and context.ended > 0


def always(_: Any, context: Context) -> bool:
    """In every poll."""
    return context.polls >= 0


def later(_: Any, context: Context) -> bool:
    """In every poll but the first."""
    return context.polls > 0


def set_to(name: str, value: Any) -> Change:
    """Set a field to a value."""
    return lambda task, context: context.put(task, name, value)


def to_phase(phase: str) -> Change:
    """Set the status to the first of a phase."""
    return lambda task, context: context.put(task, "status", context.status(phase))


def without(name: str) -> Change:
    """Remove a field."""
    return lambda task, context: context.drop(task, name)


def _backwards(task: Any, context: Context) -> None:
    if running(task, context) and context.memory.setdefault("ran", 0):
        context.put(task, "status", context.status("queued"))
        if context.spec.field("started_at"):
            context.drop(task, "started_at")
    context.memory["ran"] = context.memory.get("ran", 0) + running(task, context)


def _clear(task: Any, context: Context) -> bool:
    """Remove the output."""
    return context.put(task, "output", None if context.spec.contract.api == "piapi" else {})


STATUS: tuple[tuple[str, Any, Change], ...] = (
    ("status goes backwards", APIS, _backwards),
    ("terminal status flips from success to failed", APIS, _when(after_success, to_phase("failed"))),
    ("terminal status flips from failed to success", APIS, _when(after_failure, to_phase("succeeded"))),
    ("ended task runs again", APIS, _when(after_end, to_phase("running"))),
    ("ended task is queued again", APIS, _when(after_end, to_phase("queued"))),
    (
        "never ends",
        APIS,
        _when(lambda t, c: c.phase(t).terminal, lambda t, c: (to_phase("running")(t, c), _clear(t, c))),
    ),
    ("never leaves the queue", APIS, lambda t, c: (to_phase("queued")(t, c), _clear(t, c))),
    ("status that no table lists", APIS, _when(running, set_to("status", "melting"))),
    (
        "terminal status that no table lists",
        APIS,
        _when(lambda t, c: c.phase(t).terminal, set_to("status", "done")),
    ),
    ("status in another language", APIS, _when(queued, set_to("status", "排队中"))),
    ("status is null", APIS, _when(running, set_to("status", None))),
    ("status is missing", APIS, _when(running, without("status"))),
    ("status is empty", APIS, _when(later, set_to("status", ""))),
    ("status is a number", APIS, _when(always, set_to("status", 2))),
    ("status is a list", APIS, _when(always, lambda t, c: c.put(t, "status", [c.get(t, "status")]))),
)


def _scaled(factor: float, offset: float = 0) -> Change:
    def apply(task: Any, context: Context) -> None:
        context.put(task, "progress", int(context.polls * factor + offset))

    return apply


def _growing(task: Any, context: Context) -> None:
    context.put(task, "queue_position", context.polls + 1)


NUMBERS: tuple[tuple[str, Any, Change], ...] = (
    ("progress falls", PROGRESS, _when(running, lambda t, c: c.put(t, "progress", 90 - 10 * c.polls))),
    ("progress falls to zero in the middle", PROGRESS,
     _when(running, lambda t, c: c.put(t, "progress", 0) if c.memory.setdefault("m", c.polls) != c.polls else None)),
    ("progress over 100", PROGRESS, _when(running, set_to("progress", 101))),
    ("progress over 100 at the end", PROGRESS, _when(succeeded, set_to("progress", 1000))),
    ("progress below zero", PROGRESS, _when(queued, set_to("progress", -1))),
    ("progress as a share", PROGRESS, _when(succeeded, set_to("progress", 1))),
    ("progress of 99 at the end", PROGRESS, _when(succeeded, set_to("progress", 99))),
    ("progress of zero at the end", PROGRESS, _when(succeeded, set_to("progress", 0))),
    ("progress is a text", PROGRESS, _when(running, set_to("progress", "50%"))),
    ("progress is null", PROGRESS, _when(running, set_to("progress", None))),
    ("progress is a fraction", PROGRESS, _when(running, set_to("progress", 50.5))),
    ("progress of 100 in the queue", PROGRESS, _when(queued, set_to("progress", 100))),
    ("queue position grows", QUEUE, _when(queued, _growing)),
    ("queue position while running", QUEUE, _when(running, set_to("queue_position", 3))),
    ("queue position at the end", QUEUE, _when(succeeded, set_to("queue_position", 1))),
    ("queue position below zero", QUEUE, _when(queued, set_to("queue_position", -5))),
    ("queue position is a text", QUEUE, _when(queued, set_to("queue_position", "3"))),
    ("remaining time at the end", QUEUE, _when(succeeded, set_to("remaining", 30))),
    ("remaining time after a failure", QUEUE, _when(failed, set_to("remaining", 30))),
    ("remaining time below zero", QUEUE, _when(running, set_to("remaining", -20))),
    ("remaining time is a text", QUEUE, _when(running, set_to("remaining", "soon"))),
)  # fmt: skip


def _early(task: Any, context: Context) -> None:
    for rule in context.spec.contract.variants[_variant(context)].assets[:1]:
        put(
            task,
            rule.at.replace("/*", "/0") if "/*" not in rule.at else "/output/x",
            "http://api.example.com/a.png",
        )


def _variant(context: Context) -> str:
    from tests.conformance.harness import VARIANTS

    return VARIANTS[context.spec.contract.api]


def _assets(task: Any, context: Context) -> list[tuple[str, str]]:
    variant = context.spec.contract.variants[_variant(context)]
    return [
        (at, value)
        for rule in variant.assets
        for at, value in find(task, rule.at)
        if isinstance(value, str) and value
    ]


def _first_asset(change: Callable[[str], Any]) -> Change:
    def apply(task: Any, context: Context) -> None:
        for at, url in _assets(task, context)[:1]:
            _put_any(task, at, change(url))

    return apply


def _put_any(task: Any, at: str, value: Any) -> None:
    parent, last = lookup(task, at.rpartition("/")[0]), at.rpartition("/")[2]
    parent[int(last) if isinstance(parent, list) else last] = value


def _emptied(task: Any, context: Context) -> None:
    output = context.get(task, "output")
    if isinstance(output, dict):
        for name in list(output):
            output[name] = [] if isinstance(output[name], list) else ""


def _renamed(task: Any, context: Context) -> None:
    output = context.get(task, "output")
    if isinstance(output, dict):
        for name in list(output):
            output[f"{name}_v2"] = output.pop(name)


OUTPUT: tuple[tuple[str, Any, Change], ...] = (
    ("result in the queue", APIS, _when(queued, _early)),
    ("result while running", APIS, _when(running, _early)),
    ("result after a failure", APIS, _when(failed, _early)),
    ("output empty at the end", APIS, _when(succeeded, set_to("output", {}))),
    ("output null at the end", APIS, _when(succeeded, set_to("output", None))),
    ("output missing at the end", APIS, _when(succeeded, without("output"))),
    ("output of empty texts", APIS, _when(succeeded, _emptied)),
    ("output is a list", APIS, _when(succeeded, set_to("output", ["http://api.example.com/a.png"]))),
    ("output is a text", APIS, _when(succeeded, set_to("output", "http://api.example.com/a.png"))),
    ("results under other names", ("tripo", "tripo-v2"), _when(succeeded, _renamed)),
    ("result changes after the end", APIS,
     _when(after_success, _first_asset(lambda url: url.rpartition("/")[0] + "/other.png"))),
    ("results vanish after the end", APIS, _when(after_success, set_to("output", {}))),
    ("a result is added after the end", APIS,
     _when(after_success, lambda t, c: put(t, "/output/late", "http://api.example.com/late.png"))),
    ("a result is a number", APIS, _when(succeeded, _first_asset(lambda _: 7))),
)  # fmt: skip
URLS: tuple[tuple[str, Any, Change], ...] = (
    ("relative URL", APIS, _when(succeeded, _first_asset(lambda _: "/files/a.png"))),
    ("URL without a host", APIS, _when(succeeded, _first_asset(lambda _: "https:///a.png"))),
    ("URL without a scheme", APIS, _when(succeeded, _first_asset(lambda _: "//cdn.example.com/a.png"))),
    ("URL of ftp", APIS, _when(succeeded, _first_asset(lambda _: "ftp://cdn.example.com/a.png"))),
    ("URL with a space", APIS, _when(succeeded, _first_asset(lambda url: url.replace("/_", "/ _")))),
    ("URL with a line break", APIS, _when(succeeded, _first_asset(lambda url: url + "\n"))),
    ("URL of a file on the server", APIS, _when(succeeded, _first_asset(lambda _: "file:///tmp/a.png"))),
    ("URL on loopback", APIS, _when(succeeded, _first_asset(lambda _: "http://127.0.0.1/a.png"))),
    ("URL in a private network", APIS, _when(succeeded, _first_asset(lambda _: "http://10.0.0.7/a.png"))),
    ("URL on an internal host", APIS, _when(succeeded, _first_asset(lambda _: "http://storage.internal/a.png"))),
    ("file of another kind by its name", APIS,
     _when(succeeded, _first_asset(lambda url: url.rpartition(".")[0] + ".html"))),
)  # fmt: skip


def _input(task: Any) -> Any:
    return task.get("input")


def _change_input(kind: type, value: Any) -> Change:
    def apply(task: Any, _: Context) -> None:
        for at, old in list(leaves(_input(task))) if isinstance(_input(task), dict) else []:
            if type(old) is kind and old not in ("", 0):
                put(task["input"], at, value)

    return apply


def _tag(value: Any) -> Change:
    return lambda task, context: task.update({context.spec.contract.dispatch[-1]: value})


ECHO: tuple[tuple[str, Any, Change], ...] = (
    ("type of another task", APIS, _tag("image_to_model")),
    ("type of another task from the second poll on", APIS, _when(later, _tag("img2img"))),
    ("type that nobody knows", APIS, _tag("never-heard")),
    ("prompt changed", INPUT, _change_input(str, "another prompt")),
    ("prompt changed at the end", INPUT, _when(succeeded, _change_input(str, "another prompt"))),
    ("number of the input changed", ("piapi",), _change_input(int, 7)),
    ("input emptied after the first poll", INPUT, _when(later, lambda t, c: t.update(input={}))),
    ("input is a text", ("piapi", "tripo-v2"), lambda t, c: t.update(input="a cat")),
)


def _at(task: Any, context: Context, name: str, seconds: float) -> None:
    found = context.spec.field(name)
    assert found is not None
    if found.format == "unix-time":
        context.put(task, name, int(seconds))
        return
    from datetime import UTC, datetime

    context.put(task, name, datetime.fromtimestamp(seconds, UTC).isoformat())


def _shift(name: str, seconds: float, other: str | None = None) -> Change:
    def apply(task: Any, context: Context) -> None:
        found = context.spec.field(other or name)
        time = None if found is None else found.time(task)
        base = context.server.clock() if time is None else time.timestamp()
        _at(task, context, name, base + seconds)

    return apply


WHEN: tuple[tuple[str, Any, Change], ...] = (
    ("creation changes with every poll", APIS, lambda t, c: _shift("created_at", 2.0 * c.polls)(t, c)),
    (
        "creation is the time of the poll",
        APIS,
        lambda t, c: _at(t, c, "created_at", c.server.clock() + 2 * c.polls),
    ),
    ("creation a day ago", APIS, _shift("created_at", -24 * HOUR)),
    ("creation in another time zone, without saying so", APIS, _shift("created_at", 8 * HOUR)),
    ("creation in 1970", APIS, lambda t, c: _at(t, c, "created_at", 1000.0)),
    ("creation in milliseconds", QUEUE, lambda t, c: c.put(t, "created_at", int(c.server.clock() * 1000))),
    ("creation is missing", APIS, without("created_at")),
    ("creation is null", APIS, set_to("created_at", None)),
    ("creation is not a time", APIS, set_to("created_at", "yesterday")),
    ("creation without a time zone", TIMES, set_to("created_at", "2025-06-15T15:06:40")),
    ("end before the creation", TIMES, _when(succeeded, _shift("ended_at", -120, "created_at"))),
    (
        "end before the creation, after a failure",
        TIMES,
        _when(failed, _shift("ended_at", -120, "created_at")),
    ),
    ("start before the creation", ("piapi",), _when(succeeded, _shift("started_at", -60, "created_at"))),
    ("start after the end", ("piapi",), _when(succeeded, _shift("started_at", 60, "ended_at"))),
    ("start in the queue", ("piapi",), _when(queued, _shift("started_at", 0, "created_at"))),
    ("end in the queue", TIMES, _when(queued, _shift("ended_at", 1, "created_at"))),
    ("end while running", TIMES, _when(running, lambda t, c: _at(t, c, "ended_at", c.server.clock()))),
    ("no end at the end", TIMES, _when(succeeded, without("ended_at"))),
    (
        "end changes after the end",
        TIMES,
        _when(after_end, lambda t, c: _shift("ended_at", 5.0 * c.ended)(t, c)),
    ),
    ("start changes after the end", ("piapi",), _when(after_end, _shift("started_at", 1e-2, "started_at"))),
    ("end in the future", TIMES, _when(succeeded, _shift("ended_at", 8 * HOUR))),
    ("end is not a time", TIMES, _when(succeeded, set_to("ended_at", "now"))),
)
COST: tuple[tuple[str, Any, Change], ...] = (
    ("cost below zero", APIS, _when(succeeded, set_to("cost", -5))),
    ("cost changes after the end", APIS, _when(after_success, lambda t, c: c.put(t, "cost", 1000 + c.ended))),
    ("cost vanishes after the end", APIS, _when(after_success, without("cost"))),
    ("cost becomes zero after the end", APIS, _when(after_success, set_to("cost", 0))),
    ("failure costs", APIS, _when(failed, set_to("cost", 30))),
    ("failure is charged later", APIS, _when(after_failure, set_to("cost", 30))),
    ("cost above the price table", ("tripo", "tripo-v2"), _when(succeeded, set_to("cost", 999))),
    ("cost is a text", APIS, _when(succeeded, set_to("cost", "30 credits"))),
    ("cost beyond reason", APIS, _when(succeeded, set_to("cost", 10**12))),
)
ERRORS: tuple[tuple[str, Any, Change], ...] = (
    ("error code on success", APIS, _when(succeeded, set_to("error.code", 2000))),
    ("error message on success", APIS, _when(succeeded, set_to("error.message", "out of memory"))),
    ("error code while running", APIS, _when(running, set_to("error.code", 2000))),
    ("error message while running", APIS, _when(running, set_to("error.message", "out of memory"))),
    ("error message in the queue", APIS, _when(queued, set_to("error.message", "out of memory"))),
    ("failure without a reason", APIS, _when(failed, lambda t, c: [c.drop(t, f"error.{n}") for n in c.spec.lifecycle.error])),
    ("failure with an empty reason", APIS,
     _when(failed, lambda t, c: [c.put(t, f"error.{n}", 0 if n == "code" else "") for n in c.spec.lifecycle.error])),
    ("error code that no table lists", ("tripo",), _when(failed, set_to("error.code", 987654))),
    ("error code changes after the end", APIS, _when(after_failure, set_to("error.code", 1001))),
    ("error message changes after the end", APIS, _when(after_failure, set_to("error.message", "another reason"))),
    ("error message is an object", APIS, _when(failed, set_to("error.message", {"en": "no"}))),
)  # fmt: skip
