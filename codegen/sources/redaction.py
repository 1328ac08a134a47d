"""Secrets are taken out of a response before anything of it is kept; all else stays byte for byte."""

from __future__ import annotations

import json
import re

# A string of JSON, with the colon that makes it a key.
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')
_SECRET = re.compile(
    r"secret|password|authorization|credential|api_?key|(?<!_)token$|(access|session|auth)_?token",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"prompt$|^lyrics|^(user_?name|account_name|e-?mail)$", re.IGNORECASE)
# What is a secret or a person's address wherever it stands.
_KEY = re.compile(
    r"\b(?:sk|pk|key|tsk|rk)[-_][A-Za-z0-9_-]{16,}|\bBearer\s+[^\s\"]{8,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
_SIGNED = re.compile(r"^(https?://[^?#]+)\?.+", re.IGNORECASE | re.DOTALL)


def redact(text: str) -> tuple[str, list[str]]:
    """Return JSON text without secrets, prompts and the queries of links, and what was replaced.

    Each replacement is named by the key that holds the value.
    """
    key = ""
    replaced: list[str] = []

    def replace(match: re.Match[str]) -> str:
        nonlocal key
        written, colon = match[1], match[2]
        try:
            value = json.loads(written)
        except ValueError:
            return match[0]
        if colon:
            key = value
            return match[0]
        new = _redacted(key, value)
        if new == value:
            return match[0]
        replaced.append(f"{key}: {_kind(key, value)}")
        return json.dumps(new, ensure_ascii=False)

    return _STRING.sub(replace, text), list(dict.fromkeys(replaced))


def _redacted(key: str, value: str) -> str:
    if not value:
        return value
    if _SECRET.search(key):
        return "redacted"
    if _PERSONAL.search(key):
        return "redacted"
    value = _SIGNED.sub(r"\1?redacted", _LOGIN.sub("", value))
    return _MAIL.sub("someone@example.com", _KEY.sub("redacted", value))


def _kind(key: str, value: str) -> str:
    if _SECRET.search(key) or _KEY.search(value) or _LOGIN.search(value):
        return "a secret"
    if _PERSONAL.search(key) or (_MAIL.search(value) and not _SIGNED.search(value)):
        return "personal text"
    return "the query of a link"
