from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MmaudioLegacyTask:
    """The body of a retired API for video tasks that both pages still show.

    Attributes:
        task_id (str):
        input_ (str): A string here; an object in every unified body.
        status (str): The page gives no values.
        task (MmaudioLegacyJob):
        works (list[MmaudioLegacyWork]):
        metadata (MmaudioLegacyMetadata | Unset): As a page of that API for Luma's videos shows
            it, too.
    """

    task_id: str
    input_: str
    status: str
    task: MmaudioLegacyJob
    works: list[MmaudioLegacyWork]
    metadata: MmaudioLegacyMetadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "mmaudio")
        self = cls.__new__(cls)
        known = 5
        at = ""
        try:
            at = "task_id"
            value = src_dict["task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.task_id = value
            at = "input"
            value = src_dict["input"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.input_ = value
            at = "status"
            value = src_dict["status"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.status = value
            at = "task"
            value = src_dict["task"]
            value = MmaudioLegacyJob.from_dict(value)
            self.task = value
            at = "works"
            value = src_dict["works"]
            value = array(MmaudioLegacyWork.from_dict, value)
            self.works = value
            at = "metadata"
            if "metadata" in src_dict:
                known += 1
                value = src_dict["metadata"]
                value = MmaudioLegacyMetadata.from_dict(value)
                self.metadata = value
            else:
                self.metadata = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "mmaudio") from None
        except DecodeError as error:
            error.inside(at, "mmaudio")
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
            "input": self.input_,
            "status": self.status,
            "task": encode(self.task),
            "works": encode(self.works),
        }
        if self.metadata is not UNSET:
            result["metadata"] = encode(self.metadata)
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
from ..models.mmaudio_legacy_job import MmaudioLegacyJob
from ..models.mmaudio_legacy_metadata import MmaudioLegacyMetadata
from ..models.mmaudio_legacy_work import MmaudioLegacyWork

_KEYS = frozenset(["task_id", "input", "status", "task", "works", "metadata"])
_REQUIRED = {
    "task_id": "string",
    "input": "string",
    "status": "string",
    "task": "object",
    "works": "array",
}
