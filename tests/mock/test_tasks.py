"""How tasks live: by polls, by time, by plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import (
    CompleteAfter,
    ManualClock,
    Mock,
    RealTimeClock,
    TaskPlan,
    TaskRequest,
    after_polls,
    after_seconds,
)
from tests.mock.conftest import SONG, Call

CreateTask = Callable[..., str]
Poll = Callable[[str], dict[str, Any]]
Weave = Callable[[], Callable[[], dict[str, Any]]]


def test_a_created_task_is_queued_and_the_first_look_finds_it_done(
    order: CreateTask, poll: Poll, call: Call
) -> None:
    """Without a plan every task succeeds at once, and yet nobody is spared the poll."""
    assert call("POST", "/press/v1/jobs", SONG).json()["job"]["state"] == "waiting"
    assert poll(order())["state"] == "printed"


def test_n_looks_find_a_task_unfinished(mock: Mock, order: CreateTask, poll: Poll) -> None:
    """after_polls(n) shares n polls out over the unfinished statuses, and the next poll sees the end."""
    mock.tasks.plan = TaskPlan(after_polls(4))
    ref = order()
    assert [poll(ref)["state"] for _ in range(6)] == ["waiting"] * 2 + ["working"] * 2 + ["printed"] * 2


def test_a_task_takes_its_seconds(mock: Mock, order: CreateTask, poll: Poll, clock: ManualClock) -> None:
    """after_seconds(t) goes by the clock alone, however often somebody polls."""
    mock.tasks.plan = TaskPlan(after_seconds(10))
    ref = order()
    seen = []
    for _ in range(5):
        seen.append(poll(ref)["state"])
        clock.advance(2.5)
    assert seen == ["waiting", "waiting", "working", "working", "printed"]


def test_looks_and_seconds_may_both_be_asked_for(
    mock: Mock, order: CreateTask, poll: Poll, clock: ManualClock
) -> None:
    """A task that waits for polls and seconds completes when both have passed."""
    mock.tasks.plan = TaskPlan(CompleteAfter(polls=1, seconds=10))
    ref = order()
    clock.advance(10)
    assert poll(ref)["state"] == "waiting"
    assert poll(ref)["state"] == "printed"


@pytest.mark.parametrize(
    ("end", "seen"),
    [
        ("succeeded", ["waiting", "working", "printed"]),
        ("failed", ["waiting", "working", "torn"]),
        ("torn", ["waiting", "working", "torn"]),
        ("rejected", ["waiting", "waiting", "refused"]),
    ],
)
def test_a_plan_names_the_end(mock: Mock, order: CreateTask, poll: Poll, end: str, seen: list[str]) -> None:
    """An end is a phase or a status, and the way there takes only steps that the state table allows."""
    mock.tasks.plan = TaskPlan(after_polls(2), end)
    ref = order()
    assert [poll(ref)["state"] for _ in range(3)] == seen


def test_a_plan_may_name_the_whole_path(mock: Mock, order: CreateTask, poll: Poll) -> None:
    """A path is gone through as it stands, even where the table has no such step."""
    mock.tasks.plan = TaskPlan(after_polls(3), statuses=("waiting", "working", "waiting", "torn"))
    ref = order()
    assert [poll(ref)["state"] for _ in range(4)] == ["waiting", "working", "waiting", "torn"]


def test_a_path_of_one_status_ends_as_it_begins(mock: Mock, call: Call) -> None:
    """A task can be failed in the very reply that creates it."""
    mock.tasks.plan = TaskPlan(statuses=("torn",), code=9)
    job = call("POST", "/press/v1/jobs", SONG).json()["job"]
    assert (job["state"], job["trouble"]["number"]) == ("torn", 9)


def test_a_function_plans_each_task(mock: Mock, order: CreateTask, poll: Poll) -> None:
    """A plan can depend on the API, the variant, the body and the key."""
    requests: list[TaskRequest] = []

    def planner(submission: TaskRequest) -> TaskPlan:
        requests.append(submission)
        return TaskPlan(end="failed" if submission.variant == "song" else "succeeded")

    mock.tasks.plan = planner
    assert poll(order(SONG))["state"] == "torn"
    assert poll(order())["state"] == "printed"
    assert requests[0] == TaskRequest("press", "song", SONG, "anna")


@pytest.mark.parametrize(
    ("plan", "advice"),
    [
        (TaskPlan(end="lost"), "the terminal statuses are printed, torn, refused"),
        (TaskPlan(end="working"), "no task can end as 'working'"),
        (TaskPlan(statuses=("waiting", "lost")), "no such status: lost"),
        (TaskPlan(end="failed", code="ink"), 'no task can fail with the code "ink"'),
    ],
)
def test_an_impossible_plan_says_what_is_possible(
    mock: Mock, call: Call, plan: TaskPlan, advice: str
) -> None:
    """A mistake in a test's plan raises where the plan is made, or is a 400 if it depends on the request."""
    with pytest.raises(ValueError, match=advice):
        mock.tasks.plan = plan
    mock.tasks.plan = lambda _: plan
    reply = call("POST", "/press/v1/jobs", SONG)
    assert reply.status == 400
    assert advice in reply.json()["error"]["text"]


def test_a_plan_has_to_fit_one_api_only(mock: Mock, call: Call) -> None:
    """What the loom has no word for may be planned for the press, and is a 400 at the loom."""
    mock.tasks.plan = TaskPlan(end="refused")
    assert call("POST", "/press/v1/jobs", SONG).status == 201
    assert call("POST", "/loom/cloth", {"type": "twill", "width": 3}).status == 400


@pytest.mark.parametrize(
    ("plan", "seen"),
    [
        (TaskPlan(after_polls(4), "failed"), ["working"] * 4 + ["torn"]),
        (TaskPlan(), ["printed"]),
        (TaskPlan(statuses=("working", "waiting", "printed")), ["printed"]),
        (TaskPlan(after_polls(2), statuses=("waiting", "working", "torn")), ["working", "working", "torn"]),
        (TaskPlan(statuses=("working",)), ["working"] * 5),
    ],
)
def test_one_task_can_be_planned_anew(
    mock: Mock, order: CreateTask, poll: Poll, plan: TaskPlan, seen: list[str]
) -> None:
    """From the status that it has reached it follows the new plan, and no other task does."""
    mock.tasks.plan = TaskPlan(after_polls(4))
    ref, other = order(), order()
    assert [poll(each)["state"] for each in (ref, ref, ref, other)] == [
        "waiting",
        "waiting",
        "working",
        "waiting",
    ]
    mock.tasks.replan(ref, plan)
    assert [poll(ref)["state"] for _ in seen] == seen
    assert [poll(other)["state"] for _ in range(4)] == ["waiting", "working", "working", "printed"]


def test_a_task_that_waits_when_it_is_planned_anew_has_yet_to_run(
    mock: Mock, order: CreateTask, poll: Poll
) -> None:
    """Nothing of the way is left out that has not been gone."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    ref = order()
    assert poll(ref)["state"] == "waiting"
    mock.tasks.replan(ref, TaskPlan(after_polls(2), "failed"))
    assert [poll(ref)["state"] for _ in range(3)] == ["waiting", "working", "torn"]


def test_a_new_plan_takes_nothing_back(mock: Mock, weave: Weave, clock: ManualClock) -> None:
    """Places in the queue fall, progress never does, and time is counted from the new plan on."""
    mock.tasks.plan = TaskPlan(after_seconds(100))
    cloth = weave()
    seen = []
    for _ in range(8):
        clock.advance(10)
        found = cloth()
        seen.append((found["place"], found["woven"]))
        mock.tasks.replan(found["id"], TaskPlan(after_seconds(40)))
    places, woven = zip(*seen, strict=True)
    assert list(places) == sorted(places, reverse=True)
    assert list(woven) == sorted(woven)
    assert cloth()["status"] == "spooled"
    clock.advance(40)
    assert cloth()["status"] == "done"


def test_who_waits_is_not_overtaken_by_a_new_plan(mock: Mock, weave: Weave) -> None:
    """A place in the queue stays when there are fewer steps to go."""
    mock.tasks.plan = TaskPlan(after_polls(5), statuses=("spooled", "spooled", "weaving", "done"))
    cloth = weave()
    before = [cloth()["place"] for _ in range(3)]
    mock.tasks.replan(next(iter(mock.tasks.store)).id, TaskPlan(after_polls(9), statuses=("done",)))
    after = [cloth()["place"] for _ in range(6)]
    assert before + after == sorted(before + after, reverse=True)


def test_what_cannot_be_planned_anew_is_told(
    mock: Mock, order: CreateTask, poll: Poll, clock: ManualClock
) -> None:
    """An unknown task, one that has ended although nobody polled, and a plan that its API cannot have."""
    mock.tasks.plan = TaskPlan(after_seconds(10))
    ref = order()
    with pytest.raises(ValueError, match="no such status: lost"):
        mock.tasks.replan(ref, TaskPlan(statuses=("lost",)))
    clock.advance(10)
    with pytest.raises(ValueError, match="has ended as printed, and a terminal status stays"):
        mock.tasks.replan(ref, TaskPlan(end="failed"))
    assert poll(ref)["state"] == "printed"
    with pytest.raises(ValueError, match="no task none"):
        mock.tasks.replan("none", TaskPlan())


def test_final_states_stay(mock: Mock, order: CreateTask, poll: Poll, clock: ManualClock) -> None:
    """A finished task answers with the same bytes for ever, whatever the plan and the clock do."""
    ref = order()
    first = poll(ref)
    mock.tasks.plan = TaskPlan(end="failed")
    clock.advance(1e6)
    assert poll(ref) == first


def test_time_tells_when_a_status_was_reached(
    mock: Mock, order: CreateTask, poll: Poll, clock: ManualClock
) -> None:
    """A late poll still shows when the task began and ended."""
    mock.tasks.plan = TaskPlan(after_seconds(10))
    ref = order()
    clock.advance(1000)
    assert poll(ref)["times"] == {
        "made": "2025-06-15T15:06:40.000000Z",
        "begun": "2025-06-15T15:06:45.000000Z",
        "ended": "2025-06-15T15:06:50.000000Z",
    }


def test_what_has_not_happened_has_the_vendors_word_for_it(mock: Mock, order: CreateTask, poll: Poll) -> None:
    """Times that have not come are written as the state table's `none`."""
    mock.tasks.plan = TaskPlan(after_polls(2))
    ref = order()
    assert poll(ref)["times"]["begun"] == poll(ref)["times"]["ended"] == ""


def test_queue_and_remaining_fall_and_progress_rises(mock: Mock, weave: Weave, clock: ManualClock) -> None:
    """Queue position, remaining time and progress go one way, in the table's places and scale."""
    mock.tasks.plan = TaskPlan(after_seconds(12))
    cloth = weave()
    seen = []
    for _ in range(7):
        found = cloth()
        seen.append((found["status"], found["place"], found["woven"], found["left"]))
        clock.advance(2)
    assert seen == [
        ("spooled", 3, 0, None),
        ("spooled", 2, 0, None),
        ("spooled", 1, 0, None),
        ("weaving", -1, 5, 6),
        ("weaving", -1, 7, 4),
        ("weaving", -1, 8, 2),
        ("done", -1, 10, None),
    ]


def test_time_that_runs_backwards_takes_nothing_back(mock: Mock, weave: Weave, clock: ManualClock) -> None:
    """Status and progress stay where they were when the clock is set back."""
    mock.tasks.plan = TaskPlan(after_seconds(10))
    cloth = weave()
    clock.advance(8)
    before = cloth()
    clock.now -= 5
    after = cloth()
    assert (after["status"], after["woven"]) == (before["status"], before["woven"]) == ("weaving", 8)


@pytest.mark.parametrize("make", [after_polls, after_seconds])
def test_polls_and_seconds_are_not_negative(make: Callable[[int], CompleteAfter]) -> None:
    """Less than nothing is refused where it is written."""
    with pytest.raises(ValueError, match="negative"):
        make(-1)


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e10])
def test_seconds_have_a_limit(seconds: float) -> None:
    """No moment is so far away that no date has it."""
    with pytest.raises(ValueError, match="seconds at most 1000000000"):
        after_seconds(seconds)
    clock = ManualClock()
    with pytest.raises(ValueError, match="beyond the year 9892"):
        clock.advance(1e12)


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan")])
@pytest.mark.parametrize("make", [ManualClock, RealTimeClock])
def test_a_clock_runs_forward_only(make: Callable[[], ManualClock | RealTimeClock], seconds: float) -> None:
    """advance() is for time that passes."""
    with pytest.raises(ValueError, match="backwards"):
        make().advance(seconds)
