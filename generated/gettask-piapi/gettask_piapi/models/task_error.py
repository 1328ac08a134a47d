from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskError:
    """Why the task failed. On a task that did not fail the code is 0 and the strings are empty.

    Attributes:
        code (int | Unset): 0 when there is no error.
        raw_message (str | Unset): The worker's own text; the most telling of the three. A client
            knows a prompt that Midjourney refuses by the words "Banned Prompt".
        message (str | Unset):
        detail (None | TaskErrorDetailObject | Unset): Null in every example.
    """

    code: int | Unset = UNSET
    raw_message: str | Unset = UNSET
    message: str | Unset = UNSET
    detail: None | TaskErrorDetailObject | Unset = UNSET
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
            at = "code"
            if "code" in src_dict:
                known += 1
                value = src_dict["code"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.code = value
            else:
                self.code = UNSET
            at = "raw_message"
            if "raw_message" in src_dict:
                known += 1
                value = src_dict["raw_message"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.raw_message = value
            else:
                self.raw_message = UNSET
            at = "message"
            if "message" in src_dict:
                known += 1
                value = src_dict["message"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.message = value
            else:
                self.message = UNSET
            at = "detail"
            if "detail" in src_dict:
                known += 1
                value = src_dict["detail"]
                if value.__class__ is dict:
                    value = TaskErrorDetailObject.from_dict(value)
                elif value is not None:
                    raise mismatch("null or object", value)
                self.detail = value
            else:
                self.detail = UNSET
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
        if self.code is not UNSET:
            result["code"] = self.code
        if self.raw_message is not UNSET:
            result["raw_message"] = self.raw_message
        if self.message is not UNSET:
            result["message"] = self.message
        if self.detail is not UNSET:
            result["detail"] = encode(self.detail)
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
from ..models.task_error_detail_object import TaskErrorDetailObject

_KEYS = frozenset(["code", "raw_message", "message", "detail"])
