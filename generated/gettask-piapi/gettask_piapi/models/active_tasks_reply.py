from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class ActiveTasksReply:
    """
    Attributes:
        data (ActiveTasksReplyData): By family of models; flux, kling, luma, midjourney, music-s
            and music-u were seen.
        code (int | Unset):
        message (str | Unset):
    """

    data: ActiveTasksReplyData
    code: int | Unset = UNSET
    message: str | Unset = UNSET
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
            at = "data"
            value = src_dict["data"]
            value = ActiveTasksReplyData.from_dict(value)
            self.data = value
            at = "code"
            if "code" in src_dict:
                known += 1
                value = src_dict["code"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.code = value
            else:
                self.code = UNSET
            at = "message"
            if "message" in src_dict:
                known += 1
                value = src_dict["message"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.message = value
            else:
                self.message = UNSET
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
            "data": encode(self.data),
        }
        if self.code is not UNSET:
            result["code"] = self.code
        if self.message is not UNSET:
            result["message"] = self.message
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
from ..models.active_tasks_reply_data import ActiveTasksReplyData

_KEYS = frozenset(["data", "code", "message"])
_REQUIRED = {"data": "object"}
