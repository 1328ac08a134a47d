"""Webhooks: who sent a delivery, what it says, whether it is news."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import (
    GettaskError,
    Phase,
    UnexpectedResponseError,
    UnsupportedError,
    WebhookError,
    parse,
    webhooks,
)
from gettask._contract.contract import load
from tests.runtime.harness import ID, body, some_status

SECRET = "whsec_dummy-0123456789"
NOW = 1_790_000_000
DOCS = Path(__file__).parents[2] / "docs/webhooks.md"


def event(**fields: Any) -> bytes:
    """Return the bytes of a delivery of Tripo's."""
    data = body("tripo", "success")["data"]
    return json.dumps(
        {"id": "evt_1", "type": "task.completed", "created_at": "?", "data": data, **fields}
    ).encode()


def sign(content: bytes, secret: str = SECRET, at: int = NOW) -> str:
    """Return what Tripo's signature header holds."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + content, hashlib.sha256)
    return f"t={at},v1={mac.hexdigest()}"


def tripo(content: bytes, signature: str | None, **options: Any) -> webhooks.Delivery:
    """Receive a delivery of Tripo's."""
    headers = {"Tripo-Webhook-Delivery": "dlv_1"}
    headers |= {} if signature is None else {"Tripo-Webhook-Signature": signature}
    return webhooks.receive(content, headers, **{"api": "tripo", "secret": SECRET, "now": NOW, **options})


def piapi(content: bytes, header: str | None, **options: Any) -> webhooks.Delivery:
    """Receive a delivery of PiAPI's."""
    headers = {} if header is None else {"X-Webhook-Secret": header}
    return webhooks.receive(content, headers, **{"api": "piapi", "secret": SECRET, **options})


def test_a_signed_delivery_is_a_task() -> None:
    """Tripo's event gives its id, its word, the signed time and the task."""
    delivery = tripo(event(), sign(event()))
    assert (delivery.id, delivery.event) == ("evt_1", "task.completed")
    assert delivery.sent_at is not None
    assert delivery.sent_at.timestamp() == NOW
    assert delivery.task == parse(event(), "tripo")
    assert delivery.task is not None
    assert (delivery.task.id, delivery.task.phase) == (ID, Phase.SUCCEEDED)


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("v1=00", id="no time"),
        pytest.param(f"t={NOW}", id="no signature"),
        pytest.param(f"t={NOW},v1=", id="an empty signature"),
        pytest.param(f"t={NOW},t={NOW},v1=00", id="two times"),
        pytest.param("t=now,v1=00", id="a time that is none"),
        pytest.param("t=१,v1=00", id="other digits"),
        pytest.param(sign(event(), "whsec_other"), id="another secret"),
        pytest.param(sign(event(id="evt_2")), id="another body"),
        pytest.param(sign(event()).replace(f"t={NOW}", f"t={NOW + 1}"), id="another time"),
        pytest.param(sign(event()).replace("v1=", "v0="), id="another scheme"),
        pytest.param(f"t={NOW},v1={hashlib.sha256(event()).hexdigest()}", id="no secret at all"),
        pytest.param(f"t={NOW},v1=ä", id="not ASCII"),
        pytest.param(f"t={NOW},v1=\udcff", id="not UTF-8, as some frameworks hand it on"),
    ],
)
def test_a_delivery_that_nobody_signed_is_refused(signature: str | None) -> None:
    """All but a signature of this body, this time and this secret is refused."""
    with pytest.raises(WebhookError):
        tripo(event(), signature)


@pytest.mark.parametrize(("age", "fine"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_an_old_signature_is_a_replay(age: int, fine: bool) -> None:
    """A signature is good for some minutes, on both sides since clocks differ."""
    signature = sign(event(), at=NOW - age)
    if fine:
        tripo(event(), signature)
    else:
        with pytest.raises(WebhookError, match="replay"):
            tripo(event(), signature)
    tripo(event(), signature, tolerance=1000)


def test_one_good_signature_of_several_is_enough() -> None:
    """While a secret is changed there are several signatures, or several secrets."""
    good = sign(event())
    tripo(event(), f"{good},v1={'0' * 64}")
    tripo(event(), good.replace(",v1=", f",v1={'0' * 64},v1="))
    tripo(event(), good.upper().replace("T=", "t=").replace("V1=", "v1="))
    tripo(event(), good, secret=["whsec_new", SECRET])
    with pytest.raises(WebhookError):
        tripo(event(), good, secret=["whsec_new", "whsec_newer"])


def test_the_echoed_secret_is_compared_whole() -> None:
    """PiAPI's header is the secret itself, and every other value is refused without repeating any."""
    content = json.dumps({"timestamp": NOW, "data": body("piapi", "completed")["data"]}).encode()
    delivery = piapi(content, SECRET)
    assert (delivery.event, delivery.sent_at and delivery.sent_at.timestamp()) == (None, NOW)
    assert delivery.task == parse(content, "piapi")
    for wrong in (
        None,
        "",
        SECRET[:-1],
        SECRET + " ",
        SECRET.upper(),
        "ä",
        "\udcff",
    ):  # the last as some frameworks hand on bytes
        with pytest.raises(WebhookError) as caught:
            piapi(content, wrong)
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize("secret", ["", [], ["", SECRET]])
def test_no_secret_is_not_a_pass(secret: Any) -> None:
    """A secret that was never set is a mistake of the caller's, whatever the headers."""
    for receive in (tripo, piapi):
        with pytest.raises(ValueError, match="secret is empty"):
            receive(event(), "", secret=secret)


def test_the_comparison_takes_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every secret and every signature is compared, in constant time, also after one has fit."""
    compared: list[bool] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append(one == other)
        return compared[-1]

    monkeypatch.setattr(hmac, "compare_digest", compare)
    signature = sign(event()) + f",v1={'0' * 64}"
    tripo(event(), signature, secret=[SECRET, "whsec_b", "whsec_c"])
    assert sorted(compared) == [False] * 5 + [True]


def test_an_api_without_webhooks_says_so() -> None:
    """Tripo's v2 API has none."""
    with pytest.raises(UnsupportedError, match="no webhooks"):
        webhooks.receive(b"{}", {}, api="tripo-v2", secret=SECRET)


def test_an_event_about_something_else_has_no_task() -> None:
    """A low balance is an event, not a task."""
    content = event(type="balance.low", data={"balance": 3})
    delivery = tripo(content, sign(content))
    assert (delivery.event, delivery.task) == ("balance.low", None)
    assert delivery.raw["data"] == {"balance": 3}


def test_a_bare_task_is_a_delivery_too() -> None:
    """One report has PiAPI's payload without an envelope."""
    content = json.dumps(body("piapi", "completed")["data"]).encode()
    delivery = piapi(content, SECRET)
    assert delivery.task is not None
    assert (delivery.task.id, delivery.sent_at) == (ID, None)


def test_a_repetition_has_the_same_id() -> None:
    """The event's id, else the delivery's, else the bytes tell a repetition from news."""
    first, again = tripo(event(), sign(event())), tripo(event(), sign(event(), at=NOW + 5))
    assert first.id == again.id
    nameless = event(id=None)
    assert tripo(nameless, sign(nameless)).id == "dlv_1"
    one, two = (json.dumps(body("piapi", each)).encode() for each in ("pending", "completed"))
    assert piapi(one, SECRET).id == piapi(one, SECRET).id != piapi(two, SECRET).id


@pytest.mark.parametrize(
    ("old", "new", "news"),
    [
        ("queued", "running", True),
        ("running", "queued", False),
        ("running", "running", False),
        ("running", "success", True),
        ("success", "running", False),
        ("success", "failed", False),
        ("failed", "success", False),
        ("queued", "pondering", True),
        ("pondering", "queued", False),
        ("pondering", "failed", True),
    ],
)
def test_a_task_only_moves_on(old: str, new: str, news: bool) -> None:
    """A delivery that was overtaken changes nothing, and what is final stays."""
    tasks = [parse(body("tripo", status), "tripo") for status in (old, new)]
    assert webhooks.supersedes(tasks[1], tasks[0]) is news
    assert webhooks.supersedes(tasks[1], None)


def test_progress_is_news() -> None:
    """A running task is further on when it has done more."""
    less, more = (parse(body("tripo", "running", progress=each), "tripo") for each in (20, 60))
    assert webhooks.supersedes(more, less)
    assert not webhooks.supersedes(less, more)


@given(st.binary(max_size=100), st.text(max_size=50), st.sampled_from(["piapi", "tripo"]))
def test_nothing_that_is_posted_breaks_the_reading(content: bytes, header: str, api: str) -> None:
    """Whatever comes is a delivery or an error of ours."""
    name = load(api).spec["x-webhook"]["header"]
    with suppress(GettaskError):
        webhooks.receive(content, {name: header}, api=api, secret=SECRET)
    with suppress(GettaskError):
        webhooks.parse(content, {name: header}, api=api)


@pytest.mark.parametrize("content", [b"", b"[]", b"5", b'{"timestamp": 1}', b'{"data": {"task_id": "x"}}'])
def test_what_is_no_delivery_is_unexpected(content: bytes) -> None:
    """Something that PiAPI would never post is an UnexpectedResponseError."""
    with pytest.raises(UnexpectedResponseError):
        webhooks.parse(content, api="piapi")


def test_the_example_in_the_docs_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ASGI application of docs/webhooks.md takes, refuses and keeps deliveries as it says."""
    code, *_ = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, str(DOCS), "exec"), names)
    monkeypatch.setenv("TRIPO_WEBHOOK_SECRET", SECRET)

    def deliver(content: bytes, secret: str = SECRET) -> int:
        async def post() -> int:
            transport = httpx.ASGITransport(names["app"])
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
                headers = {"Tripo-Webhook-Signature": sign(content, secret, int(time.time()))}
                response = await http.post("/", content=content, headers=headers)
                return response.status_code

        return anyio.run(post)

    running = event(id="evt_0", data=body("tripo", "running")["data"])
    assert deliver(event(), "whsec_other") == 401
    assert deliver(b"[]") == 400
    assert names["tasks"] == {}
    assert [deliver(each) for each in (event(), event(), running)] == [204] * 3
    assert names["seen"] == {"evt_1", "evt_0"}
    assert names["tasks"][ID].status == some_status("tripo", Phase.SUCCEEDED)


def test_the_repr_of_a_delivery_holds_no_secret() -> None:
    """Neither the secret in a body nor the signature of a link reaches a log that prints the delivery."""
    config = {"webhook_config": {"endpoint": "https://me.example", "secret": SECRET}}
    output = {"audio_url": f"https://cdn.example/a.mp3?Signature={SECRET}"}
    content = json.dumps(body("piapi", "completed", config=config, output=output)).encode()
    assert SECRET in content.decode()
    assert SECRET not in repr(piapi(content, SECRET))
