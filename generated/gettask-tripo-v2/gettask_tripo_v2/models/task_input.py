from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class TaskInput(Model):
    """The request as the server took it, its own defaults added; a file stands there as object,
    however it was sent.
    """
