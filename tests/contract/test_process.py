"""The same suite on `gettask mock` as people run it: a process of its own, over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gettask.contract import load
from gettask.mock.spec import installed
from tests.contract.runs import KEYS, ROOT, example_ids, run

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)

# `make contract` takes the document of each whole API, which lasts longer.
WHOLE = sorted((ROOT / "generated/openapi").glob("*.yaml"))
ONE = [ROOT / "generated/openapi/tripo-v2/text-to-image.yaml"]
DEEP = "CONTRACT_EXAMPLES" in os.environ


@pytest.fixture
def mock() -> Iterator[str]:
    """The URL of a mock that serves every API."""
    keys = [word for key in sorted(KEYS) for word in ("--key", key)]
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--as-observed", *keys]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("document", WHOLE if DEEP else ONE, ids=lambda document: document.stem)
def test_the_server_keeps_the_contract(mock: str, document: Path, tmp_path: Path) -> None:
    """Nothing fails, nothing warns, no phase is skipped, every operation has examples and succeeds."""
    name = document.relative_to(ROOT / "generated/openapi").with_suffix("").parts[0]
    api, contract = installed()[name], load(name)
    auth = contract.auth
    with httpx.Client(
        base_url=mock, trust_env=False, headers={auth.header: f"{auth.scheme or ''} anna".strip()}
    ) as client:
        # The task that the examples name is made to be there, by giving them the name of one that is.
        variant = next(each for each in contract.variants.values() if each.create and each.example)
        assert variant.create is not None
        created = client.post(api.base + contract.operations[variant.create].path, json=variant.example)
        body = created.raise_for_status().json()
        task_id = contract.lifecycle.fields["id"].read(contract.lifecycle.find_task(body))
        text = document.read_text()
        for example in example_ids(api):
            text = text.replace(example, str(task_id))
        copy = tmp_path.joinpath(*document.relative_to(ROOT / "generated/openapi").parts)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text)

        def seen() -> list[str]:
            return [task["status"] for task in client.get("/_mock/tasks").json()["tasks"]]

        done = run(copy, api, mock, seen, tmp_path)
        journal = client.get("/_mock/journal").json()["entries"]
    assert (done.exit_code, list(done.problems())) == (0, []), done.output
    assert max(entry["status"] for entry in journal) < 500, json.dumps(journal)
