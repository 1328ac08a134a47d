"""The catalogue of what can happen to a task and to the replies about it, each with a name to ask for it by.

A scenario is chosen for a task when it is created: by the header `X-Mock-Scenario`, by `mock:<name>` in any
text of the request, or for every task by `Mock.scenario`.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from gettask.mock.http import Response
from gettask.mock.life import Life, Plan, after_looks
from gettask.mock.pointer import MISSING, drop, get, put
from gettask.mock.webhooks import Delivery

if TYPE_CHECKING:
    from gettask.mock.http import Request
    from gettask.mock.lifecycle import Table
    from gettask.mock.replies import Replies
    from gettask.mock.spec import Operation

HEADER = "x-mock-scenario"
MARKER = re.compile(r"\bmock:([a-z][a-z0-9-]*(?::[\w-]+)?)", re.ASCII)

PAGE = b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Please try again</h1></body></html>"
LONG = 90.0
"""Seconds that a slow reply takes."""
HOUR = 3600.0
MOVED = "moved=1"
NEW = "never-seen-before"


@dataclass(frozen=True, slots=True)
class Moment:
    """A reply that is about to be sent."""

    request: Request
    response: Response
    look: Operation
    """The operation that looks at the task."""
    replies: Replies
    count: int
    """How many replies of the kind went before: creates in this scenario, looks and downloads of a task."""
    now: float
    argument: str

    @property
    def table(self) -> Table:
        """The API's state table."""
        return self.look.lifecycle

    def error(self, status: int, code: Any = None, detail: str = "", **headers: str) -> Response:
        """An error in the vendor's shape."""
        entry = None if code is None else listed(self.look, "http", str(code))
        return self.replies.error(self.look, status, entry or "", detail, **headers)

    def edit(self, change: Callable[[dict[str, Any]], object]) -> Response:
        """The reply after a change to its task."""
        body = self.response.json()
        task = get(body, self.table.task)
        change(body if task is MISSING else task)
        return Response.json_of(self.response.status, body)

    def place(self, task: Any, name: str) -> str | None:
        """Where a field of the state table stands in a task, if it does."""
        field = self.table.fields.get(name)
        places = () if field is None else field.at
        return next((at for at in places if get(task, at) is not MISSING), None)


Alter = Callable[[Moment], Response]
Planning = Callable[["Operation", str], Plan]
Posting = Callable[[Delivery, "Operation"], list[Delivery]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens to a task that is created in it."""

    name: str
    about: str
    """One sentence."""
    plan: Planning | None = None
    """What becomes of the task; without it that is left to the plan of the mock."""
    create: Alter | None = None
    """What becomes of the reply that tells of the new task; there is none if it is an error."""
    look: Alter | None = None
    asset: Alter | None = None
    post: Posting | None = None
    """What becomes of each webhook that tells of the task."""
    needs: Callable[[Operation, str], object] | None = None
    """Raises ValueError where the API lacks what the argument names."""
    argument: str = ""
    """What stands behind a colon after the name, if something must."""

    @property
    def title(self) -> str:
        """The name, and what has to follow it."""
        return f"{self.name}:{self.argument}" if self.argument else self.name

    def planned(self, look: Operation, argument: str) -> Plan | None:
        """What becomes of the task, if that is not left open. Raises ValueError if an API cannot have it."""
        if self.needs is not None:
            self.needs(look, argument)
        return None if self.plan is None else self.plan(look, argument)

    @property
    def alters(self) -> bool:
        """Whether replies are altered; if not, the life of the task is all there is to it."""
        return any((self.create, self.look, self.asset, self.post))


def find(name: str) -> tuple[Scenario, str]:
    """The scenario of that name, and the argument behind its colon. Raises ValueError if there is none."""
    plain, _, argument = name.partition(":")
    scenario = CATALOGUE.get(plain)
    if scenario is None or bool(scenario.argument) != bool(argument):
        wanted = f"write {scenario.title}" if scenario else "see gettask mock --list-scenarios"
        raise ValueError(f"no such scenario: {name!r}; {wanted}")
    return scenario, argument


def marked(value: Any) -> str | None:
    """The scenario that the first `mock:<name>` in the texts of a JSON value asks for."""
    if isinstance(value, str):
        found = MARKER.search(value)
        return found and found[1]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((name for part in parts if (name := marked(part)) is not None), None)


def listed(look: Operation, place: str, code: str) -> Mapping[str, Any] | None:
    """The error of that code that the API's `x-errors` lists for tasks or for HTTP."""
    return next((error for error in _errors(look, place) if str(error["code"]) == code), None)


def _errors(look: Operation, place: str) -> Iterator[Mapping[str, Any]]:
    return (error for error in look.api.spec.get("x-errors", ()) if error["place"] == place)


def text() -> Iterator[str]:
    """The catalogue as lines for a terminal."""
    width = max(len(scenario.title) for scenario in CATALOGUE.values())
    for scenario in CATALOGUE.values():
        yield f"{scenario.title.ljust(width)}  {scenario.about}"


def markdown() -> Iterator[str]:
    """The catalogue as the lines of docs/scenarios.md."""
    yield "# Scenarios"
    yield ""
    yield "<!-- made by `python -m gettask.mock --list-scenarios --format md` -->"
    yield ""
    yield (
        "What the mock can make happen to a task. Ask for one with the header `X-Mock-Scenario` on the "
        "request that creates the task, with `mock:<name>` in any text of that request, with "
        "`gettask_mock.scenario(name)` in a test, or with `gettask mock --scenario NAME` for all tasks. "
        "`gettask_mock.met` tells which have shown themselves. Those of webhooks show themselves when "
        "webhooks are handed over: [webhooks.md](webhooks.md)."
    )
    yield ""
    yield "| scenario | what happens |"
    yield "|---|---|"
    for scenario in CATALOGUE.values():
        yield f"| `{scenario.title}` | {scenario.about} |"


# Lives.


def ends(*ends: str, looks: int = 0) -> Planning:
    """The task ends as the first of these phases that its API knows."""
    return lambda look, _: Plan(after_looks(looks), look.lifecycle.end(*ends).name)


def passes(*phases: str, life: Life | None = None) -> Planning:
    """The task goes through these phases, as far as its API knows them."""

    def plan(look: Operation, _: str) -> Plan:
        names = [look.lifecycle.named(phase) for phase in phases]
        path = tuple(name for name in names if name is not None)
        return Plan(after_looks(len(path) - 1) if life is None else life, path=path)

    return plan


def ends_as(look: Operation, status: str) -> Plan:
    """The task ends in that status."""
    return Plan(end=look.lifecycle.end(status).name)


def fails_with(look: Operation, code: str) -> Plan:
    """The task fails with a code of the vendor's."""
    known = listed(look, "task", code) or listed(look, "http", code) or {}
    number = int(code) if code.isdecimal() else code
    said = known.get("message", f"The mock was told to let this task fail with {code}.")
    return Plan(end="failed", code=known.get("code", number), message=said)


def lacks_credit(look: Operation, _: str) -> Plan:
    """Where a vendor tells of it in the task, the task has failed for it when it is created."""
    error = _credit(look)
    if error["place"] == "http":
        return Plan()
    said = error.get("match", {}).get("contains", [""])[0]
    return Plan(path=(look.lifecycle.end("failed").name,), code=error["code"], message=said)


def _credit(look: Operation) -> Mapping[str, Any]:
    errors = look.api.spec.get("x-errors", ())
    found = (error for error in errors if error["class"] == "InsufficientCreditError")
    return next(found, {"place": "http", "status": 402, "code": None})


# What becomes of replies.


def on(alter: Alter, first: int = 0, last: float = float("inf")) -> Alter:
    """Only for the replies from `first` to `last`, counted from 0."""
    return lambda moment: alter(moment) if first <= moment.count <= last else moment.response


def once(alter: Alter) -> Alter:
    """Only the first time."""
    return on(alter, last=0)


def error(status: int, code: Any = None, **headers: str) -> Alter:
    """An error of the vendor's."""
    return lambda moment: moment.error(status, code, **headers)


def busy(wait: Callable[[float], str]) -> Alter:
    """Too many requests, and a Retry-After made of the time."""
    return lambda moment: moment.error(429, retry_after=wait(moment.now))


def raw(status: int, media_type: str, body: bytes, **headers: str) -> Alter:
    """A reply that has nothing of the vendor's."""
    return lambda _: Response.of(status, media_type, body, **headers)


def cut(moment: Moment) -> Response:
    """The connection ends in the middle of the body, whose length was announced."""
    response = moment.response
    return response._replace(body=response.body[: len(response.body) // 2], cut=True)


def slow(moment: Moment) -> Response:
    """The reply comes late."""
    return moment.response._replace(delay=LONG)


def broken(moment: Moment) -> Response:
    """The body ends early although its length is right."""
    body = moment.response.body
    return Response.of(moment.response.status, "application/json", body[: len(body) // 2])


def moved(moment: Moment) -> Response:
    """A redirect to the same place, which is then found there."""
    if MOVED in moment.request.query:
        return moment.response
    query = f"{moment.request.query}&{MOVED}".lstrip("&")
    where = f"{moment.request.base}{moment.request.path}?{query}"
    return Response.text(307, "It has moved.", location=where)


def task(change: Callable[[dict[str, Any]], object]) -> Alter:
    """A change to the task in the reply."""
    return lambda moment: moment.edit(change)


def field(name: str, value: Callable[[Any], Any]) -> Alter:
    """A change to one field of the state table, where the task has it."""

    def alter(moment: Moment) -> Response:
        def change(task: dict[str, Any]) -> None:
            at = moment.place(task, name)
            if at is not None:
                put(task, at, value(get(task, at)))

        altered = moment.edit(change)
        return moment.response if altered.json() == moment.response.json() else altered

    return alter


def without(name: str) -> Alter:
    """The task lacks a field of the state table."""

    def alter(moment: Moment) -> Response:
        return moment.edit(lambda task: drop(task, moment.place(task, name) or "/"))

    return alter


def another_kind(moment: Moment) -> Response:
    """The properties that tell the variant have values that nobody knows."""
    names = moment.replies.names(moment.look)
    return moment.edit(lambda task: task.update({name: NEW for name in names if name in task}))


def refusal(look: Operation, code: str) -> Mapping[str, Any]:
    """The HTTP error that the vendor has for a code. Raises ValueError if none is listed."""
    error = listed(look, "http", code)
    if error is None:
        known = ", ".join(str(each["code"]) for each in _errors(look, "http") if each["code"] is not None)
        raise ValueError(f"no HTTP error has the code {code}; there are {known or 'none'}")
    return error


def other_code(moment: Moment) -> Response:
    """A create request is refused with a code of the vendor's."""
    error = refusal(moment.look, moment.argument)
    return moment.error(error["status"] or 400, error["code"])


def no_credit(moment: Moment) -> Response:
    """A create request is refused as the vendor does it when there is no credit."""
    error = _credit(moment.look)
    if error["place"] == "http":
        return moment.error(error["status"], error["code"])
    status = _refusing(moment.look)
    bare = moment.error(status)
    if not bare.body:  # by the mock's policy
        return bare
    body = moment.response.json()
    return Response.json_of(status, body | {name: said for name, said in bare.json().items() if name in body})


def _refusing(look: Operation) -> int:
    """The status of the error that shows a task which is not created; 500 where none is documented."""
    creates = [operation for operation in look.api.operations if operation.creates is look]
    for create in creates:
        for status in (int(each) for each in create.responses if each.isdecimal() and each >= "400"):
            schema = (create.content(status) or {}).get("schema")
            if look.document.at(schema, look.lifecycle.task) is not None:
                return status
    return 500


def nulls(value: Any) -> Any:
    """The object or list with null in the place of each of its parts."""
    if isinstance(value, dict):
        return dict.fromkeys(value)
    return [None] * len(value) if isinstance(value, list) else value


# What becomes of webhooks.


def posted(**changes: Any) -> Posting:
    """A change to the delivery."""
    return lambda delivery, _: [replace(delivery, **changes)]


def signed(secret: str) -> Posting:
    """The delivery is signed with this secret, or not at all where there is none."""
    return lambda delivery, _: [replace(delivery, webhook=replace(delivery.webhook, secret=secret))]


def twice(delivery: Delivery, _: Operation) -> list[Delivery]:
    """The same once more."""
    return [delivery, replace(delivery, id=str(uuid.uuid4()))]


def late(delivery: Delivery, _: Operation) -> list[Delivery]:
    """Later than it should."""
    return [replace(delivery, due=delivery.due + LONG)]


def overtaken(delivery: Delivery, look: Operation) -> list[Delivery]:
    """Later than it should, if more is to come."""
    return [delivery] if delivery.final else late(delivery, look)


def half(delivery: Delivery, _: Operation) -> list[Delivery]:
    """The first half of it."""
    return [replace(delivery, body=delivery.body[: len(delivery.body) // 2])]


def bare(delivery: Delivery, look: Operation) -> list[Delivery]:
    """The task without anything around it."""
    task = get(json.loads(delivery.body), look.lifecycle.task)
    return [replace(delivery, body=json.dumps(task, separators=(",", ":")).encode())]


RUNNING_LONG = ends("succeeded", looks=4)
FOREVER, HALFWAY = Life(looks=1, limit=0.99), Life(looks=1, limit=0.5)

SCENARIOS = (
    Scenario("succeeds-at-once", "The first look finds the task done.", ends("succeeded")),
    Scenario("succeeds-later", "The task is queued, then runs, and the fifth look finds it done.",
             RUNNING_LONG),
    Scenario("succeeds-unseen", "The task is done in the very reply that creates it.", passes("succeeded")),
    Scenario("queued-long", "Twenty looks find the task in the queue before it succeeds.",
             passes("queued", "succeeded", life=after_looks(20))),
    Scenario("queued-for-ever", "The task never leaves the queue.", passes("queued", life=FOREVER)),
    Scenario("running-for-ever", "The task runs and never ends.", passes("running", life=HALFWAY)),
    Scenario("stuck-at-99", "The task stays at 99 percent.",
             lambda _look, _: Plan(FOREVER)),
    Scenario("goes-back", "The task runs, is queued again, runs again and succeeds.",
             passes("queued", "running", "queued", "running", "succeeded")),
    Scenario("fails", "The task fails for no reason of the caller's.", ends("failed")),
    Scenario("fails-late", "The task fails after four looks that raised hopes.", ends("failed", looks=4)),
    Scenario("fails-unseen", "The task has failed in the very reply that creates it.", passes("failed")),
    Scenario("fails-with", "The task fails with that code of the vendor's.", fails_with, argument="CODE"),
    Scenario("fails-without-a-word", "The task fails, and its error message is missing.", ends("failed"),
             look=without("error.message")),
    Scenario("ends-as", "The task ends in that status of the vendor's.", ends_as, argument="STATUS"),
    Scenario("banned", "The task is rejected for its content; it fails where the API has no word for that.",
             ends("rejected", "failed")),
    Scenario("expired", "The task expires; it fails where the API has no word for that.",
             ends("expired", "failed")),
    Scenario("cancelled", "Somebody else cancels the task; it fails where the API has no word for that.",
             ends("cancelled", "failed")),
    Scenario("new-status", "Two looks find a status that no document lists, then all is well.",
             look=on(field("status", lambda _: NEW), last=1)),
    Scenario("new-status-for-ever", "Every look finds a status that no document lists.",
             look=field("status", lambda _: NEW)),
    Scenario("no-status", "The first look finds a task without a status.", look=once(without("status"))),
    Scenario("null-status", "The first look finds null as the status.",
             look=once(field("status", lambda _: None))),
    Scenario("shouted-status", "The status is written in capitals.", look=field("status", str.upper)),
    Scenario("new-variant", "The task is of a kind that no document lists.", look=another_kind),
    Scenario("new-field", "The task has a field that no document lists.",
             look=task(lambda task: task.update({NEW: {"some": ["thing"]}}))),
    Scenario("null-output", "The task succeeds, and its output is null.",
             look=field("output", lambda _: None)),
    Scenario("no-output", "The task succeeds, and its output is missing.", look=without("output")),
    Scenario("null-results", "The output is there, and each of its parts is null.",
             look=field("output", nulls)),
    Scenario("text-output", "The output is a text where it was an object.",
             look=field("output", lambda _: "done")),
    Scenario("wild-progress", "Progress is more than all.", RUNNING_LONG,
             look=field("progress", lambda _: 250)),
    Scenario("null-times", "The time of creation is null.", look=field("created_at", lambda _: None)),
    Scenario("another-id", "The reply is about a task with another id.",
             look=once(field("id", lambda _: NEW))),
    Scenario("result-link-expired", "The links of results have expired.",
             asset=raw(403, "application/xml", b"<Error><Code>AccessDenied</Code></Error>")),
    Scenario("result-gone", "The results are not to be found.", asset=raw(404, "text/plain", b"gone")),
    Scenario("result-truncated", "Each download of a result ends in the middle.", asset=cut),
    Scenario("result-truncated-once", "The first download of a result ends in the middle.", asset=once(cut)),
    Scenario("result-empty", "The results have no bytes.",
             asset=lambda moment: Response.of(200, moment.response.header("content-type") or "", b"")),
    Scenario("result-page", "An HTML page comes in the place of a result, with status 200.",
             asset=raw(200, "text/html", PAGE)),
    Scenario("result-moved", "Results are behind a redirect.", asset=moved),
    Scenario("result-fails-once", "The first download of a result is a 503.",
             asset=once(raw(503, "text/plain", b"Slow down."))),
    Scenario("result-slow", f"A download begins after {LONG:.0f} seconds.", asset=slow),
    Scenario("key-revoked", "The first look is answered, all others are 401.", RUNNING_LONG,
             look=on(error(401), first=1)),
    Scenario("unauthorized-once", "The second look is 401, the others are answered.", RUNNING_LONG,
             look=on(error(401), 1, 1)),
    Scenario("forbidden", "Every look is 403.", look=error(403)),
    Scenario("not-found-yet", "The first look is 404: the task is not everywhere yet.",
             look=once(error(404))),
    Scenario("not-found", "Every look is 404.", look=error(404)),
    Scenario("busy", "The first look is 429, to be repeated in 2 seconds.", look=once(busy(lambda _: "2"))),
    Scenario("busy-until", "The first look is 429, to be repeated at a date 5 seconds away.",
             look=once(busy(lambda now: formatdate(now + 5, usegmt=True)))),
    Scenario("busy-without-a-word", "The first two looks are 429 without Retry-After.",
             look=on(error(429), last=1)),
    Scenario("busy-for-a-year", "The first look is 429, to be repeated in a year.",
             look=once(busy(lambda _: "31536000"))),
    Scenario("busy-nonsense", "The first look is 429 with a Retry-After that is none.",
             look=once(busy(lambda _: "soon"))),
    Scenario("busy-for-ever", "Every look is 429, to be repeated in a second.", look=busy(lambda _: "1")),
    Scenario("server-error-once", "The first look is 500.", look=once(error(500))),
    Scenario("server-error-for-ever", "Every look is 500.", look=error(500)),
    Scenario("gateway-page", "The first look is an HTML page with 502.",
             look=once(raw(502, "text/html", PAGE))),
    Scenario("proxy-page", "The first look is an HTML page with 522.",
             look=once(raw(522, "text/html", PAGE))),
    Scenario("unavailable", "The first look is 503, to be repeated in 3 seconds.",
             look=once(raw(503, "text/plain", b"Down for a moment.", retry_after="3"))),
    Scenario("page-with-200", "The first look is an HTML page with 200.",
             look=once(raw(200, "text/html", PAGE))),
    Scenario("empty-body", "The first look has no body.", look=once(raw(200, "application/json", b""))),
    Scenario("invalid-json", "The first look is JSON that ends early.", look=once(broken)),
    Scenario("not-unicode", "The first look is bytes that are no text.",
             look=once(raw(200, "application/json", b'{"data": "\xff\xfe"}'))),
    Scenario("list-body", "The first look is a JSON list.", look=once(raw(200, "application/json", b"[]"))),
    Scenario("null-body", "The first look is null.", look=once(raw(200, "application/json", b"null"))),
    Scenario("plain-type", "Looks are JSON that calls itself plain text.",
             look=lambda moment: Response.of(moment.response.status, "text/plain", moment.response.body)),
    Scenario("cut-body", "The connection of the first look ends in the middle of the body.", look=once(cut)),
    Scenario("slow-body", f"The first look takes {LONG:.0f} seconds.", look=once(slow)),
    Scenario("moved", "Looks are redirected to another URL of the same host.", look=moved),
    Scenario("credit-exhausted", "Nothing is created for lack of credit, said as the vendor says it.",
             lacks_credit, create=no_credit),
    Scenario("refused-with", "Nothing is created, and the error is that of the vendor's code.",
             create=other_code, needs=refusal, argument="CODE"),
    Scenario("create-busy", "The first create is 429, to be repeated in 2 seconds.",
             create=once(busy(lambda _: "2"))),
    Scenario("create-moved", "Creates are redirected to another URL of the same host.", create=moved),
    Scenario("create-fails", "Nothing is created: every create is 500.", create=error(500)),
    Scenario("create-page", "Nothing is created: every create is an HTML page with 502.",
             create=raw(502, "text/html", PAGE)),
    Scenario("create-lost", "The task is created, and the reply that says so is cut.", create=cut),
    Scenario("create-slow", f"The task is created, and the reply takes {LONG:.0f} seconds.", create=slow),
    Scenario("create-invalid-json", "The task is created, and the reply is JSON that ends early.",
             create=broken),
    Scenario("create-without-id", "The task is created, and the reply does not tell its id.",
             create=without("id")),
    Scenario("webhook-twice", "Each webhook comes twice.", post=twice),
    Scenario("webhook-again", "The first answer to each webhook is lost, so the vendor tries again.",
             post=posted(unheard=1)),
    Scenario("webhook-given-up", "All answers to webhooks are lost, until the vendor gives up.",
             post=posted(unheard=1000)),
    Scenario("webhook-late", f"Webhooks come {LONG:.0f} seconds after the change.", post=late),
    Scenario("webhook-overtaken", "The webhook that tells of the end comes before those of earlier changes.",
             post=overtaken),
    Scenario("webhook-lost", "No webhook ever comes.", post=lambda _delivery, _: []),
    Scenario("webhook-forged", "Webhooks are signed with another secret.", post=signed("not the secret")),
    Scenario("webhook-unsigned", "Webhooks are not signed.", post=signed("")),
    Scenario("webhook-replayed", "Webhooks are an hour old by their signature, where it has a time.",
             post=posted(age=HOUR)),
    Scenario("webhook-bare", "Webhooks are the task alone, without what stands around it.", post=bare),
    Scenario("webhook-cut", "Webhooks are JSON that ends early, signed as such.", post=half),
)  # fmt: skip
CATALOGUE: Mapping[str, Scenario] = {scenario.name: scenario for scenario in SCENARIOS}
"""Every scenario by its name."""
