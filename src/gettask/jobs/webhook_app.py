"""An ASGI app that takes webhooks: it records what they say, and ends waits early.

Any ASGI server runs it:

    # hooks.py, for `uvicorn hooks:app --port 8080` behind the URL that `webhook` of the job store names
    app = WebhookApp("piapi", secret=os.environ["HOOK_SECRET"], store=JobStore())

The job store that creates needs `webhook` and `webhook_secret`.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import partial
from typing import Any, TypeAlias

from .. import webhooks
from .._redact import printable
from ..errors import GettaskError, JobConflictError, UnexpectedResponseError, WebhookError
from ..task import Task
from .store import JobStore

log = logging.getLogger("gettask")

MAX_BYTES = 4 << 20
"""The most bytes that a delivery may have: 4 MiB."""

Message: TypeAlias = MutableMapping[str, Any]
OnEnd: TypeAlias = Callable[[str, Task], object]


class WebhookApp:
    """Takes the deliveries of one API, verifies them, and records what they say.

    The first delivery of PiAPI comes when the task is created, and its path ends in the id of the job, if the
    store that created it has `webhook`. So a job whose create was cut off gets its task. Answers are 204; 400
    for what is no delivery, 401 for a signature that is wrong, 405 and 413. The API repeats what it was
    answered 500 for.

    Args:
        api: The API.
        secret: The secret of the webhook, or several of which one must match.
        store: The job store to record in. Default: none.
        on_end: Called with the last part of the path and the task when a task has ended, such as a lambda
            with `poll_now` of a client, or `gettask.jobs.temporal.webhooks.WaitEnder`. What it returns is
            awaited if it can be. Default: nothing.
    """

    def __init__(
        self,
        api: str,
        *,
        secret: str | Iterable[str],
        store: JobStore | None = None,
        on_end: OnEnd | None = None,
    ) -> None:
        self._api, self._store, self._on_end = api, store, on_end
        self._secrets = [secret] if isinstance(secret, str) else [*secret]

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close"})
        status = 405 if scope["method"] != "POST" else await self._answer(scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
        return None

    async def _answer(
        self, scope: MutableMapping[str, Any], receive: Callable[[], Awaitable[Message]]
    ) -> int:
        """Return the status for a delivery."""
        body = await _body(receive)
        if body is None:
            return 413
        try:
            delivery = webhooks.receive(body, scope["headers"], api=self._api, secret=self._secrets)
        except WebhookError as error:
            log.warning("webhook of %s refused: %s", self._api, error)
            return 401
        except UnexpectedResponseError as error:
            log.warning("webhook of %s is no delivery: %s", self._api, error)
            return 400
        if delivery.task is not None:
            name = scope["path"].rstrip("/").rpartition("/")[2]
            try:
                if self._store is not None:
                    await asyncio.to_thread(partial(self._record, self._store, name, delivery.task))
                if delivery.task.phase.terminal and self._on_end is not None:
                    returned = self._on_end(name, delivery.task)
                    if inspect.isawaitable(returned):
                        await returned
            except GettaskError as error:
                log.error("webhook of task %s: %s", printable(delivery.task.id), error)
                return 500
        return 204

    def _record(self, store: JobStore, name: str, task: Task) -> None:
        """Record the task of a job, and its end. A delivery about another's job changes nothing."""
        job = store.find_one(name)
        if job is None or job.api != self._api:
            return
        try:
            if job.task_id is None:
                job = store.adopt(job.id, task.id)
        except JobConflictError as error:
            log.warning("webhook of task %s: %s", printable(task.id), error)
            return
        if job.task_id == task.id:
            store.observe(task, job.account)


async def _body(receive: Callable[[], Awaitable[Message]]) -> bytes | None:
    """Return the body of a request, None if it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _lifespan(
    receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
