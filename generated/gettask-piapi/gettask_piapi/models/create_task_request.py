from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .ace_step_audio_2_audio_request import AceStepAudio2AudioRequest
from .ace_step_edit_request import AceStepEditRequest
from .ace_step_txt_2_audio_request import AceStepTxt2AudioRequest
from .ai_hug_request import AiHugRequest
from .diff_rhythm_request import DiffRhythmRequest
from .faceswap_image_request import FaceswapImageRequest
from .faceswap_multi_request import FaceswapMultiRequest
from .flux_control_net_lora_request import FluxControlNetLoraRequest
from .flux_fill_inpaint_request import FluxFillInpaintRequest
from .flux_fill_outpaint_request import FluxFillOutpaintRequest
from .flux_img_2_img_lora_request import FluxImg2ImgLoraRequest
from .flux_img_2_img_request import FluxImg2ImgRequest
from .flux_kontext_request import FluxKontextRequest
from .flux_redux_variation_request import FluxReduxVariationRequest
from .flux_txt_2_img_lora_request import FluxTxt2ImgLoraRequest
from .flux_txt_2_img_request import FluxTxt2ImgRequest
from .framepack_request import FramepackRequest
from .gemini_flash_image_request import GeminiFlashImageRequest
from .gemini_nano_banana_2_request import GeminiNanoBanana2Request
from .gemini_nano_banana_pro_request import GeminiNanoBananaProRequest
from .hailuo_request import HailuoRequest
from .hunyuan_img_2_video_request import HunyuanImg2VideoRequest
from .hunyuan_lora_request import HunyuanLoraRequest
from .hunyuan_txt_2_video_request import HunyuanTxt2VideoRequest
from .image_upscale_request import ImageUpscaleRequest
from .joy_caption_request import JoyCaptionRequest
from .kling_avatar_request import KlingAvatarRequest
from .kling_effects_request import KlingEffectsRequest
from .kling_extend_request import KlingExtendRequest
from .kling_lip_sync_request import KlingLipSyncRequest
from .kling_motion_control_request import KlingMotionControlRequest
from .kling_omni_request import KlingOmniRequest
from .kling_sound_request import KlingSoundRequest
from .kling_try_on_request import KlingTryOnRequest
from .kling_turbo_request import KlingTurboRequest
from .kling_video_request import KlingVideoRequest
from .luma_request import LumaRequest
from .midjourney_describe_request import MidjourneyDescribeRequest
from .midjourney_imagine_request import MidjourneyImagineRequest
from .midjourney_request import MidjourneyRequest
from .mmaudio_request import MmaudioRequest
from .music_u_lyrics_request import MusicULyricsRequest
from .music_u_song_request import MusicUSongRequest
from .omni_human_request import OmniHumanRequest
from .qwen_image_edit_request import QwenImageEditRequest
from .qwen_image_txt_2_img_request import QwenImageTxt2ImgRequest
from .remove_background_request import RemoveBackgroundRequest
from .seedance_2_less_restriction_request import Seedance2LessRestrictionRequest
from .seedance_2_mini_request import Seedance2MiniRequest
from .seedance_2_request import Seedance2Request
from .seedance_25_request import Seedance25Request
from .seedance_preview_request import SeedancePreviewRequest
from .seedance_watermark_request import SeedanceWatermarkRequest
from .seedream_request import SeedreamRequest
from .segment_request import SegmentRequest
from .skyreels_request import SkyreelsRequest
from .sora_2_pro_video_request import Sora2ProVideoRequest
from .sora_2_video_request import Sora2VideoRequest
from .sora_2_watermark_request import Sora2WatermarkRequest
from .suno_request import SunoRequest
from .trellis_2_request import Trellis2Request
from .trellis_image_request import TrellisImageRequest
from .trellis_pixal_3d_request import TrellisPixal3DRequest
from .trellis_text_request import TrellisTextRequest
from .tts_request import TtsRequest
from .veo_3_request import Veo3Request
from .veo_31_request import Veo31Request
from .video_background_remove_request import VideoBackgroundRemoveRequest
from .video_faceswap_request import VideoFaceswapRequest
from .video_upscale_request import VideoUpscaleRequest
from .wan_22_img_2_video_request import Wan22Img2VideoRequest
from .wan_22_txt_2_video_request import Wan22Txt2VideoRequest
from .wan_26_img_2_video_request import Wan26Img2VideoRequest
from .wan_26_txt_2_video_request import Wan26Txt2VideoRequest
from .wanx_control_camera_request import WanxControlCameraRequest
from .wanx_img_2_video_lora_request import WanxImg2VideoLoraRequest
from .wanx_img_2_video_request import WanxImg2VideoRequest
from .wanx_keyframe_request import WanxKeyframeRequest
from .wanx_txt_2_video_lora_request import WanxTxt2VideoLoraRequest
from .wanx_txt_2_video_request import WanxTxt2VideoRequest
from .z_image_request import ZImageRequest

CreateTaskRequest: TypeAlias = Annotated[
    AceStepTxt2AudioRequest
    | AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxTxt2ImgRequest
    | FluxImg2ImgRequest
    | FluxTxt2ImgLoraRequest
    | FluxImg2ImgLoraRequest
    | FluxControlNetLoraRequest
    | FluxReduxVariationRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxKontextRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBanana2Request
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanTxt2VideoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingVideoRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingEffectsRequest
    | KlingAvatarRequest
    | KlingTryOnRequest
    | KlingSoundRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingTurboRequest
    | LumaRequest
    | MidjourneyImagineRequest
    | MidjourneyDescribeRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicUSongRequest
    | MusicULyricsRequest
    | OmniHumanRequest
    | QwenImageTxt2ImgRequest
    | QwenImageEditRequest
    | RemoveBackgroundRequest
    | Seedance2Request
    | Seedance2MiniRequest
    | Seedance2LessRestrictionRequest
    | Seedance25Request
    | SeedancePreviewRequest
    | SeedanceWatermarkRequest
    | SeedreamRequest
    | SegmentRequest
    | SkyreelsRequest
    | Sora2VideoRequest
    | Sora2ProVideoRequest
    | Sora2WatermarkRequest
    | SunoRequest
    | TrellisTextRequest
    | TrellisImageRequest
    | Trellis2Request
    | TrellisPixal3DRequest
    | TtsRequest
    | Veo3Request
    | Veo31Request
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | WanxTxt2VideoRequest
    | WanxTxt2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxImg2VideoLoraRequest
    | WanxKeyframeRequest
    | WanxControlCameraRequest
    | Wan22Txt2VideoRequest
    | Wan22Img2VideoRequest
    | Wan26Txt2VideoRequest
    | Wan26Img2VideoRequest
    | ZImageRequest,
    Dispatch(
        properties=(
            "model",
            "task_type",
        ),
    ),
]
"""One of these models."""
