"""Creating: sent once, and what a failure says about the job."""

from __future__ import annotations

import asyncio
import json
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import (
    ApiError,
    DeprecatedTaskWarning,
    GettaskError,
    Handle,
    InsufficientCreditError,
    InvalidRequestError,
    Phase,
    RateLimitedError,
    RequestWarning,
    ServerError,
    TaskFailedError,
    TransportError,
    UnexpectedResponseError,
    UnsupportedError,
)
from gettask._contract.contract import load
from gettask._contract.envelope import ErrorRule
from gettask._http.request import warn_deprecated
from gettask.client import connect_async
from tests.runtime.harness import APIS, ID, KEY, Caller, Server, body, reply, some_status

Open = Callable[..., Caller]

ANY = {api: next(name for name, each in load(api).variants.items() if each.create) for api in APIS}
"""A variant of each API that can be created."""

REQUEST = {"model": "Qubico/ace-step", "task_type": "txt2audio", "input": {"style_prompt": "guitar 🎸"}}

# As recorded on 2025-08-25: HTTP 500 whose body holds the failed task.
NO_CREDIT = {
    "code": 500,
    "data": {
        "task_id": "805b1994-5560-4026-a6db-cf2ce871f302",
        "model": "music-u",
        "task_type": "generate_music",
        "status": "failed",
        "config": {"service_mode": "", "webhook_config": {"endpoint": "", "secret": ""}},
        "input": None,
        "output": {"generation_id": "", "songs": None},
        "meta": {
            "created_at": "2025-08-25T08:08:51.833705018Z",
            "started_at": "0001-01-01T00:00:00Z",
            "ended_at": "2025-08-25T08:08:51.845642907Z",
            "usage": {"type": "", "frozen": 500000, "consume": 0},
            "is_using_private_pool": False,
        },
        "detail": None,
        "logs": None,
        "error": {
            "code": 10000,
            "raw_message": "failed to freeze account point quota: account point quota not enough; "
            "account credit not enough",
            "message": "failed to pre-process task runtime",
            "detail": None,
        },
    },
    "message": "failed to pre-process task runtime",
}


def test_a_deprecated_kind_of_task_is_warned_of_once(open_client: Open) -> None:
    """The warning says what became of it, at the line that creates it; a living kind draws none."""
    warn_deprecated.cache_clear()
    gone = {"model": "seedance", "task_type": "seedance-2-preview", "input": {"prompt": "a cat"}}
    alive = {"model": "seedance", "task_type": "seedance-2", "input": {"prompt": "a cat"}}
    client = open_client("piapi", Server(body("piapi", some_status("piapi", Phase.QUEUED))))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DeprecatedTaskWarning)
        for request in (alive, gone, gone):
            client.create(request)
    (warning,) = (each for each in caught if each.category is DeprecatedTaskWarning)
    assert "seedance: seedance-2 and seedance-2-fast now serve" in str(warning.message)
    assert "Use seedance-2 or seedance-2-fast instead." in str(warning.message)
    assert not warning.filename.endswith("request.py")


def test_a_new_task_is_a_handle(api: str, open_client: Open) -> None:
    """The JSON is sent as it is, and the reply's id comes back as a handle."""
    server = Server(body(api, some_status(api, Phase.QUEUED)))
    assert open_client(api, server).create(REQUEST, variant=ANY[api], force=True) == Handle(
        api, ID, variant=ANY[api]
    )
    (request,) = server.requests
    assert (request.method, request.headers["content-type"]) == ("POST", "application/json")
    assert json.loads(request.content) == REQUEST


def test_a_reply_with_nothing_but_the_id_is_enough(open_client: Open) -> None:
    """Tripo answers with the id alone."""
    example = Path(__file__).parents[2] / "openapi/tripo-v2/examples/created.json"
    document = json.loads(example.read_text("utf-8"))
    handle = open_client("tripo-v2", Server(document)).create({"type": "x"}, force=True)
    assert handle.id == document["data"]["task_id"]


def test_a_generated_request_is_sent_as_its_json(open_client: Open) -> None:
    """A generated request model is sent as what its `to_dict` gives."""
    contract = load("piapi")
    model = contract.model(contract.variants["ace-step"].requests[0])
    server = Server(body("piapi", "pending"))
    open_client("piapi", server).create(model.from_dict(REQUEST))
    assert json.loads(server.requests[0].content) == REQUEST


EXAMPLES = [
    pytest.param(api, name, id=f"{api}-{name}")
    for api in APIS
    for name, variant in load(api).variants.items()
    if variant.create
]


@pytest.mark.parametrize(("api", "name"), EXAMPLES)
def test_every_variant_is_created_by_its_own_operation(api: str, name: str, open_client: Open) -> None:
    """The spec's example of a variant goes to the operation that creates it, as model and as JSON."""
    contract = load(api)
    variant = contract.variants[name]
    assert variant.example is not None
    assert variant.create is not None
    example = dict(variant.example)
    operation = contract.operations[variant.create]
    server = Server(body(api, some_status(api, Phase.QUEUED)))
    creating = open_client(api, server)
    creating.create(example, variant=name)
    creating.create(_model(api, variant.requests, example))
    for request in server.requests:
        assert request.method == operation.method
        assert request.url.path.endswith(operation.path)
        assert json.loads(request.content) == example
    assert len(server.requests) == 2


def _model(api: str, names: tuple[str, ...], example: dict[str, Any]) -> Any:
    for name in names:
        try:
            return load(api).model(name).from_dict(example)
        except load(api).decode_error:
            continue
    raise AssertionError(f"no request model of {names} reads {example}")


def test_json_that_does_not_say_what_it_wants_needs_a_variant(open_client: Open) -> None:
    """Tripo's requests name no type: without `variant` nothing is sent, and the error lists the variants."""
    server = Server(body("tripo", "queued"))
    creating = open_client("tripo", server)
    with pytest.raises(ValueError, match=r"variant= one of .*text-to-model"):
        creating.create({"prompt": "a cat"})
    for known in load("tripo").variants:
        with pytest.raises(ValueError, match=known):
            creating.create({"prompt": "a cat"}, variant="nobody's")
    assert server.requests == []


def test_json_of_a_model_that_nobody_knows_is_sent(open_client: Open) -> None:
    """Where one operation creates all variants, a new model costs a warning, not a new release."""
    server = Server(body("piapi", "pending"))
    with pytest.warns(RequestWarning, match="the spec has no such task"):
        assert open_client("piapi", server).create({"model": "new", "task_type": "x", "input": {}}).id == ID


def test_what_cannot_be_created_is_not_sent(open_client: Open) -> None:
    """A variant that only Get Task knows is refused before anything is sent."""
    server = Server(body("piapi", "pending"))
    with pytest.raises(UnsupportedError, match="llm"):
        open_client("piapi", server).create({}, variant="llm")
    assert server.requests == []


@pytest.mark.parametrize(
    ("error", "tries", "exists"),
    [
        (httpx.ConnectError("refused"), 3, False),
        (httpx.ConnectTimeout("slow"), 3, False),
        (httpx.PoolTimeout("busy"), 3, False),
        (httpx.WriteError("reset"), 1, True),
        (httpx.WriteTimeout("slow"), 1, True),
        (httpx.ReadTimeout("slow"), 1, True),
        (httpx.ReadError("reset"), 1, True),
        (httpx.RemoteProtocolError("closed"), 1, True),
    ],
)
def test_a_job_is_never_ordered_twice(
    error: Exception, tries: int, exists: bool, api: str, open_client: Open
) -> None:
    """Only what cannot have left is sent again; after that the error says that the job may exist."""
    server = Server(error)
    with pytest.raises(TransportError) as caught:
        open_client(api, server).create(REQUEST, variant=ANY[api], force=True)
    assert len(server.requests) == tries
    assert caught.value.outcome_unknown is exists
    assert ("may exist" in str(caught.value)) is exists


def test_a_url_that_cannot_be_asked_is_not_tried_again(api: str, open_client: Open) -> None:
    """Where trying again cannot help, an order is given up, although nothing of it has left."""
    server = Server(httpx.InvalidURL("too long"))
    ordering = open_client(api, server, retries=None)
    with pytest.raises(TransportError):
        ordering.create(REQUEST, variant=ANY[api], force=True)
    assert len(server.requests) == 1


def test_a_reply_that_was_slow_to_begin_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting and thinking may each take the timeout; the id of a paid job is not thrown away for it."""
    passed = [0.0]
    monkeypatch.setattr("gettask._http.httpx_transport.time.monotonic", lambda: passed[0])

    def slow(_: httpx.Request) -> httpx.Response:
        passed[0] += 50
        return reply(body("piapi", "pending"))

    assert Caller("sync", "piapi", slow, timeout=30).create(REQUEST).id == ID


def test_a_reply_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each read is in time, and yet the whole reply takes no longer than the timeout."""
    passed = [0.0]
    monkeypatch.setattr("gettask._http.httpx_transport.time.monotonic", lambda: passed[0])

    def trickle() -> Iterator[bytes]:
        while True:
            passed[0] += 20
            yield b" "
            assert passed[0] < 100

    with pytest.raises(TransportError, match="took longer") as caught:
        Caller("sync", "piapi", lambda _: httpx.Response(200, content=trickle())).create(REQUEST)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    ("response", "kind", "exists"),
    [
        (httpx.Response(502, html="<html>"), ServerError, True),
        (httpx.Response(504, content=b""), ServerError, True),
        (httpx.Response(200, content=b""), UnexpectedResponseError, True),
        (httpx.Response(200, content=b'{"code":'), UnexpectedResponseError, True),
        (httpx.Response(200, content=b"{}"), UnexpectedResponseError, True),
        (httpx.Response(200, content=b'{"code":500}'), ServerError, True),
        (httpx.Response(302, headers={"Location": "/"}), UnexpectedResponseError, True),
        (httpx.Response(307, headers={"Location": "/"}), UnexpectedResponseError, True),
        (httpx.Response(409, json={"code": 409, "message": "conflict"}), InvalidRequestError, True),
        (httpx.Response(499, content=b""), UnexpectedResponseError, True),
        (httpx.Response(404, content=b"404 page not found"), UnexpectedResponseError, True),
        (httpx.Response(200, json={"code": 777, "message": "?", "data": None}), ApiError, True),
        (httpx.Response(400, content=b'{"message":"no"}'), UnexpectedResponseError, True),
        (httpx.Response(429, content=b""), RateLimitedError, True),
        (httpx.Response(429, content=b"{}"), RateLimitedError, True),
        (httpx.Response(403, html="<html>Cloudflare</html>"), UnexpectedResponseError, True),
    ],
)
def test_a_refused_job_is_not_ordered_again(
    response: httpx.Response, kind: type[GettaskError], exists: bool, api: str, open_client: Open
) -> None:
    """No reply whatever makes `create` send once more, and the error says whether the job may exist."""
    server = Server(response)
    with pytest.raises(kind) as caught:
        open_client(api, server).create(REQUEST, variant=ANY[api], force=True)
    assert len(server.requests) == 1
    assert caught.value.outcome_unknown is exists


@pytest.mark.parametrize(
    ("api", "rule"),
    [
        pytest.param(api, rule, id=f"{api}-{rule.status}-{rule.code}")
        for api in APIS
        for rule in load(api).errors
        if rule.place == "http"
    ],
)
def test_only_errors_that_the_spec_marks_come_before_the_work(
    api: str, rule: ErrorRule, open_client: Open
) -> None:
    """In the API's envelope a marked error says that there is no job; all others leave that open."""
    message = " ".join(rule.contains) or "no"
    answer = reply({"code": rule.code or rule.status, "message": message}, rule.status or 400)
    with pytest.raises(ApiError) as caught:
        open_client(api, Server(answer)).create(REQUEST, variant=ANY[api], force=True)
    assert caught.value.outcome_unknown is not rule.before_work


def test_every_api_marks_some_refusals(api: str) -> None:
    """A wrong key comes before the work at every API, a failure of the server at none."""
    marked = {rule.error for rule in load(api).errors if rule.before_work}
    assert "AuthenticationError" in marked
    assert not marked & {"ServerError", "ApiError"}


ODD = [
    (200, {"code": "200"}),
    (200, {"code": 201}),
    (200, {"code": "0"}),
    (200, {"code": 200}),
    (202, {"code": 202}),
    (202, {}),
    (302, {}),
    (403, {"code": 403}),
    (409, {"code": 409}),
    (429, {"code": 429}),
    (500, {"code": 500}),
    (520, {}),
]


@pytest.mark.parametrize(("status", "fields"), ODD)
@pytest.mark.parametrize("state", ["as it is", "none", "nobody's"])
def test_a_reply_with_an_id_is_a_handle(
    status: int, fields: dict[str, Any], state: str, api: str, open_client: Open
) -> None:
    """Whatever HTTP status, code and state of the task stand beside an id, the job is there."""
    document = {**body(api, some_status(api, Phase.QUEUED)), **fields}
    if state != "as it is":
        document["data"]["status"] = None if state == "none" else state
    creating = open_client(api, Server(reply(document, status)))
    assert creating.create(REQUEST, variant=ANY[api], force=True) == Handle(api, ID, variant=ANY[api])


def test_an_odd_reply_with_an_id_is_warned_of_once(
    open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has one line about it, however many jobs are created."""
    creating = open_client("piapi", Server({**body("piapi", "pending"), "code": 201}))
    for _ in range(3):
        creating.create(REQUEST)
    (line,) = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert "HTTP 200, code 201" in line


def test_a_number_is_an_id(api: str, open_client: Open, caplog: pytest.LogCaptureFixture) -> None:
    """An integer id is taken as text, for a new task and for one that is polled, with one warning."""
    server = Server(body(api, some_status(api, Phase.SUCCEEDED), task_id=359690885259366))
    client = open_client(api, server)
    handle = client.create(REQUEST, variant=ANY[api], force=True)
    assert handle.id == "359690885259366"
    assert client.wait(handle).id == handle.id
    assert [record.levelname for record in caplog.records].count("WARNING") == 1


def test_the_id_of_an_error_is_not_that_of_a_task(open_client: Open) -> None:
    """Where an error has an id of its own, beside no task, there is no handle."""
    with pytest.raises(ServerError) as caught:
        open_client("piapi", Server(reply({"code": 500, "id": "request-7"}, 500))).create(REQUEST)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, asyncio.CancelledError, ZeroDivisionError])
def test_whatever_ends_a_create_says_that_the_job_may_exist(
    kind: type[BaseException], open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """Interrupted or cancelled, a create leaves attribute, note and log line, with where to look."""

    def interrupt(_: httpx.Request) -> httpx.Response:
        raise kind

    with pytest.raises(kind) as caught:
        open_client("piapi", interrupt).create(REQUEST)
    assert getattr(caught.value, "outcome_unknown", None) is True
    (note,) = caught.value.__notes__
    assert "may exist" in note
    assert "account('task_history')" in note
    assert note in caplog.text


def test_a_create_that_runs_out_of_time_says_so() -> None:
    """`asyncio.timeout` around a create: the cancellation has the note, and the log the warning."""

    async def run() -> None:
        async def stall(_: httpx.Request) -> httpx.Response:
            await asyncio.sleep(60)
            raise AssertionError

        http = httpx.AsyncClient(transport=httpx.MockTransport(stall))
        with pytest.raises(TimeoutError) as caught:
            async with asyncio.timeout(0.01):
                await connect_async("piapi", KEY, http_client=http).create(REQUEST)
        cancelled = caught.value.__cause__
        assert isinstance(cancelled, asyncio.CancelledError)
        assert "may exist" in cancelled.__notes__[0]
        await http.aclose()

    asyncio.run(run())


@pytest.mark.parametrize("message", ["server error", "Server error.", "what?", ""])
def test_that_a_job_may_exist_is_a_sentence_of_its_own(message: str, open_client: Open) -> None:
    """It stands at the end, after a full stop, whatever the API's message is."""
    answer = reply({"code": 500, "message": message}, 500)
    with pytest.raises(ServerError) as caught:
        open_client("piapi", Server(answer)).create(REQUEST)
    text = str(caught.value)
    assert re.search(r"[.!?] The job may exist all the same: [^.]+\.$", text), text
    assert (message or "error response with") in text


def test_a_failed_create_says_where_to_look(api: str, open_client: Open) -> None:
    """The note of an error names the lists of tasks that the API has, or the account."""
    with pytest.raises(ServerError) as caught:
        open_client(api, Server(httpx.Response(504))).create(REQUEST, variant=ANY[api], force=True)
    (note,) = caught.value.__notes__
    assert ("account('active_tasks')" if api == "piapi" else load(api).title) in note


def test_a_task_that_failed_at_once_has_the_handle_of_its_server(api: str, open_client: Open) -> None:
    """The handle of the error is that which create would have returned, server and variant included."""
    server = Server(body(api, some_status(api, Phase.FAILED)))
    creating = open_client(api, server, base_url="http://127.0.0.1:9")
    with pytest.raises(TaskFailedError) as caught:
        creating.create(REQUEST, variant=ANY[api], force=True)
    assert caught.value.handle == Handle(api, ID, "http://127.0.0.1:9", variant=ANY[api])


@pytest.mark.parametrize("status", [200, 500])
def test_lack_of_credit_is_told_with_the_task(status: int, open_client: Open) -> None:
    """PiAPI's failed task behind an HTTP 500 is a lack of credit where its text says so."""
    with pytest.raises(InsufficientCreditError, match="quota not enough") as caught:
        open_client("piapi", Server(reply(NO_CREDIT, status))).create(REQUEST)
    error = caught.value
    assert error.task is not None
    assert (error.task.id, error.task.phase) == (NO_CREDIT["data"]["task_id"], Phase.FAILED)  # type: ignore[index]
    assert (error.status_code, error.code, error.outcome_unknown) == (status, 10000, False)


def test_another_failure_at_creation_is_a_failed_task(api: str, open_client: Open) -> None:
    """A task that failed at once, for another reason, is raised with the task."""
    failed: dict[str, Any] = body(api, some_status(api, Phase.FAILED))
    for response in (reply(failed), reply({**failed, "code": 500}, 500)):
        with pytest.raises(TaskFailedError) as caught:
            open_client(api, Server(response)).create(REQUEST, variant=ANY[api], force=True)
        assert caught.value.task is not None
        assert caught.value.task.id == ID


def test_a_task_that_was_made_in_spite_of_an_error_is_not_lost(open_client: Open) -> None:
    """An HTTP 500 whose body holds a task that is under way gives its handle."""
    document = {**body("piapi", "pending"), "code": 500}
    assert open_client("piapi", Server(reply(document, 500))).create(REQUEST).id == ID


@pytest.mark.parametrize("wrong", [{"a": float("nan")}, {"a": "\ud800"}])
def test_what_is_no_json_is_not_sent(wrong: dict[str, Any], api: str, open_client: Open) -> None:
    """A request that cannot be written as JSON is a mistake of the caller's."""
    server = Server(body(api, "x"))
    with pytest.raises(ValueError, match=r"."):
        open_client(api, server).create(wrong, variant=ANY[api], force=True)
    assert server.requests == []
