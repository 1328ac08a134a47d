"""Downloads: whole files under safe names, from public hosts, without the key."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import anyio.to_thread
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import Asset, AsyncPiAPI, DownloadError, MissingResultsError, Phase, PiAPI, ServerError, parse
from gettask._async.download import MAX_CONCURRENT_DOWNLOADS
from gettask._contract.contract import load
from gettask._download.destination import LocalFolder
from gettask._download.media_types import fits, kind_of, suffix_for
from gettask._download.names import DEFAULT_NAME, stems
from gettask._download.partial_file import PartialFile
from gettask._download.policy import MAX_REDIRECTS, host_of, is_private
from gettask._http.httpx_transport import AsyncHttpxTransport, HttpxTransport, open_async_transports
from gettask._http.proxies import is_proxied
from gettask._http.request import Request
from gettask._http.response import Response
from tests.runtime.harness import ID, KEY, Caller, FakeClock, body, reply, some_status

Open = Callable[..., Caller]

SOUND = b"ID3" + b"\0" * 1000
LINK = "https://cdn.example/temp/a.mp3?Signature=abc"


def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the proxies out of the environment."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def infos(addresses: list[str]) -> list[Any]:
    """Return what `socket.getaddrinfo` does."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]


def resolve_to(monkeypatch: pytest.MonkeyPatch, addresses: dict[str, list[str]]) -> None:
    """Have names lead to addresses."""
    monkeypatch.setattr("socket.getaddrinfo", lambda host, *_, **__: infos(addresses[host]))


class Site:
    """The API and the hosts of its results: URLs lead to responses, everything else is the API's task."""

    def __init__(self, pages: dict[str, Any], task: Any = None) -> None:
        self.pages = pages
        self.task = task
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert len(self.requests) < 1000, "a loop without an end"
        page = self.pages.get(str(request.url), self.task)
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if callable(page):
            made: httpx.Response = page(request)
            return made
        if isinstance(page, Exception):
            raise page
        if isinstance(page, dict):
            return reply(page)
        assert page is not None, request.url
        return httpx.Response(page.status_code, headers=page.headers, content=page.content)

    @property
    def fetched(self) -> list[str]:
        """The URLs that were fetched, without those of the API."""
        return [str(request.url) for request in self.requests if request.url.path.find(ID) < 0]


def audio(content: bytes = SOUND, **headers: str) -> httpx.Response:
    """Return a response that is an mp3."""
    return httpx.Response(200, content=content, headers={"Content-Type": "audio/mpeg", **headers})


def done(*links: str, **fields: Any) -> dict[str, Any]:
    """Return a finished Ace Step task with links to its results."""
    output = dict(zip(["audio_url", "more_url", "third_url"], links, strict=False))
    return body("piapi", some_status("piapi", Phase.SUCCEEDED), output=output, **fields)


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_results_are_saved_under_names_of_our_own(open_client: Open, tmp_path: Path) -> None:
    """Each result is a file named by kind, number and type, in a folder that is made."""
    links = [LINK, "https://cdn.example/x/..%2f..%2fetc/passwd", "https://cdn.example/model"]
    types = ["audio/mpeg", "text/plain; charset=utf-8", "model/gltf-binary"]
    pages = {
        link: httpx.Response(
            200, content=b"ID3" if kind == "audio/mpeg" else b"glTF", headers={"Content-Type": kind}
        )
        for link, kind in zip(links, types, strict=True)
    }
    target = tmp_path / "new" / "folder"
    files = open_client("piapi", Site(pages)).download(parse(done(*links), "piapi"), target)
    assert files == [target / f"{ID}-audio-1.mp3", target / f"{ID}-file-2.txt", target / f"{ID}-file-3.glb"]
    assert [path.read_bytes() for path in files] == [b"ID3", b"glTF", b"glTF"]
    assert names(target) == [f"{ID}-audio-1.mp3", f"{ID}-file-2.txt", f"{ID}-file-3.glb"]


def test_an_id_is_looked_at_before_it_is_downloaded(open_client: Open, tmp_path: Path) -> None:
    """`download` takes an id or handle as well as a task."""
    site = Site({LINK: audio()}, task=done(LINK))
    assert open_client("piapi", site).download(ID, str(tmp_path))[0].read_bytes() == SOUND


def test_the_key_goes_to_no_other_host(api: str, open_client: Open, tmp_path: Path) -> None:
    """A request for a result has neither the key, nor anything that the caller's client adds for the API."""
    key = load(api).variants[parse(body(api, "x"), api).variant or ""].assets[0].at.rpartition("/")[2]
    task = parse(body(api, some_status(api, Phase.SUCCEEDED), output={key: LINK}), api)
    site = Site({LINK: httpx.Response(200, content=SOUND if api == "piapi" else b"glTF")})
    downloading = open_client(api, site)
    http = downloading.http
    http.headers["X-Private"] = "hush"
    http.auth = ("user", "hush")
    http.cookies.set("session", "hush")
    downloading.download(task, tmp_path)
    (request,) = site.requests
    assert KEY not in str(request.headers.raw)
    assert "hush" not in str(request.headers.raw)
    assert load(api).auth.header not in request.headers


def test_nothing_is_overwritten(open_client: Open, tmp_path: Path) -> None:
    """Where names do not tell the tasks apart a second download into the same folder gets another name."""
    (tmp_path / "audio-1.mp3").write_text("mine")
    downloading = open_client("piapi", Site({LINK: audio()}))
    for expected in ("audio-1-2.mp3", "audio-1-3.mp3"):
        files = downloading.download(parse(done(LINK), "piapi"), tmp_path, name="{kind}-{n}")
        assert files == [tmp_path / expected]
    assert (tmp_path / "audio-1.mp3").read_text() == "mine"


def test_files_are_moved_into_place_where_links_are_not_possible(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without hard links the names are as safe."""

    def no_links(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr("gettask._download.destination.os.link", no_links)
    downloading = open_client("piapi", Site({LINK: audio()}))
    for _ in range(2):
        downloading.download(parse(done(LINK), "piapi"), tmp_path, name="{kind}-{n}")
    assert names(tmp_path) == ["audio-1-2.mp3", "audio-1.mp3"]


BROKEN = {
    "cut": audio(SOUND[:500], **{"Content-Length": str(len(SOUND))}),
    "an error page": httpx.Response(200, html="<html>"),
    "another kind of file": httpx.Response(200, content=b"x", headers={"Content-Type": "image/png"}),
    "empty": audio(b""),
    "too long, and says so": audio(b"x" * 5000),
    "a reset connection": httpx.ReadError("reset"),
    "a refused connection": httpx.ConnectError("refused"),
    "gone for good": httpx.Response(404),
    "a server's error": httpx.Response(500),
    "not quite the whole": httpx.Response(206, content=SOUND),
    "an endless redirect": httpx.Response(302, headers={"Location": LINK}),
    "a redirect to this machine": httpx.Response(302, headers={"Location": "http://127.0.0.1/"}),
    "a redirect to half a host": httpx.Response(302, headers={"Location": "http://[::1"}),
    "a redirect to a file": httpx.Response(302, headers={"Location": "file:///etc/passwd"}),
}


@pytest.mark.parametrize("page", BROKEN.values(), ids=BROKEN.keys())
def test_a_result_that_is_not_whole_leaves_no_file(page: Any, open_client: Open, tmp_path: Path) -> None:
    """Whatever goes wrong is a DownloadError, and nothing partial stays."""
    site = Site({LINK: page}, task=done(LINK))
    with pytest.raises(DownloadError) as caught:
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path, max_bytes=4000)
    assert names(tmp_path) == []
    assert caught.value.files == ()
    assert "Signature" not in str(caught.value)
    assert len(site.fetched) < 30


def test_a_body_without_a_length_is_bounded_too(open_client: Open, tmp_path: Path) -> None:
    """A stream that does not say how long it is ends at max_bytes."""
    taken: list[int] = []

    def long() -> Iterator[bytes]:
        for _ in range(1000):  # without end it would fill the disk, should the bound be gone
            taken.append(1000)
            yield b"x" * 1000

    def serve(_: httpx.Request) -> httpx.Response:
        chunks: Any = long() if mode == "sync" else along()
        return httpx.Response(200, content=chunks, headers={"Content-Type": "audio/mpeg"})

    async def along() -> Any:
        for chunk in long():
            yield chunk

    downloading = open_client("piapi", serve)
    mode = downloading.mode
    with pytest.raises(DownloadError, match="max_bytes"):
        downloading.download(parse(done(LINK), "piapi"), tmp_path, max_bytes=50_000)
    assert sum(taken) < 200_000
    assert names(tmp_path) == []


def test_a_packed_reply_is_measured_unpacked(open_client: Open, tmp_path: Path) -> None:
    """Content-Length is not held against the unpacked file, max_bytes is."""
    task = parse(done(LINK), "piapi")
    packed = gzip.compress(SOUND)
    headers = {"Content-Type": "audio/mpeg", "Content-Encoding": "gzip", "Content-Length": str(len(packed))}
    downloading = open_client("piapi", lambda _: httpx.Response(200, content=packed, headers=headers))
    assert downloading.download(task, tmp_path)[0].read_bytes() == SOUND
    with pytest.raises(DownloadError, match="max_bytes"):
        downloading.download(task, tmp_path / "other", max_bytes=500)


@pytest.mark.parametrize("coding", ["br", "zstd", "x-gzip", "gzip, gzip"])
def test_a_packing_that_nobody_unpacks_is_refused(coding: str, open_client: Open, tmp_path: Path) -> None:
    """A server that packs results unasked, in a way that needs other packages, leaves no packed file."""
    site = Site({LINK: httpx.Response(200, content=b"", headers={"Content-Encoding": coding})})
    with pytest.raises(DownloadError, match=f"encoded as {coding}"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert names(tmp_path) == []


def test_a_name_server_that_hangs_holds_up_no_cancelled_download(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is being looked up when an async download is cancelled is left behind."""
    asked, left, answered = threading.Event(), threading.Event(), threading.Event()

    def hang(*_: object, **__: object) -> list[Any]:
        asked.set()
        left.wait(5)
        answered.set()
        return []

    async def run() -> None:
        _, fetcher = open_async_transports(None, 5, "")
        async with anyio.create_task_group() as group:
            group.start_soon(fetcher.resolve, "cdn.example", LINK)
            await anyio.to_thread.run_sync(asked.wait, 30)
            group.cancel_scope.cancel()
        assert not answered.is_set()
        left.set()
        await fetcher.aclose()

    no_proxy(monkeypatch)
    monkeypatch.setattr("socket.getaddrinfo", hang)
    anyio.run(run)


def test_a_stumbling_server_is_asked_again(open_client: Open, tmp_path: Path) -> None:
    """A cut body and a server's error are tried again, and the file is whole in the end."""
    cut = audio(SOUND[:500], **{"Content-Length": str(len(SOUND))})
    site = Site({LINK: [cut, httpx.Response(503), audio()]})
    downloading = open_client("piapi", site)
    assert downloading.download(parse(done(LINK), "piapi"), tmp_path)[0].read_bytes() == SOUND
    assert len(downloading.clock.sleeps) == 2


def test_a_server_that_asks_for_a_pause_is_given_it(open_client: Open, tmp_path: Path) -> None:
    """Retry-After is kept between two tries of a result; one of an hour ends them."""
    busy, closed = (httpx.Response(429, headers={"Retry-After": text}) for text in ("7", "3600"))
    downloading = open_client("piapi", Site({LINK: [busy, audio()]}))
    assert downloading.download(parse(done(LINK), "piapi"), tmp_path)[0].read_bytes() == SOUND
    assert downloading.clock.sleeps == [7]
    site = Site({LINK: closed})
    with pytest.raises(DownloadError):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path / "other")
    assert len(site.requests) == 1


def test_one_dead_link_does_not_keep_the_others(open_client: Open, tmp_path: Path) -> None:
    """What can be saved is saved, and the error says what was."""
    dead, alive = "https://cdn.example/dead.mp3", "https://cdn.example/alive.mp3"
    site = Site({dead: httpx.Response(404), alive: audio()}, task=done(dead, alive))
    with pytest.raises(DownloadError, match="1 of 2 results") as caught:
        open_client("piapi", site).download(parse(done(dead, alive), "piapi"), tmp_path)
    assert caught.value.files == (tmp_path / f"{ID}-audio-2.mp3",)
    assert names(tmp_path) == [f"{ID}-audio-2.mp3"]


TAG = {"ETag": '"v1"'}
DATE = {"Last-Modified": "Sun, 22 Nov 2026 07:00:00 GMT"}


def part(first: int, content: bytes = SOUND, /, **headers: str) -> httpx.Response:
    """Return the rest of a content from some byte on."""
    span = f"bytes {first}-{len(content) - 1}/{len(content)}"
    return httpx.Response(206, content=content[first:], headers={"Content-Range": span, **headers})


def packed_part() -> httpx.Response:
    """Return the second half, packed: some bytes of a packed file, for all that can be known."""
    headers = {"Content-Range": part(HALF).headers["Content-Range"], "Content-Encoding": "gzip", **TAG}
    return httpx.Response(206, content=gzip.compress(SOUND[HALF:]), headers=headers)


def cut(**headers: str) -> httpx.Response:
    """Return a response that ends in its middle."""
    return audio(SOUND[:HALF], **{"Content-Length": str(len(SOUND))}, **headers)


HALF = len(SOUND) // 2


@pytest.mark.parametrize("same", [TAG, DATE], ids=["etag", "last-modified"])
def test_a_transfer_that_breaks_goes_on_where_it_broke(
    same: dict[str, str], open_client: Open, tmp_path: Path
) -> None:
    """What has come is not fetched again, if the server can tell that the result is still the same."""
    site = Site({LINK: [cut(**same), part(HALF, SOUND, **same)]})
    (file,) = open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert file.read_bytes() == SOUND
    first, second = site.requests
    assert "range" not in first.headers
    assert second.headers["range"] == f"bytes={HALF}-"
    assert second.headers["if-range"] == next(iter(same.values()))
    assert names(tmp_path) == [f"{ID}-audio-1.mp3"]


def breaking(mode: str, content: bytes, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    """Return a page whose connection is reset after some content."""

    def chunks() -> Iterator[bytes]:
        yield content
        raise httpx.ReadError("reset")

    async def achunks() -> AsyncIterator[bytes]:
        for chunk in chunks():
            yield chunk

    def page(_: httpx.Request) -> httpx.Response:
        stream: Any = chunks() if mode == "sync" else achunks()
        return httpx.Response(200, content=stream, headers={"Content-Type": "audio/mpeg", **headers})

    return page


def test_a_connection_that_is_reset_leaves_what_has_come(open_client: Open, tmp_path: Path) -> None:
    """A reset in the middle is resumed as a cut is, also from a renewed link."""
    sound = SOUND * 300
    come = 4 << 16  # what has left the buffers
    fresh = LINK.replace("abc", "fresh")
    site = Site({fresh: part(come, sound, **TAG)}, task=done(fresh))
    downloading = open_client("piapi", site)
    site.pages[LINK] = [breaking(downloading.mode, sound[:come], **TAG), httpx.Response(403)]
    (file,) = downloading.download(parse(done(LINK), "piapi"), tmp_path)
    assert file.read_bytes() == sound


OTHER = b"ID3" + b"\1" * 1500


@pytest.mark.parametrize(
    ("second", "third"),
    [
        pytest.param(audio(OTHER), None, id="another result now"),
        pytest.param(httpx.Response(416), audio(OTHER), id="no such part"),
        pytest.param(part(HALF, ETag='"v2"'), audio(OTHER), id="of another state of the result"),
        pytest.param(part(HALF), audio(OTHER), id="of a state that is not named"),
        pytest.param(part(HALF - 1, **TAG), audio(OTHER), id="another part than was asked for"),
        pytest.param(lambda _: packed_part(), audio(OTHER), id="a part that is packed"),
        pytest.param(part(HALF, SOUND + b"x", **TAG), audio(OTHER), id="of another length"),
        pytest.param(
            httpx.Response(206, content=SOUND[HALF:], headers=TAG),
            audio(OTHER),
            id="a part that says not which",
        ),
    ],
)
def test_parts_of_two_results_are_never_put_together(
    second: Any, third: httpx.Response | None, open_client: Open, tmp_path: Path
) -> None:
    """Whatever does not fit to what has come begins the file anew."""
    site = Site({LINK: [cut(**TAG), second, *([third] if third else [])]})
    (file,) = open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert file.read_bytes() == OTHER
    assert third is None or "range" not in site.requests[-1].headers


def test_a_part_that_nobody_asked_for_is_refused(open_client: Open, tmp_path: Path) -> None:
    """A 206 for a whole result has not been checked, whatever part it says that it is."""
    headers = {"Content-Type": "text/html", "Content-Range": f"bytes 0-{len(SOUND) - 1}/{len(SOUND)}"}
    site = Site({LINK: httpx.Response(206, content=SOUND, headers=headers)})
    with pytest.raises(DownloadError, match="answered HTTP 206"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"'}], ids=["nothing", "a weak tag"])
def test_without_a_way_to_tell_it_begins_anew(
    headers: dict[str, str], open_client: Open, tmp_path: Path
) -> None:
    """A server that cannot say that a result is the same is asked for the whole of it."""
    site = Site({LINK: [cut(**headers), audio()]})
    (file,) = open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert file.read_bytes() == SOUND
    assert all("range" not in request.headers for request in site.requests)


def test_a_packed_transfer_that_breaks_begins_anew(open_client: Open, tmp_path: Path) -> None:
    """What came of a packed reply was unpacked: its length is not a place where the server could go on."""
    packed = gzip.compress(SOUND * 300, 0)[: 4 << 16]
    site = Site({})
    downloading = open_client("piapi", site)
    broken = breaking(downloading.mode, packed, **TAG, **{"Content-Encoding": "gzip"})
    site.pages[LINK] = [broken, audio()]
    (file,) = downloading.download(parse(done(LINK), "piapi"), tmp_path)
    assert file.read_bytes() == SOUND
    assert len(site.requests) == 2
    assert all("range" not in request.headers for request in site.requests)


def test_a_resumed_result_is_bounded_too(open_client: Open, tmp_path: Path) -> None:
    """max_bytes counts all parts."""
    site = Site({LINK: [cut(**TAG), part(HALF, SOUND, **TAG)]})
    with pytest.raises(DownloadError, match="max_bytes"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path, max_bytes=len(SOUND) - 1)
    assert names(tmp_path) == []


MANY = [f"https://cdn.example/{number}.mp3" for number in range(3 * MAX_CONCURRENT_DOWNLOADS)]


def test_a_sync_client_fetches_side_by_side_within_bounds(tmp_path: Path) -> None:
    """Some results are fetched at once, never more than the bound, and come in their order."""
    together = threading.Barrier(MAX_CONCURRENT_DOWNLOADS, timeout=30)
    under_way: list[str] = []
    most: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        under_way.append(str(request.url))
        most.append(len(under_way))
        together.wait()
        under_way.remove(str(request.url))
        return audio()

    task = parse(body("piapi", "completed", output={"songs": MANY}), "piapi")
    files = Caller("sync", "piapi", answer).download(task, tmp_path)
    assert [path.name for path in files] == [f"{ID}-audio-{number}.mp3" for number in range(1, len(MANY) + 1)]
    assert max(most) <= MAX_CONCURRENT_DOWNLOADS


def test_results_are_fetched_side_by_side_within_bounds(tmp_path: Path) -> None:
    """The async client fetches some results at once, never more than its bound, and keeps their order."""
    output = {"songs": MANY}
    under_way, most = 0, 0
    full = anyio.Event()

    async def answer(_: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if under_way == MAX_CONCURRENT_DOWNLOADS:
            full.set()
        with anyio.fail_after(10):
            await full.wait()
        under_way -= 1
        return audio()

    async def run() -> list[Path]:
        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        async with AsyncPiAPI(KEY, http_client=http) as piapi:
            task = parse(body("piapi", "completed", output=output), "piapi")
            return await piapi.download(task, tmp_path)

    files = anyio.run(run)
    assert [path.name for path in files] == [f"{ID}-audio-{number}.mp3" for number in range(1, len(MANY) + 1)]
    assert 1 < most == MAX_CONCURRENT_DOWNLOADS


@pytest.mark.parametrize("refusal", [False, ValueError("the sum is wrong")])
def test_a_result_that_the_caller_refuses_is_not_saved(
    refusal: object, open_client: Open, tmp_path: Path
) -> None:
    """`verify` sees the whole file before it has a name; what it refuses leaves nothing."""
    seen: list[tuple[str, bytes]] = []

    def verify(asset: Asset, path: Path) -> object:
        seen.append((asset.pointer, path.read_bytes()))
        if isinstance(refusal, Exception):
            raise refusal
        return refusal

    downloading = open_client("piapi", Site({LINK: audio()}))
    with pytest.raises(DownloadError, match="rejected"):
        downloading.download(parse(done(LINK), "piapi"), tmp_path, verify=verify)
    assert seen == [("/output/audio_url", SOUND)]
    assert names(tmp_path) == []


def test_a_hash_can_be_compared(open_client: Open, tmp_path: Path) -> None:
    """What `verify` does not refuse is saved."""
    expected = hashlib.sha256(SOUND).hexdigest()

    def verify(_: Asset, path: Path) -> bool:
        return hashlib.sha256(path.read_bytes()).hexdigest() == expected

    downloading = open_client("piapi", Site({LINK: audio()}))
    assert downloading.download(parse(done(LINK), "piapi"), tmp_path, verify=verify) == [
        tmp_path / f"{ID}-audio-1.mp3"
    ]


def test_a_full_disk_says_so(open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the error names the folder and the reason, and no part is left."""

    class Full(io.BytesIO):
        def write(self, _: Any) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    opened = Path.open

    def full(self: Path, mode: str = "r", **options: Any) -> Any:
        file = opened(self, mode, **options)
        if mode != "wb":  # it can be made, and locked
            return file
        file.close()
        return Full()

    monkeypatch.setattr(Path, "open", full)
    site = Site({LINK: audio()})
    with pytest.raises(DownloadError, match="No space left on device") as caught:
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert len(site.requests) == 1
    assert names(tmp_path) == []


def test_a_folder_that_may_not_be_written_says_so(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without permission, or a file in its place, is told before anything is fetched, or at once."""
    (tmp_path / "file").write_text("")
    site = Site({LINK: audio()})
    with pytest.raises(DownloadError, match="Cannot save to"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path / "file")
    assert site.requests == []

    def denied(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(DownloadError, match="Permission denied"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert len(site.requests) == 1


ENDED_LONG_AGO = {"ended_at": "2025-06-11T11:44:31.673594+08:00"}


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_expired_link_is_renewed_by_one_look(status: int, open_client: Open, tmp_path: Path) -> None:
    """A link that has expired is asked for once more, and the fresh one is fetched."""
    fresh = LINK.replace("abc", "fresh")
    site = Site({LINK: httpx.Response(status), fresh: audio()}, task=done(fresh))
    files = open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert names(tmp_path) == [files[0].name]
    assert site.fetched == [LINK, fresh]


def test_each_of_several_results_gets_its_own_fresh_link(open_client: Open, tmp_path: Path) -> None:
    """A renewed task has fresh links to all results, and each is told by its place in the task."""
    old = [LINK.replace("a.mp3", name) for name in ("one.mp3", "two.mp3")]
    fresh = [link.replace("abc", "fresh") for link in old]
    pages = dict.fromkeys(old, httpx.Response(403)) | {link: audio(b"ID3" + link.encode()) for link in fresh}
    site = Site(pages, task=done(*fresh))
    files = open_client("piapi", site).download(parse(done(*old), "piapi"), tmp_path)
    assert [path.read_text() for path in files] == [f"ID3{link}" for link in fresh]


def test_a_renewed_link_is_kept_when_it_stumbles(open_client: Open, tmp_path: Path) -> None:
    """After a renewal the expired link is not asked for again."""
    fresh = LINK.replace("abc", "fresh")
    site = Site({LINK: httpx.Response(403), fresh: [httpx.Response(503), audio()]}, task=done(fresh))
    open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert site.fetched == [LINK, fresh, fresh]


def test_a_link_that_stays_dead_is_renewed_only_once(open_client: Open, tmp_path: Path) -> None:
    """Renewal does not go round in circles."""
    site = Site({LINK: httpx.Response(403)}, task=done(LINK, meta=ENDED_LONG_AGO))
    with pytest.raises(DownloadError, match="HTTP 403"):
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert site.fetched == [LINK, LINK]


def test_a_renewal_that_fails_is_told(open_client: Open, tmp_path: Path) -> None:
    """If the look for a fresh link fails, its error is the reason."""
    site = Site({LINK: httpx.Response(403)}, task=httpx.Response(500, content=b"{}"))
    with pytest.raises(DownloadError) as caught:
        open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert isinstance(caught.value.__cause__, ServerError)


def test_redirects_are_followed_within_bounds(open_client: Open, tmp_path: Path) -> None:
    """Up to five hops are followed, relative ones too, and the name is still ours."""
    hops = [LINK, "https://cdn.example/two", "https://other.example/three.exe"]
    site = Site(
        {
            hops[0]: httpx.Response(302, headers={"Location": "/two"}),
            hops[1]: httpx.Response(307, headers={"Location": hops[2]}),
            hops[2]: audio(),
        }
    )
    files = open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert site.fetched == hops
    assert [path.name for path in files] == [f"{ID}-audio-1.mp3"]


def test_each_try_has_all_its_redirects(open_client: Open, tmp_path: Path) -> None:
    """Neither a fresh link nor another try has fewer hops because of those before it."""

    def way(link: str, *ends: httpx.Response) -> dict[str, Any]:
        hops = [link, *(f"{link}-{number}" for number in range(MAX_REDIRECTS))]
        moved = {here: httpx.Response(302, headers={"Location": to}) for here, to in pairwise(hops)}
        return {**moved, hops[-1]: list(ends)}

    fresh = LINK.replace("abc", "fresh")
    pages = way(LINK, httpx.Response(403)) | way(fresh, httpx.Response(503), audio())
    site = Site(pages, task=done(fresh))
    open_client("piapi", site).download(parse(done(LINK), "piapi"), tmp_path)
    assert names(tmp_path) == [f"{ID}-audio-1.mp3"]
    assert len(site.fetched) == 3 * (MAX_REDIRECTS + 1)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://127.0.0.1/a",
            "http://localhost/a",
            "http://LOCALHOST./a",
            "http://10.1.2.3/a",
            "http://[::1]/a",
        ),
        *(
            "http://169.254.169.254/latest/meta-data",
            "http://192.168.0.1:8080/",
            "http://0.0.0.0/",
            "http://127.1/",
        ),
        *("http://2130706433/", "http://0x7f000001/", "http://[::ffff:127.0.0.1]/"),
        *(
            "http://[fe80::1]/",
            "http://[fc00::1]/",
            "http://100.64.0.1/",
            "http://a.localhost/",
            "http://224.0.0.1/",
        ),
        *("http://printer.local/", "http://metadata.google.internal/", "http://[2002:7f00:1::]/"),
        *("http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[::127.0.0.1]/"),
        *("http://0xa9fea9fe/", "http://[2001:0:7f00:1::]/", "http://[febf::1]/"),
    ],
)
def test_hosts_that_are_not_public_are_refused(url: str, open_client: Open, tmp_path: Path) -> None:
    """A link to this machine or network is not fetched, however it is written, unless that is allowed."""
    task = parse(done(url), "piapi")
    site = Site({}, task=audio())
    with pytest.raises(DownloadError, match="not on the public internet"):
        open_client("piapi", site).download(task, tmp_path)
    assert site.requests == []
    assert open_client("piapi", site).download(task, tmp_path, allow_private=True)[0].exists()


@pytest.mark.parametrize(
    "url",
    [
        *("https://user:pass@cdn.example/a", "https://cdn.example\\@127.0.0.1/a", "https://exämple.com/a"),
        *(
            "https:///a",
            "https://cdn.example:99999999/",
            "https://[::1/",
            "https://cdn.example@evil/",
            "https://ⅼocalhost/",
        ),
    ],
)
def test_links_that_two_parsers_might_read_differently_are_refused(
    url: str, open_client: Open, tmp_path: Path
) -> None:
    """Only plain URLs are fetched: no user, no backslash, no lookalike letters."""
    site = Site({}, task=audio())
    with pytest.raises(DownloadError, match="not a plain http"):
        open_client("piapi", site).download(parse(done(url), "piapi"), tmp_path)
    assert site.requests == []


def test_a_name_that_leads_to_this_network_is_refused(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where gettask does the connecting itself, a public name for a private address does not get through."""
    resolve_to(monkeypatch, {"cdn.example": ["93.184.216.34", "10.0.0.7"]})
    no_proxy(monkeypatch)
    downloading = open_client("piapi", Site({LINK: audio()}), own=True)
    task = parse(done(LINK), "piapi")
    with pytest.raises(DownloadError, match="not on the public internet"):
        downloading.download(task, tmp_path)


def test_the_address_that_was_checked_is_the_one_connected_to(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere when it is looked up again leads nobody: it is looked up once a request.

    The server still hears its name, in the header and in TLS, and its connection serves no other name.
    """
    looked_up: list[str] = []

    def addresses(host: str, *_: object, **__: object) -> list[Any]:
        looked_up.append(host)
        return infos(["2606:4700::1", "93.184.216.34"] if len(looked_up) == 1 else ["127.0.0.1"])

    monkeypatch.setattr("socket.getaddrinfo", addresses)
    no_proxy(monkeypatch)
    link = LINK.replace("cdn.example", "cdn.example:8443")
    first, second = "https://[2606:4700::1]:8443", "https://93.184.216.34:8443"
    path = link.partition(":8443")[2]
    site = Site({first + path: httpx.ConnectError("no route"), second + path: audio()})
    downloading = open_client("piapi", site, own=True)
    (file,) = downloading.download(parse(done(link), "piapi"), tmp_path)
    assert file.read_bytes() == SOUND
    assert looked_up == ["cdn.example"]
    for request, address in zip(site.requests, ("2606:4700::1", "93.184.216.34"), strict=True):
        assert request.url.host == address
        assert request.headers["host"] == "cdn.example:8443"
        assert request.headers["connection"] == "close"
        assert request.extensions["sni_hostname"] == "cdn.example"
    hop = httpx.Response(302, headers={"Location": "https://other.example/"})
    site = Site({"https://93.184.216.34/temp/a.mp3?Signature=abc": hop})
    downloading = open_client("piapi", site, own=True)
    found = {"cdn.example": ["93.184.216.34"], "other.example": ["169.254.169.254"]}
    resolve_to(monkeypatch, found)
    with pytest.raises(DownloadError, match=r"other\.example is not on the public internet"):
        downloading.download(parse(done(LINK), "piapi"), tmp_path / "other")
    assert len(site.requests) == 1


def test_a_name_without_an_address_is_not_connected_to(
    open_client: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that cannot be looked up for the check might lead anywhere when whoever connects looks it up."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("no such name")

    no_proxy(monkeypatch)
    monkeypatch.setattr("socket.getaddrinfo", fail)
    site = Site({LINK: audio()})
    downloading = open_client("piapi", site, own=True)
    with pytest.raises(DownloadError, match="no such name"):
        downloading.download(parse(done(LINK), "piapi"), tmp_path)
    assert site.requests == []
    assert len(downloading.clock.sleeps) == 2


@pytest.mark.parametrize("link", [f"https://{'a' * 64}.example/a.mp3", "https://a..example/a.mp3"])
def test_a_name_that_no_server_knows_how_to_ask_for_is_a_result_not_saved(link: str, tmp_path: Path) -> None:
    """A host with an empty or overlong label is one more dead link, whoever looks it up."""
    for http_client in (None, httpx.Client()):
        downloading = PiAPI(KEY, http_client=http_client, retries=0)
        with pytest.raises(DownloadError, match="1 of 1 results"):
            downloading.download(parse(done(link), "piapi"), tmp_path)
        downloading.close()


def test_hosts_to_reach_without_a_proxy_are_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that names nothing but exceptions has addresses checked as one that names nothing."""
    no_proxy(monkeypatch)
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    monkeypatch.setenv("no_proxy", "intranet.example")
    transport = HttpxTransport(None, 5)
    assert transport.resolve("127.0.0.1", "http://127.0.0.1/") == ["127.0.0.1"]
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert transport.resolve("127.0.0.1", "http://127.0.0.1/") == ["127.0.0.1"]
    assert transport.resolve("cdn.example", "https://cdn.example/a") == []
    transport.close()


@pytest.mark.parametrize(
    ("proxies", "exceptions", "url", "proxied"),
    [
        ({"https": "p"}, "", "https://cdn.example/", True),
        ({"https": "p"}, "", "http://cdn.example/", False),
        ({"all": "p"}, "", "http://cdn.example/", True),
        ({"https": "p"}, "example", "https://cdn.example/", False),
        ({"https": "p"}, " .cdn.example:443 ,", "https://cdn.example/", False),
        ({"https": "p"}, "*.example", "https://cdn.example/", False),
        ({"https": "p"}, "https://cdn.example", "https://cdn.example/", False),
        ({"https": "p"}, "*", "https://cdn.example/", False),
        ({"https": "p"}, "[::1]:80", "https://[::1]/", False),
        ({"https": "p"}, "other.example", "https://cdn.example/", True),
        ({"https": "p"}, "", "https://[::1/", False),
    ],
)
def test_a_proxy_frees_only_its_own_urls_from_the_check(
    proxies: dict[str, str], exceptions: str, url: str, proxied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each URL is asked about by itself: one that goes around the proxy has its addresses checked."""
    monkeypatch.setattr("gettask._http.proxies.getproxies", lambda: {**proxies, "no": exceptions})
    assert is_proxied(url) == proxied


def test_a_proxy_for_https_opens_no_way_into_this_network(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With a proxy for https alone a name that leads here is refused over http, and not connected to."""
    no_proxy(monkeypatch)
    resolve_to(monkeypatch, {"cdn.example": ["127.0.0.1"]})
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with PiAPI(KEY, retries=0) as piapi, pytest.raises(DownloadError, match="not on the public internet"):
        piapi.download(parse(done("http://cdn.example/a.mp3"), "piapi"), tmp_path)


def test_an_international_name_is_proven_as_it_was_written(tmp_path: Path) -> None:
    """TLS is asked for the very name in the link: read anew by older rules, `straße` would be `strasse`."""
    link = "https://xn--strae-oqa.example/a"
    site = Site({"https://93.184.216.34/a": audio()})
    transport = HttpxTransport(httpx.Client(transport=httpx.MockTransport(site)), 5)
    file = PartialFile(Asset(link, "audio", (), "/output"), tmp_path)
    transport.fetch(Request("GET", link, {}), file, ["93.184.216.34"])
    file.discard()
    (request,) = site.requests
    assert request.extensions["sni_hostname"] == "xn--strae-oqa.example"


@pytest.mark.parametrize("proxy", [None, "http://127.0.0.1:1"])
def test_a_result_is_fetched_from_its_address_over_a_real_connection(
    proxy: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With connections of gettask's own no name is looked up but by the check itself, sync and async."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.headers["Host"])
            self.send_response(200)
            self.send_header("Content-Length", str(len(SOUND)))
            self.end_headers()
            self.wfile.write(SOUND)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    def fetch(file: PartialFile) -> None:
        transport = HttpxTransport(None, 5)
        transport.fetch(Request("GET", url, {}), file, ["127.0.0.1"])
        transport.close()

    async def afetch(file: PartialFile) -> None:
        transport = AsyncHttpxTransport(httpx.AsyncClient(), 5, ssl.create_default_context())
        await transport.fetch(Request("GET", url, {}), file, ["127.0.0.1"])
        await transport.aclose()

    heard: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), Site)
    url = f"http://cdn.invalid:{server.server_port}/a.mp3"
    no_proxy(monkeypatch)
    if proxy is not None:  # which the name of the host goes around
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("NO_PROXY", "cdn.invalid")
    for mode in (fetch, lambda sink: anyio.run(afetch, sink)):
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        sink = PartialFile(Asset(url, "audio", (), "/output"), tmp_path)
        mode(sink)
        assert sink.complete
        sink.discard()
        thread.join()
    server.server_close()
    assert heard == [f"cdn.invalid:{server.server_port}"] * 2


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://mock.example", "http://mock.example"),
        ("http://10.0.0.5:8000", "http://10.0.0.5:9000"),
        ("http://localhost:8000", "http://127.0.0.1:8000"),
        ("http://127.0.0.1:8000", "http://[::1]:8000"),
    ],
)
def test_a_mock_may_serve_its_own_results(base: str, host: str, open_client: Open, tmp_path: Path) -> None:
    """Results on the API's own host are fetched, and those on this machine if the API is on it."""
    link = f"{host}/_assets/a.mp3"
    files = open_client("piapi", Site({link: audio()}), base_url=base).download(
        parse(done(link), "piapi"), tmp_path
    )
    assert files[0].read_bytes() == SOUND


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "http://10.0.0.5", "http://localhost"])
def test_a_private_api_opens_no_other_private_host(base: str, open_client: Open, tmp_path: Path) -> None:
    """An API on this machine or network is not a reason to fetch from the rest of it."""
    for url in ("http://169.254.169.254/latest/meta-data", "http://10.0.0.6/a", "http://printer.local/a"):
        site = Site({}, task=audio())
        with pytest.raises(DownloadError, match="not on the public internet"):
            open_client("piapi", site, base_url=base).download(parse(done(url), "piapi"), tmp_path)
        assert site.requests == []


def test_a_task_without_results_is_not_downloaded(api: str, open_client: Open, tmp_path: Path) -> None:
    """A task that has not ended is the caller's mistake; one without its results has an error of its own."""
    downloading = open_client(api, Site({}))
    with pytest.raises(ValueError, match="no results"):
        downloading.download(parse(body(api, some_status(api, Phase.RUNNING)), api), tmp_path)
    with pytest.raises(MissingResultsError):
        downloading.download(parse(body(api, some_status(api, Phase.SUCCEEDED), output=None), api), tmp_path)


def test_an_abandoned_download_leaves_nothing(tmp_path: Path) -> None:
    """An error that is not ours, such as Ctrl-C, removes the temporary file too."""

    def interrupt(_: httpx.Request) -> httpx.Response:
        def chunks() -> Iterator[bytes]:
            yield b"x" * 100_000
            assert names(tmp_path) != []
            raise KeyboardInterrupt

        return httpx.Response(200, content=chunks(), headers={"Content-Type": "audio/mpeg"})

    with pytest.raises(KeyboardInterrupt):
        Caller("sync", "piapi", interrupt, FakeClock()).download(parse(done(LINK), "piapi"), tmp_path)
    assert names(tmp_path) == []


def test_a_mistake_in_the_callers_check_ends_an_async_download_at_once(tmp_path: Path) -> None:
    """What `verify` raises by mistake is raised as it is, and cancels the results that are under way."""

    async def never() -> AsyncIterator[bytes]:
        yield b"x"
        await anyio.sleep_forever()

    def answer(request: httpx.Request) -> httpx.Response:
        return audio() if str(request.url) == LINK else httpx.Response(200, content=never())

    def mistake(*_: object) -> None:
        raise ZeroDivisionError

    task = parse(done(LINK, MANY[0]), "piapi")
    with pytest.raises(ZeroDivisionError):
        Caller("async", "piapi", answer).download(task, tmp_path, verify=mistake)
    assert names(tmp_path) == []


def test_what_is_under_way_beside_an_interrupted_download_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C waits for no other result, begins none, and what still comes of one is not written."""
    together, left = threading.Barrier(MAX_CONCURRENT_DOWNLOADS, timeout=30), threading.Event()
    before = {*threading.enumerate()}
    asked: list[str] = []
    late: list[str] = []

    def slow() -> Iterator[bytes]:
        yield b"x" * 100_000
        if left.is_set():
            late.extend(names(tmp_path))
            return
        together.wait()
        left.wait(30)
        raise httpx.ReadError("reset")  # which would be tried again

    def interrupt() -> Iterator[bytes]:
        together.wait()
        yield b""
        raise KeyboardInterrupt

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        chunks = interrupt() if asked[-1] == MANY[0] else slow()
        return httpx.Response(200, content=chunks, headers={"Content-Type": "audio/mpeg"})

    task = parse(body("piapi", "completed", output={"songs": MANY}), "piapi")
    with pytest.raises(KeyboardInterrupt):
        Caller("sync", "piapi", answer).download(task, tmp_path)
    assert names(tmp_path) == []
    left.set()
    for thread in {*threading.enumerate()} - before:
        thread.join(30)
    assert {*threading.enumerate()} <= before
    assert {*asked} == {*MANY[:MAX_CONCURRENT_DOWNLOADS]}
    assert late == []
    assert names(tmp_path) == []


@given(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=2), st.text())
def test_no_name_leaves_the_folder(id: str, kind: str, path: str, types: list[str], got: str) -> None:
    """Whatever the network says, a file's name is a plain word and a known suffix."""
    asset = Asset(f"https://cdn.example/{path}", kind, tuple(types), "/output")
    (stem,) = stems(DEFAULT_NAME, id, None, [asset])
    name = stem + suffix_for(path, got, tuple(types))
    assert Path(name).name == name
    assert name.isascii()
    assert not name.startswith(".")
    assert len(name) < 255
    assert len(Path(name).suffix) <= 6


def test_public_addresses_are_public() -> None:
    """What is refused is no more than it must be; an octal number is read as the system would read it."""
    assert not any(map(is_private, ("cdn.example", "93.184.216.34", "2606:4700::1", "64:ff9b::5db8:d822")))
    assert is_private("0177.0.0.1")


@given(st.text())
def test_no_url_breaks_the_reading_of_hosts(url: str) -> None:
    """A host is read, or the URL is refused."""
    try:
        host = host_of(url)
    except DownloadError:
        return
    assert isinstance(is_private(host), bool)


@pytest.mark.parametrize(
    ("kind", "declared", "got", "fine"),
    [
        ("audio", ("audio/mpeg",), "audio/mpeg", True),
        ("audio", ("audio/mpeg",), "audio/wav", True),
        ("audio", ("audio/mpeg",), "", True),
        ("audio", ("audio/mpeg",), "video/mp4", True),
        ("audio", ("audio/mpeg",), "image/png", False),
        ("audio", ("audio/mpeg",), "application/xml", False),
        ("image", (), "text/html", False),
        ("model", ("model/gltf-binary",), "application/zip", True),
        ("model", ("model/gltf-binary",), "text/plain", True),
        ("model", ("model/gltf-binary",), "image/webp", False),
        ("model", ("model/gltf-binary",), "text/html", False),
        ("file", (), "application/pdf", True),
        ("file", (), "text/html", False),
        ("text", ("text/html",), "text/html", True),
    ],
)
def test_a_media_type_is_held_against_the_kind(
    kind: str, declared: tuple[str, ...], got: str, fine: bool
) -> None:
    """A declared type, its family or a vague one passes; an error page never does."""
    assert fits(kind, declared, got) is fine


@pytest.mark.parametrize(
    ("path", "got", "declared", "suffix"),
    [
        ("/a.MP3", "audio/mpeg", (), ".mp3"),
        ("/a.jpeg", "image/jpeg", (), ".jpeg"),
        ("/a.png", "image/webp", (), ".png"),
        ("/a.mp3", "image/png", (), ".png"),
        ("/a", "", ("model/gltf-binary",), ".glb"),
        ("/a.fbx", "", ("model/gltf-binary",), ".fbx"),
        ("/a.glb", "application/zip", (), ".glb"),
        ("/a.exe", "", (), ".bin"),
        ("/a", "application/x-unheard-of", (), ".bin"),
    ],
)
def test_the_suffix_follows_path_then_type(
    path: str, got: str, declared: tuple[str, ...], suffix: str
) -> None:
    """A known suffix of the path is kept if the type allows it, else the type gives one."""
    assert suffix_for(path, got, declared) == suffix


def test_kinds_of_unknown_results_are_guessed_from_their_path() -> None:
    """A URL that the spec does not know has the kind of its suffix."""
    assert [kind_of(path) for path in ("/a.glb", "/a.MP4", "/a.txt", "/a.zip", "/a")] == [
        "model",
        "video",
        "text",
        "file",
        "file",
    ]


def test_a_result_given_up_while_its_file_is_made_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that begins just when its download is interrupted writes nothing, and leaves nothing."""
    sink = PartialFile(Asset(LINK, "audio", (), "/output"), tmp_path)
    made = Path.open

    def interrupted(path: Path, mode: str) -> Any:
        sink.discard()
        return made(path, mode)

    monkeypatch.setattr(Path, "open", interrupted)
    assert sink.accepts(Response(200, {}))
    with pytest.raises(DownloadError, match="was discarded"):
        sink.write(b"abc")
    sink.discard()
    assert names(tmp_path) == []


def test_a_sink_can_be_used_again_after_a_failure(tmp_path: Path) -> None:
    """A second try starts with an empty file."""
    sink = PartialFile(Asset(LINK, "audio", (), "/output"), tmp_path)
    head = Response(200, {"content-length": "5"})
    assert sink.accepts(head)
    sink.write(b"ID3a")
    with pytest.raises(DownloadError, match="was cut"):
        sink.finish()
    assert sink.accepts(head)
    sink.write(b"ID3ab")
    sink.finish()
    saved = LocalFolder(tmp_path).commit(sink.path, "audio-1", sink.suffix, sink.media_type)
    assert saved.read_bytes() == b"ID3ab"
    sink.discard()
    assert names(tmp_path) == ["audio-1.mp3"]
