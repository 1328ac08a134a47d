"""From a path to the operations that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gettask.mock.spec.document import UnsupportedSpecError
from gettask.mock.spec.operation import Operation

PARAMETER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Route:
    """A path and its operations by method."""

    operations: Mapping[str, Operation]
    allow: str
    pattern: re.Pattern[str]


def path_pattern(template: str) -> re.Pattern[str]:
    """The pattern of the paths that a path template matches."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)))


class Router:
    """Finds the route of a path.

    Exact paths come first, then those that are exact but for a parameter at their end, then other templates.

    Raises:
        UnsupportedSpecError: if two operations have the same method and path.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        paths: dict[str, dict[str, Operation]] = {}
        for operation in operations:  # two names of a parameter make no two paths
            methods = paths.setdefault(PARAMETER.sub("{}", operation.path), {})
            if operation.method in methods:
                both = f"{methods[operation.method].api} and {operation.api}"
                raise UnsupportedSpecError(
                    f"{both} both have {operation.method} {operation.path}, which a mock has for one: "
                    "choose by --api, by create_app([…]), or by gettask_mock_apis of pytest"
                )
            methods[operation.method] = operation
        self._exact: dict[str, Route] = {}
        self._by_parent: dict[str, Route] = {}
        self._templates: dict[int, list[Route]] = {}
        for methods in paths.values():
            path = next(iter(methods.values())).path
            route = Route(methods, ", ".join(sorted(methods)), path_pattern(path))
            parent, _, last = path.rpartition("/")
            if "{" not in path:
                self._exact[path] = route
            elif "{" not in parent and PARAMETER.fullmatch(last):
                self._by_parent.setdefault(parent, route)
            else:
                self._templates.setdefault(path.count("/"), []).append(route)

    def find(self, path: str) -> tuple[Route, str] | None:
        """The route, and the value of its first path parameter, empty if it has none; None for no route."""
        if route := self._exact.get(path):
            return route, ""
        parent, _, last = path.rpartition("/")
        if last and (route := self._by_parent.get(parent)):
            return route, last
        for route in self._templates.get(path.count("/"), ()):
            if match := route.pattern.fullmatch(path):
                return route, match[1]
        return None
