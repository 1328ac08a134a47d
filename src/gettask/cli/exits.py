"""Exit codes, and the messages that go with them."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from .._download.policy import is_loopback
from ..errors import (
    AuthenticationError,
    GettaskError,
    InsufficientCreditError,
    InvalidRequestError,
    PermissionDeniedError,
    TaskFailedError,
    TaskNotFoundError,
    UnsupportedError,
    WaitTimeoutError,
)
from ..redact import redact
from ..task import Handle

DONE, FAILED, USAGE, TIMED_OUT, NOT_FOUND, AUTH, CREDIT, OTHER, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 130

MEANINGS = {
    DONE: "done",
    FAILED: "the task failed or was cancelled",
    USAGE: "wrong usage, or a request that the API refused",
    TIMED_OUT: "the deadline passed; the task continues",
    NOT_FOUND: "no such task",
    AUTH: "the key is missing or refused",
    CREDIT: "not enough credit",
    OTHER: "network or server error, an unexpected response, a result that could not be saved",
    INTERRUPTED: "interrupted; the task continues",
}
"""The exit codes, for help and docs. With several tasks the command exits with the highest code."""

_CODES: tuple[tuple[type[GettaskError], int], ...] = (
    (WaitTimeoutError, TIMED_OUT),
    (InsufficientCreditError, CREDIT),
    (TaskFailedError, FAILED),
    (TaskNotFoundError, NOT_FOUND),
    (AuthenticationError, AUTH),
    (PermissionDeniedError, AUTH),
    (InvalidRequestError, USAGE),
    (UnsupportedError, USAGE),
)


def code_of(error: GettaskError | OSError) -> int:
    """Return the exit code for an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), OTHER)


def resume_command(handle: Handle, out: Path | None = None) -> str:
    """Return the command that continues the wait for a task and downloads its results to the same folder."""
    words = ["gettask", "wait", "--resume", handle.to_json()]
    if out is not None:
        words += ["-o", str(out)]
    if handle.base_url is not None and not is_loopback(urlsplit(handle.base_url).hostname or ""):
        words += ["--base-url", handle.base_url]
    return shlex.join(words)


def report(error: GettaskError | OSError, as_json: bool = False, out: Path | None = None) -> int:
    """Print an error on stderr, after a timeout with the command that continues; return the exit code."""
    code = code_of(error)
    handle = error.handle if isinstance(error, WaitTimeoutError) else None
    notes = getattr(error, "__notes__", [])
    if as_json:
        facts = {name: getattr(error, name, None) for name in ("api", "status_code", "code", "request_id")}
        summary = {"error": type(error).__name__, "message": str(error), "notes": notes, "exit_code": code}
        resume = None if handle is None else handle.to_json()
        click.echo(json.dumps({**summary, **facts, "resume": resume}, ensure_ascii=False), err=True)
        return code
    click.echo(f"gettask: {error}" + "".join(f" ({note})" for note in notes), err=True)
    if handle is not None:
        click.echo(f"continue with: {resume_command(handle, out)}", err=True)
    return code


@contextmanager
def creating() -> Iterator[None]:
    """On Ctrl-C while a task is created, say that it may exist, and exit with 130."""
    try:
        yield
    except KeyboardInterrupt:
        text = "interrupted while creating the task. It may exist: check the account"
        click.echo(f"gettask: {text} before you create it again.", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def resumable(waiting: Mapping[Any, Handle], out: Path | None = None) -> Iterator[None]:
    """On Ctrl-C, print the commands that continue the wait for the remaining tasks, and exit with 130."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("interrupted; the tasks continue. Wait again with:", err=True)
        for handle in waiting.values():
            click.echo(f"  {resume_command(handle, out)}", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def reported(context: click.Context, as_json: bool) -> Iterator[None]:
    """Report an error of gettask or the file system, or Ctrl-C, in one message with its exit code."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("gettask: interrupted", err=True)
        context.exit(INTERRUPTED)
    except GettaskError as error:
        context.exit(report(error, as_json))
    except ValueError as error:
        raise click.UsageError(redact(str(error)), context) from None
    except BrokenPipeError:
        raise  # click ends quietly
    except OSError as error:
        context.exit(report(error, as_json))
