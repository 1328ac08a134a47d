"""The admin API of the mock, under /_mock/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.sources.loader import load
from codegen.sources.redocly import Redocly
from gettask.mock import (
    Faults,
    Latency,
    ManualClock,
    Mock,
    Request,
    Response,
    TaskPlan,
    after_polls,
    create_app,
)
from gettask.mock.http import is_loopback
from gettask.mock.spec.api import Api
from tests.mock.conftest import POSTER
from tests.mock.fixtures import PRESS

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "src/gettask/mock/admin.yaml"


@pytest.fixture(scope="module")
def document() -> Api:
    """admin.yaml, read as any other spec."""
    return Api("admin", load(DOCUMENT).data)


@pytest.fixture
def mock() -> Mock:
    return create_app(specs={"press": PRESS}, clock=ManualClock(), admin=True).mock


class Remote:
    """Sends requests to the mock, and holds each reply against admin.yaml."""

    def __init__(self, mock: Mock, document: Api) -> None:
        self.mock, self.document = mock, document

    def __call__(self, method: str, name: str, body: Any = None, query: str = "", **headers: str) -> Response:
        path = f"/_mock/{name}"
        sent = b"" if body is None else json.dumps(body).encode()
        every = {"content-type": "application/json", "host": "127.0.0.1:8899"}
        every |= {word.replace("_", "-"): value for word, value in headers.items()}
        reply = self.mock.handle(Request(method, path, query, every, sent))
        for operation in self.document.operations:
            if (operation.method, operation.path) == (method, path):
                content = operation.content(reply.status)
                assert operation.response(reply.status) is not None, reply
                assert (content is None) == (reply.body == b"")
                if content is not None:
                    assert self.document.document.validate(content["schema"], reply.json()) is None
        return reply

    def order(self, poster: Any = POSTER) -> str:
        sent = {"x-press-key": "a secret", "content-type": "application/json"}
        body = json.dumps(poster).encode()
        reply = self.mock.handle(Request("POST", "/press/v1/jobs", "x=a-secret", sent, body))
        return str(reply.json()["job"]["ref"])

    def poll(self, ref: str) -> str:
        path = f"/press/v1/jobs/{ref}"
        reply = self.mock.handle(Request("GET", path, headers={"x-press-key": "a secret"}))
        return str(reply.json()["job"]["state"])


@pytest.fixture
def remote(mock: Mock, document: Api) -> Remote:
    return Remote(mock, document)


def test_time_can_be_let_pass(remote: Remote) -> None:
    """A task that takes an hour is done when the hour is."""
    assert remote("PUT", "plan", {"complete_after": {"seconds": 3600}}).status == 204
    ref = remote.order()
    assert remote.poll(ref) == "waiting"
    before = remote.mock.clock()
    assert remote("POST", "advance", {"seconds": 3600}).json() == {"now": before + 3600}
    assert remote.poll(ref) == "printed"


def test_a_plan_can_be_set(remote: Remote) -> None:
    """It is what a plan in Python is."""
    body = {"complete_after": {"polls": 2}, "end": "failed", "code": 9, "message": "no ink"}
    assert remote("PUT", "plan", body).status == 204
    assert remote.mock.tasks.plan == TaskPlan(after_polls(2), "failed", code=9, message="no ink")


def test_a_plan_can_be_for_some_tasks(remote: Remote) -> None:
    """For an API, a variant or a key; the last that fits counts, and one without them is for all again."""
    remote("PUT", "plan", {"end": "torn"})
    remote("PUT", "plan", {"end": "refused", "variant": "poster", "api": "press"})
    remote("PUT", "plan", {"end": "printed", "variant": "song"})
    assert remote.poll(remote.order()) == "refused"
    remote("PUT", "plan", {"end": "printed", "key": "a secret"})
    assert remote.poll(remote.order()) == "printed"
    remote("PUT", "plan", {"end": "torn"})
    assert remote.poll(remote.order()) == "torn"


def test_a_task_can_be_planned_anew(remote: Remote) -> None:
    """That one fails although all others succeed; when it has, it is too late for another plan."""
    remote("PUT", "plan", {"complete_after": {"polls": 2}})
    ref, other = remote.order(), remote.order()
    assert remote.poll(ref) == "waiting"
    assert remote("PUT", "plan", {"task": ref, "end": "torn", "message": "no ink"}).status == 204
    assert remote.poll(ref) == "torn"
    assert [remote.poll(other) for _ in range(3)] == ["waiting", "working", "printed"]
    reply = remote("PUT", "plan", {"task": ref})
    assert reply.json() == {"message": "the task has ended as torn, and a terminal status stays"}
    assert remote.poll(ref) == "torn"


def test_webhooks_tell_of_a_new_plan_when_its_time_has_come(remote: Remote) -> None:
    """No poll is needed in between."""
    remote("PUT", "plan", {"complete_after": {"seconds": 1000}})
    ref = remote.order(POSTER | {"tell": {"where": "http://127.0.0.1:9/hook", "word": "word"}})
    assert remote.mock.webhooks.deliver(lambda _: 204)
    remote("PUT", "plan", {"task": ref, "complete_after": {"seconds": 10}, "end": "torn"})
    assert remote.mock.webhooks.deliver(lambda _: 204) == []
    remote("POST", "advance", {"seconds": 10})
    deliveries = remote.mock.webhooks.due()
    assert b'"torn"' in deliveries[-1].body


def test_a_webhook_can_be_registered_and_removed(remote: Remote) -> None:
    """It is shown without what may be secret in it."""
    body = {"url": "http://me:word@127.0.0.1:9/hook?token=hidden", "secret": "word"}
    assert remote("PUT", "webhook", body).json() == {"url": "http://127.0.0.1:9/hook"}
    assert remote.mock.tasks.webhook_endpoint is not None
    assert (remote.mock.tasks.webhook_endpoint.url, remote.mock.tasks.webhook_endpoint.secret) == (
        body["url"],
        "word",
    )
    assert remote("PUT", "webhook", {"url": None}).json() == remote("GET", "webhook").json() == {"url": None}


def test_deliveries_are_listed_in_pages(remote: Remote) -> None:
    """Each attempt with what came of it, and without secrets."""
    tell = {"where": "http://127.0.0.1:9/hook?token=hidden", "word": "hidden"}
    remote.order(POSTER | {"tell": tell})
    statuses = iter([204, 500])
    remote.mock.webhooks.deliver(lambda _: next(statuses))
    page = remote("GET", "deliveries", query="limit=1").json()
    rest = remote("GET", "deliveries", query=f"after={page['next']}").json()
    listed = page["deliveries"] + rest["deliveries"]
    assert [(each["status"], each["problem"]) for each in listed] == [
        (204, None),
        (500, "the status is not 2xx"),
    ]
    assert rest["next"] is None
    assert "hidden" not in json.dumps(listed)


def test_a_scenario_can_be_set_and_read(remote: Remote) -> None:
    """It holds for tasks created from then on; coverage counts it."""
    assert remote("GET", "scenario").json() == {"name": None}
    assert remote("PUT", "scenario", {"name": "fails"}).json() == {"name": "fails"}
    assert remote.poll(remote.order()) == "torn"
    coverage = remote("GET", "coverage").json()
    assert coverage["met"] == {"fails": 1}
    assert "fails" not in coverage["unmet"]
    assert "busy" in coverage["unmet"]


def test_faults_can_be_set_and_ended(remote: Remote) -> None:
    """They are what `Faults` are; an empty object ends them."""
    body = {"latency": "uniform:1:2", "errors": 0.5, "cuts": 0.25, "cut_at": 3, "seed": 7}
    assert remote("PUT", "faults", body).status == 204
    assert remote.mock.faults == Faults(Latency(1, 2), 0.5, 0.25, 3, 7)
    assert remote("PUT", "faults", {}).status == 204
    assert remote.mock.faults is None


def test_tasks_are_listed_in_pages(remote: Remote) -> None:
    """Each page says where the next begins, and the last that there is none."""
    refs = [remote.order() for _ in range(5)]
    seen, after = [], 0
    while after is not None:
        page = remote("GET", "tasks", query=f"after={after}&limit=2").json()
        seen += [task["id"] for task in page["tasks"]]
        after = page["next"]
    assert seen == refs


def test_a_task_can_be_put_there(remote: Remote) -> None:
    """It has the id that was given, is of the variant, and what is planned holds for it as well."""
    remote("PUT", "plan", {"end": "torn"})
    put = remote("POST", "tasks", {"api": "press", "key": "a secret", "variant": "song", "id": "mine"})
    assert remote("GET", "tasks").json()["tasks"] == [put.json()]
    assert (put.json()["id"], put.json()["variant"]) == ("mine", "song")
    assert remote.poll("mine") == "torn"
    again = remote("POST", "tasks", {"api": "press", "key": "another", "id": "mine"})
    assert again.json() == {"message": "there is a task mine already"}


def test_a_task_that_is_put_there_is_in_the_scenario_of_all(remote: Remote) -> None:
    """It asks for none of its own, no more than a task that was created without a word about it."""
    remote("PUT", "scenario", {"name": "fails"})
    put = remote("POST", "tasks", {"api": "press", "key": "a secret", "variant": "song"}).json()
    assert (put["scenario"], remote.poll(put["id"])) == ("fails", "torn")


def test_a_task_that_is_put_there_repeats_its_request(remote: Remote) -> None:
    """Without a body, the request is the example of the variant."""
    verses = []
    for more in {}, {"body": {"kind": "song", "order": {"verses": ["mine"]}}}:
        put = remote("POST", "tasks", {"api": "press", "key": "a secret", "variant": "song"} | more).json()
        request = Request("GET", f"/press/v1/jobs/{put['id']}", headers={"x-press-key": "a secret"})
        verses.append(remote.mock.handle(request).json()["job"]["order"]["verses"])
    assert verses == [["la"], ["mine"]]


def test_the_journal_tells_no_secrets(remote: Remote) -> None:
    """It has method, path and status of each request, and neither keys nor queries nor signatures."""
    remote.poll(remote.order())
    remote.mock.handle(Request("GET", "/_assets/signature/file.png"))
    reply = remote("GET", "journal")
    entries = reply.json()["entries"]
    assert [(entry["method"], entry["status"]) for entry in entries] == [
        ("POST", 201),
        ("GET", 200),
        ("GET", 404),
    ]
    assert [entry["number"] for entry in entries] == [1, 2, 3]
    assert b"secret" not in reply.body
    assert b"signature" not in reply.body


def test_reset_is_a_new_beginning(remote: Remote) -> None:
    """Tasks, journal, plan, scenario and faults are gone; clock and coverage go on."""
    remote("PUT", "scenario", {"name": "fails"})
    remote("PUT", "plan", {"complete_after": {"polls": 9}})
    remote("PUT", "faults", {"latency": "1"})
    remote.poll(remote.order())
    remote("POST", "advance", {"seconds": 5})
    now = remote.mock.clock()
    assert remote("POST", "reset", {}).status == 204
    assert remote("GET", "tasks").json() == {"tasks": [], "next": None}
    assert remote("GET", "journal").json() == {"entries": [], "next": None}
    assert remote("GET", "coverage").json()["met"] == {"fails": 1}
    assert remote("GET", "scenario").json() == {"name": None}
    assert (remote.mock.tasks.plan, remote.mock.faults, remote.mock.clock()) == (TaskPlan(), None, now)


@pytest.mark.parametrize(
    ("method", "name", "body", "message"),
    [
        ("POST", "advance", {"seconds": -1}, "backwards"),
        ("POST", "advance", {"seconds": "1"}, "seconds cannot be"),
        ("POST", "advance", {"seconds": True}, "seconds cannot be"),
        ("POST", "advance", {}, "seconds is missing"),
        ("PUT", "scenario", {}, "name is missing"),
        ("POST", "advance", {"minutes": 1}, "no such member: minutes; there are seconds"),
        ("POST", "advance", {"seconds": float("nan")}, "NaN is not a number"),
        ("POST", "advance", [], "not a JSON object"),
        ("PUT", "scenario", {"name": "nothing"}, "no such scenario"),
        ("PUT", "plan", {"complete_after": {"polls": -1}}, "not negative"),
        ("PUT", "plan", {"complete_after": {"polls": 1.5}}, "polls cannot be 1.5"),
        ("PUT", "plan", {"complete_after": {"looks": 1}}, "no such member: looks; there are polls, seconds"),
        ("PUT", "plan", {"complete_after": 3}, "complete_after cannot be 3"),
        ("POST", "advance", {"seconds": 1e300}, "beyond the year 9892"),
        ("POST", "advance", {"seconds": 10**400}, "beyond the year 9892"),
        ("PUT", "faults", {"errors": 2}, "between 0 and 1"),
        ("PUT", "faults", {"latency": "long"}, "write S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA"),
        ("PUT", "scenario", {"name": "ends-as:lost"}, "the terminal statuses are printed, torn, refused"),
        ("PUT", "scenario", {"name": "refused-with:7"}, "no HTTP error has the code 7"),
        ("PUT", "plan", {"statuses": [1]}, "list of statuses"),
        ("PUT", "plan", {"statuses": []}, "one at least"),
        (
            "PUT",
            "plan",
            {"statuses": ["waiting", "printed", "torn"]},
            "printed is a terminal status",
        ),
        ("POST", "reset", {"tasks": 1}, "no such member: tasks; there are none"),
        ("POST", "tasks", {"api": "press", "key": ""}, "nobody would see the task"),
        ("POST", "tasks", {"api": "press", "key": "k", "id": ""}, "'' is not an id"),
        ("PUT", "plan", {"statuses": ["lost"]}, "the table has waiting, working"),
        ("PUT", "plan", {"end": "lost"}, "the terminal statuses are printed, torn, refused"),
        (
            "PUT",
            "plan",
            {"end": "lost", "variant": "song"},
            "the terminal statuses are printed, torn, refused",
        ),
        ("PUT", "plan", {"complete_after": {"seconds": 1e300}}, "seconds at most 1000000000"),
        ("PUT", "plan", {"api": "pres"}, "no such API: 'pres'; there are press"),
        ("PUT", "plan", {"variant": "posted"}, "no such variant: 'posted'; press has poster, song"),
        ("PUT", "plan", {"task": "none"}, "there is no task none"),
        ("POST", "tasks", {"api": "press"}, "key is missing"),
        ("POST", "tasks", {"api": "pres", "key": "k"}, "no such API: 'pres'; there are press"),
        ("POST", "tasks", {"api": "press", "key": "k", "variant": "x"}, "press has poster, song"),
        ("POST", "tasks", {"api": "press", "key": "k", "body": []}, "body cannot be []"),
        ("POST", "tasks", {"api": "press", "key": "k", "id": ".."}, "'..' is not an id"),
        ("POST", "tasks", {"api": "press", "key": "k", "body": {"a": 1e999}}, "is not a number"),
        ("PUT", "plan", {"end": "failed", "code": "ink"}, 'no task can fail with the code "ink"'),
        ("PUT", "scenario", {"name": "fails-with:ink"}, 'no task can fail with the code "ink"'),
        ("POST", "tasks", {"api": "press", "key": "k", "id": "a/b"}, "'a/b' is not an id"),
        ("PUT", "plan", {"task": "none", "variant": "song"}, "leave out variant"),
        ("PUT", "plan", {"variant": 1}, "variant cannot be 1"),
        ("PUT", "webhook", {"url": "ftp://127.0.0.1"}, "an http:// or https:// URL"),
        ("PUT", "webhook", {"url": "http://127.0.0.1:x"}, "ort could not be cast"),
        ("PUT", "webhook", {"url": 1}, "url cannot be 1"),
    ],
)
def test_a_wrong_request_is_explained(
    remote: Remote, method: str, name: str, body: Any, message: str
) -> None:
    """400, and the message names what is wrong."""
    reply = remote(method, name, body)
    assert reply.status == 400
    assert message in reply.json()["message"]


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "after=x", "after=-5", "limit=1_0"])
def test_a_wrong_page_is_refused(remote: Remote, query: str) -> None:
    """A page has 1 to 1000 items, behind a number."""
    reply = remote("GET", "tasks", query=query)
    assert reply.status == 400
    assert reply.json()["message"].startswith(query.partition("=")[0])


def test_other_sites_cannot_control_the_mock(remote: Remote) -> None:
    """Neither by a name for this address, nor by what a browser sends without asking."""
    assert remote("GET", "scenario", host="evil.example").status == 403
    assert remote("GET", "coverage", host="evil.example:8899").status == 403
    assert remote("POST", "reset", {}, content_type="text/plain").status == 415
    assert remote("POST", "reset", {}, content_type="Application/JSON ; charset=utf-8").status == 204
    assert remote("GET", "scenario", host="[::1]:8899").status == 200
    assert remote("GET", "scenario", host="localhost").status == 200


def test_a_mistake_behind_control_explains_itself(mock: Mock) -> None:
    """What a planner raises is a 500 there as it is elsewhere."""
    plans: dict[str, TaskPlan] = {}
    mock.tasks.plan = lambda submission: plans[submission.api]
    headers = {"content-type": "application/json"}
    body = b'{"api": "press", "key": "k"}'
    reply = mock.handle(Request("POST", "/_mock/tasks", headers=headers, body=body))
    assert (reply.status, reply.body) == (500, b"gettask mock: KeyError: 'press'")


def test_what_is_not_there_is_said(remote: Remote) -> None:
    """Unknown names are 404, other methods 405."""
    assert remote("GET", "nothing").status == 404
    reply = remote("GET", "reset")
    assert (reply.status, reply.header("allow")) == (405, "POST")


def test_without_control_there_is_nothing() -> None:
    """Unless it is switched on, /_mock/ is a path like any other that the APIs do not have."""
    mock = create_app(specs={"press": PRESS}).mock
    assert mock.handle(Request("GET", "/_mock/tasks", headers={"host": "127.0.0.1"})).status == 404


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.1", False),
        ("localhost.example", False),
    ],
)
def test_control_is_for_is_loopback(host: str, inside: bool) -> None:
    """The server turns control on for these addresses only."""
    assert is_loopback(host) == inside


def test_every_operation_of_the_document_is_there(remote: Remote) -> None:
    """admin.yaml promises nothing that is answered with 404 or 405."""
    for operation in remote.document.operations:
        assert remote(operation.method, operation.path.removeprefix("/_mock/"), {}).status not in {404, 405}


@pytest.mark.node
def test_the_document_is_clean(tmp_path: Path) -> None:
    """The linter that the specs are held against has nothing to say about it."""
    assert Redocly(ROOT).lint({"control": DOCUMENT}, tmp_path) == {"control": []}


def test_bodies_are_shown_without_keys(remote: Remote) -> None:
    """With `bodies` tasks and journal have what was sent and answered, but neither key nor secret."""
    ref = remote.order(POSTER | {"tell": {"where": "http://127.0.0.1/hook/7?sig=1", "word": "hush"}})
    (task,) = remote("GET", "tasks", query="bodies=true").json()["tasks"]
    assert (task["body"]["order"], task["webhook"]) == (POSTER["order"], "http://127.0.0.1/hook/7")
    reply = remote("GET", "journal", query="bodies=true")
    (entry,) = reply.json()["entries"]
    assert json.loads(entry["request"]["body"])["order"] == POSTER["order"]
    assert json.loads(entry["response"]["body"])["job"]["ref"] == ref
    assert "a secret" not in reply.body.decode()
    assert "hush" not in reply.body.decode()


def test_the_archive_has_every_exchange(remote: Remote) -> None:
    """The HAR has requests and responses in order, results among them, and no key."""
    remote.poll(remote.order())
    archive = remote("GET", "har").json()["log"]
    shown = [(each["request"]["method"], each["response"]["status"]) for each in archive["entries"]]
    assert shown == [("POST", 201), ("GET", 200)]
    assert "a secret" not in json.dumps(archive)


def test_creates_that_look_like_one_job_are_listed(remote: Remote) -> None:
    """Equal requests are a group whatever their webhooks; so are requests with the same correlation id."""
    hook = {"tell": {"where": "http://127.0.0.1/hook/7"}}
    other = {"kind": "poster", "order": {"words": "other"}}
    first, again, third = remote.order(), remote.order(POSTER | hook), remote.order(other | hook)
    found = remote("GET", "duplicates").json()
    assert [group["tasks"] for group in found["by_body"]] == [[first, again]]
    assert [group["tasks"] for group in found["by_correlation"]] == [[again, third]]


def test_a_flag_is_true_or_false(remote: Remote) -> None:
    """Anything else is a mistake that is named."""
    refused = remote("GET", "journal", query="bodies=yes")
    assert (refused.status, "true or false" in refused.json()["message"]) == (400, True)
