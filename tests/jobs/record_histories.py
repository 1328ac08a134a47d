"""Writes histories of the jobs of this version, which later versions have to replay.

Run `python -m tests.jobs.record_histories 0.2` when a version is released whose workflow has other steps.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from typing import Any

from tests.jobs.test_temporal import (
    ADOPTED_BY_ANOTHER,
    CUT_OFF,
    DONE,
    HISTORIES,
    ORDER,
    REFUSED,
    Server,
    World,
)

WORLDS = {
    "succeeded": (World(), ORDER),
    "refused": (World(creates=[REFUSED]), ORDER),
    "rate-limited": (World(creates=[5.0, "t1"]), ORDER),
    "adopted": (World(creates=[CUT_OFF], adopts=["t1"]), ORDER),
    "unknown": (World(creates=[CUT_OFF]), ORDER),
    "ordered-anew": (World(creates=[CUT_OFF, "t1"]), replace(ORDER, recreate_unknown=True)),
    "taken": (World(adopts=["t2"], ends=[ADOPTED_BY_ANOTHER, DONE]), ORDER),
    "waited-twice": (World(ends=[RuntimeError("the network is down"), DONE]), ORDER),
}


def _plain(value: Any) -> Any:
    """Return a history without what tells where it was recorded."""
    if isinstance(value, dict):
        kept = {name: _plain(each) for name, each in value.items() if name != "stackTrace"}
        return kept | ({"identity": "worker"} if "identity" in kept else {})
    return [*map(_plain, value)] if isinstance(value, list) else value


def main() -> None:
    """Write a history for each course that a job may take."""
    (version,) = sys.argv[1:]
    server = Server()

    async def write(name: str) -> None:
        handle, _ = await server.start(*WORLDS[name])
        await handle.result()
        history = _plain(json.loads((await handle.fetch_history()).to_json()))
        (HISTORIES / f"{version}-{name}.json").write_text(json.dumps(history, indent=1) + "\n", "utf-8")

    for name in WORLDS:
        server.do(write(name))
    server.close()
    os._exit(0)  # Temporal's threads may crash an interpreter that ends


if __name__ == "__main__":
    main()
