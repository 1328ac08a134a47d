from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskHistory:
    """One page of the history.

    Attributes:
        data (list[TaskHistoryEntry] | Unset):
        page (Any | Unset):
        size (Any | Unset):
        total (Any | Unset):
    """

    data: list[TaskHistoryEntry] | Unset = UNSET
    page: Any | Unset = UNSET
    size: Any | Unset = UNSET
    total: Any | Unset = UNSET
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
            at = "data"
            if "data" in src_dict:
                known += 1
                value = src_dict["data"]
                value = array(TaskHistoryEntry.from_dict, value)
                self.data = value
            else:
                self.data = UNSET
            at = "page"
            if "page" in src_dict:
                known += 1
                value = src_dict["page"]
                self.page = value
            else:
                self.page = UNSET
            at = "size"
            if "size" in src_dict:
                known += 1
                value = src_dict["size"]
                self.size = value
            else:
                self.size = UNSET
            at = "total"
            if "total" in src_dict:
                known += 1
                value = src_dict["total"]
                self.total = value
            else:
                self.total = UNSET
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
        if self.data is not UNSET:
            result["data"] = encode(self.data)
        if self.page is not UNSET:
            result["page"] = self.page
        if self.size is not UNSET:
            result["size"] = self.size
        if self.total is not UNSET:
            result["total"] = self.total
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
from ..models.task_history_entry import TaskHistoryEntry

_KEYS = frozenset(["data", "page", "size", "total"])
