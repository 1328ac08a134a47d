from __future__ import annotations

from enum import StrEnum


class ConvertModelRequestExportOrientation(StrEnum):
    VALUE_0 = "+x"
    VALUE_1 = "-x"
    VALUE_2 = "+y"
    VALUE_3 = "-y"
