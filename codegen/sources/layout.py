"""One file a variant: put together with the API's document, before anything else reads them.

`openapi/<api>/variants/<name>.yaml` holds what one variant adds: its schemas, its examples and, where it has
an operation of its own, that operation. The API's document says with `x-variants` where it goes.
docs/extensions.md describes the marks; none of them is left in what comes out.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import product
from pathlib import Path
from typing import Any

from codegen.sources.derivation import SCHEMAS, complete, error, relative
from codegen.sources.loader import Document
from codegen.sources.pointers import Place, clone, get, join, tokens
from codegen.sources.references import Sources, references
from codegen.sources.violations import SpecError, Violation

# The sections of schemas that unions gather; each such schema is marked with its variant.
GATHERED = SCHEMAS[:-1]
_ABOUT = ("title", "summary", "description", "x-sources")
# What an operation of a variant always has of its own.
_TEXTS = {"operationId", "tags", "summary", "description"}
_KEYS = (*_ABOUT, "featured", "create", *SCHEMAS, "examples")


@dataclass
class Assembled:
    """An API whose variants stand where its document wants them.

    `files` holds what replaces the files that were read, `targets` where each added node was written, `infos`
    title, summary, description and sources of each variant.
    """

    root: Path
    files: dict[Path, Any]
    targets: dict[Place, Place]
    infos: dict[str, dict[str, Any]]

    def write(self, folder: Path) -> Path:
        """Write a copy of the API's folder that holds the assembled files; return its document."""
        shutil.copytree(self.root.parent, folder)
        for path, data in self.files.items():
            text = json.dumps(data, ensure_ascii=False)
            (folder / path.relative_to(self.root.parent)).write_text(text, "utf-8")
        return folder / self.root.name


def variant_files(root: Path) -> dict[str, Path]:
    """Return the files of the variants of the API whose document is `root`, by name."""
    return {path.stem: path.resolve() for path in sorted(root.parent.glob("variants/*.yaml"))}


def assemble(sources: Sources, root: Path) -> Assembled:
    """Read an API with its variants; SpecError for what no mark can mean."""
    root = root.resolve()
    for path in sorted((root.parent / "variants").rglob("*")):
        if path.is_file() and path not in variant_files(root).values() and path.name[0] != ".":
            hint = "call it variants/<name>.yaml"
            raise SpecError(Violation("this is not read as a variant", path, "", 1, 1, hint, "variant-file"))
    found = {name: sources.load(path) for name, path in variant_files(root).items()}
    for document in found.values():
        _check(document)
    variants = dict(sorted(found.items(), key=lambda pair: "featured" not in pair[1].data))
    assembly = _Assembly(sources, root, variants)
    data = clone(sources.load(root).data)
    assembly.fill(data, "", list(variants))
    files = {document.path: complete(sources, document, GATHERED) for document in variants.values()}
    infos = {
        name: {key: document.data[key] for key in _ABOUT if key in document.data}
        for name, document in variants.items()
    }
    return Assembled(root, {root: data, **files}, assembly.targets, infos)


def _check(document: Document) -> None:
    if not isinstance(document.data, dict):
        raise error(document, "", "a variant is a mapping", f"its keys are {', '.join(_KEYS)}")
    for key, section in document.data.items():
        if key not in _KEYS:
            raise error(document, join("", key), f"a variant has no {key!r}", f"it has {', '.join(_KEYS)}")
        if key not in (*_ABOUT, "featured") and not isinstance(section, dict):
            raise error(document, join("", key), f"{key} must be a mapping")
        for name, entry in section.items() if key in (*SCHEMAS, "examples") else ():
            if not isinstance(entry, dict):
                raise error(document, join("", key, name), f"{name} must be a mapping")
    if not any(document.data.get(section) for section in GATHERED):
        hint = f"write its schemas in {' or '.join(GATHERED)}"
        raise error(document, "", "this variant adds nothing to the API", hint)


@dataclass
class _Assembly:
    """Fills the API's document, and remembers where what it fills in was written."""

    sources: Sources
    root: Path
    variants: dict[str, Document]
    targets: dict[Place, Place] = field(default_factory=dict)

    def fill(self, node: Any, pointer: str, names: list[str]) -> None:
        """Put the variants called `names` where `x-variants` wants them, below `node`."""
        if isinstance(node, list):
            for i, item in enumerate(node):
                self.fill(item, join(pointer, i), names)
        if not isinstance(node, dict):
            return
        section = node.pop("x-variants", None)
        for key, value in node.items():
            self.fill(value, join(pointer, key), names)
        if section is None:
            return
        if pointer == "/paths":
            self._add_paths(node, section)
        elif tokens(pointer)[-2:-1] == ["content"]:
            self._add_examples(node, pointer, section, names)
        else:
            self._add_members(node, pointer, section, names)

    def _add_paths(self, paths: dict[str, Any], template: Any) -> None:
        """Add the operation of each variant that has one: its own words, the template for the rest."""
        rest = dict(paths)
        paths.clear()
        for name, document in self.variants.items():
            create = dict(document.data.get("create", {}))
            path = create.pop("path", None)
            if not create:
                continue
            # Operations of other methods may stand beside it.
            if not isinstance(path, str):
                raise error(document, "/create", "the operation has no path", "say its path")
            if not path.startswith("/"):
                problem = f"{path!r} does not begin with a slash"
                raise error(document, "/create/path", problem, "write it as in /videos")
            if path in paths or {*rest.get(path, ())} & {*template}:
                taken = next((n for n, each in self.variants.items() if _path(each) == path), "openapi.yaml")
                problem = f"this path is that of {taken}"
                raise error(document, "/create/path", problem, "give each operation a path of its own")
            pointer = join("/paths", path)
            own = self._at_root(document, create)
            left = {m: {k: v for k, v in shared.items() if k not in own} for m, shared in template.items()}
            paths[path] = {method: {**own, **clone(shared)} for method, shared in left.items()}
            for method in template if path in rest else ():
                self.targets[Place(self.root, join(pointer, method))] = Place(document.path, "/create")
            if path not in rest:
                self.targets[Place(self.root, pointer)] = Place(document.path, "/create")
            for method, key in product(template, own):
                written = Place(document.path, join("/create", key))
                self.targets[Place(self.root, join(pointer, method, key))] = written
            for method, shared in left.items():
                for key in shared:
                    written = Place(self.root, join("/paths/x-variants", method, key))
                    self.targets[Place(self.root, join(pointer, method, key))] = written
            self.fill(paths[path], pointer, [name])
            paths[path] |= rest.pop(path, {})
        paths.update(rest)

    def _at_root(self, document: Document, create: dict[str, Any]) -> dict[str, Any]:
        """Return the operation of a variant with references as the API's document writes them."""
        own: dict[str, Any] = clone(create)
        for pointer, keyword, target in [*references(own)]:
            file, mark, inside = target.partition("#")
            path = document.path.parent / file if file else document.path
            holder, _, _ = pointer.rpartition("/")
            get(own, holder)[keyword] = f"{relative(path, self.root)}{mark}{inside}"
        return own

    def _add_examples(self, media: dict[str, Any], pointer: str, section: str, names: list[str]) -> None:
        if "schema" not in media and section in GATHERED:
            union: dict[str, Any] = {}
            self._add_members(union, join(pointer, "schema"), section, names)
            (media["schema"],) = union["oneOf"]
            self.targets[Place(self.root, join(pointer, "schema"))] = self.targets.pop(
                Place(self.root, join(pointer, "schema", "oneOf", 0))
            )
        sections = {key for document in self.variants.values() for key in document.data.get("examples", {})}
        if section not in (*GATHERED, *sections) and (near := get_close_matches(section, sections, 1)):
            hint = f"did you mean {near[0]!r}?"
            mark = join(pointer, "x-variants")
            raise error(self.sources.load(self.root), mark, f"no variant has examples {section!r}", hint)
        found = dict(media.get("examples", {}))
        for name in names:
            document = self.variants[name]
            for key in document.data.get("examples", {}).get(section, {}):
                place = self._example(Place(document.path, join("/examples", section, key)))
                example = {"x-variant": name, **get(document.data, place.pointer)}
                if isinstance(file := example.get("externalValue"), str):
                    example["externalValue"] = relative(document.path.parent / file, self.root)
                title = name if key == "request" else f"{name}-{key}"
                found[title] = example
                self.targets[Place(self.root, join(pointer, "examples", title))] = place
        if found:
            media["examples"] = found

    def _example(self, place: Place) -> Place:
        example = get(self.sources.load(place.file).data, place.pointer)
        if isinstance(example, dict) and isinstance(ref := example.get("$ref"), str):
            return self.sources.target(Place(place.file, join(place.pointer, "$ref")), ref)
        return place

    def _add_members(self, union: dict[str, Any], pointer: str, section: str, names: list[str]) -> None:
        if section not in GATHERED:
            hint = f"x-variants names one of {', '.join(GATHERED)}"
            raise error(self.sources.load(self.root), pointer, f"no union gathers {section!r}", hint)
        keyword = "anyOf" if "anyOf" in union else "oneOf"
        members = union.setdefault(keyword, [])
        fixed = union.get("x-dispatch", {}).get("properties", [])
        found = [
            (Place(self.variants[name].path, join("", section, schema)), value)
            for name in names
            for schema, value in self.variants[name].data.get(section, {}).items()
        ]
        for place, _ in sorted(found, key=lambda pair: _openness(pair[1], fixed)):
            self.targets[Place(self.root, join(pointer, keyword, len(members)))] = place
            members.append({"$ref": f"{relative(place.file, self.root)}#{place.pointer}"})


def _path(variant: Document) -> Any:
    return variant.data.get("create", {}).get("path")


def _openness(schema: dict[str, Any], fixed: list[str]) -> tuple[bool, int]:
    """What has the dispatch properties comes first, then what requires most: clients try it in order."""
    missing = any(name not in schema.get("properties", {}) for name in fixed)
    return missing, -len(schema.get("required", [])) if missing else 0
