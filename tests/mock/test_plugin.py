"""The pytest fixture."""

from __future__ import annotations

import pytest

from gettask.mock import Plan
from gettask.pytest_plugin import GettaskMock

pytest_plugins = ["pytester"]


def test_the_fixture_has_every_installed_api(gettask_mock: GettaskMock) -> None:
    """Base URLs end as the vendor's do, so that a client's paths fit behind them."""
    assert gettask_mock.base_urls == {
        "piapi": "http://gettask-mock.invalid",
        "tripo-v2": "http://gettask-mock.invalid/v2/openapi",
    }


def test_the_fixture_stands_alone(pytester: pytest.Pytester) -> None:
    """A test suite that installs gettask gets a fresh mock for each test, with transport, clock and plan."""
    pytester.makepyfile(
        """
        import httpx
        import pytest
        from gettask.mock import Plan, after_seconds

        ORDER = {"type": "text_to_image", "prompt": "a cat"}

        @pytest.mark.parametrize("time", [1, 2])
        def test_wait(gettask_mock, time):
            assert list(gettask_mock.mock.store) == []
            gettask_mock.plan(Plan(after_seconds(60)))
            base_url = gettask_mock.base_urls["tripo-v2"]
            headers = {"Authorization": "Bearer tsk_any"}
            with httpx.Client(base_url=base_url, headers=headers, transport=gettask_mock.transport) as client:
                task_id = client.post("/task", json=ORDER).json()["data"]["task_id"]
                assert client.get(f"/task/{task_id}").json()["data"]["status"] == "queued"
                gettask_mock.clock.advance(60)
                assert client.get(f"/task/{task_id}").json()["data"]["status"] == "success"
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_a_plan_of_one_test_is_not_that_of_the_next(gettask_mock: GettaskMock) -> None:
    """What a test says about its tasks ends with the test."""
    assert gettask_mock.mock.plan == Plan()
    gettask_mock.plan(Plan(end="failed"))
    assert gettask_mock.mock.plan == Plan(end="failed")
