"""Faults of polls that nobody here had seen when the checks were written: now and then, late, of one task alone."""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.conformance.harness import KEYS
from tests.conformance.mutants.edits import (
    HOOKED,
    PIAPI,
    TRIPO,
    V2,
    V3,
    Change,
    at_end,
    ended,
    failed,
    field,
    links,
    number,
    odd,
    polls,
    queued,
    replace,
    running,
    second,
    status,
    succeeded,
    texts,
    urls,
)
from tests.conformance.mutants.model import APIS, Context, Mutant, Wrap

FILE = "http://api.example.com/_assets/early.png"
NO_TIME = "0001-01-01T00:00:00Z"


def mutants() -> Iterator[Mutant]:
    """Yield all of them."""
    for name, apis, wrap in (*STATUS, *NUMBERS, *OUTPUT, *URLS, *IDENTITY, *INPUT, *TIMES, *COST, *ERRORS):
        yield Mutant(name, "life cycle", wrap, apis)
    for name, apis, wrap, reason in ALLOWED:
        yield Mutant(name, "life cycle", wrap, apis, allowed=reason)


def _earlier(nth: int, only: Callable[[Any, Context], bool] = ended) -> Change:
    """At one poll after the end, the task as it was before."""

    def change(task: Any, context: Context) -> None:
        if not ended(task, context):
            context.memory["last"] = copy.deepcopy(task)
        elif context.ended == nth and only(task, context) and "last" in context.memory:
            replace(task, context.memory["last"])

    return change


def _cached(task: Any, context: Context) -> None:
    first = context.memory.setdefault("first", copy.deepcopy(task))
    if context.polls % 3 == 2:
        replace(task, first)


def _flap(task: Any, context: Context) -> None:
    if context.memory.setdefault("flapped", context.polls) == context.polls:
        context.put(task, "status", context.status("failed"))


def _status_of_first(task: Any, context: Context) -> None:
    shared = context.memory["all"]
    if number(context) == 1:
        shared["status"] = context.get(task, "status")
    else:
        context.put(task, "status", shared["status"])


def _task_of_first(task: Any, context: Context) -> None:
    shared = context.memory["all"]
    if number(context) == 1 and ended(task, context):
        shared["task"] = copy.deepcopy(task)
    elif number(context) == 2 and "task" in shared:
        own = context.get(task, "id")
        replace(task, shared["task"])
        context.put(task, "id", own)


def _output_of_first(task: Any, context: Context) -> None:
    if succeeded(task, context):
        first = context.memory["all"].setdefault("output", copy.deepcopy(context.get(task, "output")))
        context.put(task, "output", copy.deepcopy(first))


def _output_kept_for_failures(task: Any, context: Context) -> None:
    shared = context.memory["all"]
    if succeeded(task, context):
        shared["output"] = copy.deepcopy(context.get(task, "output"))
    elif failed(task, context) and "output" in shared:
        context.put(task, "output", copy.deepcopy(shared["output"]))


def _exchanged(task: Any, context: Context) -> None:
    (one, first, left), (other, second_key, right) = [*urls(context.get(task, "output"))][:2]
    one[first], other[second_key] = right, left


def _without_last(task: Any, context: Context) -> None:
    container, key, _ = [*urls(context.get(task, "output"))][-1]
    del container[key]


def _first_null(task: Any, context: Context) -> None:
    container, key, _ = next(urls(context.get(task, "output")))
    container[key] = None


def _prompt_of_first(task: Any, context: Context) -> None:
    prompt = context.memory["all"].setdefault("prompt", task["input"].get("prompt"))
    if failed(task, context):
        task["input"]["prompt"] = prompt


def _created_with_first(task: Any, context: Context) -> None:
    if (created := context.get(task, "created_at")) is not None:
        context.put(task, "created_at", context.memory["all"].setdefault("created", created))


def later(name: str, seconds: Callable[[Context], float]) -> Change:
    """Move a time."""

    def change(task: Any, context: Context) -> None:
        value = context.get(task, name)
        if isinstance(value, (int, float)):
            context.put(task, name, value + seconds(context))
        elif value and value != NO_TIME:
            moved = datetime.fromisoformat(value[:19]) + timedelta(seconds=seconds(context))
            context.put(task, name, f"{moved.isoformat()}Z")

    return change


def error(code: int, message: str) -> Change:
    """State an error."""

    def change(task: Any, context: Context) -> None:
        context.put(task, "error.code", code)
        context.put(task, "error.message", message)

    return change


def _without_error(task: Any, context: Context) -> None:
    context.drop(task, "error.code")
    context.drop(task, "error.message")


def _error_of_another(task: Any, context: Context) -> None:
    shared = context.memory["all"]
    shared["failed"] = shared.get("failed", False) or failed(task, context)
    if shared["failed"] and running(task, context):
        error(2000, "the worker was lost")(task, context)


def _type(value: Callable[[str], str | None]) -> Change:
    def change(task: Any, context: Context) -> None:
        name = "task_type" if "task_type" in task else "type"
        task[name] = value(task[name])

    return change


Fault = tuple[str, Sequence[str], Wrap]

STATUS: tuple[Fault, ...] = (
    ("stale read once after the end", APIS, polls(_earlier(1))),
    ("stale read after the end, only of failed tasks", APIS, polls(_earlier(1, failed))),
    ("stale read at the third poll after the end", APIS, polls(_earlier(2))),
    ("one of three polls comes from a cache of the first", APIS, polls(_cached)),
    ("a finished task runs again at the third poll after the end", APIS, polls(status("running"), succeeded, at_end(2))),
    ("a running task reports failed once and goes on", APIS, polls(_flap, running)),
    ("the second task reports failed once and goes on", APIS, polls(_flap, running, second)),
    ("the second task never ends", APIS, polls(status("running"), second, ended)),
    ("the status of later tasks is that of the first", APIS, polls(_status_of_first)),
    ("a task pauses for one poll", APIS, polls(field("status", "paused"), running, odd)),
    ("a failed task has a number as status", APIS, polls(field("status", 99), failed)),
    ("a failed task is called cancelled, and nobody cancelled it", TRIPO, polls(status("cancelled"), failed)),
    ("failed tasks are queued again", APIS, polls(status("queued"), failed, at_end(1))),
    ("a success is called expired later", TRIPO, polls(status("expired"), succeeded, at_end(2))),
    ("a success is called banned at one poll", TRIPO, polls(status("rejected"), succeeded, at_end(1))),
    ("the first poll says unknown, later ones go on", V2, polls(field("status", "unknown"), lambda _, c: c.polls == 0)),
    ("a failed task is a success without results", APIS, polls(status("succeeded"), failed)),
    ("tasks of another key run backwards", APIS, polls(status("queued"), running, odd, lambda _, c: number(c) > 2)),
    ("a status is a list", APIS, polls(field("status", lambda known, _: [known]))),
)  # fmt: skip

NUMBERS: tuple[Fault, ...] = (
    ("progress is a share of one while it runs", TRIPO, polls(field("progress", lambda known, _: known / 100), running)),
    ("progress is less at one poll", TRIPO, polls(field("progress", 49), running, odd)),
    ("the second task begins with complete progress", TRIPO, polls(field("progress", 100), queued, second)),
    ("a failed task has a progress of 110", TRIPO, polls(field("progress", 110), failed)),
    ("a failed task has a progress of -1", TRIPO, polls(field("progress", -1), failed)),
    ("progress is a text with a percent sign", TRIPO, polls(field("progress", lambda known, _: f"{known}%"), running)),
    ("progress falls in the queue", TRIPO, polls(field("progress", lambda _, c: 5 - 5 * c.polls), queued)),
    ("progress of a success is 99 at one poll of two", TRIPO, polls(field("progress", lambda _, c: 100 - c.ended % 2), succeeded)),
    ("the place in the queue grows, of the second task", V2, polls(field("queue_position", lambda _, c: 3 + c.polls), queued, second)),
    ("the place in the queue stays while it runs, at one poll of two", V2, polls(field("queue_position", 2), running, odd)),
    ("a failed task has a place in the queue", V2, polls(field("queue_position", 4), failed)),
    ("a remaining time of ten years", V2, polls(field("remaining", 315_000_000), running)),
    ("a remaining time in milliseconds of two days", V2, polls(field("remaining", 172_800_000), running, second)),
    ("a remaining time at the second poll after the end", V2, polls(field("remaining", 5), at_end(1))),
    ("a remaining time is a text", V2, polls(field("remaining", "5s"), running)),
)  # fmt: skip

OUTPUT: tuple[Fault, ...] = (
    ("all successes have the output of the first", APIS, polls(_output_of_first)),
    ("failures keep the output of the success before", APIS, polls(_output_kept_for_failures)),
    ("two results are exchanged", TRIPO, polls(_exchanged, succeeded)),
    ("the first result is null", APIS, polls(_first_null, succeeded)),
    ("the last result is missing", TRIPO, polls(_without_last, succeeded)),
    ("the first poll of a success lacks a result", TRIPO, polls(_without_last, succeeded, at_end(0))),
    ("a result is gone at the third poll after the end", TRIPO, polls(_without_last, succeeded, at_end(2))),
    ("the first poll of a success has no output yet", APIS, polls(field("output", {}), succeeded, at_end(0))),
    ("a preview is in the output while it runs", APIS, polls(field("output", {"preview_url": FILE}), running)),
    ("a failed task has a result at its second poll", APIS, polls(field("output", {"image_url": FILE}), failed, at_end(1))),
    ("an output is a text with JSON", APIS, polls(field("output", lambda known, _: json.dumps(known)), succeeded)),
    ("an output is in a list", APIS, polls(field("output", lambda known, _: [known]), succeeded)),
)  # fmt: skip

URLS: tuple[Fault, ...] = (
    ("URLs are empty from the second poll after the end on", APIS, polls(links(lambda _: ""), succeeded, lambda _, c: c.ended > 0)),
    ("URLs are relative", APIS, polls(links(lambda url: url.removeprefix("http://api.example.com")), succeeded)),
    ("URLs have no scheme", APIS, polls(links(lambda url: url.removeprefix("http:")), succeeded)),
    ("URLs are escaped twice", APIS, polls(links(lambda url: url.replace("-", "%252D")), succeeded)),
    ("URLs are at an internal host", APIS, polls(links(lambda url: url.replace("api.example.com", "storage.internal")), succeeded)),
    ("URLs have a user and a password", APIS, polls(links(lambda url: url.replace("//", "//user:none@", 1)), succeeded)),
    ("URLs carry the key", APIS, polls(links(lambda url: f"{url}?key={KEYS[0]}"), succeeded)),
    ("URLs are of one placeholder", APIS, polls(links(lambda _: FILE), succeeded)),
    ("URLs say that they have ended", APIS, polls(links(lambda url: f"{url}?Expires=1600000000"), succeeded)),
    ("a result is the word pending at first", APIS, polls(links(lambda _: "pending"), succeeded, at_end(0))),
)  # fmt: skip

IDENTITY: tuple[Fault, ...] = (
    ("the second task is the first under its own id", APIS, polls(_task_of_first)),
    ("ids are cut after the end", APIS, polls(field("id", lambda known, _: known[:8]), ended)),
    ("ids of failed tasks are empty", APIS, polls(field("id", ""), failed)),
    ("the type is another at the end", APIS, polls(_type(lambda _: "image_to_model"), succeeded)),
    ("the type is in capitals", APIS, polls(_type(str.upper))),
    ("the type is null after the end", APIS, polls(_type(lambda _: None), ended)),
)  # fmt: skip

INPUT: tuple[Fault, ...] = (
    ("texts are read as Latin-1", APIS, texts(lambda text: text.encode().decode("latin-1"))),
    ("markup is removed from texts", APIS, texts(lambda text: re.sub("<[^>]*>", "", text))),
    ("texts are cut at 20 characters", APIS, texts(lambda text: text[:20])),
    ("line breaks are blanks", APIS, texts(lambda text: text.replace("\n", " "))),
    ("blanks at the end of texts are lost", APIS, texts(str.rstrip)),
    ("accents are written as two characters", APIS, texts(lambda text: unicodedata.normalize("NFD", text))),
    ("characters of four bytes are question marks", APIS, texts(lambda text: re.sub("[\U00010000-\U0010ffff]", "?", text))),
    ("the prompt is null while it runs", APIS, polls(lambda task, _: task["input"].update(prompt=None), running)),
    ("the prompt is gone after the end", APIS, polls(lambda task, _: task["input"].pop("prompt"), ended)),
    ("a failed task shows the prompt of the first", APIS, polls(_prompt_of_first)),
    ("a size changes while it runs", PIAPI, polls(lambda task, _: task["input"].update(width=512), running)),
)  # fmt: skip

TIMES: tuple[Fault, ...] = (
    ("created eight hours later than it was", APIS, polls(later("created_at", lambda _: 28_800))),
    ("two replicas whose clocks are two seconds apart", APIS, polls(later("created_at", lambda c: 2 * (c.polls % 2)))),
    ("the second task was created a day ago", APIS, polls(later("created_at", lambda _: -86_400), second)),
    ("all tasks were created with the first", HOOKED, polls(_created_with_first)),
    ("the start moves at the end", PIAPI, polls(later("started_at", lambda _: 40), ended)),
    ("a task that runs has no start", PIAPI, polls(field("started_at", NO_TIME), running)),
    ("a task that runs has no start at its second poll", PIAPI, polls(field("started_at", NO_TIME), running, odd)),
    ("a failed task has no end", PIAPI, polls(field("ended_at", NO_TIME), failed)),
    ("a time of the end while it runs, at one poll of two", HOOKED, polls(field("ended_at", "2025-06-15T15:06:41Z"), running, odd)),
    ("a task ends when it starts", PIAPI, polls(field("ended_at", lambda _, c: "2025-06-15T15:06:40Z"), ended)),
    ("creation in milliseconds", V2, polls(field("created_at", lambda known, _: known * 1000))),
    ("failed tasks have no creation", APIS, polls(lambda task, context: context.drop(task, "created_at"), failed)),
    ("times are in words", APIS, polls(field("created_at", "a minute ago"))),
)  # fmt: skip

COST: tuple[Fault, ...] = (
    ("cost doubles at the second poll after the end", APIS, polls(field("cost", lambda known, _: known * 2), succeeded, at_end(1))),
    ("cost is null at the second poll after the end", APIS, polls(field("cost", None), succeeded, at_end(1))),
    ("a failed task is charged at a later poll", APIS, polls(field("cost", 15), failed, at_end(2))),
    ("a failed task is paid back more than it cost", APIS, polls(field("cost", -20), failed)),
    ("cost is one unit too much", TRIPO, polls(field("cost", lambda known, _: known + 1), succeeded)),
    ("cost is stated while it runs", V3, polls(field("cost", 20), running)),
    ("logs go on after the end", PIAPI, polls(lambda task, c: task.update(logs=[f"line {c.polls}"]), ended)),
)  # fmt: skip

ERRORS: tuple[Fault, ...] = (
    ("a success has an error at the second poll", APIS, polls(error(2000, "the worker was lost"), succeeded, at_end(1))),
    ("a task that waits has an error", APIS, polls(error(2000, "no worker is free"), queued, odd)),
    ("after a failure the next task shows its error", APIS, polls(_error_of_another)),
    ("the error of a failed task is another at each poll", APIS, polls(lambda task, c: error(2000, f"failed at {c.polls}")(task, c), failed)),
    ("a failed task loses its error", TRIPO, polls(_without_error, failed, at_end(1))),
    ("the error of a failed task repeats the key", APIS, polls(error(2000, f"the call with {KEYS[0]} failed"), failed)),
)  # fmt: skip

ALLOWED: tuple[tuple[str, Sequence[str], Wrap, str], ...] = (
    (
        "credit stays reserved after the end",
        PIAPI,
        polls(field("reserved", 15_000), ended),
        "A recorded body of the vendor shows it.",
    ),
    (
        "a status has a blank at its end",
        TRIPO,
        polls(field("status", lambda known, _: f"{known} "), running),
        "The state table compares statuses without case and blanks.",
    ),
    (
        "a result stands beside the output too",
        APIS,
        polls(lambda task, _: task.update(result_url=FILE), succeeded),
        "A field more breaks no client: `gettask drift` proposes it.",
    ),
    (
        "all tasks of two seconds were created with the first",
        V2,
        polls(_created_with_first),
        "The time is in whole seconds, and machines may differ by one.",
    ),
    (
        "texts are cut at a thousand characters",
        APIS,
        texts(lambda text: text[:1000]),
        "No page says how long a text may be, so no long one is sent.",
    ),
)
