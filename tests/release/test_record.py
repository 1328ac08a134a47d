"""Beside the packages of a build lie SBOM, provenance and specs, the same from the same commit."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from release.packages import Package
from release.record import SPECS, provenance, record, sbom
from release.tools import git

DIGEST = "a" * 64
OTHERS = (
    "generated/portable/3.0/toy.json",
    "generated/arazzo/1.1/toy/song.arazzo.yaml",
    "generated/asyncapi/toy.yaml",
    "generated/dialects/speakeasy/toy.overlay.yaml",
    "generated/task-lifecycle.schema.json",
    "docs/spec/task-lifecycle.golden.yaml",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a small repository with a spec, a lock and one commit."""
    root = tmp_path / "repo"
    for name, text in {
        "pyproject.toml": '[project]\nname = "gettask"\nversion = "1.2.0"\n',
        "requirements/run.txt": "httpx==0.28.1 \\\n    --hash=sha256:1\nh11[x]==0.16.0 ; python_version\n",
        "generated/openapi/toy.yaml": "openapi: 3.1.0\n",
        "openapi/extensions.schema.json": "{}\n",
        **dict.fromkeys(OTHERS, "{}\n"),
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    author = ("-c", "user.name=Ada", "-c", "user.email=ada@toy.test")
    git(root, *author, "commit", "--quiet", "--message=1.2.0")
    return root


def made(root: Path, dist: Path) -> dict[str, bytes]:
    """Return the files beside a build of one wheel, by name."""
    dist.mkdir()
    built = {"gettask-1.2.0-py3-none-any.whl": (Package(root, "."), DIGEST)}
    return {path.name: path.read_bytes() for path in record(root, dist, built)}


def test_the_same_commit_gives_the_same_files(tree: Path, tmp_path: Path) -> None:
    """No time of day and no path of the machine is in them."""
    first, second = made(tree, tmp_path / "one"), made(tree, tmp_path / "two")
    assert first == second
    assert [*first] == ["gettask-1.2.0-specs.zip", "gettask-1.2.0.cdx.json", "gettask-1.2.0.intoto.json"]
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_the_specs_are_a_file_of_their_own(tree: Path, tmp_path: Path) -> None:
    """The archive has whatever other tools read, and the schemas; provenance has its digest."""
    files = made(tree, tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist/gettask-1.2.0-specs.zip") as archive:
        assert {*archive.namelist()} == {
            *("openapi/toy.yaml", "openapi/extensions.schema.json"),
            *(path.removeprefix("generated/") for path in OTHERS),
        }
    subjects = json.loads(files["gettask-1.2.0.intoto.json"])["subject"]
    digests = {subject["name"]: subject["digest"]["sha256"] for subject in subjects}
    assert digests == {
        "gettask-1.2.0-py3-none-any.whl": DIGEST,
        "gettask-1.2.0-specs.zip": hashlib.sha256(files["gettask-1.2.0-specs.zip"]).hexdigest(),
    }


def test_each_kind_of_specs_is_in_the_repository() -> None:
    """A folder that was renamed would leave the archive in silence."""
    root = Path(__file__).parents[2]
    assert [path for path in SPECS if not git(root, "ls-files", "--", path)] == []


def test_the_sbom_names_our_files_and_what_is_locked(tree: Path) -> None:
    """Each component has name, version and package URL; ours have the hashes of their files."""
    found = sbom(tree, {"gettask-1.2.0-py3-none-any.whl": (Package(tree, "."), DIGEST)})
    assert [c["purl"] for c in found["components"]] == [
        "pkg:pypi/gettask@1.2.0",
        "pkg:pypi/httpx@0.28.1",
        "pkg:pypi/h11@0.16.0",
    ]
    assert found["components"][0]["hashes"] == [{"alg": "SHA-256", "content": DIGEST}]
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")


def test_provenance_names_the_commit_and_whether_the_tree_was_clean(tree: Path) -> None:
    """What was not committed cannot be built again."""
    commit = git(tree, "rev-parse", "HEAD").strip()
    definition = provenance(tree, {})["predicate"]["buildDefinition"]
    assert definition["resolvedDependencies"] == [{"name": "source", "digest": {"gitCommit": commit}}]
    assert definition["internalParameters"] == {"uncommitted": False}
    (tree / "new.txt").touch()
    definition = provenance(tree, {})["predicate"]["buildDefinition"]
    assert definition["internalParameters"] == {"uncommitted": True}
