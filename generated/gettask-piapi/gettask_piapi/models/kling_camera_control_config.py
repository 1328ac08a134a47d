from __future__ import annotations

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class KlingCameraControlConfig(Model):
    """Six integers, whose names the evidence leaves out."""

    additional_properties: dict[str, int] = field(init=False, factory=dict)
