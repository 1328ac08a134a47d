from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class LumaOutput:
    """There from the beginning, its strings empty and its files null until they exist.

    Attributes:
        video (LumaVideo | None):
        prompt (str | Unset): The prompt as Luma took it; empty in the pages' examples.
        internal_state (str | Unset): Luma's own word for the state.
        created_at (str | Unset): Empty in the pages' examples.
        video_raw (LumaVideo | None | Unset):
        thumbnail (LumaImage | None | Unset):
        last_frame (LumaImage | None | Unset):
    """

    video: LumaVideo | None
    prompt: str | Unset = UNSET
    internal_state: str | Unset = UNSET
    created_at: str | Unset = UNSET
    video_raw: LumaVideo | None | Unset = UNSET
    thumbnail: LumaImage | None | Unset = UNSET
    last_frame: LumaImage | None | Unset = UNSET
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
            at = "video"
            value = src_dict["video"]
            if value.__class__ is dict:
                value = LumaVideo.from_dict(value)
            elif value is not None:
                raise mismatch("null or object", value)
            self.video = value
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "internal_state"
            if "internal_state" in src_dict:
                known += 1
                value = src_dict["internal_state"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.internal_state = value
            else:
                self.internal_state = UNSET
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "video_raw"
            if "video_raw" in src_dict:
                known += 1
                value = src_dict["video_raw"]
                if value.__class__ is dict:
                    value = LumaVideo.from_dict(value)
                elif value is not None:
                    raise mismatch("null or object", value)
                self.video_raw = value
            else:
                self.video_raw = UNSET
            at = "thumbnail"
            if "thumbnail" in src_dict:
                known += 1
                value = src_dict["thumbnail"]
                if value.__class__ is dict:
                    value = LumaImage.from_dict(value)
                elif value is not None:
                    raise mismatch("null or object", value)
                self.thumbnail = value
            else:
                self.thumbnail = UNSET
            at = "last_frame"
            if "last_frame" in src_dict:
                known += 1
                value = src_dict["last_frame"]
                if value.__class__ is dict:
                    value = LumaImage.from_dict(value)
                elif value is not None:
                    raise mismatch("null or object", value)
                self.last_frame = value
            else:
                self.last_frame = UNSET
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
            "video": encode(self.video),
        }
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.internal_state is not UNSET:
            result["internal_state"] = self.internal_state
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.video_raw is not UNSET:
            result["video_raw"] = encode(self.video_raw)
        if self.thumbnail is not UNSET:
            result["thumbnail"] = encode(self.thumbnail)
        if self.last_frame is not UNSET:
            result["last_frame"] = encode(self.last_frame)
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
from ..models.luma_image import LumaImage
from ..models.luma_video import LumaVideo

_KEYS = frozenset(
    ["video", "prompt", "internal_state", "created_at", "video_raw", "thumbnail", "last_frame"]
)
_REQUIRED = {"video": "null or object"}
