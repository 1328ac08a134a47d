"""Interrupts `gettask create --wait` at random moments, and checks that no job is lost.

    python scripts/interrupt.py [RUNS]

Each run starts the command against a mock, sends SIGINT or SIGTERM, and compares what the mock has with what
the command said. Two commands run at a time. Prints how often which moment was hit, and exits with 1 on a
failure.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from queue import Empty, SimpleQueue
from subprocess import DEVNULL, PIPE, Popen
from urllib.request import Request, urlopen

import gettask
from gettask._contract.contract import load

GETTASK = [sys.executable, "-m", "gettask"]
API, VARIANT = "piapi", "ace-step"
WORKERS = 2
OURS = str(Path(gettask.__file__).parent)
"""The folder of our code, as tracebacks name it."""

SLOWEST = 6.0
"""Seconds after which a run has surely begun to wait."""


def main(runs: int) -> int:
    """Run, print the counts, and return the exit code."""
    todo: SimpleQueue[int] = SimpleQueue()
    for number in range(runs):
        todo.put(number)
    met: Counter[str] = Counter()
    failures: list[str] = []
    threads = [threading.Thread(target=work, args=(todo, met, failures)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for moment, count in sorted(met.items()):
        print(f"{count:5} {moment}")
    print(f"{runs} runs, {len(failures)} failures")
    print(*failures, sep="\n")
    return bool(failures)


def work(todo: SimpleQueue[int], met: Counter[str], failures: list[str]) -> None:
    """Take runs from a queue until there are no more."""
    server = [*GETTASK, "mock", "--port", "0", "--complete-after", "9999-polls", "--latency", "uniform:0:0.3"]
    with Popen(server, stdout=PIPE, stderr=DEVNULL, text=True) as mock:
        assert mock.stdout is not None
        url = mock.stdout.readline().strip()
        try:
            while True:
                number = todo.get_nowait()
                moment, problem = run(url, random.Random(number))
                met[moment] += 1
                if problem:
                    failures.append(f"run {number}, {moment}: {problem}")
        except Empty:
            return
        finally:
            mock.terminate()


def run(url: str, chance: random.Random) -> tuple[str, str]:
    """Interrupt one command. Return the moment that was hit, and what is wrong with the end, if anything."""
    number = chance.choice([signal.SIGINT, signal.SIGTERM])
    words = ["create", API, VARIANT, "--set", "input.style_prompt=x", "--wait", "--base-url", url]
    environment = {**os.environ, load(API).auth.env: "any"}
    process = Popen([*GETTASK, *words], env=environment, stdout=PIPE, stderr=PIPE, text=True)
    time.sleep(chance.random() ** 2 * SLOWEST)  # most often early
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    output = stdout + stderr
    made = json.load(urlopen(f"{url}/_mock/tasks"))["tasks"]
    reset = Request(f"{url}/_mock/reset", b"{}", {"Content-Type": "application/json"}, method="POST")
    urlopen(reset).close()
    if process.returncode == -number and not made and "Traceback" not in output:
        return "before Python had started", ""
    if not made and "Traceback" in output and OURS not in output.replace(f"{OURS}/__main__.py", ""):
        return "while Python itself started, which shows its traceback", ""
    moment = f"{number.name}, before the request"
    if "while creating" in output:
        moment = f"{number.name}, while creating"
    elif "--resume" in output:
        moment = f"{number.name}, while waiting"
    if process.returncode != 128 + number:
        return moment, f"exit code {process.returncode}: {output}"
    if "Traceback" in output:
        return moment, output
    if made and "It may exist" not in output and made[0]["id"] not in output:
        return moment, f"a task exists, but the command says only: {output}"
    return moment, ""


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # commands inherit what a shell's & ignores
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
