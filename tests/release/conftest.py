"""Fixtures of the releases' tests. None needs a network: dependencies are wheels of what is installed."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from release.build import Artifact, build
from release.packages import generator, packages
from tests.release.harness import FIRST, ROOT, SECOND, SMALL, Pypi, clone, copy, needed, release, repack

Serve = Callable[..., Pypi]
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that is down is down; nobody has logged in to another."""
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    for name in ("USERNAME", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"UV_PUBLISH_{name}", raising=False)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Returns the folder of a name, which the first process of the run that asks for it makes for all."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (base / name).exists():
                make(base / f"{name}.part")
                (base / f"{name}.part").rename(base / name)
        return base / name

    return folder


@pytest.fixture(scope="session")
def repo(once: Once) -> Path:
    """A repository at the tag of the first release; not to be changed."""

    def make(root: Path) -> None:
        copy(root)
        release(root, FIRST, "2026-01-02T00:00:00Z")

    return once("first-repo", make)


@pytest.fixture(scope="session")
def next_repo(repo: Path, once: Once) -> Path:
    """The same at the tag of the second release; not to be changed."""
    return once("second-repo", lambda root: release(clone(repo, root), SECOND, "2026-03-04T00:00:00Z"))


@pytest.fixture
def own_repo(repo: Path, tmp_path: Path) -> Path:
    """A clone of the first, to be changed."""
    return clone(repo, tmp_path / "own")


@pytest.fixture
def small_repo(own_repo: Path) -> Path:
    """The same with one client alone, which is quicker to build."""
    for client in own_repo.glob("generated/*"):
        if client.name != SMALL:
            shutil.rmtree(client)
    return own_repo


@pytest.fixture(scope="session")
def first(repo: Path, once: Once) -> list[Artifact]:
    """The first release, built."""
    return artifacts(repo, once("first-dist", lambda dist: build(repo, dist)))


@pytest.fixture(scope="session")
def second(next_repo: Path, once: Once) -> list[Artifact]:
    """The second release, built."""
    return artifacts(next_repo, once("second-dist", lambda dist: build(next_repo, dist)))


def artifacts(root: Path, dist: Path) -> list[Artifact]:
    """What was built of a repository, in the order in which `build` returns it."""
    stems = [(package, package.stem) for package in packages(root)]
    ends = ("-py3-none-any.whl", ".tar.gz")
    return [Artifact(package, dist / f"{stem}{end}") for package, stem in stems for end in ends]


@pytest.fixture(scope="session")
def dependencies(once: Once) -> Path:
    """A folder with wheels of everything that a user of gettask, or of its generator, runs on."""

    def make(folder: Path) -> None:
        folder.mkdir()
        names = {*re.findall(r"(?m)^([\w-]+)==", (ROOT / "requirements/run.txt").read_text("utf-8"))}
        if (tool := generator(ROOT)) is not None:
            names |= needed(Requirement(each).name for each in tool.project["dependencies"])
        for name in sorted(names):
            try:
                repack(distribution(name), folder)
            except PackageNotFoundError:
                continue  # The lock serves other platforms, too.

    return once("dependencies", make)


@pytest.fixture
def serve(tmp_path: Path, dependencies: Path) -> Iterator[Serve]:
    """Starts a pypiserver, with settings other than the usual if need be."""
    started: list[Pypi] = []

    def start(**settings: Any) -> Pypi:
        started.append(Pypi(tmp_path / f"index{len(started)}", dependencies, **settings))
        return started[-1]

    yield start
    for pypi in started:
        pypi.stop()


@pytest.fixture
def pypi(serve: Serve) -> Pypi:
    """A pypiserver that asks for a password for everything, and asks no other index."""
    return serve()
