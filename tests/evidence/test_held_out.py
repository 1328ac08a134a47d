"""Bodies that no source shows: the client reads them, and says what it does not know; the checks name it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import gettask
from codegen.sources.loader import load as load_yaml
from gettask._contract.contract import load
from gettask._contract.pointer import MISSING, leaves, lookup, replaced
from gettask.conformance import Body, Exchange, Trace, judge

BODIES: dict[str, dict[str, Any]] = load_yaml(Path(__file__).with_name("held-out.yaml")).data


def plain(api: str) -> dict[str, Any]:
    """Return a finished task without a result, and what stands around it."""
    examples = Path(__file__).parents[2] / "openapi" / api / "examples"
    example = {"piapi": "kling_completed.json", "tripo": "text-to-model_success.json"}[api]
    body: dict[str, Any] = json.loads((examples / example).read_text("utf-8"))
    body["data"] |= {"input": {}, "output": {}}
    return body


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_no_source_shows_is_read(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Its phase and its results are known; what the spec does not allow is named by its place."""
    case = BODIES[name]
    body = plain(case["api"])
    body["data"] |= case["differs"]
    task = gettask.parse(body, case["api"])
    assert (task.phase, task.variant) == (gettask.Phase(case["phase"]), case["variant"])
    assert len(task.assets) == case["results"]
    assert task.raw == body
    assert (None if task.error is None else str(task.error)) == case.get("reason")
    if case["data"].startswith("/"):
        with pytest.raises(gettask.UnexpectedResponseError, match=f'"{case["data"]}"'):
            _ = task.data
    else:
        assert type(task.data).__name__ == case["data"]
    warnings = [record.getMessage() for record in caplog.records]
    assert len(warnings) == ("warns" in case)
    assert all(warning.startswith(case["warns"]) for warning in warnings)


@pytest.mark.parametrize("name", BODIES)
def test_the_checks_name_what_no_spec_allows(name: str) -> None:
    """A body that the spec describes breaks none of its schemas, and no reason of a failure is a result."""
    case = BODIES[name]
    body = plain(case["api"])
    body["data"] |= case["differs"]
    trace = Trace.of(case["api"], [Exchange(received=Body(json.dumps(body).encode()))])
    kinds = {violation.check.name for violation in judge(trace).violations}
    described = not case["data"].startswith("/") and case["variant"] is not None
    assert ("response-schema" in kinds) is not case.get("fits", described)
    assert "output-after-failure" not in kinds


EXAMPLES = sorted((Path(__file__).parents[2] / "openapi").glob("*/examples/*.json"))


def data_of(body: Any, api: str) -> object:
    """Return the data of a task, or the place that it does not allow."""
    try:
        return gettask.parse(body, api).data
    except gettask.UnexpectedResponseError as error:
        return error.pointer


@pytest.mark.parametrize("api", sorted({path.parts[-3] for path in EXAMPLES}))
def test_a_null_is_a_field_that_is_not_there_or_is_told(api: str) -> None:
    """Whatever field of a recorded task is null: its data is that without the field, or the null is named."""
    lifecycle = load(api).lifecycle
    read = set()
    for path in (path for path in EXAMPLES if path.parts[-3] == api):
        body = json.loads(path.read_text("utf-8"))
        task = lifecycle.find_task(body) if isinstance(body, dict) else {}
        for at in (at for at, _ in leaves(task) if at.startswith("/output/")):
            if not isinstance(lookup(task, at.rpartition("/")[0]), dict):
                continue
            null = data_of(replaced(body, lifecycle.task + at, None), api)
            absent = data_of(replaced(body, lifecycle.task + at, MISSING), api)
            kind = "named" if null == at else "absent" if repr(null) == repr(absent) else "null"
            assert kind != "null" or "None" in repr(null), (path.name, at)
            assert kind != "named" or absent == at, (path.name, at)
            read.add(kind)
    assert "absent" in read or not read
