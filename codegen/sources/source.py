"""Spec files as plain data, with the place of every node.

YAML is read by the core schema of YAML 1.2 (no dates, no `yes`/`no`), keys are
always strings, a key that stands twice is an error. A place is a file and a JSON
Pointer in it; every complaint about a spec is a `SpecError` that names one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

import yaml


class SpecError(Exception):
    """Something wrong in a file that a person wrote.

    `line` and `column` count from 1 and are None where the place has no text.
    """

    def __init__(
        self,
        file: Path,
        pointer: str,
        line: int | None,
        column: int | None,
        problem: str,
        hint: str = "",
    ) -> None:
        super().__init__(problem)
        self.file = file
        self.pointer = pointer
        self.line = line
        self.column = column
        self.problem = problem
        self.hint = hint

    @classmethod
    def at(cls, file: Path, pointer: str, problem: str, hint: str = "") -> SpecError:
        """Return the error with line and column looked up in `file`."""
        try:
            line, column = load(file).position(pointer)
        except (SpecError, OSError):
            return cls(file, pointer, None, None, problem, hint)
        return cls(file, pointer, line, column, problem, hint)

    def __str__(self) -> str:
        place = shown(self.file)
        if self.line is not None:
            place += f":{self.line}:{self.column or 1}"
        lines = [f"{place}  #{self.pointer}", f"  {self.problem}"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class InvalidSpecError(Exception):
    """Several `SpecError`s at once, in the order in which they were found."""

    def __init__(self, errors: Iterable[SpecError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(map(str, self.errors)))


class ToolError(Exception):
    """A tool that is missing, of the wrong version, or broken; the message says what to do."""


class Place(NamedTuple):
    """A node in a file: JSON Pointer "" is the whole file."""

    file: Path
    pointer: str


def shown(path: Path) -> str:
    """Return `path` relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


# JSON Pointers (RFC 6901)


def tokens(pointer: str) -> list[str]:
    """Split a JSON Pointer into its unescaped tokens."""
    return [t.replace("~1", "/").replace("~0", "~") for t in pointer.split("/")[1:]]


def join(pointer: str, *parts: str | int) -> str:
    """Append tokens, escaped, to a JSON Pointer."""
    for part in parts:
        token = part if isinstance(part, str) else str(part)
        if "~" in token or "/" in token:
            token = token.replace("~", "~0").replace("/", "~1")
        pointer = f"{pointer}/{token}"
    return pointer


def child(node: Any, token: str) -> Any:
    """Return the member or item of `node` that `token` names; KeyError if there is none."""
    if isinstance(node, dict) and token in node:
        return node[token]
    if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
        return node[int(token)]
    raise KeyError(token)


def get(document: Any, pointer: str) -> Any:
    """Return the node at `pointer`; KeyError if there is none."""
    for token in tokens(pointer):
        document = child(document, token)
    return document


def find(document: Any, pointer: str) -> Any:
    """Return the node at a JSON Pointer, None if there is none."""
    try:
        return get(document, pointer)
    except KeyError:
        return None


def clone(node: Any) -> Any:
    """Return a copy of plain data that shares no mapping and no list with it."""
    if isinstance(node, dict):
        return {name: clone(member) for name, member in node.items()}
    if isinstance(node, list):
        return [clone(item) for item in node]
    return node


# YAML by the core schema of YAML 1.2


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own way to begin without YAML 1.1's


class _Dumper(yaml.CSafeDumper):
    """Quotes what either YAML 1.1 or the core schema of YAML 1.2 would not read as a string."""

    def represent_data(self, data: Any) -> yaml.Node:
        """Return the node of plain data, without a look for what stands twice: there are no aliases."""
        if isinstance(data, str):
            return yaml.ScalarNode("tag:yaml.org,2002:str", data)
        if isinstance(data, dict):
            pairs = [(self.represent_data(k), self.represent_data(v)) for k, v in data.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
        if isinstance(data, list):
            items = [self.represent_data(item) for item in data]
            return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False)
        return super().represent_data(data)


_INT = "tag:yaml.org,2002:int"
_FLOAT = "tag:yaml.org,2002:float"
_CORE: list[tuple[str, str, str, Callable[[str], Any]]] = [
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", "~nN", lambda _: None),
    (
        "tag:yaml.org,2002:bool",
        r"true|True|TRUE|false|False|FALSE",
        "tTfF",
        lambda s: s in ("true", "True", "TRUE"),
    ),
    (_INT, r"[-+]?[0-9]+", "-+0123456789", int),
    (_INT, r"0o[0-7]+|0x[0-9a-fA-F]+", "0", lambda s: int(s, 0)),
    (
        _FLOAT,
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
        "-+.0123456789",
        float,
    ),
]
for _tag, _pattern, _first, _ in _CORE:
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(_tag, re.compile(f"(?:{_pattern})$"), [*_first])
_Loader.add_implicit_resolver(_CORE[0][0], re.compile("$"), [""])


def dump(data: Any, *, compact: bool = False) -> str:
    """Return JSON-like data as YAML, the same bytes each time; `compact` puts short things on one line."""
    flow = None if compact else False
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=flow
    )
    return text


class Dumper:
    """Dumps documents that have parts in common, such as components, and writes each part once."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}

    def dump(self, document: dict[str, Any]) -> str:
        """Return the same as `dump`."""
        return "".join(self._lines(document, ())) or dump(document)

    def _lines(self, mapping: dict[str, Any], above: tuple[str, ...]) -> Iterator[str]:
        for name, value in mapping.items():
            # A key that is long or has several lines does not stand at the beginning of a line.
            if len(above) < 2 and value and isinstance(value, dict) and len(name) < 32 and name.isprintable():
                yield self._entry(name, {"": 0}, above).partition("\n")[0] + "\n"
                yield from self._lines(value, (*above, name))
            else:
                yield self._entry(name, value, above)

    def _entry(self, name: str, value: Any, above: tuple[str, ...]) -> str:
        key = json.dumps((len(above), name, value))
        if key not in self._written:
            whole = {name: value}
            for _ in above:
                whole = {"": whole}
            self._written[key] = dump(whole).split("\n", len(above))[-1]
        return self._written[key]


def _scalar(node: yaml.ScalarNode) -> Any:
    if node.tag == "tag:yaml.org,2002:str":
        return node.value
    for tag, pattern, _, convert in _CORE:
        if tag == node.tag and re.fullmatch(pattern, node.value):
            return convert(node.value)
    raise ValueError(f"the tag {node.tag!r} does not fit here: only JSON's types may stand in a spec")


@dataclass(frozen=True)
class Document:
    """A file that was read: its data, and where each node of it stands in the text."""

    path: Path
    data: Any
    _node: Callable[[], yaml.Node | None] = field(repr=False, compare=False)

    @cached_property
    def _root(self) -> yaml.Node | None:
        return self._node()

    def position(self, pointer: str) -> tuple[int, int]:
        """Return line and column, from 1, of the node or of its nearest ancestor.

        A member is found at its key.
        """
        node = self._root
        mark = node.start_mark if node else None
        for token in tokens(pointer):
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == token), None)
                if pair is None:
                    break
                mark, node = pair[0].start_mark, pair[1]
            elif isinstance(node, yaml.SequenceNode):
                if not token.isdecimal() or int(token) >= len(node.value):
                    break
                node = node.value[int(token)]
                mark = node.start_mark
            else:
                break
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def error(self, pointer: str, problem: str, hint: str = "") -> SpecError:
        """Return a `SpecError` about the node at `pointer`."""
        return SpecError(self.path, pointer, *self.position(pointer), problem, hint)


def load(path: Path) -> Document:
    """Read a YAML or JSON file; SpecError if it cannot be read as one."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SpecError(path, "", None, None, "this file does not exist") from None
    except (OSError, UnicodeDecodeError) as e:
        raise SpecError(path, "", None, None, f"this file cannot be read: {e}") from None
    return loads(text, path)


def loads(text: str, path: Path) -> Document:
    """Read YAML, or JSON if `path` ends in .json; `path` is for error messages."""
    if path.suffix == ".json":
        return _loads_json(text, path)
    root = _compose(text, path)
    return Document(path, _construct(root, path, "", []) if root else None, lambda: root)


def _compose(text: str, path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        problem = " ".join(filter(None, (e.context, e.problem)))
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise SpecError(path, "", line, column, f"not YAML: {problem}") from None
    except yaml.YAMLError as e:
        raise SpecError(path, "", None, None, f"not YAML: {e}") from None


def _construct(node: yaml.Node, path: Path, pointer: str, above: list[yaml.Node]) -> Any:
    def error(node: yaml.Node, pointer: str, problem: str, hint: str = "") -> SpecError:
        mark = node.start_mark
        return SpecError(path, pointer, mark.line + 1, mark.column + 1, problem, hint)

    if any(node is a for a in above):
        raise error(node, pointer, "this alias contains itself", "use $ref for recursion")
    if isinstance(node, yaml.ScalarNode):
        try:
            return _scalar(node)
        except ValueError as e:
            raise error(node, pointer, str(e)) from None
    if isinstance(node, yaml.SequenceNode):
        above = [*above, node]
        return [_construct(n, path, join(pointer, i), above) for i, n in enumerate(node.value)]
    above = [*above, node]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise error(key, pointer, "a key must be a plain string")
        # A response code may be written without quotes: the key is the text as written.
        where = join(pointer, key.value)
        if key.value in result:
            raise error(
                key,
                where,
                f"the key {key.value!r} stands twice in this mapping",
                "remove or rename one of the two",
            )
        result[key.value] = _construct(value, path, where, above)
    return result


def _loads_json(text: str, path: Path) -> Document:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            names = [k for k, _ in pairs]
            twice = next(k for k in names if names.count(k) > 1)
            raise SpecError(path, "", None, None, f"the key {twice!r} stands twice in one object")
        return result

    try:
        data = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as e:
        raise SpecError(path, "", e.lineno, e.colno, f"not JSON: {e.msg}") from None
    # YAML knows neither tabs nor halves of a surrogate pair; what is as long keeps the places.
    near = re.sub(r"\\u[dD][89a-fA-F]", r"\\u00", text.replace("\t", " "))
    return Document(path, data, lambda: _compose(near, path))


# References

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
                at.pointer, f"the fragment of {ref!r} is no JSON Pointer", "it begins with '#/'"
            )
        file = self._resolve(at.file.parent / unquote(name)) if name else at.file
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

    def check(self, root: Path) -> dict[Place, Place]:
        """Check every reference in `root` and in all files it reaches.

        Returns each reference's place with the place it points to.
        """
        found: dict[Place, Place] = {}
        todo, seen = [root.resolve()], set[Path]()
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


class Overlaid(Protocol):
    """What `codegen.overlay.apply` returns, as far as it matters here."""

    def blame(self, pointer: str) -> Change | None:
        """Return the last change to the node at `pointer`, None if no overlay touched it."""
        ...


class Change(Protocol):
    """One overlay action that changed a document."""

    @property
    def place(self) -> Place:
        """The action."""
        ...


class Origin:
    """Leads from a pointer in a bundled document back to what a person wrote.

    Rests on component names that are unique across the files of an API, which
    bundling enforces.
    """

    def __init__(self, sources: Sources, root: Path) -> None:
        self._sources = sources
        self._root = root.resolve()
        self._overlays: list[Overlaid] = []
        self._targets = sources.check(root)
        self._named: dict[str, list[Place]] = {}
        for place in self._targets.values():
            name = (tokens(place.pointer) or [place.file.stem])[-1]
            self._named.setdefault(name, []).append(place)

    def after(self, overlay: Overlaid) -> Origin:
        """Return the origin of the document that `overlay` made."""
        result = copy(self)
        result._overlays = [*self._overlays, overlay]
        return result

    @property
    def files(self) -> set[Path]:
        """The files that references lead to, from the root document on."""
        return {place.file for place in self._targets.values()}

    def find(self, pointer: str) -> Place:
        """Return the place of the node, or of the nearest ancestor that somebody wrote."""
        for overlay in reversed(self._overlays):
            if change := overlay.blame(pointer):
                return self._in_update(change.place, tokens(pointer))
        path = tokens(pointer)
        starts = [(Place(self._root, ""), path)]
        if path[:1] == ["components"] and len(path) > 2:
            # An example may be called as a schema is.
            named = sorted(self._named.get(path[2], []), key=lambda p: path[1] not in tokens(p.pointer))
            starts += [(place, path[3:]) for place in named]
        ends = [self._descend(place, rest) for place, rest in starts]
        return min(ends, key=lambda end: end[1])[0]

    def error(self, pointer: str, problem: str, hint: str = "") -> SpecError:
        """Return a `SpecError` about the node at `pointer` of the bundled document."""
        place = self.find(pointer)
        return self._sources.load(place.file).error(place.pointer, problem, hint)

    def _in_update(self, action: Place, path: list[str]) -> Place:
        """Return the node in the action's `update` that fits the longest end of `path`."""
        for i in range(len(path)):
            place = Place(action.file, join(action.pointer, "update", *path[i:]))
            try:
                self._node(place)
            except KeyError:
                continue
            return place
        return action

    def _descend(self, place: Place, path: list[str]) -> tuple[Place, int]:
        """Walk down from `place`; return where that ended, and how many tokens were left."""
        path = list(path)
        while path:
            node = self._node(place)
            jump = None if isinstance(node, dict) and path[0] in node else self._jump(place)
            if jump is not None:
                place, skipped = jump
                path = path[skipped:]
                continue
            try:
                child(node, path[0])
            except KeyError:
                break
            place = Place(place.file, join(place.pointer, path.pop(0)))
        return place, len(path)

    def _jump(self, place: Place) -> tuple[Place, int] | None:
        """Return where a reference at `place` leads, and the tokens that a bundle spends on it."""
        for keyword, skipped in (("$ref", 0), ("externalValue", 1)):
            at = Place(place.file, join(place.pointer, keyword))
            if at in self._targets:
                return self._targets[at], skipped
        return None

    def _node(self, place: Place) -> Any:
        return get(self._sources.load(place.file).data, place.pointer)
