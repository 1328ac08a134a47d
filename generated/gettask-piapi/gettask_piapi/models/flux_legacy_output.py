from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxLegacyOutput(Model):
    image_base64: str | Unset = UNSET

    image_url: str | Unset = UNSET
    """The image."""
