from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, mismatch, missing
from ..errors import DecodeError
from ..models.task_status import TaskStatus
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MidjourneySeedTask:
    """
    Attributes:
        task_id (str): Identifies the task. A UUID in every recorded body.
        model (Literal['midjourney']):  Default: 'midjourney'.
        task_type (Literal['seed']):  Default: 'seed'.
        status (TaskStatus): Where the task stands. The state table on the Get Task operation says
            what each word means. Tasks that are pending or processing count against the concurrency
            of the account; staged ones do not: only Midjourney has them, 50 at most, above that
            concurrency. The last four are words of a retired API, which only the pages of Flux and
            Gemini list, beside pending and failed; the tab is theirs.
        input_ (MidjourneyEcho): The input as the server took it; empty in the page's example.
        output (MidjourneySeedOutput):
        meta (TaskMeta): Times and charges. Some examples leave it empty.
        detail (None | TaskDetailObject): Always null in PiAPI's schema.
        logs (list[str | TaskLogEntry] | None): Log entries of the worker. A client's notes say
            that the true cause of a failure stands here.
        error (TaskError): Why the task failed. On a task that did not fail the code is 0 and the
            strings are empty.
        config (TaskConfig | Unset): The config of the request. The webhook's secret stands here
            in clear.
    """

    task_id: str
    model: Literal["midjourney"] = "midjourney"
    task_type: Literal["seed"] = "seed"
    status: TaskStatus
    input_: MidjourneyEcho
    output: MidjourneySeedOutput
    meta: TaskMeta
    detail: None | TaskDetailObject
    logs: list[str | TaskLogEntry] | None
    error: TaskError
    config: TaskConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "midjourney")
        self = cls.__new__(cls)
        known = 10
        at = ""
        try:
            at = "task_id"
            value = src_dict["task_id"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            self.task_id = value
            at = "model"
            value = src_dict["model"]
            if value != "midjourney":
                raise mismatch('"midjourney"', value)
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if value != "seed":
                raise mismatch('"seed"', value)
            self.task_type = value
            at = "status"
            value = src_dict["status"]
            if value.__class__ is not str:
                raise mismatch("string", value)
            value = _status.get(value) or TaskStatus(value)
            self.status = value
            at = "input"
            value = src_dict["input"]
            value = MidjourneyEcho.from_dict(value)
            self.input_ = value
            at = "output"
            value = src_dict["output"]
            value = MidjourneySeedOutput.from_dict(value)
            self.output = value
            at = "meta"
            value = src_dict["meta"]
            value = TaskMeta.from_dict(value)
            self.meta = value
            at = "detail"
            value = src_dict["detail"]
            if value.__class__ is dict:
                value = TaskDetailObject.from_dict(value)
            elif value is not None:
                raise mismatch("null or object", value)
            self.detail = value
            at = "logs"
            value = src_dict["logs"]
            if value.__class__ is list:
                value = array(_logs__1__item, value)
            elif value is not None:
                raise mismatch("null or array", value)
            self.logs = value
            at = "error"
            value = src_dict["error"]
            value = TaskError.from_dict(value)
            self.error = value
            at = "config"
            if "config" in src_dict:
                known += 1
                value = src_dict["config"]
                value = TaskConfig.from_dict(value)
                self.config = value
            else:
                self.config = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "midjourney") from None
        except DecodeError as error:
            error.inside(at, "midjourney")
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
            "model": self.model,
            "task_type": self.task_type,
            "status": encode(self.status),
            "input": encode(self.input_),
            "output": encode(self.output),
            "meta": encode(self.meta),
            "detail": encode(self.detail),
            "logs": encode(self.logs),
            "error": encode(self.error),
        }
        if self.config is not UNSET:
            result["config"] = encode(self.config)
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
from ..models.midjourney_echo import MidjourneyEcho
from ..models.midjourney_seed_output import MidjourneySeedOutput
from ..models.task_config import TaskConfig
from ..models.task_detail_object import TaskDetailObject
from ..models.task_error import TaskError
from ..models.task_log_entry import TaskLogEntry
from ..models.task_meta import TaskMeta

_KEYS = frozenset(
    [
        "task_id",
        "model",
        "task_type",
        "status",
        "input",
        "output",
        "meta",
        "detail",
        "logs",
        "error",
        "config",
    ]
)
_REQUIRED = {
    "task_id": "string",
    "model": '"midjourney"',
    "task_type": '"seed"',
    "status": "string",
    "input": "object",
    "output": "object",
    "meta": "object",
    "detail": "null or object",
    "logs": "null or array",
    "error": "object",
}
_status = {member.value: member for member in TaskStatus}


def _logs__1__item(value: Any) -> Any:
    if value.__class__ is dict:
        value = TaskLogEntry.from_dict(value)
    elif value.__class__ is not str:
        raise mismatch("string or object", value)
    return value
