"""What an API offers beside tasks, as its effective spec says: the account, and uploads."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .contract import Contract
from .lifecycle import Field
from .media import type_of
from .pointer import lookup

_ACCOUNT = "account"
"""The tag of the operations about the account."""


@dataclass(frozen=True, slots=True)
class Question:
    """An operation that takes nothing but a query: the names that narrow it down, and those that it needs."""

    operation: str
    narrows: tuple[str, ...]
    needs: tuple[str, ...]

    @classmethod
    def of(cls, operation: str, said: Mapping[str, Any]) -> Question:
        query = [each for each in said.get("parameters", ()) if each.get("in") == "query"]
        needs = tuple(each["name"] for each in query if each.get("required"))
        return cls(operation, tuple(each["name"] for each in query), needs)

    def query(self, narrowed: Mapping[str, Any]) -> dict[str, Any]:
        """Return what to send, without what is None. Raises ValueError for a strange or a missing name."""
        told = {name: value for name, value in narrowed.items() if value is not None}
        strange = sorted(narrowed.keys() - set(self.narrows))
        missing = [name for name in self.needs if name not in told]
        if strange or missing:
            wrong = f"not {', '.join(strange)}" if strange else f"and {', '.join(missing)} is missing"
            raise ValueError(f"{self.operation} takes {', '.join(self.narrows) or 'nothing'}, {wrong}")
        return told


def questions(contract: Contract) -> dict[str, Question]:
    """Return what can be asked about the account, by name, the account or balance itself first."""
    return {
        name.partition("_")[2]: Question.of(name, said)
        for name, said in _operations(contract)
        if _ACCOUNT in said.get("tags", ())
    }


def question(contract: Contract, operation: str) -> Question:
    """Return what an operation of the API takes."""
    return Question.of(operation, dict(_operations(contract))[operation])


@dataclass(frozen=True, slots=True)
class Upload:
    """How a file is uploaded (`x-upload`)."""

    operation: str
    file: str
    name: str | None
    token: Field
    multipart: bool

    @classmethod
    def of(cls, contract: Contract) -> Upload | None:
        """Return how the API takes files, None if it does not."""
        for name, said in _operations(contract):
            if data := said.get("x-upload"):
                multipart = "multipart/form-data" in said["requestBody"]["content"]
                return cls(name, data["file"], data.get("name"), Field.of(data["token"]), multipart)
        return None

    def encode(self, name: str, content: bytes) -> tuple[str, bytes]:
        """Return media type and body of the request that uploads a file."""
        if not self.multipart:
            fields = {self.file: base64.b64encode(content).decode()}
            if self.name is not None:
                fields[self.name] = name
            return "application/json", json.dumps(fields).encode()
        boundary = secrets.token_hex(16)
        quoted = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{self.file}"; filename="{quoted}"\r\n'
            f"Content-Type: {type_of(name)}\r\n\r\n"
        )
        return f"multipart/form-data; boundary={boundary}", b"".join(
            (head.encode(), content, f"\r\n--{boundary}--\r\n".encode())
        )


def payload(contract: Contract, document: Any) -> Any:
    """Return what a reply carries inside its envelope, or the reply itself if it has none."""
    inner = lookup(document, contract.lifecycle.task)
    return inner if isinstance(inner, (dict, list)) else document


def _operations(contract: Contract) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, operation in contract.operations.items():
        yield name, contract.spec["paths"][operation.path][operation.method.lower()]
