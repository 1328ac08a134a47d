"""What a change is compared with: a commit, found and unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from release.tools import ReleaseError, git

_PARTS = ("generated", "openapi", "overlays", "src", "pyproject.toml")


def last_release(root: Path) -> str | None:
    """Return the tag of the release that HEAD comes after, None before the first one."""
    try:
        return git(root, "describe", "--tags", "--abbrev=0", "--match=v[0-9]*").strip()
    except ReleaseError:
        return None


def base(root: Path, asked: str = "") -> str:
    """Return the commit to compare with: the one asked for, the last release, or the fork from main.

    Raises ReleaseError if there is none.
    """
    if asked:
        git(root, "rev-parse", "--verify", "--quiet", f"{asked}^{{commit}}")
        return asked
    if tag := last_release(root):
        return tag
    for main in ("origin/main", "main"):
        try:
            return git(root, "merge-base", "HEAD", main).strip()[:12]
        except ReleaseError:
            continue
    raise ReleaseError("There is nothing to compare with: no release tag v* and no main. Say BASE=<git ref>.")


def unpack(root: Path, commit: str, folder: Path) -> Path:
    """Put what consumers get, and what it is made of, as it was at `commit` into `folder`; return that."""
    there = git(root, "ls-tree", "--name-only", commit, "--", *_PARTS).split()
    archive = folder.with_suffix(".zip")
    git(root, "archive", "--format=zip", "-0", "--output", str(archive), commit, "--", *there)
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    archive.unlink()
    return folder
