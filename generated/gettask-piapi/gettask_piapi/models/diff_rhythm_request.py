from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.diff_rhythm_request_task_type import DiffRhythmRequestTaskType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import DiffRhythmTask


@_attrs_define(kw_only=True)
class DiffRhythmRequest:
    """
    Attributes:
        model (Literal['Qubico/diffrhythm']):  Default: 'Qubico/diffrhythm'.
        task_type (DiffRhythmRequestTaskType):
        input_ (DiffRhythmInput): At least one of them.
        config (RequestConfig | Unset): How the task is run and who is told.
    """

    model: Literal["Qubico/diffrhythm"] = "Qubico/diffrhythm"
    task_type: DiffRhythmRequestTaskType
    input_: DiffRhythmInput
    config: RequestConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "diffrhythm")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if value != "Qubico/diffrhythm":
                raise mismatch('"Qubico/diffrhythm"', value)
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if not (value.__class__ is str and value in _task_type):
                raise mismatch('one of "txt2audio-base", "txt2audio-full"', value)
            value = _task_type[value]
            self.task_type = value
            at = "input"
            value = src_dict["input"]
            value = DiffRhythmInput.from_dict(value)
            self.input_ = value
            at = "config"
            if "config" in src_dict:
                known += 1
                value = src_dict["config"]
                value = RequestConfig.from_dict(value)
                self.config = value
            else:
                self.config = UNSET
        except KeyError:
            raise missing(_REQUIRED[at], at, "diffrhythm") from None
        except DecodeError as error:
            error.inside(at, "diffrhythm")
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
            "model": self.model,
            "task_type": encode(self.task_type),
            "input": encode(self.input_),
        }
        if self.config is not UNSET:
            result["config"] = encode(self.config)
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[DiffRhythmTask]:
        """Return the model that the task of this request decodes to."""
        from . import DiffRhythmTask

        return DiffRhythmTask

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
from ..models.diff_rhythm_input import DiffRhythmInput
from ..models.request_config import RequestConfig

_KEYS = frozenset(["model", "task_type", "input", "config"])
_REQUIRED = {
    "model": '"Qubico/diffrhythm"',
    "task_type": 'one of "txt2audio-base", "txt2audio-full"',
    "input": "object",
}
_task_type = {member.value: member for member in DiffRhythmRequestTaskType}
