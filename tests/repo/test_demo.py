"""`make demo` runs the main job."""

from __future__ import annotations

import subprocess
import sys

from gettask.contract import APIS, load


def test_the_demo_runs_a_task_of_each_variant_that_can_be_created() -> None:
    """The demo exits with 0 and lists every variant that has a request."""
    command = [sys.executable, "scripts/demo.py", "at-once"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {
        tuple(line.split()[:2])
        for line in done.stdout.splitlines()
        if line.split()[:1] in [[a] for a in APIS]
    }
    known = {(api, name) for api in APIS for name, variant in load(api).variants.items() if variant.requests}
    assert listed == known
