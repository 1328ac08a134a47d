"""Each operation, written once: generators that yield what is to be done and are sent what came of it.

`client` and `aio` do what these ask for; nothing here sends or waits by itself.
"""

from __future__ import annotations

import heapq
import json
import logging
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from .clock import Clock
from .contract import Contract
from .decision import Again, backoff
from .download import MAX_REDIRECTS, Sink, host_of, is_private, redirected, stem_of
from .effects import Emit, Fetch, Flow, Resolve, Send, SendAll, Sleep
from .errors import (
    ApiError,
    AuthenticationError,
    DownloadError,
    GettaskError,
    TransportError,
    UnexpectedResponseError,
)
from .lifecycle import Cadence
from .redact import printable, redact
from .replies import Reader, Reply
from .task import Asset, Handle, Task
from .waiting import UNSET, Unset, Wait, hint

__all__ = ["UNSET", "Flows", "Request", "Unset"]

log = logging.getLogger("gettask")

LONGEST_RETRY = 30.0
"""Seconds between two tries of one look at most; a look that is to be repeated later than this has failed."""


class Request(Protocol):
    """A generated request model."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON to send."""
        ...


@dataclass(frozen=True)
class Flows:
    """The operations of one API, all but their I/O."""

    contract: Contract
    base_url: str
    region: str | None
    retries: int
    clock: Clock
    reader: Reader
    custom: bool
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def open(
        cls,
        contract: Contract,
        key: str | None,
        *,
        base_url: str | None,
        region: str | None,
        retries: int,
        clock: Clock,
    ) -> Flows:
        """Return the operations for a key and a server. Raises AuthenticationError without a usable key."""
        auth = contract.auth
        key = (os.environ.get(auth.env, "") if key is None else key).strip()
        if not key:
            raise AuthenticationError(f"{contract.title} needs a key: set {auth.env}, or pass key=")
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise AuthenticationError(f"The key of {contract.title} has characters that no header can carry")
        if retries < 0:
            raise ValueError(f"retries={retries!r}: expected 0 or more")
        return cls(
            contract=contract,
            base_url=_server(contract, base_url, region),
            region=region,
            retries=retries,
            clock=clock,
            reader=Reader(contract, key),
            custom=base_url is not None,
            headers={"Accept": "application/json", "User-Agent": "gettask", auth.header: auth.value(key)},
        )

    def create(self, request: Request | Mapping[str, Any]) -> Flow[Handle]:
        data = dict(request) if isinstance(request, Mapping) else request.to_dict()
        body = json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        operation = self.contract.operations["create_task"]
        headers = {**self.headers, "Content-Type": "application/json"}
        send = Send(operation.method, self.base_url + operation.path, headers, body)
        times = 0
        while True:
            try:
                reply: Reply = yield send
                break
            except TransportError as error:
                # Once bytes may have left, a second try may be a second bill.
                if error.sent or times >= self.retries:
                    error.job_may_exist = error.sent
                    raise
            yield Sleep(self._backoff(times))
            times += 1
        try:
            handle = self.handle(self.reader.created(reply, self.clock.time()))
        except (ApiError, UnexpectedResponseError) as error:
            # A gateway's error says nothing about what happened behind it.
            unreadable = isinstance(error, UnexpectedResponseError) and reply.status < 300
            error.job_may_exist = (unreadable or reply.status >= 500) and getattr(error, "task", None) is None
            raise
        log.info("%s created %s", self.contract.api, printable(handle.id))
        return handle

    def get(self, task: Handle | Task | str, until: float = math.inf) -> Flow[Task]:
        """One look, with its retries; none of these begins after `until` (on the monotonic clock)."""
        send = self._send_get(self.id_of(task))
        times = 0
        while True:
            try:
                reply: Reply = yield send
                return self._read(reply)
            except GettaskError as error:
                pause = max(self._backoff(times), hint(error))
                late = pause > LONGEST_RETRY or self.clock.monotonic() + pause >= until
                if not error.temporary or times >= self.retries or late:
                    raise
                log.debug(
                    "%s look %d failed, again in %.1f s: %s", self.contract.api, times + 1, pause, error
                )
            yield Sleep(pause)
            times += 1

    def wait(
        self,
        task: Handle | Task | str,
        deadline: float | Unset | None,
        cadence: Cadence | None,
    ) -> Flow[Task]:
        last = yield from self.watch(task, deadline, cadence)
        if not last.phase.ok:
            raise self.reader.failure(last)
        return last

    def watch(
        self,
        task: Handle | Task | str,
        deadline: float | Unset | None,
        cadence: Cadence | None,
    ) -> Flow[Task]:
        """Emit each change and return the final task, failed or not."""
        wait = self._wait(task, deadline, cadence)
        while True:
            try:
                seen: Task | GettaskError = yield from self.get(wait.handle.id, wait.until)
            except GettaskError as error:
                seen = error
            step = wait.step(seen)
            if wait.changed and wait.task is not None:
                yield Emit(wait.task)
            if isinstance(step, Again):
                yield Sleep(step.after)
            elif wait.error is None:
                assert wait.task is not None
                return wait.task
            else:
                raise wait.error

    def as_completed(
        self,
        tasks: Iterable[Handle | Task | str],
        deadline: float | Unset | None,
        cadence: Cadence | None,
        in_flight: int,
    ) -> Flow[None]:
        """Emit each task when it is final. What kept others from it is raised at the end, in one group."""
        if in_flight < 1:
            raise ValueError(f"in_flight={in_flight!r}: expected 1 or more")
        waits = [self._wait(task, deadline, cadence) for task in tasks]
        heap = [(wait.started, number) for number, wait in enumerate(waits)]  # equal starts: already a heap
        errors: list[GettaskError] = []
        while heap:
            pause = heap[0][0] - self.clock.monotonic()
            if pause > 0:
                yield Sleep(pause)
            now = self.clock.monotonic()
            due = [heapq.heappop(heap)]  # the first is due, even if the sleep was a little short
            while heap and heap[0][0] <= now and len(due) < in_flight:
                due.append(heapq.heappop(heap))
            replies = yield SendAll(tuple(self._send_get(waits[number].handle.id) for _, number in due))
            for (_, number), reply in zip(due, replies, strict=True):
                wait = waits[number]
                step = wait.step(self._outcome(reply))
                if isinstance(step, Again):
                    heapq.heappush(heap, (self.clock.monotonic() + step.after, number))
                elif wait.error is None:
                    assert wait.task is not None
                    yield Emit(wait.task)
                else:
                    wait.error.add_note(f"while waiting for task {printable(wait.handle.id)}")
                    errors.append(wait.error)
        if errors:
            raise ExceptionGroup(f"{len(errors)} of {len(waits)} waits did not end with a final task", errors)

    def download(
        self,
        task: Handle | Task | str,
        folder: str | os.PathLike[str],
        max_bytes: int,
        allow_private: bool,
    ) -> Flow[list[Path]]:
        seen = task if isinstance(task, Task) else (yield from self.get(task))
        self.id_of(seen)
        if not seen.phase.ok and not seen.assets:
            raise ValueError(
                f"Task {printable(seen.id)} is {printable(seen.status)!r}: it has no results to download."
            )
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        files: list[Path] = []
        errors: list[GettaskError] = []
        for index, asset in enumerate(seen.assets, 1):
            try:
                files.append((yield from self._fetch(seen, asset, target, index, max_bytes, allow_private)))
            except (DownloadError, TransportError, ApiError, UnexpectedResponseError) as error:
                errors.append(error)  # one dead link must not keep the others from being saved
        if errors:
            text = " ".join(str(error) for error in errors)
            raise DownloadError(
                f"{len(errors)} of {len(seen.assets)} results of task {printable(seen.id)} not saved: {text}",
                files=files,
            ) from errors[0]
        return files

    def handle(self, id: str) -> Handle:
        """Return the handle of a task at this server."""
        return Handle(self.contract.api, id, self.base_url if self.custom else None, self.region)

    def id_of(self, task: Handle | Task | str) -> str:
        """Return the id of what a caller passed for a task. Raises ValueError if it does not belong here."""
        if isinstance(task, (Handle, Task)) and task.api != self.contract.api:
            raise ValueError(
                f"Task {printable(task.id)} is of {task.api}, and this client is of {self.contract.api}."
            )
        if isinstance(task, Handle):
            home = _server(self.contract, task.base_url, None if task.base_url else task.region)
            if home != self.base_url:
                where = f"base_url={task.base_url!r}" if task.base_url else f"region={task.region!r}"
                raise ValueError(
                    f"Task {printable(task.id)} lives on another server: make the client with {where}."
                )
        id = task if isinstance(task, str) else task.id
        if not id.strip():
            raise ValueError("The task id is empty.")
        return id

    def _wait(
        self, task: Handle | Task | str, deadline: float | Unset | None, cadence: Cadence | None
    ) -> Wait:
        handle = self.handle(self.id_of(task))
        return Wait(handle, self.contract.lifecycle, self.clock, deadline, cadence)

    def _fetch(
        self, task: Task, asset: Asset, folder: Path, index: int, max_bytes: int, allow_private: bool
    ) -> Flow[Path]:
        sink = Sink(asset, folder, max_bytes)
        link = url = asset.url
        times, redirects, renewed = 0, 0, False
        try:
            while True:
                reply = Reply(0, {})
                try:
                    yield from self._check_host(url, allow_private)
                    reply = yield Fetch(url, sink)
                    if reply.status == 200:
                        path = sink.keep(stem_of(asset, index))
                        log.info("%s saved %s of task %s", self.contract.api, path.name, printable(task.id))
                        return path
                    problem: GettaskError = _refusal(url, reply)
                except (TransportError, DownloadError) as error:
                    problem = error
                target = redirected(url, reply)
                if target is not None and redirects < MAX_REDIRECTS:
                    url, redirects = target, redirects + 1
                elif reply.status in (403, 404, 410) and not renewed:
                    link = url = yield from self._renew(task, asset)
                    redirects, renewed = 0, True
                elif problem.temporary and times < self.retries:
                    yield Sleep(self._backoff(times))
                    url, redirects, times = link, 0, times + 1
                else:
                    raise problem
        finally:
            sink.discard()

    def _renew(self, task: Task, asset: Asset) -> Flow[str]:
        """Return a fresh link to an asset: links expire, and each look brings new ones."""
        fresh = yield from self.get(task.id)
        for each in fresh.assets:
            if each.pointer == asset.pointer:
                return each.url
        return asset.url

    def _check_host(self, url: str, allow_private: bool) -> Flow[None]:
        """Refuse hosts that are not on the public internet, but for the API's own host."""
        host = host_of(url)
        home = (urlsplit(self.base_url).hostname or "").rstrip(".")
        if allow_private or host == home or is_private(home):
            return
        private = is_private(host)
        if not private:
            addresses = yield Resolve(host)
            private = any(is_private(address) for address in addresses)
        if private:
            raise DownloadError(
                f"Refused to fetch {redact(url)}: {host} is not on the public internet. "
                "Pass allow_private=True if that is meant."
            )

    def _send_get(self, id: str) -> Send:
        operation = self.contract.operations["get_task"]
        part = quote(id, safe="")
        if part in (".", ".."):  # would be read as a step in the path
            part = part.replace(".", "%2E")
        return Send(operation.method, self.base_url + operation.path.replace("{task_id}", part), self.headers)

    def _read(self, reply: Reply) -> Task:
        return self.reader.task(reply, self.clock.time())

    def _outcome(self, reply: Reply | GettaskError) -> Task | GettaskError:
        if isinstance(reply, GettaskError):
            return reply
        try:
            return self._read(reply)
        except GettaskError as error:
            return error

    def _backoff(self, times: int) -> float:
        """Return the pause before a retry: full jitter."""
        return self.clock.random() * backoff(0.5, 2, 8, times)


def _refusal(url: str, reply: Reply) -> DownloadError:
    return DownloadError(f"{redact(url)} answered HTTP {reply.status}.", status_code=reply.status)


def _server(contract: Contract, base_url: str | None, region: str | None) -> str:
    if base_url is not None:
        if region is not None:
            raise ValueError("base_url replaces every server of the spec: pass it or region, not both")
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"base_url={redact(base_url)!r}: expected something like https://host")
        if parts.username is not None:
            raise ValueError("base_url holds a user name or password: pass the key as key=")
        return base_url.rstrip("/")
    for server in contract.servers:
        if region is None or server.region == region:
            return server.url.rstrip("/")
    regions = ", ".join(repr(server.region) for server in contract.servers if server.region) or "none"
    raise ValueError(f"region={region!r} is not one of {contract.title}'s regions: {regions}")
