"""Which operations stand at a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gettask.mock.schema import SpecError
from gettask.mock.spec import Operation


@dataclass(frozen=True, slots=True)
class Route:
    """A path and what may be done there, by method."""

    operations: Mapping[str, Operation]
    allow: str
    pattern: re.Pattern[str]


def pattern(path: str) -> re.Pattern[str]:
    """What the paths look like that a template means."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))


class Router:
    """Finds the route of a path: exact paths first, then templates in the order of the documents.

    Raises SpecError if two operations stand at the same place.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        paths: dict[str, dict[str, Operation]] = {}
        for operation in operations:
            there = paths.setdefault(operation.path, {})
            if operation.method in there:
                both = f"{there[operation.method].api.name} and {operation.api.name}"
                raise SpecError(f"{both} both have {operation.method} {operation.path}")
            there[operation.method] = operation
        self._exact: dict[str, Route] = {}
        self._templates: dict[int, list[Route]] = {}
        for path, methods in paths.items():
            route = Route(methods, ", ".join(sorted(methods)), pattern(path))
            if "{" in path:
                self._templates.setdefault(path.count("/"), []).append(route)
            else:
                self._exact[path] = route

    def find(self, path: str) -> tuple[Route, str] | None:
        """The route, and what stands in the place of its first path parameter, if it has any."""
        if route := self._exact.get(path):
            return route, ""
        for route in self._templates.get(path.count("/"), ()):
            if match := route.pattern.fullmatch(path):
                return route, match[1]
        return None
