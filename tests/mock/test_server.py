"""The mock as a process."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from gettask.mock import CompleteAfter, after_polls, after_seconds
from gettask.mock.server.command import mock
from gettask.mock.spec.api import installed

COMMAND = [sys.executable, "-m", "gettask.mock"]


@contextmanager
def server(*arguments: str, stderr: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """Run the mock on a free port."""
    command = [*COMMAND, "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def url(process: subprocess.Popen[str]) -> str:
    """The first line that the server prints."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_server_says_where_it_is_and_stops_when_told(stop: signal.Signals) -> None:
    """The first line is a URL that answers at once, on loopback; a signal ends the process with 0."""
    with server() as process:
        address = url(process)
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        with httpx.Client(trust_env=False) as client:  # its connection stays open while the server stops
            assert client.get(address).status_code == 200
            process.send_signal(stop)
            assert process.wait(10) == 0


def test_a_port_that_is_taken_is_named() -> None:
    """The server does not move somewhere else: it says what is wrong and exits with 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = subprocess.run(
            [*COMMAND, "--port", port], capture_output=True, text=True, check=False, env=os.environ
        )
    assert (process.returncode, process.stdout) == (2, "")
    assert "ddress already in use" in process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (["--host", ""], "an address, such as 127.0.0.1"),
        (["--port", "x"], "not a valid integer range"),
        (["--port", "70000"], "0<=x<=65535"),
        (["--port", "-1"], "0<=x<=65535"),
        (["--api", "nobody"], "there are " + ", ".join(installed())),
        (["--key", ""], "it is empty"),
        (["--complete-after", "long"], "N-polls or S-seconds, such as"),
        (["--complete-after", "3"], "N-polls or S-seconds, such as"),
        (["--complete-after", "x-polls"], "N-polls or S-seconds, such as"),
        (["--complete-after", "2.5-polls"], "N-polls or S-seconds, such as"),
        (["--complete-after", "-1-polls"], "N-polls or S-seconds, such as"),
        (["--complete-after", "nan-seconds"], "N-polls or S-seconds, such as"),
        (["--complete-after", "9000000000-seconds"], "at most 1000000000"),
        (["--keep", "0"], "x>=1"),
        (["--store", "/nowhere/mock.db"], "/nowhere/mock.db: No such file"),
        (["--create-rate", "0"], "x>0"),
        (["--max-tasks", "0"], "x>=1"),
        (["--credit", "-1"], "x>=0"),
        (["--journal", "0"], "x>=1"),
        (["--cancelled", "nonsense"], "the terminal statuses are completed, failed"),
        (["--cancelled", "running"], "the terminal statuses are"),
        (["--scenario", "no"], "--list-scenarios"),
        (["--scenario", "ends-as:nonsense"], "the terminal statuses are completed, failed"),
        (["--scenario", "refused-with:7"], "there are "),
        (["--latency", "later"], "uniform:LOW:HIGH"),
        (["--latency", "uniform:2:1"], "uniform:LOW:HIGH"),
        (["--latency", "-1"], "uniform:LOW:HIGH"),
        (["--errors", "2"], "0<=x<=1"),
        (["--cuts", "nan"], "between 0 and 1"),
        (["--cut-at", "-1"], "x>=0"),
        (["--cut-at", "7"], "needs --cuts"),
        (["--seed", "x"], "not a valid integer"),
        (["--webhook", "nowhere"], "http:// or https://"),
        (["--webhook", "http://example.com/hook?token=hidden"], "--webhooks-anywhere"),
        (["--webhook-secret", "word"], "needs --webhook"),
        (["--webhook-secret", "", "--webhook", "http://127.0.0.1"], "it is empty"),
        (["--format", "xml"], "text"),
        (["--por", "8600"], "--help"),
    ],
)
def test_a_wrong_argument_is_named(
    arguments: list[str], way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Place, value and way out on stderr, and exit status 2."""
    with pytest.raises(SystemExit) as ended:
        mock(arguments, prog_name="gettask mock")
    assert ended.value.code == 2
    output = capsys.readouterr().err
    assert arguments[0] in output or arguments[1] in output
    assert way_out in output
    assert "hidden" not in output


def test_a_signal_is_not_lost_in_a_callback() -> None:
    """Python drops exceptions there: the mock that is told to stop while it starts stops all the same."""
    code = """
import signal, socket, weakref
from gettask.mock import create_app
from gettask.mock.server.serve import serve

class Thing: ...
made = socket.create_server

def create_server(*arguments, **options):
    thing = Thing()
    _ = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))
    del thing
    return made(*arguments, **options)

socket.create_server = create_server
serve(create_app(["tripo"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert not done.stderr


def test_the_extra_is_all_it_takes() -> None:
    """`gettask mock` does not need the extra `cli`."""
    code = "import sys; sys.modules |= {'rich': None}; from gettask.cli import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", code, "mock", "--list-scenarios"], capture_output=True, text=True, check=True
    )
    assert process.stdout.startswith("succeeds-at-once ")


def test_an_assumption_holds_where_an_api_has_the_word(capsys: pytest.CaptureFixture[str]) -> None:
    """A cancelled task of PiAPI shows its own word where those of Tripo, which has the status, are banned."""
    with server("--cancelled", "banned", "--complete-after", "9-polls") as process:
        headers, address = {"x-api-key": "any"}, f"{url(process)}/api/v1/task"
        with httpx.Client(trust_env=False, headers=headers) as client:
            body = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a cat"}}
            task_id = client.post(address, json=body).json()["data"]["task_id"]
            client.delete(f"{address}/{task_id}").raise_for_status()
            assert client.get(f"{address}/{task_id}").json()["data"]["status"] == "cancelled"
    with pytest.raises(SystemExit):
        mock(["--api", "piapi", "--cancelled", "banned"])
    assert "no task can end as 'banned'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "complete_after"),
    [
        ("0-polls", after_polls(0)),
        ("1-poll", after_polls(1)),
        ("2-polls", after_polls(2)),
        ("1-second", after_seconds(1)),
        ("1.5-seconds", after_seconds(1.5)),
    ],
)
def test_complete_after_counts_polls_or_seconds(text: str, complete_after: CompleteAfter) -> None:
    """--complete-after takes a number of either, in the singular and in the plural."""
    assert CompleteAfter.parse(text) == complete_after


def test_a_connection_is_cut_in_the_middle_of_a_body() -> None:
    """Over HTTP a reply that was announced whole ends early, and the server has nothing to say about it."""
    with server("--api", "tripo-v2", "--scenario", "cut-body", stderr=subprocess.PIPE) as process:
        address = f"{url(process)}/v2/openapi/task"
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            created = client.post(address, json={"type": "text_to_image", "prompt": "a cat"}).json()
            poll = f"{address}/{created['data']['task_id']}"
            with pytest.raises(httpx.RemoteProtocolError):
                client.get(poll)
            assert client.get(poll).json()["data"]["status"] == "success"
        process.terminate()
        assert process.communicate() == ("", "")


def test_a_task_can_be_watched() -> None:
    """Over a socket its frames come until it is terminal; without a key there is no socket but a 401."""
    with server("--api", "tripo-v2", "--complete-after", "2-polls") as process:
        address = url(process)
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            order = {"type": "text_to_image", "prompt": "a cat"}
            created = client.post(f"{address}/v2/openapi/task", json=order).json()
        watch = f"ws{address.removeprefix('http')}/v2/openapi/task/watch/{created['data']['task_id']}"
        with connect(watch, additional_headers={"Authorization": "Bearer any"}, proxy=None) as frames:
            statuses = [json.loads(frame)["data"]["status"] for frame in frames]
        assert statuses == ["queued", "running", "success"]
        with pytest.raises(InvalidStatus) as refused, connect(watch, proxy=None):
            pass
        assert refused.value.response.status_code == 401


def test_scenarios_can_be_listed() -> None:
    """The list goes to stdout, and no server is started."""
    process = subprocess.run([*COMMAND, "--list-scenarios"], capture_output=True, text=True, check=False)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("succeeds-at-once ")


def test_the_server_can_be_controlled() -> None:
    """On loopback the clock can be advanced by an hour, and a task is done."""
    with server("--api", "tripo-v2", "--complete-after", "3600-seconds") as process:
        address = url(process)
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            order = {"type": "text_to_image", "prompt": "a cat"}
            created = client.post(f"{address}/v2/openapi/task", json=order).json()
            poll = f"{address}/v2/openapi/task/{created['data']['task_id']}"
            assert client.get(poll).json()["data"]["status"] == "queued"
            client.post(f"{address}/_mock/advance", json={"seconds": 3600}).raise_for_status()
            assert client.get(poll).json()["data"]["status"] == "success"


def test_the_server_can_do_as_was_observed() -> None:
    """A field that the vendor ignores is let pass when the mock is started so."""
    with server("--api", "tripo-v2", "--as-observed") as process:
        order = {"type": "text_to_image", "prompt": "a cat", "promt": "a dog"}
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            assert client.post(f"{url(process)}/v2/openapi/task", json=order).status_code == 200


def test_a_server_for_others_cannot_be_controlled() -> None:
    """When the mock listens on all addresses there is no control."""
    with server("--host", "0.0.0.0") as process, httpx.Client(trust_env=False) as client:
        address = url(process).replace("0.0.0.0", "127.0.0.1")
        assert client.get(f"{address}/_mock/tasks").status_code == 404


def test_a_server_on_loopback_answers_no_other_site() -> None:
    """A page whose name was changed to resolve to this machine reaches no path and no WebSocket."""
    with server() as process, httpx.Client(trust_env=False) as client:
        address = url(process)
        for path in ("/", "/api/v1/task/none", "/_assets/none", "/_mock/tasks", "/nowhere"):
            reply = client.get(address + path, headers={"Host": "site.example"})
            assert (reply.status_code, "--host 0.0.0.0" in reply.text) == (403, True)
        for host in ("localhost:8600", "127.0.0.9", "[::1]:1"):
            assert client.get(f"{address}/_mock/tasks", headers={"Host": host}).status_code == 200
        watch = f"ws{address.removeprefix('http')}/v2/openapi/task/watch/all"
        headers = {"Authorization": "Bearer any", "Host": "site.example"}
        with pytest.raises(InvalidStatus) as refused, connect(watch, additional_headers=headers, proxy=None):
            pass
        assert refused.value.response.status_code == 403


def test_each_request_can_be_logged() -> None:
    """With -v a line on stderr has method, path and status, and neither query nor control characters."""
    with server("-v", stderr=subprocess.PIPE) as process:
        with httpx.Client(trust_env=False) as client:
            client.get(f"{url(process)}/api/v1/task/a%1b%5bb?token=hidden")
        process.terminate()
        _, log = process.communicate()
    assert re.fullmatch(r"\d\d:\d\d:\d\d GET /api/v1/task/a\\x1b\[b 401\n", log), log
