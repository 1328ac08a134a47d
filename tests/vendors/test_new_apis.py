"""`make new-api FROM=…` works for every vendor: what a document of any shape says is enough to run a job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.rules.check import check
from codegen.scaffold.document.adopt import Wanted, adopt
from codegen.scaffold.document.recognise import Given
from codegen.sources.dumper import dump
from gettask.mock import TaskPlan, after_polls
from tests.vendors.served import bundled, install, served
from tests.vendors.test_shapes import SHAPES, document_of


def plain(node: Any) -> Any:
    """Return a document as a vendor writes it: without extensions, and without links."""
    if isinstance(node, list):
        return [plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: plain(value) for key, value in node.items() if key != "links" and not key.startswith("x-")}


STATUSES = {
    "numeric-status": {"5": "running", "1": "succeeded", "7": "failed"},
    "missing-is-a-status": {"unknown": "expired"},
}
"""Statuses that only a person can read."""
OUTSIDE = {
    "status-in-the-http-code",
    "status-in-a-header",
    "result-of-another-operation",
    "failure-told-by-the-result",
}
"""Shapes that need an entry of the state table by hand: a status outside of the body, a result elsewhere."""


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in OUTSIDE])
def test_a_document_makes_an_api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    """The client waits for a job on the mock, and the checks find nothing."""
    name, given = f"acme-{shape}", Given(statuses=STATUSES.get(shape, {}))
    (tmp_path / "vendor.yaml").write_text(dump(plain(document_of(shape))))
    adopt(tmp_path, tmp_path / "vendor.yaml", Wanted(name, given=given))
    document, infos = bundled(tmp_path / f"openapi/{name}/openapi.yaml")
    errors = [v for v in check(document, "effective") if v.severity == "error"]
    assert [f"{v.rule} {v.pointer} {v.message}" for v in errors] == []
    install(tmp_path, name, document, infos)
    with served(tmp_path, monkeypatch, name, document) as vendor:
        vendor.mock.tasks.plan = TaskPlan(after_polls(2))
        (variant,) = vendor.client.contract.variants.values()
        task = vendor.client.wait(vendor.client.create(variant.example or {}, variant=variant.name))
        assert task.phase.succeeded
        assert len(vendor.client.download(task, tmp_path / "out")) == 1
        assert vendor.violations() == ""
