"""Waiting: every status of every API, sync and async, on a clock that moves only by sleeping."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettask import (
    AuthenticationError,
    GettaskError,
    Handle,
    Phase,
    PollSchedule,
    ServerError,
    TaskFailedError,
    TaskNotFoundError,
    UnexpectedResponseError,
    WaitTimeoutError,
)
from gettask._contract.contract import load
from gettask.task import Task
from tests.runtime.harness import APIS, ID, Caller, FakeClock, Server, body, reply, some_status, statuses

Open = Callable[..., Caller]

MATRIX = [(api, word) for api in APIS for word in [*statuses(api), "pondering"]]


@pytest.mark.parametrize(("api", "word"), MATRIX)
@pytest.mark.parametrize("case", [str, str.upper, str.capitalize])
def test_every_status_ends_a_wait_as_the_table_says(
    api: str, word: str, case: Callable[[str], str], open_client: Open
) -> None:
    """A success returns, another final status raises with the task, anything else waits to the deadline."""
    spelled = case(word)
    server = Server(body(api, spelled))
    waiting = open_client(api, server)
    status = load(api).lifecycle.status(spelled)
    if status is not None and status.phase.succeeded:
        assert waiting.wait(ID).status == spelled
    else:
        with pytest.raises(GettaskError) as caught:
            waiting.wait(ID)
        assert isinstance(caught.value, TaskFailedError if status and status.terminal else WaitTimeoutError)
        assert caught.value.task is not None
        assert caught.value.task.status == spelled
    assert (len(server.requests) == 1) == bool(status and status.terminal)
    table = load(api).lifecycle
    assert len(server.requests) <= table.deadline / table.schedule.initial + 2


def test_a_task_is_followed_to_its_results(api: str, open_client: Open) -> None:
    """The first poll is immediate, each change is told once, and the last task is returned."""
    queued, running, done = (
        body(api, some_status(api, phase)) for phase in (Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED)
    )
    server = Server(queued, queued, running, running, done)
    waiting = open_client(api, server)
    seen: list[Task] = []
    task = waiting.wait(Handle(api, ID), on_update=seen.append)
    assert [each.phase for each in seen] == [Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED]
    assert task is seen[-1]
    assert len(waiting.clock.sleeps) == 4
    assert waiting.clock.sleeps == sorted(waiting.clock.sleeps)


def test_watching_ends_with_the_final_task_even_if_it_failed(api: str, open_client: Open) -> None:
    """`watch` tells each change and does not raise for a failed task."""
    server = Server(body(api, some_status(api, Phase.RUNNING)), body(api, some_status(api, Phase.FAILED)))
    assert [task.phase for task in open_client(api, server).watch(ID)] == [Phase.RUNNING, Phase.FAILED]


@pytest.mark.parametrize(("phase", "field"), [(Phase.QUEUED, "queuing_num"), (Phase.RUNNING, "progress")])
def test_a_task_that_gets_on_has_changed(phase: Phase, field: str, open_client: Open) -> None:
    """Progress and the place in the queue are told where the status stays as it is."""
    polls = [body("tripo-v2", some_status("tripo-v2", phase), **{field: number}) for number in (3, 3, 2)]
    server = Server(*polls, body("tripo-v2", some_status("tripo-v2", Phase.SUCCEEDED)))
    assert len(list(open_client("tripo-v2", server).watch(ID))) == 3


def test_a_status_that_goes_backwards_is_followed(api: str, open_client: Open) -> None:
    """The table's order of statuses is not relied on."""
    order = [Phase.RUNNING, Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED]
    server = Server(*(body(api, some_status(api, phase)) for phase in order))
    assert [task.phase for task in open_client(api, server).watch(ID)] == order


def test_a_deadline_of_zero_is_one_poll(api: str, open_client: Open) -> None:
    """0 means now or never, and is not mistaken for no deadline."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    waiting = open_client(api, server)
    with pytest.raises(WaitTimeoutError):
        waiting.wait(ID, deadline=0)
    assert (len(server.requests), waiting.clock.sleeps) == (1, [])


def test_no_deadline_said_is_the_tables(api: str, open_client: Open) -> None:
    """A wait for which no deadline is said ends when the state table says."""
    waiting = open_client(api, Server(body(api, some_status(api, Phase.RUNNING))))
    with pytest.raises(WaitTimeoutError):
        waiting.wait(ID)
    assert sum(waiting.clock.sleeps) == pytest.approx(load(api).lifecycle.deadline)


def test_a_deadline_of_none_is_no_deadline(api: str, open_client: Open) -> None:
    """None waits for as long as it takes, far beyond the table's deadline."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    waiting = open_client(api, Server(*[running] * 500, done))
    assert waiting.wait(ID, deadline=None, schedule=PollSchedule(30)).phase.succeeded
    assert sum(waiting.clock.sleeps) > 2 * load(api).lifecycle.deadline


@pytest.mark.parametrize(("options", "seconds"), [({}, 30.0), ({"timeout": None}, None), ({"timeout": 5}, 5)])
def test_a_timeout_is_half_a_minute_or_none_or_what_is_said(
    options: dict[str, Any], seconds: float | None, api: str, open_client: Open
) -> None:
    """A request may take 30 s if nothing is said, as long as it takes for None, else what is said."""
    server = Server(body(api, some_status(api, Phase.SUCCEEDED)))
    open_client(api, server, **options).get(ID)
    assert set(server.requests[0].extensions["timeout"].values()) == {seconds}


@pytest.mark.parametrize("wrong", [0, -1, float("nan"), float("inf")])
def test_a_timeout_that_no_request_can_keep_is_refused(wrong: float, api: str, open_client: Open) -> None:
    """0 is not taken for no end, nor for what is usual: the error says what would be."""
    with pytest.raises(ValueError, match=r"timeout=.*None for no limit"):
        open_client(api, Server({}), timeout=wrong)


@pytest.mark.parametrize(("options", "polls"), [({}, 3), ({"retries": 0}, 1), ({"retries": 5}, 6)])
def test_a_poll_is_tried_again_twice_or_not_at_all_or_as_said(
    options: dict[str, Any], polls: int, api: str, open_client: Open
) -> None:
    """A poll that fails for the moment has two retries if nothing is said, none for 0, else what is said."""
    server = Server(reply({}, 503))
    with pytest.raises(ServerError):
        open_client(api, server, **options).get(ID)
    assert len(server.requests) == polls


def test_retries_of_none_have_no_end_but_the_deadline(api: str, open_client: Open) -> None:
    """None tries one look for as long as it takes, and a wait still ends at its deadline."""
    done = body(api, some_status(api, Phase.SUCCEEDED))
    assert open_client(api, Server(*[reply({}, 503)] * 99, done), retries=None).get(ID).phase.succeeded
    waiting = open_client(api, Server(reply({}, 503)), retries=None)
    with pytest.raises(WaitTimeoutError):
        waiting.wait(ID, deadline=60)
    assert sum(waiting.clock.sleeps) == pytest.approx(60)


@pytest.mark.parametrize("wrong", [-1, float("nan")])
def test_a_deadline_that_means_nothing_is_refused(wrong: float, api: str, open_client: Open) -> None:
    """A negative deadline is a mistake of the caller's and sends nothing."""
    server = Server(body(api, "x"))
    with pytest.raises(ValueError, match="deadline"):
        open_client(api, server).wait(ID, deadline=wrong)
    assert server.requests == []


def test_the_last_sleep_ends_at_the_deadline_and_one_poll_follows(api: str, open_client: Open) -> None:
    """A task that is done just before the deadline is still returned."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    waiting = open_client(api, Server(running, running, done))
    assert waiting.wait(ID, deadline=10, schedule=PollSchedule(8, jitter=0)).phase.succeeded
    assert waiting.clock.sleeps == [8, 2]


def test_a_timeout_carries_what_is_needed_to_go_on(api: str, open_client: Open) -> None:
    """The error has id, last task and a handle, and the handle of it can be waited for by another client."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    url = "http://127.0.0.1:8000"
    with pytest.raises(WaitTimeoutError) as caught:
        open_client(api, Server(running), base_url=url).wait(ID, deadline=5)
    error = caught.value
    assert (error.task_id, error.handle) == (ID, Handle(api, ID, base_url=url))
    assert error.task is not None
    assert error.task.phase is Phase.RUNNING
    assert error.handle is not None
    other = open_client(api, Server(done), base_url=url)
    assert other.wait(Handle.from_json(error.handle.to_json())).phase.succeeded


def test_failed_polls_do_not_end_a_wait(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """Gateways, cut bodies, dead connections and replies without a status are waited out."""
    done = body(api, some_status(api, Phase.SUCCEEDED))
    broken = done["data"] | {"status": None}
    server = Server(
        httpx.Response(502, html="<html>Bad gateway</html>"),
        httpx.Response(520, html="<html>Cloudflare</html>"),
        httpx.Response(200, content=b""),
        httpx.Response(200, content=b'{"data": {"task_id"'),
        httpx.ReadError("reset"),
        httpx.ConnectError("refused"),
        reply({**done, "data": broken}),
        reply({}, 429),
        reply({}, 503),
        done,
    )
    assert open_client(api, server, retries=0).wait(ID).phase.succeeded
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 9


def test_a_wait_without_one_good_poll_says_why(api: str, open_client: Open) -> None:
    """When no poll succeeds the timeout has no task, and its cause is the last failure."""
    with pytest.raises(WaitTimeoutError) as caught:
        open_client(api, Server(httpx.Response(200, content=b"oops"))).wait(ID, deadline=60)
    assert caught.value.task is None
    assert isinstance(caught.value.__cause__, UnexpectedResponseError)
    assert "no poll succeeded: " in str(caught.value)
    assert "oops" in str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(307, headers={"Location": "https://evil.example/"}),
        httpx.Response(401, html="<html>Log in</html>"),
        httpx.Response(403, html="<html>Cloudflare</html>"),
        httpx.Response(403, json={"message": "forbidden"}),
        httpx.Response(404, text="404 page not found"),
        httpx.Response(409, content=b""),
    ],
    ids=lambda page: str(page.status_code),
)
def test_a_page_of_a_gateway_does_not_end_a_wait(page: httpx.Response, api: str, open_client: Open) -> None:
    """Only the API's own envelope is permanent: what stands in its place for a moment is waited out."""
    done = body(api, some_status(api, Phase.SUCCEEDED))
    assert open_client(api, Server(page, page, done), retries=0).wait(ID).phase.succeeded


def test_a_refusal_by_cloudflare_is_called_that(api: str, open_client: Open) -> None:
    """A network that Cloudflare blocks is no matter of key, plan or base_url; its Ray ID is for support."""
    headers = {"Server": "cloudflare", "CF-RAY": "8f2a-FRA"}
    page = httpx.Response(403, headers=headers, html="<title>Attention Required! | Cloudflare</title>")
    with pytest.raises(UnexpectedResponseError, match="Cloudflare refused this network") as caught:
        open_client(api, Server(page), retries=0).get(ID)
    assert "Ray ID 8f2a-FRA" in str(caught.value)
    assert "base_url" not in str(caught.value)


def test_the_error_of_another_server_names_base_url(api: str, open_client: Open) -> None:
    """What is not the API's own error does not speak of task ids, keys or plans."""
    for call in ("get", "create"):
        argument = {"variant": next(iter(load(api).variants)), "force": True} if call == "create" else {}
        client = open_client(api, Server(httpx.Response(404, text="404 page not found")))
        with pytest.raises(UnexpectedResponseError, match="Check base_url") as caught:
            getattr(client, call)(ID if call == "get" else {}, **argument)
        assert "task id" not in str(caught.value)


def test_another_task_is_no_answer(api: str, open_client: Open, caplog: pytest.LogCaptureFixture) -> None:
    """A poll that brings another task is repeated; it is never the result of a wait."""
    word = some_status(api, Phase.SUCCEEDED)
    wrong, right = body(api, word, task_id="stranger"), body(api, word)
    for name in ("wait", "as_completed"):
        server = Server(wrong, right)
        found = getattr(open_client(api, server, retries=0), name)(ID if name == "wait" else [ID])
        assert [task.id for task in (found if name == "as_completed" else [found])] == [ID]
        assert len(server.requests) == 2
    assert "another task (stranger)" in caplog.text


def test_the_case_of_an_id_does_not_make_another_task(api: str, open_client: Open) -> None:
    """An id that was typed in capitals or with a space names the same task."""
    server = Server(body(api, some_status(api, Phase.SUCCEEDED)))
    assert open_client(api, server).wait(f" {ID.upper()}").phase.succeeded


MISSING = reply({"code": 404, "message": "no such task"}, 404)


def test_a_new_task_may_be_missing_for_a_while(api: str, open_client: Open) -> None:
    """What create has just returned is found later, if not by the first polls."""
    created, done = body(api, some_status(api, Phase.QUEUED)), body(api, some_status(api, Phase.SUCCEEDED))
    variant = next(iter(load(api).variants))
    for name, polls in (("wait", 3), ("get", 2), ("as_completed", 3)):
        client = open_client(api, Server(created, *[MISSING] * polls, done))
        handle = client.create({}, variant=variant, force=True)
        found = getattr(client, name)([handle] if name == "as_completed" else handle)
        assert (found[0] if name == "as_completed" else found).phase.succeeded


def test_a_task_that_was_seen_may_be_missing_for_a_while(api: str, open_client: Open) -> None:
    """Between two good polls, and after a task that the caller has, a poll may find nothing."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    assert open_client(api, Server(running, MISSING, MISSING, done)).wait(ID).phase.succeeded
    client = open_client(api, Server(running, MISSING, done))
    assert client.wait(client.get(ID)).phase.succeeded


@pytest.mark.parametrize("known", ["created", "seen"])
def test_a_task_that_stays_missing_is_not_found(known: str, api: str, open_client: Open) -> None:
    """Longer than the state table allows, nothing is missing: the wait ends with the handle."""
    first = body(api, some_status(api, Phase.RUNNING))
    client = open_client(api, Server(first, MISSING))
    handle: Any = ID
    if known == "created":
        handle = client.create({}, variant=next(iter(load(api).variants)), force=True)
    with pytest.raises(TaskNotFoundError) as caught:
        client.wait(handle)
    assert caught.value.handle is not None
    assert caught.value.handle.id == ID
    allowed = load(api).lifecycle.visible_within
    assert allowed < client.clock.now - 1000 < 3 * allowed


def test_bytes_that_are_not_utf8_do_not_hide_a_task(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """A prompt that was cut inside a character is read with U+FFFD, with one warning."""
    content = reply(body(api, some_status(api, Phase.SUCCEEDED), input={"prompt": "?!"})).content
    server = Server(httpx.Response(200, content=content.replace(b"?!", "🎵".encode()[:3])))
    client = open_client(api, server)
    for _ in range(2):
        assert client.wait(ID).body["input"]["prompt"] == "\N{REPLACEMENT CHARACTER}"
    (line,) = [each.getMessage() for each in caplog.records if each.levelname == "WARNING"]
    assert "not UTF-8" in line


def test_a_pause_that_a_good_response_asks_for_is_made(api: str, open_client: Open) -> None:
    """Retry-After counts beside a task that is running, for one wait and for many."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    for name in ("wait", "as_completed"):
        client = open_client(api, Server(reply(running, headers={"Retry-After": "77"}), done))
        getattr(client, name)(ID if name == "wait" else [ID])
        assert client.clock.now - 1000 >= 77


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, asyncio.CancelledError])
@pytest.mark.parametrize("name", ["wait", "watch", "as_completed"])
def test_an_interrupted_wait_says_how_to_go_on(
    name: str, kind: type[BaseException], api: str, open_client: Open
) -> None:
    """What breaks into a wait has a note with the handle or the number of tasks."""
    running = body(api, some_status(api, Phase.RUNNING))

    def interrupt(_: httpx.Request) -> httpx.Response:
        raise kind

    client = open_client(api, Server(running, interrupt))
    with pytest.raises(kind) as caught:
        getattr(client, name)([ID] if name == "as_completed" else ID)
    (note,) = caught.value.__notes__
    assert "wait again with" in note
    assert ("1 tasks" if name == "as_completed" else Handle(api, ID).to_json()[:-1]) in note


def test_a_poll_that_can_never_succeed_ends_a_wait(api: str, open_client: Open) -> None:
    """A task that is not found is not waited for."""
    server = Server(reply({"code": 404, "message": "no such task"}, 404))
    waiting = open_client(api, server)
    with pytest.raises(TaskNotFoundError):
        waiting.wait(ID)
    assert (len(server.requests), waiting.clock.sleeps) == (1, [])


@pytest.mark.parametrize("retry_after", ["1", "20", "3600"])
def test_retries_of_a_poll_never_outlast_the_deadline(retry_after: str, api: str, open_client: Open) -> None:
    """However long the server asks to be left alone, the wait ends at its deadline."""
    waiting = open_client(api, Server(reply({}, 429, {"Retry-After": retry_after})), retries=99)
    with pytest.raises(WaitTimeoutError):
        waiting.wait(ID, deadline=12)
    assert sum(waiting.clock.sleeps) == pytest.approx(12)


def test_a_clock_set_back_does_not_prolong_a_wait(api: str, open_client: Open) -> None:
    """Time that was slept counts even if the clock forgets it."""

    class Stuck(FakeClock):
        def sleep(self, seconds: float) -> None:
            self.sleeps.append(seconds)
            self.now -= 5

    waiting = open_client(api, Server(body(api, some_status(api, Phase.RUNNING))), clock=Stuck())
    with pytest.raises(WaitTimeoutError):
        waiting.wait(ID, deadline=100)
    assert sum(waiting.clock.sleeps) == pytest.approx(100)


@st.composite
def replies(draw: st.DrawFn, api: str) -> Any:
    """Draw what a poll brings: any status in any letter case, one that nobody knows, none, or no task."""
    word = draw(st.sampled_from([*statuses(api), "pondering", ""]))
    cased = "".join(draw(st.sampled_from((letter.lower(), letter.upper()))) for letter in word)
    return draw(
        st.sampled_from([body(api, cased)] * 4 + [httpx.Response(502), httpx.ReadError("reset"), reply({})])
    )


@given(st.data(), st.sampled_from(APIS), st.sampled_from(["sync", "async"]))
@settings(max_examples=150)
def test_every_wait_comes_to_its_end(data: st.DataObject, api: str, mode: str) -> None:
    """Whatever comes, in any order, on a clock that leaps: a wait ends by a final status or its deadline.

    It never sleeps for longer than that, and the first poll is at once.
    """
    script = data.draw(st.lists(replies(api), min_size=1, max_size=12))
    leaps = data.draw(st.lists(st.floats(-1e4, 1e4), max_size=12))
    deadline = data.draw(st.none() | st.floats(0, 600))
    table = load(api).lifecycle

    class Leaping(FakeClock):
        def sleep(self, seconds: float) -> None:
            assert server.requests
            super().sleep(seconds)
            self.now += leaps.pop() if leaps else 0.0

    found = (table.status(table.read_status(each["data"])) for each in script if isinstance(each, dict))
    first = next((status for status in found if status is not None and status.terminal), None)
    if deadline is None and first is None:
        script.append(body(api, some_status(api, Phase.SUCCEEDED)))
        first = table.status(some_status(api, Phase.SUCCEEDED))
    server = Server(*script)
    waiting = Caller(mode, api, server, Leaping(), retries=0)
    ends: set[Any] = {WaitTimeoutError} if deadline is not None else set()
    if first is not None:
        ends.add(Task if first.phase.succeeded else TaskFailedError)
    try:
        ended: Any = type(waiting.wait(ID, deadline=deadline))
    except GettaskError as error:
        ended = type(error)
    assert ended in ends
    assert deadline is None or sum(waiting.clock.sleeps) <= deadline + 0.001


def test_a_clock_that_jumps_ahead_still_leaves_one_poll(api: str, open_client: Open) -> None:
    """After a suspended machine wakes up the task is polled once more before the wait gives up."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))

    class Jumping(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            self.now += 1e6

    assert open_client(api, Server(running, done), clock=Jumping()).wait(ID).phase.succeeded


def test_the_policy_fail_ends_a_wait_at_an_unlisted_status(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the table says so, a status that it does not list is a failure."""
    known = load(api)
    strict = replace(known, lifecycle=replace(known.lifecycle, unlisted="fail"))
    for module in ("_sync.base", "_async.base"):
        monkeypatch.setattr(f"gettask.{module}.load", lambda _: strict)
    with pytest.raises(TaskFailedError) as caught:
        open_client(api, Server(body(api, "pondering"))).wait(ID)
    assert caught.value.task is not None
    assert caught.value.task.phase is Phase.UNKNOWN


def test_many_tasks_come_as_they_finish(api: str, open_client: Open) -> None:
    """Tasks are handed out in the order in which they become final, failed ones too, and none starves."""
    words = {phase: some_status(api, phase) for phase in (Phase.RUNNING, Phase.SUCCEEDED, Phase.FAILED)}
    polls: dict[str, itertools.count[int]] = {}

    def serve(request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        number = next(polls.setdefault(name, itertools.count(1)))
        kind, _, after = name.partition("-")
        phase = Phase.RUNNING if number < int(after) else Phase(kind)
        return reply(body(api, words[phase], task_id=name))

    names = ["succeeded-4", "failed-2", "succeeded-1", "failed-3"]
    tasks = open_client(api, serve).as_completed(names, max_concurrency=3)
    assert [task.id for task in tasks] == ["succeeded-1", "failed-2", "failed-3", "succeeded-4"]


def test_one_tasks_failure_does_not_end_the_others(api: str, open_client: Open) -> None:
    """What could not be followed is told at the end, all at once, after the others were handed out."""
    words = {"done": some_status(api, Phase.SUCCEEDED), "slow": some_status(api, Phase.RUNNING)}

    def serve(request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        if name == "dead":
            raise httpx.ReadTimeout("stalled")
        if name in words:
            return reply(body(api, words[name], task_id=name))
        return reply({"code": 404, "message": "?"}, 404)

    items, error = open_client(api, serve).collect(
        "as_completed", ["gone", "slow", "dead", "done"], deadline=50, keep=True
    )
    assert [task.status for task in items] == [words["done"]]
    assert isinstance(error, ExceptionGroup)
    assert sorted(type(each).__name__ for each in error.exceptions) == [
        "TaskNotFoundError",
        "WaitTimeoutError",
        "WaitTimeoutError",
    ]
    assert all("while waiting for task" in each.__notes__[0] for each in error.exceptions)


def test_a_refusal_with_the_bytes_of_the_poll_before_is_a_refusal(api: str, open_client: Open) -> None:
    """What a reply says is its HTTP status as well: bytes that are known do not make it a good poll."""
    running = body(api, some_status(api, Phase.RUNNING))
    waiting = open_client(api, Server(reply(running), reply(running, 401)))
    _, error = waiting.collect("as_completed", [ID], keep=True)
    assert isinstance(error, ExceptionGroup)
    assert [type(each) for each in error.exceptions] == [AuthenticationError]


def test_nothing_to_wait_for_is_nothing(api: str, open_client: Open) -> None:
    """An empty list of tasks asks nothing."""
    server = Server(body(api, "x"))
    assert open_client(api, server).as_completed([]) == []
    assert server.requests == []


def test_a_handle_of_another_server_is_refused(api: str, open_client: Open) -> None:
    """A handle is not asked for where its task cannot be, and no key is sent."""
    server = Server(body(api, "x"))
    other = next(each for each in APIS if each != api)
    for handle in (Handle(other, ID), Handle(api, ID, base_url="https://elsewhere.example")):
        with pytest.raises(ValueError, match="Task"):
            open_client(api, server).wait(handle)
    assert server.requests == []


def test_changes_are_logged_and_polls_are_for_debugging(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """A poll is one line at DEBUG, a change one more at INFO; many at once are told of as one is."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    with caplog.at_level(logging.DEBUG, "gettask"):
        open_client(api, Server(running, running, done)).wait(ID)
        open_client(api, Server(running, running, done)).as_completed([ID])
    ours = [record.levelname for record in caplog.records if record.name == "gettask"]
    assert ours == ["DEBUG", "INFO", "DEBUG", "DEBUG", "INFO"] * 2
    polls = [record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG]
    assert all(text.startswith(f"{api} get_task {ID}: HTTP 200 in ") for text in polls if "get_task" in text)


def test_async_updates_may_be_coroutines(api: str) -> None:
    """`on_update` of an async client may be a coroutine function, and is awaited."""
    seen: list[Any] = []

    async def note(task: Task) -> None:
        seen.append(task)

    Caller("async", api, Server(body(api, some_status(api, Phase.SUCCEEDED)))).wait(ID, on_update=note)
    assert len(seen) == 1


def test_the_contract_is_read_once() -> None:
    """All clients of an API share its contract."""
    assert load("piapi") is load("piapi")
