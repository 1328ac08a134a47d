"""Posts the webhooks of a mock over HTTP, for `gettask mock`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Semaphore, Thread

from gettask.mock.deliveries import WebhookQueue
from gettask.mock.http import is_loopback
from gettask.mock.webhooks import WebhookDelivery, split_url

INTERVAL = 0.05
"""Seconds between two checks of the queue."""
TIMEOUT = 10.0
"""Seconds that a receiver may take: assumed, the vendors' timeouts are not known."""
MAX_CONCURRENCY = 8
"""How many receivers are posted to at once."""

REFUSED = "only a mock on loopback posts, and to loopback; --webhooks-anywhere lifts both"

log = logging.getLogger(__name__)


class WebhookSender:
    """Posts what is due, from threads of its own. It follows no redirect and uses no proxy.

    Args:
        webhooks: The queue of a mock.
        allow: Whether a host may be posted to. Default: loopback only, since whoever can create a task makes
            the mock send requests.
    """

    def __init__(self, webhooks: WebhookQueue, allow: Callable[[str], bool] = is_loopback) -> None:
        self._webhooks, self._allow = webhooks, allow
        self._stopped, self._semaphore = Event(), Semaphore(MAX_CONCURRENCY)

    def start(self) -> None:
        """Start posting, until the process ends or `stop` is called."""
        Thread(target=self._run, name="gettask-webhooks", daemon=True).start()

    def stop(self) -> None:
        """Post nothing more."""
        self._stopped.set()

    def post(self, delivery: WebhookDelivery) -> None:
        """Make one attempt, and record it."""
        try:
            url = split_url(delivery.url)
            if not self._allow(url.hostname or ""):
                raise ValueError(REFUSED)
            connect = HTTPSConnection if url.scheme == "https" else HTTPConnection
            connection = connect(url.hostname or "", url.port, timeout=TIMEOUT)
        except (ValueError, HTTPException) as error:
            self._webhooks.record(delivery, None, str(error))
            return
        status = None
        try:
            target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
            connection.request("POST", target, delivery.body, dict(delivery.headers))
            status = connection.getresponse().status
        except (OSError, HTTPException, ValueError) as error:
            log.info("a webhook was not received: %s", type(error).__name__)
        finally:
            connection.close()
        self._webhooks.record(delivery, status)

    def _run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            try:
                due = self._webhooks.due()
            except Exception:  # an error of the mock's own, which must not stop the others
                log.exception("a webhook could not be made")
                continue
            for delivery in due:
                # While all slots are taken no more webhooks are made: the rest stays in the store.
                self._semaphore.acquire()
                if self._stopped.is_set() or not self._webhooks.is_wanted(delivery):
                    self._semaphore.release()
                    continue
                Thread(target=self._post, args=(delivery,), name="gettask-webhook", daemon=True).start()

    def _post(self, delivery: WebhookDelivery) -> None:
        try:
            self.post(delivery)
        finally:
            self._semaphore.release()
