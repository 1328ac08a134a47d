"""Tripo's own Python SDK, unmodified, against the mock."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gettask.conformance import judge
from gettask.conformance.readers import traces
from tests.vendors.environments import interpreter, talk

LOOP = Path(__file__).with_name("tripo3d_loop.py")


Seen = dict[str, Any]


def run(version: str, api: str, folder: Path) -> Seen:
    """Return what a release of the SDK saw of a mock that speaks its API."""
    written, har = talk(interpreter(version), LOOP, api, folder)
    seen: Seen = json.loads(written.splitlines()[-1])
    assert seen["version"] == version
    return {**seen, "har": har}


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What 1.0.0 saw."""
    return run("1.0.0", "tripo", tmp_path_factory.mktemp("new"))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What 0.4.2 saw."""
    return run("0.4.2", "tripo-v2", tmp_path_factory.mktemp("old"))


def starts(seen: Seen) -> dict[str, bytes]:
    """Return the first bytes of each file that the SDK downloaded."""
    return {name: Path(path).read_bytes()[:4] for name, path in seen["files"].items()}


def test_1_0_0_generates_rigs_animates_and_converts(new: Seen) -> None:
    """Every file is there, of the type that was asked for."""
    files = starts(new)
    assert files["text_to_model.model"] == b"glTF"
    assert files["text_to_model.rendered_image"] == b"RIFF"
    assert files["animate_rig.model"] == files["animate_retarget.model"] == b"Kayd"
    assert files["convert_model.model"] == b"PK\3\4"
    assert (new["riggable"], new["rig_type"]) == (True, "biped")


def test_1_0_0_finds_the_splat_where_one_source_says(new: Seen) -> None:
    """The SDK has no field for it, and keeps it among the raw ones."""
    assert set(new["splat"]) == {"splat_url"}


def test_1_0_0_lists_its_tasks_and_what_they_cost(new: Seen) -> None:
    """The list has those that are there, the usage the last ones first."""
    assert new["listed"] == dict.fromkeys(new["made"], "success")
    assert new["missed"] == ["nothing"]
    assert (new["usage"][0], len(new["usage"])) == (new["last"], 3)
    assert None not in new["paid"]


def test_1_0_0_uploads_by_form_and_by_presigned_url(new: Seen) -> None:
    """Each file has a token of its own, in the form of the real ones."""
    assert len(set(new["tokens"])) == 2
    assert all(re.fullmatch(r"file_[0-9a-f-]{36}", token) for token in new["tokens"])


def test_0_4_2_generates_rigs_animates_converts_and_imports(old: Seen) -> None:
    """The old release does the same on the old API; a file to import it names by token, without a type."""
    files = starts(old)
    assert files["text_to_model.pbr_model"] == b"glTF"
    assert files["text_to_model.rendered_image"] == b"RIFF"
    assert files["animate_rig.model"] == files["animate_retarget.model"] == b"glTF"
    assert files["convert_model.model"] == b"Kayd"
    assert files["import_model.model"] == b"glTF"
    assert (old["riggable"], old["rig_type"]) == (True, "biped")


@pytest.mark.parametrize(("release", "api"), [("new", "tripo"), ("old", "tripo-v2")])
def test_a_run_that_was_recorded_keeps_the_contract(
    release: str, api: str, request: pytest.FixtureRequest
) -> None:
    """What the SDK and the mock said to each other, as a HAR, has no violation, and no key."""
    har: Path = request.getfixturevalue(release)["har"]
    ((trace,), _) = traces([har], api)
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= 4
    assert {"status-listed", "output-present", "asset-length", "echo-type"} <= verdict.examined.keys()
    assert "tsk_" not in har.read_text()
