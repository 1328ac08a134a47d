from __future__ import annotations

from enum import StrEnum


class RemoveBackgroundInputRmbgModel(StrEnum):
    BEN2 = "BEN2"
    RMBG_1_4 = "RMBG-1.4"
    RMBG_2_0 = "RMBG-2.0"
