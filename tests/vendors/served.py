"""Toy vendors that are served: a package outside of this repository, its client, and a mock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from codegen.document.contract import contract
from codegen.sources.layout import assemble
from codegen.sources.loader import load
from codegen.sources.pointers import clone, get, tokens
from codegen.sources.references import Sources
from gettask import Client, connect
from gettask.conformance.pytest_check import ExchangeCheck
from gettask.mock import ManualClock, Mock, Request, Response, create_app
from gettask.mock.transport import MockTransport
from gettask.testing import InstantClock

KEY = "key-of-the-shapes"


@dataclass
class Vendor:
    """A client of a toy vendor, and the mock that answers it."""

    client: Client
    mock: Mock
    requests: list[Request]
    clock: ManualClock
    check: ExchangeCheck

    def violations(self) -> str:
        """Hold what went to and fro to the checks; return what they found."""
        return self.check.end("")


def install(
    folder: Path, name: str, document: dict[str, Any], infos: Mapping[str, Mapping[str, Any]]
) -> None:
    """Put the package of an API into a folder, with its entry point."""
    package = folder / name.replace("-", "_")
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "contract.json").write_text(json.dumps(contract(name, document, infos)))
    (package / "openapi.json").write_text(json.dumps(document))
    about = folder / f"{package.name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[gettask.apis]\n{name} = {package.name}\n")


@contextmanager
def served(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, document: dict[str, Any]
) -> Iterator[Vendor]:
    """Serve the API that is installed in a folder, with a client."""
    monkeypatch.syspath_prepend(str(folder))
    clock = ManualClock()
    app = create_app(specs={name: document}, clock=clock, keys={KEY})
    seen: list[Request] = []
    check = ExchangeCheck()
    check.watch(app.mock)
    check.begin()
    judged = app.mock.on_exchange
    assert judged is not None

    def note(request: Request, response: Response, at: float) -> None:
        seen.append(request)
        judged(request, response, at)

    app.mock.on_exchange = note
    client = connect(
        name,
        KEY,
        base_url="http://mock.invalid" + app.mock.apis[name].base_path,
        http_client=httpx.Client(transport=MockTransport(app.mock)),
        clock=InstantClock(clock.advance),
    )
    with client:
        yield Vendor(client, app.mock, seen, clock, check)


def bundled(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the document at `path` with its variants, in one piece, and what is said of each variant.

    Components keep the names that their files give them, as in Redocly's bundle.
    """
    assembled = assemble(Sources(), path)
    sections: dict[str, dict[str, Any]] = {}

    def contents(file: Path) -> Any:
        return assembled.files[file] if file in assembled.files else load(file).data

    def inlined(node: Any, file: Path) -> Any:
        if isinstance(node, list):
            return [inlined(item, file) for item in node]
        if not isinstance(node, dict):
            return node
        if "externalValue" in node:
            value = load(file.parent / node["externalValue"]).data
            return inlined({**{k: v for k, v in node.items() if k != "externalValue"}, "value": value}, file)
        ref = node.get("$ref")
        if not isinstance(ref, str):
            return {key: inlined(value, file) for key, value in node.items()}
        where, _, pointer = ref.partition("#")
        there = (file.parent / where).resolve() if where else file
        target = get(contents(there), pointer) if pointer else contents(there)
        if not pointer:
            return inlined(target, there)
        name = tokens(pointer)[-1]
        section = there.stem if there.stem in ("schemas", "responses", "parameters", "headers") else ""
        if not section:
            section = "responses" if "content" in target else "schemas"
        known = sections.setdefault(section, {})
        if name not in known:
            known[name] = {}
            known[name] = inlined(target, there)
        return {**{k: v for k, v in node.items() if k != "$ref"}, "$ref": f"#/components/{section}/{name}"}

    root = path.resolve()
    document: dict[str, Any] = inlined(clone(assembled.files[root]), root)
    for section, found in sections.items():
        document.setdefault("components", {}).setdefault(section, {}).update(found)
    return document, assembled.infos
