"""Finds the format of a file and the API of its exchanges."""

from __future__ import annotations

import codecs
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from ..._contract.installed import APIS
from ...errors import GettaskError
from ..spec import Spec, spec_of
from ..trace import Exchange, Trace
from . import formats

FORMATS = (
    "HAR; VCR cassettes in YAML or JSON; JSON lines of bodies, or of objects with request and response; "
    "a JSON body or a list of bodies; saved responses of Postman; the journal of the mock"
)
HEAD = 4096
"""Bytes of a download that are kept."""


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
    names = tuple(auth)
    number = 0
    try:
        with _opened(path) as file:
            for number, each in enumerate(_read(file, names), 1):
                yield replace(each, place=f"{path}#{number}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = f" after {number} exchanges" if number else ""
        raise UnreadableError(
            f"{path}{where} cannot be read ({error}); what can be read: {FORMATS}"
        ) from None


def _read(file: IO[str], auth: tuple[str, ...]) -> Iterator[Exchange]:
    head = file.read(4096)
    file.seek(0)
    start = head.lstrip()
    if not start.startswith(("{", "[")):
        yield from formats.cassette(_yaml(file), auth)
        return
    if '"log"' in head and start.startswith("{") and start[1:].lstrip().startswith('"log"'):
        yield from formats.har(file, auth)
        return
    lines = (line for line in file if line.strip())
    try:
        first = json.loads(next(lines))
    except ValueError:  # not a JSON document a line: one that goes over several
        file.seek(0)
        yield from _value(json.load(file), auth)
        return
    yield from _value(first, auth)
    for line in lines:
        yield from _value(json.loads(line), auth)


def _value(value: Any, auth: tuple[str, ...]) -> Iterator[Exchange]:
    if isinstance(value, list):
        for each in value:
            yield from _value(each, auth)
    elif not isinstance(value, dict):
        raise ValueError("a line is not JSON object")
    elif "interactions" in value or "http_interactions" in value:
        yield from formats.cassette(value, auth)
    elif isinstance(value.get("log"), dict) and "entries" in value["log"]:
        import io

        yield from formats.har(io.StringIO(json.dumps(value)), auth)
    elif isinstance(value.get("entries"), list):
        yield from formats.journal(value["entries"])
    elif {"method", "path", "status", "number"} <= value.keys():
        yield from formats.journal([value])
    elif isinstance(value.get("request"), dict) and isinstance(value.get("response"), dict):
        yield formats.pair(value, auth)
    elif isinstance(value.get("item"), list) and "info" in value:
        yield from formats.postman(value["item"], auth)
    elif value.get("_type") == "export" or "paths" in value:
        raise ValueError("it has requests without responses; record a HAR")
    else:
        yield formats.body(value)


def _opened(path: Path) -> IO[str]:
    """Open a text of UTF-8 or UTF-16, packed by gzip or not."""
    with path.open("rb") as file:
        head = file.read(2)
    if head == formats.GZIP:
        return gzip.open(path, "rt", encoding="utf-8-sig")
    wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return path.open(encoding="utf-16" if wide else "utf-8-sig")


def _yaml(file: IO[str]) -> Mapping[str, Any]:
    try:
        import yaml
    except ModuleNotFoundError:
        raise ValueError("YAML needs PyYAML: pip install 'gettask[check]'") from None
    try:
        document = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        raise ValueError("it is neither JSON nor YAML") from None
    if not isinstance(document, dict) or not {"interactions", "http_interactions"} & document.keys():
        raise ValueError("it is neither JSON nor a cassette")
    return document


def traces(
    paths: Iterable[Path], api: str | None = None, *, webhook_secrets: Iterable[str] = ()
) -> tuple[list[Trace], int]:
    """Read files as one trace for each API.

    Args:
        paths: The files.
        api: The API that all exchanges belong to. Default: found by host and path.
        webhook_secrets: Secrets that webhooks in the files were registered with.

    Returns:
        The traces, and the number of exchanges that belong to no API.

    Raises:
        UnreadableError: A file cannot be read, or has bodies alone and `api` is not given.
    """
    specs = [spec_of(api)] if api else list(_installed())
    found: dict[str, list[Exchange]] = {}
    downloads: list[Exchange] = []
    bodies: dict[bytes, bytes] = {}
    strays = 0
    auth = {spec.contract.auth.header.lower() for spec in specs}
    for path in paths:
        for each in read(path, auth):
            owner = _owner(each, specs, known=api is not None)
            if owner is None and not each.method:
                raise UnreadableError(f"{each.place} is a body without its request: name the API with --api")
            if owner is not None:
                same = bodies.setdefault(each.response_body, each.response_body)
                found.setdefault(owner, []).append(replace(each, response_body=same))
            elif each.method == "GET":
                length = len(each.response_body) if each.recorded else None
                downloads.append(replace(each, response_body=each.response_body[:HEAD], length=length))
            else:
                strays += 1
    made = [
        Trace.of(name, [*exchanges, *downloads], webhook_secrets=tuple(webhook_secrets))
        for name, exchanges in found.items()
    ]
    return made, strays


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
