"""The state table of a new API: what its bodies or its document show, and the usual schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from codegen.scaffold.draft import Places
from codegen.sources.pointers import join, tokens

# The phases that may follow; of none, the task has ended.
_NEXT = {"queued": ("queued", "running"), "running": ("running",)}


ENDED = ("false", "true")
"""The statuses of a boolean that says whether a task has ended."""


def ended(places: Places, values: list[str]) -> dict[str, str]:
    """Return the statuses of tasks with a boolean for their end: its values, and those told by other keys.

    A task that has ended with an error has failed; one without the boolean, if it is never false, runs.
    """
    found = {"false" if "false" in values else "running": "running", "true": "succeeded"}
    return found | ({"failed": "failed"} if places.code or places.message else {})


def _implied(places: Places, statuses: dict[str, str]) -> list[dict[str, Any]]:
    """Return which keys of a task imply a status, where a boolean says whether it has ended."""
    if "true" not in statuses:
        return []
    rows: list[dict[str, Any]] = []
    if "running" in statuses and "false" not in statuses:
        rows.append({"required": [*tokens(places.id)], "status": "running"})
    if (error := places.message or places.code) and "failed" in statuses:
        rows.append({"required": [*tokens(error)[:1]], "status": "failed", "instead-of": "true"})
    return rows


def state_table(
    places: Places, statuses: dict[str, str], marks: dict[str, Any], guess: dict[str, Any]
) -> dict[str, Any]:
    """Return `x-task-lifecycle`.

    Args:
        places: Where a task and its fields stand.
        statuses: The vendor's statuses with their phases.
        marks: How sure the statuses are, and their sources.
        guess: The same of what nobody said.
    """
    implied = _implied(places, statuses)
    # Where the key of an error alone tells of a failure, a task without one has no such key.
    none = {} if any(row["status"] == "failed" for row in implied) else {"none": ["", None]}
    error = {
        name: {"at": [at], **none} for name, at in (("code", places.code), ("message", places.message)) if at
    }
    progress = {"at": [places.progress[0]], "scale": places.progress[1]} if places.progress else None
    return {
        "task": places.task,
        "fields": {
            "id": {"at": [places.id]},
            "status": {"at": [places.status]},
            **({"progress": progress} if progress else {}),
            **({"error": error} if error else {}),
            "output": {"at": places.output},
        },
        "case-sensitive": True,
        "statuses": {status: _status(statuses, status, marks) for status in statuses},
        **({"implied": implied} if implied else {}),
        "transitions": dict(guess),
        "unlisted": {"policy": "wait"},
        "polling": {"initial": 2, "multiplier": 1.5, "maximum": 15, "jitter": 0.1, **guess},
        "deadline": 1800,
        "visible-within": {"seconds": 30, "x-confidence": "inferred"},
    }


def polling_url(created: Any, poll: str, servers: list[str], marks: dict[str, Any]) -> dict[str, Any] | None:
    """Return `polling-url`: where the response to a create has the URL that polls its task, None for nowhere.

    Args:
        created: The body of that response.
        poll: The path of Get Task.
        servers: The URLs of the API's servers.
        marks: How sure it is, and its sources.
    """
    path = re.compile(re.sub(r"\\\{.+?\\\}", "[^/]+", re.escape(poll)) + "/?$")
    found = {at: urlsplit(text) for at, text in _urls(created) if path.search(urlsplit(text).path)}
    if not found:
        return None
    own = {urlsplit(server).hostname for server in servers}
    hosts = dict.fromkeys(url.hostname for url in found.values() if url.hostname not in own)
    return {"at": [*found], **({"hosts": [*hosts]} if hosts else {}), **marks}


def _urls(node: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _urls(value, join(at, key))
    elif isinstance(node, str) and node.startswith("https://"):
        yield at, node


def _status(statuses: dict[str, str], status: str, marks: dict[str, Any]) -> dict[str, Any]:
    phase = statuses[status]
    if phase not in _NEXT:
        missing = {"missing": True} if re.sub("[^a-z]", "", status.lower()).endswith("notfound") else {}
        return {"phase": phase, "terminal": True, **missing, **marks}
    following = [
        other
        for other, theirs in statuses.items()
        if other != status and (theirs not in _NEXT or theirs in _NEXT[phase])
    ]
    return {"phase": phase, "terminal": False, "next": following, **marks}
