"""Folders of files: what is in them, one digest over them, in what two differ, which hold an API."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

# What tools leave beside what they read.
_LEFT_BEHIND = re.compile(r"__pycache__|.*\.egg-info|\..*cache|\.DS_Store")


def files(root: Path, names: Iterable[str] = (".",)) -> dict[str, Path]:
    """Return the files below the named ones in `root`, by relative path, but for tools' caches."""
    found = {}
    for start in (root / name for name in names):
        if start.is_file():
            found[start.relative_to(root).as_posix()] = start
        for folder, folders, children in os.walk(start):
            folders[:] = [name for name in folders if not _LEFT_BEHIND.fullmatch(name)]
            here = Path(folder)
            below = here.relative_to(root)
            for name in children:
                if not _LEFT_BEHIND.fullmatch(name) and (path := here / name).is_file():
                    found[(below / name).as_posix()] = path
    return dict(sorted(found.items()))


def documents(root: Path) -> dict[str, Path]:
    """Return the documents of the APIs below `root` by name."""
    return {path.parent.name: path for path in sorted(root.glob("openapi/*/openapi.yaml"))}


def digest(root: Path, names: Iterable[str] = (".",)) -> str:
    """Return one SHA-256 over the names and bytes of those files."""
    total = hashlib.sha256()
    for name, path in files(root, names).items():
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def compare(old: Path, new: Path) -> dict[str, str]:
    """Return the files in which two folders differ: added, changed or removed in `new`."""
    before, after = files(old), files(new)
    return {
        name: "removed" if name not in after else "added" if name not in before else "changed"
        for name in sorted(before.keys() | after.keys())
        if not (name in before and name in after and before[name].read_bytes() == after[name].read_bytes())
    }
