"""The clients are typed from the request to the result, as mypy --strict shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """\
from gettask import PiAPI
from gettask_piapi.models import FluxTxt2ImgInput, FluxTxt2ImgRequest, KlingVideoInput

piapi = PiAPI("key")
request = FluxTxt2ImgRequest(model="Qubico/flux1-dev", input_=FluxTxt2ImgInput(prompt="a cat"))
task = piapi.wait(piapi.create(request))
reveal_type(task.data)
KlingVideoInput(aspect_ratio="16:9")
piapi.account("task_history", page=1)
piapi.cancel_many(model="all", created_before=1)
KlingVideoInput(aspect_ratio="16:10")
piapi.account("task_history", pagee=1)
piapi.account("balances")
piapi.cancel_many(modle="all", created_before=1)
"""
WRONG = {11: "aspect_ratio", 12: "pagee", 13: "account", 14: "modle"}


def test_types_reach_from_the_request_to_the_result(tmp_path: Path) -> None:
    """`task.data` is the model of the request's task; wrong values, resources and parameters are errors."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(program)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = [
        line for line in done.stdout.splitlines() if line.startswith(str(program)) or "program.py:" in line
    ]
    assert any("program.py:7: note" in line and "flux_task.FluxTask" in line for line in lines), done.stdout
    errors = {int(line.split(":")[1]): line for line in lines if ": error: " in line}
    assert errors.keys() == WRONG.keys(), done.stdout
    for number, name in WRONG.items():
        assert any(f"program.py:{number}: error" in line and name in line for line in lines), name
