from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MultiviewImages


@define(kw_only=True, repr=False)
class TaskOutput(Model):
    """Links to the results and findings, on success only. Asking again gives new links. Recorded
    ones lead to tripo-data.rg1.data.tripo3d.com.
    """

    model_url: str | Unset = UNSET
    """The model, whatever made it; v2's pbr_model, model and base_model in one, says the migration
    guide.
    """

    rendered_image_url: str | Unset = UNSET
    """A preview of the model. Every model that was seen has one."""

    riggable: bool | Unset = UNSET
    """Whether the model can be rigged; of a rig check."""

    rig_type: str | Unset = UNSET
    """The skeleton that fits; of a rig check."""

    generated_image_url: str | Unset = UNSET
    """The generated image; of a model, the picture that Tripo made on the way to it."""

    generate_multiview_image: MultiviewImages | Unset = UNSET
    """Four fixed views."""

    front_view_url: str | Unset = UNSET
    """One of four views, where they are not in generate_multiview_image. Sources disagree on the
    place.
    """

    left_view_url: str | Unset = UNSET

    back_view_url: str | Unset = UNSET

    right_view_url: str | Unset = UNSET

    model_urls: list[str] | Unset = UNSET

    image_urls: list[str] | Unset = UNSET

    rendered_video_url: str | Unset = UNSET

    rendered_sequence_url: str | Unset = UNSET

    multiview_basecolor_url: str | Unset = UNSET

    splat_url: str | Unset = UNSET
    """The splat, says one source; a client finds it in model_url, as a .splat file."""

    depth_image_url: str | Unset = UNSET

    uv_render_url: str | Unset = UNSET

    mask_url: str | Unset = UNSET
    """The mask of a smart segmentation, a PNG."""

    seg_model_url: str | Unset = UNSET
    """The segmented model, a GLB. The names of its nodes are those of the parts; model_url is the
    source.
    """

    prompt: str | Unset = UNSET
    """The parts that a smart segmentation found, as a list in words."""

    seg_task_id: str | Unset = UNSET
    """The task inside a smart segmentation that cut the model."""

    model_task_id: str | Unset = UNSET
    """The task inside a smart segmentation that made the model."""

    topology: str | Unset = UNSET
    """Stands for rig_type, as the SDK says of the live server."""
