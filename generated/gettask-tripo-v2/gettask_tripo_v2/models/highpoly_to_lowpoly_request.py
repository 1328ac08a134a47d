from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class HighpolyToLowpolyRequest:
    """
    Attributes:
        type_ (Literal['highpoly_to_lowpoly']):  Default: 'highpoly_to_lowpoly'.
        original_model_task_id (str): The task that made the model.
        model_version (str | Unset): P-v2.0-20251225 is the one that is named.
        quad (bool | Unset): Listed as required; the page's example leaves it out.
        part_names (list[str] | Unset):
        face_limit (int | Unset): With quad 10000 at most.
        bake (bool | Unset):  Default: True.
    """

    type_: Literal["highpoly_to_lowpoly"] = "highpoly_to_lowpoly"
    original_model_task_id: str
    model_version: str | Unset = UNSET
    quad: bool | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    face_limit: int | Unset = UNSET
    bake: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "highpoly-to-lowpoly")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "highpoly_to_lowpoly":
                raise mismatch('"highpoly_to_lowpoly"', value)
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
        except KeyError:
            raise missing(_REQUIRED[at], at, "highpoly-to-lowpoly") from None
        except DecodeError as error:
            error.inside(at, "highpoly-to-lowpoly")
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
        if self.quad is not UNSET:
            result["quad"] = self.quad
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
        if self.face_limit is not UNSET:
            result["face_limit"] = self.face_limit
        if self.bake is not UNSET:
            result["bake"] = self.bake
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
    ["type", "original_model_task_id", "model_version", "quad", "part_names", "face_limit", "bake"]
)
_REQUIRED = {"type": '"highpoly_to_lowpoly"', "original_model_task_id": "string"}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
