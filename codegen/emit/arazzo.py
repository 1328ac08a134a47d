"""Arazzo documents, one a variant: create a task, poll it until it ends, and name its results.

All of it comes from the state table and the variant's own request, so that no second description of the life
cycle has to be kept. Arazzo has no growing pause: the pause between two polls is the table's longest.
"""

from __future__ import annotations

import math
from typing import Any

from codegen.document.lifecycle import Lifecycle, lifecycles
from codegen.document.names import snake_case
from codegen.document.task_parameter import task_parameter
from codegen.document.walk import Operation, at, operations
from codegen.sources.pointers import tokens

VERSIONS = {"1.0": "1.0.1", "1.1": "1.1.0"}


def arazzo(
    document: dict[str, Any], contract: dict[str, Any], variant: str, url: str, version: str = "1.0"
) -> dict[str, Any] | None:
    """Return the Arazzo document of a variant, None for one that nothing creates or polls by itself.

    Args:
        document: The effective document of the variant.
        contract: The contract of its API.
        variant: The name of the variant.
        url: Where the document is, seen from the Arazzo document.
        version: That of Arazzo, 1.0 or 1.1: what is said here is the same in both.
    """
    described = contract["variants"][variant]
    named = {operation.value["operationId"]: operation for operation in operations(document)}
    create = next((o for o in named.values() if _name(o) == described["create"]), None)
    lifecycle = next(iter(lifecycles(document)), None)
    if create is None or lifecycle is None or described["example"] is None:
        return None
    poll = next(o for o in named.values() if "x-task-lifecycle" in o.value)
    parameter = task_parameter(document, poll)
    if parameter is None or parameter["in"] == "body":
        return None
    auth = contract["auth"]
    key = {
        "name": auth["header"],
        "in": "header",
        "value": "{scheme} {{$inputs.key}}".format(**auth) if auth["scheme"] else "$inputs.key",
    }
    created = contract["created"] or {"in": "body", "at": _task_at(lifecycle, "id")}
    id_at = (
        f"$response.body#{created['at']}" if created["in"] == "body" else f"$response.header.{created['at']}"
    )
    answering = named.get(lifecycle.table.get("result", {}).get("operationId"))
    results = [] if answering is None else [_result(document, contract, answering, key)]
    return {
        "arazzo": VERSIONS[version],
        "info": {
            "title": described["title"],
            "version": document["info"]["version"],
            "summary": "Create a task, poll it until it ends, and name its results.",
        },
        "sourceDescriptions": [{"name": contract["api"], "url": url, "type": "openapi"}],
        "workflows": [
            {
                "workflowId": "run",
                "summary": f"Run a task of {variant}",
                "inputs": {
                    "type": "object",
                    "required": ["key"],
                    "properties": {
                        "key": {"type": "string", "description": f"The key, as in {auth['env']}."},
                    },
                },
                "steps": [
                    {
                        "stepId": "create",
                        "description": "Create the task. Sent once: another one is another task to pay.",
                        "operationId": create.value["operationId"],
                        "parameters": [key, *_constants(contract, create)],
                        "requestBody": {
                            "contentType": "application/json",
                            "payload": described["example"],
                        },
                        "successCriteria": [{"condition": f"$statusCode == {_success(create)}"}],
                        "outputs": {"id": id_at},
                    },
                    _wait(document, lifecycle, poll, [key, *_constants(contract, poll)], parameter),
                    *results,
                ],
                "outputs": {
                    "id": "$steps.create.outputs.id",
                    "task": "$steps.wait.outputs.task",
                    **({"result": "$steps.result.outputs.result"} if results else {}),
                },
            }
        ],
    }


def _wait(
    document: Any,
    lifecycle: Lifecycle,
    poll: Operation,
    parameters: list[dict[str, Any]],
    parameter: dict[str, str],
) -> dict[str, Any]:
    """Return the step that polls until the table's status of success, or ends with that of failure."""
    table = lifecycle.table
    statuses = table["statuses"]
    shown = [response for response in lifecycle.responses if _has_status(document, response, table)]
    succeeded = [name for name, entry in statuses.items() if entry["phase"] == "succeeded"]
    ended = [name for name, entry in statuses.items() if entry["terminal"] and name not in succeeded]
    pause, deadline = table["polling"]["maximum"], table["deadline"]
    status_at = f"$response.body#{_task_at(lifecycle, 'status')}"
    step: dict[str, Any] = {
        "stepId": "wait",
        "description": f"Poll until the task ends, for {deadline} s at most.",
        "operationId": poll.value["operationId"],
        "parameters": [*parameters, {**_place(parameter), "value": "$steps.create.outputs.id"}],
        "successCriteria": [{"condition": f"$statusCode == {_success(poll)}"}],
        "outputs": {"task": f"$response.body{'#' + table['task'] if table['task'] else ''}"},
    }
    if not shown:  # a response without a status is the result
        return step
    step["successCriteria"].append({"condition": _any(status_at, succeeded)})
    failure = {"name": "failed", "type": "end", "criteria": [{"condition": _any(status_at, ended)}]}
    step["onFailure"] = [
        *([failure] if ended else []),
        {
            "name": "not-yet",
            "type": "retry",
            "retryAfter": pause,
            "retryLimit": max(1, math.ceil(deadline / pause)),
        },
    ]
    return step


def _result(
    document: Any, contract: dict[str, Any], operation: Operation, key: dict[str, Any]
) -> dict[str, Any]:
    """Return the step that asks for the result, where another operation answers it."""
    parameter = task_parameter(document, operation)
    asked = [] if parameter is None else [{**_place(parameter), "value": "$steps.create.outputs.id"}]
    return {
        "stepId": "result",
        "description": "Ask for the result of the task.",
        "operationId": operation.value["operationId"],
        "parameters": [key, *_constants(contract, operation), *asked],
        "successCriteria": [{"condition": f"$statusCode == {_success(operation)}"}],
        "outputs": {"result": "$response.body"},
    }


def _has_status(document: Any, response: Any, table: dict[str, Any]) -> bool:
    places = (table["task"] + place for place in table["fields"]["status"]["at"])
    return any(at(document, response, tokens(place)) for place in places)


def _any(place: str, statuses: list[str]) -> str:
    return " || ".join(f"{place} == '{status}'" for status in statuses)


def _task_at(lifecycle: Lifecycle, name: str) -> str:
    return str(lifecycle.table["task"] + lifecycle.table["fields"][name]["at"][0])


def _place(parameter: dict[str, str]) -> dict[str, str]:
    return {"name": parameter["name"], "in": parameter["in"]}


def _constants(contract: dict[str, Any], operation: Operation) -> list[dict[str, str]]:
    headers = contract["operations"][_name(operation)]["headers"]
    return [{"name": name, "in": "header", "value": value} for name, value in headers.items()]


def _name(operation: Operation) -> str:
    return snake_case(operation.value["operationId"])


def _success(operation: Operation) -> str:
    return next((status for status in operation.value["responses"] if status.startswith("2")), "200")
