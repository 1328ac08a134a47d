"""The pages of `gettask jobs --web`: what they show of a job store, and to whom."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from gettask import JobStore
from gettask.cli.jobs_web.pages import JobPages
from tests.console.pages import Browser

Begin = Callable[..., str]

TOKEN, ROOT = "a-token", "/a-token/"
MARKUP = """<script>alert(1)</script><img src=x onerror="alert(2)">"""
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    with JobStore(tmp_path / "jobs.db", clock=lambda: 1_750_000_000.0) as store:
        yield store


@pytest.fixture
def browser(store: JobStore) -> Browser:
    return Browser(JobPages(store, TOKEN).handle)


@pytest.fixture
def begin(store: JobStore) -> Callable[..., str]:
    """Record a job, and return its id."""

    def begin(label: str = "cover", variant: str | None = None) -> str:
        request = json.dumps({"model": "m", "task_type": "t", "input": {"prompt": label}}).encode()
        job = store.begin(
            api="piapi",
            account="account",
            request=request,
            deadline=store.clock() + 900,
            label=label,
            variant=variant,
        )
        return job.id

    return begin


def test_jobs_are_listed_and_found(browser: Browser, store: JobStore, begin: Begin) -> None:
    """The list shows label, variant, state and what is left to say; search and filters choose."""
    first, second = begin("cover", variant="flux"), begin("theme", variant="suno")
    store.created(first, "task-1")
    store.not_created(second, OSError("no route"), outcome_unknown=True)
    rows = {row.attributes["id"]: row.text for row in browser.get(ROOT).all("tr") if "id" in row.attributes}
    assert "deadline in 15 min" in rows[f"j-{first}"]
    assert "no route" in rows[f"j-{second}"]
    for query, found in (("q=COVER+flux", first), ("state=unknown", second), ("q=task-1", first)):
        listed = [row for row in browser.get(f"{ROOT}?{query}").all("tr") if "id" in row.attributes]
        assert [row.attributes["id"] for row in listed] == [f"j-{found}"]


def test_many_jobs_have_pages(browser: Browser, begin: Begin) -> None:
    """A page has a hundred jobs and leads to the next."""
    for number in range(150):
        begin(f"job {number}")
    document = browser.get(f"{ROOT}?page=2")
    assert len([row for row in document.all("tr") if "id" in row.attributes]) == 50
    assert [link.text for link in document.all("a") if "page=" in link.attributes["href"]] == ["Newer"]


def test_a_job_shows_what_became_of_it(
    browser: Browser, store: JobStore, begin: Begin, tmp_path: Path
) -> None:
    """The page of a job shows request, saved results as what they are, and what to do where it is stuck."""
    job_id = begin()
    store.not_created(job_id, TimeoutError("cut off"), outcome_unknown=True)
    assert "gettask jobs adopt" in browser.get(f"{ROOT}jobs/{job_id}").text
    job_id = begin("done")
    store.created(job_id, "task-1")
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.html").write_text(MARKUP)
    (tmp_path / "c.txt").write_text(MARKUP)
    (tmp_path / "d.glb").write_bytes(b"glTF")
    names: list[Path | str] = [
        tmp_path / "a.png",
        tmp_path / "b.html",
        tmp_path / "c.txt",
        "s3://bucket/d.png",
        tmp_path / "gone.png",
        tmp_path / "d.glb",
    ]
    store.saved(job_id, names)
    document = browser.get(f"{ROOT}jobs/{job_id}")
    assert [image.attributes["src"] for image in document.all("img")] == [f"{ROOT}files/{job_id}/0"]
    assert browser.request("GET", f"{ROOT}files/{job_id}/0").body == PNG
    assert [model.attributes["src"] for model in document.all("model-view")] == [f"{ROOT}files/{job_id}/5"]
    assert browser.request("GET", f"{ROOT}files/{job_id}/5").header("content-type") == "model/gltf-binary"
    assert document.all("pre")[0].text == MARKUP
    assert document.text.count("no longer there") == 1
    assert document.text.count("in object storage") == 1
    for number in ("1", "3", "4", "6", "-1", "0/..", "x"):
        assert browser.request("GET", f"{ROOT}files/{job_id}/{number}").status == 404


def test_markup_stays_text(browser: Browser, store: JobStore, begin: Begin) -> None:
    """Markup in label, variant, request, task id, error and names of files is text on each page."""
    job_id = begin(MARKUP, variant=MARKUP)
    store.created(job_id, MARKUP)
    store.saved(job_id, [MARKUP])
    failed = begin(MARKUP)
    store.not_created(failed, ValueError(MARKUP), outcome_unknown=False)
    for path in (ROOT, f"{ROOT}jobs/{job_id}", f"{ROOT}jobs/{failed}", f"{ROOT}?q=%3Cscript%3E"):
        document = browser.get(path)
        assert all("/static/" in script.attributes["src"] for script in document.all("script"))
        assert not document.all("img")
    assert MARKUP in browser.get(ROOT).text


def test_only_who_knows_the_url_sees_jobs(browser: Browser, begin: Begin) -> None:
    """Another path, another host and any POST are refused: other users of the machine see nothing."""
    begin()
    for path in ("/", "/_mock/", "/another-token/", "/a-token"):
        assert browser.request("GET", path).status == 404
    assert browser.request("GET", ROOT, host="evil.example").status == 403
    assert browser.post(ROOT).status == 404


def test_a_change_of_the_store_is_noticed(store: JobStore, begin: Begin) -> None:
    """Open pages learn of each new job, and of nothing while nothing happens."""
    watch = JobPages(store, TOKEN).changes()
    assert not watch()
    begin()
    assert watch()
    assert not watch()


def test_the_command_serves_them(tmp_path: Path) -> None:
    """`gettask jobs --web` prints a URL with a secret path, serves it, and ends with its signal."""
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "gettask", "jobs", "--web"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        page = httpx.get(url, trust_env=False)
        process.terminate()
    assert (page.status_code, "No job is recorded yet" in page.text, process.returncode) == (200, True, 0)
