from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LlmCompletionTokens:
    """
    Attributes:
        accepted_prediction_tokens (int | Unset):
        audio_tokens (int | Unset):
        reasoning_tokens (int | Unset):
        rejected_prediction_tokens (int | Unset):
    """

    accepted_prediction_tokens: int | Unset = UNSET
    audio_tokens: int | Unset = UNSET
    reasoning_tokens: int | Unset = UNSET
    rejected_prediction_tokens: int | Unset = UNSET
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
            at = "accepted_prediction_tokens"
            if "accepted_prediction_tokens" in src_dict:
                known += 1
                value = src_dict["accepted_prediction_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.accepted_prediction_tokens = value
            else:
                self.accepted_prediction_tokens = UNSET
            at = "audio_tokens"
            if "audio_tokens" in src_dict:
                known += 1
                value = src_dict["audio_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.audio_tokens = value
            else:
                self.audio_tokens = UNSET
            at = "reasoning_tokens"
            if "reasoning_tokens" in src_dict:
                known += 1
                value = src_dict["reasoning_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.reasoning_tokens = value
            else:
                self.reasoning_tokens = UNSET
            at = "rejected_prediction_tokens"
            if "rejected_prediction_tokens" in src_dict:
                known += 1
                value = src_dict["rejected_prediction_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.rejected_prediction_tokens = value
            else:
                self.rejected_prediction_tokens = UNSET
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
        if self.accepted_prediction_tokens is not UNSET:
            result["accepted_prediction_tokens"] = self.accepted_prediction_tokens
        if self.audio_tokens is not UNSET:
            result["audio_tokens"] = self.audio_tokens
        if self.reasoning_tokens is not UNSET:
            result["reasoning_tokens"] = self.reasoning_tokens
        if self.rejected_prediction_tokens is not UNSET:
            result["rejected_prediction_tokens"] = self.rejected_prediction_tokens
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


_KEYS = frozenset(
    ["accepted_prediction_tokens", "audio_tokens", "reasoning_tokens", "rejected_prediction_tokens"]
)
