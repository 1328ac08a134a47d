"""Tripo's own Python SDK, unmodified, against the mock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vendors.environments import interpreter

LOOP = Path(__file__).with_name("tripo3d_loop.py")


@pytest.mark.parametrize(("version", "api"), [("1.0.0", "tripo"), ("0.4.2", "tripo-v2")])
def test_the_official_sdk_creates_waits_and_downloads(version: str, api: str, tmp_path: Path) -> None:
    """The SDK takes the mock for the live API: its task succeeds, its model and the preview are saved."""
    python = interpreter(version)
    environment = os.environ | {"TRIPO_DISABLE_GEO_DETECTION": "1", "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "gettask.mock", "--port", "0", "--api", api]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        try:
            url = mock.stdout.readline().strip()
            words = [str(python), str(LOOP), url, str(tmp_path)]
            done = subprocess.run(
                words, env=environment, capture_output=True, text=True, timeout=60, check=False
            )
        finally:
            mock.terminate()
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    saved = [Path(name) for name in result["files"].values() if name]
    assert (result["version"], result["status"]) == (version, "success")
    assert {path.read_bytes()[:4] for path in saved} >= {b"glTF", b"RIFF"}, result
