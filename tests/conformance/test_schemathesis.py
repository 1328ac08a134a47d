"""The checks run inside Schemathesis: clean on the mock, and able to fail."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/conformance.md").read_text("utf-8")
MOCK, EXPORT, RUN = (
    shlex.split(line)
    for line in re.findall(
        r"^\$ (.+)$", PAGE.partition("## In Schemathesis")[2].partition("## In Python")[0], re.MULTILINE
    )
)
"""The commands of the page."""


@contextmanager
def _mock(*options: str) -> Iterator[str]:
    """The mock of the page on a free port; its URL."""
    command = [sys.executable, "-m", *MOCK, *options]
    command[command.index("--port") + 1] = "0"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            yield mock.stdout.readline().strip()
        finally:
            mock.terminate()


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [False, True])
def test_the_command_of_the_page_runs_the_checks(wrong: bool) -> None:
    """The mock passes in every phase; a mock whose tasks have a status of no table does not."""
    with _mock(*["--scenario", "new-status-forever"] * wrong) as url:
        environment = dict(each.split("=", 1) for each in EXPORT[1:])
        words = [word.replace("http://127.0.0.1:8600", url) for word in RUN[1:]]
        options = [
            "--no-color",
            "--generation-deterministic",
            "--max-examples=5",
            *["--phases=stateful"] * wrong,
        ]
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", *words, *options],
            env={**os.environ, **environment},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == int(wrong), done.stdout
    assert ("gettask_status_listed" in done.stdout) == wrong
    assert "API Links:    1 covered" in done.stdout
