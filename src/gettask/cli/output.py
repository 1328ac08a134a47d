"""The one door to stdout and stderr, and the folder of results.

No text from the network reaches a terminal unfiltered: control characters, bidirectional marks and line
separators could rewrite what is seen. Messages go to stdout if stderr is closed or full.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from .._redact import printable_text
from ..errors import DownloadError
from ..storage import ObjectStorage


def line(text: str) -> None:
    """Print a text on stdout."""
    click.echo(printable_text(text))


def message(text: str) -> bool:
    """Print a message on stderr, or if that fails on stdout. Return whether it was printed."""
    return error(text) or _printed(text, err=False)


def error(text: str) -> bool:
    """Print a message on stderr. Return whether that worked."""
    return _printed(text, err=True)


def handle(text: str) -> bool:
    """Print the handle of a paid job on stdout, or if that fails on stderr. Return whether stdout has it."""
    if _printed(text, err=False):
        return True
    error(text)
    return False


def check_folder(folder: Path | ObjectStorage | None) -> None:
    """Make the folder for results and write to it, so that it cannot be what fails after a task was paid.

    Raises:
        click.BadParameter: The folder, or object storage, cannot be made or written to.
    """
    if folder is None:
        return
    if isinstance(folder, ObjectStorage):
        try:
            folder.check()
        except DownloadError as problem:
            raise click.BadParameter(str(problem), param_hint="--out") from None
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise click.BadParameter(f"cannot write to {str(folder)!r}: {why}", param_hint="--out") from None


def _printed(text: str, *, err: bool) -> bool:
    if (sys.stderr if err else sys.stdout) is None:
        return False
    try:
        click.echo(printable_text(text), err=err)
    except OSError:  # nobody reads it, or the disk is full
        return False
    return True
