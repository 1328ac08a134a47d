"""README.md and the tutorial: what they show first is what there is, and their Python runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gettask
from gettask.pytest_plugin import GettaskMock

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
TUTORIAL = (ROOT / "docs/index.md").read_text("utf-8")
FIRST, PYTEST = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_it_leads_with_the_two_commands_and_then_the_python() -> None:
    """Whoever reads ten seconds has seen how to try it, how to test it, and how it is used."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [line.split("#")[0].strip() for line in blocks[0].splitlines()] == ["make demo", "make test"]
    assert blocks[1] == FIRST


@pytest.fixture
def say(
    gettask_mock: GettaskMock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Callable[[str], list[str]]:
    """Run the first example as it stands, against the mock in a scenario, and return the lines it prints."""

    def say(scenario: str) -> list[str]:
        gettask_mock.scenario(scenario)
        monkeypatch.setattr(gettask, "PiAPI", lambda: gettask_mock.client("piapi"))
        monkeypatch.chdir(tmp_path)
        exec(compile(FIRST, "README.md", "exec"), {})
        return capsys.readouterr().out.splitlines()

    return say


def test_its_python_creates_waits_and_downloads(say: Callable[[str], list[str]], tmp_path: Path) -> None:
    """Run as it stands, against the mock, it saves the song and says what it cost."""
    printed = say("succeeds-later")
    assert [line.split()[-1] for line in printed[:-1]] == ["pending", "processing", "completed"]
    assert re.fullmatch(
        r"\d+ points \(\$[\d.]+\) \[PosixPath\('out/[0-9a-f-]{36}-audio-1\.mp3'\)\]", printed[-1]
    )
    (song,) = (tmp_path / "out").iterdir()
    assert song.stat().st_size > 0


def test_its_python_says_how_to_go_on_when_the_deadline_passes(say: Callable[[str], list[str]]) -> None:
    """What it prints then is a handle that another process can wait on."""
    text, _, handle = say("running-forever")[-1].partition(" with ")
    assert text == "not done yet; wait again"
    assert gettask.Handle.from_json(handle).api == "piapi"


def test_its_pytest_example_passes(gettask_mock: GettaskMock) -> None:
    """The test that it shows is one that passes."""
    names: dict[str, Any] = {}
    exec(compile(PYTEST, "README.md", "exec"), names)
    (test,) = (value for name, value in names.items() if name.startswith("test_"))
    test(gettask_mock)


def test_the_program_of_the_tutorial_needs_no_key(
    gettask_mock: GettaskMock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It names neither server nor key, since GETTASK_MOCK_URL gives both, and it saves the image."""
    (program,) = re.findall(r"^```python\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    monkeypatch.setattr(gettask, "PiAPI", lambda: gettask_mock.client("piapi"))
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "docs/index.md", "exec"), {})
    assert "-image-1.png" in capsys.readouterr().out.splitlines()[-1]


def test_its_commands_against_the_mock_cannot_order_a_job() -> None:
    """Whoever copies them talks to the mock on this machine from then on, without a key of theirs."""
    (block,) = re.findall(r"^```\n(gettask mock.*?)^```$", README, re.MULTILINE | re.DOTALL)
    mock, export, create = block.splitlines()
    assert mock == "gettask mock --port 8600 &"
    assert export == "export GETTASK_MOCK_URL=http://127.0.0.1:8600"
    assert "create piapi" in create
