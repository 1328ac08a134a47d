"""The columns of the ledger beside schemas: what it says that client and mock read changes what they do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from codegen.document.contract import contract
from codegen.document.extraction import variants
from codegen.emit.emit import emit
from codegen.rules.ledger import LEDGER
from codegen.sources import loader, overlay
from codegen.sources.pointers import get
from gettask.mock import ManualClock, Request, create_app

TOY = Path(__file__).with_name("toy")
SCHEMAS = "/components/schemas"
GET, POST = "/paths/~1tasks~1{id}/get", "/paths/~1tasks/post"
OK = f"{GET}/responses/200"
# Kinds whose keywords are names that an author chose, or schemas, which test_ledger.py tries.
_ELSEWHERE = {"schema", "tag", "example"}
# What stands for others of its kind, is refused with any other value by a rule, or is no part of Toy.
_ALIKE = {
    *(("path-item", name) for name in ("put", "post", "delete", "options", "head", "patch", "trace")),
    *(("components", name) for name in LEDGER["components"]),
    ("path-item", "servers"),  # path-servers
    ("document", "openapi"),  # openapi-version
    ("document", "webhooks"),
    ("security-scheme", "in"),  # one-key
    ("security-scheme", "scheme"),
    ("example", "value"),
}
_QUERY = {
    "name": "lang",
    "in": "query",
    "description": "The language.",
    "schema": {"type": "string", "enum": ["en", "de"]},
    "example": "en",
}
_PLAIN = {"operationId": "glance", "summary": "Glance", "responses": {"200": {"description": "Seen."}}}
_TRACE = {"description": "Names it.", "schema": {"type": "integer"}}


class Turn(NamedTuple):
    """A change of one keyword of one kind of object, in a document where `before` was made."""

    kind: str
    keyword: str
    change: Callable[[Any], object]


def _set(pointer: str, value: Any) -> Callable[[Any], object]:
    holder, _, key = pointer.rpartition("/")
    return lambda document: get(document, holder).update({key: value})


def _drop(pointer: str) -> Callable[[Any], object]:
    holder, _, key = pointer.rpartition("/")
    return lambda document: get(document, holder).pop(key)


_SONG = {"model": "song", "words": "la"}
# Method, path, header of the key and body of each request, but for those about one task.
_ASKED: list[tuple[str, str, str, Any]] = [
    *(("POST", "/tasks", key, _SONG) for key in ("X-Key", "X-Other", "Authorization", "")),
    ("POST", "/tasks", "X-Key", None),
    ("POST", "/tasks", "X-Key", {"model": "video", "prompt": "a"}),
    ("POST", "/tasks", "X-Key", {"model": "song"}),
    ("POST", "/jobs", "X-Key", _SONG),
    ("GET", "/tasks", "X-Key", None),
    ("GET", "/list", "X-Key", None),
    ("GET", "/list", "", None),
]
QUERY = f"{GET}/parameters/1"
KEY = "/components/securitySchemes/key"
BODY = f"{POST}/requestBody"
SONG = f"{OK}/content/application~1json"
LIST = "/paths/~1list/get/responses/200/content/application~1json"
LINK = f"{POST}/responses/200/links/GetTask"
TURNS = [
    Turn("document", "servers", _set("/servers", [{"url": "https://other.test/v9"}])),
    Turn("document", "security", _set("/security", [])),
    Turn("document", "paths", lambda d: d["paths"].update({"/jobs": d["paths"].pop("/tasks")})),
    Turn("document", "components", _set(f"{SCHEMAS}/SongRequest/properties/words/maxLength", 1)),
    Turn("document", "info", _set("/info", {"title": "Else", "version": "9", "license": {"name": "MIT"}})),
    Turn("info", "version", _set("/info/version", "9.9.9")),
    Turn("info", "title", _set("/info/title", "Else")),
    Turn("server", "url", _set("/servers/0/url", "https://toy.test/v9")),
    Turn("path-item", "get", _set("/paths/~1tasks/get", _PLAIN)),
    Turn(
        "path-item",
        "parameters",
        lambda d: d["paths"]["/tasks"].update(parameters=[{**_QUERY, "required": True}]),
    ),
    Turn("operation", "operationId", _set(f"{GET}/operationId", "look")),
    Turn(
        "operation",
        "parameters",
        _set(f"{GET}/parameters", [{"$ref": "#/components/parameters/IdParameter"}]),
    ),
    Turn(
        "operation",
        "requestBody",
        lambda d: get(d, BODY).update(
            content={"application/json": {"schema": {"$ref": "#/components/schemas/SongRequest"}}}
        ),
    ),
    Turn(
        "operation",
        "responses",
        lambda d: get(d, GET)["responses"].update({"200": {"$ref": "#/components/responses/NotFound"}}),
    ),
    Turn("operation", "security", _set("/paths/~1list/get/security", [])),
    Turn("operation", "servers", _set("/paths/~1list/get/servers", [{"url": "https://files.test/x"}])),
    Turn("operation", "summary", _set(f"{GET}/summary", "Look at a task")),
    Turn("operation", "description", _set(f"{GET}/description", "Looks.")),
    Turn("operation", "deprecated", _set("/paths/~1list/get/deprecated", True)),
    Turn("operation", "tags", _set("/paths/~1list/get/tags", ["lists"])),
    Turn("request-body", "required", _set(f"{BODY}/required", False)),
    Turn(
        "request-body",
        "content",
        lambda d: get(d, BODY).update(
            content={"application/json": {"schema": {"$ref": "#/components/schemas/VideoRequest"}}}
        ),
    ),
    Turn(
        "response",
        "content",
        _set(f"{OK}/content", {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorReply"}}}),
    ),
    Turn("response", "headers", _set(f"{OK}/headers", {})),
    Turn("response", "links", _set(f"{POST}/responses/200/links", {})),
    Turn("media-type", "schema", _set(f"{SONG}/schema", {"$ref": "#/components/schemas/ErrorReply"})),
    Turn("media-type", "examples", _set(f"{LIST}/examples/none/value", {"list": ["a"]})),
    Turn("parameter", "name", _set(f"{QUERY}/name", "tongue")),
    Turn("parameter", "in", _set(f"{QUERY}/in", "header")),
    Turn("parameter", "required", _set(f"{QUERY}/required", True)),
    Turn("parameter", "schema", _set(f"{QUERY}/schema", {"type": "integer"})),
    Turn("link", "operationId", _set(f"{LINK}/operationId", "listTasks")),
    Turn("link", "parameters", _set(f"{LINK}/parameters", {"id": "$response.body#/data/model"})),
    Turn("security-scheme", "type", _set(KEY, {"type": "http", "scheme": "bearer", "x-env": "TOY_KEY"})),
    Turn("security-scheme", "name", _set(f"{KEY}/name", "X-Other")),
]


def _full() -> Any:
    bundle = json.loads((TOY / "bundles.json").read_text("utf-8"))["toy"]
    found: Any = overlay.apply(bundle, loader.load(TOY / "overlays/toy/observed.yaml")).data
    get(found, GET)["parameters"].append(deepcopy(_QUERY))
    get(found, OK)["headers"] = {"X-Trace": {**_TRACE, "required": True, "x-header-role": "request-id"}}
    get(found, f"{POST}/responses/200")["links"] = {
        "GetTask": {"operationId": "getTask", "parameters": {"id": "$response.body#/data/id"}}
    }
    lists = {
        "type": "object",
        "x-sources": ["page"],
        "properties": {"list": {"type": "array", "items": {"type": "string"}}},
    }
    body = {"schema": lists, "examples": {"none": {"summary": "None", "value": {"list": []}}}}
    operation = {
        "operationId": "listTasks",
        "summary": "List",
        "responses": {"200": {"description": "Tasks.", "content": {"application/json": body}}},
    }
    found["paths"]["/list"] = {"get": operation}
    return found


def client_of(document: Any, folder: Path) -> dict[str, str]:
    """Return the modules of the client, and its contract."""
    view = overlay.apply(document, loader.load(TOY / "overlays/toy/client.yaml")).data
    emit(view, api="toy", version=document["info"]["version"], destination=folder)
    infos = {name: {"title": name} for name in variants(document)}
    files = {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}
    return files | {"contract": json.dumps(contract("toy", document, infos))}


def mock_of(document: Any) -> list[Any]:
    """Return what the mock answers to a fixed row of requests."""
    clock = ManualClock()
    mock = create_app(specs={"toy": document}, clock=clock).mock
    rows: list[Any] = []
    for prefix in ("/api", "/v9"):
        for method, path, key, body in _ASKED:
            rows.append(_row(mock, method, prefix + path, key, body)[0])
        _, reply = _row(mock, "POST", f"{prefix}/tasks", "X-Key", _SONG)
        data = reply.get("data") if isinstance(reply, dict) else None
        ref = data.get("id") if isinstance(data, dict) else None
        clock.advance(1000)
        queries = ("", "lang=en", "lang=fr", "lang=7", "tongue=fr")
        rows += [_row(mock, "GET", f"{prefix}/tasks/{ref}?{query}", "X-Key", None)[0] for query in queries]
    return rows


def _row(mock: Any, method: str, target: str, key: str, body: Any) -> tuple[list[Any], Any]:
    """Return what is seen of the response to one request, and its body."""
    path, _, query = target.partition("?")
    headers = {"host": "mock.test:1", "content-type": "application/json"}
    if key:
        headers[key.lower()] = "Bearer anna" if key == "Authorization" else "anna"
    reply = mock.handle(
        Request(method, path, query, headers, b"" if body is None else json.dumps(body).encode())
    )
    # Ids differ from run to run.
    text = re.sub(r"[0-9a-f-]{8,}", "id", reply.body.decode(errors="replace"))
    names = {name.decode() for name, _ in reply.headers}
    seen = [name for name in ("x-trace", "allow") if name in names]
    return [reply.status, seen, text], reply.json() if reply.status == 200 and reply.body else None


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, dict[str, str], list[Any]]:
    """Toy with one of everything that a keyword may be about, its client, and what its mock answers."""
    document = _full()
    return document, client_of(document, tmp_path_factory.mktemp("client") / "toy"), mock_of(document)


@pytest.mark.gate
@pytest.mark.parametrize("turn", TURNS, ids=lambda t: f"{t.kind} {t.keyword}")
def test_client_and_mock_read_what_the_ledger_says(turn: Turn, unchanged: Any, tmp_path: Path) -> None:
    """Another value of the keyword changes what each of its readers does, and what no other does."""
    document, client, answers = unchanged
    turned = deepcopy(document)
    turn.change(turned)
    readers = {"client"} if client_of(turned, tmp_path / "toy") != client else set()
    readers |= {"mock"} if mock_of(turned) != answers else set()
    assert readers == LEDGER[turn.kind][turn.keyword] & {"client", "mock"}


def test_every_keyword_beside_schemas_is_tried() -> None:
    """What client or mock read by the ledger is changed once; one name of a kind stands for all."""
    said = {
        (kind, keyword)
        for kind, lines in LEDGER.items()
        for keyword, readers in lines.items()
        if kind not in _ELSEWHERE and readers & {"client", "mock"}
    }
    assert said - _ALIKE == {(turn.kind, turn.keyword) for turn in TURNS}
