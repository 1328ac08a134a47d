"""Whatever a server sends, a client returns what it is asked for or raises an error that it documents."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gettask import Contract, GettaskError, Phase, Task
from tests.runtime.harness import APIS, ID, Caller, body, some_status

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**400, "93%", -1]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=6,
)

HEADERS = st.dictionaries(
    st.sampled_from(["Retry-After", "Content-Type", "Location", "Server", "X-Request-Id", "Date"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    max_size=2,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each value in JSON, the whole first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


@st.composite
def bodies(draw: st.DrawFn, api: str) -> bytes:
    """Bodies of any bytes, and those of tasks in which one place holds any JSON, whole or cut."""
    if draw(st.booleans()) and draw(st.booleans()):
        return draw(st.binary(max_size=60))
    phase = draw(st.sampled_from([Phase.RUNNING, Phase.SUCCEEDED, Phase.FAILED]))
    document: Any = copy.deepcopy(body(api, some_status(api, phase)))
    document["data"]["output"] = document["data"].get("output") or {"image_base64": "aGk="}
    path = draw(st.sampled_from([*places(document)]))
    value = draw(JSON)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    if path:
        holder[path[-1]] = value
    whole = json.dumps(document if path else value).encode()
    return whole[: draw(st.integers(0, len(whole)))] if draw(st.integers(0, 3)) == 3 else whole


@st.composite
def responses(draw: st.DrawFn) -> tuple[str, httpx.Response]:
    """An API, and a response of any status, with odd headers, to all that it is asked."""
    api = draw(st.sampled_from(APIS))
    status = draw(st.sampled_from([200, 200, 200, 201, 202, 307, 400, 401, 403, 404, 409, 429, 500, 522]))
    return api, httpx.Response(status, headers=draw(HEADERS), content=draw(bodies(api)))


def use(task: Task) -> None:
    """Read all that a task has, but its decoded model."""
    assert isinstance(repr(task) + str(task), str)
    for name in ("status", "phase", "variant", "progress", "queue_position", "remaining", "created_at"):
        getattr(task, name)
    for name in ("started_at", "ended_at", "cost", "error", "assets", "missing_results", "handle"):
        getattr(task, name)


@pytest.mark.parametrize("mode", ["sync", "async"])
@given(responses())
@example(
    ("piapi", httpx.Response(200, content=b'{"data": {"task_id": ' + b"9" * 5000 + b', "status": "x"}}'))
)
@settings(max_examples=25)
def test_no_body_raises_what_is_not_documented(mode: str, sent: tuple[str, httpx.Response]) -> None:
    """Each method of both clients gives a result or a GettaskError, or says that there are no results yet."""
    api, response = sent
    caller = Caller(
        mode,
        api,
        lambda _: httpx.Response(response.status_code, headers=response.headers, content=response.content),
        retries=1,
    )
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
        ("get", (ID,), {}),
        ("wait", (ID,), {"deadline": 5}),
        ("watch", (ID,), {"deadline": 5}),
        ("create", ({},), {"variant": _variant(caller), "force": True}),
        ("cancel", (ID,), {}),
        ("account", (), {}),
    ]
    for name, args, options in calls:
        found: Any = None
        with suppress(GettaskError):
            found = getattr(caller, name)(*args, **options)
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, Task):
                use(each)
    _, ended = caller.collect("as_completed", [ID], deadline=5, keep=True)
    errors = ended.exceptions if isinstance(ended, ExceptionGroup) else [ended] if ended else []
    assert all(isinstance(error, GettaskError) for error in errors), errors
    with TemporaryDirectory() as folder:
        early = ""
        try:
            caller.download(ID, folder)
        except GettaskError:
            pass
        except ValueError as error:
            early = str(error)
        assert not early or "no results to download" in early
        assert not [*Path(folder).glob(".*")]


def _variant(caller: Caller) -> str:
    contract: Contract = caller.client.contract
    return next(name for name, variant in contract.variants.items() if variant.create)
