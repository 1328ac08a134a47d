"""Recorded traffic: what `gettask check` and `gettask drift` take for a file, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks._table import show, verdict
from gettask.conformance import Exchange
from tests.conformance.harness import VARIANTS, Server

API = "tripo"
SIZES = ((10_000, 0), (2_000, 20_000), (2_000, 80_000))
"""Exchanges of a file, and the characters that are added to each body."""
MANY = 40_000
"""Small exchanges of a file that shows how many bytes of memory one more takes."""
ENOUGH_SECONDS, ENOUGH_GROWTH, ENOUGH_TIMES, ENOUGH_BYTES = 5.0, 1.1, 25.0, 2_000
READ = (
    "import json, resource, sys\n"
    "entries = json.load(open(sys.argv[2]))['log']['entries']\n"
    "bodies = [json.loads(each['response']['content']['text']) for each in entries]\n"
)
"""Reads a file and each body in it, with nothing else: what judging is compared with."""


def main() -> None:
    """Print a row for each file and command, and what four times the bytes take of memory."""
    rows: list[list[object]] = []
    peaks: dict[tuple[str, int], float] = {}
    with tempfile.TemporaryDirectory() as folder:
        polls = run()
        for count, padding in SIZES:
            path = Path(folder) / f"{count}-{padding}.har"
            write(path, polls, count, padding)
            megabytes = path.stat().st_size / 1e6
            for command in ("check", "drift"):
                seconds, peaks[command, padding] = measure(command, path)
                rows.append([command, count, megabytes, seconds, peaks[command, padding]])
        small, many = (Path(folder) / f"{count}-0.har" for count in (SIZES[0][0], MANY))
        write(many, polls, MANY, 0)
        alone, _ = measure("read", small, READ)
        more = measure("check", many)[1] - peaks["check", 0]
    show("Recorded traffic", ["command", "exchanges", "MB of HAR", "CPU s", "peak MB"], rows)
    growth = max(peaks[command, SIZES[2][1]] / peaks[command, SIZES[1][1]] for command in ("check", "drift"))
    judged, each = float(str(rows[0][3])), more * 1e6 / (MANY - SIZES[0][0])
    show(
        "What is held to",
        ["figure", "value", "wanted", ""],
        [
            ["10,000 exchanges, s", judged, *verdict(judged, at_most=ENOUGH_SECONDS)],
            [
                "times the CPU of json.loads alone",
                judged / alone,
                *verdict(judged / alone, at_most=ENOUGH_TIMES),
            ],
            ["bytes of memory for one more, with its body", each, *verdict(each, at_most=ENOUGH_BYTES)],
            ["memory of 4 times the bytes", growth, *verdict(growth, at_most=ENOUGH_GROWTH)],
        ],
    )


def run() -> Sequence[Exchange]:
    """Return the exchanges of a run with the API."""
    trace = Server(API).driver(variants=(VARIANTS[API],), probes=False, endpoint=None).run()
    return [each for each in trace.exchanges if isinstance(each.response_json, dict)]


def write(path: Path, run: Sequence[Exchange], count: int, padding: int) -> None:
    """Write an archive of the run again and again, each time with tasks of its own."""
    ids = {part for each in run for part in each.path.split("/") if len(part) == 36}
    with path.open("w") as file:
        file.write('{"log": {"version": "1.2", "entries": [\n')
        for number in range(count):
            again, place = divmod(number, len(run))
            entry = json.dumps(_entry(run[place], number, padding))
            for task_id in ids:
                entry = entry.replace(task_id, f"{task_id[:-12]}{again:012d}")
            file.write(f"{',' if number else ''}{entry}\n")
        file.write("]}}")


def _entry(each: Exchange, number: int, padding: int) -> dict[str, Any]:
    body = dict(each.response_json)
    if padding and isinstance(body.get("data"), dict):
        body["data"] = {**body["data"], "logs": [f"{number} " + "x" * padding]}
    sent = {"postData": {"text": each.request_body.decode("latin-1")}} if each.sent else {}
    request = {"method": each.method, "url": each.url, "headers": _pairs(each.request_headers), **sent}
    headers = {name: value for name, value in each.response_headers.items() if name != "content-length"}
    content = {"mimeType": "application/json", "text": json.dumps(body)}
    return {
        "startedDateTime": datetime.fromtimestamp((each.started or 0) + number, UTC).isoformat(),
        "time": 10,
        "request": request,
        "response": {"status": each.status, "headers": _pairs(headers), "content": content},
    }


def _pairs(headers: Any) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers.items()]


RUN = (
    "import resource, sys; from click.testing import CliRunner; from gettask.cli.app import cli\n"
    "CliRunner().invoke(cli, sys.argv[1:])\n"
)


def measure(command: str, path: Path, program: str = RUN) -> tuple[float, float]:
    """Return the seconds of CPU and the most megabytes of memory that a command takes."""
    code = (
        f"{program}"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(path), "--api", API],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kilobytes = map(float, done.stdout.split())
    return seconds, kilobytes / 1000


if __name__ == "__main__":
    main()
