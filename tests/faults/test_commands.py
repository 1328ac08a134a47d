"""What a command that is killed leaves behind, and what becomes of it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from tests.faults.api import Exchange, Fault
from tests.faults.command import CommandRun, create_and_wait
from tests.faults.invariants import breaches
from tests.faults.network import Script
from tests.faults.plan import COMMAND, draw
from tests.faults.proxy import Proxy


class KilledWithinAResult(CommandRun):
    """A command that is killed when half of a result has come."""

    killed = 0
    left: tuple[str, ...] = ()

    def draw(self, operation: str) -> Fault | None:
        return self._half if operation == "result" and not self.killed else None

    def _half(self, exchange: Exchange) -> Script:
        wire = exchange.ask().wire()
        yield wire[: len(wire) // 2]
        yield self._kill

    def _kill(self) -> None:
        process = self.process
        assert process is not None
        end = time.monotonic() + 20
        while not self._files() and time.monotonic() < end:
            time.sleep(0.001)
        self.left = self._files()
        self.killed += 1
        process.kill()

    def _files(self) -> tuple[str, ...]:
        folder = self.record.folder
        return tuple(path.name for path in folder.iterdir()) if folder.exists() else ()


def test_what_a_killed_download_leaves_is_hidden_and_removed(tmp_path: Path, proxy: Proxy) -> None:
    """SIGKILL leaves a hidden file, never half a result under its name; the next download deletes it."""
    plan = replace(draw(0, caller=COMMAND), interruption="", share=0.0, polls=0, end="succeeded")
    run = KilledWithinAResult(plan, tmp_path / "out", proxy)
    create_and_wait(run)
    assert run.killed == 1, run.api.asked
    assert run.left
    assert all(name.startswith(".") for name in run.left)
    files = [path.name for path in run.record.folder.iterdir()]
    assert len(files) == len(run.api.links(run.api.made[0].id))
    assert not any(name.startswith(".") for name in files)
    assert breaches(run.record) == {}
