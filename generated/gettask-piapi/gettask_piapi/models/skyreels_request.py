from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import SkyreelsTask


@_attrs_define(kw_only=True)
class SkyreelsRequest:
    """
    Attributes:
        model (Literal['Qubico/skyreels']):  Default: 'Qubico/skyreels'.
        task_type (Literal['img2video']):  Default: 'img2video'.
        input_ (SkyreelsInput):
        config (RequestConfig | Unset): How the task is run and who is told.
    """

    model: Literal["Qubico/skyreels"] = "Qubico/skyreels"
    task_type: Literal["img2video"] = "img2video"
    input_: SkyreelsInput
    config: RequestConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "skyreels")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if value != "Qubico/skyreels":
                raise mismatch('"Qubico/skyreels"', value)
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if value != "img2video":
                raise mismatch('"img2video"', value)
            self.task_type = value
            at = "input"
            value = src_dict["input"]
            value = SkyreelsInput.from_dict(value)
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
            raise missing(_REQUIRED[at], at, "skyreels") from None
        except DecodeError as error:
            error.inside(at, "skyreels")
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
        }
        if self.config is not UNSET:
            result["config"] = encode(self.config)
        result.update(self.additional_properties)
        return result

    def task_model(self) -> type[SkyreelsTask]:
        """Return the model that the task of this request decodes to."""
        from . import SkyreelsTask

        return SkyreelsTask

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
from ..models.request_config import RequestConfig
from ..models.skyreels_input import SkyreelsInput

_KEYS = frozenset(["model", "task_type", "input", "config"])
_REQUIRED = {"model": '"Qubico/skyreels"', "task_type": '"img2video"', "input": "object"}
