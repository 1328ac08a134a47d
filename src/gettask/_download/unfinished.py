"""The temporary files that this process is writing, so that an end that unwinds nothing can delete them.

What a killed process leaves is deleted by the next download to the same folder: a process holds a lock on
each file that it is writing, and the lock ends with the process.
"""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import BinaryIO, Literal

try:
    import fcntl
except ImportError:  # Windows, where no open file can be deleted
    fcntl = None  # type: ignore[assignment]

_LONGEST = 1.0
"""Seconds that the end of the process waits at most for a file system that hangs."""

_locked: dict[Path, BinaryIO] = {}
"""The files that hold the locks."""
_lock = RLock()


def new_path(folder: Path) -> Path:
    """Return a path for a temporary file in a folder."""
    return folder / f".gettask-{secrets.token_hex(8)}.part"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Return a folder for temporary files, without what killed processes have left in it.

    All processes of a user share it. Where somebody else has taken its name it is one of its own.
    """
    folder = _shared_folder()
    if folder is not None:
        delete_abandoned(folder)
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="gettask-") as name:
            yield Path(name)


def _shared_folder() -> Path | None:
    """Return the folder of this user in `TMPDIR`, None if it is not this user's alone."""
    user = getattr(os, "getuid", lambda: None)()  # on Windows each user has a TMPDIR
    folder = Path(tempfile.gettempdir(), "gettask" if user is None else f"gettask-{user}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    private = user is None or (found.st_uid == user and stat.S_IMODE(found.st_mode) == 0o700)
    return folder if private and stat.S_ISDIR(found.st_mode) else None


def open_file(path: Path, mode: Literal["wb", "ab"]) -> BinaryIO:
    """Open a temporary file for writing. It is deleted if the process is ended before `delete`."""
    with _lock:
        while path not in _locked:
            file = path.open("ab")
            if _acquire(file) is not False and _is_at(file, path):  # else another process has deleted it
                _locked[path] = file
            else:
                file.close()
        return path.open(mode)


def delete(path: Path) -> None:
    """Delete a temporary file, if it is there."""
    with _lock:
        file = _locked.pop(path, None)
        if file is not None:
            file.close()
        path.unlink(missing_ok=True)


def delete_all() -> None:
    """Delete all of them, just before the process ends: no thread can open one from now on."""
    _lock.acquire(timeout=_LONGEST)  # never released
    for path in [*_locked]:
        try:
            path.unlink()
        except OSError:  # it is gone, or cannot be deleted
            continue


def delete_abandoned(folder: Path) -> None:
    """Delete the temporary files in a folder that no process is writing any more."""
    for path in folder.glob(".gettask-*.part"):
        # Not "ab": what its process has just deleted would be there again, and seem to be the file it locks.
        with suppress(OSError), path.open("r+b") as file:
            if _acquire(file):
                path.unlink()


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Return whether an open file is the one at a path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _acquire(file: BinaryIO) -> bool | None:
    """Lock a file; return whether that worked, None where the file system has no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
