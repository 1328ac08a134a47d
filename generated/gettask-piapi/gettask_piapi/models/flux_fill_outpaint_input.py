from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxOutpaint


@define(kw_only=True, repr=False)
class FluxFillOutpaintInput(Model):
    prompt: str
    """The image in words."""

    image: str
    """The image to extend, as URL or base64."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    guidance_scale: float | Unset = UNSET
    """How closely the image follows the prompt. The page does not say which task types take it.
    Range: 1.5 to 5.
    """

    steps: int | Unset = UNSET
    """Sampling steps. Echoed by the page's example; PiAPI's MCP server allows 10 for
    Qubico/flux1-schnell and 40 for Qubico/flux1-dev.
    """

    seed: int | Unset = UNSET
    """The page does not say which task types take it."""

    custom_settings: list[FluxOutpaint] | Unset = UNSET
    """How far the image grows on each side."""
