from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FaceswapMultiInput:
    """Images have at most 10 MB and 2048 by 2048 pixels.

    Attributes:
        swap_image (str): The image with the new faces.
        target_image (str): The image whose faces are replaced.
        swap_faces_index (str | Unset): Which faces to take, as numbers with commas: 0,1.
        target_faces_index (str | Unset): Which faces to replace, in the same form.
    """

    swap_image: str
    target_image: str
    swap_faces_index: str | Unset = UNSET
    target_faces_index: str | Unset = UNSET
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
            at = "swap_image"
            value = src_dict["swap_image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.swap_image = value
            at = "target_image"
            value = src_dict["target_image"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.target_image = value
            at = "swap_faces_index"
            if "swap_faces_index" in src_dict:
                known += 1
                value = src_dict["swap_faces_index"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.swap_faces_index = value
            else:
                self.swap_faces_index = UNSET
            at = "target_faces_index"
            if "target_faces_index" in src_dict:
                known += 1
                value = src_dict["target_faces_index"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.target_faces_index = value
            else:
                self.target_faces_index = UNSET
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
            "swap_image": self.swap_image,
            "target_image": self.target_image,
        }
        if self.swap_faces_index is not UNSET:
            result["swap_faces_index"] = self.swap_faces_index
        if self.target_faces_index is not UNSET:
            result["target_faces_index"] = self.target_faces_index
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


_KEYS = frozenset(["swap_image", "target_image", "swap_faces_index", "target_faces_index"])
_REQUIRED = {"swap_image": "string", "target_image": "string"}
