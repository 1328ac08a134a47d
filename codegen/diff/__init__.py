"""What a change of `generated/` means for consumers, on three surfaces.

- `http`: the contract over the wire, judged by Redocly and oasdiff together (http.py);
- `python`: the public names of the generated packages, read by griffe (python.py);
- `state`: the state table and what else contract.json gives the runtime (state.py).

Known limits, where a person judges:

- words: a description that says something else now, an example that shows another habit;
- behaviour behind the same contract: rate limits, prices, what a prompt gives, a default that the
  vendor changes in silence;
- `pattern`: whether one regular expression allows all that another did; `allOf`, `if`, `not`,
  `dependentSchemas`: compared as they are written, not by what they allow;
- a reply that is described in another structure, though the same bodies fit, may be called breaking;
- the union of types that an operation returns may gain one more reply: code that names every type of
  it by hand is not seen, nor is code that constructs a model which is only ever in replies;
- base classes of models, decorators, order of parameters, and everything behind an underscore;
- of gettask itself, the names that it exports: no command line, fixture, constant or message, and not
  when an error is raised;
- a class of an inline schema is attributed to the component around it, by its name.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from codegen.diff import http, marks, python, state
from codegen.diff.finding import Finding, Severity, ranked, worst
from codegen.diff.received import Received
from codegen.diff.snapshot import Snapshot, apis
from codegen.diff.tools import Tools

__all__ = ["Finding", "Severity", "Tools", "compare", "ranked", "worst"]


def compare(old: Path, new: Path, tools: Tools) -> list[Finding]:
    """Return the findings between two `generated/` trees, ranked."""
    before, after = apis(old), apis(new)
    found = [_whole(before.get(n) or after[n], gone=n in before) for n in before.keys() ^ after.keys()]
    changed = [n for n in before if n in after and before[n].files != after[n].files]
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(2) as pool:
        judged = pool.map(lambda n: _judge(before[n], after[n], tools, Path(work)), changed)
        found += [finding for findings in judged for finding in findings]
    return ranked(found)


def _judge(old: Snapshot, new: Snapshot, tools: Tools, work: Path) -> list[Finding]:
    before, after = (Received(snapshot.generated, snapshot.api) for snapshot in (old, new))
    found = [*http.judge(before, after, tools, work), *python.judge(before, after)]
    return [*found, *state.judge(old, new), *marks.judge(old, new)]


def _whole(snapshot: Snapshot, *, gone: bool) -> Finding:
    """Return the finding about an API that came or went as a whole."""
    return Finding(
        api=snapshot.api,
        surface="http",
        severity=Severity.BREAKING if gone else Severity.COMPATIBLE,
        what=f"The API {snapshot.api} is {'gone' if gone else 'new'}.",
        hits=f"everybody who uses {snapshot.api}" if gone else "nobody yet",
        avoid="Keep it, deprecated: recorded bodies remain." if gone else "",
        side="base" if gone else "head",
    )
