from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MultiviewImages(Model):
    """Four fixed views; of generate_multiview_image and edit_multiview_image."""

    front_view_url: str | Unset = UNSET

    left_view_url: str | Unset = UNSET

    back_view_url: str | Unset = UNSET

    right_view_url: str | Unset = UNSET
