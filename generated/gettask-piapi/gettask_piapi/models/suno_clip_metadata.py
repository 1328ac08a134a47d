from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class SunoClipMetadata:
    """
    Attributes:
        tags (str | Unset):
        prompt (str | Unset):
        gpt_description_prompt (str | Unset):
        audio_prompt_id (str | Unset):
        history (Any | Unset): Null in the page's example.
        concat_history (Any | Unset): Null in the page's example.
        type_ (str | Unset):
        duration (float | Unset):
        refund_credits (bool | Unset):
        stream (bool | Unset):
        error_type (str | Unset):
        error_message (str | Unset):
    """

    tags: str | Unset = UNSET
    prompt: str | Unset = UNSET
    gpt_description_prompt: str | Unset = UNSET
    audio_prompt_id: str | Unset = UNSET
    history: Any | Unset = UNSET
    concat_history: Any | Unset = UNSET
    type_: str | Unset = UNSET
    duration: float | Unset = UNSET
    refund_credits: bool | Unset = UNSET
    stream: bool | Unset = UNSET
    error_type: str | Unset = UNSET
    error_message: str | Unset = UNSET
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
            at = "tags"
            if "tags" in src_dict:
                known += 1
                value = src_dict["tags"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.tags = value
            else:
                self.tags = UNSET
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "gpt_description_prompt"
            if "gpt_description_prompt" in src_dict:
                known += 1
                value = src_dict["gpt_description_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.gpt_description_prompt = value
            else:
                self.gpt_description_prompt = UNSET
            at = "audio_prompt_id"
            if "audio_prompt_id" in src_dict:
                known += 1
                value = src_dict["audio_prompt_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.audio_prompt_id = value
            else:
                self.audio_prompt_id = UNSET
            at = "history"
            if "history" in src_dict:
                known += 1
                value = src_dict["history"]
                self.history = value
            else:
                self.history = UNSET
            at = "concat_history"
            if "concat_history" in src_dict:
                known += 1
                value = src_dict["concat_history"]
                self.concat_history = value
            else:
                self.concat_history = UNSET
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
            at = "refund_credits"
            if "refund_credits" in src_dict:
                known += 1
                value = src_dict["refund_credits"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.refund_credits = value
            else:
                self.refund_credits = UNSET
            at = "stream"
            if "stream" in src_dict:
                known += 1
                value = src_dict["stream"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.stream = value
            else:
                self.stream = UNSET
            at = "error_type"
            if "error_type" in src_dict:
                known += 1
                value = src_dict["error_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.error_type = value
            else:
                self.error_type = UNSET
            at = "error_message"
            if "error_message" in src_dict:
                known += 1
                value = src_dict["error_message"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.error_message = value
            else:
                self.error_message = UNSET
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
        if self.tags is not UNSET:
            result["tags"] = self.tags
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.gpt_description_prompt is not UNSET:
            result["gpt_description_prompt"] = self.gpt_description_prompt
        if self.audio_prompt_id is not UNSET:
            result["audio_prompt_id"] = self.audio_prompt_id
        if self.history is not UNSET:
            result["history"] = self.history
        if self.concat_history is not UNSET:
            result["concat_history"] = self.concat_history
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.refund_credits is not UNSET:
            result["refund_credits"] = self.refund_credits
        if self.stream is not UNSET:
            result["stream"] = self.stream
        if self.error_type is not UNSET:
            result["error_type"] = self.error_type
        if self.error_message is not UNSET:
            result["error_message"] = self.error_message
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
    [
        "tags",
        "prompt",
        "gpt_description_prompt",
        "audio_prompt_id",
        "history",
        "concat_history",
        "type",
        "duration",
        "refund_credits",
        "stream",
        "error_type",
        "error_message",
    ]
)
