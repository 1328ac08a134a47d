"""`make new-api FROM=…`: an API that is the vendor's own OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from codegen.document.walk import operations, walk
from codegen.scaffold.answers import security_of
from codegen.scaffold.api import check_name, fragment, write_files
from codegen.scaffold.document.complete import SOURCE
from codegen.scaffold.document.files import Adoption
from codegen.scaffold.document.read import read
from codegen.scaffold.document.recognise import Given, recognise
from codegen.scaffold.document.upgrade import upgraded
from codegen.sources.loader import Document
from codegen.sources.pointers import join
from codegen.sources.violations import SpecError, Violation, raise_any, shown


@dataclass(frozen=True)
class Wanted:
    """What a person says of an API beside its document.

    Attributes:
        name: Its name, such as acme.
        title: Its name for people. Default: that of the document.
        server: The URL of its server. Default: those of the document.
        key: `bearer`, or the header of the key. Default: what the document says.
        variant: The name of the variant, where there is one. Default: made of its path.
        given: What tells its operations and statuses.
    """

    name: str
    title: str | None = None
    server: str | None = None
    key: str | None = None
    variant: str | None = None
    given: Given = field(default_factory=Given)


def adopt(root: Path, path: Path, wanted: Wanted) -> tuple[list[Path], list[str]]:
    """Write the folder of an API, all of it or nothing; return its files and what is left to a person.

    Raises:
        SpecError: The document cannot be read, or leaves open what only a person knows: each with its place.
    """
    check_name(root, wanted.name)
    source = read(path)
    document, left_out, renamed = upgraded(source.data)
    problems: list[Violation] = []
    title = wanted.title or str(source.data.get("info", {}).get("title") or wanted.name.title())
    about: dict[str, Any] = {
        "title": title,
        "variant": wanted.variant,
        "source": {
            "title": f"The vendor's OpenAPI document, {path.name}",
            "date": None,
            "read": datetime.now(UTC).date().isoformat(),
            "kind": "openapi",
        },
        "servers": _servers(document, source, wanted, problems),
        "security": _security(document, source, wanted, problems),
    }
    try:
        found = recognise(document, source, wanted.given, renamed)
    except SpecError as e:
        raise_any([*e.violations, *problems])
        raise
    raise_any(problems)
    adoption = Adoption(document, found, about)
    texts = adoption.files()
    changes = fragment(root, wanted.name, title, [*adoption.variants], SOURCE)
    files = write_files(root, wanted.name, texts, {**changes, **_client_view(root, wanted.name, document)})
    notes = [
        f"{shown(path)}:{source.position(pointer)[0]}: {text}" for pointer, text in (*left_out, *found.left)
    ]
    return files, [*adoption.located(texts, f"openapi/{wanted.name}"), *notes]


_CLIENT = """\
overlay: 1.1.0
info:
  title: What only the client generator needs for {title}
  version: 0.1.0
actions:
"""
_AS_TEXT = """\
  - x-id: keep-as-text
    description: Decoding a {format} loses how it was written.
    target: $..[?@.format == '{format}'].format
    remove: true
"""
_OPEN = """\
  - x-id: open-responses
    description: A client keeps what the vendor adds.
    target: $..[?@.{keyword} == false].{keyword}
    remove: true
"""


def _client_view(root: Path, name: str, document: dict[str, Any]) -> dict[Path, str]:
    """Return the client's view of a document, where it has what the generator writes wrong."""
    schemas = [n.value for n in walk(document) if n.kind == "schema" and isinstance(n.value, dict)]
    formats = {schema.get("format") for schema in schemas}
    closed = [
        k
        for k in ("additionalProperties", "unevaluatedProperties")
        if any(s.get(k) is False for s in schemas)
    ]
    actions = [_AS_TEXT.format(format=each) for each in ("date-time", "date", "uuid") if each in formats]
    actions += [_OPEN.format(keyword=keyword) for keyword in closed]
    head = _CLIENT.format(title=name)
    return {root / "overlays" / name / "client.yaml": head + "".join(actions)} if actions else {}


def _servers(
    document: dict[str, Any], source: Document, wanted: Wanted, problems: list[Violation]
) -> list[dict[str, Any]]:
    if wanted.server:
        return [{"url": wanted.server.rstrip("/")}]
    servers: list[dict[str, Any]] = document["servers"]
    if not servers:
        hint = "name it: --server https://api.acme.example/v1"
        problems.append(source.violation("", "the document names no server", hint))
    for i, server in enumerate(servers):
        if not server["url"].startswith(("https://", "http://")):
            hint = "name it whole: --server https://api.acme.example/v1"
            problems.append(source.violation(f"/servers/{i}/url", f"{server['url']!r} is no whole URL", hint))
    return servers


def _security(
    document: dict[str, Any], source: Document, wanted: Wanted, problems: list[Violation]
) -> dict[str, Any]:
    """Return the scheme of the key: the one that was named, else the only one that a client can send."""
    usual = security_of(wanted.name, wanted.key or "bearer")
    required = document.get("security", [])
    for operation in operations(document):
        own = operation.value.get("security")
        if own and {} not in own:
            required = required or own
            del operation.value["security"]
        elif own:
            operation.value["security"] = []
    if wanted.key:
        return usual
    schemes = document.get("components", {}).get("securitySchemes", {})
    needed = [name for requirement in required for name in requirement] or [*schemes]
    possible = {}
    for name in dict.fromkeys(needed):
        scheme = schemes.get(name, {})
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
            possible[name] = {**scheme, "x-env": usual["x-env"]}
        elif scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "bearer":
            possible[name] = {**scheme, "scheme": "bearer", "x-env": usual["x-env"]}
    if possible:
        return next(iter(possible.values()))
    hint = "say how the key is sent: --key bearer, or the name of its header, as in --key X-Key"
    if needed:
        for name in dict.fromkeys(needed):
            where = join("/components/securitySchemes", name)
            problems.append(source.violation(where, f"no client can authenticate by {name!r}", hint))
    else:
        problems.append(source.violation("", "the document does not say how a key is sent", hint))
    return usual
