from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskOutput:
    """Links to the results and findings, on success only. Asking again gives new links. Recorded
    ones lead to tripo-data.rg1.data.tripo3d.com.

    Attributes:
        model_url (str | Unset): The model, whatever made it; v2's pbr_model, model and base_model
            in one, says the migration guide.
        rendered_image_url (str | Unset): A preview of the model.
        riggable (bool | Unset): Whether the model can be rigged; of a rig check.
        rig_type (str | Unset): The skeleton that fits, such as biped; of a rig check.
        generated_image_url (str | Unset): The generated image; recorded on a text_to_model task
            as well.
        generate_multiview_image (MultiviewImages | Unset): Four fixed views.
        front_view_url (str | Unset): One of four views, where they are not in
            generate_multiview_image. Sources disagree on the place.
        left_view_url (str | Unset):
        back_view_url (str | Unset):
        right_view_url (str | Unset):
        model_urls (list[str] | Unset):
        image_urls (list[str] | Unset):
        rendered_video_url (str | Unset):
        rendered_sequence_url (str | Unset):
        multiview_basecolor_url (str | Unset):
        splat_url (str | Unset): The splat; nobody names its file format.
        depth_image_url (str | Unset):
        uv_render_url (str | Unset):
        mask_url (str | Unset):
        seg_model_url (str | Unset):
        seg_task_id (str | Unset):
        model_task_id (str | Unset):
        topology (str | Unset): Stands for rig_type, as the SDK says of the live server.
    """

    model_url: str | Unset = UNSET
    rendered_image_url: str | Unset = UNSET
    riggable: bool | Unset = UNSET
    rig_type: str | Unset = UNSET
    generated_image_url: str | Unset = UNSET
    generate_multiview_image: MultiviewImages | Unset = UNSET
    front_view_url: str | Unset = UNSET
    left_view_url: str | Unset = UNSET
    back_view_url: str | Unset = UNSET
    right_view_url: str | Unset = UNSET
    model_urls: list[str] | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    rendered_video_url: str | Unset = UNSET
    rendered_sequence_url: str | Unset = UNSET
    multiview_basecolor_url: str | Unset = UNSET
    splat_url: str | Unset = UNSET
    depth_image_url: str | Unset = UNSET
    uv_render_url: str | Unset = UNSET
    mask_url: str | Unset = UNSET
    seg_model_url: str | Unset = UNSET
    seg_task_id: str | Unset = UNSET
    model_task_id: str | Unset = UNSET
    topology: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 0
        at = ""
        try:
            at = "model_url"
            if "model_url" in src_dict:
                known += 1
                value = src_dict["model_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_url = value
            else:
                self.model_url = UNSET
            at = "rendered_image_url"
            if "rendered_image_url" in src_dict:
                known += 1
                value = src_dict["rendered_image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_image_url = value
            else:
                self.rendered_image_url = UNSET
            at = "riggable"
            if "riggable" in src_dict:
                known += 1
                value = src_dict["riggable"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.riggable = value
            else:
                self.riggable = UNSET
            at = "rig_type"
            if "rig_type" in src_dict:
                known += 1
                value = src_dict["rig_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rig_type = value
            else:
                self.rig_type = UNSET
            at = "generated_image_url"
            if "generated_image_url" in src_dict:
                known += 1
                value = src_dict["generated_image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.generated_image_url = value
            else:
                self.generated_image_url = UNSET
            at = "generate_multiview_image"
            if "generate_multiview_image" in src_dict:
                known += 1
                value = src_dict["generate_multiview_image"]
                value = MultiviewImages.from_dict(value)
                self.generate_multiview_image = value
            else:
                self.generate_multiview_image = UNSET
            at = "front_view_url"
            if "front_view_url" in src_dict:
                known += 1
                value = src_dict["front_view_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.front_view_url = value
            else:
                self.front_view_url = UNSET
            at = "left_view_url"
            if "left_view_url" in src_dict:
                known += 1
                value = src_dict["left_view_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.left_view_url = value
            else:
                self.left_view_url = UNSET
            at = "back_view_url"
            if "back_view_url" in src_dict:
                known += 1
                value = src_dict["back_view_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.back_view_url = value
            else:
                self.back_view_url = UNSET
            at = "right_view_url"
            if "right_view_url" in src_dict:
                known += 1
                value = src_dict["right_view_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.right_view_url = value
            else:
                self.right_view_url = UNSET
            at = "model_urls"
            if "model_urls" in src_dict:
                known += 1
                value = src_dict["model_urls"]
                value = array(_model_urls__item, value)
                self.model_urls = value
            else:
                self.model_urls = UNSET
            at = "image_urls"
            if "image_urls" in src_dict:
                known += 1
                value = src_dict["image_urls"]
                value = array(_image_urls__item, value)
                self.image_urls = value
            else:
                self.image_urls = UNSET
            at = "rendered_video_url"
            if "rendered_video_url" in src_dict:
                known += 1
                value = src_dict["rendered_video_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_video_url = value
            else:
                self.rendered_video_url = UNSET
            at = "rendered_sequence_url"
            if "rendered_sequence_url" in src_dict:
                known += 1
                value = src_dict["rendered_sequence_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_sequence_url = value
            else:
                self.rendered_sequence_url = UNSET
            at = "multiview_basecolor_url"
            if "multiview_basecolor_url" in src_dict:
                known += 1
                value = src_dict["multiview_basecolor_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.multiview_basecolor_url = value
            else:
                self.multiview_basecolor_url = UNSET
            at = "splat_url"
            if "splat_url" in src_dict:
                known += 1
                value = src_dict["splat_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.splat_url = value
            else:
                self.splat_url = UNSET
            at = "depth_image_url"
            if "depth_image_url" in src_dict:
                known += 1
                value = src_dict["depth_image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.depth_image_url = value
            else:
                self.depth_image_url = UNSET
            at = "uv_render_url"
            if "uv_render_url" in src_dict:
                known += 1
                value = src_dict["uv_render_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.uv_render_url = value
            else:
                self.uv_render_url = UNSET
            at = "mask_url"
            if "mask_url" in src_dict:
                known += 1
                value = src_dict["mask_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.mask_url = value
            else:
                self.mask_url = UNSET
            at = "seg_model_url"
            if "seg_model_url" in src_dict:
                known += 1
                value = src_dict["seg_model_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.seg_model_url = value
            else:
                self.seg_model_url = UNSET
            at = "seg_task_id"
            if "seg_task_id" in src_dict:
                known += 1
                value = src_dict["seg_task_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.seg_task_id = value
            else:
                self.seg_task_id = UNSET
            at = "model_task_id"
            if "model_task_id" in src_dict:
                known += 1
                value = src_dict["model_task_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_task_id = value
            else:
                self.model_task_id = UNSET
            at = "topology"
            if "topology" in src_dict:
                known += 1
                value = src_dict["topology"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.topology = value
            else:
                self.topology = UNSET
        except DecodeError as error:
            error.inside(at, None)
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {}
        if self.model_url is not UNSET:
            result["model_url"] = self.model_url
        if self.rendered_image_url is not UNSET:
            result["rendered_image_url"] = self.rendered_image_url
        if self.riggable is not UNSET:
            result["riggable"] = self.riggable
        if self.rig_type is not UNSET:
            result["rig_type"] = self.rig_type
        if self.generated_image_url is not UNSET:
            result["generated_image_url"] = self.generated_image_url
        if self.generate_multiview_image is not UNSET:
            result["generate_multiview_image"] = encode(self.generate_multiview_image)
        if self.front_view_url is not UNSET:
            result["front_view_url"] = self.front_view_url
        if self.left_view_url is not UNSET:
            result["left_view_url"] = self.left_view_url
        if self.back_view_url is not UNSET:
            result["back_view_url"] = self.back_view_url
        if self.right_view_url is not UNSET:
            result["right_view_url"] = self.right_view_url
        if self.model_urls is not UNSET:
            result["model_urls"] = encode(self.model_urls)
        if self.image_urls is not UNSET:
            result["image_urls"] = encode(self.image_urls)
        if self.rendered_video_url is not UNSET:
            result["rendered_video_url"] = self.rendered_video_url
        if self.rendered_sequence_url is not UNSET:
            result["rendered_sequence_url"] = self.rendered_sequence_url
        if self.multiview_basecolor_url is not UNSET:
            result["multiview_basecolor_url"] = self.multiview_basecolor_url
        if self.splat_url is not UNSET:
            result["splat_url"] = self.splat_url
        if self.depth_image_url is not UNSET:
            result["depth_image_url"] = self.depth_image_url
        if self.uv_render_url is not UNSET:
            result["uv_render_url"] = self.uv_render_url
        if self.mask_url is not UNSET:
            result["mask_url"] = self.mask_url
        if self.seg_model_url is not UNSET:
            result["seg_model_url"] = self.seg_model_url
        if self.seg_task_id is not UNSET:
            result["seg_task_id"] = self.seg_task_id
        if self.model_task_id is not UNSET:
            result["model_task_id"] = self.model_task_id
        if self.topology is not UNSET:
            result["topology"] = self.topology
        result.update(self.additional_properties)
        return result

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


# At the end, since models may refer to each other in circles.
from ..models.multiview_images import MultiviewImages

_KEYS = frozenset(
    [
        "model_url",
        "rendered_image_url",
        "riggable",
        "rig_type",
        "generated_image_url",
        "generate_multiview_image",
        "front_view_url",
        "left_view_url",
        "back_view_url",
        "right_view_url",
        "model_urls",
        "image_urls",
        "rendered_video_url",
        "rendered_sequence_url",
        "multiview_basecolor_url",
        "splat_url",
        "depth_image_url",
        "uv_render_url",
        "mask_url",
        "seg_model_url",
        "seg_task_id",
        "model_task_id",
        "topology",
    ]
)


def _model_urls__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


def _image_urls__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
