"""How tasks live: by looks, by time, by plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import HeldClock, Life, Mock, Plan, Submission, SystemClock, after_looks, after_seconds
from tests.mock.conftest import SONG, Call

Order = Callable[..., str]
Look = Callable[[str], dict[str, Any]]
Weave = Callable[[], Callable[[], dict[str, Any]]]


def test_a_created_task_is_queued_and_the_first_look_finds_it_done(
    order: Order, look: Look, call: Call
) -> None:
    """Without a plan every task succeeds at once, and yet nobody is spared the look."""
    assert call("POST", "/press/v1/jobs", SONG).json()["job"]["state"] == "waiting"
    assert look(order())["state"] == "printed"


def test_n_looks_find_a_task_unfinished(mock: Mock, order: Order, look: Look) -> None:
    """after_looks(n) shares n looks out over the unfinished statuses, and the next look sees the end."""
    mock.plan = Plan(after_looks(4))
    ref = order()
    assert [look(ref)["state"] for _ in range(6)] == ["waiting"] * 2 + ["working"] * 2 + ["printed"] * 2


def test_a_task_takes_its_seconds(mock: Mock, order: Order, look: Look, clock: HeldClock) -> None:
    """after_seconds(t) goes by the clock alone, however often somebody looks."""
    mock.plan = Plan(after_seconds(10))
    ref = order()
    seen = []
    for _ in range(5):
        seen.append(look(ref)["state"])
        clock.advance(2.5)
    assert seen == ["waiting", "waiting", "working", "working", "printed"]


def test_looks_and_seconds_may_both_be_asked_for(
    mock: Mock, order: Order, look: Look, clock: HeldClock
) -> None:
    """A life of both is over when both are."""
    mock.plan = Plan(Life(looks=1, seconds=10))
    ref = order()
    clock.advance(10)
    assert look(ref)["state"] == "waiting"
    assert look(ref)["state"] == "printed"


@pytest.mark.parametrize(
    ("end", "seen"),
    [
        ("succeeded", ["waiting", "working", "printed"]),
        ("failed", ["waiting", "working", "torn"]),
        ("torn", ["waiting", "working", "torn"]),
        ("rejected", ["waiting", "waiting", "refused"]),
    ],
)
def test_a_plan_names_the_end(mock: Mock, order: Order, look: Look, end: str, seen: list[str]) -> None:
    """An end is a phase or a status, and the way there takes only steps that the state table allows."""
    mock.plan = Plan(after_looks(2), end)
    ref = order()
    assert [look(ref)["state"] for _ in range(3)] == seen


def test_a_plan_may_name_the_whole_path(mock: Mock, order: Order, look: Look) -> None:
    """A path is gone through as it stands, even where the table has no such step."""
    mock.plan = Plan(after_looks(3), path=("waiting", "working", "waiting", "torn"))
    ref = order()
    assert [look(ref)["state"] for _ in range(4)] == ["waiting", "working", "waiting", "torn"]


def test_a_path_of_one_status_ends_as_it_begins(mock: Mock, call: Call) -> None:
    """A task can be failed in the very reply that creates it."""
    mock.plan = Plan(path=("torn",), code=9)
    job = call("POST", "/press/v1/jobs", SONG).json()["job"]
    assert (job["state"], job["trouble"]["number"]) == ("torn", 9)


def test_a_function_plans_each_task(mock: Mock, order: Order, look: Look) -> None:
    """A plan can depend on the API, the variant, the body and the key."""
    asked: list[Submission] = []

    def planner(submission: Submission) -> Plan:
        asked.append(submission)
        return Plan(end="failed" if submission.variant == "song" else "succeeded")

    mock.plan = planner
    assert look(order(SONG))["state"] == "torn"
    assert look(order())["state"] == "printed"
    assert asked[0] == Submission("press", "song", SONG, "anna")


@pytest.mark.parametrize(
    ("plan", "advice"),
    [
        (Plan(end="lost"), "the final statuses are printed, torn, refused"),
        (Plan(end="working"), "no task can end as 'working'"),
        (Plan(path=("waiting", "lost")), "no such status: lost"),
        (Plan(end="failed", code="ink"), 'no task can fail with the code "ink"'),
    ],
)
def test_an_impossible_plan_says_what_is_possible(mock: Mock, call: Call, plan: Plan, advice: str) -> None:
    """A mistake in a test's plan is told where the plan is made, or in a 400 if that depends."""
    with pytest.raises(ValueError, match=advice):
        mock.plan = plan
    mock.plan = lambda _: plan
    reply = call("POST", "/press/v1/jobs", SONG)
    assert reply.status == 400
    assert advice in reply.json()["error"]["text"]


def test_a_plan_has_to_fit_one_api_only(mock: Mock, call: Call) -> None:
    """What the loom has no word for may be planned for the press, and is a 400 at the loom."""
    mock.plan = Plan(end="refused")
    assert call("POST", "/press/v1/jobs", SONG).status == 201
    assert call("POST", "/loom/cloth", {"type": "twill", "width": 3}).status == 400


@pytest.mark.parametrize(
    ("plan", "seen"),
    [
        (Plan(after_looks(4), "failed"), ["working"] * 4 + ["torn"]),
        (Plan(), ["printed"]),
        (Plan(path=("working", "waiting", "printed")), ["printed"]),
        (Plan(after_looks(2), path=("waiting", "working", "torn")), ["working", "working", "torn"]),
        (Plan(path=("working",)), ["working"] * 5),
    ],
)
def test_one_task_can_be_planned_anew(
    mock: Mock, order: Order, look: Look, plan: Plan, seen: list[str]
) -> None:
    """From the status that it has reached its life is that of the new plan, and that of no other task is."""
    mock.plan = Plan(after_looks(4))
    ref, other = order(), order()
    assert [look(each)["state"] for each in (ref, ref, ref, other)] == [
        "waiting",
        "waiting",
        "working",
        "waiting",
    ]
    mock.replan(ref, plan)
    assert [look(ref)["state"] for _ in seen] == seen
    assert [look(other)["state"] for _ in range(4)] == ["waiting", "working", "working", "printed"]


def test_a_task_that_waits_when_it_is_planned_anew_has_yet_to_run(
    mock: Mock, order: Order, look: Look
) -> None:
    """Nothing of the way is left out that has not been gone."""
    mock.plan = Plan(after_looks(9))
    ref = order()
    assert look(ref)["state"] == "waiting"
    mock.replan(ref, Plan(after_looks(2), "failed"))
    assert [look(ref)["state"] for _ in range(3)] == ["waiting", "working", "torn"]


def test_a_new_plan_takes_nothing_back(mock: Mock, weave: Weave, clock: HeldClock) -> None:
    """Places in the queue fall, progress never does, and time is counted from the new plan on."""
    mock.plan = Plan(after_seconds(100))
    cloth = weave()
    seen = []
    for _ in range(8):
        clock.advance(10)
        found = cloth()
        seen.append((found["place"], found["woven"]))
        mock.replan(found["id"], Plan(after_seconds(40)))
    places, woven = zip(*seen, strict=True)
    assert list(places) == sorted(places, reverse=True)
    assert list(woven) == sorted(woven)
    assert cloth()["status"] == "spooled"
    clock.advance(40)
    assert cloth()["status"] == "done"


def test_who_waits_is_not_overtaken_by_a_new_plan(mock: Mock, weave: Weave) -> None:
    """A place in the queue stays when there are fewer steps to go."""
    mock.plan = Plan(after_looks(5), path=("spooled", "spooled", "weaving", "done"))
    cloth = weave()
    before = [cloth()["place"] for _ in range(3)]
    mock.replan(next(iter(mock.store)).id, Plan(after_looks(9), path=("done",)))
    after = [cloth()["place"] for _ in range(6)]
    assert before + after == sorted(before + after, reverse=True)


def test_what_cannot_be_planned_anew_is_told(mock: Mock, order: Order, look: Look, clock: HeldClock) -> None:
    """An unknown task, one that has ended by now though nobody looked, and a way that its API has not."""
    mock.plan = Plan(after_seconds(10))
    ref = order()
    with pytest.raises(ValueError, match="no such status: lost"):
        mock.replan(ref, Plan(path=("lost",)))
    clock.advance(10)
    with pytest.raises(ValueError, match="has ended as printed, and final states stay"):
        mock.replan(ref, Plan(end="failed"))
    assert look(ref)["state"] == "printed"
    with pytest.raises(ValueError, match="no task none"):
        mock.replan("none", Plan())


def test_final_states_stay(mock: Mock, order: Order, look: Look, clock: HeldClock) -> None:
    """A finished task answers with the same bytes for ever, whatever the plan and the clock do."""
    ref = order()
    first = look(ref)
    mock.plan = Plan(end="failed")
    clock.advance(1e6)
    assert look(ref) == first


def test_time_tells_when_a_status_was_reached(mock: Mock, order: Order, look: Look, clock: HeldClock) -> None:
    """By time alone a late look still tells when the task began and ended."""
    mock.plan = Plan(after_seconds(10))
    ref = order()
    clock.advance(1000)
    assert look(ref)["times"] == {
        "made": "2025-06-15T15:06:40.000000Z",
        "begun": "2025-06-15T15:06:45.000000Z",
        "ended": "2025-06-15T15:06:50.000000Z",
    }


def test_what_has_not_happened_has_the_vendors_word_for_it(mock: Mock, order: Order, look: Look) -> None:
    """Times that have not come are written as the state table's `none`."""
    mock.plan = Plan(after_looks(2))
    ref = order()
    assert look(ref)["times"]["begun"] == look(ref)["times"]["ended"] == ""


def test_queue_and_remaining_fall_and_progress_rises(mock: Mock, weave: Weave, clock: HeldClock) -> None:
    """Queue position, remaining time and progress go one way, in the table's places and scale."""
    mock.plan = Plan(after_seconds(12))
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


def test_time_that_runs_backwards_takes_nothing_back(mock: Mock, weave: Weave, clock: HeldClock) -> None:
    """Status and progress stay where they were when the clock is set back."""
    mock.plan = Plan(after_seconds(10))
    cloth = weave()
    clock.advance(8)
    before = cloth()
    clock.now -= 5
    after = cloth()
    assert (after["status"], after["woven"]) == (before["status"], before["woven"]) == ("weaving", 8)


@pytest.mark.parametrize("make", [after_looks, after_seconds])
def test_a_life_is_not_negative(make: Callable[[int], Life]) -> None:
    """Less than nothing is refused where it is written."""
    with pytest.raises(ValueError, match="negative"):
        make(-1)


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e10])
def test_a_life_ends(seconds: float) -> None:
    """No moment is so far away that no date has it."""
    with pytest.raises(ValueError, match="at most 1000000000 seconds"):
        after_seconds(seconds)
    clock = HeldClock()
    with pytest.raises(ValueError, match="beyond the year 9892"):
        clock.advance(1e12)


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan")])
@pytest.mark.parametrize("make", [HeldClock, SystemClock])
def test_a_clock_runs_forward_only(make: Callable[[], HeldClock | SystemClock], seconds: float) -> None:
    """advance() is for time that passes."""
    with pytest.raises(ValueError, match="backwards"):
        make().advance(seconds)
