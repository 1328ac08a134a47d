"""One poll: `piapi.get()` against a bare `httpx.Client.get(...).json()`, on loopback."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import httpx

from benchmarks._server import serve
from benchmarks._table import measure, show, verdict
from gettask import PiAPI
from gettask.task import parse

EXAMPLES = Path(__file__).parents[1] / "openapi/piapi/examples"
KEY = "dummy-key-0123456789"
TARGET = 1.25


def main() -> None:
    """Print a row a body: both ask the same server for the same, with the same key."""
    rows = []
    for name in ("segment_pending", "ace-step_completed"):
        body = (EXAMPLES / f"{name}.json").read_bytes()
        with serve(body) as url, PiAPI(KEY, base_url=url) as piapi, httpx.Client() as bare:
            task = parse(body, "piapi")  # the client refuses the reply of another task
            path = f"{url}{piapi.contract.operations['get_task'].path}".format(task_id=task.id)

            def ask(client: httpx.Client = bare, path: str = path) -> object:
                return client.get(path, headers={"X-API-Key": KEY}).json()

            times = measure({"ours": partial(piapi.get, task.id), "bare": ask}, rounds=40, seconds=0.03)
        ratio = times["ours"] / times["bare"]
        rows.append([name, len(body), times["bare"], times["ours"], ratio, *verdict(ratio, at_most=TARGET)])
    show("One poll", ["body", "bytes", "bare httpx µs", "get() µs", "ratio", "target", ""], rows)
