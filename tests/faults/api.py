"""What the clients of a run talk to: the mock with its results at another host, and a stranger's server."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from gettask._contract.contract import Contract, load
from gettask.mock import App, Request, TaskPlan, create_app
from tests.faults.network import Script, Step
from tests.faults.virtual import VirtualTime

KEY = "dummy-key-0123456789abcdef"
API, CDN, STRANGER = "api.test", "cdn.test", "stranger.test"
ADDRESSES = {API: "93.184.215.14", CDN: "93.184.215.15", STRANGER: "93.184.215.16"}
RESULTS = "/_assets/"
"""Where the mock's results are."""

order: ContextVar[int] = ContextVar("order", default=-1)
"""Which order of the run the code is about."""


class Now:
    """The clock of the one mock of the process, which follows the run that is under way."""

    time = VirtualTime()

    def __call__(self) -> float:
        return self.time.time() - self.time.wall


@cache
def app() -> App:
    """Return the mock, made once a process."""
    return create_app(clock=Now())


@cache
def variants(api: str) -> tuple[str, ...]:
    """Return the variants whose results are links, and that can be created as their example is."""
    contract = load(api)
    return tuple(
        name
        for name, variant in contract.variants.items()
        if variant.create and variant.example and any(rule.kind != "text" for rule in variant.own_assets)
    )


@dataclass(frozen=True)
class Reply:
    """A response of a server.

    Attributes:
        status: The HTTP status.
        headers: Its headers, in lower case, without Content-Length.
        body: Its body.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def wire(self, more: int = 0, headers: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """Return the bytes of the response, which promises some bytes more than it has."""
        every = {**self.headers, **headers, "content-length": str(len(self.body) + more)}
        lines = [f"HTTP/1.1 {self.status} Status", *(f"{name}: {value}" for name, value in every.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)

    def of(self, document: object) -> Reply:
        """Return this response with another JSON body."""
        return replace(self, body=json.dumps(document).encode())


@dataclass(frozen=True)
class Made:
    """A job that exists at the API, and the order that it is of."""

    id: str
    order: int


@dataclass
class Exchange:
    """One request, and what can be done with it.

    Attributes:
        api: The server.
        operation: create, poll or result.
        request: The request, as the mock takes it.
        order: Which order of the run it is of.
        chance: What is left to chance.
    """

    api: FaultyApi
    operation: str
    request: Request
    order: int
    chance: random.Random

    def ask(self) -> Reply:
        """Let the server do its work, and return its response."""
        return self.api.answer(self.operation, self.request, self.order)

    def refused(self) -> Reply:
        """Return the API's own refusal of a request without a key; it does no work."""
        bare = {k: v for k, v in self.request.headers.items() if KEY not in v}
        return self.api.answer("poll", self.request._replace(headers=bare), self.order)

    def missing(self) -> Reply:
        """Return the API's own answer to a poll of a task that there is not."""
        nobody = "00000000-0000-4000-8000-000000000000"
        name, given, _ = self.request.query.partition("=")
        path = self.request.path if given else f"{self.request.path.rpartition('/')[0]}/{nobody}"
        asked = self.request._replace(path=path, query=f"{name}={nobody}" if given else self.request.query)
        return self.api.answer("poll", asked, self.order)

    def strangers(self) -> Reply:
        """Return a good response about a job of somebody else's."""
        return self.api.strangers_task()


class Roots(NamedTuple):
    """The scheme and host of the API, of its results, and of a stranger."""

    api: str = f"https://{API}"
    results: str = f"https://{CDN}"
    stranger: str = f"https://{STRANGER}"


Fault = Callable[[Exchange], Iterator[Step]]


class FaultyApi:
    """The servers of one run.

    Args:
        api: The name of the API.
        time: The time of the run.
        chance: What is left to chance.
        plan: How jobs proceed.
        draw: Returns the fault of a request, None for none, and notes it.
        connecting: Returns what happens before a connection is made.
        roots: Where the servers are.

    Attributes:
        made: The jobs that exist.
        asked: What each step of the run was, in words.
        leaks: Where the key was sent beside the API.
        next: The fault of the next request to a path.
    """

    def __init__(
        self,
        api: str,
        time: VirtualTime,
        chance: random.Random,
        plan: TaskPlan,
        draw: Callable[[str], Fault | None],
        connecting: Callable[[], list[Step]],
        roots: Roots,
    ) -> None:
        self.contract: Contract = load(api)
        self.made: list[Made] = []
        self.asked: list[str] = []
        self.leaks: list[str] = []
        self.next: dict[str, Fault] = {}
        self.root, self.cdn, self.stranger = roots
        self.connecting = connecting
        self._api = api
        self.time = time
        self._chance = chance
        self._draw = draw
        self._mock = app().mock
        Now.time = time
        self._mock.reset()
        self._mock.tasks.plan = plan

    @property
    def base_url(self) -> str:
        """The base URL of the API."""
        return self.root + self._mock.apis[self._api].base_path

    def serve(self, raw: bytes) -> Script:
        """Answer a request as a fault has it."""
        request, host = _parsed(raw, self.root.partition(":")[0])
        home, results = (root.partition("//")[2] for root in (self.root, self.cdn))
        if KEY.encode() in raw and host != home:
            self.leaks.append(f"the key was sent to {host}")
        if KEY in request.path + request.query:
            self.leaks.append("the key is in a URL")
        at_results = request.path.startswith(RESULTS)
        operation = "result" if at_results else "create" if request.method == "POST" else "poll"
        if host not in (home, results):
            operation = "stranger"
        fault = self.next.pop(request.path, None) or self._draw(operation)
        self.note(f"{operation} {request.path}: {fault.__name__ if fault else 'answered'}")
        exchange = Exchange(self, operation, request, order.get(), self._chance)
        yield from _plain(exchange) if fault is None else fault(exchange)

    def note(self, text: str) -> None:
        """Note a step of the run."""
        self.asked.append(f"{self.time.now:9.3f} s  {text}")

    def answer(self, operation: str, request: Request, order: int) -> Reply:
        """Do what a request asks for."""
        if operation == "stranger":
            return self.strangers_task()
        if operation == "result":
            return self._result(request)
        before = len(self.jobs())
        reply = self._handle(request)
        for id in self.jobs()[before:]:
            self.made.append(Made(id, order))
            self.note(f"job {id} exists")
        return reply

    def jobs(self) -> list[str]:
        """Return the ids of all jobs, the oldest first."""
        return [task.id for task in self._mock.tasks.store]

    def links(self, id: str) -> list[str]:
        """Return the paths of the results of a job that has succeeded."""
        name = "get_task" if self.contract.result is None else self.contract.result.name
        found = re.findall(rb'(/_assets/[^"\\]+)', self._handle(self._poll(id, name)).body)
        return [path.decode() for path in dict.fromkeys(found)]

    def content(self, path: str) -> bytes:
        """Return the bytes of a result: each has its own."""
        name = path.rpartition("/")[2]
        seed = hashlib.sha256(name.encode()).hexdigest().encode()
        return self._mock.tasks.assets.serve(Request("GET", path), 0.0).body + b"\n" + seed * 400

    def strangers_task(self) -> Reply:
        """Return a good response about a job of somebody else's, which has ended well."""
        contract = self.contract
        name = variants(self._api)[0]
        operation = contract.operations[contract.variants[name].create or ""]
        path = self._mock.apis[self._api].base_path + operation.path
        body = json.dumps(contract.variants[name].example).encode()
        kept, self._mock.tasks.plan = self._mock.tasks.plan, TaskPlan()
        created = self._handle(self._as_owner("POST", path, body))
        self._mock.tasks.plan = kept
        id = self.jobs()[-1]
        polled = self._handle(self._poll(id))
        return self._chance.choice([created, polled])

    def _poll(self, id: str, name: str = "get_task") -> Request:
        """Return a poll of the owner's, or a request for the result, with the id where the API takes it."""
        operation = self.contract.operations[name]
        place = operation.task
        path = self._mock.apis[self._api].base_path + operation.path_of(id)
        query = f"{place.name}={id}" if place is not None and place.place == "query" else ""
        return self._as_owner("GET", path)._replace(query=query)

    def _as_owner(self, method: str, path: str, body: bytes = b"") -> Request:
        auth = self.contract.auth
        headers = {auth.header.lower(): auth.value(KEY), "host": self.root.partition("//")[2]}
        headers["content-type"] = "application/json"
        for operation in self.contract.operations.values():
            headers |= {name.lower(): value for name, value in operation.headers.items()}
        return Request(method, path, "", headers, body, self.root.partition(":")[0])

    def _handle(self, request: Request) -> Reply:
        response = self._mock.handle(request)
        headers = {name.decode(): value.decode("latin-1") for name, value in response.headers}
        headers.pop("content-length", None)
        body = response.body.replace((self.root + RESULTS).encode(), (self.cdn + RESULTS).encode())
        return Reply(response.status, headers, body)

    def _result(self, request: Request) -> Reply:
        content = self.content(request.path)
        known = self._mock.tasks.assets.serve(request._replace(headers={}), 0.0)
        if known.status != 200:
            return Reply(known.status, {}, known.body)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"content-type": known.header("content-type") or "", "etag": tag, "accept-ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if wanted is None or request.headers.get("if-range", tag) != tag:
            return Reply(200, headers, content)
        first = int(wanted[1])
        if first >= len(content):
            return Reply(416, {"content-range": f"bytes */{len(content)}"})
        headers["content-range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        return Reply(206, headers, content[first:])


def _plain(exchange: Exchange) -> Iterator[Step]:
    yield exchange.ask().wire()


def _parsed(raw: bytes, scheme: str) -> tuple[Request, str]:
    """Return a request as the mock takes it, and the host that it is for."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    path, _, query = target.partition("?")
    return Request(method, path, query, headers, body, scheme), headers.get("host", "")
