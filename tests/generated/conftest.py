"""The package emitted for toys.yaml, and bodies of it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codegen.emit.emit import emit
from codegen.sources.loader import load

TOYS: dict[str, Any] = load(Path(__file__).with_name("toys.yaml")).data


@pytest.fixture(scope="session")
def toys_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project folder of the emitted package."""
    project = tmp_path_factory.mktemp("emitted") / "gettask-toys"
    emit(TOYS, api="toys", version="1.0.0", destination=project)
    return project


@pytest.fixture(scope="session")
def toys(toys_project: Path) -> Iterator[ModuleType]:
    """The emitted package gettask_toys, with its models and errors."""
    sys.path.insert(0, str(toys_project))
    importlib.import_module("gettask_toys.models")
    importlib.import_module("gettask_toys.errors")
    yield importlib.import_module("gettask_toys")
    sys.path.remove(str(toys_project))
