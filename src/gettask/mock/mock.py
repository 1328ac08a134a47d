"""The mock: a request goes in, a response comes out."""

from __future__ import annotations

import copy
import logging
import math
from collections.abc import Callable, Mapping, Set
from threading import RLock
from typing import Any, Protocol
from urllib.parse import parse_qsl

from gettask.mock import assets
from gettask.mock.assumptions import Assumptions
from gettask.mock.batches import batch
from gettask.mock.deliveries import WebhookQueue
from gettask.mock.errors import MALFORMED, NO_ROUTE, RequestError
from gettask.mock.faults import FaultInjector, Faults
from gettask.mock.http import Request, Response, names_loopback
from gettask.mock.journal import JOURNAL_LENGTH, Journal
from gettask.mock.limits import LimitEnforcer, Limits
from gettask.mock.responses.builder import ResponseBuilder
from gettask.mock.results import result
from gettask.mock.scenarios.model import requested
from gettask.mock.scenarios.runner import ScenarioRunner
from gettask.mock.simulator import TaskSimulator
from gettask.mock.sockets import Watch, sockets
from gettask.mock.spec.api import Api
from gettask.mock.spec.operation import Action, Operation, ParsedBody
from gettask.mock.spec.router import Router
from gettask.mock.spec.validator import shorten
from gettask.mock.tasks.clock import MockClock, RealTimeClock
from gettask.mock.tasks.plan import Planner, TaskPlan
from gettask.mock.tasks.progress import view_now
from gettask.mock.tasks.store import MemoryStore, Store
from gettask.mock.tasks.task import MockTask
from gettask.mock.uploads import UPLOADS, take
from gettask.mock.validation import authenticate, validate
from gettask.mock.webhooks import WebhookEndpoint

ADMIN_PREFIX = "/_mock/"
CONSOLE = "/_mock/ui/"
"""The path of the console; its first page is at `/_mock/` as well."""
SWITCHING_PROTOCOLS = 101
NOT_LOOPBACK = (
    "gettask mock listens on loopback, and answers only requests whose Host is a loopback address or "
    "localhost. With --host 0.0.0.0 it answers all.\n"
)
WITHOUT_CREDIT = "credit-exhausted"
"""The scenario of creates of a key that cannot pay for them."""
SECRET_HEADERS = {"authorization", "cookie", "proxy-authorization"}
"""Headers that the journal does not show, beside those that the specs have for keys."""

log = logging.getLogger("gettask.mock")
"""Has a line for each request at level INFO, without its headers, query and body."""


class Handler(Protocol):
    """Answers requests."""

    def handle(self, request: Request) -> Response:
        """The response to a request."""
        ...


class Mock:
    """Task APIs in memory, driven by their effective specs.

    Args:
        apis: The APIs to serve, by name.
        clock: Returns the time. Default: the machine's.
        keys: The valid keys. Default: any key is valid.
        plan: How new tasks proceed. Default: the first poll finds them done.
        store: Where tasks are kept. Default: in memory.
        assumptions: What no vendor documents.
        scenario: The scenario of tasks that ask for none.
        faults: The faults that are injected. Default: none.
        webhook_endpoint: Where an API posts changes whose create requests name no endpoint.
        limits: What each key may create. Default: as much as it likes.
        journal_length: How many requests are remembered. Default: 1000.

    Raises:
        ValueError: for a plan, a scenario or assumptions that no API can have.
    """

    def __init__(
        self,
        apis: Mapping[str, Api],
        *,
        clock: MockClock | None = None,
        keys: Set[str] | None = None,
        plan: TaskPlan | Planner | None = None,
        store: Store | None = None,
        assumptions: Assumptions | None = None,
        scenario: str | None = None,
        faults: Faults | None = None,
        webhook_endpoint: WebhookEndpoint | None = None,
        limits: Limits | None = None,
        journal_length: int = JOURNAL_LENGTH,
    ) -> None:
        self.apis = apis
        self.clock: MockClock = RealTimeClock() if clock is None else clock
        self.keys = keys
        self.faults = faults
        self.loopback_only = False
        """Whether requests to other hosts than loopback are refused. Default: no."""
        self.on_exchange: Callable[[Request, Response, float], object] | None = None
        """Called with each request, its response and the time. Default: nothing is."""
        self.admin: Handler | None = None
        """Answers requests under `/_mock/`. Default: nothing does."""
        self.revision = 0
        """How often the admin API or the console may have changed anything."""
        self._lock = RLock()
        self._initial_faults = faults
        self._router = Router(operation for api in apis.values() for operation in api.operations)
        self._sockets = [socket for api in apis.values() for socket in sockets(api)]
        assumptions = assumptions or Assumptions()
        self._responses = {name: ResponseBuilder(api, assumptions) for name, api in apis.items()}
        self.tasks = TaskSimulator(
            apis,
            self._responses,
            self._lock,
            clock=self.clock,
            store=MemoryStore() if store is None else store,
            assumptions=assumptions,
            plan=TaskPlan() if plan is None else plan,
            scenario=scenario,
            webhook_endpoint=webhook_endpoint,
        )
        self.scenarios = ScenarioRunner(apis, self._responses)
        self.webhooks = WebhookQueue(self.tasks, self.scenarios, self._lock)
        self._limits = None
        if limits is not None:
            self._limits = LimitEnforcer(limits, apis, self.tasks.store, _has_ended)
        operations = (operation for api in apis.values() for operation in api.operations)
        auth_headers = {auth.header for operation in operations for auth in operation.auth}
        self.journal = Journal(auth_headers | SECRET_HEADERS, self._scrub, journal_length)
        """The last requests."""

    @property
    def faults(self) -> Faults | None:
        """The faults that are injected. Setting them starts again from their seed."""
        return None if self._injector is None else self._injector.faults

    @faults.setter
    def faults(self, faults: Faults | None) -> None:
        self._injector = None if faults is None else FaultInjector(faults)

    def reset(self) -> None:
        """Forget tasks, journal and webhooks, and restore the settings. Clock and `met` stay as they are."""
        with self._lock:
            self.tasks.reset()
            self.journal.clear()
            self.scenarios.clear()
            self.webhooks.clear()
            self.faults = self._initial_faults
            if self._limits is not None:
                self._limits.clear()

    def handle(self, request: Request) -> Response:
        """Answer one request, from any thread. An error of the mock's own is a 500 that describes it."""
        with self._lock:
            now = self.clock()
            try:
                if self.loopback_only and not names_loopback(request.headers.get("host", "127.0.0.1")):
                    response = Response.text(403, NOT_LOOPBACK)
                elif self.admin is not None and request.path.startswith(ADMIN_PREFIX):
                    response = self.admin.handle(request)
                elif self._injector is None:
                    response = self._respond(request, now)
                else:
                    response = self._respond_faultily(request, now, self._injector)
            except Exception as error:
                log.exception("no response to %s %s", request.method, request.path)
                response = Response.text(500, f"gettask mock: {type(error).__name__}: {error}")
            self._record(request, response.status, now, response)
            if self.on_exchange is not None:
                self.on_exchange(request, response, now)
        return response if request.method != "HEAD" else response._replace(body=b"")

    def _respond_faultily(self, request: Request, now: float, injector: FaultInjector) -> Response:
        fault = injector.draw()
        if fault.error:
            return fault.apply(self._error(request, 500, "the mock answers a share of requests with 500"))
        return fault.apply(self._respond(request, now))

    def _respond(self, request: Request, now: float) -> Response:
        """Route, authenticate, validate, act, respond. The route comes first: it says how to authenticate."""
        found = self._router.find(request.path)
        if found is None and request.path.startswith(assets.PREFIX):
            return self._download(request, now)
        if found is None and request.path.startswith(UPLOADS):
            return take(request)
        if found is None and request.path == "/" and request.method in ("GET", "HEAD"):
            return self._index(request)
        if found is None:
            return self._error(request, 404, f"{shorten(request.path)} is not a path of this API")
        route, task_id = found
        operation = route.operation(request.method, request.headers)
        if operation is None:
            detail = f"{shorten(request.method)} is not a method of this path"
            return self._error(request, 405, detail, allow=route.allow)
        responses = self._responses[operation.api]
        try:
            key = authenticate(operation, request.headers, self.keys)
            body = validate(operation, request)
            task_id = operation.task_id(task_id, request.query, body.value)
            response = self._act(operation, request, key, body, task_id, now)
        except RecursionError:
            response = responses.errors.make(operation, 400, MALFORMED, "the body is nested too deeply")
        except RequestError as error:
            example, detail = error.example, error.detail
            response = responses.errors.make(operation, error.status, example, detail, **error.headers)
        return responses.headers.add(response, operation, request, now)

    def _act(
        self, operation: Operation, request: Request, key: str, body: ParsedBody, task_id: str, now: float
    ) -> Response:
        """Do what the operation does, and return its response."""
        tasks = self.tasks
        match operation.action:
            case Action.POLL:
                return self._poll(operation, request, key, task_id, now)
            case Action.RESULT:
                return result(tasks, operation, request, key, task_id, now)
            case Action.CREATE:
                if (repeated := tasks.repeated(operation, request, key, now)) is not None:
                    return repeated
                scenario = requested(request.headers, body.value) or tasks.scenario
                if self._limits is not None and self._limits.lacks_credit(operation.api, key):
                    scenario = WITHOUT_CREDIT
                task, response = tasks.create(operation, request, key, body, scenario)
                if self._limits is not None:
                    self._limits.check(task, now)
                response = self.scenarios.apply("create", task, request, response, now)
                if response.status < 300:
                    tasks.keep(task)
                    if self._limits is not None:
                        self._limits.add(task, now)
                return response
            case Action.CANCEL:
                cancelled = tasks.find(operation.api, key, task_id)
                tasks.cancel(cancelled, now, operation.removes)
                return self._responses[operation.api].cancelled(operation, cancelled)
            case Action.BULK_CANCEL:
                assert operation.bulk_cancel is not None
                query = dict(parse_qsl(request.query, keep_blank_values=True))
                tasks.cancel_all(operation.api, key, operation.bulk_cancel, query, now)
            case Action.LIST:
                assert operation.task_list is not None
                ids = tasks.listed(operation.api, key, operation.task_list, request.query)
                shown = [tasks.peek(operation.api, task_id, request, now) for task_id in ids]
                return self._responses[operation.api].task_list(operation, operation.task_list, shown)
            case Action.BATCH:
                found, missed = batch(tasks, operation, request, key, body.value, now)
                return self._responses[operation.api].batch(operation, found, missed)
            case Action.BALANCE:
                return self._responses[operation.api].balance(operation, tasks.spent(operation.api, key))
            case Action.UPLOAD:
                return self._responses[operation.api].upload(operation, request.base_url + UPLOADS)
        return self._responses[operation.api].static(operation)

    def _poll(self, operation: Operation, request: Request, key: str, task_id: str, now: float) -> Response:
        try:
            task = self.tasks.find(operation.api, key, task_id)
        except RequestError:
            missing = None if operation.lifecycle is None else operation.lifecycle.missing
            if missing is None:
                raise
            return self._responses[operation.api].missing(operation, task_id, missing)
        response = self.tasks.poll(task, request, now)
        if task.scenario is None:
            return response
        return self.scenarios.apply("poll", task, request, response, now)

    def _record(self, request: Request, status: int, now: float, response: Response | None = None) -> None:
        if log.isEnabledFor(logging.INFO) and not request.path.startswith(CONSOLE):
            path = shorten(assets.without_signature(request.path)).encode("unicode_escape").decode()
            log.info("%s %s %d", request.method, path, status)
        if self.admin is None or not request.path.startswith(ADMIN_PREFIX):
            self.journal.add(request, status, now, response)
        elif request.method not in ("GET", "HEAD"):
            self.revision += 1

    def redacted(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body of a create request without the secrets of webhooks."""
        copied = copy.deepcopy(dict(body))
        self._scrub(copied)
        return copied

    def _scrub(self, body: Any) -> None:
        """Remove the secrets of webhooks from the body of a create request."""
        for rules in self.tasks.webhook_rules.values():
            rules.remove_secret(body)

    def _download(self, request: Request, now: float) -> Response:
        """A result file, as the scenario of its task has it."""
        response = self.tasks.assets.serve(request, now)
        task_id = request.path.rpartition("/")[2].rpartition("-")[0]
        for api in self.apis if response.status < 400 else ():
            task = self.tasks.store.get(api, task_id)
            if task is not None and task.scenario is not None:
                return self.scenarios.apply("asset", task, request, response, now)
        return response

    def _index(self, request: Request) -> Response:
        """What is served, for whoever opens the mock in a browser."""
        width = max(map(len, self.apis))
        lines = [f"  {name:{width}}  {request.base_url}{api.base_path}" for name, api in self.apis.items()]
        if self.admin is not None and "text/html" in request.headers.get("accept", ""):
            return Response.text(303, "", location=ADMIN_PREFIX)
        admin = "There is no console and no admin API here."
        if self.admin is not None:
            admin = "\n".join(
                f"{name}: {request.base_url}{ADMIN_PREFIX}" for name in ("Console", "Admin API")
            )
        about = "gettask mock serves these APIs from memory, for free. Their base URLs:"
        return Response.text(200, "\n".join([about, "", *lines, "", admin, ""]))

    def _error(self, request: Request, status: int, detail: str, **headers: str) -> Response:
        """An error in the shape of the API whose paths begin as this one does."""
        for name, api in self.apis.items():
            if any(request.path.startswith(_prefix(operation.path)) for operation in api.operations):
                responses = self._responses[name]
                example = NO_ROUTE if status == 404 else MALFORMED
                return responses.headers.add_id(
                    responses.errors.make(None, status, example, detail, **headers)
                )
        return Response.json_of(status, {"message": detail}, **headers)

    def refuse_body(self, request: Request, max_bytes: int) -> Response:
        """The response to a request whose body is longer than `max_bytes`, and was therefore not read."""
        with self._lock:
            response = self._error(request, 413, f"the body is over {max_bytes} bytes", connection="close")
            self._record(request, response.status, self.clock(), response)
        return response

    def watch(self, request: Request) -> Watch | Response:
        """The frames of the WebSocket that a request opens, or the error response that refuses it."""
        with self._lock:
            watch = self._watch(request)
            status = watch.status if isinstance(watch, Response) else SWITCHING_PROTOCOLS
            self._record(request, status, self.clock())
        return watch

    def _watch(self, request: Request) -> Watch | Response:
        if self.loopback_only and not names_loopback(request.headers.get("host", "127.0.0.1")):
            return Response.text(403, NOT_LOOPBACK)
        matches = ((socket, socket.pattern.fullmatch(request.path)) for socket in self._sockets)
        socket, match = next(((socket, match) for socket, match in matches if match), (None, None))
        if socket is None or match is None:
            return self._error(request, 404, f"{shorten(request.path)} is not a WebSocket of this API")
        poll, parameter = self.apis[socket.api].poll, next(iter(match.groups()), "")
        try:
            key = authenticate(poll, request.headers, self.keys)
            if not socket.follows_all:
                self.tasks.find(socket.api, key, parameter)
        except RequestError as error:
            responses, example = self._responses[socket.api], error.example
            return responses.headers.add_id(
                responses.errors.make(poll, error.status, example, error.detail, **error.headers)
            )

        def followed() -> list[MockTask]:
            if not socket.follows_all:
                return list(filter(None, [self.tasks.store.get(socket.api, parameter)]))
            return list(self.tasks.visible(socket.api, key))

        def poll_task(task: MockTask) -> Response:
            return self.tasks.poll(task, request, self.clock())

        pointer = self.apis[socket.api].lifecycle.task
        return Watch(socket, pointer, followed, poll_task, self._lock, _moment(parameter))


def _has_ended(task: MockTask, now: float) -> bool:
    """Whether a task has ended by now, although no poll may have shown it."""
    return task.ended or (view_now(task, now).status.terminal and task.ended)


def _moment(text: str) -> float:
    """A moment in Unix seconds; never, for other text."""
    try:
        return float(text)
    except ValueError:
        return math.inf


def _prefix(path: str) -> str:
    """The part of a path before its last fixed step."""
    return path.partition("{")[0].rstrip("/").rpartition("/")[0] + "/"
