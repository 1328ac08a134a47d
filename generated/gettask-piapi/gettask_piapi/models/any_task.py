from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .ace_step_task import AceStepTask
from .ai_hug_task import AiHugTask
from .diff_rhythm_task import DiffRhythmTask
from .faceswap_task import FaceswapTask
from .flux_legacy_task import FluxLegacyTask
from .flux_task import FluxTask
from .framepack_task import FramepackTask
from .gemini_nano_banana_task import GeminiNanoBananaTask
from .gemini_task import GeminiTask
from .hailuo_task import HailuoTask
from .hunyuan_task import HunyuanTask
from .image_upscale_task import ImageUpscaleTask
from .joy_caption_task import JoyCaptionTask
from .kling_motion_control_task import KlingMotionControlTask
from .kling_omni_task import KlingOmniTask
from .kling_task import KlingTask
from .kling_try_on_task import KlingTryOnTask
from .kling_turbo_task import KlingTurboTask
from .llm_reply import LlmReply
from .luma_task import LumaTask
from .midjourney_describe_task import MidjourneyDescribeTask
from .midjourney_seed_task import MidjourneySeedTask
from .midjourney_task import MidjourneyTask
from .mmaudio_legacy_task import MmaudioLegacyTask
from .mmaudio_task import MmaudioTask
from .music_u_lyrics_task import MusicULyricsTask
from .music_u_task import MusicUTask
from .omni_human_task import OmniHumanTask
from .qwen_image_task import QwenImageTask
from .remove_background_task import RemoveBackgroundTask
from .seedance_task import SeedanceTask
from .seedance_watermark_task import SeedanceWatermarkTask
from .seedream_task import SeedreamTask
from .segment_task import SegmentTask
from .skyreels_task import SkyreelsTask
from .sora_2_task import Sora2Task
from .sora_2_watermark_task import Sora2WatermarkTask
from .suno_task import SunoTask
from .trellis_2_task import Trellis2Task
from .trellis_pixal_3d_task import TrellisPixal3DTask
from .trellis_task import TrellisTask
from .tts_task import TtsTask
from .unknown_task import UnknownTask
from .veo_3_task import Veo3Task
from .veo_31_task import Veo31Task
from .video_background_remove_task import VideoBackgroundRemoveTask
from .video_faceswap_task import VideoFaceswapTask
from .video_upscale_task import VideoUpscaleTask
from .wan_26_task import Wan26Task
from .wanx_task import WanxTask
from .z_image_task import ZImageTask

AnyTask: TypeAlias = Annotated[
    AceStepTask
    | AiHugTask
    | DiffRhythmTask
    | FaceswapTask
    | FluxTask
    | FramepackTask
    | GeminiTask
    | GeminiNanoBananaTask
    | HailuoTask
    | HunyuanTask
    | ImageUpscaleTask
    | JoyCaptionTask
    | KlingTask
    | KlingTryOnTask
    | KlingMotionControlTask
    | KlingOmniTask
    | KlingTurboTask
    | LumaTask
    | MidjourneyTask
    | MidjourneyDescribeTask
    | MidjourneySeedTask
    | MusicUTask
    | MusicULyricsTask
    | OmniHumanTask
    | QwenImageTask
    | RemoveBackgroundTask
    | SeedanceTask
    | SeedanceWatermarkTask
    | SeedreamTask
    | SegmentTask
    | SkyreelsTask
    | Sora2Task
    | Sora2WatermarkTask
    | SunoTask
    | TrellisTask
    | Trellis2Task
    | TrellisPixal3DTask
    | TtsTask
    | Veo3Task
    | Veo31Task
    | VideoBackgroundRemoveTask
    | VideoFaceswapTask
    | VideoUpscaleTask
    | WanxTask
    | Wan26Task
    | ZImageTask
    | FluxLegacyTask
    | MmaudioLegacyTask
    | MmaudioTask
    | UnknownTask
    | LlmReply,
    Dispatch(
        properties=(
            "model",
            "task_type",
        ),
        fallback="UnknownTask",
    ),
]
"""A task of any variant."""
