"""The command line in processes of its own: Ctrl-C, what it prints to go on, and another that does."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import gettask
from gettask.__main__ import main
from gettask._contract.contract import load
from gettask._contract.installed import APIS
from gettask.cli import exits
from tests.cli.interrupting import interrupts
from tests.cli.site import HALF_AN_EMOJI, Site, serving
from tests.runtime.harness import KEY

GETTASK = [sys.executable, "-m", "gettask"]


@pytest.fixture
def site() -> Iterator[Site]:
    """The APIs, on loopback."""
    with serving() as site:
        yield site


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """A shell in the background lets the commands that it begins ignore SIGINT; nohup does so with SIGHUP."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, before)
    signal.signal(signal.SIGHUP, hangup)


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `gettask WORDS…` in a folder of the test's own, with keys and no config file.

    What a failed test leaves running is killed.
    """
    keys = {load(api).auth.env: KEY for api in APIS}
    processes: list[subprocess.Popen[str]] = []

    def begin(*words: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*before, *GETTASK, *words],
            cwd=tmp_path,
            env={**os.environ, **keys, "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("before", [signal.default_int_handler, signal.SIG_IGN])
def test_a_ctrl_c_is_quiet_from_the_first_line_of_the_command_on(
    before: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the handlers are there SIGINT ends the process as it ends any; one that is ignored stays so."""
    seen: list[Any] = []
    monkeypatch.setattr("gettask.cli.main", lambda: seen.append(signal.getsignal(signal.SIGINT)))
    signal.signal(signal.SIGINT, before)
    main()
    assert seen == [signal.SIG_DFL if before is signal.default_int_handler else before]


def test_what_comes_before_the_handlers_imports_next_to_nothing() -> None:
    """What is imported before the first line of the command is the time in which Ctrl-C is a traceback."""
    code = "import sys; old = {*sys.modules}; import gettask.__main__; print(*sorted({*sys.modules} - old))"
    source = Path(gettask.__file__).parents[1]
    process = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(source)},
    )
    assert process.stdout.split() == ["gettask", "gettask.__main__", "gettask._apis"]


def test_whatever_the_moment_of_a_signal_no_job_is_lost(site: Site, tmp_path: Path) -> None:
    """From the command's first line on there is no traceback, and who is told of no job has none."""
    site.held.set()
    site.done.add("new")
    for each in interrupts(site, tmp_path / "run", 6, 0):
        assert not each.broken


SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@contextmanager
def interrupted(
    process: subprocess.Popen[str], number: signal.Signals = signal.SIGINT
) -> Iterator[list[str]]:
    """Send a signal (Ctrl-C), and yield the lines on stderr of a process that ended by it in good order."""
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 128 + number, stderr
    assert "Traceback" not in stderr
    yield stderr.splitlines()


def handle(api: str, number: int, site: Site) -> str:
    """Return the handle of a task of the site."""
    return json.dumps({"api": api, "id": f"{api}-{number}", "base_url": site.url}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("ids", "more"),
    [
        (["piapi-1"], ["-o", "my out"]),
        (["piapi-1", "piapi-2", "piapi-3"], []),
        (["piapi-1", "piapi-2"], ["--json", "-o", "my out"]),
    ],
    ids=["one", "many", "for a script"],
)
def test_ctrl_c_prints_the_commands_that_go_on(
    ids: list[str], more: list[str], site: Site, begun: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Each printed command waits, in another process, for a task whose end the first one did not see."""
    process = begun("wait", "piapi", *ids, "--base-url", site.url, *more)
    site.heard(*ids)
    with interrupted(process) as lines:
        commands = [shlex.split(line) for line in lines if "gettask wait" in line]
    site.done = {*ids}
    assert len(commands) == len(ids)
    for id, words in zip(ids, commands, strict=True):
        again = begun(*words[1:], "--json")
        stdout, stderr = again.communicate(timeout=30)
        assert again.returncode == exits.DONE, stderr
        assert json.loads(stdout.splitlines()[0])["id"] == id
    assert len(list((tmp_path / "my out").glob("*.mp3"))) == (len(ids) if "-o" in more else 0)


def test_ctrl_c_forgets_no_api(
    site: Site, begun: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Handles of several APIs are waited for side by side, and each of them is in what goes on."""
    handles = [handle(api, number, site) for number in (1, 2) for api in APIS]
    (tmp_path / "handles.txt").write_text("\n".join(handles))
    process = begun("wait", "--from", "handles.txt", "--base-url", site.url)
    site.heard(*(json.loads(each)["id"] for each in handles))
    with interrupted(process) as lines:
        resumed = [shlex.split(line)[-1] for line in lines if "--resume" in line]
    assert sorted(resumed) == sorted(handles)


def test_ctrl_c_while_watching_prints_the_command_that_goes_on(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """`watch` ends as `wait` does."""
    process = begun("watch", "piapi", "piapi-1", "--base-url", site.url)
    site.heard("piapi-1")
    with interrupted(process) as lines:
        words = ["gettask", "wait", "--base-url", site.url, "--resume", handle("piapi", 1, site)]
        assert shlex.split(lines[-1]) == words


CREATE = ("create", "piapi", "ace-step", "--set", "input.style_prompt=x")


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_creating_says_that_the_task_may_exist(
    site: Site, begun: Callable[..., subprocess.Popen[str]], number: signal.Signals
) -> None:
    """Whoever interrupts a create that has left is asked to check the account before the next one."""
    process = begun(*CREATE, "--wait", "--base-url", site.url)
    site.heard("order")
    with interrupted(process, number) as lines:
        assert "It may exist: check the account" in lines[-1]


@pytest.mark.parametrize("number", SIGNALS[1:])
@pytest.mark.parametrize("command", ["wait", "watch", "create"])
def test_a_signal_while_waiting_prints_the_command_that_goes_on(
    site: Site, begun: Callable[..., subprocess.Popen[str]], command: str, number: signal.Signals
) -> None:
    """What a service manager or a closed terminal ends is resumed with one command, as after Ctrl-C."""
    site.held.set()
    words = (*CREATE, "--wait") if command == "create" else (command, "piapi", "new")
    process = begun(*words, "--base-url", site.url)
    site.heard("new")
    with interrupted(process, number) as lines:
        assert json.loads(shlex.split(lines[-1])[-1])["id"] == "new"


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_downloading_leaves_no_part_of_a_result(
    site: Site, begun: Callable[..., subprocess.Popen[str]], tmp_path: Path, number: signal.Signals
) -> None:
    """The hidden file of a result that came in part is deleted, though nothing unwinds the download."""
    site.whole = False
    site.done = {"piapi-1"}
    process = begun("wait", "piapi", "piapi-1", "--base-url", site.url, "-o", "out")
    site.heard("a.mp3")
    latest = time.monotonic() + 30
    while not [*(tmp_path / "out").glob(".*.part")]:
        assert time.monotonic() < latest
    with interrupted(process, number) as lines:
        assert json.loads(shlex.split(lines[-1])[-1])["id"] == "piapi-1"
    assert [*(tmp_path / "out").iterdir()] == []


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_what_a_signal_has_to_say_goes_to_stdout_if_stderr_fails(
    site: Site, begun: Callable[..., subprocess.Popen[str]], stderr: str
) -> None:
    """Where stderr is closed or full, neither the id of the paid job nor the way to go on is lost."""
    site.held.set()
    process = begun(
        *CREATE, "--wait", "--base-url", site.url, before=("sh", "-c", f'exec "$@" {stderr}', "sh")
    )
    site.heard("new")
    process.terminate()
    stdout, _ = process.communicate(timeout=30)
    assert process.returncode == exits.TERMINATED
    created, _, resume = stdout.splitlines()
    assert json.loads(created)["id"] == "new"
    assert json.loads(shlex.split(resume)[-1])["id"] == "new"


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_a_wait_whose_stderr_fails_ends_as_its_task(
    site: Site, begun: Callable[..., subprocess.Popen[str]], stderr: str
) -> None:
    """Progress that cannot be shown does not make a failure of a success."""
    site.held.set()
    site.done = {"new"}
    words = (*CREATE, "--wait", "--base-url", site.url)
    process = begun(*words, before=("sh", "-c", f'exec "$@" {stderr}', "sh"))
    stdout, _ = process.communicate(timeout=30)
    assert process.returncode == exits.DONE
    assert json.loads(stdout.splitlines()[0])["id"] == "new"


def test_a_job_that_no_stream_can_name_is_told_by_the_exit_code(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """Where stdout and stderr are full the exit code is not that of a failed task."""
    site.held.set()
    site.done = {"new"}
    for words, code in ((CREATE, exits.UNPRINTED), ((*CREATE, "--wait"), exits.OTHER)):
        full = ("sh", "-c", 'exec "$@" >/dev/full 2>/dev/full', "sh")
        process = begun(*words, "--base-url", site.url, before=full)
        process.communicate(timeout=30)
        assert process.returncode == code


def test_a_reader_that_has_read_enough_is_no_failed_task(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """`| head` ends a command with a code of its own, and in silence."""
    process = begun("get", "piapi", "piapi-1", "--base-url", site.url)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), stderr) == (exits.UNPRINTED, "")


def test_a_second_signal_ends_at_once(site: Site, begun: Callable[..., subprocess.Popen[str]]) -> None:
    """Where the lines cannot be written, as nobody reads a full pipe, Ctrl-C twice is enough."""
    words = ("wait", "piapi", *(f"piapi-{number}" for number in range(1000)), "--base-url", site.url)
    process = begun(*words)
    site.heard("piapi-0")
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == exits.TERMINATED
    process.communicate()


def test_a_command_begun_with_nohup_survives_the_end_of_its_terminal(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """A signal that the process was started to ignore is ignored."""
    process = begun("wait", "piapi", "piapi-1", "--base-url", site.url, before=("nohup",))
    site.heard("piapi-1")
    process.send_signal(signal.SIGHUP)
    site.done = {"piapi-1"}
    process.communicate(timeout=30)
    assert process.returncode == exits.DONE


@pytest.mark.parametrize("out", ["/proc/nope", "a file"])
def test_a_folder_that_cannot_be_written_to_costs_nothing(
    site: Site, begun: Callable[..., subprocess.Popen[str]], out: str, tmp_path: Path
) -> None:
    """The folder is checked before the task is created, and before a wait of half an hour."""
    (tmp_path / "a file").write_text("")
    for words in (CREATE, ("wait", "piapi", "piapi-1")):
        process = begun(*words, "--out", f"{out}/x", "--base-url", site.url)
        _, stderr = process.communicate(timeout=30)
        assert (process.returncode, "--out" in stderr) == (exits.USAGE, True)
    assert site.asked == set()


def test_an_order_whose_handle_nobody_reads_is_told_on_stderr(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """Where the reader of the pipe is gone the handle of the paid job is not lost with it."""
    process = begun(*CREATE, "--base-url", site.url)
    site.heard("order")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    site.held.set()
    assert json.loads(process.stderr.read())["id"] == "new"
    process.stderr.close()
    assert process.wait(30) == exits.UNPRINTED


def test_an_order_without_a_stdout_is_told_on_stderr(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """Where it was closed from the start, as some services do, the handle is not lost either."""
    words = (*CREATE, "--base-url", site.url)
    site.held.set()
    _, stderr = begun(*words, before=("sh", "-c", 'exec "$@" >&-', "sh")).communicate(timeout=30)
    assert json.loads(stderr)["id"] == "new"


def test_text_that_no_encoding_has_ends_nothing(
    site: Site, begun: Callable[..., subprocess.Popen[str]]
) -> None:
    """A vendor's text that was cut within a character is printed as JSON that reads the same."""
    stdout, stderr = begun("get", "piapi", "piapi-1", "--raw", "--base-url", site.url).communicate(timeout=30)
    assert (json.loads(stdout)["data"]["message"], stderr) == (HALF_AN_EMOJI, "")


def test_results_stream_out_as_they_end(site: Site, begun: Callable[..., subprocess.Popen[str]]) -> None:
    """A task that is done is on stdout while others are waited for, and is not among what goes on."""
    site.done = {"piapi-2", "piapi-3"}
    ids = ("piapi-1", "piapi-2", "piapi-3")
    process = begun("wait", "piapi", *ids, "--base-url", site.url, "--json")
    assert process.stdout is not None
    ended = [json.loads(process.stdout.readline())["id"] for _ in site.done]
    assert {*ended} == site.done
    with interrupted(process) as lines:
        resumed = [json.loads(shlex.split(line)[-1])["id"] for line in lines[1:]]
    assert ids[0] in resumed
    assert ended[0] not in resumed
