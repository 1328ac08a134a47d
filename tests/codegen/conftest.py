"""A small API, Toy, with two variants: as files in a folder of its own, and as bundled documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from codegen.sources import loader, overlay
from codegen.sources.violations import Violation

TOY = Path(__file__).with_name("toy")


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return a repository that holds nothing but the specs and overlays of Toy."""
    root = tmp_path / "repo"
    shutil.copytree(TOY, root)
    return root


@pytest.fixture
def bundles() -> dict[str, Any]:
    """Return what bundling Toy gives, by name of the document."""
    found: dict[str, Any] = json.loads((TOY / "bundles.json").read_text("utf-8"))
    return found


@pytest.fixture
def effective(bundles: dict[str, Any]) -> dict[str, Any]:
    """Return the effective document of Toy."""
    return _overlaid(bundles["toy"], "observed")


@pytest.fixture
def client_view(effective: dict[str, Any]) -> dict[str, Any]:
    """Return the client's view of Toy."""
    return _overlaid(effective, "client")


def _overlaid(document: dict[str, Any], layer: str) -> dict[str, Any]:
    data = overlay.apply(document, loader.load(TOY / f"overlays/toy/{layer}.yaml")).data
    assert isinstance(data, dict)
    return data


class Bundled:
    """Stands in for Redocly: knows the bundles of Toy, and lints nothing."""

    def __init__(self, bundles: dict[str, Any]) -> None:
        self.bundles = bundles
        self.linted: list[str] = []
        self.violations: dict[str, list[Violation]] = {}

    def bundle(self, documents: Mapping[str, Path], folder: Path) -> dict[str, Any]:
        """Return the bundles of these documents."""
        assert folder.is_dir()
        return {name: self.bundles[name] for name in documents}

    def lint(self, documents: Mapping[str, Path], folder: Path) -> dict[str, list[Violation]]:
        """Return the planted violations."""
        assert folder.is_dir()
        self.linted += documents
        return {name: self.violations.get(name, []) for name in documents}


@pytest.fixture
def without_node(bundles: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Bundled:
    """Put `Bundled` in the place of Redocly, and return it."""
    stand_in = Bundled(bundles)
    monkeypatch.setattr("codegen.specs.Redocly", lambda _: stand_in)
    return stand_in


@pytest.fixture
def with_node(toy: Path) -> Path:
    """Return the repository of Toy with the tools of this one."""
    (toy / "node_modules").symlink_to(Path(__file__).parents[2] / "node_modules")
    return toy
