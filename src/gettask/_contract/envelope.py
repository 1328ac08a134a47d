"""What a response holds beside its task, and which error it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .lifecycle import Field
from .pointer import lookup


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a response says beside its task (`x-reply`): code, message, suggestion and request id.

    Attributes:
        fields: Where code, message, suggestion and request-id stand in a response.
        ok: The codes that mean success; any other code is an error, whatever the HTTP status.
        request_id: The header that holds the request id, None if there is none.
    """

    fields: Mapping[str, Field]
    ok: tuple[int | str, ...] = ()
    request_id: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Envelope:
        return cls(
            fields={name: Field.of(field) for name, field in data.items() if "at" in field},
            ok=tuple(data.get("code", {}).get("ok", ())),
            request_id=data.get("request-id", {}).get("header"),
        )

    def is_own(self, document: Any) -> bool:
        """Say whether a parsed response has the shape of the API's own: an object with a numeric code.

        Of an API without codes any object may be its own.
        """
        if "code" not in self.fields:
            return isinstance(document, Mapping)
        code = self.read(document, "code") if isinstance(document, Mapping) else None
        return isinstance(code, int) or (code is not None and code.isdecimal())

    def read(self, document: Any, name: str) -> int | str | None:
        """Return the code, message, suggestion or request-id of a parsed response, None if it has none."""
        value = self.fields[name].read(document) if name in self.fields else None
        return value if isinstance(value, (int, str)) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """One row of the error table: which response, or failed task, is which class of `gettask.errors`.

    Attributes:
        place: `http` for an error response, `task` for the error of a failed task.
        status: The HTTP status, None for any.
        code: The vendor's code, None for any.
        error: The name of the class.
        hint: What to do about it.
        match_at: The JSON Pointer of the text that `contains` is about, None for no condition.
        contains: Words of which one must be in that text, in lower case.
        before_work: Whether the API refuses with it before any work, so that a create has made no job.
    """

    place: str
    status: int | None
    code: int | str | None
    error: str
    hint: str = ""
    match_at: str | None = None
    contains: tuple[str, ...] = ()
    before_work: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> ErrorRule:
        match = data.get("match") or {}
        return cls(
            place=data["place"],
            status=data.get("status"),
            code=data.get("code"),
            error=data["class"],
            hint=data.get("advice") or "",
            match_at=match.get("at"),
            contains=tuple(text.lower() for text in match.get("contains", ())),
            before_work="before-work" in data,
        )

    def admits(self, document: Any) -> bool:
        """Return whether a response (a task, for place `task`) meets the row's condition on its text."""
        if self.match_at is None:
            return True
        text = lookup(document, self.match_at)
        return isinstance(text, str) and any(part in text.lower() for part in self.contains)
