from __future__ import annotations

from enum import StrEnum


class ViewPromptView(StrEnum):
    BACK = "back"
    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"
