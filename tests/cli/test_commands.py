"""Each command does what its help says, and ends with the exit code that it documents."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.console import Console
from rich.progress import Progress

from gettask import APIS, Handle, Phase, load, parse
from gettask.cli import app, exits, live, options, show, signals, wait
from gettask.cli import variants as variants_command
from gettask.cli.saving import Saving
from gettask.client import Client
from gettask.errors import BY_NAME, ApiError, GettaskError, InvalidRequestError, TaskNotFoundError
from gettask.mock import Faults, TaskPlan, after_seconds
from gettask.pytest_plugin import GettaskMock
from tests.runtime.harness import body, some_status

Run = Callable[..., Result]

CREATE = ("create", "piapi", "ace-step", "--set", "input.style_prompt=guitar and piano")


def created(result: Result) -> str:
    """Return the id in the handle that `create` printed."""
    assert result.exit_code == exits.DONE, result.output
    task_id: str = json.loads(result.stdout)["id"]
    return task_id


def test_create_prints_a_handle_that_wait_resumes(run: Run) -> None:
    """The handle that `create` prints is all that `wait --resume` needs."""
    handle = run(*CREATE).stdout.strip()
    result = run("wait", "--resume", handle, "--json")
    assert result.exit_code == exits.DONE
    assert json.loads(result.stdout)["phase"] == "succeeded"


ELSEWHERE = "https://elsewhere.example"


@pytest.mark.parametrize("server", [ELSEWHERE, "http://127.0.0.1:4444"])
def test_a_handle_takes_the_key_to_no_server_that_only_it_names(run: Run, server: str) -> None:
    """Whoever writes a handle could have the key sent anywhere, to any port of this machine as well."""
    handle = json.loads(run(*CREATE).stdout) | {"base_url": server}
    result = run("wait", "--resume", json.dumps(handle))
    assert result.exit_code == exits.USAGE
    assert f"to allow it, add --base-url {server}" in result.stderr
    assert run("wait", "--resume", json.dumps(handle), "--base-url", server).exit_code != exits.USAGE


def test_a_command_to_go_on_names_the_host_of_its_handle() -> None:
    """What a timeout prints works as it stands."""
    command = exits.resume_command(Handle("piapi", "some-id", ELSEWHERE))
    assert shlex.split(command)[2:4] == ["--base-url", ELSEWHERE]


@pytest.mark.parametrize("server", [(ELSEWHERE, None), (None, "com")])
def test_a_handle_without_a_server_goes_where_the_caller_says(server: tuple[str | None, str | None]) -> None:
    """A handle that names no server is asked for at --base-url or in --region, as a bare id is."""
    (handle,) = wait.handles_of(None, (), '{"api":"tripo","id":"x"}', None, *server)
    assert (handle.base_url, handle.region) == server
    (handle,) = wait.handles_of(None, (), '{"api":"tripo","id":"x","region":"ai"}', None, *server)
    assert (handle.base_url, handle.region) == (None, "ai")


def test_an_api_that_is_not_installed_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command ends with a traceback where the package of an API is missing."""

    def load(api: str) -> None:
        raise GettaskError(f"The package of {api!r} is not installed")

    for module in (options, variants_command):
        monkeypatch.setattr(module, "load", load)
    for words in (CREATE, ("variants",)):
        result = run(*words)
        assert result.exit_code == exits.OTHER
        assert re.fullmatch(r"gettask: The package of '[\w-]+' is not installed\n", result.stderr)


def test_create_waits_and_downloads_in_one_call(run: Run, tmp_path: Path) -> None:
    """With --wait and -o a single command leaves the results in the folder."""
    result = run(*CREATE, "--wait", "-o", tmp_path / "out", "--json")
    task, files = map(json.loads, result.stdout.splitlines())
    assert task["id"] == files["id"]
    assert [Path(name).is_file() for name in files["files"]] == [True]


def test_create_takes_the_request_from_a_file(run: Run, tmp_path: Path) -> None:
    """--body reads a JSON file, and --set adds to it."""
    body = tmp_path / "request.json"
    body.write_text(json.dumps({"input": {"prompt": "shoes"}}))
    image = "input.image=https://example.com/a.png"
    task_id = created(run("create", "piapi", "segment", "--body", body, "--set", image))
    raw = json.loads(run("get", "piapi", task_id, "--raw").stdout)
    assert raw["data"]["input"].items() >= {"prompt": "shoes", "image": "https://example.com/a.png"}.items()


def test_create_chooses_the_task_type(run: Run) -> None:
    """--task-type names the task type where a variant has several."""
    words = ("--set", "input.style_prompt=x", "--set", "input.style_audio=https://example.com/a.mp3")
    task_id = created(run("create", "piapi", "ace-step", "--task-type", "audio2audio", *words))
    raw = json.loads(run("get", "piapi", task_id, "--raw").stdout)
    assert raw["data"]["task_type"] == "audio2audio"


def test_a_dry_run_says_what_the_task_will_cost(run: Run) -> None:
    """With the evidence, to people and to scripts; where no source bounds it, it says so."""
    sora = ("create", "piapi", "sora2", "--set", "input.prompt=x", "--dry-run")
    result = run(*sora, "--set", "input.duration=4")
    assert "estimated cost: 3200000 points ($0.32) (documented: Sora 2, Text to Video" in result.stderr
    record = json.loads(run(*sora, "--set", "input.duration=4", "--json").stdout)["estimate"]
    assert (record["least"], record["most"], record["most_usd"]) == (3200000, 3200000, 0.32)
    assert "estimated cost: not known" in run(*sora).stderr
    assert json.loads(run(*sora, "--json").stdout)["estimate"] is None


def test_a_deprecated_variant_is_told_before_it_is_created(run: Run) -> None:
    """On the error stream, once, and it is created all the same."""
    result = run("create", "piapi", "suno", "--set", "input={}")
    assert result.stderr == "gettask: warning: suno is deprecated: PiAPI has stopped Suno.\n"
    assert result.exit_code == exits.DONE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "input.duration=long"), "/input/duration"),
        (("--set", "input"), "expected path.to.field=value"),
        (("--set", "input=1", "--set", "input.x=1"), "'input' is not an object"),
        (("--task-type", "nonsense"), "txt2audio"),
    ],
)
def test_a_request_that_the_spec_refuses_is_not_sent(run: Run, words: tuple[str, ...], said: str) -> None:
    """A wrong field is named with its place before anything is sent, and the exit code says usage."""
    result = run("create", "piapi", "ace-step", *words)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("creat", "piapi", "flux"), "Did you mean 'create'?"),
        (("create", "pipai", "flux"), "no API 'pipai': did you mean piapi?"),
        (
            ("create", "piapi", "ace-stepp"),
            "no variant to create named 'ace-stepp': did you mean ace-step?",
        ),
        (
            ("variants", "tripo", "text-2-model"),
            "no variant named 'text-2-model': did you mean text-to-model",
        ),
        (("account", "tripo", "usages"), "no account resource named 'usages': did you mean usage?"),
        (("create", "piapi", "flux", "--task-typ", "x"), "Did you mean '--task-type'"),
        (("account", "tripo", "zzz"), "known: "),
    ],
)
def test_a_misspelt_word_gets_a_suggestion(run: Run, words: tuple[str, ...], hint: str) -> None:
    """Commands, APIs, variants, account resources and options say what an unknown word may stand for."""
    result = run(*words)
    assert result.exit_code == exits.USAGE
    assert hint in " ".join(result.stderr.replace("│", " ").split())


MISSPELT = (*CREATE, "--set", "input.lyric=x")


def test_a_field_that_the_spec_lacks_is_a_warning_or_with_strict_a_refusal(run: Run) -> None:
    """What may be newer than the spec is named with what it may stand for; --strict sends nothing."""
    result = run(*MISSPELT)
    assert created(result)
    assert "warning: /input/lyric: unknown field; did you mean lyrics?" in result.stderr
    result = run(*MISSPELT, "--strict")
    assert (result.exit_code, result.stdout) == (exits.USAGE, "")
    assert "/input/lyric: unknown field; did you mean lyrics?" in result.stderr


def test_force_sends_what_the_spec_refuses(run: Run, gettask_mock: GettaskMock) -> None:
    """With --force the API has the last word, and nothing is said before it; with --strict it contradicts."""
    wrong = (*CREATE, "--set", "input.duration=long")
    assert run(*wrong).exit_code == exits.USAGE
    assert list(gettask_mock.journal) == []
    result = run(*wrong, "--force")
    assert len(list(gettask_mock.journal)) == 1
    assert "warning" not in result.stderr
    assert run(*wrong, "--force", "--strict").exit_code == exits.USAGE


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_dry_run_prints_what_would_be_sent(run: Run, gettask_mock: GettaskMock, form: str) -> None:
    """--dry-run sends nothing and needs no key; what it refuses is what a create refuses."""
    more = ["--json"] if form == "json" else []
    result = run(*CREATE, "--dry-run", *more)
    assert result.exit_code == exits.DONE
    assert list(gettask_mock.journal) == []
    if form == "json":
        shown = json.loads(result.stdout)
        assert (shown["method"], shown["body"]["input"]) == ("POST", {"style_prompt": "guitar and piano"})
    else:
        first, _, body = result.stdout.partition("\n")
        assert first.startswith("POST http")
        assert json.loads(body)["task_type"] == "txt2audio"
    assert run(*CREATE, "--set", "input.duration=long", "--dry-run").exit_code == exits.USAGE


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_body_that_is_no_json_object_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    """--body names the file and what is wrong with it."""
    body = tmp_path / "broken.json"
    body.write_text(content)
    result = run("create", "piapi", "segment", "--body", body)
    assert result.exit_code == exits.USAGE
    assert "broken.json" in result.stderr


def test_get_shows_a_task_to_people_and_scripts(run: Run) -> None:
    """`get` prints rows for people, and one JSON object with --json."""
    task_id = created(run(*CREATE))
    people, scripts = run("get", "piapi", task_id), run("get", "piapi", task_id, "--json")
    assert "completed" in people.stdout
    assert "ace-step" in people.stdout
    told = json.loads(scripts.stdout)
    assert told["variant"] == "ace-step"
    # Nothing is broken in two where no terminal has an end of its line.
    assert told["assets"][0]["url"] in people.stdout


def test_watch_prints_each_change_and_ends_with_the_final_one(run: Run, gettask_mock: GettaskMock) -> None:
    """`watch` prints a line at each change, the last of them final."""
    gettask_mock.plan(TaskPlan(after_seconds(60)))
    task_id = created(run(*CREATE))
    result = run("watch", "piapi", task_id, "--json")
    phases = [json.loads(line)["phase"] for line in result.stdout.splitlines()]
    assert phases == ["queued", "running", "succeeded"]


def test_a_failed_task_ends_with_its_own_exit_code(run: Run, gettask_mock: GettaskMock) -> None:
    """A task that fails is told from one that succeeded by the exit code."""
    gettask_mock.plan(TaskPlan(end="failed"))
    task_id = created(run("create", "tripo-v2", "text-to-model", "--set", "prompt=a cat"))
    assert run("wait", "tripo-v2", task_id).exit_code == exits.FAILED
    assert run("watch", "tripo-v2", task_id).exit_code == exits.FAILED
    download = run("download", "tripo-v2", task_id)
    assert download.exit_code == exits.FAILED
    assert "ended as 'failed'" in download.stderr


def test_a_download_that_comes_too_early_is_no_failure(run: Run, gettask_mock: GettaskMock) -> None:
    """A task that is under way has not failed, and scripts are not told so."""
    gettask_mock.plan(TaskPlan(after_seconds(1000)))
    result = run("download", "piapi", created(run(*CREATE)))
    assert result.exit_code == exits.USAGE
    assert "no results to download" in result.stderr


def test_a_timeout_prints_the_command_that_goes_on(run: Run, gettask_mock: GettaskMock) -> None:
    """After the deadline the task goes on, and the message holds the command that waits again."""
    gettask_mock.plan(TaskPlan(after_seconds(1000)))
    task_id = created(run(*CREATE))
    result = run("wait", "piapi", task_id, "--deadline", "5")
    assert result.exit_code == exits.TIMED_OUT
    assert "gettask wait --base-url" in result.stderr
    assert task_id in result.stderr


def test_create_that_waits_in_vain_prints_the_whole_command(run: Run, gettask_mock: GettaskMock) -> None:
    """--deadline is that of the wait after `create`, and what goes on downloads to the same folder."""
    gettask_mock.plan(TaskPlan(after_seconds(1000)))
    result = run(*CREATE, "-o", "my out", "--deadline", "5")
    assert result.exit_code == exits.TIMED_OUT
    assert "-o 'my out'" in result.stderr


def test_a_wait_that_says_no_deadline_has_that_of_the_api(run: Run, gettask_mock: GettaskMock) -> None:
    """No command waits for ever unless it is told to."""
    deadline = load("piapi").lifecycle.deadline
    gettask_mock.plan(TaskPlan(after_seconds(2 * deadline)))
    task_id = created(run(*CREATE))
    for command in ("wait", "watch"):
        assert run(command, "piapi", task_id, "--deadline", "0").exit_code == exits.TIMED_OUT
    begun = gettask_mock.clock()
    assert run("wait", "piapi", task_id).exit_code == exits.TIMED_OUT
    assert gettask_mock.clock() - begun == pytest.approx(deadline)


def test_the_highest_exit_code_is_that_of_all(
    run: Run, gettask_mock: GettaskMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several failures the last is not the one that a script is told."""
    gettask_mock.plan(TaskPlan(after_seconds(1000)))
    task_id = created(run(*CREATE))
    assert run("wait", "piapi", "no-such-task", task_id, "--deadline", "5").exit_code == exits.NOT_FOUND

    errors = iter([TaskNotFoundError(), InvalidRequestError()])

    def refuse(*_: object) -> None:
        raise next(errors)

    monkeypatch.setattr(Client, "cancel", refuse)
    assert run("cancel", "piapi", "one", "another").exit_code == exits.NOT_FOUND


def test_what_cannot_be_written_is_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk ends in no traceback, and not with the code of a failed task; with --json it is JSON."""

    def full(_: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(show, "line", full)
    result = run("variants", "--json")
    assert result.exit_code == exits.OTHER
    (error,) = map(json.loads, result.stderr.splitlines())
    assert os.strerror(errno.ENOSPC) in error["message"]


def test_one_unknown_task_does_not_end_the_wait_for_another(run: Run) -> None:
    """Of several tasks each is reported, and the exit code is that of the failure."""
    task_id = created(run(*CREATE))
    result = run("wait", "piapi", "no-such-task", task_id, "--json")
    assert result.exit_code == exits.NOT_FOUND
    assert json.loads(result.stdout)["id"] == task_id


def test_wait_reads_ids_from_a_file(run: Run, tmp_path: Path) -> None:
    """--from takes a task id a line, waits for each once, and prints them as they end."""
    ids = [created(run(*CREATE)), created(run(*CREATE))]
    source = tmp_path / "ids.txt"
    source.write_text("\n".join([*ids, ids[0]]) + "\n\n")
    result = run("wait", "piapi", "--from", source, "--json")
    assert sorted(json.loads(line)["id"] for line in result.stdout.splitlines()) == sorted(ids)


def test_a_file_of_ids_may_have_comments_and_empty_lines(run: Run, tmp_path: Path) -> None:
    """What is not an id is not asked for: lines that are empty, and those that begin with #."""
    task_id = created(run(*CREATE))
    ids = tmp_path / "ids.txt"
    ids.write_text(f"# of today\n\n  {task_id}  \n  # not-a-task\n")
    result = run("wait", "piapi", "--from", ids, "--json")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [task_id]


@pytest.mark.parametrize("words", [("get",), ("wait",), ("watch",), ("download", "-o")])
def test_the_url_of_a_task_stands_for_its_id(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Pasted from a log or a page, the URL of Get Task is as good as the id in it; another URL is refused."""
    task_id = created(run(*CREATE))
    command, *more = words
    more += [str(tmp_path)] if more else []
    url = f"https://api.piapi.ai/api/v1/task/{task_id}?x=1"
    assert run(command, "piapi", url, *more).exit_code == exits.DONE
    result = run(command, "piapi", "https://piapi.ai/workspace", *more)
    assert result.exit_code == exits.USAGE
    assert "not one of a PiAPI" in result.stderr


def test_wait_reads_handles_of_several_apis(run: Run, tmp_path: Path) -> None:
    """What `create` printed, a line each, is all that a later `wait` needs."""
    tripo = ("create", "tripo-v2", "text-to-model", "--set", "prompt=a cat")
    source = tmp_path / "handles.txt"
    source.write_text("".join(run(*words).stdout for words in (CREATE, tripo, CREATE)))
    result = run("wait", "--from", source, "--json", "-o", tmp_path / "out")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(each["api"] for each in told if "api" in each) == ["piapi", "piapi", "tripo-v2"]
    assert [len(each["files"]) > 0 for each in told if "files" in each] == [True] * 3


def test_wait_keeps_to_a_rate(run: Run, gettask_mock: GettaskMock) -> None:
    """With --max-rate no more polls are made in a second, on the clock that client and mock share."""
    ids = [created(run(*CREATE)) for _ in range(9)]
    begun = gettask_mock.clock()
    assert run("wait", "piapi", *ids, "--max-rate", "2").exit_code == exits.DONE
    assert gettask_mock.clock() - begun >= 4 - 0.1
    assert run("wait", "piapi", *ids, "--max-rate", "0").exit_code == exits.USAGE


def test_failures_of_several_apis_are_all_told(run: Run, tmp_path: Path) -> None:
    """What cannot be waited for at one API keeps no task of another from its end, and each is reported."""
    source = tmp_path / "handles.txt"
    lost = ['{"api":"piapi","id":"lost-1"}', '{"api":"tripo-v2","id":"lost-2"}']
    source.write_text("\n".join([*lost, run(*CREATE).stdout]))
    result = run("wait", "--from", source, "--json")
    assert result.exit_code == exits.NOT_FOUND
    assert json.loads(result.stdout)["phase"] == "succeeded"
    told = [json.loads(line)["notes"] for line in result.stderr.splitlines()]
    assert sorted(told) == [["while waiting for task lost-1"], ["while waiting for task lost-2"]]


def test_many_tasks_share_one_line_of_progress(run: Run, gettask_mock: GettaskMock) -> None:
    """More tasks than fit a screen are counted by phase."""
    gettask_mock.plan(TaskPlan(after_seconds(30)))
    ids = [created(run(*CREATE)) for _ in range(live.ROWS + 1)]
    result = run("wait", "piapi", *ids)
    assert result.exit_code == exits.DONE
    assert f"{len(ids)} tasks" in result.stderr
    assert f"{len(ids)} succeeded" in result.stderr
    assert ids[0] not in result.stderr


def test_progress_names_the_variant_of_the_handle() -> None:
    """Where the body of a task does not say what it is, its handle does."""
    console = Console(file=io.StringIO(), force_terminal=False, width=200)
    data = {"task_id": "x", "status": "running", "type": "something-new"}
    with live.live(console, variants={"x": "mesh-smart-segment"}) as progress:
        progress.update(parse({"code": 0, "data": data}, "tripo"))
    assert "mesh-smart-segment" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("total", [1, live.ROWS + 1])
def test_a_bar_is_full_when_all_is_over(total: int) -> None:
    """One task or many: what is final is what the bar has behind it."""
    progress = Progress(console=Console(file=io.StringIO()))
    with live.LiveTasks(progress, total) as shown:
        for number in range(total):
            phase = (Phase.SUCCEEDED, Phase.FAILED)[number % 2]
            shown.update(parse(body("tripo", some_status("tripo", phase), task_id=str(number)), "tripo"))
            assert progress.finished == (number == total - 1)


@pytest.mark.parametrize(
    "words",
    [(), ("piapi",), ("--resume", "nonsense"), ("piapi", "x", "--resume", '{"api":"piapi","id":"x"}')],
)
def test_wait_without_a_task_says_what_it_needs(run: Run, words: tuple[str, ...]) -> None:
    """Nothing to wait for, or too much, is a usage error."""
    assert run("wait", *words).exit_code == exits.USAGE


@pytest.mark.parametrize(
    ("words", "name", "code", "resumes"),
    [
        (("wait", "piapi", "no-such-task"), "TaskNotFoundError", exits.NOT_FOUND, True),
        (("get", "piapi", "no-such-task"), "TaskNotFoundError", exits.NOT_FOUND, False),
        (("wait", "piapi", "{id}", "--deadline", "1"), "WaitTimeoutError", exits.TIMED_OUT, True),
        (("cancel", "tripo", "{id}"), "UnsupportedError", exits.USAGE, False),
    ],
)
def test_errors_are_json_for_scripts(
    words: tuple[str, ...], name: str, code: int, resumes: bool, run: Run, gettask_mock: GettaskMock
) -> None:
    """With --json an error is one line on stderr that names its class, code, and how to go on."""
    gettask_mock.plan(TaskPlan(after_seconds(1000)))
    task_id = created(run(*CREATE))
    result = run(*(word.format(id=task_id) for word in words), "--json")
    (error,) = map(json.loads, result.stderr.splitlines())
    assert (result.exit_code, error["exit_code"], error["error"]) == (code, code, name)
    assert (error["resume"] is not None) is resumes
    facts = {"api", "status_code", "code", "request_id"}
    assert error.keys() == {"error", "message", "notes", "exit_code", "resume"} | facts
    assert (error["status_code"] == 404) is (code == exits.NOT_FOUND)
    assert result.stdout == ""


def test_a_failed_task_is_json_with_its_api_and_code(run: Run, gettask_mock: GettaskMock) -> None:
    """The code is the vendor's, of the error inside the task."""
    gettask_mock.scenario("fails-with:10000")
    task_id = created(run(*CREATE))
    result = run("wait", "piapi", task_id, "--json")
    (error,) = map(json.loads, result.stderr.splitlines())
    assert (error["api"], error["code"], error["resume"]) == ("piapi", 10000, None)


def test_create_of_tripo_goes_by_the_variant(run: Run) -> None:
    """Tripo's v3 request names no type: the variant picks the operation, and nothing is added to the body."""
    words = ("--set", "prompt=a small cat", "--set", "model=v3.1-20260211")
    task_id = created(run("create", "tripo", "text-to-model", *words))
    assert json.loads(run("get", "tripo", task_id, "--json").stdout)["variant"] == "text-to-model"
    assert run("create", "tripo", "text-to-model", "--task-type", "x", *words).exit_code == exits.USAGE


def test_every_variant_can_be_created_from_its_example(run: Run, tmp_path: Path) -> None:
    """The spec's example of each variant is a request that `create --body` takes."""
    body = tmp_path / "request.json"
    for api in APIS:
        for variant in load(api).variants.values():
            if variant.example is not None:
                body.write_text(json.dumps(variant.example))
                created(run("create", api, variant.name, "--body", body))


def test_the_type_and_what_is_set_choose_among_models(run: Run) -> None:
    """Where models share a task type the first is taken, unless --set names another."""
    words = ("create", "piapi", "flux", "--task-type", "txt2img", "--set", "input.prompt=x")
    for more, model in (
        ((), "Qubico/flux1-schnell"),
        (("--set", "model=Qubico/flux1-dev"), "Qubico/flux1-dev"),
    ):
        raw = json.loads(run("get", "piapi", created(run(*words, *more)), "--raw").stdout)
        assert (raw["data"]["model"], raw["data"]["task_type"]) == (model, "txt2img")


def test_cancel_goes_on_after_a_refusal(run: Run, gettask_mock: GettaskMock) -> None:
    """Each task that was cancelled is printed; the exit code is that of the one that was not."""
    gettask_mock.plan(TaskPlan(after_seconds(60)))
    ids = [created(run(*CREATE)) for _ in range(2)]
    result = run("cancel", "piapi", ids[0], "no-such-task", ids[1], "--json")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": each, "cancelled": True} for each in ids
    ]
    assert result.exit_code == exits.NOT_FOUND


def test_account_shows_the_balance_or_what_is_asked(run: Run) -> None:
    """`account` prints rows for people and JSON for scripts, and lists what there is for a wrong word."""
    assert "balance" in run("account", "tripo").stdout
    assert json.loads(run("account", "tripo", "--json").stdout).keys() >= {"balance", "frozen"}
    assert isinstance(json.loads(run("account", "tripo", "usage", "--set", "limit=3", "--json").stdout), list)
    empty = run("account", "tripo", "usage")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert empty.stderr == "gettask: usage of tripo is empty\n"
    wrong = run("account", "tripo", "weather")
    assert (wrong.exit_code, "usage" in wrong.stderr) == (exits.USAGE, True)
    assert run("account", "tripo", "usage", "--set", "limit").exit_code == exits.USAGE
    for word in ("colour=red", "self=1"):
        assert run("account", "tripo", "usage", "--set", word).exit_code == exits.USAGE
    assert run("account", "tripo", "--set", "resource=weather").exit_code == exits.USAGE


@pytest.mark.parametrize("api", [api for api in APIS if "upload_file" in load(api).operations])
def test_upload_prints_what_names_the_file(run: Run, tmp_path: Path, api: str) -> None:
    """Each file's URL or token stands on a line of its own."""
    file = tmp_path / "cat.png"
    file.write_bytes(b"\x89PNG")
    result = run("upload", api, file, file)
    assert result.exit_code == exits.DONE, result.output
    assert len(result.stdout.splitlines()) == 2
    assert json.loads(run("upload", api, file, "--json").stdout)["file"] == str(file)
    assert run("upload", api, tmp_path / "nothing.png").exit_code == exits.USAGE


def test_what_the_network_says_moves_no_cursor() -> None:
    """Control characters and rich's markup in a task are shown, not obeyed."""
    output = {"audio_url": "https://cdn.example/\x1b[2J[red]a.mp3"}
    error = {"code": 1, "message": "[bold]\x1b]0;title\x07", "raw_message": "", "detail": None}
    data = {"task_id": "[blink]x", "status": "\x1b[31mfailed", "output": output, "error": error}
    task = parse({"code": 200, "data": data}, "piapi")
    console = Console(file=io.StringIO(), force_terminal=False, width=200)
    console.print(show.table_of(task))
    console.print(show.table_of_json(data))
    for total in (1, 100):
        with live.live(console, total) as progress:
            progress.update(task)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b]0" not in text
    assert "\x1b[2J" not in text
    assert "[bold]" in text
    assert "[blink]x" in text


def test_download_saves_the_results_of_a_finished_task(run: Run, tmp_path: Path) -> None:
    """`download` prints the path of each file that it saved."""
    task_id = created(run(*CREATE))
    result = run("download", "piapi", task_id, "-o", tmp_path)
    assert [Path(line).read_bytes() != b"" for line in result.stdout.splitlines()] == [True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{bad", "handles.txt, line 3: '{bad' is not a handle"),
        ('{"api":"piapi"}', "line 3"),
        ('{"api":"pipai","id":"x"}', "its api must be one of " + ", ".join(APIS)),
        ('{"api":"piapi","id":5}', "non-empty strings"),
        ("x", "handles.txt, line 3: a task id needs the API before it"),
    ],
)
def test_a_line_that_is_no_handle_is_named(run: Run, tmp_path: Path, content: str, said: str) -> None:
    """Of a long file the line is told, what is wrong with it, and nothing is waited for."""
    source = tmp_path / "handles.txt"
    source.write_text(f'{{"api":"piapi","id":"y"}}\n\n{content}\n')
    result = run("wait", "--from", source)
    assert (result.exit_code, result.stdout) == (exits.USAGE, "")
    assert said in result.stderr


def test_a_handle_that_is_none_is_shown(run: Run) -> None:
    """--resume says what it got, and what a handle looks like."""
    result = run("wait", "--resume", "f8d11a53")
    assert "--resume: 'f8d11a53' is not a handle" in result.stderr
    assert '{"api":"piapi","id":"…"}' in result.stderr


def test_a_missing_key_is_told_before_anything_is_waited_for(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where one of several APIs has no key, the other is not waited for first."""
    source = tmp_path / "handles.txt"
    source.write_text('{"api":"piapi","id":"x"}\n{"api":"tripo","id":"y"}\n')
    monkeypatch.delenv("TRIPO_API_KEY")
    result = run("wait", "--from", source)
    assert result.exit_code == exits.AUTH
    assert "TRIPO_API_KEY" in result.stderr
    assert "no such task" not in result.stderr


NAME = "{variant}-{n}"


def test_results_have_the_names_that_are_said(run: Run, tmp_path: Path) -> None:
    """--name is a template in all commands that download, and is kept in the command that continues."""
    task_id = created(run(*CREATE))
    for words in (("download", "piapi", task_id), ("wait", "piapi", task_id), (*CREATE, "--wait")):
        folder = tmp_path / words[0]
        assert run(*words, "-o", folder, "--name", NAME).exit_code == exits.DONE
        assert [path.stem for path in folder.iterdir()] == ["ace-step-1"]
    handle = Handle("piapi", "some-id")
    command = exits.resume_command(handle, Saving(Path("out"), NAME).words)
    assert shlex.split(command) == [
        "gettask",
        "wait",
        "-o",
        "out",
        "--name",
        NAME,
        "--resume",
        handle.to_json(),
    ]


def test_a_name_that_cannot_be_used_costs_nothing(
    run: Run, gettask_mock: GettaskMock, tmp_path: Path
) -> None:
    """A template is checked before the task is created."""
    for name in ("{user}", "a/b", "{", " "):
        assert run(*CREATE, "-o", tmp_path, "--name", name).exit_code == exits.USAGE
    assert list(gettask_mock.journal) == []


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [(["--deadline", "1000"], 900, 1000), (["--deadline", "0"], 30, 30), ([], None, None)],
)
def test_downloads_end_with_the_deadline_of_the_wait(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    least: float | None,
    most: float | None,
) -> None:
    """What is left of --deadline is for the downloads, or the time of one request if that is more."""
    given: dict[str, Any] = {}

    def download(*_: object, **options: Any) -> list[Path]:
        given.update(options)
        return []

    task_id = created(run(*CREATE))
    monkeypatch.setattr(Client, "download", download)
    assert run("wait", "piapi", task_id, "-o", tmp_path, *words).exit_code == exits.DONE
    if least is None or most is None:
        assert given["deadline"] is None
    else:
        assert least <= given["deadline"] <= most


def test_a_result_that_was_not_saved_is_asked_for_again_by_one_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A wait whose download failed prints the command that tries again, with its folder."""
    task_id = created(run(*CREATE))
    whole = Path.open

    def full(path: Path, *mode: Any, **options: Any) -> Any:
        if path.suffix == ".part":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, *mode, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        result = run("wait", "piapi", task_id, "-o", tmp_path)
    assert result.exit_code == exits.OTHER
    words = shlex.split(result.stderr.rpartition("continue with: gettask ")[2].splitlines()[0])
    assert run(*words).exit_code == exits.DONE
    assert len(list(tmp_path.iterdir())) == 1


def test_downloads_have_the_bounds_that_are_said(run: Run, tmp_path: Path) -> None:
    """--max-bytes refuses what is longer, and the exit code says that a result could not be saved."""
    task_id = created(run(*CREATE))
    result = run("download", "piapi", task_id, "-o", tmp_path, "--max-bytes", 10)
    assert result.exit_code == exits.OTHER
    assert "max_bytes" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", [True, False])
def test_private_hosts_are_asked_when_that_is_meant(
    run: Run, monkeypatch: pytest.MonkeyPatch, said: bool
) -> None:
    """--allow-private, and nothing else, has results fetched from this network."""
    told: dict[str, Any] = {}

    def download(*_: object, **options: Any) -> list[Path]:
        told.update(options)
        return []

    monkeypatch.setattr(Client, "download", download)
    result = run("download", "piapi", created(run(*CREATE)), *(["--allow-private"] if said else []))
    assert (result.exit_code, result.stdout, told["allow_private"]) == (exits.DONE, "", said)


def test_cancel_takes_what_tasks_have_in_common(run: Run) -> None:
    """--set names a kind of tasks as the spec has it; ids and --set exclude each other."""
    which = ("--set", "model=kling", "--set", "created_before=1729123200")
    assert run("cancel", "piapi", *which).stdout == "cancelled\n"
    missing = run("cancel", "piapi", *which[:2])
    assert (missing.exit_code, "created_before is missing" in missing.stderr) == (exits.USAGE, True)
    for words in (
        ("piapi",),
        ("piapi", "x", *which),
        ("tripo", *which),
        ("piapi", "--set", "model"),
        ("piapi", "--set", "self=1"),
    ):
        assert run("cancel", *words).exit_code == exits.USAGE


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("gettask wa", {"wait", "watch"}),
        ("gettask create piapi ac", {"ace-step"}),
        ("gettask create piapi ll", {""}),  # no request creates it
        ("gettask variants piapi ll", {"llm"}),
        ("gettask account tripo u", {"usage"}),
        ("gettask variants tripo-", {"tripo-v2"}),
        ("gettask wait --fr", {"--from"}),
        ("gettask create no-such-api ", {""}),
        ("gettask account no-such-api ", {""}),
    ],
)
def test_a_shell_that_asks_is_answered(words: str, offered: set[str]) -> None:
    """What the script of bash runs at each press of the key prints the words that go on."""
    asked = {"_GETTASK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-m", "gettask"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_reads(run: Run, shell: str) -> None:
    """The script of a shell asks gettask for the words."""
    assert "_GETTASK_COMPLETE" in run("completion", shell).stdout


def test_every_command_has_an_example_in_its_help(run: Run) -> None:
    """`--help` of each command shows how it is called."""
    for name in app.cli.commands.keys() - {"mock"}:
        assert f"gettask {name}" in run(name, "--help").stdout


@pytest.mark.parametrize("error", [*BY_NAME.values(), GettaskError])
def test_every_error_has_an_exit_code_of_its_own_kind(error: type[GettaskError]) -> None:
    """No error ends with the code of success or of a usage that click refused, but for refused requests."""
    code = exits.code_of(error("x"))
    assert code not in (exits.DONE, exits.TIMED_OUT, exits.INTERRUPTED)
    assert (code == exits.USAGE) == (error.__name__ == "InvalidRequestError")
    assert code in exits.MEANINGS
    assert issubclass(error, ApiError) or code in (exits.FAILED, exits.OTHER)


def test_the_exit_codes_stand_in_help_and_docs_alike(run: Run) -> None:
    """Help and docs/errors.md have the very table that the commands end by."""
    docs = (Path(__file__).parents[2] / "docs/errors.md").read_text("utf-8")
    words = " ".join(run("--help").stdout.split())
    for code, meaning in exits.MEANINGS.items():
        assert f"| {code} | {meaning} |" in docs
        assert f"{code} {meaning}" in words


def test_the_module_runs_as_the_command() -> None:
    """`python -m gettask --version` works in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "gettask", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("gettask, version ")


def test_without_the_extra_one_sentence_says_what_to_install() -> None:
    """Where click is missing there is no traceback, but the way out."""
    code = "import sys; sys.modules['click'] = None; from gettask.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "gettask: the command line needs click: pip install 'gettask[cli]'"


def test_the_error_of_a_create_is_printed_while_a_signal_would_say_that_the_job_may_exist(
    run: Run, gettask_mock: GettaskMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal that comes between the error and its message does not hide that there may be a job."""
    saying: list[str] = []
    printed: list[list[str]] = []
    report = exits.report

    @contextmanager
    def noted(farewell: Callable[[str], str]) -> Iterator[Callable[[object], None]]:
        saying.append(farewell("ended"))
        try:
            yield lambda _: None
        finally:
            saying.clear()

    def reported(*args: Any) -> int:
        printed.append([*saying])
        return report(*args)

    monkeypatch.setattr(signals, "saying", noted)
    monkeypatch.setattr(exits, "report", reported)
    gettask_mock.mock.faults = Faults(errors=1.0)
    assert run(*CREATE).exit_code == exits.OTHER
    assert printed == [[exits.may_exist("ended")]]
