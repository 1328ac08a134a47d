"""Whether anything has changed that a page shows."""

from __future__ import annotations

from gettask.mock.mock import Mock

TICK = 2.0
"""Seconds of the mock's clock after which unfinished tasks look different, without any request."""


class Changes:
    """Notices changes of a mock."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock
        self._seen = self._revision()
        self._at = mock.clock()

    def any(self) -> bool:
        """Whether anything has changed since the last call that said so."""
        revision, now = self._revision(), self._mock.clock()
        moved = now - self._at >= TICK and any(not task.ended for task in self._mock.tasks.store)
        if revision == self._seen and not moved:
            return False
        self._seen, self._at = revision, now
        return True

    def _revision(self) -> tuple[int, int, int]:
        attempts = self._mock.webhooks.attempts
        return self._mock.revision, self._mock.journal.last, attempts[-1].number if attempts else 0
