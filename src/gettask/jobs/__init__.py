"""The job store: a record of each job that outlives the process, so that nothing is created twice.

Example:
    from gettask import JobState, JobStore, PiAPI

    with JobStore() as jobs, PiAPI(jobs=jobs) as piapi:
        handle = piapi.create(request, label="cover", job_id="order-7")  # once, however often this runs
        piapi.download(piapi.wait(handle), "out/")
        print([job.id for job in jobs.find(states=[JobState.UNKNOWN])])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Job, JobState, JobSum
    from .reader import default_path
    from .store import JobStore

__all__ = ["Job", "JobState", "JobStore", "JobSum", "default_path"]

_HOME = {"JobStore": "store", "default_path": "reader"}


def __getattr__(name: str) -> object:
    """Load the store on first use: SQLite takes time to import."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_HOME.get(name, 'model')}", __package__), name)
    globals()[name] = value
    return value
