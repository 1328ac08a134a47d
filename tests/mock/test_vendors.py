"""The mock of the real APIs, as their generated packages describe them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from gettask import parse
from gettask.contract import load
from gettask.mock import HeldClock, Mock, Plan, Request, Response, after_looks, create_app
from gettask.mock.assets import PREFIX, content
from gettask.mock.lifecycle import SUCCEEDED
from gettask.mock.pointer import get
from gettask.mock.policy import Policy
from gettask.mock.spec import Operation, installed

CAT = {"type": "text_to_model", "prompt": "a small cat"}
HEADERS = {"x-api-key": "k", "authorization": "Bearer k", "content-type": "application/json"}


def orders() -> Iterator[Any]:
    """Every documented example of a request that creates a task."""
    for api in installed().values():
        for operation in api.operations:
            if operation.creates is None:
                continue
            raw = next(path for path in api.spec["paths"] if operation.path.endswith(path))
            body = api.spec["paths"][raw].get(operation.method.lower(), {}).get("requestBody", {})
            examples = body.get("content", {}).get("application/json", {}).get("examples", {})
            for name, example in examples.items():
                value = api.document.resolve(example)["value"]
                yield pytest.param(operation, value, id=f"{api.name}-{name}")


def ends() -> Iterator[Any]:
    """Every order with every way it can end."""
    for order in orders():
        operation, body = order.values
        for status in operation.creates.table.statuses.values():
            if status.final:
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
    look = operation.creates
    assert look is not None
    assert look.table is not None
    table = look.table
    mock.plan = Plan(after_looks(2), end)
    reply = send(mock, operation.method, operation.path, body)
    assert reply.status == 200, reply.body
    task_id = get(get(reply.json(), table.task), table.fields["id"].at[0])
    seen = []
    for _ in range(3):
        reply = send(mock, "GET", look.path.partition("{")[0] + task_id)
        assert reply.status == 200, reply.body
        seen.append(get(get(reply.json(), table.task), table.fields["status"].at[0]))
    assert seen[-1] == end
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
        known |= {(operation.api.name, document.flat(member)["x-variant"]) for member in members}
        ordered.add((operation.api.name, document.flat(operation.body.read(body).schema)["x-variant"]))
    assert ordered == known


@pytest.mark.parametrize(("operation", "body"), list(orders()))
def test_a_task_repeats_what_it_was_asked_for(mock: Mock, operation: Operation, body: Any) -> None:
    """Every text of a request comes back in its task, and no text of another request."""
    mock.plan = Plan(end="failed")
    body = json.loads(json.dumps(body).replace("small cat", "big dog"))
    reply = send(mock, operation.method, operation.path, body)
    assert operation.creates is not None
    table = operation.creates.table
    assert table is not None
    task_id = get(get(reply.json(), table.task), table.fields["id"].at[0])
    task = send(mock, "GET", operation.creates.path.partition("{")[0] + task_id).json()
    assert set(strings(body)) <= set(strings(task))
    assert "a small cat" not in strings(task)


@pytest.mark.parametrize(
    ("api", "variant"), [(api.name, variant) for api in installed().values() for variant in api.variants]
)
def test_a_task_of_every_variant_can_be_put_there(mock: Mock, api: str, variant: str) -> None:
    """Whoever reads it takes it for one of that variant, or for none where nobody knows how to tell."""
    task = mock.add(api, "k", variant=variant)
    look = next(operation for operation in mock.apis[api].operations if operation.table is not None)
    seen = parse(send(mock, "GET", look.path.partition("{")[0] + task.id).json(), api)
    known = load(api).variants[variant]
    assert (seen.variant, seen.phase.ok) == (variant if known.match or known.required else None, True)


def segment(mock: Mock) -> tuple[str, Any]:
    """A task of PiAPI that was just created: the path to look at it, and the reply."""
    order = next(order.values for order in orders() if order.id == "piapi-segment")
    reply = send(mock, "POST", order[0].path, order[1])
    return f"{order[0].path}/{reply.json()['data']['task_id']}", reply.json()


def test_a_reply_says_success_in_the_vendors_words(mock: Mock) -> None:
    """The message of an envelope is that of the documented examples."""
    path, created = segment(mock)
    assert created["message"] == send(mock, "GET", path).json()["message"] == "success"


@pytest.mark.parametrize(
    ("policy", "shown"), [(Policy(), "failed"), (Policy(cancelled=("completed",)), "completed")]
)
def test_a_queued_task_can_be_cancelled(policy: Policy, shown: str) -> None:
    """It ends there, in the status that the mock was told, and stays so."""
    mock = create_app(policy=policy, life=after_looks(9)).mock
    path, _ = segment(mock)
    reply = send(mock, "DELETE", path)
    assert (reply.status, reply.json()["code"]) == (200, 200)
    for _ in range(3):
        assert send(mock, "GET", path).json()["data"]["status"] == shown


@pytest.mark.parametrize(("isolated", "status"), [(True, 404), (False, 200)])
def test_another_key_sees_a_task_only_if_the_mock_was_told(isolated: bool, status: int) -> None:
    """Whether PiAPI keeps keys apart is not published: the mock does, unless it is told not to."""
    mock = create_app(policy=Policy(isolated=isolated)).mock
    path, _ = segment(mock)
    assert mock.handle(Request("GET", path, headers={"x-api-key": "another"})).status == status


@pytest.mark.parametrize("bodies", [True, False])
def test_bodies_that_no_vendor_publishes_can_be_left_out(bodies: bool) -> None:
    """An error of PiAPI, whose body is inferred, is then a bare status; Tripo's, which is known, stays."""
    mock = create_app(policy=Policy(error_bodies=bodies)).mock
    path, _ = segment(mock)
    inferred = send(mock, "GET", path + "x")
    assert (inferred.status, bool(inferred.body)) == (404, bodies)
    tripo = next(order.values for order in orders() if order.id == "tripo-image-to-image")
    known = send(mock, "POST", tripo[0].path, {"prompt": 1})
    assert known.status == 400
    assert known.json()["code"]


def test_a_task_that_runs_cannot_be_cancelled(mock: Mock) -> None:
    """It is said why, and the task goes on to its end; neither can anybody cancel what is not his."""
    mock.plan = Plan(after_looks(2))
    path, _ = segment(mock)
    states = [send(mock, "GET", path).json()["data"]["status"] for _ in range(2)]
    refused = send(mock, "DELETE", path)
    assert (states[-1], refused.status) == ("processing", 404)
    assert "only a queued task" in refused.json()["message"]
    assert send(mock, "GET", path).json()["data"]["status"] == "completed"
    assert send(mock, "DELETE", path + "x").status == 404


def test_links_expire_and_another_look_gives_others() -> None:
    """A link lives as long as the spec says by the mock's clock; then it is 403, and a look renews it."""
    clock = HeldClock()
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


@pytest.mark.parametrize("end", ["success", "failed", "banned", "expired", "cancelled", "unknown"])
def test_a_v2_task_says_nothing_as_the_page_does(mock: Mock, end: str) -> None:
    """-1 is the place outside the queue and the time left of a final task; a task that failed costs 0."""
    mock.plan = Plan(after_looks(3), end)
    task_id = send(mock, "POST", "/v2/openapi/task", CAT).json()["data"]["task_id"]
    looks = [send(mock, "GET", f"/v2/openapi/task/{task_id}").json()["data"] for _ in range(4)]
    assert {look["status"] for look in looks} == {"queued", "running", end}
    for look in looks:
        assert (look["queuing_num"] == -1) is (look["status"] != "queued")
        assert look["progress"] == 0 or look["status"] != "queued"
    assert looks[-1]["running_left_time"] == -1
    assert (looks[-1]["consumed_credit"] > 0) is (end == "success")
    assert looks[-1]["progress"] == 100 or end != "success"


@pytest.mark.parametrize(("as_observed", "status"), [(False, 400), (True, 200)])
def test_tripo_v2_lets_a_misspelt_field_pass(as_observed: bool, status: int) -> None:
    """The mock does so only when it is told to: the vendor ignores the field, and charges."""
    mock = create_app(["tripo-v2"], as_observed=as_observed).mock
    order = {"type": "text_to_image", "prompt": "a cat", "negative_promt": "a dog"}
    reply = send(mock, "POST", "/v2/openapi/task", order)
    assert reply.status == status
    assert ("/negative_promt" in reply.body.decode()) == (not as_observed)


@pytest.mark.parametrize(("model", "left"), [("kling", ["pending", "failed"]), ("all", ["failed", "failed"])])
def test_piapi_cancels_many(model: str, left: list[str]) -> None:
    """The pending tasks of a family of models, or of all, that were created before a moment."""
    clock = HeldClock()
    mock = create_app(["piapi"], clock=clock, life=after_looks(9)).mock
    paths = [segment(mock)[0]]
    kling = next(body for order in orders() if (body := order.values[1]).get("model") == "kling")
    created = send(mock, "POST", paths[0].rpartition("/")[0], kling).json()
    paths.append(f"{paths[0].rpartition('/')[0]}/{created['data']['task_id']}")
    clock.advance(1)
    query = f"created_before={clock.now:.0f}&model={model}"
    assert mock.handle(Request("DELETE", "/api/v1/tasks", query, HEADERS)).status == 200
    assert [send(mock, "GET", path).json()["data"]["status"] for path in paths] == left


def test_a_policy_has_to_be_possible() -> None:
    """A word that no status or phase of an API with Cancel is, is refused before anybody cancels."""
    with pytest.raises(ValueError, match="no task can end as 'nonsense'"):
        create_app(policy=Policy(cancelled=("nonsense",)))


def test_an_error_that_no_document_has_does_not_say_that_it_is_another(mock: Mock) -> None:
    """PiAPI documents no 429: the body repeats the status, and has none of a bad request's words."""
    mock.scenario = "busy"
    path, created = segment(mock)
    del created
    reply = send(mock, "GET", path)
    assert (reply.status, reply.json()) == (429, {"code": 429, "message": "Too Many Requests"})
