from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class KlingElement(Model):
    """One image of what the video shows. A lone note calls the field image."""

    image_url: str
    """URL of the image, JPG or PNG of at most 10 MB with sides of 300 px or more."""
