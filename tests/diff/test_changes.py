"""From a change to a release: fragments, versions, the gate, the changelogs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from codegen.diff import Severity, Tools
from codegen.diff.snapshot import apis
from codegen.sources.loader import load
from release.base import base, unpack
from release.fragments import fragments
from release.gate import gate
from release.packages import Package
from release.prepare import prepare, tag
from release.steps import between, since
from release.tools import ReleaseError
from release.versions import least, parse, range_of, set_api_version, set_package_version, set_requirement
from tests.diff.conftest import Make
from tests.diff.edits import SCHEMAS, TABLE, drop, put
from tests.release.harness import git

PYPROJECT = """\
[project]
name = "gettask"
version = "0.3.1"
dependencies = [
  "attrs>=24.2",
  "gettask-toy>=0.3.1,<0.4",
]
"""
OPENAPI = "openapi: 3.1.0\ninfo:\n  title: Toy API\n  version: 0.3.1  # ours\npaths: {}\n"
FRAGMENT = """\
---
kind: the API changed
api: toy
evidence: [page, what a customer sent us]
---
Songs may be paused,
`Phase` stays `queued`.
"""
DAY = date(2026, 11, 30)


class Silent(Tools):
    """Stands in for Redocly and oasdiff: neither says anything."""

    def __init__(self) -> None:
        pass

    def verdicts(self, *_: object) -> list[Any]:
        """Return that nothing changed on the wire."""
        return []


def commit(root: Path, tag: str = "") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A commit", "--allow-empty")
    if tag:
        git(root, "tag", tag)


@pytest.fixture
def repo(tmp_path: Path, base: Path) -> Path:
    """Return a repository with one API, Toy, that was never released."""
    root = tmp_path / "repo"
    shutil.copytree(base, root / "generated")
    (root / "openapi/toy").mkdir(parents=True)
    (root / "openapi/toy/openapi.yaml").write_text(OPENAPI)
    (root / "src/gettask").mkdir(parents=True)
    (root / "src/gettask/__init__.py").write_text('"""Waits."""\n')
    (root / "changes").mkdir()
    (root / "pyproject.toml").write_text(PYPROJECT)
    (root / "CHANGELOG.md").write_text("# Changelog\n\nFor users.\n\n## 0.3.1 (unreleased)\n\nThe first.\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


@pytest.fixture
def released(repo: Path) -> Path:
    """Return the same after its first release."""
    commit(repo, "v0.3.1")
    return repo


@pytest.fixture
def generating(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `generate` write the version of the spec into the package, and nothing else."""

    def generate(root: Path, say: Callable[[str], None]) -> None:
        version = load(root / "openapi/toy/openapi.yaml").data["info"]["version"]
        path = apis(root / "generated")["toy"].package / "contract.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"version": version}))
        say("generated")

    monkeypatch.setattr("release.prepare.generate", generate)


def edit(repo: Path, make_tree: Make, toy: Any, *edits: Callable[[Any], None]) -> None:
    """Put the tree of an edited Toy in the place of `generated/`."""
    document = deepcopy(toy)
    for change in edits:
        change(document)
    shutil.rmtree(repo / "generated")
    shutil.copytree(make_tree(document), repo / "generated")


PAUSED = put(f"{TABLE}/statuses/paused", {"phase": "queued", "terminal": False, "next": ["running"]})
BROKEN = drop(f"{SCHEMAS}/SongOutput/properties/lyrics")
NOTHING_BUT_WORDS = put("/info/description", "Songs.")


def problems(repo: Path) -> list[str]:
    return gate(repo, "", Silent)


def test_findings_of_all_packages_come_in_one_order(
    released: Path, tmp_path: Path, make_tree: Make, toy: Any
) -> None:
    """The gravest first, and the same ones in the same order each time, whichever package they are about."""
    new = shutil.copytree(released, tmp_path / "new")
    edit(new, make_tree, toy, PAUSED)
    for root, word in ((released, "old"), (new, "new")):
        (root / "src/gettask/events.py").write_text("".join(f"def {word}_{i}(): ...\n" for i in range(9)))
    found = [(f.severity, f.what) for f in between(released, new, Silent())[0]]
    gone = [(Severity.BREAKING, f"Function `old_{i}` is gone.") for i in range(9)]
    come = [(Severity.COMPATIBLE, f"Function `new_{i}` is new.") for i in range(9)]
    assert (found[:9], found[9:18]) == (gone, come)
    assert found[18:]


# Versions


@pytest.mark.parametrize(
    ("version", "severity", "expected"),
    [
        ("0.3.1", "breaking", "0.4.0"),
        ("0.3.1", "compatible", "0.3.2"),
        ("0.3.1", "info", "0.3.2"),
        ("1.3.1", "breaking", "2.0.0"),
        ("1.3.1", "compatible", "1.4.0"),
        ("1.3.1", "info", "1.3.2"),
    ],
)
def test_the_least_version_says_what_changed(version: str, severity: str, expected: str) -> None:
    """Before 1.0.0 the second number is for what breaks."""
    assert least(version, Severity(severity)) == expected


@pytest.mark.parametrize("version", ["1.2", "1.2.3rc1", "v1.2.3", ""])
def test_a_version_is_three_numbers(version: str) -> None:
    """Anything else is refused with how to write it."""
    with pytest.raises(ReleaseError, match=r"as in 1\.2\.3"):
        parse(version)


def test_a_range_ends_before_the_next_breaking_version() -> None:
    """What gettask depends on is compatible with what it was tested with."""
    assert range_of("0.3.1") == ">=0.3.1,<0.4"
    assert range_of("2.3.1") == ">=2.3.1,<3"


def test_versions_are_written_where_they_stand(repo: Path) -> None:
    """Nothing but the version changes, whatever the style of the file."""
    path = repo / "openapi/toy/openapi.yaml"
    set_api_version(path, "0.4.0")
    assert path.read_text() == OPENAPI.replace("0.3.1", "0.4.0")
    path.write_text("openapi: 3.1.0\ninfo: {title: 'version: 1', version: '0.4.0', license: {name: MIT}}\n")
    set_api_version(path, "0.4.1")
    assert load(path).data["info"] == {"title": "version: 1", "version": "0.4.1", "license": {"name": "MIT"}}
    set_package_version(repo / "pyproject.toml", "0.5.0")
    set_requirement(repo / "pyproject.toml", "gettask-toy", ">=0.4.1,<0.5")
    set_requirement(repo / "pyproject.toml", "gettask-toy", ">=0.4.2,<0.5")
    package = Package(repo, ".")
    assert package.version == "0.5.0"
    assert package.project["dependencies"] == ["attrs>=24.2", "gettask-toy>=0.4.2,<0.5"]
    with pytest.raises(ReleaseError, match="name it in pyproject"):
        set_requirement(repo / "pyproject.toml", "gettask-other", ">=1,<2")


# Fragments


def test_a_fragment_is_read(repo: Path) -> None:
    """Its text is one line of a changelog; Markdown and YAML say the same."""
    (repo / "changes/paused.md").write_text(FRAGMENT)
    (repo / "changes/paused.yaml").write_text(
        "kind: the API changed\napi: toy\nevidence: [page, what a customer sent us]\n"
        "text: Songs may be paused, `Phase` stays `queued`.\n"
    )
    (one, other), wrong = fragments(repo)
    assert not wrong
    assert (one.kind, one.api, one.evidence) == (
        "the API changed",
        "toy",
        ("page", "what a customer sent us"),
    )
    assert one.text == other.text == "Songs may be paused, `Phase` stays `queued`."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "the API changed",
            "improvements",
            "2:1: kind is one of: the API changed; our description was wrong",
        ),
        ("the API changed", "improvements", "the client changed; 'improvements' is none"),
        ("api: toy", "api: other", "3:1: api is one of: toy, gettask; 'other' is none"),
        ("evidence: [page, what a customer sent us]\n", "", "2:1: evidence is missing: name the sources"),
        ("[page,", "[pgae,", "4:12: pgae: no source of toy; is it page?; a text has several words"),
        ("[page, what a customer sent us]", "7", "4:1: evidence is a list of source ids, or of texts; 7 is"),
        ("api: toy", "api: toy\nsince: 3", "4:1: since: the fields are api, evidence and kind"),
        ("Songs may be paused,\n`Phase` stays `queued`.\n", "", "2:1: the text is missing: tell consumers"),
        ("---\nkind", "kind", "1:1: a fragment is Markdown, <slug>.md, that begins with its fields between"),
        ("kind: the", "kind: the\nkind: the", "3:1: the key 'kind' stands twice"),
        ("[page", "[[page", "5:1: not YAML"),
    ],
)
def test_what_is_no_fragment_is_said_so(repo: Path, old: str, new: str, problem: str) -> None:
    """File, line and column are named, with the value that does not fit and with those that do."""
    assert old in FRAGMENT
    (repo / "changes/paused.md").write_text(FRAGMENT.replace(old, new))
    (messages,) = fragments(repo)[1]
    assert messages.startswith("changes/paused.md:")
    assert problem in messages


def test_all_that_is_wrong_with_a_fragment_is_said_at_once(repo: Path) -> None:
    """All wrong fields are reported at once."""
    (repo / "changes/paused.md").write_text("---\nkind: news\napi: other\n---\n")
    _, messages = fragments(repo)
    assert [line.split(": ")[1].split(" is")[0] for line in messages] == ["kind", "api", "the text"]


def test_what_is_no_text_is_no_fragment(repo: Path) -> None:
    """A folder, or other bytes, are named as well."""
    (repo / "changes/one.md").mkdir()
    (repo / "changes/two.md").write_bytes(b"\xff\xfe")
    assert fragments(repo) == (
        [],
        [f"changes/{name}.md:1:1: a fragment is a text file in UTF-8" for name in ("one", "two")],
    )


# The gate


def test_before_the_first_release_an_entry_is_enough(repo: Path) -> None:
    """There is nothing to compare with, but the changelog needs an entry."""
    assert problems(repo) == []
    (repo / "CHANGELOG.md").write_text("# Changelog\n")
    assert "CHANGELOG.md has no entry for 0.3.1" in problems(repo)[0]
    (repo / "changes/first.md").write_text(FRAGMENT)
    assert problems(repo) == []


def test_an_unchanged_tree_passes(released: Path) -> None:
    """What was released needs neither version nor fragment."""
    assert problems(released) == []


def test_a_clone_without_tags_does_not_pass_for_a_first_release(released: Path) -> None:
    """The changelog knows of a release which git cannot show."""
    git(released, "tag", "--delete", "v0.3.1")
    changelog = "# Changelog\n\n## 0.3.1 (2026-11-30)\n\nThe first.\n"
    (released / "CHANGELOG.md").write_text(changelog)
    assert problems(released) == []  # as it is before its tag
    (released / "changes/paused.md").write_text(FRAGMENT)
    (problem,) = problems(released)
    assert problem.startswith("CHANGELOG.md says that 0.3.1 was released")
    assert problem.endswith("git fetch --tags")


def test_what_gettask_offers_needs_a_fragment_as_well(released: Path) -> None:
    """Consumers read of a new function; not of what nobody can import."""
    (released / "src/gettask/inner.py").write_text("def helper() -> None: ...\ndef parse() -> None: ...\n")
    assert problems(released) == []
    (released / "src/gettask/__init__.py").write_text("from gettask.inner import parse as parse\n")
    (problem,) = problems(released)
    assert problem.startswith("Function `parse` is new. What gettask offers changed since v0.3.1, and no")
    assert "kind: the client changed\napi: gettask\n---" in problem
    (released / "changes/more.md").write_text("---\nkind: the client changed\napi: gettask\n---\nMore.\n")
    assert problems(released) == []


@pytest.mark.parametrize(
    ("change", "severity", "version"),
    [
        (PAUSED, "compatible", "0.3.2"),
        (BROKEN, "breaking", "0.4.0"),
        (NOTHING_BUT_WORDS, "info", "0.3.2"),
    ],
)
def test_a_change_needs_its_version_and_a_fragment(
    released: Path, make_tree: Make, toy: Any, change: Any, severity: str, version: str
) -> None:
    """The gate names line, version and file; with both mended it is content."""
    edit(released, make_tree, toy, change)
    number, fragment = problems(released)
    assert number.startswith("openapi/toy/openapi.yaml:4:3: info.version is 0.3.1")
    assert f"is {severity}: make it {version} or later" in number
    assert "write changes/<slug>.md" in fragment
    edit(released, make_tree, toy, change, put("/info/version", version))
    (released / "changes/paused.md").write_text(FRAGMENT)
    assert problems(released) == []


def test_a_larger_step_than_needed_passes(released: Path, make_tree: Make, toy: Any) -> None:
    """A maintainer may say more than the tools see."""
    (released / "changes/paused.md").write_text(FRAGMENT)
    edit(released, make_tree, toy, NOTHING_BUT_WORDS, put("/info/version", "1.0.0"))
    assert problems(released) == []


def test_a_fragment_of_another_package_does_not_count(released: Path, make_tree: Make, toy: Any) -> None:
    """Each changed package has a fragment for its own consumers."""
    edit(released, make_tree, toy, PAUSED, put("/info/version", "0.3.2"))
    (released / "changes/other.md").write_text("---\nkind: the client changed\napi: gettask\n---\nFaster.\n")
    (problem,) = problems(released)
    assert "no fragment" in problem


def test_a_new_api_needs_a_fragment_and_no_larger_version(released: Path) -> None:
    """Nobody used it before, so any first version is high enough; it needs an entry."""
    old, new = released / "generated/gettask-toy", released / "generated/gettask-game"
    shutil.copytree(old, new)
    (new / "gettask_toy").rename(new / "gettask_game")
    shutil.copytree(released / "openapi/toy", released / "openapi/game")
    (problem,) = problems(released)
    assert "api: game" in problem
    *_, step = since(released, "v0.3.1", Silent())[1]
    assert (step.package, step.severity, step.least) == ("gettask", Severity.COMPATIBLE, "0.3.2")


def test_an_api_that_is_gone_is_a_step_of_gettask(released: Path) -> None:
    """Nothing is left to have a version of its own, and everybody who used it has gettask."""
    shutil.rmtree(released / "generated/gettask-toy")
    (step,) = since(released, "v0.3.1", Silent())[1]
    assert (step.package, step.severity, step.least) == ("gettask", Severity.BREAKING, "0.4.0")


# The base


def test_the_base_is_the_last_release_else_the_fork_from_main(repo: Path) -> None:
    """A base that is given comes first; one that does not exist is an error."""
    with pytest.raises(ReleaseError):
        base(repo, "v9")
    first = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "switch", "--quiet", "--create", "topic")
    commit(repo)
    assert first.startswith(base(repo))
    git(repo, "tag", "v0.3.1")
    git(repo, "tag", "not-a-release")
    commit(repo)
    assert base(repo) == "v0.3.1"
    assert base(repo, "main") == "main"


def test_a_base_that_is_not_there_is_named_with_how_to_get_it(repo: Path) -> None:
    """Git itself says nothing of it."""
    with pytest.raises(ReleaseError, match=r"BASE=v9 is not a commit here: .* git fetch --tags$"):
        base(repo, "v9")


def test_a_shallow_clone_has_no_last_release(released: Path, tmp_path: Path) -> None:
    """It would be compared with itself, and nothing would have changed."""
    commit(released)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", released.as_uri(), str(shallow))
    for command in (base, lambda root: gate(root, "", Silent)):
        with pytest.raises(ReleaseError, match="git fetch --unshallow --tags"):
            command(shallow)
    with pytest.raises(ReleaseError, match=r"BASE=v0\.3\.1 .* --unshallow"):
        base(shallow, "v0.3.1")


def test_what_is_not_this_project_is_nothing_to_compare_with(repo: Path, tmp_path: Path) -> None:
    """A commit without the package is named as such."""
    (repo / "pyproject.toml").unlink()
    commit(repo)
    with pytest.raises(ReleaseError, match="HEAD has no pyproject"):
        unpack(repo, "HEAD", tmp_path / "base")


# The release


@pytest.mark.usefixtures("generating")
def test_the_first_release_keeps_its_version(repo: Path) -> None:
    """The entry that waited gets its date, every client its own changelog, and gettask its range."""
    messages: list[str] = []
    prepare(repo, DAY, Silent(), messages.append)
    assert "## 0.3.1 (2026-11-30)\n\nThe first.\n" in (repo / "CHANGELOG.md").read_text()
    own = (repo / "openapi/toy/CHANGELOG.md").read_text()
    assert own == "# Changelog of gettask-toy\n\n## 0.3.1 (2026-11-30)\n\n- The first version.\n"
    assert '"gettask-toy>=0.3.1,<0.4"' in (repo / "pyproject.toml").read_text()
    assert "make release TAG=1" in messages[-1]


@pytest.mark.usefixtures("generating")
def test_fragments_become_changelogs(released: Path, make_tree: Make, toy: Any) -> None:
    """Versions rise as far as needed, fragments go, and the gate and the tag accept the commit."""
    edit(released, make_tree, toy, BROKEN)
    (released / "changes/paused.md").write_text(FRAGMENT)
    (released / "changes/faster.md").write_text("---\nkind: the client changed\napi: gettask\n---\nFaster.\n")
    prepare(released, DAY, Silent(), lambda _: None)
    assert load(released / "openapi/toy/openapi.yaml").data["info"]["version"] == "0.4.0"
    assert Package(released, ".").version == "0.4.0"
    whole = (released / "CHANGELOG.md").read_text()
    assert whole.startswith(
        "# Changelog\n\nFor users.\n\n## 0.4.0 (2026-11-30)\n\nWith gettask-toy 0.4.0.\n\n"
        "- **gettask**, the client changed: Faster.\n"
        "- **toy**, the API changed: Songs may be paused, `Phase` stays `queued`. "
        "*Seen in: The page; what a customer sent us.*\n\n## 0.3.1"
    )
    own = (released / "openapi/toy/CHANGELOG.md").read_text()
    assert "- The API changed: Songs may be paused" in own
    assert "Faster" not in own
    assert not [*(released / "changes").iterdir()]
    assert problems(released) == []
    with pytest.raises(ReleaseError, match="is committed"):
        tag(released)
    commit(released)
    assert tag(released) == "v0.4.0"
    assert "v0.4.0" in git(released, "tag", "--points-at", "HEAD")


@pytest.mark.usefixtures("generating")
def test_a_package_that_stays_keeps_its_changelog(released: Path) -> None:
    """A release of gettask alone changes no byte of a client."""
    prepare(released, DAY, Silent(), lambda _: None)
    own = (released / "openapi/toy/CHANGELOG.md").read_text()
    commit(released, "v0.3.2")
    (released / "src/gettask/__init__.py").write_text('"""Waits well."""\n')
    (released / "changes/faster.md").write_text("---\nkind: the client changed\napi: gettask\n---\nFaster.\n")
    prepare(released, DAY, Silent(), lambda _: None)
    assert (released / "openapi/toy/CHANGELOG.md").read_text() == own
    assert load(released / "openapi/toy/openapi.yaml").data["info"]["version"] == "0.3.1"


def test_without_a_fragment_there_is_nothing_to_release(released: Path, make_tree: Make, toy: Any) -> None:
    """A release that says nothing is none, and touches nothing."""
    (released / "CHANGELOG.md").write_text("# Changelog\n")
    edit(released, make_tree, toy, BROKEN)
    commit(released)
    with pytest.raises(ReleaseError, match="changes/ has no fragment"):
        prepare(released, DAY, Silent(), lambda _: None)
    assert git(released, "status", "--porcelain") == ""


@pytest.mark.usefixtures("generating")
def test_without_a_change_there_is_nothing_to_release(released: Path) -> None:
    """The changelog of a released version does not change."""
    (released / "changes/paused.md").write_text(FRAGMENT)
    with pytest.raises(ReleaseError, match=r"as they were at v0\.3\.1, though changes/ has paused\.md"):
        prepare(released, DAY, Silent(), lambda _: None)
    assert "(unreleased)" in (released / "CHANGELOG.md").read_text()


def test_a_tag_wants_a_release(released: Path) -> None:
    """An entry without a date is not one."""
    with pytest.raises(ReleaseError, match="no dated entry"):
        tag(released)
