from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingImage(Model):
    resource_without_watermark: str | Unset = UNSET
    """URL of the image."""
