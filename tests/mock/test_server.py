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

from gettask.mock import after_looks, after_seconds, at_once
from gettask.mock.serve import life, main

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
            assert client.get(address).status_code == 404
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
        (["--port", "x"], "a port, 0 to 65535"),
        (["--port", "70000"], "a port, 0 to 65535"),
        (["--port", "-1"], "a port, 0 to 65535"),
        (["--api", "nobody"], "there are piapi, tripo"),
        (["--key", ""], "one character at least"),
        (["--life", "long"], "at-once, looks:N or seconds:S"),
        (["--life", "looks:x"], "at-once, looks:N or seconds:S"),
        (["--life", "looks:-1"], "neither negative"),
        (["--life", "seconds:nan"], "nor over 1000000000"),
        (["--keep", "0"], "a whole number from 1"),
        (["--cancelled", "nonsense"], "the final statuses are completed, failed"),
        (["--cancelled", "running"], "the final statuses are completed, failed"),
        (["--scenario", "no"], "--list-scenarios"),
        (["--scenario", "ends-as:nonsense"], "the final statuses are completed, failed"),
        (["--scenario", "refused-with:7"], "there are "),
        (["--latency", "later"], "uniform:LOW:HIGH"),
        (["--latency", "uniform:2:1"], "uniform:LOW:HIGH"),
        (["--latency", "-1"], "uniform:LOW:HIGH"),
        (["--errors", "2"], "a share from 0 to 1"),
        (["--cuts", "nan"], "a share from 0 to 1"),
        (["--cut-at", "-1"], "a whole number from 0"),
        (["--cut-at", "7"], "needs --cuts"),
        (["--seed", "x"], "a whole number"),
        (["--webhook", "nowhere"], "http:// or https://"),
        (["--webhook", "http://example.com/hook?token=hidden"], "--webhooks-anywhere"),
        (["--webhook-secret", "word"], "needs --webhook"),
        (["--webhook-secret", "", "--webhook", "http://127.0.0.1"], "one character at least"),
        (["--format", "xml"], "text"),
        (["--por", "8600"], "--help"),
    ],
)
def test_a_wrong_argument_is_named(
    arguments: list[str], way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Place, value and way out on stderr, and exit status 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert arguments[0] in said or arguments[1] in said
    assert way_out in said
    assert "hidden" not in said


def test_the_extra_is_all_it_takes() -> None:
    """`gettask mock` needs nothing of what the rest of the command line needs."""
    code = "import sys; sys.modules |= {'click': None, 'rich': None}; from gettask.cli import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", code, "mock", "--list-scenarios"], capture_output=True, text=True, check=True
    )
    assert process.stdout.startswith("succeeds-at-once ")


def test_a_policy_holds_where_an_api_has_the_word(capsys: pytest.CaptureFixture[str]) -> None:
    """A cancelled task of PiAPI fails although Tripo's, for which the word was meant, are banned."""
    with server("--cancelled", "banned", "--life", "looks:9") as process:
        headers, address = {"x-api-key": "any"}, f"{url(process)}/api/v1/task"
        with httpx.Client(trust_env=False, headers=headers) as client:
            body = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a cat"}}
            task_id = client.post(address, json=body).json()["data"]["task_id"]
            client.delete(f"{address}/{task_id}").raise_for_status()
            assert client.get(f"{address}/{task_id}").json()["data"]["status"] == "failed"
    with pytest.raises(SystemExit):
        main(["--api", "piapi", "--cancelled", "banned"])
    assert "no task can end as 'banned'" in capsys.readouterr().err


def test_lives_have_names() -> None:
    """--life takes what the functions make."""
    assert [life("at-once"), life("looks:2"), life("seconds:1.5")] == [
        at_once,
        after_looks(2),
        after_seconds(1.5),
    ]


def test_a_connection_is_cut_in_the_middle_of_a_body() -> None:
    """Over HTTP a reply that was announced whole ends early, and the server has nothing to say about it."""
    with server("--api", "tripo-v2", "--scenario", "cut-body", stderr=subprocess.PIPE) as process:
        address = f"{url(process)}/v2/openapi/task"
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            created = client.post(address, json={"type": "text_to_image", "prompt": "a cat"}).json()
            look = f"{address}/{created['data']['task_id']}"
            with pytest.raises(httpx.RemoteProtocolError):
                client.get(look)
            assert client.get(look).json()["data"]["status"] == "success"
        process.terminate()
        assert process.communicate() == ("", "")


def test_a_task_can_be_watched() -> None:
    """Over a socket its frames come until it is final; without a key there is no socket but a 401."""
    with server("--api", "tripo-v2", "--life", "looks:2") as process:
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
    """On loopback an hour passes when it is told to, and a task is done."""
    with server("--api", "tripo-v2", "--life", "seconds:3600") as process:
        address = url(process)
        with httpx.Client(trust_env=False, headers={"Authorization": "Bearer any"}) as client:
            order = {"type": "text_to_image", "prompt": "a cat"}
            created = client.post(f"{address}/v2/openapi/task", json=order).json()
            look = f"{address}/v2/openapi/task/{created['data']['task_id']}"
            assert client.get(look).json()["data"]["status"] == "queued"
            client.post(f"{address}/_mock/advance", json={"seconds": 3600}).raise_for_status()
            assert client.get(look).json()["data"]["status"] == "success"


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
