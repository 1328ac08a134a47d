"""Holds what the tests of a project say to the mock, and the recordings that they keep, to the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .judge import judge
from .readers import UnreadableError, traces
from .readers.formats import exchange
from .report import make
from .reports.text import violations
from .spec import spec_of
from .trace import Exchange, Trace

if TYPE_CHECKING:
    from ..mock import Mock, Request, Response

MOST = 20_000
"""Exchanges of one test that are judged; a longer test is judged by its first ones."""


class ExchangeCheck:
    """The exchanges of the test that is running, and what the checks find in them."""

    def __init__(self) -> None:
        self._mocks: list[Mock] = []
        self._met = Counter[str]()
        self._exchanges: list[Exchange] = []
        self.tests = self.exchanges = 0
        self.left_out: list[str] = []
        """Tests that chose a scenario or injected faults, so that what they met was on purpose."""

    def watch(self, mock: Mock) -> None:
        """Look at all exchanges with a mock from now on."""
        self._mocks.append(mock)
        headers = {auth.header for api in mock.apis.values() for each in api.operations for auth in each.auth}

        def seen(request: Request, response: Response, now: float) -> None:
            if len(self._exchanges) < MOST:
                self._exchanges.append(_exchange(request, response, now, headers))

        mock.on_exchange = seen

    def forget(self, mock: Mock) -> None:
        """Stop looking at a mock."""
        mock.on_exchange = None
        self._mocks.remove(mock)

    def begin(self) -> None:
        """Begin a test."""
        self._exchanges.clear()
        self._met = self._counts()

    def end(self, name: str) -> str:
        """End a test; return what was found in its exchanges, empty for nothing."""
        if not self._exchanges:
            return ""
        if self._counts() != self._met or any(mock.faults is not None for mock in self._mocks):
            self.left_out.append(name)
            return ""
        self.tests += 1
        self.exchanges += len(self._exchanges)
        return "\n\n".join(filter(None, map(_found, self._traces())))

    def _counts(self) -> Counter[str]:
        """Return how often each scenario had an effect."""
        return sum((Counter(mock.scenarios.met) for mock in self._mocks), Counter[str]())

    def _traces(self) -> Iterator[Trace]:
        names = dict.fromkeys(name for mock in self._mocks for name in mock.apis)
        for name in names:
            spec = spec_of(name)
            bases = [base for base in spec.base_paths if base]
            own = [
                each
                for each in self._exchanges
                if spec.find(each.method, each.path) and (not bases or each.path.startswith(tuple(bases)))
            ]
            if own:
                files = [each for each in self._exchanges if each.method == "GET" and not _known(each, names)]
                yield Trace.of(name, [*own, *files])


def _known(each: Exchange, names: Iterable[str]) -> bool:
    return any(spec_of(name).find(each.method, each.path) for name in names)


def _exchange(request: Request, response: Response, now: float, auth: Iterable[str]) -> Exchange:
    query = f"?{request.query}" if request.query else ""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
    return exchange(
        request.method,
        f"{request.base_url}{request.path}{query}",
        response.status,
        (request.headers, request.body),
        (headers, response.body),
        auth,
        started=now,
        seconds=response.delay,
        complete=not response.cut,
    )


def _found(trace: Trace) -> str:
    return violations(make([judge(trace)]))


class RecordingItem(pytest.Item):
    """A recording, as a test that passes if it keeps the contract."""

    path_of_recording: Path

    def runtest(self) -> None:
        """Judge the recording."""
        try:
            found, _ = traces([self.path_of_recording])
        except UnreadableError as error:
            pytest.fail(f"{self.path_of_recording}: {error}", pytrace=False)
        text = "\n\n".join(filter(None, map(_found, found)))
        if text:
            pytest.fail(text, pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return where a failure is reported."""
        return self.path_of_recording, None, self.name


def recordings(session: pytest.Session, patterns: Iterable[str]) -> list[pytest.Item]:
    """Return an item for each recording.

    Args:
        session: The session.
        patterns: Glob patterns, relative to the root of the project.

    Raises:
        pytest.UsageError: A pattern matches no file.
    """
    items: list[pytest.Item] = []
    for pattern in patterns:
        root = session.config.rootpath
        found = sorted(path for path in root.glob(pattern) if path.is_file())
        if not found:
            raise pytest.UsageError(f"--gettask-check-files {pattern}: no such file below {root}")
        for path in found:
            name = f"gettask-check[{path.relative_to(root).as_posix()}]"
            item = RecordingItem.from_parent(session, name=name)
            item.path_of_recording = path
            items.append(item)
    return items
