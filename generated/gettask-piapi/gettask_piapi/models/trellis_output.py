from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TrellisOutput(Model):
    """No page among the sources names a field of it."""

    model_file: str | Unset = UNSET
    """The 3D model. How long the link lives is not published for models."""

    combined_video: str | Unset = UNSET
    """A film of the model. How long the link lives is not published."""

    no_background_image: str | Unset = UNSET
    """The image without its background."""
