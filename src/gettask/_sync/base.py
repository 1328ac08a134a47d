# Made of src/gettask/_async/base.py by `make generate`: edit that one.
"""A client's key, server and connections, and the operations that are about no single task."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .._clock import Clock, SystemClock
from .._contract.account import account_resources, payload, query_operation
from .._contract.contract import Contract, load
from .._contract.upload import UploadOperation
from .._download.media_types import type_of
from .._http.environment import key_of
from .._http.httpx_transport import HttpClient, encode_multipart, open_transports
from .._http.local import local_server, warn_of_plain_text
from .._http.parser import ResponseParser
from .._http.request import RequestBuilder, warn_of_shutdown
from .._polling.retry import RetryPolicy
from .._polling.wait import RecentTasks
from .._polling.waits import Waits
from .._redact import SHORTEST_SECRET, printable
from ..errors import UnexpectedResponseError, UnsupportedError
from ..events import Hook
from ..task import Task
from .concurrency import run_blocking
from .interfaces import Transport
from .sender import Sender

if TYPE_CHECKING:
    from ..jobs.recorder import JobRecorder
    from ..jobs.store import JobStore

log = logging.getLogger("gettask")


class BaseClient:
    """What `Client` is made of, beside the operations on tasks."""

    api: ClassVar[str]
    """The name of the API, such as piapi."""

    def __init__(
        self,
        key: str | None = None,
        *,
        base_url: str | None = None,
        region: str | None = None,
        timeout: float | None = 30.0,
        retries: int | None = 2,
        http_client: HttpClient | None = None,
        clock: Clock | None = None,
        on_event: Hook | None = None,
        jobs: JobStore | None = None,
    ) -> None:
        contract = load(self.api)
        warn_of_shutdown(self.api)
        key = key_of(contract, key, server_given=base_url is not None)
        policy = RetryPolicy.of(retries)
        self._hook = on_event
        self._requests = RequestBuilder.of(contract, key, base_url, region)
        warn_of_plain_text(self._requests.base_url)
        local = local_server(self._requests.base_url)
        if local is not None and http_client is None:
            http_client, clock = local.open_client(), clock or local.clock
        self._clock = clock or SystemClock()
        self._jobs: JobRecorder | None = None
        if jobs is not None:
            from ..jobs.recorder import JobRecorder  # loaded for those who record

            self._jobs = JobRecorder(jobs, contract, key, self._requests.server, self._requests.region)
        self._recent = RecentTasks()
        self._ended: dict[str, Task[Any]] = {}
        self._waits = Waits()
        self._parser = ResponseParser(contract, key if len(key) >= SHORTEST_SECRET else "")
        self._transport: Transport
        self._transport, self._fetcher = open_transports(http_client, timeout, self._requests.base_url)
        self._sender = Sender(self.api, self._transport, self._clock, on_event, policy, timeout)

    @property
    def contract(self) -> Contract:
        """What the spec says about the API, as data."""
        return self._requests.contract

    def cancel_many(self, /, **criteria: Any) -> None:
        """Cancel all tasks of the account that have not started and match.

        Args:
            criteria: The query parameters of the spec, all that it requires among them, such as model="all",
                created_before=1729123200.

        Raises:
            UnsupportedError: The API cannot cancel many tasks at once.
            ValueError: A parameter is unknown or missing; the message lists them.
        """
        name = "cancel_tasks"
        query = criteria
        if name in self.contract.operations:
            query = query_operation(self.contract, name).query(criteria)
        self._sender.send(self._requests.build(name, query=query), self._parser.json)
        log.info("%s cancelled all tasks with %s", self.api, printable(criteria))

    def account(self, resource: str | None = None, /, **params: Any) -> Any:
        """Return an account resource as JSON. The key is removed where it stands in it.

        Args:
            resource: The name of the resource, such as balance, usage, active_tasks, task_history. Default:
                the account or its balance.
            params: The query parameters of the resource, such as limit=10.

        Raises:
            UnsupportedError: There is no such resource; the message lists those that there are.
            ValueError: A parameter is unknown or missing.
        """
        known = account_resources(self.contract)
        name = next(iter(known), "") if resource is None else resource
        if name not in known:
            title, available = self.contract.title, ", ".join(known) or "none"
            raise UnsupportedError(f"{title} has no account resource {name!r}; available: {available}.")
        request = self._requests.build(known[name].operation, query=known[name].query(params))
        return payload(self.contract, self._sender.send(request, self._parser.json))

    def upload(self, path: str | os.PathLike[str], *, name: str | None = None) -> str:
        """Upload a file, and return the URL or token that the input of a task takes for it.

        The file is read into memory.

        Args:
            path: The file.
            name: File name to send. Default: the name of `path`.

        Returns:
            The URL or token.

        Raises:
            UnsupportedError: The API takes no files.
        """
        upload = UploadOperation.of(self.contract)
        if upload is None:
            raise UnsupportedError(f"{self.contract.title} takes no files.")
        file = Path(path)
        content = run_blocking(file.read_bytes)
        name = name or file.name
        if upload.multipart:
            media_type, body = encode_multipart(upload.file, name, content, type_of(name))
        else:
            media_type, body = "application/json", upload.json(name, content)
        request = self._requests.build(upload.operation, body=body, media_type=media_type)
        document = self._sender.send(request, self._parser.json)
        token = upload.token.read(document) if isinstance(document, dict) else None
        if not isinstance(token, str) or not token:
            raise UnexpectedResponseError(
                f"{self.api} took {file.name}, but its response has nothing at {upload.token.at[0]}."
            )
        return token

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        self._transport.close()
        self._fetcher.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._requests.base_url!r})"
