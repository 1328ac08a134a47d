"""The decision after a look, over every status of every state table and over invented ones."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gettask._contract.contract import APIS, load
from gettask._contract.lifecycle import Lifecycle, PollSchedule
from gettask.decision import LONGEST_HINT, Again, Clocks, Look, Raise, Return, decide

TABLES = [load(api).lifecycle for api in APIS]

tables = st.sampled_from(TABLES)
seconds = st.floats(min_value=0, max_value=1e6)
chances = st.floats(min_value=0, max_value=1, exclude_max=True)
looks = st.builds(
    Look,
    status=st.none()
    | st.text()
    | st.sampled_from(sorted({word for table in TABLES for word in table.statuses})),
    remaining=st.none() | seconds,
    failed=st.booleans(),
    retryable=st.booleans(),
    retry_after=st.none() | seconds,
)
clocks = st.builds(
    Clocks,
    elapsed=st.floats(min_value=-1e6, max_value=1e9),
    deadline=st.none() | seconds,
    looks=st.integers(min_value=1, max_value=100_000),
    chance=chances,
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


@given(st.data(), tables, clocks, schedules)
def test_a_listed_status_is_decided_by_the_table_in_any_case(
    data: st.DataObject, table: Lifecycle, clock: Clocks, schedule: PollSchedule | None
) -> None:
    """A final status ends the wait whatever the clocks say, and in any case where case does not matter."""
    words = list(table.statuses)
    word = data.draw(st.sampled_from(words) if table.case_sensitive else any_case(words))
    status = table.statuses[word if table.case_sensitive else word.lower()]
    step = decide(table, Look(word), clock, schedule)
    if status.terminal:
        assert step == (Return() if status.phase.succeeded else Raise("task"))
    else:
        assert isinstance(step, Again) or step == Raise("deadline")


@given(tables, looks, clocks, schedules)
def test_no_look_crashes_spins_or_oversleeps(
    table: Lifecycle, look: Look, clock: Clocks, schedule: PollSchedule | None
) -> None:
    """Any look leads to a decision; a sleep is never zero, never endless, never beyond the deadline."""
    step = decide(table, look, clock, schedule)
    if isinstance(step, Again):
        used = schedule or table.schedule
        assert step.after > 0
        assert step.after <= max(used.maximum * (1 + used.jitter), LONGEST_HINT) * (1 + 1e-9)
        if clock.deadline is not None:
            assert step.after <= clock.deadline - clock.elapsed


@given(tables, looks, clocks)
def test_the_wait_ends_when_the_deadline_has_passed(table: Lifecycle, look: Look, clock: Clocks) -> None:
    """After the deadline nothing asks for another look."""
    late = replace(clock, deadline=10.0, elapsed=10.0)
    assert not isinstance(decide(table, look, late), Again)


@given(tables, st.text(), clocks)
def test_an_unlisted_status_follows_the_tables_policy(table: Lifecycle, word: str, clock: Clocks) -> None:
    """A status that nobody has heard of is waited out, or taken as failed, as the table says."""
    if table.status(word) is not None:
        return
    endless = replace(clock, deadline=None)
    assert isinstance(decide(replace(table, unlisted="wait"), Look(word), endless), Again)
    assert decide(replace(table, unlisted="fail"), Look(word), endless) == Raise("task")
    assert isinstance(decide(replace(table, unlisted="fail"), Look(None), endless), Again)


@given(tables, clocks)
def test_a_failed_look_is_not_a_failed_wait(table: Lifecycle, clock: Clocks) -> None:
    """Only a failure that cannot mend itself ends the wait."""
    endless = replace(clock, deadline=None)
    assert isinstance(decide(table, Look(failed=True), endless), Again)
    assert decide(table, Look(failed=True, retryable=False), endless) == Raise("look")


def test_pauses_grow_to_the_cap() -> None:
    """Without hints the pauses follow the schedule, and thousands of looks do not overflow it."""
    table, schedule = TABLES[0], PollSchedule(initial=2, multiplier=1.5, maximum=30, jitter=0)
    pauses = [decide(table, Look(), Clocks(0, None, n), schedule) for n in (1, 2, 3, 8, 10, 100_000)]
    assert pauses == [Again(2), Again(3), Again(4.5), Again(30), Again(30), Again(30)]


def test_jitter_is_a_share_of_the_pause() -> None:
    """Chance moves a pause by the share that the schedule allows, both ways."""
    schedule = PollSchedule(initial=10, jitter=0.1)
    low, high = (decide(TABLES[0], Look(), Clocks(0, None, 1, chance), schedule) for chance in (0, 1))
    assert isinstance(low, Again)
    assert isinstance(high, Again)
    assert math.isclose(low.after, 9)
    assert math.isclose(high.after, 11)


def test_the_servers_estimate_is_used_within_bounds() -> None:
    """The time that the server thinks is left replaces the pause, between start and cap."""
    schedule = PollSchedule(initial=2, maximum=30, jitter=0)
    for remaining, pause in ((0.1, 2), (7, 7), (500, 30)):
        assert decide(TABLES[0], Look(remaining=remaining), Clocks(0, None, 9), schedule) == Again(pause)


def test_retry_after_is_honoured_within_bounds() -> None:
    """A server that asks for time gets it, but not without end."""
    schedule = PollSchedule(initial=2, jitter=0)
    for asked, pause in ((1, 2), (60, 60), (86_400, LONGEST_HINT)):
        look = Look(failed=True, retry_after=asked)
        assert decide(TABLES[0], look, Clocks(0, None, 1), schedule) == Again(pause)


@given(tables, st.lists(st.text() | st.sampled_from(sorted(TABLES[0].statuses)), min_size=1), clocks)
def test_the_order_of_statuses_does_not_matter(table: Lifecycle, words: list[str], clock: Clocks) -> None:
    """Each look is judged by itself: a task that goes backwards is waited for like any other."""
    steps = [decide(table, Look(word), clock) for word in words]
    assert list(reversed(steps)) == [decide(table, Look(word), clock) for word in reversed(words)]
