"""Results that stand in the task, slips in links, what is complete, names, and results as bytes."""

from __future__ import annotations

import base64
import gzip
import os
import tempfile
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import Asset, DownloadError, DownloadProgress, MissingResultsError, Phase, Task, parse
from gettask._contract.contract import load
from gettask._download.file_types import contradiction, sniff
from gettask._download.names import check_template, stems
from gettask._download.options import DownloadOptions
from gettask._download.partial_file import LEAST_SPEED, SPEED_WINDOW, PartialFile
from gettask._download.policy import YOUNG, YOUNG_PAUSES, is_young
from gettask._download.results import clean_url, decode_file
from gettask._http.response import Response
from gettask._polling.decide import RESULT_POLLS
from tests.runtime.harness import ID, Caller, Server, body, reply, some_status

Open = Callable[..., Caller]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SOUND = b"ID3" + b"\0" * 1000
LINK = "https://cdn.example/a.mp3?Signature=abc"


def finished(output: Any, **fields: Any) -> Task:
    """Return a flux task that succeeded."""
    pair = {"model": "Qubico/flux1-dev", "task_type": "txt2img"}
    return parse(body("piapi", "completed", output=output, **pair, **fields), "piapi")


def song(link: str = LINK, **fields: Any) -> Task:
    """Return an Ace Step task that succeeded."""
    return parse(body("piapi", "completed", output={"audio_url": link}, **fields), "piapi")


def nowhere(request: httpx.Request) -> httpx.Response:
    """Fail: nothing is to be fetched."""
    raise AssertionError(request.url)


def sound(content: bytes = SOUND, status: int = 200, **headers: str) -> httpx.Response:
    """Return a response that is an mp3."""
    return httpx.Response(status, content=content, headers={"Content-Type": "audio/mpeg", **headers})


def streamed(mode: str, chunks: Iterator[bytes], **headers: str) -> httpx.Response:
    """Return a response with a body in chunks."""

    async def achunks() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    stream: Any = chunks if mode == "sync" else achunks()
    return httpx.Response(200, content=stream, headers={"Content-Type": "audio/mpeg", **headers})


@pytest.mark.parametrize(
    "inline",
    [
        base64.b64encode(PNG).decode(),
        base64.encodebytes(PNG).decode(),
        base64.urlsafe_b64encode(PNG).decode().rstrip("="),
        "data:image/png;base64," + base64.b64encode(PNG).decode(),
    ],
    ids=["base64", "in lines", "url-safe without padding", "data URI"],
)
@pytest.mark.parametrize("key", ["image_url", "image_base64", "brand_new"])
def test_a_file_in_the_task_is_written_as_one(
    inline: str, key: str, open_client: Open, tmp_path: Path
) -> None:
    """Base64 and data URIs are results wherever they stand, without a request."""
    task = finished({"image_url": "", key: inline})
    (asset,) = task.assets
    assert (asset.kind, asset.url, asset.pointer) == ("image", "", f"/output/{key}")
    assert asset.content == PNG
    assert task.missing_results == ()
    (path,) = open_client("piapi", nowhere).download(task, tmp_path)
    assert (path.name, path.read_bytes()) == (f"{ID}-image-1.png", PNG)


def test_a_text_is_a_result_where_there_is_nothing_else(open_client: Open, tmp_path: Path) -> None:
    """Lyrics and descriptions are written as text files; beside a file a text is not a result."""
    task = finished({"text": "la la la\n", "n": 3})
    (asset,) = task.assets
    assert (asset.kind, asset.content, task.missing_results) == ("text", b"la la la\n", ())
    (path,) = open_client("piapi", nowhere).download(task, tmp_path)
    assert (path.name, path.read_text()) == (f"{ID}-text-1.txt", "la la la\n")
    assert [each.kind for each in finished({"text": "x", "u": "https://cdn.example/a.png"}).assets] == [
        "image"
    ]
    running = parse(body("piapi", "processing", output={"text": "thinking"}), "piapi")
    assert running.assets == ()


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("https://cdn.example/a.mp4\n", "https://cdn.example/a.mp4"),
        ("  https://cdn.example/a.mp4?x=1 ", "https://cdn.example/a.mp4?x=1"),
        ("https://cdn.example/a\n.mp4", "https://cdn.example/a.mp4"),
        ("https://cdn.example/my film.mp4", "https://cdn.example/my%20film.mp4"),
        ("//cdn.example/x.mp4", "https://cdn.example/x.mp4"),
        ("\ufeffhttps://cdn.example/a.mp4\u200b", "https://cdn.example/a.mp4"),
        ("<https://cdn.example/a.mp4>", "https://cdn.example/a.mp4"),
        ('"https://cdn.example/a.mp4"', "https://cdn.example/a.mp4"),
    ],
)
def test_slips_in_links_are_mended(value: str, clean: str) -> None:
    """White space, quotes and a missing scheme lose no result, whether the spec knows its place or not."""
    assert clean_url(value, declared=True) == clean
    assert clean_url(value, declared=False) == clean
    assert [asset.url for asset in finished({"image_url": value}).assets] == [clean]
    assert [asset.url for asset in finished({"brand_new": value}).assets] == [clean]


@pytest.mark.parametrize(
    "text",
    [
        "see https://cdn.example/c.png",
        "https://cdn.example/a.png and https://cdn.example/b.png",
        "// a comment",
        "ftp://x/a",
    ],
)
def test_a_text_that_holds_a_link_is_no_link(text: str) -> None:
    """Where the spec declares nothing, only what is a link as a whole is one."""
    assert clean_url(text, declared=False) == ""


@given(st.text(), st.booleans())
def test_no_text_breaks_the_reading_of_results(text: str, declared: bool) -> None:
    """Whatever a vendor writes is a link, a file, or neither."""
    assert clean_url(text, declared=declared).strip() == clean_url(text, declared=declared)
    decode_file(text, declared=declared)
    for key in ("image_url", "x"):
        assert len(finished({key: text}).assets) <= 1


@pytest.mark.parametrize("output", [None, {}, {"audio_url": ""}, {"audio_url": None}, {"audio_url": "n/a"}])
def test_a_success_without_results_is_polled_again_then_told(output: Any, open_client: Open) -> None:
    """A success without what the spec declares is polled some times more, then an error says so."""
    server = Server(body("piapi", "completed", output=output))
    waiting = open_client("piapi", server)
    with pytest.raises(MissingResultsError, match=r"no result at /output/audio_url") as caught:
        waiting.wait(ID)
    assert len(server.requests) == 1 + RESULT_POLLS
    assert caught.value.task is not None
    assert caught.value.task.phase is Phase.SUCCEEDED
    assert caught.value.handle is not None
    assert caught.value.handle.id == ID
    assert ("null" if output is None else "{}" if not output else "audio_url") in str(caught.value)


def test_results_that_come_a_moment_later_are_waited_for(open_client: Open) -> None:
    """A result that a later poll brings is a result, for one task and for many."""
    for name, argument in (("wait", ID), ("as_completed", [ID])):
        server = Server(
            body("piapi", "completed", output=None),
            body("piapi", "completed", output={}),
            body("piapi", "completed", output={"audio_url": LINK}),
        )
        found = getattr(open_client("piapi", server), name)(argument)
        task = found if name == "wait" else found[0]
        assert [asset.url for asset in task.assets] == [LINK]
        assert len(server.requests) == 3


def test_of_many_tasks_one_without_results_is_yielded(open_client: Open) -> None:
    """`as_completed` yields a task whose results are missing as it is, also when the bodies are the same."""
    server = Server(body("piapi", "completed", output=None))
    (task,) = open_client("piapi", server).as_completed([ID])
    assert task.missing_results == ("/output/audio_url",)
    assert len(server.requests) == 1 + RESULT_POLLS


def test_a_deadline_bounds_the_polls_for_results(open_client: Open) -> None:
    """With no time for another poll, missing results are told at once: the task does not go on."""
    server = Server(body("piapi", "completed", output=None))
    with pytest.raises(MissingResultsError):
        open_client("piapi", server).wait(ID, deadline=0)
    assert len(server.requests) == 1


def test_a_variant_that_declares_no_files_misses_none(api: str) -> None:
    """Only where the spec declares results of a variant can they be missing."""
    for variant in load(api).variants.values():
        if not variant.own_assets and variant.match:
            pair = dict(zip(load(api).dispatch, variant.match[0], strict=True))
            task = parse(body(api, some_status(api, Phase.SUCCEEDED), output={}, **pair), api)
            assert task.missing_results == ()


ERRORS = {
    "JSON error": b'{"error": "not found", "code": 404}',
    "XML error": b'<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>',
    "bare XML error": b"<Error><Code>NoSuchKey</Code></Error>",
    "HTML": b"<!DOCTYPE html><html><body>502</body></html>",
    "text": b"upstream request timeout",
}


@pytest.mark.parametrize("content", ERRORS.values(), ids=ERRORS.keys())
@pytest.mark.parametrize("kind", ["audio", "image", "video", "model"])
def test_an_error_in_the_place_of_a_result_is_not_saved(
    kind: str, content: bytes, open_client: Open, tmp_path: Path
) -> None:
    """An error with HTTP 200 and a fitting or vague Content-Type is known by its first bytes."""
    key = {"audio": "a.mp3", "image": "a.png", "video": "a.mp4", "model": "a.glb"}[kind]
    task = finished({"image_url": None, "brand_new": f"https://cdn.example/{key}"})
    server = Server(httpx.Response(200, content=content))
    with pytest.raises(DownloadError, match="first bytes"):
        open_client("piapi", server).download(task, tmp_path)
    assert [*tmp_path.iterdir()] == []
    assert len(server.requests) == 3  # such an error may pass


@pytest.mark.parametrize(
    ("kind", "head", "fine"),
    [
        ("image", PNG, True),
        ("image", b"\xff\xd8\xff\xe0JFIF", True),
        ("image", b"RIFF\0\0\0\0WEBPVP8 ", True),
        ("image", b"<?xml version='1.0'?><svg xmlns=''>", True),
        ("image", b"\0\0\0\x20ftypisom", False),
        ("image", b"ID3\4", False),
        ("audio", b"\xff\xfb\x90\0", True),
        ("audio", b"RIFF\0\0\0\0WAVEfmt ", True),
        ("audio", b"OggS\0", True),
        ("audio", b"\0\0\0\x20ftypisom", True),
        ("audio", PNG, False),
        ("audio", b"\0\1unheard of", True),
        ("video", b"\0\0\0\x20ftypmp42", True),
        ("video", b"\x1a\x45\xdf\xa3", True),
        ("video", b"#EXTM3U\n", True),
        ("video", PNG, False),
        ("model", b"glTF\2\0\0\0", True),
        ("model", b"PK\3\4", True),
        ("model", b'{"asset": {"version": "2.0"}}', True),
        ("model", b'{"message": "assets"}', False),
        ("model", b"# Blender\nv 1 2 3\n", True),
        ("model", b"solid cube\n", True),
        ("model", b"ply\nformat ascii 1.0\n", True),
        ("model", b"<?xml version='1.0'?><COLLADA>", True),
        ("model", b"\xff\xd8\xff\xe0JFIF", False),
        ("text", b"la la la", True),
        ("text", b'{"a": 1}', True),
        ("file", PNG, True),
        ("file", b"<html>", False),
        ("file", b"anything", True),
    ],
)
def test_first_bytes_are_held_against_the_kind(kind: str, head: bytes, fine: bool) -> None:
    """What is certainly something else is refused; what nobody knows passes."""
    assert (contradiction(kind, (), head) == "") is fine


@given(st.binary(max_size=600), st.sampled_from(["audio", "image", "video", "model", "text", "file"]))
def test_no_bytes_break_the_reading_of_their_type(head: bytes, kind: str) -> None:
    """Any bytes are something or nothing."""
    assert isinstance(sniff(head), str)
    assert isinstance(contradiction(kind, (), head), str)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "deflate without header"])
def test_the_end_of_a_coding_is_checked(coding: str, open_client: Open, tmp_path: Path) -> None:
    """A packed stream that is cut inside whole framing is fetched again, not saved as what unpacked."""
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(SOUND * 50),
        "deflate": zlib.compress(SOUND * 50),
        "deflate without header": raw.compress(SOUND * 50) + raw.flush(),
    }[coding]
    headers = {"Content-Encoding": coding.split(maxsplit=1)[0]}
    answers = [packed[:-6], packed]
    loading: Caller = open_client(
        "piapi", lambda _: streamed(loading.mode, iter([answers.pop(0)]), **headers)
    )
    (path,) = loading.download(song(), tmp_path)
    assert path.read_bytes() == SOUND * 50
    assert answers == []


def test_members_of_a_gzip_file_follow_one_another(open_client: Open, tmp_path: Path) -> None:
    """A gzip stream of two members is unpacked whole."""
    packed = gzip.compress(SOUND) + gzip.compress(b"more")
    chunks = [packed[:20], packed[20:-3], packed[-3:]]
    loading: Caller = open_client(
        "piapi", lambda _: streamed(loading.mode, iter(chunks), **{"Content-Encoding": "gzip"})
    )
    assert loading.download(song(), tmp_path)[0].read_bytes() == SOUND + b"more"


def test_what_is_not_packed_as_it_says_is_not_saved(open_client: Open, tmp_path: Path) -> None:
    """A stream that is not gzip leaves no file."""
    loading: Caller = open_client(
        "piapi", lambda _: streamed(loading.mode, iter([SOUND]), **{"Content-Encoding": "gzip"})
    )
    with pytest.raises(DownloadError, match="cannot be decoded"):
        loading.download(song(), tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_time_of_change_within_its_second_is_no_validator(tmp_path: Path) -> None:
    """Last-Modified equal to Date tells nothing of changes within that second (RFC 9110)."""
    when, later = "Sun, 22 Nov 2026 07:00:00 GMT", "Sun, 22 Nov 2026 07:00:05 GMT"
    for date, resumes in ((when, False), (later, True)):
        file = PartialFile(Asset(LINK, "audio", (), "/output"), tmp_path)
        assert file.accepts(Response(200, {"last-modified": when, "date": date}))
        file.write(SOUND)
        assert bool(file.headers()) is resumes
        file.discard()


@pytest.mark.parametrize("status", [403, 404])
def test_a_young_result_is_asked_for_again_with_pauses(
    status: int, open_client: Open, tmp_path: Path
) -> None:
    """A result that its host does not have right after the end of the task comes some seconds later."""
    task = song()
    answers = [httpx.Response(status), reply(task.raw), *[httpx.Response(status)] * 2, sound()]
    server = Server(*answers)
    loading = open_client("piapi", server)
    assert loading.download(task, tmp_path)[0].read_bytes() == SOUND
    assert loading.clock.sleeps == [*YOUNG_PAUSES[:2]]
    assert len(server.requests) == 5


def test_an_old_result_is_not_waited_for(open_client: Open, tmp_path: Path) -> None:
    """Long after the end of its task a result that is gone does not come back; nor without any retries."""
    old = {"ended_at": "2025-06-11T11:44:31+08:00"}
    for task, options in ((song(meta=old), {}), (song(), {"retries": 0})):
        server = Server(httpx.Response(404), reply(task.raw), httpx.Response(404))
        loading = open_client("piapi", server, **options)
        with pytest.raises(DownloadError, match="HTTP 404"):
            loading.download(task, tmp_path)
        assert loading.clock.sleeps == []
    assert is_young(None, 0)
    assert is_young(task.created_at, task.created_at.timestamp() + YOUNG - 1 if task.created_at else 0)
    assert not is_young(task.created_at, task.created_at.timestamp() + YOUNG + 1 if task.created_at else 0)


def test_a_trickle_is_no_transfer(open_client: Open, tmp_path: Path) -> None:
    """A server that sends a byte now and then is left, however often it is asked."""

    def trickle() -> Iterator[bytes]:
        yield SOUND
        while True:
            loading.clock.now += 1
            yield b"x"

    loading: Caller = open_client("piapi", lambda _: streamed(loading.mode, trickle()))
    start = loading.clock.now
    with pytest.raises(DownloadError, match=f"less than {LEAST_SPEED} bytes a second"):
        loading.download(song(), tmp_path)
    assert loading.clock.now - start < 3 * (SPEED_WINDOW + 10)
    assert [*tmp_path.iterdir()] == []


def test_a_deadline_covers_a_download(open_client: Open, tmp_path: Path) -> None:
    """`deadline` ends a transfer that is fast enough but long, and the pauses between attempts."""

    def long() -> Iterator[bytes]:
        yield SOUND
        for _ in range(1000):
            loading.clock.now += 1
            yield b"x" * 10_000

    loading: Caller = open_client("piapi", lambda _: streamed(loading.mode, long()))
    start = loading.clock.now
    with pytest.raises(DownloadError, match="deadline"):
        loading.download(song(), tmp_path, deadline=20)
    assert loading.clock.now - start < 25
    loading = open_client("piapi", Server(httpx.Response(503, headers={"Retry-After": "9"})))
    start = loading.clock.now
    with pytest.raises(DownloadError, match="503"):
        loading.download(song(), tmp_path, deadline=5)
    assert loading.clock.now == start


def test_results_do_not_go_from_https_to_http(open_client: Open, tmp_path: Path) -> None:
    """A redirect to http, where anybody could change the result, is refused."""
    server = Server(httpx.Response(302, headers={"Location": "http://cdn.example/a.mp3"}), sound())
    with pytest.raises(DownloadError, match="from https to http"):
        open_client("piapi", server).download(song(), tmp_path)
    assert len(server.requests) == 1


def test_a_rerun_fetches_what_is_missing(open_client: Open, tmp_path: Path) -> None:
    """A file under its name is complete, and not fetched again; an empty or refused one is."""
    first, second = LINK, "https://cdn.example/b.mp3"
    task = parse(body("piapi", "completed", output={"audio_url": first, "more": second}), "piapi")
    server = Server(sound())
    loading = open_client("piapi", server)
    paths = loading.download(task, tmp_path)
    assert [path.name for path in paths] == [f"{ID}-audio-1.mp3", f"{ID}-audio-2.mp3"]
    assert loading.download(task, tmp_path) == paths
    assert len(server.requests) == 2
    paths[1].unlink()
    assert loading.download(task, tmp_path) == paths
    assert len(server.requests) == 3
    refused = loading.download(song(), tmp_path, verify=lambda _, path: path != paths[0])
    assert refused == [tmp_path / f"{ID}-audio-1-2.mp3"]


def test_five_tasks_into_one_folder_keep_apart(open_client: Open, tmp_path: Path) -> None:
    """The name of a file tells its task."""
    loading: Caller = open_client("piapi", lambda _: sound())
    ids = [f"{number}{ID[1:]}" for number in range(5)]
    for id in ids:
        loading.download(song(task_id=id), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{id}-audio-1.mp3" for id in ids]


def test_a_template_names_files(open_client: Open, tmp_path: Path) -> None:
    """Names are made of id, variant, kind and number."""
    loading: Caller = open_client("piapi", lambda _: sound())
    (path,) = loading.download(song(), tmp_path, name="{variant}-{id}-{kind}-{n}")
    assert path.name == f"ace-step-{ID}-audio-1.mp3"
    (path,) = loading.download(song(), tmp_path, name="song")
    assert path.name == "song.mp3"


@pytest.mark.parametrize(
    "template", ["{nope}", "{id!r}", "{n:03}", "{", "", "a/b", "..", "{id}/{n}", "a\\b", "{}", "{id.x}"]
)
def test_a_template_that_cannot_be_used_is_told(template: str, open_client: Open, tmp_path: Path) -> None:
    """A wrong template is a ValueError before anything is fetched."""
    with pytest.raises(ValueError, match="name="):
        open_client("piapi", nowhere).download(song(), tmp_path, name=template)


def test_names_are_told_apart() -> None:
    """Two results never get one name, and ids that look alike once escaped stay apart."""
    assets = [Asset(LINK, "audio", (), "/a"), Asset(LINK, "audio", (), "/b")]
    check_template("{id}")
    assert stems("{id}", "x", None, assets) == ["x", "x-2"]
    (one,), (other,) = (stems("{id}", id, None, assets[:1]) for id in ("a/b", "a:b"))
    assert one != other


def test_a_result_is_read_into_memory(open_client: Open) -> None:
    """`read` gives the bytes of a result behind a link and in the task, checked as a file is."""
    loading: Caller = open_client("piapi", lambda _: sound())
    assert loading.read(song().assets[0]) == SOUND
    (inline,) = finished({"x": base64.b64encode(PNG).decode()}).assets
    assert open_client("piapi", nowhere).read(inline) == PNG
    with pytest.raises(DownloadError, match="max_bytes"):
        loading.read(song().assets[0], max_bytes=10)
    wrong = open_client("piapi", lambda _: httpx.Response(200, content=b"<html>"))
    with pytest.raises(DownloadError, match="HTML"):
        wrong.read(song().assets[0])


@pytest.mark.parametrize("mode", [0o700, 0o777])
def test_open_leaves_no_file_and_deletes_those_of_killed_processes(
    mode: int, open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All processes of a user share one folder for what is unfinished, unless others can write to it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / f"gettask-{os.getuid()}"
    folder.mkdir()
    folder.chmod(mode)
    left = folder / ".gettask-0.part"
    left.write_text("half a resu")
    with open_client("piapi", lambda _: sound()).open(song().assets[0]) as file:
        assert file.read()
    assert [*tmp_path.rglob("*")] == ([folder] if mode == 0o700 else [folder, left])


def test_what_is_gone_is_not_made_again(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who deletes what killed processes have left makes no file: one that is just deleted stays away."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder, gone = tmp_path / f"gettask-{os.getuid()}", tmp_path / "gone"
    folder.mkdir(0o700)
    (folder / ".gettask-0.part").symlink_to(gone)  # listed, and not there
    with open_client("piapi", lambda _: sound()).open(song().assets[0]) as file:
        assert file.read()
    assert not gone.exists()


def test_a_result_is_opened_as_a_file(open_client: Open) -> None:
    """`open` gives a file object at its beginning, which can be read in parts."""
    with open_client("piapi", lambda _: sound()).open(song().assets[0]) as file:
        assert file.read(3) == b"ID3"
        assert len(file.read()) == 1000
        file.seek(0)
        assert file.read() == SOUND


def test_a_link_is_renewed_for_one_result_too(open_client: Open) -> None:
    """A result knows the handle of its task: an expired link is asked for again."""
    fresh = LINK.replace("abc", "fresh")
    server = Server(httpx.Response(403), reply(song(fresh).raw), sound())
    assert open_client("piapi", server).read(song().assets[0]) == SOUND
    assert str(server.requests[-1].url) == fresh


def test_progress_is_told(open_client: Open, tmp_path: Path) -> None:
    """`on_progress` hears of the bytes that have come, and of all where the server says how many."""
    heard: list[DownloadProgress] = []
    chunks = [SOUND[:400], SOUND[400:]]
    loading: Caller = open_client(
        "piapi", lambda _: streamed(loading.mode, iter(chunks), **{"Content-Length": str(len(SOUND))})
    )
    loading.download(song(), tmp_path, on_progress=heard.append)
    assert [(each.received, each.total) for each in heard] == [(400, 1003), (1003, 1003)]
    assert {each.asset.pointer for each in heard} == {"/output/audio_url"}


def test_a_file_that_is_filled_is_bounded(tmp_path: Path) -> None:
    """max_bytes holds for results in the task as well."""
    (asset,) = finished({"x": base64.b64encode(PNG).decode()}).assets
    file = PartialFile(asset, tmp_path, DownloadOptions(max_bytes=10))
    with pytest.raises(DownloadError, match="The image in the task has more than"):
        file.fill(PNG)
    file.discard()
