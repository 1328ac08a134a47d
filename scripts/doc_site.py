"""What mkdocs adds to docs/: pages of variants and Redoc, files of the root, a check of what it built."""

from __future__ import annotations

import logging
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from codegen.sources.violations import ToolError
from gettask import APIS, load
from gettask.cli.variant_markdown import markdown
from gettask.cli.variant_page import page as page_of
from scripts import redoc

ROOT = Path(__file__).parents[1]
ROOT_PAGES = {
    "CONTRIBUTING.md": "contributing.md",
    "DECISIONS.md": "decisions.md",
    "CHANGELOG.md": "changelog.md",
}
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


def on_config(config: MkDocsConfig) -> None:
    """Put the pages of the variants and of Redoc into the navigation."""
    for section in config.nav or []:
        if "Variants" in section:
            section["Variants"] += [
                {load(api).title: [f"variants/{api}/{name}.md" for name in load(api).variants]}
                for api in APIS
            ]
        if "Reference" in section and _redoc_pages():
            section["Reference"] += [{f"HTTP: {load(api).title}": f"openapi/{api}.html"} for api in APIS]


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages that do not stand in docs/."""
    for name, text in _redoc_pages().items():
        _add(files, config, name, text)
    for api in APIS:
        contract = load(api)
        for name, variant in contract.variants.items():
            _add(files, config, f"variants/{api}/{name}.md", markdown(page_of(contract, variant)))
    for source, name in ROOT_PAGES.items():
        _add(files, config, name, (ROOT / source).read_text("utf-8").replace("](docs/", "]("))


def on_page_markdown(text: str, page: Page, **_: object) -> str:
    """Lead links to files of the root to their page here, and the table of variants to theirs."""
    if page.file.src_uri == "variants.md":
        text = _linked(text)

    def link(found: re.Match[str]) -> str:
        name = found["path"].rpartition("/")[2]
        if name in ROOT_PAGES:
            return f"[{found['text']}]({ROOT_PAGES[name]})"
        return str(found["text"])

    return re.sub(r"\[(?P<text>[^\]]+)\]\((?P<path>\.\./[^)]+|codegen/[^)]+|[A-Z]+\.md)\)", link, text)


def on_post_build(config: MkDocsConfig) -> None:
    """Fail if a page loads anything from another host: the site is read offline."""
    site = Path(config.site_dir)
    for path in sorted(site.rglob("*.html")):
        for url in _Loaded.of(path.read_text("utf-8")):
            raise PluginError(f"{path.relative_to(site)} loads {url}")


@cache
def _redoc_pages() -> dict[str, str]:
    """Return the pages of Redoc by their names; none, and say why in one sentence, where Node is missing."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        try:
            paths = [*pool.map(lambda api: redoc.write_page(api, Path(folder)), APIS)]
        except ToolError as error:
            logging.getLogger("gettask.docs").warning("The site has no pages of Redoc: %s", error)
            return {}
        return {f"openapi/{path.name}": path.read_text("utf-8") for path in paths}


def _linked(text: str) -> str:
    """Return the overview of the variants with a link in each row."""
    for api in APIS:
        before, title, section = text.partition(f"## {load(api).title}\n")
        own, following, after = section.partition("\n## ")
        own = re.sub(r"^\| `([^`]+)` \|", rf"| [\1](variants/{api}/\1.md) |", own, flags=re.MULTILINE)
        text = before + title + own + following + after
    return text


def _add(files: Files, config: MkDocsConfig, name: str, text: str) -> None:
    files.append(File.generated(config, name, content=text))


class _Loaded(HTMLParser):
    """Collects what a page loads from other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        """Return the URLs that a page loads from other hosts."""
        parser = cls()
        parser.feed(html)
        return parser.urls

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at the one attribute of a tag that a browser fetches by itself."""
        values = dict(attributes)
        url = values.get(LOADING.get(tag, "")) or ""
        if urlsplit(url).netloc and values.get("rel") not in ("canonical", "me"):
            self.urls.append(url)
