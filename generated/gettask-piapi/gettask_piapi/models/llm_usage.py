from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LlmUsage:
    """
    Attributes:
        prompt_tokens (int | Unset):
        completion_tokens (int | Unset):
        total_tokens (int | Unset):
        prompt_tokens_details (LlmPromptTokens | Unset):
        completion_tokens_details (LlmCompletionTokens | Unset):
    """

    prompt_tokens: int | Unset = UNSET
    completion_tokens: int | Unset = UNSET
    total_tokens: int | Unset = UNSET
    prompt_tokens_details: LlmPromptTokens | Unset = UNSET
    completion_tokens_details: LlmCompletionTokens | Unset = UNSET
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
            at = "prompt_tokens"
            if "prompt_tokens" in src_dict:
                known += 1
                value = src_dict["prompt_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.prompt_tokens = value
            else:
                self.prompt_tokens = UNSET
            at = "completion_tokens"
            if "completion_tokens" in src_dict:
                known += 1
                value = src_dict["completion_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.completion_tokens = value
            else:
                self.completion_tokens = UNSET
            at = "total_tokens"
            if "total_tokens" in src_dict:
                known += 1
                value = src_dict["total_tokens"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.total_tokens = value
            else:
                self.total_tokens = UNSET
            at = "prompt_tokens_details"
            if "prompt_tokens_details" in src_dict:
                known += 1
                value = src_dict["prompt_tokens_details"]
                value = LlmPromptTokens.from_dict(value)
                self.prompt_tokens_details = value
            else:
                self.prompt_tokens_details = UNSET
            at = "completion_tokens_details"
            if "completion_tokens_details" in src_dict:
                known += 1
                value = src_dict["completion_tokens_details"]
                value = LlmCompletionTokens.from_dict(value)
                self.completion_tokens_details = value
            else:
                self.completion_tokens_details = UNSET
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
        if self.prompt_tokens is not UNSET:
            result["prompt_tokens"] = self.prompt_tokens
        if self.completion_tokens is not UNSET:
            result["completion_tokens"] = self.completion_tokens
        if self.total_tokens is not UNSET:
            result["total_tokens"] = self.total_tokens
        if self.prompt_tokens_details is not UNSET:
            result["prompt_tokens_details"] = encode(self.prompt_tokens_details)
        if self.completion_tokens_details is not UNSET:
            result["completion_tokens_details"] = encode(self.completion_tokens_details)
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
from ..models.llm_completion_tokens import LlmCompletionTokens
from ..models.llm_prompt_tokens import LlmPromptTokens

_KEYS = frozenset(
    [
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
        "prompt_tokens_details",
        "completion_tokens_details",
    ]
)
