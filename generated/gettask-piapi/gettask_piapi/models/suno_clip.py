from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class SunoClip:
    """May be empty.

    Attributes:
        id (str | Unset):
        video_url (str | Unset):
        audio_url (str | Unset):
        image_url (str | Unset):
        image_large_url (str | Unset):
        is_video_pending (bool | Unset):
        major_model_version (str | Unset):
        model_name (str | Unset):
        metadata (SunoClipMetadata | Unset):
        is_liked (bool | Unset):
        user_id (str | Unset):
        display_name (str | Unset):
        handle (str | Unset):
        is_handle_updated (bool | Unset):
        is_trashed (bool | Unset):
        reaction (Any | Unset): Null in the page's example.
        created_at (str | Unset):
        status (str | Unset):
        title (str | Unset):
        play_count (int | Unset):
        upvote_count (int | Unset):
        is_public (bool | Unset):
    """

    id: str | Unset = UNSET
    video_url: str | Unset = UNSET
    audio_url: str | Unset = UNSET
    image_url: str | Unset = UNSET
    image_large_url: str | Unset = UNSET
    is_video_pending: bool | Unset = UNSET
    major_model_version: str | Unset = UNSET
    model_name: str | Unset = UNSET
    metadata: SunoClipMetadata | Unset = UNSET
    is_liked: bool | Unset = UNSET
    user_id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    handle: str | Unset = UNSET
    is_handle_updated: bool | Unset = UNSET
    is_trashed: bool | Unset = UNSET
    reaction: Any | Unset = UNSET
    created_at: str | Unset = UNSET
    status: str | Unset = UNSET
    title: str | Unset = UNSET
    play_count: int | Unset = UNSET
    upvote_count: int | Unset = UNSET
    is_public: bool | Unset = UNSET
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
            at = "id"
            if "id" in src_dict:
                known += 1
                value = src_dict["id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.id = value
            else:
                self.id = UNSET
            at = "video_url"
            if "video_url" in src_dict:
                known += 1
                value = src_dict["video_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.video_url = value
            else:
                self.video_url = UNSET
            at = "audio_url"
            if "audio_url" in src_dict:
                known += 1
                value = src_dict["audio_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.audio_url = value
            else:
                self.audio_url = UNSET
            at = "image_url"
            if "image_url" in src_dict:
                known += 1
                value = src_dict["image_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_url = value
            else:
                self.image_url = UNSET
            at = "image_large_url"
            if "image_large_url" in src_dict:
                known += 1
                value = src_dict["image_large_url"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.image_large_url = value
            else:
                self.image_large_url = UNSET
            at = "is_video_pending"
            if "is_video_pending" in src_dict:
                known += 1
                value = src_dict["is_video_pending"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_video_pending = value
            else:
                self.is_video_pending = UNSET
            at = "major_model_version"
            if "major_model_version" in src_dict:
                known += 1
                value = src_dict["major_model_version"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.major_model_version = value
            else:
                self.major_model_version = UNSET
            at = "model_name"
            if "model_name" in src_dict:
                known += 1
                value = src_dict["model_name"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.model_name = value
            else:
                self.model_name = UNSET
            at = "metadata"
            if "metadata" in src_dict:
                known += 1
                value = src_dict["metadata"]
                value = SunoClipMetadata.from_dict(value)
                self.metadata = value
            else:
                self.metadata = UNSET
            at = "is_liked"
            if "is_liked" in src_dict:
                known += 1
                value = src_dict["is_liked"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_liked = value
            else:
                self.is_liked = UNSET
            at = "user_id"
            if "user_id" in src_dict:
                known += 1
                value = src_dict["user_id"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.user_id = value
            else:
                self.user_id = UNSET
            at = "display_name"
            if "display_name" in src_dict:
                known += 1
                value = src_dict["display_name"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.display_name = value
            else:
                self.display_name = UNSET
            at = "handle"
            if "handle" in src_dict:
                known += 1
                value = src_dict["handle"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.handle = value
            else:
                self.handle = UNSET
            at = "is_handle_updated"
            if "is_handle_updated" in src_dict:
                known += 1
                value = src_dict["is_handle_updated"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_handle_updated = value
            else:
                self.is_handle_updated = UNSET
            at = "is_trashed"
            if "is_trashed" in src_dict:
                known += 1
                value = src_dict["is_trashed"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_trashed = value
            else:
                self.is_trashed = UNSET
            at = "reaction"
            if "reaction" in src_dict:
                known += 1
                value = src_dict["reaction"]
                self.reaction = value
            else:
                self.reaction = UNSET
            at = "created_at"
            if "created_at" in src_dict:
                known += 1
                value = src_dict["created_at"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.created_at = value
            else:
                self.created_at = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.status = value
            else:
                self.status = UNSET
            at = "title"
            if "title" in src_dict:
                known += 1
                value = src_dict["title"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.title = value
            else:
                self.title = UNSET
            at = "play_count"
            if "play_count" in src_dict:
                known += 1
                value = src_dict["play_count"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.play_count = value
            else:
                self.play_count = UNSET
            at = "upvote_count"
            if "upvote_count" in src_dict:
                known += 1
                value = src_dict["upvote_count"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.upvote_count = value
            else:
                self.upvote_count = UNSET
            at = "is_public"
            if "is_public" in src_dict:
                known += 1
                value = src_dict["is_public"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.is_public = value
            else:
                self.is_public = UNSET
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
        if self.id is not UNSET:
            result["id"] = self.id
        if self.video_url is not UNSET:
            result["video_url"] = self.video_url
        if self.audio_url is not UNSET:
            result["audio_url"] = self.audio_url
        if self.image_url is not UNSET:
            result["image_url"] = self.image_url
        if self.image_large_url is not UNSET:
            result["image_large_url"] = self.image_large_url
        if self.is_video_pending is not UNSET:
            result["is_video_pending"] = self.is_video_pending
        if self.major_model_version is not UNSET:
            result["major_model_version"] = self.major_model_version
        if self.model_name is not UNSET:
            result["model_name"] = self.model_name
        if self.metadata is not UNSET:
            result["metadata"] = encode(self.metadata)
        if self.is_liked is not UNSET:
            result["is_liked"] = self.is_liked
        if self.user_id is not UNSET:
            result["user_id"] = self.user_id
        if self.display_name is not UNSET:
            result["display_name"] = self.display_name
        if self.handle is not UNSET:
            result["handle"] = self.handle
        if self.is_handle_updated is not UNSET:
            result["is_handle_updated"] = self.is_handle_updated
        if self.is_trashed is not UNSET:
            result["is_trashed"] = self.is_trashed
        if self.reaction is not UNSET:
            result["reaction"] = self.reaction
        if self.created_at is not UNSET:
            result["created_at"] = self.created_at
        if self.status is not UNSET:
            result["status"] = self.status
        if self.title is not UNSET:
            result["title"] = self.title
        if self.play_count is not UNSET:
            result["play_count"] = self.play_count
        if self.upvote_count is not UNSET:
            result["upvote_count"] = self.upvote_count
        if self.is_public is not UNSET:
            result["is_public"] = self.is_public
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
from ..models.suno_clip_metadata import SunoClipMetadata

_KEYS = frozenset(
    [
        "id",
        "video_url",
        "audio_url",
        "image_url",
        "image_large_url",
        "is_video_pending",
        "major_model_version",
        "model_name",
        "metadata",
        "is_liked",
        "user_id",
        "display_name",
        "handle",
        "is_handle_updated",
        "is_trashed",
        "reaction",
        "created_at",
        "status",
        "title",
        "play_count",
        "upvote_count",
        "is_public",
    ]
)
