"""docs/: every page is in the navigation of the site, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.sources.violations import ToolError
from gettask import APIS, load
from gettask.cli.variant_markdown import markdown
from gettask.cli.variant_page import page
from scripts import redoc

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ADDED = {"contributing.md", "decisions.md", "changelog.md"}


def leaves(nav: Any) -> Iterator[str]:
    """Yield the paths in a navigation."""
    if isinstance(nav, str):
        yield nav
    else:
        for each in nav.values() if isinstance(nav, dict) else nav:
            yield from leaves(each)


def test_the_navigation_has_every_page() -> None:
    """No page is left out, and none is named that is not there."""
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert {*leaves(nav)} == {str(page.relative_to(DOCS)) for page in PAGES} | ADDED


@pytest.mark.parametrize("source", [*PAGES, *ROOT.glob("*.md")], ids=lambda path: path.name)
def test_a_link_leads_to_a_file(source: Path) -> None:
    """Links between files of the repository are relative, and their files are there."""
    text = re.sub(r"^```.*?^```$", "", source.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path = target.partition("#")[0]
        if path and not path.startswith(("http:", "https:")):
            assert (source.parent / path).exists() or path in ADDED, target


@pytest.mark.node
def test_a_page_of_redoc_may_ask_no_host(tmp_path: Path) -> None:
    """Its script stands in it, its policy allows no request, it reports to nobody, and loads no logo."""
    text = redoc.write_page("tripo-v2", tmp_path).read_text("utf-8")
    assert "Content-Security-Policy\" content=\"default-src 'none'; " in text
    assert '"disableTelemetry":true' in text
    assert "cdn.redoc.ly/redoc/logo" not in text


def test_without_node_one_sentence_says_why_redoc_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The site is built without the pages of Redoc, which need Node."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolError, match=r"^Node is needed "):
        redoc.write_page("piapi", tmp_path)


def test_no_text_of_a_spec_becomes_markup_on_a_page() -> None:
    """Every variant has a page, in which a table row has as many cells as its head."""
    for api in APIS:
        contract = load(api)
        for variant in contract.variants.values():
            text = markdown(page(contract, variant))
            assert text.startswith(f"# {contract.title}: {variant.name}\n")
            for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
                assert len({line.count("|") for line in table.splitlines()}) == 1
            assert "<" not in re.sub(r"`[^`]*`|```.*?```", "", text, flags=re.DOTALL)
