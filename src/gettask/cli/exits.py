"""What a script learns from the exit code, and what a person reads in its place."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

import click

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
    FAILED: "the task failed, or was cancelled",
    USAGE: "usage, or a request that the API refused",
    TIMED_OUT: "the deadline passed; the task goes on",
    NOT_FOUND: "no such task",
    AUTH: "the key is missing, or refused",
    CREDIT: "not enough credit",
    OTHER: "network, server, an unexpected reply, a result that could not be saved",
    INTERRUPTED: "interrupted; the task goes on",
}
"""The exit codes, for help and docs. Of several tasks the highest code is that of the command."""

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


def code_of(error: GettaskError) -> int:
    """Return the exit code for an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), OTHER)


def resume_command(handle: Handle) -> str:
    """Return the command that goes on waiting for a task."""
    return f"gettask wait --resume {shlex.quote(handle.to_json())}"


def report(error: GettaskError, as_json: bool = False) -> int:
    """Say on stderr what went wrong, and how to go on after a timeout; return the exit code."""
    code = code_of(error)
    handle = error.handle if isinstance(error, WaitTimeoutError) else None
    notes = getattr(error, "__notes__", [])
    if as_json:
        facts = {name: getattr(error, name, None) for name in ("api", "status_code", "code", "request_id")}
        told = {"error": type(error).__name__, "message": str(error), "notes": notes, "exit_code": code}
        resume = None if handle is None else handle.to_json()
        click.echo(json.dumps({**told, **facts, "resume": resume}, ensure_ascii=False), err=True)
        return code
    click.echo(f"gettask: {error}" + "".join(f" ({note})" for note in notes), err=True)
    if handle is not None:
        click.echo(f"go on with: {resume_command(handle)}", err=True)
    return code


@contextmanager
def reported(context: click.Context, as_json: bool = False) -> Iterator[None]:
    """Turn an error of gettask into one message on stderr and its exit code; nothing else is caught."""
    try:
        yield
    except GettaskError as error:
        context.exit(report(error, as_json))
    except ValueError as error:
        raise click.UsageError(redact(str(error)), context) from None
