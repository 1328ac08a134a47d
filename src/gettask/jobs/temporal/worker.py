"""A worker: creates, waits and saves for the workflows of one task queue."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import cache
from typing import Any

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client as Temporal
from temporalio.envconfig import ClientConfig
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

from ..._async.client import AsyncClient
from ..._redact import printable, redact
from ..._sync.client import Client
from ...errors import GettaskError
from ..store import JobStore
from .activities import Activities
from .attributes import KEYWORDS, NUMBERS
from .claim import ClaimWorkflow, adopted, claimed, owned_since
from .model import create_queue
from .waiter import Waiter
from .workflow import JobWorkflow

log = logging.getLogger("gettask")

_QUOTED = re.compile(r'"([^"]+)"')

QUEUE = "gettask"
"""The task queue unless another is named: one for each account."""
THREADS = 16
"""Creates, and other calls but waits, at once."""


async def connected(address: str, namespace: str | None = None) -> Temporal:
    """Return a client of Temporal, where the search attributes of jobs are known.

    TLS, an API key and the like are those of Temporal's own environment (`TEMPORAL_API_KEY`, `TEMPORAL_TLS`)
    and config file. Where this client may not add search attributes, somebody else has to.

    Args:
        address: Host and port.
        namespace: The namespace. Default: that of Temporal's environment, or `default`.

    Raises:
        GettaskError: Nothing answers there, or the namespace cannot be used.
    """
    try:
        options: dict[str, Any] = {**ClientConfig.load_client_connect_config(), "target_host": address}
        if namespace is not None:
            options["namespace"] = namespace
        temporal = await Temporal.connect(**options, runtime=_runtime())
        keys = {key.name: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD for key in KEYWORDS}
        keys |= {key.name: IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE for key in NUMBERS}
        request = AddSearchAttributesRequest(namespace=temporal.namespace, search_attributes=keys)
        try:
            await temporal.operator_service.add_search_attributes(request)
        except RPCError as error:
            if error.status not in (RPCStatusCode.PERMISSION_DENIED, RPCStatusCode.UNIMPLEMENTED):
                raise
            log.warning("search attributes %s are expected to be there: %s", ", ".join(keys), error)
    except (RPCError, RuntimeError, ValueError) as error:
        raise GettaskError(f"Temporal at {printable(address)} cannot be used: {_reason(error)}") from None
    return temporal


def _reason(error: Exception) -> str:
    """Return what an error says, without the types of Rust around it."""
    text = str(error)
    return printable(redact(([*_QUOTED.findall(text)] or [text])[-1]))


@cache
def _runtime() -> Runtime:
    """Return what the client runs on, which says on stderr only what is an error."""
    quiet = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    return Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(filter=quiet)))


async def work(
    temporal: Temporal,
    savers: Mapping[str, Client[Any]],
    pollers: Mapping[str, AsyncClient[Any]],
    store: JobStore,
    *,
    queue: str = QUEUE,
    rate: float | None = None,
    below: Iterable[str] = (),
    started: Callable[[], object] = lambda: None,
) -> None:
    """Work until this is cancelled. Then what is under way is handed to other workers.

    Args:
        temporal: The client of Temporal.
        savers: A sync client of each API, by name, each with the job store.
        pollers: An async client of each API.
        store: The job store of this machine.
        queue: The task queue.
        rate: Creates a second at most for each API, all workers of the queue together. Default: no limit.
        below: Folders and URLs of object storage of which results have to be below one. Default: anywhere.
        started: Called when the worker takes work.
    """
    loop = asyncio.get_running_loop()

    def claim(api: str, task_id: str, job_id: str) -> bool:
        """Take a task for a job; called in threads."""
        return asyncio.run_coroutine_threadsafe(claimed(temporal, queue, api, task_id, job_id), loop).result()

    def own(api: str, job_id: str) -> str | None:
        """Return the task that a job has claimed; called in threads."""
        return asyncio.run_coroutine_threadsafe(adopted(temporal, queue, api, job_id), loop).result()

    def owned(since: float) -> set[str]:
        """Return the tasks of jobs that were submitted since a time; called in threads."""
        return asyncio.run_coroutine_threadsafe(owned_since(temporal, since), loop).result()

    activities, waiter = (
        Activities(savers, store, claim, own, owned, rate),
        Waiter(temporal, pollers, savers, below),
    )
    async with AsyncExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, "gettask-activity"))
        await stack.enter_async_context(
            Worker(
                temporal,
                task_queue=queue,
                workflows=[JobWorkflow, ClaimWorkflow],
                activities=[activities.cancel, waiter.finish],
                activity_executor=threads,
                max_cached_workflows=0,  # what a dead worker keeps to itself waits 10 s; histories are short
            )
        )
        for api in savers:
            await stack.enter_async_context(
                Worker(
                    temporal,
                    task_queue=create_queue(queue, api),
                    activities=[activities.create],
                    activity_executor=threads,
                    max_concurrent_activities=THREADS,
                    max_task_queue_activities_per_second=rate,
                )
            )
        started()
        await waiter.run()
