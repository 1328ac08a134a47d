"""References between spec files: which there are, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from codegen.sources.loader import Document, load
from codegen.sources.pointers import Place, child, join, tokens
from codegen.sources.violations import shown

# Keywords whose values are data, not parts of the document's structure.
DATA = {"example", "value", "default", "const", "enum"}
# Keywords whose members are named by the author: below them no keyword stands.
_NAMED = {
    *("paths", "responses", "headers", "content", "links", "callbacks", "encoding", "webhooks"),
    *("properties", "patternProperties", "dependentSchemas", "$defs", "variables"),
}


def references(node: Any, pointer: str = "", *, named: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield (pointer, keyword, target) of each `$ref` and `externalValue` below `node`."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from references(item, join(pointer, i))
    elif isinstance(node, dict):
        for key, value in node.items():
            where = join(pointer, key)
            if named:
                yield from references(value, where)
            elif key in ("$ref", "externalValue") and isinstance(value, str):
                yield where, key, value
            elif key == "components" and isinstance(value, dict):
                for section, members in value.items():
                    yield from references(members, join(where, section), named=True)
            elif key == "examples" and isinstance(value, dict):
                yield from references(value, where, named=True)
            elif key not in DATA and key != "examples":
                yield from references(value, where, named=key in _NAMED)


def _tree(file: Path) -> Path:
    """Return the folder that holds all that a file may refer to: the one with openapi/, else its own."""
    above = next((folder for folder in file.parents if folder.name in ("openapi", "overlays")), None)
    return file.parent if above is None else above.parent


class Sources:
    """The spec files, each read once."""

    def __init__(self) -> None:
        self._documents: dict[Path, Document] = {}
        self._resolved: dict[Path, Path] = {}
        self._targets: dict[Path, dict[Place, Place]] = {}

    def load(self, path: Path) -> Document:
        """Return the document in `path`, from memory the second time."""
        path = self._resolve(path)
        if path not in self._documents:
            self._documents[path] = load(path)
        return self._documents[path]

    def _resolve(self, path: Path) -> Path:
        # Asks the file system for every folder on the way, so each path is resolved once.
        if path not in self._resolved:
            self._resolved[path] = path.resolve()
        return self._resolved[path]

    def target(self, at: Place, ref: str) -> Place:
        """Return where `ref`, which stands at `at`, points to; SpecError if nowhere."""
        document = self.load(at.file)
        name, _, fragment = ref.partition("#")
        fragment = unquote(fragment)
        if "://" in name:
            raise document.error(
                at.pointer, f"{ref!r} points outside this repository", "copy it into openapi/"
            )
        if fragment and not fragment.startswith("/"):
            raise document.error(
                at.pointer, f"the fragment of {ref!r} is not a JSON Pointer", "it begins with '#/'"
            )
        file = self._resolve(at.file.parent / unquote(name)) if name else at.file
        if not file.is_relative_to(_tree(at.file)):
            raise document.error(
                at.pointer, f"{ref!r} points outside this repository", "copy it into openapi/"
            )
        if file not in self._documents and not file.is_file():
            raise document.error(
                at.pointer,
                f"{ref!r} points to a file that does not exist: {shown(file)}",
                "references are relative to the file they stand in",
            )
        place = Place(file, fragment)
        if not fragment and file.suffix not in (".yaml", ".yml", ".json"):
            return place
        node: Any = self.load(file).data
        reached = ""
        for token in tokens(fragment):
            try:
                node = child(node, token)
            except KeyError:
                there = ", ".join(map(repr, node)) if isinstance(node, dict) else "no members"
                raise document.error(
                    at.pointer,
                    f"{ref!r} points to nothing: {shown(file)} has no {token!r} at '#{reached}'",
                    f"there is: {there}",
                ) from None
            reached = join(reached, token)
        return place

    def check(self, root: Path, added: Mapping[Place, Place] | None = None) -> dict[Place, Place]:
        """Check every reference in `root` and in all files it reaches.

        Returns each reference's place with the place it points to. `added` are some that stand in no file.
        """
        found: dict[Place, Place] = dict(added or {})
        todo, seen = [root.resolve(), *(place.file for place in found.values())], set[Path]()
        while todo:
            file = todo.pop()
            if file in seen or file.suffix not in (".yaml", ".yml"):
                continue
            seen.add(file)
            if file not in self._targets:
                at = [(Place(file, pointer), ref) for pointer, _, ref in references(self.load(file).data)]
                self._targets[file] = {place: self.target(place, ref) for place, ref in at}
            found |= self._targets[file]
            todo += [place.file for place in self._targets[file].values()]
        return found
