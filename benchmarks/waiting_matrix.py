"""What the waiting loops of other SDKs do with each status: `python -m benchmarks.waiting_matrix`.

It installs them in an environment of its own, has each wait for a task that stays in one status, on loopback
and on a clock that moves only by sleeping, and writes what happened into waiting_matrix.json, from where
`make tables` takes it into docs/waiting.md. It is not part of `make bench`, since it needs an index.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Awaitable, Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("openai==3.54.0", "runwayml==5.24.0", "replicate==1.0.7", "fal-client==1.0.3", "tripo3d==1.0.0")
ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".cache/waiting-matrix"
RESULT = Path(__file__).with_suffix(".json")

PATIENCE = 3600.0
"""Seconds on the faked clock after which nobody waits any longer to see whether a loop ends."""

STEP = 10.0
"""Seconds that a sleep takes at least, so that loops with short pauses need no thousands of polls."""

UNLISTED = "pondering"
"""A status that no vendor has."""


def main() -> None:
    """Set up the environment if need be, run this file in it, and write the result."""
    python = PLACE / "bin/python"
    stamp = PLACE / ".installed"
    if not stamp.exists() or stamp.read_text() != "\n".join(PACKAGES):
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, PLACE], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *PACKAGES], check=True)
        stamp.write_text("\n".join(PACKAGES))
    env = {**os.environ, "TRIPO_DISABLE_GEO_DETECTION": "1", "NO_PROXY": "127.0.0.1"}
    ran = subprocess.run([python, __file__], check=False, capture_output=True, env=env, timeout=600)
    if ran.returncode:
        sys.exit(ran.stderr.decode())
    rows = [f"  {json.dumps(row, ensure_ascii=False)}" for row in json.loads(ran.stdout)]
    RESULT.write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")
    print(f"{len(rows)} rows in {RESULT.relative_to(ROOT)}: `make tables` shows them in docs/waiting.md")


# From here on in the other environment


class Vendor:
    """A server that answers every request with one task, in one status."""

    def __init__(self) -> None:
        self.document: Callable[[str], Any] = str
        self.status = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = json.dumps(outer.document(outer.status)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"


class EndlessError(BaseException):
    """A loop has not ended within the time that we give it."""


class Faked:
    """Time that passes by sleeping alone, or nearly: what a request takes is added as it is."""

    def __init__(self) -> None:
        self.slept = 0.0
        self._real = {name: getattr(time, name) for name in ("monotonic", "time")}
        self._yield = asyncio.sleep

    def install(self) -> None:
        """Put it in the place of the machine's time."""
        import anyio

        for name, real in self._real.items():
            setattr(time, name, lambda real=real: real() + self.slept)
        vars(time)["sleep"] = self.sleep
        vars(asyncio)["sleep"] = vars(anyio)["sleep"] = self.asleep

    def sleep(self, seconds: float) -> None:
        self.slept += max(seconds, STEP)
        if self.slept > PATIENCE:
            raise EndlessError

    async def asleep(self, seconds: float, result: Any = None) -> Any:
        if seconds > 0:
            self.sleep(seconds)
        await self._yield(0)
        return result


def openai_video(status: str) -> dict[str, Any]:
    return {
        "id": "v",
        "object": "video",
        "status": status,
        "created_at": 1,
        "model": "sora-2",
        "progress": 5,
        "seconds": "4",
        "size": "720x1280",
    }


def runway_task(status: str) -> dict[str, Any]:
    extra: dict[str, dict[str, Any]] = {
        "RUNNING": {"progress": 0.5},
        "SUCCEEDED": {"output": ["https://example.com/a.mp4"]},
        "FAILED": {"failure": "no"},
    }
    return {"id": "t", "status": status, "createdAt": "2026-01-01T00:00:00Z", **extra.get(status, {})}


def replicate_prediction(status: str) -> dict[str, Any]:
    return {"id": "p", "model": "a/b", "version": "c", "status": status, "input": {}, "urls": {}}


def tripo_task(status: str) -> dict[str, Any]:
    return {"code": 0, "data": {"task_id": "t", "type": "text_to_model", "status": status, "progress": 1}}


def fal_request(status: str) -> dict[str, Any]:
    return {"status": status, "queue_position": 0, "logs": []}


Way = Callable[[], Any] | Callable[[], Awaitable[Any]] | None


def sdks(url: str) -> list[tuple[str, Callable[[str], Any], list[str], Way, Way]]:
    """Return each SDK's name, its task, its own statuses, and its two ways to wait."""
    openai, runwayml, replicate, fal, tripo3d = map(
        import_module, ("openai", "runwayml", "replicate", "fal_client.client", "tripo3d")
    )
    key = "dummy-key"

    def video() -> Any:
        with openai.OpenAI(api_key=key, base_url=url) as client:
            return client.videos.poll("v")

    async def video_async() -> Any:
        async with openai.AsyncOpenAI(api_key=key, base_url=url) as client:
            return await client.videos.poll("v")

    def runway() -> Any:
        with runwayml.RunwayML(api_key=key, base_url=url) as client:
            return client.tasks.retrieve("t").wait_for_task_output()

    async def runway_async() -> Any:
        async with runwayml.AsyncRunwayML(api_key=key, base_url=url) as client:
            return await (await client.tasks.retrieve("t")).wait_for_task_output()

    def prediction() -> Any:
        return replicate.Client(key, base_url=url).predictions.get("p").wait()

    async def prediction_async() -> Any:
        found = await replicate.Client(key, base_url=url).predictions.async_get("p")
        return await found.async_wait()

    places = {"request_id": "r", "response_url": url, "status_url": url, "cancel_url": url}

    def request() -> Any:
        with fal.httpx.Client() as client:
            return fal.SyncRequestHandle(**places, client=client).get()

    async def request_async() -> Any:
        async with fal.httpx.AsyncClient() as client:
            return await fal.AsyncRequestHandle(**places, client=client).get()

    async def tripo() -> Any:
        async with tripo3d.TripoClient("tsk_dummy", v3_base_url=url) as client:
            return await client.wait_for_task("t")

    runway_statuses = ["PENDING", "THROTTLED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"]
    predictions = ["starting", "processing", "succeeded", "failed", "canceled"]
    tasks = ["queued", "running", "success", "failed", "cancelled", "unknown", "banned", "expired"]
    return [
        ("openai", openai_video, ["queued", "in_progress", "completed", "failed"], video, video_async),
        ("runwayml", runway_task, runway_statuses, runway, runway_async),
        ("replicate", replicate_prediction, predictions, prediction, prediction_async),
        ("fal-client", fal_request, ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"], request, request_async),
        ("tripo3d", tripo_task, tasks, None, tripo),
    ]


def outcome(way: Way) -> str:
    """Run one way to wait, and say how it ended."""
    if way is None:
        return "—"
    clock.slept = 0.0
    try:
        if asyncio.iscoroutinefunction(way):
            asyncio.run(way())
        else:
            way()
    except EndlessError:
        return "still polls after an hour"
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        after = f" after {clock.slept:.0f} s" if clock.slept else ""
        return f"raises `{type(error).__name__}`{after}"
    return "returns"


clock = Faked()


def inside() -> None:
    """Print the rows as JSON."""
    warnings.simplefilter("ignore")
    vendor = Vendor()
    found = sdks(vendor.url)
    clock.install()
    rows = []
    for name, document, statuses, sync, concurrent in found:
        vendor.document = document
        for vendor.status in [*statuses, UNLISTED]:
            rows.append([f"{name} {version(name)}", vendor.status, outcome(sync), outcome(concurrent)])
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    (inside if Path(sys.prefix) == PLACE else main)()
