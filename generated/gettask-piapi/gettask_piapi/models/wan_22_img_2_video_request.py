from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxTask


@_attrs_define(kw_only=True)
class Wan22Img2VideoRequest:
    """
    Attributes:
        model (Literal['Qubico/wanx']):  Default: 'Qubico/wanx'.
        task_type (Literal['wan22-img2video-14b']):  Default: 'wan22-img2video-14b'.
        input_ (Wan22Img2VideoInput):
        config (RequestConfig | Unset): How the task is run and who is told.
    """

    model: Literal["Qubico/wanx"] = "Qubico/wanx"
    task_type: Literal["wan22-img2video-14b"] = "wan22-img2video-14b"
    input_: Wan22Img2VideoInput
    config: RequestConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, "wanx")
        self = cls.__new__(cls)
        known = 3
        at = ""
        try:
            at = "model"
            value = src_dict["model"]
            if value != "Qubico/wanx":
                raise mismatch('"Qubico/wanx"', value)
            self.model = value
            at = "task_type"
            value = src_dict["task_type"]
            if value != "wan22-img2video-14b":
                raise mismatch('"wan22-img2video-14b"', value)
            self.task_type = value
            at = "input"
            value = src_dict["input"]
            value = Wan22Img2VideoInput.from_dict(value)
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
            raise missing(_REQUIRED[at], at, "wanx") from None
        except DecodeError as error:
            error.inside(at, "wanx")
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

    def task_model(self) -> type[WanxTask]:
        """Return the model that the task of this request decodes to."""
        from . import WanxTask

        return WanxTask

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
from ..models.wan_22_img_2_video_input import Wan22Img2VideoInput

_KEYS = frozenset(["model", "task_type", "input", "config"])
_REQUIRED = {"model": '"Qubico/wanx"', "task_type": '"wan22-img2video-14b"', "input": "object"}
