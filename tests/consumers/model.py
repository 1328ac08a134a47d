"""What tools of others are tried with: the portable documents, and what is known that a tool refuses."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from codegen.sources.loader import load

ROOT = Path(__file__).parents[2]
PORTABLE = ROOT / "generated/portable"
PYTHON = ROOT / ".cache/consumers/bin/python"
NODE = ROOT / "tests/consumers/node_modules"
VERSIONS = ("3.1", "3.0")


@dataclass(frozen=True, order=True)
class Document:
    """A portable document: of an API, or of one variant as in `piapi/flux`."""

    name: str
    openapi: str

    @property
    def path(self) -> Path:
        return PORTABLE / self.openapi / f"{self.name}.json"

    @property
    def api(self) -> str:
        return self.name.partition("/")[0]

    @property
    def whole(self) -> bool:
        return "/" not in self.name

    @property
    def word(self) -> str:
        """A name for packages, of letters, digits and underscores."""
        text = f"{self.name}_{self.openapi}"
        return "".join(c if c.isalnum() else "_" for c in text).lower()

    def out(self, work: Path) -> Path:
        """Return the folder below `work` for what a tool makes of the document."""
        return work / self.word


Refusals: TypeAlias = Mapping[Document, str]
"""Documents that a tool refuses, each with what it says."""


@dataclass(frozen=True)
class Tool:
    """A tool that reads OpenAPI, and how it is tried.

    Attributes:
        name: As its registry calls it, with what it is asked for.
        does: What is tried, in words for people.
        run: Tries it with documents; the folder is for what it makes.
        whole: Whether only whole documents are tried, since one takes seconds.
        package: The name in the lock that its version stands in.
    """

    name: str
    does: str
    run: Callable[[Sequence[Document], Path], Refusals]
    whole: bool = False
    package: str = ""

    @property
    def version(self) -> str:
        return versions()[self.package or self.name]


@dataclass(frozen=True)
class Known:
    """What is known of a tool: documents that it refuses, and the construct that is to blame.

    Attributes:
        tool: The name of the tool.
        version: The version that was tried.
        documents: The names of the documents.
        openapi: The versions of OpenAPI that it refuses them in.
        says: A part of what the tool says.
        construct: What in the documents it does not read.
    """

    tool: str
    version: str
    documents: tuple[str, ...]
    openapi: tuple[str, ...]
    says: str
    construct: str

    def covers(self, document: Document) -> bool:
        return document.name in self.documents and document.openapi in self.openapi


def known() -> list[Known]:
    """Return what is known that tools refuse."""
    entries: list[dict[str, Any]] = load(ROOT / "tests/consumers/refusals.yaml").data or []
    return [
        Known(
            entry["tool"],
            entry["version"],
            tuple(entry["documents"]),
            tuple(entry["openapi"]),
            entry["says"],
            entry["construct"],
        )
        for entry in entries
    ]


def documents() -> list[Document]:
    """Return all portable documents, whole ones first."""
    found = [
        Document(path.relative_to(PORTABLE / version).with_suffix("").as_posix(), version)
        for version in VERSIONS
        for path in (PORTABLE / version).rglob("*.json")
    ]
    return sorted(found, key=lambda document: (not document.whole, document))


@cache
def versions() -> dict[str, str]:
    """Return the version of each locked tool, by the name of its package."""
    found: dict[str, str] = {}
    for lock in ("consumers", "dev"):
        for line in (ROOT / f"requirements/{lock}.txt").read_text("utf-8").splitlines():
            name, sign, rest = line.partition("==")
            if sign:
                found.setdefault(name.partition("[")[0], rest.split()[0])
    for folder in ("tests/consumers", "."):
        manifest = json.loads((ROOT / folder / "package.json").read_text("utf-8"))
        found |= manifest["devDependencies"]
    return found


def surprises(
    tool: Tool, tried: Iterable[Document], refused: Refusals, entries: Sequence[Known]
) -> list[str]:
    """Return what is not as it is known: a refusal that is new, or one that is gone."""
    entries = [entry for entry in entries if entry.tool == tool.name]
    said = []
    for document in tried:
        expected = [entry for entry in entries if entry.covers(document)]
        message = refused.get(document)
        where = f"{tool.name} {tool.version}, OpenAPI {document.openapi}, {document.name}"
        if message is None:
            said += [f"{where}: works now, so remove it from refusals.yaml" for _ in expected]
        elif not any(entry.says in message for entry in expected):
            said.append(f"{where}: {message[:600]}")
    return said


def command(*words: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the root of the repository, to its end."""
    return subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def told(*words: str | Path, inputs: Sequence[tuple[Document, Path, Any]]) -> Refusals:
    """Run a program that reads documents from stdin, and prints one JSON line for each."""
    entries = [[str(document.path), str(out), extra] for document, out, extra in inputs]
    done = command(*words, stdin=json.dumps(entries))
    lines = dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))
    silent = f"exit status {done.returncode}: {done.stderr[-600:]}"
    answers = {document: lines.get(str(document.path), silent) for document, _, _ in inputs}
    return {document: answer for document, answer in answers.items() if answer is not None}
