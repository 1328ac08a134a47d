"""What each way to wait does with each status: `python -m tests.runtime.matrix` writes it into matrix.json.

`make tables` shows that file in docs/waiting.md, beside the one of benchmarks/waiting_matrix.py.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from gettask._contract.contract import load
from gettask._contract.lifecycle import Phase
from tests.runtime.harness import APIS, ID, Caller, Server, body, reply

RESULT = Path(__file__).with_suffix(".json")
UNLISTED = "pondering"
"""A status that no vendor has."""
WAYS = [(mode, name) for name in ("wait", "as_completed") for mode in ("sync", "async")]


@cache
def rows(api: str) -> list[list[str]]:
    """Return the rows of one API."""
    known = load(api).lifecycle.statuses
    cases: list[tuple[str, str, Any]] = [
        (f"`{word!r}`".replace("'", ""), status.phase, body(api, word)) for word, status in known.items()
    ]
    cases += [
        (f"`{UNLISTED}`, not listed", Phase.UNKNOWN, body(api, UNLISTED)),
        ("no status in the response", "", body(api, "") | {"data": {"task_id": ID}}),
        ("HTTP 502, a gateway's page", "", httpx.Response(502, html="<html>Bad gateway</html>")),
        ("HTTP 404, a gateway's page", "", httpx.Response(404, text="404 page not found")),
        ("HTTP 404, no such task", "", reply({"code": 404, "message": "no such task"}, 404)),
    ]
    logging.disable()  # each failed poll is logged, and these are many
    try:
        return [[api, name, str(phase), *outcomes(api, answer)] for name, phase, answer in cases]
    finally:
        logging.disable(logging.NOTSET)


def outcomes(api: str, answer: Any) -> list[str]:
    """Return how each way to wait ends if all polls get one response, with the polls and seconds it took."""
    ends: list[str] = []
    polls: set[int] = set()
    slept: set[int] = set()
    for mode, name in WAYS:
        server = Server(answer)
        waiting = Caller(mode, api, server, retries=0)
        found, error = waiting.collect(name, ID if name == "wait" else [ID], keep=True)
        assert error or found
        if isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        ends.append(f"`{type(error).__name__}`" if error else "returns it" if name == "wait" else "yields it")
        polls.add(len(server.requests))
        slept.add(round(sum(waiting.clock.sleeps)))
    return [*ends, *(", ".join(map(str, sorted(counts))) for counts in (polls, slept))]


if __name__ == "__main__":
    lines = [f"  {json.dumps(row)}" for api in APIS for row in rows(api)]
    RESULT.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
