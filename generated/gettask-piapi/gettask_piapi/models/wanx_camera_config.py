from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class WanxCameraConfig:
    """How far the camera moves in each way.

    Attributes:
        horizontal (float | Unset):
        vertical (float | Unset):
        pan (float | Unset):
        tilt (float | Unset):
        roll (float | Unset):
        zoom (float | Unset):
    """

    horizontal: float | Unset = UNSET
    vertical: float | Unset = UNSET
    pan: float | Unset = UNSET
    tilt: float | Unset = UNSET
    roll: float | Unset = UNSET
    zoom: float | Unset = UNSET
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
            at = "horizontal"
            if "horizontal" in src_dict:
                known += 1
                value = src_dict["horizontal"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.horizontal = value
            else:
                self.horizontal = UNSET
            at = "vertical"
            if "vertical" in src_dict:
                known += 1
                value = src_dict["vertical"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.vertical = value
            else:
                self.vertical = UNSET
            at = "pan"
            if "pan" in src_dict:
                known += 1
                value = src_dict["pan"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.pan = value
            else:
                self.pan = UNSET
            at = "tilt"
            if "tilt" in src_dict:
                known += 1
                value = src_dict["tilt"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.tilt = value
            else:
                self.tilt = UNSET
            at = "roll"
            if "roll" in src_dict:
                known += 1
                value = src_dict["roll"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.roll = value
            else:
                self.roll = UNSET
            at = "zoom"
            if "zoom" in src_dict:
                known += 1
                value = src_dict["zoom"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.zoom = value
            else:
                self.zoom = UNSET
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
        if self.horizontal is not UNSET:
            result["horizontal"] = self.horizontal
        if self.vertical is not UNSET:
            result["vertical"] = self.vertical
        if self.pan is not UNSET:
            result["pan"] = self.pan
        if self.tilt is not UNSET:
            result["tilt"] = self.tilt
        if self.roll is not UNSET:
            result["roll"] = self.roll
        if self.zoom is not UNSET:
            result["zoom"] = self.zoom
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


_KEYS = frozenset(["horizontal", "vertical", "pan", "tilt", "roll", "zoom"])
