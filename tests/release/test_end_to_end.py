"""End to end: a spec changes several times; what each command prints, and what users of a client notice.

One chain of releases in a copy of this repository, each compared with the one before. What is built goes
to a pypiserver, and comes from there into a new environment, in which old code is checked.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli import main as codegen
from codegen.diff import Severity
from codegen.files import digest
from release.cli import main as release
from release.packages import packages
from release.smoke import install
from release.tools import environment, run
from release.versions import least, range_of
from tests.release.harness import PASSWORD, ROOT, USER, Pypi, git

SPEC = "openapi/piapi/variants/ace-step.yaml"
EXAMPLE = "openapi/piapi/examples/ace-step_completed.json"
TASK = "openapi/piapi/components/task.yaml"
LIFECYCLE = "openapi/piapi/components/lifecycle.yaml"
OBSERVED = "overlays/piapi/observed.yaml"
APIS = {"piapi", "runway"}
"""One that changes, and one that does not: each takes seconds to build, and all are built alike."""
CLIENTS = ROOT / "generated"
FRAGMENT = "---\nkind: the API changed\napi: piapi\nevidence: [ace-step-page]\n---\n"

# What somebody wrote for the first release.
CONSUMER = """\
from gettask import Phase, PiAPI, parse
from gettask_piapi.models import (
    AceStepAudio2AudioInput,
    AceStepAudio2AudioRequest,
    AceStepTask,
    TaskStatus,
)


def restyle(client: PiAPI, recording: str) -> list[str]:
    input_ = AceStepAudio2AudioInput(style_prompt="piano", style_audio=recording)
    body = AceStepAudio2AudioRequest(input_=input_).to_dict()
    task = client.wait(client.create(body, variant="ace-step"), deadline=60)
    return [asset.url for asset in task.assets]


def describe(body: bytes) -> str:
    task = parse(body, "piapi")
    if task.phase is Phase.SUCCEEDED and isinstance(task.data, AceStepTask):
        return f"{origin(task.data)} {task.data.output.audio_url if task.data.output else None}"
    return task.status


def origin(task: AceStepTask) -> str:
    match task.status:
        case TaskStatus.COMPLETED:
            return f"made of {task.input_.style_audio}"
        case TaskStatus.PENDING | TaskStatus.STAGED:
            return "waits"
        case _:
            return "is at work"
"""

PAUSED = """\
  paused:
    phase: running
    terminal: false
    next: [processing, failed]
    x-confidence: documented
    x-sources: [unified-openapi]
"""


class Chain:
    """A chain of releases: the repository, its index, and the environments that install from there."""

    def __init__(self, folder: Path, pypi: Pypi, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.folder, self.pypi, self.capsys = folder / "repo", folder, pypi, capsys
        self.day = 1
        self.installed: list[str] = []
        listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        others = {client.name.removeprefix("gettask-") for client in CLIENTS.glob("gettask-*")} - APIS
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not others & {*re.split(r"[/.]", name.replace("gettask-", ""))}:
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.root / name)
        shutil.rmtree(self.root / "changes", ignore_errors=True)  # what waits for the next release is out
        (self.root / "node_modules").symlink_to(ROOT / "node_modules")
        project = self.root / "pyproject.toml"
        project.write_text(
            re.sub(rf'"gettask-({"|".join(others)})[~=][^"]*",\s*', "", project.read_text("utf-8"))
        )
        self.run(codegen, "generate")  # without the APIs that are left out
        # Released as it stands: there is nothing to compare with, and generating takes its time.
        for path in self.root.glob("generated/*/pyproject.toml"):
            changelog = self.root / "openapi" / path.parent.name.removeprefix("gettask-") / "CHANGELOG.md"
            changelog.touch()
        git(self.root, "init", "--quiet")
        self.commit()
        git(self.root, "tag", f"v{self.versions()['gettask']}")

    def commit(self) -> None:
        """Commit everything, a day after the last time."""
        self.day += 1
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message", "A commit", date=f"2026-01-{self.day:02}T00:00:00Z")

    def edit(self, name: str, old: str, new: str, *, everywhere: bool = False) -> int:
        """Replace a text that stands once in a file, or more often; return the number of its first line."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1 or (everywhere and old in text), (name, old)
        (self.root / name).write_text(text.replace(old, new), "utf-8")
        return text[: text.index(old)].count("\n") + 1

    def run(self, main: Callable[[list[str]], int], *command: str, code: int = 0) -> str:
        """Return what a command prints, which is to exit with `code`."""
        got = main(["--root", str(self.root), *command])
        output = "".join(self.capsys.readouterr())
        assert got == code, output
        return output

    def generate(self) -> set[str]:
        """Return what generate says that changed for consumers."""
        output = self.run(codegen, "generate")
        changes = re.findall(r"(?m)^  ((?:breaking|compatible) .*)$", output)
        assert changes, output
        return {*changes}

    def versions(self) -> dict[str, str]:
        return {package.name: package.version for package in packages(self.root)}

    def refused(self, *, without_fragment: bool, version: str) -> None:
        """The gate asks for that version, and for a fragment if there is none."""
        output = self.run(release, "gate", code=1)
        assert f": info.version is {self.versions()['gettask-piapi']}" in output
        assert f"make it {version} or later" in output
        assert ("generated/gettask-piapi changed" in output) == without_fragment

    def published(self) -> dict[str, str]:
        """Build, publish and try the release; return what is new on the index."""
        before = self.pypi.uploads
        self.run(release, "publish", "--index-url", self.pypi.url)
        assert before.items() <= self.pypi.uploads.items()
        new = {name.split("-")[0].replace("_", "-") for name in self.pypi.uploads.keys() - before.keys()}
        assert len(self.pypi.uploads) == len(before) + 2 * len(new)
        return {name: version for name, version in self.versions().items() if name in new}

    def release(self, severity: Severity, text: str) -> None:
        """Take a change of piapi through diff, gate and release, each of which sees that severity."""
        before = self.versions()
        moved = {name: least(before[name], severity) for name in ("gettask", "gettask-piapi")}
        data = json.loads(self.run(release, "diff", "--format", "json"))
        assert data["base"] == f"v{before['gettask']}"
        assert data["findings"][0]["severity"] == severity
        assert [verdict.split(",")[0] for verdict in data["verdicts"]] == [
            f"piapi: {severity}",
            f"gettask: {severity}",
        ]
        assert {f["line"]["file"] for f in data["findings"]} <= {SPEC, TASK, LIFECYCLE, OBSERVED}
        self.refused(without_fragment=True, version=moved["gettask-piapi"])
        (self.root / "changes").mkdir(exist_ok=True)
        (self.root / "changes/change.md").write_text(FRAGMENT + text, "utf-8")
        self.refused(without_fragment=False, version=moved["gettask-piapi"])
        self.run(release, "prepare", "--date", f"2026-01-{self.day + 1:02}")
        self.run(release, "gate")
        self.commit()
        self.run(release, "prepare", "--tag")
        assert git(self.root, "describe", "--tags").strip() == f"v{moved['gettask']}"
        assert self.published() == moved | {"gettask-codegen": moved["gettask"]}
        for changelog in ("CHANGELOG.md", "openapi/piapi/CHANGELOG.md"):
            assert text in (self.root / changelog).read_text("utf-8")
        assert not (self.root / "changes/change.md").exists()

    def typed(self, requirement: str) -> list[str]:
        """Return what mypy --strict says of the old code in a new environment with what is required."""
        venv = self.folder / re.sub(r"\W+", "-", requirement)
        python = install(venv, requirement, self.pypi.index())
        version = "from importlib.metadata import version; print(version('gettask'))"
        self.installed.append(run(python, "-I", "-c", version).strip())
        (self.folder / "consumer.py").write_text(CONSUMER, "utf-8")
        command = [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"),
            *("--cache-dir", str(self.folder / "mypy"), "--python-executable", str(python), "consumer.py"),
        ]
        done = subprocess.run(
            command, cwd=self.folder, env=environment(), capture_output=True, text=True, check=False
        )
        assert (done.stderr, done.returncode) == ("", int(bool(done.stdout)))
        return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.node
def test_releases_of_a_spec_that_changes(
    tmp_path: Path, pypi: Pypi, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field and a status are added, a field is renamed, an overlay action goes stale."""
    monkeypatch.setenv("UV_PUBLISH_USERNAME", USER)
    monkeypatch.setenv("UV_PUBLISH_PASSWORD", PASSWORD)
    chain = Chain(tmp_path, pypi, capsys)
    first = chain.published()
    assert first == chain.versions()
    assert chain.typed(f"gettask=={first['gettask']}") == []

    # A field is added to a variant; and a status to the enum, as the vendor writes it and as it is seen, and
    # to the state table.
    chain.edit(SPEC, "      audio_url:\n", "      bpm: {type: number}\n      audio_url:\n")
    chain.edit(TASK, "running, cancelled]", "running, cancelled, Paused]")
    chain.edit(OBSERVED, "failed, staged]", "failed, staged, paused]")
    chain.edit(LIFECYCLE, "failed, success, retry]", "failed, success, retry, paused]")
    chain.edit(LIFECYCLE, "  completed:\n", f"{PAUSED}  completed:\n")
    assert chain.generate() == {
        "compatible  piapi, HTTP contract: `AceStepOutput.bpm` is new.",
        "compatible  piapi, Python names: `AceStepOutput.bpm` is new.",
        "compatible  piapi, HTTP contract: `TaskStatus`: enum gains Paused, paused.",
        "compatible  piapi, Python names: Enum `TaskStatus` has a new member `PAUSED`.",
        "compatible  piapi, state table: Status `paused` is new: running.",
    }
    chain.release(Severity.COMPATIBLE, "A task may be `paused`, and Ace Step tells `bpm`.")
    second = chain.versions()["gettask"]
    assert chain.typed(f"gettask=={second}") == []

    # A field is renamed, in requests, in what echoes them, and in the page's example.
    for name in (SPEC, EXAMPLE):
        chain.edit(name, "style_audio", "reference_audio", everywhere=True)
    output = chain.generate()
    now = "`AceStepAudio2AudioInput.style_audio` is called `reference_audio` now."
    others = "So it is with AceStepEcho and AceStepTxt2AudioInput."
    assert f"breaking    piapi, Python names: {now} {others}" in output
    chain.release(Severity.BREAKING, "`style_audio` is called `reference_audio`.")
    third = chain.versions()["gettask"]
    errors = chain.typed(f"gettask=={third}")
    lines = CONSUMER.splitlines()
    assert all("style_audio" in lines[int(error.split(":")[1]) - 1] for error in errors), errors
    assert any('Unexpected keyword argument "style_audio" for "AceStepAudio2AudioInput"' in e for e in errors)
    assert any('"AceStepEcho" has no attribute "style_audio"' in e for e in errors)

    # Whoever has the range that docs/consumers.md names is left with the release before.
    assert chain.typed(f"gettask{range_of(first['gettask'])}") == []
    assert chain.installed[-1] == second

    # A schema that an overlay action is about gets another name.
    chain.edit("openapi/piapi/variants/segment.yaml", "SegmentOutput", "SegmentResult", everywhere=True)
    line = chain.edit(OBSERVED, target := "$.components.schemas.SegmentOutput\n", target)
    before = digest(chain.root, ("generated", "docs"))
    complaint = chain.run(codegen, "generate", code=1)
    assert f"{OBSERVED}:{line}:" in complaint
    assert "segment-output: $.components.schemas.SegmentOutput matches nothing" in complaint
    assert digest(chain.root, ("generated", "docs")) == before
