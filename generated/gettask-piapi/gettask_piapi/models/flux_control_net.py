from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.flux_control_net_control_type import FluxControlNetControlType
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxControlNet:
    """
    Attributes:
        control_type (FluxControlNetControlType): The page lists the first three; openpose stands
            in an example.
        control_image (str | Unset): The image to take the structure of.
        control_strength (float | Unset): Only examples have it, with values from 0.45 to 0.7.
        return_preprocessed_image (bool | Unset): Only examples have it. What it adds to the
            output is not published.
    """

    control_type: FluxControlNetControlType
    control_image: str | Unset = UNSET
    control_strength: float | Unset = UNSET
    return_preprocessed_image: bool | Unset = UNSET
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
            at = "control_type"
            value = src_dict["control_type"]
            if not (value.__class__ is str and value in _control_type):
                raise mismatch('one of "depth", "soft_edge", "canny", "openpose"', value)
            value = _control_type[value]
            self.control_type = value
            at = "control_image"
            if "control_image" in src_dict:
                known += 1
                value = src_dict["control_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.control_image = value
            else:
                self.control_image = UNSET
            at = "control_strength"
            if "control_strength" in src_dict:
                known += 1
                value = src_dict["control_strength"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.control_strength = value
            else:
                self.control_strength = UNSET
            at = "return_preprocessed_image"
            if "return_preprocessed_image" in src_dict:
                known += 1
                value = src_dict["return_preprocessed_image"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.return_preprocessed_image = value
            else:
                self.return_preprocessed_image = UNSET
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
            "control_type": encode(self.control_type),
        }
        if self.control_image is not UNSET:
            result["control_image"] = self.control_image
        if self.control_strength is not UNSET:
            result["control_strength"] = self.control_strength
        if self.return_preprocessed_image is not UNSET:
            result["return_preprocessed_image"] = self.return_preprocessed_image
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
    ["control_type", "control_image", "control_strength", "return_preprocessed_image"]
)
_REQUIRED = {"control_type": 'one of "depth", "soft_edge", "canny", "openpose"'}
_control_type = {member.value: member for member in FluxControlNetControlType}
