from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxOutpaint:
    """How far the image grows on each side. All that is added is less than 1048576 pixels.

    Attributes:
        setting_type (Literal['outpaint'] | Unset):  Default: 'outpaint'.
        outpaint_left (int | Unset):
        outpaint_right (int | Unset):
        outpaint_top (int | Unset):
        outpaint_bottom (int | Unset):
    """

    setting_type: Literal["outpaint"] | Unset = "outpaint"
    outpaint_left: int | Unset = UNSET
    outpaint_right: int | Unset = UNSET
    outpaint_top: int | Unset = UNSET
    outpaint_bottom: int | Unset = UNSET
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
            at = "setting_type"
            if "setting_type" in src_dict:
                known += 1
                value = src_dict["setting_type"]
                if value != "outpaint":
                    raise mismatch('"outpaint"', value)
                self.setting_type = value
            else:
                self.setting_type = UNSET
            at = "outpaint_left"
            if "outpaint_left" in src_dict:
                known += 1
                value = src_dict["outpaint_left"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.outpaint_left = value
            else:
                self.outpaint_left = UNSET
            at = "outpaint_right"
            if "outpaint_right" in src_dict:
                known += 1
                value = src_dict["outpaint_right"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.outpaint_right = value
            else:
                self.outpaint_right = UNSET
            at = "outpaint_top"
            if "outpaint_top" in src_dict:
                known += 1
                value = src_dict["outpaint_top"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.outpaint_top = value
            else:
                self.outpaint_top = UNSET
            at = "outpaint_bottom"
            if "outpaint_bottom" in src_dict:
                known += 1
                value = src_dict["outpaint_bottom"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.outpaint_bottom = value
            else:
                self.outpaint_bottom = UNSET
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
        if self.setting_type is not UNSET:
            result["setting_type"] = self.setting_type
        if self.outpaint_left is not UNSET:
            result["outpaint_left"] = self.outpaint_left
        if self.outpaint_right is not UNSET:
            result["outpaint_right"] = self.outpaint_right
        if self.outpaint_top is not UNSET:
            result["outpaint_top"] = self.outpaint_top
        if self.outpaint_bottom is not UNSET:
            result["outpaint_bottom"] = self.outpaint_bottom
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
    ["setting_type", "outpaint_left", "outpaint_right", "outpaint_top", "outpaint_bottom"]
)
