"""What these tests share: a clock of their own, a scripted server, one way to call both clients."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from unittest import mock

import anyio
import httpx

from gettask._contract.contract import load
from gettask.client import connect, connect_async

KEY = "dummy-key-0123456789"
ID = "f8d11a53-f3ac-47ad-a4d6-7610fda830be"

RESULT_KEYS = {"piapi": "audio_url", "tripo": "model_url", "tripo-v2": "pbr_model"}
"""The key of a result in the tasks that `body` returns."""
APIS = tuple(RESULT_KEYS)
"""The APIs whose bodies `body` writes; any other one is tested as its specification describes it."""

Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response] | dict[str, Any]


class FakeClock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self, chance: float = 0.5) -> None:
        self.now = 1000.0
        self.chance = chance
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return 1_750_000_000.0 + self.now

    def random(self) -> float:
        return self.chance

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.sleeps.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float) -> None:  # noqa: ARG002 - requests take no time
        event.wait()

    async def await_(self, event: asyncio.Event, seconds: float) -> None:  # noqa: ARG002
        await event.wait()


class Server:
    """Answers by a script, the last answer again and again, and keeps what it was asked."""

    def __init__(self, *script: Answer) -> None:
        self.script = list(script)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert len(self.requests) < 10_000, "a loop without an end"
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, dict):
            return httpx.Response(200, json=answer)
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return answer(request)


class Caller:
    """A sync or async client behind one synchronous face."""

    def __init__(
        self,
        mode: str,
        api: str,
        server: Any,
        clock: FakeClock | None = None,
        *,
        own: bool = False,
        **options: Any,
    ) -> None:
        """Open a client; `own` has it make its HTTP client, which talks to the server all the same."""
        self.mode = mode
        self.clock = clock or FakeClock()
        transport = httpx.MockTransport(server)
        options = {"key": KEY, "clock": self.clock, **options}
        self.client: Any
        self.http: Any
        kind, made = (httpx.Client, connect) if mode == "sync" else (httpx.AsyncClient, connect_async)
        if not own:
            options["http_client"] = self.http = kind(transport=transport)
            self.client = made(api, **options)
            return
        opened: list[Any] = []

        class Http(kind):  # type: ignore[misc, valid-type]
            """What gettask takes for httpx's client when it makes one."""

            def __init__(self, **_: Any) -> None:
                super().__init__(transport=transport)
                opened.append(self)

        with mock.patch.object(httpx, kind.__name__, Http):
            self.client = made(api, **options)
        (self.http,) = opened

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *args, **kwargs: self.collect(name, *args, **kwargs)[0]

    def collect(
        self, name: str, /, *args: Any, keep: bool = False, **kwargs: Any
    ) -> tuple[Any, Exception | None]:
        """Return the result (an iterator as a list of its items) and, with `keep`, what ended it."""
        method = getattr(self.client, name)
        items: list[Any] = []
        try:
            if name not in ("watch", "as_completed"):
                return self._result(lambda: method(*args, **kwargs)), None
            if self.mode == "sync":
                items.extend(method(*args, **kwargs))
            else:

                async def drain() -> None:
                    async for item in method(*args, **kwargs):
                        items.append(item)  # noqa: PERF401 - those before an error are kept

                anyio.run(drain)
        except Exception as error:
            if not keep:
                raise
            return items, error
        return items, None

    def _result(self, call: Callable[[], Any]) -> Any:
        if self.mode == "sync":
            return call()

        async def run() -> Any:
            result: Awaitable[Any] = call()
            return await result

        return anyio.run(run)


def body(api: str, status: str, /, **fields: Any) -> dict[str, Any]:
    """Return a Get Task reply in the API's shape; `fields` replace members of the task.

    A task that succeeded has a result, unless its `output` is given.
    """
    meaning = load(api).lifecycle.status(status)
    if meaning is not None and meaning.phase.succeeded:
        fields.setdefault("output", {RESULT_KEYS[api]: "https://cdn.example/result"})
    if api == "piapi":
        task: dict[str, Any] = {
            "task_id": ID,
            "model": "Qubico/ace-step",
            "task_type": "txt2audio",
            "status": status,
            "config": {"service_mode": "", "webhook_config": {"endpoint": "", "secret": ""}},
            "input": {"style_prompt": "guitar and piano"},
            "output": None,
            "meta": {
                "created_at": "2025-06-11T11:43:31.673594+08:00",
                "started_at": "0001-01-01T00:00:00Z",
                "ended_at": "0001-01-01T00:00:00Z",
                "usage": {"type": "llm", "frozen": 0, "consume": 5000},
                "is_using_private_pool": False,
            },
            "detail": None,
            "logs": [],
            "error": {"code": 0, "raw_message": "", "message": "", "detail": None},
        }
        return {"code": 200, "data": {**task, **fields}, "message": "success"}
    if api == "tripo":
        task = {
            "task_id": ID,
            "type": "text_to_model",
            "status": status,
            "input": {"prompt": "a small cat"},
            "output": {},
            "progress": 40,
            "created_at": "2026-09-30T08:00:00.123456Z",
        }
        return {"code": 0, "data": {**task, **fields}, "status": "success"}
    task = {
        "task_id": ID,
        "type": "text_to_model",
        "status": status,
        "input": {"prompt": "a small cat"},
        "output": {},
        "progress": 40,
        "create_time": 1709048933,
        "queuing_num": -1,
        "running_left_time": -1,
    }
    return {"code": 0, "data": {**task, **fields}}


def statuses(api: str) -> list[str]:
    """Return every status that the state table of an API lists."""
    return list(load(api).lifecycle.statuses)


def some_status(api: str, phase: str) -> str:
    """Return a status of a phase."""
    return next(word for word, status in load(api).lifecycle.statuses.items() if status.phase == phase)


def reply(document: Any, status: int = 200, headers: dict[str, str] | None = None) -> httpx.Response:
    """Return a JSON response."""
    return httpx.Response(status, content=json.dumps(document).encode(), headers=headers)
