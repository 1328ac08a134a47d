"""One finding an edit: what one line of a spec does to many variants is told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from codegen.diff.finding import Finding
from codegen.diff.snapshot import listed

_OWNER = re.compile(r"`([^`.\s\[]+)")


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those joined that differ in the name of a class or variant alone.

    Where lines are known, only what stands at one line is one edit.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        same = _OWNER.sub("`…", finding.what, count=1)
        line = (str(finding.line), finding.line.side) if finding.line else None
        key = (finding.api, finding.surface, finding.severity, finding.avoid, same, line)
        groups.setdefault(key, []).append(finding)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Finding]) -> Finding:
    first, *others = group
    if not others:
        return first
    names = [found[1] for each in others if (found := _OWNER.search(each.what))]
    who = list(dict.fromkeys(each.hits for each in group))
    hits = who[0] if len(who) == 1 else f"{who[0]}, and {len(who) - 1} more like it"
    what = f"{first.what} So it is with {listed(dict.fromkeys(names))}."
    return replace(first, what=what, hits=hits)
