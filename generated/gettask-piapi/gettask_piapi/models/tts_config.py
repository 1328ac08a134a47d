from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, mismatch, missing
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class TtsConfig:
    """Required by this page alone, and public is the only mode that it knows.

    Attributes:
        service_mode (Literal['public']): Pay-as-you-go. Default: 'public'.
        webhook_config (RequestWebhook | Unset): Where PiAPI posts the task when it changes.
    """

    service_mode: Literal["public"] = "public"
    webhook_config: RequestWebhook | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 1
        at = ""
        try:
            at = "service_mode"
            value = src_dict["service_mode"]
            if value != "public":
                raise mismatch('"public"', value)
            self.service_mode = value
            at = "webhook_config"
            if "webhook_config" in src_dict:
                known += 1
                value = src_dict["webhook_config"]
                value = RequestWebhook.from_dict(value)
                self.webhook_config = value
            else:
                self.webhook_config = UNSET
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
            "service_mode": self.service_mode,
        }
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
from ..models.request_webhook import RequestWebhook

_KEYS = frozenset(["service_mode", "webhook_config"])
_REQUIRED = {"service_mode": '"public"'}
