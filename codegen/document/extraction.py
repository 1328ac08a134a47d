"""The effective document of one variant, extracted from that of its API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codegen.document.citations import cited
from codegen.document.dispatch import creators
from codegen.document.examples import examples
from codegen.document.walk import UNIONS, Node, Operation, bodies, closure, operations, walk
from codegen.sources.pointers import clone, find, join, tokens


def variants(document: Any) -> list[str]:
    """Return the names of all variants in the document, sorted."""
    found = {n.value.get("x-variant") for n in walk(document) if _is_schema(n)}
    return sorted(v for v in found if v is not None)


class Extractor:
    """Extracts the documents of variants from the effective document of an API, which stays as it is."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._examples = examples(document)
        self._creators = list(creators(document, []))
        self._reached: dict[str, set[str]] = {}

    def extract(self, variant: str, info: Mapping[str, Any]) -> dict[str, Any]:
        """Return a valid document of its own that knows only `variant`.

        Unions of variants keep this variant's members, an operation whose request leaves nothing goes,
        examples of other variants go, and so does everything that nothing refers to any more. `info`
        is the variant's own title, summary and description, and the sources that these rest on.
        """
        result: dict[str, Any] = clone({**self._document, "components": {}})
        for name in ("summary", "description"):
            result["info"].pop(name, None)
        about = {k: v for k, v in info.items() if k != "x-sources"}
        result["info"] = {**about, **{k: v for k, v in result["info"].items() if k not in about}}
        result.pop("webhooks", None)
        self._drop_creators(result, variant)
        result["components"] = self._components(result, variant)
        self._drop_examples(result, variant)
        _drop_unreachable(result)
        _prune(result, info.get("x-sources", []))
        return result

    def _components(self, result: Any, variant: str) -> dict[str, dict[str, Any]]:
        """Restrict all unions in `result`; return copies of the components that it then refers to."""
        whole = self._document.get("components", {})
        kept: dict[str, dict[str, Any]] = {"securitySchemes": clone(whole.get("securitySchemes", {}))}
        todo = [Node("", "document", result)]
        while todo:
            start = todo.pop()
            for node in walk(start.value, start.kind, start.pointer):
                if not isinstance(node.value, dict):
                    continue
                if node.kind == "schema":
                    self._restrict(node.value, variant)  # before the walk goes on below it
                if (ref := node.value.get("$ref")) is None:
                    continue
                _, section, name = tokens(ref)
                if name not in kept.setdefault(section, {}):
                    kept[section][name] = clone(whole[section][name])
                    todo.append(Node(ref[1:], node.kind, kept[section][name]))
        return {
            section: {name: kept[section][name] for name in entries if name in kept[section]}
            for section, entries in whole.items()
            if section in kept
        }

    def _drop_creators(self, result: Any, variant: str) -> None:
        """Drop the operations that create other variants."""
        for operation, created in self._creators:
            if created.variant != variant:
                _drop(result, operation)

    def _drop_examples(self, result: Any, variant: str) -> None:
        """Drop the examples of other variants from the bodies of `result`."""
        for example in self._examples:
            if example.variant not in (variant, None):
                media = find(result, example.media.pointer) or {}  # gone with its operation
                media.get("examples", {}).pop(example.name, None)
                if media.get("examples") == {}:
                    del media["examples"]

    def _restrict(self, schema: dict[str, Any], variant: str) -> None:
        """Keep, of a union of variants, the members of `variant`; a single one as a plain `$ref`."""
        for keyword in (k for k in UNIONS if k in schema):
            of_variants = [(part, self._variants(part)) for part in schema[keyword] if isinstance(part, dict)]
            if not any(v for _, v in of_variants):
                continue
            kept = [part for part, v in of_variants if not v or variant in v]
            schema.pop("discriminator", None)  # it maps to members that go, and there is x-dispatch
            if len(kept) == 1:
                del schema[keyword]
                schema.update(kept[0])
            else:
                schema[keyword] = kept

    def _variants(self, part: dict[str, Any]) -> set[str]:
        """Return the variants that a member of a union leads to."""
        ref = part.get("$ref")
        if ref in self._reached:
            return self._reached[ref]
        below = closure(self._document, [Node("", "schema", part)])
        found = {n.value["x-variant"] for n in below if _is_schema(n) and "x-variant" in n.value}
        if ref:
            self._reached[ref] = found
        return found


def _is_schema(node: Node) -> bool:
    return node.kind == "schema" and isinstance(node.value, dict)


def _drop_unreachable(document: Any) -> None:
    """Drop operations that no request of the variant fits."""
    for operation in list(operations(document)):
        media = [m for _, m in bodies(document, operation, "request")]
        if any([] in (n.value.get(u) for u in UNIONS) for n in closure(document, media) if _is_schema(n)):
            _drop(document, operation)


def _drop(document: Any, operation: Operation) -> None:
    item = document["paths"][operation.path]
    del item[operation.method]
    if not item:
        del document["paths"][operation.path]


def _prune(document: Any, sources: Iterable[str]) -> None:
    """Take away components, and all but `sources`, that nothing refers to."""
    root = Node("", "document", {k: v for k, v in document.items() if k != "components"})
    used = {n.pointer for n in closure(document, [root])}
    components = document.get("components", {})
    for section, entries in list(components.items()):
        if section == "securitySchemes":
            continue
        for name in list(entries):
            if join("/components", section, name) not in used:
                del entries[name]
        if not entries:
            del components[section]
    if "x-sources" in document["info"]:
        ids = {*sources, *(name for _, name in cited(document))}
        defined = document["info"]["x-sources"]
        document["info"]["x-sources"] = {k: v for k, v in defined.items() if k in ids}
