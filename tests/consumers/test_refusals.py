"""What is known of other tools is data that can be wrong: each entry speaks of what there is."""

from __future__ import annotations

from pathlib import Path

from tests.consumers.__main__ import TOOLS
from tests.consumers.model import VERSIONS, Document, Known, Tool, documents, known, surprises


def tool(name: str = "redocly-lint") -> Tool:
    """Return a tool by name."""
    return next(each for each in TOOLS if each.name == name)


def test_each_entry_names_a_tool_in_its_locked_version() -> None:
    """A tool that is raised is tried again, and its entries are read again."""
    versions = {each.name: each.version for each in TOOLS}
    assert [entry for entry in known() if versions.get(entry.tool) != entry.version] == []


def test_each_entry_names_documents_that_there_are() -> None:
    """And says which construct is to blame."""
    there = {*documents()}
    for entry in known():
        assert entry.construct
        assert entry.says
        for name in entry.documents:
            assert {Document(name, version) for version in entry.openapi} <= there, entry


def test_every_variant_is_tried_in_both_versions() -> None:
    """The portable documents are those of the effective ones."""
    by_version = [{d.name for d in documents() if d.openapi == version} for version in VERSIONS]
    assert by_version[0] == by_version[1] != set()


def test_a_refusal_that_is_gone_fails_as_a_new_one_does() -> None:
    """So the list stays true: what works is taken off it."""
    ours, other = documents()[:2]
    entry = Known("redocly-lint", "1", (ours.name,), (ours.openapi,), "a tab", "tabs")
    assert surprises(tool(), [ours], {ours: "there is a tab in it"}, [entry]) == []
    (gone,) = surprises(tool(), [ours], {}, [entry])
    assert "works now" in gone
    (changed,) = surprises(tool(), [ours], {ours: "something else"}, [entry])
    assert "something else" in changed
    (new,) = surprises(tool(), [other], {other: "no"}, [entry])
    assert other.name in new


def test_what_tools_emit_is_tried_and_not_only_emitted(tmp_path: Path) -> None:
    """Each tool says what its trial shows, for the table in the documentation."""
    assert [each.name for each in TOOLS if not each.does] == []
    assert len({each.name for each in TOOLS}) == len(TOOLS)
    assert len({each.out(tmp_path) for each in documents()}) == len(documents())
