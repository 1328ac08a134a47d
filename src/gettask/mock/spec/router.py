"""From a path to the operations that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from gettask.mock.spec.document import UnsupportedSpecError
from gettask.mock.spec.operation import Operation

PARAMETER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Route:
    """A path and its operations by method: of each API that has the path, one."""

    operations: Mapping[str, Sequence[Operation]]
    allow: str
    pattern: re.Pattern[str]

    def operation(self, method: str, headers: Mapping[str, str]) -> Operation | None:
        """The operation of a method, that of the API whose key the request has; None for no such method."""
        operations = self.operations.get(method, ())
        if len(operations) < 2:
            return operations[0] if operations else None
        return next((o for o in operations if any(auth.key(headers) for auth in o.auth)), operations[0])


def path_pattern(template: str) -> re.Pattern[str]:
    """The pattern of the paths that a path template matches."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)))


class Router:
    """Finds the route of a path.

    Exact paths come first, then those that are exact but for a parameter at their end, then other templates.

    Raises:
        UnsupportedSpecError: if two operations have the same method and path, and the same header for keys.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        paths: dict[str, dict[str, list[Operation]]] = {}
        for operation in operations:  # two names of a parameter make no two paths
            methods = paths.setdefault(PARAMETER.sub("{}", operation.path), {})
            same = methods.setdefault(operation.method, [])
            for other in same:
                if not _differ_in_keys(operation, other):
                    raise UnsupportedSpecError(
                        f"{other.api} and {operation.api} both have {operation.method} {operation.path}, "
                        "and no header of keys tells them apart: choose by --api, by create_app([…]), or "
                        "by gettask_mock_apis of pytest"
                    )
            same.append(operation)
        self._exact: dict[str, Route] = {}
        self._by_parent: dict[str, Route] = {}
        self._templates: dict[int, list[Route]] = {}
        for methods in paths.values():
            path = next(iter(methods.values()))[0].path
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


def _differ_in_keys(one: Operation, other: Operation) -> bool:
    """Whether the key of a request tells which of two operations it is for."""
    return bool(one.auth and other.auth) and not any(
        mine.header == theirs.header
        and (mine.scheme == theirs.scheme or None in (mine.scheme, theirs.scheme))
        for mine, theirs in product(one.auth, other.auth)
    )
