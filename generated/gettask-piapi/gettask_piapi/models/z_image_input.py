from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ZImageInput(Model):
    """No source names the fields; that there is a prompt is inferred from the other text-to-image
    models.
    """

    prompt: str | Unset = UNSET
    """The image in words."""
