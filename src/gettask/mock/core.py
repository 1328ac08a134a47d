"""The mock itself: a request goes in, a response comes out, and tasks live in between."""

from __future__ import annotations

import json
import logging
import math
import uuid
from collections.abc import Mapping, Set
from threading import Lock
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from gettask.mock import assets
from gettask.mock.assets import Shelf
from gettask.mock.fake import Link
from gettask.mock.http import Request, Response
from gettask.mock.life import Clock, Plan, Planner, Submission, SystemClock
from gettask.mock.lifecycle import QUEUED
from gettask.mock.replies import INVALID, MALFORMED, InvalidReplyError, Replies
from gettask.mock.router import Router
from gettask.mock.schema import Fault, SpecError, shorten
from gettask.mock.spec import JSON, Api, Operation, Order
from gettask.mock.store import MemoryStore, Store, Task, View

QUEUE = 3
"""How many places there are in the queue of a new task."""

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, reason: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.reason, self.detail, self.headers = status, reason, detail, headers


class Mock:
    """Task APIs in memory, driven by their effective specs.

    `plan` says what becomes of tasks that are created from now on, and may be replaced at any time. `keys`
    are the keys that exist, None for any. All times come from `clock`.
    """

    def __init__(
        self,
        apis: Mapping[str, Api],
        *,
        clock: Clock | None = None,
        keys: Set[str] | None = None,
        plan: Plan | Planner | None = None,
        store: Store | None = None,
    ) -> None:
        self.apis = apis
        self.clock: Clock = SystemClock() if clock is None else clock
        self.keys = keys
        self.plan: Plan | Planner = Plan() if plan is None else plan
        self.store: Store = MemoryStore() if store is None else store
        self._router = Router(operation for api in apis.values() for operation in api.operations)
        self._replies = {name: Replies(api) for name, api in apis.items()}
        self._shelf = Shelf.new()
        self._lock = Lock()

    def handle(self, request: Request) -> Response:
        """Answer one request, from any thread. A mistake of the mock's own is a 500 that explains itself."""
        try:
            if request.path.startswith(assets.PREFIX):
                response = self._shelf.serve(request)
            else:
                with self._lock:
                    response = self._answer(request)
        except (InvalidReplyError, SpecError, ValueError) as mistake:
            log.exception("no answer to %s %s", request.method, request.path)
            response = Response.text(500, f"gettask mock: {mistake}")
        return response if request.method != "HEAD" else response._replace(body=b"")

    def refuse(self, request: Request, status: int, detail: str, **headers: str) -> Response:
        """An error in the shape of the API whose paths begin as this one does."""
        for name, api in self.apis.items():
            if any(request.path.startswith(_trunk(operation.path)) for operation in api.operations):
                replies = self._replies[name]
                return replies.traced(replies.error(None, status, MALFORMED, detail, **headers))
        return Response.json_of(status, {"message": detail}, **headers)

    def _answer(self, request: Request) -> Response:
        found = self._router.find(request.path)
        if found is None:
            return self.refuse(request, 404, f"{shorten(request.path)} is not a path of this API")
        route, values = found
        operation = route.operations.get(request.method)
        if operation is None:
            detail = f"{shorten(request.method)} is not a method of this path"
            return self.refuse(request, 405, detail, allow=route.allow)
        replies = self._replies[operation.api.name]
        try:
            key = self._key(operation, request)
            if operation.parameters:
                _check_parameters(operation, request)
            if operation.table is not None:
                response = self._look(operation, request, key, next(iter(values.values()), ""))
            elif operation.creates is not None:
                response = self._create(operation, operation.creates, request, key)
            else:
                _read(operation, request)
                response = replies.fixed(operation)
        except RefusedError as no:
            response = replies.error(operation, no.status, no.reason, no.detail, **no.headers)
        return replies.traced(response)

    def _key(self, operation: Operation, request: Request) -> str:
        if not operation.auth:
            return ""
        for auth in operation.auth:
            key = auth.key(request.headers)
            if key is not None and (self.keys is None or key in self.keys):
                return key
        how = " or ".join(map(str, operation.auth))
        raise RefusedError(401, "", f"the request needs a valid key, as in {how}")

    def _create(self, operation: Operation, look: Operation, request: Request, key: str) -> Response:
        order = _read(operation, request)
        table = look.table
        assert table is not None
        body = order.value if isinstance(order.value, dict) else {}
        variant = operation.document.flat(order.schema).get("x-variant")
        plan = self.plan
        if not isinstance(plan, Plan):
            plan = plan(Submission(operation.api.name, variant, body, key))
        now = self.clock()
        task = Task(
            id=str(uuid.uuid4()),
            api=operation.api.name,
            key=key,
            variant=variant,
            body=body,
            schema=order.schema,
            plan=plan,
            path=table.through(plan.path) if plan.path else table.ending(plan.end),
            created=now,
            reached=[now],
        )
        reply = self._show(operation, look, request, task, _view(task, 0.0, now))
        self.store.put(task)
        return reply

    def _look(self, look: Operation, request: Request, key: str, task_id: str) -> Response:
        task = self.store.get(look.api.name, task_id)
        if task is None or task.key != key:
            raise RefusedError(404, "", f"no task {shorten(task_id)} was created with this key")
        if task.reply is None or not task.ended:
            now = self.clock()
            view = _view(task, task.plan.life.done(task.looks, now - task.created), now)
            if task.reply is None or view != task.view:
                task.reply, task.view = self._show(look, look, request, task, view), view
            task.looks += 1
            self.store.put(task)
        return task.reply

    def _show(
        self, operation: Operation, look: Operation, request: Request, task: Task, view: View
    ) -> Response:
        replies = self._replies[operation.api.name]
        return replies.task(operation, look, task, view, self._linker(task, request.base))

    def _linker(self, task: Task, base: str) -> Link:
        count = 0

        def link(asset: Mapping[str, Any]) -> str:
            nonlocal count
            count += 1
            return self._shelf.link(base, f"{task.id}-{count}", asset)

        return link


def _view(task: Task, done: float, now: float) -> View:
    """How a task is seen when so much of its life is over. Moves it along its path, never back."""
    life, last = task.plan.life, len(task.path) - 1
    step = max(last if done >= 1 else int(done * last), len(task.reached) - 1)
    while len(task.reached) <= step:
        # By time alone the moment is known, however late the look comes.
        due = task.created + life.seconds * len(task.reached) / last
        task.reached.append(min(due, now) if life.seconds and not life.looks else now)
    status = task.path[step]
    if task.view is not None:
        done = max(done, task.view.done)
    queued = sum(part.phase == QUEUED for part in task.path)
    left = max(math.ceil(task.created + life.seconds - now), 0)
    begun = (at for at, part in zip(task.reached, task.path, strict=False) if part.phase != QUEUED)
    return View(
        status=status,
        done=math.floor(done * 100) / 100,
        ahead=math.ceil((1 - done * last / queued) * QUEUE) if status.phase == QUEUED else 0,
        left=left if life.seconds else None,
        started=next(begun, None),
        ended=task.reached[-1] if status.final and step == last else None,
    )


def _trunk(path: str) -> str:
    """What comes before a path's last fixed step."""
    return path.partition("{")[0].rstrip("/").rpartition("/")[0] + "/"


def _check_parameters(operation: Operation, request: Request) -> None:
    values = {"query": dict(parse_qsl(request.query, keep_blank_values=True)), "header": request.headers}
    for parameter in operation.parameters:
        if fault := parameter.fault(values[parameter.place]):
            raise RefusedError(400, INVALID, str(fault))


def _read(operation: Operation, request: Request) -> Order:
    """The request's body, checked if it is JSON. Raises RefusedError with the place of what is wrong."""
    body = operation.body
    if body is None or not (request.body or body.required):
        return Order(None, None)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in body.media_types:
        wanted = " or ".join(sorted(body.media_types))
        detail = f"the body must be {wanted}, not {shorten(media_type) or 'of no type'}"
        raise RefusedError(415 if operation.response(415) else 400, MALFORMED, detail)
    if media_type != JSON:
        return Order(None, None)
    try:
        value = json.loads(request.body.decode("utf-8"), parse_constant=_not_json, parse_float=_finite)
    except (ValueError, RecursionError) as problem:
        raise RefusedError(400, MALFORMED, f"the body is not JSON: {problem}") from None
    order = body.read(value)
    if isinstance(order, Fault):
        raise RefusedError(400, INVALID, str(order))
    return order


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)


def _not_json(text: str) -> NoReturn:
    raise ValueError(f"{shorten(text)} is no number of JSON")
