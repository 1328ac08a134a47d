from __future__ import annotations

from enum import StrEnum


class TextToImageRequestModel(StrEnum):
    BANANA = "banana"
    BANANA2 = "banana2"
    BANANA_PRO = "banana_pro"
    CHAT_IMAGE_1 = "chat_image_1"
    CHAT_IMAGE_1_5 = "chat_image_1.5"
    CHAT_IMAGE_2 = "chat_image_2"
    SEEDREAM_V4 = "seedream_v4"
    SEEDREAM_V5 = "seedream_v5"
