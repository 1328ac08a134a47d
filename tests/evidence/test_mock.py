"""What the mock shows of a task has the shape of the body that was recorded of such a task."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from gettask import Phase, load, parse
from gettask.conformance import Body, Exchange, Trace, judge
from gettask.mock import ManualClock, Mock, Request, TaskPlan, after_polls, after_seconds, create_app
from gettask.mock.responses.template import UUID
from gettask.mock.spec.api import installed
from gettask.mock.spec.operation import Action, ParsedBody
from tests.evidence.test_bodies import SOURCES, TASKS, text
from tests.mock.simulated import poll, task_in

MODELS = [name for name in TASKS if name.startswith("piapi/") and "task_type" in text(name)]
# Fields that bodies of 2024 lack, whose dates stand in their names or in them.
OLD = {
    "piapi/official-examples/faceswap_create_pending.json": {"/config/service_mode"},
    "piapi/official-examples/flux_img2img_create_pending.json": {"/config/service_mode"},
    "piapi/official-examples/unified-schema_x-example_pending.json": {"/config", "/error/raw_message"},
}


@cache
def mock(phase: Phase) -> Mock:
    """Return a mock whose tasks are in a phase."""
    plans = {Phase.SUCCEEDED: TaskPlan(), Phase.QUEUED: TaskPlan(after_polls(9))}
    return create_app(["piapi"], plan=plans[phase]).mock


def shape(value: Any, pointer: str = "") -> dict[str, str]:
    """Return the type of each place of a body: of a list the first item counts, of an id as name none."""
    found = {pointer: "number" if type(value) in (int, float) else type(value).__name__}
    parts: dict[Any, Any] = dict(enumerate(value[:1])) if isinstance(value, list) else {}
    parts |= value if isinstance(value, dict) else {}
    for name, part in parts.items():
        found |= shape(part, f"{pointer}/{'*' if UUID.fullmatch(str(name)) else name}")
    return found


@pytest.mark.parametrize("name", MODELS)
def test_the_mock_shows_a_task_as_it_was_recorded(name: str) -> None:
    """Same keys, same types, no key that the body lacks; what its page left empty may be filled."""
    body, variant = json.loads(text(name)), SOURCES[name]["reply"]["variant"]
    recorded, phase = body["data"], parse(body, "piapi").phase
    order = {part: recorded[part] for part in ("model", "task_type", "input")}
    simulated = mock(phase)
    task = simulated.tasks.add("piapi", "k", order, variant)
    request = Request("GET", f"/api/v1/task/{task.id}", headers={"x-api-key": "k", "host": "127.0.0.1"})
    seen, shown = shape(recorded), shape(simulated.handle(request).json()["data"])
    empty = {
        at for at, kind in seen.items() if kind == "dict" and not any(f"{at}/" in other for other in seen)
    }
    skipped = (*empty, *OLD.get(name, ()), "/input")
    places = {
        at for at in seen.keys() | shown.keys() if not any(f"{at}/".startswith(f"{s}/") for s in skipped)
    }
    assert {at: shown.get(at) for at in places} == {at: seen.get(at) for at in places}


def test_ids_inside_a_task_are_its_own() -> None:
    """No two tasks share the id of a song, in whatever place it stands."""
    simulated = mock(Phase.SUCCEEDED)
    for model in ("music-u", "suno"):
        seen = set[str]()
        for _ in range(2):
            order: dict[str, Any] = {"model": model, "task_type": "generate_music", "input": {}}
            task = simulated.tasks.add("piapi", "k", order, model)
            request = Request(
                "GET", f"/api/v1/task/{task.id}", headers={"x-api-key": "k", "host": "127.0.0.1"}
            )
            output = simulated.handle(request).json()["data"]["output"]
            ids = {*output.get("clips", ())} | {song["id"] for song in output.get("songs", ())}
            assert ids
            assert not ids & seen
            seen |= ids


EXAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    (api.name, api.variant_of(parsed.schema) or "", example)
    for api in installed().values()
    for operation in api.operations
    if operation.action is Action.CREATE and operation.body is not None
    for example in operation.body.examples
    if isinstance(parsed := operation.body.match(example), ParsedBody)
]
ORDERS = [pytest.param(*case, id=f"{case[0]}-{case[1]}-{number}") for number, case in enumerate(EXAMPLES)]


def shown(simulated: Mock, api: str, variant: str, order: dict[str, Any], task_id: str | None = None) -> Any:
    """Return the task as a poll shows it; a new one, if there is none yet."""
    parsed = simulated.apis[api].request(variant, order)
    assert parsed is not None
    tags, _ = simulated.apis[api].tags_and_fields(parsed)
    task_id = task_id or simulated.tasks.add(api, "k", order | tags, variant).id
    return task_in(api, poll(simulated, api, task_id))


def places(value: Any, pointer: str = "") -> dict[str, Any]:
    """Return each value of a body that is no object and no list, by its place; in lists by any index."""
    parts: list[tuple[Any, Any]] = [("*", part) for part in value] if isinstance(value, list) else []
    parts += value.items() if isinstance(value, dict) else []
    found = {} if isinstance(value, dict | list) else {pointer: value}
    for name, part in parts:
        found |= places(part, f"{pointer}/{'*' if UUID.fullmatch(str(name)) else name}")
    return found


@cache
def recorded(variant: str) -> list[dict[str, Any]]:
    """Return the tasks of a variant in recorded bodies, in those that are cut down too."""
    names = [name for name, source in SOURCES.items() if source.get("reply", {}).get("variant") == variant]
    bodies = [json.loads(text(name)) for name in names]
    return [task for body in bodies if (task := body.get("data", body)).keys() >= {"output"}]


def unfinished(api: str, task: dict[str, Any]) -> bool:
    """Whether a recorded task has not succeeded, by its status."""
    status = load(api).lifecycle.statuses.get(task["status"])
    return status is None or not status.phase.succeeded


@cache
def everything() -> Mock:
    """Return a mock of all APIs whose tasks have succeeded."""
    return create_app().mock


@pytest.mark.parametrize("name", MODELS)
def test_a_task_repeats_a_request_as_recorded(name: str) -> None:
    """Of what the request of a page has, the task repeats what the body of the page does, and no more."""
    recorded_task = json.loads(text(name))["data"]
    variant, names = SOURCES[name]["reply"]["variant"], recorded_task["input"].keys()
    for _, _, order in EXAMPLES:
        tags = [order.get(tag) == recorded_task[tag] for tag in ("model", "task_type")]
        if names and all(tags) and order["input"].keys() >= names:
            assert shown(everything(), "piapi", variant, order)["input"].keys() == names


@cache
def slow(api: str) -> tuple[Mock, ManualClock]:
    """Return a mock whose tasks take a minute, and its clock."""
    clock = ManualClock()
    return create_app([api], clock=clock, plan=TaskPlan(after_seconds(60))).mock, clock


@pytest.mark.parametrize(("api", "variant", "order"), ORDERS)
def test_nothing_in_a_finished_output_is_filler(api: str, variant: str, order: dict[str, Any]) -> None:
    """No empty text, no 0 and no word of a schema stands there, but where a recorded body has it."""
    output = load(api).lifecycle.fields["output"].read(shown(everything(), api, variant, order))
    known = [places(task["output"]) for task in recorded(variant) if not unfinished(api, task)]
    fillers = {
        at: value
        for at, value in places(output).items()
        if value in ("", "text", "string", "https://example.com/") or (value == 0 and value is not False)
        if at != "/message"  # why a task failed
        and not any(at in output and output[at] == value for output in known)
    }
    assert fillers == {}


@pytest.mark.parametrize(("api", "variant", "order"), ORDERS)
def test_a_task_repeats_nothing_that_nobody_sent(api: str, variant: str, order: dict[str, Any]) -> None:
    """What a task has beyond its request was seen in the body of such a task, so no default is invented."""
    task = shown(everything(), api, variant, order)
    sent = {at.split("/")[2] for at in places(order) if at.startswith("/input/")}
    repeated = task["input"].keys() if api == "piapi" else ()
    seen = {name for one in recorded(variant) for name in one.get("input") or ()}
    assert {*repeated} - sent - seen == set()


@pytest.mark.parametrize("variant", ["hailuo", "luma", "kling", "music-u"])
def test_a_failed_task_holds_what_it_held_before_it_failed(variant: str) -> None:
    """Its output is the one that a recorded body has from the beginning, with no progress made up."""
    known = [task["output"] for task in recorded(variant) if task["output"] and unfinished("piapi", task)]
    order = next(order for _, name, order in EXAMPLES if name == variant)
    output = shown(create_app(["piapi"], plan=TaskPlan(end="failed")).mock, "piapi", variant, order)["output"]
    assert output in known


@pytest.mark.parametrize(("api", "variant", "order"), ORDERS)
def test_times_and_costs_follow_the_simulated_task(api: str, variant: str, order: dict[str, Any]) -> None:
    """A task that takes a minute says so; what it costs is told when its vendor tells it, and stays."""
    simulated, clock = slow(api)
    field = load(api).lifecycle.fields.get("cost")
    first = parse(shown(simulated, api, variant, order), api)
    *_, made = simulated.tasks.store
    clock.advance(30)
    running = parse(shown(simulated, api, variant, order, made.id), api)
    clock.advance(30)
    done = parse(shown(simulated, api, variant, order, made.id), api)
    assert (running.phase, done.phase) == (Phase.RUNNING, Phase.SUCCEEDED)
    early = field is not None and field.when is None
    assert (first.cost is not None, running.cost is not None) == (early, early)
    assert (done.cost is not None) == (field is not None)
    if done.ended_at is not None:
        started = done.started_at or done.created_at
        assert started is not None
        assert (done.ended_at - started).total_seconds() == pytest.approx(60, abs=31)
        assert done.ended_at > started


FINISHED = [
    name
    for name in TASKS
    if not name.startswith("piapi/") and parse(text(name), SOURCES[name]["reply"]["api"]).phase.succeeded
]


@pytest.mark.parametrize("name", FINISHED)
def test_the_mock_shows_a_finished_task_as_it_was_recorded(name: str) -> None:
    """Same results, same types; around them some bodies leave out what others have."""
    reply = SOURCES[name]["reply"]
    example = everything().apis[reply["api"]].example(reply["variant"])
    assert example is not None
    task = shown(everything(), reply["api"], reply["variant"], example.value)
    seen, made = shape(load(reply["api"]).lifecycle.find_task(json.loads(text(name)))), shape(task)
    assert {at: made.get(at) for at in seen if not at.startswith("/input/")} == {
        at: kind for at, kind in seen.items() if not at.startswith("/input/")
    }
    assert {at for at in made if at.startswith("/output/")} == {
        at for at in seen if at.startswith("/output/")
    }


KINDS = [
    pytest.param(api, variant.name, dict(zip(load(api).dispatch, values, strict=True)), id="-".join(values))
    for api in installed()
    for variant in load(api).variants.values()
    for values in dict.fromkeys(values for rule in variant.rules for values in rule.match)
]


@cache
def of_one_api(api: str, end: str) -> Mock:
    """Return a mock whose tasks end so at the fifth poll."""
    return create_app([api], plan=TaskPlan(after_polls(4), end)).mock


@pytest.mark.parametrize(("api", "variant", "order"), ORDERS + KINDS)
def test_the_checks_take_every_task_that_the_mock_shows(
    api: str, variant: str, order: dict[str, Any]
) -> None:
    """Of each example, and of each model and task type: queued, running and ended it keeps the contract."""
    for end in ("succeeded", "failed"):
        simulated = of_one_api(api, end)
        parsed = simulated.apis[api].request(variant, order)
        tags = {} if parsed is None else simulated.apis[api].tags_and_fields(parsed)[0]
        task_id = simulated.tasks.add(api, "k", order | tags, variant).id
        polls = [Exchange(received=Body(poll(simulated, api, task_id).body)) for _ in range(6)]
        assert [each.problem.message for each in judge(Trace.of(api, polls)).violations] == []
