from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError

if TYPE_CHECKING:
    from . import TtsTask


@_attrs_define(kw_only=True)
class TtsRequest:
    """
    Attributes:
        model (Literal['Qubico/tts']):  Default: 'Qubico/tts'.
        task_type (Literal['zero-shot']):  Default: 'zero-shot'.
        input_ (TtsInput):
        config (TtsConfig): Required by this page alone, and public is the only mode that it
            knows.
    """

    model: Literal["Qubico/tts"] = "Qubico/tts"
    task_type: Literal["zero-shot"] = "zero-shot"
    input_: TtsInput
    config: TtsConfig
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "tts")
        self = cls.__new__(cls)
        known = 4
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if value != "Qubico/tts":
                raise mismatch('"Qubico/tts"', value)
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if value != "zero-shot":
                raise mismatch('"zero-shot"', value)
            self.task_type = value
            at = "input"
            value = src_dict["input"]
            value = TtsInput.from_dict(value)
            self.input_ = value
            at = "config"
            value = src_dict["config"]
            value = TtsConfig.from_dict(value)
            self.config = value
        except KeyError:
            raise missing(_REQUIRED[at], at, "tts") from None
        except DecodeError as error:
            error.inside(at, "tts")
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
            "task_type": self.task_type,
            "input": encode(self.input_),
            "config": encode(self.config),
        }
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[TtsTask]:
        """Return the model that the task of this request decodes to."""
        from . import TtsTask

        return TtsTask

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
from ..models.tts_config import TtsConfig
from ..models.tts_input import TtsInput

_KEYS = frozenset(["model", "task_type", "input", "config"])
_REQUIRED = {
    "model": '"Qubico/tts"',
    "task_type": '"zero-shot"',
    "input": "object",
    "config": "object",
}
