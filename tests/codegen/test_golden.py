"""The golden triples of docs/spec/: schema, client and codegen read the state table in one way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from codegen.document.lifecycle import Lifecycle as Table
from codegen.emit.formats import LIFECYCLE_SCHEMA
from codegen.emit.lifecycle_schema import lifecycle_schema
from codegen.sources.loader import load
from gettask import UnexpectedResponseError
from gettask._contract.lifecycle import Lifecycle
from gettask._contract.operation import ResultOperation
from gettask._contract.polling_url import PollingUrl
from gettask._polling.decide import Failure, Outcome, PollResult, Retry, Success, WaitProgress, decide
from gettask._polling.retry import read_retry_after

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, Any] = load(ROOT / "docs/spec/task-lifecycle.golden.yaml").data
EXTENSIONS: dict[str, Any] = json.loads((ROOT / "openapi/extensions.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(lifecycle_schema(EXTENSIONS))


def decision(table: Lifecycle, triple: dict[str, Any]) -> dict[str, Any]:
    """Return what the client decides, as the triples write it."""
    response = triple["response"]
    body = body_of(triple)
    if table.outside is not None:
        shown = table.outside.read(response.get("status", 200), response.get("headers", {}))
        if shown is not None:
            table.place_status(body, shown, "a")
    task = table.find_task(body)
    status = table.read_status(task)
    remaining = table.fields["remaining"].number(task) if "remaining" in table.fields else None
    listed = table.status(status)
    pause = read_retry_after(response.get("headers", {}).get("retry-after"), 0)
    outcome = decide(
        table,
        PollResult(status, remaining=remaining, retry_after=pause),
        WaitProgress(triple.get("elapsed", 0), table.deadline, triple.get("polls", 1)),
    )
    words = {"then": "not-found"} if listed is not None and listed.missing else _words(outcome)
    return {"status": status, "phase": listed and listed.phase.value, **words}


def body_of(triple: dict[str, Any]) -> dict[str, Any]:
    """Return the body of the response, with the result in its task if another operation answered that."""
    body: dict[str, Any] = json.loads(json.dumps(triple["response"]["body"]))
    rule, answered = GOLDEN["tables"][triple["table"]].get("result"), triple.get("result")
    if rule is not None and answered is not None:
        key = ResultOperation.of({"operation": rule["operationId"], **rule}).key_of(
            answered.get("status", 200)
        )
        assert key is not None, "a poll that has failed decides nothing"
        body[key] = answered["body"]
    return body


def _words(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Success():
            return {"then": "success"}
        case Failure():
            return {"then": "failure"}
        case Retry(after):
            return {"after": round(after, 6)}


@pytest.mark.parametrize("triple", GOLDEN["triples"], ids=lambda triple: str(triple["name"]))
def test_the_client_decides_as_the_triple_says(triple: dict[str, Any]) -> None:
    """Status, phase, and what follows."""
    assert decision(Lifecycle.of(GOLDEN["tables"][triple["table"]]), triple) == triple["decision"]


@pytest.mark.parametrize("case", GOLDEN["urls"], ids=lambda case: str(case["name"]))
def test_the_client_polls_where_the_case_says(case: dict[str, Any]) -> None:
    """The URL in the response to a create, the documented path, or nothing."""
    table = GOLDEN["tables"][case["table"]]["polling-url"]
    place = PollingUrl.of(table, ["https://api.acme.test/v1"])
    url = place.read(case["response"]["body"], {})
    try:
        polled = None if url is None else place.resolve(url, case["server"])
    except UnexpectedResponseError:
        polled = "refused"
    assert polled == case["polled"]


@pytest.mark.parametrize("triple", GOLDEN["triples"], ids=lambda triple: str(triple["name"]))
def test_codegen_reads_the_phase_that_the_triple_says(triple: dict[str, Any]) -> None:
    """So rules and examples are held against the table as the client reads it."""
    table = GOLDEN["tables"][triple["table"]]
    if not table["fields"]["status"].keys() & {"header", "http"}:
        assert Table("", table, [], [], []).phase(body_of(triple)) == triple["decision"]["phase"]


def test_every_table_is_valid_and_has_a_triple() -> None:
    """And the schema that is published is the one that lint takes it from."""
    for table in GOLDEN["tables"].values():
        assert [error.message for error in VALIDATOR.iter_errors(table)] == []
    assert {triple["table"] for triple in GOLDEN["triples"]} == {*GOLDEN["tables"]}
    assert len({triple["name"] for triple in GOLDEN["triples"]}) == len(GOLDEN["triples"])
    published = json.loads((ROOT / "generated" / LIFECYCLE_SCHEMA).read_text("utf-8"))
    assert published == lifecycle_schema(EXTENSIONS)


@pytest.mark.parametrize(
    "broken",
    [
        {"unlisted": {"policy": "guess"}},
        {"statuses": {"done": {"phase": "finished", "terminal": True}}},
        {"statuses": {"done": {"phase": "queued", "terminal": True}}},
        {"statuses": {"busy": {"phase": "running", "terminal": False}}},
        {"task": "data"},
        {"surprise": 1},
    ],
)
def test_the_schema_refuses_what_is_no_state_table(broken: dict[str, Any]) -> None:
    """A phase, a pointer, a policy or a key that there is not; a status that ends and has not begun."""
    assert not VALIDATOR.is_valid({**GOLDEN["tables"]["plain"], **broken})


def test_the_state_tables_of_our_apis_are_valid() -> None:
    """By the published schema alone."""
    for path in sorted(ROOT.glob("openapi/*/components/lifecycle.yaml")):
        assert [error.message for error in VALIDATOR.iter_errors(load(path).data)] == []
