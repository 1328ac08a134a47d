from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..models.task_output_topology import TaskOutputTopology
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskOutput:
    """Links to the results, empty until they exist. The page warns that undocumented fields may
    appear. Links expire after five minutes as documented; asking again gives new ones. Recorded
    ones lead to tripo-data.cdn.bcebos.com until 2025-03, to tripo-data.rg1.data.tripo3d.com since
    2025-04, to tripo-data.rg2.download.data.tripo3d.com, and in China to openapi.cdn.tripo3d.com.

    Attributes:
        model (str | Unset): The model of v1.4, and the result of tasks that work on an earlier
            model.
        base_model (str | Unset): The model, if it has no texture.
        pbr_model (str | Unset): The model, if pbr was on.
        generated_image (str | Unset): The generated image.
        rendered_image (str | Unset): A preview of the model.
        generate_multiview_image (MultiviewImages | Unset): Four fixed views; of
            generate_multiview_image and edit_multiview_image.
        riggable (bool | Unset): Whether the model can be rigged; of animate_prerigcheck.
        rig_type (str | Unset): The skeleton that fits; of animate_prerigcheck.
        topology (TaskOutputTopology | Unset): The skeleton that fits; of animate_prerigcheck.
        rendered_video (str | Unset): No recorded body has it.
        rendered_sequence (str | Unset): No recorded body has it.
        multiview_basecolor (str | Unset): No recorded body has it.
        classification (str | Unset): No recorded body has it.
    """

    model: str | Unset = UNSET
    base_model: str | Unset = UNSET
    pbr_model: str | Unset = UNSET
    generated_image: str | Unset = UNSET
    rendered_image: str | Unset = UNSET
    generate_multiview_image: MultiviewImages | Unset = UNSET
    riggable: bool | Unset = UNSET
    rig_type: str | Unset = UNSET
    topology: TaskOutputTopology | Unset = UNSET
    rendered_video: str | Unset = UNSET
    rendered_sequence: str | Unset = UNSET
    multiview_basecolor: str | Unset = UNSET
    classification: str | Unset = UNSET
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
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model = value
            else:
                self.model = UNSET
            at = "base_model"
            if "base_model" in src_dict:
                known += 1
                value = src_dict["base_model"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.base_model = value
            else:
                self.base_model = UNSET
            at = "pbr_model"
            if "pbr_model" in src_dict:
                known += 1
                value = src_dict["pbr_model"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.pbr_model = value
            else:
                self.pbr_model = UNSET
            at = "generated_image"
            if "generated_image" in src_dict:
                known += 1
                value = src_dict["generated_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.generated_image = value
            else:
                self.generated_image = UNSET
            at = "rendered_image"
            if "rendered_image" in src_dict:
                known += 1
                value = src_dict["rendered_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_image = value
            else:
                self.rendered_image = UNSET
            at = "generate_multiview_image"
            if "generate_multiview_image" in src_dict:
                known += 1
                value = src_dict["generate_multiview_image"]
                value = MultiviewImages.from_dict(value)
                self.generate_multiview_image = value
            else:
                self.generate_multiview_image = UNSET
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
            at = "topology"
            if "topology" in src_dict:
                known += 1
                value = src_dict["topology"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                value = _topology.get(value) or TaskOutputTopology(value)
                self.topology = value
            else:
                self.topology = UNSET
            at = "rendered_video"
            if "rendered_video" in src_dict:
                known += 1
                value = src_dict["rendered_video"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_video = value
            else:
                self.rendered_video = UNSET
            at = "rendered_sequence"
            if "rendered_sequence" in src_dict:
                known += 1
                value = src_dict["rendered_sequence"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.rendered_sequence = value
            else:
                self.rendered_sequence = UNSET
            at = "multiview_basecolor"
            if "multiview_basecolor" in src_dict:
                known += 1
                value = src_dict["multiview_basecolor"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.multiview_basecolor = value
            else:
                self.multiview_basecolor = UNSET
            at = "classification"
            if "classification" in src_dict:
                known += 1
                value = src_dict["classification"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.classification = value
            else:
                self.classification = UNSET
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
        if self.model is not UNSET:
            result["model"] = self.model
        if self.base_model is not UNSET:
            result["base_model"] = self.base_model
        if self.pbr_model is not UNSET:
            result["pbr_model"] = self.pbr_model
        if self.generated_image is not UNSET:
            result["generated_image"] = self.generated_image
        if self.rendered_image is not UNSET:
            result["rendered_image"] = self.rendered_image
        if self.generate_multiview_image is not UNSET:
            result["generate_multiview_image"] = encode(self.generate_multiview_image)
        if self.riggable is not UNSET:
            result["riggable"] = self.riggable
        if self.rig_type is not UNSET:
            result["rig_type"] = self.rig_type
        if self.topology is not UNSET:
            result["topology"] = encode(self.topology)
        if self.rendered_video is not UNSET:
            result["rendered_video"] = self.rendered_video
        if self.rendered_sequence is not UNSET:
            result["rendered_sequence"] = self.rendered_sequence
        if self.multiview_basecolor is not UNSET:
            result["multiview_basecolor"] = self.multiview_basecolor
        if self.classification is not UNSET:
            result["classification"] = self.classification
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
        "model",
        "base_model",
        "pbr_model",
        "generated_image",
        "rendered_image",
        "generate_multiview_image",
        "riggable",
        "rig_type",
        "topology",
        "rendered_video",
        "rendered_sequence",
        "multiview_basecolor",
        "classification",
    ]
)
_topology = {member.value: member for member in TaskOutputTopology}
