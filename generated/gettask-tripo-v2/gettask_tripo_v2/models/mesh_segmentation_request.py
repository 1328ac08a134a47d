from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MeshSegmentationRequest:
    """
    Attributes:
        type_ (Literal['mesh_segmentation']):  Default: 'mesh_segmentation'.
        original_model_task_id (str): The task that made the model.
        model_version (str | Unset): v1.0-20250506 is the one that is named.
    """

    type_: Literal["mesh_segmentation"] = "mesh_segmentation"
    original_model_task_id: str
    model_version: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mesh-segmentation")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "mesh_segmentation":
                raise mismatch('"mesh_segmentation"', value)
            self.type_ = value
            at = "original_model_task_id"
            value = src_dict["original_model_task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.original_model_task_id = value
            at = "model_version"
            if "model_version" in src_dict:
                known += 1
                value = src_dict["model_version"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_version = value
            else:
                self.model_version = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mesh-segmentation") from None
        except DecodeError as error:
            error.inside(at, "mesh-segmentation")
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
            "type": self.type_,
            "original_model_task_id": self.original_model_task_id,
        }
        if self.model_version is not UNSET:
            result["model_version"] = self.model_version
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


_KEYS = frozenset(["type", "original_model_task_id", "model_version"])
_REQUIRED = {"type": '"mesh_segmentation"', "original_model_task_id": "string"}
