"""Downloads: each result into a file of its own, over redirects, broken connections and expired links."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from .._download.partial_file import PartialFile, Verify, on_disk, stem_of
from .._download.policy import MAX_REDIRECTS, host_of, is_loopback, is_private, redirected
from .._http.parser import ResponseParser
from .._http.request import Request, RequestBuilder
from .._http.response import Response
from .._polling.retry import read_retry_after
from ..errors import DownloadError, GettaskError, TransportError
from ..events import RequestObserver
from ..redact import printable, redact
from ..task import Asset, Task
from .concurrency import map_concurrently, run_blocking
from .interfaces import AsyncFetcher
from .sender import AsyncSender

log = logging.getLogger("gettask")

MAX_CONCURRENT_DOWNLOADS = 4
"""Results of one task that are fetched at once."""


@dataclass(frozen=True, slots=True)
class AsyncDownloader:
    """Saves the results of tasks.

    Attributes:
        sender: Sends the polls that renew links.
        fetcher: Fetches results, without the key.
        requests: Makes the requests to the API.
        parser: Parses its responses.
    """

    sender: AsyncSender
    fetcher: AsyncFetcher
    requests: RequestBuilder
    parser: ResponseParser

    async def save(
        self, task: Task, folder: Path, *, max_bytes: int, allow_private: bool, verify: Verify | None
    ) -> list[Path]:
        """Save all results of a task in a folder, and return their paths; see `AsyncClient.download`."""
        if not task.phase.succeeded and not task.assets:
            raise ValueError(
                f"Task {printable(task.id)} is {printable(task.status)!r}: it has no results to download."
            )
        with on_disk(folder):
            await run_blocking(partial(folder.mkdir, parents=True, exist_ok=True))
        files = [PartialFile(asset, folder, max_bytes) for asset in task.assets]

        async def save_one(numbered: tuple[int, PartialFile]) -> Path | GettaskError:
            number, file = numbered
            try:
                return await self._save(task, file, stem_of(file.asset, number), allow_private, verify)
            except GettaskError as error:  # one dead link must not keep the others from being saved
                return error

        try:
            results = await map_concurrently(save_one, [*enumerate(files, 1)], MAX_CONCURRENT_DOWNLOADS)
        finally:  # those that are under way when it is left early
            for file in files:
                file.discard()
        paths = [each for each in results if isinstance(each, Path)]
        errors = [each for each in results if isinstance(each, GettaskError)]
        if errors:
            text = " ".join(str(error) for error in errors)
            raise DownloadError(
                f"{len(errors)} of {len(files)} results of task {printable(task.id)} not saved: {text}",
                files=paths,
            ) from errors[0]
        return paths

    async def _save(
        self, task: Task, file: PartialFile, stem: str, allow_private: bool, verify: Verify | None
    ) -> Path:
        link = url = file.asset.url
        attempts, redirects, renewed = 0, 0, False
        try:
            while True:
                response = Response(0, {})
                try:
                    response = await self._fetch(task, url, file, allow_private)
                    if file.complete:
                        if verify is not None:
                            await run_blocking(partial(file.verify, verify))
                        path = file.commit(stem)
                        log.info("%s saved %s of task %s", task.api, path.name, printable(task.id))
                        return path
                    problem: GettaskError = self._refusal(url, response)
                except (TransportError, DownloadError) as error:
                    problem = error
                target = redirected(url, response)
                if target is not None and redirects < MAX_REDIRECTS:
                    url, redirects = target, redirects + 1
                elif response.status in (403, 404, 410) and not renewed:
                    link = url = await self._renew(task, file.asset)
                    redirects, renewed = 0, True
                elif (pause := self.sender.pause(problem, attempts)) is not None:
                    await self.sender.clock.asleep(pause)
                    url, redirects, attempts = link, 0, attempts + 1
                else:
                    raise problem
        finally:
            file.discard()

    async def _fetch(self, task: Task, url: str, file: PartialFile, allow_private: bool) -> Response:
        addresses = await self._check_host(url, allow_private)
        request = Request("GET", url, file.headers(), operation="download", task=task.id)
        with RequestObserver(task.api, request, self.sender.hook) as observed:
            response = await self.fetcher.fetch(request, file, addresses)
            observed.status = response.status
        return response

    def _refusal(self, url: str, response: Response) -> DownloadError:
        return DownloadError(
            f"{redact(url)} answered HTTP {response.status}.",
            status_code=response.status,
            retry_after=read_retry_after(response.headers.get("retry-after"), self.sender.clock.time()),
        )

    async def _renew(self, task: Task, asset: Asset) -> str:
        """Return a fresh link to a result: links expire, and each poll brings new ones."""
        read = partial(self.parser.task, requested=task.handle)
        fresh = await self.sender.send(self.requests.get(task.id), read)
        for each in fresh.assets:
            if each.pointer == asset.pointer:
                return each.url
        return asset.url

    async def _check_host(self, url: str, allow_private: bool) -> list[str]:
        """Refuse hosts off the public internet, but the API's own, and this machine if the API is on it.

        Returns the addresses to connect to, none if the host needs no check: a name that was looked up once
        more could lead elsewhere.
        """
        host = host_of(url)
        home = (urlsplit(self.requests.base_url).hostname or "").rstrip(".")
        if allow_private or host == home or (is_loopback(host) and is_loopback(home)):
            return []
        addresses: list[str] = [] if is_private(host) else await self.fetcher.resolve(host)
        if any(map(is_private, (host, *addresses))):
            raise DownloadError(
                f"Refused to fetch {redact(url)}: {host} is not on the public internet. "
                "Pass allow_private=True (--allow-private) if that is meant."
            )
        return addresses
