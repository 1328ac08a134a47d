"""The console of the mock: what its pages show, and what its buttons do."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import gettask.mock.console as room
from gettask.mock import App, ManualClock, Mock, Request, TaskPlan, after_seconds, create_app
from gettask.mock.console.fields import body_of, texts_of
from gettask.mock.console.requests import requests_of
from gettask.mock.server.streams import Message
from gettask.mock.spec.api import installed
from tests.console.conftest import Order
from tests.console.pages import HOST, Browser, Document
from tests.mock.fixtures import PRESS

STATIC = Path(room.__file__).parent / "static"
MARKUP = """<script>alert(1)</script><img src=x onerror="alert(2)">'"`{{7*7}}"""
PAGES = (
    "/_mock/",
    "try",
    "scenarios",
    "journal",
    "reference",
    "reference/press",
    "reference/press/poster",
    "spec/press",
)
CLOCK_STEPS = 5
"""Choices of the button that advances the clock."""
Poll = Callable[[str], str]


def path_of(page: str) -> str:
    return page if page.startswith("/") else f"/_mock/ui/{page}"


def test_the_root_sends_browsers_to_the_console(browser: Browser) -> None:
    """`GET /` leads a browser to the console, and tells any other client where it is."""
    assert browser.request("GET", "/", accept="text/html,*/*").header("location") == "/_mock/"
    assert b"Console: http://127.0.0.1:8899/_mock/" in browser.request("GET", "/").body


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_well_formed(browser: Browser, order: Order, page: str) -> None:
    """Each page has one h1, a title, unique ids, names for its inputs, and files of the mock alone."""
    order()
    document = browser.get(path_of(page))
    assert len(document.all("h1")) == 1
    assert document.all("title")[0].text.strip()
    ids = [element.attributes["id"] for element in document.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    labelled = {label.attributes.get("for") for label in document.all("label")}
    for element in document.elements:
        if element.name in ("input", "select", "textarea") and element.attributes.get("type") != "hidden":
            within = any(element.attributes["name"] in f"{label}" for label in labelled)
            assert element.attributes.get("id") in labelled or within or page != "try", element
        for name in ("src", "href", "action"):
            link = element.attributes.get(name, "")
            assert not link.startswith(("http", "//", "javascript")), link
        assert not any(name.startswith("on") or name == "style" for name in element.attributes)


def test_htmx_knows_its_extension_before_it_starts(browser: Browser) -> None:
    """Htmx is not deferred, so it starts after the extension that makes pages live, never before it."""
    htmx, extension, *_ = browser.get("/_mock/").all("script")
    assert htmx.attributes.keys() == {"src"}
    assert htmx.attributes["src"].endswith("/htmx.min.js")
    assert "defer" in extension.attributes


def test_the_operations_of_an_api_are_readable(mock: Mock, browser: Browser) -> None:
    """One page has method, path, parameters, request and responses of each operation of the document."""
    text = browser.get("/_mock/ui/reference/press").text
    for operation in mock.apis["press"].operations:
        assert f"{operation.method} {operation.path.removeprefix(mock.apis['press'].base_path)}" in text
    for part in ("Parameters", "Request body", "Response 200", "order.words"):
        assert part in text, part


def test_pages_may_load_nothing_from_elsewhere(browser: Browser) -> None:
    """Each response carries a policy that allows files of the mock alone, and no page may frame it."""
    for page in (*PAGES, "static/console.css", "static/htmx.min.js", "no-such-page"):
        response = browser.request("GET", path_of(page))
        policy = response.header("content-security-policy") or ""
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.header("x-content-type-options") == "nosniff"


def test_tasks_are_listed_newest_first(browser: Browser, order: Order, poll: Poll) -> None:
    """The list shows variant, status, progress and why each task has not ended."""
    first, second = order(), order()
    for _ in range(4):
        poll(first)
    rows = [row for row in browser.get("/_mock/").all("tr") if "id" in row.attributes]
    assert [row.attributes["id"].removeprefix("t-press-") for row in rows] == [
        page.rpartition("/")[2] for page in (second, first)
    ]
    assert "3 more polls find it unfinished, the next one printed" in rows[0].text
    assert "printed" in rows[1].text
    assert "100 %" in rows[1].text


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=poster", 2), ("q=POSTER%20wait", 1), ("phase=succeeded", 1), ("api=press", 2), ("q=nothing", 0)],
)
def test_tasks_are_filtered(browser: Browser, order: Order, poll: Poll, query: str, found: int) -> None:
    """All words of the search, the API and the phase have to fit."""
    page, _ = order(), order()
    for _ in range(4):
        poll(page)
    assert len([row for row in browser.get(f"/_mock/?{query}").all("tr") if "id" in row.attributes]) == found


def test_looking_changes_nothing(browser: Browser, order: Order, poll: Poll, mock: Mock) -> None:
    """Pages count as no poll, move no task, and are not in the journal."""
    mock.tasks.plan = TaskPlan()
    page = order()
    for _ in range(3):
        browser.get("/_mock/")
        browser.get(page)
    task = next(iter(mock.tasks.store))
    assert (task.polls, task.status.name, len(mock.journal)) == (0, "waiting", 1)
    assert poll(page) == "printed"


def test_a_page_has_a_hundred_tasks(browser: Browser, mock: Mock) -> None:
    """Of thousands of tasks a page shows a hundred, and links to the next ones."""
    for _ in range(250):
        mock.tasks.add("press", "anna", variant="poster")
    document = browser.get("/_mock/?page=2")
    assert len([row for row in document.all("tr") if "id" in row.attributes]) == 100
    assert [link.text for link in document.all("a") if "page=" in link.attributes["href"]] == [
        "Newer",
        "Older",
    ]
    assert "101–200 of 250" in " ".join(document.text.split())
    assert "page 3 of 3" in " ".join(browser.get("/_mock/?page=99").text.split())


def test_a_task_has_a_timeline(
    browser: Browser, order: Order, poll: Poll, mock: Mock, clock: ManualClock
) -> None:
    """The page of a task lists its creation, polls, statuses and downloads, with links to the journal."""
    page = order()
    for _ in range(4):
        clock.advance(1)
        poll(page)
    result = browser.get(page).all("a", download="")[0].attributes["href"]
    mock.handle(Request("GET", result, "", {"host": HOST}))
    document = browser.get(page)
    kinds = [item.attributes["class"] for item in document.all("li") if "class" in item.attributes]
    assert kinds == ["created", *["poll"] * 3, "status", "poll", "status", "download"]
    assert document.all("a", href="/_mock/ui/journal/2")
    entry = browser.get("/_mock/ui/journal/2")
    assert "x-press-key" in entry.text
    assert "a secret key" not in entry.source


def test_a_result_is_shown_as_what_it_is(browser: Browser, order: Order, poll: Poll, mock: Mock) -> None:
    """A picture is shown, which counts as no download, and a link downloads it."""
    page = order()
    for _ in range(4):
        poll(page)
    shown = browser.get(page).all("img")[0].attributes["src"]
    response, before = browser.request("GET", shown), len(mock.journal)
    assert (response.status, response.header("content-type")) == (200, "image/png")
    assert len(mock.journal) == before
    assert browser.request("GET", "/_mock/ui/files/secrets.txt.exe").status == 404


def test_values_have_the_sentence_and_the_line_of_the_spec() -> None:
    """Each value of the body links to the line of the spec where its schema begins."""
    mock = create_app(["piapi"], admin=True).mock
    task = mock.tasks.add("piapi", "key", variant="flux")
    browser = Browser(mock.handle)
    document = browser.get(f"/_mock/ui/tasks/piapi/{task.id}")
    names = [cell.text for cell in document.all("th", data_label="Field")]
    assert {"/code", "/data/status", "/data/output"} <= {name.partition("/image")[0] for name in names}
    assert "Where the task stands." in document.text
    lines = [link.attributes["href"] for link in document.all("a", class_="line")]
    assert len(lines) >= len(names)
    marked = browser.get(lines[0].partition("#")[0]).all("span", class_="marked")
    assert len(marked) == 1
    assert marked[0].attributes["id"] == lines[0].partition("#")[2]


def test_a_clock_says_when_a_task_ends(browser: Browser, order: Order, mock: Mock) -> None:
    """A task that takes time says how long, and the button lets that time pass."""
    mock.tasks.plan = TaskPlan(after_seconds(90))
    page = order()
    assert "Ends in 1 min 30 s" in browser.get(page).text
    assert "Ends in 30 s" in browser.press(f"{page}/advance", {"seconds": "60"}).text
    assert "printed" in browser.press(f"{page}/advance", {"seconds": "60"}).all("dl")[0].text


@pytest.mark.parametrize(("button", "status"), [("finish", "printed"), ("fail", "torn"), ("cancel", "torn")])
def test_buttons_end_a_task(browser: Browser, order: Order, poll: Poll, button: str, status: str) -> None:
    """Finish, fail and cancel end a task at once; a second time the page says why not."""
    page = order()
    assert status in browser.press(f"{page}/{button}").all("dl")[0].text
    assert poll(page) == status
    response = browser.post(f"{page}/{button}")
    assert response.status == 400
    assert Document(response.body.decode()).all("p", role="alert")[0].text.strip()


def test_a_task_fails_with_each_error_of_the_vendor() -> None:
    """Each error that the spec lists for tasks can be chosen, and a poll shows its code and message."""
    for name, api in installed().items():
        mock = create_app([name], admin=True).mock
        browser = Browser(mock.handle)
        variant = requests_of(api)[0].variant
        page = f"/_mock/ui/tasks/{name}/{mock.tasks.add(name, 'k', variant=variant).id}"
        choices = [each for each in browser.get(page).all("option") if each.attributes["value"].isdecimal()]
        codes = [error["code"] for error in api.errors("task") if error["code"] is not None]
        assert len(choices) == max(len(codes), 1) + CLOCK_STEPS
        for number, code in enumerate(codes):
            page = f"/_mock/ui/tasks/{name}/{mock.tasks.add(name, 'k', variant=variant).id}"
            document = browser.press(f"{page}/fail", {"error": str(number), "message": "as told"})
            assert f"{code}" in document.all("table")[0].text


def test_links_expire_at_once(browser: Browser, order: Order, poll: Poll, mock: Mock) -> None:
    """The button lets the links of one task expire; another poll gives new ones, which work."""
    page, other = order(), order()

    def link(of: str) -> str:
        for _ in range(4):
            poll(of)
        return browser.get(of).all("a", download="")[0].attributes["href"]

    old, kept = link(page), link(other)
    assert mock.handle(Request("GET", old)).status == 200
    browser.press(f"{page}/expire")
    assert mock.handle(Request("GET", old)).status == 403
    assert mock.handle(Request("GET", kept)).status == 200
    assert mock.handle(Request("GET", link(page))).status == 200


def test_a_webhook_is_sent_again(browser: Browser, order: Order, mock: Mock) -> None:
    """The button posts the webhook of the last status again, and the timeline shows each attempt."""
    page = order({"kind": "poster", "order": {"words": "hi"}} | {"tell": {"where": "http://127.0.0.1:9/x"}})
    assert len(mock.webhooks.deliver(lambda _: 204)) == 1
    assert "is sent again" in browser.press(f"{page}/webhook").text
    assert len(mock.webhooks.deliver(lambda _: 204)) == 1
    assert len(browser.get(page).all("li", class_="webhook")) == 2
    assert "no endpoint" in browser.press(f"{order()}/webhook").text


@pytest.mark.parametrize("api", installed())
def test_every_request_has_a_form_that_makes_it(api: str) -> None:
    """The form of each request shows its example, makes the same body of it, and the mock takes that."""
    mock = create_app([api], admin=True).mock
    browser = Browser(mock.handle)
    for request in requests_of(mock.apis[api]):
        fields, example = request.fields(), request.example()
        texts = texts_of(fields, example)
        body = body_of(fields, texts)
        assert _without_empty(body) == _without_empty(example), request.id
        sent = texts | {"request": request.id, "do": "send"}
        document = browser.press("/_mock/ui/try", sent)
        assert "Response 2" in " ".join(document.text.split()), (request.id, document.text)
        curl, python = (element.text for element in document.all("pre")[1:3])
        assert _as_a_shell_reads_it(curl) == (request.operation.path, body)
        compile(python, request.id, "exec")
    assert sum(1 for _ in mock.tasks.store) == len(requests_of(mock.apis[api]))


def _as_a_shell_reads_it(curl: str) -> tuple[str, object]:
    """The path and the body of a command of curl."""
    words = shlex.split(curl)
    url = words[words.index("POST") + 1]
    return url.removeprefix(f"http://{HOST}"), json.loads(words[words.index("-d") + 1])


def _without_empty(value: object) -> object:
    """A body without texts that are empty and objects that have nothing else, which a form leaves out."""
    if isinstance(value, dict):
        parts = {name: _without_empty(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in ("", {})}
    return value


def test_a_form_names_what_cannot_be(browser: Browser) -> None:
    """A text that is no value of its field is refused by name, and what was typed is kept."""
    response = browser.post(
        "/_mock/ui/try",
        {"request": "press/poster/0", "/order/words": "hi", "/order/copies": "many", "do": "send"},
    )
    document = Document(response.body.decode())
    assert (response.status, document.all("p", role="alert")[0].text) == (
        400,
        "order.copies: write a number.",
    )
    assert document.all("input", name="/order/copies")[0].attributes["value"] == "many"


def test_a_request_is_shown_as_commands_and_program(browser: Browser) -> None:
    """Without sending, the form shows the request for curl, Python and the command line, without a key."""
    document = browser.press(
        "/_mock/ui/try", {"request": "press/poster/0", "/order/words": "it's", "do": "show"}
    )
    curl, python, command = (element.text for element in document.all("pre"))
    assert '-H "x-press-key: mock"' in curl
    compile(python, "snippet", "exec")
    assert "gettask create press poster --body - --wait" in command
    assert """it'"'"'s""" in curl


def test_a_scenario_starts_with_a_click(browser: Browser, mock: Mock) -> None:
    """A click creates a task in the scenario; one that lets the create fail shows the response."""
    document = browser.press(
        "/_mock/ui/scenarios", {"scenario": "queued-forever", "request": "press/poster/0"}
    )
    assert "The task never leaves the queue." in document.text
    assert "1 more poll" not in document.text
    refused = browser.post("/_mock/ui/scenarios", {"scenario": "key-revoked", "request": "press/poster/0"})
    assert refused.status in (200, 303)
    assert browser.post("/_mock/ui/scenarios/all", {"scenario": "fails"}).status == 303
    assert mock.tasks.scenario == "fails"
    assert browser.post("/_mock/ui/scenarios/all", {"scenario": "no-such"}).status == 400


def test_coverage_is_counted(browser: Browser, order: Order, poll: Poll) -> None:
    """The page tells which scenarios were met, and which never."""
    poll(order(x_mock_scenario="fails"))
    rows = {row.text.split()[0]: row.text for row in browser.get("/_mock/ui/scenarios").all("tr")}
    assert "1 ×" in rows["fails"]
    assert "never" in rows["busy"]


def test_the_journal_is_filtered_and_exported(browser: Browser, order: Order, mock: Mock) -> None:
    """Requests are found by words and class of status; the page links to their HAR."""
    order()
    mock.handle(Request("GET", "/press/v1/nowhere", "", {"host": HOST}))
    document = browser.get("/_mock/ui/journal?status=4xx")
    assert [row.attributes["id"] for row in document.all("tr") if "id" in row.attributes] == ["j-2"]
    assert len(browser.get("/_mock/ui/journal?q=post+jobs").all("tbody")[0].text.split("POST")) == 2
    har = document.all("a", download="mock.har")[0].attributes["href"]
    assert len(json.loads(browser.request("GET", har).body)["log"]["entries"]) == 2


def test_markup_of_the_network_stays_text(mock: Mock, browser: Browser, order: Order) -> None:
    """Markup in every field that a client can fill is text on every page."""
    body = {
        "kind": "song",
        "order": {"verses": [MARKUP]},
        MARKUP: MARKUP,
        "tell": {"where": f"http://a/{MARKUP}"},
    }
    page = order(body, x_press_key=MARKUP, user_agent=MARKUP)
    mock.handle(Request("GET", f"/press/v1/jobs/{MARKUP}", MARKUP, {"x-press-key": MARKUP, "host": HOST}))
    browser.press(f"{page}/fail", {"error": "0", "message": MARKUP})
    mock.webhooks.deliver(lambda _: 500)
    paths = [path_of(each) for each in PAGES] + [page, "/_mock/ui/journal/1", "/_mock/ui/journal/2"]
    paths += ["/_mock/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/_mock/ui/journal?q=%22%3E%3Cscript%3E"]
    paths += ["/_mock/ui/spec/press?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    for path in paths:
        _is_clean(browser.get(path))
    for path in (
        "/_mock/ui/tasks/press/%3Cscript%3E",
        "/_mock/ui/%3Cscript%3E",
        f"/_mock/ui/try?request={MARKUP}",
    ):
        _is_clean(Document(browser.request("GET", path).body.decode()))
    tried = {
        "request": "press/song/0",
        "/order/verses": json.dumps([MARKUP]),
        "scenario": MARKUP,
        "do": "send",
    }
    _is_clean(Document(browser.post("/_mock/ui/try", tried).body.decode()))
    assert json.dumps(MARKUP) in browser.get(page).text


def _is_clean(document: Document) -> None:
    scripts = [element.attributes.get("src", "") for element in document.all("script")]
    names = ("htmx.min.js", "hx-sse.min.js", "model.js")
    assert scripts in ([f"/_mock/ui/static/{name}" for name in names[:count]] for count in (2, 3))
    assert all(element.attributes.get("src") != "x" for element in document.all("img"))
    assert not any(name.startswith("on") for element in document.elements for name in element.attributes)
    assert "`49" not in document.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "http://127.0.0.1:9"},
    ],
)
def test_posts_of_other_sites_are_refused(
    browser: Browser, order: Order, poll: Poll, headers: dict[str, str]
) -> None:
    """A form on a page of another site changes nothing."""
    page = order()
    assert browser.post(f"{page}/finish", {}, **headers).status == 403
    assert poll(page) == "waiting"


def test_other_hosts_are_refused(browser: Browser) -> None:
    """A page that was reached by a name that is not of this machine shows nothing."""
    assert browser.request("GET", "/_mock/", host="evil.example").status == 403


def test_there_is_no_console_without_the_admin_api() -> None:
    """The console has the rights of the admin API, and is not served where that is not."""
    mock = create_app(specs={"press": PRESS}, clock=ManualClock()).mock
    assert Browser(mock.handle).request("GET", "/_mock/").status == 404


def test_no_key_is_shown(browser: Browser, order: Order) -> None:
    """Pages tell keys apart by a hash."""
    page = order()
    for path in ("/_mock/", page, "/_mock/ui/journal", "/_mock/ui/journal/1"):
        assert "a secret key" not in browser.get(path).source


def test_a_form_that_is_no_form_is_refused(browser: Browser, order: Order) -> None:
    """JSON, and more fields than a form has, are refused with a sentence."""
    page = order()
    response = browser.request("POST", f"{page}/finish", b"{}", content_type="application/json")
    assert (response.status, b"sends forms" in response.body or b"send forms" in response.body) == (400, True)
    assert browser.post(f"{page}/finish", {str(n): "" for n in range(501)}).status == 400


def test_a_stream_begins_with_an_event(mock: Mock) -> None:
    """What changed between a page and its stream is shown: the first event comes at once."""
    app, sent = App(mock), list[bytes]()
    app.streams.closing = True

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "path": "/_mock/ui/events", "query_string": b"", "headers": []}
    asyncio.run(app(scope, receive, send))
    assert b"".join(sent) == b": open\n\nevent: changed\ndata: 1\n\n"


def test_pages_are_bounded(browser: Browser, order: Order) -> None:
    """Of a long text a page shows the beginning, and says how much is left out."""
    page = order({"kind": "song", "order": {"verses": ["x" * 3_000_000]}})
    for path in (page, "/_mock/ui/journal/1"):
        source = browser.get(path).source
        assert len(source) < 500_000
        assert "more characters" in source


def test_vendored_files_are_those_of_their_packages() -> None:
    """htmx and its extension are the files of the npm package whose hashes DECISIONS.md records."""

    record = (Path(__file__).parents[2] / "DECISIONS.md").read_text("utf-8")
    for name in ("htmx.min.js", "hx-sse.min.js"):
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() in record
