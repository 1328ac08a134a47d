"""A `generated/` tree, as it stands in a folder: what the three surfaces are read from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from codegen.document.names import snake_case
from codegen.document.walk import closure, sides, walk
from codegen.files import files
from codegen.sources.pointers import find, get, join, tokens


@dataclass(frozen=True)
class Snapshot:
    """One API of a `generated/` tree."""

    generated: Path
    api: str

    @cached_property
    def package(self) -> Path:
        """The folder that is imported."""
        return next((self.generated / f"gettask-{self.api}").glob("*/contract.json")).parent

    @cached_property
    def document(self) -> dict[str, Any]:
        """The effective document."""
        data: dict[str, Any] = json.loads((self.package / "openapi.json").read_text("utf-8"))
        return data

    @cached_property
    def contract(self) -> dict[str, Any]:
        """The state table and what else the runtime reads."""
        data: dict[str, Any] = json.loads((self.package / "contract.json").read_text("utf-8"))
        return data

    @property
    def version(self) -> str:
        return str(self.contract["version"])

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files that are made for this API, by path below `generated/`."""
        found = files(
            self.generated, (f"gettask-{self.api}", f"openapi/{self.api}.yaml", f"openapi/{self.api}")
        )
        return {name: path.read_bytes() for name, path in found.items()}

    @cached_property
    def sides(self) -> tuple[set[str], set[str]]:
        """Pointers of the schemas that requests reach, and that replies reach."""
        return sides(self.document)

    @cached_property
    def _reach(self) -> dict[str, set[str]]:
        """The variants that reach each component, by its pointer."""
        found: dict[str, set[str]] = {}
        for node in walk(self.document):
            variant = node.value.get("x-variant") if isinstance(node.value, dict) else None
            if node.kind == "schema" and variant:
                for below in closure(self.document, [node]):
                    found.setdefault(_component(below.pointer), set()).add(variant)
        return found

    def has(self, pointer: str) -> bool:
        """Return whether the effective document has a node there."""
        return self.raw(pointer) is not None

    def raw(self, pointer: str) -> Any:
        """Return the node as it is written in the effective document, None if there is none."""
        return find(self.document, pointer)

    def variants(self, pointer: str) -> set[str]:
        """Return the variants whose tasks or requests reach the component that holds `pointer`."""
        return self._reach.get(_component(pointer), set())

    def owner(self, class_name: str) -> str:
        """Return the pointer of the component that a generated class was made of, "" if of none.

        Classes of inline schemas begin with the name of the component around them.
        """
        wanted = _folded(class_name)
        named = [(_folded(name), name) for name in self.document.get("components", {}).get("schemas", {})]
        fits = [pair for pair in named if wanted.startswith(pair[0])]
        return join("/components/schemas", max(fits, key=lambda pair: len(pair[0]))[1]) if fits else ""

    def member(self, schema: str, python_name: str) -> str:
        """Return the pointer of the property that a generated class calls `python_name`."""
        node = get(self.document, schema)
        for name in node.get("properties", {}):
            if snake_case(name) == python_name.removesuffix("_"):
                return join(schema, "properties", name)
        return schema


def apis(generated: Path) -> dict[str, Snapshot]:
    """Return the APIs of a `generated/` tree by name."""
    found = sorted(generated.glob("gettask-*/*/contract.json"))
    names = [path.parents[1].name.removeprefix("gettask-") for path in found]
    return {name: Snapshot(generated, name) for name in names}


def listed(names: Iterable[str]) -> str:
    """Return names as words: a, b and c; of many, some."""
    ordered = sorted(names)
    if len(ordered) > 6:
        ordered = [*ordered[:5], f"{len(ordered) - 5} more"]
    return " and ".join(filter(None, [", ".join(ordered[:-1]), *ordered[-1:]]))


def _component(pointer: str) -> str:
    path = tokens(pointer)
    return join("", *path[:3]) if path[:1] == ["components"] else ""


def _folded(name: str) -> str:
    return "".join(c for c in name if c.isalnum()).lower()
