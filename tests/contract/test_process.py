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

from codegen import source
from gettask.contract import load
from gettask.mock.spec import Api
from tests.contract.runs import DOCUMENTS, KEYS, ROOT, example_ids, run

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)

# `make contract` takes every document: that of a whole API at full depth, the others, which went that deep in
# process, as deep as `make test` does.
ONE = [ROOT / "generated/openapi/tripo-v2/text-to-image.yaml"]
DEEP = "CONTRACT_EXAMPLES" in os.environ
SHALLOW = ("--max-examples=5",)


def name(document: Path) -> str:
    return document.relative_to(ROOT / "generated/openapi").with_suffix("").as_posix()


def reachable(document: Path) -> bool:
    """Whether a task of the document can be made over HTTP: some variants have a Get Task and no Create."""
    owner, _, variant = name(document).partition("/")
    return not variant or load(owner).variants[variant].example is not None


REACHED = [document for document in (DOCUMENTS if DEEP else ONE) if reachable(document)]


@pytest.fixture
def mock() -> Iterator[str]:
    """The URL of a mock that serves every API."""
    keys = [word for key in sorted(KEYS) for word in ("--key", key)]
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--as-observed", *keys]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("document", REACHED, ids=name)
def test_the_server_keeps_the_contract(mock: str, document: Path, tmp_path: Path) -> None:
    """Nothing fails, nothing warns, no phase is skipped, every operation has examples and succeeds."""
    owner, _, variant_only = name(document).partition("/")
    api, contract = Api(owner, source.load(document).data), load(owner)
    auth = contract.auth
    with httpx.Client(
        base_url=mock, trust_env=False, headers={auth.header: f"{auth.scheme or ''} anna".strip()}
    ) as client:
        # The task that the examples name is made to be there, by giving them the name of one that is.
        made = [each for each in contract.variants.values() if each.create and each.example]
        variant = next(each for each in made if each.name == (variant_only or made[0].name))
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

        done = run(copy, api, mock, seen, tmp_path, *(SHALLOW if variant_only else ()))
        journal = client.get("/_mock/journal").json()["entries"]
    assert (done.exit_code, list(done.problems())) == (0, []), done.output
    assert max(entry["status"] for entry in journal) < 500, json.dumps(journal)
