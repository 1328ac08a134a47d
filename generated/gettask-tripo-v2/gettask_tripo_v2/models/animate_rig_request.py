from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.animate_rig_request_model_version import AnimateRigRequestModelVersion
from ..models.animate_rig_request_out_format import AnimateRigRequestOutFormat
from ..models.animate_rig_request_rig_type import AnimateRigRequestRigType
from ..models.animate_rig_request_spec import AnimateRigRequestSpec
from ..models.animate_rig_request_topology import AnimateRigRequestTopology
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class AnimateRigRequest:
    """
    Attributes:
        type_ (Literal['animate_rig']):  Default: 'animate_rig'.
        original_model_task_id (str): The task that made the model.
        model_version (AnimateRigRequestModelVersion | Unset): The default is in the migration
            guide only. v2.0-20250506 went with the docs' version 1.9.7. Default:
            AnimateRigRequestModelVersion.V1_0_20240301.
        out_format (AnimateRigRequestOutFormat | Unset):  Default: AnimateRigRequestOutFormat.GLB.
        rig_type (AnimateRigRequestRigType | Unset):  Default: AnimateRigRequestRigType.BIPED.
        spec (AnimateRigRequestSpec | Unset): The convention of the skeleton. Default:
            AnimateRigRequestSpec.TRIPO.
        topology (AnimateRigRequestTopology | Unset): On the Schema page only.
    """

    type_: Literal["animate_rig"] = "animate_rig"
    original_model_task_id: str
    model_version: AnimateRigRequestModelVersion | Unset = UNSET
    out_format: AnimateRigRequestOutFormat | Unset = UNSET
    rig_type: AnimateRigRequestRigType | Unset = UNSET
    spec: AnimateRigRequestSpec | Unset = UNSET
    topology: AnimateRigRequestTopology | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "animate-rig")
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value != "animate_rig":
                raise mismatch('"animate_rig"', value)
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
                    raise mismatch('one of "v1.0-20240301", "v2.5-20260210"', value)
                value = _model_version[value]
                self.model_version = value
            else:
                self.model_version = UNSET
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
                    raise mismatch('one of "tripo", "mixamo"', value)
                value = _spec[value]
                self.spec = value
            else:
                self.spec = UNSET
            at = "topology"
            if "topology" in src_dict:
                known += 1
                value = src_dict["topology"]
                if not (value.__class__ is str and value in _topology):
                    raise mismatch('one of "bip", "quad"', value)
                value = _topology[value]
                self.topology = value
            else:
                self.topology = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "animate-rig") from None
        except DecodeError as error:
            error.inside(at, "animate-rig")
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
        if self.out_format is not UNSET:
            result["out_format"] = encode(self.out_format)
        if self.rig_type is not UNSET:
            result["rig_type"] = encode(self.rig_type)
        if self.spec is not UNSET:
            result["spec"] = encode(self.spec)
        if self.topology is not UNSET:
            result["topology"] = encode(self.topology)
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
        "model_version",
        "out_format",
        "rig_type",
        "spec",
        "topology",
    ]
)
_REQUIRED = {"type": '"animate_rig"', "original_model_task_id": "string"}
_model_version = {member.value: member for member in AnimateRigRequestModelVersion}

_out_format = {member.value: member for member in AnimateRigRequestOutFormat}

_rig_type = {member.value: member for member in AnimateRigRequestRigType}

_spec = {member.value: member for member in AnimateRigRequestSpec}

_topology = {member.value: member for member in AnimateRigRequestTopology}
