from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..models.wanx_keyframe_input_aspect_ratio import WanxKeyframeInputAspectRatio
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class WanxKeyframeInput:
    """
    Attributes:
        prompt (str | Unset): The video in words. A third-party rewriting of the page calls it
            optional here.
        negative_prompt (str | Unset): What to leave out.
        aspect_ratio (WanxKeyframeInputAspectRatio | Unset):  Default:
            WanxKeyframeInputAspectRatio.VALUE_0.
        start_image (str | Unset): URL or base64 of the first image, as a third-party rewriting of
            the page names it.
        end_image (str | Unset): URL or base64 of the last image, as a third-party rewriting of
            the page names it.
        first_frame (str | Unset): The first image under the name that a community node sends;
            which of the two holds is not known.
        last_frame (str | Unset): The last image under the name that a community node sends; which
            of the two holds is not known.
    """

    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    aspect_ratio: WanxKeyframeInputAspectRatio | Unset = UNSET
    start_image: str | Unset = UNSET
    end_image: str | Unset = UNSET
    first_frame: str | Unset = UNSET
    last_frame: str | Unset = UNSET
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
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
            at = "negative_prompt"
            if "negative_prompt" in src_dict:
                known += 1
                value = src_dict["negative_prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.negative_prompt = value
            else:
                self.negative_prompt = UNSET
            at = "aspect_ratio"
            if "aspect_ratio" in src_dict:
                known += 1
                value = src_dict["aspect_ratio"]
                if not (value.__class__ is str and value in _aspect_ratio):
                    raise mismatch('one of "16:9", "9:16"', value)
                value = _aspect_ratio[value]
                self.aspect_ratio = value
            else:
                self.aspect_ratio = UNSET
            at = "start_image"
            if "start_image" in src_dict:
                known += 1
                value = src_dict["start_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.start_image = value
            else:
                self.start_image = UNSET
            at = "end_image"
            if "end_image" in src_dict:
                known += 1
                value = src_dict["end_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.end_image = value
            else:
                self.end_image = UNSET
            at = "first_frame"
            if "first_frame" in src_dict:
                known += 1
                value = src_dict["first_frame"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.first_frame = value
            else:
                self.first_frame = UNSET
            at = "last_frame"
            if "last_frame" in src_dict:
                known += 1
                value = src_dict["last_frame"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.last_frame = value
            else:
                self.last_frame = UNSET
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
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
        if self.negative_prompt is not UNSET:
            result["negative_prompt"] = self.negative_prompt
        if self.aspect_ratio is not UNSET:
            result["aspect_ratio"] = encode(self.aspect_ratio)
        if self.start_image is not UNSET:
            result["start_image"] = self.start_image
        if self.end_image is not UNSET:
            result["end_image"] = self.end_image
        if self.first_frame is not UNSET:
            result["first_frame"] = self.first_frame
        if self.last_frame is not UNSET:
            result["last_frame"] = self.last_frame
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
        "prompt",
        "negative_prompt",
        "aspect_ratio",
        "start_image",
        "end_image",
        "first_frame",
        "last_frame",
    ]
)
_aspect_ratio = {member.value: member for member in WanxKeyframeInputAspectRatio}
