"""Who works on a job. An owner is a locked file: the system releases it however the process ends.

A lease that runs out by the clock would let a second process act while the first only sleeps. This one ends
with its process, and at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class Owners:
    """The owners of the jobs of one store: this one, and those of other stores on the same file.

    Args:
        folder: The folder of the locked files, which is made if need be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._dead: set[str] = set()
        self.id = os.urandom(8).hex()
        """The name of this owner."""

    def claim(self) -> str:
        """Return the name of this owner, which counts as alive from now on."""
        if self._file is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = self._path(self.id).open("wb")
            if not _lock(self._file):
                raise OSError(f"cannot lock {self._path(self.id)}")
        return self.id

    def alive(self, owner: str) -> bool:
        """Return whether the process of an owner, this one or another, still runs."""
        if owner == self.id:
            return True
        if owner in self._dead:
            return False
        path = self._path(owner)
        try:
            with path.open("r+b") as file:
                if not _lock(file):
                    return True
        except FileNotFoundError:
            pass
        path.unlink(missing_ok=True)
        self._dead.add(owner)  # the dead do not come back: names are random
        return False

    def close(self) -> None:
        """Give up what this owner has."""
        if self._file is not None:
            self._file.close()
            self._path(self.id).unlink(missing_ok=True)
            self._file = None

    def _path(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"
