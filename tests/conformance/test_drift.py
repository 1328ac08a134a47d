"""Drift: what traffic shows and the specification does not say, and the overlay that says it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from codegen.document.contract import contract, fallback
from codegen.pipeline import build
from codegen.rules.check import check
from codegen.rules.overlays import check_overlay
from codegen.sources import overlay
from codegen.sources.loader import load
from gettask._contract.contract import Contract
from gettask.cli.app import cli
from gettask.conformance import Body, Exchange, Trace
from gettask.conformance.drift import Drift, drift
from gettask.conformance.drift.proposal import propose, text_of
from gettask.conformance.judge import judge
from gettask.conformance.spec import Spec, spec_of
from tests.conformance.harness import VARIANTS, Server
from tests.conformance.mutants.model import APIS

ROOT = Path(__file__).parents[2]


def recorded(api: str, scenario: str | None = None) -> Trace:
    """Return a run against the mock, without requests that hold mistakes."""
    return Server(api, scenario=scenario).driver(variants=(VARIANTS[api],), probes=False).run()


def applied(found: Drift, folder: Path) -> Spec:
    """Return the specification with the proposal, after every rule of the repository has passed it."""
    proposal = propose(found)
    assert proposal is not None
    path = folder / "proposal.yaml"
    path.write_text(text_of(proposal))
    before = spec_of(found.api)
    overlaid = overlay.apply(before.document, load(path))
    broken = [*check_overlay(load(path), overlaid, observed=True), *check(overlaid.data, "effective")]
    assert broken == []
    client = overlay.apply(overlaid.data, load(ROOT / f"overlays/{found.api}/client.yaml"))
    assert [each for each in check(client.data, "client") if each.severity == "error"] == []
    infos = {name: {"title": each.title} for name, each in before.contract.variants.items()}
    facts = contract(found.api, overlaid.data, infos)
    facts["dispatch"]["fallback"] = fallback(client.data)
    return Spec(Contract.of(json.loads(json.dumps(facts))), overlaid.data)


@pytest.mark.parametrize("api", APIS)
def test_a_plain_run_shows_nothing(api: str) -> None:
    """Tasks of every variant, some of which fail or are cancelled, with webhooks, errors and mistakes."""
    found = drift(Server(api).driver().run())
    assert [each.example.message for each in found.findings] == []
    assert propose(found) is None


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize(
    ("scenario", "kind", "target"),
    [
        ("new-status", "status-listed", "['x-task-lifecycle'].statuses"),
        ("returns-to-queue", "status-order", ".next"),
        ("new-field", "field-unlisted", ".properties"),
        ("another-id", "id-answered", ""),
    ],
)
def test_one_cause_is_one_finding(scenario: str, kind: str, target: str, api: str) -> None:
    """With the place, the variant, and what an overlay has to do, if one can say it."""
    (found,) = drift(recorded(api, scenario)).findings
    assert found.example.kind == kind
    assert found.example.pointer.startswith("/data/")
    assert found.example.variant == VARIANTS[api]
    assert found.count > 1
    assert found.first is not None
    assert found.last is not None
    assert found.first < found.last
    assert bool(found.actions) == bool(target)
    assert all(target in action.target for action in found.actions[:1])


def changed(api: str, change: Callable[[Any, Exchange], object]) -> Trace:
    """Return a run without webhooks and batches in which each body of a poll is changed."""
    server = Server(api)
    driver = server.driver(variants=(VARIANTS[api],), probes=False, endpoint=None)
    trace = driver.run()
    exchanges = []
    for each in trace.exchanges:
        match = server.spec.find(each.method, each.path)
        if match is not None and "x-task-batch" in match.operation.data:
            continue
        if each.method == "GET" and "/task" in each.path and isinstance(each.response_json, dict):
            body = json.loads(each.response_body)
            if change(body, each) is not False:
                text = json.dumps(body).encode()
                headers = {k: v for k, v in each.response_headers.items() if k != "content-length"}
                each = replace(each, received=Body(text), response_headers=headers, length=None)
        exchanges.append(each)
    return replace(trace, exchanges=exchanges)


def _task(body: Any) -> Any:
    return body["data"] if isinstance(body.get("data"), dict) and "status" in body["data"] else {}


def _between(body: Any, _: Exchange) -> None:
    """Some polls of a running task find a status that no table lists."""
    task = _task(body)
    if task.get("status") in ("processing", "running") and task.get("progress", 50) >= 50:
        task["status"] = "Finishing up"


def _field(body: Any, _: Exchange) -> None:
    _task(body).update({"trace-path": {"hops": [1, 2.5, None], "via": {}}})


def _null(body: Any, _: Exchange) -> None:
    task = _task(body)
    if "type" in task:
        task["type" if "input" not in task else "input"] = None
    elif "logs" in task:
        task["meta"] = None


def _type(body: Any, _: Exchange) -> None:
    body["message" if "message" in body else "code"] = ["ok"] if "message" in body else "zero"


def _header(_: Any, exchange: Exchange) -> None:
    exchange.response_headers["x-queue-depth"] = "3"  # type: ignore[index]


def _result(body: Any, exchange: Exchange) -> None:
    output = _task(body).get("output")
    if output:
        task = exchange.path.rpartition("/")[2]
        output["preview_clip"] = f"https://files.example.com/{task}/clip.mp4"


@pytest.mark.parametrize(
    ("change", "api"),
    [
        (_between, "piapi"),
        (_between, "tripo-v2"),
        (_field, "piapi"),
        (_result, "tripo-v2"),
        (_header, "tripo"),
        (_null, "piapi"),
        (_type, "tripo"),
    ],
)
def test_a_proposal_makes_the_traffic_valid(
    change: Callable[[Any, Exchange], object], api: str, tmp_path: Path
) -> None:
    """It passes every rule of the repository, and with it the same traffic shows nothing new."""
    trace = changed(api, change)
    found = drift(trace)
    assert found.findings
    spec = applied(found, tmp_path)
    repaired = [each.id for each in found.findings if each.actions]
    assert repaired
    assert not {each.id for each in drift(trace, spec=spec).findings} & {*repaired}
    if change in (_between, _field, _result, _header):
        assert len(found.findings) == 1
        assert judge(trace, spec=spec).violations == ()


@pytest.mark.node
def test_a_proposal_appended_to_the_repository_generates(tmp_path: Path) -> None:
    """A copy of the specs with the proposals of several changes bundles, lints and generates a package."""
    for folder in ("openapi/tripo", "overlays/tripo"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    path = tmp_path / "overlays/tripo/observed.yaml"
    written = path.read_text("utf-8")
    for change in (_between, _field, _result, _header):
        proposal = propose(drift(changed("tripo", change)))
        assert proposal is not None
        actions = proposal["actions"][0 if change is _between else 1 :]  # the source once
        written += text_of({"actions": actions}).removeprefix("actions:\n")
    path.write_text(written, "utf-8")
    work = tmp_path / "work"
    work.mkdir()
    generated = build(tmp_path, work, lambda _: None) / "gettask-tripo"
    assert "Finishing up" in (generated / "gettask_tripo/contract.json").read_text("utf-8")
    assert "preview_clip" in (generated / "gettask_tripo/openapi.json").read_text("utf-8")


def _written(trace: Trace, path: Path) -> str:
    """Write a trace as JSON lines; return the path."""
    auth = spec_of(trace.api).contract.auth.header
    lines = [
        {
            "request": {
                "method": each.method,
                "url": each.url,
                "headers": {"cookie": "not-for-reports", auth: f"[redacted {each.key}]"},
            },
            "response": {
                "status": each.status,
                "headers": dict(each.response_headers),
                "body": each.response_body.decode("latin-1"),
            },
            "started": each.started,
        }
        for each in trace.exchanges
        if not each.webhook
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return str(path)


def test_the_command_reports_and_proposes(tmp_path: Path) -> None:
    """Exit code 1 for a difference; the report and the overlay hold no key."""
    recording = _written(changed("tripo", _field), tmp_path / "traffic.jsonl")
    overlay_path = tmp_path / "overlay.yaml"
    result = CliRunner().invoke(cli, ["drift", recording, "--api", "tripo", "--propose", str(overlay_path)])
    assert result.exit_code == 1
    for part in ("trace-path", "text-to-model", "/data/trace-path", "$.components.schemas.Task.properties"):
        assert part in result.output
    assert "append them to overlays/tripo/observed.yaml" in result.output
    assert "not-for-reports" not in result.output + overlay_path.read_text("utf-8")
    found = json.loads(CliRunner().invoke(cli, ["drift", recording, "--format", "json"]).output)
    assert [each["kind"] for each in found[0]["findings"]] == ["field-unlisted"]


def test_the_command_names_what_no_traffic_showed(tmp_path: Path) -> None:
    """And counts each field in documents, recorded traffic and the mock."""
    recording = _written(recorded("tripo"), tmp_path / "traffic.jsonl")
    result = CliRunner().invoke(cli, ["drift", recording, "--unseen", "--table"])
    assert result.exit_code == 0, result.output
    assert "never seen: status cancelled" in result.output
    assert "never seen: variant image-to-model" in result.output
    (row,) = (line for line in result.output.splitlines() if line.startswith("text-to-model /data/status "))
    assert row.split()[2] == "reported"
    assert all(int(number) > 0 for number in row.split()[3:])
