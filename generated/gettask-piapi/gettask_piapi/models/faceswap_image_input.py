from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError


@_attrs_define(kw_only=True)
class FaceswapImageInput:
    """Images are smaller than 2048 by 2048 pixels.

    Attributes:
        target_image (str): The image whose face is replaced; URL of a jpg, jpeg, png or webp
            file, or base64.
        swap_image (str): The image with the new face; URL of a jpg, jpeg, png or webp file, or
            base64.
    """

    target_image: str
    swap_image: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "target_image"
            value = src_dict["target_image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.target_image = value
            at = "swap_image"
            value = src_dict["swap_image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.swap_image = value
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
            "target_image": self.target_image,
            "swap_image": self.swap_image,
        }
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


_KEYS = frozenset(["target_image", "swap_image"])
_REQUIRED = {"target_image": "string", "swap_image": "string"}
