"""`make generate` against the bare generator on the same specs, and when nothing has changed. Needs Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from benchmarks._table import show, verdict
from codegen.sources.loader import load
from codegen.sources.overlay import apply
from codegen.sources.redocly import command
from codegen.sources.violations import ToolError

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def main() -> None:
    """Print one table."""
    try:
        command(ROOT)
    except ToolError as e:
        print(f"\nMake generated/: not measured. {e}")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        copy = repository(work / "repository")
        views = [
            client_view(api, work) for api in sorted(p.stem for p in ROOT.glob("generated/documented/*"))
        ]
        ours, bare = [], []
        for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine falls on both
            shutil.rmtree(copy / ".cache", ignore_errors=True)
            ours.append(seconds(lambda: generate(copy)))
            bare.append(seconds(lambda: generate_bare(views)))
        again = min(seconds(lambda: generate(copy)) for _ in range(ROUNDS))
    ratio = min(ours) / min(bare)
    show(
        f"Make generated/ for {len(views)} APIs",
        ["", "s", "times bare", "wanted", ""],
        [
            ["bare generator, with its hooks", min(bare), 1.0, "", ""],
            ["ours, all checks", min(ours), ratio, *verdict(ratio, at_most=2)],
            ["ours, nothing changed", again, again / min(bare), *verdict(again, at_most=1)],
        ],
    )


def repository(copy: Path) -> Path:
    """Copy what `generate` reads and writes, so that this repository stays as it is."""
    for name in ("openapi", "overlays", "generated", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    return copy


def client_view(api: str, folder: Path) -> Path:
    """Write what the generator reads of an API."""
    document = orjson.loads((ROOT / f"generated/documented/{api}.json").read_bytes())
    for layer in ("observed", "client"):
        path = ROOT / f"overlays/{api}/{layer}.yaml"
        if path.exists():  # an API that nobody has observed has one
            document = apply(document, load(path)).data
    path = folder / f"{api}.json"
    path.write_bytes(orjson.dumps(document))
    return path


def generate(root: Path) -> None:
    """Run our command on the repository."""
    command = [sys.executable, "-m", "codegen", "--root", str(root), "generate"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def generate_bare(views: list[Path]) -> None:
    """Run the generator with its own templates, and with its hooks, which look for ruff in PATH."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for view in views:
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--overwrite", "--meta", "uv"]
        command += ["--path", str(view), "--output-path", str(view.with_suffix(""))]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PATH": path})


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
