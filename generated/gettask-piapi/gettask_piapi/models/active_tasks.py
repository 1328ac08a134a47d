from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class ActiveTasks:
    """The running tasks of one family of models.

    Attributes:
        staged_count (Any | Unset):
        pending_count (Any | Unset):
        processing_count (Any | Unset):
        active_tasks (Any | Unset):
    """

    staged_count: Any | Unset = UNSET
    pending_count: Any | Unset = UNSET
    processing_count: Any | Unset = UNSET
    active_tasks: Any | Unset = UNSET
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
            at = "staged_count"
            if "staged_count" in src_dict:
                known += 1
                value = src_dict["staged_count"]
                self.staged_count = value
            else:
                self.staged_count = UNSET
            at = "pending_count"
            if "pending_count" in src_dict:
                known += 1
                value = src_dict["pending_count"]
                self.pending_count = value
            else:
                self.pending_count = UNSET
            at = "processing_count"
            if "processing_count" in src_dict:
                known += 1
                value = src_dict["processing_count"]
                self.processing_count = value
            else:
                self.processing_count = UNSET
            at = "active_tasks"
            if "active_tasks" in src_dict:
                known += 1
                value = src_dict["active_tasks"]
                self.active_tasks = value
            else:
                self.active_tasks = UNSET
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
        if self.staged_count is not UNSET:
            result["staged_count"] = self.staged_count
        if self.pending_count is not UNSET:
            result["pending_count"] = self.pending_count
        if self.processing_count is not UNSET:
            result["processing_count"] = self.processing_count
        if self.active_tasks is not UNSET:
            result["active_tasks"] = self.active_tasks
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


_KEYS = frozenset(["staged_count", "pending_count", "processing_count", "active_tasks"])
