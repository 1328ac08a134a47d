"""The table of the job store, and the conditions that select from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from .model import JobState

VERSION = 5

TABLE = """
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  api TEXT NOT NULL,
  account TEXT NOT NULL,
  state TEXT NOT NULL,
  base_url TEXT,
  region TEXT,
  variant TEXT,
  label TEXT,
  request BLOB,
  request_hash TEXT NOT NULL,
  created_at REAL NOT NULL,
  updated_at REAL NOT NULL,
  deadline REAL NOT NULL,
  task_id TEXT,
  status TEXT,
  error TEXT,
  estimate REAL,
  estimate_usd REAL,
  cost REAL,
  cost_unit TEXT,
  cost_usd REAL,
  files TEXT,
  owner TEXT
)"""

INDEXES = (
    "CREATE INDEX jobs_by_time ON jobs (created_at, id)",
    "CREATE INDEX jobs_by_state ON jobs (state, created_at, id)",
    "CREATE INDEX jobs_by_label ON jobs (label, created_at, id) WHERE label IS NOT NULL",
    "CREATE UNIQUE INDEX jobs_by_task ON jobs (task_id, api, account) WHERE task_id IS NOT NULL",
)

UPGRADES = {
    0: (TABLE, *INDEXES),
    1: (
        "ALTER TABLE jobs ADD COLUMN expires_at REAL",
        "CREATE INDEX jobs_by_expiry ON jobs (expires_at) WHERE expires_at IS NOT NULL AND files IS NULL",
    ),
    2: (
        "ALTER TABLE jobs ADD COLUMN billed INTEGER NOT NULL DEFAULT 1",
        "UPDATE jobs SET billed = 0 WHERE base_url IS NOT NULL",
    ),
    3: (
        """
CREATE TABLE turns (
  api TEXT NOT NULL,
  account TEXT NOT NULL,
  next REAL NOT NULL,
  changed_at REAL NOT NULL,
  PRIMARY KEY (api, account)
)""",
    ),
    4: ("ALTER TABLE jobs ADD COLUMN polling_url TEXT",),
}
"""What makes the next version of a file of each earlier one."""

COLUMNS = (
    "id",
    "api",
    "account",
    "state",
    "base_url",
    "region",
    "variant",
    "label",
    "request",
    "request_hash",
    "created_at",
    "updated_at",
    "deadline",
    "task_id",
    "status",
    "error",
    "estimate",
    "estimate_usd",
    "cost",
    "cost_unit",
    "cost_usd",
    "files",
    "expires_at",
    "billed",
    "polling_url",
)
"""What a job is read from, in the order of its attributes. `owner` is the store's own."""

GROUPS = {
    "day": "date(created_at, 'unixepoch')",
    "variant": "variant",
    "label": "label",
    "api": "api",
    "state": "state",
}
"""What jobs are summed by."""


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Yield ids in lists that one statement may have."""
    rest = iter(ids)
    while found := list(islice(rest, 500)):
        yield found


def where(
    states: Sequence[JobState] = (),
    api: str | None = None,
    account: str | None = None,
    variant: str | None = None,
    label: str | None = None,
    since: float | None = None,
    until: float | None = None,
) -> tuple[str, list[Any]]:
    """Return a condition of SQL and its values."""
    parts, values = ["true"], list[Any]()
    if states:
        parts.append(f"state IN ({', '.join('?' * len(states))})")
        values += states
    equal = {"api = ?": api, "account = ?": account, "variant = ?": variant, "label = ?": label}
    for part, value in {**equal, "created_at >= ?": since, "created_at < ?": until}.items():
        if value is not None:
            parts.append(part)
            values.append(value)
    return " AND ".join(parts), values
