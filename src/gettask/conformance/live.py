"""Judges exchanges as they arrive, each together with what was seen before of its task."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque

from .judge import judge
from .model import Violation
from .spec import Spec
from .tasks import View
from .trace import Exchange, Trace

KEPT = 30
"""Exchanges of a task that are judged together."""
MOST_TASKS = 5000
"""Tasks that are remembered; the one that was not seen for longest is forgotten first."""


class LiveJudge:
    """What was said about each task, from any thread.

    Args:
        spec: The specification of the API.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._tasks: OrderedDict[str, deque[Exchange]] = OrderedDict()
        self._empty = View(spec, Trace(spec.contract.api, ()))
        self._lock = threading.Lock()

    def violations(self, exchange: Exchange) -> tuple[Violation, ...]:
        """Return the violations that an exchange shows, which is remembered."""
        with self._lock:
            history = self._history(exchange)
            history.append(exchange)
            listed = list(history)
        found = judge(Trace(self._spec.contract.api, listed), spec=self._spec).violations
        return tuple(each for each in found if each.problem.exchanges[-1] is exchange)

    def _history(self, exchange: Exchange) -> deque[Exchange]:
        match = self._spec.find(exchange.method, exchange.path)
        task = self._empty.task_in(exchange.response_json)
        params = match.params if match is not None else {}
        task_id = next(iter(params.values()), None) or (self._spec.id_of(task) if task is not None else None)
        if not task_id:
            return deque()
        history = self._tasks.setdefault(task_id, deque(maxlen=KEPT))
        self._tasks.move_to_end(task_id)
        if len(self._tasks) > MOST_TASKS:
            self._tasks.popitem(last=False)
        return history
