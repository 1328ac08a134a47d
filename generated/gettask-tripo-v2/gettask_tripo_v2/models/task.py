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
    """One shape for all task types; what input and output hold depends on the type.

    Attributes:
        task_id (str): The id that was asked for.
        type_ (str): The task type that created it, such as text_to_model.
        status (TaskStatus): Where the task stands. The state table on the Get Task operation says
            what each word means.
        input_ (TaskInput): The request as the server took it, its own defaults added; a file
            stands there as object, however it was sent.
        output (TaskOutput): Links to the results, empty until they exist. The page warns that
            undocumented fields may appear. Links expire after five minutes as documented; asking
            again gives new ones. Recorded ones lead to tripo-data.cdn.bcebos.com until 2025-03, to
            tripo-data.rg1.data.tripo3d.com since 2025-04, to tripo-
            data.rg2.download.data.tripo3d.com, and in China to openapi.cdn.tripo3d.com.
        progress (int): 0 while queued, 100 on success. In any final status but success it means
            nothing.
        create_time (int): When the task was created.
        consumed_credit (int | Unset): What the task cost; 0 when it failed. Absent before the
            docs' version 1.9.4 of 2026-03-09.
        queuing_num (int | Unset): Place in the queue, -1 outside it.
        running_left_time (int | Unset): Estimated time left, -1 when final. The page's own
            example has -1 while running.
        error_code (int | Unset): Why the task failed; see the error table.
        error_msg (str | Unset): Named by the Schema page and the SDK; no recorded body has it.
        thumbnail (str | Unset): URL of the same image as output.rendered_image.
        result (TaskResult | Unset): The results once more, by output key, each with its type,
            such as glb, and its URL.
        prompt (str | Unset): In the docs' example of a failed task alone, where it differs from
            input.prompt.
    """

    task_id: str
    type_: str
    status: TaskStatus
    input_: TaskInput
    output: TaskOutput
    progress: int
    create_time: int
    consumed_credit: int | Unset = UNSET
    queuing_num: int | Unset = UNSET
    running_left_time: int | Unset = UNSET
    error_code: int | Unset = UNSET
    error_msg: str | Unset = UNSET
    thumbnail: str | Unset = UNSET
    result: TaskResult | Unset = UNSET
    prompt: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 7
        at = ""
        try:
            at = "task_id"
            value = src_dict["task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.task_id = value
            at = "type"
            value = src_dict["type"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.type_ = value
            at = "status"
            value = src_dict["status"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            value = _status.get(value) or TaskStatus(value)
            self.status = value
            at = "input"
            value = src_dict["input"]
            value = TaskInput.from_dict(value)
            self.input_ = value
            at = "output"
            value = src_dict["output"]
            value = TaskOutput.from_dict(value)
            self.output = value
            at = "progress"
            value = src_dict["progress"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.progress = value
            at = "create_time"
            value = src_dict["create_time"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.create_time = value
            at = "consumed_credit"
            if "consumed_credit" in src_dict:
                known += 1
                value = src_dict["consumed_credit"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.consumed_credit = value
            else:
                self.consumed_credit = UNSET
            at = "queuing_num"
            if "queuing_num" in src_dict:
                known += 1
                value = src_dict["queuing_num"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.queuing_num = value
            else:
                self.queuing_num = UNSET
            at = "running_left_time"
            if "running_left_time" in src_dict:
                known += 1
                value = src_dict["running_left_time"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.running_left_time = value
            else:
                self.running_left_time = UNSET
            at = "error_code"
            if "error_code" in src_dict:
                known += 1
                value = src_dict["error_code"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.error_code = value
            else:
                self.error_code = UNSET
            at = "error_msg"
            if "error_msg" in src_dict:
                known += 1
                value = src_dict["error_msg"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.error_msg = value
            else:
                self.error_msg = UNSET
            at = "thumbnail"
            if "thumbnail" in src_dict:
                known += 1
                value = src_dict["thumbnail"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.thumbnail = value
            else:
                self.thumbnail = UNSET
            at = "result"
            if "result" in src_dict:
                known += 1
                value = src_dict["result"]
                value = TaskResult.from_dict(value)
                self.result = value
            else:
                self.result = UNSET
            at = "prompt"
            if "prompt" in src_dict:
                known += 1
                value = src_dict["prompt"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.prompt = value
            else:
                self.prompt = UNSET
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
            "type": self.type_,
            "status": encode(self.status),
            "input": encode(self.input_),
            "output": encode(self.output),
            "progress": self.progress,
            "create_time": self.create_time,
        }
        if self.consumed_credit is not UNSET:
            result["consumed_credit"] = self.consumed_credit
        if self.queuing_num is not UNSET:
            result["queuing_num"] = self.queuing_num
        if self.running_left_time is not UNSET:
            result["running_left_time"] = self.running_left_time
        if self.error_code is not UNSET:
            result["error_code"] = self.error_code
        if self.error_msg is not UNSET:
            result["error_msg"] = self.error_msg
        if self.thumbnail is not UNSET:
            result["thumbnail"] = self.thumbnail
        if self.result is not UNSET:
            result["result"] = encode(self.result)
        if self.prompt is not UNSET:
            result["prompt"] = self.prompt
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
from ..models.task_result import TaskResult

_KEYS = frozenset(
    [
        "task_id",
        "type",
        "status",
        "input",
        "output",
        "progress",
        "create_time",
        "consumed_credit",
        "queuing_num",
        "running_left_time",
        "error_code",
        "error_msg",
        "thumbnail",
        "result",
        "prompt",
    ]
)
_REQUIRED = {
    "task_id": "string",
    "type": "string",
    "status": "string",
    "input": "object",
    "output": "object",
    "progress": "integer",
    "create_time": "integer",
}
_status = {member.value: member for member in TaskStatus}
