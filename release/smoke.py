"""Installs a release from its index, or before that from its files, and runs one task of each API with it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from release.index import Index
from release.tools import environment, run, uv

_TRIAL = Path(__file__).with_name("trial.py")


def smoke(version: str, index: Index, dist: Path | None = None) -> str:
    """Return what the trial of that version of gettask prints. Raises ReleaseError if it does not work.

    With `dist` our packages come from that folder, and what they need from the index. The environment is
    new and deleted afterwards; nothing comes from caches, other indexes or this checkout.
    """
    with TemporaryDirectory(prefix="gettask-smoke-") as folder:
        options = ("--find-links", str(dist.resolve())) if dist else ()
        python = install(Path(folder, "venv"), f"gettask[cli,mock]=={version}", index, *options)
        return run(python, "-I", _TRIAL, version, cwd=Path(folder), env=environment())


def install(venv: Path, requirement: str, index: Index, *options: str) -> Path:
    """Install from the index alone into `venv`, made if need be; return its Python."""
    if not venv.exists():
        uv("venv", venv, "--python", sys.executable, "--offline")
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = ["pip", "install", "--python", str(python), "--no-cache", "--no-build"]
    uv(*command, *options, requirement, env=index.environment())
    return python
