from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TexturePrompt:
    """Words, one image or four, an image for the style. Required in v2's docs, not in its Schema
    page.

    Attributes:
        text (str | Unset):
        image (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        images (list[str] | Unset): Four in v2; that each is written like input is inferred.
        style_image (str | Unset): A public URL, the file_token of an upload, or the bare id of a
            task whose result is meant. A data URI is refused with HTTP 400.
    """

    text: str | Unset = UNSET
    image: str | Unset = UNSET
    images: list[str] | Unset = UNSET
    style_image: str | Unset = UNSET
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
            at = "text"
            if "text" in src_dict:
                known += 1
                value = src_dict["text"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.text = value
            else:
                self.text = UNSET
            at = "image"
            if "image" in src_dict:
                known += 1
                value = src_dict["image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image = value
            else:
                self.image = UNSET
            at = "images"
            if "images" in src_dict:
                known += 1
                value = src_dict["images"]
                value = array(_images__item, value)
                self.images = value
            else:
                self.images = UNSET
            at = "style_image"
            if "style_image" in src_dict:
                known += 1
                value = src_dict["style_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.style_image = value
            else:
                self.style_image = UNSET
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
        if self.text is not UNSET:
            result["text"] = self.text
        if self.image is not UNSET:
            result["image"] = self.image
        if self.images is not UNSET:
            result["images"] = encode(self.images)
        if self.style_image is not UNSET:
            result["style_image"] = self.style_image
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


_KEYS = frozenset(["text", "image", "images", "style_image"])


def _images__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
