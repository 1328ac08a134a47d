"""What the state table says about a body."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gettask._contract.contract import load
from gettask._contract.lifecycle import Field, Phase, PollSchedule, date_time, unix_time
from gettask._contract.pointer import find, leaves, lookup

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "micros", "offset"),
    [
        ("2025-06-11T11:43:31Z", 0, 0),
        ("2025-06-11T11:43:31.6Z", 600_000, 0),
        ("2025-06-11T11:43:31.673594+08:00", 673_594, 8),
        ("2025-06-11T11:43:31.833705018Z", 833_705, 0),
        ("2025-06-11t11:43:31.000000001-03:00", 0, -3),
    ],
)
def test_times_are_read_with_any_fraction_and_offset(text: str, micros: int, offset: int) -> None:
    """An RFC 3339 time with 0 to 9 fraction digits keeps its offset and its microseconds."""
    found = date_time(text)
    assert found is not None
    assert found.replace(tzinfo=None) == datetime(2025, 6, 11, 11, 43, 31, micros)  # noqa: DTZ001
    assert found.utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "0001-01-01T00:00:00Z",
            "0001-01-01T08:05:43+08:05",
            "string",
            "2025-06-11",
            "2025-13-01T00:00:00Z",
        ),
        *(
            "2025-06-11T11:43:31",
            "YYYY-MM-DDTHH:mm:ssZ",
        ),
        *(
            "2025-06-11T11:43:31+99:99",
            "2025-06-11T11:43:60Z",
            "２０２５-06-11T11:43:31Z",
            None,
            5,
            True,
            [],
            {},
        ),
    ],
)
def test_odd_times_are_none(value: Any) -> None:
    """A time that is not one is None, and never an error."""
    assert date_time(value) is None


@given(JSON)
def test_no_value_breaks_the_reading_of_times(value: Any) -> None:
    """Whatever stands in the place of a time, reading it does not raise."""
    for found in (date_time(value), unix_time(value)):
        assert found is None or found.tzinfo is not None


def test_unix_times_are_utc() -> None:
    """Seconds since 1970 are read as UTC, and zero is not a time."""
    assert unix_time(1709048933) == datetime(2024, 2, 27, 15, 48, 53, tzinfo=UTC)
    assert unix_time(0) is None
    assert unix_time(1e30) is None


def test_the_first_pointer_that_holds_something_wins() -> None:
    """A field is read at the first of its places that is there, and its stand-ins for none are None."""
    field = Field(at=("/a/b", "/c"), none=(-1, ""))
    assert field.read({"a": {"b": 1}, "c": 2}) == 1
    assert field.read({"a": {"b": None}, "c": 2}) == 2
    assert field.read({"a": {"b": ""}, "c": 2}) == 2
    assert field.read({"c": -1}) is None
    assert field.read({"a": "text"}) is None


def test_true_is_not_one() -> None:
    """JSON's booleans and numbers are kept apart."""
    assert Field(at=("/a",), none=(1,)).read({"a": True}) is True
    assert Field(at=("/a",)).number({"a": True}) is None


@given(JSON)
@example(10**400)
def test_numbers_are_finite_or_none(value: Any) -> None:
    """A number is read only if it is one or a text of one, and one that can be reckoned with."""
    number = Field(at=("/a",)).number({"a": value})
    assert number is None or math.isfinite(float(number))
    assert number is None or isinstance(value, str) or number == value


@pytest.mark.parametrize(
    ("text", "number"),
    [("93%", 93), (" 7.5 % ", 7.5), ("93", 93), ("", None), ("%", None), ("soon", None), ("nan", None)],
)
def test_texts_of_numbers_are_numbers(text: str, number: float | None) -> None:
    """Some servers write progress as a text: of a percentage, 100 % is the scale."""
    assert Field(at=("/a",), scale=100).number({"a": text}) == number


def test_an_id_has_no_white_space_around_it() -> None:
    """Such an id could not be asked for, nor be passed on in a line of text."""
    lifecycle = load("piapi").lifecycle
    assert lifecycle.read_id({"task_id": " a b\r\n"}) == "a b"
    assert lifecycle.read_id({"task_id": " \n"}) is None


def test_a_status_that_is_no_text_is_one_all_the_same() -> None:
    """A number or boolean in place of a status is an unlisted status: the task exists, and is waited for."""
    for value, status in ((7, "7"), (True, "true"), (False, "false")):
        assert load("piapi").lifecycle.read_status({"status": value}) == status


def test_every_status_has_a_phase_that_agrees_with_it(api: str) -> None:
    """A status of the table is final exactly when its phase is."""
    for status in load(api).lifecycle.statuses.values():
        assert status.terminal is status.phase.terminal
        assert status.phase is not Phase.UNKNOWN


def test_a_case_insensitive_table_takes_any_case() -> None:
    """PiAPI's words are known in any letter case, and with the stray blanks that its pages have."""
    table = load("piapi").lifecycle
    assert table.status("Completed") == table.status(" COMPLETED\t") == table.status("completed") is not None
    assert table.status("complete") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"initial": 0},
        {"initial": -1},
        {"initial": 5, "maximum": 1},
        {"initial": 1, "multiplier": 0.5},
        {"initial": 1, "jitter": 1},
    ],
)
def test_a_poll_schedule_that_could_spin_is_refused(wrong: dict[str, float]) -> None:
    """No schedule can be made that would poll again at once, or ever faster."""
    with pytest.raises(ValueError, match="initial"):
        PollSchedule(**wrong)


def test_a_star_in_a_pointer_meets_items_and_values() -> None:
    """`*` goes through arrays and objects, and each find has its own pointer."""
    document = {"a": [{"u/v": 1}, {"u/v": 2}], "b": {"x": 3, "y": 4}}
    assert list(find(document, "/a/*/u~1v")) == [("/a/0/u~1v", 1), ("/a/1/u~1v", 2)]
    assert list(find(document, "/b/*")) == [("/b/x", 3), ("/b/y", 4)]
    assert list(find(document, "/a/*/none")) == []


@given(JSON)
def test_every_leaf_is_found_again_by_its_pointer(document: Any) -> None:
    """The pointers that `leaves` gives lead back to what it found."""
    for pointer, value in leaves(document):
        assert lookup(document, pointer) is value
