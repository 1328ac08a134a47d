"""Finds the path that a gateway puts before the paths of an API, in traffic that was recorded behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..spec import Spec
from ..trace import Exchange

DEEPEST = 6
"""Segments that a gateway may put before a path."""
LONGEST = 1_000
"""Characters of a path that may be one behind a gateway."""
MOST = 100
"""Hosts with a prefix that are remembered."""


class Gateways:
    """Prefixes of paths that would make exchanges with no operation ones of an API.

    One path alone proves nothing: a prefix counts once a create and a poll at the same host have it.

    Args:
        specs: The specifications of the APIs.
        known: Whether the exchanges belong to this API. If not, the path must have the base path of its API
            too: `/task` alone may be that of any service.
    """

    def __init__(self, specs: Iterable[Spec], known: bool) -> None:
        self._specs, self._known = tuple(specs), known
        self._creates: dict[tuple[str, str], frozenset[str]] = {}
        self._pairs: set[tuple[str, str]] = set()

    def see(self, exchange: Exchange) -> None:
        """Take an exchange that belongs to no operation."""
        if exchange.method == "POST" and len(self._creates) < MOST:
            found = self._fitting(exchange, creates=True)
            if found:
                self._creates.setdefault((exchange.host, found[0][1]), frozenset(api for api, _ in found))
        elif exchange.method == "GET" and any(host == exchange.host for host, _ in self._creates):
            for api, prefix in self._fitting(exchange, creates=False):
                if api in self._creates.get((exchange.host, prefix), ()):
                    self._pairs.add((api, prefix))

    def found(self) -> Mapping[str, str]:
        """Return the prefix of each API that has one; none where two APIs have the same, or one has two."""
        by_api = {api: {p for a, p in self._pairs if a == api} for api, _ in self._pairs}
        single = {api: next(iter(prefixes)) for api, prefixes in by_api.items() if len(prefixes) == 1}
        taken = list(single.values())
        return {api: prefix for api, prefix in single.items() if taken.count(prefix) == 1}

    def _fitting(self, exchange: Exchange, *, creates: bool) -> list[tuple[str, str]]:
        """Return the APIs that the path fits behind the shortest prefix, with that prefix."""
        fitting = self._candidates(exchange, creates=creates)
        shortest = next(
            groupby(sorted(fitting, key=lambda each: len(each[1])), key=lambda each: each[1]), None
        )
        return [] if shortest is None else list(shortest[1])

    def _candidates(self, exchange: Exchange, *, creates: bool) -> Iterator[tuple[str, str]]:
        segments = exchange.path.split("/")[1:] if len(exchange.path) < LONGEST else []
        for number in range(1, min(DEEPEST + 1, len(segments))):
            prefix = "".join(f"/{each}" for each in segments[:number])
            rest = exchange.path[len(prefix) :]
            for spec in self._specs:
                match = spec.find(exchange.method, rest)
                if match is None or not (self._known or rest.startswith(spec.base_paths[0])):
                    continue
                wanted = match.operation.name in spec.creates if creates else match.operation is spec.get_task
                if wanted:
                    yield spec.contract.api, prefix
