"""What task bodies hold."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import Mock, Request, TaskPlan, after_polls, create_app
from gettask.mock.responses.faker import Faker
from gettask.mock.spec.document import Document
from tests.mock.conftest import KEYS, POSTER, SONG, Call
from tests.mock.fixtures import PRESS

CreateTask = Callable[..., str]
Poll = Callable[[str], dict[str, Any]]
Weave = Callable[[], Callable[[], dict[str, Any]]]


def test_a_task_has_an_id_of_its_own(order: CreateTask, poll: Poll) -> None:
    """Ids are random UUIDs, never that of an example."""
    refs = {order() for _ in range(3)}
    assert len(refs) == 3
    assert all(uuid.UUID(ref).version == 4 and poll(ref)["ref"] == ref for ref in refs)


def test_a_body_is_the_documented_example_of_its_phase(order: CreateTask, poll: Poll) -> None:
    """Where the spec has an example of that variant and phase, the task is that example, up to date."""
    job = poll(order())
    assert job["result"]["note"] == "from the page"
    assert job["price"] == 70


def test_without_an_example_a_body_is_made_from_the_schema(order: CreateTask, poll: Poll) -> None:
    """A variant without examples has every documented field, results of every kind, and costs nothing."""
    job = poll(order(SONG))
    assert job.keys() == {"ref", "kind", "state", "order", "result", "times", "price", "trouble"}
    assert job["result"]["songs"][0].keys() == {"track", "cover"}
    assert job["price"] == 0


def test_the_request_is_echoed_with_what_the_server_adds(order: CreateTask, poll: Poll) -> None:
    """The echo is the caller's, not the example's; what was not sent is there if it has a default."""
    assert poll(order())["order"] == {"words": "hello", "copies": 1}
    assert poll(order(SONG))["order"] == SONG["order"]


def test_what_has_no_name_in_the_task_is_its_input(weave: Weave) -> None:
    """A flat request is taken apart: what the task has under the same name, and the rest."""
    cloth = weave()()
    assert (cloth["type"], cloth["pattern"]) == ("twill", {"width": 3})


def test_the_spec_may_know_what_the_request_does_not_say(call: Call) -> None:
    """`x-match` on a request gives the properties that name its kind of task."""
    receipt = call("POST", "/loom/felt", {"thick": True}).json()
    cloth = call("GET", f"/loom/cloth/{receipt['id']}").json()
    assert (cloth["type"], cloth["pattern"]) == ("felt", {"thick": True})


def test_results_may_stand_under_any_name(weave: Weave) -> None:
    """A map of results has one."""
    (url,) = weave()()["output"].values()
    assert url.endswith(".glb")


def test_the_envelope_is_the_first_that_the_spec_allows(call: Call, order: CreateTask) -> None:
    """Of several shapes of a reply the first is taken, with the values that its examples name."""
    assert call("GET", f"/press/v1/jobs/{order()}").json().keys() == {"job", "note"}
    assert call("GET", f"/press/v1/jobs/{order()}").json()["note"] == "thanks"


@pytest.mark.parametrize("body", [POSTER, SONG])
def test_a_task_may_come_from_elsewhere(mock: Mock, poll: Poll, body: dict[str, Any]) -> None:
    """An added task proceeds as if a request had created it, under the id and key given."""
    mock.tasks.add("press", "anna", body, task_id="known")
    job = poll("known")
    assert (job["ref"], job["kind"], job["state"]) == ("known", body["kind"], "printed")


def test_a_short_reply_to_create_tells_id_and_status(call: Call) -> None:
    """Where the spec documents a receipt, the receipt is all that comes."""
    receipt = call("POST", "/loom/cloth", {"type": "satin"}).json()
    assert receipt == {"id": receipt["id"], "status": "spooled", "type": "satin"}


def test_results_come_with_success_only(mock: Mock, order: CreateTask, poll: Poll, weave: Weave) -> None:
    """Before the end, and after a failure, there is null or nothing where results will stand."""
    mock.tasks.plan = TaskPlan(after_polls(1), "failed")
    poster, song, cloth = order(), order(SONG), weave()
    for _ in range(2):
        assert poll(poster)["result"] is None
        assert poll(song)["result"] == {"songs": []}
        assert cloth()["output"] == {}


def test_a_failure_has_code_and_message(mock: Mock, order: CreateTask, poll: Poll) -> None:
    """What the plan says stands where the state table puts it, and the task costs nothing."""
    mock.tasks.plan = TaskPlan(end="failed", code=13, message="Out of ink")
    job = poll(order())
    assert job["trouble"] == {"number": 13, "text": "Out of ink"}
    assert job["price"] == 0


def test_a_failure_without_a_code_has_that_of_the_vendors_own_faults(mock: Mock, weave: Weave) -> None:
    """The code is taken from x-errors, so that it means something to the client."""
    mock.tasks.plan = TaskPlan(end="failed")
    assert weave()()["error_code"] == 77


def test_a_task_that_did_not_fail_has_no_error(order: CreateTask, poll: Poll, weave: Weave) -> None:
    """An error object says nothing in the vendor's words; a lone optional field is left out."""
    assert poll(order(SONG))["trouble"] == {"number": 0, "text": ""}
    assert "error_code" not in weave()()


def test_undocumented_fields_are_left_out(order: CreateTask, poll: Poll) -> None:
    """Fields that are not documented but reported stay out, and so do previews before the end."""
    assert {"rumour", "preview"}.isdisjoint(poll(order(SONG)))


def test_a_reply_is_made_once_for_each_state(mock: Mock, call: Call, order: CreateTask) -> None:
    """Polls that find nothing new get the very bytes of the poll before."""
    mock.tasks.plan = TaskPlan(after_polls(10))
    path = f"/press/v1/jobs/{order()}"
    replies = [call("GET", path) for _ in range(12)]
    assert len({id(reply.body) for reply in replies}) < 12
    assert replies[-1].body is replies[-2].body


NODE = {
    "type": "object",
    "required": ["next"],
    "properties": {"next": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]}},
}


@pytest.mark.parametrize("link", [None, lambda _: "https://mock.example/file"])
@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": {"type": "integer", "exclusiveMinimum": 2}, "minItems": 2},
        {"type": "number", "maximum": -3},
        {"type": "string", "minLength": 9},
        {"type": "string", "format": "date-time"},
        {"$ref": "#/components/schemas/Node"},
    ],
)
def test_what_is_made_up_fits_its_schema(schema: Any, link: Any) -> None:
    """With results and before; what holds others of its kind ends where it may."""
    document = Document({"components": {"schemas": {"Node": NODE}}})
    assert document.validate(schema, Faker(document, link).make(schema)) is None


def broken(change: Callable[[dict[str, Any]], None]) -> Mock:
    spec = copy.deepcopy(PRESS)
    change(spec)
    return create_app(specs={"press": spec}).mock


def test_a_reply_that_the_spec_does_not_allow_is_loud() -> None:
    """When spec and mock contradict each other, a 500 names operation, variant, status and place."""

    def no_waiting(spec: dict[str, Any]) -> None:
        spec["components"]["schemas"]["Job"]["properties"]["state"]["enum"].remove("waiting")

    body = b'{"kind": "song", "order": {"verses": ["la"]}}'
    headers = KEYS | {"content-type": "application/json"}
    reply = broken(no_waiting).handle(Request("POST", "/press/v1/jobs", headers=headers, body=body))
    assert reply.status == 500
    text = reply.body.decode()
    assert "POST /press/v1/jobs (variant song, status waiting) does not fit the effective spec" in text
    assert '/job/state: "waiting" is not one of' in text


def test_a_media_type_without_a_file_is_loud() -> None:
    """A spec that needs files which the mock does not have is refused by name."""

    def flac(spec: dict[str, Any]) -> None:
        songs = spec["components"]["schemas"]["Songs"]["properties"]["songs"]
        songs["items"]["properties"]["track"]["x-asset"]["media-types"] = ["audio/x-none"]

    mock = broken(flac)
    body = b'{"kind": "song", "order": {"verses": ["la"]}}'
    headers = KEYS | {"content-type": "application/json"}
    ref = mock.handle(Request("POST", "/press/v1/jobs", headers=headers, body=body)).json()["job"]["ref"]
    reply = mock.handle(Request("GET", f"/press/v1/jobs/{ref}", headers=headers))
    assert reply.status == 500
    assert "no file of any of these media types: audio/x-none" in reply.body.decode()


@pytest.mark.parametrize("body", [POSTER, SONG])
def test_examples_are_never_changed(mock: Mock, order: CreateTask, poll: Poll, body: dict[str, Any]) -> None:
    """Bodies are copies: the spec is the same after any number of tasks."""
    before = copy.deepcopy(PRESS)
    for end in ("succeeded", "failed", "rejected"):
        mock.tasks.plan = TaskPlan(end=end)
        poll(order(body))
    assert before == PRESS
