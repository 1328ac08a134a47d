"""Installs a release from its index, or before that from its files, and tries it: client, mock, generator."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from release.index import Index
from release.tools import environment, run, uv

_TRIAL = Path(__file__).with_name("trial.py")
_GENERATOR_TRIAL = Path(__file__).with_name("generator_trial.py")


def smoke(version: str, index: Index, dist: Path | None = None) -> str:
    """Run one task of each API with that version of gettask, and return what its trial prints.

    Raises ReleaseError if it does not work.

    With `dist` our packages come from that folder, and what they need from the index. The environment is
    new and deleted afterwards; nothing comes from caches, other indexes or this checkout.
    """
    return _try(_TRIAL, f"gettask[cli,mock]=={version}", version, index, dist)


def smoke_generator(version: str, index: Index, dist: Path | None = None) -> str:
    """Lay out an API with that version of gettask-codegen, in an environment of its own, as `smoke` does."""
    return _try(_GENERATOR_TRIAL, f"gettask-codegen=={version}", version, index, dist)


def _try(trial: Path, requirement: str, version: str, index: Index, dist: Path | None) -> str:
    with TemporaryDirectory(prefix="gettask-smoke-") as folder:
        options = ("--find-links", str(dist.resolve())) if dist else ()
        python = install(Path(folder, "venv"), requirement, index, *options)
        return run(python, "-I", trial, version, cwd=Path(folder), env=environment())


def install(venv: Path, requirement: str, index: Index, *options: str) -> Path:
    """Install from the index alone into `venv`, made if need be; return its Python."""
    if not venv.exists():
        uv("venv", venv, "--python", sys.executable, "--offline")
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = ["pip", "install", "--python", str(python), "--no-cache", "--no-build"]
    uv(*command, *options, requirement, env=index.environment())
    return python
