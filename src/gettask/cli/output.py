"""Where output goes: messages that survive a closed or full stream, and the folder of results."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click


def message(text: str) -> bool:
    """Print a message on stderr, or if that fails on stdout. Return whether it was printed."""
    return error(text) or _printed(text, err=False)


def error(text: str) -> bool:
    """Print a message on stderr. Return whether that worked."""
    return _printed(text, err=True)


def handle(json: str) -> bool:
    """Print the handle of a paid job on stdout, or if that fails on stderr. Return whether stdout has it."""
    if _printed(json, err=False):
        return True
    error(json)
    return False


def check_folder(folder: Path | None) -> None:
    """Make the folder for results and write to it, so that it cannot be what fails after a task was paid.

    Raises:
        click.BadParameter: The folder cannot be made or written to.
    """
    if folder is None:
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
        click.echo(text, err=err)
    except OSError:  # nobody reads it, or the disk is full
        return False
    return True
