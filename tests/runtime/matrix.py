"""What each way to wait does with each status, as a table: `python -m tests.runtime.matrix` writes it.

It stands in docs/waiting.md, beside the table of benchmarks/waiting_matrix.py.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from gettask._contract.contract import APIS, load
from gettask._contract.lifecycle import Phase
from tests.runtime.harness import ID, Caller, Server, body, reply

DOC = Path(__file__).parents[2] / "docs/waiting.md"
UNHEARD = "pondering"
"""A status that no vendor has."""
WAYS = [(mode, name) for name in ("wait", "as_completed") for mode in ("sync", "async")]


def matrix() -> str:
    """Return the table: every status of every API, one that is not listed, and replies without any."""
    header = ["API", "status", "phase", *(f"{name}, {mode}" for mode, name in WAYS), "looks", "seconds"]
    return table(header, [row for api in APIS for row in rows(api)])


@cache
def rows(api: str) -> list[list[str]]:
    """Return the rows of one API."""
    known = load(api).lifecycle.statuses
    cases: list[tuple[str, str, Any]] = [
        (f"`{word!r}`".replace("'", ""), status.phase, body(api, word)) for word, status in known.items()
    ]
    cases += [
        (f"`{UNHEARD}`, not listed", Phase.UNKNOWN, body(api, UNHEARD)),
        ("none in the reply", "", body(api, "") | {"data": {"task_id": ID}}),
        ("a gateway's page, HTTP 502", "", httpx.Response(502, html="<html>Bad gateway</html>")),
        ("a page in the place of HTTP 404", "", httpx.Response(404, text="404 page not found")),
        ("no such task, HTTP 404", "", reply({"code": 404, "message": "no such task"}, 404)),
    ]
    logging.disable()  # each failed look is told, and these are many
    try:
        return [[api, name, str(phase), *outcomes(api, answer)] for name, phase, answer in cases]
    finally:
        logging.disable(logging.NOTSET)


def outcomes(api: str, answer: Any) -> list[str]:
    """Return how each way to wait ends if all looks bring the same, and after how many looks and seconds."""
    ends: list[str] = []
    looks: set[int] = set()
    slept: set[int] = set()
    for mode, name in WAYS:
        server = Server(answer)
        waiting = Caller(mode, api, server, retries=0)
        found, error = waiting.collect(name, ID if name == "wait" else [ID], keep=True)
        assert error or found
        if isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        ends.append(f"`{type(error).__name__}`" if error else "returns it" if name == "wait" else "yields it")
        looks.add(len(server.requests))
        slept.add(round(sum(waiting.clock.sleeps)))
    return [*ends, *(", ".join(map(str, sorted(counts))) for counts in (looks, slept))]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def written(name: str) -> str:
    """Return what stands in the document between the marks of a name."""
    found = re.search(_MARKS.format(name), DOC.read_text("utf-8"), re.DOTALL)
    assert found is not None, f"{DOC.name} has no marks for {name}"
    return found[2].strip()


def write(name: str, text: str) -> None:
    """Put a text between the marks of a name."""
    put: Callable[[re.Match[str]], str] = lambda found: f"{found[1]}\n{text}\n{found[3]}"  # noqa: E731
    DOC.write_text(re.sub(_MARKS.format(name), put, DOC.read_text("utf-8"), flags=re.DOTALL), "utf-8")


_MARKS = r"(<!-- {0}: [^\n]* -->)(.*?)(<!-- end of {0} -->)"

if __name__ == "__main__":
    write("ours", matrix())
