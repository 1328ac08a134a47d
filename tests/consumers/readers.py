"""Tools that read documents and emit no code: validators, servers, converters, pages."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from codegen.document.lifecycle import lifecycles
from codegen.sources.loader import load
from codegen.sources.pointers import find
from gettask import load as contract_of
from gettask.mock.spec.api import Api
from tests.consumers.emitters import PROGRAMS, in_python
from tests.consumers.model import NODE, PYTHON, ROOT, Document, Refusals, Tool, command, told

_REDOCLY = ROOT / "node_modules/.bin/redocly"
_KEY = "anna"
_PATIENCE = 60.0
"""Seconds until a server of another tool has started, on a busy machine."""


def postman(documents: Sequence[Document], work: Path) -> Refusals:
    """Convert documents to collections: each operation is a request there."""
    inputs = [(document, document.out(work), None) for document in documents]
    return told("node", PROGRAMS / "tools.mjs", "openapi-to-postmanv2", inputs=inputs)


def asyncapi(documents: Sequence[Document], work: Path) -> Refusals:
    """Parse the AsyncAPI documents of the APIs that post: neither an error nor a warning."""
    messages = {document: ROOT / f"generated/asyncapi/{document.name}.yaml" for document in documents}
    inputs = [(d, d.out(work), str(path)) for d, path in messages.items() if path.is_file()]
    return told("node", PROGRAMS / "tools.mjs", "@asyncapi/parser", inputs=inputs)


def python_client(documents: Sequence[Document], work: Path) -> Refusals:
    """Emit clients with openapi-python-client as it is, without our templates; any warning is a refusal."""
    config = import_module("openapi_python_client.config")
    generate = import_module("openapi_python_client").generate
    file = config.ConfigFile(post_hooks=[], literal_enums=True)
    refused = {}
    for document in documents:
        with redirect_stdout(StringIO()):
            errors = generate(
                config=config.Config.from_sources(
                    file, config.MetaType.NONE, document.path, "utf-8", True, document.out(work)
                )
            )
        if errors:
            refused[document] = " ".join(f"{e.header} {e.detail}" for e in errors)
    return refused


def redocly_lint(documents: Sequence[Document], work: Path) -> Refusals:
    """Lint documents with Redocly's rules for what specifications must be."""
    paths = {str(document.path.relative_to(ROOT)): document for document in documents}
    words = ("lint", *paths, "--extends", "spec", "--format", "json", "--max-problems", "10000")
    with (work / "lint.json").open("w") as out:  # of a pipe it leaves out what is still under way at its end
        subprocess.run([_REDOCLY, *words], cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL, check=False)
    refused: dict[Document, str] = {}
    for problem in _problems((work / "lint.json").read_text("utf-8")):
        path = problem["location"][0]["source"]["ref"]
        document = next((d for p, d in paths.items() if path.endswith(p)), None)
        if document and problem["severity"] == "error":
            refused.setdefault(document, f"{problem['ruleId']}: {problem['message']}")
    return refused


def _problems(text: str) -> Iterator[Any]:
    """Yield what Redocly found: it writes one object of JSON a document, one after another."""
    while (start := text.find("{")) >= 0:
        report, end = json.JSONDecoder().raw_decode(text, start)
        yield from report["problems"]
        text = text[end:]


def redocly_build(documents: Sequence[Document], work: Path) -> Refusals:
    """Render one page a document."""
    refused = {}
    for document in documents:
        page = work / f"{document.word}.html"
        done = command(_REDOCLY, "build-docs", document.path, "-o", page)
        if done.returncode or not page.is_file():
            refused[document] = done.stderr[-600:]
    return refused


def swagger_ui(documents: Sequence[Document], work: Path) -> Refusals:
    """Render documents in Chromium: each operation is on the page, and no error."""
    browser = command(ROOT / "scripts/chromium").stdout.strip()
    refused = {}
    for document in documents:
        (work / document.path.name).write_bytes(document.path.read_bytes())
        page = _SWAGGER_PAGE.format(document=document.path.name)
        (work / "index.html").write_text(page, "utf-8")
        for name in ("swagger-ui.css", "swagger-ui-bundle.js"):
            (work / name).write_bytes((NODE / "swagger-ui-dist" / name).read_bytes())
        with _served(work) as url:
            options = ("--headless", "--no-sandbox", "--disable-dev-shm-usage", "--virtual-time-budget=20000")
            done = command(browser, *options, "--dump-dom", url)
        operations = sum(len(item) for item in _paths(document).values())
        shown = len(re.findall(r'class="opblock opblock-', done.stdout))
        if shown != operations or "errors__title" in done.stdout:
            refused[document] = f"{shown} operations of {operations} are on the page"
    return refused


_SWAGGER_PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="swagger-ui.css"><div id="ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({{url: "{document}", dom_id: "#ui", docExpansion: "list"}})</script>
"""


def core(documents: Sequence[Document], work: Path) -> Refusals:
    """Validate with openapi-core what a client and the mock say to each other: one create and one poll."""
    with _mock() as url:
        inputs = [(document, document.out(work), [*_exchanges(document, url)]) for document in documents]
    return told(PYTHON, PROGRAMS / "tools.py", "openapi-core", inputs=inputs)


def schemathesis(documents: Sequence[Document], work: Path) -> Refusals:
    """Run Schemathesis' own command on documents, against the mock."""
    refused = {}
    with _mock() as url:
        for document in documents:
            contract = contract_of(document.api)
            done = command(
                Path(sys.executable).parent / "st",
                *("--config-file", _schemathesis_config(work)),
                *("run", document.path, "--url", f"{url}{_base(document.api)}"),
                *("--header", f"{contract.auth.header}: {contract.auth.value(_KEY)}"),
                *("--phases", "examples", "--checks", "not_a_server_error,response_schema_conformance"),
            )
            if done.returncode:
                refused[document] = done.stdout[-1500:] + done.stderr[-600:]
    return refused


def _schemathesis_config(work: Path) -> Path:
    path = work / "schemathesis.toml"
    path.write_text("[phases.examples]\nfill-missing = true\n", "utf-8")
    return path


def prism(documents: Sequence[Document], work: Path) -> Refusals:
    """Have Prism serve documents: a create and a poll are answered."""
    refused = {}
    for document in documents:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = (NODE / ".bin/prism", "mock", "-h", "127.0.0.1", "-p", str(port), document.path)
        with (work / "log").open("w") as log, subprocess.Popen(words, stdout=log, stderr=log) as server:
            try:
                _await(f"http://127.0.0.1:{port}/", server)
                for method, url, *_, status, _ in _exchanges(
                    document, f"http://127.0.0.1:{port}", base=False
                ):
                    if status >= 300:
                        refused[document] = f"{method} {url}: {status}"
            except (URLError, TimeoutError) as e:
                refused[document] = f"{e}: {(work / 'log').read_text('utf-8')[-600:]}"
            finally:
                server.terminate()
    return refused


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when a server answers; TimeoutError if it does not."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(url, timeout=5).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


def _exchanges(document: Document, url: str, *, base: bool = True) -> Iterator[list[Any]]:
    """Yield the create of a variant, and a poll of its task: method, URL, headers, body, status, reply.

    A variant whose create replies with the result has no task: its poll finds none.
    """
    contract = contract_of(document.api)
    variant = document.name.partition("/")[2]
    names = [variant] if variant else [*contract.variants]
    root = url + (_base(document.api) if base else "")
    key = {contract.auth.header: contract.auth.value(_KEY), "Content-Type": "application/json"}
    task_id = "00000000-0000-0000-0000-000000000000"
    creates = ((contract.variants[name].create, contract.variants[name].example) for name in names)
    for name, body in ((name, body) for name, body in creates if name and body):
        create = contract.operations[name]
        headers = {**key, **create.headers}
        status, reply = _send("POST", root + create.path, headers, body)
        yield ["POST", root + create.path, headers, body, status, reply]
        task_id = _id(document.api, reply) if base else task_id
        break
    poll = contract.operations["get_task"]
    assert poll.task is not None
    where = re.sub(r"\{[^}]*\}", task_id, poll.path)
    where += f"?{poll.task.name}={task_id}" if poll.task.place == "query" else ""
    headers = {**key, **poll.headers}
    yield ["GET", root + where, headers, None, *_send("GET", root + where, headers, None)]


def _id(api: str, reply: Any) -> str:
    """Return the id of a task in the reply to its create."""
    created = contract_of(api).created
    if created is not None:
        return str(created.read(reply, {}))
    lifecycle = next(iter(lifecycles(_effective(api))))
    return str(find(reply, lifecycle.table["task"] + lifecycle.table["fields"]["id"]["at"][0]))


def _send(method: str, url: str, headers: dict[str, str], body: Any) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(url, data, headers, method=method), timeout=_PATIENCE) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def _base(api: str) -> str:
    return Api(api, _effective(api)).base_path


@cache
def _effective(api: str) -> Any:
    return load(ROOT / f"generated/openapi/{api}.yaml").data


def _paths(document: Document) -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = json.loads(document.path.read_text("utf-8"))["paths"]
    return paths


@contextmanager
def _mock() -> Iterator[str]:
    words = [sys.executable, "-m", "gettask", "mock", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as mock:
        assert mock.stdout is not None
        try:
            yield mock.stdout.readline().strip()
        finally:
            mock.terminate()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


READERS = [
    Tool("openapi-spec-validator", "the document is valid", in_python("openapi-spec-validator")),
    Tool("redocly-lint", "the document is valid", redocly_lint, package="@redocly/cli"),
    Tool("openapi-core", "a create and a poll of the mock are valid", core),
    Tool("openapi-python-client", "the client is emitted without a warning", python_client),
    Tool("fastmcp", "each operation is a tool", in_python("fastmcp")),
    Tool("@asyncapi/parser", "the AsyncAPI document of the webhooks is valid", asyncapi, whole=True),
    Tool("openapi-to-postmanv2", "each operation is a request of the collection", postman),
    Tool("schemathesis", "`st run` passes against the mock", schemathesis, whole=True),
    Tool("prism", "answers a create and a poll", prism, whole=True, package="@stoplight/prism-cli"),
    Tool("redocly-build-docs", "the page is made", redocly_build, whole=True, package="@redocly/cli"),
    Tool("swagger-ui", "each operation is on the page", swagger_ui, whole=True, package="swagger-ui-dist"),
]
