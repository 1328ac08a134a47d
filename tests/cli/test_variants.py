"""`gettask variants`: the lists, and the page of one variant."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from click.testing import Result

from gettask import APIS, load
from gettask.cli import exits

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
    source = {"id": "ace-step-page", "kind": "page", "date": "2025-06-25", "read": "2026-11-22"}
    assert source in rows["ace-step"]["sources"]
    assert rows["ace-step"]["statuses"]["completed"] == "succeeded"
    shown = run("variants", "piapi").stdout
    for text in ("Qubico/ace-step: txt2audio, audio2audio", "documented", "image 3 days", "not published"):
        assert text in shown
    page = [line.split() for line in run("variants", "piapi", "ace-step").stdout.splitlines()]
    for words in (["known", "documented;"], ["queued", "pending,", "staged"]):
        assert any(line[: len(words)] == words for line in page)
    assert any(line[-3:] == ["page", "2025-06-25", "2026-11-22"] for line in page)


def test_a_variant_lists_its_own_results_though_one_schema_serves_all(run: Run) -> None:
    """Tripo's task has the results of every variant: a picture is not a model, a check leads to no file."""
    rows = {
        row["variant"]: row for row in map(json.loads, run("variants", "tripo", "--json").stdout.splitlines())
    }
    assert {asset["kind"] for asset in rows["text-to-image"]["assets"]} == {"image"}
    assert rows["animation-rig-check"]["assets"] == []
    assert "riggable" in rows["animation-rig-check"]["fields"]


def test_variants_tell_their_prices(run: Run) -> None:
    """The list has them in a few words, the page with condition, note and source, and an estimate."""
    rows = {
        row["variant"]: row for row in map(json.loads, run("variants", "piapi", "--json").stdout.splitlines())
    }
    assert rows["sora2"]["price"] == "$0.08 to $0.24 a second, $0.03 a task …"
    assert rows["diffrhythm"]["price"] == "$0.02 a task"
    assert rows["hunyuan"]["price"] == "?"
    tripo = {
        row["variant"]: row for row in map(json.loads, run("variants", "tripo", "--json").stdout.splitlines())
    }
    assert tripo["mesh-segment"]["price"] == "40 credits a task"
    page = run("variants", "piapi", "veo").stdout
    for text in (
        "task_type=veo3-video-fast, input.generate_audio=false  $0.06 a second",
        "documented: Veo 3, Text to Video and Image to Video (read 2026-11-30)",
        "($0.48)",
    ):
        assert text in page
    assert "no source has one as of 2026-" in run("variants", "piapi", "hunyuan").stdout
    record = json.loads(run("variants", "piapi", "veo", "--json").stdout)["requests"][0]
    assert record["prices"][0]["price"] == "$0.06 a second"
    assert record["estimate"]["least_usd"] == 0.48


def test_variants_name_what_is_not_described(run: Run) -> None:
    """What the vendor has beside the variants stands below them, with the day of its newest source."""
    shown = " ".join(run("variants", "piapi").stdout.split())
    assert "not described: Seed-audio: The menu" in shown
    assert "Last read 2026-11-30." in shown
    assert "not described" not in run("variants", "tripo").stdout


def test_what_is_deprecated_says_so(run: Run) -> None:
    """In the list of variants, in the list of a dead API, and on the page, with what takes its place."""
    shown = run("variants").stdout
    assert "midjourney (deprecated)" in shown
    assert "seedance (deprecated)" not in shown
    assert "(shut down on 2026-10-31; use tripo)" in shown
    assert "PiAPI has stopped Midjourney" in run("variants", "piapi", "midjourney").stdout
    assert "Use seedance-2 or seedance-2-fast instead." in run("variants", "piapi", "seedance").stdout
    assert "on 2026-10-31; use tripo" in run("variants", "tripo-v2", "text-to-model").stdout


def test_stale_lists_what_nobody_has_read_for_so_many_days(run: Run) -> None:
    """Its exit code tells a CI job; the oldest come first."""
    all_of_them = run("variants", "--stale", "0", "--json")
    rows = [json.loads(line) for line in all_of_them.stdout.splitlines()]
    assert all_of_them.exit_code == exits.FAILED
    today = datetime.now(UTC).date().isoformat()
    read = {api: [each.read for each in load(api).variants.values()] for api in APIS}
    assert {row["api"] for row in rows} == {
        api for api, days in read.items() if min(filter(None, days)) < today
    }
    assert [row["read"] for row in rows] == sorted(row["read"] for row in rows)
    none = run("variants", "--stale", "36500")
    assert (none.exit_code, none.stdout) == (exits.DONE, "nothing\n")
    assert run("variants", "piapi", "flux", "--stale", "1").exit_code == exits.USAGE
