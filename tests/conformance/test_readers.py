"""Recorded traffic of every format is read alike, without its secrets, in bounded memory."""

from __future__ import annotations

import base64
import gzip
import json
import tracemalloc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from gettask.cli.app import cli
from gettask.conformance import Exchange, judge
from gettask.conformance.driver.probes import wrong_keys
from gettask.conformance.readers import UnreadableError, read, traces
from tests.conformance.harness import KEYS, VARIANTS, Server

KEY = "a-key-that-must-not-be-seen"
TASK = {"task_id": "a", "type": "text_to_model", "status": "running", "progress": 50}
BODY = json.dumps({"code": 0, "data": TASK})
URL = "https://openapi.tripo3d.ai/v3/tasks/a"


def _har(count: int = 1, url: str = URL, text: str = BODY) -> dict[str, Any]:
    entry = {
        "startedDateTime": "2026-10-01T12:00:00.000Z",
        "time": 12,
        "request": {
            "method": "GET",
            "url": url,
            "headers": [{"name": "Authorization", "value": f"Bearer {KEY}"}],
        },
        "response": {"status": 200, "headers": [], "content": {"text": text, "mimeType": "application/json"}},
    }
    return {"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [entry] * count}}


def _cassette() -> dict[str, Any]:
    request = {"method": "GET", "uri": URL, "headers": {"Authorization": [f"Bearer {KEY}"]}, "body": None}
    response = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": BODY}}
    return {"version": 1, "interactions": [{"request": request, "response": response}]}


PAIR = {
    "request": {"method": "GET", "url": URL, "headers": {"Authorization": f"Bearer {KEY}"}},
    "response": {"status": 200, "headers": {}, "body": json.loads(BODY)},
}
FILES = {
    "traffic.har": json.dumps(_har()),
    "pretty.har": json.dumps(_har(), indent=2),
    "cassette.yaml": yaml.safe_dump(_cassette()),
    "cassette.json": json.dumps(_cassette(), indent=1),
    "pairs.jsonl": f"{json.dumps(PAIR)}\n\n",
    "pair.json": json.dumps(PAIR, indent=2),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_exchange(name: str, tmp_path: Path) -> None:
    """Method, URL, status, key and task are those that were recorded."""
    path = tmp_path / name
    path.write_text(FILES[name])
    (exchange,) = read(path, ["authorization"])
    assert (exchange.method, exchange.url, exchange.status) == ("GET", URL, 200)
    assert exchange.response_json["data"] == TASK
    assert exchange.key
    assert KEY not in repr(exchange)
    assert exchange.place == f"{path}#1"
    assert len(traces([path])[0]) == 1


def _entry(**response: Any) -> dict[str, Any]:
    """Return a HAR entry as browsers write it, with another response."""
    (entry,) = _har()["log"]["entries"]
    request = {
        **entry["request"],
        "headers": [{"name": ":authority", "value": "x"}, *entry["request"]["headers"]],
    }
    answer = {**entry["response"], "headers": [{"name": ":status", "value": "200"}], **response}
    return {**entry, "time": None, "request": request, "response": answer, "_initiator": {"type": "script"}}


PACKED = gzip.compress(BODY.encode())
OTHERS: dict[str, bytes] = {
    "of HTTP/2": json.dumps({"log": {"pages": [], "entries": [_entry()]}}).encode(),
    "of gzip": gzip.compress(json.dumps(_har()).encode()),
    "of UTF-16": json.dumps(_har()).encode("utf-16"),
    "with a mark in front": b"\xef\xbb\xbf" + json.dumps(_har()).encode(),
    "with a comment in front": json.dumps({"comment": "", **_har()}).encode(),
    "cassette of Ruby": yaml.safe_dump({
        "http_interactions": [{
            "request": {"method": "get", "uri": URL, "headers": {"Authorization": [KEY]}},
            "response": {"status": {"code": 200}, "headers": {"Content-Encoding": ["gzip"]},
                         "body": {"base64_string": base64.b64encode(PACKED).decode()}},
            "recorded_at": "Thu, 01 Oct 2026 12:00:00 GMT",
        }],
    }).encode(),
    "cassette of compressed bodies": yaml.safe_dump({
        "interactions": [{
            "request": {"method": "GET", "uri": URL, "headers": {"authorization": [KEY]}},
            "response": {"status": {"code": 200}, "headers": {"Content-Encoding": ["gzip"]},
                         "body": {"string": PACKED}},
        }],
    }).encode(),
    "collection of Postman": json.dumps({
        "info": {"name": "x"},
        "item": [{"item": [{"request": {}, "response": [{
            "originalRequest": {"method": "GET", "url": {"raw": URL},
                                "header": [{"key": "Authorization", "value": KEY}]},
            "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}], "body": BODY,
        }]}]}],
    }).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_files_of_other_tools_are_read(name: str, tmp_path: Path) -> None:
    """As browsers, proxies and recorders write them: compressed, in other encodings, without times."""
    path = tmp_path / "traffic"
    path.write_bytes(OTHERS[name])
    (exchange,) = read(path, ["authorization"])
    assert (exchange.method, exchange.url, exchange.status) == ("GET", URL, 200)
    assert exchange.response_json["data"] == TASK
    assert exchange.key
    assert not [each for each in exchange.response_headers if each.startswith(":")]


@pytest.mark.parametrize("status", ["", 0, None])
def test_an_aborted_request_has_no_response(status: object, tmp_path: Path) -> None:
    """Browsers write 0 or nothing for its status; none of its checks alarms."""
    path = tmp_path / "traffic.har"
    content = {"size": 0, "mimeType": ""}
    path.write_text(json.dumps({"log": {"entries": [_entry(status=status, content=content)]}}))
    ((trace,), _) = traces([path])
    assert trace.exchanges[0].status == 0
    assert judge(trace).violations == ()


def test_a_coding_that_cannot_be_decoded_is_no_violation(tmp_path: Path) -> None:
    """What cannot be looked at is not judged."""
    path = tmp_path / "traffic.har"
    content = {"size": 3, "text": base64.b64encode(b"\xff\xfe\x00").decode(), "encoding": "base64"}
    headers = [{"name": "content-encoding", "value": "br"}]
    path.write_text(json.dumps({"log": {"entries": [_entry(content=content, headers=headers)]}}))
    ((trace,), _) = traces([path])
    assert not trace.exchanges[0].recorded
    assert "body-json" not in [each.check.name for each in judge(trace).violations]


HALF = json.dumps({"code": 0, "data": {**TASK, "api_key": KEY, "status": "run\ud83dning"}})


@pytest.mark.parametrize(
    "text",
    [
        HALF,
        json.dumps({**PAIR, "response": {"status": 200, "body": HALF}}),
        json.dumps({**PAIR, "response": {"status": 200, "body": json.loads(HALF)}}),
        json.dumps(_har(url=f"{URL}?x=\ud83d", text=HALF)),
    ],
)
@pytest.mark.parametrize("command", ["check", "drift"])
def test_half_of_a_surrogate_pair_is_read_and_shown(command: str, text: str, tmp_path: Path) -> None:
    """No UTF-8 has it, but JSON can: it is judged, and its secrets are removed all the same."""
    path = tmp_path / "traffic"
    path.write_text(text)
    result = CliRunner().invoke(cli, [command, str(path), "--api", "tripo"])
    assert result.exit_code == 1
    assert "status" in result.output
    assert KEY not in result.output


@pytest.mark.parametrize("api", ["piapi", "tripo"])
def test_two_keys_stay_two_in_what_the_mock_recorded(api: str, tmp_path: Path) -> None:
    """A run with two keys, recorded by the mock, is judged like the run, and holds no key."""
    server = Server(api)
    server.driver(variants=(VARIANTS[api],), probes=False, endpoint=None).run()
    path = tmp_path / "mock.har"
    path.write_text(json.dumps(server.mock.journal.har()))
    ((trace,), _) = traces([path], api)
    keys = {*KEYS, *wrong_keys(KEYS)}  # those that exist, and those that do not
    assert len({each.key for each in trace.exchanges if each.key}) == len(keys)
    assert not any(key in path.read_text() for key in KEYS)
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert {"key-isolation", "asset-length"} <= verdict.examined.keys()


def test_bodies_alone_need_the_name_of_the_api(tmp_path: Path) -> None:
    """A body does not say whose it is; the message says what to do."""
    path = tmp_path / "bodies.jsonl"
    path.write_text(f"{BODY}\n{json.dumps(TASK)}\n")
    with pytest.raises(UnreadableError, match="--api"):
        traces([path])
    ((trace,), strays) = traces([path], "tripo")
    assert (len(trace.exchanges), strays) == (2, 0)
    assert judge(trace).violations == ()


def test_the_journal_of_the_mock_is_read(tmp_path: Path) -> None:
    """It has no bodies, so checks of bodies do not apply, and none alarms."""
    path = tmp_path / "journal.json"
    entries = [{"number": 1, "at": 1.5, "method": "GET", "path": "/v3/tasks/a", "status": 418}]
    path.write_text(json.dumps({"entries": entries, "next": None}))
    ((trace,), _) = traces([path])
    assert [each.check.name for each in judge(trace).violations] == ["status-documented"]


def test_a_journal_of_a_whole_run_shows_no_violation(tmp_path: Path) -> None:
    """What was not recorded, such as an id or whose key it was, is not missed."""
    server = Server("piapi")
    server.driver(variants=(VARIANTS["piapi"],)).run()
    path = tmp_path / "journal.json"
    entries = [each._asdict() for each in server.mock.journal]
    path.write_text(json.dumps({"entries": entries}))
    ((trace,), _) = traces([path])
    assert len(trace.exchanges) > 50
    assert [(each.check.name, each.problem.message) for each in judge(trace).violations] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        '{"_type": "export", "resources": []}',
        "<html></html>",
        '{"log": {"entries": [{"request": 1}]}}',
        "[1]",
    ],
)
def test_other_files_are_refused_with_what_can_be_read(text: str, tmp_path: Path) -> None:
    """The message names the file and the formats."""
    path = tmp_path / "other"
    path.write_text(text)
    with pytest.raises(UnreadableError, match=r"other.* can be read: HAR; VCR"):
        list(read(path))


def test_secrets_in_bodies_and_urls_are_removed(tmp_path: Path) -> None:
    """Members that are secret by name, and parameters that sign a link."""
    body = json.dumps({"code": 0, "data": {"session_token": KEY, "status": "running"}})
    path = tmp_path / "traffic.har"
    path.write_text(json.dumps(_har(url=f"{URL}?X-Amz-Signature={KEY}", text=body)))
    (exchange,) = read(path)
    assert KEY not in repr(exchange)
    assert exchange.response_json["data"]["status"] == "running"


def test_a_large_archive_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """Entries are read one by one, and of downloads only the beginning is kept."""
    path = tmp_path / "large.har"
    entry = _har(url="https://cdn.example.com/a.glb", text="x" * 400_000)["log"]["entries"][0]
    entry["response"]["content"]["encoding"] = "base64"
    entry["response"]["content"]["text"] = base64.b64encode(b"x" * 400_000).decode()
    with path.open("w") as file:
        file.write('{"log": {"entries": [')
        file.write(",".join([json.dumps(entry)] * 60))
        file.write("," + json.dumps(_har()["log"]["entries"][0]) + "]}}")
    tracemalloc.start()
    ((trace,), _) = traces([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 30_000_000
    assert peak < 8_000_000
    assert len(trace.exchanges) == 61


def test_a_recorded_run_is_judged_like_the_run(tmp_path: Path) -> None:
    """What the driver saw, written as a HAR, has no violation either."""

    def entries(exchanges: Any) -> Iterator[dict[str, Any]]:
        for each in exchanges:
            if each.webhook or each.purpose:
                continue
            pairs = [
                [{"name": n, "value": v} for n, v in h.items()]
                for h in (each.request_headers, each.response_headers)
            ]
            content = {"text": base64.b64encode(each.response_body).decode(), "encoding": "base64"}
            request = {"method": each.method, "url": each.url, "headers": pairs[0]}
            if each.request_body:
                request["postData"] = {"text": each.request_body.decode()}
            yield {
                "startedDateTime": None,
                "time": 0, "request": request,
                "response": {"status": each.status, "headers": pairs[1], "content": content},
            }  # fmt: skip

    exchanges = Server("piapi").driver(variants=("flux",)).run().exchanges
    path = tmp_path / "run.har"
    listed = list(entries(exchanges))
    path.write_text(json.dumps({"log": {"entries": listed}}))
    ((trace,), _) = traces([path])
    assert [(each.check.name, each.problem.message) for each in judge(trace).violations] == []
    assert isinstance(trace.exchanges[0], Exchange)


@cache
def _behind(prefix: str) -> str:
    """Return a run of PiAPI as a gateway at a path of its own records it."""
    trace = Server("piapi").driver(variants=(VARIANTS["piapi"],), probes=False, endpoint=None).run()
    pairs = [
        {
            "started": each.started,
            "request": {
                "method": each.method,
                "url": each.url.replace(each.url.split("/", 3)[2], f"gateway.example{prefix}"),
                "headers": {"x-api-key": each.key or ""},
                "body": each.request_body.decode(),
            },
            "response": {"status": each.status, "body": each.response_body.decode()},
        }
        for each in trace.exchanges
        if isinstance(each.response_json, dict) and not each.webhook
    ]
    return "".join(f"{json.dumps(each)}\n" for each in pairs)


def test_the_path_of_a_gateway_is_found_by_a_create_and_its_poll(tmp_path: Path) -> None:
    """With no option the verdict is that of the same traffic without a gateway, and a note names the path."""
    direct, behind = tmp_path / "direct.jsonl", tmp_path / "behind.jsonl"
    behind.write_text(_behind("/vendor/eu"))
    direct.write_text(_behind("/vendor/eu").replace("gateway.example/vendor/eu", "gateway.example"))
    (traced,), (expected,) = traces([behind])[0], traces([direct])[0]
    assert (traced.api, traced.base_path, expected.base_path) == ("piapi", "/vendor/eu", "")
    found, wanted = judge(traced), judge(expected)
    assert (found.tasks, found.examined) == (wanted.tasks, wanted.examined)
    assert found.tasks > 1
    result = CliRunner().invoke(cli, ["check", str(behind)])
    assert "note: piapi: /vendor/eu stands before its paths" in result.output


def test_one_path_alone_is_no_gateway(tmp_path: Path) -> None:
    """A poll without a create, or one at another host, is a stray as before, unless --base names the path."""
    path = tmp_path / "traffic.jsonl"
    polls = [
        line for line in _behind("/vendor").splitlines() if json.loads(line)["request"]["method"] == "GET"
    ]
    elsewhere = json.loads(_behind("/vendor").replace("gateway.example", "other.example").splitlines()[0])
    path.write_text("\n".join([json.dumps(elsewhere), *polls]))
    with pytest.raises(
        UnreadableError, match=r"none of the \d+ exchanges belongs to .*piapi, .*: the first is GET"
    ):
        traces([path])
    result = CliRunner().invoke(cli, ["check", str(path), "--api", "piapi"])
    assert "--api NAME --base https://gateway.example/path" in result.output
    for command in ("check", "drift"):
        with_base = ["--api", "piapi", "--base", "https://gateway.example/vendor"]
        assert "exchanges, " in CliRunner().invoke(cli, [command, str(path), *with_base]).output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["traffic.har", "--base", "https://gateway.example"], "--base needs --api"),
        (["traffic.har", "--base", "gateway", "--api", "piapi"], "--base 'gateway' is no URL"),
        (["http://127.0.0.1:1", "--base", "https://x", "--api", "piapi"], "--base is for files"),
    ],
)
def test_a_wrong_base_is_refused(words: list[str], message: str, tmp_path: Path) -> None:
    """Before a file is read, with what to write."""
    (tmp_path / "traffic.har").write_text("{}")
    words = [str(tmp_path / word) if word == "traffic.har" else word for word in words]
    result = CliRunner().invoke(cli, ["check", *words])
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_another_service_with_like_paths_is_not_taken_for_an_api(tmp_path: Path) -> None:
    """Its `/task` is not that of Tripo v2, whose paths begin with its base path."""
    path = tmp_path / "traffic.jsonl"
    create = {
        "request": {"method": "POST", "url": "https://x.example/shop/task", "body": "{}"},
        "response": {"status": 200, "body": {"id": 1}},
    }
    poll = {
        "request": {"method": "GET", "url": "https://x.example/shop/task/1"},
        "response": {"status": 200, "body": {"id": 1}},
    }
    path.write_text(f"{json.dumps(create)}\n{json.dumps(poll)}\n")
    with pytest.raises(UnreadableError, match="none of the 2 exchanges belongs"):
        traces([path])
