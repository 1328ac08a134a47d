"""Schemathesis, all its checks in all its phases, on every effective document against its mock."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from gettask.mock import App
from gettask.mock.server.streams import Message, Receive, Send
from tests.contract.runs import (
    DEEP,
    EXAMPLES,
    ROOT,
    SAMPLE,
    SHALLOW,
    VARIANTS,
    WHOLE,
    Proxy,
    mock,
    name,
    schemathesis,
)

# Schemathesis leaves its report to be closed by the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)


PIAPI = ROOT / "generated/openapi/piapi/segment.yaml"
TRIPO = ROOT / "generated/openapi/tripo-v2/text-to-image.yaml"


def test_there_are_documents() -> None:
    """The suite is not empty: each API has a document, and each of its variants."""
    apis = {document.stem for document in WHOLE}
    assert apis
    assert apis == {document.parent.name for document in VARIANTS}
    assert {document.parent.name for document in SAMPLE} == apis


@pytest.mark.slow
@pytest.mark.parametrize("document", [*WHOLE, *(VARIANTS if DEEP else SAMPLE)], ids=name)
def test_the_mock_keeps_the_contract(document: Path, tmp_path: Path) -> None:
    """Nothing fails, nothing warns, no phase is skipped, every operation has examples and succeeds."""
    run = schemathesis(document, mock(document), tmp_path, EXAMPLES if document in WHOLE else SHALLOW)
    assert (run.exit_code, list(run.problems())) == (0, []), run.output


@pytest.mark.parametrize("document", [PIAPI, TRIPO], ids=name)
def test_a_wrong_key_is_noticed(document: Path, tmp_path: Path) -> None:
    """Every 401 is as documented, and yet a run that sees nothing else fails."""
    run = schemathesis(document, mock(document, keys=frozenset({"somebody else"})), tmp_path, 1)
    assert run.exit_code == 1
    assert run.report["warnings"]["missing_auth"]
    assert "no task was ever seen" in list(run.problems())


def test_an_operation_without_examples_is_noticed(tmp_path: Path) -> None:
    """Schemathesis skips it in silence; the suite does not."""
    spec = yaml.safe_load(PIAPI.read_text())
    del spec["paths"]["/api/v1/task"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    document = tmp_path / "without.yaml"
    document.write_text(yaml.safe_dump(spec))
    run = schemathesis(document, mock(PIAPI), tmp_path, 1)
    assert "POST /api/v1/task has no examples" in list(run.problems())


class OpenDoor(Proxy):
    """Lets everybody in as one and the same user."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        keys = [(b"x-api-key", b"anna"), (b"authorization", b"Bearer anna")]
        headers = [header for header in scope["headers"] if header[0] not in dict(keys)]
        await self.app({**scope, "headers": headers + keys}, receive, send)


class OneForAll(Proxy):
    """Checks keys, and then shows the tasks of each to the other."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = [(name, value.replace(b"otto", b"anna")) for name, value in scope["headers"]]
        await self.app({**scope, "headers": headers}, receive, send)


class OtherWords(Proxy):
    """Calls a field by another name than the spec."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def rename(message: Message) -> None:
            if "body" in message:
                message["body"] = message["body"].replace(b'"task_id"', b'"id_task"')
            await send(message)

        await self.app(scope, receive, rename)


class NoEars(Proxy):
    """Creates a task whatever the request holds."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def translate() -> Message:
            await receive()
            return {"type": "http.request", "body": b'{"type": "text_to_image", "prompt": "a cat"}'}

        await self.app(scope, translate if scope["method"] == "POST" else receive, send)


class Oops(Proxy):
    """Answers every success with a body that says nothing."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        body = b'{"oops": true}'
        succeeded = False

        async def replace(message: Message) -> None:
            nonlocal succeeded
            if message["type"] == "http.response.start":
                succeeded = message["status"] < 300
                if succeeded:
                    kept = [each for each in message["headers"] if each[0] != b"content-length"]
                    message["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
            elif succeeded:
                message = {**message, "body": body}
            await send(message)

        await self.app(scope, receive, replace)


@pytest.mark.parametrize("document", [*WHOLE, *VARIANTS] if DEEP else [PIAPI, TRIPO], ids=name)
def test_a_server_that_says_nothing_fails(document: Path, tmp_path: Path) -> None:
    """On every document, and by a check of ours."""
    run = schemathesis(document, mock(document), tmp_path, 1, proxy=Oops)
    assert run.exit_code == 1
    assert "docs/conformance.md#" in run.output


class Backwards(Proxy):
    """Shows each task as ended in its first poll, and as unfinished later."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.polled: set[str] = set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def change(message: Message) -> None:
            if "headers" in message:
                message["headers"] = [each for each in message["headers"] if each[0] != b"content-length"]
            elif scope["method"] == "GET":
                shown = b"running" if scope["path"] in self.polled else b"success"
                self.polled.add(scope["path"])
                body = re.sub(rb'"status":"\w+"', b'"status":"%b"' % shown, message["body"])
                message = {**message, "body": body}
            await send(message)

        await self.app(scope, receive, change)


def test_a_life_cycle_that_goes_backwards_is_noticed(tmp_path: Path) -> None:
    """Schemas cannot see it: every single response is as documented."""
    run = schemathesis(TRIPO, mock(TRIPO), tmp_path, 3, proxy=Backwards)
    assert run.exit_code == 1
    assert "docs/conformance.md#" in run.output
    assert "JsonSchemaError" not in run.failures()


@pytest.mark.parametrize(
    ("proxy", "failure"),
    [
        (OpenDoor, "IgnoredAuth"),
        (OneForAll, "ObjectLevelAuthorizationViolation"),
        (OtherWords, "JsonSchemaError"),
        (NoEars, "AcceptedNegativeData"),
    ],
)
def test_a_planted_bug_is_noticed(proxy: type[Proxy], failure: str, tmp_path: Path) -> None:
    """The checks that matter most can fail."""
    run = schemathesis(TRIPO, mock(TRIPO), tmp_path, proxy=proxy)
    assert run.exit_code == 1
    assert failure in run.failures(), run.output
