"""The temporary files that this process is writing, so that an end that unwinds nothing can delete them."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import BinaryIO, Literal

_LONGEST = 1.0
"""Seconds that the end of the process waits at most for a file system that hangs."""

_paths: set[Path] = set()
_lock = RLock()


def open_file(path: Path, mode: Literal["wb", "ab"]) -> BinaryIO:
    """Open a temporary file for writing. It is deleted if the process is ended before `delete`."""
    with _lock:
        _paths.add(path)
        return path.open(mode)


def delete(path: Path) -> None:
    """Delete a temporary file, if it is there."""
    with _lock:
        path.unlink(missing_ok=True)
        _paths.discard(path)


def delete_all() -> None:
    """Delete all of them, just before the process ends: no thread can open one from now on."""
    _lock.acquire(timeout=_LONGEST)  # never released
    for path in [*_paths]:
        try:
            path.unlink()
        except OSError:  # it is gone, or cannot be deleted
            continue
