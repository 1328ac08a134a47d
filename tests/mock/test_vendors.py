"""The mock of the real APIs, as their generated packages describe them."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import parse
from gettask._contract.contract import load
from gettask.mock import ManualClock, Mock, Request, Response, TaskPlan, after_polls, create_app
from gettask.mock.assets import PREFIX
from gettask.mock.assumptions import Assumptions
from gettask.mock.responses.template import UUID
from gettask.mock.sample_files import content
from gettask.mock.spec.api import installed
from gettask.mock.spec.lifecycle import SUCCEEDED
from gettask.mock.spec.operation import Action, Operation
from gettask.mock.spec.pointer import tokens
from tests.mock.simulated import create, created, poll, status_of, task_in

CAT = {"type": "text_to_model", "prompt": "a small cat"}
HEADERS = {"x-api-key": "k", "authorization": "Bearer k", "content-type": "application/json"}


def orders() -> Iterator[Any]:
    """Every documented example of a request that creates a task."""
    for api in installed().values():
        for operation in api.operations:
            if operation.action is not Action.CREATE:
                continue
            raw = next(path for path in api.spec["paths"] if operation.path.endswith(path))
            body = api.spec["paths"][raw].get(operation.method.lower(), {}).get("requestBody", {})
            examples = body.get("content", {}).get("application/json", {}).get("examples", {})
            for name, example in examples.items():
                value = api.document.resolve(example)["value"]
                yield pytest.param(operation, value, id=f"{api.name}-{name}")


def repeats(operation: Operation) -> bool:
    """Whether tasks have a place for what was asked: a field of the request, or an object that takes any."""
    api, document = installed()[operation.api], operation.document
    fixed = {step for field in api.lifecycle.fields.values() for at in field.at for step in tokens(at)[:1]}
    asked = set[str]().union(*api.request_fields.values())
    properties = [document.flat(member).get("properties", {}) for member in document.members(api.task_schema)]
    parts = {
        name: document.flat(part) for found in properties for name, part in found.items() if name not in fixed
    }
    objects = {name for name, part in parts.items() if part.get("type") == "object"}
    return bool(asked & parts.keys() or any("properties" not in parts[name] for name in objects))


def ends() -> Iterator[Any]:
    """Every order with every way it can end."""
    for order in orders():
        operation, body = order.values
        for status in installed()[operation.api].lifecycle.statuses.values():
            if status.terminal:
                yield pytest.param(operation, body, status.name, id=f"{order.id}-{status.name}")


@pytest.fixture
def mock() -> Mock:
    return create_app().mock


def send(mock: Mock, method: str, path: str, body: Any = None) -> Response:
    sent = b"" if body is None else json.dumps(body).encode()
    return mock.handle(Request(method, path, headers=HEADERS, body=sent))


@pytest.mark.parametrize(("operation", "body", "end"), list(ends()))
def test_every_variant_lives_and_ends_in_every_way(
    mock: Mock, operation: Operation, body: Any, end: str
) -> None:
    """From each documented request, every reply fits the effective spec, and results can be had."""
    table = installed()[operation.api].lifecycle
    mock.tasks.plan = TaskPlan(after_polls(2), end)
    task_id = created(mock, operation, body)
    for _ in range(3):
        reply = poll(mock, operation.api, task_id)
    assert status_of(operation.api, reply) == end
    files = [text for text in strings(reply.json()) if PREFIX in text]
    assert not files or table.statuses[end].phase == SUCCEEDED
    for url in files:
        found = send(mock, "GET", url.removeprefix("http://127.0.0.1"))
        assert (found.status, found.body) == (200, content(found.header("content-type") or ""))


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_there_is_an_order_of_every_variant() -> None:
    """No variant that can be created lacks the example that the tests above live on."""
    known, ordered = set(), set()
    for order in orders():
        operation, body = order.values
        document = operation.document
        members = document.members(operation.body.schemas["application/json"])
        known |= {(operation.api, document.flat(member)["x-variant"]) for member in members}
        ordered.add((operation.api, document.flat(operation.body.match(body).schema)["x-variant"]))
    assert ordered == known


@pytest.mark.parametrize(("operation", "body"), [each for each in orders() if repeats(each.values[0])])
def test_a_task_repeats_what_it_was_asked_for(mock: Mock, operation: Operation, body: Any) -> None:
    """Every text of a request comes back in its task, and no text of another request."""
    mock.tasks.plan = TaskPlan(end="failed")
    body = json.loads(json.dumps(body).replace("small cat", "big dog"))
    task = poll(mock, operation.api, created(mock, operation, body)).json()
    assert set(strings(repeated(operation, body))) <= set(strings(task))
    assert "a small cat" not in strings(task)


def repeated(operation: Operation, body: Any) -> Any:
    """A request without what its task leaves out, as the spec says."""
    document, api = operation.document, installed()[operation.api]
    for member in document.members(api.task_schema):
        fields = document.flat(member).get("properties", {})
        if all(
            body.get(name) in (document.tags(member, name) or ())
            for name in document.dispatch(api.task_schema)
        ):
            skipped = {name: document.flat(field).get("x-not-repeated", {}) for name, field in fields.items()}
            body = {
                name: {n: v for n, v in part.items() if n not in skipped[name]} if skipped.get(name) else part
                for name, part in body.items()
            }
    return body


@pytest.mark.parametrize(
    ("api", "variant"), [(api.name, variant) for api in installed().values() for variant in api.variants]
)
def test_a_task_of_every_variant_can_be_put_there(mock: Mock, api: str, variant: str) -> None:
    """Whoever reads it takes it for one of that variant, or for none where nobody knows how to tell."""
    task = mock.tasks.add(api, "k", variant=variant)
    seen = parse(poll(mock, api, task.id).json(), api)
    known = load(api).variants[variant]
    told = known.match or known.required or (load(api).states and len(load(api).variants) == 1)
    assert (seen.variant, seen.phase.succeeded) == (variant if told else None, True)


def test_a_task_whose_replies_tell_no_status_is_done_at_once(mock: Mock) -> None:
    """What they are before the completion exists, no source says: no plan can make it wait."""
    mock.tasks.plan = TaskPlan(after_polls(9), "failed")
    task = mock.tasks.add("piapi", "k", variant="llm")
    assert parse(send(mock, "GET", f"/api/v1/task/{task.id}").json(), "piapi").phase.succeeded
    with pytest.raises(ValueError, match="the task has ended as completed"):
        mock.tasks.replan(task.id, TaskPlan(end="failed"))


@pytest.mark.parametrize(
    ("api", "variant"), [(api.name, variant) for api in installed().values() for variant in api.variants]
)
def test_results_have_ids_of_their_own(mock: Mock, api: str, variant: str) -> None:
    """No UUID in the output of a task is in that of another, and each stays the same at every poll."""
    output = mock.apis[api].lifecycle.fields["output"]
    shown = []
    for _ in range(2):
        task = mock.tasks.add(api, "k", variant=variant)
        outputs = [output.value(task_in(api, poll(mock, api, task.id))) for _ in range(2)]
        ids = [{text for text in strings(each) if UUID.fullmatch(text)} for each in outputs]
        assert ids[0] == ids[1]
        shown.append(ids[0])
    assert not shown[0] & shown[1]


@cache
def places(api: str) -> list[str]:
    """Every name of a field in a task of the API, however deep."""
    poll, document = installed()[api].poll, installed()[api].document
    found: set[str] = set()
    rest, seen = [poll.schema(200)], set()
    while rest:
        for member in document.members(rest.pop()):
            flat = document.flat(member)
            if id(flat) not in seen:
                seen.add(id(flat))
                found |= flat.get("properties", {}).keys()
                rest += flat.get("properties", {}).values()
    return sorted(found)


ORDERS = [order.values for order in orders()]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-9, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)


@given(data=st.data())
def test_whatever_a_request_says_its_task_can_be_shown(data: st.DataObject) -> None:
    """Fields that only tasks have change nothing in what the vendor says of the task."""
    operation, body = data.draw(st.sampled_from(ORDERS))
    body = json.loads(json.dumps(body))
    within = [body, *(part for part in body.values() if isinstance(part, dict))]
    for _ in range(data.draw(st.integers(1, 3))):
        names = st.sampled_from(places(operation.api))
        data.draw(st.sampled_from(within))[data.draw(names)] = data.draw(VALUES)
    mock = create_app([operation.api], as_observed=True, plan=TaskPlan(end="failed")).mock
    assert create(mock, operation, body).status in (200, 400)
    failed = installed()[operation.api].lifecycle.end("failed").name
    for task in mock.tasks.store:
        seen = parse(poll(mock, operation.api, task.id).json(), operation.api)
        assert (seen.id, seen.status, seen.assets) == (task.id, failed, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [("image", None), ("denoise", "0.7"), ("lora_settings", {"a": 1}), ("lora_settings", [1])],
)
def test_what_no_task_can_have_is_not_repeated(mock: Mock, name: str, value: Any) -> None:
    """PiAPI does not list the field for this request, and lists it otherwise for the task."""
    flux = {
        "model": "Qubico/flux1-dev",
        "task_type": "txt2img",
        "input": {"prompt": "a small cat", name: value},
    }
    task = send(mock, "POST", "/api/v1/task", flux).json()["data"]
    assert task["input"]["prompt"] == "a small cat"
    assert name not in task["input"] or task["input"][name] != value


def test_a_task_repeats_no_other_request(mock: Mock) -> None:
    """The example that it is made of was registered for a webhook; this one was not."""
    kling = next(body for _, body in ORDERS if body.get("model") == "kling")
    task = send(mock, "POST", "/api/v1/task", kling).json()["data"]
    assert not any(task["config"]["webhook_config"].values())


def test_a_task_that_was_cancelled_in_the_queue_never_started(mock: Mock) -> None:
    """It has a time at which it ended, and none at which it began."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    path, _ = segment(mock)
    send(mock, "DELETE", path)
    task = parse(send(mock, "GET", path).json(), "piapi")
    assert (task.phase.terminal, task.started_at, task.ended_at is None) == (True, None, False)


def segment(mock: Mock) -> tuple[str, Any]:
    """A task of PiAPI that was just created: the path of its polls, and the response."""
    order = next(order.values for order in orders() if order.id == "piapi-segment")
    reply = send(mock, "POST", order[0].path, order[1])
    return f"{order[0].path}/{reply.json()['data']['task_id']}", reply.json()


def test_a_reply_says_success_in_the_vendors_words(mock: Mock) -> None:
    """The message of an envelope is that of the documented examples."""
    path, created = segment(mock)
    assert created["message"] == send(mock, "GET", path).json()["message"] == "success"


@pytest.mark.parametrize(
    ("assumptions", "shown"),
    [
        (Assumptions(), "cancelled"),
        (Assumptions(cancelled=("failed",)), "failed"),
        (Assumptions(cancelled=("completed",)), "completed"),
    ],
)
def test_a_queued_task_can_be_cancelled(assumptions: Assumptions, shown: str) -> None:
    """It ends there, in the status that the mock was given, and stays so; a failure says what it was."""
    mock = create_app(["piapi"], assumptions=assumptions, plan=TaskPlan(after_polls(9))).mock
    path, _ = segment(mock)
    reply = send(mock, "DELETE", path)
    assert (reply.status, reply.json()["code"]) == (200, 200)
    for _ in range(3):
        task = send(mock, "GET", path).json()["data"]
        assert task["status"] == shown
        assert ("The task was cancelled." in strings(task["error"])) == (shown != "completed")


@pytest.mark.parametrize(("isolated", "status"), [(True, 404), (False, 200)])
def test_another_key_sees_a_task_only_if_the_mock_was_told(isolated: bool, status: int) -> None:
    """Whether PiAPI keeps keys apart is not published: the mock does by default."""
    mock = create_app(assumptions=Assumptions(isolated_keys=isolated)).mock
    path, _ = segment(mock)
    assert mock.handle(Request("GET", path, headers={"x-api-key": "another"})).status == status


@pytest.mark.parametrize("bodies", [True, False])
def test_bodies_that_no_vendor_publishes_can_be_left_out(bodies: bool) -> None:
    """An error of PiAPI, whose body is inferred, is then a bare status; Tripo's, which is known, stays."""
    mock = create_app(assumptions=Assumptions(error_bodies=bodies)).mock
    path, _ = segment(mock)
    inferred = send(mock, "GET", path + "x")
    assert (inferred.status, bool(inferred.body)) == (404, bodies)
    tripo = next(order.values for order in orders() if order.id == "tripo-image-to-image")
    known = send(mock, "POST", tripo[0].path, {"prompt": 1})
    assert known.status == 400
    assert known.json()["code"]


def test_a_task_that_runs_cannot_be_cancelled(mock: Mock) -> None:
    """The error says why, and the task goes on to its end; neither can anybody cancel what is not his."""
    mock.tasks.plan = TaskPlan(after_polls(2))
    path, _ = segment(mock)
    states = [send(mock, "GET", path).json()["data"]["status"] for _ in range(2)]
    refused = send(mock, "DELETE", path)
    assert (states[-1], refused.status) == ("processing", 404)
    assert "only a queued task" in refused.json()["message"]
    assert send(mock, "GET", path).json()["data"]["status"] == "completed"
    assert send(mock, "DELETE", path + "x").status == 404


def test_links_expire_and_another_poll_makes_others() -> None:
    """A link is valid as long as the spec says, then it is 403, and a poll makes another."""
    clock = ManualClock()
    mock = create_app(clock=clock).mock
    path, _ = segment(mock)

    def link() -> str:
        text = send(mock, "GET", path).json()["data"]["output"]["image_url"]
        return str(text).removeprefix("http://127.0.0.1")

    first = link()
    assert link() == first
    clock.advance(259_199)
    assert send(mock, "GET", first).status == 200
    clock.advance(1)
    assert send(mock, "GET", first).status == 403
    assert send(mock, "GET", link()).status == 200


@pytest.mark.parametrize(
    ("path", "body", "status", "example"),
    [
        ("/v3/generation/text-to-model", {"prompt": "a small cat"}, 400, "model-required"),
        ("/v3/upload", {}, 404, "route-of-v2"),
        ("/v2/openapi/task", {"type": "text_to_model"}, 400, "invalid-parameter"),
    ],
)
def test_a_recorded_refusal_is_repeated(
    mock: Mock, path: str, body: dict[str, Any], status: int, example: str
) -> None:
    """What the live API refused is refused with the same HTTP status and code."""
    api = installed()["tripo" if path.startswith("/v3") else "tripo-v2"]
    operation = next(each for each in api.operations if each.examples(status).get(example))
    reply = send(mock, "POST", path, body)
    assert (reply.status, reply.json()["code"]) == (status, operation.examples(status)[example]["code"])


@pytest.mark.parametrize(("variant", "offset"), [("ace-step", "+08:00"), ("segment", "Z")])
def test_times_have_the_offset_that_the_vendor_shows(variant: str, offset: str) -> None:
    """It is the same moment: the examples of some of PiAPI's pages are in China's time."""
    clock = ManualClock()
    mock = create_app(["piapi"], clock=clock).mock
    task = mock.tasks.add("piapi", "k", variant=variant)
    reply = send(mock, "GET", f"/api/v1/task/{task.id}").json()
    meta, seen = reply["data"]["meta"], parse(reply, "piapi")
    assert all(meta[name].endswith(offset) for name in ("created_at", "started_at", "ended_at"))
    assert seen.created_at is not None
    assert seen.created_at.timestamp() == pytest.approx(clock.now, abs=1e-5)


def test_times_have_as_many_digits_as_the_vendor_shows() -> None:
    """PiAPI writes nanoseconds, which break readers of six digits, and no zeros at the end."""
    clock = ManualClock()
    mock = create_app(["piapi"], clock=clock).mock
    for step, fraction in ((0.5 - clock.now % 1, r"\.5"), (0.123456, r"\.\d{7,9}"), (1 - 0.623456, r"")):
        clock.advance(step + 1)
        task = mock.tasks.add("piapi", "k", variant="segment")
        meta = send(mock, "GET", f"/api/v1/task/{task.id}").json()["data"]["meta"]
        assert re.search(rf":\d\d{fraction}Z$", meta["created_at"]), meta


@pytest.mark.parametrize(("variant", "place"), [("hailuo", "frozen"), ("segment", "consume")])
def test_a_reserved_cost_is_charged_at_the_end(variant: str, place: str) -> None:
    """PiAPI freezes the price of some models and charges it at the end; others it charges at creation."""
    mock = create_app(["piapi"], plan=TaskPlan(after_polls(1))).mock
    task = mock.tasks.add("piapi", "k", variant=variant)
    before, after = (
        send(mock, "GET", f"/api/v1/task/{task.id}").json()["data"]["meta"]["usage"] for _ in range(2)
    )
    assert before[place] == after["consume"] > 0
    assert place == "consume" or before["consume"] == 0


def test_a_reply_that_tells_a_time_twice_tells_the_same(mock: Mock) -> None:
    """PiAPI said in two places when tasks of 2024 ended; tasks of today lack what is deprecated."""
    task = mock.tasks.add("piapi", "k", variant="ai-hug")
    assert "completed_at" not in send(mock, "GET", f"/api/v1/task/{task.id}").json()["data"]["meta"]
    spec = copy.deepcopy(installed()["piapi"].spec)
    del spec["components"]["schemas"]["TaskMeta"]["properties"]["completed_at"]["deprecated"]
    then = create_app(specs={"piapi": spec}).mock
    task = then.tasks.add("piapi", "k", variant="ai-hug")
    meta = send(then, "GET", f"/api/v1/task/{task.id}").json()["data"]["meta"]
    assert meta["ended_at"] == meta["completed_at"] > meta["created_at"]


@pytest.mark.parametrize(("api", "variant"), [("piapi", "mmaudio"), ("piapi", "z-image")])
def test_what_no_task_can_be_is_not_put_there(mock: Mock, api: str, variant: str) -> None:
    """No request of the variant has such a body, and no poll could show the task."""
    with pytest.raises(ValueError, match="no task is like this"):
        mock.tasks.add(api, "k", {"model": "x", "task_type": "y", "input": {"a": 1}}, variant)


@pytest.mark.parametrize("variant", ["hailuo", "midjourney"])
def test_progress_stands_where_the_variant_has_it(mock: Mock, variant: str) -> None:
    """A task that runs counts in its output, where Hailuo and Midjourney do, and stays within the schema."""
    mock.tasks.plan = TaskPlan(complete_after=after_polls(4))
    order = load("piapi").variants[variant].example
    id = send(mock, "POST", "/api/v1/task", order).json()["data"]["task_id"]
    polls = [send(mock, "GET", f"/api/v1/task/{id}") for _ in range(3)]
    assert [parse(poll.body, "piapi").progress for poll in polls] == [0, 0, 0.5]


def test_a_task_that_runs_for_ever_shows_how_far_it_came(mock: Mock) -> None:
    """Whoever polls, and by whatever name of the mock."""
    mock.tasks.scenario = "running-forever"
    created = send(mock, "POST", "/v2/openapi/task", CAT).json()["data"]["task_id"]
    path, seen = f"/v2/openapi/task/{created}", []
    for host in ("a", "a", "a", "b", "a"):
        reply = mock.handle(Request("GET", path, headers=HEADERS | {"host": host}))
        seen.append(reply.json()["data"]["progress"])
    assert seen == sorted(seen)
    assert seen[1:] == [50] * 4


def test_an_error_has_one_name(mock: Mock) -> None:
    """Where the body names the request it does so as the header does, and each request has its own."""
    replies = [send(mock, "GET", f"/v3/tasks/{number}") for number in range(2)]
    names = [reply.json()["request_id"] for reply in replies]
    assert names == [reply.header("X-Tripo-Trace-ID") for reply in replies]
    assert len({*names}) == 2
    assert all([name for name, _ in reply.headers].count(b"x-tripo-trace-id") == 1 for reply in replies)


@pytest.mark.parametrize("end", ["success", "failed", "banned", "expired", "cancelled", "unknown"])
def test_a_v2_task_says_nothing_as_the_page_does(mock: Mock, end: str) -> None:
    """-1 is the place outside the queue and the time left of a terminal task; a task that failed costs 0."""
    mock.tasks.plan = TaskPlan(after_polls(3), end)
    task_id = send(mock, "POST", "/v2/openapi/task", CAT).json()["data"]["task_id"]
    polls = [send(mock, "GET", f"/v2/openapi/task/{task_id}").json()["data"] for _ in range(4)]
    assert {seen["status"] for seen in polls} == {"queued", "running", end}
    for seen in polls:
        assert (seen["queuing_num"] == -1) is (seen["status"] != "queued")
        assert seen["progress"] == 0 or seen["status"] != "queued"
    assert polls[-1]["running_left_time"] == -1
    assert (polls[-1]["consumed_credit"] > 0) is (end == "success")
    assert polls[-1]["progress"] == 100 or end != "success"


@pytest.mark.parametrize(("as_observed", "status"), [(False, 400), (True, 200)])
def test_tripo_v2_lets_a_misspelt_field_pass(as_observed: bool, status: int) -> None:
    """The mock does so only with `--as-observed`: the vendor ignores the field, and charges."""
    mock = create_app(["tripo-v2"], as_observed=as_observed).mock
    order = {"type": "text_to_image", "prompt": "a cat", "negative_promt": "a dog"}
    reply = send(mock, "POST", "/v2/openapi/task", order)
    assert reply.status == status
    assert ("/negative_promt" in reply.body.decode()) == (not as_observed)


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({}, "pbr_model"),
        ({"texture": False}, "pbr_model"),
        ({"pbr": False}, "model"),
        ({"texture": False, "pbr": False}, "base_model"),
        ({"model_version": "v1.4-20240625"}, "model"),
    ],
)
def test_tripo_v2_has_one_of_three_models(options: dict[str, Any], key: str) -> None:
    """Which one is by texture, pbr and the version of the model, as bodies and clients show it."""
    mock = create_app(["tripo-v2"]).mock
    order = {"type": "text_to_model", "prompt": "a cat", **options}
    made = send(mock, "POST", "/v2/openapi/task", order).json()["data"]["task_id"]
    output = send(mock, "GET", f"/v2/openapi/task/{made}").json()["data"]["output"]
    assert output.keys() & {"pbr_model", "model", "base_model"} == {key}


@pytest.mark.parametrize(("model", "left"), [("kling", ["pending", "cancelled"]), ("all", ["cancelled"] * 2)])
def test_piapi_cancels_many(model: str, left: list[str]) -> None:
    """The pending tasks of a family of models, or of all, that were created before a moment."""
    clock = ManualClock()
    mock = create_app(["piapi"], clock=clock, plan=TaskPlan(after_polls(9))).mock
    paths = [segment(mock)[0]]
    kling = next(body for order in orders() if (body := order.values[1]).get("model") == "kling")
    created = send(mock, "POST", paths[0].rpartition("/")[0], kling).json()
    paths.append(f"{paths[0].rpartition('/')[0]}/{created['data']['task_id']}")
    clock.advance(1)
    query = f"created_before={clock.now:.0f}&model={model}"
    assert mock.handle(Request("DELETE", "/api/v1/tasks", query, HEADERS)).status == 200
    assert [send(mock, "GET", path).json()["data"]["status"] for path in paths] == left


def test_an_assumption_has_to_be_possible() -> None:
    """A word that no status or phase of an API with Cancel is, is refused before anybody cancels."""
    with pytest.raises(ValueError, match="no task can end as 'nonsense'"):
        create_app(assumptions=Assumptions(cancelled=("nonsense",)))


def test_an_error_that_no_document_has_does_not_say_that_it_is_another(mock: Mock) -> None:
    """PiAPI documents no 429: the body repeats the status, and has none of a bad request's words."""
    mock.tasks.scenario = "busy"
    path, created = segment(mock)
    del created
    reply = send(mock, "GET", path)
    assert (reply.status, reply.json()) == (429, {"code": 429, "message": "Too Many Requests"})
