"""What a script learns from the exit code, and what a person reads in its place."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..errors import (
    AuthenticationError,
    DownloadError,
    GettaskError,
    InsufficientCreditError,
    InvalidRequestError,
    PermissionDeniedError,
    TaskFailedError,
    TaskNotFoundError,
    WaitTimeoutError,
)
from ..task import Handle

DONE, FAILED, USAGE, TIMED_OUT, NOT_FOUND, AUTH, CREDIT, OTHER, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 130

EXIT_CODES = """\
0 done · 1 the task failed · 2 usage, or a request that the API refused · 3 the deadline passed, the task
goes on · 4 no such task · 5 key missing or refused · 6 not enough credit · 7 network, server or an unexpected
reply · 130 interrupted"""

_CODES: tuple[tuple[type[GettaskError], int], ...] = (
    (WaitTimeoutError, TIMED_OUT),
    (InsufficientCreditError, CREDIT),
    (TaskFailedError, FAILED),
    (TaskNotFoundError, NOT_FOUND),
    (AuthenticationError, AUTH),
    (PermissionDeniedError, AUTH),
    (InvalidRequestError, USAGE),
    (DownloadError, OTHER),
)


def code_of(error: GettaskError) -> int:
    """Return the exit code for an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), OTHER)


def resume_command(handle: Handle) -> str:
    """Return the command that goes on waiting for a task."""
    return f"gettask wait --resume {shlex.quote(handle.to_json())}"


def report(error: GettaskError) -> None:
    """Say on stderr what went wrong, and how to go on after a timeout."""
    click.echo(f"gettask: {error}", err=True)
    if isinstance(error, WaitTimeoutError) and error.handle:
        click.echo(f"go on with: {resume_command(error.handle)}", err=True)


@contextmanager
def reported(context: click.Context) -> Iterator[None]:
    """Turn an error of gettask into one message on stderr and its exit code; nothing else is caught."""
    try:
        yield
    except GettaskError as error:
        report(error)
        context.exit(code_of(error))
    except ValueError as error:
        raise click.UsageError(str(error), context) from None
