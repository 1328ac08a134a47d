from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class TaskErrorDetailObject(Model):
    """The detail of an error, where it is not null. What it holds is not known."""
