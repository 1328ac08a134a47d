"""Posts the webhooks of a mock over HTTP, for `gettask mock`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Semaphore, Thread

from gettask.mock.core import Mock
from gettask.mock.http import loopback
from gettask.mock.webhooks import Delivery, split

INTERVAL = 0.05
"""Seconds between two looks at what is due."""
PATIENCE = 10.0
"""Seconds that a receiver is given: our policy, the vendors' is not known."""
HANDS = 8
"""How many receivers are posted to at once."""

REFUSED = "only a mock on loopback posts, and to loopback; --webhooks-anywhere lifts both"

log = logging.getLogger(__name__)


class Courier:
    """Posts what is due, from threads of its own. It follows no redirect and uses no proxy.

    `allow` says of a host whether it may be posted to: whoever can create a task makes the mock send
    requests, so by default it sends them to this machine only.
    """

    def __init__(self, mock: Mock, allow: Callable[[str], bool] = loopback) -> None:
        self._mock, self._allow = mock, allow
        self._stopped, self._hands = Event(), Semaphore(HANDS)

    def start(self) -> None:
        """Begin, until the process ends or `stop` is called."""
        Thread(target=self._run, name="gettask-webhooks", daemon=True).start()

    def stop(self) -> None:
        """Post nothing more."""
        self._stopped.set()

    def post(self, delivery: Delivery) -> None:
        """Make one attempt, and tell the mock what came of it."""
        try:
            url = split(delivery.url)
            if not self._allow(url.hostname or ""):
                raise ValueError(REFUSED)
            kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
            connection = kind(url.hostname or "", url.port, timeout=PATIENCE)
        except (ValueError, HTTPException) as problem:
            self._mock.delivered(delivery, None, str(problem))
            return
        status = None
        try:
            where = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
            connection.request("POST", where, delivery.body, dict(delivery.headers))
            status = connection.getresponse().status
        except (OSError, HTTPException, ValueError) as problem:
            log.info("a webhook was not received: %s", type(problem).__name__)
        finally:
            connection.close()
        self._mock.delivered(delivery, status)

    def _run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            try:
                due = self._mock.deliveries()
            except Exception:  # a mistake of the mock's own, which must not end the others
                log.exception("a webhook could not be made")
                continue
            for delivery in due:
                # While all hands are busy nothing more is made: what is to be told waits in the store.
                self._hands.acquire()
                if self._stopped.is_set() or not self._mock.wanted(delivery):
                    self._hands.release()
                    continue
                Thread(target=self._carry, args=(delivery,), name="gettask-webhook", daemon=True).start()

    def _carry(self, delivery: Delivery) -> None:
        try:
            self.post(delivery)
        finally:
            self._hands.release()
