"""What is known of an API before it has files: the operations, the bodies, and the schemas that they fit."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from codegen.sources.pointers import join

# Words that vendors use, by the phase that they mean; in capitals or with other separators too.
PHASES = {
    "queued": "queued pending waiting inqueue submitted created starting received accepted scheduled "
    "notstarted throttled staged new",
    "running": "running processing inprogress generating started active working executing rendering progress",
    "succeeded": "succeeded success successful completed complete done finished ready ok",
    "failed": "failed fail failure error errored broken",
    "cancelled": "cancelled canceled aborted stopped",
    "expired": "expired timeout timedout notfound tasknotfound",
    "rejected": "rejected banned blocked moderated requestmoderated contentmoderated",
}
_IDS = (
    "id",
    "task_id",
    "taskId",
    "request_id",
    "requestId",
    "job_id",
    "jobId",
    "uuid",
    "generation_id",
    "name",
)
_STATUSES = ("status", "state", "task_status", "taskStatus", "job_status")
_DONE = ("done", "completed", "finished", "is_done", "isDone")
"""Keys of a boolean that says whether a task has ended."""
_OUTPUTS = (
    "output",
    "outputs",
    "result",
    "results",
    "assets",
    "images",
    "videos",
    "artifacts",
    "response",
    "data",
)
_PROGRESS = ("progress", "percent", "percentage")
_ERRORS = ("error", "failure", "failure_reason", "error_message", "fail_reason", "errorMessage")
_CODES, _MESSAGES = ("code", "type", "error_code", "failureCode"), ("message", "msg", "detail", "reason")
_DEPTH = 3


def phase_of(word: str) -> str | None:
    """Return the phase that a vendor's status means by its word, None for a word that no vendor used yet."""
    plain = "".join(character for character in word.lower() if character.isalnum())
    return next((phase for phase, words in PHASES.items() if plain in words.split()), None)


@dataclass
class Creating:
    """An operation that creates tasks: a variant.

    Attributes:
        name: The name of the variant.
        path: The path, below the server.
        operation: Its operationId.
        summary: What it does.
        request: The schema of the request, an object.
        example: A request.
    """

    name: str
    path: str
    operation: str
    summary: str
    request: dict[str, Any]
    example: Any


@dataclass
class Draft:
    """An API, ready to be written.

    Attributes:
        name: The name of the API, such as acme.
        title: Its name for people.
        servers: The URLs of its servers.
        security: The security scheme of its key, an object of OpenAPI.
        source: How it is known: title, kind and, if there is one, URL.
        creates: The operations that create tasks.
        created: The body that answers a create, and its schema and status.
        poll: Path and parameter of Get Task.
        task: The body that answers Get Task, and its schema.
        statuses: The vendor's statuses, by the phase that each means.
        schemas: Schemas that the others refer to.
        left: What only a person knows.
        bodies: Texts of bodies that are kept byte for byte, by the name of the example.
    """

    name: str
    title: str
    servers: list[str]
    security: dict[str, Any]
    source: dict[str, Any]
    creates: list[Creating]
    created: Body
    poll: str
    task: Body
    statuses: dict[str, str]
    schemas: dict[str, Any] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)

    @property
    def parameter(self) -> str:
        """The path parameter of Get Task."""
        return self.poll.rpartition("{")[2].partition("}")[0]

    @property
    def confidence(self) -> dict[str, Any]:
        """How sure all of it is."""
        sources = {"x-sources": ["first-look"]}
        return sources if self.source["kind"] == "openapi" else {"x-confidence": "inferred", **sources}


@dataclass
class Body:
    """A body of a response, and the schema that it fits."""

    schema: dict[str, Any]
    example: Any
    status: str = "200"


@dataclass(frozen=True)
class Places:
    """Where a task and its fields stand in the body of Get Task, by their usual names."""

    task: str
    id: str
    status: str
    output: list[str]
    progress: tuple[str, float] | None = None
    code: str | None = None
    message: str | None = None

    @classmethod
    def of(cls, body: Any, id: object = None, statuses: Container[str] = ()) -> Places | None:
        """Return the places in a body, None if it has no status.

        Args:
            body: The body of Get Task.
            id: The id of the task, if known.
            statuses: The vendor's statuses, if known: a field that has one of them is the status.
        """
        for pointer, task in _objects(body, "", _DEPTH):
            status = _status(task, statuses)
            if status is None:
                continue
            known = [key for key in _IDS if key in task]
            own = next((key for key in known if id is not None and task[key] == id), next(iter(known), None))
            if own is None:
                continue
            outputs = [join("", key) for key in _OUTPUTS if key in task and key != status]
            progress = next((key for key in _PROGRESS if key in task), None)
            code, message = _error(task)
            scale = 1 if progress and isinstance(task[progress], float) and task[progress] <= 1 else 100
            return cls(
                pointer,
                join("", own),
                join("", status),
                outputs[:1] or [""],
                (join("", progress), scale) if progress else None,
                code,
                message,
            )
        return None


def find_id(body: Any) -> str | None:
    """Return the pointer of what looks like the id of a task in the body that answers a create."""
    for pointer, node in _objects(body, "", _DEPTH):
        for key in (*_IDS, *_OUTPUTS):
            if isinstance(node.get(key), (str, int)) and not isinstance(node[key], bool):
                return join(pointer, key)
    return None


def text_of(status: object) -> str:
    """Return a status as the state table writes it."""
    return json.dumps(status) if isinstance(status, bool) else str(status)


def _status(task: dict[str, Any], statuses: Container[str]) -> str | None:
    plain = {key: value for key, value in task.items() if not isinstance(value, (dict, list))}
    named = (key for key in _STATUSES if key in plain)
    valued = (key for key, value in plain.items() if key not in _IDS and text_of(value) in statuses)
    ended = (key for key in _DONE if isinstance(plain.get(key), bool))
    return next((key for found in (named, valued, ended) for key in found), None)


def _error(task: dict[str, Any]) -> tuple[str | None, str | None]:
    for key in _ERRORS:
        if key not in task:
            continue
        error = task[key]
        if not isinstance(error, dict):
            code = next((c for c in _CODES if c in task and c not in ("code", "type")), None)
            return (join("", code) if code else None), join("", key)
        code, message = (
            next((join("", key, name) for name in names if name in error), None)
            for names in (_CODES, _MESSAGES)
        )
        if code or message:
            return code, message
    return None, None


def _objects(node: Any, pointer: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a body, the outer ones first."""
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items() if depth else ():
            yield from _objects(value, join(pointer, key), depth - 1)
