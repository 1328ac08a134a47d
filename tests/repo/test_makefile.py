"""The Makefile: it explains itself, and says in a sentence what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def make(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make")
    assert program
    # Without the variables of a make that runs these tests.
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    command = [program, "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment or kept, capture_output=True, check=False, text=True
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the Makefile with the locks, and a folder `bin` that has only the plainest tools."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "package.json", tmp_path)
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "cat", "cksum", "touch", "rm"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def test_make_alone_prints_the_targets() -> None:
    """Each public target has one line, in the order of the Makefile."""
    phony = re.search(r"^\.PHONY: help (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    lines = make().stdout.splitlines()
    assert [line.split()[0] for line in lines] == phony[1].split()
    assert all(len(line.split()) > 1 for line in lines)


@pytest.mark.parametrize("python", [None, "3.10"])
def test_a_python_that_is_too_old_is_refused_in_one_sentence(bare: Path, python: str | None) -> None:
    """Without Python 3.11, demo and test say which one they need and set nothing up."""
    if python:
        (bare / "bin/python3").write_text("#!/bin/sh\nexit 1\n")
        (bare / "bin/python3").chmod(0o755)
    done = make("demo", cwd=bare, PATH=str(bare / "bin"))
    errors = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert len(errors) == 1
    assert errors[0].startswith("gettask needs Python 3.11 or later")
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("version", [None, "v18.20.4", "v20.18.3", "v22.11.0"])
def test_a_node_that_is_missing_or_wrong_is_told_in_one_sentence(bare: Path, version: str | None) -> None:
    """Without npm, or with a Node that Redocly does not run on, nothing is installed."""
    if version:
        for tool in ("node", "npm"):
            (bare / "bin" / tool).write_text(f"#!/bin/sh\necho {version}\n")
            (bare / "bin" / tool).chmod(0o755)
    done = make("node", cwd=bare, PATH=str(bare / "bin"))
    errors = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert errors == [
        "Node is needed to bundle and lint specs: install Node 20.19 or later of 20, or 22.12 or later."
    ]
    assert "npm ci" not in done.stdout


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.12.0", "v24.1.0"])
def test_a_node_that_fits_installs(bare: Path, version: str) -> None:
    """With a Node that Redocly runs on, npm installs the locked packages."""
    (bare / "bin/node").write_text(f"#!/bin/sh\necho {version}\n")
    (bare / "bin/npm").write_text('#!/bin/sh\n[ "$1" = ci ] && exec "$(command -v sh)" -c ": > $PWD/asked"\n')
    for tool in ("node", "npm"):
        (bare / "bin" / tool).chmod(0o755)
    make("node", cwd=bare, PATH=str(bare / "bin"))
    assert (bare / "asked").exists()


def test_what_is_set_up_is_not_set_up_again(bare: Path) -> None:
    """With a stamp of the lock as it is, make has nothing to do; with another lock, it has."""
    modules = bare / "node_modules"
    modules.mkdir()
    wanted = re.search(r"node_modules/\.stamp-\d+", make("-n", "node", cwd=bare).stdout)
    assert wanted
    (bare / wanted[0]).touch()
    assert "npm ci" not in make("-n", "node", cwd=bare).stdout
    (bare / "package-lock.json").write_text("{}")
    assert "npm ci" in make("-n", "node", cwd=bare).stdout
