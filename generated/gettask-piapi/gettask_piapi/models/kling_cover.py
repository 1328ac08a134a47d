from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingCover:
    """
    Attributes:
        resource (str | Unset): URL of the cover image.
        resource_without_watermark (str | Unset): URL of the cover image without a watermark; may
            be empty.
        height (int | Unset):
        width (int | Unset):
        duration (float | Unset): 0 for an image.
    """

    resource: str | Unset = UNSET
    resource_without_watermark: str | Unset = UNSET
    height: int | Unset = UNSET
    width: int | Unset = UNSET
    duration: float | Unset = UNSET
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
            at = "resource"
            if "resource" in src_dict:
                known += 1
                value = src_dict["resource"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.resource = value
            else:
                self.resource = UNSET
            at = "resource_without_watermark"
            if "resource_without_watermark" in src_dict:
                known += 1
                value = src_dict["resource_without_watermark"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.resource_without_watermark = value
            else:
                self.resource_without_watermark = UNSET
            at = "height"
            if "height" in src_dict:
                known += 1
                value = src_dict["height"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.height = value
            else:
                self.height = UNSET
            at = "width"
            if "width" in src_dict:
                known += 1
                value = src_dict["width"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.width = value
            else:
                self.width = UNSET
            at = "duration"
            if "duration" in src_dict:
                known += 1
                value = src_dict["duration"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.duration = value
            else:
                self.duration = UNSET
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
        if self.resource is not UNSET:
            result["resource"] = self.resource
        if self.resource_without_watermark is not UNSET:
            result["resource_without_watermark"] = self.resource_without_watermark
        if self.height is not UNSET:
            result["height"] = self.height
        if self.width is not UNSET:
            result["width"] = self.width
        if self.duration is not UNSET:
            result["duration"] = self.duration
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


_KEYS = frozenset(["resource", "resource_without_watermark", "height", "width", "duration"])
