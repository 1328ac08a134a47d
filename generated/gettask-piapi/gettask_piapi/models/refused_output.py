from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class RefusedOutput(Model):
    """The output of a task of any model, without results."""
