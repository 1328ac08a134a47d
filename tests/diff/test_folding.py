"""One finding an edit: what one line does to many variants is told once, and nothing else is joined."""

from __future__ import annotations

from dataclasses import replace

from codegen.diff import Finding, Severity
from codegen.diff.finding import Line
from codegen.diff.folding import folded

LINE = Line("overlays/toy/observed.yaml", 7, 3, "head")
GONE = Finding("toy", "python", Severity.BREAKING, "`SongTask.config` is gone.", "who reads songs", line=LINE)


def test_what_differs_in_the_owner_alone_is_one_finding() -> None:
    """It names the first, and the others after it."""
    others = [replace(GONE, what=f"`{name}.config` is gone.", hits="who reads more") for name in ("A", "B")]
    (found,) = folded([GONE, *others])
    assert found.what == "`SongTask.config` is gone. So it is with A and B."
    assert found.hits == "who reads songs, and 1 more like it"


def test_what_stands_at_another_line_is_another_edit() -> None:
    """So is what is about another field, of another severity or on another surface."""
    others = [
        replace(GONE, what="`A.config` is gone.", line=replace(LINE, line=8)),
        replace(GONE, what="`A.status` is gone."),
        replace(GONE, what="`A.config` is gone.", severity=Severity.COMPATIBLE),
        replace(GONE, what="`A.config` is gone.", surface="http"),
    ]
    assert folded([GONE, *others]) == [GONE, *others]
