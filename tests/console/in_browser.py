"""The console and the pages of Redoc in Chromium: `make console-test`, with screenshots in build/console/.

Each test fails on an error in the browser's console, and on a request to another host.
"""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from gettask import APIS, JobStore, load
from scripts import redoc

SHOTS = Path(__file__).parents[2] / "build/console"
MARKUP = """<script>alert(1)</script><img src=x onerror="alert(2)">'"`"""
FLUX = {"model": "Qubico/flux1-schnell", "task_type": "txt2img", "input": {"prompt": "a bear"}}
KEY = "a-secret-key"
TIMEOUT = 10_000
"""Milliseconds that a page may take to show something, on a busy machine."""


class Server:
    """A mock in a process of its own, and a client of it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "gettask.mock", "--port", "0", "--complete-after", "3-polls"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request of a client, and return what the mock says."""
        every = {"x-api-key": KEY} | {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.client.request(method, path, json=body, headers=every)
        assert response.status_code < 300, response.text
        return response.json() if response.content else None

    def create(self, **headers: str) -> str:
        """Create a task, and return its id."""
        return str(self.send("POST", "/api/v1/task", FLUX, **headers)["data"]["task_id"])

    def poll(self, task_id: str, times: int = 1) -> None:
        """Poll a task."""
        for _ in range(times):
            self.send("GET", f"/api/v1/task/{task_id}")

    def last_request(self) -> int:
        """The number of the last request in the journal."""
        return int(self.send("GET", "/_mock/journal?limit=1000")["entries"][-1]["number"])

    def stop(self) -> float:
        """Stop it, and return the seconds that it took."""
        self.client.close()
        start = time.monotonic()
        self.process.terminate()
        self.process.communicate(timeout=20)
        return time.monotonic() - start


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _forget(server: Server) -> None:
    server.send("POST", "/_mock/reset", {})


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            # What containers lack: user namespaces, a graphics card, shared memory.
            args=["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, server: Server) -> Iterator[Open]:
    """Open a page of the console; the options are those of a browser's context."""
    problems: list[str] = []
    contexts: list[BrowserContext] = []
    hosts = {urlsplit(server.url).netloc}

    def note(request: Any) -> None:
        if urlsplit(request.url).netloc not in hosts and not request.url.startswith("data:"):
            problems.append(f"a request to {request.url}")

    def refuse(dialog: Dialog) -> None:
        problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def listen(message: ConsoleMessage) -> None:
        # A test that reads pixels is warned about what that costs.
        if message.type in ("error", "warning") and not re.search(
            "ReadPixels|willReadFrequently", message.text
        ):
            problems.append(message.text)

    def open_page(path: str = "/_mock/", **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        page.on("request", note)
        page.on("pageerror", lambda error: problems.append(f"an error: {error}"))
        page.on("dialog", refuse)
        page.on("console", listen)
        url = urljoin(server.url, path)
        hosts.add(urlsplit(url).netloc)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def fill(server: Server) -> str:
    """Give the mock tasks of each kind, and return the id of one that has ended."""
    ids = [server.create() for _ in range(4)]
    for polls, task_id in enumerate(ids, 1):
        server.poll(task_id, polls)
    for scenario in ("queued-forever", "fails", "stuck-at-99"):
        server.poll(server.create(x_mock_scenario=scenario), 2)
    for variant in ("kling", "ace-step", "trellis"):
        server.send("POST", "/_mock/tasks", {"api": "piapi", "key": KEY, "variant": variant})
    return ids[3]


VIEWS: dict[str, dict[str, Any]] = {
    "wide": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "without-scripts": {"java_script_enabled": False},
}


@pytest.mark.parametrize("view", VIEWS)
def test_each_page_fits(open_page: Open, server: Server, view: str) -> None:
    """Each page fits its window, wide and at 360 pixels, light and dark, with scripts and without."""
    ended = fill(server)
    pages = {
        "tasks": "/_mock/",
        "task": f"/_mock/ui/tasks/piapi/{ended}",
        "try": "/_mock/ui/try?request=piapi/flux/0",
        "scenarios": "/_mock/ui/scenarios",
        "journal": "/_mock/ui/journal",
        "entry": f"/_mock/ui/journal/{server.last_request()}",
        "reference": "/_mock/ui/reference",
        "operations": "/_mock/ui/reference/piapi",
        "variant": "/_mock/ui/reference/piapi/flux",
        "spec": "/_mock/ui/spec/piapi?line=900#L900",
    }
    page = open_page(**VIEWS[view])
    for name, path in pages.items():
        page.goto(server.url + path)
        expect(page.locator("h1")).to_have_count(1)
        widest = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert view == "without-scripts" or page.evaluate(widest) <= 0, name
        page.screenshot(path=SHOTS / f"{name}-{view}.png", full_page=name == "task")


def test_the_list_is_live(open_page: Open, server: Server) -> None:
    """A new task and each change of status appear by themselves, and the focus stays where it is."""
    page = open_page()
    expect(page.get_by_text("No task yet.")).to_be_visible()
    task_id = server.create()
    row = page.locator(f"#t-piapi-{task_id}")
    expect(row.locator(".badge")).to_have_text("pending")
    link = row.get_by_role("link")
    link.focus()
    server.poll(task_id, 4)
    expect(row.locator(".badge")).to_have_text("completed")
    expect(link).to_be_focused()
    page.get_by_role("link", name="Live: pause").click()
    expect(page.get_by_role("link", name="Paused: resume")).to_be_visible()
    server.create()
    page.wait_for_timeout(600)
    expect(page.locator("tbody tr")).to_have_count(1)


def test_search_filters_while_one_types(open_page: Open, server: Server) -> None:
    """What is typed filters the list, keeps its focus, and stays through live changes."""
    fill(server)
    page = open_page()
    expect(page.locator("tbody tr")).to_have_count(10)
    search = page.get_by_role("searchbox")
    search.press_sequentially("flux completed", delay=5)
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(search).to_be_focused()
    server.poll(server.create(), 4)
    expect(page.locator("tbody tr")).to_have_count(2)
    search.fill("")
    page.get_by_label("Phase").select_option("failed")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_each_button_of_a_task(open_page: Open, server: Server) -> None:
    """Finish, fail, cancel, advance, expire and send again do what they say."""
    page = open_page()

    def visit(**headers: str) -> str:
        task_id = server.create(**headers)
        page.goto(f"{server.url}/_mock/ui/tasks/piapi/{task_id}")
        return task_id

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    status = page.locator("dl .badge").first
    visit()
    expect(page.get_by_role("heading", name="Why has this task not ended?")).to_be_visible()
    press("Finish")
    expect(status).to_have_text("completed")
    expect(page.locator("figure img")).to_be_visible()
    assert page.locator("figure img").evaluate("image => image.naturalWidth") > 0
    press("Expire links")
    expect(page.get_by_role("status").first).to_contain_text("have expired")
    visit()
    page.get_by_label("Error").select_option(index=0)
    press("Fail")
    expect(status).to_have_text("failed")
    visit()
    press("Cancel")
    expect(status).to_have_text("cancelled")
    visit()
    page.get_by_label("Clock").select_option("3600")
    press("Advance")
    expect(page.locator("dl")).to_contain_text("1 h")
    hook = FLUX | {"config": {"webhook_config": {"endpoint": "http://127.0.0.1:9/hook", "secret": "s"}}}
    task_id = server.send("POST", "/api/v1/task", hook)["data"]["task_id"]
    page.goto(f"{server.url}/_mock/ui/tasks/piapi/{task_id}")
    press("Send webhook again")
    expect(page.locator(".timeline .webhook").first).to_be_visible()


def glb(scene: dict[str, Any], binary: bytes) -> bytes:
    """A binary glTF file."""
    text = json.dumps({"asset": {"version": "2.0"}} | scene).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def square(index_type: int, indices: bytes, **more: Any) -> bytes:
    """A red square of two triangles, placed by two nodes."""
    corners = struct.pack("<12f", 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0)
    scene: dict[str, Any] = {
        "scenes": [{"nodes": [0]}],
        "nodes": [{"children": [1], "scale": [9, 9, 9]}, {"mesh": 0, "translation": [1e3, 0, 0]}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [1, 0, 0, 1]}}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 1, "componentType": index_type, "count": 6, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteLength": 48},
            {"buffer": 0, "byteOffset": 48, "byteLength": len(indices)},
        ],
        "buffers": [{"byteLength": 48 + len(indices)}],
    }
    return glb(scene | more, corners + indices)


def png(red: int, green: int, blue: int) -> bytes:
    """A PNG of 2 × 2 pixels of one color."""
    rows = zlib.compress((b"\0" + bytes((red, green, blue)) * 2) * 2)
    parts = (b"IHDR", struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def textured(image: bytes, kind: str = "image/png", **texture: Any) -> bytes:
    """The square with an image on it."""
    parts = (
        struct.pack("<12f", 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0),
        bytes((*ORDER, 0, 0)),
        struct.pack("<8f", 0, 1, 1, 1, 1, 0, 0, 0),
        image,
    )
    starts = [sum(map(len, parts[:number])) for number in range(4)]
    attributes = {"POSITION": 0, "TEXCOORD_0": 2}
    scene = {
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": attributes, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0} | texture}}],
        "textures": [{"source": 0}],
        "images": [{"bufferView": 3, "mimeType": kind}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3"},
            {"bufferView": 1, "componentType": 5121, "count": 6, "type": "SCALAR"},
            {"bufferView": 2, "componentType": 5126, "count": 4, "type": "VEC2"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": len(part)}
            for start, part in zip(starts, parts, strict=True)
        ],
        "buffers": [{"byteLength": sum(map(len, parts))}],
    }
    return glb(scene, b"".join(parts))


ORDER = (0, 1, 2, 0, 2, 3)
SQUARE = square(5121, bytes(ORDER))
MODELS = {
    "indices of one byte": (SQUARE, None),
    "indices of two bytes": (square(5123, struct.pack("<6H", *ORDER)), None),
    "indices of four bytes": (square(5125, struct.pack("<6I", *ORDER)), None),
    "a circle of nodes": (
        square(5121, bytes(ORDER), nodes=[{"children": [1]}, {"children": [0], "mesh": 0}]),
        None,
    ),
    "a texture": (textured(png(255, 0, 0)), None),
    "a moved texture": (
        textured(png(255, 0, 0), extensions={"KHR_texture_transform": {"offset": [0.5, 9], "rotation": 1}}),
        None,
    ),
    "another format": (b"<html>" * 10, "no binary glTF"),
    "half a file": (SQUARE[: len(SQUARE) // 2], "its end is missing"),
    "nothing": (b"", "no binary glTF"),
    "a corner too many": (square(5121, bytes((0, 1, 2, 0, 2, 4))), "does not exist"),
    "too few numbers": (square(5125, bytes(ORDER)), "past its end"),
    "no triangles": (square(5121, bytes(ORDER), meshes=[]), "no triangles"),
    "no list": (square(5121, bytes(ORDER), accessors=7), "sparse or missing"),
    "compression": (
        square(5121, bytes(ORDER), extensionsRequired=["KHR_draco_mesh_compression"]),
        "the file needs KHR_draco_mesh_compression",
    ),
}
COLORS = """canvas => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let count = 0, sum = [0, 0, 0];
    for (let at = 0; at < pixels.length; at += 4)
        if (pixels[at + 3]) { count++; sum = sum.map((value, color) => value + pixels[at + color]); }
    return [count / (canvas.width * canvas.height), ...sum.map(value => value / count)];
}"""
"""The part of a canvas that is drawn on, and its mean color."""


def await_drawn(canvas: Locator) -> None:
    """Wait until a model is drawn: it is, in the frame after it came into sight."""
    canvas.page.wait_for_function(f"canvas => ({COLORS})(canvas)[0] > 0.02", arg=canvas.element_handle())


def test_a_model_is_drawn_and_turned(open_page: Open, server: Server) -> None:
    """The page of a task draws its GLB, keys and the mouse turn it, and a live refresh keeps it."""
    task = {"api": "piapi", "key": KEY, "variant": "trellis"}
    task_id = server.send("POST", "/_mock/tasks", task)["id"]
    page = open_page(f"/_mock/ui/tasks/piapi/{task_id}")
    page.get_by_role("button", name="Finish").click()
    canvas = page.get_by_role("img", name="3-D model")
    part = canvas.evaluate(COLORS)[0]
    assert 0.02 < part < 0.9
    canvas.press("ArrowRight")
    turned = canvas.evaluate(COLORS)[0]
    assert turned != part
    canvas.hover()
    page.mouse.down()
    page.mouse.move(0, 300)
    page.mouse.up()
    assert canvas.evaluate(COLORS)[0] != turned
    drawn = canvas.evaluate(COLORS)
    server.poll(task_id)
    expect(page.locator(".timeline .poll")).to_have_count(1)
    assert canvas.evaluate(COLORS) == drawn
    canvas.screenshot(path=SHOTS / "model.png")


def open_model(open_page: Open, server: Server) -> Page:
    """Open the page of a finished task with a model."""
    task = {"api": "piapi", "key": KEY, "variant": "trellis"}
    task_id = server.send("POST", "/_mock/tasks", task)["id"]
    page = open_page(f"/_mock/ui/tasks/piapi/{task_id}")
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("model-view canvas")).to_be_visible()
    return page


def test_a_model_is_drawn_or_says_why_not(open_page: Open, server: Server) -> None:
    """Files of any content are drawn, or named broken in one sentence, beside the link to the file."""
    page = open_model(open_page, server)
    view, body = page.locator("model-view"), b""
    page.route("**/ui/files/model*.glb", lambda route: route.fulfill(body=body))
    for number, (name, (body, problem)) in enumerate(MODELS.items()):  # noqa: B007
        # The files follow each other in one view: what it says changes with each.
        view.evaluate("(view, name) => view.setAttribute('label', name)", name)
        view.evaluate("(view, src) => view.setAttribute('src', src)", f"/_mock/ui/files/model{number}.glb")
        if problem is None:
            part, red, green, _ = page.get_by_role("img", name=f"3-D model {name}:").evaluate(COLORS)
            assert part > 0.1, name
            assert red > 2 * green, name
        else:
            expect(view.locator("[part=problem]")).to_contain_text(problem)
            expect(view.locator("canvas")).to_have_count(0)
        expect(page.locator("figure", has=view).get_by_role("link")).to_be_visible()


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (b"no image", "image/png"),
        (png(255, 0, 0)[:40], "image/png"),
        (png(255, 0, 0), "image/webp"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s2I", 13, b"IHDR", 60_000, 60_000), "image/png"),
        (b"\xff\xd8\xff\xc0\0\x11\x08" + b"\xff" * 20, "image/jpeg"),
    ],
    ids=["no image", "half an image", "another format", "too large", "a large JPEG"],
)
def test_a_model_is_drawn_without_a_texture_that_is_none(
    image: bytes, kind: str, open_page: Open, server: Server
) -> None:
    """A broken, unknown or huge image leaves the model its base color, and one sentence says so."""
    page = open_model(open_page, server)
    page.route("**/ui/files/model.glb", lambda route: route.fulfill(body=textured(image, kind)))
    view = page.locator("model-view")
    view.evaluate("view => view.setAttribute('src', '/_mock/ui/files/model.glb')")
    expect(view.locator("[part=problem]")).to_contain_text("without 1 of its textures")
    part, red, green, _ = page.get_by_role("img", name="3-D model").evaluate(COLORS)
    assert part > 0.1
    assert red == pytest.approx(green, abs=1)


def test_many_models_share_one_context(open_page: Open, server: Server) -> None:
    """Twenty models are drawn by one WebGL context; one that comes into sight again is drawn again."""
    page = open_model(open_page, server)
    page.add_init_script("""
        const original = HTMLCanvasElement.prototype.getContext;
        window.contexts = 0;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            if (kind === "webgl2") window.contexts++;
            return original.call(this, kind, ...rest);
        };
    """)
    page.reload()
    first = page.get_by_role("img", name="3-D model").first
    expect(first).to_be_visible()
    page.evaluate("""() => {
        const view = document.querySelector("model-view"), main = document.querySelector("main");
        for (let number = 0; number < 19; number++) main.append(view.cloneNode(true));
    }""")
    images = page.get_by_role("img", name="3-D model")
    for number in range(20):
        page.locator("model-view").nth(number).evaluate("view => view.scrollIntoView()")
        expect(images.nth(number)).to_be_visible()
        await_drawn(images.nth(number))
    first.scroll_into_view_if_needed()
    first.press("ArrowRight")
    await_drawn(first)
    assert page.evaluate("window.contexts") == 1


def test_a_form_creates_a_task(open_page: Open) -> None:
    """A filled form is shown as commands, sent to the mock, and leads to its task."""
    page = open_page("/_mock/ui/try")
    page.locator("select[name=request]").select_option("piapi/flux/0")
    page.get_by_role("button", name="Show its form").click()
    page.get_by_label("input.prompt required").fill("a small cat")
    page.get_by_role("button", name="Show the request").click()
    expect(page.locator("pre").first).to_contain_text("a small cat")
    page.get_by_role("button", name="Send to the mock").click()
    expect(page.get_by_role("heading", name="Response 200")).to_be_visible()
    page.get_by_role("status").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("flux")
    expect(page.get_by_text("a small cat").first).to_be_visible()


def test_a_scenario_starts_with_a_click(open_page: Open) -> None:
    """One click on a scenario leads to its task, and coverage counts it."""
    page = open_page("/_mock/ui/scenarios")
    page.get_by_role("button", name="Start fails-on-create").click()
    expect(page.locator("dl .badge").first).to_have_class("badge failed")
    page.get_by_role("link", name="Scenarios").click()
    row = page.get_by_role("row").filter(has=page.get_by_text("fails-on-create", exact=True))
    expect(row).to_contain_text("×")


def test_the_journal_is_searched_and_exported(open_page: Open, server: Server) -> None:
    """The journal filters while one types, shows each request without keys, and exports a HAR."""
    fill(server)
    page = open_page("/_mock/ui/journal")
    page.get_by_role("searchbox").fill("post")
    expect(page.locator("tbody tr")).to_have_count(7)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as HAR").click()
    assert len(json.loads(download.value.path().read_bytes())["log"]["entries"]) > 10
    page.locator("tbody a").first.click()
    expect(page.get_by_text("x-api-key")).to_be_visible()
    assert KEY not in page.content()


def test_five_thousand_tasks_do_not_stutter(open_page: Open, server: Server) -> None:
    """With 5,000 tasks pages and searches take what they take with 150, and typing is never held up."""
    body = json.dumps({"api": "piapi", "key": KEY, "variant": "flux"})
    connection = HTTPConnection(urlsplit(server.url).netloc)  # with less to do for each request than httpx

    def add(count: int) -> None:
        for _ in range(count):
            connection.request("POST", "/_mock/tasks", body, {"content-type": "application/json"})
            response = connection.getresponse()
            assert response.status < 300, response.read()
            response.read()

    def seconds(*paths: str) -> list[float]:
        times = []
        for path in paths:
            start = time.monotonic()
            page.goto(server.url + path)
            expect(page.locator("tbody tr")).to_have_count(100)
            times.append(time.monotonic() - start)
        return times

    page = open_page()
    add(150)
    few = seconds("/_mock/", "/_mock/?q=flux+pending", "/_mock/")
    add(4850)
    connection.close()
    many = seconds("/_mock/", "/_mock/?page=50", "/_mock/?q=flux+pending")
    # 0.3 s on a quiet machine; on a busy one each may be slow, but not all three.
    assert min(many) < 3 * max(few), (few, many)
    delay = (
        "new Promise(done => {const now = performance.now();"
        " setTimeout(() => done(performance.now() - now))})"
    )
    server.create()
    assert sorted(page.evaluate(delay) for _ in range(20))[10] < 500


def test_markup_of_the_network_stays_text(open_page: Open, server: Server) -> None:
    """Markup in prompt, key, headers and scenario opens no dialog on any page."""
    body = FLUX | {"input": {"prompt": MARKUP}}
    task_id = server.send("POST", "/api/v1/task", body, user_agent=MARKUP, x_api_key=MARKUP)["data"][
        "task_id"
    ]
    page = open_page()
    number = server.last_request()
    for path in ("", f"tasks/piapi/{task_id}", "journal", f"journal/{number}"):
        page.goto(f"{server.url}/_mock/ui/{path}")
    expect(page.get_by_text("alert(1)").first).to_be_visible()
    page.goto(f"{server.url}/_mock/")
    page.get_by_role("searchbox").fill(MARKUP)
    expect(page.get_by_text("No task is like this.")).to_be_visible()


def test_the_keyboard_is_enough(open_page: Open, server: Server) -> None:
    """Tab leads first past the navigation, then to everything that can be used, and shows where it is."""
    task_id = server.create()
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.textContent.trim() || document.activeElement.name,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline != "none" or not name, name
        seen.add(name)
        if name.startswith(task_id[:8]):
            break
    assert {"Tasks", "Journal", "q", "Filter"} <= seen
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("flux")


def test_forms_work_without_scripts(open_page: Open, server: Server) -> None:
    """Without scripts the filter has its button, and tasks are created and finished."""
    server.create()
    page = open_page(java_script_enabled=False)
    page.get_by_role("searchbox").fill("kling")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("No task is like this.")).to_be_visible()
    page.goto(f"{server.url}/_mock/ui/scenarios")
    page.get_by_role("button", name="Start queued-forever").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator("dl .badge").first).to_have_class("badge succeeded")


def test_open_pages_do_not_hold_up_the_end() -> None:
    """The mock stops at once, although a page listens for changes."""
    server = Server()
    try:
        with httpx.stream("GET", f"{server.url}/_mock/ui/events", timeout=30, trust_env=False) as stream:
            assert next(stream.iter_lines()) == ": open"
            assert server.stop() < 10  # 1 s on a quiet machine; a mock that waits for the page never ends
    finally:
        server.process.kill()


@pytest.fixture(scope="module")
def jobs(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of `gettask jobs --web`, over a store with three jobs: open, with a result, and cut off."""
    tmp_path = tmp_path_factory.mktemp("jobs")
    picture = tmp_path / "bear.png"
    page = chromium.new_page()
    page.screenshot(path=picture)
    page.close()
    with JobStore(tmp_path / "gettask/jobs.db") as store:
        ids = [
            store.begin(
                api="piapi", account="account", request=json.dumps(FLUX).encode(), deadline=4e9, label=label
            ).id
            for label in ("cover", MARKUP, "theme")
        ]
        store.created(ids[0], "task-1")
        store.created(ids[1], "task-2")
        store.saved(ids[1], [picture])
        store.not_created(ids[2], OSError("no route"), outcome_unknown=True)
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "gettask", "jobs", "--web"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("view", VIEWS)
def test_the_pages_of_a_job_store(open_page: Open, jobs: str, view: str) -> None:
    """Jobs are listed, found and shown one by one, and fit their window."""
    page = open_page(jobs, **VIEWS[view])
    expect(page.locator("tbody tr")).to_have_count(3)
    page.screenshot(path=SHOTS / f"jobs-{view}.png")
    page.get_by_role("searchbox").fill("cover")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(jobs)
    page.get_by_role("link", name=MARKUP).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(MARKUP)
    expect(page.get_by_role("img")).to_be_visible()
    page.screenshot(path=SHOTS / f"job-{view}.png", full_page=True)
    if view != "without-scripts":
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("api", APIS)
def test_a_page_of_redoc_reads_and_searches_without_another_host(
    api: str, open_page: Open, tmp_path: Path
) -> None:
    """Opened as a file, it shows the API and its operations, and its search finds Get Task."""
    page = open_page(redoc.write_page(api, tmp_path).as_uri())
    expect(page.get_by_role("heading", level=1).first).to_contain_text(load(api).title)
    page.keyboard.press("Control+k")
    page.get_by_role("textbox").first.fill("status")
    page.get_by_role("link", name=re.compile("response 200 fields .*status")).first.click()
    expect(page.get_by_text("x-phase").or_(page.get_by_text("Response")).first).to_be_visible()
    page.screenshot(path=SHOTS / f"redoc-{api}.png")
