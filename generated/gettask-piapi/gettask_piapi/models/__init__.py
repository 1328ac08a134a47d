"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account import Account
    from .account_credit_pack import AccountCreditPack
    from .account_credit_packs import AccountCreditPacks
    from .account_quota import AccountQuota
    from .account_reply import AccountReply
    from .account_wallet import AccountWallet
    from .ace_step_audio_2_audio_input import AceStepAudio2AudioInput
    from .ace_step_audio_2_audio_request import AceStepAudio2AudioRequest
    from .ace_step_echo import AceStepEcho
    from .ace_step_edit_request import AceStepEditRequest
    from .ace_step_edit_request_input import AceStepEditRequestInput
    from .ace_step_output import AceStepOutput
    from .ace_step_task import AceStepTask
    from .ace_step_task_type import AceStepTaskType
    from .ace_step_txt_2_audio_input import AceStepTxt2AudioInput
    from .ace_step_txt_2_audio_request import AceStepTxt2AudioRequest
    from .active_tasks import ActiveTasks
    from .active_tasks_reply import ActiveTasksReply
    from .active_tasks_reply_data import ActiveTasksReplyData
    from .ai_hug_echo import AiHugEcho
    from .ai_hug_input import AiHugInput
    from .ai_hug_output import AiHugOutput
    from .ai_hug_request import AiHugRequest
    from .ai_hug_task import AiHugTask
    from .any_task import AnyTask
    from .cancel_reply import CancelReply
    from .create_failed_reply import CreateFailedReply
    from .create_task_reply import CreateTaskReply
    from .create_task_request import CreateTaskRequest
    from .diff_rhythm_echo import DiffRhythmEcho
    from .diff_rhythm_input import DiffRhythmInput
    from .diff_rhythm_output import DiffRhythmOutput
    from .diff_rhythm_request import DiffRhythmRequest
    from .diff_rhythm_task import DiffRhythmTask
    from .diff_rhythm_task_type import DiffRhythmTaskType
    from .error_reply import ErrorReply
    from .faceswap_echo import FaceswapEcho
    from .faceswap_image_input import FaceswapImageInput
    from .faceswap_image_request import FaceswapImageRequest
    from .faceswap_multi_input import FaceswapMultiInput
    from .faceswap_multi_request import FaceswapMultiRequest
    from .faceswap_output import FaceswapOutput
    from .faceswap_task import FaceswapTask
    from .faceswap_task_type import FaceswapTaskType
    from .flux_control_net import FluxControlNet
    from .flux_control_net_lora_input import FluxControlNetLoraInput
    from .flux_control_net_lora_request import FluxControlNetLoraRequest
    from .flux_echo import FluxEcho
    from .flux_echo_control_net_settings_item import FluxEchoControlNetSettingsItem
    from .flux_echo_custom_settings_item import FluxEchoCustomSettingsItem
    from .flux_echo_lora_settings_item import FluxEchoLoraSettingsItem
    from .flux_fill_inpaint_input import FluxFillInpaintInput
    from .flux_fill_inpaint_request import FluxFillInpaintRequest
    from .flux_fill_outpaint_input import FluxFillOutpaintInput
    from .flux_fill_outpaint_request import FluxFillOutpaintRequest
    from .flux_img_2_img_input import FluxImg2ImgInput
    from .flux_img_2_img_lora_input import FluxImg2ImgLoraInput
    from .flux_img_2_img_lora_request import FluxImg2ImgLoraRequest
    from .flux_img_2_img_request import FluxImg2ImgRequest
    from .flux_kontext_input import FluxKontextInput
    from .flux_kontext_request import FluxKontextRequest
    from .flux_legacy_info import FluxLegacyInfo
    from .flux_legacy_info_task_input import FluxLegacyInfoTaskInput
    from .flux_legacy_output import FluxLegacyOutput
    from .flux_legacy_result import FluxLegacyResult
    from .flux_legacy_task import FluxLegacyTask
    from .flux_lora import FluxLora
    from .flux_model import FluxModel
    from .flux_outpaint import FluxOutpaint
    from .flux_output import FluxOutput
    from .flux_redux_variation_input import FluxReduxVariationInput
    from .flux_redux_variation_request import FluxReduxVariationRequest
    from .flux_task import FluxTask
    from .flux_task_type import FluxTaskType
    from .flux_txt_2_img_input import FluxTxt2ImgInput
    from .flux_txt_2_img_lora_input import FluxTxt2ImgLoraInput
    from .flux_txt_2_img_lora_request import FluxTxt2ImgLoraRequest
    from .flux_txt_2_img_request import FluxTxt2ImgRequest
    from .framepack_echo import FramepackEcho
    from .framepack_input import FramepackInput
    from .framepack_output import FramepackOutput
    from .framepack_request import FramepackRequest
    from .framepack_task import FramepackTask
    from .gemini_echo import GeminiEcho
    from .gemini_flash_image_input import GeminiFlashImageInput
    from .gemini_flash_image_request import GeminiFlashImageRequest
    from .gemini_nano_banana_2_input import GeminiNanoBanana2Input
    from .gemini_nano_banana_2_request import GeminiNanoBanana2Request
    from .gemini_nano_banana_echo import GeminiNanoBananaEcho
    from .gemini_nano_banana_output import GeminiNanoBananaOutput
    from .gemini_nano_banana_pro_input import GeminiNanoBananaProInput
    from .gemini_nano_banana_pro_request import GeminiNanoBananaProRequest
    from .gemini_nano_banana_task import GeminiNanoBananaTask
    from .gemini_nano_banana_task_type import GeminiNanoBananaTaskType
    from .gemini_output import GeminiOutput
    from .gemini_task import GeminiTask
    from .get_task_reply import GetTaskReply
    from .hailuo_echo import HailuoEcho
    from .hailuo_input import HailuoInput
    from .hailuo_output import HailuoOutput
    from .hailuo_request import HailuoRequest
    from .hailuo_task import HailuoTask
    from .hunyuan_echo import HunyuanEcho
    from .hunyuan_echo_lora_settings_type_0_item import HunyuanEchoLoraSettingsType0Item
    from .hunyuan_img_2_video_input import HunyuanImg2VideoInput
    from .hunyuan_img_2_video_request import HunyuanImg2VideoRequest
    from .hunyuan_lora_input import HunyuanLoraInput
    from .hunyuan_lora_request import HunyuanLoraRequest
    from .hunyuan_lora_setting import HunyuanLoraSetting
    from .hunyuan_output import HunyuanOutput
    from .hunyuan_task import HunyuanTask
    from .hunyuan_task_type import HunyuanTaskType
    from .hunyuan_txt_2_video_input import HunyuanTxt2VideoInput
    from .hunyuan_txt_2_video_request import HunyuanTxt2VideoRequest
    from .image_upscale_echo import ImageUpscaleEcho
    from .image_upscale_input import ImageUpscaleInput
    from .image_upscale_output import ImageUpscaleOutput
    from .image_upscale_request import ImageUpscaleRequest
    from .image_upscale_task import ImageUpscaleTask
    from .joy_caption_echo import JoyCaptionEcho
    from .joy_caption_input import JoyCaptionInput
    from .joy_caption_output import JoyCaptionOutput
    from .joy_caption_request import JoyCaptionRequest
    from .joy_caption_task import JoyCaptionTask
    from .kling_avatar_input import KlingAvatarInput
    from .kling_avatar_request import KlingAvatarRequest
    from .kling_camera_config import KlingCameraConfig
    from .kling_camera_control import KlingCameraControl
    from .kling_cover import KlingCover
    from .kling_echo import KlingEcho
    from .kling_echo_camera_control_type_0 import KlingEchoCameraControlType0
    from .kling_echo_elements_type_0_item import KlingEchoElementsType0Item
    from .kling_effects_input import KlingEffectsInput
    from .kling_effects_request import KlingEffectsRequest
    from .kling_element import KlingElement
    from .kling_extend_input import KlingExtendInput
    from .kling_extend_request import KlingExtendRequest
    from .kling_image import KlingImage
    from .kling_link_output import KlingLinkOutput
    from .kling_lip_sync_input import KlingLipSyncInput
    from .kling_lip_sync_request import KlingLipSyncRequest
    from .kling_motion_control_input import KlingMotionControlInput
    from .kling_motion_control_request import KlingMotionControlRequest
    from .kling_motion_control_task import KlingMotionControlTask
    from .kling_omni_input import KlingOmniInput
    from .kling_omni_request import KlingOmniRequest
    from .kling_omni_task import KlingOmniTask
    from .kling_shot import KlingShot
    from .kling_sound_input import KlingSoundInput
    from .kling_sound_request import KlingSoundRequest
    from .kling_task import KlingTask
    from .kling_task_output import KlingTaskOutput
    from .kling_task_type import KlingTaskType
    from .kling_try_on_input import KlingTryOnInput
    from .kling_try_on_output import KlingTryOnOutput
    from .kling_try_on_request import KlingTryOnRequest
    from .kling_try_on_task import KlingTryOnTask
    from .kling_try_on_work import KlingTryOnWork
    from .kling_turbo_echo import KlingTurboEcho
    from .kling_turbo_input import KlingTurboInput
    from .kling_turbo_request import KlingTurboRequest
    from .kling_turbo_task import KlingTurboTask
    from .kling_video import KlingVideo
    from .kling_video_input import KlingVideoInput
    from .kling_video_output import KlingVideoOutput
    from .kling_video_request import KlingVideoRequest
    from .kling_work import KlingWork
    from .kling_works_output import KlingWorksOutput
    from .llm_choice import LlmChoice
    from .llm_completion_tokens import LlmCompletionTokens
    from .llm_message import LlmMessage
    from .llm_prompt_tokens import LlmPromptTokens
    from .llm_reply import LlmReply
    from .llm_usage import LlmUsage
    from .luma_echo import LumaEcho
    from .luma_echo_key_frames_type_0 import LumaEchoKeyFramesType0
    from .luma_image import LumaImage
    from .luma_input import LumaInput
    from .luma_key_frame import LumaKeyFrame
    from .luma_key_frames import LumaKeyFrames
    from .luma_output import LumaOutput
    from .luma_request import LumaRequest
    from .luma_task import LumaTask
    from .luma_task_type import LumaTaskType
    from .luma_video import LumaVideo
    from .midjourney_describe_input import MidjourneyDescribeInput
    from .midjourney_describe_output import MidjourneyDescribeOutput
    from .midjourney_describe_request import MidjourneyDescribeRequest
    from .midjourney_describe_task import MidjourneyDescribeTask
    from .midjourney_echo import MidjourneyEcho
    from .midjourney_imagine_input import MidjourneyImagineInput
    from .midjourney_imagine_request import MidjourneyImagineRequest
    from .midjourney_input import MidjourneyInput
    from .midjourney_output import MidjourneyOutput
    from .midjourney_request import MidjourneyRequest
    from .midjourney_seed_output import MidjourneySeedOutput
    from .midjourney_seed_task import MidjourneySeedTask
    from .midjourney_task import MidjourneyTask
    from .midjourney_task_type import MidjourneyTaskType
    from .mmaudio_echo import MmaudioEcho
    from .mmaudio_input import MmaudioInput
    from .mmaudio_legacy_argument import MmaudioLegacyArgument
    from .mmaudio_legacy_comment import MmaudioLegacyComment
    from .mmaudio_legacy_comment_tags_item import MmaudioLegacyCommentTagsItem
    from .mmaudio_legacy_cover import MmaudioLegacyCover
    from .mmaudio_legacy_input import MmaudioLegacyInput
    from .mmaudio_legacy_job import MmaudioLegacyJob
    from .mmaudio_legacy_metadata import MmaudioLegacyMetadata
    from .mmaudio_legacy_resource import MmaudioLegacyResource
    from .mmaudio_legacy_task import MmaudioLegacyTask
    from .mmaudio_legacy_task_info import MmaudioLegacyTaskInfo
    from .mmaudio_legacy_work import MmaudioLegacyWork
    from .mmaudio_output import MmaudioOutput
    from .mmaudio_request import MmaudioRequest
    from .mmaudio_task import MmaudioTask
    from .music_u_echo import MusicUEcho
    from .music_u_lyrics import MusicULyrics
    from .music_u_lyrics_input import MusicULyricsInput
    from .music_u_lyrics_output import MusicULyricsOutput
    from .music_u_lyrics_request import MusicULyricsRequest
    from .music_u_lyrics_task import MusicULyricsTask
    from .music_u_output import MusicUOutput
    from .music_u_song import MusicUSong
    from .music_u_song_input import MusicUSongInput
    from .music_u_song_request import MusicUSongRequest
    from .music_u_task import MusicUTask
    from .music_u_task_task_type import MusicUTaskTaskType
    from .omni_human_echo import OmniHumanEcho
    from .omni_human_input import OmniHumanInput
    from .omni_human_output import OmniHumanOutput
    from .omni_human_request import OmniHumanRequest
    from .omni_human_task import OmniHumanTask
    from .qwen_image_echo import QwenImageEcho
    from .qwen_image_edit_input import QwenImageEditInput
    from .qwen_image_edit_request import QwenImageEditRequest
    from .qwen_image_output import QwenImageOutput
    from .qwen_image_task import QwenImageTask
    from .qwen_image_task_type import QwenImageTaskType
    from .qwen_image_txt_2_img_input import QwenImageTxt2ImgInput
    from .qwen_image_txt_2_img_request import QwenImageTxt2ImgRequest
    from .refused_input import RefusedInput
    from .refused_output import RefusedOutput
    from .refused_task import RefusedTask
    from .remove_background_echo import RemoveBackgroundEcho
    from .remove_background_input import RemoveBackgroundInput
    from .remove_background_output import RemoveBackgroundOutput
    from .remove_background_request import RemoveBackgroundRequest
    from .remove_background_task import RemoveBackgroundTask
    from .request_config import RequestConfig
    from .request_webhook import RequestWebhook
    from .seedance_2_input import Seedance2Input
    from .seedance_2_less_restriction_input import Seedance2LessRestrictionInput
    from .seedance_2_less_restriction_request import Seedance2LessRestrictionRequest
    from .seedance_2_mini_input import Seedance2MiniInput
    from .seedance_2_mini_request import Seedance2MiniRequest
    from .seedance_2_request import Seedance2Request
    from .seedance_25_input import Seedance25Input
    from .seedance_25_request import Seedance25Request
    from .seedance_echo import SeedanceEcho
    from .seedance_output import SeedanceOutput
    from .seedance_preview_input import SeedancePreviewInput
    from .seedance_preview_request import SeedancePreviewRequest
    from .seedance_task import SeedanceTask
    from .seedance_task_type import SeedanceTaskType
    from .seedance_watermark_echo import SeedanceWatermarkEcho
    from .seedance_watermark_input import SeedanceWatermarkInput
    from .seedance_watermark_output import SeedanceWatermarkOutput
    from .seedance_watermark_request import SeedanceWatermarkRequest
    from .seedance_watermark_task import SeedanceWatermarkTask
    from .seedream_echo import SeedreamEcho
    from .seedream_input import SeedreamInput
    from .seedream_output import SeedreamOutput
    from .seedream_request import SeedreamRequest
    from .seedream_task import SeedreamTask
    from .segment_echo import SegmentEcho
    from .segment_input import SegmentInput
    from .segment_output import SegmentOutput
    from .segment_request import SegmentRequest
    from .segment_task import SegmentTask
    from .skyreels_echo import SkyreelsEcho
    from .skyreels_input import SkyreelsInput
    from .skyreels_output import SkyreelsOutput
    from .skyreels_request import SkyreelsRequest
    from .skyreels_task import SkyreelsTask
    from .sora_2_echo import Sora2Echo
    from .sora_2_output import Sora2Output
    from .sora_2_pro_video_input import Sora2ProVideoInput
    from .sora_2_pro_video_request import Sora2ProVideoRequest
    from .sora_2_task import Sora2Task
    from .sora_2_task_type import Sora2TaskType
    from .sora_2_video_input import Sora2VideoInput
    from .sora_2_video_request import Sora2VideoRequest
    from .sora_2_watermark_echo import Sora2WatermarkEcho
    from .sora_2_watermark_input import Sora2WatermarkInput
    from .sora_2_watermark_output import Sora2WatermarkOutput
    from .sora_2_watermark_request import Sora2WatermarkRequest
    from .sora_2_watermark_task import Sora2WatermarkTask
    from .suno_clip import SunoClip
    from .suno_clip_metadata import SunoClipMetadata
    from .suno_echo import SunoEcho
    from .suno_input import SunoInput
    from .suno_output import SunoOutput
    from .suno_output_clips import SunoOutputClips
    from .suno_request import SunoRequest
    from .suno_task import SunoTask
    from .suno_task_model import SunoTaskModel
    from .task_config import TaskConfig
    from .task_detail_object import TaskDetailObject
    from .task_error import TaskError
    from .task_error_detail_object import TaskErrorDetailObject
    from .task_history import TaskHistory
    from .task_history_detail import TaskHistoryDetail
    from .task_history_entry import TaskHistoryEntry
    from .task_history_reply import TaskHistoryReply
    from .task_log_entry import TaskLogEntry
    from .task_meta import TaskMeta
    from .task_status import TaskStatus
    from .task_usage import TaskUsage
    from .task_webhook import TaskWebhook
    from .task_webhook_config import TaskWebhookConfig
    from .trellis_2_echo import Trellis2Echo
    from .trellis_2_input import Trellis2Input
    from .trellis_2_output import Trellis2Output
    from .trellis_2_request import Trellis2Request
    from .trellis_2_task import Trellis2Task
    from .trellis_echo import TrellisEcho
    from .trellis_image_input import TrellisImageInput
    from .trellis_image_request import TrellisImageRequest
    from .trellis_output import TrellisOutput
    from .trellis_pixal_3d_echo import TrellisPixal3DEcho
    from .trellis_pixal_3d_input import TrellisPixal3DInput
    from .trellis_pixal_3d_output import TrellisPixal3DOutput
    from .trellis_pixal_3d_request import TrellisPixal3DRequest
    from .trellis_pixal_3d_task import TrellisPixal3DTask
    from .trellis_task import TrellisTask
    from .trellis_task_type import TrellisTaskType
    from .trellis_text_input import TrellisTextInput
    from .trellis_text_request import TrellisTextRequest
    from .tts_config import TtsConfig
    from .tts_echo import TtsEcho
    from .tts_input import TtsInput
    from .tts_output import TtsOutput
    from .tts_request import TtsRequest
    from .tts_task import TtsTask
    from .unknown_task import UnknownTask
    from .upload_reply import UploadReply
    from .upload_request import UploadRequest
    from .uploaded_file import UploadedFile
    from .veo_3_input import Veo3Input
    from .veo_3_request import Veo3Request
    from .veo_3_task import Veo3Task
    from .veo_3_task_type import Veo3TaskType
    from .veo_31_input import Veo31Input
    from .veo_31_request import Veo31Request
    from .veo_31_task import Veo31Task
    from .veo_31_task_type import Veo31TaskType
    from .veo_echo import VeoEcho
    from .veo_output import VeoOutput
    from .video_background_remove_echo import VideoBackgroundRemoveEcho
    from .video_background_remove_input import VideoBackgroundRemoveInput
    from .video_background_remove_output import VideoBackgroundRemoveOutput
    from .video_background_remove_request import VideoBackgroundRemoveRequest
    from .video_background_remove_task import VideoBackgroundRemoveTask
    from .video_faceswap_echo import VideoFaceswapEcho
    from .video_faceswap_input import VideoFaceswapInput
    from .video_faceswap_output import VideoFaceswapOutput
    from .video_faceswap_request import VideoFaceswapRequest
    from .video_faceswap_task import VideoFaceswapTask
    from .video_upscale_echo import VideoUpscaleEcho
    from .video_upscale_input import VideoUpscaleInput
    from .video_upscale_output import VideoUpscaleOutput
    from .video_upscale_request import VideoUpscaleRequest
    from .video_upscale_task import VideoUpscaleTask
    from .wan_22_img_2_video_input import Wan22Img2VideoInput
    from .wan_22_img_2_video_request import Wan22Img2VideoRequest
    from .wan_22_txt_2_video_input import Wan22Txt2VideoInput
    from .wan_22_txt_2_video_request import Wan22Txt2VideoRequest
    from .wan_26_echo import Wan26Echo
    from .wan_26_img_2_video_input import Wan26Img2VideoInput
    from .wan_26_img_2_video_request import Wan26Img2VideoRequest
    from .wan_26_output import Wan26Output
    from .wan_26_task import Wan26Task
    from .wan_26_task_task_type import Wan26TaskTaskType
    from .wan_26_txt_2_video_input import Wan26Txt2VideoInput
    from .wan_26_txt_2_video_request import Wan26Txt2VideoRequest
    from .wanx_camera_config import WanxCameraConfig
    from .wanx_camera_setting import WanxCameraSetting
    from .wanx_control_camera_input import WanxControlCameraInput
    from .wanx_control_camera_request import WanxControlCameraRequest
    from .wanx_echo import WanxEcho
    from .wanx_echo_control_camera_settings_type_0_item import (
        WanxEchoControlCameraSettingsType0Item,
    )
    from .wanx_echo_lora_settings_type_0_item import WanxEchoLoraSettingsType0Item
    from .wanx_img_2_video_input import WanxImg2VideoInput
    from .wanx_img_2_video_lora_input import WanxImg2VideoLoraInput
    from .wanx_img_2_video_lora_request import WanxImg2VideoLoraRequest
    from .wanx_img_2_video_request import WanxImg2VideoRequest
    from .wanx_keyframe_input import WanxKeyframeInput
    from .wanx_keyframe_request import WanxKeyframeRequest
    from .wanx_lora_setting import WanxLoraSetting
    from .wanx_output import WanxOutput
    from .wanx_task import WanxTask
    from .wanx_task_type import WanxTaskType
    from .wanx_txt_2_video_input import WanxTxt2VideoInput
    from .wanx_txt_2_video_lora_input import WanxTxt2VideoLoraInput
    from .wanx_txt_2_video_lora_request import WanxTxt2VideoLoraRequest
    from .wanx_txt_2_video_request import WanxTxt2VideoRequest
    from .z_image_echo import ZImageEcho
    from .z_image_input import ZImageInput
    from .z_image_output import ZImageOutput
    from .z_image_request import ZImageRequest
    from .z_image_task import ZImageTask

_MODULES = {
    "Account": "account",
    "AccountCreditPack": "account_credit_pack",
    "AccountCreditPacks": "account_credit_packs",
    "AccountQuota": "account_quota",
    "AccountReply": "account_reply",
    "AccountWallet": "account_wallet",
    "AceStepAudio2AudioInput": "ace_step_audio_2_audio_input",
    "AceStepAudio2AudioRequest": "ace_step_audio_2_audio_request",
    "AceStepEcho": "ace_step_echo",
    "AceStepEditRequest": "ace_step_edit_request",
    "AceStepEditRequestInput": "ace_step_edit_request_input",
    "AceStepOutput": "ace_step_output",
    "AceStepTask": "ace_step_task",
    "AceStepTaskType": "ace_step_task_type",
    "AceStepTxt2AudioInput": "ace_step_txt_2_audio_input",
    "AceStepTxt2AudioRequest": "ace_step_txt_2_audio_request",
    "ActiveTasks": "active_tasks",
    "ActiveTasksReply": "active_tasks_reply",
    "ActiveTasksReplyData": "active_tasks_reply_data",
    "AiHugEcho": "ai_hug_echo",
    "AiHugInput": "ai_hug_input",
    "AiHugOutput": "ai_hug_output",
    "AiHugRequest": "ai_hug_request",
    "AiHugTask": "ai_hug_task",
    "AnyTask": "any_task",
    "CancelReply": "cancel_reply",
    "CreateFailedReply": "create_failed_reply",
    "CreateTaskReply": "create_task_reply",
    "CreateTaskRequest": "create_task_request",
    "DiffRhythmEcho": "diff_rhythm_echo",
    "DiffRhythmInput": "diff_rhythm_input",
    "DiffRhythmOutput": "diff_rhythm_output",
    "DiffRhythmRequest": "diff_rhythm_request",
    "DiffRhythmTask": "diff_rhythm_task",
    "DiffRhythmTaskType": "diff_rhythm_task_type",
    "ErrorReply": "error_reply",
    "FaceswapEcho": "faceswap_echo",
    "FaceswapImageInput": "faceswap_image_input",
    "FaceswapImageRequest": "faceswap_image_request",
    "FaceswapMultiInput": "faceswap_multi_input",
    "FaceswapMultiRequest": "faceswap_multi_request",
    "FaceswapOutput": "faceswap_output",
    "FaceswapTask": "faceswap_task",
    "FaceswapTaskType": "faceswap_task_type",
    "FluxControlNet": "flux_control_net",
    "FluxControlNetLoraInput": "flux_control_net_lora_input",
    "FluxControlNetLoraRequest": "flux_control_net_lora_request",
    "FluxEcho": "flux_echo",
    "FluxEchoControlNetSettingsItem": "flux_echo_control_net_settings_item",
    "FluxEchoCustomSettingsItem": "flux_echo_custom_settings_item",
    "FluxEchoLoraSettingsItem": "flux_echo_lora_settings_item",
    "FluxFillInpaintInput": "flux_fill_inpaint_input",
    "FluxFillInpaintRequest": "flux_fill_inpaint_request",
    "FluxFillOutpaintInput": "flux_fill_outpaint_input",
    "FluxFillOutpaintRequest": "flux_fill_outpaint_request",
    "FluxImg2ImgInput": "flux_img_2_img_input",
    "FluxImg2ImgLoraInput": "flux_img_2_img_lora_input",
    "FluxImg2ImgLoraRequest": "flux_img_2_img_lora_request",
    "FluxImg2ImgRequest": "flux_img_2_img_request",
    "FluxKontextInput": "flux_kontext_input",
    "FluxKontextRequest": "flux_kontext_request",
    "FluxLegacyInfo": "flux_legacy_info",
    "FluxLegacyInfoTaskInput": "flux_legacy_info_task_input",
    "FluxLegacyOutput": "flux_legacy_output",
    "FluxLegacyResult": "flux_legacy_result",
    "FluxLegacyTask": "flux_legacy_task",
    "FluxLora": "flux_lora",
    "FluxModel": "flux_model",
    "FluxOutpaint": "flux_outpaint",
    "FluxOutput": "flux_output",
    "FluxReduxVariationInput": "flux_redux_variation_input",
    "FluxReduxVariationRequest": "flux_redux_variation_request",
    "FluxTask": "flux_task",
    "FluxTaskType": "flux_task_type",
    "FluxTxt2ImgInput": "flux_txt_2_img_input",
    "FluxTxt2ImgLoraInput": "flux_txt_2_img_lora_input",
    "FluxTxt2ImgLoraRequest": "flux_txt_2_img_lora_request",
    "FluxTxt2ImgRequest": "flux_txt_2_img_request",
    "FramepackEcho": "framepack_echo",
    "FramepackInput": "framepack_input",
    "FramepackOutput": "framepack_output",
    "FramepackRequest": "framepack_request",
    "FramepackTask": "framepack_task",
    "GeminiEcho": "gemini_echo",
    "GeminiFlashImageInput": "gemini_flash_image_input",
    "GeminiFlashImageRequest": "gemini_flash_image_request",
    "GeminiNanoBanana2Input": "gemini_nano_banana_2_input",
    "GeminiNanoBanana2Request": "gemini_nano_banana_2_request",
    "GeminiNanoBananaEcho": "gemini_nano_banana_echo",
    "GeminiNanoBananaOutput": "gemini_nano_banana_output",
    "GeminiNanoBananaProInput": "gemini_nano_banana_pro_input",
    "GeminiNanoBananaProRequest": "gemini_nano_banana_pro_request",
    "GeminiNanoBananaTask": "gemini_nano_banana_task",
    "GeminiNanoBananaTaskType": "gemini_nano_banana_task_type",
    "GeminiOutput": "gemini_output",
    "GeminiTask": "gemini_task",
    "GetTaskReply": "get_task_reply",
    "HailuoEcho": "hailuo_echo",
    "HailuoInput": "hailuo_input",
    "HailuoOutput": "hailuo_output",
    "HailuoRequest": "hailuo_request",
    "HailuoTask": "hailuo_task",
    "HunyuanEcho": "hunyuan_echo",
    "HunyuanEchoLoraSettingsType0Item": "hunyuan_echo_lora_settings_type_0_item",
    "HunyuanImg2VideoInput": "hunyuan_img_2_video_input",
    "HunyuanImg2VideoRequest": "hunyuan_img_2_video_request",
    "HunyuanLoraInput": "hunyuan_lora_input",
    "HunyuanLoraRequest": "hunyuan_lora_request",
    "HunyuanLoraSetting": "hunyuan_lora_setting",
    "HunyuanOutput": "hunyuan_output",
    "HunyuanTask": "hunyuan_task",
    "HunyuanTaskType": "hunyuan_task_type",
    "HunyuanTxt2VideoInput": "hunyuan_txt_2_video_input",
    "HunyuanTxt2VideoRequest": "hunyuan_txt_2_video_request",
    "ImageUpscaleEcho": "image_upscale_echo",
    "ImageUpscaleInput": "image_upscale_input",
    "ImageUpscaleOutput": "image_upscale_output",
    "ImageUpscaleRequest": "image_upscale_request",
    "ImageUpscaleTask": "image_upscale_task",
    "JoyCaptionEcho": "joy_caption_echo",
    "JoyCaptionInput": "joy_caption_input",
    "JoyCaptionOutput": "joy_caption_output",
    "JoyCaptionRequest": "joy_caption_request",
    "JoyCaptionTask": "joy_caption_task",
    "KlingAvatarInput": "kling_avatar_input",
    "KlingAvatarRequest": "kling_avatar_request",
    "KlingCameraConfig": "kling_camera_config",
    "KlingCameraControl": "kling_camera_control",
    "KlingCover": "kling_cover",
    "KlingEcho": "kling_echo",
    "KlingEchoCameraControlType0": "kling_echo_camera_control_type_0",
    "KlingEchoElementsType0Item": "kling_echo_elements_type_0_item",
    "KlingEffectsInput": "kling_effects_input",
    "KlingEffectsRequest": "kling_effects_request",
    "KlingElement": "kling_element",
    "KlingExtendInput": "kling_extend_input",
    "KlingExtendRequest": "kling_extend_request",
    "KlingImage": "kling_image",
    "KlingLinkOutput": "kling_link_output",
    "KlingLipSyncInput": "kling_lip_sync_input",
    "KlingLipSyncRequest": "kling_lip_sync_request",
    "KlingMotionControlInput": "kling_motion_control_input",
    "KlingMotionControlRequest": "kling_motion_control_request",
    "KlingMotionControlTask": "kling_motion_control_task",
    "KlingOmniInput": "kling_omni_input",
    "KlingOmniRequest": "kling_omni_request",
    "KlingOmniTask": "kling_omni_task",
    "KlingShot": "kling_shot",
    "KlingSoundInput": "kling_sound_input",
    "KlingSoundRequest": "kling_sound_request",
    "KlingTask": "kling_task",
    "KlingTaskOutput": "kling_task_output",
    "KlingTaskType": "kling_task_type",
    "KlingTryOnInput": "kling_try_on_input",
    "KlingTryOnOutput": "kling_try_on_output",
    "KlingTryOnRequest": "kling_try_on_request",
    "KlingTryOnTask": "kling_try_on_task",
    "KlingTryOnWork": "kling_try_on_work",
    "KlingTurboEcho": "kling_turbo_echo",
    "KlingTurboInput": "kling_turbo_input",
    "KlingTurboRequest": "kling_turbo_request",
    "KlingTurboTask": "kling_turbo_task",
    "KlingVideo": "kling_video",
    "KlingVideoInput": "kling_video_input",
    "KlingVideoOutput": "kling_video_output",
    "KlingVideoRequest": "kling_video_request",
    "KlingWork": "kling_work",
    "KlingWorksOutput": "kling_works_output",
    "LlmChoice": "llm_choice",
    "LlmCompletionTokens": "llm_completion_tokens",
    "LlmMessage": "llm_message",
    "LlmPromptTokens": "llm_prompt_tokens",
    "LlmReply": "llm_reply",
    "LlmUsage": "llm_usage",
    "LumaEcho": "luma_echo",
    "LumaEchoKeyFramesType0": "luma_echo_key_frames_type_0",
    "LumaImage": "luma_image",
    "LumaInput": "luma_input",
    "LumaKeyFrame": "luma_key_frame",
    "LumaKeyFrames": "luma_key_frames",
    "LumaOutput": "luma_output",
    "LumaRequest": "luma_request",
    "LumaTask": "luma_task",
    "LumaTaskType": "luma_task_type",
    "LumaVideo": "luma_video",
    "MidjourneyDescribeInput": "midjourney_describe_input",
    "MidjourneyDescribeOutput": "midjourney_describe_output",
    "MidjourneyDescribeRequest": "midjourney_describe_request",
    "MidjourneyDescribeTask": "midjourney_describe_task",
    "MidjourneyEcho": "midjourney_echo",
    "MidjourneyImagineInput": "midjourney_imagine_input",
    "MidjourneyImagineRequest": "midjourney_imagine_request",
    "MidjourneyInput": "midjourney_input",
    "MidjourneyOutput": "midjourney_output",
    "MidjourneyRequest": "midjourney_request",
    "MidjourneySeedOutput": "midjourney_seed_output",
    "MidjourneySeedTask": "midjourney_seed_task",
    "MidjourneyTask": "midjourney_task",
    "MidjourneyTaskType": "midjourney_task_type",
    "MmaudioEcho": "mmaudio_echo",
    "MmaudioInput": "mmaudio_input",
    "MmaudioLegacyArgument": "mmaudio_legacy_argument",
    "MmaudioLegacyComment": "mmaudio_legacy_comment",
    "MmaudioLegacyCommentTagsItem": "mmaudio_legacy_comment_tags_item",
    "MmaudioLegacyCover": "mmaudio_legacy_cover",
    "MmaudioLegacyInput": "mmaudio_legacy_input",
    "MmaudioLegacyJob": "mmaudio_legacy_job",
    "MmaudioLegacyMetadata": "mmaudio_legacy_metadata",
    "MmaudioLegacyResource": "mmaudio_legacy_resource",
    "MmaudioLegacyTask": "mmaudio_legacy_task",
    "MmaudioLegacyTaskInfo": "mmaudio_legacy_task_info",
    "MmaudioLegacyWork": "mmaudio_legacy_work",
    "MmaudioOutput": "mmaudio_output",
    "MmaudioRequest": "mmaudio_request",
    "MmaudioTask": "mmaudio_task",
    "MusicUEcho": "music_u_echo",
    "MusicULyrics": "music_u_lyrics",
    "MusicULyricsInput": "music_u_lyrics_input",
    "MusicULyricsOutput": "music_u_lyrics_output",
    "MusicULyricsRequest": "music_u_lyrics_request",
    "MusicULyricsTask": "music_u_lyrics_task",
    "MusicUOutput": "music_u_output",
    "MusicUSong": "music_u_song",
    "MusicUSongInput": "music_u_song_input",
    "MusicUSongRequest": "music_u_song_request",
    "MusicUTask": "music_u_task",
    "MusicUTaskTaskType": "music_u_task_task_type",
    "OmniHumanEcho": "omni_human_echo",
    "OmniHumanInput": "omni_human_input",
    "OmniHumanOutput": "omni_human_output",
    "OmniHumanRequest": "omni_human_request",
    "OmniHumanTask": "omni_human_task",
    "QwenImageEcho": "qwen_image_echo",
    "QwenImageEditInput": "qwen_image_edit_input",
    "QwenImageEditRequest": "qwen_image_edit_request",
    "QwenImageOutput": "qwen_image_output",
    "QwenImageTask": "qwen_image_task",
    "QwenImageTaskType": "qwen_image_task_type",
    "QwenImageTxt2ImgInput": "qwen_image_txt_2_img_input",
    "QwenImageTxt2ImgRequest": "qwen_image_txt_2_img_request",
    "RefusedInput": "refused_input",
    "RefusedOutput": "refused_output",
    "RefusedTask": "refused_task",
    "RemoveBackgroundEcho": "remove_background_echo",
    "RemoveBackgroundInput": "remove_background_input",
    "RemoveBackgroundOutput": "remove_background_output",
    "RemoveBackgroundRequest": "remove_background_request",
    "RemoveBackgroundTask": "remove_background_task",
    "RequestConfig": "request_config",
    "RequestWebhook": "request_webhook",
    "Seedance25Input": "seedance_25_input",
    "Seedance25Request": "seedance_25_request",
    "Seedance2Input": "seedance_2_input",
    "Seedance2LessRestrictionInput": "seedance_2_less_restriction_input",
    "Seedance2LessRestrictionRequest": "seedance_2_less_restriction_request",
    "Seedance2MiniInput": "seedance_2_mini_input",
    "Seedance2MiniRequest": "seedance_2_mini_request",
    "Seedance2Request": "seedance_2_request",
    "SeedanceEcho": "seedance_echo",
    "SeedanceOutput": "seedance_output",
    "SeedancePreviewInput": "seedance_preview_input",
    "SeedancePreviewRequest": "seedance_preview_request",
    "SeedanceTask": "seedance_task",
    "SeedanceTaskType": "seedance_task_type",
    "SeedanceWatermarkEcho": "seedance_watermark_echo",
    "SeedanceWatermarkInput": "seedance_watermark_input",
    "SeedanceWatermarkOutput": "seedance_watermark_output",
    "SeedanceWatermarkRequest": "seedance_watermark_request",
    "SeedanceWatermarkTask": "seedance_watermark_task",
    "SeedreamEcho": "seedream_echo",
    "SeedreamInput": "seedream_input",
    "SeedreamOutput": "seedream_output",
    "SeedreamRequest": "seedream_request",
    "SeedreamTask": "seedream_task",
    "SegmentEcho": "segment_echo",
    "SegmentInput": "segment_input",
    "SegmentOutput": "segment_output",
    "SegmentRequest": "segment_request",
    "SegmentTask": "segment_task",
    "SkyreelsEcho": "skyreels_echo",
    "SkyreelsInput": "skyreels_input",
    "SkyreelsOutput": "skyreels_output",
    "SkyreelsRequest": "skyreels_request",
    "SkyreelsTask": "skyreels_task",
    "Sora2Echo": "sora_2_echo",
    "Sora2Output": "sora_2_output",
    "Sora2ProVideoInput": "sora_2_pro_video_input",
    "Sora2ProVideoRequest": "sora_2_pro_video_request",
    "Sora2Task": "sora_2_task",
    "Sora2TaskType": "sora_2_task_type",
    "Sora2VideoInput": "sora_2_video_input",
    "Sora2VideoRequest": "sora_2_video_request",
    "Sora2WatermarkEcho": "sora_2_watermark_echo",
    "Sora2WatermarkInput": "sora_2_watermark_input",
    "Sora2WatermarkOutput": "sora_2_watermark_output",
    "Sora2WatermarkRequest": "sora_2_watermark_request",
    "Sora2WatermarkTask": "sora_2_watermark_task",
    "SunoClip": "suno_clip",
    "SunoClipMetadata": "suno_clip_metadata",
    "SunoEcho": "suno_echo",
    "SunoInput": "suno_input",
    "SunoOutput": "suno_output",
    "SunoOutputClips": "suno_output_clips",
    "SunoRequest": "suno_request",
    "SunoTask": "suno_task",
    "SunoTaskModel": "suno_task_model",
    "TaskConfig": "task_config",
    "TaskDetailObject": "task_detail_object",
    "TaskError": "task_error",
    "TaskErrorDetailObject": "task_error_detail_object",
    "TaskHistory": "task_history",
    "TaskHistoryDetail": "task_history_detail",
    "TaskHistoryEntry": "task_history_entry",
    "TaskHistoryReply": "task_history_reply",
    "TaskLogEntry": "task_log_entry",
    "TaskMeta": "task_meta",
    "TaskStatus": "task_status",
    "TaskUsage": "task_usage",
    "TaskWebhook": "task_webhook",
    "TaskWebhookConfig": "task_webhook_config",
    "Trellis2Echo": "trellis_2_echo",
    "Trellis2Input": "trellis_2_input",
    "Trellis2Output": "trellis_2_output",
    "Trellis2Request": "trellis_2_request",
    "Trellis2Task": "trellis_2_task",
    "TrellisEcho": "trellis_echo",
    "TrellisImageInput": "trellis_image_input",
    "TrellisImageRequest": "trellis_image_request",
    "TrellisOutput": "trellis_output",
    "TrellisPixal3DEcho": "trellis_pixal_3d_echo",
    "TrellisPixal3DInput": "trellis_pixal_3d_input",
    "TrellisPixal3DOutput": "trellis_pixal_3d_output",
    "TrellisPixal3DRequest": "trellis_pixal_3d_request",
    "TrellisPixal3DTask": "trellis_pixal_3d_task",
    "TrellisTask": "trellis_task",
    "TrellisTaskType": "trellis_task_type",
    "TrellisTextInput": "trellis_text_input",
    "TrellisTextRequest": "trellis_text_request",
    "TtsConfig": "tts_config",
    "TtsEcho": "tts_echo",
    "TtsInput": "tts_input",
    "TtsOutput": "tts_output",
    "TtsRequest": "tts_request",
    "TtsTask": "tts_task",
    "UnknownTask": "unknown_task",
    "UploadReply": "upload_reply",
    "UploadRequest": "upload_request",
    "UploadedFile": "uploaded_file",
    "Veo31Input": "veo_31_input",
    "Veo31Request": "veo_31_request",
    "Veo31Task": "veo_31_task",
    "Veo31TaskType": "veo_31_task_type",
    "Veo3Input": "veo_3_input",
    "Veo3Request": "veo_3_request",
    "Veo3Task": "veo_3_task",
    "Veo3TaskType": "veo_3_task_type",
    "VeoEcho": "veo_echo",
    "VeoOutput": "veo_output",
    "VideoBackgroundRemoveEcho": "video_background_remove_echo",
    "VideoBackgroundRemoveInput": "video_background_remove_input",
    "VideoBackgroundRemoveOutput": "video_background_remove_output",
    "VideoBackgroundRemoveRequest": "video_background_remove_request",
    "VideoBackgroundRemoveTask": "video_background_remove_task",
    "VideoFaceswapEcho": "video_faceswap_echo",
    "VideoFaceswapInput": "video_faceswap_input",
    "VideoFaceswapOutput": "video_faceswap_output",
    "VideoFaceswapRequest": "video_faceswap_request",
    "VideoFaceswapTask": "video_faceswap_task",
    "VideoUpscaleEcho": "video_upscale_echo",
    "VideoUpscaleInput": "video_upscale_input",
    "VideoUpscaleOutput": "video_upscale_output",
    "VideoUpscaleRequest": "video_upscale_request",
    "VideoUpscaleTask": "video_upscale_task",
    "Wan22Img2VideoInput": "wan_22_img_2_video_input",
    "Wan22Img2VideoRequest": "wan_22_img_2_video_request",
    "Wan22Txt2VideoInput": "wan_22_txt_2_video_input",
    "Wan22Txt2VideoRequest": "wan_22_txt_2_video_request",
    "Wan26Echo": "wan_26_echo",
    "Wan26Img2VideoInput": "wan_26_img_2_video_input",
    "Wan26Img2VideoRequest": "wan_26_img_2_video_request",
    "Wan26Output": "wan_26_output",
    "Wan26Task": "wan_26_task",
    "Wan26TaskTaskType": "wan_26_task_task_type",
    "Wan26Txt2VideoInput": "wan_26_txt_2_video_input",
    "Wan26Txt2VideoRequest": "wan_26_txt_2_video_request",
    "WanxCameraConfig": "wanx_camera_config",
    "WanxCameraSetting": "wanx_camera_setting",
    "WanxControlCameraInput": "wanx_control_camera_input",
    "WanxControlCameraRequest": "wanx_control_camera_request",
    "WanxEcho": "wanx_echo",
    "WanxEchoControlCameraSettingsType0Item": "wanx_echo_control_camera_settings_type_0_item",
    "WanxEchoLoraSettingsType0Item": "wanx_echo_lora_settings_type_0_item",
    "WanxImg2VideoInput": "wanx_img_2_video_input",
    "WanxImg2VideoLoraInput": "wanx_img_2_video_lora_input",
    "WanxImg2VideoLoraRequest": "wanx_img_2_video_lora_request",
    "WanxImg2VideoRequest": "wanx_img_2_video_request",
    "WanxKeyframeInput": "wanx_keyframe_input",
    "WanxKeyframeRequest": "wanx_keyframe_request",
    "WanxLoraSetting": "wanx_lora_setting",
    "WanxOutput": "wanx_output",
    "WanxTask": "wanx_task",
    "WanxTaskType": "wanx_task_type",
    "WanxTxt2VideoInput": "wanx_txt_2_video_input",
    "WanxTxt2VideoLoraInput": "wanx_txt_2_video_lora_input",
    "WanxTxt2VideoLoraRequest": "wanx_txt_2_video_lora_request",
    "WanxTxt2VideoRequest": "wanx_txt_2_video_request",
    "ZImageEcho": "z_image_echo",
    "ZImageInput": "z_image_input",
    "ZImageOutput": "z_image_output",
    "ZImageRequest": "z_image_request",
    "ZImageTask": "z_image_task",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*__all__]


__all__ = [
    "Account",
    "AccountCreditPack",
    "AccountCreditPacks",
    "AccountQuota",
    "AccountReply",
    "AccountWallet",
    "AceStepAudio2AudioInput",
    "AceStepAudio2AudioRequest",
    "AceStepEcho",
    "AceStepEditRequest",
    "AceStepEditRequestInput",
    "AceStepOutput",
    "AceStepTask",
    "AceStepTaskType",
    "AceStepTxt2AudioInput",
    "AceStepTxt2AudioRequest",
    "ActiveTasks",
    "ActiveTasksReply",
    "ActiveTasksReplyData",
    "AiHugEcho",
    "AiHugInput",
    "AiHugOutput",
    "AiHugRequest",
    "AiHugTask",
    "AnyTask",
    "CancelReply",
    "CreateFailedReply",
    "CreateTaskReply",
    "CreateTaskRequest",
    "DiffRhythmEcho",
    "DiffRhythmInput",
    "DiffRhythmOutput",
    "DiffRhythmRequest",
    "DiffRhythmTask",
    "DiffRhythmTaskType",
    "ErrorReply",
    "FaceswapEcho",
    "FaceswapImageInput",
    "FaceswapImageRequest",
    "FaceswapMultiInput",
    "FaceswapMultiRequest",
    "FaceswapOutput",
    "FaceswapTask",
    "FaceswapTaskType",
    "FluxControlNet",
    "FluxControlNetLoraInput",
    "FluxControlNetLoraRequest",
    "FluxEcho",
    "FluxEchoControlNetSettingsItem",
    "FluxEchoCustomSettingsItem",
    "FluxEchoLoraSettingsItem",
    "FluxFillInpaintInput",
    "FluxFillInpaintRequest",
    "FluxFillOutpaintInput",
    "FluxFillOutpaintRequest",
    "FluxImg2ImgInput",
    "FluxImg2ImgLoraInput",
    "FluxImg2ImgLoraRequest",
    "FluxImg2ImgRequest",
    "FluxKontextInput",
    "FluxKontextRequest",
    "FluxLegacyInfo",
    "FluxLegacyInfoTaskInput",
    "FluxLegacyOutput",
    "FluxLegacyResult",
    "FluxLegacyTask",
    "FluxLora",
    "FluxModel",
    "FluxOutpaint",
    "FluxOutput",
    "FluxReduxVariationInput",
    "FluxReduxVariationRequest",
    "FluxTask",
    "FluxTaskType",
    "FluxTxt2ImgInput",
    "FluxTxt2ImgLoraInput",
    "FluxTxt2ImgLoraRequest",
    "FluxTxt2ImgRequest",
    "FramepackEcho",
    "FramepackInput",
    "FramepackOutput",
    "FramepackRequest",
    "FramepackTask",
    "GeminiEcho",
    "GeminiFlashImageInput",
    "GeminiFlashImageRequest",
    "GeminiNanoBanana2Input",
    "GeminiNanoBanana2Request",
    "GeminiNanoBananaEcho",
    "GeminiNanoBananaOutput",
    "GeminiNanoBananaProInput",
    "GeminiNanoBananaProRequest",
    "GeminiNanoBananaTask",
    "GeminiNanoBananaTaskType",
    "GeminiOutput",
    "GeminiTask",
    "GetTaskReply",
    "HailuoEcho",
    "HailuoInput",
    "HailuoOutput",
    "HailuoRequest",
    "HailuoTask",
    "HunyuanEcho",
    "HunyuanEchoLoraSettingsType0Item",
    "HunyuanImg2VideoInput",
    "HunyuanImg2VideoRequest",
    "HunyuanLoraInput",
    "HunyuanLoraRequest",
    "HunyuanLoraSetting",
    "HunyuanOutput",
    "HunyuanTask",
    "HunyuanTaskType",
    "HunyuanTxt2VideoInput",
    "HunyuanTxt2VideoRequest",
    "ImageUpscaleEcho",
    "ImageUpscaleInput",
    "ImageUpscaleOutput",
    "ImageUpscaleRequest",
    "ImageUpscaleTask",
    "JoyCaptionEcho",
    "JoyCaptionInput",
    "JoyCaptionOutput",
    "JoyCaptionRequest",
    "JoyCaptionTask",
    "KlingAvatarInput",
    "KlingAvatarRequest",
    "KlingCameraConfig",
    "KlingCameraControl",
    "KlingCover",
    "KlingEcho",
    "KlingEchoCameraControlType0",
    "KlingEchoElementsType0Item",
    "KlingEffectsInput",
    "KlingEffectsRequest",
    "KlingElement",
    "KlingExtendInput",
    "KlingExtendRequest",
    "KlingImage",
    "KlingLinkOutput",
    "KlingLipSyncInput",
    "KlingLipSyncRequest",
    "KlingMotionControlInput",
    "KlingMotionControlRequest",
    "KlingMotionControlTask",
    "KlingOmniInput",
    "KlingOmniRequest",
    "KlingOmniTask",
    "KlingShot",
    "KlingSoundInput",
    "KlingSoundRequest",
    "KlingTask",
    "KlingTaskOutput",
    "KlingTaskType",
    "KlingTryOnInput",
    "KlingTryOnOutput",
    "KlingTryOnRequest",
    "KlingTryOnTask",
    "KlingTryOnWork",
    "KlingTurboEcho",
    "KlingTurboInput",
    "KlingTurboRequest",
    "KlingTurboTask",
    "KlingVideo",
    "KlingVideoInput",
    "KlingVideoOutput",
    "KlingVideoRequest",
    "KlingWork",
    "KlingWorksOutput",
    "LlmChoice",
    "LlmCompletionTokens",
    "LlmMessage",
    "LlmPromptTokens",
    "LlmReply",
    "LlmUsage",
    "LumaEcho",
    "LumaEchoKeyFramesType0",
    "LumaImage",
    "LumaInput",
    "LumaKeyFrame",
    "LumaKeyFrames",
    "LumaOutput",
    "LumaRequest",
    "LumaTask",
    "LumaTaskType",
    "LumaVideo",
    "MidjourneyDescribeInput",
    "MidjourneyDescribeOutput",
    "MidjourneyDescribeRequest",
    "MidjourneyDescribeTask",
    "MidjourneyEcho",
    "MidjourneyImagineInput",
    "MidjourneyImagineRequest",
    "MidjourneyInput",
    "MidjourneyOutput",
    "MidjourneyRequest",
    "MidjourneySeedOutput",
    "MidjourneySeedTask",
    "MidjourneyTask",
    "MidjourneyTaskType",
    "MmaudioEcho",
    "MmaudioInput",
    "MmaudioLegacyArgument",
    "MmaudioLegacyComment",
    "MmaudioLegacyCommentTagsItem",
    "MmaudioLegacyCover",
    "MmaudioLegacyInput",
    "MmaudioLegacyJob",
    "MmaudioLegacyMetadata",
    "MmaudioLegacyResource",
    "MmaudioLegacyTask",
    "MmaudioLegacyTaskInfo",
    "MmaudioLegacyWork",
    "MmaudioOutput",
    "MmaudioRequest",
    "MmaudioTask",
    "MusicUEcho",
    "MusicULyrics",
    "MusicULyricsInput",
    "MusicULyricsOutput",
    "MusicULyricsRequest",
    "MusicULyricsTask",
    "MusicUOutput",
    "MusicUSong",
    "MusicUSongInput",
    "MusicUSongRequest",
    "MusicUTask",
    "MusicUTaskTaskType",
    "OmniHumanEcho",
    "OmniHumanInput",
    "OmniHumanOutput",
    "OmniHumanRequest",
    "OmniHumanTask",
    "QwenImageEcho",
    "QwenImageEditInput",
    "QwenImageEditRequest",
    "QwenImageOutput",
    "QwenImageTask",
    "QwenImageTaskType",
    "QwenImageTxt2ImgInput",
    "QwenImageTxt2ImgRequest",
    "RefusedInput",
    "RefusedOutput",
    "RefusedTask",
    "RemoveBackgroundEcho",
    "RemoveBackgroundInput",
    "RemoveBackgroundOutput",
    "RemoveBackgroundRequest",
    "RemoveBackgroundTask",
    "RequestConfig",
    "RequestWebhook",
    "Seedance2Input",
    "Seedance2LessRestrictionInput",
    "Seedance2LessRestrictionRequest",
    "Seedance2MiniInput",
    "Seedance2MiniRequest",
    "Seedance2Request",
    "Seedance25Input",
    "Seedance25Request",
    "SeedanceEcho",
    "SeedanceOutput",
    "SeedancePreviewInput",
    "SeedancePreviewRequest",
    "SeedanceTask",
    "SeedanceTaskType",
    "SeedanceWatermarkEcho",
    "SeedanceWatermarkInput",
    "SeedanceWatermarkOutput",
    "SeedanceWatermarkRequest",
    "SeedanceWatermarkTask",
    "SeedreamEcho",
    "SeedreamInput",
    "SeedreamOutput",
    "SeedreamRequest",
    "SeedreamTask",
    "SegmentEcho",
    "SegmentInput",
    "SegmentOutput",
    "SegmentRequest",
    "SegmentTask",
    "SkyreelsEcho",
    "SkyreelsInput",
    "SkyreelsOutput",
    "SkyreelsRequest",
    "SkyreelsTask",
    "Sora2Echo",
    "Sora2Output",
    "Sora2ProVideoInput",
    "Sora2ProVideoRequest",
    "Sora2Task",
    "Sora2TaskType",
    "Sora2VideoInput",
    "Sora2VideoRequest",
    "Sora2WatermarkEcho",
    "Sora2WatermarkInput",
    "Sora2WatermarkOutput",
    "Sora2WatermarkRequest",
    "Sora2WatermarkTask",
    "SunoClip",
    "SunoClipMetadata",
    "SunoEcho",
    "SunoInput",
    "SunoOutput",
    "SunoOutputClips",
    "SunoRequest",
    "SunoTask",
    "SunoTaskModel",
    "TaskConfig",
    "TaskDetailObject",
    "TaskError",
    "TaskErrorDetailObject",
    "TaskHistory",
    "TaskHistoryDetail",
    "TaskHistoryEntry",
    "TaskHistoryReply",
    "TaskLogEntry",
    "TaskMeta",
    "TaskStatus",
    "TaskUsage",
    "TaskWebhook",
    "TaskWebhookConfig",
    "Trellis2Echo",
    "Trellis2Input",
    "Trellis2Output",
    "Trellis2Request",
    "Trellis2Task",
    "TrellisEcho",
    "TrellisImageInput",
    "TrellisImageRequest",
    "TrellisOutput",
    "TrellisPixal3DEcho",
    "TrellisPixal3DInput",
    "TrellisPixal3DOutput",
    "TrellisPixal3DRequest",
    "TrellisPixal3DTask",
    "TrellisTask",
    "TrellisTaskType",
    "TrellisTextInput",
    "TrellisTextRequest",
    "TtsConfig",
    "TtsEcho",
    "TtsInput",
    "TtsOutput",
    "TtsRequest",
    "TtsTask",
    "UnknownTask",
    "UploadReply",
    "UploadRequest",
    "UploadedFile",
    "Veo3Input",
    "Veo3Request",
    "Veo3Task",
    "Veo3TaskType",
    "Veo31Input",
    "Veo31Request",
    "Veo31Task",
    "Veo31TaskType",
    "VeoEcho",
    "VeoOutput",
    "VideoBackgroundRemoveEcho",
    "VideoBackgroundRemoveInput",
    "VideoBackgroundRemoveOutput",
    "VideoBackgroundRemoveRequest",
    "VideoBackgroundRemoveTask",
    "VideoFaceswapEcho",
    "VideoFaceswapInput",
    "VideoFaceswapOutput",
    "VideoFaceswapRequest",
    "VideoFaceswapTask",
    "VideoUpscaleEcho",
    "VideoUpscaleInput",
    "VideoUpscaleOutput",
    "VideoUpscaleRequest",
    "VideoUpscaleTask",
    "Wan22Img2VideoInput",
    "Wan22Img2VideoRequest",
    "Wan22Txt2VideoInput",
    "Wan22Txt2VideoRequest",
    "Wan26Echo",
    "Wan26Img2VideoInput",
    "Wan26Img2VideoRequest",
    "Wan26Output",
    "Wan26Task",
    "Wan26TaskTaskType",
    "Wan26Txt2VideoInput",
    "Wan26Txt2VideoRequest",
    "WanxCameraConfig",
    "WanxCameraSetting",
    "WanxControlCameraInput",
    "WanxControlCameraRequest",
    "WanxEcho",
    "WanxEchoControlCameraSettingsType0Item",
    "WanxEchoLoraSettingsType0Item",
    "WanxImg2VideoInput",
    "WanxImg2VideoLoraInput",
    "WanxImg2VideoLoraRequest",
    "WanxImg2VideoRequest",
    "WanxKeyframeInput",
    "WanxKeyframeRequest",
    "WanxLoraSetting",
    "WanxOutput",
    "WanxTask",
    "WanxTaskType",
    "WanxTxt2VideoInput",
    "WanxTxt2VideoLoraInput",
    "WanxTxt2VideoLoraRequest",
    "WanxTxt2VideoRequest",
    "ZImageEcho",
    "ZImageInput",
    "ZImageOutput",
    "ZImageRequest",
    "ZImageTask",
]
