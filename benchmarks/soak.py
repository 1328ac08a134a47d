"""Soak the mock: mixed traffic without a mistake and in flat memory, then hostile input in bounded memory.

`python -m benchmarks.soak [--requests N] [--seed N]` starts `gettask mock` on loopback, prints tables and a
verdict, and exits with 1 if anything went otherwise than it was meant to.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
import warnings
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from itertools import chain, repeat
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import uvloop

from benchmarks._table import show
from gettask._contract.contract import Contract, load
from gettask._contract.installed import APIS, package
from gettask._contract.lifecycle import Phase
from gettask._contract.operation import Operation
from gettask.errors import ApiShutDownWarning, UnexpectedResponseError
from gettask.task import Task, parse

KEYS = ("anna", "otto", "mira", "jens")
USERS = 24
"""How many drive the mock at a time: each has one key at one API, and one request under way."""

SHARE = 40
"""The mock keeps one task for so many requests, which is a fifth of those that are created."""
GROWTH = 1.1
"""What memory may come to in the end, as a multiple of what it was half-way."""
SPIKE = 96.0
"""Megabytes that hostile input may cost beyond that: bodies of 16 MB are read, and copied."""

PATIENCE = 60.0
"""Seconds that an answer may take."""
MOST_PROBLEMS = 50
"""Traffic ends early when so much is wrong."""
LINGERING = 300
"""How many connections send half a request."""

MB = 1 << 20
JSON = "application/json"
FORM = "multipart/form-data; boundary=soak"
ORDER = {Phase.QUEUED: 0, Phase.RUNNING: 1}
"""Phases do not go back; what is not listed is final."""


# What is sent, and how it is to be answered


@dataclass
class Tally:
    """What was sent, and what went wrong."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Requests by what they are for and the status that they are to be answered with."""
    problems: list[str] = field(default_factory=list)
    created: set[str] = field(default_factory=set)
    memory: list[float] = field(default_factory=list)
    """Megabytes, at equal intervals."""

    def wrong(self, problem: str) -> None:
        """Remember what is wrong."""
        self.problems.append(problem)


@dataclass
class Job:
    """A task as it was last seen."""

    id: str
    number: int = 0
    """How many were created before."""
    task: Task | None = None
    cancelled: bool = False


@dataclass
class User:
    """Somebody with a key who does all that can be done at one API, and remembers what comes of it."""

    session: aiohttp.ClientSession
    base: str
    contract: Contract
    key: str
    random: Random
    tally: Tally
    window: int
    """How many of the last tasks, everybody's, the mock is sure to keep."""
    jobs: deque[Job] = field(default_factory=deque)

    async def act(self) -> None:
        """Do one thing or another."""
        deeds: Mapping[Callable[[], Awaitable[None]], int] = {
            self.create: 12,
            self.poll: 40,
            self.fetch: 16,
            self.cancel: 3 if "cancel_task" in self.contract.operations else 0,
            self.read_others: 5,
            self.poll_with_another_key: 7,
            self.poll_with_no_key: 3,
            self.look_for_nothing: 3,
            self.send_nonsense: 6,
            self.miss_the_place: 3,
        }
        (deed,) = self.random.choices(list(deeds), list(deeds.values()))
        while self.jobs and self.jobs[0].number < len(self.tally.created) - self.window:
            self.jobs.popleft()
        needy = (self.poll, self.fetch, self.cancel, self.poll_with_another_key, self.poll_with_no_key)
        await (self.create if deed in needy and not self.jobs else deed)()

    async def create(self) -> None:
        """Create a task of any variant."""
        operation, body = self._order()
        reply = await self._ask(
            "create", self._success(operation), operation.method, self._path(operation), body
        )
        if not reply:
            return
        lifecycle = self.contract.lifecycle
        task_id = str(lifecycle.fields["id"].read(lifecycle.find_task(json.loads(reply))))
        if task_id in self.tally.created:
            self.tally.wrong(f"{task_id} was given to two tasks")
        self.jobs.append(Job(task_id, len(self.tally.created)))
        self.tally.created.add(task_id)

    async def poll(self, job: Job | None = None) -> None:
        """Poll at a task, which is further than before, or as far."""
        job = job or self._pick()
        reply = await self._ask("poll", 200, *self._place(job))
        if not reply:
            return
        try:
            task = parse(reply, self.contract.api)
        except UnexpectedResponseError as problem:
            self.tally.wrong(f"a poll of {job.id} shows no task: {problem}")
            return
        before, now = job.task, ORDER.get(task.phase, 2)
        if task.id != job.id:
            self.tally.wrong(f"{job.id} was asked for, and {task.id} was shown")
        if before is not None:
            was = ORDER.get(before.phase, 2)
            if now < was or (was == 2 and task.status != before.status):
                self.tally.wrong(f"{job.id} went from {before.status} to {task.status}")
            if (task.progress or 0) < (before.progress or 0) and now < 2:
                self.tally.wrong(f"the progress of {job.id} fell")
        if job.cancelled and task.phase not in (Phase.CANCELLED, Phase.FAILED):
            self.tally.wrong(f"{job.id} was cancelled, and is {task.status}")
        job.task = task

    async def fetch(self) -> None:
        """Poll at a task and get a result of it, if it is done: links expire."""
        job = self._pick()
        await self.poll(job)
        if job.task is None or job.task.phase is not Phase.SUCCEEDED:
            return
        links = [asset for asset in job.task.assets if asset.url]
        if not links:  # its results stand in the task
            return
        asset = self.random.choice(links)
        if not asset.url.startswith(self.base):
            self.tally.wrong(f"the result {asset.url} is not here")
            return
        async with self.session.get(asset.url) as reply:
            self._count("result", 200, reply.status, asset.url)
            if not await reply.read():
                self.tally.wrong(f"the result {asset.url} is empty")

    async def cancel(self) -> None:
        """Cancel a task, which works as long as nobody has seen it running."""
        job = self._pick()
        queued = not job.cancelled and (job.task is None or job.task.phase is Phase.QUEUED)
        operation = self.contract.operations["cancel_task"]
        if operation.removes:
            self.jobs.remove(job)
            await self._ask(
                "cancel", self._success(operation), operation.method, self._path(operation, job.id)
            )
            return
        status = self._success(operation) if queued else 404
        await self._ask("cancel", status, operation.method, self._path(operation, job.id))
        job.cancelled |= queued

    async def read_others(self) -> None:
        """Ask for something else: lists, balances, places for uploads."""
        there = others(self.contract.api)
        if not there:
            await self.look_for_nothing()
            return
        name, body, content_type = self.random.choice(there)
        if isinstance(body, dict) and name == "list_tasks":
            ids = [job.id for job in self.jobs][:10]
            body = {key: ids if isinstance(value, list) else value for key, value in body.items()}
        operation = self.contract.operations[name]
        await self._ask("list", 200, operation.method, self._path(operation), body, content_type)

    async def poll_with_another_key(self) -> None:
        """Poll at a task that belongs to another key: it is not there."""
        stranger = self.random.choice([key for key in KEYS if key != self.key])
        await self._ask("poll, another's key", self._not_found(), *self._place(self._pick()), key=stranger)

    async def poll_with_no_key(self) -> None:
        """Poll at a task with a key that nobody has, or without any."""
        key = self.random.choice(["", "nobody", "anna otto"])
        await self._ask("poll, no key", 401, *self._place(self._pick()), key=key)

    async def look_for_nothing(self) -> None:
        """Poll at a task that nobody has created."""
        nothing = Job(f"{self.random.getrandbits(128):032x}")
        await self._ask("poll, no task", self._not_found(), *self._place(nothing))

    async def send_nonsense(self) -> None:
        """Try to create a task with a body that is not as the spec has it."""
        operation, body = self._order()
        wrong = self.random.choice(
            [b"", b"{", b"[]", b"null", b"\xff", b'{"a":NaN}', json.dumps(dict.fromkeys(body, True)).encode()]
        )
        documented = self.contract.spec["paths"][operation.path][operation.method.lower()]["responses"]
        refused = 422 if "422" in documented and "400" not in documented else 400
        await self._ask("create, nonsense", refused, operation.method, self._path(operation), wrong)

    async def miss_the_place(self) -> None:
        """Use a path that does not exist, or a method that is not for it."""
        path = self._place(Job("x"))[1].partition("?")[0]
        where = self.random.choice([("GET", f"{path}/y", 404), ("PATCH", path, 405), ("PUT", path, 405)])
        await self._ask("elsewhere", where[2], where[0], where[1])

    def _pick(self) -> Job:
        """One of the user's tasks, often one of the last."""
        return self.jobs[-self.random.randint(1, min(len(self.jobs), self.random.choice((5, 10_000))))]

    async def _ask(
        self,
        what: str,
        status: int,
        method: str,
        path: str,
        body: Any = None,
        content_type: str = JSON,
        key: str | None = None,
    ) -> bytes:
        """The response's body; empty if its status is not `wanted`. The key is the user's own if None."""
        auth = self.contract.auth
        headers = {} if body is None else {"Content-Type": content_type}
        headers |= {n: v for each in self.contract.operations.values() for n, v in each.headers.items()}
        if key != "":
            headers[auth.header] = f"{auth.scheme or ''} {key or self.key}".strip()
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.request(method, self.base + path, data=data, headers=headers) as reply:
            content = await reply.read()
            return content if self._count(what, status, reply.status, f"{method} {path}") else b""

    def _count(self, what: str, wanted: int, got: int, where: str) -> bool:
        self.tally.requests[what, wanted] += 1
        if got != wanted:
            self.tally.wrong(f"{what}: {where} was answered with {got}, not {wanted}")
        return got == wanted

    def _order(self) -> tuple[Operation, Mapping[str, Any]]:
        variants = [each for each in self.contract.variants.values() if each.create and each.example]
        variant = self.random.choice(variants)
        assert variant.create is not None
        assert variant.example is not None
        return self.contract.operations[variant.create], variant.example

    def _place(self, job: Job) -> tuple[str, str]:
        operation = self.contract.operations["get_task"]
        return operation.method, self._path(operation, job.id)

    def _path(self, operation: Operation, id: str = "") -> str:
        base = urlsplit(operation.server or self.contract.servers[0].url).path.rstrip("/")
        place = operation.task
        query = f"?{urlencode({place.name: id})}" if place and place.place == "query" else ""
        return base + operation.path_of(id) + query

    def _not_found(self) -> int:
        """The status of a poll that finds no task: some APIs say so by a status of the task."""
        said = any(status.missing for status in self.contract.lifecycle.statuses.values())
        return self._success(self.contract.operations["get_task"]) if said else 404

    def _success(self, operation: Operation) -> int:
        """The status of a successful response."""
        responses = self.contract.spec["paths"][operation.path][operation.method.lower()]["responses"]
        return next(int(status) for status in responses if status.startswith("2"))


@cache
def others(api: str) -> Sequence[tuple[str, Any, str]]:
    """The operations that have nothing to do with one task: name, body and content type of a request."""
    contract = load(api)
    document = json.loads(files(package(api)).joinpath("openapi.json").read_bytes())
    busy = {variant.create for variant in contract.variants.values()}
    found: list[tuple[str, Any, str]] = []
    for name, operation in contract.operations.items():
        if name in busy or operation.task is not None or operation.method == "DELETE":
            continue
        spec = document["paths"][operation.path][operation.method.lower()]
        content = spec.get("requestBody", {}).get("content", {})
        if FORM.partition(";")[0] in content:
            part = 'content-disposition: form-data; name="file"; filename="cat.jpg"'
            found.append((name, f"--soak\r\n{part}\r\n\r\nbytes\r\n--soak--\r\n".encode(), FORM))
        elif content:
            examples = content[JSON]["examples"].values()
            found.append((name, next(iter(examples))["value"], JSON))
        else:
            found.append((name, None, JSON))
    return found


async def traffic(
    url: str, requests: int, keep: int, seed: int, measure: Callable[[], float] = lambda: 0.0
) -> Tally:
    """Let users send so many requests, and then see that no task is lost. `measure` returns the memory."""
    tally = Tally()
    step = max(requests // 50, 1)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=USERS)) as session:
        contracts = [load(api) for api in APIS]
        users = [
            User(
                session,
                url,
                contracts[number % len(contracts)],
                KEYS[number % len(KEYS)],
                Random(f"{seed} {number}"),
                tally,
                keep - 2 * USERS,
            )
            for number in range(USERS)
        ]

        async def live(user: User) -> None:
            while (sent := tally.requests.total()) < requests and len(tally.problems) < MOST_PROBLEMS:
                if sent >= step * len(tally.memory):
                    tally.memory.append(measure())
                    progress(sent, requests, tally.memory[-1])
                await user.act()

        await asyncio.gather(*map(live, users))
        tally.memory.append(measure())
        progress(requests, requests, tally.memory[-1])
        for user in users:
            for job in user.jobs:
                await user.poll(job)
        listed = await tasks(session, url)
    # Replies may overtake each other, so the oldest that are kept are not known for sure.
    if len(listed) != min(keep, len(tally.created)) or listed - tally.created:
        tally.wrong(f"the mock lists {len(listed)} tasks of {len(tally.created)} that were created")
    return tally


async def tasks(session: aiohttp.ClientSession, url: str) -> set[str]:
    """The ids of all tasks that the mock has."""
    found, after = set(), 0
    while after is not None:
        async with session.get(f"{url}/_mock/tasks?limit=1000&after={after}") as reply:
            page = await reply.json()
        found |= {task["id"] for task in page["tasks"]}
        after = page["next"]
    return found


def progress(done: int, of: int, memory: float) -> None:
    """Show how far it is, on a terminal in one line."""
    end = "\r" if sys.stderr.isatty() and done < of else "\n"
    print(f"{done:>9} of {of} requests, {memory:.0f} MB", end=end, file=sys.stderr, flush=True)


def growth(memory: Sequence[float]) -> float:
    """What memory is in the last fifth as a multiple of what it was in the middle fifth."""
    fifth = max(len(memory) // 5, 1)
    return median(memory[-fifth:]) / median(memory[2 * fifth : 3 * fifth] or memory[:1])


# What nobody should send


def http(method: str, path: str, body: bytes = b"", *lines: str) -> bytes:
    """A request with a good key."""
    given = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"X-API-Key: {KEYS[0]}"]
    given += [f"Authorization: Bearer {KEYS[0]}", *lines]
    if body:
        given += [f"Content-Length: {len(body)}"]
    return "\r\n".join([*given, "", ""]).encode("latin-1") + body


def hostile() -> Iterator[tuple[str, Iterable[bytes]]]:
    """What it is, and what is sent. Each is to be refused with 4xx, or the connection closed."""
    poll = load("tripo-v2").operations["get_task"]
    base = urlsplit(load("tripo-v2").servers[0].url).path
    create = base + load("tripo-v2").operations["create_task"].path
    upload = base + load("tripo-v2").operations["upload_image"].path
    at, json_ = base + poll.path.replace("{task_id}", "{}"), f"Content-Type: {JSON}"
    form = f"Content-Type: {FORM}"

    def order(value: str) -> bytes:
        return http("POST", create, b'{"type":"text_to_image","prompt":%s}' % value.encode(), json_)

    head = http("POST", create, b"", json_, "Transfer-Encoding: chunked")
    chunk = b"%x\r\n%b\r\n" % (MB, bytes(MB))
    # Heads
    yield (
        "a million headers",
        chain([http("GET", at)[:-2]], repeat(b"X-Flood: 1\r\n" * 1000, 1000), [b"\r\n"]),
    )
    yield "a header of 20 MB", chain([http("GET", at)[:-2], b"X: "], repeat(b"a" * MB, 20), [b"\r\n\r\n"])
    yield "a path of 20 MB", chain([b"GET /"], repeat(b"a" * MB, 20), [b" HTTP/1.1\r\n\r\n"])
    yield "a query of 20 MB", chain([b"GET /?"], repeat(b"a=1&" * (MB // 4), 20), [b" HTTP/1.1\r\n\r\n"])
    yield "a million trailers", chain([head, b"0\r\n"], repeat(b"X-Flood: 1\r\n" * 1000, 1000))
    yield "blank lines", repeat(b"\r\n" * 10_000, 1000)
    yield "no HTTP at all", [bytes(range(256)) * 16]
    yield "TLS", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(512)]
    yield "two lengths", [http("POST", create, b"{}", json_, "Transfer-Encoding: chunked")]
    yield "a negative length", [http("POST", create, b"", json_, "Content-Length: -1")]
    socket = "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"
    yield "a socket without a key", [http("GET", at.format("x"), b"", *socket)]
    yield (
        "a socket where none is",
        [http("GET", "/", b"", *socket, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")],
    )
    # Paths
    for path in (
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//" + create.lstrip("/"),
        create + "/..",
        at.format("..%2f..%2ftask"),
        at.format("%00"),
        at.format("%zz"),
        at.format("%"),
        at.format("%ff%fe%c0%af"),
        at.format("\xff\xfe"),
        at.format("a" * 30_000),
        "/_assets/../../mock.py",
        "/_assets/" + "0" * 24 + "/%2e%2e%2fmock.py",
        "/_mock/../tasks",
        "/_mock/nothing",
        "http://example.com" + at.format("x"),
        "*",
    ):
        yield f"path {path[:40]!a}", [http("GET", path)]
    history = load("piapi").operations["list_task_history"].path
    yield "a query that is not UTF-8", [http("GET", f"{history}?page=%ff%zz%")]
    yield "a query of 10,000 parts", [http("GET", f"{history}?page=x" + "&a=1" * 10_000)]
    yield "a name of another site", [http("GET", at.format("x")).replace(b"127.0.0.1", b"site.example", 1)]
    # Bodies
    yield (
        "100 MB, announced",
        chain([http("POST", create, b"", json_, f"Content-Length: {100 * MB}")], repeat(bytes(MB), 100)),
    )
    yield "100 MB, in chunks", chain([head], repeat(chunk, 100))
    yield "16 MB in chunks of a byte", chain([head], repeat(b"1\r\n \r\n" * (MB // 16), 256), [b"0\r\n\r\n"])
    yield "5 million lists", [order("[" + "[]," * 5_000_000 + "[]]")]
    yield "16 MB that end too soon", [order('"' + "a" * 15 * MB)]
    for deep in (900, 100_000):
        yield f"{deep} lists in each other", [order("[" * deep + "]" * deep)]
        yield f"{deep} objects in each other", [order('{"a":' * deep + "1" + "}" * deep)]
        yield f"{deep} lists in a field of one's own", [order(f'"a cat","own":{"[" * deep}{"]" * deep}')]
    yield "a body that is not UTF-8", [http("POST", create, b'{"type":"\xff\xfe"}', json_)]
    yield "a body in UTF-16", [http("POST", create, '{"type":"text_to_image"}'.encode("utf-16"), json_)]
    yield "a number of 100,000 digits", [order("9" * 100_000)]
    yield "an infinite number", [order("1e999")]
    yield (
        "a million parts of a form",
        [http("POST", upload, b"--soak\r\n\r\n\r\n" * MB + b"--soak--\r\n", form)],
    )
    yield (
        "a million headers of a part",
        [http("POST", upload, b"--soak\r\n" + b"A: b\r\n" * MB + b"\r\n--soak--\r\n", form)],
    )
    yield "a form without end", [http("POST", upload, b"--soak\r\n" + bytes(15 * MB), form)]


async def refused(url: str, parts: Iterable[bytes]) -> int:
    """The status that is answered to what is sent, 0 for none."""
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)

    async def send() -> None:
        with suppress(ConnectionError):
            for part in parts:
                writer.write(part)
                await writer.drain()

    sending = asyncio.create_task(send())
    try:
        with suppress(ConnectionError):
            line = await asyncio.wait_for(reader.readline(), PATIENCE)
            return int(line.split()[1]) if line else 0
        return 0
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        writer.transport.abort()


async def assault(url: str, measure: Callable[[], float]) -> list[tuple[str, int, float, float]]:
    """Send what nobody should; gives what it was, the status, the seconds and the most memory."""
    rows = []
    for name, parts in [*hostile()]:
        peak, start = measure(), time.perf_counter()
        refusal = asyncio.create_task(refused(url, parts))
        while not refusal.done():
            await asyncio.wait([refusal], timeout=0.02)
            peak = max(peak, measure())
        status = -1 if refusal.exception() else refusal.result()
        rows.append((name, status, time.perf_counter() - start, peak))
    return rows


async def linger(url: str, many: int = LINGERING) -> int:
    """The status of a request for no path while many connections have sent half a request each."""
    where = urlsplit(url)
    held = [await asyncio.open_connection(where.hostname, where.port) for _ in range(many)]
    for _, writer in held:
        writer.write(b"POST / HTTP/1.1\r\nContent-Le")
    try:
        return await refused(url, [http("GET", "/nowhere")])
    finally:
        for _, writer in held:
            writer.transport.abort()


# The whole of it


@contextmanager
def mock(*arguments: str) -> Iterator[tuple[str, int]]:
    """Run the mock in a process of its own; gives its URL and the process's id."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            if not url:
                raise SystemExit(f"the mock did not start: {' '.join(command)}")
            yield url, process.pid
        finally:
            process.terminate()


def resident(pid: int) -> float:
    """The memory of a process, in megabytes."""
    statm = Path(f"/proc/{pid}/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    output = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(output.stdout) * 1024 / 1e6


async def soak(requests: int, seed: int) -> bool:
    """Print what happened; gives whether all of it was meant to."""
    keep = max(requests // SHARE, 4 * USERS)
    keys = [word for key in KEYS for word in ("--key", key)]
    with mock("--complete-after", "3-polls", "--keep", str(keep), *keys) as (url, pid):
        start = time.perf_counter()
        tally = await traffic(url, requests, keep, seed, partial(resident, pid))
        seconds = time.perf_counter() - start
        plateau = resident(pid)
        rows = await assault(url, partial(resident, pid))
        patient = await linger(url)
    listed = [[what, status, count] for (what, status), count in sorted(tally.requests.items())]
    show("Traffic", ["", "to be answered with", "requests"], listed)
    listed = [[name, status or "closed", taken, round(peak)] for name, status, taken, peak in rows]
    show("Hostile input", ["", "answered with", "s", "MB"], listed)
    sent, created = tally.requests.total(), len(tally.created)
    grown, cost = growth(tally.memory), max(peak for *_, peak in rows) - plateau
    claims = [
        (
            f"{sent} requests in {seconds:.0f} s, all answered as they were meant to be",
            not tally.problems,
        ),
        (
            f"{created} tasks were created, and the mock keeps {keep}: none too few, none too many",
            created > keep,
        ),
        (f"memory is {grown:.3f} times what it was half-way, and may be {GROWTH}", grown <= GROWTH),
        ("hostile input is refused", all(status == 0 or 400 <= status < 500 for _, status, *_ in rows)),
        (f"at its worst it costs {cost:.0f} MB more, and may cost {SPIKE:.0f}", cost <= SPIKE),
        (f"{LINGERING} connections that send half a request hold up nobody", patient == 404),
    ]
    print()
    for claim, holds in claims:
        print(f"{'ok' if holds else 'NO':<4}{claim}")
    for problem in tally.problems:
        print(f"    {problem}")
    return all(holds for _, holds in claims)


def main() -> None:
    """Exit with 0 if all is well, else with 1."""
    parser = argparse.ArgumentParser("python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of who asks for what (%(default)s)")
    given = parser.parse_args()
    warnings.simplefilter("ignore", ApiShutDownWarning)
    sys.exit(0 if uvloop.run(soak(given.requests, given.seed)) else 1)


if __name__ == "__main__":
    main()
