from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.flux_lora_type import FluxLoraType
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxLora:
    """
    Attributes:
        lora_type (FluxLoraType): Names as the page spells them. The last of them stands in an
            example only.
        lora_image (str | Unset):
        lora_strength (float | Unset):
    """

    lora_type: FluxLoraType
    lora_image: str | Unset = UNSET
    lora_strength: float | Unset = UNSET
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
            at = "lora_type"
            value = src_dict["lora_type"]
            if not (value.__class__ is str and value in _lora_type):
                raise mismatch(
                    'one of "anime", "art", "disney", "furry", "mjv6", "realism", "scenery", "collage-artstyle", "creepcute", "cyberpunk-anime-style", "deco-pulse", "deep-sea-particle-enhencer", "faetastic-details", "fractal-geometry", "galactixy-illustrations-style", "geometric-woman", "graphic-portrait", "mat-miller-art", "moebius-style", "ob3d-isometric-3d-room", "paper-quilling-and-layering-style", "remes-abstract-poster-style"',
                    value,
                )
            value = _lora_type[value]
            self.lora_type = value
            at = "lora_image"
            if "lora_image" in src_dict:
                known += 1
                value = src_dict["lora_image"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.lora_image = value
            else:
                self.lora_image = UNSET
            at = "lora_strength"
            if "lora_strength" in src_dict:
                known += 1
                value = src_dict["lora_strength"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.lora_strength = value
            else:
                self.lora_strength = UNSET
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
            "lora_type": encode(self.lora_type),
        }
        if self.lora_image is not UNSET:
            result["lora_image"] = self.lora_image
        if self.lora_strength is not UNSET:
            result["lora_strength"] = self.lora_strength
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


_KEYS = frozenset(["lora_type", "lora_image", "lora_strength"])
_REQUIRED = {
    "lora_type": 'one of "anime", "art", "disney", "furry", "mjv6", "realism", "scenery", "collage-artstyle", "creepcute", "cyberpunk-anime-style", "deco-pulse", "deep-sea-particle-enhencer", "faetastic-details", "fractal-geometry", "galactixy-illustrations-style", "geometric-woman", "graphic-portrait", "mat-miller-art", "moebius-style", "ob3d-isometric-3d-room", "paper-quilling-and-layering-style", "remes-abstract-poster-style"'
}
_lora_type = {member.value: member for member in FluxLoraType}
