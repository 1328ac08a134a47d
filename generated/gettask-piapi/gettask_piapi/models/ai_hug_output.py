from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class AiHugOutput(Model):
    """Empty on both pages. Nobody has published what it holds when the task is completed. The
    video is kept for one day.
    """
