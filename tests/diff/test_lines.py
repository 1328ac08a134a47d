"""From an edit of a spec to its findings: messages at once, lines and versions on request."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from codegen.cli import main as codegen
from codegen.diff import Finding, Severity
from codegen.diff.lines import locate
from release.cli import main as release
from tests.diff.test_changes import commit
from tests.release.harness import git

ROOT = Path(__file__).parents[2]
SONG = "openapi/toy/variants/song.yaml"
OBSERVED = "overlays/toy/observed.yaml"
PYPROJECT = (
    '[project]\nname = "gettask"\nversion = "1.0.0"\ndependencies = [\n  "gettask-toy>=1.0.0,<2",\n]\n'
)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return a repository with the specs of Toy, generated and released as 1.0.0."""
    root = tmp_path / "repo"
    shutil.copytree(ROOT / "tests/codegen/toy", root)
    (root / "bundles.json").unlink()
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / ".gitignore").write_text("node_modules\n.cache\n")
    for folder in ("_async", "_sync"):
        (root / "src/gettask" / folder).mkdir(parents=True)
    (root / "src/gettask/__init__.py").write_text('"""Waits."""\n')
    (root / "pyproject.toml").write_text(PYPROJECT)
    (root / "CHANGELOG.md").write_text("# Changelog\n")
    assert codegen(["--root", str(root), "generate"]) == 0
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "v1.0.0")
    return root


def edit(root: Path, name: str, old: str, new: str) -> int:
    """Replace a text that stands once in a file; return the number of its line."""
    path = root / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.node
def test_a_change_is_told_from_its_line_to_its_version(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """generate says what, diff says where, the gate what is missing, and prepare mends that."""
    run = ["--root", str(repo)]
    gone = edit(repo, SONG, "      progress: {type: integer}\n", "")
    new = edit(
        repo, OBSERVED, "config: {type: object, description: Echoed.}", "config: {type: object, title: Echo}"
    )
    lifecycle = "openapi/toy/components/lifecycle.yaml"
    edit(repo, lifecycle, "  progress: {at: [/progress], scale: 100, when: [waiting]}\n", "")
    sooner = edit(repo, lifecycle, "deadline: 60", "deadline: 30")
    capsys.readouterr()
    assert codegen([*run, "generate"]) == 0
    output = capsys.readouterr().out
    assert "breaking    toy, HTTP contract: `SongTask.progress` is gone." in output
    assert "breaking    toy, state table: A wait ends after 30 s by itself, it was 60 s." in output

    assert release([*run, "diff", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    places = {f["what"]: f["line"] for f in data["findings"]}
    at = {k: (v["file"], v["line"], v["side"]) for k, v in places.items() if v}
    assert data["base"] == "v1.0.0"
    assert at["`SongTask.progress` is gone."] == (SONG, gone, "base")
    assert at["`SongTask.config`: other description; other title."] == (OBSERVED, new, "head")
    assert at["A wait ends after 30 s by itself, it was 60 s."] == (lifecycle, sooner, "head")

    assert release([*run, "gate"]) == 1
    assert "make it 2.0.0 or later" in capsys.readouterr().out
    (repo / "changes").mkdir()
    (repo / "changes/progress.md").write_text(
        "---\nkind: the API changed\napi: toy\nevidence: [page]\n---\nSongs have no progress.\n"
    )
    assert release([*run, "prepare", "--date", "2026-11-30"]) == 0
    assert release([*run, "gate"]) == 0
    assert '"gettask-toy>=2.0.0,<3"' in (repo / "pyproject.toml").read_text()
    assert 'version = "2.0.0"' in (repo / "generated/gettask-toy/pyproject.toml").read_text()
    commit(repo)
    assert release([*run, "prepare", "--tag"]) == 0
    assert git(repo, "describe", "--tags").strip() == "v2.0.0"


@pytest.mark.parametrize("text", [None, "servers: ["])
def test_a_change_is_told_where_its_line_cannot_be(tmp_path: Path, text: str | None) -> None:
    """A spec that is gone, or that cannot be read any more, is for `make generate` to complain of."""
    if text:
        (tmp_path / "openapi/toy").mkdir(parents=True)
        (tmp_path / "openapi/toy/openapi.yaml").write_text(text)
    finding = Finding("toy", "http", Severity.INFO, "Other words.", "nobody", pointer="/info")
    assert locate([finding], {"head": tmp_path}) == [finding]


@pytest.mark.node
def test_an_unchanged_tree_has_nothing_to_tell(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither diff nor gate finds anything in what was released."""
    run = ["--root", str(repo)]
    capsys.readouterr()
    assert release([*run, "diff"]) == 0
    assert capsys.readouterr().out == "Since v1.0.0: nothing that consumers notice\n"
    assert release([*run, "gate"]) == 0
    assert release([*run, "diff", "--base", "v9"]) == 1
