"""The commands about recorded jobs, and batches, against the mock in memory."""

from __future__ import annotations

import csv
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import Result

from gettask import JobState, JobStore, PiAPI
from gettask.cli import batch_rows, exits
from gettask.jobs import default_path
from gettask.jobs.batch import Batch, BatchOptions, RowState
from gettask.mock import TaskPlan, after_polls
from gettask.pytest_plugin import GettaskMock
from gettask.testing import InstantClock

Run = Callable[..., Result]

PROMPT = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Five rows, in JSON lines."""
    path = tmp_path / "batch.jsonl"
    inner = {"image": "https://example.com/cat.png"}
    lines = [
        {"label": f"cat-{n}", "variant": "segment", "input": {"prompt": f"cat {n}", **inner}}
        for n in range(5)
    ]
    path.write_text("# five cats\n" + "\n".join(map(json.dumps, lines)) + "\n")
    return path


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("jobs", *words, "--json").stdout.splitlines()]


def creates(gettask_mock: GettaskMock) -> int:
    return len(list(gettask_mock.mock.tasks.store))


def test_a_created_job_is_listed_with_its_end(run: Run) -> None:
    """create records it, and wait its end and cost; the table and one job show the same."""
    handle = run("create", "piapi", "segment", *PROMPT, "--label", "cover").stdout.strip()
    (job,) = listed(run)
    assert (job["state"], job["label"], job["task"]) == ("open", "cover", json.loads(handle)["id"])
    assert run("wait", "--resume", handle).exit_code == 0
    (job,) = listed(run, "--state", "succeeded", "--label", "cover", "--days", "1")
    assert job["unit"] == "points"
    assert job["job"] in run("jobs").stdout
    assert '"prompt": "cat"' in run("jobs", "show", job["job"][:20]).stdout
    assert listed(run, "--state", "failed") == []


def test_a_job_id_is_created_once(run: Run, gettask_mock: GettaskMock) -> None:
    """The second command prints the same handle."""
    words = ("create", "piapi", "segment", *PROMPT, "--job-id", "order-7")
    assert run(*words).stdout == run(*words).stdout
    assert creates(gettask_mock) == 1


def test_recording_can_be_turned_off(run: Run, tmp_path: Path) -> None:
    """By an option or the config file; then no file is made."""
    assert run("create", "piapi", "segment", *PROMPT, "--no-jobs").exit_code == 0
    config = tmp_path / "config/gettask/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[jobs]\nenabled = false\n")
    assert run("create", "piapi", "segment", *PROMPT).exit_code == 0
    assert not default_path().exists()
    refused = run("create", "piapi", "segment", *PROMPT, "--no-jobs", "--job-id", "x")
    assert (refused.exit_code, "--job-id needs the job store" in refused.stderr) == (exits.USAGE, True)


def test_a_store_that_cannot_be_opened_is_a_warning(run: Run, tmp_path: Path) -> None:
    """The job is created all the same; a batch, which rests on the store, is refused."""
    (tmp_path / "state").write_text("in the way")
    done = run("create", "piapi", "segment", *PROMPT)
    assert (done.exit_code, "The job is not recorded" in done.stderr) == (0, True)


def test_open_jobs_are_resumed(run: Run, tmp_path: Path) -> None:
    """All of them, with their results; afterwards none is open."""
    for _ in range(3):
        run("create", "piapi", "segment", *PROMPT)
    done = run("resume", "-o", tmp_path / "out", "--json")
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert [job["state"] for job in listed(run)] == ["succeeded"] * 3


def test_a_job_whose_deadline_has_passed_is_polled_once_more(run: Run, gettask_mock: GettaskMock) -> None:
    """It ends as an error that says so; with another deadline it goes on."""
    gettask_mock.plan(TaskPlan(after_polls(3)))
    run("create", "piapi", "segment", *PROMPT)
    with JobStore() as store:
        (job,) = store.find()
        store.prolong([job.id], 0.0)
    assert run("resume").exit_code == exits.TIMED_OUT
    (shown,) = listed(run)
    assert (shown["state"], "deadline" in shown["error"]) == ("error", True)


def test_a_lost_create_is_recovered(run: Run, gettask_mock: GettaskMock) -> None:
    """The task is in the lists of the account, and so is one that no job has."""
    gettask_mock.clock.now = time.time()
    run("create", "piapi", "segment", *PROMPT)
    run("create", "piapi", "segment", "--set", "input.prompt=dog", *PROMPT[2:], "--no-jobs")
    with JobStore() as store:
        (job,) = store.find()
        record = {"api": "piapi", "account": job.account, "request": job.request or b"", "deadline": 2e9}
        store.give_up(job.id, "test")
        store.prune(2e9)
        lost = store.begin(base_url=job.base_url, variant=job.variant, **record)  # type: ignore[arg-type]
        store.not_created(lost.id, TimeoutError("cut off"), outcome_unknown=True)
    found = run("jobs", "recover")
    assert (found.exit_code, "no record: gettask wait" in found.stdout) == (0, True), found.output
    (shown,) = listed(run)
    assert (shown["job"], shown["state"], shown["task"]) == (lost.id, "succeeded", job.task_id)


def test_a_search_says_how_far_back_it_went(run: Run, gettask_mock: GettaskMock) -> None:
    """What was found is shown, and what reads more of the list is named."""
    gettask_mock.clock.now = time.time()
    run("create", "piapi", "segment", *PROMPT)
    (task,) = gettask_mock.mock.tasks.store
    for _ in range(110):
        gettask_mock.mock.tasks.add("piapi", task.key, None, "segment", None)
    first = run("jobs", "recover", "--pages", "1")
    assert first.exit_code == 0
    assert first.stdout.count("no record:") in (99, 100)
    assert "searched: 100, on 1 page of" in first.stderr
    assert "recover --pages 2` reads more" in first.stderr
    whole = run("jobs", "recover", "--pages", "2")
    assert (whole.stdout.count("no record:"), whole.stderr) == (110, "")


@pytest.mark.parametrize("words", [("jobs",), ("jobs", "--sum", "day"), ("jobs", "recover")])
def test_an_empty_store_is_told(run: Run, words: tuple[str, ...]) -> None:
    """Silence would look like a command that has not worked; for scripts stdout stays empty."""
    empty = run(*words)
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert empty.stderr.startswith("gettask: no")
    assert run(*words, "--json").output == ""


def test_an_unknown_job_is_for_the_user_to_decide(run: Run) -> None:
    """recover exits with 10; adopt and give-up record what the user found out."""
    with JobStore() as store:
        for job_id in ("lost", "gone"):
            facts = {"api": "piapi", "account": "another", "request": b"{}", "deadline": 2e9}
            store.begin(job_id=job_id, **facts)  # type: ignore[arg-type]
            store.not_created(job_id, TimeoutError("cut off"), outcome_unknown=True)
    assert run("jobs", "adopt", "lost", "task-1").exit_code == 0
    assert run("jobs", "give-up", "gone").exit_code == 0
    assert {job["job"]: job["state"] for job in listed(run)} == {"lost": "open", "gone": "error"}
    refused = run("jobs", "give-up", "lost")
    assert (refused.exit_code, "task-1 of this job has not ended" in refused.stderr) == (exits.USAGE, True)
    assert run("jobs", "give-up", "lost", "--force").exit_code == 0
    assert {job["state"] for job in listed(run)} == {"error"}
    assert "no jobs begin with 'x'" in run("jobs", "show", "x").stderr


def test_jobs_are_summed(run: Run) -> None:
    """By day, variant or label; --json has the same. Those of a mock cost nothing, and that is said."""
    for label in ("a", "a", "b"):
        run("create", "piapi", "segment", *PROMPT, "--label", label, "--wait")
    sums = listed(run, "--sum", "label")
    assert [(each["label"], each["jobs"], each["succeeded"]) for each in sums] == [("a", 2, 2), ("b", 1, 1)]
    shown = run("jobs", "--sum", "variant")
    assert "points" not in shown.stdout
    assert "is not counted: 3 jobs" in shown.stderr


def test_old_jobs_are_pruned(run: Run) -> None:
    """Those that are final; 0 days is all of them."""
    run("create", "piapi", "segment", *PROMPT, "--wait")
    assert run("jobs", "prune").stdout == "0 jobs deleted\n"
    assert run("jobs", "prune", "--days", "0").stdout == "1 job deleted\n"


def test_a_batch_is_run_once(run: Run, rows: Path, tmp_path: Path, gettask_mock: GettaskMock) -> None:
    """Files are where the template says; a second run, and one of a copy of the file, do nothing."""
    words = ("run", rows, "--api", "piapi", "-o", tmp_path / "out/{label}/{kind}-{n}", "--results")
    done = run(*words, tmp_path / "all.csv")
    assert done.exit_code == 0, done.output
    files = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "out").rglob("*.*"))
    assert files == [f"out/cat-{n}/image-1.png" for n in range(5)]
    with (tmp_path / "all.csv").open() as table:
        records = list(csv.DictReader(table))
    assert sorted(record["label"] for record in records) == [f"cat-{n}" for n in range(5)]
    assert {record["state"] for record in records} == {"done"}
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(rows.read_bytes())
    again = run("run", copy, *words[2:], tmp_path / "all.jsonl")
    assert "5 rows, 0 to create" in again.stderr
    assert "5 done, 5 of them in an earlier run" in again.stderr
    assert creates(gettask_mock) == 5
    assert run("run", rows, "--api", "piapi", "--batch", "anew", "--dry-run").stderr.endswith("5 to create\n")


def test_a_file_that_is_gone_is_fetched_again_without_a_create(
    run: Run, rows: Path, tmp_path: Path, gettask_mock: GettaskMock
) -> None:
    """The results are paid for: they are downloaded, not ordered."""
    words = ("run", rows, "--api", "piapi", "-o", tmp_path / "out")
    run(*words)
    gone = tmp_path / "out/cat-3-image-1.png"
    content = gone.read_bytes()
    gone.unlink()
    assert run(*words).exit_code == 0
    assert (gone.read_bytes(), creates(gettask_mock)) == (content, 5)


def test_results_that_were_not_moved_to_their_place_are_not_done(
    run: Run, rows: Path, tmp_path: Path, gettask_mock: GettaskMock
) -> None:
    """Killed after the download and before the move: another run moves them."""
    words = ("run", rows, "--api", "piapi", "-o", tmp_path / "out")
    run(*words)
    with JobStore() as store:
        job = next(job for job in store.find() if job.label == "cat-3")
        staged = tmp_path / f"out/.gettask-{job.id}" / f"{job.task_id}-image-1.png"
        staged.parent.mkdir()
        Path(job.files[0]).rename(staged)
        store.saved(job.id, [staged])
    assert run(*words).exit_code == 0
    assert (tmp_path / "out/cat-3-image-1.png").is_file()
    assert (staged.parent.exists(), creates(gettask_mock)) == (False, 5)


def test_too_many_requests_wait_and_go_on(
    run: Run, rows: Path, gettask_mock: GettaskMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A create that is 429 is sent again after the pause, and the batch is whole."""
    monkeypatch.setattr("gettask.cli.run.SystemClock", InstantClock)
    gettask_mock.scenario("create-busy")
    done = run("run", rows, "--api", "piapi", "--rate", "100", "--poll-rate", "100", "--json")
    assert done.exit_code == 0, done.output
    assert creates(gettask_mock) == 5
    assert [entry.status for entry in gettask_mock.journal].count(429) > 0


def test_a_failed_row_is_ordered_anew_only_when_asked(
    run: Run, rows: Path, gettask_mock: GettaskMock
) -> None:
    """The exit code is that of a failed task; --retry-failed makes another attempt of those alone."""
    words = ("run", rows, "--api", "piapi")
    gettask_mock.plan(TaskPlan(end="failed"))
    assert run(*words).exit_code == exits.FAILED
    assert run(*words).exit_code == exits.FAILED
    assert creates(gettask_mock) == 5
    gettask_mock.plan(TaskPlan())
    assert run(*words, "--retry-failed").exit_code == 0
    assert run(*words).exit_code == 0
    assert creates(gettask_mock) == 10


def test_an_account_without_credit_ends_the_batch(run: Run, rows: Path, gettask_mock: GettaskMock) -> None:
    """The rows that are left are not sent; a later run does them."""
    gettask_mock.scenario("credit-exhausted")
    words = ("run", rows, "--api", "piapi", "--max-concurrency", "1")
    first = run(*words)
    assert (first.exit_code, "4 left" in first.stderr) == (exits.OTHER, True), first.output
    gettask_mock.scenario(None)
    assert run(*words).exit_code == exits.FAILED  # the vendor made a task for the first row, which failed
    assert run(*words, "--retry-failed").exit_code == 0
    assert [job["state"] for job in listed(run)].count("succeeded") == 5


def test_a_row_whose_create_was_lost_is_not_ordered_again(
    run: Run, rows: Path, gettask_mock: GettaskMock
) -> None:
    """It is unknown, exit 10, until the user says --recreate-unknown."""
    words = ("run", rows, "--api", "piapi")
    run(*words)
    with JobStore() as store:
        job = next(job for job in store.find() if job.label == "cat-2")
        store.prune(2e9)
        facts = {"api": "piapi", "account": job.account, "request": job.request or b"", "deadline": 2e9}
        store.begin(job_id=job.id, base_url=job.base_url, label="cat-2", variant="segment", **facts)  # type: ignore[arg-type]
        store.not_created(job.id, TimeoutError("cut off"), outcome_unknown=True)
    gettask_mock.mock.tasks.store.clear()
    rows.write_text(next(line for line in rows.read_text().splitlines() if "cat-2" in line))
    unknown = run(*words)
    assert (unknown.exit_code, creates(gettask_mock)) == (exits.UNCERTAIN, 0), unknown.output
    assert "--recreate-unknown" in unknown.stderr
    assert run(*words, "--recreate-unknown").exit_code == 0
    assert creates(gettask_mock) == 1


def test_a_batch_begins_only_if_it_costs_no_more(
    run: Run, rows: Path, tmp_path: Path, gettask_mock: GettaskMock
) -> None:
    """--max-cost holds what is left against the prices; what no price bounds is refused as well."""
    dear = tmp_path / "dear.jsonl"
    song = {
        "model": "Qubico/ace-step",
        "task_type": "txt2audio",
        "input": {"style_prompt": "a", "duration": 60},
    }
    dear.write_text(json.dumps(song))
    over = run("run", dear, "--api", "piapi", "--max-cost", "0")
    assert (over.exit_code, "--max-cost" in over.stderr) == (exits.USAGE, True), over.stderr
    assert creates(gettask_mock) == 0
    run("run", rows, "--api", "piapi")
    assert run("run", rows, "--api", "piapi", "--max-cost", "0").exit_code == 0  # nothing is left


def test_two_runs_at_once_do_each_row_once(rows: Path, gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """Two processes on one store: each row is created by one of them, and is left to it by the other."""
    with rows.open("rb") as file:
        group = batch_rows.read(file, "batch.jsonl", "piapi", None, strict=False, force=False)["piapi"]
    ended: list[list[RowState]] = []

    def one() -> None:
        http = httpx.Client(transport=gettask_mock.transport)
        with JobStore(tmp_path / "jobs.db") as store, http, PiAPI("k", http_client=http, jobs=store) as piapi:
            batch = Batch(piapi, store, BatchOptions(max_concurrency=4), InstantClock())
            ended.append([result.state for result in batch.run(group)])

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert creates(gettask_mock) == 5
    assert [len(states) for states in ended] == [5, 5]
    assert {state for states in ended for state in states} <= {RowState.DONE, RowState.LEFT}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: expected a JSON object"),
        ('{"variant": "segmnt", "input": {}}', "did you mean segment"),
        ('{"variant": "segment", "label": 1}', "label is not a text"),
        ('{"api": "nobody"}', "no API 'nobody'"),
        ('{"variant": "segment", "request": []}', "request is not a JSON object"),
        ('{"input": {}}', "no variant: add it to the row"),
        ('{"variant": "segment", "input": {"prompt": 7}}', "/input/prompt"),
        ("", "has no rows"),
        ("\udcff\udcfe{", "not UTF-8 (byte 0xff at 0): save it as UTF-8"),
    ],
)
def test_a_batch_with_a_wrong_row_sends_nothing(
    run: Run, tmp_path: Path, gettask_mock: GettaskMock, content: str, message: str
) -> None:
    """Each mistake is named with its place, all of them before anything is paid."""
    path = tmp_path / "batch.jsonl"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    refused = run("run", path, "--api", "piapi")
    assert (refused.exit_code, message in refused.stderr) == (exits.USAGE, True), refused.stderr
    assert creates(gettask_mock) == 0


def test_a_batch_may_be_csv(run: Run, tmp_path: Path, gettask_mock: GettaskMock) -> None:
    """Dotted columns are fields, values are JSON or text, empty cells are left out."""
    path = tmp_path / "batch.csv"
    path.write_text(
        "label,variant,input.prompt,input.image,input.extra\n"
        "a,segment,cat,https://example.com/a.png,\nb,segment,dog,https://example.com/b.png,\n"
    )
    assert run("run", path, "--api", "piapi").exit_code == 0
    prompts = {task.body["input"]["prompt"] for task in gettask_mock.mock.tasks.store}
    assert prompts == {"cat", "dog"}
    path.write_text("label,variant\na,segment,more\n")
    assert "line 2: more or fewer cells" in run("run", path, "--api", "piapi").stderr


def test_a_batch_that_was_changed_says_what_is_new(run: Run, rows: Path, gettask_mock: GettaskMock) -> None:
    """A row whose request was changed is ordered, and told from one that was added; moved ones are not."""
    assert "under a label" not in run("run", rows, "--api", "piapi").stderr
    lines = rows.read_text().splitlines()[:0:-1]
    lines[0] = lines[0].replace('"cat 4"', '"dog 4"')
    lines.append(lines[1].replace("cat-3", "cat-5"))
    rows.write_text("\n".join(lines) + "\n")
    seen = run("run", rows, "--api", "piapi", "--dry-run").stderr
    assert "6 rows, 2 to create" in seen
    assert "1 row is a new job under a label that an earlier job has, such as 'cat-4'" in seen
    assert "line 1" in seen
    assert run("run", rows, "--api", "piapi").exit_code == 0
    assert len([*gettask_mock.mock.tasks.store]) == 7
    assert "under a label" not in run("run", rows, "--api", "piapi").stderr


def test_a_batch_of_equal_rows_is_a_job_each(run: Run, rows: Path, gettask_mock: GettaskMock) -> None:
    """Three equal rows are three jobs, and another run adds none; their order makes no difference."""
    line = next(line for line in rows.read_text().splitlines() if "cat-2" in line)
    rows.write_text("\n".join([line] * 3))
    run("run", rows, "--api", "piapi")
    assert creates(gettask_mock) == 3
    turned = json.dumps(dict(reversed(json.loads(line).items())))
    rows.write_text(f"{line}\n{turned}\n{line}")
    run("run", rows, "--api", "piapi")
    assert creates(gettask_mock) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "out/{name}"), "{name} is unknown"),
        (("-o", "out/{label}"), "it needs {n}"),
        (("-o", "out/{n}"), "it needs {n}, and {label} or {id}"),
        (("-o", "out/{label}/../{n}"), "no .. after a field"),
        (("--strict", "--force"), "exclude each other"),
    ],
)
def test_options_that_cannot_be_are_refused(
    run: Run, rows: Path, gettask_mock: GettaskMock, words: tuple[str, ...], message: str
) -> None:
    """Before anything is paid."""
    refused = run("run", rows, "--api", "piapi", *words)
    assert (refused.exit_code, message in refused.stderr) == (exits.USAGE, True), refused.stderr
    assert creates(gettask_mock) == 0


def test_job_ids_are_completed(run: Run) -> None:
    """The shell offers the ids that begin so."""
    from gettask.cli.jobs import JobId

    run("create", "piapi", "segment", *PROMPT, "--job-id", "order-7")
    found = JobId().shell_complete(None, None, "ord")  # type: ignore[arg-type]
    assert [item.value for item in found] == ["order-7"]
    assert JobState.OPEN.value == "open"


def test_unsaved_results_are_told_and_saved(run: Run, gettask_mock: GettaskMock, tmp_path: Path) -> None:
    """`jobs` says which links expire, and resume --unsaved saves them once; a download is noted as well."""
    gettask_mock.mock.tasks.plan = TaskPlan()
    gettask_mock.clock.advance(time.time() - gettask_mock.clock())
    image = "input.image_url=https://example.com/two.png"  # a hug's link works for a day
    words = ("create", "piapi", "ai-hug", "--set", image, "--wait")
    for _ in range(2):
        assert run(*words).exit_code == 0
    assert "results of 2 jobs are not saved" in run("jobs").stderr
    assert all(job["expires_at"] for job in listed(run))
    assert run("download", "piapi", listed(run)[0]["task"], "-o", tmp_path / "out").exit_code == 0
    assert "results of 1 jobs are not saved" in run("jobs").stderr
    assert run("resume", "--unsaved").exit_code == exits.USAGE
    assert run("resume", "--unsaved", "-o", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out").glob("*.mp4"))) == 2
    assert "not saved" not in run("jobs").stderr
    assert run("resume", "--unsaved", "-o", tmp_path / "out").stdout == ""
