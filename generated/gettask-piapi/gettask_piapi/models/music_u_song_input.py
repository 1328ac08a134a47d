from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.music_u_song_input_lyrics_type import MusicUSongInputLyricsType
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MusicUSongInput:
    """
    Attributes:
        lyrics_type (MusicUSongInputLyricsType): Whether the lyrics are made, given, or left out.
        gpt_description_prompt (str | Unset): The song in words.
        prompt (str | Unset):
        lyrics (str | Unset): The words to sing.
        negative_tags (str | Unset): What to keep out, comma separated.
        title (str | Unset):
        seed (int | Unset): -1 in the recorded bodies.
        continue_song_id (str | Unset): The song to continue.
        continue_at (Any | Unset): Where to continue it.
    """

    lyrics_type: MusicUSongInputLyricsType
    gpt_description_prompt: str | Unset = UNSET
    prompt: str | Unset = UNSET
    lyrics: str | Unset = UNSET
    negative_tags: str | Unset = UNSET
    title: str | Unset = UNSET
    seed: int | Unset = UNSET
    continue_song_id: str | Unset = UNSET
    continue_at: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "lyrics_type"
            value = src_dict["lyrics_type"]
            if not (value.__class__ is str and value in _lyrics_type):
                raise mismatch('one of "generate", "user", "instrumental"', value)
            value = _lyrics_type[value]
            self.lyrics_type = value
            at = "gpt_description_prompt"
            if "gpt_description_prompt" in src_dict:
                known += 1
                value = src_dict["gpt_description_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.gpt_description_prompt = value
            else:
                self.gpt_description_prompt = UNSET
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
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
            at = "continue_song_id"
            if "continue_song_id" in src_dict:
                known += 1
                value = src_dict["continue_song_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.continue_song_id = value
            else:
                self.continue_song_id = UNSET
            at = "continue_at"
            if "continue_at" in src_dict:
                known += 1
                value = src_dict["continue_at"]
                self.continue_at = value
            else:
                self.continue_at = UNSET
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
            "lyrics_type": encode(self.lyrics_type),
        }
        if self.gpt_description_prompt is not UNSET:
            result["gpt_description_prompt"] = self.gpt_description_prompt
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.lyrics is not UNSET:
            result["lyrics"] = self.lyrics
        if self.negative_tags is not UNSET:
            result["negative_tags"] = self.negative_tags
        if self.title is not UNSET:
            result["title"] = self.title
        if self.seed is not UNSET:
            result["seed"] = self.seed
        if self.continue_song_id is not UNSET:
            result["continue_song_id"] = self.continue_song_id
        if self.continue_at is not UNSET:
            result["continue_at"] = self.continue_at
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
        "lyrics_type",
        "gpt_description_prompt",
        "prompt",
        "lyrics",
        "negative_tags",
        "title",
        "seed",
        "continue_song_id",
        "continue_at",
    ]
)
_REQUIRED = {"lyrics_type": 'one of "generate", "user", "instrumental"'}
_lyrics_type = {member.value: member for member in MusicUSongInputLyricsType}
