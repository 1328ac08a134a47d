"""What the mock tells of several tasks, and the files that it is given."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from gettask.mock import ManualClock, Mock, Request, Response, TaskPlan, after_polls, create_app

Create = Callable[..., str]
KEY, OTHER = "Bearer tsk_one", "Bearer tsk_two"


@pytest.fixture
def mock() -> Mock:
    """A mock of both APIs of Tripo whose tasks take two polls."""
    return create_app(
        ["tripo", "tripo-v2"], clock=ManualClock(1_800_000_000), plan=TaskPlan(complete_after=after_polls(2))
    ).mock


def send(mock: Mock, method: str, path: str, body: Any = None, key: str = KEY) -> Response:
    """Send a request with a key."""
    path, _, query = path.partition("?")
    headers = {"authorization": key, "content-type": "application/json"}
    text = b"" if body is None else json.dumps(body).encode()
    return mock.handle(Request(method, path, query, headers, text))


@pytest.fixture
def create(mock: Mock) -> Create:
    """Create a task and return its id."""

    def create(key: str = KEY) -> str:
        body = {"model": "v3.1-20260211", "prompt": "a small cat"}
        reply = send(mock, "POST", "/v3/generation/text-to-model", body, key)
        return str(reply.json()["data"]["task_id"])

    return create


def test_a_list_holds_the_tasks_that_are_asked_for(mock: Mock, create: Create) -> None:
    """It has each as Get Task shows it, and the ids of tasks that the key does not see."""
    ours, theirs = create(), create(OTHER)
    for _ in range(3):
        shown = send(mock, "GET", f"/v3/tasks/{ours}").json()["data"]
    reply = send(mock, "POST", "/v3/tasks/list", {"task_ids": [ours, theirs, ours, "nothing"]}).json()
    assert reply["data"]["tasks"] == {ours: shown}
    assert reply["data"]["missed"] == [theirs, "nothing"]


def test_a_task_that_is_listed_by_its_id_counts_as_polled(mock: Mock, create: Create) -> None:
    """A client that waits by lists sees its tasks end."""
    task = create()
    seen = [
        send(mock, "POST", "/v3/tasks/list", {"task_ids": [task]}).json()["data"]["tasks"][task]["status"]
        for _ in range(3)
    ]
    assert seen[-1] == "success"


def test_the_old_api_lists_tasks_as_well(mock: Mock) -> None:
    """The mark in the spec is all that it takes."""
    body = {"type": "text_to_model", "prompt": "a small cat"}
    task = send(mock, "POST", "/v2/openapi/task", body).json()["data"]["task_id"]
    reply = send(mock, "POST", "/v2/openapi/task/batch", {"task_ids": [task, "nothing"]}).json()
    assert (list(reply["data"]["tasks"]), reply["data"]["missed"]) == ([task], ["nothing"])


def test_usage_is_that_of_the_key_a_part_at_a_time(mock: Mock, create: Create) -> None:
    """The newest task comes first, with the fields of an entry, and asking polls none."""
    tasks = [create() for _ in range(4)]
    create(OTHER)
    for _ in range(5):
        page = send(mock, "GET", "/v3/account/usage?limit=2&offset=1").json()["data"]
    assert [entry["task_id"] for entry in page] == [tasks[2], tasks[1]]
    assert {(entry["status"], "output" in entry) for entry in page} == {("queued", False)}
    assert len(send(mock, "GET", "/v3/account/usage").json()["data"]) == 4
    assert (
        len(send(mock, "GET", "/v3/account/usage?=true").json()["data"]) == 4
    )  # a name that no parameter has


def test_what_a_task_cost_is_told_once_it_is_final(mock: Mock, create: Create) -> None:
    """Neither the task nor the usage names credits before."""
    task = create()
    polls = [send(mock, "GET", f"/v3/tasks/{task}").json()["data"] for _ in range(4)]
    told = {poll["status"]: "credits_consumed" in poll for poll in polls}
    assert told == {"queued": False, "running": False, "success": True}
    assert send(mock, "GET", "/v3/account/usage").json()["data"][0]["credits_consumed"] > 0


def test_the_balance_falls_by_what_succeeded(mock: Mock, create: Create) -> None:
    """A task that runs or fails has cost nothing yet, and other keys pay for themselves."""
    task = create()
    create(OTHER)
    left = []
    for _ in range(4):
        left.append(send(mock, "GET", "/v3/account/balance").json()["data"]["balance"])
        shown = send(mock, "GET", f"/v3/tasks/{task}").json()["data"]
    left.append(send(mock, "GET", "/v3/account/balance").json()["data"]["balance"])
    assert left[0] == left[1] == left[2] == left[-1] + shown["credits_consumed"]


def test_each_presigned_url_takes_a_file_of_its_own(mock: Mock) -> None:
    """It leads to the mock, which takes a PUT without a key and nothing else."""
    made = [send(mock, "POST", "/v3/files/presign", {"format": "glb"}).json()["data"] for _ in range(2)]
    assert len({each["file_token"] for each in made}) == len({each["presigned_url"] for each in made}) == 2
    path = urlsplit(made[0]["presigned_url"]).path
    assert mock.handle(Request("PUT", path, body=b"glTF")).status == 200
    assert mock.handle(Request("GET", path)).status == 405


@pytest.mark.parametrize(
    ("path", "body", "suffix"),
    [
        ("/v3/models/convert", {"input": "t", "format": "OBJ"}, ".obj"),
        ("/v3/models/convert", {"input": "t", "format": "USDZ"}, ".usdz"),
        ("/v3/models/convert", {"input": "t", "format": "GLTF", "quad": True}, ".fbx"),
        ("/v3/models/convert", {"input": "t", "format": "GLB"}, ".glb"),
        ("/v3/animations/rig", {"input": "t", "out_format": "fbx"}, ".fbx"),
        ("/v3/mesh/decimate", {"input": "t", "quad": True}, ".fbx"),
        ("/v3/mesh/decimate", {"input": "t", "quad": False}, ".glb"),
        ("/v3/generation/text-to-image", {"prompt": "a cat", "output_format": "png"}, ".png"),
    ],
)
def test_a_result_has_the_format_that_was_asked_for(
    mock: Mock, path: str, body: dict[str, Any], suffix: str
) -> None:
    """`formats` of `x-results` says which field decides, and quads are always FBX."""
    task = send(mock, "POST", path, body).json()["data"]["task_id"]
    for _ in range(3):
        output = send(mock, "GET", f"/v3/tasks/{task}").json()["data"].get("output", {})
    (url,) = output.values()
    assert url.endswith(suffix)
    assert send(mock, "GET", urlsplit(url).path).status == 200


def test_a_task_repeats_its_request_in_the_words_of_the_server(mock: Mock, create: Create) -> None:
    """`x-echo-name` says what it calls a field; all others keep their names."""
    shown = send(mock, "GET", f"/v3/tasks/{create()}").json()["data"]
    assert shown["input"] == {"model_version": "v3.1-20260211", "prompt": "a small cat"}


def test_tasks_inside_a_task_are_other_ones_for_each(mock: Mock) -> None:
    """Ids in the results stay the same from poll to poll, and no two tasks share one."""
    body = {"seg_type": "image", "input": "https://example.com/cat.jpg"}
    ids = []
    for _ in range(2):
        task = send(mock, "POST", "/v3/mesh/smartsegment", body).json()["data"]["task_id"]
        polls = [send(mock, "GET", f"/v3/tasks/{task}").json()["data"] for _ in range(4)]
        assert polls[2]["output"]["seg_task_id"] == polls[3]["output"]["seg_task_id"]
        ids.append(polls[3]["output"]["seg_task_id"])
    assert ids[0] != ids[1]
