"""Which operation creates tasks, which one polls them, and where a task keeps what: as far as it is plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from codegen.document.task_parameter import task_parameter
from codegen.document.walk import Node, Operation, at, bodies, follow, operations
from codegen.rules.keywords import types_of, values_of
from codegen.scaffold.document.sample import Sampler
from codegen.scaffold.draft import PHASES, Places, find_id, phase_of
from codegen.scaffold.state import ENDED, ended
from codegen.sources.loader import Document
from codegen.sources.pointers import find, join, tokens
from codegen.sources.violations import SpecError, Violation


@dataclass(frozen=True)
class Given:
    """What a person says of a document: where it leaves several readings, or none.

    Attributes:
        create: The paths of the operations that create tasks.
        poll: The path of Get Task.
        statuses: Statuses with their phases.
    """

    create: tuple[str, ...] = ()
    poll: str | None = None
    statuses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """A good response of an operation: its status, its media type, and a body with all its fields."""

    status: str
    media: Node
    body: Any

    @property
    def schema(self) -> Node:
        """The schema of the body."""
        return Node(join(self.media.pointer, "schema"), "schema", self.media.value.get("schema", {}))


@dataclass(frozen=True)
class Recognised:
    """The operations of tasks, and what Get Task says."""

    creates: list[Operation]
    poll: Operation
    reply: Reply
    places: Places
    statuses: dict[str, str]
    left: list[tuple[str, str]]


def good_reply(document: dict[str, Any], operation: Operation, sampler: Sampler) -> Reply | None:
    """Return the first good response with JSON, None if there is none."""
    for status, media in bodies(document, operation, "response"):
        if (status.startswith("2") or status == "default") and "json" in media.pointer.rpartition("/")[2]:
            schema = Node("", "schema", media.value.get("schema", {}))
            return Reply(status, media, sampler.sample(schema, full=True, examples=False))
    return None


def location(document: dict[str, Any], operation: Operation) -> tuple[str, str] | None:
    """Return HTTP status and header of the good response that says where a new task is, None if none does."""
    for status, raw in operation.value.get("responses", {}).items():
        headers = follow(document, Node("", "response", raw)).value.get("headers", {})
        for name in headers if status.startswith("2") else ():
            if name.lower().endswith("location"):
                return status, name
    return None


def recognise(
    document: dict[str, Any], source: Document, given: Given, renamed: dict[str, str]
) -> Recognised:
    """Read the operations of a document; SpecError with everything that it leaves open.

    Args:
        document: The document in the words of 3.1.
        source: The document as it was written, for places.
        given: What a person says of it.
        renamed: The names of its schemas, by the names that they have in `document`.
    """
    return _Recogniser(document, source, given, renamed).recognised()


class _Recogniser:
    def __init__(
        self, document: dict[str, Any], source: Document, given: Given, renamed: dict[str, str]
    ) -> None:
        self.document, self.source, self.given, self.renamed = document, source, given, renamed
        self.sampler = Sampler(document)
        self.operations = list(operations(document))
        self.open: list[Violation] = []
        self.left: list[tuple[str, str]] = []

    def recognised(self) -> Recognised:
        poll = self._poll()
        creates = self._creates(poll)
        reply = good_reply(self.document, poll, self.sampler) if poll else None
        places = self._places(poll, reply)
        statuses = self._statuses(reply, places) if reply and places else {}
        if self.open or poll is None or reply is None or places is None:
            raise SpecError(*self.open)
        return Recognised(creates, poll, reply, places, statuses, self.left)

    def _say(self, pointer: str, problem: str, hint: str) -> None:
        steps = tokens(pointer)
        if steps[:2] == ["components", "schemas"] and len(steps) > 2:
            steps[2] = self.renamed.get(steps[2], steps[2])
        self.open.append(self.source.violation(join("", *steps), problem, hint))

    # Get Task

    def _poll(self) -> Operation | None:
        if self.given.poll:
            named = [o for o in self.operations if o.path == self.given.poll]
            chosen = next((o for method in ("get", "post") for o in named if o.method == method), None)
            if chosen is None:
                hint = f"the paths are {', '.join(self.document['paths'])}"
                self._say("/paths", f"no operation has the path {self.given.poll!r}", hint)
            return chosen
        polls = [o for o in self.operations if self._is_poll(o)]
        gets = [o for o in polls if o.method == "get"]
        found = self._nearest(gets or [o for o in polls if o.method == "post"])
        if len(found) == 1:
            return found[0]
        if not found:
            hint = "name it: --get /tasks/{id}; it returns the id and the status of a task"
            self._say("/paths", "no operation is plainly Get Task", hint)
        for operation in found:
            problem = f"GET {operation.path} is one of {len(found)} operations that may be Get Task"
            self._say(operation.pointer, problem, f"name the right one: --get '{operation.path}'")
        return None

    def _is_poll(self, operation: Operation) -> bool:
        reply = good_reply(self.document, operation, self.sampler)
        taker = task_parameter(self.document, operation)
        if taker is None or (operation.method != "get" and find_id({taker["name"]: "an id"}) is None):
            return False
        return reply is not None and self._places_of(reply) is not None

    def _nearest(self, found: list[Operation]) -> list[Operation]:
        """Narrow candidates by links that lead to them, then by statuses that are those of tasks."""
        linked = {
            link.get("operationId")
            for operation in self.operations
            for response in operation.value.get("responses", {}).values()
            for link in response.get("links", {}).values()
        }
        for narrower in (
            [o for o in found if o.value.get("operationId") in linked],
            [o for o in found if {"succeeded"} < {phase_of(s) for s in self._listed(o)}],
        ):
            if narrower:
                found = narrower
        return found

    def _places_of(self, reply: Reply) -> Places | None:
        return Places.of(reply.body, statuses=self.given.statuses)

    def _listed(self, operation: Operation) -> list[str]:
        reply = good_reply(self.document, operation, self.sampler)
        places = self._places_of(reply) if reply else None
        return [value for value, _ in self._values(reply, places)] if reply and places else []

    def _places(self, poll: Operation | None, reply: Reply | None) -> Places | None:
        places = self._places_of(reply) if reply else None
        if poll is None:
            return places
        if task_parameter(self.document, poll) is None:
            self._say(poll.pointer, "this operation takes no id, or several", "name another: --get PATH")
        if reply is None:
            self._say(poll.pointer, "this operation has no good response in JSON", "describe the task in it")
        elif places is None:
            self._say(
                reply.media.pointer,
                "no object of this response has what looks like the id and the status of a task",
                "describe both, under names such as id and status, or name another operation: --get PATH",
            )
        return self._scaled(reply, places) if reply and places else places

    def _scaled(self, reply: Reply, places: Places) -> Places:
        """Return places whose progress has the scale of its schema."""
        if places.progress is None:
            return places
        where, scale = places.progress
        stated = at(self.document, reply.schema, tokens(places.task + where))
        limits = [node.value["maximum"] for node in stated if node.value.get("maximum")]
        return replace(places, progress=(where, limits[0] if limits else scale))

    # Creates

    def _creates(self, poll: Operation | None) -> list[Operation]:
        posts = [o for o in self.operations if o.method in ("post", "put") and "requestBody" in o.value]
        if self.given.create:
            for path in self.given.create:
                if path not in [o.path for o in posts]:
                    hint = f"those with a body are {', '.join(o.path for o in posts) or 'none'}"
                    self._say("/paths", f"no operation with a body has the path {path!r}", hint)
            return [o for o in posts if o.path in self.given.create]
        candidates = [o for o in posts if o != poll and "{" not in o.path and self._returns_id(o)]
        plain = [o for o in candidates if poll and self._leads_to(o, poll)]
        chosen = plain or (candidates if len(candidates) == 1 else [])
        if not chosen and poll:
            self._say("/paths", "no operation plainly creates tasks", "name each: --create /videos")
            for operation in candidates:
                problem = f"{operation.method.upper()} {operation.path} returns an id, and may create tasks"
                self._say(operation.pointer, problem, f"if so, name it: --create {operation.path}")
        for operation in candidates if chosen else ():
            if operation not in chosen:
                text = (
                    f"{operation.path} returns an id: if it creates tasks, begin anew with --create for each"
                )
                self.left.append((operation.pointer, text))
        return chosen

    def _returns_id(self, operation: Operation) -> bool:
        reply = good_reply(self.document, operation, self.sampler)
        if reply is None or find_id(reply.body) is None:
            return location(self.document, operation) is not None
        return True

    def _leads_to(self, create: Operation, poll: Operation) -> bool:
        """Return whether a response links to Get Task, is the task, or whether the paths belong together."""
        for response in create.value.get("responses", {}).values():
            for link in response.get("links", {}).values():
                if link.get("operationId") == poll.value["operationId"]:
                    return True
        reply, polled = (good_reply(self.document, o, self.sampler) for o in (create, poll))
        if reply is None or polled is None:
            return False
        places, same = (
            self._places_of(reply),
            self._places_of(polled),
        )
        if places and same and (places.id, places.status) == (same.id, same.status):
            return True
        return poll.path.partition("{")[0].rstrip("/") == create.path.rstrip("/")

    # Statuses

    def _statuses(self, reply: Reply, places: Places) -> dict[str, str]:
        values = self._values(reply, places)
        pointer = self._status_schemas(reply, places)[0].pointer
        given = self.given.statuses
        if not given and self._is_boolean(reply, places):
            return ended(places, [value for value, _ in values] or [*ENDED])
        found: dict[str, str] = {}
        for value, where in values or [(value, pointer) for value in given]:
            phase = given.get(value) or phase_of(value)
            if phase in PHASES:
                found[value] = phase
            else:
                hint = f"say one of {', '.join(PHASES)}: --statuses '{value}=running, …'"
                self._say(where, f"no phase is known for the status {value!r}", hint)
        for value in given if values else ():
            if value not in found:
                self._say(pointer, f"the document lists no status {value!r}", "correct it, or leave it out")
        if not values and not given:
            hint = "name all of them with their phases: --statuses 'waiting=queued, done=succeeded, …'"
            self._say(pointer, "the document does not list the statuses", hint)
        elif not self.open and "succeeded" not in found.values():
            self._say(pointer, "no status means success", "name it: --statuses 'DONE=succeeded'")
        return found

    def _is_boolean(self, reply: Reply, places: Places) -> bool:
        """Return whether the status is a boolean, which says whether a task has ended."""
        return isinstance(find(reply.body, places.task + places.status), bool)

    def _status_schemas(self, reply: Reply, places: Places) -> list[Node]:
        return at(self.document, reply.schema, tokens(places.task + places.status)) or [reply.schema]

    def _values(self, reply: Reply, places: Places) -> list[tuple[str, str]]:
        """Return the statuses that the schema lists, as text, with their places."""
        return list(dict(self._values_at(self._status_schemas(reply, places))).items())

    @staticmethod
    def _values_at(schemas: list[Node]) -> Iterator[tuple[str, str]]:
        for node in schemas:
            for i, value in enumerate(values_of(node.value)):
                where = join(node.pointer, "enum", i) if "enum" in node.value else join(node.pointer, "const")
                if value is not None:
                    yield (str(value).lower() if isinstance(value, bool) else str(value)), where


def open_status(document: dict[str, Any], recognised: Recognised) -> list[dict[str, Any]]:
    """Return the schemas of the status that list no values."""
    places = recognised.places
    found = at(document, recognised.reply.schema, tokens(places.task + places.status))
    return [n.value for n in found if not values_of(n.value) and types_of(n.value) in (["string"], [])]
