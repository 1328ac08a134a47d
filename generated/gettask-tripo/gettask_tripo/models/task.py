from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch, missing
from ..errors import DecodeError
from ..models.task_status import TaskStatus
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class Task:
    """One shape for all task types; what output holds depends on the type. Some examples lack type
    and times.

    Attributes:
        task_id (str): The id that was asked for. A bare UUID in recorded bodies.
        status (TaskStatus): Where the task stands. The state table on the Get Task operation says
            what each word means.
        type_ (str | Unset): The task type, written as in v2, such as text_to_model. The docs'
            rigging examples leave it out.
        progress (int | Unset): 100 on success. The docs' rigging examples leave it out.
        output (TaskOutput | Unset): Links to the results and findings, on success only. Asking
            again gives new links. Recorded ones lead to tripo-data.rg1.data.tripo3d.com.
        credits_consumed (float | Unset): What the task cost.
        created_at (str | Unset): In UTC; with microseconds in a recorded body, without in the
            docs.
        completed_at (str | Unset): When the task became final; absent before.
        error_code (int | None | Unset): Why the task failed; see the table of errors, whose place
            is task.
        error_message (None | str | Unset): Why the task failed, in words.
        pipeline_step (Any | Unset): The step that the task is at, if it was asked for with
            step=1. Nobody says what it looks like.
        input_ (TaskInput | Unset): The request in the server's own words, which are v2's: model
            became model_version, inputs files with nulls, a URL an object of key and bucket.
    """

    task_id: str
    status: TaskStatus
    type_: str | Unset = UNSET
    progress: int | Unset = UNSET
    output: TaskOutput | Unset = UNSET
    credits_consumed: float | Unset = UNSET
    created_at: str | Unset = UNSET
    completed_at: str | Unset = UNSET
    error_code: int | None | Unset = UNSET
    error_message: None | str | Unset = UNSET
    pipeline_step: Any | Unset = UNSET
    input_: TaskInput | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
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
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "progress"
            if "progress" in src_dict:
                known += 1
                value = src_dict["progress"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.progress = value
            else:
                self.progress = UNSET
            at = "output"
            if "output" in src_dict:
                known += 1
                value = src_dict["output"]
                value = TaskOutput.from_dict(value)
                self.output = value
            else:
                self.output = UNSET
            at = "credits_consumed"
            if "credits_consumed" in src_dict:
                known += 1
                value = src_dict["credits_consumed"]
                if value.__class__ is not float and value.__class__ is not int:
                    raise mismatch("number", value)
                self.credits_consumed = value
            else:
                self.credits_consumed = UNSET
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "completed_at"
            if "completed_at" in src_dict:
                known += 1
                value = src_dict["completed_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.completed_at = value
            else:
                self.completed_at = UNSET
            at = "error_code"
            if "error_code" in src_dict:
                known += 1
                value = src_dict["error_code"]
                if value is not None and value.__class__ is not int and not is_integral(value):
                    raise mismatch("null or integer", value)
                self.error_code = value
            else:
                self.error_code = UNSET
            at = "error_message"
            if "error_message" in src_dict:
                known += 1
                value = src_dict["error_message"]
                if value is not None and value.__class__ is not str:
                    raise mismatch("null or string", value)
                self.error_message = value
            else:
                self.error_message = UNSET
            at = "pipeline_step"
            if "pipeline_step" in src_dict:
                known += 1
                value = src_dict["pipeline_step"]
                self.pipeline_step = value
            else:
                self.pipeline_step = UNSET
            at = "input"
            if "input" in src_dict:
                known += 1
                value = src_dict["input"]
                value = TaskInput.from_dict(value)
                self.input_ = value
            else:
                self.input_ = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, None) from None
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
        result: dict[str, Any] = {
            "task_id": self.task_id,
            "status": encode(self.status),
        }
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.progress is not UNSET:
            result["progress"] = self.progress
        if self.output is not UNSET:
            result["output"] = encode(self.output)
        if self.credits_consumed is not UNSET:
            result["credits_consumed"] = self.credits_consumed
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.completed_at is not UNSET:
            result["completed_at"] = self.completed_at
        if self.error_code is not UNSET:
            result["error_code"] = self.error_code
        if self.error_message is not UNSET:
            result["error_message"] = self.error_message
        if self.pipeline_step is not UNSET:
            result["pipeline_step"] = self.pipeline_step
        if self.input_ is not UNSET:
            result["input"] = encode(self.input_)
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
from ..models.task_input import TaskInput
from ..models.task_output import TaskOutput

_KEYS = frozenset(
    [
        "task_id",
        "status",
        "type",
        "progress",
        "output",
        "credits_consumed",
        "created_at",
        "completed_at",
        "error_code",
        "error_message",
        "pipeline_step",
        "input",
    ]
)
_REQUIRED = {"task_id": "string", "status": "string"}
_status = {member.value: member for member in TaskStatus}
