from __future__ import annotations

from enum import StrEnum


class AceStepEditRequestTaskType(StrEnum):
    EDIT = "edit"
    EXTEND = "extend"
