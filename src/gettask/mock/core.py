"""The mock itself: a request goes in, a response comes out, and tasks live in between."""

from __future__ import annotations

import itertools
import json
import logging
import math
import re
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import RLock
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from gettask.mock import assets, scenarios, views
from gettask.mock.assets import Shelf
from gettask.mock.control import PREFIX, Control
from gettask.mock.fake import Link
from gettask.mock.faults import Dice, Fate, Faults
from gettask.mock.http import Request, Response
from gettask.mock.life import Clock, Plan, Planner, Submission, SystemClock
from gettask.mock.lifecycle import QUEUED, SUCCEEDED, Table
from gettask.mock.policy import Policy
from gettask.mock.replies import INVALID, MALFORMED, NOWHERE, InvalidReplyError, Replies
from gettask.mock.router import Router
from gettask.mock.scenarios import Moment
from gettask.mock.schema import shorten
from gettask.mock.sockets import Watch, sockets
from gettask.mock.spec import Api, Operation, Sweep
from gettask.mock.store import MOST, MemoryStore, Store, Task, View
from gettask.mock.validation import RefusedError, check_parameters, read
from gettask.mock.webhooks import Asgi, Attempt, Delivery, Outbox, Receiver, Rules, Webhook, post

SWITCHED = 101
"""The HTTP status of a socket that was opened."""

ID = re.compile(r"(?!\.\.?$)[\w.~:-]+", re.ASCII)
"""What fits into a path as it is."""

JOURNAL = 1000
"""How many requests are remembered."""

log = logging.getLogger(__name__)


class Entry(NamedTuple):
    """One request, as far as it may be shown: keys and links stand in headers, queries and bodies."""

    number: int
    at: float
    method: str
    path: str
    status: int


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
        self.store: Store = MemoryStore() if store is None else store
        self.control: Control | None = None
        """Answers under `/_mock/`, if anything does."""
        self.journal: deque[Entry] = deque(maxlen=JOURNAL)
        """The last requests."""
        self._numbers = itertools.count(1)
        self._dice: Dice | None = None
        self.faults = faults
        self.webhook = webhook
        self.wall: Callable[[], float] = time.time
        """The time that signatures tell: receivers compare it with their own clock, not with the mock's."""
        self.met: Counter[str] = Counter()
        """How often each scenario has shown itself."""
        self._created: dict[tuple[str, str, str], int] = {}
        self._router = Router(operation for api in apis.values() for operation in api.operations)
        self._replies = {name: Replies(api, self.policy) for name, api in apis.items()}
        self._looks = {
            operation.api.name: operation
            for api in apis.values()
            for operation in reversed(api.operations)
            if operation.table is not None
        }
        self.plan = Plan() if plan is None else plan
        self.scenario = scenario
        self._start = self.plan, scenario, faults, webhook
        for operation in (operation for api in apis.values() for operation in api.operations):
            if operation.cancels is not None or operation.sweep is not None:
                self._looks[operation.api.name].lifecycle.end(*self.policy.cancelled)
        self._sockets = [socket for name in self._looks for socket in sockets(apis[name])]
        said = {name: api.spec.get("x-webhook") for name, api in apis.items()}
        self._outbox = Outbox({name: Rules(rules) for name, rules in said.items() if rules is not None})
        self._shelf = Shelf.new()
        self._lock = RLock()

    @property
    def plan(self) -> Plan | Planner:
        """What becomes of new tasks. Setting a plan raises ValueError if it has no place at any API."""
        return self._plan_of_all

    @plan.setter
    def plan(self, plan: Plan | Planner) -> None:
        if isinstance(plan, Plan):
            self.possible(plan)
        self._plan_of_all = plan

    @property
    def scenario(self) -> str | None:
        """The scenario of tasks that ask for none. Setting it raises ValueError if no API can have it."""
        return self._scenario

    @scenario.setter
    def scenario(self, name: str | None) -> None:
        if name is not None:
            scenario, argument = scenarios.find(name)
            try:
                self._ask(lambda look: _check(look, scenario.planned(look, argument)), self._looks)
            except ValueError as problem:
                raise ValueError(f"no API can have the scenario {name!r}\n{problem}") from None
        self._scenario = name

    def possible(self, plan: Plan, apis: Iterable[str] | None = None) -> None:
        """Raise ValueError if tasks of none of these APIs, by default of all, can go the way of the plan."""
        self._ask(lambda look: _check(look, plan), self._looks if apis is None else apis)

    def _ask(self, ask: Callable[[Operation], object], apis: Iterable[str]) -> None:
        """Raise ValueError if that is the answer for every API."""
        problems = []
        for api in apis:
            try:
                ask(self._looks[api])
            except ValueError as problem:
                problems.append(f"{api}: {problem}")
            else:
                return
        if problems:
            raise ValueError("\n".join(problems))

    @property
    def faults(self) -> Faults | None:
        """What goes wrong now and then. Setting it begins anew with its seed."""
        return None if self._dice is None else self._dice.faults

    @faults.setter
    def faults(self, faults: Faults | None) -> None:
        self._dice = None if faults is None else Dice(faults)

    def reset(self) -> None:
        """Forget tasks and journal, and plan as at the start; the clock goes on, and what was met stays."""
        with self._lock:
            self.store.clear()
            self.journal.clear()
            self._created.clear()
            self._outbox.clear()
            self.plan, self.scenario, self.faults, self.webhook = self._start

    def handle(self, request: Request) -> Response:
        """Answer one request, from any thread. A mistake of the mock's own is a 500 that explains itself."""
        with self._lock:
            control = self.control if request.path.startswith(PREFIX) else None
            now = self.clock()
            try:
                if control is not None:
                    response = control.handle(request)
                elif self._dice is not None:
                    response = self._risk(request, now, self._dice.throw())
                else:
                    response = self._answer(request, now)
            except Exception as mistake:
                log.exception("no answer to %s %s", request.method, request.path)
                response = Response.text(500, f"gettask mock: {type(mistake).__name__}: {mistake}")
            if control is None:
                self._note(request, response.status, now)
        return response if request.method != "HEAD" else response._replace(body=b"")

    def _risk(self, request: Request, now: float, fate: Fate) -> Response:
        if fate.fails:
            return fate.apply(self._refuse(request, 500, "the mock was told to fail now and then"))
        return fate.apply(self._answer(request, now))

    def _note(self, request: Request, status: int, now: float) -> None:
        self.journal.append(Entry(next(self._numbers), now, request.method, shorten(request.path), status))

    def too_long(self, request: Request, most: int) -> Response:
        """Refuse a request whose body has more than so many bytes, and was therefore not read."""
        with self._lock:
            response = self._refuse(request, 413, f"the body is over {most} bytes", connection="close")
            if self.control is None or not request.path.startswith(PREFIX):
                self._note(request, response.status, self.clock())
        return response

    def _refuse(self, request: Request, status: int, detail: str, **headers: str) -> Response:
        """An error in the shape of the API whose paths begin as this one does."""
        for name, api in self.apis.items():
            if any(request.path.startswith(_trunk(operation.path)) for operation in api.operations):
                replies = self._replies[name]
                reason = NOWHERE if status == 404 else MALFORMED
                return replies.traced(replies.error(None, status, reason, detail, **headers))
        return Response.json_of(status, {"message": detail}, **headers)

    def _answer(self, request: Request, now: float) -> Response:
        found = self._router.find(request.path)
        if found is None and request.path.startswith(assets.PREFIX):
            return self._serve(request)
        if found is None:
            return self._refuse(request, 404, f"{shorten(request.path)} is not a path of this API")
        route, name = found
        operation = route.operations.get(request.method)
        if operation is None:
            detail = f"{shorten(request.method)} is not a method of this path"
            return self._refuse(request, 405, detail, allow=route.allow)
        replies = self._replies[operation.api.name]
        try:
            key = self._key(operation, request)
            if operation.parameters:
                check_parameters(operation, request)
            look = operation.cancels or operation
            if look.table is not None:
                task = self._own(operation.api, key, name)
                if look is operation:
                    response = self._look(operation, request, task, now)
                    if task.scenario is not None:
                        response = self._act("look", task.scenario, request, response, task)
                else:
                    self._cancel(look.table, task)
                    response = replies.fixed(operation)
            elif operation.creates is not None:
                response = self._create(operation, operation.creates, request, key)
            else:
                read(operation, request)
                if operation.sweep is not None:
                    self._cancel_all(operation, operation.sweep, request, key)
                response = replies.fixed(operation)
        except RecursionError:
            response = replies.error(operation, 400, MALFORMED, "the body is nested too deeply")
        except RefusedError as no:
            response = replies.error(operation, no.status, no.reason, no.detail, **no.headers)
        return replies.headed(response, operation, request, now)

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
        body: Mapping[str, Any] | None = None,
        variant: str | None = None,
        task_id: str | None = None,
    ) -> Task:
        """Put a task there as if it had been created elsewhere, and plan it.

        `body` is that of the request, by default the example of the variant; the id is a new one unless it is
        given. Raises ValueError for what the mock does not serve, for an id that it knows already or that no
        path can have, and for what no task of the API can be.
        """
        if api not in self.apis:
            raise ValueError(f"no such API: {api!r}; there are {', '.join(self.apis)}")
        known = self.apis[api].variants
        if variant is not None and variant not in known:
            raise ValueError(f"no such variant: {variant!r}; {api} has {', '.join(known)}")
        if task_id is not None and not ID.fullmatch(task_id):
            raise ValueError(f"{shorten(task_id)!r} is no id: letters, digits, -, ., _, ~ and : make one")
        order = self.apis[api].example(variant) if body is None else None
        if order is None:
            body = dict(body or {})
            names = {name: value for name, value in body.items() if isinstance(value, str)}
        else:
            names, body = self.apis[api].told(order)
        with self._lock:
            if task_id is not None and self.store.get(api, task_id) is not None:
                raise ValueError(f"there is a task {shorten(task_id)} already")
            look, asked = self._looks[api], Submission(api, variant, body, key)
            scenario = scenarios.marked(body) or self.scenario
            task = self._plan(look, asked, names, self._course(look, scenario), scenario, task_id)
            if self._replies[api].tells_no_status(look, task):
                task.path = (look.lifecycle.end(SUCCEEDED),)
            task.size = len(json.dumps(body))
            try:
                self._show(look, look, task, views.move(task, 0.0, task.created), "")
            except InvalidReplyError as problem:
                raise ValueError(f"no task is like this: {problem}") from None
            self._keep(task)
        return task

    def replan(self, task_id: str, plan: Plan | Planner) -> None:
        """Begin the life of a task anew, in the status that it has reached by now.

        Raises ValueError if there is no such task, if it has ended, and for a way that it cannot go.
        """
        with self._lock:
            found = (self.store.get(api, task_id) for api in self.apis)
            task = next((task for task in found if task is not None), None)
            if task is None:
                raise ValueError(f"there is no task {shorten(task_id)}")
            now = self.clock()
            view = self._by_now(task, now)
            if view.status.final:
                raise ValueError(f"the task has ended as {view.status.name}, and final states stay")
            if not isinstance(plan, Plan):
                plan = plan(Submission(task.api, task.variant, task.body, task.key))
            self._looks[task.api].check_code(plan.code)
            rest = plan.rest(self._looks[task.api].lifecycle, view.status)
            task.path = (*task.path[: len(task.reached)], *rest)
            task.plan, task.begun, task.looks, task.view = plan, now, 0, view
            task.reply, task.due = None, now
            self.store.put(task)

    def _create(self, operation: Operation, look: Operation, request: Request, key: str) -> Response:
        order = read(operation, request)
        names, body = operation.api.told(order)
        variant = operation.document.flat(order.schema).get("x-variant")
        name = request.headers.get(scenarios.HEADER) or scenarios.marked(order.value) or self.scenario
        asked = Submission(look.api.name, variant, body, key)
        try:
            task = self._plan(look, asked, names, self._course(look, name), name)
        except ValueError as problem:
            raise RefusedError(400, INVALID, str(problem)) from None
        task.size, task.base = len(request.body), request.base
        reply = self._show(operation, look, task, views.move(task, 0.0, task.created), request.base)
        if name is not None:
            reply = self._act("create", name, request, reply, task)
        if reply.status < 300:
            self._keep(task)
        return reply

    def _keep(self, task: Task) -> None:
        """Put a new task into the store, and note where its changes are to be posted."""
        rules = self._outbox.rules.get(task.api)
        if rules is not None:
            task.webhook = self.webhook if rules.registered else rules.webhook(task.body)
        self.store.put(task)

    def _course(self, look: Operation, scenario: str | None) -> Plan | Planner:
        """What becomes of a task in this scenario. Raises ValueError if its API cannot have it."""
        if scenario is None:
            return self.plan
        found, argument = scenarios.find(scenario)
        return found.planned(look, argument) or self.plan

    def _plan(
        self,
        look: Operation,
        asked: Submission,
        names: dict[str, Any],
        plan: Plan | Planner,
        scenario: str | None,
        task_id: str | None = None,
    ) -> Task:
        if not isinstance(plan, Plan):
            plan = plan(asked)
        look.check_code(plan.code)
        now = self.clock()
        return Task(
            id=task_id or str(uuid.uuid4()),
            api=asked.api,
            key=asked.key,
            variant=asked.variant,
            names=names,
            body=asked.body,
            plan=plan,
            path=plan.way(look.lifecycle),
            created=now,
            begun=now,
            reached=[now],
            scenario=scenario,
        )

    def _serve(self, request: Request) -> Response:
        response = self._shelf.serve(request, self.clock())
        task_id = request.path.rpartition("/")[2].rpartition("-")[0]
        for api in self.apis.values() if response.status < 400 else ():
            task = self.store.get(api.name, task_id)
            if task is not None and task.scenario is not None:
                return self._act("asset", task.scenario, request, response, task)
        return response

    def _act(self, kind: str, name: str, request: Request, response: Response, task: Task) -> Response:
        """The response as the scenario of its task has it. `kind` is create, look or asset."""
        scenario, argument = scenarios.find(name)
        alter = getattr(scenario, kind)
        if alter is not None:
            creates = kind == "create"
            counts: dict[Any, int] = self._created if creates else task.counts
            counted = (scenario.name, task.api, task.key) if creates else kind
            count = counts.get(counted, 0)
            counts[counted] = count + 1
            if len(counts) > MOST:
                del counts[next(iter(counts))]
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

    def _look(self, look: Operation, request: Request, task: Task, now: float) -> Response:
        host = request.headers.get("host")
        if now >= task.stale or (host != task.host and task.ended):
            task.reply = None  # its links are about to expire, or lead to another host
        if task.reply is None or not task.ended:
            view = views.move(task, task.plan.life.done(task.looks, now - task.begun), now)
            if task.reply is None or view != task.view:
                task.stale, task.host = math.inf, host
                task.reply, task.view = self._show(look, look, task, view, request.base), view
            task.looks += 1
            self.store.put(task)
        return task.reply

    def _by_now(self, task: Task, now: float) -> View:
        """The task as the last look found it, but for the time that has passed since."""
        looks = max(task.looks - 1, 0)
        return views.move(task, task.plan.life.done(looks, now - task.begun), now)

    def _cancel(self, table: Table, task: Task) -> None:
        """Cancel a task that waits in the queue; any other runs to its end."""
        now = self.clock()
        view = self._by_now(task, now)
        if view.status.phase != QUEUED:
            raise RefusedError(404, "", f"only a queued task can be cancelled, not {view.status.name}")
        task.path = (*task.path[: len(task.reached)], table.end(*self.policy.cancelled))
        task.reach(now)
        task.plan = replace(task.plan, message="The task was cancelled.")
        self.store.put(task)

    def _cancel_all(self, operation: Operation, sweep: Sweep, request: Request, key: str) -> None:
        """Cancel those of the tasks that the request names which wait in the queue."""
        look = self._looks[operation.api.name]
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        for task in self.store:
            if (
                task.api == look.api.name
                and self._sees(key, task)
                and sweep.means(query, task.body, task.created)
            ):
                with suppress(RefusedError):
                    self._cancel(look.lifecycle, task)

    def deliveries(self) -> list[Delivery]:
        """The webhooks to post by now, each for one attempt: tell `delivered` what came of it.

        Raises InvalidReplyError for a body that the document does not allow.
        """
        with self._lock:
            now = self.clock()
            for task in self.store:
                if task.webhook is not None and task.due <= now:
                    self._tell(task, task.webhook, now)
            return [each for each in self._outbox.take(now, self.wall()) if self.wanted(each)]

    def wanted(self, delivery: Delivery) -> bool:
        """Whether its task is still there: one that was forgotten is told of no more."""
        with self._lock:
            return self.store.get(delivery.api, delivery.task) is not None

    def delivered(self, delivery: Delivery, status: int | None, problem: str | None = None) -> Attempt:
        """Remember what a receiver answered, None for nothing; without a 2xx there may be another attempt.

        `problem` says why there was no answer; if it is given there is no other attempt.
        """
        with self._lock:
            return self._outbox.settle(delivery, self.clock(), status, problem)

    def deliver(self, receive: Receiver) -> list[Attempt]:
        """Hand the webhooks that are due to a function that takes a `Delivery` and returns a status.

        What is not received is due again later: advance the clock, then deliver once more. What the function
        raises is raised, and is an answer of 500.
        """
        attempts = []
        while due := self.deliveries():
            while due:
                if not self.wanted(delivery := due.pop(0)):
                    continue
                with self._receiving(delivery, due):
                    status = receive(delivery)
                attempts.append(self.delivered(delivery, status))
        return attempts

    async def deliver_to(self, app: Asgi) -> list[Attempt]:
        """The same for a receiver that is an ASGI application."""
        attempts = []
        while due := self.deliveries():
            while due:
                if not self.wanted(delivery := due.pop(0)):
                    continue
                with self._receiving(delivery, due):
                    status = await post(app, delivery)
                attempts.append(self.delivered(delivery, status))
        return attempts

    @contextmanager
    def _receiving(self, delivery: Delivery, rest: Iterable[Delivery]) -> Iterator[None]:
        """A receiver that raises has answered as its server would; the rest is due as before."""
        try:
            yield
        except BaseException:
            with self._lock:
                self._outbox.put(rest)
                self.delivered(delivery, 500)
            raise

    @property
    def attempts(self) -> Sequence[Attempt]:
        """The last attempts to deliver webhooks, the oldest first."""
        return list(self._outbox.attempts)

    def _tell(self, task: Task, webhook: Webhook, now: float) -> None:
        """Put into the outbox what the webhooks have not told of a task yet."""
        current = self._by_now(task, now)
        look, rules, last = self._looks[task.api], self._outbox.rules[task.api], len(task.reached) - 1
        untold = range(task.told, last + 1)
        # First of all, so that a body which cannot be made is not tried for ever.
        task.told, task.due = last + 1, _next_change(task, now)
        self.store.put(task)
        for step in untold:
            at, done = task.reached[step], step / max(len(task.path) - 1, 1)
            view = current if step == last else views.show(task, step, done, at)
            for event in rules.events(view.status, step == 0):
                words = rules.words(event, at, now)
                link = self._linker(task, task.base)
                body = self._replies[task.api].posted(event, look, task, view, link, words)
                self._post(task, Delivery(task.api, task.id, event, webhook, body, now, view.status.final))

    def _post(self, task: Task, delivery: Delivery) -> None:
        """Put a delivery into the outbox as the scenario of its task has it."""
        scenario = None if task.scenario is None else scenarios.find(task.scenario)[0]
        if scenario is None or scenario.post is None:
            self._outbox.put([delivery])
        else:
            altered = scenario.post(delivery, self._looks[task.api])
            if altered != [delivery]:
                self.met[scenario.name] += 1
            self._outbox.put(altered)

    def watch(self, request: Request) -> Watch | Response:
        """What the socket tells that the request opens, or the error that it is refused with."""
        with self._lock:
            watch = self._watch(request)
            self._note(request, watch.status if isinstance(watch, Response) else SWITCHED, self.clock())
        return watch

    def _watch(self, request: Request) -> Watch | Response:
        found = ((socket, socket.pattern.fullmatch(request.path)) for socket in self._sockets)
        socket, match = next(((socket, match) for socket, match in found if match), (None, None))
        if socket is None or match is None:
            return self._refuse(request, 404, f"{shorten(request.path)} is no socket of this API")
        look, said = self._looks[socket.api], next(iter(match.groups()), "")
        try:
            key = self._key(look, request)
            if not socket.all:
                self._own(look.api, key, said)
        except RefusedError as no:
            replies = self._replies[socket.api]
            return replies.traced(replies.error(look, no.status, no.reason, no.detail, **no.headers))

        def tasks() -> list[Task]:
            if not socket.all:
                return list(filter(None, [self.store.get(look.api.name, said)]))
            return [task for task in self.store if task.api == look.api.name and self._sees(key, task)]

        def see(task: Task) -> Response:
            return self._look(look, request, task, self.clock())

        return Watch(socket, look.lifecycle.task, tasks, see, self._lock, _moment(said))

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


def _check(look: Operation, plan: Plan | None) -> None:
    """Raise ValueError for a plan that no task of the API can have."""
    if plan is not None:
        look.check_code(plan.code)
        plan.way(look.lifecycle)


def _next_change(task: Task, now: float) -> float:
    """When time alone will have moved a task that has just been seen, infinite if it cannot."""
    life = task.plan.life
    if len(task.reached) == len(task.path) or not life.seconds:
        return math.inf
    # A step is missed by a hair where seconds cannot be divided, and by far where looks are wanted as well.
    return max(task.begun + life.seconds * len(task.reached) / (len(task.path) - 1), now + life.seconds / 100)


def _moment(said: str) -> float:
    """A moment in Unix seconds; what is said in another way is never."""
    try:
        return float(said)
    except ValueError:
        return math.inf


def _trunk(path: str) -> str:
    """What comes before a path's last fixed step."""
    return path.partition("{")[0].rstrip("/").rpartition("/")[0] + "/"
