"""The commands about Temporal: what they submit and print, and what they say when something is missing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from gettask import JobState
from gettask.cli import exits
from gettask.jobs.temporal import submit as submitting
from gettask.jobs.temporal import worker as working
from gettask.jobs.temporal.model import JobResult
from gettask.jobs.temporal.submit import Submission

Run = Callable[..., Result]
ADDRESS = ("--temporal", "127.0.0.1:9")
ENDS = {
    "cat": JobResult(JobState.SUCCEEDED, "t1", "completed", cost_usd=0.01, files=["s3://b/cat.png"]),
    "dog": JobResult(JobState.FAILED, "t2", "failed", error="too loud"),
    "owl": JobResult(JobState.UNKNOWN, error="no list shows its task"),
    "fox": JobResult(JobState.ERROR, error="no credit"),
}


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A batch of four rows."""
    path = tmp_path / "batch.jsonl"
    image = {"image": "https://example.com/cat.png"}
    rows = [{"label": each, "variant": "segment", "input": {"prompt": each, **image}} for each in ENDS]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.fixture
def submitted(monkeypatch: pytest.MonkeyPatch) -> list[Submission]:
    """What is submitted to a Temporal that ends jobs by their labels."""
    found: list[Submission] = []

    async def connected(*_: object) -> None:
        """Connect to nothing."""

    async def submit(
        _: object, queue: str, submissions: Iterable[Submission], ended: Any, *, wait: bool = True
    ) -> None:
        assert queue == "mine"
        for each in submissions:
            found.append(each)
            end = ENDS[each.order.label or ""] if wait else JobResult(JobState.OPEN)
            ended(each, each.job_id(0), end)

    monkeypatch.setattr(working, "connected", connected)
    monkeypatch.setattr(submitting, "submit", submit)
    return found


def test_a_batch_is_submitted_and_its_ends_are_told(
    run: Run, batch: Path, submitted: list[Submission], tmp_path: Path
) -> None:
    """Results, table and exit code are those of a batch on this machine; nothing is made here."""
    table, out = tmp_path / "results.csv", tmp_path / "out"
    words = ("run", batch, "--api", "piapi", *ADDRESS, "--queue", "mine", "--results", table)
    done = run(*words, "-o", f"{out}/{{label}}-{{n}}", "--deadline", 60, "--recreate-unknown")
    assert done.exit_code == exits.UNCERTAIN
    assert "s3://b/cat.png" in done.stdout
    assert "1 done, 1 failed, 1 error, 1 unknown" in done.stderr
    assert "too loud" in table.read_text()
    order = submitted[0].order
    assert (order.variant, order.label, order.deadline, order.recreate_unknown) == (
        "segment",
        "cat",
        60,
        True,
    )
    assert order.out == f"{out}/{{label}}-{{n}}"
    assert not out.exists()
    assert len({each.job_id(attempt) for each in submitted for attempt in range(2)}) == 8


def test_a_batch_may_only_be_submitted(run: Run, batch: Path, submitted: list[Submission]) -> None:
    """--no-wait ends then, and says how to see the ends."""
    done = run("run", batch, "--api", "piapi", *ADDRESS, "--queue", "mine", "--no-wait")
    assert (done.exit_code, len(submitted)) == (0, 4)
    assert "4 submitted" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--no-wait",), "--no-wait needs --temporal"),
        ((*ADDRESS, "--base-url", "http://127.0.0.1:1"), "are those of the workers"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    words: tuple[str, ...], says: str, run: Run, batch: Path
) -> None:
    """Before anything is submitted."""
    refused = run("run", batch, "--api", "piapi", *words)
    assert (refused.exit_code, says in refused.stderr) == (exits.USAGE, True)


@pytest.mark.parametrize("command", ["worker", "run"])
def test_without_temporalio_the_extra_is_named(
    command: str, run: Run, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installing it is the way out."""
    for name in [*sys.modules]:
        if name.startswith("gettask.jobs.temporal."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "temporalio", None)
    words = (batch, "--api", "piapi") if command == "run" else ()
    assert "pip install 'gettask[temporal]'" in run(command, *words, *ADDRESS).stderr


def test_a_server_that_does_not_answer_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In plain words, with its address."""

    async def refused(**_: object) -> None:
        raise RuntimeError(
            'Failed client connect: tonic::Error(Os { code: 111, message: "Connection refused" })'
        )

    monkeypatch.setattr("temporalio.client.Client.connect", refused)
    failed = run("worker", *ADDRESS, "--api", "piapi")
    assert failed.exit_code == exits.OTHER
    assert failed.stderr == "gettask: Temporal at 127.0.0.1:9 cannot be used: Connection refused\n"


def test_a_worker_needs_a_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the variables."""
    from gettask.errors import AuthenticationError

    def without_key(*_: object, **__: object) -> None:
        raise AuthenticationError("no key")

    monkeypatch.setattr("gettask.cli.connection.client_of", without_key)
    failed = run("worker", *ADDRESS)
    assert (failed.exit_code, "PIAPI_API_KEY" in failed.stderr) == (exits.AUTH, True)
