"""Runs a batch that is killed again and again, and looks at what the mock was asked to do.

`python -m tests.jobs.killing` is the long run, `make jobs-soak`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

SHORT = ("--complete-after", "0.2-seconds", "--latency", "uniform:0:0.04", "--max-tasks", "24")
"""Options of a mock whose tasks end soon, and that has limits."""
PNG = b"\x89PNG"


@dataclass(frozen=True)
class Outcome:
    """What a killed batch has left behind.

    Attributes:
        lost: Rows without their files.
        double: Tasks beyond one for each row.
        wrong: Files that no row has, or that are not whole.
        kills: How often the batch was killed.
    """

    lost: int
    double: int
    wrong: int
    kills: int


@contextmanager
def mock_server(folder: Path, options: Sequence[str] = SHORT) -> Iterator[httpx.Client]:
    """A mock in a process of its own, and a client of its admin API."""
    command = [sys.executable, "-m", "gettask.mock", "--port", "0", *options]
    command += ["--store", str(folder / "mock.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip()
        with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
            yield client
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def write_rows(path: Path, count: int) -> None:
    """Write a batch of rows that differ in label and prompt."""
    image = "https://example.com/cat.png"
    rows = [
        {"label": f"cat-{n}", "variant": "segment", "input": {"prompt": f"cat {n}", "image": image}}
        for n in range(count)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")


def created(client: httpx.Client) -> list[dict[str, Any]]:
    """All tasks of the mock."""
    tasks: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        page = client.get("/_mock/tasks", params={"after": after, "limit": 1000}).json()
        tasks += page["tasks"]
        after = page["next"]
    return tasks


def run_killed(folder: Path, rows: int, kills: int, seed: int) -> Outcome:
    """Run a batch, kill it at seeded points, run it to its end, and count what is not as it should be.

    Args:
        folder: An empty folder.
        rows: How many rows the batch has.
        kills: How often it is killed.
        seed: The seed of the points.
    """
    dice = random.Random(seed)
    batch = folder / "batch.jsonl"
    write_rows(batch, rows)
    with mock_server(folder) as client:
        environment = os.environ | {
            "GETTASK_MOCK_URL": str(client.base_url).rstrip("/"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        command = [sys.executable, "-m", "gettask", "run", str(batch), "--api", "piapi", "--json"]
        command += ["-o", str(folder / "out/{label}/{kind}-{n}"), "--recreate-unknown"]
        done = 0
        for point in sorted(dice.randrange(rows) for _ in range(kills)):
            with subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                while process.poll() is None and len(created(client)) <= point:
                    pass  # each request to the mock takes its time
                time.sleep(dice.uniform(0, 0.05))  # between a request, its response, a poll, a download
                done += process.poll() is None
                process.kill()
        last = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert last.returncode == 0, last.stderr
        tasks = created(client)
        found = {path for path in (folder / "out").rglob("*") if path.is_file()}
    expected = {folder / f"out/cat-{n}/image-1.png" for n in range(rows)}
    broken = {path for path in found & expected if not path.read_bytes().startswith(PNG)}
    return Outcome(len(expected - found), len(tasks) - rows, len(found - expected) + len(broken), done)


def main() -> None:
    """Run the long one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gettask-soak-"))
    began = time.monotonic()
    outcome = run_killed(folder, options.rows, options.kills, options.seed)
    shutil.rmtree(folder)
    seconds = time.monotonic() - began
    sys.stdout.write(f"{options.rows} rows, {outcome.kills} kills, {seconds:.0f} s: {outcome}\n")
    sys.exit(0 if (outcome.lost, outcome.double, outcome.wrong) == (0, 0, 0) else 1)


if __name__ == "__main__":
    main()
