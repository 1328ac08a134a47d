from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class ViewInput:
    """One view, or the task that made all of them.

    Attributes:
        front (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        left (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        back (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        right (str | Unset): A public URL, the file_token of an upload, or the bare id of a task
            whose result is meant. A data URI is refused with HTTP 400.
        task_id (str | Unset): A task that made or edited four views.
    """

    front: str | Unset = UNSET
    left: str | Unset = UNSET
    back: str | Unset = UNSET
    right: str | Unset = UNSET
    task_id: str | Unset = UNSET
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
            at = "front"
            if "front" in src_dict:
                known += 1
                value = src_dict["front"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.front = value
            else:
                self.front = UNSET
            at = "left"
            if "left" in src_dict:
                known += 1
                value = src_dict["left"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.left = value
            else:
                self.left = UNSET
            at = "back"
            if "back" in src_dict:
                known += 1
                value = src_dict["back"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.back = value
            else:
                self.back = UNSET
            at = "right"
            if "right" in src_dict:
                known += 1
                value = src_dict["right"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.right = value
            else:
                self.right = UNSET
            at = "task_id"
            if "task_id" in src_dict:
                known += 1
                value = src_dict["task_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.task_id = value
            else:
                self.task_id = UNSET
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
        if self.front is not UNSET:
            result["front"] = self.front
        if self.left is not UNSET:
            result["left"] = self.left
        if self.back is not UNSET:
            result["back"] = self.back
        if self.right is not UNSET:
            result["right"] = self.right
        if self.task_id is not UNSET:
            result["task_id"] = self.task_id
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


_KEYS = frozenset(["front", "left", "back", "right", "task_id"])
