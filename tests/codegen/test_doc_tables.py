"""The tables of README and docs/ say what generated/ holds, and each is up to date."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from cogapp import Cog

from codegen.document.contract import contract
from scripts.doc_tables import migration, variants

ROOT = Path(__file__).parents[2]
INFOS = {"song": {"title": "Toy songs"}, "video": {"title": "Toy videos"}}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, effective: dict[str, Any]) -> Write:
    """Write the effective document of Toy as a package of an API, return the folder generated/."""

    def package(api: str = "toy", title: str = "Toy API") -> Path:
        effective["info"]["title"] = title
        folder = tmp_path / f"generated/gettask-{api}/gettask_{api}"
        folder.mkdir(parents=True, exist_ok=True)
        facts = contract(api, effective, INFOS)
        (folder / "openapi.json").write_text(json.dumps(effective), "utf-8")
        (folder / "contract.json").write_text(json.dumps(facts), "utf-8")
        return tmp_path / "generated"

    return package


def row(page: str, start: str) -> list[str]:
    """Return the cells of the table row that begins with `start`."""
    (line,) = (line for line in page.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_a_table_is_up_to_date(page: Path) -> None:
    """cog finds nothing to change: `make tables` has run since the last change of what a table shows."""
    with redirect_stdout(io.StringIO()) as output:
        assert Cog().main(["cog", "--check", "--diff", "-I", str(ROOT), str(page)]) == 0, output.getvalue()


def test_a_variant_has_a_row_with_what_is_known_of_it(write: Write) -> None:
    """Values, price, confidence, whether a finished task was seen, results with retention, sources."""
    page = variants(write())
    assert row(page, "`song`") == [
        "`song`",
        "`song`",
        "?",
        "documented",
        "yes",
        "audio: 5 minutes",
        "2025-02-03",
        "page 2025-01-02",
    ]
    assert row(page, "`video`")[1:6] == ["by its keys", "?", "inferred", "yes", "video, image: ?"]
    assert "queued: `waiting`; succeeded: `done`; failed: `broken`." in page


def test_what_was_seen_of_a_retention_stands_beside_it(write: Write, effective: dict[str, Any]) -> None:
    """The documented figure stays the first."""
    asset = effective["components"]["schemas"]["SongOutput"]["properties"]["url"]["x-asset"]
    asset["retention"] = {"seconds": 86400, "observed": "for weeks"}
    assert row(variants(write()), "`song`")[5] == "audio: 1 day (seen: for weeks)"


def test_a_variant_of_a_shared_task_has_the_results_that_are_its_own(
    write: Write, effective: dict[str, Any]
) -> None:
    """x-results names them, and with them fields that are no files."""
    request = effective["components"]["schemas"]["VideoRequest"]
    request["x-results"] = {"keys": ["clips", "verdict"], "x-confidence": "inferred"}
    assert row(variants(write()), "`video`")[5] == "video: ?; `verdict`"


def test_an_api_that_has_ended_says_so(write: Write, effective: dict[str, Any]) -> None:
    """The day stands before its variants."""
    effective["info"]["x-shutdown"] = {"date": "2026-10-31"}
    assert "Shut down on 2026-10-31. 2 variants." in variants(write())


def test_what_is_known_by_name_stands_below_the_variants(write: Write, effective: dict[str, Any]) -> None:
    """With its confidence, the day of its newest source, and links to those that have one."""
    registry = effective["info"]["x-sources"]
    registry["menu"] = {"title": "Menu", "url": "https://toy.example/menu", "read": "2026-11-30"}
    registry["talk"] = {"title": "Talk", "read": "2026-11-22"}
    effective["info"]["x-known-by-name"] = [
        {"name": "Dance", "note": "In the menu.", "x-sources": ["menu", "talk"]}
    ]
    expected = ["Dance", "In the menu.", "documented", "2026-11-30", "[Menu](https://toy.example/menu); Talk"]
    assert row(variants(write()), "Dance") == expected


def test_an_implied_status_is_told(write: Write, effective: dict[str, Any]) -> None:
    """A reader learns why a body without a status is final."""
    table = effective["paths"]["/tasks/{id}"]["get"]["x-task-lifecycle"]
    table["implied"] = [{"required": ["clips"], "status": "done"}]
    assert "A body without one that has `clips` is `done`." in variants(write())


def test_a_migration_has_a_page_of_its_own(write: Write, effective: dict[str, Any]) -> None:
    """Rows, notes and the first task type before and after come from x-migration."""
    write("toy2", "Toy API v2")
    effective["x-migration"] = {
        "to": "toy2",
        "types": [{"from": "song", "to": "/tasks"}],
        "statuses": [{"from": "broken", "to": None, "code": 7, "note": "Gone."}],
        "errors": [{"from": None, "to": 4, "status": 404, "x-confidence": "inferred"}],
        "notes": ["Keys stay."],
        "x-confidence": "reported",
    }
    page = migration("toy", write("toy", "Toy API v1"))
    assert page.startswith("What becomes of each part of Toy API v1 in Toy API v2.")
    assert row(page, "`broken`") == ["`broken`", "–", "Its error code is 7. Gone."]
    assert row(page, "–") == ["–", "`4`", "HTTP 404.", "inferred"]
    assert 'POST /tasks\n\n{"model": "song", "words": "la la"}' in page
    assert page.endswith("## Notes\n\n- Keys stay.")
