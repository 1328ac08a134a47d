from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoEcho(Model):
    """The input as the server took it; the fields of the page's example."""

    prompt: str | Unset = UNSET

    model: str | Unset = UNSET

    image_url: str | Unset = UNSET

    expand_prompt: bool | Unset = UNSET
