"""Writes plain data as YAML, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import yaml

from codegen.sources.core_schema import STR, add_resolvers


class _Dumper(yaml.CSafeDumper):
    """Quotes what either YAML 1.1 or the core schema of YAML 1.2 would not read as a string."""

    def represent_data(self, data: Any) -> yaml.Node:
        """Return the node of plain data, without PyYAML's search for shared nodes: it writes no aliases."""
        if isinstance(data, str):
            return yaml.ScalarNode(STR, data)
        if isinstance(data, dict):
            pairs = [(self.represent_data(k), self.represent_data(v)) for k, v in data.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
        if isinstance(data, list):
            items = [self.represent_data(item) for item in data]
            return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False)
        return super().represent_data(data)


add_resolvers(_Dumper)


def dump(data: Any, *, compact: bool = False) -> str:
    """Return plain data as YAML; `compact` puts mappings and lists that fit on one line there."""
    text: str
    if not compact:
        text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
        return text
    node = _Dumper(StringIO()).represent_data(data)
    _fold(node, 0)
    text = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=110)
    return text


def _fold(node: yaml.Node, depth: int) -> int:
    """Put each collection on one line that fits there, below the top; return how long the node is then."""
    if not isinstance(node, yaml.CollectionNode):
        return len(node.value)
    parts = [p for pair in node.value for p in pair] if isinstance(node, yaml.MappingNode) else node.value
    length = sum(_fold(part, depth + 1) + 2 for part in parts) + 2
    node.flow_style = depth > 1 and 2 * depth + length < 100
    return length


class Dumper:
    """Dumps documents that have parts in common, such as components, and writes each part once."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}

    def dump(self, document: dict[str, Any]) -> str:
        """Return the same as the function `dump`."""
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
