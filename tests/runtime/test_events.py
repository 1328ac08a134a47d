"""What a client tells of itself: events, logs, and in none of them a secret."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import GettaskError, Handle, Phase, Task, events, parse, webhooks
from gettask._contract.contract import load
from gettask._redact import excerpt, redact
from gettask.events import Event, RequestEvent, TaskEvent
from tests.runtime.harness import ID, KEY, Caller, Server, body, reply, some_status

Open = Callable[..., Caller]

LINK = "https://cdn.example/a.mp3?X-Amz-Signature=dummy-signature&Policy=dummy-policy"
SECRET = "dummy-webhook-secret"
SECRETS = (KEY, SECRET, "dummy-signature", "dummy-policy", "dummy-password")


def test_each_request_and_each_change_is_an_event(api: str, open_client: Open) -> None:
    """A wait of four polls with two changes tells of four requests and two tasks, in their order."""
    emitted: list[Event] = []
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    server = Server(running, running, httpx.Response(503), done)
    asking = open_client(api, server, on_event=emitted.append)
    asking.wait(ID)
    requests = [each for each in emitted if isinstance(each, RequestEvent)]
    assert [each.status for each in requests] == [200, 200, 503, 200]
    assert {(each.api, each.operation, each.task, each.method) for each in requests} == {
        (api, "get_task", ID, "GET")
    }
    assert all(each.seconds >= 0 and each.url.endswith(ID) and each.error is None for each in requests)
    changes = [each.task.phase for each in emitted if isinstance(each, TaskEvent)]
    assert changes == [Phase.RUNNING, Phase.SUCCEEDED]
    assert [type(each) for each in emitted[:2]] == [RequestEvent, TaskEvent]


def test_many_at_once_tell_too(api: str, open_client: Open) -> None:
    """`as_completed` tells of its requests as a wait does."""
    emitted: list[Event] = []
    done = body(api, some_status(api, Phase.SUCCEEDED))
    open_client(api, Server(done), on_event=emitted.append).collect("as_completed", [ID])
    assert [type(each) for each in emitted] == [RequestEvent, TaskEvent]


def test_hooks_see_the_context_of_the_call(open_client: Open, tmp_path: Path) -> None:
    """What runs side by side, in threads or tasks, is told where a tracer finds the span around it."""
    around: ContextVar[str] = ContextVar("around", default="nothing")
    found: list[str] = []
    links = {name: LINK.replace("a.mp3", name) for name in ("audio_url", "other_url")}
    done = body("piapi", some_status("piapi", Phase.SUCCEEDED), output=links)

    def answer(request: httpx.Request) -> httpx.Response:
        return reply(done) if request.url.path.endswith(ID) else httpx.Response(200, content=b"ID3x")

    asking = open_client("piapi", answer, on_event=lambda _: found.append(around.get()))
    token = around.set("a span")
    try:
        asking.collect("as_completed", [ID, ID])
        asking.download(parse(done, "piapi"), tmp_path)
    finally:
        around.reset(token)
    assert found == ["a span"] * (2 + 2 + 2)


def test_a_request_without_a_reply_tells_why(api: str, open_client: Open) -> None:
    """A request that failed has no status, but the name of the error."""
    emitted: list[Event] = []
    with pytest.raises(GettaskError):
        open_client(api, Server(httpx.ReadTimeout("slow")), retries=0, on_event=emitted.append).get(ID)
    (event,) = emitted
    assert isinstance(event, RequestEvent)
    assert (event.status, event.error) == (None, "TransportError")


def test_downloads_are_events_without_their_query(open_client: Open, tmp_path: Path) -> None:
    """A download tells which task it was for, and not how its link is signed."""
    emitted: list[Event] = []
    task = parse(body("piapi", "completed", output={"audio_url": LINK}), "piapi")
    open_client("piapi", Server(httpx.Response(200, content=b"ID3x")), on_event=emitted.append).download(
        task, tmp_path
    )
    (event,) = emitted
    assert isinstance(event, RequestEvent)
    assert (event.operation, event.task, event.url) == ("download", ID, LINK.partition("?")[0])


def test_a_hook_that_fails_harms_nothing(
    api: str, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """What a hook raises is logged, and the wait goes on."""

    def fail(_: Event, /) -> None:
        raise RuntimeError("mine")

    asking = open_client(api, Server(body(api, some_status(api, Phase.SUCCEEDED))), on_event=fail)
    assert asking.wait(ID).phase.succeeded
    assert "event hook" in caplog.text


def test_hooks_of_the_process_hear_all_clients(
    api: str, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tracer adds one hook, and need not find the clients."""
    emitted: list[Event] = []
    monkeypatch.setattr(events, "hooks", [emitted.append])
    open_client(api, Server(body(api, some_status(api, Phase.RUNNING)))).get(ID)
    assert len(emitted) == 1


@pytest.mark.parametrize(
    ("level", "shown", "hidden"),
    [
        ("debug", ["DEBUG tripo get_task", "HTTP 200 in", "INFO"], []),
        ("INFO", ["INFO"], ["get_task"]),
        ("loud", ["GETTASK_LOG=loud is not a level"], ["INFO"]),
        ("", [], ["INFO"]),
    ],
)
def test_the_environment_turns_the_log_on(level: str, shown: list[str], hidden: list[str]) -> None:
    """GETTASK_LOG writes the log of an application that knows nothing of logging to stderr."""
    code = (
        "import httpx, gettask\n"
        "from gettask.testing import instant\n"
        "from tests.runtime.harness import KEY, ID, Server, body\n"
        "running, done = body('tripo', 'running'), body('tripo', 'success')\n"
        "http = httpx.Client(transport=httpx.MockTransport(Server(running, running, done)))\n"
        "with instant(): gettask.Tripo(KEY, http_client=http).wait(ID)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "GETTASK_LOG": level},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    assert all(text in done.stderr for text in shown), done.stderr
    assert not any(text in done.stderr for text in (*hidden, KEY))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"got {LINK} back", "got https://cdn.example/a.mp3?[redacted] back"),
        ("https://me:dummy-password@host/a", "https://[redacted]@host/a"),
        ("GET /a?X-Amz-Signature=dummy-signature&x=1", "GET /a?X-Amz-Signature=[redacted]&x=1"),
        (f'{{"secret": "{SECRET}", "a": 1}}', '{"secret": "[redacted]", "a": 1}'),
        (f'{{"api_key":"{SECRET}\\"x"}}', '{"api_key":"[redacted]"}'),
        (f'{{"webhook_secret": "{SECRET}', '{"webhook_secret": "[redacted]"'),
        ("the secret of a good night", "the secret of a good night"),
        ("see http://ahttps://b?c or http://d/?", "see http://ahttps://b?[redacted] or http://d/?"),
    ],
)
def test_what_is_secret_by_its_place_is_left_out(text: str, kept: str) -> None:
    """Queries of links, who is named in a URL, signatures, and members that are secret by name."""
    assert redact(text) == kept
    assert redact(kept) == kept
    assert excerpt(text.encode()) == kept


@pytest.mark.parametrize(
    "unit", ["http://", "https://a@", "'secret':\"", '"', "x-a", "signature=", "?", "\\"]
)
def test_no_text_takes_long_to_redact(unit: str) -> None:
    """A vendor's message of a megabyte is read in a moment, whatever it repeats."""
    begun = time.process_time()
    redact(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 5


def test_nothing_that_is_told_holds_a_secret(
    api: str,
    open_client: Open,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Through waits, refusals, downloads, webhooks and odd bodies, no output holds a secret."""
    caplog.set_level(logging.DEBUG, logger="gettask")
    texts: list[str] = []

    def attempt(call: Callable[..., Any], *args: Any, **options: Any) -> None:
        try:
            result = call(*args, **options)
            # The JSON of an account and a decoded body are what was asked for, not what is told of it.
            texts.append(repr(result) if isinstance(result, Task | Handle | None) else "")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked through
            texts.extend([*traceback.format_exception(error), repr(error), repr(vars(error))])

    def show(task: Task) -> None:
        print(repr(task), task, task.assets, task.error)  # noqa: T201

    config = {"webhook_config": {"endpoint": f"https://me:dummy-password@here/?key={KEY}", "secret": SECRET}}
    output = {"audio_url": LINK, "model": LINK, "model_url": LINK}
    complaint = f"key {KEY} may not fetch {LINK}"
    echo = {
        "config": config,
        "output": output,
        "message": complaint,
        "suggestion": complaint,
        "secret": SECRET,
    }
    failure = {
        "error": {"code": 5, "message": complaint, "raw_message": complaint},
        "error_message": complaint,
    }
    running = body(api, some_status(api, Phase.RUNNING), **echo)
    done = body(api, some_status(api, Phase.SUCCEEDED), **echo)
    failed = body(api, some_status(api, Phase.FAILED), **echo, **failure)
    answers: list[Any] = [
        *(
            reply({**echo, "code": status}, status, {"X-Tripo-Trace-ID": KEY})
            for status in (400, 401, 403, 404, 500)
        ),
        *(httpx.Response(status, content=f"<html>{complaint} {echo}".encode()) for status in (200, 302, 502)),
        *({**body(api, word, **echo), "data": data} for word in ("x", "") for data in (None, echo, [echo])),
        httpx.ReadError("reset"),
        httpx.ConnectError("refused"),
        failed,
    ]
    for answer in answers:
        emitted: list[Event] = []
        asking = open_client(api, Server(answer), retries=1, on_event=emitted.append)
        variant = next(iter(load(api).variants))
        attempt(asking.get, ID)
        attempt(asking.wait, ID, deadline=5, on_update=show)
        attempt(asking.create, echo, variant=variant)
        attempt(asking.cancel, ID)
        attempt(asking.account)
        texts += [repr(emitted), repr(asking.client), repr(vars(asking.client))]
    attempt(open_client(api, Server(running, running, done)).wait, ID, on_update=show)
    attempt(open_client(api, Server(running)).wait, ID, deadline=5)
    for page in (httpx.Response(403), httpx.Response(200, html=complaint), httpx.ReadError("reset")):
        attempt(open_client(api, Server(page)).download, parse(done, api), tmp_path)
    odd: list[Any] = [5, [], None]
    for wrong in odd:
        task = parse({**done, "data": {**done["data"], "input": wrong, "output": wrong}}, api)
        attempt(getattr, task, "data")
    attempt(open_client, api, Server({}), base_url="https://me:dummy-password@here")
    for header in (SECRET, f"t=1,v1={SECRET}"):
        headers = {"x-webhook-secret": header, "tripo-webhook-signature": header}
        attempt(webhooks.receive, b"{}", headers, api=api, secret=f"{SECRET}x")
    captured = capsys.readouterr()
    everything = "\n".join([*texts, caplog.text, captured.out, captured.err])
    assert "HTTP 403" in everything
    assert "Task(" in captured.out
    for secret in SECRETS:
        assert secret not in everything, everything[max(0, everything.index(secret) - 300) :][:500]


def test_the_log_of_httpx_has_no_signed_link(
    open_client: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An application that logs at INFO sees each request in httpx's own line, without what signs a result."""
    task = parse(body("piapi", "completed", output={"audio_url": LINK}), "piapi")
    asking = open_client("piapi", Server(httpx.Response(200, content=b"ID3x")))
    caplog.set_level(logging.DEBUG, "httpx")
    asking.download(task, tmp_path)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "httpx"]
    assert LINK.partition("?")[0] + "?[redacted]" in line
    with httpx.Client(transport=httpx.MockTransport(Server({}))) as other:
        other.get("https://example.com/?page=2")
    assert "page=2" in caplog.text  # what is not ours stays as it is


def test_a_pickled_error_holds_no_key(api: str, open_client: Open) -> None:
    """What crosses to another process is as clean as what is printed."""
    with pytest.raises(GettaskError) as caught:
        open_client(api, Server(reply({"message": KEY}, 401))).get(ID)
    assert KEY.encode() not in pickle.dumps(caught.value)
