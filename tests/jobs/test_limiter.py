"""Creates of one account by several processes of a machine keep one rate, and make one pause."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettask import JobStore, JobStoreError
from gettask.jobs.limiter import CreateLimiter
from tests.runtime.harness import FakeClock

OpenStore = Callable[..., JobStore]


def test_processes_with_one_store_keep_one_rate(open_store: OpenStore, clock: FakeClock) -> None:
    """Whichever of them creates: their turns are a gap apart, and no longer."""
    limiters = [CreateLimiter(clock, open_store(), "piapi", "a", 4.0) for _ in range(3)]
    began, times = clock.now, []
    for number in range(12):
        limiters[number * 7 % 3].wait()
        times.append(clock.now - began)
    assert times == pytest.approx([number / 4 for number in range(12)])


def test_a_pause_holds_for_all_processes(open_store: OpenStore, clock: FakeClock) -> None:
    """Of the account that was refused, and of no other."""
    first, second = (CreateLimiter(clock, open_store(), "piapi", "a", None) for _ in range(2))
    other = CreateLimiter(clock, open_store(), "piapi", "b", None)
    began = clock.now
    first.hold(30.0)
    first.hold(10.0)
    other.wait()
    assert clock.now == began
    second.wait()
    assert clock.now == pytest.approx(began + 30)


@settings(max_examples=10)
@given(seconds=st.floats(1, 1e6))
def test_a_clock_that_was_set_back_starts_anew(
    tmp_path_factory: pytest.TempPathFactory, seconds: float
) -> None:
    """Nobody waits until the old time has come again."""
    clock = FakeClock()
    with JobStore(tmp_path_factory.mktemp("store") / "jobs.db", clock=clock.time) as store:
        limiter = CreateLimiter(clock, store, "piapi", "a", 0.5)
        limiter.wait()
        clock.now -= seconds
        began = clock.now
        limiter.wait()
        limiter.wait()
    assert clock.now == pytest.approx(began + 2)


def test_threads_of_a_process_wait_in_line(open_store: OpenStore, clock: FakeClock) -> None:
    """Each has one turn: none is lost, and none is given out twice."""
    limiter = CreateLimiter(clock, open_store(), "piapi", "a", 2.0)
    began = clock.now
    threads = [threading.Thread(target=limiter.wait) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert clock.now == pytest.approx(began + 9.5)


def test_who_has_no_patience_is_told_how_long_it_takes(store: JobStore, clock: FakeClock) -> None:
    """And has taken no turn."""
    limiter = CreateLimiter(clock, store, "piapi", "a", 0.1)
    assert limiter.wait(1.0) == 0
    began = clock.now
    assert limiter.wait(1.0) == pytest.approx(10)
    assert clock.now == began
    assert limiter.wait(11.0) == 0
    assert clock.now == pytest.approx(began + 10)


def test_rates_that_cannot_be_used_are_refused(store: JobStore, clock: FakeClock) -> None:
    """Nothing, less, and without end."""
    for rate in (0.0, -1.0, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="creates a second"):
            CreateLimiter(clock, store, "piapi", "a", rate)
    limiter = CreateLimiter(clock, store, "piapi", "a", 1.0)
    store.close()
    with pytest.raises(JobStoreError):
        limiter.wait()
