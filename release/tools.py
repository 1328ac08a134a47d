"""What the other modules share: errors, and commands in an environment of our own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from uv import find_uv_bin

# What would let the machine change what is built, from which repository, or where it is installed from.
# Certificates, proxies and patience are the machine's affair, and stay.
_OURS = (
    "UV_",
    "PIP_",
    "HATCH_",
    "PYTHON",
    "VIRTUAL_ENV",
    "SOURCE_DATE_EPOCH",
    "GIT_DIR",
    "GIT_INDEX",
    "GIT_WORK",
)
_THEIRS = ("UV_HTTP_", "UV_INSECURE_HOST", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS")

# Found before threads start: sysconfig, which finds it, sets itself up on first use, and not safely.
_UV = find_uv_bin()


class ReleaseError(Exception):
    """Why there is no release; the message says what to do next."""


def environment(**ours: str) -> dict[str, str]:
    """Return this process's environment without what steers uv, pip and Python, and with `ours`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OURS) or k.startswith(_THEIRS)}
    return kept | ours


def run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Return what a command prints. Raises ReleaseError, with what it complains of, when it fails."""
    env = env or environment()
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, umask=0o022, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise ReleaseError(f"{error.filename} is needed, and is not installed.") from None
    if done.returncode:
        name = " ".join([Path(command[0]).name, *map(str, command[1:3])])
        raise ReleaseError(f"{name}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def uv(*arguments: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run uv without any configuration file; as `run`."""
    return run(_UV, *arguments, "--no-config", "--quiet", env=env)


def git(root: Path, *arguments: str) -> str:
    """Run git in `root`; as `run`."""
    return run("git", *arguments, cwd=root)


def shallow(root: Path) -> bool:
    """Return whether the clone lacks history."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def uncommitted(root: Path) -> str:
    """Return some of the paths in which the tree differs from its commit, "" if it does not."""
    changed = git(root, "status", "--porcelain").splitlines()
    return ", ".join(line[3:] for line in changed[:5]) + ", …" * (len(changed) > 5)
