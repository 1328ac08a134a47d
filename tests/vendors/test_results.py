"""The result of a task is another operation's response: both requests together are one poll."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.document.contract import contract
from codegen.rules.check import check
from gettask import (
    Client,
    ServerError,
    TaskFailedError,
    TaskNotFoundError,
    connect,
    connect_async,
)
from gettask._contract.contract import Contract
from gettask._http.request import Request, ResultRequest
from gettask._http.response import Response
from gettask.mock import ManualClock, Mock, TaskPlan, after_polls, create_app
from gettask.mock.transport import MockTransport
from gettask.testing import InstantClock
from tests.vendors.served import KEY
from tests.vendors.test_shapes import document_of, register

SHAPE = "failure-told-by-the-result"
REQUEST = {"prompt": "a cat"}
Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Between(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Stands between client and mock: notes each request, and may answer those for a result."""

    mock: Mock
    answers: list[Answer] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        self.seen.append(name if name in ("result", "videos") else "poll")
        if name == "result" and self.answers:
            return self.answers.pop(0)(request)
        return MockTransport(self.mock).handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self.handle_request(request)


@dataclass
class Vendor:
    """A vendor whose results are another operation's, and what its clients are made with."""

    name: str
    between: Between
    options: dict[str, Any]

    def client(self) -> Client:
        """A client of the vendor."""
        return connect(self.name, KEY, http_client=httpx.Client(transport=self.between), **self.options)


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vendor:
    """The vendor, with a mock on a clock of its own."""
    name, document = register(SHAPE, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    clock = ManualClock()
    mock = create_app(specs={name: document}, clock=clock, keys={KEY}).mock
    mock.tasks.plan = TaskPlan(after_polls(2))
    options = {"base_url": "http://mock.invalid/v1", "clock": InstantClock(clock.advance)}
    return Vendor(name, Between(mock), options)


@pytest.fixture
def client(vendor: Vendor) -> Iterator[Client]:
    """A client of the vendor."""
    with vendor.client() as client:
        yield client


def answer(status: int, body: bytes = b"{}") -> Answer:
    """An answer in the place of the vendor's."""
    return lambda request: httpx.Response(status, content=body, request=request)


def broken(request: httpx.Request) -> httpx.Response:
    """The connection ends before there is an answer."""
    raise httpx.ReadError("cut off", request=request)


def test_the_result_is_asked_for_once_when_there_is_one(vendor: Vendor, client: Client) -> None:
    """A poll of a task at work is one request; the one that finds it done is followed by another."""
    task = client.wait(client.create(REQUEST))
    assert vendor.between.seen == ["videos", "poll", "poll", "poll", "result"]
    assert task.body["result"]["url"] == task.assets[0].url
    assert (task.status, task.phase.value) == ("done", "succeeded")
    assert client.get(task.id).assets


def test_many_tasks_have_their_results(client: Client) -> None:
    """Those that are waited for together, too."""
    handles = [client.create(REQUEST) for _ in range(5)]
    tasks = list(client.as_completed(handles))
    assert len({task.assets[0].url for task in tasks}) == 5


def test_an_async_client_has_them_too(vendor: Vendor) -> None:
    """Alone and together."""

    async def run() -> list[int]:
        http = httpx.AsyncClient(transport=vendor.between)
        async with http, connect_async(vendor.name, KEY, http_client=http, **vendor.options) as client:
            one = await client.wait(await client.create(REQUEST))
            both = [await client.create(REQUEST) for _ in range(2)]
            return [len(one.assets), *[len(task.assets) async for task in client.as_completed(both)]]

    assert asyncio.run(run()) == [1, 1, 1]


@pytest.mark.parametrize(
    "failing",
    [answer(500), answer(503, b"<html>"), answer(429), answer(200, b""), answer(200, b"{"), broken],
    ids=["500", "503", "429", "empty", "half", "cut"],
)
def test_a_result_that_cannot_be_had_is_asked_for_again(
    vendor: Vendor, client: Client, failing: Answer
) -> None:
    """As a failed poll is: the wait goes on, the task is not created again, the result is not lost."""
    vendor.between.answers = [failing] * 4
    task = client.wait(client.create(REQUEST))
    assert len(task.assets) == 1
    assert vendor.between.seen.count("videos") == 1
    assert vendor.between.seen.count("result") == 5


def test_a_wait_that_is_cut_off_before_the_result_goes_on(vendor: Vendor) -> None:
    """Another process polls, and asks for the result again."""

    def interrupted(_: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    vendor.between.answers = [interrupted]
    with vendor.client() as first:
        handle = first.create(REQUEST)
        with pytest.raises(KeyboardInterrupt):
            first.wait(handle)
    with vendor.client() as second:
        assert len(second.wait(handle).assets) == 1
    assert vendor.between.seen.count("videos") == 1


def test_a_failure_that_the_result_tells_is_the_failure_of_the_task(vendor: Vendor, client: Client) -> None:
    """With the reason that stands there; the word of Get Task stays in the body."""
    vendor.between.mock.tasks.plan = TaskPlan(after_polls(1), "broken", message="out of paint")
    with pytest.raises(TaskFailedError, match="out of paint") as caught:
        client.wait(client.create(REQUEST))
    task = caught.value.task
    assert task is not None
    assert (task.status, task.phase.value, task.assets) == ("broken", "failed", ())
    assert task.body["status"] == "done"


def test_a_gateway_cannot_fail_a_task(vendor: Vendor, client: Client) -> None:
    """The HTTP status of a failure without the API's own body says nothing about the task."""
    vendor.between.answers = [answer(422, b"<html>")]
    assert client.wait(client.create(REQUEST)).phase.succeeded
    assert vendor.between.seen.count("result") == 2


@pytest.mark.parametrize(("status", "error"), [(404, TaskNotFoundError), (500, ServerError)])
def test_an_error_of_the_result_is_that_of_a_poll(
    vendor: Vendor, client: Client, status: int, error: type[Exception]
) -> None:
    """A result that is gone is not found; one that cannot be given now raises what the vendor said."""
    vendor.between.mock.tasks.plan = TaskPlan()
    handle = client.create(REQUEST)
    vendor.between.answers = [answer(status)] * 9
    with pytest.raises(error):
        client.get(handle)


def test_the_mock_has_no_result_before_the_end(vendor: Vendor, client: Client) -> None:
    """The operation says that there is none, and asking for it is no poll."""
    id = client.create(REQUEST).id
    url = f"http://mock.invalid/v1/tasks/{id}/result"
    with httpx.Client(transport=vendor.between, headers={"Authorization": f"Bearer {KEY}"}) as http:
        assert [http.get(url).status_code for _ in range(5)] == [404] * 5
        client.wait(id)
        assert http.get(url).json() == {"url": client.get(id).assets[0].url}


@pytest.fixture(scope="module")
def second() -> ResultRequest:
    """The second request of a poll."""
    facts = Contract.of(contract("shape", document_of(SHAPE), {"video": {"title": "Videos"}}))
    assert facts.result is not None
    return ResultRequest(facts, facts.result, Request("GET", "https://shape.test/v1/tasks/t-1/result", {}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(status=st.integers(200, 599), body=st.binary(max_size=20) | JSON.map(lambda j: json.dumps(j).encode()))
def test_whatever_is_answered_is_in_the_task_or_the_answer(
    second: ResultRequest, status: int, body: bytes
) -> None:
    """A response is put into the task whole, or is itself what the poll brought: nothing is invented."""
    poll = Response(200, {}, b'{"data": {"id": "t-1", "status": "done"}}')
    assert second.is_due(poll)
    result = Response(status, {}, body)
    joined = second.joined(poll, result)
    if joined is not result:
        task = json.loads(joined.body)["data"]
        key = "result" if status < 300 else "refusal"
        assert task == {"id": "t-1", "status": "done", key: json.loads(body)}
        assert status < 300 or status == 422


@given(status=st.integers(200, 599), body=st.binary(max_size=20) | JSON.map(lambda j: json.dumps(j).encode()))
def test_no_result_is_asked_for_without_a_success(second: ResultRequest, status: int, body: bytes) -> None:
    """Whatever a poll brings that shows no task which has succeeded is not followed by a request."""
    assert not second.is_due(Response(status, {}, body))


def _without(document: Any) -> None:
    del document["paths"]["/tasks/{id}/result"]


def _table(document: Any) -> Any:
    return document["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"]


def _operation(document: Any) -> Any:
    return document["paths"]["/tasks/{id}/result"]["get"]


MISTAKES: dict[str, Callable[[Any], object]] = {
    "no other operation is called 'getResult'": _without,
    "takes the id of the task": lambda d: _operation(d).update(parameters=[]),
    "no JSON response of success": lambda d: _operation(d)["responses"].pop("200"),
    "no JSON response 422": lambda d: _operation(d)["responses"].pop("422"),
    "answers a task that has '/status' already": lambda d: _table(d)["result"].update(at="/status"),
    "the result has this place": lambda d: _table(d)["result"]["failed"].update(at="/result"),
    "does not read the result": lambda d: _table(d)["result"].update(at="/other"),
    "makes a failure of a success": lambda d: _table(d)["implied"][0].update(required=["other"]),
}


@pytest.mark.parametrize("message", MISTAKES)
def test_a_mistake_about_results_is_found(message: str) -> None:
    """By the rule, at the state table or the operation."""
    document = deepcopy(document_of(SHAPE))
    MISTAKES[message](document)
    found = [v for v in check(document, "effective") if v.rule == "result-operation"]
    assert any(message in violation.message for violation in found)
    assert all("x-task-lifecycle" in v.pointer or "result" in v.pointer for v in found)
