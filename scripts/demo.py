"""The main job against the mock: one task of each variant, created, waited for, downloaded, verified."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from gettask.aio import CLIENTS, AsyncClient
from gettask.cli.show import live
from gettask.contract import Contract, load, package
from gettask.task import Task

KEY = "tsk_demo"  # the mock takes any


@dataclass
class Outcome:
    """What became of one task."""

    task: Task
    seconds: float
    files: list[Path]


@contextmanager
def mock_server(life: str) -> Iterator[str]:
    """Run the mock in a process of its own, and stop it at the end; gives its base URL."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--life", life]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            base_url = process.stdout.readline().strip()
            if not base_url:
                raise SystemExit(f"the mock did not start: {' '.join(command)}")
            yield base_url
        finally:
            process.terminate()


def example_requests(contract: Contract) -> dict[str, dict[str, Any]]:
    """Return one request for each variant, out of the spec's own examples."""
    spec = json.loads(resources.files(package(contract.api)).joinpath("openapi.json").read_bytes())
    operations = [operation for path in spec["paths"].values() for operation in path.values()]
    requests: dict[str, dict[str, Any]] = {}
    for operation in operations:
        for content in operation.get("requestBody", {}).get("content", {}).values():
            for example in content.get("examples", {}).values():
                example = resolve(spec, example)
                variant = contract.variant(example["value"])
                if variant is not None:
                    requests.setdefault(variant.name, example["value"])
    return requests


def resolve(spec: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference into the spec leads to, or the node itself."""
    for name in node.get("$ref", "").split("/")[1:]:
        spec = spec[name]
    return spec if "$ref" in node else node


def verify(path: Path) -> str:
    """Return a short digest of a file that holds something."""
    data = path.read_bytes()
    if not data:
        raise SystemExit(f"{path} is empty")
    return hashlib.sha256(data).hexdigest()[:12]


async def one(client: AsyncClient, request: dict[str, Any], folder: Path, progress: Any) -> Outcome:
    """Create, wait, download."""
    start = time.monotonic()
    handle = await client.create(request)
    task = await client.wait(handle, on_update=progress.update, deadline=60)
    files = await client.download(task, folder / client.api)
    return Outcome(task, time.monotonic() - start, files)


async def run(base_url: str, folder: Path, console: Console) -> list[Outcome]:
    """Run one task of every variant of every API at once."""
    async with AsyncExitStack() as stack:
        progress = stack.enter_context(live(console))
        jobs = []
        for api, kind in CLIENTS.items():
            contract = load(api)
            path = urlsplit(contract.servers[0].url).path
            client = await stack.enter_async_context(kind(KEY, base_url=base_url + path))
            jobs += [
                one(client, request, folder, progress) for request in example_requests(contract).values()
            ]
        return await asyncio.gather(*jobs)


def report(outcomes: list[Outcome], console: Console) -> None:
    """Print what happened, a row a task."""
    table = Table(
        "api", "variant", "status", "cost", "seconds", "files", "bytes", "sha256 of the first", box=None
    )
    for outcome in outcomes:
        task, sizes = outcome.task, [path.stat().st_size for path in outcome.files]
        digests = [verify(path) for path in outcome.files] or ["no result is published"]
        cost = "" if task.cost is None else str(task.cost)
        row = [
            task.api,
            task.variant,
            task.status,
            cost,
            f"{outcome.seconds:.1f}",
            str(len(sizes)),
            str(sum(sizes)),
        ]
        table.add_row(*row, digests[0])
    console.print(table)


def main(life: str = "seconds:3") -> int:
    """Return 0 when every task succeeded and every result was saved; `life` as in `gettask mock --life`."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    with mock_server(life) as base_url, tempfile.TemporaryDirectory(prefix="gettask-demo-") as folder:
        console.print(f"mock at {base_url}; one task of each variant, results in {folder}")
        outcomes = asyncio.run(run(base_url, Path(folder), console))
        report(outcomes, console)
    lacking = [outcome.task for outcome in outcomes if len(outcome.files) != len(outcome.task.assets)]
    console.print(
        f"{len(outcomes)} tasks, {sum(len(outcome.files) for outcome in outcomes)} files, nothing paid"
    )
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
