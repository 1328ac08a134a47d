"""Faults of servers that nobody here had seen when the checks were written: keys, creates, downloads, cancels, lists."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from gettask._contract.lifecycle import Phase
from gettask.mock import Request, Response
from tests.conformance.harness import HOST, KEYS, Answering, Server
from tests.conformance.mutants.edits import (
    PIAPI,
    TRIPO,
    V3,
    Memory,
    bodies,
    count,
    key_of,
    phase_in,
    refusal,
    requests,
    responses,
    task_in,
    unknown,
)
from tests.conformance.mutants.model import (
    APIS,
    Mutant,
    Wrap,
    is_poll,
    operation,
    with_body,
    with_bytes,
    with_header,
    with_key,
)

FILE = "http://api.example.com/_assets/early.png"
UPLOADS = ("uploadFile", "uploadImage")
HISTORY, ACTIVE, BATCH, USAGE = "listTaskHistory", "listActiveTasks", "listTasks", "getUsage"
CANCEL, BULK = "cancelTask", "cancelTasks"


def mutants() -> Iterator[Mutant]:
    """Yield all of them."""
    for name, apis, wrap in (*IDENTITY, *DOWNLOADS, *CANCELS, *LISTS, *ACCOUNT):
        yield Mutant(name, "life cycle", wrap, apis, probes=True)
    for name, apis, wrap, reason in ALLOWED:
        yield Mutant(name, "life cycle", wrap, apis, probes=True, allowed=reason)


# Ids and keys


def seen_by_others(when: Callable[[Phase], bool]) -> Wrap:
    """Other keys see tasks in some phases."""

    def change(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
        own = answer(request)
        other = next((key for key in KEYS if key != key_of(request, server)), "")
        if own.status != 404 or key_of(request, server) is None:
            return None
        theirs = answer(with_key(request, other, server))
        return theirs if theirs.status == 200 and when(phase_in(theirs, server)) else None

    return requests(change, "poll")


def _ended_is_public(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    if key_of(request, server) is not None:
        return None
    theirs = answer(with_key(request, KEYS[0], server))
    return theirs if theirs.status == 200 and phase_in(theirs, server).terminal else None


def gone(when: Callable[[int, Phase], bool]) -> Wrap:
    """Polls of the owner answer 404, by their number and the phase of the task."""

    def change(request: Request, memory: Memory, server: Server, answer: Answering) -> Response | None:
        response = answer(request)
        if response.status != 200:
            return response
        missing = when(count(memory, request.path), phase_in(response, server))
        return answer(unknown(request)) if missing else response

    return requests(change, "poll")


def _first_is_lost(request: Request, memory: Memory, server: Server, answer: Answering) -> Response | None:
    place = memory.setdefault(request.path, len(memory))
    return answer(unknown(request)) if place == 0 and len(memory) > 1 else None


def _same_for_equal(request: Request, memory: Memory, server: Server, answer: Answering) -> Response | None:
    known: dict[tuple[str, bytes], Response] = memory.setdefault("known", {})
    response = answer(request)
    if response.status == 200:
        known.setdefault((request.path, request.body), response)
    return known.get((request.path, request.body))


def _third_is_first(body: Any, memory: Memory, request: Request, server: Server) -> None:
    ids = memory.setdefault("ids", [])
    ids.append(task_in(body, server)["task_id"])
    task_in(body, server)["task_id"] = ids[0] if len(ids) == 3 else ids[-1]


def _second_never_exists(request: Request, response: Response, memory: Memory, _: Server) -> Response | None:
    if count(memory) != 2:
        return None
    lost = rb"\g<1>00000000-0000-4000-8000-00000000abcd"
    return with_bytes(response, re.sub(rb'("task_id": ?")[^"]*', lost, response.body))


def _runs_first_request(
    request: Request, memory: Memory, server: Server, answer: Answering
) -> Response | None:
    if b"prompt" not in request.body or key_of(request, server) is None:
        return None
    body = memory.setdefault("body", request.body)
    return answer(request._replace(body=body, headers={**request.headers, "content-length": str(len(body))}))


def _spoilt_is_an_error(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    accents = "ö".encode() in request.body or b"\\u00f6" in request.body
    return refusal(answer(request), server, 500) if accents else None


IDENTITY: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("other keys see failed tasks", APIS, seen_by_others(lambda phase: phase == "failed")),
    ("other keys see tasks that run", APIS, seen_by_others(lambda phase: phase == "running")),
    ("other keys see tasks that succeeded", APIS, seen_by_others(lambda phase: phase.succeeded)),
    ("other keys see tasks that wait", APIS, seen_by_others(lambda phase: phase == "queued")),
    ("tasks that have ended are public", APIS, requests(_ended_is_public, "poll")),
    ("equal creates of two keys answer one id", APIS, requests(_same_for_equal, "create")),
    ("the first task is lost when the second is polled", APIS, requests(_first_is_lost, "poll")),
    ("one of three polls answers 404", APIS, gone(lambda number, _: number % 3 == 0)),
    ("a failed task is gone at once after its end", APIS, gone(lambda number, phase: number > 5 and phase == "failed")),
    ("the third create answers the id of the first", APIS, bodies(_third_is_first, "create")),
    ("the second create answers an id that never exists", APIS, responses(_second_never_exists, "create")),
    ("the second create answers an empty id", APIS, bodies(lambda body, memory, _, server: task_in(body, server).update(task_id="") if count(memory) == 2 else None, "create")),
    ("ids have capitals in receipts", APIS, bodies(lambda body, _, __, server: task_in(body, server).update(task_id=task_in(body, server)["task_id"].upper()), "create")),
    ("every create runs the request of the first", APIS, requests(_runs_first_request, "create")),
    ("a create with an accent is an internal error", PIAPI, requests(_spoilt_is_an_error, "create")),
    ("a receipt says that the task has failed", PIAPI, bodies(lambda body, *_: body["data"].update(status="failed"), "create")),
    ("a receipt has another type", PIAPI, bodies(lambda body, *_: body["data"].update(task_type="img2img"), "create")),
)  # fmt: skip


# Downloads


def again(change: Callable[[Response], Response]) -> Wrap:
    """The second download of each file is another."""
    return responses(
        lambda request, response, memory, _: change(response) if count(memory, request.path) == 2 else None,
        "asset",
    )


def download(change: Callable[[Request, Response], Response]) -> Wrap:
    """Downloads are others."""
    return responses(lambda request, response, *_: change(request, response), "asset")


def _of_another_kind(request: Request, response: Response) -> Response:
    return with_bytes(
        response,
        b"glTF\2\0\0\0" + bytes(40)
        if request.path.endswith(".webp")
        else b"RIFF\x16\0\0\0WEBPVP8L" + bytes(20),
    )


def _until_more_are_created(answer: Answering, server: Server) -> Answering:
    """A file is there until two more tasks were created."""
    created, since = [0], dict[str, int]()

    def handle(request: Request) -> Response:
        name = operation(request, server)
        created[0] += name in server.spec.creates
        response = answer(request)
        if name == "asset" and created[0] > since.setdefault(request.path, created[0]) + 1:
            return with_bytes(response._replace(status=404), b"gone")
        return response

    return handle


DOWNLOADS: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("the second download is forbidden", APIS, again(lambda response: with_bytes(response._replace(status=403), b"expired"))),
    ("the second download is shorter", APIS, again(lambda response: with_bytes(response, response.body[:-7]))),
    ("the second download is a page", APIS, again(lambda response: with_header(with_bytes(response, b"<!doctype html>"), "content-type", "text/html"))),
    ("downloads are packed without saying so", APIS, download(lambda _, response: with_bytes(response, gzip.compress(response.body)))),
    ("downloads redirect to themselves", APIS, download(lambda request, response: with_header(with_bytes(response._replace(status=302), b""), "location", HOST + request.path))),
    ("downloads are files of another kind", APIS, download(_of_another_kind)),
    ("downloads are a part that nobody asked for", APIS, download(lambda _, response: with_bytes(response._replace(status=206), response.body[:20]))),
    ("downloads have no content", APIS, download(lambda _, response: with_bytes(response._replace(status=204), b""))),
    ("downloads need the key", APIS, requests(lambda request, _, server, answer: with_bytes(answer(request)._replace(status=401), b"no key"), "asset")),
    ("a file is gone when more tasks were created", APIS, _until_more_are_created),
)  # fmt: skip


# Cancels


def _accepted_only(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    shown = answer(request._replace(method="GET"))
    return shown if shown.status == 200 else None


def _at_second_attempt(
    request: Request, memory: Memory, server: Server, answer: Answering
) -> Response | None:
    return _accepted_only(request, memory, server, answer) if count(memory, request.path) == 1 else None


def accepted(when: Callable[[str | None], bool]) -> Wrap:
    """Cancels that are refused are answered like those that are not, for some keys."""

    def change(request: Request, response: Response, _: Memory, server: Server) -> Response | None:
        made_up = request.path.endswith(("7", "gettask-check"))
        if response.status != 404 or made_up or not when(key_of(request, server)):
            return None
        return with_body(response._replace(status=200), {"code": 200, "data": None, "message": "success"})

    return responses(change, CANCEL, status=None)


def after_cancel(change: Callable[[Any], object]) -> Wrap:
    """A task that was cancelled is shown otherwise."""

    def wrap(answer: Answering, server: Server) -> Answering:
        cancelled = set[str]()

        def handle(request: Request) -> Response:
            response = answer(request)
            if operation(request, server) == CANCEL and response.status == 200:
                cancelled.add(request.path)
            if request.path not in cancelled or not is_poll(request, server):
                return response
            body = response.json()
            change(body["data"])
            return with_body(response, body)

        return handle

    return wrap


def _one_of_many(request: Request, memory: Memory, server: Server, answer: Answering) -> Response | None:
    """A bulk cancel ends the first task that waits."""
    key, created = key_of(request, server), memory.setdefault("created", {})
    if operation(request, server) != BULK:
        response = answer(request)
        if response.status == 200:
            created.setdefault(key, []).append(task_in(response.json(), server)["task_id"])
        return response
    before = re.search(r"created_before=(\d+)", request.query)
    if key is None or before is None or int(before[1]) < server.clock() or "model=all" not in request.query:
        return None
    for task_id in created.get(key, ()):
        path = f"{request.path.removesuffix('s')}/{task_id}"
        response = answer(request._replace(path=path, query=""))
        if response.status == 200:
            return with_bytes(response, b"")
    return None


CANCELS: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("a cancel is accepted, and the task goes on", PIAPI, requests(_accepted_only, CANCEL)),
    ("a cancel works at the second attempt", PIAPI, requests(_at_second_attempt, CANCEL)),
    ("a cancel by another key is answered with 200", PIAPI, accepted(lambda key: key == KEYS[1])),
    ("a cancel of what has ended is answered with 200", PIAPI, accepted(lambda key: key == KEYS[0])),
    ("another key may cancel", PIAPI, requests(lambda request, _, server, answer: answer(with_key(request, KEYS[0], server)) if key_of(request, server) == KEYS[1] else None, CANCEL)),
    ("a cancelled task has a result", PIAPI, after_cancel(lambda task: task.update(output={"image_url": FILE}))),
    ("a cancelled task is charged", PIAPI, after_cancel(lambda task: task["meta"]["usage"].update(consume=15_000))),
    ("a cancelled task has lost its input", PIAPI, after_cancel(lambda task: task.update(input={}))),
    ("a cancelled task waits again", PIAPI, after_cancel(lambda task: task.update(status="pending"))),
    ("a bulk cancel ends one of the tasks that wait", PIAPI, requests(_one_of_many, BULK, "create")),
    ("a bulk cancel ignores its family of models", PIAPI, requests(lambda request, _, __, answer: answer(request._replace(query=re.sub(r"model=\w+", "model=all", request.query))), BULK)),
    ("every bulk cancel is an internal error", PIAPI, responses(lambda _, response, __, server: refusal(response, server, 500), BULK)),
)  # fmt: skip


# Lists and account


def listed(change: Callable[[Any, Memory, Request], object], name: str) -> Wrap:
    """The `data` of a list is another."""
    return bodies(lambda body, memory, request, _: change(body["data"], memory, request), name)


def asked(change: Callable[[str], str], name: str) -> Wrap:
    """A list understands another query."""
    return requests(
        lambda request, _, __, answer: answer(request._replace(query=change(request.query))), name
    )


def each(**values: Any) -> Callable[[Any, Memory, Request], None]:
    """Change all tasks of a batch."""

    def change(data: Any, _: Memory, __: Request) -> None:
        for task in data["tasks"].values():
            task.update({name: value for name, value in values.items() if name in task})

    return change


def _under_each_other(data: Any, _: Memory, __: Request) -> None:
    names, tasks = list(data["tasks"]), list(data["tasks"].values())
    data["tasks"] = dict(zip(names, reversed(tasks), strict=True))


def _page_of_another(request: Request, _: Memory, server: Server, answer: Answering) -> Response | None:
    other = with_key(request, KEYS[1], server)._replace(query="page_size=1&page=1")
    return answer(other) if "page=3" in request.query else None


LISTS: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("the history has no failed tasks", PIAPI, listed(lambda data, *_: data.update(data=[entry for entry in data["data"] if entry.get("status") != "failed"]), HISTORY)),
    ("the history lacks the newest task", PIAPI, listed(lambda data, _, request: data.update(data=data["data"][1:]) if "page=1" in request.query else None, HISTORY)),
    ("the history says pending of all tasks", PIAPI, listed(lambda data, *_: [entry.update(status="pending") for entry in data["data"]], HISTORY)),
    ("the history has another order each time", PIAPI, listed(lambda data, memory, _: Random(count(memory)).shuffle(data["data"]), HISTORY)),
    ("the history answers page one for every page", PIAPI, asked(lambda query: re.sub(r"(^|&)page=\d+", r"\1page=1", query), HISTORY)),
    ("the history ignores its period", PIAPI, asked(lambda query: "" if "_time=" in query else query, HISTORY)),
    ("the third page of the history is of another key", PIAPI, requests(_page_of_another, HISTORY)),
    ("the page after the last is an internal error", PIAPI, responses(lambda request, response, _, server: refusal(response, server, 500) if "page=" in request.query and not response.json()["data"]["data"] else None, HISTORY)),
    ("a batch has two tasks under each other's id", TRIPO, listed(_under_each_other, BATCH)),
    ("a batch leaves out its last id", TRIPO, listed(lambda data, *_: data["tasks"].popitem() if data["tasks"] else None, BATCH)),
    ("a batch misses tasks that it shows", TRIPO, listed(lambda data, *_: data["missed"].extend(data["tasks"]), BATCH)),
    ("a batch misses an id twice", TRIPO, listed(lambda data, *_: data["missed"].extend(data["missed"]), BATCH)),
    ("a batch has no outputs", TRIPO, listed(each(output={}), BATCH)),
    ("a batch says that nothing has a cost", TRIPO, listed(each(consumed_credit=0, credits_consumed=0), BATCH)),
    ("a batch has other times", TRIPO, listed(each(create_time=1_749_990_000, created_at="2025-06-15T12:00:00Z"), BATCH)),
    ("the usage has every task twice", V3, listed(lambda data, *_: data.extend([*data]), USAGE)),
    ("the usage lacks the first task", V3, listed(lambda data, *_: data.pop(0) if data else None, USAGE)),
)  # fmt: skip


def _price_of_polls(answer: Answering, server: Server) -> Answering:
    """Each poll takes a credit of the balance."""
    polled = [0]

    def handle(request: Request) -> Response:
        polled[0] += is_poll(request, server)
        response = answer(request)
        if operation(request, server) != "getBalance" or response.status != 200:
            return response
        body = response.json()
        body["data"]["balance"] -= polled[0]
        return with_body(response, body)

    return handle


def always(status: int, *names: str) -> Wrap:
    """An operation never works."""
    return responses(lambda _, response, __, server: refusal(response, server, status), *names)


ACCOUNT: tuple[tuple[str, Sequence[str], Wrap], ...] = (
    ("each poll takes a credit of the balance", V3, _price_of_polls),
    ("the balance falls with each read", TRIPO, bodies(lambda body, memory, *_: body["data"].update(balance=body["data"]["balance"] - count(memory)), "getBalance")),
    ("the account has another id each time", PIAPI, bodies(lambda body, memory, *_: body["data"].update(id=count(memory)), "getAccount")),
    ("uploads never work", APIS, always(500, *UPLOADS)),
    ("presigned uploads never work", V3, always(500, "presignUpload")),
    ("the balance can never be read", APIS, always(500, "getBalance", "getAccount")),
    ("every upload answers the token of the first", APIS, bodies(lambda body, memory, *_: body.update(memory.setdefault("first", {**body})), *UPLOADS)),
)  # fmt: skip


ALLOWED: tuple[tuple[str, Sequence[str], Wrap, str], ...] = (
    (
        "the history has a total of zero",
        PIAPI,
        listed(lambda data, *_: data.update(total=0), HISTORY),
        "No source says what the total counts, nor its type.",
    ),
    (
        "tasks are counted as active after they ended",
        PIAPI,
        bodies(lambda body, *_: body["data"].update(flux={"pending_count": 5}), ACTIVE),
        "Other programs may use the account.",
    ),
    (
        "cancels answer 500, and work",
        PIAPI,
        responses(lambda _, response, __, server: refusal(response, server, 500), CANCEL),
        "A 5xx says nothing about what happened, and may come from a server in between.",
    ),
    (
        "every second read of the account fails",
        APIS,
        responses(
            lambda _, response, memory, server: (
                refusal(response, server, 500) if count(memory) % 2 == 0 else None
            ),
            "getBalance",
            "getAccount",
        ),
        "A server may be busy for a moment; the read is answered when it is repeated.",
    ),
)
