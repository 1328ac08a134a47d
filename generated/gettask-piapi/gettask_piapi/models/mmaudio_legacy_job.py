from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MmaudioLegacyJob:
    """
    Attributes:
        id (int | Unset):
        user_id (int | Unset):
        type_ (str | Unset):
        status (int | Unset):
        task_info (MmaudioLegacyTaskInfo | Unset):
        favored (bool | Unset):
        deleted (bool | Unset):
        create_time (int | Unset):
        update_time (int | Unset):
    """

    id: int | Unset = UNSET
    user_id: int | Unset = UNSET
    type_: str | Unset = UNSET
    status: int | Unset = UNSET
    task_info: MmaudioLegacyTaskInfo | Unset = UNSET
    favored: bool | Unset = UNSET
    deleted: bool | Unset = UNSET
    create_time: int | Unset = UNSET
    update_time: int | Unset = UNSET
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
            at = "id"
            if "id" in src_dict:
                known += 1
                value = src_dict["id"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.id = value
            else:
                self.id = UNSET
            at = "userId"
            if "userId" in src_dict:
                known += 1
                value = src_dict["userId"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.user_id = value
            else:
                self.user_id = UNSET
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.status = value
            else:
                self.status = UNSET
            at = "taskInfo"
            if "taskInfo" in src_dict:
                known += 1
                value = src_dict["taskInfo"]
                value = MmaudioLegacyTaskInfo.from_dict(value)
                self.task_info = value
            else:
                self.task_info = UNSET
            at = "favored"
            if "favored" in src_dict:
                known += 1
                value = src_dict["favored"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.favored = value
            else:
                self.favored = UNSET
            at = "deleted"
            if "deleted" in src_dict:
                known += 1
                value = src_dict["deleted"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.deleted = value
            else:
                self.deleted = UNSET
            at = "createTime"
            if "createTime" in src_dict:
                known += 1
                value = src_dict["createTime"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.create_time = value
            else:
                self.create_time = UNSET
            at = "updateTime"
            if "updateTime" in src_dict:
                known += 1
                value = src_dict["updateTime"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.update_time = value
            else:
                self.update_time = UNSET
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
        if self.id is not UNSET:
            result["id"] = self.id
        if self.user_id is not UNSET:
            result["userId"] = self.user_id
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.status is not UNSET:
            result["status"] = self.status
        if self.task_info is not UNSET:
            result["taskInfo"] = encode(self.task_info)
        if self.favored is not UNSET:
            result["favored"] = self.favored
        if self.deleted is not UNSET:
            result["deleted"] = self.deleted
        if self.create_time is not UNSET:
            result["createTime"] = self.create_time
        if self.update_time is not UNSET:
            result["updateTime"] = self.update_time
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
from ..models.mmaudio_legacy_task_info import MmaudioLegacyTaskInfo

_KEYS = frozenset(
    ["id", "userId", "type", "status", "taskInfo", "favored", "deleted", "createTime", "updateTime"]
)
