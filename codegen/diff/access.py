"""Security: which operations take which key, and whether they take requests without one."""

from __future__ import annotations

import re

from codegen.diff import messages
from codegen.diff.finding import Finding, Severity
from codegen.diff.snapshot import Snapshot, listed
from codegen.document.walk import Operation, operations
from codegen.sources.pointers import join

# What the tools say of the same. Neither reads a requirement as a choice.
TOLD_HERE = re.compile(r"api-(global-)?security-(added|removed|scope-.*)")


def judge(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return the findings on the keys that operations of an API take."""
    before = {(o.path, o.method): o for o in operations(old.document)}
    after = {(o.path, o.method): o for o in operations(new.document)}
    changed = {
        key: (_accepted(old, before[key]), _accepted(new, after[key]))
        for key in before.keys() & after.keys()
        if _accepted(old, before[key]) != _accepted(new, after[key])
    }
    by_document = {key for key in changed if "security" not in before[key].value | after[key].value}
    found: list[Finding] = []
    if by_document:
        was, now = changed[min(by_document)]
        everybody = messages.everybody(new)
        found.append(_finding(old, "What has no security of its own", was, now, "/security", everybody))
    for key in sorted(changed.keys() - by_document):
        where = join(after[key].pointer, "security")
        pointer = where if new.has(where) or old.has(where) else after[key].pointer
        called = messages.called(after[key].pointer)
        who = messages.hits(after[key].pointer, new)
        found.append(_finding(old, called, *changed[key], pointer, who, gone=not new.has(pointer)))
    return found


def _accepted(here: Snapshot, operation: Operation) -> frozenset[frozenset[str]]:
    """Return the sets of schemes of which a request needs one; an empty set among them needs none."""
    written = operation.value.get("security", here.document.get("security", []))
    return frozenset(frozenset(each) for each in written) or frozenset([frozenset()])


def _finding(
    old: Snapshot,
    called: str,
    was: frozenset[frozenset[str]],
    now: frozenset[frozenset[str]],
    pointer: str,
    who: str,
    *,
    gone: bool = False,
) -> Finding:
    served = all(any(new <= one for new in now) for one in was)
    if frozenset() in now:
        what = f"{called} takes requests without a key now."
    elif frozenset() in was:
        what = f"{called} needs a key now: {_named(now)}."
    else:
        what = f"{called} takes {_named(now)} now, it took {_named(was)}."
    return Finding(
        api=old.api,
        surface="http",
        severity=Severity.COMPATIBLE if served else Severity.BREAKING,
        what=what,
        hits=who,
        avoid="" if served else "Leave the old requirement in the list while the API takes it.",
        pointer=pointer,
        side="base" if gone else "head",
        rules=("security",),
    )


def _named(accepted: frozenset[frozenset[str]]) -> str:
    return " or ".join(sorted(f"`{listed(each)}`" for each in accepted if each))
