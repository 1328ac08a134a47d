"""A trace as tasks: each with its request, what was seen of it and when, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from .._contract.contract import Variant
from .._contract.pointer import MISSING, escape, find, leaves, lookup
from .history import Asset, Call, Sighting, TaskHistory
from .model import Problem
from .schemas import schemas_of
from .spec import Operation, Spec
from .trace import Exchange, Trace, bare

__all__ = ["FOREIGN", "Asset", "Call", "Sighting", "TaskHistory", "View", "bare"]


class View:
    """A trace read by the specification of its API.

    Args:
        spec: The specification.
        trace: The trace.
    """

    def __init__(self, spec: Spec, trace: Trace) -> None:
        self.spec, self.trace = spec, trace
        self.schemas = schemas_of(spec)
        self.calls: list[Call] = []
        self.tasks: dict[str, TaskHistory] = {}
        self.creates: list[tuple[Call, str | None]] = []
        """Successful creates with the id that they answer."""
        self.strays: list[Exchange] = []
        """Exchanges that belong to no operation and no result."""
        self._assets: dict[Sighting, Sequence[Asset]] = {}
        self._urls: dict[str, tuple[TaskHistory, Asset]] = {}
        self._read()

    def problem(self, task: TaskHistory, name: str, message: str, *shown: Sighting) -> Problem:
        """Return a problem with a field of the state table, which the last of these sightings shows."""
        exchanges = tuple(each.exchange for each in shown)
        place = self.spec.place(shown[-1].task, name)
        return Problem(message, exchanges, place, self.spec.field_at(name), task.id)

    def of_operation(self, operation: Operation | None) -> list[Call]:
        """Return the calls of an operation."""
        return [] if operation is None else [call for call in self.calls if call.operation is operation]

    def call_of(self, exchange: Exchange) -> Call | None:
        """Return the call of an exchange, None where it belongs to no operation."""
        return self._by_exchange.get(exchange)

    @cached_property
    def _by_exchange(self) -> Mapping[Exchange, Call]:
        return {call.exchange: call for call in self.calls}

    @cached_property
    def accepted_keys(self) -> frozenset[str | None]:
        """The fingerprints of keys that a request succeeded with."""
        return frozenset(call.exchange.key for call in self.calls if call.succeeded and call.exchange.key)

    @cached_property
    def announced_keys(self) -> frozenset[str | None]:
        """The fingerprints of keys that created a task about which a webhook came."""
        return frozenset(each.key for each in self.tasks.values() if each.create and each.deliveries)

    def listed(self) -> Iterator[tuple[Call, list[tuple[str, Mapping[str, Any]]]]]:
        """Yield the successful calls that may answer several tasks, with place and task of each."""
        single = {self.spec.get_task.name, *self.spec.creates}
        single |= {self.spec.cancel.name} if self.spec.cancel is not None else set()
        for call in self.calls:
            if call.operation is not None and call.operation.name not in single and call.succeeded:
                yield call, list(self._tasks_in(call.body))

    def _tasks_in(self, body: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
        stack: list[tuple[str, Any]] = [("", body)]
        while stack:
            at, node = stack.pop()
            if isinstance(node, dict) and self.spec.id_of(node) and self.spec.lifecycle.read_status(node):
                yield at, node
            elif isinstance(node, dict):
                stack += [(f"{at}/{escape(key)}", value) for key, value in node.items()]
            elif isinstance(node, list):
                stack += [(f"{at}/{number}", value) for number, value in enumerate(node)]

    def _read(self) -> None:
        downloads = []
        with_method = (each for each in self.trace.exchanges if each.method and not each.webhook)
        self._with_downloads = any(not self.spec.find(each.method, each.path) for each in with_method)
        for exchange in self.trace.exchanges:
            call = self._call(exchange)
            if call is None:
                downloads.append(exchange)
                continue
            self.calls.append(call)
            if exchange.webhook:
                self._webhook(call)
            elif call.operation is not None:
                self._operation(call, call.operation)
        for exchange in downloads:
            found = self._urls.get(bare(exchange.url))
            if found is None:
                self.strays.append(exchange)
            else:
                found[0].downloads.append((found[1], exchange))
                target = exchange.response_headers.get("location", "") if 300 <= exchange.status < 400 else ""
                if target:
                    self._urls.setdefault(bare(urljoin(exchange.url, target)), found)

    def _call(self, exchange: Exchange) -> Call | None:
        operation = None if exchange.webhook else self.spec.get_task
        params: Mapping[str, str] = {}
        if exchange.method and not exchange.webhook:
            match = self.spec.find(exchange.method, exchange.path)
            if match is None:
                return None
            operation, params = match.operation, match.params
        body = exchange.response_json
        envelope = self.spec.contract.envelope
        code = envelope.read(body, "code") if isinstance(body, dict) else None
        http_ok, code_ok = 200 <= exchange.status < 300, code is None or code in envelope.ok
        return Call(
            exchange,
            operation,
            params,
            code,
            http_ok and code_ok and exchange.recorded,
            exchange.status > 0 and not (http_ok and code_ok),
        )

    def _operation(self, call: Call, operation: Operation) -> None:
        spec = self.spec
        if operation.name in spec.creates:
            if call.succeeded:
                task = self.task_in(call.body)
                task_id = self.spec.created_id(call.exchange, task)
                self.creates.append((call, task_id))
                if task_id:
                    history = self._history(task_id)
                    if history.create is None:
                        history.create, history.key = call, call.exchange.key
                    if task is not None:
                        self._see(history, call, task)
        elif operation is spec.get_task:
            self._poll(call)
        elif operation is spec.result and (task_id := spec.task_id(call.exchange, operation, call.params)):
            self._result(self._history(task_id), call)
        elif operation is spec.cancel and (task_id := spec.task_id(call.exchange, operation, call.params)):
            history = self._history(task_id)
            owner = call.exchange.key == history.key or history.key is None
            (history.cancels if owner else history.foreign).append(call)
            if owner and call.succeeded and spec.cancel_removes:
                history.removed = history.removed or call.exchange

    def _poll(self, call: Call) -> None:
        task = self.task_in(call.body) if call.succeeded else None
        operation = call.operation or self.spec.get_task
        asked = self.spec.task_id(call.exchange, operation, call.params)
        task_id = asked or (None if task is None else self.spec.id_of(task))
        if task_id is None:
            return
        history = self._history(task_id)
        if history.key is None and call.succeeded:
            history.key = call.exchange.key
        if call.exchange.purpose in FOREIGN or (history.key is not None and history.key != call.exchange.key):
            history.foreign.append(call)
            return
        if history.removed is not None and call.exchange.status in (404, 410):
            return
        history.polls.append(call)
        # A response about another task says nothing about this one: `id-answered` reports it.
        if task is not None and self.spec.id_of(task) in (None, task_id):
            self._see(history, call, task)

    def _result(self, history: TaskHistory, call: Call) -> None:
        """Put a result into the last sighting of success; where it tells a failure, there was no success."""
        if call.exchange.purpose in FOREIGN or call.exchange.key != (history.key or call.exchange.key):
            history.foreign.append(call)
            return
        history.results.append(call)
        operation, last = self.spec.contract.result, next(iter(history.sightings[-1:]), None)
        joined = last and operation and last.with_result(call, operation, self.spec)
        if joined:
            earlier = history.sightings[:-1]
            if not joined.phase.succeeded:
                earlier = [each for each in earlier if not each.phase.succeeded]
            history.sightings = [*earlier, joined]
            for asset in self.assets(joined) if self._with_downloads else ():
                self._urls.setdefault(bare(asset.url), (history, asset))

    def shows_results(self, seen: Sighting) -> bool:
        """Return whether a task that has succeeded shows its results, as far as its API has them there."""
        return self.spec.result is None or seen.result is not None

    def _webhook(self, call: Call) -> None:
        task = self.task_in(call.body)
        task_id = None if task is None else self.spec.id_of(task)
        if task is not None and task_id:
            self._history(task_id).deliveries.append(self._sighting(call, task))

    def _history(self, task_id: str) -> TaskHistory:
        return self.tasks.setdefault(task_id, TaskHistory(task_id))

    def task_in(self, body: Any) -> Mapping[str, Any] | None:
        """Return the task object of a response, None if it has none."""
        if not isinstance(body, dict):
            return None
        task = lookup(body, self.spec.lifecycle.task)
        if isinstance(task, dict):
            return task
        field = self.spec.field("status")
        known = field is not None and any(lookup(body, at) is not MISSING for at in field.at)
        return body if known or self.spec.lifecycle.read_status(body) is not None else None

    def _sighting(self, call: Call, task: Mapping[str, Any]) -> Sighting:
        outside = call.exchange if call.operation is self.spec.get_task else None
        status = self.spec.status_of(task, outside)
        at = "" if task is call.body else self.spec.lifecycle.task
        return Sighting(call, at, status, self.spec.phase(status), self.spec.terminal(status))

    def _see(self, history: TaskHistory, call: Call, task: Mapping[str, Any]) -> None:
        seen = self._sighting(call, task)
        history.sightings.append(seen)
        for asset in self.assets(seen) if self._with_downloads else ():
            self._urls.setdefault(bare(asset.url), (history, asset))

    def variant(self, task: Mapping[str, Any]) -> Variant | None:
        """Return the variant of a task body."""
        return self.spec.contract.variant(task) or self.spec.contract.common

    def created_variant(self, task: TaskHistory) -> Variant | None:
        """Return the variant that a create request asks for, by its operation or else by its body."""
        contract = self.spec.contract
        if task.create is None or task.create.operation is None or not isinstance(task.request, dict):
            return None
        path = task.create.operation.path
        named = [
            each
            for each in contract.variants.values()
            if each.create and contract.operations[each.create].path == path
        ]
        return named[0] if len(named) == 1 else contract.variant(task.request)

    def assets(self, seen: Sighting) -> Sequence[Asset]:
        """Return the URLs of results in what was seen of a task, those that no rule names too."""
        found = self._assets.get(seen)
        if found is None:
            if len(self._assets) >= MOST_ASSETS:
                self._assets.clear()
            found = self._assets[seen] = self.assets_in(seen.task)
        return found

    def assets_in(self, task: Mapping[str, Any]) -> Sequence[Asset]:
        """Return the URLs of results in a task object."""
        variant = self.variant(task)
        found: dict[str, Asset] = {}
        for rule in () if variant is None else variant.assets:
            for at, value in find(task, rule.at):
                if isinstance(value, str) and value:
                    found[at] = Asset(at, value, rule)
        field = self.spec.field("output")
        for place in () if field is None else field.at:
            output = lookup(task, place)
            for at, value in leaves(output, place) if isinstance(output, (dict, list)) else ():
                if at not in found and isinstance(value, str) and value.startswith(("http://", "https://")):
                    found[at] = Asset(at, value, None)
        return tuple(found.values())

    def results(self, task: Mapping[str, Any]) -> list[Any]:
        """Return the values of the output that are neither empty nor null."""
        field = self.spec.field("output")
        output = None if field is None else field.read(task)
        if isinstance(output, (dict, list)):
            return [value for _, value in leaves(output) if value not in (None, "", 0, False)]
        return [] if output in (None, "") else [output]


MOST_ASSETS = 20_000
"""Sightings whose assets are remembered."""
FOREIGN = frozenset({"other-key", "wrong-key", "no-key"})
"""Purposes of requests that do not come from the owner of a task."""
