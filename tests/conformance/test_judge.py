"""The checks find what is wrong, and nothing else."""

from __future__ import annotations

import copy
import json
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from gettask._contract.contract import load
from gettask.conformance import Body, Exchange, Severity, Trace, judge
from gettask.conformance.applicability import applicable
from gettask.conformance.checks import load_all
from gettask.conformance.drift import drift
from gettask.conformance.model import CHECKS
from gettask.conformance.spec import Spec, spec_of
from gettask.mock.spec.api import installed
from gettask.prices import estimate
from tests.conformance.harness import APIS, Server

EVIDENCE = Path(__file__).parents[1] / "evidence"
SOURCES = yaml.safe_load((EVIDENCE / "sources.yaml").read_text())
PLACEHOLDERS = "schema-example"  # every text in it is "string"
BODIES = [name for name, each in SOURCES.items() if "exception" not in each and PLACEHOLDERS not in name]


@pytest.mark.parametrize("api", APIS)
def test_the_mock_keeps_the_contract_in_every_variant(api: str) -> None:
    """A run over all variants, with failing tasks, cancels, webhooks and mistakes, finds nothing."""
    verdict = Server(api).judge()
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= len(spec_of(api).contract.variants) - 1
    assert sorted(verdict.impossible & verdict.examined.keys()) == []


@pytest.mark.parametrize("name", BODIES)
def test_no_published_or_recorded_body_is_a_violation(name: str) -> None:
    """What vendors published, and what was recorded, fits what is read from it, and has nothing unlisted."""
    reply = SOURCES[name]["reply"]
    spec = spec_of(reply["api"])
    operation = next(each for each in spec.operations if each.name == reply["operation"])
    body = (EVIDENCE / "bodies" / name).read_bytes()
    data = json.loads(body).get("data")
    task_id = (data.get("task_id") or data.get("id")) if isinstance(data, dict) else None
    path = operation.path.replace("{task_id}", str(task_id or "x"))
    url = f"https://api.example.com{spec.base_paths[0]}{path}"
    exchange = Exchange(operation.method, url, int(reply["status"]), received=Body(body))
    assert drift(Trace.of(reply["api"], [exchange])).findings == ()
    if "variant" in reply:
        bare = Exchange(received=Body(body))
        assert judge(Trace.of(reply["api"], [bare])).violations == ()


@pytest.mark.parametrize("off", [-0.004, 0.004, -1.0])
def test_a_cost_may_be_rounded(off: float) -> None:
    """Odd seconds have an odd price, of which a server may show two places; any other is a wrong price."""
    sound = {"style_prompt": "piano", "lyrics": "[inst]", "duration": 21.44238}
    order = {"model": "Qubico/ace-step", "task_type": "txt2audio", "input": sound}
    quoted = estimate(order, api="piapi")
    assert quoted is not None
    meta = {"usage": {"type": "llm", "frozen": 0, "consume": quoted.least.amount + off}}
    task = {**order, "task_id": "1", "status": "completed", "meta": meta}
    reply = json.dumps({"code": 200, "data": task, "message": "success"}).encode()
    sent = json.dumps(order).encode()
    created = Exchange("POST", "/api/v1/task", 200, sent=Body(sent), received=Body(reply))
    poll = Exchange("GET", "/api/v1/task/1", 200, received=Body(reply))
    verdict = judge(Trace.of("piapi", [created, poll]))
    assert ("cost-price" in {each.check.name for each in verdict.violations}) is (off == -1.0)


@pytest.mark.slow
def test_time_grows_with_the_exchanges() -> None:
    """Four times the exchanges take some four times the time, not sixteen times."""
    server = Server("piapi")
    once = server.driver(variants=("flux",), probes=False).run().exchanges
    ids = {part for each in once for part in each.path.split("/") if len(part) == 36}
    exchanges: list[Exchange] = []
    while len(exchanges) < 8_000:
        number = f"{len(exchanges):012d}"
        for each in once:
            text, url = each.response_body.decode("latin-1"), each.url
            for task_id in ids:
                text, url = (t.replace(task_id, f"{task_id[:-12]}{number}") for t in (text, url))
            started, ended = (each.started or 0) + len(exchanges), (each.ended or 0) + len(exchanges)
            body = text.encode("latin-1")
            exchanges.append(replace(each, url=url, started=started, ended=ended, received=Body(body)))

    def seconds(count: int) -> float:
        begun = time.process_time()
        assert judge(Trace("piapi", exchanges[:count])).exchanges == count
        return time.process_time() - begun

    seconds(100)  # schemas are compiled on first use
    assert seconds(8_000) < 8 * seconds(2_000)


def _exchange(api: str, status: str, **fields: object) -> Exchange:
    spec = spec_of(api)
    task = {"task_id": "a", "status": status, **fields}
    body = json.dumps({"code": spec.contract.envelope.ok[0], "data": task}).encode()
    return Exchange("GET", f"https://x.example{spec.base_paths[0]}/tasks/a", 200, received=Body(body))


def test_severity_follows_the_confidence_of_the_specification() -> None:
    """What the specification infers makes a warning, what it documents an error."""
    exchanges = [_exchange("tripo", "running"), _exchange("tripo", "queued"), _exchange("tripo", "melted")]
    found = {each.check.name: each for each in judge(Trace.of("tripo", exchanges)).violations}
    assert found["status-order"].severity is Severity.WARNING
    assert found["status-order"].confidence == "inferred"
    assert found["status-listed"].severity is Severity.ERROR


def test_one_wrong_field_is_one_violation() -> None:
    """In a union of many variants the error is found in the member that the body selects."""
    server = Server("piapi")
    trace = server.driver(variants=("flux",), probes=False, endpoint=None).run()
    wrong = []
    for each in trace.exchanges:
        body = re.sub(rb'"width": ?1024', b'"width":"x"', each.response_body)
        headers = {**each.response_headers, "content-length": str(len(body))}
        wrong.append(replace(each, received=Body(body), response_headers=headers, length=None))
    found = judge(replace(trace, exchanges=wrong)).violations
    assert {(each.check.name, each.problem.pointer) for each in found} == {
        ("response-schema", "/data/input/width")
    }
    per_exchange = Counter(id(each.problem.exchanges[-1]) for each in found)
    assert set(per_exchange.values()) == {1}


def test_a_check_that_had_nothing_to_examine_is_listed() -> None:
    """An empty trace passes no check."""
    verdict = judge(Trace.of("tripo", []))
    assert verdict.violations == ()
    assert not verdict.examined
    assert "status-listed" in verdict.not_applied


def test_an_unknown_check_is_an_error() -> None:
    """A misspelt name does not make a run that checks nothing."""
    with pytest.raises(ValueError, match="no check is named status-lsited; did you mean status-listed"):
        judge(Trace.of("tripo", []), only=["status-lsited"])


def test_a_check_is_asked_for_where_the_specification_has_what_it_reads() -> None:
    """And each check has an API that can have it."""
    load_all()
    possible = {
        api: {n for n, each in CHECKS.items() if applicable(each, spec_of(api))} for api in installed()
    }
    assert set.union(*possible.values()) == CHECKS.keys()
    assert "bulk-cancel-ends" in possible["piapi"] - possible["tripo"]
    assert "balance-agrees" in possible["tripo"] - possible["piapi"]
    assert "cancel-ends" in possible["piapi"] - possible["tripo"]
    assert "result-answered" in possible["fal"] - possible["piapi"]
    assert "status-listed" in set.intersection(*possible.values())


def test_an_operation_that_is_marked_as_a_cancel_is_one() -> None:
    """It is held to the checks of cancels, whatever its method and path."""
    contract = load("piapi")
    document = copy.deepcopy(dict(contract.spec))
    path = "/api/v1/task/{task_id}"
    cancel = document["paths"][path].pop("delete")
    document["paths"][f"{path}/cancel"] = {"post": {**cancel, "x-cancel": True}}
    spec = Spec(contract, document)
    assert spec.cancel is not None
    assert (spec.cancel.method, spec.cancel.path) == ("POST", f"{path}/cancel")
    url = "https://api.piapi.ai/api/v1/task/a"
    exchanges = [
        Exchange("POST", f"{url}/cancel", received=Body(b'{"code": 200, "data": {}}'), started=1.0),
        Exchange(
            "GET",
            url,
            received=Body(b'{"code": 200, "data": {"task_id": "a", "status": "completed"}}'),
            started=2.0,
        ),
    ]
    verdict = judge(Trace.of("piapi", exchanges), only=["cancel-ends"], spec=spec)
    assert [each.check.name for each in verdict.violations] == ["cancel-ends"]
