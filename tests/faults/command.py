"""Runs of the command line: each orders a job, waits and downloads in a process, which signals may end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from gettask import GettaskError, Handle, JobStore, TaskFailedError
from gettask._contract.contract import load
from gettask.cli import exits
from tests.faults import instant_gettask
from tests.faults.api import KEY, Roots
from tests.faults.invariants import breaches
from tests.faults.plan import Plan
from tests.faults.proxy import Proxy, RealTime
from tests.faults.record import Record
from tests.faults.run import Run

LONGEST = 60
"""Seconds that a command may take."""
_LOGGED = re.compile(r"^\d{4}-\d\d-\d\d .*\n", re.MULTILINE)
"""A line of the log, which is there for those who look for it, not to say what has become of a job."""
INTERRUPTED = (exits.HUNG_UP, exits.INTERRUPTED, exits.TERMINATED)


class CommandError(GettaskError):
    """A command ended with an exit code that the documentation has."""


class UndocumentedEndError(Exception):
    """A command ended as no page says."""


class KilledError(CommandError):
    """A command was killed, which leaves it no word: the job store has what it was about to do."""


class CommandRun(Run):
    """One command, and another that continues where it was interrupted."""

    def __init__(self, plan: Plan, folder: Path, proxy: Proxy) -> None:
        super().__init__(plan, folder, RealTime(), Roots(proxy.root, proxy.root, proxy.stranger))
        proxy.api = self.api
        self.place = folder.with_name("command")
        """Where commands have their streams, their config and their job store."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        self.process: ForkServerProcess | None = None

    def interrupt_with(self, number: int) -> None:
        """Send a signal to the command that is running."""
        if self.process is not None and self.process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, number)


def execute(plan: Plan, folder: Path, proxy: Proxy) -> Record:
    """Run a plan as a command, saving results in a folder, which is emptied first."""
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    run = CommandRun(plan, folder, proxy)
    if plan.interruption:
        number = signal.Signals[plan.interruption]
        run.interrupt = lambda: run.interrupt_with(number)
    with suppress(UndocumentedEndError):
        create_and_wait(run)
    run.record.found = breaches(run.record)
    return run.record


def create_and_wait(run: CommandRun) -> None:
    """Run a command that orders a job and saves its results, and another if it has not come to its end."""
    plan, record = run.plan, run.record
    words = ["create", plan.api, plan.variant, "--body", "-", "--out", str(record.folder)]
    words += ["--base-url", run.api.base_url, "--deadline", f"{plan.deadline:.0f}"]
    handle = None
    with record.call("create", -1, (), LONGEST) as slot:
        code, output = _executed(run, words, json.dumps(run.request()))
        output = _LOGGED.sub("", output)
        found = re.search(r"^created (\S+)$", output, re.MULTILINE) or re.search(r'"id":"([^"]+)"', output)
        if found is not None:
            handle = slot.value = Handle(plan.api, found[1], run.api.base_url)
        elif code < 0:
            killed = KilledError()
            killed.outcome_unknown = _stored(run)
            raise killed
        else:
            error = _documented(code, output)
            error.outcome_unknown = "may exist" in output
            raise error
    if handle is None:
        return
    _check_resume(run, handle, code, output)
    if code != exits.DONE:
        _continue(run, handle)


def _check_resume(run: CommandRun, handle: Handle[Any], code: int, output: str) -> None:
    """Note how the wait of a command ended that has created its task."""
    with run.record.call("wait", -1, (handle.id,), LONGEST):
        if code in (*INTERRUPTED, exits.TIMED_OUT):
            error = _documented(code, output)
            resumes = f'--resume \'{{"api":"{handle.api}","id":"{handle.id}"'
            # A signal that comes just when the id is printed finds the command still creating, and one that
            # comes after the last result was saved finds nothing to continue.
            complete = _saved(run) == len(run.api.links(handle.id))
            error.handle = handle if complete or resumes in output or "may exist" in output else None
            raise error
        if code >= 0:  # not killed
            _documented(code, output)


def _stored(run: CommandRun) -> bool:
    """Say whether the job store of the commands has a job."""
    path = run.place / "gettask" / "jobs.db"
    if not path.exists():
        return False
    with JobStore(path) as store:
        return any(True for _ in store.find())


def _saved(run: CommandRun) -> int:
    """Return how many results have been saved."""
    folder = run.record.folder
    return len([*folder.glob("[!.]*")]) if folder.exists() else 0


def _continue(run: CommandRun, handle: Handle[Any]) -> None:
    """Save the results with another command, as one does after the first was interrupted."""
    run.interrupt = lambda: None
    plan, record = run.plan, run.record
    words = ["wait", "--resume", handle.to_json(), "--out", str(record.folder)]
    words += ["--base-url", run.api.base_url]
    with record.call("wait", -1, (handle.id,), LONGEST):
        code, output = _executed(run, words, "")
        if code == exits.FAILED:
            failed = TaskFailedError()
            failed.handle = handle
            raise failed
        if code != exits.DONE:
            error = _documented(code, output)
            error.handle = handle
            raise error
    parts = [*record.folder.glob(".*")] if record.folder.exists() else []
    record.left["partial files"] = len(parts) if plan.end == "succeeded" and code == exits.DONE else 0


def _executed(run: CommandRun, words: list[str], body: str) -> tuple[int, str]:
    """Run `gettask` with some words, and return its exit code and what it has said."""
    kept = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith("GETTASK")}
    places = {name: str(run.place) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment = {**kept, **places, load(run.plan.api).auth.env: KEY, "GETTASK_LOG": "debug"}
    for name, text in (("stdin", body), ("stdout", ""), ("stderr", "")):
        (run.place / name).write_text(text, "utf-8")
    arguments = words, environment, run.place
    run.process = process = _forked().Process(target=instant_gettask.run, args=arguments)
    process.start()
    process.join(LONGEST)
    late = process.is_alive()
    if late:
        process.kill()
        process.join()
    run.process, code = None, process.exitcode or 0
    process.close()
    stdout, stderr = ((run.place / name).read_text("utf-8") for name in ("stdout", "stderr"))
    if late:
        stderr += f"\nit took more than {LONGEST} s"
    run.record.texts += [stdout, stderr]
    run.api.note(f"{' '.join(words)}: exit code {code}")
    for line in stderr.splitlines():
        run.api.note(f"    {line}")
    return code, stdout + stderr


@cache
def _forked() -> ForkServerContext:
    """Return what forks commands, in this process or another."""
    context = get_context("forkserver")
    context.set_forkserver_preload([instant_gettask.__name__])
    return context


def _documented(code: int, output: str) -> CommandError:
    """Return the error that a command's exit code means; raise another if no page has such an end."""
    if code in exits.MEANINGS and "Traceback" not in output and "it took more than" not in output:
        return CommandError(f"exit code {code}")
    raise UndocumentedEndError(f"exit code {code}: {output[-400:]}")
