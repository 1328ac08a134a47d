"""Exit codes, and the messages that go with them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from .._redact import printable_json, redact
from ..errors import (
    AuthenticationError,
    GettaskError,
    InsufficientCreditError,
    InvalidRequestError,
    JobConflictError,
    JobUnknownError,
    MissingResultsError,
    PermissionDeniedError,
    TaskFailedError,
    TaskNotFoundError,
    UnsupportedError,
    WaitTimeoutError,
)
from ..task import Handle
from . import output

DONE, FAILED, USAGE, TIMED_OUT, NOT_FOUND, AUTH, CREDIT, OTHER, MISSING = range(9)
UNPRINTED = 9
UNCERTAIN = 10
HUNG_UP, INTERRUPTED, TERMINATED = 129, 130, 143

MEANINGS = {
    DONE: "done",
    FAILED: "the task failed or was cancelled",
    USAGE: "wrong usage, or a request that the API refused",
    TIMED_OUT: "the deadline passed; the task continues",
    NOT_FOUND: "no such task",
    AUTH: "the key is missing or refused",
    CREDIT: "not enough credit",
    OTHER: "network or server error, an unexpected response, a result that could not be saved",
    MISSING: "the task succeeded, but its results are missing",
    UNPRINTED: "the output could not be printed",
    UNCERTAIN: "a create was cut off, and whether its task exists is not known",
    HUNG_UP: "ended by SIGHUP; the task continues",
    INTERRUPTED: "interrupted; the task continues",
    TERMINATED: "ended by SIGTERM; the task continues",
}
"""The exit codes, for help and docs. With several tasks the command exits with the highest code."""

_CODES: tuple[tuple[type[GettaskError], int], ...] = (
    (WaitTimeoutError, TIMED_OUT),
    (JobUnknownError, UNCERTAIN),
    (JobConflictError, USAGE),
    (InsufficientCreditError, CREDIT),
    (TaskFailedError, FAILED),
    (MissingResultsError, MISSING),
    (TaskNotFoundError, NOT_FOUND),
    (AuthenticationError, AUTH),
    (PermissionDeniedError, AUTH),
    (InvalidRequestError, USAGE),
    (UnsupportedError, USAGE),
)


def code_of(error: GettaskError | OSError) -> int:
    """Return the exit code for an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), OTHER)


def resume_command(handle: Handle, saving: Iterable[str] = ()) -> str:
    """Return the command that continues the wait for a task and downloads its results as some options say."""
    words = ["gettask", "wait"]
    if handle.base_url is not None:
        words += ["--base-url", handle.base_url]
    return shlex.join([*words, *saving, "--resume", handle.to_json()])


def report(error: GettaskError | OSError, as_json: bool = False, saving: Iterable[str] = ()) -> int:
    """Print an error, with the command that continues if the task has not ended; return the exit code."""
    code = code_of(error)
    handle = _continuing(error)
    notes = getattr(error, "__notes__", [])
    if as_json:
        facts = {name: getattr(error, name, None) for name in ("api", "status_code", "code", "request_id")}
        task = getattr(error, "task", None)
        facts["api"] = facts["api"] or getattr(task or handle, "api", None)
        if facts["code"] is None and task is not None and task.error is not None:
            facts["code"] = task.error.code
        summary = {"error": type(error).__name__, "message": str(error), "notes": notes, "exit_code": code}
        resume = None if handle is None else handle.to_json()
        output.message(printable_json(json.dumps({**summary, **facts, "resume": resume}, ensure_ascii=False)))
        return code
    output.message(f"gettask: {error}" + "".join(f" ({note})" for note in notes))
    if handle is not None:
        output.message(f"continue with: {resume_command(handle, saving)}")
    return code


def _continuing(error: GettaskError | OSError) -> Handle | None:
    """Return the handle of a task that goes on after an error, None if it has ended or is unknown."""
    task = getattr(error, "task", None)
    if not isinstance(error, GettaskError) or (task is not None and task.phase.terminal):
        return None
    return error.handle


def may_exist(happened: str) -> str:
    """Return what to say when something happened while a task was created."""
    where = "check the account before you create it again"
    return f"gettask: {happened} while creating the task. It may exist: {where}."


def resume_text(happened: str, handles: Iterable[Handle], saving: Iterable[str] = ()) -> str:
    """Return what to say when something happened before tasks had ended: the commands that continue."""
    commands = [f"  {resume_command(handle, saving)}" for handle in handles]
    if not commands:
        return f"gettask: {happened}"
    return "\n".join([f"gettask: {happened}; the tasks continue. Wait again with:", *commands])


@contextmanager
def reported(context: click.Context, as_json: bool) -> Iterator[None]:
    """Report an error of gettask or the file system in one message with its exit code."""
    try:
        yield
    except GettaskError as error:
        context.exit(report(error, as_json))
    except ValueError as error:
        raise click.UsageError(redact(str(error)), context) from None
    except BrokenPipeError:  # `| head` has read enough
        context.exit(UNPRINTED)
    except OSError as error:
        context.exit(report(error, as_json))
