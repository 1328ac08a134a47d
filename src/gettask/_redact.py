"""Text from elsewhere made fit for a log, an error or a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

EXCERPT = 2000
"""Characters of a response body that an error carries."""

SHORTEST_SECRET = 8
"""Shortest key that is redacted, in characters. A shorter one, as mocks get, may be a common word."""

_PATTERNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # the query of a URL, and who is named before its host; a URL without a query is passed by as a whole:
    # to look again from within it would take the square of its length
    (
        re.compile(r"(https?://[^\s?\"'<>\\]+)(\?[^\s\"'<>]+)?", re.IGNORECASE),
        lambda url: url[1] + ("?[redacted]" if url[2] else ""),
    ),
    (re.compile(r"(https?://)[^\s/?#\"'<>\\@]+@", re.IGNORECASE), r"\1[redacted]@"),
    # what signs a link, outside of a URL
    (
        re.compile(r"((?:x-[a-z]+-)?(?:signature|credential|security-token)=)[^\s&\"'<>]+", re.IGNORECASE),
        r"\1[redacted]",
    ),
    # a member of an object that is secret by its name
    (
        re.compile(
            r"""(["'][a-z_]*(?:secret|password|api_?key)["']\s*:\s*)(["'])(?:(?!\2)[^\\]|\\.)*(?:\2|$)""",
            re.IGNORECASE,
        ),
        r"\1\2[redacted]\2",
    ),
)


def redact(text: str, *secrets: str) -> str:
    """Return text without secrets: those given, what signs a link, and members that are secret by name."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[redacted]")
    for pattern, plain in _PATTERNS:
        text = pattern.sub(plain, text)
    return text


def scrub(value: Any, secret: str) -> Any:
    """Return JSON without a secret in any of its strings."""
    if isinstance(value, str):
        return value.replace(secret, "[redacted]")
    if isinstance(value, dict):
        return {scrub(key, secret): scrub(each, secret) for key, each in value.items()}
    return [scrub(each, secret) for each in value] if isinstance(value, list) else value


def excerpt(body: bytes, *secrets: str, limit: int = EXCERPT) -> str:
    """Return the beginning of a body as redacted text."""
    # Redact before cutting: half a secret is still a leak. Four bytes a character is UTF-8's worst.
    text = redact(body[: 8 * limit].decode("utf-8", "replace"), *secrets)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable(text: object, limit: int = 200) -> str:
    """Return text as one bounded line without control characters, which could rewrite a terminal."""
    line = printable_text(str(text)[: limit + 1]).replace("\n", " ")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def printable_text(text: str) -> str:
    """Return text with a space for each character that is not printable, but for line feeds."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def printable_json(text: str) -> str:
    """Return JSON that means the same, with the characters escaped that are not printable."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)
