"""Runs `gettask create --out` again and again, and interrupts each run at a moment that a seed draws.

`python -m tests.cli.interrupting [RUNS [SEED]]` is the long run, `make interrupts`.

The moments lie between the start of the process and its end. One stretch is left out: until the command's own
first line runs, Ctrl-C is Python's, which may print a traceback of its start-up. No job can exist then. The
process is stopped before each signal, so the stretch is told apart exactly: by the signals that Linux says
that the process catches.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gettask import JobStore
from gettask._contract.contract import load
from tests.cli.site import Site, serving
from tests.runtime.harness import KEY

GETTASK = Path(sys.executable).with_name("gettask")
WORDS = ("create", "piapi", "ace-step", "--set", "input.style_prompt=x")
SIGNALS = (signal.SIGINT, signal.SIGTERM)
REQUESTS = ("", "", "order", "new", "a.mp3")
"""What the command has asked for when the signal comes: nothing, the create, the poll, the result."""
AFTER = 0.04
"""Seconds after a request within which the signal comes."""
LONGEST = 60
"""Seconds that a command may take."""


@dataclass(frozen=True)
class Interrupted:
    """What became of a command that was interrupted.

    Attributes:
        number: The signal.
        end: `at once` (before there was anything to say), `told`, or `done`, where it came too late.
        existed: Whether its job existed.
        broken: What is not as promised, empty if all is.
    """

    number: signal.Signals
    end: str
    existed: bool
    broken: str


def interrupt(site: Site, folder: Path, number: signal.Signals, request: str, seconds: float) -> Interrupted:
    """Run the command, and interrupt it.

    Args:
        site: The servers.
        folder: Where it runs, which is emptied first.
        number: The signal.
        request: What the command has asked for; empty for the start of the process.
        seconds: How long after that the signal is sent.
    """
    site.asked.clear()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with _started(site, folder) as process:
        if request and not site.has_heard(request, LONGEST):
            process.kill()
            said = "".join(process.communicate())
            return Interrupted(number, "never", "order" in site.asked, f"no {request} in {LONGEST} s: {said}")
        time.sleep(seconds)
        _send(process.pid, number)
        try:
            stdout, stderr = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return Interrupted(number, "never", "order" in site.asked, "it did not end")
    existed = "order" in site.asked
    end = {-number: "at once", 128 + number: "told", 0: "done"}.get(process.returncode, "")
    saved = [path.name for path in (folder / "out").glob("*")] if (folder / "out").exists() else []
    complete = len(saved) == 1 and not saved[0].startswith(".") and saved[0] in stdout
    known = complete or "may exist" in stderr or ("--resume" in stderr and '"id":"new"' in stderr)
    rules = {
        f"exit code {process.returncode}": end != "",
        "a traceback": "Traceback" not in stderr and "Fatal Python error" not in stderr,
        "nobody was told of a job": known or not existed,
        "the job store does not have the job": complete or not existed or _stored(folder),
        "it was done without its result": end != "done" or complete,
        "a signal was not told": end != "told" or "gettask: " in stderr,
        "part of a result was left": end != "told" or not any(name.startswith(".") for name in saved),
        "the key was shown": KEY not in stdout + stderr,
    }
    broken = [rule for rule, kept in rules.items() if not kept]
    text = (
        f"{number.name} {seconds:.4f} s after {request or 'the start'}: {', '.join(broken)}\n{stdout}{stderr}"
        if broken
        else ""
    )
    return Interrupted(number, end, existed, text)


def interrupts(site: Site, folder: Path, runs: int, seed: int) -> Iterator[Interrupted]:
    """Yield what became of some commands, interrupted by SIGINT and SIGTERM in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    took = 0.0
    for _ in range(2):  # the first one compiles what is not yet
        begun = time.monotonic()
        with _started(site, folder) as process:
            process.communicate(timeout=LONGEST)
        took = time.monotonic() - begun
    for each in range(seed, seed + runs):
        chance = random.Random(f"moment {each}")
        request = chance.choice(REQUESTS)
        seconds = chance.uniform(0, AFTER if request else took)
        yield interrupt(site, folder, SIGNALS[each % 2], request, seconds)


@contextmanager
def _started(site: Site, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the command in a folder, which has its config and its job store, too."""
    places = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    process = subprocess.Popen(
        [GETTASK, *WORDS, "--out", "out", "--base-url", site.url],
        cwd=folder,
        env={**os.environ, **places, load("piapi").auth.env: KEY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _send(pid: int, number: signal.Signals) -> None:
    """Send a signal, at the next moment at which it is not Python's own."""
    while True:
        os.kill(pid, signal.SIGSTOP)
        state = os.waitid(os.P_PID, pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        if state is None or state.si_code != os.CLD_STOPPED:
            return  # it has ended
        os.waitid(os.P_PID, pid, os.WSTOPPED)
        assert not _has(pid, "SigIgn", number), f"{number.name} is ignored from the start"
        ours = number is not signal.SIGINT or not _python_catches_ctrl_c(pid)
        if ours:
            os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)  # after the signal, which so comes first
        if ours:
            return
        time.sleep(0.0005)


def _python_catches_ctrl_c(pid: int) -> bool:
    """Say whether SIGINT raises KeyboardInterrupt: it is caught, and the command has not begun."""
    return _has(pid, "SigCgt", signal.SIGINT) and not _has(pid, "SigCgt", signal.SIGTERM)


def _has(pid: int, name: str, number: signal.Signals) -> bool:
    """Say whether a process catches (SigCgt) or ignores (SigIgn) a signal."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    mask = int(next(line for line in lines if line.startswith(name)).partition(":")[2], 16)
    return bool(mask >> number - 1 & 1)


def _stored(folder: Path) -> bool:
    """Say whether the job store of a folder has a job."""
    path = folder / "gettask" / "jobs.db"
    if not path.exists():
        return False
    with JobStore(path) as store:
        return any(True for _ in store.find())


def main(words: list[str]) -> int:
    """Run, print the counts, and return the exit code."""
    # A shell in the background lets what it begins ignore SIGINT, and the commands would, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    runs, seed = ([int(word) for word in words] + [1000, 0][len(words) :])[:2]
    begun = time.monotonic()
    counts: Counter[str] = Counter()
    failures = []
    with tempfile.TemporaryDirectory(prefix="gettask-interrupts-") as folder, serving() as site:
        site.held.set()
        site.done.add("new")
        for each in interrupts(site, Path(folder) / "run", runs, seed):
            counts[f"{each.number.name}, {each.end}, {'a job' if each.existed else 'no job'}"] += 1
            if each.broken:
                failures.append(each.broken)
                print(each.broken)
    print(*(f"{count:6,}  {what}" for what, count in sorted(counts.items())), sep="\n")
    print(f"{runs:,} runs in {time.monotonic() - begun:.0f} s, {len(failures)} failed")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
