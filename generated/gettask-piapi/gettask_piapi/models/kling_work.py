from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingWork:
    """
    Attributes:
        status (int | Unset):
        type_ (str | Unset):
        cover (KlingCover | Unset):
        video (KlingVideo | Unset):
        content_type (str | Unset):
        image (KlingImage | Unset):
    """

    status: int | Unset = UNSET
    type_: str | Unset = UNSET
    cover: KlingCover | Unset = UNSET
    video: KlingVideo | Unset = UNSET
    content_type: str | Unset = UNSET
    image: KlingImage | Unset = UNSET
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
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.status = value
            else:
                self.status = UNSET
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "cover"
            if "cover" in src_dict:
                known += 1
                value = src_dict["cover"]
                value = KlingCover.from_dict(value)
                self.cover = value
            else:
                self.cover = UNSET
            at = "video"
            if "video" in src_dict:
                known += 1
                value = src_dict["video"]
                value = KlingVideo.from_dict(value)
                self.video = value
            else:
                self.video = UNSET
            at = "content_type"
            if "content_type" in src_dict:
                known += 1
                value = src_dict["content_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.content_type = value
            else:
                self.content_type = UNSET
            at = "image"
            if "image" in src_dict:
                known += 1
                value = src_dict["image"]
                value = KlingImage.from_dict(value)
                self.image = value
            else:
                self.image = UNSET
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
        if self.status is not UNSET:
            result["status"] = self.status
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.cover is not UNSET:
            result["cover"] = encode(self.cover)
        if self.video is not UNSET:
            result["video"] = encode(self.video)
        if self.content_type is not UNSET:
            result["content_type"] = self.content_type
        if self.image is not UNSET:
            result["image"] = encode(self.image)
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
from ..models.kling_cover import KlingCover
from ..models.kling_image import KlingImage
from ..models.kling_video import KlingVideo

_KEYS = frozenset(["status", "type", "cover", "video", "content_type", "image"])
