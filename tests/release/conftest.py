"""Fixtures of the releases' tests. None needs a network: dependencies are wheels of what is installed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from release.build import Artifact, build
from tests.release.harness import FIRST, ROOT, SECOND, SMALL, Pypi, clone, copy, release, repack

Serve = Callable[..., Pypi]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that is down is down; nobody has logged in to another."""
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    for name in ("USERNAME", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"UV_PUBLISH_{name}", raising=False)


@pytest.fixture(scope="session")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository at the tag of the first release; not to be changed."""
    root = tmp_path_factory.mktemp("release") / "repo"
    copy(root)
    release(root, FIRST, "2026-01-02T00:00:00Z")
    return root


@pytest.fixture(scope="session")
def next_repo(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same at the tag of the second release; not to be changed."""
    root = clone(repo, tmp_path_factory.mktemp("release") / "repo")
    release(root, SECOND, "2026-03-04T00:00:00Z")
    return root


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
def first(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Artifact]:
    """The first release, built."""
    return build(repo, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def second(next_repo: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Artifact]:
    """The second release, built."""
    return build(next_repo, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def dependencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheels of everything that a user of gettask runs on."""
    folder = tmp_path_factory.mktemp("dependencies")
    for name in re.findall(r"(?m)^([\w-]+)==", (ROOT / "requirements/run.txt").read_text("utf-8")):
        try:
            repack(distribution(name), folder)
        except PackageNotFoundError:
            continue  # The lock serves other platforms, too.
    return folder


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
