from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class KlingVideoOutput(Model):
    """The output of version 3.0, omni and kling-turbo."""

    video: str
    """URL of the finished video, empty until it is there."""
