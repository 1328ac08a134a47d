"""How requests reach the API: its servers, its key, its operations, and where they take and give ids."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from .pointer import lookup, tokens


@dataclass(frozen=True, slots=True)
class Server:
    """A server of the API, and the region that it serves, None for all."""

    url: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Auth:
    """How the API takes its key.

    Attributes:
        header: The header of the key.
        scheme: The word before the key in that header, such as `Bearer`, None for none.
        env: The environment variable that holds the key.
    """

    header: str
    scheme: str | None
    env: str

    def value(self, key: str) -> str:
        """Return the value of the header."""
        return f"{self.scheme} {key}" if self.scheme else key

    def from_environment(self) -> str:
        """Return the key from the environment, empty if there is none."""
        return os.environ.get(self.env, "").strip()


@dataclass(frozen=True, slots=True)
class TaskParameter:
    """Where an operation on one task takes its id: `path`, `query` or `body`, and the name there."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class CreatedId:
    """Where a response of Create Task has the id, or the URL of the task: `body` or `header`."""

    place: str
    at: str

    def read(self, document: Any, headers: Mapping[str, str]) -> str | None:
        """Return the id or URL, None if there is none."""
        value = headers.get(self.at.lower()) if self.place == "header" else lookup(document, self.at)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) and value.strip() else None


@dataclass(frozen=True, slots=True)
class ResultOperation:
    """The operation that answers the result of a task that has succeeded, where Get Task does not.

    Attributes:
        name: Its name in the contract.
        key: The key of a task that holds the result for readers.
        failed: The HTTP statuses by which it says that the task has failed.
        failed_key: The key of a task that holds such a response, None where there is none.
    """

    name: str
    key: str
    failed: frozenset[int] = frozenset()
    failed_key: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ResultOperation:
        failed = data.get("failed")
        (key,) = tokens(data["at"])
        if failed is None:
            return cls(data["operation"], key)
        (failed_key,) = tokens(failed["at"])
        return cls(data["operation"], key, frozenset(failed["http"]), failed_key)

    def key_of(self, status: int) -> str | None:
        """Return the key for a response of an HTTP status, None if it says nothing about the task."""
        if 200 <= status < 300:
            return self.key
        return self.failed_key if status in self.failed else None


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API.

    Attributes:
        method: The HTTP method.
        path: The path below the server.
        server: The server of its own, None for the API's.
        task: Where it takes the id of a task, None if it is about no single task.
        headers: The headers that each of its requests has.
        removes: Whether Get Task does not find the task that it cancelled.
        waits: Whether a request may ask the server to wait for the result.
    """

    method: str
    path: str
    server: str | None = None
    task: TaskParameter | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    removes: bool = False
    waits: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Operation:
        task = data.get("task")
        return cls(
            data["method"],
            data["path"],
            data.get("server"),
            None if task is None else TaskParameter(task["in"], task["name"]),
            data.get("headers", {}),
            data.get("removes", False),
            data.get("waits", False),
        )

    def path_of(self, id: str) -> str:
        """Return the path of a task, the id in it quoted; the path itself where the id stands elsewhere."""
        if self.task is None or self.task.place != "path":
            return self.path
        segment = quote(id, safe="")
        if segment in (".", ".."):  # would be read as a step in the path
            segment = segment.replace(".", "%2E")
        return self.path.replace(f"{{{self.task.name}}}", segment)

    def id_in(self, url: str) -> str | None:
        """Return the id in the URL of a task, None for another URL."""
        parts = urlsplit(url)
        if self.task is not None and self.task.place == "query":
            return next((value for name, value in parse_qsl(parts.query) if name == self.task.name), None)
        name = "" if self.task is None else f"{{{self.task.name}}}"
        before, _, after = self.path.partition(name) if name else (self.path, "", "")
        match = re.search(f"{re.escape(before)}([^/]+){re.escape(after)}/?$", parts.path) if name else None
        return None if match is None else unquote(match[1])
