"""`make demo` runs the main job."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from gettask._contract.contract import APIS, load


def test_the_demo_runs_a_task_of_each_variant_that_can_be_created() -> None:
    """The demo exits with 0 and lists every variant that has a request."""
    command = [sys.executable, "scripts/demo.py", "0-polls"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {
        tuple(line.split()[:2])
        for line in done.stdout.splitlines()
        if line.split()[:1] in [[a] for a in APIS]
    }
    known = {(api, name) for api in APIS for name, variant in load(api).variants.items() if variant.requests}
    assert listed == known


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_takes_its_mock_along(number: signal.Signals) -> None:
    """Nothing listens any more where the mock was, and there is no traceback."""
    command = [sys.executable, "scripts/demo.py", "3600-seconds"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as demo:
        assert demo.stdout is not None
        match = re.match(r"mock at (http://\S+);", demo.stdout.readline())
        assert match
        demo.send_signal(number)
        rest, _ = demo.communicate(timeout=20)
    assert demo.returncode == 1
    assert "stopped" in rest.splitlines()
    assert "Traceback" not in rest
    with pytest.raises(httpx.ConnectError):
        httpx.get(match[1], trust_env=False)


@pytest.mark.parametrize(("name", "data"), [("a.glb", b"<html>"), ("a.mp4", b""), ("a.bin", b"")])
def test_the_demo_looks_into_the_files(name: str, data: bytes, tmp_path: Path) -> None:
    """An error page under the name of a model is no result."""
    (tmp_path / name).write_bytes(data)
    code = f"from pathlib import Path; from demo import verify; verify(Path({str(tmp_path / name)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd="scripts", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, f"{tmp_path / name} is no {name.partition('.')[2]}\n")
