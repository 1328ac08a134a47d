"""What an attempt of a create may do, whatever became of the attempts before it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from gettask.jobs.temporal.model import MAX_CREATES, NOT_CREATED, JobOrder
from gettask.jobs.temporal.once import RefusedError, attempt, lost

ORDER = JobOrder("piapi", "segment", {}, "cat", None, deadline=100.0)


class Death(BaseException):
    """The worker dies."""


def _note(beats: list[tuple[Any, ...]], *details: Any) -> None:
    beats.append(details)


def environment(number: int, details: tuple[Any, ...], heartbeat: timedelta) -> ActivityEnvironment:
    """Return what an attempt runs in: its number, and what the one before it has left behind."""
    found = ActivityEnvironment()
    found.info = replace(found.info, attempt=number, heartbeat_details=details, heartbeat_timeout=heartbeat)
    return found


@given(
    outcomes=st.lists(
        st.tuples(
            st.sampled_from(["refused", "lost", "dies", "created"]),
            st.sampled_from(["none", "fails", "dies", "dies unheard", "found"]),
        ),
        min_size=1,
        max_size=12,
    ),
    recreate=st.booleans(),
    cut_off=st.booleans(),
)
def test_a_create_that_was_cut_off_is_searched_for_before_another(
    outcomes: list[tuple[str, str]], recreate: bool, cut_off: bool
) -> None:
    """It is sent again only after a search that found nothing, at the caller's word, and not for ever."""
    done: list[str] = []
    order = replace(ORDER, recreate_unknown=recreate)

    def send(outcome: str) -> str:
        done.append(f"send {outcome}")
        if outcome == "created":
            return "t1"
        raise {"refused": RefusedError("no", 1.0), "lost": lost("cut off"), "dies": Death()}[outcome]

    def search(outcome: str) -> str | None:
        done.append(f"search {outcome}")
        if outcome.startswith("dies"):
            raise Death
        if outcome == "fails":
            raise OSError("no connection")
        return "t1" if outcome == "found" else None

    details: tuple[Any, ...] = ()
    for number, (sent, searched) in enumerate(outcomes, 1):
        beats: list[tuple[Any, ...]] = [details]
        heard = environment(number, details, timedelta(seconds=60))
        heard.on_heartbeat = partial(_note, beats)
        acts = {"send": partial(send, sent), "search": partial(search, searched)}
        try:
            heard.run(partial(attempt, order, cut_off=cut_off, **acts))  # type: ignore[arg-type]
            break
        except ApplicationError as error:
            if error.non_retryable:
                break
        except (Death, OSError):
            if searched == "dies unheard":
                continue  # what it said last has not arrived
        details = beats[-1]
    pending, sends = cut_off, int(cut_off)
    for step in done:
        if step.startswith("send"):
            assert not pending, done
            pending = step in ("send lost", "send dies")
            sends += pending
        else:
            assert pending, done
            pending = step != "search none" or not recreate
    assert sends <= (MAX_CREATES if recreate else 1)


def test_a_search_beats_while_it_lasts() -> None:
    """A long one is not taken for a dead worker, and what is known of earlier attempts stays known."""
    heard, beaten = environment(3, (1, 1, 0.0), timedelta(seconds=0.01)), threading.Event()
    beats: list[tuple[Any, ...]] = []

    def beat(*details: Any) -> None:
        beats.append(details)
        if len(beats) > 3:
            beaten.set()

    heard.on_heartbeat = beat
    found = heard.run(
        attempt, ORDER, cut_off=False, send=pytest.fail, search=lambda: "t1" if beaten.wait(5) else None
    )
    assert found == "t1"
    started = heard.info.started_time.timestamp()
    assert {*beats} == {(0, 1, started)}


def test_a_search_that_fails_ends_with_the_deadline() -> None:
    """Until then it is repeated; after it the job is unknown, and the reason is said."""

    def search() -> str | None:
        raise OSError("no connection")

    heard = environment(2, (), timedelta(seconds=60))
    with pytest.raises(OSError, match="no connection"):
        heard.run(attempt, ORDER, cut_off=False, send=pytest.fail, search=search)
    since = heard.info.started_time.timestamp()
    for seconds, message in (
        (130, "could not be searched for: no connection"),
        (300, "no search .* has ended"),
    ):
        heard = environment(9, (0, 0, since - seconds), timedelta(seconds=60))
        with pytest.raises(ApplicationError, match=message) as given_up:
            heard.run(attempt, ORDER, cut_off=False, send=pytest.fail, search=search)
        assert given_up.value.non_retryable


def test_what_was_refused_for_good_is_not_searched_for() -> None:
    """Nothing was created."""

    def send() -> str:
        raise ApplicationError("no", type=NOT_CREATED, non_retryable=True)

    with pytest.raises(ApplicationError, match="no"):
        environment(1, (), timedelta(seconds=60)).run(
            attempt, ORDER, cut_off=False, send=send, search=pytest.fail
        )
