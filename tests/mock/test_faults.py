"""What goes wrong now and then."""

from __future__ import annotations

import math
from random import Random
from statistics import median

import pytest

from gettask.mock import Faults, Latency, Mock
from gettask.mock.faults import MAX_SIGMA
from gettask.mock.tasks.clock import MAX_SECONDS
from tests.mock.conftest import POSTER, Call


def outcomes(mock: Mock, call: Call, faults: Faults, count: int = 400) -> list[tuple[int, bool, float]]:
    """Status, cut and delay of so many creates."""
    mock.faults = faults
    replies = [call("POST", "/press/v1/jobs", POSTER) for _ in range(count)]
    return [(reply.status, reply.cut, reply.delay) for reply in replies]


def test_a_share_of_requests_fails_and_does_nothing(mock: Mock, call: Call) -> None:
    """They are 500 in the vendor's shape, about as many as the share says, and create no task."""
    statuses = [status for status, _, _ in outcomes(mock, call, Faults(errors=0.25))]
    assert 60 < statuses.count(500) < 140
    assert len(list(mock.tasks.store)) == statuses.count(201)
    mock.faults = Faults(errors=1)
    assert "a share of requests" in call("POST", "/press/v1/jobs", POSTER).json()["error"]["text"]


@pytest.mark.parametrize(("at", "left"), [(0, 0), (7, 7), (None, None)])
def test_a_share_of_replies_breaks_off(mock: Mock, call: Call, at: int | None, left: int | None) -> None:
    """The length is that of the whole body, of which only the first bytes come."""
    mock.faults = Faults(cuts=1, cut_at=at)
    reply = call("POST", "/press/v1/jobs", POSTER)
    announced = int(reply.header("content-length") or 0)
    assert reply.cut
    assert len(reply.body) == (announced // 2 if left is None else left)


def test_a_body_that_ends_before_the_cut_is_whole(mock: Mock, call: Call) -> None:
    """There is nothing left to cut."""
    mock.faults = Faults(cuts=1, cut_at=10**6)
    assert not call("POST", "/press/v1/jobs", POSTER).cut


def test_a_seed_repeats_what_went_wrong(mock: Mock, call: Call) -> None:
    """The same requests go wrong alike; another seed has other faults; one share does not move another."""
    faults = Faults(Latency.parse("log-normal:0.2:0.5"), errors=0.1, cuts=0.1, seed=1)
    first = outcomes(mock, call, faults)
    assert outcomes(mock, call, faults) == first
    assert outcomes(mock, call, Faults(faults.latency, 0.1, 0.1, seed=2)) != first
    fewer = outcomes(mock, call, Faults(faults.latency, 0.0, 0.1, seed=1))
    assert [delay for _, _, delay in fewer] == [delay for _, _, delay in first]


@pytest.mark.parametrize(
    ("text", "low", "middle", "high"),
    [
        ("0.5", 0.5, 0.5, 0.5),
        ("uniform:0.1:0.3", 0.1, 0.2, 0.3),
        ("log-normal:0.2:0.5", 0, 0.2, math.inf),
    ],
)
def test_latencies_are_spread_as_their_names_say(text: str, low: float, middle: float, high: float) -> None:
    """Fixed, uniform and log-normal, with their bounds and medians."""
    random, latency = Random(1), Latency.parse(text)
    drawn = [latency.draw(random) for _ in range(2000)]
    assert low <= min(drawn) <= max(drawn) <= high
    assert median(drawn) == pytest.approx(middle, rel=0.1)


def test_no_latency_is_for_ever() -> None:
    """Nor is one that has hardly a median."""
    random, latency = Random(1), Latency.parse(f"log-normal:{MAX_SECONDS}:{MAX_SIGMA}")
    assert max(latency.draw(random) for _ in range(2000)) == MAX_SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "nan",
        "inf",
        "uniform:2:1",
        "uniform:1",
        "log-normal:0:1",
        "log-normal:1:1000",
        "1e300",
        "uniform:0:1e300",
        "x:1",
    ],
)
def test_what_is_no_latency_is_refused(text: str) -> None:
    """A mistake is found where it is written."""
    with pytest.raises(ValueError, match="is not a latency"):
        Latency.parse(text)


@pytest.mark.parametrize(("errors", "cuts", "at"), [(2, 0, 0), (-1, 0, 0), (0, 1.1, 0), (0, 0, -1)])
def test_shares_are_shares(errors: float, cuts: float, at: int) -> None:
    """Between 0 and 1, and no byte comes before the first."""
    with pytest.raises(ValueError, match=r"share|negative"):
        Faults(errors=errors, cuts=cuts, cut_at=at)
