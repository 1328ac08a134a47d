from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import (
        MmaudioLegacyComment,
        MmaudioLegacyCover,
        MmaudioLegacyResource,
        MmaudioLegacyTaskInfo,
    )


@define(kw_only=True, repr=False)
class MmaudioLegacyWork(Model):
    work_id: int | Unset = field(default=UNSET, metadata={"name": "workId"})

    work_item_id: int | Unset = field(default=UNSET, metadata={"name": "workItemId"})

    task_id: int | Unset = field(default=UNSET, metadata={"name": "taskId"})

    user_id: int | Unset = field(default=UNSET, metadata={"name": "userId"})

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    status: int | Unset = UNSET

    content_type: str | Unset = field(default=UNSET, metadata={"name": "contentType"})

    resource: MmaudioLegacyResource | Unset = UNSET

    cover: MmaudioLegacyCover | Unset = UNSET

    star_num: int | Unset = field(default=UNSET, metadata={"name": "starNum"})

    report_num: int | Unset = field(default=UNSET, metadata={"name": "reportNum"})

    create_time: int | Unset = field(default=UNSET, metadata={"name": "createTime"})

    task_info: MmaudioLegacyTaskInfo | Unset = field(default=UNSET, metadata={"name": "taskInfo"})

    self_attitude: str | Unset = field(default=UNSET, metadata={"name": "selfAttitude"})

    self_comment: MmaudioLegacyComment | Unset = field(
        default=UNSET, metadata={"name": "selfComment"}
    )

    favored: bool | Unset = UNSET

    publish_status: str | Unset = field(default=UNSET, metadata={"name": "publishStatus"})

    deleted: bool | Unset = UNSET
