"""The checks run inside Schemathesis: clean on the mock, and able to fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from schemathesis import HookContext

from gettask.conformance.schemathesis_checks import keep_host

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "generated/openapi/tripo-v2/text-to-image.yaml"
RUN = [
    sys.executable,
    "-m",
    "schemathesis.cli",
    "run",
    str(DOCUMENT),
    "-n",
    "3",
    "--no-color",
    "--generation-deterministic",
]


@pytest.mark.parametrize("wrong", [False, True])
def test_schemathesis_runs_the_checks(wrong: bool, tmp_path: Path) -> None:
    """With one hook file the mock passes; a mock whose tasks have a status of no table does not."""
    options = ["--scenario", "new-status-forever"] if wrong else ["--complete-after", "1-polls"]
    command = [
        sys.executable,
        "-m",
        "gettask",
        "mock",
        "--port",
        "0",
        "--as-observed",
        "--key",
        "anna",
        "--key",
        "otto",
    ]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        url = f"{mock.stdout.readline().strip()}/v2/openapi"
        hooks = {"SCHEMATHESIS_HOOKS": "gettask.conformance.schemathesis_checks", "GETTASK_API": "tripo-v2"}
        report = tmp_path / "report.json"
        more = ["--url", url, "--report=json", f"--report-json-path={report}", "--phases=examples,stateful"]
        done = subprocess.run(
            [*RUN, *more], env={**os.environ, **hooks}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        mock.terminate()
    failures = [each for each in json.loads(report.read_bytes())["failures"] if "gettask" in json.dumps(each)]
    assert bool(failures) == wrong, done.stdout
    assert not wrong or "gettask_status_listed" in done.stdout


@pytest.mark.parametrize("name", ["host", "Host", "HOST"])
def test_a_generated_host_header_is_not_sent(name: str) -> None:
    """The Host that the fuzzer makes up is taken out, whatever its case; all else stays."""
    operation = schemathesis.openapi.from_path(DOCUMENT)["/task/{task_id}"]["GET"]
    case = operation.Case(headers={name: ",", "X-Other": "1"})
    sent = {name: ",", "X-Other": "1"}
    keep_host(HookContext(operation=operation), case, {"headers": sent})
    assert dict(case.headers) == sent == {"X-Other": "1"}
