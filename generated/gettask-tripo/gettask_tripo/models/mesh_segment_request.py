from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.mesh_segment_request_model import MeshSegmentRequestModel
from ..models.mesh_segment_request_segmentation_granularity import (
    MeshSegmentRequestSegmentationGranularity,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MeshSegmentRequest:
    """
    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
        model (MeshSegmentRequestModel | Unset):  Default: MeshSegmentRequestModel.V1_0_20250506.
        segmentation_granularity (MeshSegmentRequestSegmentationGranularity | Unset): For v2.0.
        ref_image (str | Unset): A public URL, the file_token of an upload, or the bare id of a
            task whose result is meant. A data URI is refused with HTTP 400.
        split_by_connectivity (bool | Unset): For v2.0.
    """

    input_: str
    model: MeshSegmentRequestModel | Unset = UNSET
    segmentation_granularity: MeshSegmentRequestSegmentationGranularity | Unset = UNSET
    ref_image: str | Unset = UNSET
    split_by_connectivity: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mesh-segment")
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "input"
            value = src_dict["input"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.input_ = value
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if not (value.__class__ is str and value in _model):
                    raise mismatch('one of "v1.0-20250506", "v2.0-20260430"', value)
                value = _model[value]
                self.model = value
            else:
                self.model = UNSET
            at = "segmentation_granularity"
            if "segmentation_granularity" in src_dict:
                known += 1
                value = src_dict["segmentation_granularity"]
                if not (value.__class__ is str and value in _segmentation_granularity):
                    raise mismatch('one of "simple", "balanced", "detailed"', value)
                value = _segmentation_granularity[value]
                self.segmentation_granularity = value
            else:
                self.segmentation_granularity = UNSET
            at = "ref_image"
            if "ref_image" in src_dict:
                known += 1
                value = src_dict["ref_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.ref_image = value
            else:
                self.ref_image = UNSET
            at = "split_by_connectivity"
            if "split_by_connectivity" in src_dict:
                known += 1
                value = src_dict["split_by_connectivity"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.split_by_connectivity = value
            else:
                self.split_by_connectivity = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mesh-segment") from None
        except DecodeError as error:
            error.inside(at, "mesh-segment")
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {
            "input": self.input_,
        }
        if self.model is not UNSET:
            result["model"] = encode(self.model)
        if self.segmentation_granularity is not UNSET:
            result["segmentation_granularity"] = encode(self.segmentation_granularity)
        if self.ref_image is not UNSET:
            result["ref_image"] = self.ref_image
        if self.split_by_connectivity is not UNSET:
            result["split_by_connectivity"] = self.split_by_connectivity
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task

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


_KEYS = frozenset(
    ["input", "model", "segmentation_granularity", "ref_image", "split_by_connectivity"]
)
_REQUIRED = {"input": "string"}
_model = {member.value: member for member in MeshSegmentRequestModel}

_segmentation_granularity = {
    member.value: member for member in MeshSegmentRequestSegmentationGranularity
}
