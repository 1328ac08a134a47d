"""Redocly's command line as two functions: bundle and lint many documents, one process each."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.sources.violations import Severity, SpecError, ToolError, Violation, shown

RULES = Path(__file__).with_name("redocly.yaml")
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
_INSTALL = "install Node 20.19 or later of 20, or 22.12 or later."


class Redocly:
    """The Redocly that `npm ci` installed below `root`, run by a Node that fits."""

    def __init__(self, root: Path) -> None:
        self._command = command(root)

    def bundle(self, documents: Mapping[str, Path], folder: Path) -> dict[str, Any]:
        """Return each document with all its references made local.

        `folder` takes the files in between. Raises SpecError for what cannot be bundled.
        """
        apis = {n: {"root": str(p), "output": f"{n}.json"} for n, p in documents.items()}
        config = _config(folder, "bundle.yaml", {"apis": apis})
        done = self._run("bundle", config, "--component-renaming-conflicts-severity", "error")
        if violations := _bundle_errors(done.stderr, folder):
            raise SpecError(*violations)
        if done.returncode:
            raise ToolError(f"redocly bundle: {_text(done)}")
        return {n: json.loads((folder / f"{n}.json").read_text("utf-8")) for n in documents}

    def lint(self, documents: Mapping[str, Path], folder: Path) -> dict[str, list[Violation]]:
        """Return the violations in each document."""
        apis = {n: {"root": str(p)} for n, p in documents.items()}
        config = _config(folder, "lint.yaml", {"extends": [str(RULES)], "apis": apis})
        done = self._run("lint", config, "--format", "json", "--max-problems", "1000")
        try:
            reports = _json_stream(done.stdout)
        except ValueError:
            reports = []
        if len(reports) != len(documents):
            raise ToolError(f"redocly lint: {_text(done)}")
        return {
            name: [_violation(problem, folder) for problem in report["problems"] if problem["location"]]
            for name, report in zip(documents, reports, strict=True)
        }

    def _run(self, verb: str, config: Path, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._command, verb, "--config", config.name, *args],
            cwd=config.parent,
            env=os.environ | QUIET,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )


def command(root: Path) -> list[str]:
    """Return the command that runs Redocly; ToolError, in one sentence, if it cannot run."""
    node = shutil.which("node")
    if node is None:
        raise ToolError(f"Node is needed to bundle and lint specs: {_INSTALL}")
    printed = subprocess.run([node, "--version"], capture_output=True, check=False, text=True)
    version = printed.stdout.strip()
    parts = re.match(r"v(\d+)\.(\d+)", version)
    have = (int(parts[1]), int(parts[2])) if parts else (0, 0)
    if not ((20, 19) <= have < (21, 0) or have >= (22, 12)):
        raise ToolError(f"Node {version or 'of an unknown version'} cannot run Redocly: {_INSTALL}")
    script = root / "node_modules/@redocly/cli/bin/cli.js"
    if not script.is_file():
        raise ToolError(f"Redocly is not installed in {shown(root)}: run `make node`.")
    return [node, str(script)]


_SEVERITIES: dict[str, Severity] = {"error": "error", "warn": "warning"}


def _violation(problem: Any, folder: Path) -> Violation:
    location = problem["location"][0]
    return Violation(
        problem["message"],
        (folder / location["source"]["ref"]).resolve(),
        location.get("pointer", "#").removeprefix("#"),
        rule=problem["ruleId"],
        severity=_SEVERITIES[problem["severity"]],
    )


def _config(folder: Path, name: str, config: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(config), "utf-8")
    return path


def _json_stream(text: str) -> list[Any]:
    """Read JSON values that follow each other without a separator."""
    decoder, values, end = json.JSONDecoder(), [], 0
    while text[end:].strip():
        value, end = decoder.raw_decode(text, end + len(text[end:]) - len(text[end:].lstrip()))
        values.append(value)
    return values


_BUNDLE_ERROR = re.compile(
    r"^\[\d+\] (?P<file>.+):(?P<line>\d+):(?P<column>\d+) at #(?P<pointer>.*)\n\n(?P<text>(?:.+\n)+)",
    re.MULTILINE,
)


def _bundle_errors(stderr: str, folder: Path) -> list[Violation]:
    """Read the errors out of the text that `bundle` prints; it has no other output of them."""
    return [
        Violation(
            " ".join(m["text"].split()),
            (folder / m["file"]).resolve(),
            m["pointer"],
            int(m["line"]),
            int(m["column"]),
            "names of components are unique across the files of an API: give one a prefix"
            if "same name" in m["text"]
            else "",
        )
        for m in _BUNDLE_ERROR.finditer(stderr)
    ]


def _text(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last lines of the output, without the banner about Node 20's end of life."""
    lines = [line for line in done.stderr.splitlines() if line.strip() and line.strip()[0] not in "╔║╚"]
    return "\n".join(lines[-10:])
