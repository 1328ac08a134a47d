from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class TaskLogEntry(Model):
    """An entry of the log; the schema does not say what it holds."""
