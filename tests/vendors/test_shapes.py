"""What vendors write otherwise is data: each shape is a toy vendor, which client and mock understand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.rules.check import check
from codegen.sources.loader import load
from gettask import PollSchedule, TaskFailedError, TaskNotFoundError, UnsupportedError
from gettask.conformance import Body, Exchange, Trace, judge
from gettask.mock import TaskPlan, after_polls, after_seconds
from tests.vendors.served import Vendor, install, served

FILE: dict[str, Any] = load(Path(__file__).with_name("shapes.yaml")).data
SHAPES: dict[str, Any] = FILE["shapes"]


def patched(value: Any, patch: Any) -> Any:
    """Return what a JSON Merge Patch (RFC 7396) makes of a value."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(value) if isinstance(value, dict) else {}
    for name, part in patch.items():
        merged[name] = patched(merged.get(name), part)
    return {name: part for name, part in merged.items() if part is not None or name == "code"}


def document_of(shape: str) -> dict[str, Any]:
    """Return the document of a shape."""
    document: dict[str, Any] = patched(FILE["base"], SHAPES[shape])
    return document


def register(shape: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """Put the package of a shape into a folder, with its entry point; return its name and document."""
    name, document = f"shape-{shape}", document_of(shape)
    install(folder, name, document, {"video": {"title": "Videos"}})
    return name, document


@pytest.fixture
def vendor(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Vendor]:
    """The vendor of a shape: its package is outside of this repository, and found by its entry point."""
    name, document = register(request.param, tmp_path)
    with served(tmp_path, monkeypatch, name, document) as found:
        yield found


@pytest.mark.parametrize("shape", SHAPES)
def test_the_rules_take_it(shape: str) -> None:
    """No rule about specs refuses a shape."""
    found = [v for v in check(document_of(shape), "effective") if v.severity == "error"]
    assert [f"{v.rule} {v.pointer} {v.message}" for v in found] == []


@pytest.mark.parametrize("vendor", SHAPES, indirect=True)
def test_a_job_ends_well(vendor: Vendor, tmp_path: Path) -> None:
    """It is created, polled until it is done, and its result is downloaded, all against the mock."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(2))
    handle = vendor.client.create({"prompt": "a cat"})
    task = vendor.client.wait(handle)
    assert (task.phase.succeeded, task.variant) == (True, "video")
    assert vendor.client.contract.common is vendor.client.contract.variants["video"]
    assert [asset.kind for asset in task.assets] == ["video"]
    assert len(vendor.client.download(task, tmp_path / "out")) == 1
    polls = [each for each in vendor.requests if handle.id in each.path + each.query + each.body.decode()]
    assert len(polls) >= 3
    assert vendor.violations() == ""


@pytest.mark.parametrize("vendor", [s for s in SHAPES if s != "status-in-the-http-code"], indirect=True)
def test_a_job_that_fails_says_so(vendor: Vendor) -> None:
    """The status of failure, wherever it stands, ends the wait with the vendor's reason."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(1), "failed", message="out of paint")
    handle = vendor.client.create({"prompt": "a cat"}, variant="video")
    with pytest.raises(TaskFailedError, match="out of paint"):
        vendor.client.wait(handle)


@pytest.mark.parametrize("vendor", SHAPES, indirect=True)
def test_an_unknown_id_is_not_found(vendor: Vendor) -> None:
    """As an HTTP error or as a status, it is the same exception."""
    with pytest.raises(TaskNotFoundError):
        vendor.client.get("nobody")


@pytest.mark.parametrize("vendor", ["minimum-interval"], indirect=True)
def test_no_schedule_undercuts_the_minimum(vendor: Vendor) -> None:
    """A caller who would poll every second polls every five."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(4))
    handle, begun = vendor.client.create({"prompt": "a cat"}, variant="video"), vendor.clock()
    vendor.client.wait(handle, schedule=PollSchedule(initial=1, maximum=1, jitter=0))
    assert vendor.clock() - begun >= 15


@pytest.mark.parametrize("vendor", ["waits-when-asked"], indirect=True)
@pytest.mark.parametrize(
    ("asked", "plan", "polls"),
    [
        (20, TaskPlan(after_seconds(15)), 0),
        (5, TaskPlan(after_seconds(15)), 1),
        (20, TaskPlan(after_polls(2)), 0),
        (20, TaskPlan(after_polls(2), "failed"), None),
        (None, TaskPlan(), 1),
    ],
)
def test_a_create_that_waits_ends_the_wait(
    vendor: Vendor, asked: int | None, plan: TaskPlan, polls: int | None
) -> None:
    """With `Prefer: wait` the response may hold the task that has ended, and no poll is sent."""
    vendor.mock.tasks.plan = plan
    if polls is None:
        with pytest.raises(TaskFailedError):
            vendor.client.create({"prompt": "a cat"}, prefer_wait=asked)
        return
    handle = vendor.client.create({"prompt": "a cat"}, prefer_wait=asked)
    assert vendor.requests[0].headers.get("prefer") == (None if asked is None else f"wait={asked}")
    task = vendor.client.wait(handle)
    assert (task.phase.succeeded, task.handle) == (True, handle)
    assert [each.path for each in vendor.requests[1:]].count(f"/v1/tasks/{handle.id}") >= polls
    assert polls > 0 or len(vendor.requests) == 1


@pytest.mark.parametrize("vendor", ["base", "respond-async"], indirect=True)
def test_an_api_that_does_not_wait_is_not_asked_to(vendor: Vendor) -> None:
    """Only where the spec leaves the header to the caller; nothing is sent."""
    with pytest.raises(UnsupportedError, match="does not wait"):
        vendor.client.create({"prompt": "a cat"}, prefer_wait=10)
    assert vendor.requests == []


@pytest.mark.parametrize("vendor", ["waits-when-asked"], indirect=True)
@pytest.mark.parametrize("seconds", [0, -1, 30, 60])
def test_a_wait_has_to_fit_into_the_timeout(vendor: Vendor, seconds: int) -> None:
    """A request that is cut off while the server waits would leave a task that nobody knows."""
    with pytest.raises(ValueError, match="prefer_wait"):
        vendor.client.create({"prompt": "a cat"}, prefer_wait=seconds)
    assert vendor.requests == []


@pytest.mark.parametrize("vendor", ["cancel-by-post"], indirect=True)
def test_a_job_is_cancelled_by_its_own_operation(vendor: Vendor) -> None:
    """`x-cancel` marks it, whatever its method and path."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(9))
    vendor.client.cancel(vendor.client.create({"prompt": "a cat"}, variant="video"))
    assert (vendor.requests[-1].method, vendor.requests[-1].path[-7:]) == ("POST", "/cancel")


@pytest.mark.parametrize("vendor", ["cancel-that-removes"], indirect=True)
def test_a_job_that_its_cancel_removed_is_not_waited_for(vendor: Vendor) -> None:
    """A new job may not be found yet; one that was cancelled is gone, whatever state it was in."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(9))
    handle = vendor.client.create({"prompt": "a cat"}, variant="video")
    vendor.client.cancel(handle)
    begun = vendor.clock()
    with pytest.raises(TaskNotFoundError):
        vendor.client.wait(handle)
    assert vendor.clock() == begun


@pytest.mark.parametrize("vendor", ["a-schema-for-each-state"], indirect=True)
def test_a_job_is_of_the_schema_of_its_state(vendor: Vendor) -> None:
    """The contract names the model of each state, and the variant is known all the same."""
    vendor.mock.tasks.plan = TaskPlan(after_polls(1))
    handle = vendor.client.create({"prompt": "a cat"}, variant="video")
    polls = [vendor.client.get(handle) for _ in range(2)]
    assert [len(each.body) for each in polls] == [2, 3]
    models = [vendor.client.contract.find(each.body) for each in polls]
    assert [model and model.name for model in models] == ["OpenTask", "DoneTask"]
    assert {each.variant for each in polls} == {"video"}


@pytest.mark.parametrize("vendor", ["id-in-the-query"], indirect=True)
def test_the_checks_know_a_job_by_the_id_in_its_query(vendor: Vendor) -> None:
    """A poll that no longer finds it is a violation, as of a task whose id stands in the path."""
    api = vendor.client.api
    polled = "https://shape.test/v1/get_result?id=t-1"
    exchanges = [
        Exchange("POST", "https://shape.test/v1/videos", 200, received=Body(b'{"id": "t-1"}')),
        Exchange("GET", polled, 200, received=Body(b'{"id": "t-1", "status": "working"}')),
        Exchange("GET", polled, 404, received=Body(b"{}")),
    ]
    verdict = judge(Trace.of(api, exchanges))
    assert verdict.tasks == 1
    assert {each.check.name for each in verdict.violations} >= {"task-stays"}


@pytest.mark.parametrize("name", FILE["refused"])
def test_what_no_client_can_do_is_refused(name: str) -> None:
    """By a rule, with the place and a sentence."""
    refused = FILE["refused"][name]
    found = {v.rule: v for v in check(patched(FILE["base"], refused["patch"]), "effective")}
    assert refused["rule"] in found
    assert found[refused["rule"]].pointer
    assert found[refused["rule"]].hint
