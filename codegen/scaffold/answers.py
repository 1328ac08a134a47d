"""The draft of an API from answers: its server, its operations, and bodies that it sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.scaffold.draft import PHASES, Body, Creating, Draft, Places, find_id, phase_of, text_of
from codegen.scaffold.guesses import Guesses
from codegen.scaffold.state import ENDED, ended
from codegen.sources.loader import loads
from codegen.sources.pointers import find, join, tokens
from codegen.sources.redaction import redact
from codegen.sources.violations import SpecError, Violation

_REQUEST = {"prompt": "a small cat"}
_TASK: dict[str, Any] = {
    "id": "task-1",
    "status": "succeeded",
    "progress": 100,
    "output": {"url": "https://files.example/task-1.mp4"},
    "error": {"code": "", "message": ""},
}
# The statuses of an API of which one word is known.
_USUAL = ("queued", "running", "succeeded", "failed")


@dataclass(frozen=True)
class Answers:
    """What a person said about an API.

    Attributes:
        name: Its name, such as acme.
        title: Its name for people. Default: made of the name.
        server: The URL of its server.
        key: `bearer`, or the header of the key.
        variant: The name of the first variant.
        create: The path of the operation that creates it.
        poll: The path of Get Task, with its parameter in braces.
        request: A file with a request. Default: a prompt.
        created: A file with the body that answered it.
        body: A file with a body of Get Task, of a finished task at best.
        statuses: The vendor's statuses with their phases, as in `IN_QUEUE=queued`.
    """

    name: str
    title: str | None = None
    server: str | None = None
    key: str = "bearer"
    variant: str = "video"
    create: str = "/videos"
    poll: str = "/videos/{id}"
    request: Path | None = None
    created: Path | None = None
    body: Path | None = None
    statuses: tuple[str, ...] = ()


def draft_of(answers: Answers) -> tuple[Draft, list[str]]:
    """Return the draft, and what was redacted in the bodies; SpecError for answers that make none."""
    return _Answers(answers).draft()


def security_of(name: str, key: str) -> dict[str, Any]:
    """Return the security scheme of a key: `bearer`, or in a header of this name."""
    env = f"{re.sub('[^A-Z0-9]', '_', name.upper())}_API_KEY"
    if key.lower() == "bearer":
        return {"type": "http", "scheme": "bearer", "x-env": env}
    return {"type": "apiKey", "in": "header", "name": key, "x-env": env}


class _Answers:
    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.bodies: dict[str, str] = {}
        self.redacted: list[str] = []
        self.left: list[str] = []

    def draft(self) -> tuple[Draft, list[str]]:
        answers = self.answers
        if answers.poll.count("{") != 1 or not answers.poll.startswith("/"):
            raise self._error(f"GET={answers.poll!r}: no path with one parameter", "write /tasks/{id}")
        if not answers.create.startswith("/") or "{" in answers.create:
            raise self._error(f"CREATE={answers.create!r}: no path without parameters", "write /videos")
        task = self._body(answers.body, "seen", _TASK)
        places = Places.of(task, statuses=self._named())
        if places is None:
            hint = (
                "a body has an id and a status in one object; under another name than status or state, a "
                "status is found if --statuses names its value"
            )
            raise self._error("nothing in the body of Get Task looks like id and status", hint, answers.body)
        id = find(task, places.task + places.id)
        created = self._body(answers.created, "created", {places.id.rpartition("/")[2]: id})
        if find_id(created) is None:
            hint = "it has a key such as id, task_id or request_id"
            raise self._error("nothing in the body of the create looks like an id", hint, answers.created)
        request = self._body(answers.request, "request", _REQUEST, keep=False)
        title = answers.title or answers.name.replace("-", " ").title()
        server = answers.server or f"https://api.{answers.name}.example"
        known = bool(answers.body)
        draft = Draft(
            name=answers.name,
            title=title,
            servers=[server.rstrip("/")],
            security=security_of(answers.name, answers.key),
            source={
                "title": f"Bodies of {title}" if known else f"What was said about {title}",
                "kind": "recorded" if known else "client",
            },
            creates=[
                Creating(
                    answers.variant,
                    answers.create,
                    f"create{answers.variant.title().replace('-', '')}",
                    f"Create a task of {answers.variant}",
                    self._request(request),
                    request,
                )
            ],
            created=Body(self._created_schema(created), created),
            poll=answers.poll,
            task=Body({}, task),
            statuses=self._statuses(text_of(find(task, places.task + places.status)), places),
            bodies=self.bodies,
        )
        draft.task.schema = self._task_schema(task, places, draft.statuses, request)
        draft.left = [*dict.fromkeys(self.left)]
        return draft, self.redacted

    def _error(self, problem: str, hint: str, file: Path | None = None) -> SpecError:
        return SpecError(Violation(problem, file or Path(f"openapi/{self.answers.name}"), hint=hint))

    def _body(self, file: Path | None, name: str, default: Any, *, keep: bool = True) -> Any:
        """Return a body, and keep its text; without a file, what most APIs send."""
        if file is None:
            self.left.append(f"the {name} body: none was given, so its shape is a guess")
            return default
        try:
            text, what = redact(file.read_bytes().decode())
        except (OSError, UnicodeDecodeError) as e:
            raise self._error(f"this file cannot be read: {e}", "name a file with JSON", file) from None
        data = loads(text, file.with_suffix(".json")).data
        if not isinstance(data, dict):
            raise self._error("this is no object of JSON", "pass the body as it came", file)
        self.redacted += what
        if keep:
            self.bodies[f"{self.answers.variant}_{name}.json"] = text
        return data

    def _request(self, request: Any) -> dict[str, Any]:
        guesses = Guesses(())
        schema = {"type": "object", "x-unknown": ["required"], "properties": guesses.input_fields(request)}
        self.left.append("the request: which fields are required, what each means, which values it takes")
        self.left += guesses.left
        return schema

    @staticmethod
    def _created_schema(body: Any) -> dict[str, Any]:
        schema = Guesses(()).object([body], "created")
        _require(schema, find_id(body) or "")
        return schema

    def _task_schema(
        self, body: Any, places: Places, statuses: dict[str, str], request: dict[str, Any]
    ) -> dict[str, Any]:
        output = (places.task + places.output[0]).split("/")[1:]
        guesses = Guesses({output[0]} if output else set(body))
        properties = {name: guesses.guess([value], name) for name, value in body.items()}
        schema = {"type": "object", "properties": properties}
        self.left += guesses.left
        fields = find(schema, "".join(f"/properties/{step}" for step in tokens(places.task)))["properties"]
        for name, sent in request.items():
            if isinstance(sent, dict) and isinstance(find(body, join(places.task, name)), dict):
                fields[name] = {"type": "object", "description": "What the request has, repeated."}
        _require(schema, places.task + places.id)
        place = _require(schema, places.task + places.status)
        if place.get("type") == "string":
            place["enum"] = [*statuses]
        return schema

    def _named(self) -> dict[str, str]:
        """Return the statuses that were named, with their phases."""
        found = {}
        for pair in self.answers.statuses:
            status, _, phase = pair.partition("=")
            phase = phase or phase_of(status) or ""
            if phase not in PHASES:
                hint = f"write {status}=running, or another of {', '.join(PHASES)}"
                raise self._error(f"no phase is known for the status {status!r}", hint)
            found[status] = phase
        return found

    def _statuses(self, seen: str, places: Places) -> dict[str, str]:
        """Return the statuses that were named; else the one that was seen with the usual others."""
        if found := self._named():
            return found
        if seen in ENDED:
            return ended(places, [*ENDED])
        meant = phase_of(seen)
        if meant is None:
            hint = f"name all statuses with their phases: STATUSES='{seen}=succeeded …'"
            raise self._error(f"no phase is known for the status {seen!r}", hint)
        self.left.append("the statuses: one was seen, the others are a guess")
        write = str.upper if seen.isupper() else str.title if seen[:1].isupper() else str.lower
        usual = {seen if other == meant else write(other): other for other in _USUAL}
        return {**usual, seen: meant}


def _require(schema: dict[str, Any], pointer: str) -> dict[str, Any]:
    """Require each property on the way to a place; return the schema of the place."""
    for step in tokens(pointer):
        schema["required"] = [*dict.fromkeys([*schema.get("required", ()), step])]
        schema = schema["properties"][step]
    return schema
