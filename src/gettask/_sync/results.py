# Made of src/gettask/_async/results.py by `make generate`: edit that one.
"""The operations on the results of tasks."""

from __future__ import annotations

import math
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, overload

from .._download.names import DEFAULT_NAME, check_template
from .._download.options import MAX_BYTES, DownloadOptions, OnProgress, Verify
from ..task import Asset, Handle, Task
from .base import BaseClient
from .concurrency import run_blocking

if TYPE_CHECKING:
    from ..storage import ObjectStorage
    from .download import Downloader


class ResultsClient(BaseClient):
    """What `Client` does with results."""

    @overload
    def download(
        self,
        task: Handle[Any] | Task[Any] | str,
        folder: ObjectStorage,
        *,
        name: str = DEFAULT_NAME,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        verify: Verify | None = None,
        on_progress: OnProgress | None = None,
        deadline: float | None = None,
    ) -> list[str]: ...
    @overload
    def download(
        self,
        task: Handle[Any] | Task[Any] | str,
        folder: str | os.PathLike[str] = ".",
        *,
        name: str = DEFAULT_NAME,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        verify: Verify | None = None,
        on_progress: OnProgress | None = None,
        deadline: float | None = None,
    ) -> list[Path]: ...
    def download(
        self,
        task: Handle[Any] | Task[Any] | str,
        folder: ObjectStorage | str | os.PathLike[str] = ".",
        *,
        name: str = DEFAULT_NAME,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        verify: Verify | None = None,
        on_progress: OnProgress | None = None,
        deadline: float | None = None,
    ) -> list[Path] | list[str]:
        """Save all results of a task in a folder or in object storage, and return where they are.

        Links are fetched; files and texts that stand in the task itself are written. A file appears under its
        name only when it is complete: the response and its coding have ended, and its first bytes fit to the
        declared kind. So a file of that name is not fetched again: run it again to get what is missing.
        No other file is replaced.

        A transfer that breaks continues where it broke, if the server shows that the result is the same. An
        expired link is renewed by one poll; a result that is not there yet is asked for again for some
        seconds. The key is not sent.

        Args:
            task: The task, its handle or its id.
            folder: The folder, which is made if need be; or object storage, by a URL such as
                s3://bucket/prefix, or as an `ObjectStorage`, which carries options and tells type checkers
                that URLs are returned.
            name: The names of the files without their suffix, with the fields {id}, {variant}, {kind} and
                {n}, the number of the result from 1 on. Without {id} nothing tells whose a file is: none is
                skipped, and a name that is taken gets a number. Default: {id}-{kind}-{n}.
            max_bytes: The most bytes that one result may have. Default: 1 GiB.
            allow_private: Whether to fetch from hosts that are not on the public internet. Without it the
                only ones are the API's own host, and this machine if the API is on it.
            verify: Called with the result and the path of its bytes before the file gets its name; False or
                ValueError refuses it. This is the place to compare a hash.
            on_progress: Called with a `DownloadProgress` as bytes come; a sync client calls it from several
                threads.
            deadline: Total time, in seconds. Default: no limit, but at least 1 KiB a second has to come.

        Returns:
            The paths of the files, or in object storage their URLs.

        Raises:
            MissingResultsError: The task succeeded, but its results are missing.
            DownloadError: A result was not saved; `files` has the paths of the others.
            ValueError: The task has no results yet, or `name` or `folder` cannot be used.
            ImportError: Object storage needs the extra `storage`.

        Example:
            >>> piapi.download(task, "out/", name="{variant}-{id}-{kind}-{n}")
            [PosixPath('out/flux-f8d11a53-f3ac-47ad-a4d6-7610fda830be-image-1.png')]
        """
        from .._download.destination import LocalFolder  # who saves nothing does not load these two
        from ..storage import ObjectStorage, is_url

        check_template(name)
        until = math.inf if deadline is None else self._clock.monotonic() + deadline
        handle = self._requests.handle_of(task)
        if not isinstance(task, Task):
            read = partial(self._parser.task, requested=handle)
            task = self._sender.send(self._requests.get(handle.id), read, until)
        options = DownloadOptions(max_bytes, allow_private, verify, on_progress, until)
        downloader = self._downloader(options)
        files: list[Path] | list[str]
        if isinstance(folder, str) and is_url(folder):
            folder = ObjectStorage(folder)
        if isinstance(folder, ObjectStorage):
            files = downloader.save(task, folder, name)
        else:
            files = downloader.save(task, LocalFolder(Path(folder)), name)
        if self._jobs is not None:
            self._jobs.saved(task, files)
        return files

    def open(
        self,
        asset: Asset,
        *,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        on_progress: OnProgress | None = None,
        deadline: float | None = None,
    ) -> BinaryIO:
        """Return a result as a file object to read bytes from, at its beginning.

        All of it is fetched and checked first, as in `download`; a large one waits on disk until the file
        object is closed.

        Args:
            asset: One of the `assets` of a task.
            max_bytes: The most bytes that it may have. Default: 1 GiB.
            allow_private: As in `download`.
            on_progress: As in `download`.
            deadline: As in `download`.

        Raises:
            DownloadError: The result could not be fetched.

        Example:
            >>> with piapi.open(task.assets[0]) as file:
            ...     bucket.upload_fileobj(file, "song.mp3")
        """
        if asset.handle is not None:
            self._requests.handle_of(asset.handle)
        until = math.inf if deadline is None else self._clock.monotonic() + deadline
        options = DownloadOptions(max_bytes, allow_private, None, on_progress, until)
        return self._downloader(options).open(asset)

    def read(
        self,
        asset: Asset,
        *,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        on_progress: OnProgress | None = None,
        deadline: float | None = None,
    ) -> bytes:
        """Return the bytes of a result; see `open`, which takes the same arguments.

        Example:
            >>> image = Image.open(BytesIO(piapi.read(task.assets[0])))
        """
        file = self.open(
            asset,
            max_bytes=max_bytes,
            allow_private=allow_private,
            on_progress=on_progress,
            deadline=deadline,
        )
        with file:
            return run_blocking(file.read)

    def _downloader(self, options: DownloadOptions) -> Downloader:
        from .download import Downloader  # loaded on first use, as in `download`

        return Downloader(self._sender, self._fetcher, self._requests, self._parser, options)
