"""docs/mock.md is right: its commands and programs run as shown, and no option is missing."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from codegen.sources.loader import load

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/mock.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(console|python)\n(.*?)```", TEXT, re.DOTALL)
TESTS = "\n\n".join(code for kind, code in BLOCKS if kind == "python" and "def test_" in code)
ADDRESS = "127.0.0.1:8600"


class Shell:
    """Runs the commands of the page, with a mock on a free port instead of its own."""

    def __init__(self) -> None:
        self.address = self.task_id = ""
        self.server: subprocess.Popen[str] | None = None

    def own(self, text: str) -> str:
        """The text with our address and task."""
        return text.replace(ADDRESS, self.address).replace("$ID", self.task_id)

    def run(self, command: str) -> str:
        """What the command prints."""
        words = shlex.split(self.own(command))
        if words[:2] == ["gettask", "mock"]:
            return self.start(words[2:])
        if words[0] == "curl":
            return self.curl(words[1:])
        given = dict(word.split("=", 1) for word in words if re.match("[A-Z_]+=", word))
        assert words[len(given)] == "gettask"
        called = [sys.executable, "-m", *words[len(given) :]]
        environment = os.environ | given
        return subprocess.run(called, env=environment, capture_output=True, text=True, check=True).stdout

    def start(self, options: list[str]) -> str:
        self.stop()
        options[options.index("--port") + 1] = "0"
        called = [sys.executable, "-m", "gettask.mock", *options]
        self.server = subprocess.Popen(called, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout is not None
        output = self.server.stdout.readline()
        self.address = output.strip().removeprefix("http://")
        return output

    def curl(self, words: list[str]) -> str:
        method, headers, content = "GET", {}, None
        values = iter(words)
        for word in values:
            match word:
                case "-s":
                    pass
                case "-X":
                    method = next(values)
                case "-H":
                    name, headers[name] = (each.strip() for each in next(values).split(":", 1))
                case "--json":
                    method = "POST" if method == "GET" else method
                    headers["content-type"], content = "application/json", next(values)
                case url:
                    assert url.startswith("http://")
        with httpx.Client(trust_env=False) as client:
            output = client.request(method, url, headers=headers, content=content).text
        if method == "POST" and "task_id" in output:
            self.task_id = json.loads(output)["data"]["task_id"]
        return output

    def stop(self) -> None:
        if self.server is not None:
            with self.server as server:
                server.terminate()


@pytest.fixture
def shell() -> Iterator[Shell]:
    made = Shell()
    yield made
    made.stop()


def test_the_commands_of_the_page_print_what_it_shows(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command prints what stands below it, `…` for anything, and each script ends well."""
    monkeypatch.chdir(tmp_path)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")
    for kind, code in BLOCKS:
        if kind == "python" and "def test_" not in code:
            exec(compile(code.replace(ADDRESS, shell.address), "docs/mock.md", "exec"), {})
        for command, shown in re.findall(
            r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", code if kind == "console" else "", re.MULTILINE
        ):
            output = shell.run(command)
            parts = [re.escape(part) for part in shell.own(shown.strip()).split("…")]
            assert re.fullmatch(".*".join(parts) if shown else ".*", output.strip(), re.DOTALL), (
                command,
                output,
            )
    printed = capsys.readouterr().out
    assert len(list(tmp_path.glob("out/*"))) == printed.count("PosixPath") + printed.count("WindowsPath") > 0
    assert "['success']" in printed


def test_the_tests_of_the_page_pass(pytester: pytest.Pytester) -> None:
    """And the report of what they have met begins as shown."""
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("--gettask-scenarios")
    result.assert_outcomes(passed=TESTS.count("def test_"))
    shown = TEXT.partition("```\ngettask scenarios\n")[2].partition("```")[0].replace("…", "*")
    result.stdout.fnmatch_lines(shown.splitlines())


def test_the_page_lists_the_admin_api() -> None:
    """Its table is what admin.yaml has: to mend it, take the lines from here."""
    lines = []
    for path, item in load(ROOT / "src/gettask/mock/admin.yaml").data["paths"].items():
        for method, operation in item.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            example = json.dumps(body.get("example", {}), ensure_ascii=False)
            shown = f"`{example}`" if body else ""
            lines.append(f"| `{method.upper()} {path}` | {operation['summary']} | {shown} |")
    table = TEXT.partition("| | | example |\n|---|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == lines


def test_the_page_names_every_option() -> None:
    """The page names every option that `gettask mock --help` lists."""
    called = [sys.executable, "-m", "gettask.mock", "--help"]
    options = set(
        re.findall(
            r"--[a-z][a-z-]+", subprocess.run(called, capture_output=True, text=True, check=True).stdout
        )
    )
    assert len(options) > 20
    assert {option for option in options if not re.search(rf"{option}\b(?!-)", TEXT)} == {"--help"}


def test_links_of_the_page_lead_somewhere() -> None:
    """Each is a file of the repository."""
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / "docs" / link).exists(), link
