from __future__ import annotations

from enum import StrEnum


class KlingOtherRequestTaskType(StrEnum):
    AI_TRY_ON = "ai_try_on"
    AVATAR = "avatar"
    SOUND = "sound"
