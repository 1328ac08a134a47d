"""Makes the sync client of the async one: `src/gettask/_sync/` of `src/gettask/_async/`.

Each module becomes one of the same name. `async` and `await` go, and names are replaced, in code, docstrings
and comments alike: `AsyncClient` becomes `Client`, `aclose` `close`. What cannot be replaced stands in
`concurrency.py`, which is written by hand in both folders.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import tokenize
from itertools import pairwise
from pathlib import Path

SOURCE, TARGET = Path("src/gettask/_async"), Path("src/gettask/_sync")

BY_HAND = ("__init__.py", "concurrency.py")
"""Modules that are written by hand in both folders."""

HEADER = "# Made of {source} by `make generate`: edit that one.\n"

NAMES = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "_async": "_sync",
    "AnyIOBackend": "SyncBackend",
    "aclose": "close",
    "aclosing": "closing",
    "asleep": "sleep",
    "connect_async": "connect",
    "open_async_client": "open_client",
    "open_async_transports": "open_transports",
}
"""Names that are replaced; besides, those that begin with `Async` lose that."""

PHRASES = (
    # a generator without `asend` has one type argument more
    (re.compile(r"\bAsyncGenerator\[(.+), None\]"), r"Generator[\1, None, None]"),
    (re.compile(r"\basyncio tasks?\b"), "threads"),
    (re.compile(r"\ban `?async "), lambda found: found[0].replace("an ", "a ").replace("async ", "")),
    (re.compile(r"\ban (?=`?Async[A-Z])"), "a "),
)
"""What is more than one name; replaced first."""

_NAME = re.compile(r"\b\w+\b")
_KEYWORD = re.compile(r"\b(?:async|await) +")


def unasync(text: str) -> str:
    """Return the sync twin of async Python code."""
    for pattern, replacement in PHRASES:
        text = pattern.sub(replacement, text)
    lines = text.splitlines(keepends=True)
    tokens = [*tokenize.generate_tokens(io.StringIO(text).readline)]
    for token, following in reversed([*pairwise(tokens)]):
        (row, start), (last, end) = token.start, token.end
        if token.type == tokenize.NAME and token.string in ("async", "await"):
            new, end = "", following.start[1]
        elif token.type == tokenize.NAME:
            new = _renamed(token.string)
        elif token.type in (tokenize.STRING, tokenize.COMMENT):
            new = _NAME.sub(lambda found: _renamed(found[0]), _KEYWORD.sub("", token.string))
        else:
            continue
        before, after = lines[row - 1][:start], lines[last - 1][end:]
        lines[row - 1 : last] = [before + new + after]
    return "".join(lines)


def sync_modules(root: Path) -> dict[str, str]:
    """Return the text of each module that `write` makes below `root`, by its path from there."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((root / SOURCE).glob("*.py")):
            if path.name not in BY_HAND:
                header = HEADER.format(source=(SOURCE / path.name).as_posix())
                text = header + unasync(path.read_text("utf-8"))
                made[path.name] = Path(folder, path.name)
                made[path.name].write_text(text, "utf-8")
        _tidy(Path(folder), root / "pyproject.toml")
        return {(TARGET / name).as_posix(): path.read_text("utf-8") for name, path in made.items()}


def stale(root: Path) -> dict[str, str]:
    """Return what `write` would do to each file that is not as it should be: added, changed, removed."""
    return _compare(root, sync_modules(root))


def _compare(root: Path, made: dict[str, str]) -> dict[str, str]:
    found = {
        path.relative_to(root).as_posix(): "removed"
        for path in (root / TARGET).glob("*.py")
        if path.name not in BY_HAND
    }
    for name, text in made.items():
        path = root / name
        if not path.is_file():
            found[name] = "added"
        elif path.read_text("utf-8") != text:
            found[name] = "changed"
        else:
            del found[name]
    return found


def write(root: Path) -> list[str]:
    """Make the sync modules below `root`; return the names of those that changed."""
    made = sync_modules(root)
    changed = _compare(root, made)
    for name, change in changed.items():
        if change == "removed":
            (root / name).unlink()
        else:
            (root / name).write_text(made[name], "utf-8")
    return [*changed]


def _renamed(name: str) -> str:
    return NAMES.get(name) or re.sub(r"^Async(?=[A-Z])", "", name)


def _tidy(folder: Path, config: Path) -> None:
    """Sort imports and format, as the repository's own configuration says."""
    options = ["--config", str(config.resolve())] if config.is_file() else ["--isolated"]
    for arguments in (["check", "--fix-only", "--select=I,F401"], ["format"]):
        command = [sys.executable, "-m", "ruff", *arguments, *options, "--no-cache", "--quiet", "."]
        subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    write(Path.cwd())
