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
from collections import Counter
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
    _write(path, rows)


def _write(path: Path, rows: Sequence[Any]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")


def _prompts(path: Path) -> Counter[str]:
    """Return the prompts of a batch, which tell its jobs apart, and how many rows have each."""
    return Counter(json.loads(line)["input"]["prompt"] for line in path.read_text("utf-8").splitlines())


def edit(path: Path, dice: random.Random) -> None:
    """Change a batch as users do between two runs: add, remove, change or double a row, or move all."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    row = dice.choice(rows)
    change = dice.choice(["add", "remove", "change", "double", "label", "reorder"])
    new = row | {"input": row["input"] | {"prompt": f"cat {dice.random()}"}}
    if change == "add":
        rows.insert(dice.randrange(len(rows) + 1), new | {"label": f"new-{dice.random()}"})
    elif change == "remove":
        rows.remove(row)
    elif change == "change":
        rows[rows.index(row)] = new
    elif change == "double":
        rows.insert(dice.randrange(len(rows) + 1), row)
    elif change == "label":
        rows.append(new)
    else:
        dice.shuffle(rows)
    _write(path, rows)


def created(client: httpx.Client, *, bodies: bool = False) -> list[dict[str, Any]]:
    """All tasks of the mock, with the bodies of their requests or without."""
    tasks: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        page = client.get("/_mock/tasks", params={"after": after, "limit": 1000, "bodies": bodies}).json()
        tasks += page["tasks"]
        after = page["next"]
    return tasks


def run_killed(folder: Path, rows: int, kills: int, seed: int, *, edited: bool = False) -> Outcome:
    """Run a batch, kill it at seeded points, run it to its end, and count what is not as it should be.

    Args:
        folder: An empty folder.
        rows: How many rows the batch has.
        kills: How often it is killed.
        seed: The seed of the points.
        edited: Whether the batch is changed after each kill.
    """
    dice = random.Random(seed)
    batch = folder / "batch.jsonl"
    write_rows(batch, rows)
    most = _prompts(batch)
    with mock_server(folder) as client:
        environment = os.environ | {
            "GETTASK_MOCK_URL": str(client.base_url).rstrip("/"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
        command = [sys.executable, "-m", "gettask", "run", str(batch), "--api", "piapi", "--json"]
        # Jobs of one label share a file of equal bytes, unless their tasks are in its name.
        names = "{label}/{id}-{kind}-{n}" if edited else "{label}/{kind}-{n}"
        command += ["-o", str(folder / "out" / names), "--recreate-unknown"]
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
            if edited:
                edit(batch, dice)
                most |= _prompts(batch)
        last = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert last.returncode == 0, last.stderr
        tasks = Counter(task["body"]["input"]["prompt"] for task in created(client, bodies=True))
        found = {path for path in (folder / "out").rglob("*") if path.is_file()}
    results = [json.loads(line) for line in last.stdout.splitlines()]
    files = [Path(file) for result in results for file in result["files"]]
    whole = {path for path in files if path in found and path.read_bytes().startswith(PNG)}
    lost = sum(_prompts(batch).values()) - len(whole)
    others = found - whole
    # Of rows that were removed or changed files may be left, one for each of their tasks.
    allowed = 0 if not edited else (tasks - _prompts(batch)).total()
    wrong = len(others - {path for path in others if path.read_bytes().startswith(PNG)})
    return Outcome(lost, (tasks - most).total(), wrong + max(len(others) - wrong - allowed, 0), done)


def main() -> None:
    """Run the long one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edited", action="store_true", help="change the batch after each kill")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gettask-soak-"))
    began = time.monotonic()
    outcome = run_killed(folder, options.rows, options.kills, options.seed, edited=options.edited)
    shutil.rmtree(folder)
    seconds = time.monotonic() - began
    sys.stdout.write(f"{options.rows} rows, {outcome.kills} kills, {seconds:.0f} s: {outcome}\n")
    sys.exit(0 if (outcome.lost, outcome.double, outcome.wrong) == (0, 0, 0) else 1)


if __name__ == "__main__":
    main()
