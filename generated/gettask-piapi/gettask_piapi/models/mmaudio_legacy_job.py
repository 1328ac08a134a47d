from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MmaudioLegacyTaskInfo


@define(kw_only=True, repr=False)
class MmaudioLegacyJob(Model):
    id: int | Unset = UNSET

    user_id: int | Unset = field(default=UNSET, metadata={"name": "userId"})

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    status: int | Unset = UNSET

    task_info: MmaudioLegacyTaskInfo | Unset = field(default=UNSET, metadata={"name": "taskInfo"})

    favored: bool | Unset = UNSET

    deleted: bool | Unset = UNSET

    create_time: int | Unset = field(default=UNSET, metadata={"name": "createTime"})

    update_time: int | Unset = field(default=UNSET, metadata={"name": "updateTime"})
