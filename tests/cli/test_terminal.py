"""What a terminal shows: progress as pictures at 80 and 120 columns, messages that help, the doctor."""

from __future__ import annotations

import io
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from rich.console import Console
from rich.text import Text

from gettask import JobStore, parse
from gettask._download.options import DownloadProgress
from gettask.cli import app, doctor, exits, recording
from gettask.cli.live import ROWS, live
from gettask.errors import AuthenticationError, ServerError, TaskNotFoundError, TransportError
from gettask.pytest_plugin import GettaskMock
from gettask.task import Asset, Handle

Run = Callable[..., Result]

ID = "f8d11a53-f3ac-47ad-a4d6-7610fda830be"


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Servers are reached, their clocks are right, and there are neither jobs nor a config file."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def reached(api: str, _: str) -> doctor.Finding:
        return doctor.Finding(f"{api} server", "ok", "answers")

    monkeypatch.setattr(doctor, "reached", reached)


def screen(width: int, *, label: str = "", total: int = 1) -> list[str]:
    """The lines that a terminal of this width shows while a task runs and a result is fetched."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=width, height=24)
    labels = {ID: label} if label else {}
    with live(console, total, labels=labels) as progress:
        data = {"task_id": ID, "status": "processing", "model": "Qubico/flux1-dev", "task_type": "txt2img"}
        progress.update(parse({"code": 200, "data": data}, "piapi"))
        url = f"https://cdn.example/{ID}.png"
        asset = Asset(url, "image", ("image/png",), "/output/image_url", handle=Handle("piapi", ID))
        progress.download(DownloadProgress(asset, 12_300_000, 40_000_000))
    assert isinstance(console.file, io.StringIO)
    return Text.from_ansi(console.file.getvalue()).plain.splitlines()


@pytest.mark.parametrize("width", [80, 120])
def test_progress_fits_the_terminal(width: int) -> None:
    """A task and a download have one line each, in 80 columns and in 120, however long the label."""
    lines = screen(width, label="the cover of the third album, second version, with a bear" * 2)
    assert all(len(line) <= width for line in lines)
    assert any("the cover of" in line and "processing" in line for line in lines)
    assert any("image" in line and "12.3 MB of 40.0 MB" in line for line in lines)


def test_tasks_are_named_by_label_not_by_id() -> None:
    """A task has its label, and without one the beginning of its id; the whole id is shown nowhere."""
    assert any("cover" in line for line in screen(80, label="cover"))
    assert any(ID[:8] in line for line in screen(80))
    assert not any(ID in line for line in screen(200))


def test_many_tasks_have_one_line() -> None:
    """Of many tasks one line counts."""
    assert any(f"{ROWS + 1} tasks" in line for line in screen(80, total=ROWS + 1))


def test_labels_are_those_of_recorded_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that a recorded job has is known by that job's label."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with JobStore() as store:
        request = b"{}"
        job = store.begin(api="piapi", account="a", request=request, deadline=2e9, label="the cover")
        store.created(job.id, ID)
        assert store.labels_of([ID, "another"]) == {ID: "the cover"}
    assert recording.labels_of([("piapi", ID)]) == {ID: "the cover"}


def test_download_shows_progress(run: Run, tmp_path: Path) -> None:
    """`wait --out` and `download` show how much of each result has come."""
    words = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
    handle = json.loads(run("create", "piapi", "segment", *words, "--no-jobs").stdout)
    waited = run("wait", "piapi", handle["id"], "-o", tmp_path / "a")
    loaded = run("download", "piapi", handle["id"], "-o", tmp_path / "b")
    for result in (waited, loaded):
        assert result.exit_code == exits.DONE
        assert "bytes of" in result.stderr


@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [
        ((), "dow", ["download"]),
        (("create",), "pi", ["piapi"]),
        (("variants", "piapi"), "ace", ["ace-step"]),
        (("account", "tripo"), "us", ["usage"]),
        (("create", "piapi", "flux", "--task-type"), "kon", ["kontext"]),
        (("variants", "piapi", "flux", "--task-type"), "kon", ["kontext"]),
        (("create", "piapi", "flux", "--task-type", "txt2img", "--set"), "input.pro", ["input.prompt="]),
        (
            ("create", "piapi", "flux", "--set", "input.prompt=cat", "--set"),
            "input.g",
            ["input.guidance_scale="],
        ),
        (("create", "piapi", "flux", "--task-type", "nope", "--set"), "input.", []),
        (("create", "piapi", "nope", "--set"), "input.", []),
        (("create", "--set"), "input.", []),
        (("mock", "--scenario"), "gateway", ["gateway-page"]),
    ],
)
def test_the_tab_key_offers(words: tuple[str, ...], incomplete: str, offered: list[str]) -> None:
    """Commands, APIs, variants, account resources, task types, fields and scenarios are completed."""
    complete = ShellComplete(app.cli, {}, "gettask", "_GETTASK_COMPLETE")
    assert [item.value for item in complete.get_completions(list(words), incomplete)] == offered


@pytest.mark.parametrize(("shell", "line"), [("bash", "compopt -o nospace"), ("zsh", '-U "${suffix[@]}"')])
def test_no_blank_follows_the_name_of_a_field(shell: str, line: str) -> None:
    """The script of the shell completes `input.prompt=` without a blank, so that the value can follow."""
    assert line in CliRunner().invoke(app.cli, ["completion", shell]).stdout


def test_an_unknown_task_type_is_corrected(run: Run) -> None:
    """`create` and `variants` name the task type that may be meant."""
    for command in ("create", "variants"):
        result = run(command, "piapi", "flux", "--task-type", "txt2imgg")
        assert (result.exit_code, "did you mean txt2img" in result.stderr) == (exits.USAGE, True)


def test_a_misspelt_required_field_is_corrected(run: Run) -> None:
    """The message about the missing field names the misspelt one as well."""
    result = run("create", "piapi", "flux", "--task-type", "txt2img", "--set", "input.promt=cat")
    assert result.exit_code == exits.USAGE
    assert "/input/prompt: is missing" in result.stderr
    assert "did you mean prompt?" in result.stderr


def test_an_unknown_scenario_is_corrected() -> None:
    """A misspelt scenario names the one that may be meant."""
    result = CliRunner().invoke(app.cli, ["mock", "--scenario", "quued-forever"])
    assert (result.exit_code, "did you mean queued-forever" in result.stderr) == (exits.USAGE, True)


def test_get_takes_the_url_of_a_task(run: Run, gettask_mock: GettaskMock) -> None:
    """The id is taken out of the URL of a task."""
    words = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
    handle = json.loads(run("create", "piapi", "segment", *words, "--no-jobs").stdout)
    url = f"{gettask_mock.base_urls['piapi']}/api/v1/task/{handle['id']}"
    assert handle["id"] in run("get", "piapi", url).stdout


@pytest.mark.usefixtures("answered")
def test_piped_tables_are_plain(run: Run) -> None:
    """Without a terminal each row is one line, without blanks at its end and without colour."""
    words = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
    handle = json.loads(run("create", "piapi", "segment", *words, "--no-jobs").stdout)
    for command in (
        ("get", "piapi", handle["id"]),
        ("variants",),
        ("variants", "piapi", "flux"),
        ("doctor",),
    ):
        lines = run(*command).stdout.splitlines()
        assert lines
        assert all(line == line.rstrip() and "\x1b" not in line for line in lines), command


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_terminal(
    run: Run, width: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a terminal no line of a table is wider than it is: at 80 columns and at 120."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    words = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
    handle = json.loads(run("create", "piapi", "segment", *words, "--label", "a long label " * 9).stdout)
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes what it writes to for a terminal
    monkeypatch.setenv("COLUMNS", str(width))
    for command in (
        ("get", "piapi", handle["id"]),
        ("variants", "piapi", "flux"),
        ("variants",),
        ("jobs",),
        ("doctor",),
    ):
        text = run(*command).stdout
        lines = Text.from_ansi(text).plain.splitlines()
        assert "\x1b" in text
        assert max(map(len, lines)) <= width, command


@pytest.mark.usefixtures("answered")
def test_a_job_has_one_line_in_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows the beginning of the id, by which `jobs show` finds the job; a pipe gets the whole id."""
    words = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
    for label in ("cover", "a long label " * 9):
        run("create", "piapi", "segment", *words, "--label", label)
    whole = [json.loads(line)["job"] for line in run("jobs", "--json").stdout.splitlines()]
    assert all(job_id in run("jobs").stdout for job_id in whole)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    _, *rows = Text.from_ansi(run("jobs").stdout).plain.splitlines()
    assert len(rows) == 2
    for row, job_id in zip(rows, whole, strict=True):
        assert job_id.startswith(row.split()[0])
        assert job_id in run("jobs", "show", row.split()[0]).stdout


@pytest.fixture
def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Dated(BaseHTTPRequestHandler):
    """Answers with a Date of 1994."""

    def do_HEAD(self) -> None:
        self.send_response_only(404)
        self.send_header("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
        self.end_headers()


@pytest.fixture
def dated_server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Dated) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("answered")
def test_the_doctor_finds_all_well(run: Run) -> None:
    """With a key that the server accepts all findings are ok, and nothing is created."""
    result = run("doctor", "piapi", "--json")
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    assert {each["state"] for each in findings} == {"ok"}
    assert [each["check"] for each in findings][-2:] == ["piapi server", "piapi key"]
    assert result.exit_code == exits.DONE


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("error", "code", "state"),
    [
        (AuthenticationError("refused", status_code=401), exits.AUTH, "failed"),
        (TransportError("no route"), exits.OTHER, "failed"),
        (ServerError("busy", status_code=500), exits.DONE, "warning"),
        (TaskNotFoundError("nothing here", status_code=404), exits.DONE, "warning"),
    ],
)
def test_the_doctor_says_what_is_wrong(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, state: str
) -> None:
    """A refused key, no connection and a server in trouble each have their state and exit code."""

    def account(*_: object) -> None:
        raise error

    monkeypatch.setattr("gettask.client.Client.account", account)
    result = run("doctor", "piapi", "--json")
    assert json.loads(result.stdout.splitlines()[-1])["state"] == state
    assert result.exit_code == code


@pytest.mark.usefixtures("answered")
def test_the_doctor_takes_no_404_for_a_valid_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an API without an account operation nothing shows that the key is valid, and the doctor says so."""
    monkeypatch.setattr(doctor, "account_resources", lambda _: {})
    result = run("doctor", "piapi", "--json")
    found = json.loads(result.stdout.splitlines()[-1])
    assert (found["state"], result.exit_code) == ("warning", exits.DONE)
    assert found["found"] == "the server answered 404: it does not show whether the key is valid"


def test_the_doctor_needs_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without any key the doctor says how to give one."""
    for name in [name for name in os.environ if name.endswith("_API_KEY") or name.startswith("GETTASK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    result = CliRunner().invoke(app.cli, ["doctor"])
    (advice,) = [line for line in result.stdout.splitlines() if "set one of " in line]
    assert (result.exit_code, "PIAPI_API_KEY" in advice) == (exits.AUTH, True)


def test_the_doctor_reaches_servers_without_a_key(
    free_port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of an API without a key the server is tried all the same; the worst finding is the exit code."""
    monkeypatch.delenv("PIAPI_API_KEY", raising=False)
    monkeypatch.delenv("GETTASK_MOCK_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PIAPI_BASE_URL", f"http://127.0.0.1:{free_port}")
    result = CliRunner().invoke(app.cli, ["doctor", "piapi", "--json"])
    server, key = [json.loads(line) for line in result.stdout.splitlines()][-2:]
    assert (server["exit_code"], key["exit_code"], result.exit_code) == (exits.OTHER, exits.AUTH, exits.OTHER)


def test_the_doctor_compares_clocks(free_port: int, dated_server: str) -> None:
    """A server whose Date is far from the time here is a warning, one that is not there a failure."""
    assert doctor.reached("piapi", dated_server, lambda: 784_111_777.0).state == "ok"
    assert "900 s slow" in doctor.reached("piapi", dated_server, lambda: 784_110_877.0).found
    gone = doctor.reached("piapi", f"http://127.0.0.1:{free_port}")
    assert (gone.state, gone.exit_code) == ("failed", exits.OTHER)
