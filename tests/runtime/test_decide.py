"""What follows from a poll, over every status of every state table and over invented ones."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask._contract.lifecycle import Lifecycle, PollSchedule
from gettask._polling.decide import Failure, PollResult, Retry, Success, WaitProgress, decide
from gettask._polling.retry import MAX_RETRY_AFTER

TABLES = [load(api).lifecycle for api in APIS]

tables = st.sampled_from(TABLES)
seconds = st.floats(min_value=0, max_value=1e6)
chances = st.floats(min_value=0, max_value=1, exclude_max=True)
results = st.builds(
    PollResult,
    status=st.none()
    | st.text()
    | st.sampled_from(sorted({word for table in TABLES for word in table.statuses})),
    remaining=st.none() | seconds,
    failed=st.booleans(),
    retryable=st.booleans(),
    retry_after=st.none() | seconds,
)
progresses = st.builds(
    WaitProgress,
    elapsed=st.floats(min_value=-1e6, max_value=1e9),
    deadline=st.none() | seconds,
    polls=st.integers(min_value=1, max_value=100_000),
    random=chances,
)
schedules = st.none() | st.builds(
    lambda start, more, factor, jitter: PollSchedule(start, factor, start + more, jitter),
    st.floats(min_value=0.01, max_value=60),
    st.floats(min_value=0, max_value=600),
    st.floats(min_value=1, max_value=10),
    st.floats(min_value=0, max_value=0.9),
)


@st.composite
def any_case(draw: st.DrawFn, words: list[str]) -> str:
    """Draw one of some words in any letter case."""
    word = draw(st.sampled_from(words))
    return "".join(char.upper() if draw(st.booleans()) else char for char in word)


@given(st.data(), tables, progresses, schedules)
def test_a_listed_status_is_decided_by_the_table_in_any_case(
    data: st.DataObject, table: Lifecycle, progress: WaitProgress, schedule: PollSchedule | None
) -> None:
    """A terminal status ends a wait that has come any way, in any case where case does not matter."""
    words = list(table.statuses)
    word = data.draw(st.sampled_from(words) if table.case_sensitive else any_case(words))
    status = table.statuses[word if table.case_sensitive else word.lower()]
    step = decide(table, PollResult(word), progress, schedule)
    if status.terminal:
        assert step == (Success() if status.phase.succeeded else Failure("task"))
    else:
        assert isinstance(step, Retry) or step == Failure("deadline")


@given(tables, results, progresses, schedules)
def test_no_result_crashes_spins_or_oversleeps(
    table: Lifecycle, result: PollResult, progress: WaitProgress, schedule: PollSchedule | None
) -> None:
    """Any result of a poll leads to an outcome; a pause is never zero, endless or beyond the deadline."""
    step = decide(table, result, progress, schedule)
    if isinstance(step, Retry):
        used = schedule or table.schedule
        assert step.after > 0
        assert step.after <= max(used.maximum * (1 + used.jitter), MAX_RETRY_AFTER) * (1 + 1e-9)
        if progress.deadline is not None:
            assert step.after <= progress.deadline - progress.elapsed


@given(tables, results, progresses)
def test_the_wait_ends_when_the_deadline_has_passed(
    table: Lifecycle, result: PollResult, progress: WaitProgress
) -> None:
    """After the deadline nothing asks for another poll."""
    late = replace(progress, deadline=10.0, elapsed=10.0)
    assert not isinstance(decide(table, result, late), Retry)


@given(tables, st.text(), progresses)
def test_an_unlisted_status_follows_the_tables_policy(
    table: Lifecycle, word: str, progress: WaitProgress
) -> None:
    """A status that nobody has heard of is waited out, or taken as failed, as the table says."""
    if table.status(word) is not None:
        return
    endless = replace(progress, deadline=None)
    assert isinstance(decide(replace(table, unlisted="wait"), PollResult(word), endless), Retry)
    assert decide(replace(table, unlisted="fail"), PollResult(word), endless) == Failure("task")
    assert isinstance(decide(replace(table, unlisted="fail"), PollResult(None), endless), Retry)


@given(tables, progresses)
def test_a_failed_poll_is_not_a_failed_wait(table: Lifecycle, progress: WaitProgress) -> None:
    """Only a failure that cannot mend itself ends the wait."""
    endless = replace(progress, deadline=None)
    assert isinstance(decide(table, PollResult(failed=True), endless), Retry)
    assert decide(table, PollResult(failed=True, retryable=False), endless) == Failure("poll")


def test_pauses_grow_to_the_maximum() -> None:
    """Without hints the pauses follow the schedule, and thousands of polls do not overflow it."""
    table, schedule = TABLES[0], PollSchedule(initial=2, multiplier=1.5, maximum=30, jitter=0)
    pauses = [
        decide(table, PollResult(), WaitProgress(0, None, n), schedule) for n in (1, 2, 3, 8, 10, 100_000)
    ]
    assert pauses == [Retry(2), Retry(3), Retry(4.5), Retry(30), Retry(30), Retry(30)]


def test_jitter_is_a_share_of_the_pause() -> None:
    """Chance moves a pause by the share that the schedule allows, both ways."""
    schedule = PollSchedule(initial=10, jitter=0.1)
    low, high = (
        decide(TABLES[0], PollResult(), WaitProgress(0, None, 1, chance), schedule) for chance in (0, 1)
    )
    assert isinstance(low, Retry)
    assert isinstance(high, Retry)
    assert math.isclose(low.after, 9)
    assert math.isclose(high.after, 11)


def test_the_servers_estimate_is_used_within_bounds() -> None:
    """The time that the server thinks is left replaces the pause, between its first and its longest."""
    schedule = PollSchedule(initial=2, maximum=30, jitter=0)
    for remaining, pause in ((0.1, 2), (7, 7), (500, 30)):
        assert decide(
            TABLES[0], PollResult(remaining=remaining), WaitProgress(0, None, 9), schedule
        ) == Retry(pause)


def test_retry_after_is_honoured_within_bounds() -> None:
    """A server that asks for time gets it, but not without end."""
    schedule = PollSchedule(initial=2, jitter=0)
    for retry_after, pause in ((1, 2), (60, 60), (86_400, MAX_RETRY_AFTER)):
        result = PollResult(failed=True, retry_after=retry_after)
        assert decide(TABLES[0], result, WaitProgress(0, None, 1), schedule) == Retry(pause)


@given(tables, st.lists(st.text() | st.sampled_from(sorted(TABLES[0].statuses)), min_size=1), progresses)
def test_the_order_of_statuses_does_not_matter(
    table: Lifecycle, words: list[str], progress: WaitProgress
) -> None:
    """Each poll is judged by itself: a task that goes backwards is waited for like any other."""
    steps = [decide(table, PollResult(word), progress) for word in words]
    assert list(reversed(steps)) == [decide(table, PollResult(word), progress) for word in reversed(words)]
