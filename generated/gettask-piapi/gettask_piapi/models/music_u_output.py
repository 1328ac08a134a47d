from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MusicUOutput:
    """The page shows a task of Suno in its place.

    Attributes:
        generation_id (str | Unset): Id of the generation, empty until there is one.
        songs (list[MusicUSong] | None | Unset):
    """

    generation_id: str | Unset = UNSET
    songs: list[MusicUSong] | None | Unset = UNSET
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
            at = "generation_id"
            if "generation_id" in src_dict:
                known += 1
                value = src_dict["generation_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.generation_id = value
            else:
                self.generation_id = UNSET
            at = "songs"
            if "songs" in src_dict:
                known += 1
                value = src_dict["songs"]
                if value.__class__ is list:
                    value = array(MusicUSong.from_dict, value)
                elif value is not None:
                    raise mismatch("null or array", value)
                self.songs = value
            else:
                self.songs = UNSET
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
        if self.generation_id is not UNSET:
            result["generation_id"] = self.generation_id
        if self.songs is not UNSET:
            result["songs"] = encode(self.songs)
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
from ..models.music_u_song import MusicUSong

_KEYS = frozenset(["generation_id", "songs"])
