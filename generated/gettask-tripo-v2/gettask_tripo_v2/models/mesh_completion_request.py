from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..models.mesh_completion_request_model_version import (
    MeshCompletionRequestModelVersion,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MeshCompletionRequest:
    """
    Attributes:
        type_ (Literal['mesh_completion']):  Default: 'mesh_completion'.
        original_model_task_id (str): A mesh_segmentation task.
        model_version (MeshCompletionRequestModelVersion | Unset): The second has a page of its
            own.
        part_names (list[str] | Unset):
    """

    type_: Literal["mesh_completion"] = "mesh_completion"
    original_model_task_id: str
    model_version: MeshCompletionRequestModelVersion | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mesh-completion")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "mesh_completion":
                raise mismatch('"mesh_completion"', value)
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
                if not (value.__class__ is str and value in _model_version):
                    raise mismatch('one of "v1.0-20250506", "P-v2.0-20251225"', value)
                value = _model_version[value]
                self.model_version = value
            else:
                self.model_version = UNSET
            at = "part_names"
            if "part_names" in src_dict:
                known += 1
                value = src_dict["part_names"]
                value = array(_part_names__item, value)
                self.part_names = value
            else:
                self.part_names = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mesh-completion") from None
        except DecodeError as error:
            error.inside(at, "mesh-completion")
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
            result["model_version"] = encode(self.model_version)
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
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


_KEYS = frozenset(["type", "original_model_task_id", "model_version", "part_names"])
_REQUIRED = {"type": '"mesh_completion"', "original_model_task_id": "string"}
_model_version = {member.value: member for member in MeshCompletionRequestModelVersion}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
