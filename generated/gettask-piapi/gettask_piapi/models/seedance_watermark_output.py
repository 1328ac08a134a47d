from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SeedanceWatermarkOutput(Model):
    """No source shows it; the name of the field is that of Seedance's other tasks."""

    video: str | Unset = UNSET
    """The video without its watermark."""
