from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..decoding import dispatch, encode, is_integral, mismatch, missing
from ..errors import DecodeError


@_attrs_define(kw_only=True)
class TaskWebhook:
    """The task as Get Task would return it. One report has it without timestamp and data around it.
    The page's own example, a Luma task of 2024-08, holds its video under output.generation, which
    no later body does.

    Attributes:
        timestamp (int): When it was sent, in Unix seconds; tells repeated webhooks apart.
        data (AceStepTask | AiHugTask | DiffRhythmTask | FaceswapTask | FluxLegacyTask | FluxTask
            | FramepackTask | GeminiTask | HailuoTask | HunyuanTask | ImageUpscaleTask |
            JoyCaptionTask | KlingMotionControlTask | KlingOmniTask | KlingTask | KlingTurboTask |
            LumaTask | MidjourneyDescribeTask | MidjourneySeedTask | MidjourneyTask |
            MmaudioLegacyTask | MmaudioTask | MusicULyricsTask | MusicUTask | QwenImageTask |
            RemoveBackgroundTask | SegmentTask | SkyreelsTask | SunoTask | Trellis2Task |
            TrellisPixal3DTask | TrellisTask | TtsTask | UnknownTask | VideoBackgroundRemoveTask |
            VideoFaceswapTask | VideoUpscaleTask | Wan26Task | WanxTask | ZImageTask): A task of one
            of the listed variants.
    """

    timestamp: int
    data: (
        AceStepTask
        | AiHugTask
        | DiffRhythmTask
        | FaceswapTask
        | FluxLegacyTask
        | FluxTask
        | FramepackTask
        | GeminiTask
        | HailuoTask
        | HunyuanTask
        | ImageUpscaleTask
        | JoyCaptionTask
        | KlingMotionControlTask
        | KlingOmniTask
        | KlingTask
        | KlingTurboTask
        | LumaTask
        | MidjourneyDescribeTask
        | MidjourneySeedTask
        | MidjourneyTask
        | MmaudioLegacyTask
        | MmaudioTask
        | MusicULyricsTask
        | MusicUTask
        | QwenImageTask
        | RemoveBackgroundTask
        | SegmentTask
        | SkyreelsTask
        | SunoTask
        | Trellis2Task
        | TrellisPixal3DTask
        | TrellisTask
        | TtsTask
        | UnknownTask
        | VideoBackgroundRemoveTask
        | VideoFaceswapTask
        | VideoUpscaleTask
        | Wan26Task
        | WanxTask
        | ZImageTask
    )
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Decode a JSON object; raise errors.DecodeError if it is not what the spec says."""
        if src_dict.__class__ is not dict and not isinstance(src_dict, Mapping):
            raise mismatch("object", src_dict, None)
        self = cls.__new__(cls)
        known = 2
        at = ""
        try:
            at = "timestamp"
            value = src_dict["timestamp"]
            if value.__class__ is not int and not is_integral(value):
                raise mismatch("integer", value)
            self.timestamp = value
            at = "data"
            value = src_dict["data"]
            if value.__class__ is not dict:
                raise mismatch("object", value)
            value = _data__union(value)
            self.data = value
        except KeyError:
            raise missing(_REQUIRED[at], at, None) from None
        except DecodeError as error:
            error.inside(at, None)
            raise
        self.additional_properties = (
            {key: value for key, value in src_dict.items() if key not in _KEYS}
            if len(src_dict) != known
            else {}
        )
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, with all that was decoded, unknown properties too."""
        result: dict[str, Any] = {
            "timestamp": self.timestamp,
            "data": encode(self.data),
        }
        result.update(self.additional_properties)
        return result

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


# At the end, since models may refer to each other in circles.
from ..models.ace_step_task import AceStepTask
from ..models.ai_hug_task import AiHugTask
from ..models.diff_rhythm_task import DiffRhythmTask
from ..models.faceswap_task import FaceswapTask
from ..models.flux_legacy_task import FluxLegacyTask
from ..models.flux_task import FluxTask
from ..models.framepack_task import FramepackTask
from ..models.gemini_task import GeminiTask
from ..models.hailuo_task import HailuoTask
from ..models.hunyuan_task import HunyuanTask
from ..models.image_upscale_task import ImageUpscaleTask
from ..models.joy_caption_task import JoyCaptionTask
from ..models.kling_motion_control_task import KlingMotionControlTask
from ..models.kling_omni_task import KlingOmniTask
from ..models.kling_task import KlingTask
from ..models.kling_turbo_task import KlingTurboTask
from ..models.luma_task import LumaTask
from ..models.midjourney_describe_task import MidjourneyDescribeTask
from ..models.midjourney_seed_task import MidjourneySeedTask
from ..models.midjourney_task import MidjourneyTask
from ..models.mmaudio_legacy_task import MmaudioLegacyTask
from ..models.mmaudio_task import MmaudioTask
from ..models.music_u_lyrics_task import MusicULyricsTask
from ..models.music_u_task import MusicUTask
from ..models.qwen_image_task import QwenImageTask
from ..models.remove_background_task import RemoveBackgroundTask
from ..models.segment_task import SegmentTask
from ..models.skyreels_task import SkyreelsTask
from ..models.suno_task import SunoTask
from ..models.trellis_2_task import Trellis2Task
from ..models.trellis_pixal_3d_task import TrellisPixal3DTask
from ..models.trellis_task import TrellisTask
from ..models.tts_task import TtsTask
from ..models.unknown_task import UnknownTask
from ..models.video_background_remove_task import VideoBackgroundRemoveTask
from ..models.video_faceswap_task import VideoFaceswapTask
from ..models.video_upscale_task import VideoUpscaleTask
from ..models.wan_26_task import Wan26Task
from ..models.wanx_task import WanxTask
from ..models.z_image_task import ZImageTask

_KEYS = frozenset(["timestamp", "data"])
_REQUIRED = {"timestamp": "integer", "data": "object"}
_data__union = dispatch(
    properties=("model", "task_type"),
    table={
        ("Qubico/ace-step", "txt2audio"): AceStepTask.from_dict,
        ("Qubico/ace-step", "audio2audio"): AceStepTask.from_dict,
        ("Qubico/ace-step", "edit"): AceStepTask.from_dict,
        ("Qubico/ace-step", "extend"): AceStepTask.from_dict,
        ("Qubico/image-toolkit", "segment"): SegmentTask.from_dict,
        ("Qubico/flux1-schnell", "txt2img"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "img2img"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "txt2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "img2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "controlnet-lora"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "redux-variation"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "fill-inpaint"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "fill-outpaint"): FluxTask.from_dict,
        ("Qubico/flux1-schnell", "kontext"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "txt2img"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "img2img"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "txt2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "img2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "controlnet-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "redux-variation"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "fill-inpaint"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "fill-outpaint"): FluxTask.from_dict,
        ("Qubico/flux1-dev", "kontext"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "txt2img"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "img2img"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "txt2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "img2img-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "controlnet-lora"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "redux-variation"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "fill-inpaint"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "fill-outpaint"): FluxTask.from_dict,
        ("Qubico/flux1-dev-advanced", "kontext"): FluxTask.from_dict,
        ("Qubico/qwen-image", "txt2img"): QwenImageTask.from_dict,
        ("Qubico/qwen-image", "image-edit"): QwenImageTask.from_dict,
        ("Qubico/image-toolkit", "upscale"): ImageUpscaleTask.from_dict,
        ("Qubico/image-toolkit", "background-remove"): RemoveBackgroundTask.from_dict,
        ("Qubico/image-toolkit", "face-swap"): FaceswapTask.from_dict,
        ("Qubico/image-toolkit", "multi-face-swap"): FaceswapTask.from_dict,
        ("Qubico/video-toolkit", "face-swap"): VideoFaceswapTask.from_dict,
        ("Qubico/trellis", "text-to-3d"): TrellisTask.from_dict,
        ("Qubico/trellis", "image-to-3d"): TrellisTask.from_dict,
        ("Qubico/trellis2", "image-to-3d"): Trellis2Task.from_dict,
        ("Qubico/pixal3d", "image-to-3d"): TrellisPixal3DTask.from_dict,
        ("Qubico/tts", "zero-shot"): TtsTask.from_dict,
        ("Qubico/diffrhythm", "txt2audio-base"): DiffRhythmTask.from_dict,
        ("Qubico/diffrhythm", "txt2audio-full"): DiffRhythmTask.from_dict,
        ("Qubico/z-image", "txt2img"): ZImageTask.from_dict,
        ("Qubico/joycaption", "joycaption-beta-one"): JoyCaptionTask.from_dict,
        ("Qubico/video-toolkit", "background-remove"): VideoBackgroundRemoveTask.from_dict,
        ("gemini", "gemini-2.5-flash-image"): GeminiTask.from_dict,
        ("gemini", "nano-banana-pro"): GeminiTask.from_dict,
        ("Qubico/hug-video", "image_to_video"): AiHugTask.from_dict,
        ("Qubico/wanx", "txt2video-1.3b"): WanxTask.from_dict,
        ("Qubico/wanx", "txt2video-14b"): WanxTask.from_dict,
        ("Qubico/wanx", "txt2video-14b-lora"): WanxTask.from_dict,
        ("Qubico/wanx", "img2video-14b"): WanxTask.from_dict,
        ("Qubico/wanx", "img2video-14b-lora"): WanxTask.from_dict,
        ("Qubico/wanx", "img2video-14b-keyframe"): WanxTask.from_dict,
        ("Qubico/wanx", "img2video-14b-control-camera"): WanxTask.from_dict,
        ("Qubico/wanx", "wan22-txt2video-14b"): WanxTask.from_dict,
        ("Qubico/wanx", "wan22-img2video-14b"): WanxTask.from_dict,
        ("Wan", "wan26-txt2video"): Wan26Task.from_dict,
        ("Wan", "wan26-img2video"): Wan26Task.from_dict,
        ("Qubico/skyreels", "img2video"): SkyreelsTask.from_dict,
        ("Qubico/framepack", "img2video"): FramepackTask.from_dict,
        ("Qubico/hunyuan", "txt2video"): HunyuanTask.from_dict,
        ("Qubico/hunyuan", "fast-txt2video"): HunyuanTask.from_dict,
        ("Qubico/hunyuan", "img2video-concat"): HunyuanTask.from_dict,
        ("Qubico/hunyuan", "img2video-replace"): HunyuanTask.from_dict,
        ("Qubico/hunyuan", "txt2video-lora"): HunyuanTask.from_dict,
        ("Qubico/video-toolkit", "upscale"): VideoUpscaleTask.from_dict,
        ("kling", "video_generation"): KlingTask.from_dict,
        ("kling", "extend_video"): KlingTask.from_dict,
        ("kling", "lip_sync"): KlingTask.from_dict,
        ("kling", "effects"): KlingTask.from_dict,
        ("kling", "ai_try_on"): KlingTask.from_dict,
        ("kling", "sound"): KlingTask.from_dict,
        ("kling", "avatar"): KlingTask.from_dict,
        ("kling", "motion_control"): KlingMotionControlTask.from_dict,
        ("kling", "omni_video_generation"): KlingOmniTask.from_dict,
        ("kling-turbo", "video_generation"): KlingTurboTask.from_dict,
        ("luma", "video_generation"): LumaTask.from_dict,
        ("luma", "extend_video"): LumaTask.from_dict,
        ("hailuo", "video_generation"): HailuoTask.from_dict,
        ("midjourney", "imagine"): MidjourneyTask.from_dict,
        ("midjourney", "upscale"): MidjourneyTask.from_dict,
        ("midjourney", "variation"): MidjourneyTask.from_dict,
        ("midjourney", "reroll"): MidjourneyTask.from_dict,
        ("midjourney", "blend"): MidjourneyTask.from_dict,
        ("midjourney", "inpaint"): MidjourneyTask.from_dict,
        ("midjourney", "outpaint"): MidjourneyTask.from_dict,
        ("midjourney", "pan"): MidjourneyTask.from_dict,
        ("midjourney", "describe"): MidjourneyDescribeTask.from_dict,
        ("midjourney", "seed"): MidjourneySeedTask.from_dict,
        ("music-u", "generate_music"): MusicUTask.from_dict,
        ("music-u", "generate_music_custom"): MusicUTask.from_dict,
        ("music-u", "generate_lyrics"): MusicULyricsTask.from_dict,
        ("music-s", "generate_music"): SunoTask.from_dict,
        ("suno", "generate_music"): SunoTask.from_dict,
        ("Qubico/mmaudio", "video2audio"): MmaudioTask.from_dict,
    },
    by_keys=(
        (("status", "task_id", "task_info", "task_result"), FluxLegacyTask.from_dict),
        (("input", "status", "task", "task_id", "works"), MmaudioLegacyTask.from_dict),
    ),
    fallback=UnknownTask.from_dict,
)
