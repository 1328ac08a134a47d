"""The Arazzo documents say what the state table says, and another tool runs them against the mock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from codegen.sources.loader import load
from gettask import load as contract_of
from gettask.mock.spec.api import Api
from tests.contract.runs import DEEP, ROOT

ARAZZO = ROOT / "generated/arazzo"
DOCUMENTS = sorted((ARAZZO / "1.0").glob("*/*.arazzo.yaml"))
NEWER = sorted((ARAZZO / "1.1").glob("*/*.arazzo.yaml"))
# In parts, which xdist runs side by side; of 1.1, which says the same, a few.
PARTS = [[*DOCUMENTS[i::4], *NEWER[i::24]] for i in range(4)] if DEEP else [[*DOCUMENTS[::12], *NEWER[::24]]]


def name(document: Path) -> str:
    """How a document is called: its API and its variant."""
    return f"{document.parent.name}/{document.name.removesuffix('.arazzo.yaml')}"


def test_every_variant_that_can_be_created_and_polled_has_one() -> None:
    """But for those whose reply to a create is the result."""
    have = {name(document) for document in DOCUMENTS}
    all_of_them = {
        f"{folder.name}/{path.stem}"
        for folder in (ROOT / "generated/openapi").iterdir()
        if folder.is_dir()
        for path in folder.glob("*.yaml")
    }
    assert have <= all_of_them
    for missing in all_of_them - have:
        api, _, variant = missing.partition("/")
        assert (
            contract_of(api).variants[variant].create is None or not contract_of(api).variants[variant].match
        )


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_it_ends_as_the_state_table_does(document: Path) -> None:
    """Success is every status of success; each other terminal status ends the wait, and no other one does."""
    api, _, _ = name(document).partition("/")
    steps: list[Any] = load(document).data["workflows"][0]["steps"]
    statuses = contract_of(api).lifecycle.statuses
    conditions = [each["condition"] for each in steps[1]["successCriteria"]]
    for status, meaning in statuses.items():
        said = f"== '{status}'"
        ends = steps[1].get("onFailure", [{}])[0].get("criteria", [{}])[0].get("condition", "").lower()
        assert (said in conditions[-1].lower()) == meaning.phase.succeeded
        assert (said in ends) == (meaning.terminal and not meaning.phase.succeeded)


def test_those_of_1_1_say_the_same() -> None:
    """They differ in the version alone."""
    assert [name(document) for document in NEWER] == [name(document) for document in DOCUMENTS]
    for older, newer in zip(DOCUMENTS, NEWER, strict=True):
        said = older.read_text("utf-8").replace("arazzo: 1.0.1", "arazzo: 1.1.0")
        assert newer.read_text("utf-8") == said


@pytest.mark.node
def test_redocly_finds_them_valid() -> None:
    """By the specification of Arazzo 1.0 and 1.1, as Redocly knows it."""
    redocly = ROOT / "node_modules/.bin/redocly"
    files = [document.relative_to(ROOT) for document in (*DOCUMENTS[::6], *NEWER[::6])]
    done = subprocess.run(
        [redocly, "lint", *files, "--extends", "spec"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.parametrize("part", PARTS, ids=range(len(PARTS)))
def test_redocly_runs_them_against_the_mock(part: list[Path]) -> None:
    """Each reply fits the effective document, and each task ends well; a sample, all in `make contract`."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as mock:
        assert mock.stdout is not None
        url = mock.stdout.readline().strip()
        servers = []
        for folder in sorted({document.parent for document in part}):
            api = Api(folder.name, load(ROOT / f"generated/openapi/{folder.name}.yaml").data)
            servers += ["-S", f"{folder.name}={url}{api.base_path}"]
        redocly = ROOT / "node_modules/.bin/redocly"
        files = [str(document.relative_to(ROOT)) for document in part]
        done = subprocess.run(
            [redocly, "respect", *files, "-i", "key=anna", *servers],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        mock.terminate()
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert done.stdout.count("Workflows: 1 passed, 1 total") == len(files)
