from __future__ import annotations

from enum import StrEnum


class MeshCompleteRequestCompletionMode(StrEnum):
    AI_COMPLETION = "ai_completion"
    QUICK_CAP = "quick_cap"
