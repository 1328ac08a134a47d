"""Sockets that tell of tasks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from gettask.mock import (
    App,
    ManualClock,
    Mock,
    Request,
    Response,
    TaskPlan,
    after_polls,
    after_seconds,
    create_app,
)
from gettask.mock.server.streams import Message
from gettask.mock.sockets import Watch
from tests.mock.conftest import KEYS, Call

Cloth = Callable[[], str]


@pytest.fixture
def cloth(call: Call) -> Cloth:
    """Order cloth of the loom and return its id."""
    return lambda: str(call("POST", "/loom/cloth", {"type": "twill"}).json()["id"])


def watch(mock: Mock, path: str, **headers: str) -> Watch:
    opened = mock.watch(Request("GET", path, headers=KEYS | headers))
    assert isinstance(opened, Watch), opened
    return opened


def frames_of(watch: Watch) -> list[tuple[str, str]]:
    """Word and status of each frame."""
    frames = map(json.loads, watch.frames())
    return [(frame["said"], frame["cloth"]["status"]) for frame in frames]


def test_a_frame_comes_when_the_task_changes(mock: Mock, cloth: Cloth, clock: ManualClock) -> None:
    """The first at once, none while nothing happens, and after the last the socket is over."""
    mock.tasks.plan = TaskPlan(after_seconds(60))
    open_ = watch(mock, f"/loom/cloth/{cloth()}/live")
    assert frames_of(open_) == [("moved", "spooled")]
    assert frames_of(open_) == []
    clock.advance(30)
    assert frames_of(open_) == [("moved", "weaving")]
    assert not open_.over
    clock.advance(30)
    assert frames_of(open_) == [("ended", "done")]
    assert (open_.over, frames_of(open_)) == (True, [])


def test_a_task_that_never_ends_is_watched_for_ever(mock: Mock, cloth: Cloth) -> None:
    """It has come to the end of its path, and is not terminal."""
    mock.tasks.plan = TaskPlan(statuses=("weaving",))
    open_ = watch(mock, f"/loom/cloth/{cloth()}/live")
    assert frames_of(open_) == [("moved", "weaving")]
    assert (frames_of(open_), open_.over) == ([], False)


def test_a_change_that_cannot_be_seen_is_not_told_of(clock: ManualClock) -> None:
    """A task in the queue has a frame when its place falls, and not each second."""
    mock = create_app(["tripo-v2"], clock=clock, plan=TaskPlan(after_seconds(1000))).mock
    task = mock.tasks.add("tripo-v2", "anna", variant="text-to-image")
    open_ = watch(mock, f"/v2/openapi/task/watch/{task.id}")
    frames = []
    while not open_.over:
        frames += open_.frames()
        clock.advance(5)
    assert len(frames) == len({*frames})
    assert json.loads(frames[-1])["data"]["status"] == "success"


def test_watching_is_looking(mock: Mock, cloth: Cloth) -> None:
    """A task whose plan counts polls proceeds while it is watched."""
    mock.tasks.plan = TaskPlan(after_polls(2))
    open_ = watch(mock, f"/loom/cloth/{cloth()}/live")
    seen = [frames_of(open_) for _ in range(3)]
    assert seen == [[("moved", "spooled")], [("moved", "weaving")], [("ended", "done")]]


def test_a_frame_shows_what_a_look_shows(mock: Mock, call: Call, cloth: Cloth) -> None:
    """The task in it is the one that Get Task returns."""
    mock.tasks.plan = TaskPlan(end="failed")
    ref = cloth()
    frame = json.loads(watch(mock, f"/loom/cloth/{ref}/live").frames()[0])
    assert frame["cloth"] == call("GET", f"/loom/cloth/{ref}").json()


def test_a_look_by_another_name_of_the_mock_is_no_change(mock: Mock, call: Call, cloth: Cloth) -> None:
    """Before a task has ended its reply has no links, and is the same for every host."""
    mock.tasks.plan = TaskPlan(after_seconds(60))
    ref = cloth()
    open_ = watch(mock, f"/loom/cloth/{ref}/live")
    assert frames_of(open_) == [("moved", "spooled")]
    call("GET", f"/loom/cloth/{ref}", host="127.0.0.1:8600")
    assert frames_of(open_) == []


def test_all_tasks_of_the_key_can_be_followed(
    mock: Mock, call: Call, cloth: Cloth, clock: ManualClock
) -> None:
    """Those that are not over, and those that come later, but not what was over before, nor another key's."""
    old = cloth()
    call("GET", f"/loom/cloth/{old}")
    mock.tasks.plan = TaskPlan(after_seconds(10))
    cloth()
    open_ = watch(mock, "/loom/live")
    other = watch(mock, "/loom/live", authorization="Bearer otto")
    assert frames_of(open_) == [("moved", "spooled")]
    cloth()
    assert frames_of(open_) == [("moved", "spooled")]
    clock.advance(10)
    assert frames_of(open_) == [("ended", "done")] * 2
    assert (open_.over, frames_of(open_), frames_of(other)) == (False, [], [])


def test_all_tasks_since_a_moment_can_be_followed(
    mock: Mock, call: Call, cloth: Cloth, clock: ManualClock
) -> None:
    """Ended tasks have frames, too, if they were created since then; a time that cannot be read is now."""
    for _ in range(2):
        call("GET", f"/loom/cloth/{cloth()}")
        clock.advance(5)
    seen = [
        frames_of(watch(mock, f"/loom/live/since/{when}")) for when in (clock.now - 5, clock.now - 99, "noon")
    ]
    assert [len(frames) for frames in seen] == [1, 2, 0]


@pytest.mark.parametrize("path", ["/loom/cloth/{id}/live", "/loom/live"])
def test_a_task_that_was_forgotten_is_told_of_no_more(mock: Mock, cloth: Cloth, path: str) -> None:
    """Nor is it there again, and a socket that was for it alone is over."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    open_ = watch(mock, path.replace("{id}", cloth()))
    assert frames_of(open_) == [("moved", "spooled")]
    mock.reset()
    assert (frames_of(open_), list(mock.tasks.store)) == ([], [])
    assert open_.over == ("{id}" in path)


def test_a_task_that_could_not_be_cancelled_has_not_changed(mock: Mock, call: Call, cloth: Cloth) -> None:
    """Running tasks go on, without frames."""
    mock.tasks.plan = TaskPlan(
        after_seconds(60),
        statuses=("weaving", "done"),
    )
    ref = cloth()
    open_ = watch(mock, f"/loom/cloth/{ref}/live")
    assert frames_of(open_) == [("moved", "weaving")]
    call("DELETE", "/loom/cloths", query=f"until={mock.clock() + 1:.0f}&type=any")
    assert frames_of(open_) == []


@pytest.mark.parametrize(
    ("path", "key", "status"),
    [
        ("/loom/cloth/none/live", "anna", 404),
        ("/loom/cloth/{id}/live", "otto", 404),
        ("/loom/cloth/{id}/live", "", 401),
        ("/loom/live", "", 401),
        ("/loom/cloth", "anna", 404),
    ],
)
def test_a_socket_is_refused_as_a_look_is(mock: Mock, cloth: Cloth, path: str, key: str, status: int) -> None:
    """No key, another's task, no such path: an error of the vendor's, and an entry of the journal."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    refused = mock.watch(Request("GET", path.replace("{id}", cloth()), headers=headers))
    assert isinstance(refused, Response)
    assert (refused.status, mock.journal[-1].status) == (status, status)
    assert {"no", "why"} <= refused.json().keys()


async def open_socket(app: App, path: str, *, leaves: bool = False, **scope: Any) -> list[Message]:
    """Open a socket, and return what the application sends until it closes it or nobody listens."""
    messages: list[Message] = [{"type": "websocket.connect"}]
    sent: list[Message] = []

    async def receive() -> Message:
        if messages:
            return messages.pop()
        if leaves:
            return {"type": "websocket.disconnect", "code": 1001}
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(name.encode(), value.encode()) for name, value in KEYS.items()]
    every = {"type": "websocket", "path": path, "query_string": b"", "headers": headers}
    await app({**every, **scope}, receive, send)
    return sent


def test_an_asgi_server_is_sent_frames(app: App, cloth: Cloth) -> None:
    """The socket is accepted, sends its frames as text, and is closed when the task is terminal."""
    app.mock.tasks.plan = TaskPlan(after_polls(2))
    app.interval = 0
    path = f"/loom/cloth/{cloth()}/live"
    sent = anyio.run(lambda: open_socket(app, path))
    assert [message["type"] for message in sent] == [
        "websocket.accept",
        *["websocket.send"] * 3,
        "websocket.close",
    ]
    assert [json.loads(message["text"])["said"] for message in sent[1:-1]] == ["moved", "moved", "ended"]


def test_nobody_is_told_who_does_not_listen(app: App) -> None:
    """A listener that leaves ends the socket."""
    sent = anyio.run(lambda: open_socket(app, "/loom/live", leaves=True))
    assert [message["type"] for message in sent] == ["websocket.accept"]


def test_a_refusal_is_an_http_reply_where_the_server_can(app: App) -> None:
    """Else the socket is closed before it is open."""
    path = "/loom/cloth/none/live"
    sent = anyio.run(lambda: open_socket(app, path, extensions={"websocket.http.response": {}}))
    assert [message["type"] for message in sent] == [
        "websocket.http.response.start",
        "websocket.http.response.body",
    ]
    assert sent[0]["status"] == 404
    assert anyio.run(lambda: open_socket(app, path)) == [{"type": "websocket.close"}]
