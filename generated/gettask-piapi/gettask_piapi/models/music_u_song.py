from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MusicUSong:
    """
    Attributes:
        id (str | Unset):
        title (str | Unset):
        image_path (str | Unset): URL of the cover image.
        lyrics (str | Unset):
        prompt (str | Unset):
        song_path (str | Unset): URL of the song.
        duration (float | Unset):
        finished (bool | Unset):
        tags (list[str] | Unset):
        error_type (Any | Unset): Null in the recorded body.
        error_code (Any | Unset): Null in the recorded body.
        error_detail (Any | Unset): Null in the recorded body.
    """

    id: str | Unset = UNSET
    title: str | Unset = UNSET
    image_path: str | Unset = UNSET
    lyrics: str | Unset = UNSET
    prompt: str | Unset = UNSET
    song_path: str | Unset = UNSET
    duration: float | Unset = UNSET
    finished: bool | Unset = UNSET
    tags: list[str] | Unset = UNSET
    error_type: Any | Unset = UNSET
    error_code: Any | Unset = UNSET
    error_detail: Any | Unset = UNSET
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
            at = "id"
            if "id" in src_dict:
                known += 1
                value = src_dict["id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.id = value
            else:
                self.id = UNSET
            at = "title"
            if "title" in src_dict:
                known += 1
                value = src_dict["title"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.title = value
            else:
                self.title = UNSET
            at = "image_path"
            if "image_path" in src_dict:
                known += 1
                value = src_dict["image_path"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_path = value
            else:
                self.image_path = UNSET
            at = "lyrics"
            if "lyrics" in src_dict:
                known += 1
                value = src_dict["lyrics"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lyrics = value
            else:
                self.lyrics = UNSET
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "song_path"
            if "song_path" in src_dict:
                known += 1
                value = src_dict["song_path"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.song_path = value
            else:
                self.song_path = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
            at = "finished"
            if "finished" in src_dict:
                known += 1
                value = src_dict["finished"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.finished = value
            else:
                self.finished = UNSET
            at = "tags"
            if "tags" in src_dict:
                known += 1
                value = src_dict["tags"]
                value = array(_tags__item, value)
                self.tags = value
            else:
                self.tags = UNSET
            at = "error_type"
            if "error_type" in src_dict:
                known += 1
                value = src_dict["error_type"]
                self.error_type = value
            else:
                self.error_type = UNSET
            at = "error_code"
            if "error_code" in src_dict:
                known += 1
                value = src_dict["error_code"]
                self.error_code = value
            else:
                self.error_code = UNSET
            at = "error_detail"
            if "error_detail" in src_dict:
                known += 1
                value = src_dict["error_detail"]
                self.error_detail = value
            else:
                self.error_detail = UNSET
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
        if self.id is not UNSET:
            result["id"] = self.id
        if self.title is not UNSET:
            result["title"] = self.title
        if self.image_path is not UNSET:
            result["image_path"] = self.image_path
        if self.lyrics is not UNSET:
            result["lyrics"] = self.lyrics
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.song_path is not UNSET:
            result["song_path"] = self.song_path
        if self.duration is not UNSET:
            result["duration"] = self.duration
        if self.finished is not UNSET:
            result["finished"] = self.finished
        if self.tags is not UNSET:
            result["tags"] = encode(self.tags)
        if self.error_type is not UNSET:
            result["error_type"] = self.error_type
        if self.error_code is not UNSET:
            result["error_code"] = self.error_code
        if self.error_detail is not UNSET:
            result["error_detail"] = self.error_detail
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
        "id",
        "title",
        "image_path",
        "lyrics",
        "prompt",
        "song_path",
        "duration",
        "finished",
        "tags",
        "error_type",
        "error_code",
        "error_detail",
    ]
)


def _tags__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
