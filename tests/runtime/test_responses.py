"""Replies that are not a task: each becomes the right error, for both APIs, sync and async."""

from __future__ import annotations

import itertools
import json
import pickle
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email.utils import formatdate
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import (
    ApiError,
    AuthenticationError,
    GettaskError,
    Handle,
    InsufficientCreditError,
    InvalidRequestError,
    PermissionDeniedError,
    Phase,
    RateLimitedError,
    ServerError,
    TaskError,
    TaskNotFoundError,
    TransportError,
    UnexpectedResponseError,
    errors,
    parse,
)
from gettask._contract.contract import load
from gettask._contract.envelope import ErrorRule
from gettask._http.parser import ResponseParser
from gettask._http.response import Response
from gettask._polling.retry import read_retry_after
from gettask._redact import EXCERPT
from gettask.errors import BY_NAME
from tests.runtime.harness import APIS, ID, KEY, Caller, FakeClock, Server, body, reply, some_status

Open = Callable[..., Caller]

HTML = "<html><head><title>502 Bad Gateway</title></head></html>"
ROWS = [
    pytest.param(api, rule, id=f"{api}-{rule.place}-{rule.status}-{rule.code}")
    for api in APIS
    for rule in load(api).errors
]
"""The table of errors of each API."""


@pytest.mark.parametrize(
    ("response", "kind", "tries"),
    [
        (httpx.Response(502, html=HTML), ServerError, 3),
        (httpx.Response(520, html=HTML), ServerError, 3),
        (httpx.Response(503, content=b""), ServerError, 3),
        (httpx.Response(200, html=HTML), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b""), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b'{"code":200,"data":{"task_id":"f8'), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b"\xff\xfe\x00"), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b"[]"), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b"null"), UnexpectedResponseError, 3),
        (httpx.Response(200, content=b"{}"), UnexpectedResponseError, 3),
        (httpx.Response(302, headers={"Location": "https://evil.example/"}), UnexpectedResponseError, 3),
        (httpx.Response(408, content=b""), ApiError, 3),
        (httpx.Response(429, content=b""), RateLimitedError, 3),
        (httpx.Response(401, html=HTML), UnexpectedResponseError, 3),
        (httpx.Response(404, content=b""), UnexpectedResponseError, 3),
        (httpx.Response(404, content=b"404 page not found"), UnexpectedResponseError, 3),
        (httpx.Response(400, content=b"{}"), UnexpectedResponseError, 3),
        (httpx.Response(403, json={"code": "AccessDenied"}), UnexpectedResponseError, 3),
        (httpx.Response(401, json={"code": 401}), AuthenticationError, 1),
        (httpx.Response(404, json={"code": 404}), TaskNotFoundError, 1),
        (httpx.Response(400, json={"code": 400}), InvalidRequestError, 1),
        (httpx.Response(418, json={"code": 418}), InvalidRequestError, 1),
    ],
)
def test_a_broken_reply_is_the_right_error_and_retried_if_that_may_help(
    response: httpx.Response, kind: type[GettaskError], tries: int, api: str, open_client: Open
) -> None:
    """The error has status and body. Only errors in the API's own envelope are permanent, and tried once."""
    server = Server(response)
    with pytest.raises(kind) as caught:
        open_client(api, server).get(ID)
    error = caught.value
    assert isinstance(error, (ApiError, UnexpectedResponseError))
    assert type(error) is kind
    assert error.status_code == response.status_code
    assert error.body == response.content.decode("utf-8", "replace")
    assert len(server.requests) == tries


@pytest.mark.parametrize(
    ("field", "value"),
    [*itertools.product(["task_id", "status"], [None, "", 1.5, []]), ("task_id", True)],
)
def test_a_task_without_id_or_status_is_unexpected(
    field: str, value: Any, api: str, open_client: Open
) -> None:
    """The error says which of the two is missing and where it was looked for."""
    with pytest.raises(UnexpectedResponseError, match=f"/data/{field}"):
        open_client(api, Server(body(api, "x", **{field: value}))).get(ID)


def test_a_poll_that_fails_for_a_moment_succeeds(api: str, open_client: Open) -> None:
    """Connections that break and gateways that stumble are tried again within one poll."""
    done = body(api, some_status(api, Phase.SUCCEEDED))
    polling = open_client(api, Server(httpx.ConnectError("refused"), httpx.Response(502, html=HTML), done))
    assert polling.get(ID).phase.succeeded
    assert len(polling.clock.sleeps) == 2


@pytest.mark.parametrize("retries", [0, 1, 5])
def test_retries_are_counted(retries: int, api: str, open_client: Open) -> None:
    """A poll is made once and repeated `retries` times."""
    server = Server(httpx.ReadTimeout("slow"))
    with pytest.raises(TransportError, match="slow"):
        open_client(api, server, retries=retries).get(ID)
    assert len(server.requests) == retries + 1


def test_retries_have_full_jitter(api: str, open_client: Open) -> None:
    """The pause before a retry is a random share of a bound that doubles."""
    for chance, pauses in ((0.0, [0, 0, 0]), (0.5, [0.25, 0.5, 1.0])):
        polling = open_client(api, Server(httpx.ConnectError("no")), clock=FakeClock(chance), retries=3)
        with pytest.raises(TransportError):
            polling.get(ID)
        assert polling.clock.sleeps == pauses


def test_a_poll_is_not_kept_waiting_by_a_long_retry_after(api: str, open_client: Open) -> None:
    """A short Retry-After is slept, one of an hour ends the poll and is told in the error."""
    polling = open_client(
        api, Server(reply({}, 429, {"Retry-After": "7"}), reply({}, 429, {"Retry-After": "3600"}))
    )
    with pytest.raises(RateLimitedError) as caught:
        polling.get(ID)
    assert polling.clock.sleeps == [7]
    assert caught.value.retry_after == 3600


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5),
        ("0.5", 0.5),
        ("-3", 0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds(header: str | None, seconds: float | None) -> None:
    """A number is seconds, and what is neither number nor date is nothing."""
    assert read_retry_after(header, 0) == seconds


def test_retry_after_as_a_date() -> None:
    """An HTTP date is the seconds until then, and none if it has passed."""
    assert read_retry_after(formatdate(1_750_000_030, usegmt=True), 1_750_000_000) == 30
    assert read_retry_after(formatdate(1_750_000_000, usegmt=True), 1_750_000_030) == 0


def test_a_date_without_a_zone_is_in_gmt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest form of an HTTP date means the same wherever this machine stands."""
    with monkeypatch.context() as away:
        away.setenv("TZ", "America/New_York")
        time.tzset()
        assert read_retry_after("Sun Nov  6 08:49:37 1994", 784111747) == 30
    time.tzset()


@given(st.text())
def test_no_retry_after_breaks_a_poll(header: str) -> None:
    """Whatever a gateway writes there, it is bounded below and finite, or nothing."""
    seconds = read_retry_after(header, 1_750_000_000)
    assert seconds is None or 0 <= seconds < float("inf")


@pytest.mark.parametrize(("api", "rule"), ROWS)
def test_each_row_of_the_table_of_errors_holds(api: str, rule: ErrorRule) -> None:
    """A reply, or a failed task, with a row's status and code is that row's class, with code and hint."""
    error: Any
    if rule.place == "task":
        failed = parse(failed_task(api, rule.code, " ".join(rule.contains) or "the vendor's text"), api)
        error = ResponseParser(load(api)).failure(failed)
        assert error.task is failed
    else:
        text = " ".join(rule.contains) or "the vendor's text"
        document = {"code": rule.code or rule.status, "message": text}
        with pytest.raises(GettaskError) as caught:
            ResponseParser(load(api)).task(Response(rule.status or 400, {}, reply(document).content), 0)
        error = caught.value
        assert f"HTTP {rule.status or 400}" in str(error)
        assert text in str(error)
    assert type(error).__name__ == rule.error
    assert str(rule.code or "") in str(error)
    assert rule.hint in str(error)


def failed_task(api: str, code: Any, text: str) -> dict[str, Any]:
    """Return a task that failed with a code and a text, in the shape of its API."""
    error: dict[str, Any] = {"error_code": code, "error_message": text}
    if api == "piapi":
        error = {"error": {"code": code, "raw_message": text, "message": "", "detail": None}}
    return body(api, some_status(api, Phase.FAILED), **error)


@pytest.mark.parametrize(
    ("api", "place", "status", "code", "kind", "message"),
    [
        ("tripo-v2", "http", 400, 2018, "InvalidRequestError", "Check the request"),
        ("tripo", "http", 400, 2018, "InvalidRequestError", "too complex"),
        ("tripo", "task", None, 2018, "TaskFailedError", "expired"),
        ("tripo-v2", "http", 500, 1001, "ServerError", "Poll again"),
        ("tripo", "http", 401, 1001, "AuthenticationError", "TRIPO_API_KEY"),
        ("tripo", "http", 500, 1001, "ServerError", "Poll again"),
        ("tripo", "task", None, 2008, "TaskFailedError", "content policy"),
        ("tripo", "http", 404, 4001, "InvalidRequestError", "base URL"),
    ],
)
def test_the_same_number_means_what_its_place_says(
    api: str, place: str, status: int, code: int, kind: str, message: str
) -> None:
    """Vendors use numbers again: API, place and HTTP status decide what one means."""
    parser = ResponseParser(load(api))
    error: Exception
    if place == "task":
        error = parser.failure(parse(failed_task(api, code, "text"), api))
    else:
        with pytest.raises(GettaskError) as caught:
            parser.task(Response(status, {}, reply({"code": code, "message": "text"}).content), 0)
        error = caught.value
    assert type(error).__name__ == kind
    assert message in str(error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "TaskNotFoundError"),
        (429, "RateLimitedError"),
    ],
)
def test_some_statuses_speak_before_any_code(status: int, kind: str, api: str) -> None:
    """401, 403, 404 and 429 are what they are, whatever unknown code stands beside them."""
    with pytest.raises(BY_NAME[kind]) as caught:
        ResponseParser(load(api)).task(Response(status, {}, b'{"code": 987654, "message": "?"}'), 0)
    assert type(caught.value) is BY_NAME[kind]


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_a_code_of_another_status_says_nothing(api: str) -> None:
    """A row for a code beside one status is not used beside another: there the number may mean anything."""
    rows = [
        rule for rule in load(api).errors if rule.place == "http" and None not in (rule.status, rule.code)
    ]
    assert rows
    for row in rows:
        with pytest.raises(InvalidRequestError) as caught:
            ResponseParser(load(api)).task(Response(418, {}, reply({"code": row.code}).content), 0)
        assert caught.value.hint == ""


def test_a_row_for_a_code_alone_holds_where_the_status_says_little(api: str) -> None:
    """A row without a status is used beside a 400 and inside a 200, and gives way to a 403."""
    row = ErrorRule("http", None, 77, "InsufficientCreditError")
    parser = ResponseParser(replace(load(api), errors=(row,)))
    kinds = {200: InsufficientCreditError, 400: InsufficientCreditError, 403: PermissionDeniedError}
    for status, kind in kinds.items():
        with pytest.raises(kind):
            parser.task(Response(status, {}, b'{"code": 77}'), 0)


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_no_task_is_taken_from_a_refusal(status: int, api: str) -> None:
    """A body that looks like a task does not turn a refused poll into an answer."""
    document = body(api, some_status(api, Phase.SUCCEEDED))
    with pytest.raises(ApiError):
        ResponseParser(load(api)).task(Response(status, {}, reply(document).content), 0)


def test_lack_of_credit_is_told_from_lack_of_rights() -> None:
    """Tripo's 403 with code 2010 means money, not permission."""
    with pytest.raises(InsufficientCreditError, match="code 2010"):
        ResponseParser(load("tripo-v2")).task(Response(403, {}, b'{"code":2010,"message":"no credit"}'), 0)


@pytest.mark.parametrize(
    ("api", "code", "kind"),
    [
        ("piapi", 400, "InvalidRequestError"),
        ("piapi", 401, "AuthenticationError"),
        ("piapi", 500, "ServerError"),
        ("piapi", 7, "ApiError"),
        ("tripo-v2", 2010, "InsufficientCreditError"),
        ("tripo-v2", 2001, "TaskNotFoundError"),
        ("tripo-v2", 1000, "ServerError"),
        ("tripo-v2", 200, "ApiError"),
        ("tripo-v2", 987654, "ApiError"),
    ],
)
def test_an_error_inside_http_200_is_an_error(api: str, code: int, kind: str) -> None:
    """A code that does not mean success is refused by its own meaning, though HTTP says all is well."""
    with pytest.raises(ApiError) as caught:
        ResponseParser(load(api)).task(Response(200, {}, reply({"code": code, "message": "no"}).content), 0)
    assert type(caught.value).__name__ == kind
    assert (caught.value.code, caught.value.status_code) == (code, 200)


def test_no_code_of_an_error_can_rewrite_a_terminal() -> None:
    """A code is the vendor's text like any other: one bounded line without control characters."""
    document = {"code": "\x1b[2J" + "x" * 1000, "message": "no"}
    with pytest.raises(ApiError) as caught:
        ResponseParser(load("piapi")).task(Response(500, {}, reply(document).content), 0)
    assert caught.value.code == document["code"]
    for text in (str(caught.value), str(TaskError(document["code"], None, None))):
        assert text.isprintable()
        assert len(text) < 500


@pytest.mark.parametrize(
    ("api", "header", "at"), [("tripo-v2", True, False), ("tripo", True, False), ("tripo", False, True)]
)
def test_the_vendors_suggestion_and_trace_id_are_told(api: str, header: bool, at: bool) -> None:
    """The message of an error has what the vendor suggests and the id to quote, of header or body."""
    document = {"code": 1004, "message": "bad parameter", "suggestion": "read the docs"}
    document |= {"request_id": "trace-1"} if at else {}
    headers = httpx.Headers({"X-Tripo-Trace-ID": "trace-1"} if header else {})
    with pytest.raises(InvalidRequestError) as caught:
        ResponseParser(load(api)).task(Response(400, headers, reply(document).content), 0)
    text = str(caught.value)
    assert caught.value.request_id == "trace-1"
    assert all(
        part in text for part in ("HTTP 400", "code 1004", "bad parameter", "read the docs.", "trace-1")
    )


def test_a_failed_task_inside_an_http_error_is_still_a_task(api: str) -> None:
    """Where the body of an HTTP 500 holds the task that was asked for, that task is the answer."""
    failed = body(api, some_status(api, Phase.FAILED))
    assert ResponseParser(load(api)).task(Response(500, {}, reply(failed).content), 0).phase is Phase.FAILED


def test_a_key_that_the_server_echoes_is_redacted(api: str, open_client: Open) -> None:
    """Neither message nor body of an error repeats the key or a signed link."""
    text = f"bad key {KEY} for https://cdn.example/x?sig={KEY}abc"
    with pytest.raises(AuthenticationError) as caught:
        open_client(api, Server(reply({"code": 401, "message": text}, 401))).get(ID)
    error = caught.value
    for each in (str(error), repr(error), error.message, error.body, repr(error.__dict__)):
        assert KEY not in each
        assert "sig=" not in each


def test_a_short_key_is_no_word_to_leave_out(api: str, open_client: Open) -> None:
    """The key of a mock, which may be part of any word, changes nothing in what is read."""
    status = some_status(api, Phase.SUCCEEDED)
    assert open_client(api, Server(body(api, status)), key="e").get(ID).status == status


@pytest.mark.parametrize("levels", [100, 600, 5000])
def test_a_deep_body_with_the_key_in_it_breaks_no_poll(levels: int, open_client: Open) -> None:
    """Nested deeper than can be searched for the key, a reply is a failed poll."""
    nested = b"[" * levels + f'"{KEY}"'.encode() + b"]" * levels
    document = json.dumps(body("piapi", "pending", logs="?")).encode().replace(b'"?"', nested)
    with suppress(UnexpectedResponseError):
        assert open_client("piapi", Server(httpx.Response(200, content=document))).get(ID).id == ID


def test_the_body_in_an_error_is_bounded(api: str, open_client: Open) -> None:
    """A page of a megabyte does not end up in a log."""
    with pytest.raises(ServerError) as caught:
        open_client(api, Server(httpx.Response(500, content=b"x" * 1_000_000)), retries=0).get(ID)
    assert len(caught.value.body) == EXCERPT
    assert len(str(caught.value)) < 1000


@given(st.binary(max_size=200), st.integers(min_value=200, max_value=599), st.sampled_from(APIS))
def test_no_reply_leads_to_an_error_that_is_not_ours(content: bytes, status: int, api: str) -> None:
    """Whatever comes back, reading it gives a task or a GettaskError."""
    parser = ResponseParser(load(api))
    for read in (parser.task, parser.created):
        with suppress(GettaskError):
            read(Response(status, {}, content), 0)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda child: st.lists(child, max_size=2)
    ),
    st.sampled_from(["code", "message", "data", "suggestion"]),
    st.sampled_from([200, 400, 403, 404, 500]),
    st.sampled_from(APIS),
)
def test_no_envelope_leads_to_an_error_that_is_not_ours(value: Any, name: str, status: int, api: str) -> None:
    """Odd values in the envelope of a reply do no more harm than odd bytes."""
    document = {**body(api, some_status(api, Phase.FAILED)), name: value}
    for read in (ResponseParser(load(api)).task, ResponseParser(load(api)).created):
        with suppress(GettaskError):
            read(Response(status, {}, reply(document).content), 0)


def test_a_row_may_ask_for_a_text() -> None:
    """A row with a text to match holds only for replies that have it."""
    known = load("piapi")
    row = next(rule for rule in known.errors if rule.place == "task" and rule.contains)
    other = replace(known, errors=(row,))
    error = {"code": row.code, "raw_message": "something else", "message": "", "detail": None}
    failed = ResponseParser(other).task(
        Response(200, {}, reply(body("piapi", "failed", error=error)).content), 0
    )
    assert isinstance(ResponseParser(other).failure(failed), errors.TaskFailedError)


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    """The tree at the top of errors.py names every class below its base, and docs/errors.md repeats it."""
    drawn = (errors.__doc__ or "").partition("\n\n")[2].partition("\n\n")[0]
    docs = (Path(__file__).parents[2] / "docs/errors.md").read_text("utf-8")
    assert drawn in docs
    names: list[tuple[int, str]] = [
        (match.start(), match[0])
        for match in (re.search(r"\w+", line) for line in drawn.splitlines())
        if match
    ]
    for number, (depth, name) in enumerate(names):
        above = next((other for at, other in reversed(names[:number]) if at < depth), "Exception")
        assert getattr(errors, name).__bases__[0].__name__ == above
    kinds = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, GettaskError)
    }
    assert {name for _, name in names} == kinds


@pytest.mark.parametrize(
    "kind",
    [
        *BY_NAME.values(),
        errors.TransportError,
        partial(errors.WaitTimeoutError, handle=Handle("piapi", ID)),
        errors.DownloadError,
    ],
)
def test_errors_survive_pickling(kind: Callable[[str], GettaskError]) -> None:
    """An error can cross a process, with all that it carries."""
    error: Any = kind("went wrong")
    error.outcome_unknown = True
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.__dict__ == error.__dict__
    assert str(again) == str(error)


def test_a_page_in_the_place_of_an_error_is_shown_with_what_to_do(open_client: Open) -> None:
    """What a gateway says for the API is in no table: its page is quoted, and the hint is ours."""
    client = open_client("tripo", Server(httpx.Response(520, html=HTML)), retries=0)
    with pytest.raises(ServerError) as caught:
        client.get("x")
    message = str(caught.value)
    assert message.startswith("tripo: error response with the body '<html><head><title>502 Bad Gateway")
    assert message.endswith("(HTTP 520). The server, or a gateway before it, failed: try again later.")
