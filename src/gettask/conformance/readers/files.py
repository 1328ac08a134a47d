"""Finds the format of a file and the API of its exchanges."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from ..._contract.installed import APIS
from ..._redact import printable
from ...errors import GettaskError
from ..bodies import EMPTY, IN_MEMORY, Body, BodyStore
from ..spec import Spec, spec_at, spec_of, spec_with
from ..trace import Exchange, Headers, Trace
from . import formats
from .gateway import Gateways
from .stream import JsonStream

FORMATS = (
    "HAR; VCR cassettes in YAML or JSON; JSON lines of bodies, or of objects with request and response; "
    "a JSON body or a list of bodies; saved responses of Postman; the journal of the mock"
)
HEAD = 4096
"""Bytes of a download that are kept."""
LARGEST_BODY = 1 << 24
"""Bytes of a body that is judged: of a larger request the beginning is kept, and of a response nothing."""
SHARED = 4096
"""Texts and headers that are remembered, so that an equal one is kept once."""

WRONG = (ValueError, LookupError, TypeError, AttributeError, RecursionError, EOFError, zlib.error)
"""What comes of a file that is not as its format says."""


class UnreadableError(ValueError):
    """A file is in none of the formats that are read."""


def read(path: Path, auth: Iterable[str] = ()) -> Iterator[Exchange]:
    """Read a file as exchanges, one after the other.

    Args:
        path: The file.
        auth: The names of headers that carry a key, besides the usual ones.

    Raises:
        UnreadableError: The file is in none of the formats that are read.
        OSError: The file cannot be read.
    """
    for place, each in _placed(path, tuple(auth)):
        yield replace(each, place=place)


def _placed(path: Path, auth: tuple[str, ...]) -> Iterator[tuple[str, Exchange]]:
    """Yield each exchange of a file with its place."""
    number = 0
    try:
        with _opened(path) as file:
            for number, each in enumerate(_read(file, auth), 1):
                yield f"{path}#{number}", each
    except gzip.BadGzipFile as error:
        raise UnreadableError(f"{path} cannot be read: it is packed, and damaged: {error}") from None
    except WRONG as error:
        where = f"after exchange {number}" if number else "at its beginning"
        raise UnreadableError(f"{path} cannot be read {where}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """Return what is wrong with a file."""
    if isinstance(error, RecursionError):
        return "a value is nested too deeply"
    if isinstance(error, (EOFError, zlib.error)):
        return "it is packed, and damaged or cut"
    if isinstance(error, ValueError):
        return f"{error}; what can be read: {FORMATS}"
    other = f"without {error}" if isinstance(error, KeyError) else "with a value of another type"
    return f"an exchange {other}, which its format does not allow; what can be read: {FORMATS}"


def _read(file: IO[str], auth: tuple[str, ...]) -> Iterator[Exchange]:
    start = file.read(HEAD).lstrip()
    file.seek(0)
    if not start:
        raise ValueError("it is empty")
    if not start.startswith(("{", "[")):
        for each in _yaml(file):
            yield formats.interaction(each, auth)
        return
    stream = JsonStream(file)
    while stream.peek():
        if stream.peek() == "{":
            yield from _object(stream, auth)
        else:
            for each in stream.items():
                yield from _value(each, auth)


LISTS: Mapping[str, Callable[[Mapping[str, Any], tuple[str, ...]], Exchange]] = {
    "interactions": formats.interaction,
    "http_interactions": formats.interaction,
    "entries": lambda each, _: formats.journal_entry(each),
}
"""Members of a document that are lists of exchanges, which may be longer than memory."""


def _object(stream: JsonStream, auth: tuple[str, ...]) -> Iterator[Exchange]:
    """Read an object; of a list of exchanges in it one after the other."""
    rest: dict[str, Any] = {}
    listed = False
    for key in stream.members():
        if key == "log" and stream.peek() == "{":
            listed = True
            for name in stream.members():
                if name != "entries":
                    stream.value()
                    continue
                for each in stream.items():
                    yield formats.har_entry(each, auth)
        elif key in LISTS and stream.peek() == "[":
            listed = True
            for each in stream.items():
                yield LISTS[key](each, auth)
        else:
            rest[key] = stream.value()
    if not listed:
        yield from _value(rest, auth)


def _value(value: Any, auth: tuple[str, ...]) -> Iterator[Exchange]:
    if isinstance(value, list):
        for each in value:
            yield from _value(each, auth)
    elif not isinstance(value, dict):
        raise ValueError("a line is not JSON object")
    elif isinstance(value.get("log"), dict) and "entries" in value["log"]:
        for each in value["log"]["entries"]:
            yield formats.har_entry(each, auth)
    elif {"method", "path", "status", "number"} <= value.keys():
        yield formats.journal_entry(value)
    elif isinstance(value.get("request"), dict) and isinstance(value.get("response"), dict):
        yield formats.pair(value, auth)
    elif isinstance(value.get("item"), list) and "info" in value:
        yield from formats.postman(value["item"], auth)
    elif value.get("_type") == "export" or "paths" in value:
        raise ValueError("it has requests without responses; record a HAR")
    else:
        names = [name for name in LISTS if isinstance(value.get(name), list)]
        for name in names:
            yield from (LISTS[name](each, auth) for each in value[name])
        if not names:
            yield formats.body(value)


def _opened(path: Path) -> IO[str]:
    """Open a text of UTF-8 or UTF-16, packed by gzip or not."""
    with path.open("rb") as file:
        head = file.read(2)
    if head == formats.GZIP:
        return gzip.open(path, "rt", encoding="utf-8-sig")
    wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return path.open(encoding="utf-16" if wide else "utf-8-sig")


def _yaml(file: IO[str]) -> Iterator[Mapping[str, Any]]:
    try:
        from .yaml_stream import interactions
    except ModuleNotFoundError:
        raise ValueError("YAML needs PyYAML: pip install 'gettask[check]'") from None
    return interactions(file)


def traces(
    paths: Iterable[Path], api: str | None = None, *, base_url: str = "", webhook_secrets: Iterable[str] = ()
) -> tuple[list[Trace], int]:
    """Read files as one trace for each API.

    Args:
        paths: The files.
        api: The API that all exchanges belong to. Default: found by host and path.
        base_url: The URL of a gateway, whose path stands before the paths of `api`. Default: found where a
            create and a poll have it.
        webhook_secrets: Secrets that webhooks in the files were registered with.

    Returns:
        The traces, and the number of exchanges that belong to no API.

    Raises:
        UnreadableError: A file cannot be read, has bodies alone and `api` is not given, or no exchange
            belongs to an API.
    """
    files = list(paths)
    specs = [spec_at(api, base_url)] if api else list(_installed())
    gateways = Gateways(specs, known=api is not None)
    found = _Sorted(specs, api is not None, gateways.see).read(files)
    bases = gateways.found()
    if bases:
        specs = [spec_with(spec.contract.api, bases.get(spec.contract.api, "")) for spec in specs]
        found = _Sorted(specs, api is not None).read(files)
    if not found.exchanges:
        raise UnreadableError(found.nothing())
    made = [
        Trace.of(
            name,
            [*exchanges, *found.downloads],
            webhook_secrets=tuple(webhook_secrets),
            base_path=bases.get(name, "") or urlsplit(base_url).path.rstrip("/"),
        )
        for name, exchanges in found.exchanges.items()
    ]
    return made, found.strays


class _Sorted:
    """The exchanges of files by the API that they belong to.

    Args:
        specs: The specifications of the APIs.
        known: Whether the exchanges belong to this API.
        stray: Gets each exchange that belongs to none.
    """

    def __init__(
        self, specs: list[Spec], known: bool, stray: Callable[[Exchange], object] = lambda _: None
    ) -> None:
        self.exchanges: dict[str, list[Exchange]] = {}
        self.downloads: list[Exchange] = []
        self.strays = 0
        self._specs, self._known, self._stray = specs, known, stray
        self._example = ""

    def read(self, paths: Iterable[Path]) -> _Sorted:
        """Read files."""
        shelf = _Shelf()
        auth = tuple({spec.contract.auth.header.lower() for spec in self._specs})
        for place, each in (placed for path in paths for placed in _placed(path, auth)):
            owner = _owner(each, self._specs, known=self._known)
            if owner is None and not each.method:
                raise UnreadableError(f"{place} is a body without its request: name the API with --api")
            if owner is not None:
                listed = self.exchanges.setdefault(owner, [])
                listed.append(shelf.keep(each, place, len(listed)))
                continue
            self._stray(each)
            self._example = self._example or f"{each.method} {each.url}"
            if each.method == "GET" and each.url.startswith(("http://", "https://", "/")):
                length = each.size if each.recorded else None
                head = Body(each.response_body[:HEAD])
                self.downloads.append(shelf.keep(replace(each, received=head, length=length), place, 0))
            else:
                self.strays += 1
        return self

    def nothing(self) -> str:
        """Return why no exchange belongs to an API, and what to do about it."""
        if not self._example:
            return "the files have no exchange"
        count = self.strays + len(self.downloads)
        names = ", ".join(spec.contract.api for spec in self._specs)
        which = "the exchange does not belong" if count == 1 else f"none of the {count} exchanges belongs"
        return (
            f"{which} to {names}: the first is {printable(self._example, 120)}; where a gateway puts a path "
            "before those of the API, name both: --api NAME --base https://gateway.example/path"
        )


class _Shelf:
    """Keeps exchanges in little memory: bodies in a store, equal texts and equal headers once."""

    def __init__(self) -> None:
        self._bodies = BodyStore(IN_MEMORY)
        self._text = lru_cache(maxsize=SHARED)(_itself)
        self._names = lru_cache(maxsize=SHARED)(tuple[str, ...])
        self._headers = lru_cache(maxsize=SHARED)(Headers)

    def keep(self, each: Exchange, place: str, number: int) -> Exchange:
        """Return an exchange as it is kept."""
        if len(each.sent) > LARGEST_BODY:
            each = replace(each, sent=Body(each.request_body[:HEAD]))
        if len(each.received) > LARGEST_BODY:
            each = replace(each, received=EMPTY, length=len(each.received), recorded=False)
        return replace(
            each,
            method=self._text(each.method),
            url=self._text(each.url),
            request_headers=self._compact(each.request_headers),
            sent=self._bodies.keep(each.sent),
            response_headers=self._compact(each.response_headers),
            received=self._bodies.keep(each.received),
            key=None if each.key is None else self._text(each.key),
            place=place,
            number=number,
        )

    def _compact(self, headers: Mapping[str, str]) -> Headers:
        names = tuple(map(self._text, headers))
        return self._headers(self._names(names), tuple(map(self._text, headers.values())))


def _itself(text: str) -> str:
    return text


def _installed() -> Iterator[Spec]:
    for name in APIS:
        try:
            yield spec_of(name)
        except GettaskError:
            continue


def _owner(each: Exchange, specs: list[Spec], known: bool) -> str | None:
    """Return the API of an exchange: by its host, else by its path."""
    if known and (not each.method or specs[0].find(each.method, each.path)):
        return specs[0].contract.api
    if known or not each.method:
        return None
    matching = [spec for spec in specs if spec.find(each.method, each.path)]
    by_host = [spec for spec in matching if each.host in spec.hosts]
    # A path with the base path of an API says more than one without.
    by_base = [spec for spec in matching if spec.base_paths[0] and each.path.startswith(spec.base_paths[0])]
    chosen = by_host or by_base or matching
    return chosen[0].contract.api if chosen else None
