from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LlmChoice:
    """
    Attributes:
        index (int | Unset):
        finish_reason (str | Unset):
        logprobs (Any | Unset): Null in the page's example.
        message (LlmMessage | Unset):
    """

    index: int | Unset = UNSET
    finish_reason: str | Unset = UNSET
    logprobs: Any | Unset = UNSET
    message: LlmMessage | Unset = UNSET
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
            at = "index"
            if "index" in src_dict:
                known += 1
                value = src_dict["index"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.index = value
            else:
                self.index = UNSET
            at = "finish_reason"
            if "finish_reason" in src_dict:
                known += 1
                value = src_dict["finish_reason"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.finish_reason = value
            else:
                self.finish_reason = UNSET
            at = "logprobs"
            if "logprobs" in src_dict:
                known += 1
                value = src_dict["logprobs"]
                self.logprobs = value
            else:
                self.logprobs = UNSET
            at = "message"
            if "message" in src_dict:
                known += 1
                value = src_dict["message"]
                value = LlmMessage.from_dict(value)
                self.message = value
            else:
                self.message = UNSET
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
        if self.index is not UNSET:
            result["index"] = self.index
        if self.finish_reason is not UNSET:
            result["finish_reason"] = self.finish_reason
        if self.logprobs is not UNSET:
            result["logprobs"] = self.logprobs
        if self.message is not UNSET:
            result["message"] = encode(self.message)
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
from ..models.llm_message import LlmMessage

_KEYS = frozenset(["index", "finish_reason", "logprobs", "message"])
