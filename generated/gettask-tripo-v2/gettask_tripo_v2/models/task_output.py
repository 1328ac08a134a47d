from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MultiviewImages, TaskOutputTopology


@define(kw_only=True, repr=False)
class TaskOutput(Model):
    """Links to the results, empty until they exist. The page warns that undocumented fields may
    appear. Links expire after five minutes as documented; asking again gives new ones. Recorded
    ones lead to tripo-data.cdn.bcebos.com until 2025-03, to tripo-data.rg1.data.tripo3d.com
    since 2025-04, to tripo-data.rg2.download.data.tripo3d.com, and in China to
    openapi.cdn.tripo3d.com.
    """

    model: str | Unset = UNSET
    """The model of v1.4, and the result of tasks that work on an earlier model."""

    base_model: str | Unset = UNSET
    """The model, if it has no texture."""

    pbr_model: str | Unset = UNSET
    """The model, if pbr was on."""

    generated_image: str | Unset = UNSET
    """The generated image."""

    rendered_image: str | Unset = UNSET
    """A preview of the model."""

    generate_multiview_image: MultiviewImages | Unset = UNSET
    """Four fixed views; of generate_multiview_image and edit_multiview_image."""

    riggable: bool | Unset = UNSET
    """Whether the model can be rigged; of animate_prerigcheck."""

    rig_type: str | Unset = UNSET
    """The skeleton that fits; of animate_prerigcheck."""

    topology: TaskOutputTopology | Unset = UNSET
    """The skeleton that fits; of animate_prerigcheck."""

    rendered_video: str | Unset = UNSET
    """No recorded body has it."""

    rendered_sequence: str | Unset = UNSET
    """No recorded body has it."""

    multiview_basecolor: str | Unset = UNSET
    """No recorded body has it."""

    classification: str | Unset = UNSET
    """No recorded body has it."""
