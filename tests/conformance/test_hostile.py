"""Recorded traffic may hold anything: whatever stands in a body, no check and no drift fails over it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from gettask.cli.app import cli
from gettask.conformance import Body, Trace, judge
from gettask.conformance.drift import drift
from gettask.conformance.drift.proposal import propose, text_of
from gettask.conformance.readers import traces
from gettask.conformance.report import make
from gettask.conformance.reports import FORMATS
from tests.conformance.harness import VARIANTS, Server

DEEP: Any = json.loads("[" * 200 + "]" * 200)
HOSTILE: tuple[Any, ...] = (
    *(None, True, [], {}, "", " ", "x" * 3000, 0, -1, 10**400, 1e308, float("inf"), -0.5),
    *(
        "half \ud83d of a pair",
        "\x00\x1b[31m",
        "https://[::1",
        "http://a:99999999/x.glb",
        "9999-12-31T23:59:59Z",
    ),
    *([[{"a": []}]], {"a": {"b": 1}}, {"": None}, [1, "a", None], DEEP, "-1", "١", "1e999", "completed"),
)


@cache
def _trace(api: str) -> Trace:
    """Return a sound run, with cancels, lists, uploads and webhooks."""
    return Server(api).driver(variants=(VARIANTS[api],), probes=False).run()


def _places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield at
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, each in entries:
        yield from _places(each, (*at, name))


def _with(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    if not place:
        return new
    copied: Any = dict(value) if isinstance(value, dict) else list(value)
    copied[place[0]] = _with(value[place[0]], place[1:], new)
    return copied


def _body(body: Body, number: int, value: Any) -> Body:
    """Return a JSON body with a value in one of its places; any other as it is."""
    if not isinstance(body.json, (dict, list)):
        return body
    places = list(_places(body.json))
    return Body(json.dumps(_with(body.json, places[number % len(places)], value)).encode())


def _hostile(api: str, number: int, value: Any, sent: bool) -> Trace:
    """Return the run with a value in one place of each body, another place in each."""
    trace = _trace(api)
    exchanges = [
        replace(
            each,
            sent=_body(each.sent, number + each.number, value) if sent or each.webhook else each.sent,
            received=_body(each.received, number + each.number, value),
        )
        for each in trace.exchanges
    ]
    return replace(trace, exchanges=exchanges)


@settings(max_examples=25)
@given(st.sampled_from(sorted(VARIANTS)), st.integers(0, 400), st.sampled_from(HOSTILE), st.booleans())
def test_no_value_in_a_body_breaks_a_check(api: str, number: int, value: Any, sent: bool) -> None:
    """What is wrong is a violation or a difference, which every report can be made of."""
    trace = _hostile(api, number, value, sent)
    report = make([judge(trace)])
    for write in FORMATS.values():
        write(report).encode("utf-8", "surrogatepass")
    overlay = propose(drift(trace))
    if overlay is not None:
        text_of(overlay)


ENTRY: dict[str, Any] = {
    "request": {"method": "GET", "url": "https://openapi.tripo3d.ai/v3/tasks/a"},
    "response": {"status": 200},
}
HAR = json.dumps({"log": {"entries": [ENTRY]}})
LEVELS = "".join(f"    k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 10)}]\n" for i in range(1, 10))
CODE = b"interactions:\n- !!python/object/apply:os.getcwd []\n"
DAMAGED = {
    "a packed file that is cut": (gzip.compress(HAR.encode())[:-20], "it is packed, and damaged or cut"),
    "a packed file that is none": (b"\x1f\x8babc", "it is packed, and damaged"),
    "a null for an exchange": (HAR.replace("]", ", null]").encode(), "after exchange 1: an exchange with"),
    "an exchange without a URL": (HAR.replace('"url"', '"link"').encode(), "an exchange without 'url'"),
    "a document of brackets": (b"[" * 100_000, "a value is nested too deeply"),
    "aliases of aliases": (f"interactions:\n- x:\n    k0: &k0 [1]\n{LEVELS}".encode(), "larger than 128 m"),
    "an alias of itself": (b"interactions:\n- &a [*a]\n", "larger than 128 million"),
    "a tag that would run code": (CODE, "neither JSON nor YAML"),
    "digits without end": (b'{"a": ' + b"9" * 5000 + b"}", "no JSON value at character 6"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_one_sentence(name: str, tmp_path: Path) -> None:
    """It names the file, the place and what is wrong with it; the exit code is that of wrong usage."""
    content, message = DAMAGED[name]
    path = tmp_path / "traffic"
    path.write_bytes(content)
    result = CliRunner().invoke(cli, ["check", str(path), "--api", "tripo"])
    assert result.exit_code == 2
    (line,) = (line for line in result.output.splitlines() if line.startswith("Error: "))
    assert line.startswith(f"Error: {path} cannot be read")
    assert message in line


@pytest.mark.parametrize(
    "content", [{"text": "abc", "encoding": "base64"}, {"text": "é", "encoding": "base64"}]
)
def test_a_body_that_its_recorder_damaged_was_not_recorded(content: dict[str, str], tmp_path: Path) -> None:
    """It says nothing about the server, so it is no violation."""
    path = tmp_path / "traffic.har"
    entry = {**ENTRY, "response": {"status": 200, "content": content}}
    path.write_text(json.dumps({"log": {"entries": [entry]}}))
    ((trace,), _) = traces([path])
    assert not trace.exchanges[0].recorded
    assert judge(trace).violations == ()
