from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class KlingWorksOutput:
    """The output of the classic versions and of motion control, empty strings and null until it is
    there.

    Attributes:
        type_ (str): Kling's own word for what was done.
        status (int): Kling's own status; 99 in a finished task and 0 before.
        works (list[KlingWork] | None):
        video_url (str | Unset): URL of the finished video, beside works.
    """

    type_: str
    status: int
    works: list[KlingWork] | None
    video_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "type"
            value = src_dict["type"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.type_ = value
            at = "status"
            value = src_dict["status"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.status = value
            at = "works"
            value = src_dict["works"]
            if value.__class__ is list:
                value = array(KlingWork.from_dict, value)
            elif value is not None:
                raise mismatch("null or array", value)
            self.works = value
            at = "video_url"
            if "video_url" in src_dict:
                known += 1
                value = src_dict["video_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.video_url = value
            else:
                self.video_url = UNSET
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
            "type": self.type_,
            "status": self.status,
            "works": encode(self.works),
        }
        if self.video_url is not UNSET:
            result["video_url"] = self.video_url
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


# At the end, since models may refer to each other in circles.
from ..models.kling_work import KlingWork

_KEYS = frozenset(["type", "status", "works", "video_url"])
_REQUIRED = {"type": "string", "status": "integer", "works": "null or array"}
