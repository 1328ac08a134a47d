"""Tools that `make check` has anyway take the portable documents; `make consumers` tries the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.consumers.model import documents, known, surprises
from tests.consumers.readers import READERS

TOOLS = {tool.name: tool for tool in READERS}


@pytest.mark.node
def test_redocly_finds_all_of_them_valid(tmp_path: Path) -> None:
    """Whole and of each variant, in 3.1 and 3.0: by what the specifications of OpenAPI ask for."""
    tool, tried = TOOLS["redocly-lint"], documents()
    assert surprises(tool, tried, tool.run(tried, tmp_path), known()) == []


@pytest.mark.node
def test_a_generator_of_python_takes_one_of_each_api(tmp_path: Path) -> None:
    """openapi-python-client as it is, without our templates, warns of nothing."""
    variants = [document for document in documents() if not document.whole]
    tried = [*{(document.api, document.openapi): document for document in variants}.values()]
    tool = TOOLS["openapi-python-client"]
    assert surprises(tool, tried, tool.run(tried, tmp_path), known()) == []
