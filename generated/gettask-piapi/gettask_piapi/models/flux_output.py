from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxOutput:
    """One image is in image_url, several are in image_urls.

    Attributes:
        image_url (str | Unset): The image.
        image_urls (list[str] | Unset): The images of a batch.
        image_base64 (str | Unset): Empty in the page's example of a kontext task.
    """

    image_url: str | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    image_base64: str | Unset = UNSET
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
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "image_urls"
            if "image_urls" in src_dict:
                known += 1
                value = src_dict["image_urls"]
                value = array(_image_urls__item, value)
                self.image_urls = value
            else:
                self.image_urls = UNSET
            at = "image_base64"
            if "image_base64" in src_dict:
                known += 1
                value = src_dict["image_base64"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_base64 = value
            else:
                self.image_base64 = UNSET
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
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.image_urls is not UNSET:
            result["image_urls"] = encode(self.image_urls)
        if self.image_base64 is not UNSET:
            result["image_base64"] = self.image_base64
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


_KEYS = frozenset(["image_url", "image_urls", "image_base64"])


def _image_urls__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
