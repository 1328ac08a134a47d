"""The clients: they do what the flows ask for, one thing after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from .clock import Clock, SystemClock
from .contract import Contract, load
from .download import MAX_BYTES
from .effects import Emit, Fetch, Flow, Resolve, Send, SendAll, Sleep
from .errors import TransportError
from .flows import Flows, Request
from .lifecycle import Cadence
from .replies import Reply
from .task import Handle, Task
from .transport import HttpClient, Transport
from .waiting import UNSET, Unset

T = TypeVar("T")


class Client:
    """A client of one API. Safe to share between threads; use it in a `with` statement, or close it.

    key: the API's key; without it the environment variable that the spec names is read.
    base_url: replaces every server of the spec.
    region: picks one of the spec's servers.
    timeout: seconds for one request to the API, and for each read of a download; None for no end.
    retries: how often one look is repeated when it fails for the moment.
    http_client: an httpx.Client of your own, which you close.
    clock: for tests.
    """

    api: ClassVar[str]

    def __init__(
        self,
        key: str | None = None,
        *,
        base_url: str | None = None,
        region: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 2,
        http_client: HttpClient | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._clock = clock or SystemClock()
        self._flows = Flows.open(
            load(self.api), key, base_url=base_url, region=region, retries=retries, clock=self._clock
        )
        self._transport = Transport(http_client, timeout)

    @property
    def contract(self) -> Contract:
        """What the spec says of the API, as data."""
        return self._flows.contract

    def create(self, request: Request | Mapping[str, Any]) -> Handle:
        """Create a task and return its handle; `request` is a generated request model or the JSON to send.

        Sent again only if no byte of it can have left: a second job would be billed. An error's
        `job_may_exist` says whether the job may exist all the same. A task that fails at once raises
        TaskFailedError or InsufficientCreditError, which carry it.
        """
        return self._run(self._flows.create(request))

    def get(self, task: Handle | Task | str) -> Task:
        """Return the task as it is now: one look.

        A look that fails for the moment is repeated up to `retries` times.
        """
        return self._run(self._flows.get(task))

    def wait(
        self,
        task: Handle | Task | str,
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task], object] | None = None,
        cadence: Cadence | None = None,
    ) -> Task:
        """Return the task when it has its results.

        deadline: seconds for the whole wait; the state table's if not said, 0 for a single look, None for no
            end. The look that is under way when it passes is still finished.
        on_update: called with the task at the first look and at each change.
        cadence: how often to look, instead of the state table's.

        Raises TaskFailedError (or InsufficientCreditError) with the task when it ends otherwise,
        WaitTimeoutError with a handle to go on with when the deadline passes. A look that fails for the
        moment does not end the wait.
        """
        return self._run(self._flows.wait(task, deadline, cadence), on_update)

    def watch(
        self,
        task: Handle | Task | str,
        *,
        deadline: float | Unset | None = UNSET,
        cadence: Cadence | None = None,
    ) -> Iterator[Task]:
        """Yield the task at each change, last when it is final, failed or not.

        Deadline and cadence as in `wait`; WaitTimeoutError when the deadline passes.
        """
        return self._iterate(self._flows.watch(task, deadline, cadence))

    def as_completed(
        self,
        tasks: Iterable[Handle | Task | str],
        *,
        deadline: float | Unset | None = UNSET,
        cadence: Cadence | None = None,
        in_flight: int = 8,
    ) -> Iterator[Task]:
        """Yield each task when it is final, failed or not, in the order in which they become so.

        What keeps a task from it (not found, deadline) does not end the others: it is raised after them, all
        in one ExceptionGroup.

        deadline, cadence: for each task, as in `wait`.
        in_flight: looks at once at most; the sync clients make one at a time.
        """
        return self._iterate(self._flows.as_completed(tasks, deadline, cadence, in_flight))

    def download(
        self,
        task: Handle | Task | str,
        folder: str | os.PathLike[str] = ".",
        *,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
    ) -> list[Path]:
        """Save all results of a task in a folder, which is made if need be, and return their paths.

        Files are named by kind and number, never by the network, and replace none. Each is checked (length,
        media type) and appears only when whole. The key is not sent. An expired link is renewed by one look.

        max_bytes: the longest that one result may be, 1 GiB if not said.
        allow_private: also fetch from hosts that are not on the public internet; without it they are refused
            unless the API itself is on such a host.

        Raises DownloadError, with the paths that were saved, when one of them was not; ValueError when the
        task has no results yet.
        """
        return self._run(self._flows.download(task, folder, max_bytes, allow_private))

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self: T) -> T:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._flows.base_url!r})"

    def _run(self, flow: Flow[T], on_update: Callable[[Task], object] | None = None) -> T:
        with closing(flow):
            while isinstance(step := self._advance(flow), Emit):
                if on_update is not None:
                    on_update(step.task)
            return step[0]

    def _iterate(self, flow: Flow[object]) -> Iterator[Task]:
        with closing(flow):
            while isinstance(step := self._advance(flow), Emit):
                yield step.task

    def _advance(self, flow: Flow[T]) -> Emit | tuple[T]:
        """Go on with a flow until it hands out a task or returns."""
        result: Any = None
        try:
            effect = next(flow)
            while not isinstance(effect, Emit):
                try:
                    result = self._perform(effect)
                except Exception as error:  # noqa: BLE001 - the flow cleans up, then raises it
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
            return effect
        except StopIteration as stop:
            return (stop.value,)

    def _perform(self, effect: Send | SendAll | Fetch | Resolve | Sleep) -> Any:
        match effect:
            case Send():
                return self._transport.send(effect)
            case SendAll():
                return [self._attempt(send) for send in effect.sends]
            case Fetch():
                return self._transport.fetch(effect)
            case Resolve():
                return self._transport.resolve(effect.host)
            case Sleep():
                return self._clock.sleep(effect.seconds)

    def _attempt(self, send: Send) -> Reply | TransportError:
        try:
            return self._transport.send(send)
        except TransportError as error:
            return error


class PiAPI(Client):
    """A client of PiAPI."""

    api = "piapi"


class TripoV2(Client):
    """A client of Tripo's v2 API."""

    api = "tripo-v2"


CLIENTS: dict[str, type[Client]] = {each.api: each for each in (PiAPI, TripoV2)}
"""The client of each API, by the API's name."""
