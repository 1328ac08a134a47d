"""Nothing that a server says reaches a terminal or a script as it came: one filter, for all commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gettask import Handle, JobStore
from gettask._redact import printable, printable_json, printable_text
from gettask.cli import app, connection
from gettask.client import Client, connect
from gettask.pytest_plugin import GettaskMock
from gettask.testing import InstantClock

NASTY = "\x1b[2J\x1b]0;title\x07\x9b31m\x85\r\x7f\u202e\u2066\u061c\u2028\u2029\ufeff\U000e0041\ud800"
"""What moves cursors, sets titles, turns text around, ends lines, hides, or is half a character."""

BODY = ("create", "piapi", "ace-step", "--set", "input.style_prompt=x")

COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "create": [BODY, (*BODY, "--wait"), (*BODY, "--wait", "--json")],
    "get": [("get", "piapi", "ID"), ("get", "piapi", "ID", "--json"), ("get", "piapi", "ID", "--raw")],
    "wait": [("wait", "piapi", "ID"), ("wait", "piapi", "ID", "--json", "-o", "OUT")],
    "watch": [("watch", "piapi", "ID"), ("watch", "piapi", "ID", "--json")],
    "download": [
        ("download", "piapi", "ID", "-o", "OUT"),
        ("download", "piapi", "ID", "-o", "OUT", "--json"),
    ],
    "cancel": [("cancel", "piapi", "ID"), ("cancel", "piapi", "ID", "--json")],
    "account": [("account", "piapi"), ("account", "piapi", "--json")],
    "upload": [("upload", "piapi", "FILE"), ("upload", "piapi", "FILE", "--json")],
}


def spoiled(value: Any, kept: set[str]) -> Any:
    """Return JSON with the payload in every key and string but some."""
    if isinstance(value, str):
        return value if value in kept else value + NASTY
    if isinstance(value, dict):
        return {name: spoiled(each, kept) for name, each in value.items()} | {NASTY: NASTY}
    return [spoiled(each, kept) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("refused", [False, True], ids=["answered", "refused"])
@pytest.mark.parametrize("words", [each for many in COMMANDS.values() for each in many], ids=" ".join)
def test_no_command_prints_what_could_move_a_cursor(
    words: tuple[str, ...],
    refused: bool,
    gettask_mock: GettaskMock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """With control characters in every text of a server, each line of each command is printable."""
    with gettask_mock.client("piapi") as piapi:
        id = piapi.create(
            {"model": "Qubico/ace-step", "task_type": "txt2audio", "input": {"style_prompt": "x"}}
        ).id
    kept = {id, "completed", "pending", "processing"}
    clock = InstantClock(gettask_mock.clock.advance)

    def answer(request: httpx.Request) -> httpx.Response:
        request.headers["x-api-key"] = "gettask-mock-key"
        response = gettask_mock.transport.handle_request(request)
        response.read()
        if refused:
            body: Any = {"code": 400, "message": f"no{NASTY}", "data": {"error": {"message": NASTY}}}
            return httpx.Response(400, json=body)
        if "json" not in response.headers.get("content-type", ""):
            return response
        return httpx.Response(response.status_code, content=json.dumps(spoiled(response.json(), kept)))

    def client_of(
        api: str, base_url: str | None, _: str | None = None, jobs: JobStore | None = None
    ) -> Client:
        http = httpx.Client(transport=httpx.MockTransport(answer))
        return connect(api, "key", base_url=base_url, http_client=http, clock=clock, retries=0, jobs=jobs)

    monkeypatch.setattr(connection, "client_of", client_of)
    file = tmp_path / "cat.png"
    file.write_bytes(b"x")
    named = {"ID": id, "OUT": str(tmp_path), "FILE": str(file)}
    result = CliRunner().invoke(app.cli, [named.get(word, word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.output.strip()
    odd = {char for char in result.output if not (char.isprintable() or char == "\n")}
    assert odd == set()


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "html"])
def test_a_report_of_recorded_traffic_is_printable(form: str, tmp_path: Path) -> None:
    """What `check` quotes of bodies is filtered as all else is, in each of its formats."""
    odd = NASTY.removesuffix("\ud800")  # `check` reads UTF-8
    body = {"code": 200, "message": odd, "data": {"task_id": f"x{odd}", "status": f"lost{odd}", odd: 1}}
    file = tmp_path / "bodies.json"
    file.write_text(json.dumps(body))
    result = CliRunner().invoke(app.cli, ["check", str(file), "--api", "piapi", "--format", form])
    assert result.exit_code in (0, 1), result.output
    assert "lost" in result.output
    assert all(char.isprintable() or char == "\n" for char in result.output)


def test_only_one_module_of_the_command_line_prints() -> None:
    """Every command prints by `output`, and so through the filter; the completion script is ours."""
    folder = Path(app.__file__).parent
    pattern = re.compile(r"click\.s?echo|^ *print\(", re.MULTILINE)
    prints = {each.name for each in folder.glob("*.py") if pattern.search(each.read_text("utf-8"))}
    assert prints == {"output.py", "shell.py"}


@given(st.text())
def test_the_filter_leaves_only_printable_lines(text: str) -> None:
    """The three forms of the filter agree, and JSON means the same behind it."""
    assert printable(text).isprintable()
    assert all(char.isprintable() or char == "\n" for char in printable_text(text))
    shown = printable_json(json.dumps(text, ensure_ascii=False))
    assert shown.isprintable()
    assert json.loads(shown) == text


@given(st.text(min_size=1))
def test_a_handle_of_any_id_is_one_printable_line(id: str) -> None:
    """The id of a paid job is printed whole, whatever is in it."""
    line = printable_json(Handle("piapi", id).to_json())
    assert line.isprintable()
    assert Handle.from_json(line).id == id


@pytest.mark.parametrize(
    "words",
    [("run", NASTY), ("upload", "piapi", NASTY), (NASTY,), ("jobs", NASTY), ("get", f"--{NASTY}")],
    ids=["a file", "files", "a command", "a command below", "an option"],
)
def test_no_message_about_the_command_line_moves_a_cursor(words: tuple[str, ...]) -> None:
    """File names come out of folders and archives that others have filled."""
    refused = CliRunner().invoke(app.cli, words)
    assert refused.exit_code == 2
    assert [char for char in refused.output if not char.isprintable() and char != "\n"] == []
