"""One task of every variant of every API: created, waited for, downloaded, verified."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import warnings
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from gettask import ApiShutDownWarning, DeprecatedTaskWarning, GettaskError, load
from gettask.cli.live import live
from gettask.client import CLIENTS, AsyncClient, connect_async
from gettask.task import Task
from scripts.demo_mock import KEY, STOPS, mock_server, stoppable, verify


@dataclass
class Outcome:
    """What became of one task of a variant.

    Attributes:
        name: The API and the variant.
        files: How many results were saved.
        differs: What differs from a success with all results; empty if nothing does.
        fails: Whether that is a fault.
    """

    name: str
    files: int = 0
    differs: str = ""
    fails: bool = False


async def one(
    client: AsyncClient[Any], variant: str, folder: Path, on_update: Callable[[Task], None]
) -> Outcome:
    """Create the spec's own example of a variant, wait, download."""
    outcome = Outcome(f"{client.api} {variant}")
    contract = load(client.api)
    request = contract.variants[variant].example
    if request is None:
        outcome.differs = "the spec has no request"
        return outcome
    if gone := contract.variants[variant].deprecation_of(request, contract.dispatch):
        outcome.differs = f"deprecated: {gone}"
    try:
        handle = await client.create(request, variant=variant)
        task = await client.wait(handle, on_update=on_update, deadline=60)
        files = await client.download(task, folder / client.api)
        for path in files:
            verify(path)
    except (GettaskError, ValueError, OSError) as error:
        outcome.differs, outcome.fails = f"{type(error).__name__}: {error}", True
        return outcome
    outcome.files = len(files)
    if len(files) != len(task.assets):
        outcome.differs, outcome.fails = f"{len(task.assets)} results, {len(files)} files", True
    return outcome


async def run(base_url: str, folder: Path, console: Console) -> list[Outcome]:
    """Run one task of every variant of every API at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    pairs = [(api, name) for api in CLIENTS for name in load(api).variants]
    async with AsyncExitStack() as stack:
        progress = stack.enter_context(live(console, len(pairs), quiet=not console.is_terminal))
        clients = {}
        for api in CLIENTS:
            client = connect_async(api, KEY, base_url=base_url + urlsplit(load(api).servers[0].url).path)
            clients[api] = await stack.enter_async_context(client)
        return await asyncio.gather(
            *(one(clients[api], name, folder, progress.update) for api, name in pairs)
        )


def main(complete_after: str = "2-seconds") -> int:
    """Return 0 when every task that can be created succeeded and every result was saved."""
    warnings.simplefilter("ignore", ApiShutDownWarning)  # its clients run, too
    warnings.simplefilter("ignore", DeprecatedTaskWarning)  # these are in the list of what differs
    console = Console()
    with (
        mock_server(complete_after) as base_url,
        tempfile.TemporaryDirectory(prefix="gettask-demo-") as folder,
    ):
        console.print(f"mock at {base_url}; one task of each variant", soft_wrap=True)
        with stoppable():
            outcomes = asyncio.run(run(base_url, Path(folder), console))
    files = sum(outcome.files for outcome in outcomes)
    console.print(f"{len(outcomes)} variants, {files} files verified, nothing paid")
    differing = [outcome for outcome in outcomes if outcome.differs]
    for outcome in differing:
        console.print(f"differs: {outcome.name}: {outcome.differs}", markup=False, soft_wrap=True)
    return int(any(outcome.fails for outcome in outcomes))
