"""The table of what waiting does with each status, and the one that the documents show."""

from __future__ import annotations

import json

import pytest

from gettask import load
from scripts.doc_tables import other_sdks
from tests.runtime.harness import APIS
from tests.runtime.matrix import RESULT, rows


@pytest.mark.slow
def test_the_documented_table_is_what_the_clients_do() -> None:
    """docs/waiting.md shows what was run; `python -m tests.runtime.matrix` writes it anew."""
    recorded = json.loads(RESULT.read_text("utf-8"))
    assert recorded == [row for api in APIS for row in rows(api)]


def test_sync_and_async_do_the_same_with_every_reply(api: str) -> None:
    """No status, listed or not, and no broken reply is dealt with in two ways."""
    for _, name, _, wait, wait_async, many, many_async, polls, seconds in rows(api):
        assert (wait, many) == (wait_async, many_async), name
        assert "," not in polls + seconds, name


def test_no_wait_is_endless_and_no_terminal_status_is_polled_twice(api: str) -> None:
    """A terminal status takes one poll, any other ends at the deadline; nothing else happens."""
    deadline = str(round(load(api).lifecycle.deadline))
    ends = {"returns it", "`TaskFailedError`", "`TaskNotFoundError`"}
    for _, name, _, wait, *_, polls, seconds in rows(api):
        if (polls, seconds) == ("1", "0"):
            assert wait in ends, name
        else:
            assert (wait, seconds) == ("`WaitTimeoutError`", deadline), name


@pytest.mark.parametrize("sdk", ["openai", "runwayml", "replicate", "fal-client", "tripo3d"])
def test_the_document_has_the_rows_of_other_sdks(sdk: str) -> None:
    """Readers can compare; `python -m benchmarks.waiting_matrix` makes these rows, from an index."""
    assert f"| {sdk} " in other_sdks()
