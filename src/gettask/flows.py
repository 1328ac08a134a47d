"""Each operation, written once: generators that yield what is to be done and are sent what came of it.

`client` and `aio` do what these ask for; nothing here sends or waits by itself.
"""

from __future__ import annotations

import json
import logging
import math
import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from . import scheduler
from ._contract.account import account_resources, payload, query_operation
from ._contract.contract import Contract
from ._contract.lifecycle import PollSchedule
from ._contract.upload import UploadOperation
from ._download.partial_file import PartialFile, Verify, on_disk, stem_of
from ._download.policy import MAX_REDIRECTS, host_of, is_loopback, is_private, redirected
from .clock import Clock
from .decision import Again, backoff
from .effects import Call, Emit, Fetch, Flow, Gather, Resolve, Send, Sleep
from .errors import (
    ApiError,
    ApiShutDownWarning,
    AuthenticationError,
    DownloadError,
    GettaskError,
    ServerError,
    TransportError,
    UnexpectedResponseError,
    UnsupportedError,
)
from .redact import SHORTEST_SECRET, printable, redact
from .replies import Reader, Reply, retry_after
from .task import Asset, Handle, Task
from .waiting import Terms, Unset, Wait, hint

log = logging.getLogger("gettask")

LONGEST_RETRY = 30.0
"""Seconds between two tries at most; a look or download that is to be repeated later than this has failed."""

FETCHES_AT_ONCE = 4
"""Results that are fetched at once."""

T = TypeVar("T")
_told: set[str] = set()


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
    retries: float
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
        retries: int | None,
        clock: Clock,
    ) -> Flows:
        """Return the operations for a key and a server. Raises AuthenticationError without a usable key."""
        _warn_of_shutdown(contract)
        auth = contract.auth
        key = auth.from_environment() if key is None else key.strip()
        if not key:
            raise AuthenticationError(f"{contract.title} needs a key: set {auth.env}, or pass key=")
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise AuthenticationError(f"The key of {contract.title} has characters that no header can carry")
        if retries is not None and not retries >= 0:
            raise ValueError(
                f"retries={retries!r}: expected a number, 0 for none, or None for no end of them"
            )
        return cls(
            contract=contract,
            base_url=_server(contract, base_url, region),
            region=region,
            retries=math.inf if retries is None else retries,
            clock=clock,
            reader=Reader(contract, key if len(key) >= SHORTEST_SECRET else ""),
            custom=base_url is not None,
            headers={"Accept": "application/json", "User-Agent": "gettask", auth.header: auth.value(key)},
        )

    def create(self, request: Request | Mapping[str, Any], variant: str | None) -> Flow[Handle]:
        data = dict(request) if isinstance(request, Mapping) else request.to_dict()
        body = json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        send = self._send(self._creator(request, data, variant), body=body)
        times = 0
        while True:
            try:
                reply: Reply = yield send
                break
            except TransportError as error:
                pause = self._pause(error, times)
                # Once bytes may have left, a second try may be a second bill.
                if error.sent or pause is None:
                    error.outcome_unknown = error.sent
                    raise
            yield Sleep(pause)
            times += 1
        try:
            handle = self.handle(self.reader.created(reply, self.clock.time()))
        except (ApiError, UnexpectedResponseError) as error:
            # A gateway's error says nothing about what happened behind it, nor does one inside HTTP 200.
            unreadable = isinstance(error, UnexpectedResponseError) and reply.status < 300
            vague = unreadable or isinstance(error, ServerError)
            error.outcome_unknown = vague and getattr(error, "task", None) is None
            raise
        log.info("%s created %s", self.contract.api, printable(handle.id))
        return handle

    def get(self, task: Handle | Task | str, until: float = math.inf) -> Flow[Task]:
        """One look, with its retries; none of these begins after `until` (on the monotonic clock)."""
        id = self.id_of(task)
        return (yield from self._repeat(self._send_get(id), partial(self._read, requested_id=id), until))

    def cancel(self, task: Handle | Task | str) -> Flow[None]:
        id = self.id_of(task)
        yield from self._repeat(self._send("cancel_task", task=id), self._accepted)
        log.info("%s cancelled %s", self.contract.api, printable(id))

    def cancel_many(self, which: Mapping[str, Any]) -> Flow[None]:
        name = "cancel_tasks"
        if name in self.contract.operations:
            which = query_operation(self.contract, name).query(which)
        yield from self._repeat(self._send(name, query=which), self._accepted)
        log.info("%s cancelled all tasks with %s", self.contract.api, printable(dict(which)))

    def account(self, what: str | None, narrowed: Mapping[str, Any]) -> Flow[Any]:
        known = account_resources(self.contract)
        name = next(iter(known), "") if what is None else what
        if name not in known:
            raise UnsupportedError(
                f"{self.contract.title} tells nothing of {name or 'an account'!r}; it has {', '.join(known)}."
            )
        send = self._send(known[name].operation, query=known[name].query(narrowed))
        document = yield from self._repeat(send, self._accepted)
        return payload(self.contract, document)

    def upload(self, path: str | os.PathLike[str], name: str | None) -> Flow[str]:
        upload = UploadOperation.of(self.contract)
        if upload is None:
            raise UnsupportedError(f"{self.contract.title} takes no files.")
        file = Path(path)
        content: bytes = yield Call(file.read_bytes)
        media_type, body = upload.encode(name or file.name, content)
        send = self._send(upload.operation, body=body, media_type=media_type)
        document = yield from self._repeat(send, self._accepted)
        token = upload.token.read(document) if isinstance(document, dict) else None
        if not isinstance(token, str) or not token:
            raise UnexpectedResponseError(
                f"{self.contract.api} took {file.name}, but says nothing at {upload.token.at[0]}."
            )
        return token

    def _repeat(self, send: Send, read: Callable[[Reply], T], until: float = math.inf) -> Flow[T]:
        """Send what may be sent twice, and return what `read` makes of the reply."""
        times = 0
        while True:
            try:
                reply: Reply = yield send
                return read(reply)
            except GettaskError as error:
                pause = self._pause(error, times)
                if pause is None or self.clock.monotonic() + pause >= until:
                    raise
                log.debug(
                    "%s %s %d failed, again in %.1f s: %s",
                    self.contract.api,
                    "look" if send.operation == "get_task" else send.operation,
                    times + 1,
                    pause,
                    error,
                )
            yield Sleep(pause)
            times += 1

    def wait(
        self,
        task: Handle | Task | str,
        deadline: float | Unset | None,
        schedule: PollSchedule | None,
    ) -> Flow[Task]:
        last = yield from self.watch(task, deadline, schedule)
        if not last.phase.succeeded:
            raise self.reader.failure(last)
        return last

    def watch(
        self,
        task: Handle | Task | str,
        deadline: float | Unset | None,
        schedule: PollSchedule | None,
    ) -> Flow[Task]:
        """Emit each change and return the final task, failed or not."""
        wait = Wait(self.id_of(task), self._terms(deadline, schedule))
        while True:
            try:
                seen: Task | GettaskError = yield from self.get(wait.id, wait.until)
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
        schedule: PollSchedule | None,
        max_concurrency: int,
        max_rate: float | None,
    ) -> Flow[None]:
        return scheduler.as_completed(
            self._terms(deadline, schedule),
            map(self.id_of, tasks),
            ask=self._send_get,
            read=self._read,
            max_concurrency=max_concurrency,
            max_rate=max_rate,
        )

    def download(
        self,
        task: Handle | Task | str,
        folder: str | os.PathLike[str],
        max_bytes: int,
        allow_private: bool,
        verify: Verify | None,
    ) -> Flow[list[Path]]:
        seen = task if isinstance(task, Task) else (yield from self.get(task))
        self.id_of(seen)
        if not seen.phase.succeeded and not seen.assets:
            raise ValueError(
                f"Task {printable(seen.id)} is {printable(seen.status)!r}: it has no results to download."
            )
        target = Path(folder)
        with on_disk(target):
            target.mkdir(parents=True, exist_ok=True)
        # One dead link must not keep the others from being saved.
        sinks = [PartialFile(asset, target, max_bytes) for asset in seen.assets]
        fetches = (
            self._fetch(seen, sink, stem_of(sink.asset, number), allow_private, verify)
            for number, sink in enumerate(sinks, 1)
        )
        try:
            results = yield Gather(tuple(fetches), FETCHES_AT_ONCE)
        finally:  # those that are under way when it is left early
            for sink in sinks:
                sink.discard()
        files: list[Path] = [each for each in results if isinstance(each, Path)]
        errors: list[GettaskError] = [each for each in results if isinstance(each, GettaskError)]
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

    def _terms(self, deadline: float | Unset | None, schedule: PollSchedule | None) -> Terms:
        def read(body: bytes, id: str) -> Task:
            return self._read(Reply(200, {}, body), id)

        return Terms(self.contract.lifecycle, self.clock, deadline, schedule, self.handle, read)

    def _fetch(
        self, task: Task, sink: PartialFile, stem: str, allow_private: bool, verify: Verify | None
    ) -> Flow[Path]:
        link = url = sink.asset.url
        times, redirects, renewed = 0, 0, False
        try:
            while True:
                reply = Reply(0, {})
                try:
                    addresses = yield from self._check_host(url, allow_private)
                    reply = yield Fetch(url, sink, sink.headers(), task.id, addresses)
                    if sink.complete:
                        if verify is not None:
                            yield Call(partial(sink.verify, verify))
                        path = sink.commit(stem)
                        log.info("%s saved %s of task %s", self.contract.api, path.name, printable(task.id))
                        return path
                    problem: GettaskError = self._refusal(url, reply)
                except (TransportError, DownloadError) as error:
                    problem = error
                target = redirected(url, reply)
                if target is not None and redirects < MAX_REDIRECTS:
                    url, redirects = target, redirects + 1
                elif reply.status in (403, 404, 410) and not renewed:
                    link = url = yield from self._renew(task, sink.asset)
                    redirects, renewed = 0, True
                elif (pause := self._pause(problem, times)) is not None:
                    yield Sleep(pause)
                    url, redirects, times = link, 0, times + 1
                else:
                    raise problem
        finally:
            sink.discard()

    def _refusal(self, url: str, reply: Reply) -> DownloadError:
        return DownloadError(
            f"{redact(url)} answered HTTP {reply.status}.",
            status_code=reply.status,
            retry_after=retry_after(reply.headers.get("retry-after"), self.clock.time()),
        )

    def _renew(self, task: Task, asset: Asset) -> Flow[str]:
        """Return a fresh link to an asset: links expire, and each look brings new ones."""
        fresh = yield from self.get(task.id)
        for each in fresh.assets:
            if each.pointer == asset.pointer:
                return each.url
        return asset.url

    def _check_host(self, url: str, allow_private: bool) -> Flow[tuple[str, ...]]:
        """Refuse hosts off the public internet, but the API's own, and this machine if the API is on it.

        Returns the addresses to connect to, none if the host needs no check: a name that was looked up once
        more could lead elsewhere.
        """
        host = host_of(url)
        home = (urlsplit(self.base_url).hostname or "").rstrip(".")
        if allow_private or host == home or (is_loopback(host) and is_loopback(home)):
            return ()
        addresses: list[str] = [] if is_private(host) else (yield Resolve(host))
        if any(map(is_private, (host, *addresses))):
            raise DownloadError(
                f"Refused to fetch {redact(url)}: {host} is not on the public internet. "
                "Pass allow_private=True (--allow-private) if that is meant."
            )
        return tuple(addresses)

    def _send_get(self, id: str) -> Send:
        return self._send("get_task", task=id)

    def _send(
        self,
        name: str,
        *,
        task: str | None = None,
        query: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        media_type: str = "application/json",
    ) -> Send:
        """Return the request of an operation. Raises UnsupportedError if the API has none of this name."""
        operation = self.contract.operations.get(name)
        if operation is None:
            raise UnsupportedError(f"{self.contract.title} has no operation to {name.replace('_', ' ')}.")
        home = self.base_url if self.custom or operation.server is None else operation.server.rstrip("/")
        part = quote(task or "", safe="")
        if part in (".", ".."):  # would be read as a step in the path
            part = part.replace(".", "%2E")
        url = home + operation.path.replace("{task_id}", part) + (f"?{urlencode(query)}" if query else "")
        headers = self.headers if body is None else {**self.headers, "Content-Type": media_type}
        return Send(operation.method, url, headers, body, name, task)

    def _creator(self, request: object, data: Mapping[str, Any], variant: str | None) -> str:
        """Return the operation that creates what a request asks for."""
        known = self.contract.variants
        if variant is not None and variant not in known:
            raise ValueError(f"variant={variant!r} is none of {', '.join(known)}")
        told = (
            known[variant]
            if variant
            else self.contract.variant_of_request(request) or self.contract.variant(data)
        )
        if told is None and len(self.contract.creators) == 1:
            return next(iter(self.contract.creators))
        if told is None:
            raise ValueError(f"Say what to create: variant= one of {', '.join(known)}")
        if told.create is None:
            raise UnsupportedError(f"{self.contract.title} creates no {told.name} here.")
        return told.create

    def _read(self, reply: Reply, requested_id: str | None = None) -> Task:
        return self.reader.task(reply, self.clock.time(), requested_id)

    def _accepted(self, reply: Reply) -> Any:
        return self.reader.accepted(reply, self.clock.time())

    def _pause(self, error: GettaskError, times: int) -> float | None:
        """Return the seconds before another try, with full jitter; None if there is to be none."""
        pause = max(self.clock.random() * backoff(0.5, 2, 8, times), hint(error))
        again = error.retryable and times < self.retries and pause <= LONGEST_RETRY
        return pause if again else None


def _warn_of_shutdown(contract: Contract) -> None:
    """Warn once a process that the API no longer answers."""
    if contract.deprecated is None or contract.api in _told:
        return
    _told.add(contract.api)
    text = f"{contract.title} was shut down on {contract.deprecated['date']}"
    if successor := contract.deprecated.get("successor"):
        text += f"; {successor!r} takes its place"
    warnings.warn(f"{text}.", ApiShutDownWarning, stacklevel=4)  # the line that makes the client


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
