from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ImageUpscaleEcho(Model):
    """The input as the server took it."""

    image: str | Unset = UNSET
    """The image to enlarge."""

    scale: float | Unset = UNSET
    """How many times larger. PiAPI's MCP server allows 2 to 10, the retired API took 2, 4 and 8.
    """

    face_enhance: bool | Unset = UNSET
    """Whether faces are improved."""
