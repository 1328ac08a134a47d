"""What an API offers to find a job again: an idempotency key, a webhook for each request, lists of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .account import operations
from .contract import Contract
from .lifecycle import Field
from .pointer import MISSING, leaves, lookup, tokens


def idempotency_header(contract: Contract) -> str | None:
    """Return the header that makes a create happen once (`x-idempotency`), None if there is none."""
    header: str | None = contract.spec.get("x-idempotency", {}).get("header")
    return header


def webhook_endpoint(contract: Contract) -> str | None:
    """Return where a create request names the URL of its webhooks, None if it does not."""
    endpoint = contract.spec.get("x-webhook", {}).get("endpoint")
    return None if endpoint is None else str(endpoint["at"][0])


def webhook_secret(contract: Contract) -> str | None:
    """Return where a create request names the secret of its webhooks, None if it does not."""
    secret = contract.spec.get("x-webhook", {}).get("secret")
    return None if secret is None else str(secret["at"][0])


@dataclass(frozen=True, slots=True)
class TaskList:
    """An operation that lists the tasks of the account (`x-task-list`).

    Attributes:
        operation: The contract's name of the operation.
        tasks: From the response to the list.
        id: From an entry of the list to the id of the task.
        since: The query parameter of the time from which on tasks are listed, None if there is none.
        until: The query parameter of the time up to which they are.
        page: The query parameter that counts pages from 1 on, None if there is none.
        offset: The query parameter that skips entries, None if there is none.
        size: The query parameter of how many entries a response has, and how many it may have.
    """

    operation: str
    tasks: Field
    id: Field
    since: str | None
    until: str | None
    page: str | None
    offset: str | None
    size: tuple[str, int] | None

    @classmethod
    def of(cls, operation: str, data: Mapping[str, Any]) -> TaskList:
        query = data.get("query", {})
        size = query.get("size")
        return cls(
            operation,
            Field.of(data["tasks"]),
            Field.of(data["id"]),
            query.get("since"),
            query.get("until"),
            query.get("page"),
            query.get("offset"),
            None if size is None else (size["name"], size["most"]),
        )

    def query(self, since: float, until: float, number: int) -> dict[str, int]:
        """Return the query of one response of the list, counted from 0."""
        query = {}
        if self.since is not None:
            query[self.since] = int(since)
        if self.until is not None:
            query[self.until] = int(until) + 1
        if self.size is not None:
            query[self.size[0]] = self.size[1]
        if self.page is not None:
            query[self.page] = number + 1
        if self.offset is not None and self.size is not None:
            query[self.offset] = number * self.size[1]
        return query

    def ids(self, document: Any) -> list[str]:
        """Return the ids of the tasks in a response."""
        found = self.tasks.read(document) if isinstance(document, Mapping) else None
        entries = [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
        ids = (self.id.read(entry) for entry in entries)
        return [str(id) for id in ids if isinstance(id, (str, int)) and str(id)]

    def is_last(self, document: Any) -> bool:
        """Return whether no other response of the list follows."""
        paged = self.size is not None and (self.page is not None or self.offset is not None)
        return not paged or self.size is None or len(self.ids(document)) < self.size[1]


def task_lists(contract: Contract) -> Iterator[TaskList]:
    """Yield the operations that list the tasks of the account."""
    for name, data in operations(contract):
        if "x-task-list" in data:
            yield TaskList.of(name, data["x-task-list"])


def echoes(contract: Contract, request: Mapping[str, Any], task: Mapping[str, Any]) -> tuple[int, bool]:
    """Compare a create request with what its task repeats of it: kind and input.

    Returns:
        How many values of the input stand at the same place in both, and whether all of them are equal.
    """
    for name in contract.dispatch:
        if name in request and name in task and request[name] != task[name]:
            return 0, False
    compared = 0
    for sent, shown in _repeated(contract, request, task):
        compared += 1
        if not _equal(sent, shown):
            return compared, False
    return compared, True


def _repeated(
    contract: Contract, request: Mapping[str, Any], task: Mapping[str, Any]
) -> Iterator[tuple[Any, Any]]:
    """Yield what was sent and what the task shows in its place."""
    fields = contract.lifecycle.fields.values()
    reserved = {tokens(at)[0] for field in fields for at in field.at if tokens(at)}
    for name, value in task.items():
        if name in reserved or not isinstance(value, Mapping):
            continue
        source = request.get(name, request if request.keys() & value.keys() else None)
        for at, sent in leaves(source) if isinstance(source, Mapping) else ():
            shown = lookup(value, at)
            if shown is not MISSING:
                yield sent, shown


def _equal(sent: Any, shown: Any) -> bool:
    booleans = isinstance(sent, bool), isinstance(shown, bool)
    return bool(sent == shown) and booleans[0] == booleans[1]
