"""Changelogs: which releases they have, and how one more is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from codegen.diff.snapshot import Snapshot
from release.fragments import Fragment

_ENTRY = re.compile(r"^## (\S+) \(\d", re.MULTILINE)  # of a release, which has a date


def released(changelog: Path) -> list[str]:
    """Return the versions with a dated entry, as they stand in the file."""
    return _ENTRY.findall(changelog.read_text("utf-8"))


def has_entry(changelog: Path, version: str) -> bool:
    """Return whether a version has an entry, dated or not."""
    if not changelog.is_file():
        return False
    return bool(re.search(rf"^## {re.escape(version)}(?!\S)", changelog.read_text("utf-8"), re.MULTILINE))


def line(fragment: Fragment, clients: dict[str, Snapshot], *, named: bool) -> str:
    """Return a fragment as a line of a changelog; `named` says which package it is about."""
    about = (
        f"**{fragment.api}**, {fragment.kind}" if named else fragment.kind.capitalize().replace("api", "API")
    )
    sources = clients[fragment.api].document["info"].get("x-sources", {}) if fragment.api in clients else {}
    shown = "; ".join(sources[item]["title"] if item in sources else item for item in fragment.evidence)
    return f"- {about}: {fragment.text}{f' *Seen in: {shown}.*' if shown else ''}"


def write(path: Path, version: str, day: date, lines: list[str], package: str, lead: str = "") -> None:
    """Write an entry above the others; one of this version gets the lines, and the date."""
    text = path.read_text("utf-8") if path.is_file() else f"# Changelog of {package}\n"
    heading = f"## {version} ({day.isoformat()})"
    old = re.search(rf"^## {re.escape(version)}(?!\S).*$", text, re.MULTILINE)
    if old:
        rest = re.search(r"^## ", text[old.end() :], re.MULTILINE)
        end = old.end() + rest.start() if rest else len(text)
        body = "\n".join([text[old.end() : end].strip(), *lines])
        text = f"{text[: old.start()]}{heading}\n\n{body}\n\n{text[end:]}"
    else:
        first = re.search(r"^## ", text, re.MULTILINE)
        start = first.start() if first else len(text)
        body = "\n\n".join(filter(None, [lead, "\n".join(lines)]))
        text = f"{text[:start].rstrip()}\n\n{heading}\n\n{body}\n\n{text[start:]}"
    path.write_text(f"{text.rstrip()}\n", "utf-8")
