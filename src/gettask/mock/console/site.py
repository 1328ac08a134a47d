"""What every page of a console has: templates, static files, security headers, protection of its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gettask.mock.console import formats
from gettask.mock.http import EVENTS, Request, Response, names_loopback

HERE = Path(__file__).parent
HTML = "text/html; charset=utf-8"
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
SECURITY = {
    "content_security_policy": POLICY,
    "cross_origin_resource_policy": "same-origin",
    "referrer_policy": "same-origin",  # with none, browsers send no Origin that could be checked
    "x_content_type_options": "nosniff",
    "cache_control": "no-store",
}
STATIC = {
    "console.css": "text/css; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "hx-sse.min.js": "text/javascript; charset=utf-8",
    "model.js": "text/javascript; charset=utf-8",
    "gltf.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
MAX_FIELDS = 500
"""How many fields a form may have."""


class NotFoundError(Exception):
    """There is no such page, or no such thing to show."""


class RefusedError(Exception):
    """What a button asks for cannot be done; the message says why."""


class Link(NamedTuple):
    """An entry of the navigation."""

    path: str
    title: str


@dataclass(frozen=True)
class Call:
    """A request of a page: what comes after its route, and the fields of its query or form."""

    request: Request
    rest: tuple[str, ...]
    """The parts of the path after the name of the route."""
    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """The value of a field."""
        return self.fields.get(name, default)

    def number(self, name: str, default: int) -> int:
        """The whole number of a field, the default for anything else."""
        text = self.get(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


Page = Callable[[Call], Response]


class Site:
    """Routes requests to pages, and renders these.

    Args:
        root: The path that all pages are under, with a slash at its end.
        title: What the pages are about.
        links: The navigation.
        templates: A folder of templates besides the console's own. Default: none.
    """

    def __init__(self, root: str, title: str, links: Sequence[Link], templates: Path | None = None) -> None:
        self._templates = _templates(templates)
        self.root, self.title, self.links = root, title, links
        self.pages: dict[tuple[str, str], Page] = {}
        """The pages, by method and name of the route: the first part of the path, empty for none."""

    def handle(self, request: Request) -> Response:
        """The page that a request asks for, or an error page."""
        if not names_loopback(request.headers.get("host", "127.0.0.1")):
            return self.error(403, "This page is for requests to a loopback address only.")
        first, *rest = map(unquote, request.path.removeprefix(self.root).split("/"))
        method = "GET" if request.method == "HEAD" else request.method
        if first == "static" and method == "GET":
            return self._static("/".join(rest))
        page = self.pages.get((method, first))
        if page is None:
            return self.error(404, "There is no such page.")
        if method == "POST" and (why := cross_site(request)):
            return self.error(403, why)
        try:
            return page(Call(request, tuple(rest), _fields(request)))
        except NotFoundError as error:
            return self.error(404, str(error))
        except RefusedError as error:
            return self.error(400, str(error))

    def render(self, template: str, code: int = 200, **values: object) -> Response:
        """A page made of a template."""
        text = self._templates.get_template(template).render(site=self, **values)
        return Response.of(code, HTML, text.encode("utf-8", "replace"), **SECURITY)

    def error(self, status: int, message: str) -> Response:
        """A page that says what is wrong."""
        return self.render("error.html", status, here="", status=status, message=message)

    def redirect(self, path: str) -> Response:
        """Send the browser to another page, after a button was pressed."""
        return Response.of(303, HTML, b"", location=f"{self.root}{path}", **SECURITY)

    quote = staticmethod(formats.segment)

    def _static(self, name: str) -> Response:
        if name not in STATIC:
            return self.error(404, "There is no such file.")
        return Response.of(200, STATIC[name], (HERE / "static" / name).read_bytes(), **SECURITY)


def cross_site(request: Request) -> str | None:
    """Why a request that changes something is not from a page of this site; None if it may be.

    Browsers name the site that a form is on. Programs that name none have the rights of the admin API.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if (origin is None or origin == request.base_url) and site in (None, "same-origin"):
        return None
    return "A page of another site sent this, so nothing was changed."


def stream() -> Response:
    """The head of a stream: the server goes on with an event for each change."""
    response = Response.of(200, EVENTS, b": open\n\n", **SECURITY)
    headers = tuple(each for each in response.headers if each[0] != b"content-length")
    return response._replace(headers=headers)


def _fields(request: Request) -> dict[str, str]:
    """The fields of a form, or else of a query; the last one counts. Raises RefusedError."""
    text = request.query
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if request.body and media_type != "application/x-www-form-urlencoded":
            raise RefusedError("The buttons of this page send forms, and this is none.")
        text = request.body.decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS))
    except ValueError:
        raise RefusedError(f"A form has at most {MAX_FIELDS} fields.") from None


@cache
def _templates(more: Path | None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / "templates", *([] if more is None else [more])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= formats.FILTERS
    return environment
