from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxLegacyResult:
    """
    Attributes:
        used_credits (float | Unset):
        error_messages (list[Any] | Unset): Empty in the one body that is known.
        task_output (FluxLegacyOutput | Unset):
    """

    used_credits: float | Unset = UNSET
    error_messages: list[Any] | Unset = UNSET
    task_output: FluxLegacyOutput | Unset = UNSET
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
            at = "used_credits"
            if "used_credits" in src_dict:
                known += 1
                value = src_dict["used_credits"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.used_credits = value
            else:
                self.used_credits = UNSET
            at = "error_messages"
            if "error_messages" in src_dict:
                known += 1
                value = src_dict["error_messages"]
                if value.__class__ is not list:
                    raise mismatch("array", value)
                self.error_messages = value
            else:
                self.error_messages = UNSET
            at = "task_output"
            if "task_output" in src_dict:
                known += 1
                value = src_dict["task_output"]
                value = FluxLegacyOutput.from_dict(value)
                self.task_output = value
            else:
                self.task_output = UNSET
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
        if self.used_credits is not UNSET:
            result["used_credits"] = self.used_credits
        if self.error_messages is not UNSET:
            result["error_messages"] = self.error_messages
        if self.task_output is not UNSET:
            result["task_output"] = encode(self.task_output)
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
from ..models.flux_legacy_output import FluxLegacyOutput

_KEYS = frozenset(["used_credits", "error_messages", "task_output"])
