"""What is built: the same from the same commit, and nothing but what is committed."""

from __future__ import annotations

import hashlib
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from release.build import SUMS, Artifact, build
from release.contents import read
from release.packages import packages
from release.tools import ReleaseError
from tests.release.harness import FIRST, ROOT, SECOND, SMALL, clone, git

pytestmark = pytest.mark.gate


def sums(artifacts: list[Artifact]) -> dict[str, str]:
    return {artifact.path.name: artifact.sha256 for artifact in artifacts}


def test_another_machine_on_another_day_builds_the_same_bytes(
    repo: Path, first: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Path, modes, dates of files, umask, zone, locale, hash seed and SOURCE_DATE_EPOCH don't count."""
    root = clone(repo, tmp_path / "some where else")
    for path in root.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            path.chmod(0o700)
            os.utime(path, (2**31, 2**31))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    before = os.umask(0o077)
    try:
        again = build(root, tmp_path / "dist")
    finally:
        os.umask(before)
    assert sums(again) == sums(first)


def test_files_are_dated_by_the_commit(first: list[Artifact]) -> None:
    """A wheel's files are as old as the last commit that changed the package."""
    with zipfile.ZipFile(first[0].path) as wheel:
        dates = {datetime(*member.date_time, tzinfo=UTC) for member in wheel.infolist()}
    assert dates == {datetime(2026, 1, 2, tzinfo=UTC)}


def test_a_client_that_stays_as_it_is_keeps_its_bytes(first: list[Artifact], second: list[Artifact]) -> None:
    """A release that leaves a client alone does not make another file of its version."""
    old, new = sums(first), sums(second)
    kept = {a.path.name for a in first if SECOND[a.package.name] == FIRST[a.package.name]}
    assert kept
    assert old.keys() & new.keys() == kept
    assert [name for name in kept if old[name] != new[name]] == []


def test_dist_holds_this_build_and_its_sums(small_repo: Path, tmp_path: Path) -> None:
    """Earlier builds of ours are gone, files of others stay, and SHA256SUMS is of what is there.

    Each package is a wheel and an sdist, and gettask comes last: that is the order to upload them in.
    """
    (tmp_path / "gettask-0.0.1-py3-none-any.whl").write_bytes(b"")
    (tmp_path / "theirs.whl").write_bytes(b"")
    built = build(small_repo, tmp_path)
    expected = [(name, suffix) for name in (SMALL, "gettask") for suffix in (".whl", ".gz")]
    assert [(a.package.name, a.path.suffix) for a in built] == expected
    assert {path.name for path in tmp_path.glob("*.*") if path.is_file()} == {
        "theirs.whl",
        *(artifact.path.name for artifact in built),
    }
    lines = [line.split("  ") for line in (tmp_path / SUMS).read_text("utf-8").splitlines()]
    assert {name: digest for digest, name in lines} == {
        artifact.path.name: hashlib.sha256(artifact.path.read_bytes()).hexdigest() for artifact in built
    }


def test_what_git_ignores_is_not_built_in(own_repo: Path) -> None:
    """A cache or a virtual environment inside of a package does not get out."""
    folder = own_repo / "generated/gettask-piapi/gettask_piapi"
    for ignored in ("__pycache__/x.py", ".venv/x.py", "dist/x.py"):
        (folder / ignored).parent.mkdir()
        (folder / ignored).write_text("", "utf-8")
    assert not [path for path in packages(own_repo)[0].sources if path.endswith("x.py")]


def test_what_a_user_needs_is_inside(first: list[Artifact]) -> None:
    """Licence, changelog and README are in every file; a client has its effective spec."""
    for artifact in first:
        files = read(artifact.path)
        for end in (
            "LICENSE",
            f"{artifact.package.module}/CHANGELOG.md",
            f"{artifact.package.module}/py.typed",
        ):
            assert [name for name in files if name.endswith(end)]
        if artifact.package.client:
            spec = artifact.package.root / artifact.package.folder / artifact.package.module / "openapi.json"
            assert files[f"{artifact.package.module}/openapi.json"] == spec.read_bytes()


def test_a_client_has_the_changelog_of_its_api_where_there_is_one(own_repo: Path) -> None:
    """Without one, it has that of the repository."""
    (own_repo / "openapi/piapi").mkdir(parents=True)
    (own_repo / "openapi/piapi/CHANGELOG.md").write_text("# PiAPI\n", "utf-8")
    changelogs = {package.name: package.changelog for package in packages(own_repo)}
    assert changelogs == dict.fromkeys(FIRST, "CHANGELOG.md") | {
        "gettask-piapi": "openapi/piapi/CHANGELOG.md"
    }


def test_something_that_should_not_get_out_stops_the_build(small_repo: Path, tmp_path: Path) -> None:
    """It is named with its place, and dist is left as it was."""
    (small_repo / "generated/gettask-tripo-v2/gettask_tripo_v2/notes.py").write_text(
        'x = 1\nHOME = "/home/somebody/notes"\n', "utf-8"
    )
    with pytest.raises(ReleaseError, match=r"gettask_tripo_v2/notes\.py:2 holds a path of a machine"):
        build(small_repo, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_a_shallow_clone_is_refused(next_repo: Path, tmp_path: Path) -> None:
    """Its history ends before the commits that date the packages, so it would build other bytes."""
    shallow = clone(next_repo, tmp_path / "shallow", "--depth", "1")
    with pytest.raises(ReleaseError, match="git fetch --unshallow"):
        build(shallow, tmp_path / "dist")


def test_what_was_never_committed_is_refused(own_repo: Path, tmp_path: Path) -> None:
    """It has no date."""
    git(own_repo, "checkout", "--quiet", "--orphan", "empty")
    git(own_repo, "rm", "--quiet", "--cached", "-r", ".")
    git(own_repo, "commit", "--quiet", "--allow-empty", "--message", "nothing")
    with pytest.raises(ReleaseError, match="commit it first"):
        build(own_repo, tmp_path / "dist")


def test_this_repository_fits_together() -> None:
    """gettask depends on each generated client, in a range around its version."""
    clients = sorted(path.parent.name for path in ROOT.glob("generated/gettask-*/pyproject.toml"))
    assert [package.name for package in packages(ROOT)] == [*clients, "gettask-codegen", "gettask"]


@pytest.mark.parametrize(
    ("dependency", "message"),
    [
        ("", "gettask does not depend on gettask-piapi"),
        ('"gettask-piapi",', "is not a range around 1.0.0"),
        ('"gettask-piapi>=1",', "is not a range around 1.0.0"),
        ('"gettask-piapi~=2.0",', "is not a range around 1.0.0"),
    ],
)
def test_a_dependency_on_a_client_is_a_range_around_it(own_repo: Path, dependency: str, message: str) -> None:
    """An older gettask never meets a newer client that breaks it, and a new one never an older."""
    path = own_repo / "pyproject.toml"
    path.write_text(path.read_text("utf-8").replace('"gettask-piapi~=1.0.0",', dependency), "utf-8")
    with pytest.raises(ReleaseError, match=message):
        packages(own_repo)
