from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TaskConfig:
    """The config of the request. The webhook's secret stands here in clear.

    Attributes:
        service_mode (str | Unset): public, private or empty.
        webhook_config (TaskWebhookConfig | Unset):
    """

    service_mode: str | Unset = UNSET
    webhook_config: TaskWebhookConfig | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 0
        at = ""
        try:
            at = "service_mode"
            if "service_mode" in src_dict:
                known += 1
                value = src_dict["service_mode"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.service_mode = value
            else:
                self.service_mode = UNSET
            at = "webhook_config"
            if "webhook_config" in src_dict:
                known += 1
                value = src_dict["webhook_config"]
                value = TaskWebhookConfig.from_dict(value)
                self.webhook_config = value
            else:
                self.webhook_config = UNSET
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
        result: dict[str, Any] = {}
        if self.service_mode is not UNSET:
            result["service_mode"] = self.service_mode
        if self.webhook_config is not UNSET:
            result["webhook_config"] = encode(self.webhook_config)
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
from ..models.task_webhook_config import TaskWebhookConfig

_KEYS = frozenset(["service_mode", "webhook_config"])
