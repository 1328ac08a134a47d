"""Every API of this repository works: client, mock and contract agree on a job of each variant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gettask.pytest_plugin import GettaskMock

ROOT = Path(__file__).parents[1]


def requests() -> Iterator[Any]:
    """Yield the documented requests of every variant."""
    for path in sorted(ROOT.glob("generated/gettask-*/gettask_*/openapi.json")):
        api = path.parents[1].name.removeprefix("gettask-")
        for item in json.loads(path.read_text("utf-8"))["paths"].values():
            for operation in item.values():
                body = operation.get("requestBody", {}) if isinstance(operation, dict) else {}
                for media in body.get("content", {}).values():
                    for name, example in media.get("examples", {}).items():
                        if variant := example.get("x-variant"):
                            yield pytest.param(api, variant, example["value"], id=f"{api}-{name}")


@pytest.mark.parametrize(("api", "variant", "body"), requests())
def test_a_job_ends_with_its_results(
    gettask_mock: GettaskMock, tmp_path: Path, api: str, variant: str, body: Any
) -> None:
    """It is created, polled until it succeeded, and its results are downloaded."""
    with gettask_mock.client(api) as client:
        task = client.wait(client.create(body, variant=variant))
        assert task.phase.succeeded
        assert len(client.download(task, tmp_path / "out")) == len(task.assets)
