"""Semantic versions: which step a change needs, and writing them down where people wrote them."""

from __future__ import annotations

import re
from pathlib import Path

from codegen.diff import Severity
from codegen.sources.loader import load
from release.tools import ReleaseError


def parse(version: str) -> tuple[int, int, int]:
    """Return the numbers of `1.2.3`. Raises ReleaseError for any other form."""
    if not (found := re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)):
        raise ReleaseError(f"{version!r} is not a version: write three numbers, as in 1.2.3.")
    return int(found[1]), int(found[2]), int(found[3])


def least(version: str, severity: Severity) -> str:
    """Return the lowest version after `version` that tells consumers of a change of this severity.

    Before 1.0.0 the second number stands for what breaks, and the third for everything else.
    """
    major, minor, patch = parse(version)
    step = list(Severity).index(severity) + (major == 0)
    return (
        [f"{major + 1}.0.0", f"{major}.{minor + 1}.0"][step] if step < 2 else f"{major}.{minor}.{patch + 1}"
    )


def range_of(version: str) -> str:
    """Return the requirement that lets in this version and what is compatible with it."""
    major, minor, _ = parse(version)
    return f">={version},<{f'0.{minor + 1}' if major == 0 else major + 1}"


def set_api_version(path: Path, version: str) -> None:
    """Write info.version into an OpenAPI document, and leave all else as it is."""
    line, column = load(path).position("/info/version")
    _replace(path, line, r"(?<=version:)(\s*)['\"]?[\w.+-]+['\"]?", rf"\g<1>{version}", column - 1)


def set_package_version(path: Path, version: str) -> None:
    """Write the version of the project into a pyproject.toml."""
    lines = path.read_text("utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if line.startswith("version = "))
    _replace(path, number, r'"[^"]*"', f'"{version}"')


def set_requirement(path: Path, name: str, specifier: str) -> None:
    """Write the range in which the project of a pyproject.toml depends on `name`."""
    text = path.read_text("utf-8")
    changed, count = re.subn(rf'"{re.escape(name)}\s*(?:[<>=~!][^"]*)?"', f'"{name}{specifier}"', text)
    if not count:
        raise ReleaseError(f"gettask does not depend on {name}: name it in pyproject.toml.")
    path.write_text(changed, "utf-8")


def _replace(path: Path, number: int, pattern: str, replacement: str, start: int = 0) -> None:
    lines = path.read_text("utf-8").split("\n")
    line = lines[number - 1]
    lines[number - 1] = line[:start] + re.sub(pattern, replacement, line[start:], count=1)
    path.write_text("\n".join(lines), "utf-8")
