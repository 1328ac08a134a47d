from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import array, encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MidjourneyOutput:
    """No page that was seen names a field of it.

    Attributes:
        image_url (str | Unset): The four images in one.
        image_urls (list[str] | None | Unset): The images one by one, at Midjourney's own host.
        temporary_image_urls (list[str] | None | Unset): The images one by one, cut out of the
            first. Whether they are there depends on the plan.
        discord_image_url (str | Unset): Empty in the recorded body; depends on the plan.
        actions (list[str] | Unset): What can be done with the images, such as upscale1.
        progress (int | Unset): How far the task is.
        intermediate_image_urls (Any | Unset): Null in the recorded body.
    """

    image_url: str | Unset = UNSET
    image_urls: list[str] | None | Unset = UNSET
    temporary_image_urls: list[str] | None | Unset = UNSET
    discord_image_url: str | Unset = UNSET
    actions: list[str] | Unset = UNSET
    progress: int | Unset = UNSET
    intermediate_image_urls: Any | Unset = UNSET
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
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "image_urls"
            if "image_urls" in src_dict:
                known += 1
                value = src_dict["image_urls"]
                if value.__class__ is list:
                    value = array(_image_urls__1__item, value)
                elif value is not None:
                    raise mismatch("null or array", value)
                self.image_urls = value
            else:
                self.image_urls = UNSET
            at = "temporary_image_urls"
            if "temporary_image_urls" in src_dict:
                known += 1
                value = src_dict["temporary_image_urls"]
                if value.__class__ is list:
                    value = array(_temporary_image_urls__1__item, value)
                elif value is not None:
                    raise mismatch("null or array", value)
                self.temporary_image_urls = value
            else:
                self.temporary_image_urls = UNSET
            at = "discord_image_url"
            if "discord_image_url" in src_dict:
                known += 1
                value = src_dict["discord_image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.discord_image_url = value
            else:
                self.discord_image_url = UNSET
            at = "actions"
            if "actions" in src_dict:
                known += 1
                value = src_dict["actions"]
                value = array(_actions__item, value)
                self.actions = value
            else:
                self.actions = UNSET
            at = "progress"
            if "progress" in src_dict:
                known += 1
                value = src_dict["progress"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.progress = value
            else:
                self.progress = UNSET
            at = "intermediate_image_urls"
            if "intermediate_image_urls" in src_dict:
                known += 1
                value = src_dict["intermediate_image_urls"]
                self.intermediate_image_urls = value
            else:
                self.intermediate_image_urls = UNSET
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
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.image_urls is not UNSET:
            result["image_urls"] = encode(self.image_urls)
        if self.temporary_image_urls is not UNSET:
            result["temporary_image_urls"] = encode(self.temporary_image_urls)
        if self.discord_image_url is not UNSET:
            result["discord_image_url"] = self.discord_image_url
        if self.actions is not UNSET:
            result["actions"] = encode(self.actions)
        if self.progress is not UNSET:
            result["progress"] = self.progress
        if self.intermediate_image_urls is not UNSET:
            result["intermediate_image_urls"] = self.intermediate_image_urls
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


_KEYS = frozenset(
    [
        "image_url",
        "image_urls",
        "temporary_image_urls",
        "discord_image_url",
        "actions",
        "progress",
        "intermediate_image_urls",
    ]
)


def _image_urls__1__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


def _temporary_image_urls__1__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value


def _actions__item(value: Any) -> Any:
    if value.__class__ is not str:
        raise mismatch("string", value)
    return value
