"""Faults that stand in recorded traffic, made by hand so that one check alone can notice them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from gettask.conformance.bodies import Body
from gettask.conformance.trace import Exchange, Trace
from tests.conformance.mutants.model import Mutant

T = 1_750_000_000.0
V3, PIAPI = "https://openapi.tripo3d.ai/v3", "https://api.piapi.ai"
BFL = "https://api.bfl.ai/v1"
FILE = "https://files.example.com/a.glb"
LIMITS = {
    "content-type": "application/json", "x-ratelimit-limit": "10", "x-ratelimit-remaining": "9",
    "x-ratelimit-reset": str(int(T) + 9000),
}  # fmt: skip
PROMPT = {"prompt": "a cat", "model": "v3.1-20260211"}
CREATED = "2025-06-15T15:06:40Z"


def mutants() -> Iterator[Mutant]:
    """Yield all recorded faults."""
    for name, trace in RECORDED.items():
        api = trace().api
        yield Mutant(name, "life cycle", None, (api,), trace=trace)


_count = 0


def call(method: str, url: str, body: Any, at: float = 0, status: int = 200, **more: Any) -> Exchange:
    """Return an exchange, so many seconds after the first; its headers have ids of their own."""
    global _count  # noqa: PLW0603
    _count += 1
    ids = {"x-tripo-trace-id": f"t{_count}", "x-request-id": f"r{_count}"}
    headers = {**LIMITS, **ids, **more.pop("headers", {})}
    content = more.pop("content", None)
    return Exchange(
        method, url, status, sent=Body(b"" if content is None else json.dumps(content).encode()),
        response_headers=headers, received=Body(json.dumps(body).encode()), started=T + at, ended=T + at + 0.1,
        key=more.pop("key", "k1"), **more,
    )  # fmt: skip


def v3(status: str, at: float = 0, task_id: str = "a", **fields: Any) -> Exchange:
    """Return a poll of Tripo v3."""
    usual: dict[str, Any] = {
        "task_id": task_id,
        "type": "text_to_model",
        "status": status,
        "created_at": CREATED,
    }
    if status in ("success", "failed"):
        cost = 20 if status == "success" else 0
        usual |= {"progress": 100, "completed_at": "2025-06-15T15:06:50Z", "credits_consumed": cost}
    if status == "success":
        usual |= {"output": {"model_url": FILE, "rendered_image_url": FILE.replace("glb", "webp")}}
    if status == "failed":
        usual |= {"error_code": 1000, "error_message": "no"}
    return call("GET", f"{V3}/tasks/{task_id}", {"code": 0, "data": _given(usual, fields)}, at)


def _given(usual: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields, without those that are `...`."""
    return {name: value for name, value in {**usual, **fields}.items() if value is not ...}


def create(task_id: str = "a", at: float = 0, **more: Any) -> Exchange:
    """Return a create of Tripo v3."""
    content = more.pop("content", PROMPT)
    body = {"code": 0, "data": {"task_id": task_id}}
    return call("POST", f"{V3}/generation/text-to-model", body, at, content=content, **more)


def missing(at: float, task_id: str = "a") -> Exchange:
    """Return a poll that finds no task."""
    body = {"code": 2001, "message": "The task is not found"}
    return call("GET", f"{V3}/tasks/{task_id}", body, at, 404)


def listed(at: float, asked: list[str], tasks: dict[str, Any], **more: Any) -> Exchange:
    """Return a list of tasks."""
    missed = [each for each in asked if each not in tasks]
    body = {"code": 0, "data": {"tasks": tasks, "missed": missed}}
    return call("POST", f"{V3}/tasks/list", body, at, content={"task_ids": asked}, **more)


def busy(**headers: str | None) -> Exchange:
    """Return a poll that is 429."""
    body = {"code": 2000, "message": "Too many requests"}
    all_of_them = {"x-ratelimit-remaining": "0", "retry-after": "2", **headers}
    given = {name: value for name, value in all_of_them.items() if value is not None}
    return call("GET", f"{V3}/tasks/a", body, 0, 429, headers=given)


def hook(event: str, status: str, at: float, task_id: str = "a") -> Exchange:
    """Return a webhook of Tripo v3."""
    polled = json.loads(v3(status, at, task_id).response_body)["data"]
    body = {"id": f"evt_{at}", "type": event, "created_at": CREATED, "data": polled}
    headers = {"tripo-webhook-event": event, "tripo-webhook-delivery": f"d{at}"}
    content = json.dumps(body).encode()
    return Exchange(
        "POST", "http://x/hook", 200, headers, Body(content), started=T + at, ended=T + at, webhook=True
    )


def trace(*exchanges: Exchange, api: str = "tripo", **more: Any) -> Callable[[], Trace]:
    """Return what makes the trace."""
    return lambda: Trace.of(api, exchanges, **more)


def piapi(status: str, at: float, **fields: Any) -> Exchange:
    """Return a poll of PiAPI."""
    usual: dict[str, Any] = {
        "task_id": "a", "model": "Qubico/flux1-dev", "task_type": "txt2img", "status": status, "input": {},
        "output": None, "meta": {"created_at": CREATED, "started_at": "", "ended_at": ""}, "detail": None, "logs": [],
        "error": {"code": 0, "message": "", "raw_message": ""},
    }  # fmt: skip
    task = {**usual, **fields}
    body = {"code": 200, "data": task, "message": "success"}
    return call("GET", f"{PIAPI}/api/v1/task/{task['task_id']}", body, at)


def located(url: object) -> Callable[[], Trace]:
    """Return what makes a trace of one create whose response names a URL to poll."""
    body = {"id": "a", "polling_url": url}
    return trace(call("POST", f"{BFL}/flux-pro-1.1", body, content={"prompt": "a cat"}), api="bfl")


CANCELLED = {"code": 200, "message": "task a canceled"}
CANCELLED_AT = {
    "meta": {"created_at": CREATED, "started_at": "", "ended_at": "2025-06-15T15:06:41Z"},
    "error": {"code": 10000, "message": "The task was cancelled.", "raw_message": ""},
}
DONE = {"task_id": "a", "type": "text_to_model", "status": "success"}
FAL = "https://queue.fal.run/fal-ai/flux/requests/a"


def fal(status: str, at: float = 0) -> Exchange:
    """Return a poll of an API whose results are another operation's."""
    urls = {"response_url": FAL, "status_url": f"{FAL}/status", "cancel_url": f"{FAL}/cancel"}
    body = {"status": status, "request_id": "a", **urls, "logs": []}
    return call("GET", f"{FAL}/status", body, at, headers={"x-fal-request-id": f"f{at}"})


def fal_result(at: float, status: int = 200) -> Exchange:
    """Return its result, or an error instead."""
    image = {"url": "https://files.example.com/a.png"}
    result = {"images": [image], "prompt": "a", "seed": 1, "has_nsfw_concepts": [False], "timings": {}}
    body = result if status == 200 else {"detail": "no"}
    return call("GET", FAL, body, at, status, headers={"x-fal-request-id": f"f{at}"})


RECORDED: dict[str, Callable[[], Trace]] = {
    "recorded: URL to poll on another host": located("https://api.bfl.ai.example.com/v1/get_result?id=a"),
    "recorded: URL to poll without TLS": located("http://api.eu1.bfl.ai/v1/get_result?id=a"),
    "recorded: URL to poll of another task": located(f"{BFL}/get_result?id=b"),
    "recorded: no result after the end": trace(
        fal("COMPLETED"), fal_result(1), fal_result(2, 404), api="fal",
    ),
    "recorded: a result before the end": trace(fal_result(0), fal("IN_PROGRESS", 1), api="fal"),
    "recorded: files after a failure": trace(v3("failed", output={"model_url": FILE})),
    "recorded: created and never visible": trace(create(), missing(1), missing(2)),
    "recorded: own key refused after the end": trace(
        create(), v3("success", 1),
        call("GET", f"{V3}/tasks/a", {"code": 403, "message": "no"}, 2, 403),
    ),
    "recorded: file on loopback": trace(v3("success", output={"model_url": "http://127.0.0.1/a.glb"})),
    "recorded: model that is a page by its name": trace(v3("success", output={"model_url": f"{FILE}.html"})),
    "recorded: three server errors in a row": trace(
        *(call("GET", f"{V3}/account/balance", {"code": 1000, "message": "no"}, n, 500) for n in range(3))
    ),
    "recorded: Retry-After is a word": trace(busy(**{"retry-after": "soon"})),
    "recorded: 429 with requests left": trace(busy(**{"x-ratelimit-remaining": "7"})),
    "recorded: create without a prompt": trace(create(content={"model": "v3.1-20260211", "prompt": 7})),
    "recorded: running for an hour": trace(*(v3("running", n * 360.0) for n in range(11))),
    "recorded: complete in the queue": trace(v3("queued", progress=100)),
    "recorded: one id for two creates": trace(create(), create(at=1)),
    "recorded: an id that nobody created": trace(
        call("GET", f"{V3}/tasks/z", {"code": 0, "data": {"task_id": "z", "status": "running"}}, purpose="unknown-id")
    ),
    "recorded: another type at the second poll": trace(v3("running"), v3("running", 1, type="image_to_model")),
    "recorded: end before the creation": trace(v3("success", completed_at="2025-06-15T15:06:30Z")),
    "recorded: creation is not a time": trace(v3("running"), v3("running", 1, created_at="yesterday")),
    "recorded: success without an end": trace(v3("success", completed_at=...)),
    "recorded: creation missing in one poll": trace(v3("running"), v3("running", 1, created_at=...)),
    "recorded: error code of no table": trace(v3("failed", error_code=987654)),
    "recorded: success and then failure": trace(v3("success"), v3("failed", 1)),
    "recorded: list with another status": trace(v3("success", 1), listed(2, ["a"], {"a": {**DONE, "status": "running"}})),
    "recorded: list with the task of another key": trace(create(), listed(1, ["a"], {"a": DONE}, key="k2")),
    "recorded: list without the task": trace(v3("success", 1), listed(2, ["a"], {})),
    "recorded: list of another task": trace(listed(0, ["b"], {"a": DONE})),
    "recorded: batch without one of its ids": trace(
        call("POST", f"{V3}/tasks/list", {"code": 0, "data": {"tasks": {}, "missed": []}}, content={"task_ids": ["b"]})
    ),
    "recorded: another text at the second poll": trace(
        v3("success"), v3("success", 1, output={"model_url": FILE, "rendered_image_url": FILE.replace("a.glb", "b.webp")})
    ),
    "recorded: success without its model": trace(v3("success", output={"other_url": FILE})),
    "recorded: created an hour before": trace(create(at=3600), v3("running", 3601)),
    "recorded: created before another one had ended": trace(
        create(), v3("success", 1), create("b", 20), v3("running", 21, "b", created_at="2025-06-15T15:06:45Z")
    ),
    "recorded: dearer than the price table": trace(create(), v3("success", 1, credits_consumed=999)),
    "recorded: a cancel that ends another task": trace(
        piapi("pending", 0), piapi("pending", 0, task_id="b"),
        call("DELETE", f"{PIAPI}/api/v1/task/a", CANCELLED, 1), piapi("failed", 2, **CANCELLED_AT),
        piapi("failed", 2, task_id="b", **CANCELLED_AT), api="piapi",
    ),
    "recorded: webhook says success, polls failure": trace(v3("failed", 5), hook("task.completed", "success", 1)),
    "recorded: webhook about a task of nobody": trace(hook("task.completed", "success", 1), patience=60.0),
    "recorded: cancelled and still running": trace(
        piapi("pending", 0), call("DELETE", f"{PIAPI}/api/v1/task/a", CANCELLED, 1), piapi("processing", 2), api="piapi"
    ),
    "recorded: a cancel that is refused": trace(
        piapi("pending", 0), call("DELETE", f"{PIAPI}/api/v1/task/a", {"code": 404, "message": "no"}, 1, 404),
        piapi("pending", 2), api="piapi",
    ),
    "recorded: bulk cancel without effect": trace(
        piapi("pending", 0), call("DELETE", f"{PIAPI}/api/v1/tasks?created_before={int(T) + 99}&model=all", {}, 1),
        piapi("processing", 2), api="piapi",
    ),
    "recorded: cost below zero": trace(v3("success", credits_consumed=-5)),
    "recorded: cost beyond reason": trace(v3("success", credits_consumed=10**12)),
    "recorded: failed without a reason": trace(v3("failed", error_code=0, error_message="")),
    "recorded: file that expired": trace(
        v3("success"),
        Exchange("GET", FILE, 200, response_headers={"expires": "Thu, 01 Jan 2015 00:00:00 GMT",
                 "date": "Sun, 15 Jun 2025 00:00:00 GMT"}, received=Body(b"glTF"), started=T + 1, ended=T + 2),
    ),
    "recorded: upload with an empty name": trace(
        call("POST", f"{V3}/files", {"code": 0, "data": {"file_token": ""}}, headers={})
    ),
    "recorded: upload without a file": trace(
        call("POST", f"{V3}/files", {"code": 0, "data": {"file_token": "f"}}, purpose="no-file")
    ),
    "recorded: presigned upload without a host": trace(
        call("POST", f"{V3}/files/presign", {"code": 0, "data": {"file_token": "f", "presigned_url": "https:///f"}})
    ),
    "recorded: 429 without Retry-After": trace(busy(**{"retry-after": None})),
    "recorded: Retry-After in milliseconds": trace(busy(**{"retry-after": "2000"})),
}  # fmt: skip
