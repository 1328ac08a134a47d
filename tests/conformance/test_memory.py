"""Traffic is judged in memory that the size of its bodies does not change."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from gettask.conformance import Body, Exchange, Trace, Verdict, judge
from gettask.conformance.bodies import NOT_JSON, BodyStore
from gettask.conformance.drift import Drift, drift
from gettask.conformance.readers import UnreadableError, read, traces
from gettask.conformance.report import Tally, make
from gettask.conformance.spec import spec_of
from gettask.conformance.tasks import View
from gettask.conformance.trace import Headers
from tests.conformance.harness import VARIANTS, Server

BEGIN = 1_780_000_000


@cache
def _polls() -> list[Exchange]:
    """Return polls of one task, from queue to end."""
    driver = Server("tripo").driver(variants=(VARIANTS["tripo"],), probes=False, endpoint=None)
    trace = driver.run()
    assert judge(trace).violations == ()  # and schemas are compiled
    polls = [each for each in trace.exchanges if each.method == "GET" and "/tasks/" in each.path]
    return [each for each in polls if each.status == 200 and not each.purpose]


def _exchanges(count: int, size: int) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield headers, URL and body of polls with logs of a size, as the mock answers them."""
    polls = _polls()
    for number in range(count):
        each = polls[number % len(polls)]
        body = {**each.response_json}
        body["data"] = {**body["data"], "logs": [f"{number} " + "x" * size]}
        yield {}, each.url, json.dumps(body)


def _har(exchanges: Iterator[tuple[dict[str, Any], str, str]]) -> str:
    entries = [
        {
            "startedDateTime": datetime.fromtimestamp(BEGIN + number, UTC).isoformat(),
            "time": 10,
            "request": {"method": "GET", "url": url, "headers": []},
            "response": {
                "status": 200,
                "headers": [{"name": name, "value": value} for name, value in headers.items()],
                "content": {"text": body},
            },
        }
        for number, (headers, url, body) in enumerate(exchanges)
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def _interactions(exchanges: Iterator[tuple[dict[str, Any], str, str]]) -> dict[str, Any]:
    return {
        "interactions": [
            {
                "request": {"method": "GET", "uri": url, "headers": {}, "body": None},
                "response": {"status": {"code": 200}, "headers": headers, "body": {"string": body}},
            }
            for headers, url, body in exchanges
        ]
    }


def _pairs(exchanges: Iterator[tuple[dict[str, Any], str, str]]) -> str:
    return "\n".join(
        json.dumps({
            "request": {"method": "GET", "url": url},
            "response": {"status": 200, "headers": headers, "body": json.loads(body)},
        })
        for headers, url, body in exchanges
    )  # fmt: skip


WRITERS: dict[str, Callable[[Iterator[tuple[dict[str, Any], str, str]]], str]] = {
    "HAR": _har,
    "cassette in JSON": lambda exchanges: json.dumps(_interactions(exchanges)),
    "cassette in YAML": lambda exchanges: yaml.dump(_interactions(exchanges), Dumper=yaml.CDumper),
    "JSON lines": _pairs,
    "list": lambda exchanges: json.dumps([json.loads(body) for _, _, body in exchanges]),
}


@pytest.mark.parametrize(
    ("written", "judged"),
    [*((name, judge) for name in WRITERS), ("HAR", drift)],
    ids=lambda each: str(each)[:14],
)
def test_large_bodies_take_no_more_memory_than_small_ones(
    written: str, judged: Callable[[Trace], Verdict | Drift], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight times the bytes in as many exchanges take less than twice the memory: an entry, not the file."""
    monkeypatch.setattr("gettask.conformance.readers.files.IN_MEMORY", 1 << 14)
    monkeypatch.setattr("gettask.conformance.bodies.PARSED", 1 << 14)
    monkeypatch.setattr("gettask.conformance.drift.finding.MOST_BYTES", 1 << 14)
    peaks = []
    for size in (2_000, 16_000):
        path = tmp_path / f"{size}"
        path.write_text(WRITERS[written](_exchanges(50, size)))
        tracemalloc.start()
        ((trace,), _) = traces([path], "tripo")
        assert judged(trace).exchanges == 50
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


@pytest.mark.parametrize(
    ("memory", "parsed", "known"), [(0, 0, 1), (900, 0, 3), (0, 1 << 20, 1), (1, 2_000, 9)]
)
def test_what_was_put_into_the_file_is_judged_like_what_was_not(
    memory: int, parsed: int, known: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict and its places are the same, whatever is in the file and whatever is remembered."""
    path = tmp_path / "traffic.har"
    path.write_text(_har(_exchanges(60, 100)).replace('\\"progress\\": 100', '\\"progress\\": 170'))

    def found() -> list[tuple[str, str, str]]:
        ((trace,), _) = traces([path])
        return [
            (each.check.name, each.problem.message, each.problem.exchanges[-1].place)
            for each in judge(trace).violations
        ]

    expected = found()
    monkeypatch.setattr("gettask.conformance.readers.files.IN_MEMORY", memory)
    monkeypatch.setattr("gettask.conformance.readers.files.SHARED", known)
    monkeypatch.setattr("gettask.conformance.bodies.PARSED", parsed)
    monkeypatch.setattr("gettask.conformance.bodies.MOST_KNOWN", known)
    assert "progress-range" in {name for name, _, _ in expected}
    assert found() == expected


def test_small_exchanges_take_little_memory_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most 1,500 bytes of memory for one more, read and put in order by task."""
    monkeypatch.setattr("gettask.conformance.readers.files.IN_MEMORY", 0)
    monkeypatch.setattr("gettask.conformance.bodies.PARSED", 1 << 12)
    sizes = []
    for count in (50, 250):
        path = tmp_path / f"{count}"
        path.write_text(_har(_exchanges(count, 10)))
        tracemalloc.start()
        ((trace,), _) = traces([path], "tripo")
        view = View(spec_of("tripo"), trace)
        sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(view.calls) == count
    assert (sizes[1] - sizes[0]) / 200 < 1_500


@pytest.mark.parametrize("where", ["data URL", "URL", "header"])
def test_long_texts_are_not_kept(where: str, tmp_path: Path) -> None:
    """Of a `data:` URL in the archive of a browser, of a URL and of a header only the beginning is."""
    long = "A" * 500_000
    poll, url = (
        next(_exchanges(1, 10)),
        {"data URL": f"data:image/png;base64,{long}", "URL": f"https://x/{long}"},
    )
    others = [({"x-long": f"{number}{long}"}, url.get(where, "https://x/a.png"), "") for number in range(12)]
    path = tmp_path / "traffic.har"
    path.write_text(_har(iter([poll, *others])))
    tracemalloc.start()
    ((trace,), strays) = traces([path])
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert (len(trace.exchanges) + strays, held < 5_000_000) == (13, True)


def test_a_report_does_not_need_all_violations_at_once(tmp_path: Path) -> None:
    """Violations that are handed on one by one make the report that a verdict with all of them makes."""
    path = tmp_path / "traffic.har"
    path.write_text(_har(_exchanges(40, 10)).replace('\\"progress\\": 100', '\\"progress\\": 170'))
    ((trace,), _) = traces([path])
    tally = Tally()
    verdict = judge(trace, found=partial(tally.add, api="tripo"))
    whole = judge(trace)
    assert (verdict.violations, verdict.examined) == ((), whole.examined)
    report = make([verdict], tally=tally)
    assert report == make([whole])
    assert sum(group.count for group in report.groups) == len(whole.violations) > 1


@pytest.mark.parametrize("plain", [{}, {"a": "1"}, {"a": "1", "b": "1", "": ""}])
@pytest.mark.parametrize("name", ["a", "b", "", "c"])
def test_headers_are_a_mapping(plain: dict[str, str], name: str) -> None:
    """They have what the dictionary of the same names and values has."""
    headers = Headers(tuple(plain), tuple(plain.values()))
    assert (dict(headers), len(headers), bool(headers)) == (plain, len(plain), bool(plain))
    assert (headers.get(name, "no"), name in headers) == (plain.get(name, "no"), name in plain)
    assert headers == plain


def test_a_store_returns_what_it_was_given() -> None:
    """In memory or in the file, in any order, equal bodies once; values are parsed on demand."""
    store = BodyStore(memory=10)
    contents = [b'{"a": 1}', b"", b"\xff\x00", b'{"b": [2]}', b"not JSON", b'{"a": 1}', b"x" * 100_000]
    kept = [store.keep(Body(each)) for each in contents]
    assert [each.read() for each in kept] == contents
    assert [each.read() for each in reversed(kept)] == contents[::-1]
    assert [len(each) for each in kept] == [len(each) for each in contents]
    assert [each.json for each in kept[:5]] == [{"a": 1}, NOT_JSON, NOT_JSON, {"b": [2]}, NOT_JSON]
    assert kept[0] is kept[5]


def test_a_body_that_no_api_sends_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts as one that was not recorded, so that it is no violation either."""
    monkeypatch.setattr("gettask.conformance.readers.files.LARGEST_BODY", 1000)
    path = tmp_path / "traffic.har"
    path.write_text(_har(_exchanges(1, 5_000)))
    ((trace,), _) = traces([path])
    (exchange,) = trace.exchanges
    assert (exchange.recorded, len(exchange.received)) == (False, 0)
    assert exchange.size > 5_000
    assert judge(trace).violations == ()


def test_an_entry_larger_than_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says where it begins, and how many exchanges came before it."""
    monkeypatch.setattr("gettask.conformance.readers.stream.LARGEST", 1 << 20)
    path = tmp_path / "traffic.har"
    path.write_text(f'{_har(_exchanges(1, 10))[:-3]}, "{"x" * 5_000_000}"]}}}}')
    with pytest.raises(
        UnreadableError, match=r"after exchange 1: the value at character \d+ takes more than 1 MiB"
    ):
        list(read(path))


def test_an_exchange_does_not_show_its_bodies() -> None:
    """Its repr stays short, however long they are."""
    assert len(repr(Exchange("GET", "/x", received=Body(b"x" * 1_000_000)))) < 500
