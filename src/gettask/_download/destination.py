"""Where results go: a folder of this machine, or anything else that takes whole files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol, TypeVar

from .media_types import SUFFIXES
from .partial_file import on_disk
from .unfinished import delete_abandoned

Place_co = TypeVar("Place_co", bound=Path | str, covariant=True)


class Destination(Protocol[Place_co]):
    """Takes the files of results, each when it is complete and checked. A place names one that it has."""

    def staging(self) -> AbstractContextManager[Path]:
        """Return the folder that results are fetched into before they get their names."""

    def find(self, stem: str) -> Place_co | None:
        """Return the result that an earlier download completed, None if there is none.

        A result gets its name when it is complete and was checked, so one that has it is complete.

        Args:
            stem: Its name without the suffix.
        """

    def content(self, stem: str) -> AbstractContextManager[Path]:
        """Return a file of this machine with the bytes of a result that `find` has found."""

    def commit(self, part: Path, stem: str, suffix: str, media_type: str) -> Place_co:
        """Give a complete file a name that nothing has, and return its place. Nothing is replaced.

        Args:
            part: The file, in the folder of `staging`.
            stem: Its name without the suffix. A name that is taken gets a number.
            suffix: Its suffix.
            media_type: Its media type, empty if nothing declares one.

        Raises:
            DownloadError: It cannot be saved there.
        """


class LocalFolder:
    """A folder of this machine, which is made if need be.

    Args:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Return the folder itself: in another, a move to it might be a copy."""
        with on_disk(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            delete_abandoned(self.path)
        yield self.path

    def find(self, stem: str) -> Path | None:
        """Return the file that an earlier download completed, None if there is none."""
        paths = (self.path / f"{stem}{suffix}" for suffix in SUFFIXES)
        return next((path for path in paths if path.is_file() and path.stat().st_size), None)

    def content(self, stem: str) -> AbstractContextManager[Path]:
        """Return the file of a result that is there."""
        path = self.find(stem)
        assert path is not None
        return nullcontext(path)

    def commit(self, part: Path, stem: str, suffix: str, media_type: str) -> Path:
        """Move a complete file to a name that is free, and return its path."""
        del media_type  # the suffix says it
        number = 1
        while True:
            target = self.path / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            try:
                os.link(part, target)  # unlike a rename, never replaces a file that another process just made
            except FileExistsError:
                number += 1
                continue
            except OSError:  # a file system without links
                if target.exists():
                    number += 1
                    continue
                with on_disk(self.path):
                    part.replace(target)
            return target
