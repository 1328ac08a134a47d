"""Importing gettask against importing httpx, each in a fresh interpreter.

`import gettask` loads next to nothing: a name loads what it needs when it is first used. So what a client
costs is told as well, with its target in mind but without a verdict.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks._table import show, verdict

TARGET = 1.3
ROUNDS = 9

# httpx imports click and rich where they are there, for a command line that nobody here calls.
CODE = """
import sys, time
sys.modules["click"] = sys.modules["rich"] = None
begun = time.process_time()
{}
print(time.process_time() - begun)
"""


def main() -> None:
    """Print the shortest time of each statement; they take turns."""
    statements = [
        "import httpx",
        "import gettask",
        "from gettask import PiAPI",
        "from gettask import AsyncPiAPI",
        "from gettask import PiAPI; PiAPI('dummy-key')",
    ]
    best = dict.fromkeys(statements, float("inf"))
    for _ in range(ROUNDS):
        for statement in statements:
            best[statement] = min(best[statement], cpu_seconds(statement))
    rows: list[list[object]] = []
    for statement, seconds in best.items():
        ratio = seconds / best["import httpx"]
        judged = verdict(ratio, at_most=TARGET) if statement == "import gettask" else ("", "")
        rows.append([statement, seconds * 1e3, ratio, *judged])
    show("Import", ["statement", "CPU ms", "ratio", "target", ""], rows)


def cpu_seconds(statement: str) -> float:
    """Return what a statement takes in an interpreter of its own."""
    run = subprocess.run([sys.executable, "-c", CODE.format(statement)], check=True, capture_output=True)
    return float(run.stdout)
