from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class AceStepAudio2AudioInput:
    """As one public client sends it.

    Attributes:
        style_prompt (str):
        style_audio (str): URL of the recording.
        lyrics (str | Unset):  Default: '[inst]'.
        duration (float | Unset):
        negative_style_prompt (str | Unset):
    """

    style_prompt: str
    style_audio: str
    lyrics: str | Unset = UNSET
    duration: float | Unset = UNSET
    negative_style_prompt: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "style_prompt"
            value = src_dict["style_prompt"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.style_prompt = value
            at = "style_audio"
            value = src_dict["style_audio"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.style_audio = value
            at = "lyrics"
            if "lyrics" in src_dict:
                known += 1
                value = src_dict["lyrics"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lyrics = value
            else:
                self.lyrics = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
            at = "negative_style_prompt"
            if "negative_style_prompt" in src_dict:
                known += 1
                value = src_dict["negative_style_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_style_prompt = value
            else:
                self.negative_style_prompt = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, None) from None
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
        result: dict[str, Any] = {
            "style_prompt": self.style_prompt,
            "style_audio": self.style_audio,
        }
        if self.lyrics is not UNSET:
            result["lyrics"] = self.lyrics
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.negative_style_prompt is not UNSET:
            result["negative_style_prompt"] = self.negative_style_prompt
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


_KEYS = frozenset(["style_prompt", "style_audio", "lyrics", "duration", "negative_style_prompt"])
_REQUIRED = {"style_prompt": "string", "style_audio": "string"}
