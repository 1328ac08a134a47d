"""Downloads: results over redirects, broken connections and expired links, into files or memory."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import urlsplit

from .._download.destination import Destination
from .._download.names import names_task, stems
from .._download.options import DownloadOptions
from .._download.partial_file import PartialFile
from .._download.policy import (
    MAX_REDIRECTS,
    YOUNG_PAUSES,
    host_of,
    is_loopback,
    is_private,
    is_young,
    redirected,
)
from .._download.unfinished import temporary_folder
from .._http.parser import ResponseParser
from .._http.request import Request, RequestBuilder
from .._http.response import Response
from .._polling.retry import read_retry_after
from .._redact import printable, redact
from ..errors import DownloadError, GettaskError, MissingResultsError, TransportError
from ..events import RequestObserver
from ..task import Asset, Task
from .concurrency import map_concurrently, run_blocking
from .interfaces import AsyncFetcher
from .sender import AsyncSender

log = logging.getLogger("gettask")

Place = TypeVar("Place", bound=Path | str)

MAX_CONCURRENT_DOWNLOADS = 4
"""Results of one task that are fetched at once."""


@dataclass(frozen=True, slots=True)
class AsyncDownloader:
    """Fetches the results of tasks.

    Attributes:
        sender: Sends the polls that renew links.
        fetcher: Fetches results, without the key.
        requests: Makes the requests to the API.
        parser: Parses its responses.
        options: The caller's options.
    """

    sender: AsyncSender
    fetcher: AsyncFetcher
    requests: RequestBuilder
    parser: ResponseParser
    options: DownloadOptions

    async def save(self, task: Task, destination: Destination[Place], name: str) -> list[Place]:
        """Save all results of a task, and return their places; see `AsyncClient.download`."""
        if task.missing_results:
            raise MissingResultsError.of(task)
        if not task.phase.succeeded and not task.assets:
            raise ValueError(
                f"Task {printable(task.id)} is {printable(task.status)!r}: it has no results to download."
            )
        with ExitStack() as stack:
            folder = await run_blocking(partial(stack.enter_context, destination.staging()))
            return await self._save(task, destination, name, folder)

    async def _save(
        self, task: Task, destination: Destination[Place], name: str, folder: Path
    ) -> list[Place]:
        files = [self._file(asset, folder) for asset in task.assets]
        names = stems(name, task.id, task.variant, task.assets)

        async def save_one(named: tuple[str, PartialFile]) -> Place | GettaskError:
            stem, file = named
            try:
                if names_task(name):
                    saved = await run_blocking(partial(_saved, destination, file, stem))
                    if saved is not None:
                        return saved
                await self._complete(file)
                commit = partial(destination.commit, file.path, stem, file.suffix, file.media_type)
                place = await run_blocking(commit)
                log.info("%s saved %s of task %s", task.api, stem, printable(task.id))
                return place
            except GettaskError as error:  # one dead link must not keep the others from being saved
                return error
            finally:
                file.discard()

        try:
            named = [*zip(names, files, strict=True)]
            results = await map_concurrently(save_one, named, MAX_CONCURRENT_DOWNLOADS)
        finally:  # those that are under way when it is left early
            for file in files:
                file.discard()
        places = [each for each in results if not isinstance(each, GettaskError)]
        errors = [each for each in results if isinstance(each, GettaskError)]
        if errors:
            text = " ".join(str(error) for error in errors)
            raise DownloadError(
                f"{len(errors)} of {len(files)} results of task {printable(task.id)} not saved: {text}",
                files=places,
                handle=task.handle,
            ) from errors[0]
        return places

    async def open(self, asset: Asset) -> BinaryIO:
        """Return a result as a file object, which leaves nothing behind when it is closed."""
        with ExitStack() as stack:
            folder = await run_blocking(partial(stack.enter_context, temporary_folder()))
            file = self._file(asset, folder)
            try:
                await self._complete(file)
                return await run_blocking(file.copy)
            finally:
                file.discard()

    def _file(self, asset: Asset, folder: Path) -> PartialFile:
        return PartialFile(asset, folder, self.options, self.sender.clock.monotonic)

    async def _complete(self, file: PartialFile) -> None:
        """Fetch all of a result, and let the caller check it."""
        if file.asset.content is not None:
            await run_blocking(partial(file.fill, file.asset.content))
        else:
            await self._fetch_all(file)
        await run_blocking(file.verify)

    async def _fetch_all(self, file: PartialFile) -> None:
        asset = file.asset
        url = asset.url
        attempts, redirects, renewed = 0, 0, False
        pauses: Iterator[float] = iter(YOUNG_PAUSES if self.sender.retry.retries else ())
        while True:
            response = Response(0, {})
            target = None
            try:
                response = await self._fetch(url, file)
                if file.complete:
                    return
                problem: GettaskError = self._refusal(url, response)
                target = redirected(url, response)
            except (TransportError, DownloadError) as error:
                problem = error
            absent = response.status in (403, 404, 410)
            if target is not None and redirects < MAX_REDIRECTS:
                url, redirects = target, redirects + 1
                continue
            if absent and not renewed and asset.handle is not None:
                asset, young = await self._renew(asset)
                url, redirects, renewed = asset.url, 0, True
                pauses = pauses if young else iter(())
                continue
            pause = next(pauses, None) if absent else self.sender.pause(problem, attempts)
            if pause is None or self.sender.clock.monotonic() + pause >= self.options.until:
                raise problem
            await self.sender.clock.asleep(pause)
            url, redirects, attempts = asset.url, 0, attempts + (not absent)

    async def _fetch(self, url: str, file: PartialFile) -> Response:
        addresses = await self._check_host(url, self.options.allow_private)
        task = None if file.asset.handle is None else file.asset.handle.id
        left = max(self.options.until - self.sender.clock.monotonic(), 0.001)
        request = Request("GET", url, file.headers(), operation="download", task=task, limit=left)
        with RequestObserver(self.sender.api, request, self.sender.hook) as observed:
            response = await self.fetcher.fetch(request, file, addresses)
            observed.status = response.status
        return response

    def _refusal(self, url: str, response: Response) -> DownloadError:
        return DownloadError(
            f"{redact(url)} answered HTTP {response.status}.",
            status_code=response.status,
            retry_after=read_retry_after(response.headers.get("retry-after"), self.sender.clock.time()),
        )

    async def _renew(self, asset: Asset) -> tuple[Asset, bool]:
        """Return a result with a fresh link, and whether its task may just have ended.

        Links expire, and each poll brings new ones.
        """
        assert asset.handle is not None
        read = partial(self.parser.task, requested=asset.handle)
        fresh = await self.sender.send(self.requests.get(asset.handle.id), read, self.options.until)
        urls = {each.pointer: each.url for each in fresh.assets if each.content is None}
        young = is_young(fresh.ended_at, self.sender.clock.time())
        return replace(asset, url=urls.get(asset.pointer, asset.url)), young

    async def _check_host(self, url: str, allow_private: bool) -> list[str]:
        """Refuse hosts off the public internet, but the API's own, and this machine if the API is on it.

        Returns the addresses to connect to, none if the host needs no check: a name that was looked up once
        more could lead elsewhere.
        """
        host = host_of(url)
        home = (urlsplit(self.requests.base_url).hostname or "").rstrip(".")
        if allow_private or host == home or (is_loopback(host) and is_loopback(home)):
            return []
        addresses: list[str] = [] if is_private(host) else await self.fetcher.resolve(host, url)
        if any(map(is_private, (host, *addresses))):
            raise DownloadError(
                f"Refused to fetch {redact(url)}: {host} is not on the public internet. "
                "Pass allow_private=True (--allow-private) if that is meant."
            )
        return addresses


def _saved(destination: Destination[Place], file: PartialFile, stem: str) -> Place | None:
    """Return what an earlier download saved, if the caller's check still takes it."""
    place = destination.find(stem)
    if place is None or file.options.verify is None:
        return place
    try:
        with destination.content(stem) as path:
            file.verify(path)
    except DownloadError:
        return None
    return place
