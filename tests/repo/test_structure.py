"""The arrows between the parts of the repository run one way, and no module is too large to read."""

from __future__ import annotations

import pytest

from tests.repo.imports import FOLDERS, between, circle, modules

CLIENTS = sorted(name for name in FOLDERS if name.startswith("gettask_"))

CLIENT_ROOMS = ("_async", "_sync", "_polling", "_http", "_download", "_contract", "task", "client", "polling")

# (from, to): the imports that design and decisions rule out.
FORBIDDEN = [
    *(("codegen", other) for other in ("release", "gettask", *CLIENTS)),
    *(("gettask", other) for other in ("codegen", "release")),
    *((client, other) for client in CLIENTS for other in ("gettask", "codegen", "release")),
    ("release", "gettask"),
    # Inside codegen: sources → document → rules → specs → pipeline; emit and diff read documents.
    *(("codegen.sources", f"codegen.{room}") for room in ("document", "rules", "emit", "diff", "specs")),
    *(("codegen.document", f"codegen.{room}") for room in ("rules", "emit", "diff", "specs", "pipeline")),
    *(("codegen.rules", f"codegen.{room}") for room in ("emit", "diff", "specs", "pipeline")),
    *(("codegen.emit", f"codegen.{room}") for room in ("rules", "diff", "specs", "pipeline")),
    *(("codegen.diff", f"codegen.{room}") for room in ("rules", "emit", "specs", "pipeline")),
    # The mock and the client share no decisions, or a bug could hide in both.
    *(("gettask.mock", f"gettask.{room}") for room in CLIENT_ROOMS),
    *((f"gettask.{room}", "gettask.mock") for room in CLIENT_ROOMS),
]
# Runs in an environment of its own, which has a published gettask and nothing of this repository.
TRIAL = "release.trial"
# Shared by the mock and the client: it decides nothing.
POINTER = "gettask._contract.pointer"

MAX_LINES = 400
# With the reason for each.
TOO_LONG = {
    "gettask._async.client": "one class, whose public methods are what users call: signatures and docstrings",
}


@pytest.mark.parametrize(("source", "target"), FORBIDDEN)
def test_the_arrows_run_one_way(source: str, target: str) -> None:
    """Neither at the top of a module nor in a function nor for types does one part import the other."""
    assert {pair for pair in between(source, target) if TRIAL not in pair and POINTER not in pair} == set()


@pytest.mark.parametrize("package", ["codegen", "release", "gettask"])
def test_no_modules_import_each_other_in_a_circle(package: str) -> None:
    """Not even for types: what refers to each other is one thing, or has a third below it."""
    found = circle(package)
    assert not found, " → ".join(found)


def test_every_module_can_be_read_in_one_go() -> None:
    """No module that a person wrote has more than 400 lines."""
    written = {n: p.read_text("utf-8") for n, p in modules().items() if not n.startswith("gettask_")}
    lines = {n: len(text.splitlines()) for n, text in written.items() if "`make generate`" not in text[:200]}
    assert {n: count for n, count in lines.items() if count > MAX_LINES and n not in TOO_LONG} == {}


def test_the_imports_are_read() -> None:
    """The tests above would pass on an empty list: some arrows are known to be there."""
    assert ("codegen.rules.check", "codegen.sources.violations") in between(
        "codegen.rules", "codegen.sources"
    )
    assert between("release", "codegen.diff")
    assert between("gettask.pytest_plugin", "gettask.mock")
