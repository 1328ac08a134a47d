from __future__ import annotations

from enum import StrEnum


class ListTaskHistoryModel(StrEnum):
    DIFFRHYTHM = "diffrhythm"
    DIFFRYTHM = "diffrythm"
    FLUX = "flux"
    GPTS = "gpts"
    HAILUO = "hailuo"
    HUG_VIDEO = "hug_video"
    HUNYUAN = "hunyuan"
    IMAGE_TOOLKIT = "image_toolkit"
    KLING = "kling"
    LLM = "llm"
    LUMA = "luma"
    MJ = "mj"
    MMAUDIO = "mmaudio"
    MUSIC_S = "music-s"
    MUSIC_U = "music-u"
    SD = "sd"
    SKYREELS = "skyreels"
    TRELLIS = "trellis"
    TTS = "tts"
    VIDEO_TOOLKIT = "video_toolkit"
    WAN = "wan"
