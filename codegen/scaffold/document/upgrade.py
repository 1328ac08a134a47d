"""A vendor's document, in the words of OpenAPI 3.1 and of the rules here: it says what it said before."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from codegen.document.names import pascal_case, snake_case
from codegen.document.walk import METHODS, Node, closure, follow, operations, sides, walk
from codegen.rules.generator_names import IMPORTED
from codegen.rules.ledger import LEDGER
from codegen.scaffold.document import schemas
from codegen.sources.pointers import clone, get, join, tokens

_SCHEMAS = "#/components/schemas/"
# Headers that every client sends by itself.
_BY_CLIENTS = ("accept", "content-type", "authorization", "content-length", "host", "cookie")


def upgraded(source: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]], dict[str, str]]:
    """Return a changed copy of a document, what was left out, and its schemas' names by their new ones.

    What was left out are places in the document, with texts.
    """
    document = clone(source)
    left = _Left(document)
    _inline(document)
    for node in walk(document):
        if isinstance(node.value, dict):
            _node(node, left)
    _servers(document, left)
    schemas.rewrite(document)
    renamed = _class_names(document)
    _own_enums(document)
    _drop_unused(document)
    return document, left.items, renamed


class _Left:
    """What was left out: of extensions their names, once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.items: list[tuple[str, str]] = []
        names: dict[str, str] = {}
        for node in walk(document):
            for keyword in node.value if isinstance(node.value, dict) and node.kind in LEDGER else ():
                if keyword.startswith("x-"):
                    names.setdefault(keyword, join(node.pointer, keyword))
        for name, pointer in names.items():
            self.items.append((pointer, f"{name} was left out, as an extension of another tool"))

    def out(self, node: Node, keyword: str, why: str) -> None:
        """Leave out a keyword, and note it."""
        if node.value.pop(keyword, None):
            self.items.append((join(node.pointer, keyword), f"{keyword} was left out: {why}"))


def _inline(document: dict[str, Any]) -> None:
    """Put path items, examples, links, request bodies and what is no component where they are used."""
    for _ in range(9):
        todo = [
            node
            for node in walk(document)
            if isinstance(node.value, dict)
            and isinstance(ref := node.value.get("$ref"), str)
            and (
                node.kind in ("path-item", "example", "link", "request-body")
                or not re.fullmatch("#/components/[^/]+/[^/]+", ref)
            )
        ]
        if not todo:
            break
        for node in todo:
            ref = node.value.pop("$ref")
            found = get(document, ref[1:])
            for key, value in clone(found).items() if isinstance(found, dict) else ():
                node.value.setdefault(key, value)
    for section in ("pathItems", "examples", "links", "requestBodies", "callbacks"):
        document.get("components", {}).pop(section, None)


def _node(node: Node, left: _Left) -> None:
    value = node.value
    if node.kind in LEDGER and node.kind != "schema":
        for keyword in [k for k in value if k.startswith("x-")]:
            del value[keyword]
    for keyword, why in _UNREAD.get(node.kind, {}).items():
        left.out(node, keyword, why)
    match node.kind:
        case "document":
            value["openapi"] = "3.1.0"
        case "path-item":
            _path_servers(value)
        case "operation":
            _operation(node, left)
        case "request-body" | "response":
            _content(node, left)
        case "media-type" if "example" in value:
            value.setdefault("examples", {"example": {"value": value["example"]}})
            del value["example"]


_ESCAPED = "clients escape every reserved character"
_LINK = "write operationId and parameters"
_UNREAD = {
    "document": {
        "webhooks": "describe the one of tasks with x-webhook",
        "jsonSchemaDialect": "every schema here is JSON Schema 2020-12",
    },
    "operation": {"callbacks": "describe the one of tasks with x-webhook"},
    "media-type": {"encoding": "clients send text as text, files as they are and the rest as JSON"},
    "parameter": {"allowReserved": _ESCAPED, "allowEmptyValue": _ESCAPED},
    "header": {"allowReserved": _ESCAPED, "allowEmptyValue": _ESCAPED},
    "example": {"externalValue": "keep its body in examples/"},
    "link": {"server": _LINK, "requestBody": _LINK, "operationRef": _LINK},
}


def _path_servers(item: dict[str, Any]) -> None:
    """Write the servers of a path on each of its operations."""
    servers = item.pop("servers", None)
    for method in METHODS if servers else ():
        if isinstance(item.get(method), dict):
            item[method].setdefault("servers", clone(servers))


def _operation(node: Node, left: _Left) -> None:
    operation = node.value
    _, path, method = tokens(node.pointer)[-3:]
    words = re.sub("[^A-Za-z0-9]+", "_", path).strip("_")
    operation.setdefault("operationId", f"{method}_{words}")
    kept = []
    for i, parameter in enumerate(operation.get("parameters", [])):
        if parameter.get("in") == "header" and str(parameter.get("name")).lower() in _BY_CLIENTS:
            where = join(node.pointer, "parameters", i)
            left.items.append((where, f"the parameter {parameter['name']} was left out: clients send it"))
        else:
            kept.append(parameter)
    if "parameters" in operation:
        operation["parameters"] = kept


def _content(node: Node, left: _Left) -> None:
    """Keep one type of body: JSON, else a form."""
    content = node.value.get("content")
    if not isinstance(content, dict):
        return
    if "*/*" in content and len(content) == 1:
        content["application/json"] = content.pop("*/*")
    if len(content) < 2:
        return
    rank = lambda name: ("json" not in name, name != "multipart/form-data")  # noqa: E731
    kept = min(content, key=rank)
    for name in [name for name in content if name != kept]:
        del content[name]
        where = join(node.pointer, "content", name)
        left.items.append((where, f"{name} was left out: clients send and read {kept}"))


def _servers(document: dict[str, Any], left: _Left) -> None:
    """Write out each URL that the variables of a server make, or its default where they are open."""
    found = []
    for i, server in enumerate(document.get("servers", [])):
        url, variables = str(server.get("url", "")), server.pop("variables", {})
        choices = [
            [(name, str(value)) for value in variable.get("enum") or [variable.get("default", "")]]
            for name, variable in variables.items()
        ]
        for chosen in product(*choices):
            written = url
            for name, value in chosen:
                written = written.replace(f"{{{name}}}", value)
            region = {"x-region": "-".join(value for _, value in chosen)} if variables else {}
            found.append({**server, "url": written.rstrip("/"), **region})
        if variables:
            left.items.append(
                (f"/servers/{i}/variables", "its servers are written out: check which of them exist")
            )
    if len(found) < 2:
        for server in found:
            server.pop("x-region", None)
    document["servers"] = found


def _class_names(document: dict[str, Any]) -> dict[str, str]:
    """Name each schema as the class that is made of it; return the names before, by those after."""
    known = document.get("components", {}).get("schemas", {})
    new: dict[str, str] = {}
    for name in known:
        wanted = pascal_case(pascal_case(name)) or "Schema"
        if wanted in IMPORTED or not wanted[0].isalpha():
            wanted = f"Api{wanted}"
        number = 2
        base = wanted
        while snake_case(wanted) in map(snake_case, new.values()):
            wanted, number = f"{base}{number}", number + 1
        new[name] = wanted
    if known:
        document["components"]["schemas"] = {new[name]: schema for name, schema in known.items()}
    _rename(walk(document), new)
    return {after: before for before, after in new.items()}


def _rename(nodes: Any, new: dict[str, str]) -> None:
    for node in nodes:
        ref = node.value.get("$ref") if isinstance(node.value, dict) else None
        if isinstance(ref, str) and ref.startswith(_SCHEMAS):
            (name,) = tokens(ref.removeprefix("#/components/schemas"))
            node.value["$ref"] = _SCHEMAS + new.get(name, name)


def _own_enums(document: dict[str, Any]) -> None:
    """Give requests schemas of their own where they share one that has an enum: theirs stays closed."""
    known = document.get("components", {}).get("schemas", {})
    requests, responses = sides(document)
    shared = [n for n in known if f"/components/schemas/{n}" in requests & responses]
    new = {}
    for name in shared:
        below = closure(document, [Node(f"/components/schemas/{name}", "schema", known[name])])
        if any(isinstance(node.value, dict) and "enum" in node.value for node in below):
            new[name] = next(n for n in (f"{name}Input", f"{name}RequestInput") if n not in known)
    for name, own in new.items():
        known[own] = clone(known[name])
    used = {tokens(p)[2] for p in requests if p.startswith("/components/schemas/")}
    starts = [
        *(
            Node(f"/components/schemas/{name}", "schema", known[name])
            for name in [*new.values(), *used - {*shared}]
        ),
        *(
            Node("", "request-body", follow(document, Node("", "request-body", o.value["requestBody"])).value)
            for o in operations(document)
            if "requestBody" in o.value
        ),
    ]
    for start in starts:
        _rename(walk(start.value, start.kind), new)


def _drop_unused(document: dict[str, Any]) -> None:
    """Leave out components that nothing leads to, and tags that no operation has."""
    parts = {key: value for key, value in document.items() if key != "components"}
    used = {
        n.value["$ref"] for n in closure(document, [Node("", "document", parts)]) if _is_reference(n.value)
    }
    for section, entries in document.get("components", {}).items():
        if section != "securitySchemes" and isinstance(entries, dict):
            for name in [n for n in entries if f"#{join('/components', section, n)}" not in used]:
                del entries[name]
    tags = {tag for operation in operations(document) for tag in operation.value.get("tags", [])}
    listed = {tag.get("name"): tag for tag in document.get("tags", [])}
    if tags:
        document["tags"] = [
            listed.get(tag, {"name": tag}) for tag in sorted(tags, key=[*listed, *sorted(tags)].index)
        ]
    else:
        document.pop("tags", None)


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("$ref"), str)
