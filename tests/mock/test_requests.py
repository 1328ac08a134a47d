"""What the mock accepts and how it refuses the rest."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import ManualClock, Mock, Request, TaskPlan, UnsupportedSpecError, after_polls, create_app
from tests.mock.conftest import POSTER, Call
from tests.mock.fixtures import LOOM, PRESS

CreateTask = Callable[..., str]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/press/v1/jobs/1", {"x_press_key": ""}),
        ("/press/v1/jobs/1", {"x_press_key": "  "}),
        ("/loom/cloth/1", {"authorization": ""}),
        ("/loom/cloth/1", {"authorization": "anna"}),
        ("/loom/cloth/1", {"authorization": "Bearer "}),
        ("/loom/cloth/1", {"authorization": "Basic anna"}),
    ],
)
def test_a_key_is_needed(call: Call, path: str, headers: dict[str, str]) -> None:
    """Without a key in the header and scheme of the spec there is nothing but a 401 that asks for it."""
    reply = call("GET", path, **headers)
    assert reply.status == 401
    assert "<key>" in reply.body.decode()
    assert "anna" not in reply.body.decode()


def test_only_keys_that_exist_are_accepted(mock: Mock, call: Call, order: CreateTask) -> None:
    """With a set of keys the mock takes no other."""
    mock.keys = {"anna"}
    assert order()
    assert call("POST", "/press/v1/jobs", POSTER, x_press_key="otto").status == 401


def test_a_task_is_seen_by_its_own_key_only(call: Call, order: CreateTask) -> None:
    """Another key's task is not found, in the same words as one that never was."""
    ref = order()
    replies = [
        call("GET", f"/press/v1/jobs/{ref}", x_press_key="otto"),
        call("GET", "/press/v1/jobs/nothing"),
    ]
    assert [reply.status for reply in replies] == [404, 404]
    assert replies[0].body.replace(ref.encode(), b"nothing") == replies[1].body
    assert call("GET", f"/press/v1/jobs/{ref}").status == 200


@pytest.mark.parametrize("ref", ["", "a/b", "é😀", "..", "x" * 10_000, "%2e%2e"])
def test_an_odd_task_id_is_not_found(call: Call, ref: str) -> None:
    """Whatever stands where the id belongs, the answer is 404 in the API's shape, and short."""
    reply = call("GET", f"/press/v1/jobs/{ref}")
    assert reply.status == 404
    assert reply.json()["error"]["number"] >= 1
    assert len(reply.body) < 1000


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ([], "the body"),
        ({}, "/kind"),
        ({"kind": "book"}, "/kind"),
        ({"kind": ["poster"]}, "/kind"),
        ({"kind": "poster"}, "/order"),
        ({"kind": "poster", "order": "hello"}, "/order"),
        ({"kind": "poster", "order": {}}, "/order/words"),
        ({"kind": "poster", "order": {"words": 1}}, "/order/words"),
        ({"kind": "poster", "order": {"words": "x" * 21}}, "/order/words"),
        ({"kind": "poster", "order": {"words": "x", "copies": 0}}, "/order/copies"),
        ({"kind": "poster", "order": {"words": "x", "a/b": 0}}, "/order/a~1b"),
        ({"kind": "song", "order": {"verses": ["la", None]}}, "/order/verses/1"),
    ],
)
def test_a_refusal_names_the_place(call: Call, body: Any, place: str) -> None:
    """A body that its variant's schema does not allow is a 400 with the JSON Pointer of the fault."""
    reply = call("POST", "/press/v1/jobs", body)
    error = reply.json()["error"]
    assert reply.status == 400
    assert error["number"] == 3, "the example named invalid-parameter"
    assert error["text"].startswith(f"Cannot print: {place}: ")


def test_a_refusal_names_the_place_inside_a_nested_union(call: Call) -> None:
    """Of the members of an inner union the one that fits furthest is talked about."""
    assert "/width/mm" in call("POST", "/loom/cloth", {"type": "twill", "width": {}}).json()["why"]


def test_a_value_that_fits_two_options_of_one_is_refused(call: Call) -> None:
    """oneOf means one; the union itself is the place."""
    assert "/ends: " in call("POST", "/loom/cloth", {"type": "twill", "ends": 3}).json()["why"]


def test_an_unknown_kind_is_answered_with_the_known_ones(call: Call) -> None:
    """The message lists the values that the dispatching property may have."""
    assert (
        '"book" is not one of "poster", "song"'
        in call("POST", "/press/v1/jobs", {"kind": "book"}).json()["error"]["text"]
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"kind": NaN}',
        b'{"kind": -Infinity}',
        b'{"kind": 1e999}',
        b'{"kind": ' + b"1" * 5000 + b"}",
        b"\xff\xfe{}",
        b"[" * 200_000,
        b'{"a":' * 50_000,
    ],
)
def test_what_is_not_json_is_malformed(call: Call, body: bytes) -> None:
    """Truncated, not UTF-8, not finite, too deep: a 400 of the kind for bodies that cannot be read."""
    reply = call("POST", "/press/v1/jobs", body)
    assert (reply.status, reply.json()["error"]["number"]) == (400, 2)
    assert len(reply.body) < 1000


@pytest.mark.parametrize("words", ['"\\ud800"', "[" * 300 + "]" * 300])
def test_json_that_no_validator_can_hold_is_refused(call: Call, words: str) -> None:
    """Half a surrogate pair and deep nesting are JSON, but no order."""
    body = f'{{"kind": "poster", "order": {words}}}'.encode()
    assert call("POST", "/press/v1/jobs", body).status == 400


@pytest.mark.parametrize(("path", "status"), [("/press/v1/jobs", 400), ("/loom/cloth", 415)])
@pytest.mark.parametrize("media_type", ["text/plain", "", "application/xml; charset=utf-8"])
def test_another_media_type_is_refused(call: Call, path: str, status: int, media_type: str) -> None:
    """The status is 415 where the spec documents it, else 400."""
    assert call("POST", path, POSTER, content_type=media_type).status == status


def test_a_media_type_may_have_parameters(call: Call) -> None:
    """application/json with a charset is still JSON."""
    assert (
        call("POST", "/press/v1/jobs", POSTER, content_type="Application/JSON; charset=utf-8").status == 201
    )


@pytest.mark.parametrize(
    ("path", "method", "allow"),
    [
        ("/press/v1/jobs", "GET", "POST"),
        ("/press/v1/jobs/1", "DELETE", "GET"),
        ("/press/v1/jobs/1", "OPTIONS", "GET"),
    ],
)
def test_another_method_is_told_what_is_allowed(call: Call, path: str, method: str, allow: str) -> None:
    """405 comes with Allow, in the API's shape."""
    reply = call(method, path)
    assert (reply.status, reply.header("allow")) == (405, allow)
    assert reply.json()["error"]["number"] == 2


@pytest.mark.parametrize(
    ("path", "shape"),
    [("/press/v1/nowhere", {"error"}), ("/loom/nowhere", {"no", "why", "then"}), ("/other", {"message"})],
)
def test_a_path_that_is_not_there_is_404(call: Call, path: str, shape: set[str]) -> None:
    """Below an API's base the error has that API's shape."""
    reply = call("GET", path)
    assert (reply.status, reply.json().keys()) == (404, shape)


@pytest.mark.parametrize(("query", "status"), [("most=3", 200), ("most=10", 400), ("most=x", 400), ("", 400)])
def test_query_parameters_are_checked(call: Call, query: str, status: int) -> None:
    """A number in a query is read as one; without a required parameter there is no answer."""
    assert call("GET", "/loom/weavers", query=query).status == status


def test_an_operation_without_security_needs_no_key(call: Call) -> None:
    """`security: []` opens an operation, and one that no task stands behind answers with its example."""
    assert call("GET", "/loom/weavers", query="most=3", authorization="").json() == ["Ann", "Ben"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (
            b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n\xff\x00\r\n--x--\r\n',
            204,
        ),
        (b'--x\r\ncontent-disposition: form-data; name="life"\r\n\r\n1\r\n--x--\r\n', 400),
        (b"--x--\r\n", 400),
        (b"--y--\r\n", 400),
        (b"", 400),
    ],
)
def test_a_form_is_read_by_its_parts(call: Call, body: bytes, status: int) -> None:
    """An upload needs the parts that the spec requires, whatever is in them."""
    assert (
        call("POST", "/loom/threads", body, content_type="multipart/form-data; boundary=x").status == status
    )


def test_what_the_mock_cannot_read_it_takes(call: Call) -> None:
    """A body of a documented type that is neither JSON nor a form is not read."""
    assert call("POST", "/loom/threads", b"\x00\x01", content_type="image/png").status == 204


def test_an_error_is_the_one_that_the_table_lists(call: Call) -> None:
    """Where no example has the name, code and texts come from x-errors; the detail follows the message."""
    error = call("POST", "/loom/cloth", b"{").json()
    assert (error["no"], error["then"]) == (41, "Untangle it")
    assert error["why"].startswith("Tangled: the body cannot be read: ")


def test_every_reply_is_named_where_the_api_does_so(call: Call) -> None:
    """The header of x-reply has a new value in each reply, errors included."""
    replies = [call("GET", path) for path in ("/loom/cloth/1", "/loom/nowhere", "/loom/weavers")]
    assert len({reply.header("x-thread") for reply in replies} - {None}) == 3
    assert call("GET", "/press/v1/jobs/1").header("x-thread") is None


def test_a_mistake_of_the_mocks_own_explains_itself(mock: Mock, call: Call) -> None:
    """Whatever goes wrong, such as a planner that polls for what is not there, is a 500 that names it."""
    plans: dict[str, TaskPlan] = {}
    mock.tasks.plan = lambda submission: plans[submission.key]
    reply = call("POST", "/press/v1/jobs", POSTER)
    assert (reply.status, reply.body) == (500, b"gettask mock: KeyError: 'anna'")
    assert mock.journal[-1].status == 500


def test_two_apis_with_one_path_are_told_apart_by_their_keys() -> None:
    """The request goes to the API whose header has a key; without any it is refused."""
    other = copy.deepcopy(PRESS)
    other["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": "X-Other-Key"}
    mock = create_app(specs={"press": PRESS, "other": other}).mock
    body = json.dumps(POSTER).encode()
    for header in ("x-other-key", "x-press-key"):
        headers = {header: "anna", "content-type": "application/json"}
        assert mock.handle(Request("POST", "/press/v1/jobs", headers=headers, body=body)).status == 201
    assert sorted(task.api for task in mock.tasks.store) == ["other", "press"]
    unkeyed = Request("POST", "/press/v1/jobs", headers={"content-type": "application/json"}, body=body)
    assert mock.handle(unkeyed).status == 401


def test_two_apis_that_nothing_tells_apart_are_refused() -> None:
    """With the names of both and the way out, which is to choose one."""
    specs = {"press": PRESS, "other": copy.deepcopy(PRESS)}
    with pytest.raises(UnsupportedSpecError, match=r"press and other both have POST .*: choose by --api"):
        create_app(specs=specs)
    assert list(create_app(["other"], specs=specs).mock.apis) == ["other"]


def test_the_name_of_a_parameter_makes_no_other_path() -> None:
    """Requests could not tell the two apart, and one of the APIs would never be asked."""
    paths = PRESS["paths"]
    polls = {path.replace("{ref}", "{another}"): item for path, item in paths.items() if "{ref}" in path}
    other = copy.deepcopy(PRESS) | {"paths": copy.deepcopy(polls)}
    with pytest.raises(
        UnsupportedSpecError, match=r"press and other both have GET /press/v1/jobs/\{another\}"
    ):
        create_app(specs={"press": PRESS, "other": other})


def test_an_api_that_is_not_there_is_named() -> None:
    """Asking for an unknown API says which there are."""
    with pytest.raises(ValueError, match="no such API: lom; there are loom, press"):
        create_app(["lom"], specs={"loom": LOOM, "press": PRESS})


def test_only_the_apis_asked_for_are_served() -> None:
    """One of several APIs can be served alone."""
    assert list(create_app(["loom"], specs={"loom": LOOM, "press": PRESS}).mock.apis) == ["loom"]


def test_a_scheme_that_the_mock_cannot_check_is_an_error() -> None:
    """A mock that let everybody in would make every test of a key pass."""
    spec = copy.deepcopy(PRESS)
    spec["components"]["securitySchemes"]["key"] = {"type": "http", "scheme": "digest"}
    with pytest.raises(UnsupportedSpecError, match="no security scheme like key"):
        create_app(specs={"press": spec})


def test_a_field_that_would_be_ignored_is_a_mistake(call: Call) -> None:
    """Where the document says that unlisted fields do nothing, they are refused, and the field is named."""
    reply = call("POST", "/loom/felt", {"thick": True, "colour": "red"})
    assert reply.status == 400
    assert "/colour: is not a field of this request" in reply.body.decode()
    assert call("POST", "/loom/felt", {"thick": True, "soft": True}).status == 200
    assert call("POST", "/loom/cloth", {"type": "twill", "colour": "red"}).status == 200


def test_what_an_api_lets_pass_can_be_let_pass() -> None:
    """As it was observed, a field that does nothing is not a mistake; what the document forbids still is."""
    mock = create_app(specs={"loom": LOOM}, as_observed=True).mock
    headers = {"authorization": "Bearer anna", "content-type": "application/json"}
    bodies = [b'{"thick": true, "colour": "red"}', b'{"thick": 1}']
    replies = [mock.handle(Request("POST", "/loom/felt", headers=headers, body=body)) for body in bodies]
    assert [reply.status for reply in replies] == [200, 400]


@pytest.mark.parametrize(("query", "left"), [("type=any", {"otto"}), ("type=twill", {"satin", "otto"})])
def test_several_tasks_can_be_cancelled(
    mock: Mock, clock: ManualClock, call: Call, query: str, left: set[str]
) -> None:
    """Those of the key that wait, were created before the moment, and are of the kind; all others live on."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    job = call("POST", "/press/v1/jobs", POSTER).json()["job"]["ref"]
    refs = {
        name: call("POST", "/loom/cloth", {"type": kind}, authorization=f"Bearer {key}").json()["id"]
        for name, kind, key in (
            ("twill", "twill", "anna"),
            ("satin", "satin", "anna"),
            ("otto", "twill", "otto"),
        )
    }
    clock.advance(5)
    late = call("POST", "/loom/cloth", {"type": "twill"}).json()["id"]
    assert call("DELETE", "/loom/cloths", query=f"until={clock.now:.0f}&{query}").status == 204
    states = {task.id: task.statuses[-1].name for task in mock.tasks.store}
    assert {name for name, ref in refs.items() if states[ref] == "done"} == left
    assert (states[late], states[job]) == ("done", "printed")


def test_a_task_that_runs_is_not_cancelled_with_others(mock: Mock, clock: ManualClock, call: Call) -> None:
    """It runs to its end, and that is not an error."""
    mock.tasks.plan = TaskPlan(
        after_polls(1),
        statuses=("weaving", "done"),
    )
    ref = call("POST", "/loom/cloth", {"type": "twill"}).json()["id"]
    clock.advance(5)
    assert call("DELETE", "/loom/cloths", query=f"until={clock.now:.0f}&type=any").status == 204
    assert [call("GET", f"/loom/cloth/{ref}").json()["status"] for _ in range(2)] == ["weaving", "done"]


def test_documented_headers_tell_what_they_are_for(call: Call, clock: ManualClock) -> None:
    """The name of the request, its own if it brings one, and that there is plenty left; no other header."""
    reply = call("GET", "/loom/weavers", query="most=1", loom_call="mine")
    headers = {name: reply.header(f"loom-{name}") for name in ("call", "most", "left", "again", "colour")}
    again = int(headers.pop("again") or 0)
    assert clock.now < again <= clock.now + 60
    assert headers == {"call": "mine", "most": "1000", "left": "999", "colour": None}
    clock.advance(60)
    assert call("GET", "/loom/weavers", query="most=1").header("loom-again") == str(again + 60)
    names = {call("GET", "/loom/weavers", query="most=1").header("loom-call") for _ in range(3)}
    assert len(names - {None}) == 3


def test_nothing_is_left_where_there_were_too_many() -> None:
    """A 429 says so in the vendor's header, on the operations that document it."""
    mock = create_app(["tripo"], clock=ManualClock()).mock
    mock.tasks.scenario = "create-busy"
    headers = {"authorization": "Bearer k", "content-type": "application/json"}
    body = b'{"model": "v3.1-20260211", "prompt": "a cat"}'
    replies = [
        mock.handle(Request("POST", "/v3/generation/text-to-model", headers=headers, body=body))
        for _ in range(2)
    ]
    left = [(reply.status, reply.header("x-ratelimit-remaining")) for reply in replies]
    assert left == [(429, "0"), (200, "999")]


def test_the_root_says_what_is_served(mock: Mock) -> None:
    """In a browser the root of the mock lists the base URL of each API and of the admin API."""
    page = mock.handle(Request("GET", "/", headers={"host": "127.0.0.1:8600"}))
    assert (page.status, page.header("content-type")) == (200, "text/plain; charset=utf-8")
    text = page.body.decode()
    assert "press  http://127.0.0.1:8600/press/v1" in text
    assert "no admin API" in text
    app = create_app(specs={"press": PRESS}, admin=True)
    assert b"Admin API: http://127.0.0.1/_mock/" in app.mock.handle(Request("GET", "/")).body
    assert mock.handle(Request("POST", "/")).status == 404
