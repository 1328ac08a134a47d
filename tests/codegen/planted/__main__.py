"""Command line: `python -m tests.codegen.planted` plants every slip and prints how lint does; minutes.

Exit code 1 if one is not caught, crashes, or is told elsewhere than its entry says.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from codegen.sources.violations import shown
from tests.codegen.planted import copied, found, slips

caught = exact = alone = 0
wrong = []
with tempfile.TemporaryDirectory() as folder:
    root = copied(Path(folder))
    every = slips()
    for i, slip in enumerate(every, 1):
        result = found(root, slip)
        caught += bool(result.violations)
        exact += result.exact
        alone += len(result.violations) == 1
        if not result.violations or result.exact == slip.elsewhere:
            wrong.append(slip)
            told = [f"  {shown(v.file) if v.file else ''}:{v.line} {v.message}" for v in result.violations]
            print(f"{slip.file}: {slip.why}", *told, sep="\n")
        print(f"\r{i} of {len(every)}", end="", file=sys.stderr)
total = len(every)
print(f"\n{total} slips: {caught} caught, {exact} at the line itself, {alone} with one message")
sys.exit(bool(wrong))
