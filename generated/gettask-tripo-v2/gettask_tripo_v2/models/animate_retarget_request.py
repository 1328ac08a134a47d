from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..models.animate_retarget_request_out_format import AnimateRetargetRequestOutFormat
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class AnimateRetargetRequest:
    """A clip, or up to five, for a rigged model.

    Attributes:
        type_ (Literal['animate_retarget']):  Default: 'animate_retarget'.
        original_model_task_id (str): An animate_rig task.
        animation (str | Unset): A preset: idle, walk, run, dive, climb, jump, slash, shoot, hurt,
            fall, turn, or one for another skeleton (quadruped:walk, hexapod:walk, octopod:walk,
            serpentine:march, aquatic:march), each behind "preset:". Rigs of v1.0 know some ninety
            more.
        animations (list[str] | Unset):
        out_format (AnimateRetargetRequestOutFormat | Unset):  Default:
            AnimateRetargetRequestOutFormat.GLB.
        bake_animation (bool | Unset): For glb. Default: True.
        export_with_geometry (bool | Unset): The SDK sends false by default. Default: True.
        animate_in_place (bool | Unset):  Default: False.
    """

    type_: Literal["animate_retarget"] = "animate_retarget"
    original_model_task_id: str
    animation: str | Unset = UNSET
    animations: list[str] | Unset = UNSET
    out_format: AnimateRetargetRequestOutFormat | Unset = UNSET
    bake_animation: bool | Unset = UNSET
    export_with_geometry: bool | Unset = UNSET
    animate_in_place: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "animate-retarget")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "animate_retarget":
                raise mismatch('"animate_retarget"', value)
            self.type_ = value
            at = "original_model_task_id"
            value = src_dict["original_model_task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.original_model_task_id = value
            at = "animation"
            if "animation" in src_dict:
                known += 1
                value = src_dict["animation"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.animation = value
            else:
                self.animation = UNSET
            at = "animations"
            if "animations" in src_dict:
                known += 1
                value = src_dict["animations"]
                value = array(_animations__item, value)
                self.animations = value
            else:
                self.animations = UNSET
            at = "out_format"
            if "out_format" in src_dict:
                known += 1
                value = src_dict["out_format"]
                if not (value.__class__ is str and value in _out_format):
                    raise mismatch('one of "glb", "fbx"', value)
                value = _out_format[value]
                self.out_format = value
            else:
                self.out_format = UNSET
            at = "bake_animation"
            if "bake_animation" in src_dict:
                known += 1
                value = src_dict["bake_animation"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.bake_animation = value
            else:
                self.bake_animation = UNSET
            at = "export_with_geometry"
            if "export_with_geometry" in src_dict:
                known += 1
                value = src_dict["export_with_geometry"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.export_with_geometry = value
            else:
                self.export_with_geometry = UNSET
            at = "animate_in_place"
            if "animate_in_place" in src_dict:
                known += 1
                value = src_dict["animate_in_place"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.animate_in_place = value
            else:
                self.animate_in_place = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "animate-retarget") from None
        except DecodeError as error:
            error.inside(at, "animate-retarget")
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
        if self.animation is not UNSET:
            result["animation"] = self.animation
        if self.animations is not UNSET:
            result["animations"] = encode(self.animations)
        if self.out_format is not UNSET:
            result["out_format"] = encode(self.out_format)
        if self.bake_animation is not UNSET:
            result["bake_animation"] = self.bake_animation
        if self.export_with_geometry is not UNSET:
            result["export_with_geometry"] = self.export_with_geometry
        if self.animate_in_place is not UNSET:
            result["animate_in_place"] = self.animate_in_place
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
    [
        "type",
        "original_model_task_id",
        "animation",
        "animations",
        "out_format",
        "bake_animation",
        "export_with_geometry",
        "animate_in_place",
    ]
)
_REQUIRED = {"type": '"animate_retarget"', "original_model_task_id": "string"}


def _animations__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


_out_format = {member.value: member for member in AnimateRetargetRequestOutFormat}
