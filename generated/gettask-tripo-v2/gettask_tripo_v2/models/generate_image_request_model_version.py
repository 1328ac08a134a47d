from __future__ import annotations

from enum import StrEnum


class GenerateImageRequestModelVersion(StrEnum):
    FLUX_1_DEV = "flux.1_dev"
    FLUX_1_KONTEXT_PRO = "flux.1_kontext_pro"
    GEMINI_2_5_FLASH_IMAGE_PREVIEW = "gemini_2.5_flash_image_preview"
    GEMINI_3_1_FLASH_IMAGE_PREVIEW = "gemini_3.1_flash_image_preview"
    GEMINI_3_PRO_IMAGE_PREVIEW = "gemini_3_pro_image_preview"
    GPT_4O = "gpt_4o"
    GPT_IMAGE_1_5 = "gpt_image_1.5"
    GPT_IMAGE_2 = "gpt_image_2"
    MIDJOURNEY = "midjourney"
