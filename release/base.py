"""What a change is compared with: a commit, found and unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from release.tools import ReleaseError, git, shallow

_PARTS = ("generated", "openapi", "overlays", "src", "pyproject.toml", "README.md")


def last_release(root: Path) -> str | None:
    """Return the tag of the release that HEAD comes after, None before the first one.

    Raises ReleaseError in a clone that cannot tell, since it lacks history.
    """
    try:
        return git(root, "describe", "--tags", "--abbrev=0", "--match=v[0-9]*").strip()
    except ReleaseError:
        if shallow(root):
            raise ReleaseError(
                "This clone is shallow, so it does not know the last release: git fetch --unshallow --tags"
            ) from None
        return None


def base(root: Path, ref: str = "") -> str:
    """Return the commit to compare with: `ref`, the last release, or the fork from main.

    Raises ReleaseError if there is none.
    """
    if ref:
        return checked(root, ref)
    if tag := last_release(root):
        return tag
    for main in ("origin/main", "main"):
        try:
            return git(root, "merge-base", "HEAD", main).strip()[:12]
        except ReleaseError:
            continue
    raise ReleaseError("There is nothing to compare with: no release tag v* and no main. Say BASE=<git ref>.")


def checked(root: Path, commit: str) -> str:
    """Return `commit`. Raises ReleaseError, with how to get it, if it is none of this clone's."""
    try:
        git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except ReleaseError:
        fetch = "git fetch --unshallow --tags" if shallow(root) else "git fetch --tags"
        raise ReleaseError(
            f"BASE={commit} is not a commit here: name a tag, a branch or a hash. "
            f"What only the remote has comes with {fetch}"
        ) from None
    return commit


def unpack(root: Path, commit: str, folder: Path) -> Path:
    """Put what consumers get, and what it is made of, as it was at `commit` into `folder`; return that."""
    parts = git(root, "ls-tree", "--name-only", commit, "--", *_PARTS).split()
    if "pyproject.toml" not in parts:
        raise ReleaseError(f"{commit} has no pyproject.toml, so it is not a state of this project.")
    archive = folder.with_suffix(".zip")
    git(root, "archive", "--format=zip", "-0", "--output", str(archive), commit, "--", *parts)
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    archive.unlink()
    return folder
