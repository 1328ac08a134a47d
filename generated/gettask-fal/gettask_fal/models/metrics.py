from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class Metrics(Model):
    """What the run took; old endpoints leave it out. No source gives the unit."""

    inference_time: float | None
