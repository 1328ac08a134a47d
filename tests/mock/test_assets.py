"""Results are files that exist."""

from __future__ import annotations

import json
import struct
import wave
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest

from gettask.mock import Mock, Request, Response
from gettask.mock.sample_files import MEDIA, content
from tests.mock.conftest import SONG, Call

CreateTask = Callable[..., str]
Poll = Callable[[str], dict[str, Any]]
Fetch = Callable[..., Response]


@pytest.fixture
def url(order: CreateTask, poll: Poll) -> str:
    """The link to a finished poster."""
    return str(poll(order())["result"]["sheet"])


@pytest.fixture
def fetch(mock: Mock, url: str) -> Fetch:
    """Ask for the poster's file, without a key."""

    def fetch(method: str = "GET", path: str = urlsplit(url).path, **headers: str) -> Response:
        return mock.handle(Request(method, path, headers=headers))

    return fetch


def test_a_link_leads_back_to_the_host_that_was_asked(url: str) -> None:
    """Links are absolute, below the address by which the client reached the mock."""
    assert url.startswith("http://mock.example:1/_assets/")


def test_links_lead_to_the_host_that_is_asking(order: CreateTask, call: Call) -> None:
    """Whoever reaches the mock by another name sees the same task, with links that work for him."""
    path = f"/press/v1/jobs/{order()}"
    hosts = ["mock.example:1", "127.0.0.1:8600", "mock.example:1"]
    jobs = [call("GET", path, host=host).json()["job"] for host in hosts]
    sheets = [urlsplit(job["result"].pop("sheet")) for job in jobs]
    assert [sheet.netloc for sheet in sheets] == hosts
    assert jobs[0] == jobs[1] == jobs[2]


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("127.0.0.1", "http://127.0.0.1:8899"),
        ("[::1]", "http://[::1]:8899"),
        ("localhost:8080", "http://localhost:8080"),
        ("mock.example", "http://mock.example"),
    ],
)
def test_a_client_that_names_no_port_gets_links_that_work(host: str, base: str) -> None:
    """On this machine it is the port that it came to; elsewhere there may be a proxy in between."""
    assert Request("GET", "/", headers={"host": host}, server=("127.0.0.1", 8899)).base_url == base


@pytest.mark.parametrize("host", ["evil.example/x?", "a b", "", 'x"', "http://x"])
def test_a_host_header_cannot_break_a_link(order: CreateTask, poll: Poll, host: str) -> None:
    """A Host that is not a host is not repeated."""
    result = poll(order(SONG, host=host))["result"]
    assert urlsplit(result["songs"][0]["track"]).path.startswith("/_assets/")


def test_a_result_is_the_file_of_its_media_type(fetch: Fetch) -> None:
    """It has the right type and length, and needs no key."""
    reply = fetch()
    assert (reply.status, reply.body) == (200, content("image/png"))
    assert reply.header("content-type") == "image/png"
    assert reply.header("content-length") == str(len(reply.body))


def test_head_tells_the_same_without_the_file(fetch: Fetch) -> None:
    """HEAD has the headers of GET and no body."""
    assert fetch("HEAD") == fetch()._replace(body=b"")


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-3", 0, 4),
        ("bytes=5-", 5, None),
        ("bytes=-4", -4, None),
        ("bytes=2-99999", 2, None),
        ("bytes=0-0", 0, 1),
    ],
)
def test_a_range_is_served(fetch: Fetch, header: str, start: int, stop: int | None) -> None:
    """A single range is answered with 206, the part and where it lies."""
    whole = content("image/png")
    reply = fetch(range=header)
    first = start % len(whole)
    assert (reply.status, reply.body) == (206, whole[start:stop])
    assert reply.header("content-range") == f"bytes {first}-{first + len(reply.body) - 1}/{len(whole)}"


@pytest.mark.parametrize(
    "header", ["bytes=0-1,3-4", "items=0-1", "bytes=", "bytes=-", "bytes=5-2", "bytes=٣-", "x"]
)
def test_a_range_that_is_not_understood_is_ignored(fetch: Fetch, header: str) -> None:
    """Several ranges, other units and nonsense get the whole file."""
    assert fetch(range=header) == fetch()


@pytest.mark.parametrize("header", ["bytes=99999-", "bytes=-0", "bytes=99999-100000"])
def test_a_range_outside_the_file_cannot_be_had(fetch: Fetch, header: str) -> None:
    """416 says how long the file is."""
    reply = fetch(range=header)
    assert (reply.status, reply.header("content-range")) == (416, f"bytes */{len(content('image/png'))}")


@pytest.mark.parametrize(
    "path", ["/_assets/", "/_assets/x", "/_assets/0/a.png", "/_assets//a.png", "/_assets/../a.png"]
)
def test_a_link_cannot_be_guessed(fetch: Fetch, url: str, path: str) -> None:
    """Only links that this mock gave out lead anywhere."""
    assert fetch(path=path).status == 404
    assert fetch(path=urlsplit(url).path.replace("-1.png", "-2.png")).status == 404


def test_a_file_can_only_be_read(fetch: Fetch) -> None:
    """Other methods are 405."""
    assert (fetch("DELETE").status, fetch("DELETE").header("allow")) == (405, "GET, HEAD")


def test_every_file_is_small() -> None:
    """No result is over a kilobyte."""
    assert max(len(content(media_type)) for media_type in MEDIA) < 1024


def test_the_wav_plays() -> None:
    """Python's own reader takes it."""
    with wave.open(BytesIO(content("audio/wav"))) as sound:
        assert (sound.getnframes(), sound.getframerate(), sound.getsampwidth()) == (8, 8000, 1)


def test_the_mp3_is_whole_frames() -> None:
    """Each frame begins where the bit rate and sampling rate of the one before put it."""
    data = content("audio/mpeg")
    assert len(data) % 36 == 0
    assert {data[at : at + 4] for at in range(0, len(data), 72 * 8000 // 16000)} == {b"\xff\xf3\x18\xc0"}


def test_the_png_is_one_pixel() -> None:
    """Its chunks add up and hold one row of one RGBA pixel."""
    data, at, chunks = content("image/png"), 8, {}
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(name + body)
        chunks[name] = body
        at += 12 + size
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert chunks[b"IHDR"][:8] == struct.pack(">II", 1, 1)
    assert len(zlib.decompress(chunks[b"IDAT"])) == 1 + 4


def test_the_jpeg_begins_and_ends_as_one() -> None:
    """It has its markers and a frame of one pixel."""
    data = content("image/jpeg")
    assert data.startswith(b"\xff\xd8\xff")
    assert data.endswith(b"\xff\xd9")
    frame = data.index(b"\xff\xc0")
    assert struct.unpack_from(">HH", data, frame + 5) == (1, 1)


def test_the_webp_is_as_long_as_it_says() -> None:
    """Its RIFF header spans the file."""
    data = content("image/webp")
    kind, size, form = struct.unpack_from("<4sI4s", data)
    assert (kind, size + 8, form) == (b"RIFF", len(data), b"WEBP")


def test_the_glb_is_one_triangle() -> None:
    """Header, JSON and binary chunk fit together, and the accessor reads three corners."""
    data = content("model/gltf-binary")
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert (size % 4, kind) == (0, b"JSON")
    scene = json.loads(data[20 : 20 + size])
    binary, kind = struct.unpack_from("<I4s", data, 20 + size)
    assert kind == b"BIN\0"
    assert scene["buffers"][0]["byteLength"] == binary == scene["accessors"][0]["count"] * 3 * 4


def test_the_mp4_is_whole_boxes_and_its_sample_lies_in_the_data() -> None:
    """Boxes fill the file, and the one chunk offset points into mdat."""
    data, at, boxes = content("video/mp4"), 0, {}
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        boxes[name] = (at, at + size)
        at += size
    assert at == len(data)
    assert {b"ftyp", b"moov", b"mdat"} <= boxes.keys()
    offset = struct.unpack_from(">I", data, data.index(b"stco") + 12)[0]
    assert offset == boxes[b"mdat"][0] + 8


def test_texts_are_what_they_say() -> None:
    """The JSON file is JSON, the text file is text."""
    assert json.loads(content("application/json")) == {}
    assert content("text/plain").decode().isprintable() is False
