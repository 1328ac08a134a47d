"""The pytest fixture."""

from __future__ import annotations

import anyio
import httpx
import pytest

from gettask import Task, TaskFailedError, webhooks
from gettask.mock import TaskPlan, WebhookDelivery, after_seconds
from gettask.mock.spec.api import installed
from gettask.pytest_plugin import ROOT, GettaskMock

FLUX = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a cat"}}


def test_the_fixture_has_every_installed_api(gettask_mock: GettaskMock) -> None:
    """Base URLs end as the vendor's do, so that a client's paths fit behind them."""
    assert gettask_mock.base_urls.keys() == installed().keys()
    assert gettask_mock.base_urls["piapi"] == ROOT
    assert gettask_mock.base_urls["tripo-v2"] == f"{ROOT}/v2/openapi"


def test_the_fixture_stands_alone(pytester: pytest.Pytester) -> None:
    """A test suite that installs gettask gets a fresh mock for each test, with transport, clock and plan."""
    pytester.makepyfile(
        """
        import httpx
        import pytest
        from gettask.mock import TaskPlan, after_seconds

        ORDER = {"type": "text_to_image", "prompt": "a cat"}

        @pytest.mark.parametrize("time", [1, 2])
        def test_wait(gettask_mock, time):
            assert list(gettask_mock.mock.tasks.store) == []
            gettask_mock.plan(TaskPlan(after_seconds(60)))
            base_url = gettask_mock.base_urls["tripo-v2"]
            headers = {"Authorization": "Bearer tsk_any"}
            with httpx.Client(base_url=base_url, headers=headers, transport=gettask_mock.transport) as client:
                task_id = client.post("/task", json=ORDER).json()["data"]["task_id"]
                assert client.get(f"/task/{task_id}").json()["data"]["status"] == "queued"
                gettask_mock.clock.advance(60)
                assert client.get(f"/task/{task_id}").json()["data"]["status"] == "success"
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=2)


def test_a_plan_of_one_test_is_not_that_of_the_next(gettask_mock: GettaskMock) -> None:
    """What a test says about its tasks ends with the test."""
    assert gettask_mock.mock.tasks.plan == TaskPlan()
    gettask_mock.plan(TaskPlan(end="failed"))
    assert gettask_mock.mock.tasks.plan == TaskPlan(end="failed")


def test_one_task_can_be_planned_anew(gettask_mock: GettaskMock) -> None:
    """One fails although the other succeeds; what has ended, and what nobody knows, cannot be planned."""
    gettask_mock.plan(TaskPlan(after_seconds(60)))
    with gettask_mock.client("piapi") as piapi:
        one, other = piapi.create(FLUX), piapi.create(FLUX)
        gettask_mock.plan(TaskPlan(after_seconds(60), "failed"), task=other.id)
        with pytest.raises(TaskFailedError):
            piapi.wait(other)
        assert piapi.wait(one).phase.succeeded
        for task_id, message in ((one.id, "a terminal status stays"), ("none", "no task none")):
            with pytest.raises(ValueError, match=message):
                gettask_mock.plan(TaskPlan(end="failed"), task=task_id)


def test_a_scenario_is_chosen_and_met(gettask_mock: GettaskMock) -> None:
    """What a test asks for happens to its tasks, and is counted when it shows itself."""
    gettask_mock.scenario("create-busy")
    assert dict(gettask_mock.met) == {}
    headers = {"Authorization": "Bearer tsk_any"}
    with httpx.Client(headers=headers, transport=gettask_mock.transport) as client:
        order = {"type": "text_to_image", "prompt": "a cat"}
        url = f"{gettask_mock.base_urls['tripo-v2']}/task"
        replies = [client.post(url, json=order) for _ in range(2)]
        assert dict(gettask_mock.met) == {"create-busy": 1}
        # Each key meets it for itself.
        replies.append(client.post(url, json=order, headers={"Authorization": "Bearer tsk_another"}))
    assert [reply.status_code for reply in replies] == [429, 200, 429]
    assert replies[0].headers["Retry-After"] == "2"


def test_clients_are_ready(gettask_mock: GettaskMock) -> None:
    """They reach the mock, and an hour of waiting passes on its clock alone."""
    gettask_mock.plan(TaskPlan(after_seconds(3600)))
    begun = gettask_mock.clock.now
    with gettask_mock.client("piapi") as piapi:
        task = piapi.wait(piapi.create(FLUX), deadline=7200)
    assert task.phase.succeeded
    assert gettask_mock.clock.now - begun >= 3600


def test_an_unknown_api_is_named(gettask_mock: GettaskMock) -> None:
    """With those that there are."""
    for client in (gettask_mock.client, gettask_mock.async_client):
        with pytest.raises(ValueError, match=f"no such API: 'pipi'; there are {', '.join(installed())}"):
            client("pipi")


def test_async_clients_are_ready(gettask_mock: GettaskMock) -> None:
    """The same in an event loop."""

    async def scenario() -> bool:
        async with gettask_mock.async_client("piapi") as piapi:
            return (await piapi.wait(await piapi.create(FLUX))).phase.succeeded

    assert anyio.run(scenario)


def test_webhooks_are_handed_over(gettask_mock: GettaskMock) -> None:
    """A receiver that is under test gets what the vendor would post, when the test delivers."""
    seen: list[Task | None] = []

    def receive(delivery: WebhookDelivery) -> int:
        webhook = webhooks.receive(delivery.body, delivery.headers, api="piapi", secret="word")
        seen.append(webhook.task)
        return 204

    with gettask_mock.client("piapi") as piapi:
        config = {"webhook_config": {"endpoint": "https://me.example/hook", "secret": "word"}}
        handle = piapi.create(FLUX | {"config": config})
        assert [attempt.status for attempt in gettask_mock.deliver(receive)] == [204, 204]
        assert seen[-1] is not None
        assert seen[-1].raw["data"] == piapi.get(handle).raw["data"]


def test_the_journal_has_what_was_asked(gettask_mock: GettaskMock) -> None:
    """Each request with its status, in order."""
    with httpx.Client(transport=gettask_mock.transport) as client:
        client.get(f"{gettask_mock.base_urls['tripo-v2']}/task/none")
    entries = [(entry.method, entry.path, entry.status) for entry in gettask_mock.journal]
    assert entries == [("GET", "/v2/openapi/task/none", 401)]


@pytest.mark.parametrize("options", [[], ["-n", "2"]])
def test_a_run_reports_what_it_has_met(pytester: pytest.Pytester, options: list[str]) -> None:
    """The scenarios of all tests are in one report, met and never met, however many processes ran them."""
    pytester.makepyfile(
        """
        import httpx
        import pytest

        ORDER = {"type": "text_to_image", "prompt": "a cat"}

        def order(mock, name):
            mock.scenario(name)
            with httpx.Client(headers={"Authorization": "Bearer any"}, transport=mock.transport) as client:
                client.post(mock.base_urls["tripo-v2"] + "/task", json=ORDER)

        @pytest.mark.parametrize("name", ["create-busy", "create-page"])
        def test_one(gettask_mock, name):
            order(gettask_mock, name)

        def test_two(gettask_mock_session):
            order(gettask_mock_session, "create-fails")
        """
    )
    result = pytester.runpytest_subprocess("--gettask-scenarios", *options)
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["met (3): create-busy, create-fails, create-page", "never met (*): *"])
