"""Requests to the mock in the way of each API: where key and ids stand, and which headers it asks for."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from gettask import load
from gettask.mock import Mock, Request, Response
from gettask.mock.spec.api import installed
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.pointer import get

KEY = "k"


def headers(api: str) -> dict[str, str]:
    """Return what each request of an API has: its key, and the headers that have one value."""
    auth, operations = load(api).auth, load(api).operations.values()
    fixed = {name.lower(): value for each in operations for name, value in each.headers.items()}
    return {auth.header.lower(): auth.value(KEY), "content-type": "application/json", **fixed}


def poll_url(api: str, task_id: str) -> str:
    """Return path and query of a poll."""
    operation = load(api).operations["get_task"]
    place = operation.task
    query = f"?{urlencode({place.name: task_id})}" if place and place.place == "query" else ""
    return installed()[api].base_path + operation.path_of(task_id) + query


def poll(mock: Mock, api: str, task_id: str) -> Response:
    """Poll a task."""
    path, _, query = poll_url(api, task_id).partition("?")
    return mock.handle(Request("GET", path, query, headers(api) | {"host": "127.0.0.1"}))


def create(mock: Mock, operation: Operation, body: Any) -> Response:
    """Send a create request."""
    sent = json.dumps(body).encode()
    return mock.handle(Request(operation.method, operation.path, headers=headers(operation.api), body=sent))


def created(mock: Mock, operation: Operation, body: Any) -> str:
    """Create a task, and return its id."""
    reply = create(mock, operation, body)
    assert reply.status < 300, reply.body
    contract = load(operation.api)
    if contract.created is not None:
        given = contract.created.read(reply.json(), {n.decode(): v.decode() for n, v in reply.headers})
        return contract.task_id(given or "")
    return str(contract.lifecycle.read_id(contract.lifecycle.find_task(reply.json())))


def task_in(api: str, response: Response) -> Any:
    """Return the task in a response."""
    assert response.status < 300, response.body
    return get(response.json(), load(api).lifecycle.task)


def status_of(api: str, response: Response) -> str | None:
    """Return the status that a response shows."""
    return load(api).lifecycle.read_status(task_in(api, response))
