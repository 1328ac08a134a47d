from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class DiffRhythmInput:
    """At least one of them.

    Attributes:
        lyrics (str | Unset): Lines that begin with the time at which they are sung: [00:10.00].
        style_prompt (str | Unset): The style in words.
        style_audio (str | Unset): A recording in the wanted style, as URL or base64.
    """

    lyrics: str | Unset = UNSET
    style_prompt: str | Unset = UNSET
    style_audio: str | Unset = UNSET
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
            at = "lyrics"
            if "lyrics" in src_dict:
                known += 1
                value = src_dict["lyrics"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lyrics = value
            else:
                self.lyrics = UNSET
            at = "style_prompt"
            if "style_prompt" in src_dict:
                known += 1
                value = src_dict["style_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.style_prompt = value
            else:
                self.style_prompt = UNSET
            at = "style_audio"
            if "style_audio" in src_dict:
                known += 1
                value = src_dict["style_audio"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.style_audio = value
            else:
                self.style_audio = UNSET
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
        if self.lyrics is not UNSET:
            result["lyrics"] = self.lyrics
        if self.style_prompt is not UNSET:
            result["style_prompt"] = self.style_prompt
        if self.style_audio is not UNSET:
            result["style_audio"] = self.style_audio
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


_KEYS = frozenset(["lyrics", "style_prompt", "style_audio"])
