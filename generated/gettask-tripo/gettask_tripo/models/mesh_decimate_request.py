from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.mesh_decimate_request_model import MeshDecimateRequestModel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MeshDecimateRequest:
    """
    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
        model (MeshDecimateRequestModel | Unset): v3.0 is known from the SDK's tests. Default:
            MeshDecimateRequestModel.V2_0.
        quad (bool | Unset): v2's page lists it as required; its example leaves it out.
        part_names (list[str] | Unset):
        face_limit (int | Unset): With quad 10000 at most.
        bake (bool | Unset):  Default: True.
        smart_uv (bool | Unset): New in v3; for model v3.0.
    """

    input_: str
    model: MeshDecimateRequestModel | Unset = UNSET
    quad: bool | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    face_limit: int | Unset = UNSET
    bake: bool | Unset = UNSET
    smart_uv: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mesh-decimate")
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
                    raise mismatch('one of "v1.0", "v2.0", "v3.0"', value)
                value = _model[value]
                self.model = value
            else:
                self.model = UNSET
            at = "quad"
            if "quad" in src_dict:
                known += 1
                value = src_dict["quad"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.quad = value
            else:
                self.quad = UNSET
            at = "part_names"
            if "part_names" in src_dict:
                known += 1
                value = src_dict["part_names"]
                value = array(_part_names__item, value)
                self.part_names = value
            else:
                self.part_names = UNSET
            at = "face_limit"
            if "face_limit" in src_dict:
                known += 1
                value = src_dict["face_limit"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.face_limit = value
            else:
                self.face_limit = UNSET
            at = "bake"
            if "bake" in src_dict:
                known += 1
                value = src_dict["bake"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.bake = value
            else:
                self.bake = UNSET
            at = "smart_uv"
            if "smart_uv" in src_dict:
                known += 1
                value = src_dict["smart_uv"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.smart_uv = value
            else:
                self.smart_uv = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mesh-decimate") from None
        except DecodeError as error:
            error.inside(at, "mesh-decimate")
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
        if self.quad is not UNSET:
            result["quad"] = self.quad
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
        if self.face_limit is not UNSET:
            result["face_limit"] = self.face_limit
        if self.bake is not UNSET:
            result["bake"] = self.bake
        if self.smart_uv is not UNSET:
            result["smart_uv"] = self.smart_uv
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


_KEYS = frozenset(["input", "model", "quad", "part_names", "face_limit", "bake", "smart_uv"])
_REQUIRED = {"input": "string"}
_model = {member.value: member for member in MeshDecimateRequestModel}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
