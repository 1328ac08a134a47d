"""Keeps `pyproject.toml` in step with `generated/`: gettask depends on each package, and mypy finds it."""

from __future__ import annotations

import re
from pathlib import Path

TARGET = Path("pyproject.toml")

_REQUIREMENT = re.compile(r'^  "gettask-(?P<api>[a-z][a-z0-9.-]*)(?P<range>[^"]*)",\n', re.MULTILINE)
_VERSION = re.compile(r'^version = "([^"]*)"$', re.MULTILINE)
_MYPY_PATH = re.compile(r"^mypy_path = \[.*\]$", re.MULTILINE)
_HEAD = "dependencies = [\n"


def text(root: Path) -> str:
    """Return the pyproject.toml of gettask below `root`, with the packages that there are.

    A range that stands there stays: `make release` moves it.
    """
    before = (root / TARGET).read_text("utf-8")
    packages = {
        path.parent.name.removeprefix("gettask-"): path.read_text("utf-8")
        for path in sorted(root.glob("generated/gettask-*/pyproject.toml"))
    }
    ranges = {found["api"]: found["range"] for found in _REQUIREMENT.finditer(before)}
    lines = [f'  "gettask-{api}{ranges.get(api) or _range(own)}",\n' for api, own in packages.items()]
    others, _, rest = _REQUIREMENT.sub("", before).partition(_HEAD)
    requirements, end, rest = rest.partition("]\n")
    listed = sorted([*requirements.splitlines(keepends=True), *lines], key=_name)
    after = "".join([others, _HEAD, *listed, end, rest])
    folders = ", ".join(f'"{path}"' for path in ("src", *(f"generated/gettask-{api}" for api in packages)))
    return _MYPY_PATH.sub(f"mypy_path = [{folders}]", after)


def belongs(root: Path) -> bool:
    """Return whether the repository below `root` is that of gettask, and not one with specs alone."""
    path = root / TARGET
    return path.is_file() and '\nname = "gettask"\n' in path.read_text("utf-8")


def _name(line: str) -> str:
    found = re.search(r"[A-Za-z0-9._-]+", line)
    return found[0] if found else line


def _range(package: str) -> str:
    """Return the range of what is compatible with a package, by its pyproject.toml."""
    found = _VERSION.search(package)
    version = found[1] if found else "0.1.0"
    major, minor, *_ = (int(part) for part in version.split("."))
    return f">={version},<{f'0.{minor + 1}' if major == 0 else major + 1}"
