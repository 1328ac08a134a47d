"""Type checkers: the programs in the docs are clean, and wrong uses are errors before they run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# Programs that call what is not installed here.
FOREIGN = "opentelemetry"

RIGHT = """
from gettask import AsyncPiAPI, Handle, PiAPI, Task, WaitTimeoutError
from gettask_piapi.models import (
    AceStepTask, AceStepTxt2AudioInput, AceStepTxt2AudioRequest, AnyTask, KlingVideoInput
)
from typing import assert_type

request = AceStepTxt2AudioRequest(input_=AceStepTxt2AudioInput(style_prompt="piano", lyrics="[inst]"))
with PiAPI() as piapi:
    handle = piapi.create(request)
    assert_type(handle, Handle[AceStepTask])
    try:
        task = piapi.wait(handle)
    except WaitTimeoutError as error:
        print(error.handle.to_json())
    else:
        assert_type(task, Task[AceStepTask])
        assert_type(task.data, AceStepTask)
    for each in piapi.as_completed([handle]):
        assert_type(each.data, AceStepTask)
    assert_type(piapi.get("id"), Task[AnyTask])
    assert_type(piapi.create({"model": "m"}), Handle[AnyTask])
    piapi.account("task_history", page=1)
    piapi.cancel_many(model="all", created_before=1)
KlingVideoInput(aspect_ratio="16:9")


async def main() -> None:
    async with AsyncPiAPI() as piapi:
        handle = await piapi.create(request)
        assert_type(await piapi.wait(handle), Task[AceStepTask])
"""

WRONG = {
    "a misspelt parameter of cancel_many": 'PiAPI().cancel_many(modle="all")',
    "an account resource that does not exist": 'PiAPI().account("weather")',
    "a misspelt parameter of an account resource": 'PiAPI().account("task_history", pagee=1)',
    "a value outside of a closed enum": 'KlingVideoInput(aspect_ratio="16:10")',
    "a misspelt field of a request": 'AceStepTxt2AudioInput(style_promt="piano")',
    "a task of the wrong model": "task: Task[FluxTask] = PiAPI().wait(Handle[AceStepTask]('piapi', 'id'))",
    "an argument that was renamed": "PiAPI().wait('id', cadence=None)",
}
IMPORTS = """
from gettask import Handle, PiAPI, Task
from gettask_piapi.models import AceStepTask, AceStepTxt2AudioInput, FluxTask, KlingVideoInput

"""


def programs() -> dict[str, str]:
    """Return the Python of each page as one program, by a name that a module can have."""
    found = {}
    for page in PAGES:
        blocks = [block for block in BLOCK.findall(page.read_text("utf-8")) if FOREIGN not in block]
        if blocks:
            name = re.sub(r"\W", "_", str(page.relative_to(ROOT)).removesuffix(".md")).lower()
            found[name] = "\n\n".join(blocks)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the programs of the docs, a right one of ours, and wrong ones by number."""
    folder = tmp_path_factory.mktemp("programs")
    sources = {**programs(), "right": RIGHT}
    sources |= {f"wrong_{number}": IMPORTS + line + "\n" for number, line in enumerate(WRONG.values())}
    for name, source in sources.items():
        folder.joinpath(f"{name}.py").write_text(source, "utf-8")
    return folder


def mypy(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (program, error) for what `mypy --strict` reports."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    command += map(str, sorted(folder.glob("*.py")))
    run = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode < 2, run.stderr
    for line in run.stdout.splitlines():
        path, _, error = line.partition(":")
        if ": error:" in line:
            yield Path(path).stem, error


def pyright(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (program, error) for what pyright reports."""
    settings = {"include": ["."], "pythonVersion": "3.11", "typeCheckingMode": "standard"}
    folder.joinpath("pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    command = [str(ROOT / "node_modules/.bin/pyright"), "--outputjson"]
    command += ["--pythonpath", sys.executable, "--project", str(folder)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode < 2, run.stderr
    for each in json.loads(run.stdout)["generalDiagnostics"]:
        if each["severity"] == "error":
            line = each["range"]["start"]["line"] + 1
            yield Path(each["file"]).stem, f"{line}: {each['message']}"


@pytest.mark.slow
@pytest.mark.gate
@pytest.mark.parametrize("check", [mypy, pytest.param(pyright, marks=pytest.mark.node)])
def test_programs_are_clean_and_wrong_ones_are_not(
    check: Callable[[Path], Iterator[tuple[str, str]]], folder: Path
) -> None:
    """What the docs show type-checks as it stands, and each wrong use is an error."""
    errors = list(check(folder))
    assert [each for each in errors if not each[0].startswith("wrong_")] == []
    caught = {name for name, _ in errors}
    assert [title for number, title in enumerate(WRONG) if f"wrong_{number}" not in caught] == []
