from __future__ import annotations

from enum import StrEnum


class GenerationModel(StrEnum):
    P1_20260311 = "P1-20260311"
    P2_20260801 = "P2-20260801"
    V2_5_20250123 = "v2.5-20250123"
    V3_0_20250812 = "v3.0-20250812"
    V3_1_20260211 = "v3.1-20260211"
