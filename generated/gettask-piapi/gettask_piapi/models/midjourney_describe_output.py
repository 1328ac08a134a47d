from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class MidjourneyDescribeOutput(Model):
    description: str
    """The image in words; empty until it is there."""
