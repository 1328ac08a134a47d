"""Reads pages of a console as a browser without scripts does, and presses their buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from gettask.mock import Request, Response

HOST = "127.0.0.1:8899"
VOID = {"meta", "link", "input", "img", "br", "hr"}


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Document(HTMLParser):
    """The elements and the text of a page."""

    source: str
    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()
        assert not self._open, [element.name for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        # HTML lets option and li be left open; these pages do not.
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self._open:
            element.text += data

    def all(self, tag: str, /, **attributes: str) -> list[Element]:
        """The elements of a name with these values of attributes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.name == tag and wanted.items() <= element.attributes.items()
        ]


@dataclass
class Browser:
    """Follows links and sends forms."""

    handle: Callable[[Request], Response]

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Response:
        """Send a request as a browser does that is on a page of the console."""
        path, _, query = path.partition("?")
        every = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.handle(Request(method, path, query, every, body))

    def get(self, path: str) -> Document:
        """The page at a path, which has to be there."""
        response = self.request("GET", path)
        assert response.status == 200, (path, response.status, response.body)
        return Document(response.body.decode())

    def post(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Response:
        """Send a form."""
        sent = {
            "content_type": "application/x-www-form-urlencoded",
            "origin": f"http://{HOST}",
            "sec_fetch_site": "same-origin",
        }
        return self.request("POST", path, urlencode(fields or {}).encode(), **sent | headers)

    def press(self, path: str, fields: dict[str, str] | None = None) -> Document:
        """Send a form and follow to the page that shows what came of it."""
        response = self.post(path, fields)
        if response.status == 303:
            location = response.header("location")
            assert location is not None
            return self.get(location)
        return Document(response.body.decode())
