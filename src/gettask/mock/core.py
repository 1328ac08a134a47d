"""The mock itself: a request goes in, a response comes out, and tasks live in between."""

from __future__ import annotations

import itertools
import json
import logging
import math
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from threading import Lock
from typing import Any, NamedTuple, NoReturn
from urllib.parse import parse_qsl

from gettask.mock import assets, scenarios, views
from gettask.mock.assets import Shelf
from gettask.mock.control import PREFIX, Control
from gettask.mock.fake import Link
from gettask.mock.faults import Dice, Faults
from gettask.mock.http import Request, Response
from gettask.mock.life import Clock, Plan, Planner, Submission, SystemClock
from gettask.mock.lifecycle import QUEUED, Table
from gettask.mock.policy import Policy
from gettask.mock.replies import INVALID, MALFORMED, NOWHERE, InvalidReplyError, Replies
from gettask.mock.router import Router
from gettask.mock.scenarios import Moment
from gettask.mock.schema import Fault, SpecError, shorten
from gettask.mock.sockets import Watch, sockets
from gettask.mock.spec import FORM, JSON, Api, Operation, Order, Sweep
from gettask.mock.store import MemoryStore, Store, Task, View
from gettask.mock.webhooks import Asgi, Attempt, Delivery, Outbox, Receiver, Rules, Webhook, post

SWITCHED = 101
"""The HTTP status of a socket that was opened."""

JOURNAL = 1000
"""How many requests are remembered."""

MANY = 50_000
"""How many parts a body may have: values of JSON, or lines of a form that may begin a part."""

PART = 4096
"""How long the headers of a part of a form may be."""

SIGNS = {JSON: (b",", b":", b"["), FORM: (b"\n--",)}
"""What stands before a part, and seldom elsewhere."""

log = logging.getLogger(__name__)


class Entry(NamedTuple):
    """One request, as far as it may be shown: keys and links stand in headers, queries and bodies."""

    number: int
    at: float
    method: str
    path: str
    status: int


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, reason: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.reason, self.detail, self.headers = status, reason, detail, headers


class Mock:
    """Task APIs in memory, driven by their effective specs.

    `plan` says what becomes of tasks that are created from now on, and may be replaced at any time. `keys`
    are the keys that exist, None for any. All times come from `clock`. `policy` is what vendors do not
    publish. `webhook` is where changes are posted by an API whose requests do not say so themselves.
    """

    def __init__(
        self,
        apis: Mapping[str, Api],
        *,
        clock: Clock | None = None,
        keys: Set[str] | None = None,
        plan: Plan | Planner | None = None,
        store: Store | None = None,
        policy: Policy | None = None,
        scenario: str | None = None,
        faults: Faults | None = None,
        webhook: Webhook | None = None,
    ) -> None:
        self.apis = apis
        self.policy = policy or Policy()
        self.clock: Clock = SystemClock() if clock is None else clock
        self.keys = keys
        self.plan: Plan | Planner = Plan() if plan is None else plan
        self.store: Store = MemoryStore() if store is None else store
        self.control: Control | None = None
        """Answers under `/_mock/`, if anything does."""
        self.journal: deque[Entry] = deque(maxlen=JOURNAL)
        """The last requests."""
        self._numbers = itertools.count(1)
        self._dice: Dice | None = None
        self.faults = faults
        self.scenario = scenario
        self.webhook = webhook
        self.wall: Callable[[], float] = time.time
        """The time that signatures tell: receivers compare it with their own clock, not with the mock's."""
        self._start = self.plan, scenario, faults, webhook
        self.met: Counter[str] = Counter()
        """How often each scenario has shown itself."""
        self._created: Counter[str] = Counter()
        self._router = Router(operation for api in apis.values() for operation in api.operations)
        self._replies = {name: Replies(api, self.policy) for name, api in apis.items()}
        self._looks = {
            operation.api.name: operation
            for api in apis.values()
            for operation in reversed(api.operations)
            if operation.table is not None
        }
        self._sockets = [socket for name in self._looks for socket in sockets(apis[name])]
        said = {name: api.spec.get("x-webhook") for name, api in apis.items()}
        self._outbox = Outbox({name: Rules(rules) for name, rules in said.items() if rules is not None})
        self._untold: dict[tuple[str, str], float] = {}
        """The tasks of whose end the webhooks have not told, and when there may be something to tell."""
        self._shelf = Shelf.new()
        self._lock = Lock()

    @property
    def scenario(self) -> str | None:
        """The scenario of tasks that do not ask for one. Setting it raises ValueError if it is unknown."""
        return self._scenario

    @scenario.setter
    def scenario(self, name: str | None) -> None:
        if name is not None:
            scenarios.find(name)
        self._scenario = name

    @property
    def faults(self) -> Faults | None:
        """What goes wrong now and then. Setting it begins anew with its seed."""
        return None if self._dice is None else self._dice.faults

    @faults.setter
    def faults(self, faults: Faults | None) -> None:
        self._dice = None if faults is None else Dice(faults)

    def reset(self) -> None:
        """Forget tasks and journal, and plan as at the start; the clock goes on, and what was met stays."""
        self.store.clear()
        self.journal.clear()
        self._created.clear()
        self._untold.clear()
        self._outbox.clear()
        self.plan, self.scenario, self.faults, self.webhook = self._start

    def handle(self, request: Request) -> Response:
        """Answer one request, from any thread. A mistake of the mock's own is a 500 that explains itself."""
        if self.control is not None and request.path.startswith(PREFIX):
            with self._lock:
                response = self.control.handle(request)
            return response if request.method != "HEAD" else response._replace(body=b"")
        fate = None
        if self._dice is not None:
            with self._lock:
                fate = self._dice.throw()
        try:
            if fate is not None and fate.fails:
                response = self.refuse(request, 500, "the mock was told to fail now and then")
            elif request.path.startswith(assets.PREFIX):
                with self._lock:
                    response = self._serve(request)
            else:
                with self._lock:
                    response = self._answer(request)
        except (InvalidReplyError, SpecError, ValueError) as mistake:
            log.exception("no answer to %s %s", request.method, request.path)
            response = Response.text(500, f"gettask mock: {mistake}")
        if fate is not None:
            response = fate.apply(response)
        self._note(request, response.status)
        return response if request.method != "HEAD" else response._replace(body=b"")

    def _note(self, request: Request, status: int) -> None:
        about = request.method, shorten(request.path), status
        self.journal.append(Entry(next(self._numbers), self.clock(), *about))

    def refuse(self, request: Request, status: int, detail: str, **headers: str) -> Response:
        """An error in the shape of the API whose paths begin as this one does."""
        for name, api in self.apis.items():
            if any(request.path.startswith(_trunk(operation.path)) for operation in api.operations):
                replies = self._replies[name]
                reason = NOWHERE if status == 404 else MALFORMED
                return replies.traced(replies.error(None, status, reason, detail, **headers))
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
            look = operation.cancels or operation
            if look.table is not None:
                task = self._own(operation.api, key, next(iter(values.values()), ""))
                if look is operation:
                    response = self._act("look", request, self._look(operation, request, task), task)
                else:
                    self._cancel(look.table, task)
                    response = replies.fixed(operation)
            elif operation.creates is not None:
                response = self._create(operation, operation.creates, request, key)
            else:
                _read(operation, request)
                if operation.sweep is not None:
                    self._cancel_all(operation, operation.sweep, request, key)
                response = replies.fixed(operation)
        except RecursionError:
            response = replies.error(operation, 400, MALFORMED, "the body is nested too deeply")
        except RefusedError as no:
            response = replies.error(operation, no.status, no.reason, no.detail, **no.headers)
        return replies.headed(response, operation, request, self.clock())

    def _key(self, operation: Operation, request: Request) -> str:
        if not operation.auth:
            return ""
        for auth in operation.auth:
            key = auth.key(request.headers)
            if key is not None and (self.keys is None or key in self.keys):
                return key
        how = " or ".join(map(str, operation.auth))
        raise RefusedError(401, "", f"the request needs a valid key, as in {how}")

    def add(
        self,
        api: str,
        key: str,
        body: Mapping[str, Any],
        variant: str | None = None,
        task_id: str | None = None,
    ) -> Task:
        """Put a task there as if it had been created before, by a request with this body, and plan it.

        The id is a new one unless it is given.
        """
        look = self._looks[api]
        names = {name: value for name, value in body.items() if isinstance(value, str)}
        task = self._plan(look, key, variant, names, dict(body), task_id)
        self.store.put(task)
        return task

    def _create(self, operation: Operation, look: Operation, request: Request, key: str) -> Response:
        order = _read(operation, request)
        names = operation.document.names(order.schema, order.value)
        body = names | (order.value if isinstance(order.value, dict) else {})
        variant = operation.document.flat(order.schema).get("x-variant")
        name = request.headers.get(scenarios.HEADER) or scenarios.marked(order.value) or self.scenario
        task = self._plan(look, key, variant, names, body, scenario=name)
        task.size, task.base = len(request.body), request.base
        reply = self._show(operation, look, task, views.move(task, 0.0, task.created), request.base)
        reply = self._act("create", request, reply, task)
        if reply.status < 300:
            rules = self._outbox.rules.get(task.api)
            if rules is not None:
                task.webhook = self.webhook if rules.registered else rules.webhook(order.value)
            if task.webhook is not None:
                self._untold[task.api, task.id] = 0.0
            self.store.put(task)
        return reply

    def _plan(
        self,
        look: Operation,
        key: str,
        variant: str | None,
        names: dict[str, Any],
        body: dict[str, Any],
        task_id: str | None = None,
        scenario: str | None = None,
    ) -> Task:
        assert look.table is not None
        plan = self.plan
        chosen, argument = (None, "") if scenario is None else scenarios.find(scenario)
        if chosen is not None and chosen.plan is not None:
            plan = chosen.plan(look, argument)
        elif not isinstance(plan, Plan):
            plan = plan(Submission(look.api.name, variant, body, key))
        now = self.clock()
        return Task(
            id=task_id or str(uuid.uuid4()),
            api=look.api.name,
            key=key,
            variant=variant,
            names=names,
            body=body,
            plan=plan,
            path=look.table.through(plan.path) if plan.path else look.table.ending(plan.end),
            created=now,
            reached=[now],
            scenario=scenario,
        )

    def _serve(self, request: Request) -> Response:
        response = self._shelf.serve(request, self.clock())
        task_id = request.path.rpartition("/")[2].rpartition("-")[0]
        for api in self.apis.values() if response.status < 400 else ():
            task = self.store.get(api.name, task_id)
            if task is not None and task.scenario is not None:
                return self._act("asset", request, response, task)
        return response

    def _act(self, kind: str, request: Request, response: Response, task: Task) -> Response:
        """The response as the scenario of its task has it. `kind` is create, look or asset."""
        if task.scenario is None:
            return response
        scenario, argument = scenarios.find(task.scenario)
        alter = getattr(scenario, kind)
        if alter is not None:
            counts = self._created if kind == "create" else task.counts
            name = task.scenario if kind == "create" else kind
            count = counts.get(name, 0)
            counts[name] = count + 1
            look = self._looks[task.api]
            replies = self._replies[task.api]
            altered: Response = alter(Moment(request, response, look, replies, count, self.clock(), argument))
            if altered != response:
                self.met[scenario.name] += 1
            return altered
        if kind == "look" and not scenario.alters:
            self.met[scenario.name] += 1
        return response

    def _own(self, api: Api, key: str, task_id: str) -> Task:
        task = self.store.get(api.name, task_id)
        if task is None or not self._sees(key, task):
            raise RefusedError(404, "", f"no task {shorten(task_id)} was created with this key")
        return task

    def _sees(self, key: str, task: Task) -> bool:
        return task.key == key or not self.policy.isolated

    def _look(self, look: Operation, request: Request, task: Task) -> Response:
        now = self.clock()
        if task.reply is None or not task.ended or now >= task.stale:
            view = views.move(task, task.plan.life.done(task.looks, now - task.created), now)
            if task.reply is None or view != task.view or now >= task.stale:
                task.stale = math.inf
                task.reply, task.view = self._show(look, look, task, view, request.base), view
            task.looks += 1
            self._touch(task)
            self.store.put(task)
        return task.reply

    def _touch(self, task: Task) -> None:
        """See to it that webhooks tell of what has just changed."""
        if task.webhook is not None and task.told < len(task.reached):
            self._untold[task.api, task.id] = 0.0

    def _by_now(self, task: Task, now: float) -> View:
        """The task as the last look found it, but for the time that has passed since."""
        looks = max(task.looks - 1, 0)
        return views.move(task, task.plan.life.done(looks, now - task.created), now)

    def _cancel(self, table: Table, task: Task) -> None:
        """Cancel a task that waits in the queue; any other runs to its end."""
        now = self.clock()
        view = self._by_now(task, now)
        task.reply = None
        if view.status.phase != QUEUED:
            raise RefusedError(404, "", f"only a queued task can be cancelled, not {view.status.name}")
        task.path = (*task.path[: len(task.reached)], table.end(*self.policy.cancelled))
        task.reached.append(now)
        task.plan = replace(task.plan, message="The task was cancelled.")
        self._touch(task)
        self.store.put(task)

    def _cancel_all(self, operation: Operation, sweep: Sweep, request: Request, key: str) -> None:
        """Cancel those of the tasks that the request names which wait in the queue."""
        look = self._looks[operation.api.name]
        assert look.table is not None
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        for task in self.store:
            if (
                task.api == look.api.name
                and self._sees(key, task)
                and sweep.means(query, task.body, task.created)
            ):
                with suppress(RefusedError):
                    self._cancel(look.table, task)

    def deliveries(self) -> list[Delivery]:
        """The webhooks to post by now, each for one attempt: tell `delivered` what came of it.

        Raises InvalidReplyError for a body that the document does not allow.
        """
        if not self._untold and not self._outbox:
            return []
        with self._lock:
            now = self.clock()
            for api, task_id in [key for key, at in self._untold.items() if at <= now]:
                self._tell(api, task_id, now)
            return self._outbox.take(now, self.wall())

    def delivered(self, delivery: Delivery, status: int | None, problem: str | None = None) -> Attempt:
        """Remember what a receiver answered, None for nothing; without a 2xx there may be another attempt.

        `problem` says why there was no answer; if it is given there is no other attempt.
        """
        with self._lock:
            return self._outbox.settle(delivery, self.clock(), status, problem)

    def deliver(self, receive: Receiver) -> list[Attempt]:
        """Hand the webhooks that are due to a function that takes a `Delivery` and returns a status.

        What is not received is due again later: advance the clock, then deliver once more.
        """
        attempts = []
        while due := self.deliveries():
            attempts += [self.delivered(delivery, receive(delivery)) for delivery in due]
        return attempts

    async def deliver_to(self, app: Asgi) -> list[Attempt]:
        """The same for a receiver that is an ASGI application."""
        attempts = []
        while due := self.deliveries():
            attempts += [self.delivered(delivery, await post(app, delivery)) for delivery in due]
        return attempts

    @property
    def attempts(self) -> Sequence[Attempt]:
        """The last attempts to deliver webhooks, the oldest first."""
        return list(self._outbox.attempts)

    def _tell(self, api: str, task_id: str, now: float) -> None:
        """Put into the outbox what the webhooks have not told of a task yet."""
        task = self.store.get(api, task_id)
        if task is None or task.webhook is None:
            del self._untold[api, task_id]
            return
        current = self._by_now(task, now)
        look, rules, last = self._looks[api], self._outbox.rules[api], len(task.reached) - 1
        untold = range(task.told, last + 1)
        # First of all, so that a body which cannot be made is not tried for ever.
        task.told = last + 1
        self.store.put(task)
        if task.ended:
            del self._untold[api, task_id]
        else:
            self._untold[api, task_id] = _next_change(task, now)
        for step in untold:
            at, done = task.reached[step], step / max(len(task.path) - 1, 1)
            view = current if step == last else views.show(task, step, done, at)
            for event in rules.events(view.status, step == 0):
                words = rules.words(event, at, now)
                link = self._linker(task, task.base)
                body = self._replies[api].posted(event, look, task, view, link, words)
                self._post(task, Delivery(api, task.id, event, task.webhook, body, now, view.status.final))

    def _post(self, task: Task, delivery: Delivery) -> None:
        """Put a delivery into the outbox as the scenario of its task has it."""
        scenario = None if task.scenario is None else scenarios.find(task.scenario)[0]
        if scenario is None or scenario.post is None:
            self._outbox.put([delivery])
        else:
            altered = scenario.post(delivery, self._looks[task.api])
            self.met[scenario.name] += altered != [delivery]
            self._outbox.put(altered)

    def watch(self, request: Request) -> Watch | Response:
        """What the socket tells that the request opens, or the error that it is refused with."""
        with self._lock:
            watch = self._watch(request)
        self._note(request, watch.status if isinstance(watch, Response) else SWITCHED)
        return watch

    def _watch(self, request: Request) -> Watch | Response:
        found = ((socket, socket.pattern.fullmatch(request.path)) for socket in self._sockets)
        socket, match = next(((socket, match) for socket, match in found if match), (None, None))
        if socket is None or match is None:
            return self.refuse(request, 404, f"{shorten(request.path)} is no socket of this API")
        look, said = self._looks[socket.api], next(iter(match.groups()), "")
        assert look.table is not None
        try:
            key = self._key(look, request)
            one = [] if socket.all else [self._own(look.api, key, said)]
        except RefusedError as no:
            replies = self._replies[socket.api]
            return replies.traced(replies.error(look, no.status, no.reason, no.detail, **no.headers))

        def tasks() -> list[Task]:
            return one or [task for task in self.store if task.api == look.api.name and self._sees(key, task)]

        def see(task: Task) -> Response:
            return self._look(look, request, task)

        return Watch(socket, look.table.task, tasks, see, self._lock, _moment(said))

    def _show(self, operation: Operation, look: Operation, task: Task, view: View, base: str) -> Response:
        replies = self._replies[operation.api.name]
        return replies.task(operation, look, task, view, self._linker(task, base))

    def _linker(self, task: Task, base: str) -> Link:
        count = 0

        def link(asset: Mapping[str, Any]) -> str:
            nonlocal count
            count += 1
            seconds = asset.get("retention", {}).get("seconds")
            now = self.clock()
            end = math.inf if seconds is None else now + seconds
            # Who looks in the second half of a link's life gets one that lasts.
            task.stale = min(task.stale, (now + end) / 2)
            return self._shelf.link(base, f"{task.id}-{count}", asset, end)

        return link


def _next_change(task: Task, now: float) -> float:
    """When time alone will have moved a task that has just been seen, infinite if it cannot."""
    life = task.plan.life
    if not life.seconds:
        return math.inf
    # A step is missed by a hair where seconds cannot be divided, and by far where looks are wanted as well.
    return max(
        task.created + life.seconds * len(task.reached) / (len(task.path) - 1), now + life.seconds / 100
    )


def _moment(said: str) -> float:
    """A moment in Unix seconds; what is said in another way is never."""
    try:
        return float(said)
    except ValueError:
        return math.inf


def _trunk(path: str) -> str:
    """What comes before a path's last fixed step."""
    return path.partition("{")[0].rstrip("/").rpartition("/")[0] + "/"


def _check_parameters(operation: Operation, request: Request) -> None:
    values = {"query": dict(parse_qsl(request.query, keep_blank_values=True)), "header": request.headers}
    for parameter in operation.parameters:
        if fault := parameter.fault(values[parameter.place]):
            raise RefusedError(400, INVALID, str(fault))


def _read(operation: Operation, request: Request) -> Order:
    """The request's body, checked. Raises RefusedError with the place of what is wrong."""
    body = operation.body
    if body is None or not (request.body or body.required):
        return Order(None, None)
    header = request.headers.get("content-type", "")
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in body.schemas:
        wanted = " or ".join(sorted(body.schemas))
        detail = f"the body must be {wanted}, not {shorten(media_type) or 'of no type'}"
        raise RefusedError(415 if operation.response(415) else 400, MALFORMED, detail)
    try:
        if sum(map(request.body.count, SIGNS.get(media_type, ()))) > MANY:
            raise ValueError(f"it has more than {MANY} parts")
        if media_type == JSON:
            value = json.loads(request.body.decode("utf-8"), parse_constant=_not_json, parse_float=_finite)
        elif media_type == FORM:
            value = _form(header, request.body)
        else:
            return Order(None, None)
    except (ValueError, RecursionError) as problem:
        raise RefusedError(400, MALFORMED, f"the body cannot be read: {problem}") from None
    order = body.read(value, media_type)
    if isinstance(order, Fault):
        raise RefusedError(400, INVALID, str(order))
    return order


def _form(header: str, body: bytes) -> dict[str, str]:
    """The parts of a form by their names, files as the text that their bytes would be in Latin-1."""
    boundary = _headers(f"content-type: {header}".encode("latin-1")).get_boundary()
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + (boundary or "").encode("latin-1", "replace"))
    if not boundary or not parts or not parts.pop().startswith(b"--"):
        raise ValueError("it is not a form with the boundary that its header names")
    form = {}
    for part in parts:
        head, _, file = part.partition(b"\r\n\r\n")
        name = _headers(head[:PART].lstrip()).get_param("name", header="content-disposition")
        if name:
            form[str(name)] = file.decode("latin-1")
    return form


def _headers(lines: bytes) -> Message:
    from email.parser import BytesParser

    return BytesParser().parsebytes(lines, headersonly=True)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)


def _not_json(text: str) -> NoReturn:
    raise ValueError(f"{shorten(text)} is no number of JSON")
