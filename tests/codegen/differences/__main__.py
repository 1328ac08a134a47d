"""Command line: `python -m tests.codegen.differences` writes the golden snapshots anew.

Wanted after a change to an overlay, or to what it touches; the diff of the snapshots is then to be read.
"""

from __future__ import annotations

import shutil

from codegen.sources.dumper import dump
from tests.codegen.differences import HERE, differences

for api in sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"):
    shutil.rmtree(HERE / api)
for difference in differences():
    difference.folder.mkdir(parents=True)
    for name, nodes in (("before", difference.before), ("after", difference.after)):
        (difference.folder / f"{name}.yaml").write_text(dump(nodes), "utf-8")
