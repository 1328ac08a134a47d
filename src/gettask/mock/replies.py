"""Reply bodies: tasks in each state of their life, and errors, in the shape that the document gives them."""

from __future__ import annotations

import copy
import itertools
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from http.client import responses
from typing import Any

from gettask.mock.fake import Faker, Link, hearsay
from gettask.mock.http import Headers, Request, Response
from gettask.mock.lifecycle import QUEUED, RUNNING, SUCCEEDED, Field, Table
from gettask.mock.pointer import MISSING, drop, get, put, tokens
from gettask.mock.policy import Policy
from gettask.mock.schema import Document, Fault, SpecError, shorten
from gettask.mock.spec import JSON, Api, Operation
from gettask.mock.store import Task, View

INFERRED = "inferred"
NOMINAL_COST = 1
TOO_MANY = 429
LIMIT, WINDOW = 1000, 60
"""Our policy, not the vendors': how many requests are said to be allowed, and in how many seconds."""

# Names of the examples that the mock looks for in an error response.
MALFORMED, INVALID, NOWHERE = "malformed-body", "invalid-parameter", "no-such-route"


class InvalidReplyError(Exception):
    """The mock made a reply that its own document does not allow: one of the two has a mistake."""

    def __init__(self, api: Api, reply: str, what: str, fault: Fault) -> None:
        super().__init__(f"{api.name}: the mock's {reply} ({what}) does not fit the effective spec: {fault}")


class Replies:
    """Makes the replies of one API."""

    def __init__(self, api: Api, policy: Policy | None = None) -> None:
        self._api = api
        self._policy = policy or Policy()
        self._document = api.document
        self._kinds: dict[int, Kind] = {}
        self._envelopes: dict[int, dict[str, Any]] = {}
        self._told: dict[tuple[str, int], tuple[Headers, list[str]]] = {}
        self._silent: set[tuple[str, int]] = set()
        self._window = 0
        self._errors = api.spec.get("x-errors", ())
        codes = [error["code"] for error in self._errors if error["class"] == "ServerError"]
        self._failure = next((code for code in codes if code is not None), 1)
        said = api.spec.get("x-reply", {})
        self._fields = {name: Field.read(field) for name, field in said.items() if "at" in field}
        self._ok = said["code"]["ok"][0] if "code" in said else None
        self._trace = said.get("request-id", {}).get("header", "").lower().encode()
        # A UUID whose end is counted: a random one for each reply would take longer than all the rest.
        self._run, self._count = str(uuid.uuid4())[:-12].encode(), itertools.count(1)

    def task(self, operation: Operation, look: Operation, task: Task, view: View, link: Link) -> Response:
        """The reply of `operation` that shows a task which `look` looks at.

        It holds the whole task, or as much as the document says. Raises InvalidReplyError.
        """
        content, table = operation.content(operation.success), look.table
        if content is None or table is None:
            raise SpecError(f"{self._api.name}: {operation.name} documents no JSON reply")
        schema = self._whole(content["schema"], table, task)
        target = self._bare(schema, table)
        known = self._tasks(look, table)
        if operation is look or all(
            id(self._document.resolve(member)) in known for member in self._document.members(target)
        ):
            body = self._kind(look, table, target, task).body(task, view, link)
        else:
            body = self._receipt(table, target, task, view)
        envelope = body
        if target is not schema:
            envelope = self._envelope(operation, schema)
            put(envelope, table.task, body)
        if fault := self._document.fault(schema, envelope):
            raise InvalidReplyError(self._api, _reply(operation, operation.success), _seen(task, view), fault)
        return Response.json_of(operation.success, envelope)

    def posted(
        self, name: str, look: Operation, task: Task, view: View, link: Link, words: Iterable[tuple[str, Any]]
    ) -> bytes:
        """The body of a webhook that tells of a task: what `look` shows of it, and `words` around it.

        Raises InvalidReplyError.
        """
        content, table = look.content(look.success), look.lifecycle
        assert content is not None
        schema = self._api.spec["webhooks"][name]["post"]["requestBody"]["content"][JSON]["schema"]
        body = self._kind(look, table, self._bare(content["schema"], table), task).body(task, view, link)
        if table.task:
            envelope = Faker(self._document, optional=False).make(schema)
            put(envelope, table.task, body)
            body = envelope
        for at, value in words:
            put(body, at, value)
        if fault := self._document.fault(schema, body):
            raise InvalidReplyError(self._api, f"webhook {name}", _seen(task, view), fault)
        return json.dumps(body, separators=(",", ":")).encode()

    def fixed(self, operation: Operation) -> Response:
        """The reply of an operation that no task stands behind: its example, or one made from its schema."""
        content = operation.content(operation.success)
        if content is None:
            return Response(operation.success, ((b"content-length", b"0"),), b"")
        examples = list(operation.examples(operation.success).values())
        body = examples[0] if examples else Faker(self._document).make(content["schema"])
        return Response.json_of(operation.success, body)

    def error(
        self,
        operation: Operation | None,
        status: int,
        reason: str | Mapping[str, Any],
        detail: str,
        **headers: str,
    ) -> Response:
        """An error in the API's own shape, with the detail behind its message.

        It is the example named `reason`, else what `x-errors` lists for the status, else any example; or
        `reason` is itself an entry of `x-errors`.
        Raises InvalidReplyError.
        """
        source, documented = self._documented(operation, status)
        content = source.content(documented) if source is not None else None
        if source is None or content is None:
            return Response.json_of(status, {"message": detail}, **headers)
        schema, examples = content["schema"], source.examples(documented)
        if not self._policy.error_bodies and self._document.flat(schema).get("x-confidence") == INFERRED:
            return Response.text(status, "", **headers)
        name, listed = (reason, None) if isinstance(reason, str) else ("", reason)
        if listed is None and name not in examples:
            listed = self._listed(status)
        body = copy.deepcopy(examples.get(name, next(iter(examples.values()), None)))
        if not isinstance(body, dict):
            body = Faker(self._document).make(schema)
        if listed is None and name not in examples and documented != status:
            # The example is of another status, and so are its words, and its code where that is the status.
            at = self._place("code", schema, body)
            said = {"code": status} if at and get(body, at) == documented else {}
            listed = {"message": responses.get(status, "")} | said
        for name in self._fields.keys() & (listed or {}).keys():
            self._put(name, schema, body, (listed or {})[name])
        if at := self._place("message", schema, body):
            put(body, at, ": ".join(filter(None, (get(body, at), detail))))
        if self._trace and (at := self._place("request-id", schema, body)):
            named = self._name().decode()
            put(body, at, named)
            headers[self._trace.decode()] = named
        if fault := self._document.fault(schema, body):
            raise InvalidReplyError(self._api, _reply(source, status), detail, fault)
        return Response.json_of(status, body, **headers)

    def names(self, look: Operation) -> list[str]:
        """The properties of a task that tell of which variant it is."""
        content = look.content(look.success)
        if content is None or look.table is None:
            return []
        return self._document.dispatch(self._bare(content["schema"], look.table))

    def tells_no_status(self, look: Operation, task: Task) -> bool:
        """Whether no reply says where the task stands: that there is one means that it has succeeded."""
        content, table = look.content(look.success), look.lifecycle
        if content is None:
            return False
        schema = self._bare(self._whole(content["schema"], table, task), table)
        shown = self._kind(look, table, schema, task).schema
        return all(self._document.at(shown, at) is None for at in table.fields["status"].at)

    def _listed(self, status: int) -> Mapping[str, Any] | None:
        """The first error with texts that `x-errors` lists for the status."""
        here = (error for error in self._errors if error["place"] == "http" and "message" in error)
        return next((error for error in here if error["status"] == status), None)

    def headed(self, response: Response, operation: Operation, request: Request, now: float) -> Response:
        """The response with the headers of which the document says what they tell."""
        place = operation.name, response.status
        if place in self._silent:
            return self.traced(response)
        window = int(now) // WINDOW
        if window != self._window:
            self._window = window
            self._told.clear()
        told = self._told.get(place)
        if told is None:
            told = self._told[place] = self._tells(operation, response.status)
            if not any(told):
                self._silent.add(place)
        fixed, names = told
        for name in names:
            sent = request.headers.get(name)
            value = self._name() if sent is None else shorten(sent).encode("latin-1", "replace")
            fixed = (*fixed, (name.encode(), value))
        return self.traced(response, fixed)

    def traced(self, response: Response, more: Headers = ()) -> Response:
        """The response with a name of its own, if the API names its replies, and with more headers."""
        if self._trace and (response.status < 400 or response.header(self._trace.decode()) is None):
            more += ((self._trace, self._name()),)
        if not more:
            return response
        status, headers, body, cut, delay = response
        return Response(status, headers + more, body, cut, delay)  # _replace takes three times as long

    def _name(self) -> bytes:
        return b"%s%012x" % (self._run, next(self._count))

    def _tells(self, operation: Operation, status: int) -> tuple[Headers, list[str]]:
        """The headers of a reply that are the same in a window of time, and those that name the request."""
        values = {
            "limit": LIMIT,
            "remaining": 0 if status == TOO_MANY else LIMIT - 1,
            "reset": (self._window + 1) * WINDOW,
        }
        listed = (operation.response(status) or {}).get("headers", {}).items()
        tells = {name.lower(): self._document.resolve(header).get("x-header-role") for name, header in listed}
        fixed = [(name.encode(), b"%d" % values[what]) for name, what in tells.items() if what in values]
        return tuple(fixed), [name for name, what in tells.items() if what == "request-id"]

    def _documented(self, operation: Operation | None, status: int) -> tuple[Operation | None, int]:
        """Where an error of this status is documented: there or elsewhere, else where a bad request is."""
        operations = [operation, *self._api.operations] if operation is not None else self._api.operations
        for wanted in (status, 400):
            for candidate in operations:
                if candidate.content(wanted) is not None:
                    return candidate, wanted
        return None, status

    def _envelope(self, operation: Operation, schema: Any) -> dict[str, Any]:
        """What stands around a task in a reply, with the words of an example of the same code."""
        if id(schema) not in self._envelopes:
            made = Faker(self._document, optional=False).make(schema)
            self._put("code", schema, made, self._ok)
            self._put("message", schema, made, self._said(operation, "message"))
            self._envelopes[id(schema)] = made
        return copy.deepcopy(self._envelopes[id(schema)])

    def _said(self, operation: Operation, name: str) -> Any:
        """What the examples of a success say there, or `MISSING`."""
        for example in operation.examples(operation.success).values():
            found = {
                each: next((said for at in field.at if (said := get(example, at)) is not MISSING), MISSING)
                for each, field in self._fields.items()
            }
            if found.get("code") == self._ok and found.get(name, MISSING) is not MISSING:
                return found[name]
        return MISSING

    def _place(self, name: str, schema: Any, body: Any) -> str | None:
        field = self._fields.get(name)
        return None if field is None else place(self._document, field, schema, body)

    def _put(self, name: str, schema: Any, body: dict[str, Any], value: Any) -> None:
        if value is not MISSING and (at := self._place(name, schema, body)):
            put(body, at, value)

    def _receipt(self, table: Table, schema: Any, task: Task, view: View) -> Any:
        """What a short reply to a create request tells of its task."""
        body = Faker(self._document).make(schema)
        if isinstance(body, dict):
            for name, value in {"id": task.id, "status": view.status.name}.items():
                if at := place(self._document, table.fields[name], schema, body):
                    put(body, at, value)
            body |= {name: value for name, value in task.names.items() if name in body}
        return body

    def _whole(self, reply: Any, table: Table, task: Task) -> Any:
        """The schema of a reply that shows the task: that of its variant, where nothing stands around it."""
        for member in self._document.members(reply):
            if self._document.at(member, table.task) is None and self._is_of(member, task):
                return member
        return reply

    def _is_of(self, schema: Any, task: Task) -> bool:
        return task.variant is not None and self._document.flat(schema).get("x-variant") == task.variant

    def _bare(self, reply: Any, table: Table) -> Any:
        """The schema of the task in a reply, which is the reply itself where nothing stands around it."""
        task = self._document.at(reply, table.task)
        return reply if task is None else task

    def _tasks(self, look: Operation, table: Table) -> set[int]:
        content = look.content(look.success) or {}
        whole = self._bare(content.get("schema"), table)
        return {id(self._document.resolve(member)) for member in self._document.members(whole)}

    def _kind(self, look: Operation, table: Table, schema: Any, task: Task) -> Kind:
        """The kind of task that answers a request: of its variant, and named as the request names it."""

        def fitness(member: Any) -> tuple[bool, int]:
            tags = {name: self._document.tags(member, name) for name in self._document.dispatch(schema)}
            said = {name: known for name, known in tags.items() if known is not None and name in task.body}
            named = [task.body[name] in known for name, known in said.items()]
            return self._is_of(member, task), sum(1 if fits else -1 for fits in named)

        member = max(self._document.members(schema), key=fitness)
        if id(member) not in self._kinds:
            examples = tuple(self._examples(look, table, member))
            asked, names = self._api.asked, self.names(look)
            zone = _zone(table, examples)
            self._kinds[id(member)] = Kind(
                self._document, table, member, names, asked, examples, zone, self._failure
            )
        return self._kinds[id(member)]

    def _examples(self, look: Operation, table: Table, member: Any) -> Iterator[dict[str, Any]]:
        """The documented examples that are tasks of this member of the union."""
        for operation in self._api.operations:
            if operation is look or operation.creates is look:
                for example in operation.examples(operation.success).values():
                    body = get(example, table.task)
                    body = example if body is MISSING else body
                    if isinstance(body, dict) and self._document.fault(member, body) is None:
                        yield body


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of task body: a member of the task union, and the documented examples of it."""

    document: Document
    table: Table
    schema: Any
    names: Sequence[str]
    """The properties that tell of which kind a task is."""
    asked: Mapping[str, Set[str]]
    """What requests can say by their document, for each variant."""
    examples: tuple[dict[str, Any], ...]
    zone: tzinfo
    """Of the times that replies tell."""
    failure: Any
    """The code of a failure that was not given another."""

    def body(self, task: Task, view: View, link: Link) -> dict[str, Any]:
        """The task as a look shows it: an example of its phase, or one made from the schema, up to date."""
        succeeded = view.status.phase == SUCCEEDED
        keys = self.document.results.get(task.variant or "")
        example, exact = self._example(task, view, keys)
        if example is not None and exact:
            body: dict[str, Any] = Faker(self.document, link).dress(self.schema, copy.deepcopy(example))
        else:
            body = Faker(self.document).make(self.schema) | copy.deepcopy(example or {})
            faker = Faker(self.document, link) if succeeded else Faker(self.document, optional=False)
            self._results(body, faker, keys)
            self._cost(body, view)
        echoed = self._echo(body, task)
        self._state(body, task, view)
        if not (exact and succeeded):
            self._error(body, task, view)
        self._fit(body, echoed)
        return body

    def _example(
        self, task: Task, view: View, keys: Sequence[str] | None
    ) -> tuple[dict[str, Any] | None, bool]:
        """The example closest to the task, and whether it is of the same phase.

        One that does not say its kind must not have results of another.
        """
        names = task.names.items()
        same = [
            body
            for body in self.examples
            if all(body.get(n, v) == v for n, v in names) and (keys is None or self._output(body) <= {*keys})
        ]
        for body in same:
            words = (get(body, at) for at in self.table.fields["status"].at)
            status = next((self.table.statuses[word] for word in words if word in self.table.statuses), None)
            if status is not None and status.phase == view.status.phase:
                return body, True
        return (same[0], False) if same else (None, False)

    def _output(self, body: dict[str, Any]) -> set[str]:
        at = self._place("output", body)
        output = None if at is None else get(body, at)
        return set(output) if isinstance(output, dict) else set()

    def _echo(self, body: dict[str, Any], task: Task) -> Set[str]:
        """Repeat the request: what the task has under the same name, and the rest as its input.

        The input is the object of which the document says no more, a required one if there are several.
        Returns the names of what was repeated.
        """
        flat = self.document.flat(self.schema)
        required, properties = flat.get("required", ()), flat.get("properties", {})
        known = {
            name: schema for name, schema in properties.items() if name in required or not hearsay(schema)
        }
        asked = self.asked.get(task.variant or "", task.body.keys())
        sent = {name: said for name, said in task.body.items() if name in asked or name in task.names}
        faker = Faker(self.document, examples=False)
        for name in known.keys() & asked & body.keys():
            body[name] = faker.make(known[name])  # the example's is that of its own request
        same = {name: faker.complete(known[name], sent[name]) for name in sent if name in known}
        rest = {name: said for name, said in sent.items() if name not in known}
        taken = {*same, *tokens(self._place("output", body) or "")[:1]}
        left = [name for name in properties if name not in taken and self._is_open(properties[name])]
        left.sort(key=lambda name: name not in required)
        body |= same | ({left[0]: rest} if left and rest else {})
        for name in self.names:
            if name not in task.names and name not in required:
                body.pop(name, None)  # said by the example, of its own kind
        return {*same, *left[:1]}

    def _fit(self, body: dict[str, Any], echoed: Set[str]) -> None:
        """Take out of the echo what no task can have: a request can say more than its document lists."""
        while fault := self.document.fault(self.schema, body):
            at = fault.pointer
            while isinstance(get(body, at.rpartition("/")[0]), list):
                at = at.rpartition("/")[0]
            if not echoed & {*tokens(at)[:1]} or get(body, at) is MISSING:
                return
            drop(body, at)

    def _is_open(self, schema: Any) -> bool:
        flat = self.document.flat(schema)
        return flat.get("type") == "object" and "properties" not in flat

    def _results(self, body: dict[str, Any], faker: Faker, keys: Sequence[str] | None) -> None:
        if (at := self._place("output", body)) is None:
            return
        schema = self.document.at(self.schema, at)
        if faker.link is not None and keys is not None:
            put(body, at, {key: faker.make(self.document.at(schema, f"/{key}")) for key in keys})
        else:
            empty = faker.link is None and self.document.fault(schema, None) is None
            put(body, at, None if empty else faker.make(schema))

    def _cost(self, body: dict[str, Any], view: View) -> None:
        if view.status.final and (at := self._place("cost", body)) is not None:
            known = get(body, at)
            worth = NOMINAL_COST if known is MISSING or not known else known
            put(body, at, 0 if view.status.failed else worth)

    def _state(self, body: dict[str, Any], task: Task, view: View) -> None:
        phase = view.status.phase
        shown: dict[str, Any] = {
            "id": task.id,
            "status": view.status.name,
            "progress": 0 if phase == QUEUED else view.done,
            "queue_position": view.ahead or None,
            "remaining": view.left if phase == RUNNING else None,
            "created_at": task.created,
            "started_at": view.started,
            "ended_at": view.ended,
        }
        for name, value in shown.items():
            first = self._place(name, body)
            for at in self.table.fields[name].at if first is not None else ():
                if at == first or get(body, at) is not MISSING:  # some replies say it twice
                    self._write(body, at, self.table.fields[name], value)

    def _error(self, body: dict[str, Any], task: Task, view: View) -> None:
        plan = task.plan
        code = self.failure if plan.code is None else plan.code
        shown = {"error.code": code, "error.message": plan.message, "error.detail": plan.message}
        for name, value in shown.items():
            if (at := self._place(name, body)) is not None:
                if view.status.failed or self._required(at) or len(tokens(at)) > 1:
                    self._write(body, at, self.table.fields[name], value if view.status.failed else None)
                else:
                    drop(body, at)

    def _write(self, body: dict[str, Any], at: str, field: Field, value: Any) -> None:
        """Put a value in the vendor's way, None as the vendor's word for nothing."""
        if value is None:
            if field.none:
                put(body, at, field.none[0])
            elif self.document.fault(self.document.at(self.schema, at), None) is None:
                put(body, at, None)
            elif not self._required(at):
                drop(body, at)
        else:
            put(body, at, field.write(value, self.zone))

    def _required(self, at: str) -> bool:
        parent, _, name = at.rpartition("/")
        return name in self.document.flat(self.document.at(self.schema, parent)).get("required", ())

    def _place(self, name: str, body: dict[str, Any]) -> str | None:
        field = self.table.fields.get(name)
        return None if field is None else place(self.document, field, self.schema, body)


def _zone(table: Table, examples: Iterable[dict[str, Any]]) -> tzinfo:
    """That of the first time in the vendor's examples which is not in UTC, if there is one."""
    places = [at for field in table.fields.values() if field.format == "date-time" for at in field.at]
    for said in (get(example, at) for example in examples for at in places):
        with suppress(TypeError, ValueError):
            zone = datetime.fromisoformat(said).tzinfo
            if zone is not None and zone.utcoffset(None):
                return zone
    return UTC


def _reply(operation: Operation, status: int) -> str:
    return f"{status} reply to {operation.method} {operation.path}"


def _seen(task: Task, view: View) -> str:
    return f"variant {task.variant}, status {view.status.name}"


def place(document: Document, field: Field, schema: Any, body: Any) -> str | None:
    """Where in a body a field stands: where it is, else where the schema has it."""
    for at in field.at:
        if get(body, at) is not MISSING:
            return at
    return next((at for at in field.at if document.at(schema, at) is not None), None)
