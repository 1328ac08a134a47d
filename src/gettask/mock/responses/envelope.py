"""What stands around a task in a response, as `x-reply` describes it."""

from __future__ import annotations

from typing import Any

from gettask.mock.spec.document import Document, Schema
from gettask.mock.spec.lifecycle import Field
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.pointer import MISSING, put


class Envelope:
    """The fields of `x-reply`: code, message and request id."""

    def __init__(self, document: Document, raw: Schema) -> None:
        self._document = document
        self.fields = {name: Field.read(field) for name, field in raw.items() if "at" in field}
        self.success_code: Any = raw["code"]["ok"][0] if "code" in raw else None
        self.request_id_header: str = raw.get("request-id", {}).get("header", "").lower()
        """The header that carries the id of a request, empty without one."""

    def place(self, name: str, schema: Any, body: Any) -> str | None:
        """The pointer of a field in a body, None if it has no place there."""
        field = self.fields.get(name)
        return None if field is None else field.place(self._document, schema, body)

    def put(self, name: str, schema: Any, body: dict[str, Any], value: Any) -> None:
        """Set a field of a body, where it has a place; `MISSING` sets nothing."""
        if value is not MISSING and (at := self.place(name, schema, body)):
            put(body, at, value)

    def success_message(self, operation: Operation) -> Any:
        """The message in the examples of a successful response, or `MISSING`."""
        for example in operation.examples(operation.success).values():
            values = {name: field.value(example) for name, field in self.fields.items()}
            if values.get("code") == self.success_code and values.get("message", MISSING) is not MISSING:
                return values["message"]
        return MISSING
