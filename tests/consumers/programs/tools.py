"""Hands documents to a tool of Python, and prints for each of them what the tool says against it, as JSON.

Usage: python tools.py TOOL < [["document.json", "folder of its output", …exchanges…], …]

It runs in the environment of requirements/consumers.txt, which the project's own type checker does not see.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import traceback
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def spec_validator(document: Path, _: Path, __: Any) -> None:
    """Validate a document as OpenAPI."""
    import_module("openapi_spec_validator").validate(json.loads(document.read_text("utf-8")))


def datamodel_code_generator(document: Path, out: Path, _: Any) -> None:
    """Emit pydantic models, and import them."""
    tool = import_module("datamodel_code_generator")
    tool.generate(
        document,
        input_file_type=tool.InputFileType.OpenAPI,
        output=out / "models.py",
        output_model_type=tool.DataModelType.PydanticV2BaseModel,
        formatters=[],
    )
    module = spec_from_file_location(f"models_{abs(hash(document))}", out / "models.py")
    assert module is not None
    assert module.loader is not None
    made = module_from_spec(module)
    sys.modules[module.name] = made
    module.loader.exec_module(made)


def fastmcp(document: Path, _: Path, __: Any) -> None:
    """Make a server of the Model Context Protocol, with one tool an operation."""
    data = json.loads(document.read_text("utf-8"))
    client = import_module("httpx2").AsyncClient(base_url="http://127.0.0.1:1")
    server = import_module("fastmcp").FastMCP.from_openapi(data, client=client)
    tools = asyncio.run(server.list_tools())
    operations = sum(len(item.keys() & _METHODS) for item in data["paths"].values())
    assert len(tools) == operations, f"{len(tools)} tools of {operations} operations"


def openapi_core(document: Path, _: Path, exchanges: Any) -> None:
    """Validate requests that the mock took, and what it replied."""
    core, testing = import_module("openapi_core"), import_module("openapi_core.testing")
    data = json.loads(document.read_text("utf-8"))
    api, server = core.OpenAPI.from_dict(data), urlsplit(data["servers"][0]["url"])
    assert exchanges, "nothing was exchanged"
    for method, url, headers, body, status, reply in exchanges:
        request = testing.MockRequest(
            f"{server.scheme}://{server.netloc}",
            method,
            urlsplit(url).path,
            args=dict(parse_qsl(urlsplit(url).query)),
            headers=headers,
            data=None if body is None else json.dumps(body).encode(),
        )
        response = testing.MockResponse(json.dumps(reply).encode(), status, content_type="application/json")
        api.validate_request(request)
        api.validate_response(request, response)


def import_it(_: Path, out: Path, __: Any) -> None:
    """Import what openapi-generator emitted."""
    (package,) = (path.parent for path in out.glob("*/__init__.py"))
    sys.path.insert(0, str(out))
    try:
        import_module(package.name)
        import_module(f"{package.name}.api")
        import_module(f"{package.name}.models")
    finally:
        sys.path.remove(str(out))


TOOLS: dict[str, Callable[[Path, Path, Any], None]] = {
    "openapi-spec-validator": spec_validator,
    "datamodel-code-generator": datamodel_code_generator,
    "fastmcp": fastmcp,
    "openapi-core": openapi_core,
    "import": import_it,
}


def main() -> None:
    """Hand each document of stdin to the tool."""
    run = TOOLS[sys.argv[1]]
    warnings.simplefilter("ignore")
    for document, out, exchanges in json.load(sys.stdin):
        Path(out).mkdir(parents=True, exist_ok=True)
        error = None
        try:
            with contextlib.redirect_stdout(sys.stderr):
                run(Path(document), Path(out), exchanges)
        except Exception as e:  # noqa: BLE001 - whatever it is, the tool says it
            cause = e.__cause__ or e
            error = f"{type(cause).__name__}: {cause}".strip() or traceback.format_exc()
        sys.stdout.write(json.dumps([document, error]) + "\n")
        sys.stdout.flush()


main()
