from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MusicUEcho:
    """The input as the server took it; the fields of the recorded bodies.

    Attributes:
        lyrics_type (str | Unset):
        gpt_description_prompt (str | Unset):
        lyrics (str | Unset):
        negative_tags (str | Unset):
        title (str | Unset):
        seed (int | Unset):
    """

    lyrics_type: str | Unset = UNSET
    gpt_description_prompt: str | Unset = UNSET
    lyrics: str | Unset = UNSET
    negative_tags: str | Unset = UNSET
    title: str | Unset = UNSET
    seed: int | Unset = UNSET
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
            at = "lyrics_type"
            if "lyrics_type" in src_dict:
                known += 1
                value = src_dict["lyrics_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lyrics_type = value
            else:
                self.lyrics_type = UNSET
            at = "gpt_description_prompt"
            if "gpt_description_prompt" in src_dict:
                known += 1
                value = src_dict["gpt_description_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.gpt_description_prompt = value
            else:
                self.gpt_description_prompt = UNSET
            at = "lyrics"
            if "lyrics" in src_dict:
                known += 1
                value = src_dict["lyrics"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lyrics = value
            else:
                self.lyrics = UNSET
            at = "negative_tags"
            if "negative_tags" in src_dict:
                known += 1
                value = src_dict["negative_tags"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_tags = value
            else:
                self.negative_tags = UNSET
            at = "title"
            if "title" in src_dict:
                known += 1
                value = src_dict["title"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.title = value
            else:
                self.title = UNSET
            at = "seed"
            if "seed" in src_dict:
                known += 1
                value = src_dict["seed"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.seed = value
            else:
                self.seed = UNSET
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
        if self.lyrics_type is not UNSET:
            result["lyrics_type"] = self.lyrics_type
        if self.gpt_description_prompt is not UNSET:
            result["gpt_description_prompt"] = self.gpt_description_prompt
        if self.lyrics is not UNSET:
            result["lyrics"] = self.lyrics
        if self.negative_tags is not UNSET:
            result["negative_tags"] = self.negative_tags
        if self.title is not UNSET:
            result["title"] = self.title
        if self.seed is not UNSET:
            result["seed"] = self.seed
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
    ["lyrics_type", "gpt_description_prompt", "lyrics", "negative_tags", "title", "seed"]
)
