"""What an API has beside tasks: account, lists and uploads."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..._contract.jobs import TaskList
from ..._contract.lifecycle import Field
from ..spec import Operation
from .bodies import example, put
from .sender import Answer
from .session import Session

PAGE = 1
"""Entries of a page that is asked for, at least."""
MOST_PAGES = 20
"""Pages of a list that are read."""
BOUNDARY = "gettask-check"


class Resources:
    """Reads lists and account, and uploads files.

    Args:
        session: Sends the requests.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def reads(self, operation: Operation) -> bool:
        """Return whether an operation reads something beside a task."""
        spec = self._session.spec
        if operation in (spec.get_task, spec.cancel, spec.bulk_cancel):
            return False
        return operation.method == "GET" or "x-task-batch" in operation.data

    def query(self, operation: Operation) -> dict[str, Any]:
        """Return the required parameters of an operation, with values that it takes."""
        parameters = [self._session.spec.resolve(each) for each in operation.data.get("parameters", ())]
        return {
            each["name"]: each.get("example", each.get("schema", {}).get("default", 1))
            for each in parameters
            if each.get("in") == "query" and each.get("required")
        }

    def empty(self, operation: Operation) -> tuple[bytes | None, str]:
        """Return an empty body for an operation, None if it takes none, and its media type."""
        if "requestBody" not in operation.data:
            return None, "application/json"
        content = self._session.spec.resolve(operation.data["requestBody"]).get("content", {})
        return _empty_body("application/json" not in content)

    def ask(self, operation: Operation) -> None:
        """Read once; up to three times where the server fails."""
        body = example(self._session.spec, operation) if operation.method == "POST" else None
        content = None if body is None else json.dumps(body).encode()
        url = self._session.url(operation, query=self.query(operation))
        self._read(operation.method, url, content, "" if content is None else "example")

    def _read(self, method: str, url: str, content: bytes | None = None, purpose: str = "") -> Answer:
        """Read once, up to three times where the server fails; return the last answer."""
        answer = self._session.send(method, url, content, purpose=purpose)
        for _ in range(2):
            if 0 < answer.status < 500 and answer.status != 429:
                break
            self._session.pause(answer)
            answer = self._session.send(method, url, content, purpose=purpose)
        return answer

    def again(self, operation: Operation) -> None:
        """Read twice what nothing changes in between."""
        for _ in range(2):
            self.ask(operation)

    def pages(self, operation: Operation, begun: float, tasks: int) -> None:
        """Read a list in small pages, and by periods: from tomorrow on, and up to the day before the run.

        Args:
            operation: The operation.
            begun: When the run began, in Unix seconds.
            tasks: The number of tasks that the run created.
        """
        listed = TaskList.of(operation.name, operation.data["x-task-list"])
        required = self.query(operation)
        if listed.size is not None and (listed.page is not None or listed.offset is not None):
            page = min(max(PAGE, tasks // (MOST_PAGES - 2)), listed.size[1])
            for number in range(MOST_PAGES):
                query = {**required, listed.size[0]: page}
                if listed.page is not None:
                    query[listed.page] = number + 1
                else:
                    query[str(listed.offset)] = number * page
                answer = self._read("GET", self._session.url(operation, query=query))
                if answer.status != 200 or len(listed.ids(parsed(answer))) < page:
                    break
            for size in (listed.size[1] + 1, 0, "gettask-check"):
                query = {**required, listed.size[0]: size}
                if self._forbidden(operation, listed.size[0], size):
                    self._session.send("GET", self._session.url(operation, query=query), purpose="parameter")
        now = self._session.sender.now()
        periods = {listed.since: int(now) + 86_400, listed.until: int(begun) - 86_400}
        for name, moment in periods.items():
            if name is not None:
                self._session.send("GET", self._session.url(operation, query={**required, name: moment}))

    def batch(self, operation: Operation, ids: Sequence[str], key: str) -> None:
        """Ask for tasks by their ids, all at once."""
        body = example(self._session.spec, operation) or {}
        put(body, operation.data["x-task-batch"]["ids"]["at"][0].split("/")[1:], [*ids])
        purpose = "" if key == self._session.key else "other-key"
        content = json.dumps(body).encode()
        self._session.send("POST", self._session.url(operation), content, key=key, purpose=purpose)

    def _forbidden(self, operation: Operation, name: str, value: int | str) -> bool:
        """Return whether the schema of a parameter forbids a number, or a text where it wants one."""
        parameters = [self._session.spec.resolve(each) for each in operation.data.get("parameters", ())]
        schema: Mapping[str, Any] = next(
            (each.get("schema", {}) for each in parameters if each["name"] == name), {}
        )
        if isinstance(value, str):
            return schema.get("type") in ("integer", "number")
        return not schema.get("minimum", value) <= value <= schema.get("maximum", value)

    def other_values(
        self, operation: Operation, where: Mapping[str, Any], body: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """Return parameters of a bulk cancel that select another kind of task, None if there are none."""
        parameters = [self._session.spec.resolve(each) for each in operation.data.get("parameters", ())]
        values = {each["name"]: each.get("schema", {}).get("enum", ()) for each in parameters}
        for name, anything in where.items():
            others = [each for each in values.get(name, ()) if each not in (anything, body.get(name))]
            if others:
                return {**where, name: others[0]}
        return None

    def upload(self, operation: Operation) -> None:
        """Upload two files that differ, and none."""
        rule = operation.data["x-upload"]
        multipart = "multipart/form-data" in operation.data["requestBody"]["content"]
        for number in (1, 2):
            content, kind = _upload_body(rule, f"check-{number}.png", PIXEL + bytes([number]), multipart)
            self._session.send("POST", self._session.url(operation), content, media_type=kind)
        content, kind = _empty_body(multipart)
        self._session.send("POST", self._session.url(operation), content, media_type=kind, purpose="no-file")

    def presign(self, operation: Operation) -> None:
        """Ask for two places of a file, and put one to the first, without the key."""
        field = Field.of(operation.data["x-presign"]["url"])
        body = json.dumps(example(self._session.spec, operation)).encode()
        urls = []
        for _ in range(2):
            answer = self._session.send("POST", self._session.url(operation), body, purpose="example")
            document = parsed(answer)
            urls.append(field.read(document) if isinstance(document, dict) else None)
        if isinstance(urls[0], str) and urls[0].startswith(("http://", "https://")):
            self._session.send("PUT", urls[0], PIXEL, key=None, media_type="application/octet-stream")


PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def _upload_body(rule: Mapping[str, Any], name: str, content: bytes, multipart: bool) -> tuple[bytes, str]:
    if not multipart:
        fields = {rule["file"]: base64.b64encode(content).decode()}
        if "name" in rule:
            fields[rule["name"]] = name
        return json.dumps(fields).encode(), "application/json"
    head = (
        f"--{BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="{rule["file"]}"; filename="{name}"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    return (
        head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode(),
        f"multipart/form-data; boundary={BOUNDARY}",
    )


def _empty_body(multipart: bool) -> tuple[bytes, str]:
    """Return an upload that has no file."""
    if multipart:
        return f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"
    return b"{}", "application/json"


def parsed(answer: Answer) -> Any:
    """Return the JSON value of a response, None if it has none."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
