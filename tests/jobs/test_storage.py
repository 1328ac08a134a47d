"""Object storage as a place for results, against an S3 server on loopback, a folder and memory."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import localbucket
import pytest
from click.testing import Result

from gettask import Asset, DownloadError, Task, parse
from gettask._download.names import stems
from gettask.jobs.files import FileNames
from gettask.pytest_plugin import GettaskMock
from gettask.storage import ObjectStorage
from tests.runtime.harness import Caller, body

SOUND = b"ID3" + b"\0" * 1000
PROMPT = ("--set", "input.prompt=cat", "--set", "input.image=https://example.com/cat.png")
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An S3 server: its URL, and the folder of its bucket `results`."""

    class Handler(localbucket.S3Handler):  # type: ignore[misc]
        data_root = tmp_path_factory.mktemp("s3")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    (Handler.data_root / "results").mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}", Handler.data_root / "results"
        http.shutdown()
        thread.join()


@pytest.fixture
def bucket(server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the bucket `results`, empty, of the server that the environment names."""
    url, folder = server
    names = {"ENDPOINT": url, "ALLOW_HTTP": "true", "ACCESS_KEY_ID": "id", "SECRET_ACCESS_KEY": "secret"}
    for name, value in names.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return folder


@pytest.fixture(params=["s3", "file", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, bucket: Path) -> ObjectStorage:
    """A prefix in each kind of storage that needs no account."""
    del bucket
    urls = {"s3": "s3://results/a prefix/", "file": f"file://{tmp_path}/new", "memory": "memory:///x"}
    return ObjectStorage(urls[request.param])


def song(content: bytes = SOUND, requests: list[httpx.Request] | None = None) -> Callable[..., Any]:
    """Answer every request with a result."""

    def answer(request: httpx.Request) -> httpx.Response:
        if requests is not None:
            requests.append(request)
        return httpx.Response(200, content=content, headers={"content-type": "audio/mpeg"})

    return answer


def done() -> Task[Any]:
    return parse(body("piapi", "completed", output={"audio_url": "https://api.piapi.ai/a.mp3"}), "piapi")


def stem(task: Task[Any]) -> str:
    return stems("{id}-{kind}-{n}", task.id, task.variant, task.assets)[0]


def read(storage: ObjectStorage, task: Task[Any]) -> bytes:
    with storage.content(stem(task)) as path:
        return path.read_bytes()


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_results_go_to_object_storage(mode: str, storage: ObjectStorage) -> None:
    """Their URLs are returned; a rerun fetches nothing, and what is there is not sent again."""
    requests: list[httpx.Request] = []
    client, task = Caller(mode, "piapi", song(requests=requests)), done()
    url = f"{storage}/{task.id}-audio-1.mp3"
    assert client.download(task, storage) == [url]
    assert client.download(task, storage) == [url]
    assert (read(storage, task), len(requests), storage.has(url)) == (SOUND, 1, True)


def test_a_url_is_object_storage(bucket: Path) -> None:
    """`download` takes the URL itself, with the environment's credentials."""
    task = done()
    Caller("sync", "piapi", song()).download(task, "s3://results/deep/er", name="{variant}-{id}-{n}")
    assert [str(path.relative_to(bucket)) for path in bucket.rglob("*.mp3")] == [
        f"deep/er/{task.variant}-{task.id}-1.mp3"
    ]


def test_a_second_writer_replaces_nothing(storage: ObjectStorage) -> None:
    """Other bytes under the same name get a number; the same bytes are the same result."""
    task = done()
    urls = [
        Caller("sync", "piapi", song(content)).download(task, storage, name="song-{n}")[0]
        for content in (SOUND, SOUND + b"other", SOUND)
    ]
    assert [url.rpartition("/")[2] for url in urls] == ["song-1.mp3", "song-1-2.mp3", "song-1.mp3"]
    with storage.content("song-1") as path:
        assert path.read_bytes() == SOUND


def test_writers_at_once_create_one_object_each(bucket: Path) -> None:
    """Eight writers with other bytes under one name: eight objects, each whole."""
    task, storage = done(), ObjectStorage("s3://results")
    contents = [SOUND + bytes([number]) * 9 for number in range(8)]
    threads = [
        threading.Thread(
            target=Caller("sync", "piapi", song(content)).download,
            args=(task, storage),
            kwargs={"name": "song-{n}"},
        )
        for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.read_bytes() for path in bucket.glob("*.mp3")) == sorted(contents)


@pytest.mark.parametrize("content", [b"", b"<html>an error page</html>"])
def test_what_is_not_whole_appears_nowhere(content: bytes, bucket: Path) -> None:
    """The checks of local files come first."""
    with pytest.raises(DownloadError):
        Caller("sync", "piapi", song(content), retries=0).download(done(), "s3://results/x")
    assert [*bucket.rglob("*.*")] == []


def test_a_check_sees_what_is_there(storage: ObjectStorage) -> None:
    """`verify` reads an object that an earlier download saved; one that it refuses is fetched again."""
    seen: list[bytes] = []

    def verify(_: Asset, path: Path) -> bool:
        seen.append(path.read_bytes())
        return len(seen) != 2

    task = done()
    for content in (SOUND, SOUND + b"new"):
        urls = Caller("sync", "piapi", song(content)).download(task, storage, verify=verify)
    assert seen == [SOUND, SOUND, SOUND + b"new"]
    assert urls == [f"{storage}/{task.id}-audio-1-2.mp3"]


def test_only_the_very_name_is_there_already(storage: ObjectStorage) -> None:
    """Names that begin alike, and what lies below, are other results."""
    client, task = Caller("sync", "piapi", song()), done()
    for other in (storage / "a-1", storage):
        client.download(task, other, name="a-10")
    assert (storage.find("a-1"), storage.find("a-10")) == (None, f"{storage}/a-10.mp3")


@pytest.mark.parametrize("url", ["ftp://host/x", "s3://", "abfs://container"])
def test_a_url_that_cannot_be_used_is_named(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is sent."""
    for name in ("AZURE_STORAGE_ACCOUNT_NAME", "AWS_BUCKET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ValueError, match=url.partition(":")[0]):
        ObjectStorage(url)


@pytest.mark.parametrize("url", ["s3://key:hidden@bucket/x", "az://container/x?sig=hidden"])
def test_a_url_with_a_secret_is_refused(url: str) -> None:
    """It would be in messages, and in the commands that continue; the refusal does not repeat it."""
    with pytest.raises(ValueError, match="pass secrets as config=") as caught:
        ObjectStorage(url)
    assert "hidden" not in str(caught.value)


def test_storage_that_does_not_answer_is_a_download_error() -> None:
    """It says which storage, and no secret."""
    storage = ObjectStorage(
        "s3://results",
        config={"endpoint": "http://127.0.0.1:9", "access_key_id": "id", "secret_access_key": "hidden-key"},
        client_options={"allow_http": True, "connect_timeout": "1s"},
    )
    with pytest.raises(DownloadError, match="s3://results") as caught:
        storage.check()
    assert "hidden-key" not in str(caught.value)


def test_a_batch_goes_to_object_storage(
    run: Run, gettask_mock: GettaskMock, bucket: Path, tmp_path: Path
) -> None:
    """Under names of label and task; run again, it asks the storage and does what is missing."""
    image = {"image": "https://example.com/cat.png"}
    rows = [
        {"label": label, "variant": "segment", "input": {"prompt": label, **image}}
        for label in ("cat", "a/b")
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, rows)))
    words = ("run", batch, "--api", "piapi", "-o", "s3://results/pre/{label}/{id}-{kind}-{n}")
    assert run(*words).exit_code == 0
    files = {path: path.relative_to(bucket) for path in bucket.rglob("*.png")}
    tasks = [task.id for task in gettask_mock.mock.tasks.store]
    labels = [path.parent.name for path in files.values()]
    assert len(labels) == len(tasks) == 2
    assert "cat" in labels
    assert {path.name for path in files.values()} == {f"{task}-image-1.png" for task in tasks}
    assert "2 done, 2 of them in an earlier run" in run(*words).stderr
    next(iter(files)).unlink()
    assert "2 done, 1 of them in an earlier run" in run(*words).stderr
    assert {*bucket.rglob("*.png")} == {*files}
    assert len([*gettask_mock.mock.tasks.store]) == 2


def test_a_command_saves_to_object_storage(run: Run, bucket: Path) -> None:
    """`--out` takes a URL, which is written to before anything is paid."""
    made = run("create", "piapi", "segment", *PROMPT, "--wait", "-o", "s3://results/x", "--json")
    assert made.exit_code == 0, made.output
    (file,) = bucket.rglob("*.png")
    assert f"s3://results/{file.relative_to(bucket)}" in made.stdout
    assert [*(bucket / "x").iterdir()] == [file]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("s3://nothing/x", "s3://nothing/x"),
        ("s3://results/{label}", "--name"),
        ("ftp://host/x", "the scheme is none of"),
    ],
)
def test_a_command_says_what_is_wrong_with_the_storage(
    url: str, says: str, run: Run, gettask_mock: GettaskMock, bucket: Path
) -> None:
    """Before anything is created."""
    del bucket
    failed = run("create", "piapi", "segment", *PROMPT, "--wait", "-o", url)
    assert (failed.exit_code, says in failed.stderr) == (2, True)
    assert [*gettask_mock.mock.tasks.store] == []


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("s3://{label}/{id}-{n}", "bucket"),
        ("s3://b/{n}/{id}", "after the last /"),
        ("s3://b/{id}-{n:03}", "no format"),
        ("s3://b/{id}/../{n}", "no .."),
    ],
)
def test_a_template_that_cannot_be_used_is_named(template: str, says: str) -> None:
    """Objects of two results must not have one name, and the bucket is fixed."""
    with pytest.raises(ValueError, match=says):
        FileNames.parse(template)


def test_without_obstore_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing it is the way out."""
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(ImportError, match=r"pip install 'gettask\[storage\]'"):
        ObjectStorage("memory:///")


@pytest.mark.parametrize(
    ("template", "place", "below"),
    [
        ("s3://b/x/{id}-{n}", "s3://b", True),
        ("s3://b/x/{id}-{n}", "s3://b/x/", True),
        ("s3://b/xy/{id}-{n}", "s3://b/x", False),
        ("s3://b/x/../y/{id}-{n}", "s3://b/x", False),
        ("s3://b/x/%2e%2e/y/{id}-{n}", "s3://b/x", False),
        ("s3://other/{id}-{n}", "s3://b", False),
        ("out/{id}-{n}", "out", True),
        ("out/../{id}-{n}", "out", False),
        ("/etc/{id}-{n}", "out", False),
        ("out/{id}-{n}", "s3://b", False),
    ],
)
def test_results_can_be_kept_below_a_place(
    template: str, place: str, below: bool, bucket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder, or a prefix of object storage; no name that only begins alike, and no way around."""
    del bucket
    monkeypatch.chdir(tmp_path)
    assert FileNames.parse(template).is_below(place) is below
