from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class ListTasksRequest(Model):
    task_ids: list[str]
    """Ids of the tasks to get. Length: at most 100 items."""
