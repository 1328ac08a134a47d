"""Reads the interactions of a large cassette in YAML one at a time, in memory of the largest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

LISTS = ("interactions", "http_interactions")
"""Where Python's and Ruby's VCR have what they recorded."""
LARGEST = 1 << 27
"""Characters of one interaction, with what its aliases stand for."""
OF_A_NODE = 64
"""Characters that a list or a mapping counts for."""

try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover - PyYAML without its parser in C

    class Loader(yaml.SafeLoader):
        """Composes and constructs one part of a document after the other."""
else:

    class Loader(CParser, Composer, SafeConstructor, Resolver):  # type: ignore[no-redef]
        """Composes and constructs one part of a document after the other, of what the parser in C reads."""

        def __init__(self, stream: IO[str]) -> None:
            CParser.__init__(self, stream)
            Composer.__init__(self)
            SafeConstructor.__init__(self)
            Resolver.__init__(self)


def interactions(file: IO[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the interactions of a cassette.

    Raises:
        ValueError: The file is no YAML, or no cassette.
    """
    loader = Loader(file)
    try:
        yield from _interactions(loader)
    except yaml.YAMLError as error:
        raise ValueError(f"it is neither JSON nor YAML: {_reason(error)}") from None
    finally:
        loader.dispose()


def _interactions(loader: Any) -> Iterator[Mapping[str, Any]]:
    loader.get_event()
    found = False
    if loader.check_event(yaml.DocumentStartEvent):
        loader.get_event()
    if loader.check_event(yaml.MappingStartEvent):
        loader.get_event()
        while not loader.check_event(yaml.MappingEndEvent):
            key = loader.compose_node(None, None)
            if key.value not in LISTS or not loader.check_event(yaml.SequenceStartEvent):
                loader.compose_node(None, None)
                continue
            found = True
            loader.get_event()
            while not loader.check_event(yaml.SequenceEndEvent):
                node = loader.compose_node(None, None)
                _weigh(node, {})
                yield loader.construct_document(node)
            loader.get_event()
    if not found:
        raise ValueError("it is neither JSON nor a cassette")


def _weigh(node: yaml.Node, known: dict[int, int]) -> int:
    """Return the characters of a node with those that its aliases stand for.

    Raises:
        ValueError: They are too many, or the node has itself in it.
    """
    if isinstance(node, yaml.ScalarNode):
        return len(node.value) + 1
    if id(node) not in known:
        known[id(node)] = LARGEST + 1  # until all of it is known: one that has itself in it is too large
        pairs = [(each,) for each in node.value] if isinstance(node, yaml.SequenceNode) else node.value
        parts = chain.from_iterable(pairs)
        known[id(node)] = OF_A_NODE + sum(_weigh(each, known) for each in parts)
    if known[id(node)] > LARGEST:
        raise ValueError(f"an interaction is larger than {LARGEST >> 20} million characters")
    return known[id(node)]


def _reason(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())[:200]
