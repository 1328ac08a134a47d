from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..models.task_status import TaskStatus
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class UnknownTask:
    """A task of a variant that this client does not know. Whatever else it holds is in
    additional_properties.

    Attributes:
        task_id (str | Unset):
        model (str | Unset):
        task_type (str | Unset):
        status (TaskStatus | Unset): Where the task stands. The state table on the Get Task
            operation says what each word means. Tasks that are pending or processing count against
            the concurrency of the account; staged ones do not: only Midjourney has them, 50 at most,
            above that concurrency. The last four are words of a retired API, which only the pages of
            Flux and Gemini list, beside pending and failed; the tab is theirs.
    """

    task_id: str | Unset = UNSET
    model: str | Unset = UNSET
    task_type: str | Unset = UNSET
    status: TaskStatus | Unset = UNSET
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
            at = "task_id"
            if "task_id" in src_dict:
                known += 1
                value = src_dict["task_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.task_id = value
            else:
                self.task_id = UNSET
            at = "model"
            if "model" in src_dict:
                known += 1
                value = src_dict["model"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model = value
            else:
                self.model = UNSET
            at = "task_type"
            if "task_type" in src_dict:
                known += 1
                value = src_dict["task_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.task_type = value
            else:
                self.task_type = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                value = _status.get(value) or TaskStatus(value)
                self.status = value
            else:
                self.status = UNSET
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
        if self.task_id is not UNSET:
            result["task_id"] = self.task_id
        if self.model is not UNSET:
            result["model"] = self.model
        if self.task_type is not UNSET:
            result["task_type"] = self.task_type
        if self.status is not UNSET:
            result["status"] = encode(self.status)
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


_KEYS = frozenset(["task_id", "model", "task_type", "status"])
_status = {member.value: member for member in TaskStatus}
