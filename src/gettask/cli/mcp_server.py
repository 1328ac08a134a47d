"""The tools that agents have, by the Model Context Protocol (extra `mcp`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from .._contract.contract import Contract, Variant, load
from .._contract.installed import APIS
from .._redact import redact
from .._validation.schema import nearest
from ..client import AsyncClient
from ..errors import GettaskError
from ..jobs.agent import AgentJobs
from ..storage import ObjectStorage
from ..task import Task
from . import connection, recording
from .mcp_tasks import JobTasks, percent, progress_message, record
from .options import creatable
from .prices import summary
from .variant_schema import Schemas

MAX_WAIT = 300.0
"""The most seconds that one call waits."""

INSTRUCTIONS = """\
Creates images, videos, songs and 3D models by paid APIs, and saves the files. Creating a task costs money.
1. list_variants, then describe_variant for the JSON Schema of a request and its price.
2. estimate_cost, then create_task. The same request, or the same key, is one job: asking again pays nothing.
3. wait_for_job until its state is succeeded, failed, error or unknown. Then save_results.\
"""


def server_of(
    *, label: str, budget: float | None, period: float, out: Path | ObjectStorage
) -> MCPServer[Any]:
    """Return the server, which opens the user's job store when it starts.

    Args:
        label: The label of the agent's jobs.
        budget: The most that they may cost in US dollars, None for no limit.
        period: The seconds that the budget is for.
        out: Where results are saved.
    """
    tools, tasks = Tools(out), JobTasks()

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            store = stack.enter_context(recording.opened())
            clients: dict[str, AsyncClient[Any]] = {}

            def client(api: str) -> AsyncClient[Any]:
                if api not in clients:
                    clients[api] = connection.async_client_of(api, jobs=store)
                    stack.push_async_callback(clients[api].aclose)
                return clients[api]

            tools.jobs = tasks.jobs = AgentJobs(client, store, label=label, budget=budget, period=period)
            try:
                yield
            finally:
                await tasks.aclose()

    server: MCPServer[Any] = MCPServer(
        "gettask",
        version=version("gettask"),
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        extensions=[tasks],
    )
    for tool in (
        tools.list_variants,
        tools.describe_variant,
        tools.estimate_cost,
        tools.create_task,
        tools.wait_for_job,
        tools.save_results,
        tools.budget,
    ):
        server.add_tool(tool)
    return server


class Tools:
    """What an agent may do. The docstrings are what it reads."""

    jobs: AgentJobs

    def __init__(self, out: Path | ObjectStorage) -> None:
        self._out = out

    def list_variants(self, api: str | None = None) -> list[dict[str, Any]]:
        """List what can be created: API, variant, title and price of each. `api` narrows it."""
        with _reported():
            contracts = [_contract(api)] if api else [load(name) for name in APIS]
            return [
                {
                    "api": contract.api,
                    "variant": variant.name,
                    "title": variant.title,
                    "price": summary(variant),
                }
                for contract in contracts
                for variant in contract.variants.values()
                if variant.requests and not variant.deprecated
            ]

    def describe_variant(self, api: str, variant: str) -> dict[str, Any]:
        """Return the JSON Schema of the requests of a variant, and an example."""
        with _reported():
            contract = _contract(api)
            found = _variant(contract, variant)
            schemas = Schemas(contract)
            requests = {
                name: dict(zip(contract.dispatch, values, strict=True))
                for name in found.requests
                for values in schemas.matches(found, name)[:1]
            } or {name: {} for name in found.requests}
            return {"schema": schemas.standalone(requests, found.title), "example": found.example}

    def estimate_cost(self, api: str, variant: str, request: dict[str, Any]) -> dict[str, Any]:
        """Return the least and most that a request costs in US dollars; null where no price is known."""
        with _reported():
            _variant(_contract(api), variant)
            found = self.jobs.estimate(api, variant, request)
            least, most = (None, None) if found is None else (found.least.usd, found.most.usd)
            return {
                "least_usd": None if least is None else float(least),
                "most_usd": None if most is None else float(most),
                "left_of_budget_usd": self.jobs.left(),
            }

    async def create_task(
        self, api: str, variant: str, request: dict[str, Any], key: str | None = None
    ) -> dict[str, Any]:
        """Create a task and return its job. This costs money, once for each job.

        The same request is the same job, and is not ordered again. To order it once more, pass another `key`.
        """
        with _reported():
            _variant(_contract(api), variant)
            return record(await self.jobs.create(api, variant, request, key))

    async def wait_for_job(
        self, job: str, context: Context[Any, Any], seconds: float = 60.0
    ) -> dict[str, Any]:
        """Wait until a job has ended, but at most some seconds (300), and return it."""

        reported = -1.0

        async def update(task: Task[Any]) -> None:
            nonlocal reported
            if (done := percent(task)) > reported:  # the protocol wants it to rise
                reported = done
                await context.report_progress(done, 100, progress_message(task))

        with _reported():
            found = self.jobs.get(job)
            return record(await self.jobs.wait(found, min(max(seconds, 0.0), MAX_WAIT), update))

    async def save_results(self, job: str) -> dict[str, Any]:
        """Save the results of a job that succeeded; `files` of the returned job has their paths or URLs."""
        with _reported():
            return record(await self.jobs.save(self.jobs.get(job), self._out))

    def budget(self) -> dict[str, Any]:
        """Return what the jobs have cost, and what is left of the budget, in US dollars; null is no limit."""
        with _reported():
            return {"spent_usd": round(self.jobs.spent(), 6), "left_usd": self.jobs.left()}


@contextmanager
def _reported() -> Iterator[None]:
    """Tell the agent what went wrong, without secrets."""
    try:
        yield
    except (GettaskError, ValueError, OSError) as error:
        raise ToolError(redact(f"{type(error).__name__}: {error}")) from None


def _contract(api: str) -> Contract:
    if api not in APIS:
        raise ValueError(f"no API {api!r}: {nearest(api, APIS)}")
    return load(api)


def _variant(contract: Contract, name: str) -> Variant:
    known = creatable(contract)
    if name not in known:
        raise ValueError(f"{contract.title} creates no variant {name!r}: {nearest(name, known)}")
    return contract.variants[name]
