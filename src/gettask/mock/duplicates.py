"""Tasks that look as if one job had been created twice."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from gettask.mock.tasks.task import MockTask
from gettask.mock.webhooks import WebhookRules


def duplicates(tasks: Iterable[MockTask], rules: Mapping[str, WebhookRules]) -> dict[str, Any]:
    """Tasks of one key with equal requests, and tasks that share a correlation id.

    Requests are compared without their webhooks. The correlation id is the last part of the path of the
    webhook's URL, which a client makes for one job only.
    """
    by_body: dict[Hashable, list[MockTask]] = {}
    by_correlation: dict[Hashable, list[MockTask]] = {}
    for task in tasks:
        by_body.setdefault((task.api, task.key, _digest(task, rules.get(task.api))), []).append(task)
        correlation = _correlation(task, rules.get(task.api))
        if correlation:
            by_correlation.setdefault((task.api, task.key, correlation), []).append(task)
    return {"by_body": _groups(by_body), "by_correlation": _groups(by_correlation)}


def _groups(found: Mapping[Hashable, list[MockTask]]) -> list[dict[str, Any]]:
    return [
        {"api": group[0].api, "variant": group[0].variant, "tasks": [task.id for task in group]}
        for group in found.values()
        if len(group) > 1
    ]


def _digest(task: MockTask, rules: WebhookRules | None) -> bytes:
    body = task.body
    if rules is not None:
        body = copy.deepcopy(dict(body))
        rules.remove_webhook(body)
    return hashlib.sha256(json.dumps(_dense(body), sort_keys=True).encode()).digest()


def _dense(value: Any) -> Any:
    """A JSON value without members that are null or empty objects: what a removed webhook leaves behind."""
    if isinstance(value, Mapping):
        dense = {name: _dense(part) for name, part in value.items()}
        return {name: part for name, part in dense.items() if part not in (None, {})}
    return [_dense(part) for part in value] if isinstance(value, list) else value


def _correlation(task: MockTask, rules: WebhookRules | None) -> str:
    if rules is None or rules.registered or task.webhook is None:
        return ""
    return task.webhook.redacted_url.rstrip("/").rpartition("/")[2]
