"""The same suite on `gettask mock` as people run it: a process of its own, over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from codegen.sources import loader
from gettask.conformance.spec import spec_of
from gettask.mock.spec.api import Api
from tests.contract import elsewhere
from tests.contract.runs import DEEP, KEYS, ROOT, SAMPLE, SHALLOW, WHOLE, example_ids, name, run, users

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)

ONE = ROOT / "generated/openapi/tripo-v2/text-to-image.yaml"


@pytest.fixture
def mock() -> Iterator[str]:
    """The URL of a mock that serves every API."""
    keys = [word for key in sorted(KEYS) for word in ("--key", key)]
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0", "--as-observed", *keys]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("document", [*WHOLE, *SAMPLE] if DEEP else [ONE], ids=name)
def test_the_server_keeps_the_contract(mock: str, document: Path, tmp_path: Path) -> None:
    """Nothing fails, nothing warns, no phase is skipped, every operation has examples and succeeds."""
    owner, _, _ = name(document).partition("/")
    api = Api(owner, loader.load(document).data)
    with httpx.Client(base_url=mock, trust_env=False) as client:
        # The tasks that the examples name are made to be there.
        for task_id in {*example_ids(api)}:
            task = {"api": owner, "key": "anna", "variant": api.variants[0], "id": task_id}
            client.post("/_mock/tasks", json=task).raise_for_status()

        def seen() -> list[str]:
            return [task["status"] for task in client.get("/_mock/tasks").json()["tasks"]]

        done = run(document, api, mock, seen, tmp_path, SHALLOW)
        journal = client.get("/_mock/journal").json()["entries"]
    assert (done.exit_code, list(done.problems())) == (0, []), done.output
    assert max(entry["status"] for entry in journal) < 500, json.dumps(journal)


def test_a_server_elsewhere_is_not_ordered_from_without_end(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is sent to a host that is not this machine, unless its owner says that it costs nothing."""
    assert elsewhere.main("https://staging.example", "piapi") == 0
    assert "add UNBOUNDED=1" in capsys.readouterr().out


@pytest.mark.parametrize("owner", [document.stem for document in WHOLE])
def test_a_run_elsewhere_has_two_users_with_the_keys_of_the_environment(
    owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Schemathesis sends each key in the header, and after the word, that the API wants."""
    auth = spec_of(owner).contract.auth
    monkeypatch.setenv(auth.env, "first")
    monkeypatch.setenv("GETTASK_SECOND_KEY", "second")
    spec = spec_of(owner)
    sent = [user["fixedHeaders"] for user in users(spec, elsewhere.keys_of(spec))["auth"]]
    assert sent == [[{"name": auth.header, "value": auth.value(key)}] for key in ("first", "second")]
