"""Reads YAML and JSON files as plain data, with the place of every node.

YAML is read by the core schema of YAML 1.2; keys are always strings, and a key that stands twice is an
error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from codegen.sources.core_schema import add_resolvers, finite, scalar
from codegen.sources.pointers import join, tokens
from codegen.sources.violations import SpecError, Violation

MOST_VALUES = 1_000_000
"""Values that a file may have. Nested aliases make any number of a few lines."""
MOST_LEVELS = 200
"""Levels that values may nest: what reads them later recurses."""
_TOO_DEEP = f"this file nests deeper than {MOST_LEVELS} levels"


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own way to begin without YAML 1.1's


add_resolvers(_Loader)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("$"), [""])


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

    def violation(self, pointer: str, message: str, hint: str = "", rule: str = "spec") -> Violation:
        """Return a violation at the node at `pointer`."""
        line, column = self.position(pointer)
        return Violation(message, self.path, pointer, line, column, hint, rule)

    def error(self, pointer: str, message: str, hint: str = "") -> SpecError:
        """Return a `SpecError` with one violation at the node at `pointer`."""
        return SpecError(self.violation(pointer, message, hint))


def load(path: Path) -> Document:
    """Read a YAML or JSON file; SpecError if it cannot be read as one."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SpecError(Violation("this file does not exist", path)) from None
    except (OSError, UnicodeDecodeError) as e:
        raise SpecError(Violation(f"this file cannot be read: {e}", path)) from None
    return loads(text, path)


def loads(text: str, path: Path) -> Document:
    """Read YAML, or JSON if `path` ends in .json; `path` is for error messages."""
    if mark := re.search(r"^(<{7}|>{7}|={7})( |$)", text, re.MULTILINE):
        line = text.count("\n", 0, mark.start()) + 1
        hint = "keep one of the two sides, and remove the marks"
        raise SpecError(Violation("a conflict of a merge is left here", path, "", line, 1, hint))
    if path.suffix == ".json":
        return _loads_json(text, path)
    root = _compose(text, path)
    return Document(path, _construct(root, path, "", [], count()) if root else None, lambda: root)


def _compose(text: str, path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        problem = " ".join(filter(None, (e.context, e.problem)))
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        inner = str(e.problem).startswith("mapping values are not allowed")
        if line is not None and inner and (odd := _odd_line(text.splitlines(), line)):
            line, column = odd, 1
        raise SpecError(Violation(f"not YAML: {problem}", path, line=line, column=column)) from None
    except yaml.YAMLError as e:
        raise SpecError(Violation(f"not YAML: {e}", path)) from None
    except RecursionError:
        raise SpecError(Violation(_TOO_DEEP, path)) from None


def _odd_line(lines: list[str], line: int) -> int | None:
    """Return the line before one that cannot be read, if its indentation is what makes it so.

    It alone stands to the left, between two lines of one level.
    """
    before, odd, here = ([None, None, *(_level(each) for each in lines[:line])])[-3:]
    return line - 1 if None not in (before, odd, here) and odd < before == here else None  # type: ignore[operator]


def _level(line: str) -> int | None:
    """Return how far a line is indented, None of an empty one or a comment."""
    stripped = line.lstrip(" ")
    return len(line) - len(stripped) if stripped and stripped[0] != "#" else None


def _construct(node: yaml.Node, path: Path, pointer: str, above: list[yaml.Node], made: Iterator[int]) -> Any:
    def error(node: yaml.Node, pointer: str, message: str, hint: str = "") -> SpecError:
        mark = node.start_mark
        return SpecError(Violation(message, path, pointer, mark.line + 1, mark.column + 1, hint))

    if any(node is a for a in above):
        raise error(node, pointer, "this alias contains itself", "use $ref for recursion")
    if len(above) > MOST_LEVELS:
        raise error(node, pointer, _TOO_DEEP)
    if next(made) > MOST_VALUES:
        raise error(node, pointer, f"this file has more than {MOST_VALUES} values", "use $ref, not aliases")
    if isinstance(node, yaml.ScalarNode):
        try:
            return scalar(node)
        except ValueError as e:
            raise error(node, pointer, str(e)) from None
    if isinstance(node, yaml.SequenceNode):
        above = [*above, node]
        return [_construct(n, path, join(pointer, i), above, made) for i, n in enumerate(node.value)]
    above = [*above, node]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise error(key, pointer, "a key must be a plain string")
        # A response code may be written without quotes: the key is the text as written.
        where = join(pointer, key.value)
        if key.value in result:
            message = f"the key {key.value!r} stands twice in this mapping"
            raise error(key, where, message, "remove or rename one of the two")
        result[key.value] = _construct(value, path, where, above, made)
    return result


def _loads_json(text: str, path: Path) -> Document:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            names = [k for k, _ in pairs]
            twice = next(k for k in names if names.count(k) > 1)
            # Its last place is that of the second, unless another object has it, too.
            place = [*re.finditer(rf"{re.escape(json.dumps(twice))}\s*:", text)]
            line = text.count("\n", 0, place[1].start()) + 1 if len(place) == 2 else None
            raise SpecError(Violation(f"the key {twice!r} stands twice in one object", path, line=line))
        return result

    def number(convert: Callable[[str], int | float]) -> Callable[[str], int | float]:
        return lambda digits: finite(convert(digits))

    try:
        data = json.loads(
            text,
            object_pairs_hook=unique,
            parse_int=number(int),
            parse_float=number(float),
            parse_constant=number(float),
        )
    except json.JSONDecodeError as e:
        # What is expected is missing after what was read last.
        read = text[: e.pos].rstrip() if e.msg.endswith("delimiter") else text[: e.pos]
        line, column = read.count("\n") + 1, len(read) - read.rfind("\n")
        raise SpecError(Violation(f"not JSON: {e.msg}", path, line=line, column=column)) from None
    except ValueError as e:
        raise SpecError(Violation(f"not JSON: {e}", path)) from None
    except RecursionError:
        raise SpecError(Violation(_TOO_DEEP, path)) from None
    # YAML knows neither tabs nor halves of a surrogate pair; what is as long keeps the places.
    near = re.sub(r"\\u[dD][89a-fA-F]", r"\\u00", text.replace("\t", " "))
    return Document(path, data, lambda: _compose(near, path))
