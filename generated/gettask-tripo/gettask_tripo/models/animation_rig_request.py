from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.animation_rig_request_model import AnimationRigRequestModel
from ..models.animation_rig_request_out_format import AnimationRigRequestOutFormat
from ..models.animation_rig_request_rig_type import AnimationRigRequestRigType
from ..models.animation_rig_request_spec import AnimationRigRequestSpec
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class AnimationRigRequest:
    """
    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
        model (AnimationRigRequestModel | Unset): v3.0-20260909 is known from the SDK's tests.
            Default: AnimationRigRequestModel.V1_0_20240301.
        out_format (AnimationRigRequestOutFormat | Unset):  Default:
            AnimationRigRequestOutFormat.GLB.
        rig_type (AnimationRigRequestRigType | Unset): The SDK's tests send others; a third party
            says that it must not be sent. Default: AnimationRigRequestRigType.BIPED.
        spec (AnimationRigRequestSpec | Unset): The convention of the skeleton. All but tripo and
            mixamo are known from the SDK alone, which says that unity, unreal and vrm need
            v2.5-20260210 or later. Default: AnimationRigRequestSpec.TRIPO.
    """

    input_: str
    model: AnimationRigRequestModel | Unset = UNSET
    out_format: AnimationRigRequestOutFormat | Unset = UNSET
    rig_type: AnimationRigRequestRigType | Unset = UNSET
    spec: AnimationRigRequestSpec | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "animation-rig")
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
                    raise mismatch(
                        'one of "v1.0-20240301", "v2.5-20260210", "v3.0-20260909"', value
                    )
                value = _model[value]
                self.model = value
            else:
                self.model = UNSET
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
            at = "rig_type"
            if "rig_type" in src_dict:
                known += 1
                value = src_dict["rig_type"]
                if not (value.__class__ is str and value in _rig_type):
                    raise mismatch(
                        'one of "biped", "quadruped", "hexapod", "octopod", "avian", "serpentine", "aquatic", "others"',
                        value,
                    )
                value = _rig_type[value]
                self.rig_type = value
            else:
                self.rig_type = UNSET
            at = "spec"
            if "spec" in src_dict:
                known += 1
                value = src_dict["spec"]
                if not (value.__class__ is str and value in _spec):
                    raise mismatch(
                        'one of "tripo", "mixamo", "actorcore", "unity", "unreal", "vrm"', value
                    )
                value = _spec[value]
                self.spec = value
            else:
                self.spec = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "animation-rig") from None
        except DecodeError as error:
            error.inside(at, "animation-rig")
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
        if self.out_format is not UNSET:
            result["out_format"] = encode(self.out_format)
        if self.rig_type is not UNSET:
            result["rig_type"] = encode(self.rig_type)
        if self.spec is not UNSET:
            result["spec"] = encode(self.spec)
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


_KEYS = frozenset(["input", "model", "out_format", "rig_type", "spec"])
_REQUIRED = {"input": "string"}
_model = {member.value: member for member in AnimationRigRequestModel}

_out_format = {member.value: member for member in AnimationRigRequestOutFormat}

_rig_type = {member.value: member for member in AnimationRigRequestRigType}

_spec = {member.value: member for member in AnimationRigRequestSpec}
