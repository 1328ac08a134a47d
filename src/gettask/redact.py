"""Text from elsewhere made fit for a log, an error or a terminal."""

from __future__ import annotations

import re

EXCERPT = 2000
"""Characters of a reply's body that an error carries."""

_QUERY = re.compile(r"(https?://[^\s?\"'<>\\]+)\?[^\s\"'<>]+", re.IGNORECASE)


def redact(text: str, *secrets: str) -> str:
    """Return text without the secrets and without the query strings of URLs: those sign links to results."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[redacted]")
    return _QUERY.sub(r"\1?[redacted]", text)


def excerpt(body: bytes, *secrets: str, limit: int = EXCERPT) -> str:
    """Return the beginning of a body as redacted text."""
    # Redact before cutting: half a secret is still a leak. Four bytes a character is UTF-8's worst.
    text = redact(body[: 8 * limit].decode("utf-8", "replace"), *secrets)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable(text: object, limit: int = 200) -> str:
    """Return text as one bounded line without control characters, which could rewrite a terminal."""
    line = "".join(char if char.isprintable() else " " for char in str(text)[: limit + 1])
    return line if len(line) <= limit else line[: limit - 1] + "…"
