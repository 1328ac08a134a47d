from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..models.mesh_complete_request_completion_mode import (
    MeshCompleteRequestCompletionMode,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@_attrs_define(kw_only=True)
class MeshCompleteRequest:
    """
    Attributes:
        input_ (str): A public URL, the file_token of an upload, or the bare id of a task whose
            result is meant. A data URI is refused with HTTP 400.
        model (str | Unset): v2 names v1.0-20250506.
        part_names (list[str] | Unset):
        completion_mode (MeshCompleteRequestCompletionMode | Unset): New in v3; the values are the
            SDK's.
    """

    input_: str
    model: str | Unset = UNSET
    part_names: list[str] | Unset = UNSET
    completion_mode: MeshCompleteRequestCompletionMode | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mesh-complete")
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
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model = value
            else:
                self.model = UNSET
            at = "part_names"
            if "part_names" in src_dict:
                known += 1
                value = src_dict["part_names"]
                value = array(_part_names__item, value)
                self.part_names = value
            else:
                self.part_names = UNSET
            at = "completion_mode"
            if "completion_mode" in src_dict:
                known += 1
                value = src_dict["completion_mode"]
                if not (value.__class__ is str and value in _completion_mode):
                    raise mismatch('one of "ai_completion", "quick_cap"', value)
                value = _completion_mode[value]
                self.completion_mode = value
            else:
                self.completion_mode = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mesh-complete") from None
        except DecodeError as error:
            error.inside(at, "mesh-complete")
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
            result["model"] = self.model
        if self.part_names is not UNSET:
            result["part_names"] = encode(self.part_names)
        if self.completion_mode is not UNSET:
            result["completion_mode"] = encode(self.completion_mode)
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


_KEYS = frozenset(["input", "model", "part_names", "completion_mode"])
_REQUIRED = {"input": "string"}


def _part_names__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


_completion_mode = {member.value: member for member in MeshCompleteRequestCompletionMode}
