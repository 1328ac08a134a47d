"""`make new-api`: writes the folder of a new API from a draft, for a person to complete.

Every file passes `make generate` and `make test` as it is. What nobody knows yet is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from codegen.scaffold.draft import Creating, Draft, Places, find_id
from codegen.scaffold.state import polling_url, state_table
from codegen.sources.dumper import dump
from codegen.sources.pointers import clone, find, tokens
from codegen.sources.violations import SpecError, Violation

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

# HTTP statuses that most APIs answer with, and the class of each.
ERRORS = (
    (400, "BadRequest", "InvalidRequestError", "The request is wrong.", "Mend the request."),
    (401, "Unauthorized", "AuthenticationError", "The key is wrong or missing.", "Check the key."),
    (402, "PaymentRequired", "InsufficientCreditError", "There is not enough credit.", "Add credit."),
    (403, "Forbidden", "PermissionDeniedError", "The key may not do this.", "Check what the key may do."),
    (404, "NotFound", "TaskNotFoundError", "No such task.", "Check the id and the key."),
    (429, "TooManyRequests", "RateLimitedError", "Too many requests.", "Send fewer at once."),
    (500, "ServerError", "ServerError", "The server failed.", "Try again later."),
)
GUESS = {"x-confidence": "inferred", "x-sources": ["first-look"]}
_ON_CREATE, _ON_POLL = (400, 401, 402, 403, 429, 500), (401, 403, 404, 429, 500)


def check_name(root: Path, name: str) -> None:
    """Raise SpecError for a name that no new API can have."""
    folder = root / "openapi" / name
    if not NAME.fullmatch(name):
        hint = "write it in small letters, as in acme or acme-v2"
        raise SpecError(Violation(f"{name!r} cannot name an API", root / "openapi", hint=hint))
    if folder.exists():
        hint = "complete it, or choose another name; make new-variant adds to it"
        raise SpecError(Violation(f"there is an API {name!r}", folder, hint=hint))


def write(root: Path, draft: Draft) -> list[Path]:
    """Write the files of an API, all of them or none; return their paths.

    Raises:
        SpecError: The draft has no place for what an API must have.
    """
    check_name(root, draft.name)
    texts = _Writer(root, draft).files()
    return write_files(
        root, draft.name, texts, fragment(root, draft.name, draft.title, [c.name for c in draft.creates])
    )


def write_files(root: Path, name: str, texts: dict[str, str], others: dict[Path, str]) -> list[Path]:
    """Write the files of the folder of an API, and others; return their paths."""
    files = {root / "openapi" / name / path: text for path, text in texts.items()} | others
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return [*files]


def fragment(
    root: Path, name: str, title: str, variants: list[str], source: str = "first-look"
) -> dict[Path, str]:
    """Return the fragment of the changelog for a new API, if the repository has a changelog."""
    folder = root / "changes"
    if not folder.is_dir():
        return {}
    head = f"---\nkind: the API changed\napi: {name}\nevidence: [{source}]\n---\n"
    return {folder / f"{name}.md": f"{head}{title} is new: {', '.join(variants)}.\n"}


class _Writer:
    def __init__(self, root: Path, draft: Draft) -> None:
        self.root, self.draft = root, draft
        self.folder = root / "openapi" / draft.name
        self.marks = draft.confidence
        id_at = find_id(draft.created.example)
        id = find(draft.created.example, id_at) if id_at else None
        places = Places.of(draft.task.example, id, draft.statuses)
        if places is None or id_at is None:
            missing = "the id of a new task" if id_at is None else "id and status of a task"
            hint = "pass bodies as the API sends them: CREATED=file BODY=file"
            raise SpecError(Violation(f"nothing looks like {missing}", self.folder, hint=hint))
        self.places, self.id_at = places, id_at

    @property
    def _reply(self) -> str:
        """The name of the schema of what Get Task returns."""
        return "GetTaskReply" if self.places.task else "Task"

    def files(self) -> dict[str, str]:
        """Return the text of each file, by its path in the folder of the API."""
        draft = self.draft
        found: dict[str, Any] = {
            "openapi.yaml": self._document(),
            "components/lifecycle.yaml": self._state_table(),
            "components/schemas.yaml": self._schemas(),
            "components/errors.yaml": self._errors(),
            "components/sources.yaml": {"first-look": self._source()},
            **{f"variants/{each.name}.yaml": self._variant(i, each) for i, each in enumerate(draft.creates)},
        }
        texts = {name: dump(data, compact=True) for name, data in found.items()}
        return texts | {f"examples/{name}": text for name, text in draft.bodies.items()}

    def _state_table(self) -> dict[str, Any]:
        draft = self.draft
        url = polling_url(draft.created.example, draft.poll, draft.servers, self.marks)
        table = state_table(self.places, draft.statuses, self.marks, GUESS)
        return table if url is None else {**table, "polling-url": url}

    def _source(self) -> dict[str, Any]:
        today = datetime.now(UTC).date().isoformat()
        return {**self.draft.source, "date": self.draft.source.get("date"), "read": today}

    # openapi.yaml

    def _document(self) -> dict[str, Any]:
        draft = self.draft
        created = self._example("created", draft.created.example, "A task that was created")
        return {
            "openapi": "3.1.0",
            "info": {
                "title": draft.title,
                "version": "0.1.0",
                "description": "A first look. What x-unknown lists stands in none of those that were "
                f"read until {self._source()['read']}.",
                "license": {"name": "MIT", "identifier": "MIT"},
                "x-sources": {"$ref": "components/sources.yaml"},
            },
            "servers": [{"url": url} for url in draft.servers],
            "security": [{"key": []}],
            "x-errors": [*self._error_table()],
            "paths": {
                "x-variants": {
                    "post": {
                        "x-create": True,
                        "requestBody": {
                            "required": True,
                            "content": {"application/json": {"x-variants": "requests"}},
                        },
                        "responses": {
                            draft.created.status: {
                                "description": "The task was created.",
                                "content": {
                                    "application/json": {
                                        "schema": {"$ref": "components/schemas.yaml#/CreatedTask"},
                                        "examples": {"created": created},
                                    }
                                },
                                "links": {
                                    "GetTask": {
                                        "operationId": "getTask",
                                        "parameters": {
                                            draft.parameter: f"$response.body#{self.id_at}",
                                        },
                                    }
                                },
                            },
                            **self._responses(_ON_CREATE),
                        },
                    }
                },
                draft.poll: {
                    "get": {
                        "operationId": "getTask",
                        "summary": "Get a task",
                        "x-task-lifecycle": {"$ref": "components/lifecycle.yaml"},
                        "parameters": [
                            {
                                "name": draft.parameter,
                                "in": "path",
                                "required": True,
                                "description": "The id that the creating operation returned.",
                                "schema": {"type": "string", "minLength": 1},
                                "example": str(find(draft.task.example, self.places.task + self.places.id)),
                            }
                        ],
                        "responses": {
                            draft.task.status: {
                                "description": "The task.",
                                "content": {
                                    "application/json": {
                                        "schema": {"$ref": f"components/schemas.yaml#/{self._reply}"},
                                        "x-variants": "fetched",
                                    }
                                },
                            },
                            **self._responses(_ON_POLL),
                        },
                    }
                },
            },
            "components": {"securitySchemes": {"key": self.draft.security}},
        }

    def _example(self, name: str, value: Any, summary: str, folder: str = "examples") -> dict[str, Any]:
        file = next((file for file in self.draft.bodies if file.endswith(f"{name}.json")), None)
        body = {"value": value} if file is None else {"externalValue": f"{folder}/{file}"}
        return {"summary": summary, **self._mark(), **body}

    def _mark(self) -> dict[str, Any]:
        return dict(self.marks)

    def _responses(self, statuses: tuple[int, ...]) -> dict[str, Any]:
        return {
            str(status): {"$ref": f"components/errors.yaml#/{name}"}
            for status, name, *_ in ERRORS
            if status in statuses
        }

    def _error_table(self) -> Iterator[dict[str, Any]]:
        for status, _, error, _, advice in ERRORS:
            row = {"place": "http", "status": status, "code": None, "class": error, "advice": advice}
            yield {**row, **({"before-work": dict(GUESS)} if status in (400, 401, 402, 403, 429) else {})}

    # components

    def _errors(self) -> dict[str, Any]:
        schema = {"type": "object", "description": "No error was seen yet.", **dict(GUESS)}
        found: dict[str, Any] = {"ErrorReply": schema}
        for _, name, _, description, _ in ERRORS:
            content = {"application/json": {"schema": {"$ref": "#/ErrorReply"}}}
            found[name] = {"description": description, **dict(GUESS), "content": content}
        return found

    def _schemas(self) -> dict[str, Any]:
        draft = self.draft
        return {
            "CreatedTask": {**draft.created.schema, **self._mark()},
            **self._task_schemas(clone(draft.task.schema)),
            **draft.schemas,
        }

    def _task_schemas(self, reply: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a task, and of the response around it if there is one: the task has a name."""
        *steps, last = ["", *tokens(self.places.task)]
        if not last:
            return {"Task": {"x-dispatch": {}, **reply, **self._mark()}}
        around = reply
        for step in steps[1:]:
            around = around["properties"][step]
        task = {"x-dispatch": {}, **around["properties"][last], **self._mark()}
        around["properties"][last] = {"$ref": "#/Task"}
        return {"GetTaskReply": {**reply, **self._mark()}, "Task": task}

    # variants

    def _variant(self, number: int, creating: Creating) -> dict[str, Any]:
        seen = self._example("seen", self.draft.task.example, "A task as Get Task returned it", "../examples")
        return {
            "title": f"{self.draft.title}: {creating.name}",
            **({"featured": True} if number == 0 else {}),
            "create": {
                "path": creating.path,
                "operationId": creating.operation,
                "summary": creating.summary,
                **self._mark(),
            },
            "requests": {f"{class_name(creating.name)}Request": {**creating.request, **self._mark()}},
            "examples": {
                "requests": {
                    "request": {"summary": "A request", **self._mark(), "value": creating.example},
                },
                **({"fetched": {"seen": seen}} if number == 0 else {}),
            },
        }


def class_name(name: str) -> str:
    """Return the beginning of the names of a variant's schemas."""
    from codegen.document.names import pascal_case

    # Twice, since a letter behind a number is small in the name of a file, and large in that of a class.
    return pascal_case(pascal_case(name))
