"""Each command does what its help says, and ends with the exit code that it documents."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from gettask.cli import commands, exits
from gettask.client import Client
from gettask.contract import APIS, load
from gettask.errors import BY_NAME, ApiError, GettaskError
from gettask.mock import Plan, after_seconds
from gettask.pytest_plugin import GettaskMock

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
    """--type names the task type where a variant has several."""
    words = ("--set", "input.style_prompt=x", "--set", "input.style_audio=https://example.com/a.mp3")
    task_id = created(run("create", "piapi", "ace-step", "--type", "audio2audio", *words))
    raw = json.loads(run("get", "piapi", task_id, "--raw").stdout)
    assert raw["data"]["task_type"] == "audio2audio"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "input.duration=long"), "/input/duration"),
        (("--set", "input"), "expected path.to.field=value"),
        (("--set", "input=1", "--set", "input.x=1"), "'input' is not an object"),
        (("--type", "nonsense"), "txt2audio"),
    ],
)
def test_a_request_that_the_spec_refuses_is_not_sent(run: Run, words: tuple[str, ...], said: str) -> None:
    """A wrong field is named with its place before anything is sent, and the exit code says usage."""
    result = run("create", "piapi", "ace-step", *words)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


def test_an_unknown_variant_is_answered_with_the_known_ones(run: Run) -> None:
    """A misspelt variant is an error that lists what there is."""
    result = run("create", "piapi", "ace-stepp")
    assert result.exit_code == exits.USAGE
    assert "ace-step" in result.stderr


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
    assert json.loads(scripts.stdout)["variant"] == "ace-step"


def test_watch_prints_each_change_and_ends_with_the_final_one(run: Run, gettask_mock: GettaskMock) -> None:
    """`watch` prints a line at each change, the last of them final."""
    gettask_mock.plan(Plan(after_seconds(60)))
    task_id = created(run(*CREATE))
    result = run("watch", "piapi", task_id, "--json")
    phases = [json.loads(line)["phase"] for line in result.stdout.splitlines()]
    assert phases == ["queued", "running", "succeeded"]


def test_a_failed_task_ends_with_its_own_exit_code(run: Run, gettask_mock: GettaskMock) -> None:
    """A task that fails is told from one that succeeded by the exit code."""
    gettask_mock.plan(Plan(end="failed"))
    task_id = created(run("create", "tripo-v2", "text-to-model", "--set", "prompt=a cat"))
    assert run("wait", "tripo-v2", task_id).exit_code == exits.FAILED
    assert run("watch", "tripo-v2", task_id).exit_code == exits.FAILED
    assert run("download", "tripo-v2", task_id).exit_code == exits.FAILED


def test_a_timeout_prints_the_command_that_goes_on(run: Run, gettask_mock: GettaskMock) -> None:
    """After the deadline the task goes on, and the message holds the command that waits again."""
    gettask_mock.plan(Plan(after_seconds(1000)))
    task_id = created(run(*CREATE))
    result = run("wait", "piapi", task_id, "--deadline", "5")
    assert result.exit_code == exits.TIMED_OUT
    assert "gettask wait --resume" in result.stderr
    assert task_id in result.stderr


def test_an_interrupted_wait_prints_the_command_that_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C loses nothing: the command that resumes is printed for each task."""
    task_id = created(run(*CREATE))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Client, "wait", interrupt)
    result = run("wait", "piapi", task_id, "another")
    assert result.exit_code == exits.INTERRUPTED
    assert result.stderr.count("gettask wait --resume") == 2


def test_one_unknown_task_does_not_end_the_wait_for_another(run: Run) -> None:
    """Of several tasks each is reported, and the exit code is that of the failure."""
    task_id = created(run(*CREATE))
    result = run("wait", "piapi", "no-such-task", task_id, "--json")
    assert result.exit_code == exits.NOT_FOUND
    assert json.loads(result.stdout)["id"] == task_id


def test_wait_reads_ids_from_a_file(run: Run, tmp_path: Path) -> None:
    """--from takes a task id a line."""
    ids = [created(run(*CREATE)), created(run(*CREATE))]
    source = tmp_path / "ids.txt"
    source.write_text("\n".join(ids) + "\n\n")
    result = run("wait", "piapi", "--from", source, "--json")
    assert sorted(json.loads(line)["id"] for line in result.stdout.splitlines()) == sorted(ids)


@pytest.mark.parametrize(
    "words",
    [(), ("piapi",), ("--resume", "nonsense"), ("piapi", "x", "--resume", '{"api":"piapi","id":"x"}')],
)
def test_wait_without_a_task_says_what_it_needs(run: Run, words: tuple[str, ...]) -> None:
    """Nothing to wait for, or too much, is a usage error."""
    assert run("wait", *words).exit_code == exits.USAGE


def test_download_saves_the_results_of_a_finished_task(run: Run, tmp_path: Path) -> None:
    """`download` prints the path of each file that it saved."""
    task_id = created(run(*CREATE))
    result = run("download", "piapi", task_id, "-o", tmp_path)
    assert [Path(line).read_bytes() != b"" for line in result.stdout.splitlines()] == [True]


def test_a_missing_key_names_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key the message names the environment variable, and the exit code says so."""
    monkeypatch.delenv("PIAPI_API_KEY")
    result = run("get", "piapi", "x")
    assert result.exit_code == exits.AUTH
    assert "PIAPI_API_KEY" in result.stderr


def test_variants_lists_every_variant_of_every_api(run: Run) -> None:
    """`variants --json` prints exactly the variants of the contracts."""
    listed = {
        (row["api"], row["variant"]) for row in map(json.loads, run("variants", "--json").stdout.splitlines())
    }
    assert listed == {(api, variant) for api in APIS for variant in load(api).variants}
    assert "ace-step" in run("variants", "piapi").stdout


def test_completion_offers_the_variants_of_the_api() -> None:
    """The shell completes a variant by the API before it."""
    context = commands.create.make_context("create", ["piapi", "segment"])
    assert commands.complete_variant(context, "a") == ["ace-step"]


def test_every_command_has_an_example_in_its_help(run: Run) -> None:
    """`--help` of each command shows how it is called."""
    for name in commands.cli.commands.keys() - {"mock"}:
        assert f"gettask {name}" in run(name, "--help").stdout


@pytest.mark.parametrize("error", [*BY_NAME.values(), GettaskError])
def test_every_error_has_an_exit_code_of_its_own_kind(error: type[GettaskError]) -> None:
    """No error ends with the code of success or of a usage that click refused, but for refused requests."""
    code = exits.code_of(error("x"))
    assert code not in (exits.DONE, exits.TIMED_OUT, exits.INTERRUPTED)
    assert (code == exits.USAGE) == (error.__name__ == "InvalidRequestError")
    assert issubclass(error, ApiError) or code in (exits.FAILED, exits.OTHER)


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
