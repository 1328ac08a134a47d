from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class KlingLinkOutput(Model):
    """The output on the page of Create Task, which shows nothing else."""

    video_url: str
    """URL of the finished video, empty until it is there."""
