"""Servers, security, headers and media types: where requests go, and how bodies travel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from codegen.document.walk import Node, bodies, closure, follow, operations
from codegen.rules.keywords import quoted
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import get, join

_JSON = re.compile(r"application/([^;]+\+)?json")
_SET_BY_CLIENTS = {"accept", "content-type", "authorization", "content-length", "host", "cookie"}


@rule("server", *EVERY, hint="write out each host, as in https://api.example.com/v1")
def _server(spec: Spec) -> Messages:
    """A server whose URL is not a whole one or that of another, or a second server on an operation.

    Clients append paths to it as it stands, and an operation has one place to be sent to.
    """
    urls: dict[str, str] = {}
    for pointer, kind, value in spec.nodes:
        if kind != "server" or not isinstance(value, dict):
            continue
        url = str(value.get("url"))
        if "{" in url:
            yield join(pointer, "url"), f"{url!r} has a variable, which would be sent as it stands"
        elif not _whole(url):
            yield join(pointer, "url"), f"{url!r} is not a whole URL"
        elif pointer.startswith("/servers/") and urls.setdefault(url, pointer) != pointer:
            yield join(pointer, "url"), f"{url!r} is the URL of {urls[url]}"
    for operation in spec.operations:
        if len(operation.value.get("servers", [])) > 1:
            yield join(operation.pointer, "servers", 1), "clients send this operation to its first server"


def _whole(url: str) -> bool:
    try:
        parts = urlsplit(url)
        if re.search(r"\s", url):
            return False
        return parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.query + parts.fragment
    except ValueError:
        return False


@rule("path-servers", "client", hint="write servers on each operation of the path")
def _path_servers(spec: Spec) -> Messages:
    """Servers on a path.

    The client generator does not read them: requests would go to another host.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "path-item" and isinstance(value, dict) and "servers" in value:
            yield join(pointer, "servers"), "the client sends these operations to the document's server"


@rule("security", *EVERY, hint="name a scheme of components/securitySchemes; security: [] for none")
def _security(spec: Spec) -> Messages:
    """A requirement that names no scheme, or a document that says nothing of security.

    The mock would let everybody in, while the client sends a key.
    """
    schemes = spec.document.get("components", {}).get("securitySchemes", {})
    places = [("", spec.document), *((o.pointer, o.value) for o in operations(spec.document))]
    for pointer, value in places:
        for i, requirement in enumerate(value.get("security") or []):
            for name in requirement if isinstance(requirement, dict) else ():
                if name not in schemes:
                    yield join(pointer, "security", i, name), f"there is no security scheme {name!r}"
    if "security" not in spec.document:
        for operation in spec.operations:
            if "security" not in operation.value:
                yield operation.pointer, "neither this operation nor the document says what key it takes"


@rule("client-header", "client", hint="remove the parameter in overlays/<api>/client.yaml")
def _client_header(spec: Spec) -> Messages:
    """A header that clients set themselves, listed as a parameter too.

    The argument would replace the client's key, or the type of the body.
    """
    schemes = spec.document.get("components", {}).get("securitySchemes", {}).values()
    taken = {*_SET_BY_CLIENTS, *(str(s["name"]).lower() for s in schemes if s.get("in") == "header")}
    for pointer, kind, value in spec.nodes:
        if kind == "parameter" and value.get("in") == "header" and str(value.get("name")).lower() in taken:
            yield join(pointer, "name"), f"the client sends {value['name']!r} itself"


@rule("header-name", *EVERY, hint="write the name as it goes over the wire")
def _header_name(spec: Spec) -> Messages:
    """The name of a header that no request can carry.

    HTTP libraries refuse it, or it would end the header early.
    """
    for pointer, kind, value in spec.nodes:
        in_header = kind in ("parameter", "security-scheme") and value.get("in") == "header"
        named = {join(pointer, "name"): value.get("name")} if in_header else {}
        if kind == "response" and isinstance(value, dict):
            named = {join(pointer, "headers", name): name for name in value.get("headers", {})}
        for where, name in named.items():
            if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", str(name)):
                yield where, f"{name!r} cannot be the name of a header"


@rule("parameters", *EVERY, hint="give each parameter a name of its own, and each {name} of a path one")
def _parameters(spec: Spec) -> Messages:
    """A parameter that stands twice or is missing in its path, or a name in a path without a parameter.

    The client generator leaves such an operation out. What stands in a path is always required.
    """
    unknown: set[str] = set()
    renamed: dict[str, set[str]] = {}
    for operation in spec.operations:
        item = spec.document["paths"][operation.path]
        listed = [*_listed(spec, join("/paths", operation.path), item), *_listed(spec, *operation[::3])]
        seen: dict[tuple[str, str], str] = {}
        for node in listed:
            key = (str(node.value.get("in")), str(node.value.get("name")))
            own = node.pointer.startswith(operation.pointer)
            if (other := seen.setdefault(key, node.pointer)) != node.pointer and own == (
                other.startswith(operation.pointer)
            ):
                yield node.pointer, f"the {key[0]} parameter {key[1]!r} stands twice"
        named = {*re.findall(r"\{([^{}]*)\}", operation.path)}
        in_path = {name: where for (place, name), where in seen.items() if place == "path"}
        missing, more = sorted(named - in_path.keys()), sorted(in_path.keys() - named)
        if missing and more:
            renamed.setdefault(operation.path, set()).update(more)
            continue
        for name in missing:
            yield operation.pointer, f"the path has {{{name}}}, for which there is no parameter"
        for name in more:
            written = Node(in_path[name], "parameter", get(spec.document, in_path[name]))
            unknown.add(follow(spec.document, written).pointer)
            yield join(in_path[name], "in"), f"the path has no {{{name}}}"
    for path, names in renamed.items():
        yield join("/paths", path), f"the parameters in this path are called {quoted(names)}"
    for pointer, kind, value in spec.nodes:
        optional = kind == "parameter" and value.get("in") == "path" and value.get("required") is not True
        if optional and pointer not in unknown:
            yield join(pointer, "required"), "a parameter of a path is always required"


def _listed(spec: Spec, pointer: str, holder: dict[str, object]) -> Iterator[Node]:
    """Yield the parameters of a path or an operation where they are listed, references followed."""
    written = holder.get("parameters")
    for i, parameter in enumerate(written if isinstance(written, list) else ()):
        where = join(pointer, "parameters", i)
        yield Node(where, "parameter", spec.resolved(Node(where, "parameter", parameter)))


@rule("media-type", "client", hint="describe one type of body: JSON, or for requests a multipart form")
def _media_type(spec: Spec) -> Messages:
    """A body of a type that clients cannot write or read, or of several types.

    The client generator leaves the operation out, or takes the first type and ignores the others.
    """
    for operation in spec.operations:
        for side in ("request", "response"):
            found: dict[str, list[tuple[str, str]]] = {}
            for status, media in bodies(spec.document, operation, side):
                holder, _, name = media.pointer.rpartition("/")
                found.setdefault(holder + status, []).append((name.replace("~1", "/"), media.pointer))
            for types in found.values():
                for name, pointer in types[1:]:
                    yield pointer, f"a {side} of {types[0][0]} and of {name}: the client knows the first"
                if not _known(side, types[0][0]):
                    yield types[0][1], f"the client cannot {_VERB[side]} {types[0][0]}"


_VERB = {"request": "write", "response": "read"}


def _known(side: str, media_type: str) -> bool:
    if _JSON.fullmatch(media_type.partition(";")[0].strip()):
        return True
    if side == "request":
        return media_type == "multipart/form-data"
    return media_type.startswith("text/") or media_type == "application/octet-stream"


@rule("binary", *EVERY, hint="describe the text that stands for the file: a URL, or its base64")
def _binary(spec: Spec) -> Messages:
    """`format: binary` inside JSON.

    JSON holds no bytes: the client would refuse every body.
    """
    for operation in spec.operations:
        for side in ("request", "response"):
            for _, media in bodies(spec.document, operation, side):
                name = media.pointer.rpartition("/")[2].replace("~1", "/")
                for pointer, kind, value in closure(spec.document, [media]) if _JSON.match(name) else ():
                    if kind == "schema" and isinstance(value, dict) and value.get("format") == "binary":
                        yield join(pointer, "format"), "JSON has no room for bytes"


@rule("form-part", "client", hint="leave the field out of the form, or describe it as a text")
def _form_part(spec: Spec) -> Messages:
    """A field of a form that holds an object or a list of objects.

    Forms have no common way to write these.
    """
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "request"):
            if not media.pointer.endswith("/multipart~1form-data"):
                continue
            for node in closure(spec.document, [media]):
                for name, field in _fields(node):
                    inner = spec.resolved(Node("", "schema", field)).get("items", field)
                    kinds = [field, inner] if isinstance(inner, dict) else [field]
                    if any("object" in spec.containers(Node("", "schema", each)) for each in kinds):
                        where = join(node.pointer, "properties", name)
                        yield where, f"the field {quoted([name])} of this form is an object"


def _fields(node: Node) -> list[tuple[str, dict[str, object]]]:
    if node.kind != "schema" or not isinstance(node.value, dict):
        return []
    return [(n, f) for n, f in node.value.get("properties", {}).items() if isinstance(f, dict)]
