from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.task_status import TaskStatus
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class FluxLegacyTask:
    """The task of a retired API. The page of Get Task lists its statuses and names task_info and
    task_result; what those hold is taken from a body of the same API at the sister brand GoAPI.

    Attributes:
        task_id (str):
        status (TaskStatus): Where the task stands. The state table on the Get Task operation says
            what each word means. Tasks that are pending or processing count against the concurrency
            of the account; staged ones do not: only Midjourney has them, 50 at most, above that
            concurrency. The last four are words of a retired API, which only the pages of Flux and
            Gemini list, beside pending and failed; the tab is theirs.
        task_info (FluxLegacyInfo):
        task_result (FluxLegacyResult):
        task_type (str | Unset):
    """

    task_id: str
    status: TaskStatus
    task_info: FluxLegacyInfo
    task_result: FluxLegacyResult
    task_type: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "flux")
        self = cls.__new__(cls)
        known = 4
        at = ""
        try:
            at = "task_id"
            value = src_dict["task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.task_id = value
            at = "status"
            value = src_dict["status"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            value = _status.get(value) or TaskStatus(value)
            self.status = value
            at = "task_info"
            value = src_dict["task_info"]
            value = FluxLegacyInfo.from_dict(value)
            self.task_info = value
            at = "task_result"
            value = src_dict["task_result"]
            value = FluxLegacyResult.from_dict(value)
            self.task_result = value
            at = "task_type"
            if "task_type" in src_dict:
                known += 1
                value = src_dict["task_type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.task_type = value
            else:
                self.task_type = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "flux") from None
        except DecodeError as error:
            error.inside(at, "flux")
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
            "task_id": self.task_id,
            "status": encode(self.status),
            "task_info": encode(self.task_info),
            "task_result": encode(self.task_result),
        }
        if self.task_type is not UNSET:
            result["task_type"] = self.task_type
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
from ..models.flux_legacy_info import FluxLegacyInfo
from ..models.flux_legacy_result import FluxLegacyResult

_KEYS = frozenset(["task_id", "status", "task_info", "task_result", "task_type"])
_REQUIRED = {
    "task_id": "string",
    "status": "string",
    "task_info": "object",
    "task_result": "object",
}
_status = {member.value: member for member in TaskStatus}
