"""The catalogue of scenarios: what each does, how it is chosen, who has met it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from gettask import APIS, UnexpectedResponseError, WebhookError, load, webhooks
from gettask.mock import (
    App,
    Assumptions,
    ManualClock,
    Mock,
    Request,
    WebhookDelivery,
    WebhookEndpoint,
    create_app,
)
from gettask.mock.assets import PREFIX
from gettask.mock.scenarios.alterations import DELAY
from gettask.mock.scenarios.catalogue import CATALOGUE, SCENARIOS, find
from gettask.mock.scenarios.listing import markdown, text
from gettask.mock.scenarios.model import marked
from gettask.mock.spec.api import installed
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.pointer import put
from gettask.mock.transport import MockTransport
from gettask.mock.webhooks import SECRET
from tests.mock.conftest import POSTER, Call
from tests.mock.simulated import headers, poll_url
from tests.mock.test_asgi import exchange
from tests.mock.test_vendors import HEADERS, orders

DOCS = Path(__file__).parents[2] / "docs/scenarios.md"
ARGUMENTS = {"fails-with": "2008", "refused-with": "2010", "ends-as": "failed"}
CODES = {"fails-with", "refused-with"}
"""Scenarios with a code, which not every API has."""
# Not every field or code is everywhere, nor are webhooks: these show themselves where they are.
SOMEWHERE = {
    *CODES,
    "progress-over-100",
    *(name for name in CATALOGUE if name.startswith("webhook-")),
}
WHOLE = [api for api in APIS if len(load(api).variants) > 1]
"""APIs that are described in whole. One variant of an API need not have what the others show."""


def title(name: str) -> str:
    return f"{name}:{ARGUMENTS[name]}" if name in ARGUMENTS else name


@cache
def first(api: str) -> tuple[Operation, Any]:
    """An order that the API takes."""
    operation, body = next(order.values for order in orders() if order.id.startswith(f"{api}-"))
    return operation, body


class ScenarioRun:
    """One order at an API, and all that is seen of it."""

    def __init__(self, api: str, name: str | None, polls: int = 24) -> None:
        self.mock = create_app(
            [api], clock=ManualClock(), webhook_endpoint=WebhookEndpoint("http://127.0.0.1")
        ).mock
        self.mock.tasks.scenario = name
        operation, body = first(api)
        body = copy.deepcopy(body)
        for place, value in (("endpoint", "http://127.0.0.1"), ("secret", SECRET)):
            if facts := installed()[api].spec.get("x-webhook", {}).get(place):
                put(body, facts["at"][0], value)
        with httpx.Client(transport=MockTransport(self.mock), headers=headers(api), timeout=200) as client:
            root = "http://mock.example"
            self.seen = [self.fetch(client, operation.method, root + operation.path, body)]
            for task in self.mock.tasks.store:
                url = root + poll_url(api, task.id)
                self.seen += [self.fetch(client, "GET", url) for _ in range(polls)]
            links = [link for _, text in self.seen for link in re.findall(rf"http[^\"]+{PREFIX}[^\"]+", text)]
            if links:
                self.seen += [self.fetch(client, "GET", links[-1]) for _ in range(2)]
        self.posted: list[WebhookDelivery] = []
        for _ in range(3):
            self.mock.webhooks.deliver(self.receive)
            clock = self.mock.clock
            assert isinstance(clock, ManualClock)
            clock.advance(DELAY)

    def receive(self, delivery: WebhookDelivery) -> int:
        self.posted.append(delivery)
        return 200

    def fetch(self, client: httpx.Client, method: str, url: str, body: Any = None) -> tuple[int, str]:
        content = json.dumps(body).encode() if body is not None else None
        try:
            reply = client.request(method, url, content=content)
        except httpx.TransportError as error:
            return 0, type(error).__name__
        return reply.status_code, reply.text


@pytest.fixture(scope="module")
def runs() -> dict[tuple[str, str], ScenarioRun]:
    """Every scenario at every API that has what it takes."""
    found = {}
    for api, name in product(WHOLE, CATALOGUE):
        with suppress(ValueError) if name in CODES else nullcontext():
            found[api, name] = ScenarioRun(api, title(name))
    return found


def test_there_are_many() -> None:
    """At least forty scenarios, each of a name and a sentence of its own."""
    assert len(SCENARIOS) == len(CATALOGUE) >= 40
    assert all(re.fullmatch(r"[A-Z][^.]+\.", scenario.about) for scenario in SCENARIOS)
    assert len({scenario.about for scenario in SCENARIOS}) == len(SCENARIOS)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_scenario_shows_itself(runs: dict[tuple[str, str], ScenarioRun], name: str) -> None:
    """Each API that is described in whole shows it, and nothing is a mistake of the mock's own."""
    here = {api: runs[api, name] for api in WHOLE if (api, name) in runs}
    met = [api for api, run in here.items() if name in run.mock.scenarios.met]
    assert met if name in SOMEWHERE else met == WHOLE
    assert all(count for run in here.values() for count in run.mock.scenarios.met.values())
    texts = [text for run in here.values() for _, text in run.seen]
    assert not [text for text in texts if text.startswith("gettask mock:")]


SEEN = {
    "bad-network": [200, 502, 502, 0],
    "busy": [200, 429, 200, 200],
    "busy-forever": [200, 429, 429, 429],
    "cut-body": [200, 0, 200, 200],
    "forbidden": [200, 403, 403, 403],
    "gateway-page": [200, 502, 200, 200],
    "key-revoked": [200, 200, 401, 401],
    "redirect": [200, 307, 307, 307],
    "not-found-yet": [200, 404, 200, 200],
    "proxy-page": [200, 522, 200, 200],
    "server-error-once": [200, 500, 200, 200],
    "unauthorized-once": [200, 200, 401, 200],
}


@pytest.mark.parametrize("name", SEEN)
def test_replies_come_in_the_order_that_the_name_promises(
    runs: dict[tuple[str, str], ScenarioRun], name: str
) -> None:
    """Create, then three polls, with each API; 0 is a connection that breaks."""
    for api in WHOLE:
        assert [status for status, _ in runs[api, name].seen[:4]] == SEEN[name], api


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("result-gone", (404, 404)),
        ("result-link-expired", (403, 403)),
        ("result-link-expired-once", (403, 200)),
        ("result-truncated", (0, 0)),
        ("result-truncated-once", (0, 200)),
        ("result-fails-once", (503, 200)),
        ("result-redirect", (307, 307)),
    ],
)
def test_downloads_go_as_the_name_promises(
    runs: dict[tuple[str, str], ScenarioRun], name: str, last: tuple[int, int]
) -> None:
    """The first and second download of a result, with each API."""
    for api in WHOLE:
        assert tuple(status for status, _ in runs[api, name].seen[-2:]) == last, api


def test_stuck_is_stuck_at_99(runs: dict[tuple[str, str], ScenarioRun]) -> None:
    """Where an API reports progress, it stays at 99 while the task runs."""
    _, body = runs["tripo", "stuck-at-99"].seen[-1]
    assert (json.loads(body)["data"]["progress"], json.loads(body)["data"]["status"]) == (99, "running")


def test_lack_of_credit_is_said_as_the_vendor_says_it(runs: dict[tuple[str, str], ScenarioRun]) -> None:
    """One vendor sends a 500 with the failed task, the other a 403 with a code."""
    status, body = runs["piapi", "credit-exhausted"].seen[0]
    task = json.loads(body)["data"]
    assert (status, task["status"], task["error"]["code"]) == (500, "failed", 10000)
    assert "quota not enough" in task["error"]["raw_message"]
    status, body = runs["tripo", "credit-exhausted"].seen[0]
    assert (status, json.loads(body)["code"]) == (403, 2010)


# How many webhooks come; whether they can be verified, and read.
POSTED: dict[str, dict[str, tuple[int, bool, bool]]] = {
    "succeeds-at-once": {"piapi": (2, True, True), "tripo": (1, True, True)},
    "fails": {"piapi": (2, True, True), "tripo": (1, True, True)},
    "fails-on-create": {"piapi": (1, True, True), "tripo": (1, True, True)},
    "create-fails": {"piapi": (0, True, True), "tripo": (0, True, True)},
    "webhook-duplicate": {"piapi": (4, True, True), "tripo": (2, True, True)},
    "webhook-retried": {"piapi": (4, True, True), "tripo": (2, True, True)},
    "webhook-abandoned": {"piapi": (6, True, True), "tripo": (3, True, True)},
    "webhook-late": {"piapi": (2, True, True), "tripo": (1, True, True)},
    "webhook-out-of-order": {"piapi": (2, True, True), "tripo": (1, True, True)},
    "webhook-lost": {"piapi": (0, True, True), "tripo": (0, True, True)},
    "webhook-forged": {"piapi": (2, False, True), "tripo": (1, False, True)},
    "webhook-unsigned": {"piapi": (2, False, True), "tripo": (1, False, True)},
    "webhook-replayed": {"piapi": (2, True, True), "tripo": (1, False, True)},
    "webhook-without-envelope": {"piapi": (2, True, True), "tripo": (1, True, True)},
    "webhook-cut": {"piapi": (2, True, False), "tripo": (1, True, False)},
}


@pytest.mark.parametrize("name", POSTED)
def test_webhooks_are_what_the_name_promises(runs: dict[tuple[str, str], ScenarioRun], name: str) -> None:
    """gettask.webhooks accepts what an API would send, and refuses what it would not."""
    for api, (count, verified, read) in POSTED[name].items():
        posted = runs[api, name].posted
        assert len(posted) == count, api
        for delivery in posted:
            with nullcontext() if verified else pytest.raises(WebhookError):
                webhooks.verify(delivery.body, delivery.headers, api=api, secret=SECRET)
            with nullcontext() if read else pytest.raises(UnexpectedResponseError):
                task = webhooks.parse(delivery.body, delivery.headers, api=api).task
                assert task is not None
                assert task.id == delivery.task


def test_a_failure_by_code_has_the_text_of_the_table(runs: dict[tuple[str, str], ScenarioRun]) -> None:
    """Also where `x-errors` has the text with the HTTP error of that code only."""
    code = int(ARGUMENTS["fails-with"])
    texts = [error["message"] for error in installed()["tripo"].spec["x-errors"]
             if error["code"] == code and "message" in error]  # fmt: skip
    _, body = runs["tripo", "fails-with"].seen[-1]
    assert json.loads(body)["data"]["error_message"] in texts


def test_a_create_that_is_refused_creates_nothing(runs: dict[tuple[str, str], ScenarioRun]) -> None:
    """After an error there is no task; after a reply that was lost there is one."""
    for api in WHOLE:
        assert list(runs[api, "create-fails"].mock.tasks.store) == []
        assert len(list(runs[api, "create-lost"].mock.tasks.store)) == 1


def test_a_scenario_is_asked_for_by_header_or_text(mock: Mock, call: Call) -> None:
    """The header counts more than the text, the text more than the setting of the mock."""
    mock.tasks.scenario = "fails"
    words = POSTER | {"order": {"words": "mock:forbidden"}}
    created = [call("POST", "/press/v1/jobs", POSTER), call("POST", "/press/v1/jobs", words)]
    created.append(call("POST", "/press/v1/jobs", words, x_mock_scenario="not-found"))
    polls = [call("GET", f"/press/v1/jobs/{reply.json()['job']['ref']}") for reply in created]
    assert [poll.status for poll in polls] == [200, 403, 404]
    assert polls[0].json()["job"]["state"] == "torn"
    assert mock.scenarios.met == {"fails": 1, "forbidden": 1, "not-found": 1}


@pytest.mark.parametrize("name", ["succeeds-on-create", "fails-on-create"])
def test_a_task_that_has_ended_when_it_is_created_has_met_its_scenario(
    mock: Mock, call: Call, name: str
) -> None:
    """Whoever reads the response to the create request has no reason to poll."""
    call("POST", "/press/v1/jobs", POSTER, x_mock_scenario=name)
    assert mock.scenarios.met == {name: 1}


def test_a_scenario_that_is_not_there_is_named(mock: Mock, call: Call) -> None:
    """A name that the catalogue lacks is a mistake that says so; in a request it is a 400 of the vendor's."""
    with pytest.raises(ValueError, match="no such scenario: 'nothing'"):
        mock.tasks.scenario = "nothing"
    with pytest.raises(ValueError, match="write fails-with:CODE"):
        find("fails-with")
    words = POSTER | {"order": {"words": "mock:nothing"}}
    for reply in (
        call("POST", "/press/v1/jobs", POSTER, x_mock_scenario="nothing"),
        call("POST", "/press/v1/jobs", words),
    ):
        message = "Cannot print: no such scenario: 'nothing'; see gettask mock --list-scenarios"
        assert (reply.status, reply.json()["error"]) == (400, {"number": 3, "text": message})
    assert list(mock.tasks.store) == []


def test_nothing_is_created_for_lack_of_credit_without_a_word() -> None:
    """Where errors have no bodies by assumptions, the status alone says so."""
    create, order = first("piapi")
    mock = create_app(["piapi"], assumptions=Assumptions(error_bodies=False)).mock
    headers = HEADERS | {"x-mock-scenario": "credit-exhausted"}
    reply = mock.handle(Request("POST", create.path, headers=headers, body=json.dumps(order).encode()))
    assert (reply.status, reply.body) == (500, b"")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"a": [1, {"b": "a cat mock:busy"}]}, "busy"),
        ("mock:fails-with:2008.", "fails-with:2008"),
        ("amock:busy", None),
        (None, None),
        ({"mock:busy": 1}, None),
    ],
)
def test_markers_are_found_in_any_text(value: Any, name: str | None) -> None:
    """Names of fields are no texts."""
    assert marked(value) == name


def test_a_create_that_has_moved_creates_once(mock: Mock, call: Call) -> None:
    """Nothing is created by the redirect, one task behind it."""
    moved = call("POST", "/press/v1/jobs", POSTER, x_mock_scenario="create-redirect")
    assert (moved.status, list(mock.tasks.store)) == (307, [])
    path, _, query = (moved.header("location") or "").removeprefix("http://mock.example:1").partition("?")
    reply = call("POST", path, POSTER, query, x_mock_scenario="create-redirect")
    assert (reply.status, len(list(mock.tasks.store))) == (201, 1)


def test_a_task_ends_as_it_is_told(call: Call, order: Callable[..., str]) -> None:
    """In any terminal status of its API; another one is a mistake that names those."""
    ref = order(x_mock_scenario="ends-as:torn")
    assert call("GET", f"/press/v1/jobs/{ref}").json()["job"]["state"] == "torn"
    reply = call("POST", "/press/v1/jobs", POSTER, x_mock_scenario="ends-as:working")
    assert (reply.status, b"the terminal statuses are printed, torn, refused" in reply.body) == (400, True)


def test_a_refusal_that_the_vendor_does_not_have_is_named(call: Call) -> None:
    """A code that is not listed is a mistake in the request, too."""
    reply = call("POST", "/press/v1/jobs", POSTER, x_mock_scenario="refused-with:7")
    assert (reply.status, b"no HTTP error has the code 7" in reply.body) == (400, True)


def test_a_scenario_is_for_links_that_lead_somewhere(call: Call, order: Callable[..., str]) -> None:
    """One that nobody gave out is 404, whatever becomes of the results of its task."""
    ref = order(x_mock_scenario="result-page")
    sheet = call("GET", f"/press/v1/jobs/{ref}").json()["job"]["result"]["sheet"]
    path = sheet.removeprefix("http://mock.example:1")
    assert [call("GET", each).status for each in (path, path.replace(PREFIX, PREFIX + "0"))] == [200, 404]


def test_creates_are_counted_from_the_last_reset_on(mock: Mock, call: Call) -> None:
    """What happens to the first happens to the first of each test."""
    for _ in range(2):
        mock.tasks.scenario = "create-busy"
        replies = [call("POST", "/press/v1/jobs", POSTER) for _ in range(2)]
        assert [reply.status for reply in replies] == [429, 201]
        mock.reset()


def test_a_slow_reply_is_a_timeout_without_waiting() -> None:
    """In process the held clock moves, and a client that would not have waited gets its timeout."""
    clock = ManualClock(0)
    mock = create_app(["tripo-v2"], clock=clock).mock
    mock.tasks.scenario = "create-slow"
    operation, body = first("tripo-v2")
    with httpx.Client(transport=MockTransport(mock), headers=HEADERS, timeout=30) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.post(f"http://mock.example{operation.path}", json=body)
        assert clock.now == 30
        assert client.post(f"http://mock.example{operation.path}", json=body, timeout=100).status_code == 200
        assert clock.now == 30 + DELAY


def test_an_asgi_server_is_left_to_cut_the_connection(app: App) -> None:
    """A body that is to break off is announced whole and never ended."""
    app.mock.tasks.scenario = "create-lost"
    app.mock.keys = None
    text = json.dumps(POSTER).encode()
    headers = [(b"x-press-key", b"anna"), (b"content-type", b"application/json")]
    headers.append((b"content-length", str(len(text)).encode()))
    sent = anyio.run(lambda: exchange(app, [{"type": "http.request", "body": text}], headers=headers))
    announced = int(dict(sent[0]["headers"])[b"content-length"])
    assert (sent[1]["more_body"], len(sent[1]["body"])) == (True, announced // 2)


def test_the_page_has_the_table_of_the_catalogue() -> None:
    """docs/scenarios.md has the table that the command prints; the list in a terminal names the same."""
    assert "\n".join(markdown()) in DOCS.read_text(encoding="utf-8")
    assert [line.split()[0] for line in text()] == [scenario.title for scenario in SCENARIOS]
