from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class HailuoOutput:
    """There from the beginning, its strings empty and its numbers 0 until they mean something.

    Attributes:
        percent (float | Unset): How far the task is.
        cover_url (str | Unset): URL of the cover image.
        video_url (str | Unset): URL of the finished video.
        download_url (str | Unset): URL to download the finished video from.
        desc (str | Unset):
        prompt_img_url (str | Unset): URL of the image of the input.
        status (int | Unset): Hailuo's own status; 0 before the task starts.
        user_origin_prompt (bool | Unset):
        width (int | Unset):
        height (int | Unset):
        model_id (str | Unset):
        message (str | Unset):
        video (str | Unset): URL of the finished video.
    """

    percent: float | Unset = UNSET
    cover_url: str | Unset = UNSET
    video_url: str | Unset = UNSET
    download_url: str | Unset = UNSET
    desc: str | Unset = UNSET
    prompt_img_url: str | Unset = UNSET
    status: int | Unset = UNSET
    user_origin_prompt: bool | Unset = UNSET
    width: int | Unset = UNSET
    height: int | Unset = UNSET
    model_id: str | Unset = UNSET
    message: str | Unset = UNSET
    video: str | Unset = UNSET
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
            at = "percent"
            if "percent" in src_dict:
                known += 1
                value = src_dict["percent"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.percent = value
            else:
                self.percent = UNSET
            at = "cover_url"
            if "cover_url" in src_dict:
                known += 1
                value = src_dict["cover_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.cover_url = value
            else:
                self.cover_url = UNSET
            at = "video_url"
            if "video_url" in src_dict:
                known += 1
                value = src_dict["video_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.video_url = value
            else:
                self.video_url = UNSET
            at = "download_url"
            if "download_url" in src_dict:
                known += 1
                value = src_dict["download_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.download_url = value
            else:
                self.download_url = UNSET
            at = "desc"
            if "desc" in src_dict:
                known += 1
                value = src_dict["desc"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.desc = value
            else:
                self.desc = UNSET
            at = "prompt_img_url"
            if "prompt_img_url" in src_dict:
                known += 1
                value = src_dict["prompt_img_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt_img_url = value
            else:
                self.prompt_img_url = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.status = value
            else:
                self.status = UNSET
            at = "user_origin_prompt"
            if "user_origin_prompt" in src_dict:
                known += 1
                value = src_dict["user_origin_prompt"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.user_origin_prompt = value
            else:
                self.user_origin_prompt = UNSET
            at = "width"
            if "width" in src_dict:
                known += 1
                value = src_dict["width"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.width = value
            else:
                self.width = UNSET
            at = "height"
            if "height" in src_dict:
                known += 1
                value = src_dict["height"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.height = value
            else:
                self.height = UNSET
            at = "model_id"
            if "model_id" in src_dict:
                known += 1
                value = src_dict["model_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_id = value
            else:
                self.model_id = UNSET
            at = "message"
            if "message" in src_dict:
                known += 1
                value = src_dict["message"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.message = value
            else:
                self.message = UNSET
            at = "video"
            if "video" in src_dict:
                known += 1
                value = src_dict["video"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.video = value
            else:
                self.video = UNSET
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
        if self.percent is not UNSET:
            result["percent"] = self.percent
        if self.cover_url is not UNSET:
            result["cover_url"] = self.cover_url
        if self.video_url is not UNSET:
            result["video_url"] = self.video_url
        if self.download_url is not UNSET:
            result["download_url"] = self.download_url
        if self.desc is not UNSET:
            result["desc"] = self.desc
        if self.prompt_img_url is not UNSET:
            result["prompt_img_url"] = self.prompt_img_url
        if self.status is not UNSET:
            result["status"] = self.status
        if self.user_origin_prompt is not UNSET:
            result["user_origin_prompt"] = self.user_origin_prompt
        if self.width is not UNSET:
            result["width"] = self.width
        if self.height is not UNSET:
            result["height"] = self.height
        if self.model_id is not UNSET:
            result["model_id"] = self.model_id
        if self.message is not UNSET:
            result["message"] = self.message
        if self.video is not UNSET:
            result["video"] = self.video
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
        "percent",
        "cover_url",
        "video_url",
        "download_url",
        "desc",
        "prompt_img_url",
        "status",
        "user_origin_prompt",
        "width",
        "height",
        "model_id",
        "message",
        "video",
    ]
)
