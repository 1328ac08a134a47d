from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import encode, is_integral, mismatch
from ..errors import DecodeError
from ..types import UNSET, Unset


@_attrs_define(kw_only=True)
class MmaudioLegacyWork:
    """
    Attributes:
        work_id (int | Unset):
        work_item_id (int | Unset):
        task_id (int | Unset):
        user_id (int | Unset):
        type_ (str | Unset):
        status (int | Unset):
        content_type (str | Unset):
        resource (MmaudioLegacyResource | Unset):
        cover (MmaudioLegacyCover | Unset):
        star_num (int | Unset):
        report_num (int | Unset):
        create_time (int | Unset):
        task_info (MmaudioLegacyTaskInfo | Unset):
        self_attitude (str | Unset):
        self_comment (MmaudioLegacyComment | Unset):
        favored (bool | Unset):
        publish_status (str | Unset):
        deleted (bool | Unset):
    """

    work_id: int | Unset = UNSET
    work_item_id: int | Unset = UNSET
    task_id: int | Unset = UNSET
    user_id: int | Unset = UNSET
    type_: str | Unset = UNSET
    status: int | Unset = UNSET
    content_type: str | Unset = UNSET
    resource: MmaudioLegacyResource | Unset = UNSET
    cover: MmaudioLegacyCover | Unset = UNSET
    star_num: int | Unset = UNSET
    report_num: int | Unset = UNSET
    create_time: int | Unset = UNSET
    task_info: MmaudioLegacyTaskInfo | Unset = UNSET
    self_attitude: str | Unset = UNSET
    self_comment: MmaudioLegacyComment | Unset = UNSET
    favored: bool | Unset = UNSET
    publish_status: str | Unset = UNSET
    deleted: bool | Unset = UNSET
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
            at = "workId"
            if "workId" in src_dict:
                known += 1
                value = src_dict["workId"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.work_id = value
            else:
                self.work_id = UNSET
            at = "workItemId"
            if "workItemId" in src_dict:
                known += 1
                value = src_dict["workItemId"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.work_item_id = value
            else:
                self.work_item_id = UNSET
            at = "taskId"
            if "taskId" in src_dict:
                known += 1
                value = src_dict["taskId"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.task_id = value
            else:
                self.task_id = UNSET
            at = "userId"
            if "userId" in src_dict:
                known += 1
                value = src_dict["userId"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.user_id = value
            else:
                self.user_id = UNSET
            at = "type"
            if "type" in src_dict:
                known += 1
                value = src_dict["type"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.type_ = value
            else:
                self.type_ = UNSET
            at = "status"
            if "status" in src_dict:
                known += 1
                value = src_dict["status"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.status = value
            else:
                self.status = UNSET
            at = "contentType"
            if "contentType" in src_dict:
                known += 1
                value = src_dict["contentType"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.content_type = value
            else:
                self.content_type = UNSET
            at = "resource"
            if "resource" in src_dict:
                known += 1
                value = src_dict["resource"]
                value = MmaudioLegacyResource.from_dict(value)
                self.resource = value
            else:
                self.resource = UNSET
            at = "cover"
            if "cover" in src_dict:
                known += 1
                value = src_dict["cover"]
                value = MmaudioLegacyCover.from_dict(value)
                self.cover = value
            else:
                self.cover = UNSET
            at = "starNum"
            if "starNum" in src_dict:
                known += 1
                value = src_dict["starNum"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.star_num = value
            else:
                self.star_num = UNSET
            at = "reportNum"
            if "reportNum" in src_dict:
                known += 1
                value = src_dict["reportNum"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.report_num = value
            else:
                self.report_num = UNSET
            at = "createTime"
            if "createTime" in src_dict:
                known += 1
                value = src_dict["createTime"]
                if value.__class__ is not int and not is_integral(value):
                    raise mismatch("integer", value)
                self.create_time = value
            else:
                self.create_time = UNSET
            at = "taskInfo"
            if "taskInfo" in src_dict:
                known += 1
                value = src_dict["taskInfo"]
                value = MmaudioLegacyTaskInfo.from_dict(value)
                self.task_info = value
            else:
                self.task_info = UNSET
            at = "selfAttitude"
            if "selfAttitude" in src_dict:
                known += 1
                value = src_dict["selfAttitude"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.self_attitude = value
            else:
                self.self_attitude = UNSET
            at = "selfComment"
            if "selfComment" in src_dict:
                known += 1
                value = src_dict["selfComment"]
                value = MmaudioLegacyComment.from_dict(value)
                self.self_comment = value
            else:
                self.self_comment = UNSET
            at = "favored"
            if "favored" in src_dict:
                known += 1
                value = src_dict["favored"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.favored = value
            else:
                self.favored = UNSET
            at = "publishStatus"
            if "publishStatus" in src_dict:
                known += 1
                value = src_dict["publishStatus"]
                if value.__class__ is not str:
                    raise mismatch("string", value)
                self.publish_status = value
            else:
                self.publish_status = UNSET
            at = "deleted"
            if "deleted" in src_dict:
                known += 1
                value = src_dict["deleted"]
                if value.__class__ is not bool:
                    raise mismatch("boolean", value)
                self.deleted = value
            else:
                self.deleted = UNSET
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
        if self.work_id is not UNSET:
            result["workId"] = self.work_id
        if self.work_item_id is not UNSET:
            result["workItemId"] = self.work_item_id
        if self.task_id is not UNSET:
            result["taskId"] = self.task_id
        if self.user_id is not UNSET:
            result["userId"] = self.user_id
        if self.type_ is not UNSET:
            result["type"] = self.type_
        if self.status is not UNSET:
            result["status"] = self.status
        if self.content_type is not UNSET:
            result["contentType"] = self.content_type
        if self.resource is not UNSET:
            result["resource"] = encode(self.resource)
        if self.cover is not UNSET:
            result["cover"] = encode(self.cover)
        if self.star_num is not UNSET:
            result["starNum"] = self.star_num
        if self.report_num is not UNSET:
            result["reportNum"] = self.report_num
        if self.create_time is not UNSET:
            result["createTime"] = self.create_time
        if self.task_info is not UNSET:
            result["taskInfo"] = encode(self.task_info)
        if self.self_attitude is not UNSET:
            result["selfAttitude"] = self.self_attitude
        if self.self_comment is not UNSET:
            result["selfComment"] = encode(self.self_comment)
        if self.favored is not UNSET:
            result["favored"] = self.favored
        if self.publish_status is not UNSET:
            result["publishStatus"] = self.publish_status
        if self.deleted is not UNSET:
            result["deleted"] = self.deleted
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
from ..models.mmaudio_legacy_comment import MmaudioLegacyComment
from ..models.mmaudio_legacy_cover import MmaudioLegacyCover
from ..models.mmaudio_legacy_resource import MmaudioLegacyResource
from ..models.mmaudio_legacy_task_info import MmaudioLegacyTaskInfo

_KEYS = frozenset(
    [
        "workId",
        "workItemId",
        "taskId",
        "userId",
        "type",
        "status",
        "contentType",
        "resource",
        "cover",
        "starNum",
        "reportNum",
        "createTime",
        "taskInfo",
        "selfAttitude",
        "selfComment",
        "favored",
        "publishStatus",
        "deleted",
    ]
)
