"""`generated/` trees made of toy.yaml and of edits to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from codegen.diff import Tools
from codegen.document.contract import contract
from codegen.document.extraction import variants
from codegen.emit.emit import emit
from codegen.sources import loader

ROOT = Path(__file__).parents[2]
Make = Callable[[Any], Path]


@pytest.fixture(scope="session")
def toy() -> Any:
    """Return the effective document that edits start from; not to be changed."""
    return loader.load(Path(__file__).with_name("toy.yaml")).data


@pytest.fixture(scope="session")
def make_tree(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return what makes a `generated/` folder of an effective document."""
    emitted: dict[str, Path] = {}

    def make(document: Any) -> Path:
        view = _view(document)
        key = json.dumps(view)
        if key not in emitted:
            emitted[key] = tmp_path_factory.mktemp("emitted") / "gettask-toy"
            emit(view, api="toy", version="0.3.1", destination=emitted[key])
        tree = tmp_path_factory.mktemp("generated")
        package = Path(shutil.copytree(emitted[key], tree / "gettask-toy")) / "gettask_toy"
        infos = {name: {"title": name} for name in variants(document)}
        (package / "openapi.json").write_text(json.dumps(document), "utf-8")
        (package / "contract.json").write_text(json.dumps(contract("toy", document, infos)), "utf-8")
        return tree

    return make


@pytest.fixture(scope="session")
def base(toy: Any, make_tree: Make) -> Path:
    """Return the tree of toy.yaml."""
    return make_tree(toy)


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Return Redocly and oasdiff."""
    return Tools(ROOT)


def _view(document: Any) -> Any:
    """Return what the client generator reads, without what it does not read."""
    view = deepcopy(document)
    task = {"type": "object", "properties": {"id": {"type": "string"}}}
    view["components"]["schemas"]["UnknownTask"] = task
    union = view["components"]["schemas"]["AnyTask"]
    union["x-dispatch"]["fallback"] = "#/components/schemas/UnknownTask"
    union["oneOf"].append({"$ref": "#/components/schemas/UnknownTask"})
    return _read(view)


def _read(node: Any, *, named: bool = False) -> Any:
    if isinstance(node, list):
        return [_read(item) for item in node]
    if not isinstance(node, dict):
        return node
    read = ("x-dispatch", "x-variant", "x-env")
    return {
        k: _read(v, named=k == "properties")
        for k, v in node.items()
        if named or not k.startswith("x-") or k in read
    }
