"""The locks: complete, hashed, in step with each other, and naming no place to download from."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
INPUTS = sorted(REQUIREMENTS.glob("*.in"))
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NPM_LOCKS = [
    ROOT / "package-lock.json",
    *sorted(ROOT.glob("benchmarks/*/package-lock.json")),
    *sorted(ROOT.glob("tests/*/package-lock.json")),
]
PROJECTS = [ROOT / "pyproject.toml", *sorted(ROOT.glob("generated/gettask-*/pyproject.toml"))]

# A requirement and its hashes; nothing else may stand in a lock.
ENTRY = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+))? \\\n"
    r"(?:    --hash=sha256:[0-9a-f]{64} \\\n)*"
    r"    --hash=sha256:[0-9a-f]{64}\n"
)
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|anaconda)\.(?:org|com|io)\b")


def locked(lock: Path) -> dict[str, str]:
    """Return the version of each package in `lock`."""
    return {entry["name"]: entry["version"] for entry in ENTRY.finditer(lock.read_text("utf-8"))}


def requested(file: Path) -> list[Requirement]:
    """Return what a requirements/*.in asks for."""
    lines = (line.partition("#")[0].strip() for line in file.read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


def text_files() -> Iterator[tuple[Path, str]]:
    """Yield every file of the project that is text, leaving out what .gitignore names."""
    ignored = [".git", *(ROOT / ".gitignore").read_text("utf-8").split()]
    folders = [ROOT]
    while folders:
        for path in folders.pop().iterdir():
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            elif b"\0" not in (content := path.read_bytes()):
                yield path, content.decode("utf-8", "replace")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_only_versions_and_hashes(lock: Path) -> None:
    """Every requirement has a hash, and there is no URL, index or option between them."""
    assert ENTRY.sub("", lock.read_text("utf-8")) == ""
    assert locked(lock)


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_an_npm_lock_holds_only_versions_and_hashes(lock: Path) -> None:
    """Every npm package has its integrity and no source, and no dependency is missing."""
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    asked_for = json.loads(lock.with_name("package.json").read_text("utf-8"))
    for kind in ("dependencies", "devDependencies", "optionalDependencies"):
        assert packages[""].get(kind) == asked_for.get(kind)
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    for package in installed.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_no_file_names_a_registry() -> None:
    """No file of the project names the host of a package registry."""
    assert [path for path, text in text_files() if REGISTRY.search(text)] == []


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_a_lock_is_of_its_input(file: Path) -> None:
    """Every requirement is locked, in a version that it allows."""
    versions = locked(file.with_suffix(".txt"))
    for requirement in requested(file):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_every_tool_says_why_it_is_there(file: Path) -> None:
    """Each line that asks for a package ends in a comment."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and line[0] not in "#-"]
    assert [line for line in lines if not re.search(r"\S +# \S", line)] == []


def test_demo_and_tests_run_on_the_same_versions() -> None:
    """Everything in run.txt is in dev.txt, in the same version."""
    assert locked(REQUIREMENTS / "run.txt").items() <= locked(REQUIREMENTS / "dev.txt").items()


@pytest.mark.parametrize("file", PROJECTS, ids=lambda file: file.parent.name)
def test_the_locks_have_what_our_packages_need(file: Path) -> None:
    """Our packages are installed without dependencies: run.txt has them, and dev.txt those of all extras."""
    parsed = tomllib.loads(file.read_text("utf-8"))
    project = parsed["project"]
    needed = [*parsed["build-system"]["requires"], *project.get("dependencies", [])]
    extras = [each for extra in project.get("optional-dependencies", {}).values() for each in extra]
    for lock, requirements in (("run.txt", needed), ("dev.txt", extras)):
        versions = locked(REQUIREMENTS / lock)
        for requirement in map(Requirement, requirements):
            if not requirement.name.startswith("gettask"):
                assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])
