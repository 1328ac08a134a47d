"""What a person has recorded of a new variant: a task, its request and the reply to it, or a HAR."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from codegen.sources.loader import Document, loads
from codegen.sources.redaction import redact
from codegen.sources.violations import SpecError, Violation

_METHODS = ("get", "post")


@dataclass(frozen=True)
class Recording:
    """The bodies of one task, without secrets and else byte for byte.

    Attributes:
        task: The response of Get Task.
        file: The file that it is from, for messages.
        request: The request that created the task.
        created: The response to that request.
        path: The path of that request, below the server.
        redacted: What was replaced in the bodies.
    """

    task: str
    file: Path
    request: str | None = None
    created: str | None = None
    path: str | None = None
    redacted: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, text: str, file: Path, api: Document, **others: str | None) -> Recording:
        """Return what is recorded in a text.

        Args:
            text: A HAR; or the bodies of a task, one after the other: request, reply to it, response of Get
                Task. Of one body it is the task, of two the request comes first.
            file: The file of the text, for messages.
            api: The document of the API, which says where a HAR has its tasks.
            others: `request`, `created` and `path`, where they are known otherwise.

        Raises:
            SpecError: There is no task in it.
        """
        bodies = _bodies(text)
        given = {key: value for key, value in others.items() if value is not None}
        if len(bodies) == 1 and (entries := _entries(bodies[0])) is not None:
            recorded: dict[str, str] = _Har(entries, file, api).bodies()
            return cls(file=file, **_redacted({**recorded, **given}))
        if len(bodies) > 3:
            raise _error(
                file, f"{len(bodies)} bodies stand one after the other", "paste request, reply and task"
            )
        names = {1: ("task",), 2: ("request", "task"), 3: ("request", "created", "task")}[len(bodies)]
        return cls(file=file, **_redacted({**dict(zip(names, bodies, strict=True)), **given}))


def _redacted(texts: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"path": texts.pop("path", None)}
    replaced: list[str] = []
    for name, text in texts.items():
        found[name], what = redact(text)
        replaced += what
    return found | {"redacted": tuple(dict.fromkeys(replaced))}


def _error(file: Path, problem: str, hint: str) -> SpecError:
    return SpecError(Violation(problem, file, hint=hint))


def _bodies(text: str) -> list[str]:
    """Split a text at the ends of its JSON values; a text that is none is one body, for others to refuse."""
    decoder, found, start = json.JSONDecoder(), [], 0
    while True:
        begin = len(text) - len(text[start:].lstrip())
        if begin == len(text):
            break
        try:
            _, end = decoder.raw_decode(text, begin)
        except (ValueError, RecursionError):
            return [text]
        found.append((begin, end))
        start = end
    if len(found) < 2:  # as it came, white space around it included
        return [text]
    return [text[begin:end] for begin, end in found]


def _entries(text: str) -> list[dict[str, Any]] | None:
    """Return the exchanges of a HAR, None if the text is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    log = data.get("log") if isinstance(data, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else None


class _Har:
    """The exchanges of one task in a HAR: its last poll, and the request that made it."""

    def __init__(self, entries: list[dict[str, Any]], file: Path, api: Document) -> None:
        self.entries, self.file, self.api = entries, file, api

    def bodies(self) -> dict[str, str]:
        method, path = self._poll()
        pattern = re.compile(re.sub(r"\\\{[^}]*\}", "([^/]+)", re.escape(path)) + "$")
        polls = [
            (i, match, text)
            for i, entry in enumerate(self.entries)
            if _method(entry) == method
            and (match := pattern.search(_path(entry)))
            and (text := _answer(entry)) is not None
        ]
        if not polls:
            hint = "record a task until its end, or paste its last response alone"
            raise _error(self.file, f"this HAR has no good response of {method.upper()} {path}", hint)
        at, match, task = polls[-1]
        found = {"task": task}
        id = match[1] if match.groups() else self._other_id(self.entries[at])
        for entry in self.entries[:at]:
            if (
                _method(entry) in ("post", "put")
                and id
                and id in _reply(entry)
                and not pattern.search(_path(entry))
            ):
                found |= {"path": self._below_server(_path(entry))}
                found |= {"request": sent} if (sent := _sent(entry)) else {}
                found |= {"created": text} if (text := _answer(entry)) else {}
        return found

    def _poll(self) -> tuple[str, str]:
        for path, item in self.api.data["paths"].items():
            for method in _METHODS:
                if isinstance(item, dict) and "x-task-lifecycle" in item.get(method, {}):
                    return method, path
        raise self.api.error("/paths", "no operation has a state table", "describe Get Task first")

    @staticmethod
    def _other_id(entry: dict[str, Any]) -> str:
        """Return the id of a task that stands in the query or in the request of a poll."""
        query = [str(pair.get("value", "")) for pair in entry.get("request", {}).get("queryString") or ()]
        sent = _values(_sent(entry))
        return next(iter([*query, *sent]), "")

    def _below_server(self, path: str) -> str:
        servers = (
            urlsplit(str(server.get("url", ""))).path.rstrip("/") for server in self.api.data["servers"]
        )
        base = max((s for s in servers if path.startswith(f"{s}/")), key=len, default="")
        return path[len(base) :]


def _values(text: str | None) -> Iterator[str]:
    try:
        data = loads(text or "{}", Path("request.json")).data
    except SpecError:
        return
    if isinstance(data, dict):
        yield from (value for value in data.values() if isinstance(value, str))


def _method(entry: dict[str, Any]) -> str:
    return str(entry.get("request", {}).get("method", "")).lower()


def _path(entry: dict[str, Any]) -> str:
    return urlsplit(str(entry.get("request", {}).get("url", ""))).path


def _sent(entry: dict[str, Any]) -> str | None:
    text = (entry.get("request", {}).get("postData") or {}).get("text")
    return text if isinstance(text, str) and text else None


def _answer(entry: dict[str, Any]) -> str | None:
    """Return the body of a good response, None if there is none."""
    response = entry.get("response", {})
    content = response.get("content") or {}
    text = content.get("text")
    if not 200 <= int(response.get("status") or 0) < 300 or not isinstance(text, str) or not text:
        return None
    if content.get("encoding") != "base64":
        return text
    try:
        return base64.b64decode(text).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def _reply(entry: dict[str, Any]) -> str:
    """Return all of a response that may hold the id of a task."""
    headers = entry.get("response", {}).get("headers") or ()
    return " ".join([_answer(entry) or "", *(str(header.get("value", "")) for header in headers)])
