"""A store in a file, from which a mock that was killed and started again has all its tasks."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from gettask.mock.spec.lifecycle import Status
from gettask.mock.tasks.plan import CompleteAfter, TaskPlan
from gettask.mock.tasks.store import MAX_BYTES, MAX_TASKS, MemoryStore
from gettask.mock.tasks.task import MockTask, TaskView
from gettask.mock.webhooks import WebhookEndpoint

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tasks (
  api TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (api, id)
)"""
# Made anew when they are asked for.
_TRANSIENT = ("response", "response_expires", "response_host")


class FileStore(MemoryStore):
    """Keeps tasks in memory and in an SQLite file: each change is in the file before it is answered.

    Only its owner may read the file: it has the keys that created the tasks, and their requests.

    Args:
        path: The file, which is made if need be.
        max_tasks: How many tasks are kept. Default: 10,000.
        max_bytes: How many bytes their request bodies may have in all. Default: 32 MiB.

    Raises:
        ValueError: if the file is no such store, or another mock uses it.
        OSError: if the file cannot be made.
    """

    def __init__(
        self, path: str | os.PathLike[str], max_tasks: int = MAX_TASKS, max_bytes: int = MAX_BYTES
    ) -> None:
        super().__init__(max_tasks, max_bytes)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._file = sqlite3.connect(path, timeout=0.5, isolation_level=None, check_same_thread=False)
        try:
            self._file.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = NORMAL")
            self._file.execute(_SCHEMA)
            for (data,) in self._file.execute("SELECT data FROM tasks ORDER BY rowid").fetchall():
                super().put(_read(json.loads(data)))
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            self._file.close()
            locked = "locked" in str(error)
            why = "another mock uses it" if locked else f"it is not a store of a mock ({error})"
            raise ValueError(f"{Path(path)}: {why}") from None

    def put(self, task: MockTask) -> None:
        super().put(task)
        self._file.execute(
            "INSERT INTO tasks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data",
            (task.api, task.id, json.dumps(_written(task))),
        )

    def clear(self) -> None:
        super().clear()
        self._file.execute("DELETE FROM tasks")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _forget(self, task: MockTask) -> None:
        super()._forget(task)
        self._file.execute("DELETE FROM tasks WHERE api = ? AND id = ?", (task.api, task.id))


def _written(task: MockTask) -> dict[str, Any]:
    bare = replace(task, response=None, response_host=None)
    data = asdict(bare)
    for name in _TRANSIENT:
        del data[name]
    data["statuses"] = [_status(status) for status in task.statuses]
    if task.view is not None:
        data["view"]["status"] = _status(task.view.status)
    return data


def _status(status: Status) -> list[Any]:
    return [status.name, status.phase, status.terminal, sorted(status.next)]


def _read(data: dict[str, Any]) -> MockTask:
    plan, view, webhook = data["plan"], data["view"], data["webhook"]
    after = CompleteAfter(**plan["complete_after"])
    parts: dict[str, Any] = {
        "plan": TaskPlan(**plan | {"complete_after": after, "statuses": tuple(plan["statuses"])}),
        "statuses": tuple(map(_read_status, data["statuses"])),
        "view": view and TaskView(**view | {"status": _read_status(view["status"])}),
        "webhook": webhook and WebhookEndpoint(**webhook),
    }
    return MockTask(**data | parts)


def _read_status(data: list[Any]) -> Status:
    name, phase, terminal, following = data
    return Status(name, phase, terminal, frozenset(following))
