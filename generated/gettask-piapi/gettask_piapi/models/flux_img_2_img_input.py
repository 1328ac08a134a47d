from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxControlNet


@define(kw_only=True, repr=False)
class FluxImg2ImgInput(Model):
    """The page's schema requires control_net_settings; its example does without."""

    prompt: str
    """The image in words."""

    image: str
    """The image to start from, as URL or base64."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    denoise: float | Unset = UNSET
    """How far the result may leave the image. A client's notes say that img2img needs it, and that
    txt2img ignores an image without a word. Range: at most 1 and above 0. Default: 0.7.
    """

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

    batch_size: int | Unset = UNSET
    """How many images to make, each at full price. For Qubico/flux1-schnell only. Range: 1 to 4.
    Default: 1.
    """

    control_net_settings: list[FluxControlNet] | Unset = UNSET
    """ControlNets that keep the structure of an image."""
