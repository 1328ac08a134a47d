from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskMeta:
    """Times and charges. Some examples leave it empty.

    Attributes:
        created_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        started_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        ended_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        usage (TaskUsage | Unset): What the task costs. No page states the unit. That it is
            points, 10,000,000 a US dollar, is inferred from the prices of several models; the
            examples of Ace Step and Kling 3.0 do not agree.
        is_using_private_pool (bool | Unset): Whether the task runs on an account that the user
            hosts with PiAPI.
        account_id (int | Unset):
        account_name (str | Unset):
        completed_at (str | Unset): RFC 3339 with zero to nine fraction digits, in UTC or with an
            offset. Go's zero time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an
            empty string instead.
        failover_triggered (bool | Unset): Whether another account took over.
        model_version (str | Unset): Of Midjourney; unknown in the recorded body.
        process_mode (str | Unset): Of Midjourney, such as fast.
    """

    created_at: str | Unset = UNSET
    started_at: str | Unset = UNSET
    ended_at: str | Unset = UNSET
    usage: TaskUsage | Unset = UNSET
    is_using_private_pool: bool | Unset = UNSET
    account_id: int | Unset = UNSET
    account_name: str | Unset = UNSET
    completed_at: str | Unset = UNSET
    failover_triggered: bool | Unset = UNSET
    model_version: str | Unset = UNSET
    process_mode: str | Unset = UNSET
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
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "started_at"
            if "started_at" in src_dict:
                known += 1
                value = src_dict["started_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.started_at = value
            else:
                self.started_at = UNSET
            at = "ended_at"
            if "ended_at" in src_dict:
                known += 1
                value = src_dict["ended_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.ended_at = value
            else:
                self.ended_at = UNSET
            at = "usage"
            if "usage" in src_dict:
                known += 1
                value = src_dict["usage"]
                value = TaskUsage.from_dict(value)
                self.usage = value
            else:
                self.usage = UNSET
            at = "is_using_private_pool"
            if "is_using_private_pool" in src_dict:
                known += 1
                value = src_dict["is_using_private_pool"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_using_private_pool = value
            else:
                self.is_using_private_pool = UNSET
            at = "account_id"
            if "account_id" in src_dict:
                known += 1
                value = src_dict["account_id"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.account_id = value
            else:
                self.account_id = UNSET
            at = "account_name"
            if "account_name" in src_dict:
                known += 1
                value = src_dict["account_name"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.account_name = value
            else:
                self.account_name = UNSET
            at = "completed_at"
            if "completed_at" in src_dict:
                known += 1
                value = src_dict["completed_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.completed_at = value
            else:
                self.completed_at = UNSET
            at = "failover_triggered"
            if "failover_triggered" in src_dict:
                known += 1
                value = src_dict["failover_triggered"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.failover_triggered = value
            else:
                self.failover_triggered = UNSET
            at = "model_version"
            if "model_version" in src_dict:
                known += 1
                value = src_dict["model_version"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_version = value
            else:
                self.model_version = UNSET
            at = "process_mode"
            if "process_mode" in src_dict:
                known += 1
                value = src_dict["process_mode"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.process_mode = value
            else:
                self.process_mode = UNSET
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
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.started_at is not UNSET:
            result["started_at"] = self.started_at
        if self.ended_at is not UNSET:
            result["ended_at"] = self.ended_at
        if self.usage is not UNSET:
            result["usage"] = encode(self.usage)
        if self.is_using_private_pool is not UNSET:
            result["is_using_private_pool"] = self.is_using_private_pool
        if self.account_id is not UNSET:
            result["account_id"] = self.account_id
        if self.account_name is not UNSET:
            result["account_name"] = self.account_name
        if self.completed_at is not UNSET:
            result["completed_at"] = self.completed_at
        if self.failover_triggered is not UNSET:
            result["failover_triggered"] = self.failover_triggered
        if self.model_version is not UNSET:
            result["model_version"] = self.model_version
        if self.process_mode is not UNSET:
            result["process_mode"] = self.process_mode
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
from ..models.task_usage import TaskUsage

_KEYS = frozenset(
    [
        "created_at",
        "started_at",
        "ended_at",
        "usage",
        "is_using_private_pool",
        "account_id",
        "account_name",
        "completed_at",
        "failover_triggered",
        "model_version",
        "process_mode",
    ]
)
