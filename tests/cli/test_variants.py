"""`gettask variants`: the lists, and the page of one variant."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

from gettask import APIS, load

Run = Callable[..., Result]


def test_variants_lists_every_variant_of_every_api(run: Run) -> None:
    """`variants --json` prints exactly the variants of the contracts."""
    listed = {
        (row["api"], row["variant"]) for row in map(json.loads, run("variants", "--json").stdout.splitlines())
    }
    assert listed == {(api, variant) for api in APIS for variant in load(api).variants}


def test_variants_say_what_is_known_of_them(run: Run) -> None:
    """A row has model and task types, how sure that is, its sources, statuses, results with retention."""
    rows = {
        row["variant"]: row for row in map(json.loads, run("variants", "piapi", "--json").stdout.splitlines())
    }
    assert rows["ace-step"]["match"][0] == {"model": "Qubico/ace-step", "task_type": "txt2audio"}
    assert rows["ace-step"]["backed"] is True
    assert rows["ace-step"]["confidence"] == "documented"
    assert rows["image-upscale"]["assets"][0]["retention"] == 259200
    assert rows["llm"]["created"] is False
    assert {"id": "ace-step-page", "kind": "page", "date": "2025-06-25"} in rows["ace-step"]["sources"]
    assert rows["ace-step"]["statuses"]["completed"] == "succeeded"
    shown = run("variants", "piapi").stdout
    for text in ("Qubico/ace-step: txt2audio, audio2audio", "documented", "image 3 days", "not published"):
        assert text in shown
    page = [line.split() for line in run("variants", "piapi", "ace-step").stdout.splitlines()]
    for words in (["known", "documented;"], ["queued", "pending,", "staged"]):
        assert any(line[: len(words)] == words for line in page)
    assert any(line[-2:] == ["page", "2025-06-25"] for line in page)


def test_a_variant_lists_its_own_results_though_one_schema_serves_all(run: Run) -> None:
    """Tripo's task has the results of every variant: a picture is no model, and a check leads to no file."""
    rows = {
        row["variant"]: row for row in map(json.loads, run("variants", "tripo", "--json").stdout.splitlines())
    }
    assert {asset["kind"] for asset in rows["text-to-image"]["assets"]} == {"image"}
    assert rows["animation-rig-check"]["assets"] == []
    assert "riggable" in rows["animation-rig-check"]["fields"]
