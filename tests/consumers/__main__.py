"""Try tools of others with the portable documents: `make consumers`, or some tools by name.

With `--whole` variants are left out.

It fails if a tool refuses what it is not known to refuse, and if it takes what it is known to refuse.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.consumers.emitters import EMITTERS
from tests.consumers.model import documents, known, surprises
from tests.consumers.readers import READERS

TOOLS = [*READERS, *EMITTERS]


def main(words: list[str]) -> int:
    """Try each tool; print one line a tool, and whatever is not as it is known."""
    names, whole = [word for word in words if word != "--whole"], "--whole" in words
    if unknown := {*names} - {tool.name for tool in TOOLS}:
        sys.stderr.write(
            f"no such tool: {', '.join(sorted(unknown))}; there are {', '.join(t.name for t in TOOLS)}\n"
        )
        return 2
    found, entries = [], known()
    for tool in TOOLS:
        if names and tool.name not in names:
            continue
        started = time.monotonic()
        tried = [document for document in documents() if document.whole or not (whole or tool.whole)]
        with tempfile.TemporaryDirectory(prefix="consumers-") as work:
            refused = tool.run(tried, Path(work))
        said = surprises(tool, tried, refused, entries)
        sys.stdout.write(
            f"{tool.name:<32} {tool.version:<8} takes {len(tried) - len(refused):>3} of {len(tried):>3}"
            f"  {time.monotonic() - started:>4.0f} s\n"
        )
        sys.stdout.writelines(f"  {each}\n" for each in said)
        sys.stdout.flush()
        found += said
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
