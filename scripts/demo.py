"""The main job against the mock: one task of each variant, created, waited for, downloaded, verified."""

from __future__ import annotations

import asyncio
import hashlib
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from gettask._contract.contract import APIS, Variant, load
from gettask.cli.show import live
from gettask.client import AsyncClient, connect_async
from gettask.errors import ApiShutDownWarning
from gettask.task import Task

STOPS = (signal.SIGINT, signal.SIGTERM)
KEY = "tsk_demo"  # the mock takes any
# How files of each kind begin, after so many bytes.
BEGINNINGS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    ".mp3": (0, (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"ID3")),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".webp": (8, (b"WEBP",)),
    ".mp4": (4, (b"ftyp",)),
    ".glb": (0, (b"glTF",)),
}


@dataclass
class Outcome:
    """What became of one task of a variant."""

    variant: str
    task: Task
    seconds: float
    files: list[Path]


@contextmanager
def mock_server(complete_after: str) -> Iterator[str]:
    """Run the mock in a process of its own, and stop it at the end; gives its base URL."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--complete-after", complete_after]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            base_url = process.stdout.readline().strip()
            if not base_url:
                raise SystemExit(f"the mock did not start: {' '.join(command)}")
            yield base_url
        finally:
            process.terminate()


def verify(path: Path) -> str:
    """Return a short digest of a file that holds what its name says."""
    data = path.read_bytes()
    offset, beginnings = BEGINNINGS.get(path.suffix, (0, ()))
    if not data or (beginnings and not data[offset:].startswith(beginnings)):
        raise SystemExit(f"{path} is no {path.suffix[1:]}")
    return hashlib.sha256(data).hexdigest()[:12]


async def one(client: AsyncClient, variant: Variant, folder: Path, progress: Any) -> Outcome:
    """Create the spec's own example of a variant, wait, download."""
    start = time.monotonic()
    assert variant.example is not None
    handle = await client.create(variant.example, variant=variant.name)
    task = await client.wait(handle, on_update=progress.update, deadline=60)
    files = await client.download(task, folder / client.api)
    return Outcome(variant.name, task, time.monotonic() - start, files)


async def run(base_url: str, folder: Path, console: Console) -> list[Outcome]:
    """Run one task of every variant of every API at once."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    async with AsyncExitStack() as stack:
        progress = stack.enter_context(live(console))
        jobs = []
        for api in APIS:
            contract = load(api)
            path = urlsplit(contract.servers[0].url).path
            client = await stack.enter_async_context(connect_async(api, KEY, base_url=base_url + path))
            created = [variant for variant in contract.variants.values() if variant.example is not None]
            jobs += [one(client, variant, folder, progress) for variant in created]
        return await asyncio.gather(*jobs)


def report(outcomes: list[Outcome], console: Console) -> None:
    """Print what happened, a row a task."""
    table = Table(
        "api", "variant", "status", "cost", "seconds", "files", "bytes", "sha256 of the first", box=None
    )
    for outcome in outcomes:
        task, sizes = outcome.task, [path.stat().st_size for path in outcome.files]
        digests = [verify(path) for path in outcome.files] or ["no file"]
        cost = "" if task.cost is None else str(task.cost)
        row = [
            task.api,
            outcome.variant,
            task.status,
            cost,
            f"{outcome.seconds:.1f}",
            str(len(sizes)),
            str(sum(sizes)),
        ]
        table.add_row(*row, digests[0])
    console.print(table)


def main(complete_after: str = "3-seconds") -> int:
    """Return 0 when every task succeeded and every result was saved; arguments as in `gettask mock`."""
    warnings.simplefilter("ignore", ApiShutDownWarning)  # its clients are shown too
    console = Console(width=None if sys.stdout.isatty() else 120)
    with (
        mock_server(complete_after) as base_url,
        tempfile.TemporaryDirectory(prefix="gettask-demo-") as folder,
    ):
        console.print(f"mock at {base_url}; one task of each variant, results in {folder}")
        # A loop that is stopped while it is made is left open.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        outcomes = asyncio.run(run(base_url, Path(folder), console))
        report(outcomes, console)
    lacking = [outcome.task for outcome in outcomes if len(outcome.files) != len(outcome.task.assets)]
    console.print(
        f"{len(outcomes)} tasks, {sum(len(outcome.files) for outcome in outcomes)} files, nothing paid"
    )
    return 1 if lacking else 0


if __name__ == "__main__":
    # Both end what runs in order, and then the mock, even where a shell in the background ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        raise SystemExit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit("stopped") from None
