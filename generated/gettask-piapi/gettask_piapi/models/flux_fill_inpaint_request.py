from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..models.flux_request_model import FluxRequestModel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxTask


@_attrs_define(kw_only=True)
class FluxFillInpaintRequest:
    """
    Attributes:
        model (FluxRequestModel): Which model takes which task type is stated for LoRA only.
            Qubico/flux1-dev-advanced needs the plan Creator or a higher one.
        task_type (Literal['fill-inpaint']):  Default: 'fill-inpaint'.
        input_ (FluxFillInpaintInput):
        config (RequestConfig | Unset): How the task is run and who is told.
    """

    model: FluxRequestModel
    task_type: Literal["fill-inpaint"] = "fill-inpaint"
    input_: FluxFillInpaintInput
    config: RequestConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "flux")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if not (value.__class__ is str and value in _model):
                raise mismatch(
                    'one of "Qubico/flux1-schnell", "Qubico/flux1-dev", "Qubico/flux1-dev-advanced"',
                    value,
                )
            value = _model[value]
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if value != "fill-inpaint":
                raise mismatch('"fill-inpaint"', value)
            self.task_type = value
            at = "input"
            value = src_dict["input"]
            value = FluxFillInpaintInput.from_dict(value)
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
            "model": encode(self.model),
            "task_type": self.task_type,
            "input": encode(self.input_),
        }
        if self.config is not UNSET:
            result["config"] = encode(self.config)
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[FluxTask]:
        """Return the model that the task of this request decodes to."""
        from . import FluxTask

        return FluxTask

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
from ..models.flux_fill_inpaint_input import FluxFillInpaintInput
from ..models.request_config import RequestConfig

_KEYS = frozenset(["model", "task_type", "input", "config"])
_REQUIRED = {
    "model": 'one of "Qubico/flux1-schnell", "Qubico/flux1-dev", "Qubico/flux1-dev-advanced"',
    "task_type": '"fill-inpaint"',
    "input": "object",
}
_model = {member.value: member for member in FluxRequestModel}
