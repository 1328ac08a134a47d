from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskHistoryEntry:
    """
    Attributes:
        id (Any | Unset):
        account_id (Any | Unset):
        api_key_id (Any | Unset):
        action (Any | Unset):
        task_id (Any | Unset):
        task_model (Any | Unset):
        status (Any | Unset):
        service_mode (Any | Unset):
        usage (Any | Unset):
        usage_type (Any | Unset):
        fixed (Any | Unset):
        detail (TaskHistoryDetail | Unset):
        created_at (Any | Unset):
        updated_at (Any | Unset):
        deleted_at (Any | Unset):
    """

    id: Any | Unset = UNSET
    account_id: Any | Unset = UNSET
    api_key_id: Any | Unset = UNSET
    action: Any | Unset = UNSET
    task_id: Any | Unset = UNSET
    task_model: Any | Unset = UNSET
    status: Any | Unset = UNSET
    service_mode: Any | Unset = UNSET
    usage: Any | Unset = UNSET
    usage_type: Any | Unset = UNSET
    fixed: Any | Unset = UNSET
    detail: TaskHistoryDetail | Unset = UNSET
    created_at: Any | Unset = UNSET
    updated_at: Any | Unset = UNSET
    deleted_at: Any | Unset = UNSET
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
                self.id = value
            else:
                self.id = UNSET
            at = "account_id"
            if "account_id" in src_dict:
                known += 1
                value = src_dict["account_id"]
                self.account_id = value
            else:
                self.account_id = UNSET
            at = "api_key_id"
            if "api_key_id" in src_dict:
                known += 1
                value = src_dict["api_key_id"]
                self.api_key_id = value
            else:
                self.api_key_id = UNSET
            at = "action"
            if "action" in src_dict:
                known += 1
                value = src_dict["action"]
                self.action = value
            else:
                self.action = UNSET
            at = "task_id"
            if "task_id" in src_dict:
                known += 1
                value = src_dict["task_id"]
                self.task_id = value
            else:
                self.task_id = UNSET
            at = "task_model"
            if "task_model" in src_dict:
                known += 1
                value = src_dict["task_model"]
                self.task_model = value
            else:
                self.task_model = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                self.status = value
            else:
                self.status = UNSET
            at = "service_mode"
            if "service_mode" in src_dict:
                known += 1
                value = src_dict["service_mode"]
                self.service_mode = value
            else:
                self.service_mode = UNSET
            at = "usage"
            if "usage" in src_dict:
                known += 1
                value = src_dict["usage"]
                self.usage = value
            else:
                self.usage = UNSET
            at = "usage_type"
            if "usage_type" in src_dict:
                known += 1
                value = src_dict["usage_type"]
                self.usage_type = value
            else:
                self.usage_type = UNSET
            at = "fixed"
            if "fixed" in src_dict:
                known += 1
                value = src_dict["fixed"]
                self.fixed = value
            else:
                self.fixed = UNSET
            at = "detail"
            if "detail" in src_dict:
                known += 1
                value = src_dict["detail"]
                value = TaskHistoryDetail.from_dict(value)
                self.detail = value
            else:
                self.detail = UNSET
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "updated_at"
            if "updated_at" in src_dict:
                known += 1
                value = src_dict["updated_at"]
                self.updated_at = value
            else:
                self.updated_at = UNSET
            at = "deleted_at"
            if "deleted_at" in src_dict:
                known += 1
                value = src_dict["deleted_at"]
                self.deleted_at = value
            else:
                self.deleted_at = UNSET
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
        if self.account_id is not UNSET:
            result["account_id"] = self.account_id
        if self.api_key_id is not UNSET:
            result["api_key_id"] = self.api_key_id
        if self.action is not UNSET:
            result["action"] = self.action
        if self.task_id is not UNSET:
            result["task_id"] = self.task_id
        if self.task_model is not UNSET:
            result["task_model"] = self.task_model
        if self.status is not UNSET:
            result["status"] = self.status
        if self.service_mode is not UNSET:
            result["service_mode"] = self.service_mode
        if self.usage is not UNSET:
            result["usage"] = self.usage
        if self.usage_type is not UNSET:
            result["usage_type"] = self.usage_type
        if self.fixed is not UNSET:
            result["fixed"] = self.fixed
        if self.detail is not UNSET:
            result["detail"] = encode(self.detail)
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.updated_at is not UNSET:
            result["updated_at"] = self.updated_at
        if self.deleted_at is not UNSET:
            result["deleted_at"] = self.deleted_at
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
from ..models.task_history_detail import TaskHistoryDetail

_KEYS = frozenset(
    [
        "id",
        "account_id",
        "api_key_id",
        "action",
        "task_id",
        "task_model",
        "status",
        "service_mode",
        "usage",
        "usage_type",
        "fixed",
        "detail",
        "created_at",
        "updated_at",
        "deleted_at",
    ]
)
