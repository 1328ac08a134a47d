"""One operation of an API: what it does, takes and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from math import isfinite
from typing import Any
from urllib.parse import parse_qsl

from gettask.mock.spec.document import Document, Schema
from gettask.mock.spec.lifecycle import Lifecycle, Result
from gettask.mock.spec.pointer import join
from gettask.mock.spec.validator import Problem, shorten

JSON, FORM = "application/json", "multipart/form-data"


class Action(Enum):
    """What an operation does to tasks."""

    POLL = auto()
    RESULT = auto()
    CREATE = auto()
    CANCEL = auto()
    BULK_CANCEL = auto()
    LIST = auto()
    BATCH = auto()
    UPLOAD = auto()
    BALANCE = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Auth:
    """A header that carries the key, alone or after a scheme."""

    header: str
    scheme: str | None

    def key(self, headers: Mapping[str, str]) -> str | None:
        """The key in the headers of a request, None if there is none or it is malformed."""
        value = headers.get(self.header, "")
        if self.scheme is not None:
            scheme, _, value = value.strip().partition(" ")
            if scheme.lower() != self.scheme:
                return None
        return value.strip() or None

    def __str__(self) -> str:
        return f"{self.header}: {self.scheme or ''} <key>".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query or header parameter."""

    document: Document
    name: str
    place: str
    """`query` or `header`."""
    required: bool
    schema: Any

    def validate(self, text: str | None) -> Problem | None:
        """The problem of the parameter's value in a request (None: no value), None if there is none."""
        if text is None:
            return Problem(self.name, f"is a required {self.place} parameter") if self.required else None
        problem = self.document.validate(self.schema, self._read(text))
        return problem and Problem(self.name, problem.message)

    def _read(self, text: str) -> Any:
        if self.document.flat(self.schema).get("type") in ("integer", "number", "boolean"):
            try:
                return json.loads(text)
            except ValueError:
                pass
        return text


@dataclass(frozen=True, slots=True)
class ParsedBody:
    """A valid request body, and the member of the request's union that it matches."""

    value: Any
    schema: Any


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The request bodies that an operation takes."""

    document: Document
    required: bool
    schemas: Mapping[str, Any]
    """By media type."""
    examples: Sequence[Any] = ()
    """Those in JSON."""
    closed: bool = False
    """Whether fields that the schema does not list are refused."""

    def match(self, value: Any, media_type: str = JSON) -> ParsedBody | Problem:
        """The value with the member of the union that it matches, or the problem of the closest member."""
        schema = self.schemas[media_type]
        candidates = self.document.members(schema)
        for name in self.document.dispatch(schema) if isinstance(value, dict) else ():
            tags = [self.document.tags(member, name) for member in candidates]
            pairs = zip(candidates, tags, strict=True)
            matching = [member for member, known in pairs if known is None or value.get(name) in known]
            if not matching:
                return _unknown_tag(name, value, [tag for known in tags for tag in known or ()])
            candidates = matching
        problems = []
        for member in candidates:
            problem = self.document.validate(member, value) or self._unlisted(member, value)
            if problem is None:
                return ParsedBody(value, member)
            problems.append(problem)
        return max(problems, key=lambda problem: problem.pointer.count("/"))

    def _unlisted(self, member: Any, value: Any) -> Problem | None:
        if not self.closed or not isinstance(value, dict):
            return None
        listed = self.document.property_names(member)
        name = next((name for name in value if name not in listed), None)
        return None if name is None else Problem(join([name]), "is not a field of this request")


def _unknown_tag(name: str, value: Mapping[str, Any], tags: Sequence[Any]) -> Problem:
    start = f"{shorten(json.dumps(value[name]))} is not one of" if name in value else "is required, one of"
    return Problem(join([name]), f"{start} {', '.join(dict.fromkeys(map(json.dumps, tags)))}")


@dataclass(frozen=True, slots=True)
class BulkCancel:
    """`x-bulk-cancel`: which tasks an operation cancels."""

    before: str
    """The query parameter with the time before which they were created."""
    where: Mapping[str, str]
    """Query parameters that name fields of the request, and the value that means all."""

    def includes(self, query: Mapping[str, str], body: Mapping[str, Any], created: float) -> bool:
        """Whether a request with this query cancels a task that was created by this body at this time."""
        matches = all(query[name] in (every, body.get(name)) for name, every in self.where.items())
        return matches and created < float(query[self.before])


@dataclass(frozen=True, slots=True)
class TaskList:
    """`x-task-list`: how an operation lists the tasks of a key."""

    tasks: str
    """Pointer to the list in a response."""
    id: str
    """Pointer to the id in an entry."""
    query: Mapping[str, Any]
    """Names of the query parameters."""
    default_size: int | None = None
    """Entries of a page whose size is not asked for."""

    @classmethod
    def read(cls, raw: Schema, parameters: Iterable[Parameter]) -> TaskList:
        """The list that an `x-task-list` extension describes."""
        query = raw.get("query", {})
        size = query.get("size", {}).get("name")
        schema: Schema = next((each.schema for each in parameters if each.name == size), {})
        return cls(raw["tasks"]["at"][0], raw["id"]["at"][0], query, schema.get("default"))

    def includes(self, query: Mapping[str, str], created: float) -> bool:
        """Whether a request with this query lists a task that was created at this time."""
        since, until = (self._number(query, self.query.get(name), None) for name in ("since", "until"))
        return (since is None or created >= since) and (until is None or created <= until)

    def page(self, query: Mapping[str, str]) -> slice:
        """Which of the tasks that are included a response has."""
        size = self.query.get("size", {})
        default = size.get("most", 100) if self.default_size is None else self.default_size
        count = int(self._number(query, size.get("name"), default))
        first = int(self._number(query, self.query.get("offset"), 0))
        first += (int(self._number(query, self.query.get("page"), 1)) - 1) * count
        return slice(max(first, 0), max(first, 0) + max(count, 0))

    def _number(self, query: Mapping[str, str], parameter: str | None, default: Any) -> Any:
        """The number in a parameter that the operation has; the spec says which texts are refused before."""
        try:
            number = default if parameter is None else float(query[parameter])
        except (KeyError, ValueError):
            return default
        return number if number is None or isfinite(number) else default


@dataclass(frozen=True, slots=True)
class TaskBatch:
    """`x-task-batch`: where an operation that polls several tasks at once has them. All are pointers."""

    ids: str
    """In the request: the ids that are asked for."""
    tasks: str
    """In the response: the tasks by their ids."""
    missed: str
    """In the response: the ids that no task has."""

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> TaskBatch:
        """The places that an `x-task-batch` extension describes."""
        return cls(*(raw[name]["at"][0] for name in ("ids", "tasks", "missed")))


@dataclass(frozen=True, slots=True)
class Uploading:
    """`x-upload` or `x-presign`: where a response names a file that was or will be uploaded."""

    token: str
    """Pointer to what the input of a task names the file by."""
    url: str | None = None
    """Pointer to the URL that the file is to be PUT to."""


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path."""

    api: str
    document: Document
    name: str
    method: str
    path: str
    action: Action
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: Mapping[str, Any]
    auth: tuple[Auth, ...]
    lifecycle: Lifecycle | None
    """The state table, on Get Task."""
    bulk_cancel: BulkCancel | None
    task_list: TaskList | None
    batch: TaskBatch | None = None
    uploading: Uploading | None = None
    created: tuple[str, str] | None = None
    """`body` or `header`, and the place of the task's id or URL in the response to a create request."""
    task_in: tuple[str, str] | None = None
    """`query` or `body`, and the name of the task's id there; None for the first parameter of the path."""
    result: Result | None = None
    """What the state table says of the operation that answers the results of tasks."""
    removes: bool = False
    """Whether Get Task does not find the task that this operation cancelled."""
    balance: str | None = None
    """`x-balance`: pointer in the response to what is left to spend."""

    def task_id(self, in_path: str, query: str, body: Any) -> str:
        """The id of the task that a request is about, empty if it names none."""
        if self.task_in is None:
            return in_path
        place, name = self.task_in
        found = dict(parse_qsl(query)) if place == "query" else body
        return str(found.get(name, "")) if isinstance(found, dict) else ""

    @cached_property
    def waits(self) -> bool:
        """Whether a request may ask for the result by `Prefer: wait` (RFC 7240)."""
        optional = {each.name for each in self.parameters if each.place == "header"}
        return "prefer" in optional - {name.lower() for name in self.constant_headers}

    @cached_property
    def constant_headers(self) -> dict[str, str]:
        """The headers that a request has to have and that can have one value only."""
        required = [each for each in self.parameters if each.place == "header" and each.required]
        values = {each.name: self.document.values(each.schema) or () for each in required}
        return {name: str(listed[0]) for name, listed in values.items() if len(listed) == 1}

    def response(self, status: int) -> Schema | None:
        """The documented response of the status, None if there is none."""
        for name in (str(status), f"{status // 100}XX", "default"):
            if name in self.responses:
                found: Schema = self.document.resolve(self.responses[name])
                return found
        return None

    def content(self, status: int) -> Schema | None:
        """The documented JSON body of the status, with schema and examples; None if there is none."""
        found: Schema | None = (self.response(status) or {}).get("content", {}).get(JSON)
        return found

    def schema(self, status: int) -> Any:
        """The schema of the JSON body of the status, None if there is none."""
        return (self.content(status) or {}).get("schema")

    def examples(self, status: int) -> dict[str, Any]:
        """The named examples of the JSON body of the status."""
        return {name: example.get("value") for name, example in self._examples(status)}

    def conditions(self, status: int) -> dict[str, Mapping[str, Any]]:
        """What a request has if a named example is the response to it: values by their pointers."""
        return {name: example.get("x-when", {}) for name, example in self._examples(status)}

    def _examples(self, status: int) -> Iterator[tuple[str, Schema]]:
        for name, example in (self.content(status) or {}).get("examples", {}).items():
            yield name, self.document.resolve(example)

    @cached_property
    def success(self) -> int:
        """The status of a successful response."""
        return next((int(status) for status in self.responses if status.startswith("2")), 200)
