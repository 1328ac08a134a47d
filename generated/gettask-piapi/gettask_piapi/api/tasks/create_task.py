from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...decoding import dispatch, encode, json_body, mismatch
from ...models.ace_step_audio_2_audio_request import AceStepAudio2AudioRequest
from ...models.ace_step_edit_request import AceStepEditRequest
from ...models.ace_step_txt_2_audio_request import AceStepTxt2AudioRequest
from ...models.ai_hug_request import AiHugRequest
from ...models.create_failed_reply import CreateFailedReply
from ...models.create_task_reply import CreateTaskReply
from ...models.diff_rhythm_request import DiffRhythmRequest
from ...models.error_reply import ErrorReply
from ...models.faceswap_image_request import FaceswapImageRequest
from ...models.faceswap_multi_request import FaceswapMultiRequest
from ...models.flux_control_net_lora_request import FluxControlNetLoraRequest
from ...models.flux_fill_inpaint_request import FluxFillInpaintRequest
from ...models.flux_fill_outpaint_request import FluxFillOutpaintRequest
from ...models.flux_img_2_img_lora_request import FluxImg2ImgLoraRequest
from ...models.flux_img_2_img_request import FluxImg2ImgRequest
from ...models.flux_kontext_request import FluxKontextRequest
from ...models.flux_redux_variation_request import FluxReduxVariationRequest
from ...models.flux_txt_2_img_lora_request import FluxTxt2ImgLoraRequest
from ...models.flux_txt_2_img_request import FluxTxt2ImgRequest
from ...models.framepack_request import FramepackRequest
from ...models.gemini_flash_image_request import GeminiFlashImageRequest
from ...models.gemini_nano_banana_pro_request import GeminiNanoBananaProRequest
from ...models.hailuo_request import HailuoRequest
from ...models.hunyuan_img_2_video_request import HunyuanImg2VideoRequest
from ...models.hunyuan_lora_request import HunyuanLoraRequest
from ...models.hunyuan_txt_2_video_request import HunyuanTxt2VideoRequest
from ...models.image_upscale_request import ImageUpscaleRequest
from ...models.joy_caption_request import JoyCaptionRequest
from ...models.kling_effects_request import KlingEffectsRequest
from ...models.kling_extend_request import KlingExtendRequest
from ...models.kling_lip_sync_request import KlingLipSyncRequest
from ...models.kling_motion_control_request import KlingMotionControlRequest
from ...models.kling_omni_request import KlingOmniRequest
from ...models.kling_other_request import KlingOtherRequest
from ...models.kling_turbo_request import KlingTurboRequest
from ...models.kling_video_request import KlingVideoRequest
from ...models.luma_request import LumaRequest
from ...models.midjourney_request import MidjourneyRequest
from ...models.mmaudio_request import MmaudioRequest
from ...models.music_u_lyrics_request import MusicULyricsRequest
from ...models.music_u_song_request import MusicUSongRequest
from ...models.qwen_image_edit_request import QwenImageEditRequest
from ...models.qwen_image_txt_2_img_request import QwenImageTxt2ImgRequest
from ...models.remove_background_request import RemoveBackgroundRequest
from ...models.segment_request import SegmentRequest
from ...models.skyreels_request import SkyreelsRequest
from ...models.suno_request import SunoRequest
from ...models.trellis_2_request import Trellis2Request
from ...models.trellis_image_request import TrellisImageRequest
from ...models.trellis_pixal_3d_request import TrellisPixal3DRequest
from ...models.trellis_text_request import TrellisTextRequest
from ...models.tts_request import TtsRequest
from ...models.video_background_remove_request import VideoBackgroundRemoveRequest
from ...models.video_faceswap_request import VideoFaceswapRequest
from ...models.video_upscale_request import VideoUpscaleRequest
from ...models.wan_22_img_2_video_request import Wan22Img2VideoRequest
from ...models.wan_22_txt_2_video_request import Wan22Txt2VideoRequest
from ...models.wan_26_img_2_video_request import Wan26Img2VideoRequest
from ...models.wan_26_txt_2_video_request import Wan26Txt2VideoRequest
from ...models.wanx_control_camera_request import WanxControlCameraRequest
from ...models.wanx_img_2_video_lora_request import WanxImg2VideoLoraRequest
from ...models.wanx_img_2_video_request import WanxImg2VideoRequest
from ...models.wanx_keyframe_request import WanxKeyframeRequest
from ...models.wanx_txt_2_video_lora_request import WanxTxt2VideoLoraRequest
from ...models.wanx_txt_2_video_request import WanxTxt2VideoRequest
from ...models.z_image_request import ZImageRequest
from ...types import Response


def _get_kwargs(
    *,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxControlNetLoraRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxImg2ImgLoraRequest
    | FluxImg2ImgRequest
    | FluxKontextRequest
    | FluxReduxVariationRequest
    | FluxTxt2ImgLoraRequest
    | FluxTxt2ImgRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | HunyuanTxt2VideoRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingEffectsRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingOtherRequest
    | KlingTurboRequest
    | KlingVideoRequest
    | LumaRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicULyricsRequest
    | MusicUSongRequest
    | QwenImageEditRequest
    | QwenImageTxt2ImgRequest
    | RemoveBackgroundRequest
    | SegmentRequest
    | SkyreelsRequest
    | SunoRequest
    | Trellis2Request
    | TrellisImageRequest
    | TrellisPixal3DRequest
    | TrellisTextRequest
    | TtsRequest
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | Wan22Img2VideoRequest
    | Wan22Txt2VideoRequest
    | Wan26Img2VideoRequest
    | Wan26Txt2VideoRequest
    | WanxControlCameraRequest
    | WanxImg2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxKeyframeRequest
    | WanxTxt2VideoLoraRequest
    | WanxTxt2VideoRequest
    | ZImageRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/task",
    }
    _kwargs["json"] = encode(body)
    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
    if response.status_code == 200:
        value = json_body(response)
        value = CreateTaskReply.from_dict(value)
        response_200: CreateTaskReply = value
        return response_200

    if response.status_code == 400:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_400: ErrorReply = value
        return response_400

    if response.status_code == 401:
        value = json_body(response)
        value = ErrorReply.from_dict(value)
        response_401: ErrorReply = value
        return response_401

    if response.status_code == 500:
        value = json_body(response)
        if value.__class__ is not dict:
            raise mismatch("object", value)
        value = _response_500__union(value)
        response_500: CreateFailedReply | ErrorReply = value
        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxControlNetLoraRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxImg2ImgLoraRequest
    | FluxImg2ImgRequest
    | FluxKontextRequest
    | FluxReduxVariationRequest
    | FluxTxt2ImgLoraRequest
    | FluxTxt2ImgRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | HunyuanTxt2VideoRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingEffectsRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingOtherRequest
    | KlingTurboRequest
    | KlingVideoRequest
    | LumaRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicULyricsRequest
    | MusicUSongRequest
    | QwenImageEditRequest
    | QwenImageTxt2ImgRequest
    | RemoveBackgroundRequest
    | SegmentRequest
    | SkyreelsRequest
    | SunoRequest
    | Trellis2Request
    | TrellisImageRequest
    | TrellisPixal3DRequest
    | TrellisTextRequest
    | TtsRequest
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | Wan22Img2VideoRequest
    | Wan22Txt2VideoRequest
    | Wan26Img2VideoRequest
    | Wan26Txt2VideoRequest
    | WanxControlCameraRequest
    | WanxImg2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxKeyframeRequest
    | WanxTxt2VideoLoraRequest
    | WanxTxt2VideoRequest
    | ZImageRequest,
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            AiHugRequest | DiffRhythmRequest | FaceswapImageRequest | FaceswapMultiRequest |
            FluxControlNetLoraRequest | FluxFillInpaintRequest | FluxFillOutpaintRequest |
            FluxImg2ImgLoraRequest | FluxImg2ImgRequest | FluxKontextRequest |
            FluxReduxVariationRequest | FluxTxt2ImgLoraRequest | FluxTxt2ImgRequest | FramepackRequest
            | GeminiFlashImageRequest | GeminiNanoBananaProRequest | HailuoRequest |
            HunyuanImg2VideoRequest | HunyuanLoraRequest | HunyuanTxt2VideoRequest |
            ImageUpscaleRequest | JoyCaptionRequest | KlingEffectsRequest | KlingExtendRequest |
            KlingLipSyncRequest | KlingMotionControlRequest | KlingOmniRequest | KlingOtherRequest |
            KlingTurboRequest | KlingVideoRequest | LumaRequest | MidjourneyRequest | MmaudioRequest |
            MusicULyricsRequest | MusicUSongRequest | QwenImageEditRequest | QwenImageTxt2ImgRequest |
            RemoveBackgroundRequest | SegmentRequest | SkyreelsRequest | SunoRequest | Trellis2Request
            | TrellisImageRequest | TrellisPixal3DRequest | TrellisTextRequest | TtsRequest |
            VideoBackgroundRemoveRequest | VideoFaceswapRequest | VideoUpscaleRequest |
            Wan22Img2VideoRequest | Wan22Txt2VideoRequest | Wan26Img2VideoRequest |
            Wan26Txt2VideoRequest | WanxControlCameraRequest | WanxImg2VideoLoraRequest |
            WanxImg2VideoRequest | WanxKeyframeRequest | WanxTxt2VideoLoraRequest |
            WanxTxt2VideoRequest | ZImageRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateFailedReply | CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxControlNetLoraRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxImg2ImgLoraRequest
    | FluxImg2ImgRequest
    | FluxKontextRequest
    | FluxReduxVariationRequest
    | FluxTxt2ImgLoraRequest
    | FluxTxt2ImgRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | HunyuanTxt2VideoRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingEffectsRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingOtherRequest
    | KlingTurboRequest
    | KlingVideoRequest
    | LumaRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicULyricsRequest
    | MusicUSongRequest
    | QwenImageEditRequest
    | QwenImageTxt2ImgRequest
    | RemoveBackgroundRequest
    | SegmentRequest
    | SkyreelsRequest
    | SunoRequest
    | Trellis2Request
    | TrellisImageRequest
    | TrellisPixal3DRequest
    | TrellisTextRequest
    | TtsRequest
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | Wan22Img2VideoRequest
    | Wan22Txt2VideoRequest
    | Wan26Img2VideoRequest
    | Wan26Txt2VideoRequest
    | WanxControlCameraRequest
    | WanxImg2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxKeyframeRequest
    | WanxTxt2VideoLoraRequest
    | WanxTxt2VideoRequest
    | ZImageRequest,
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            AiHugRequest | DiffRhythmRequest | FaceswapImageRequest | FaceswapMultiRequest |
            FluxControlNetLoraRequest | FluxFillInpaintRequest | FluxFillOutpaintRequest |
            FluxImg2ImgLoraRequest | FluxImg2ImgRequest | FluxKontextRequest |
            FluxReduxVariationRequest | FluxTxt2ImgLoraRequest | FluxTxt2ImgRequest | FramepackRequest
            | GeminiFlashImageRequest | GeminiNanoBananaProRequest | HailuoRequest |
            HunyuanImg2VideoRequest | HunyuanLoraRequest | HunyuanTxt2VideoRequest |
            ImageUpscaleRequest | JoyCaptionRequest | KlingEffectsRequest | KlingExtendRequest |
            KlingLipSyncRequest | KlingMotionControlRequest | KlingOmniRequest | KlingOtherRequest |
            KlingTurboRequest | KlingVideoRequest | LumaRequest | MidjourneyRequest | MmaudioRequest |
            MusicULyricsRequest | MusicUSongRequest | QwenImageEditRequest | QwenImageTxt2ImgRequest |
            RemoveBackgroundRequest | SegmentRequest | SkyreelsRequest | SunoRequest | Trellis2Request
            | TrellisImageRequest | TrellisPixal3DRequest | TrellisTextRequest | TtsRequest |
            VideoBackgroundRemoveRequest | VideoFaceswapRequest | VideoUpscaleRequest |
            Wan22Img2VideoRequest | Wan22Txt2VideoRequest | Wan26Img2VideoRequest |
            Wan26Txt2VideoRequest | WanxControlCameraRequest | WanxImg2VideoLoraRequest |
            WanxImg2VideoRequest | WanxKeyframeRequest | WanxTxt2VideoLoraRequest |
            WanxTxt2VideoRequest | ZImageRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateFailedReply | CreateTaskReply | ErrorReply
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxControlNetLoraRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxImg2ImgLoraRequest
    | FluxImg2ImgRequest
    | FluxKontextRequest
    | FluxReduxVariationRequest
    | FluxTxt2ImgLoraRequest
    | FluxTxt2ImgRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | HunyuanTxt2VideoRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingEffectsRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingOtherRequest
    | KlingTurboRequest
    | KlingVideoRequest
    | LumaRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicULyricsRequest
    | MusicUSongRequest
    | QwenImageEditRequest
    | QwenImageTxt2ImgRequest
    | RemoveBackgroundRequest
    | SegmentRequest
    | SkyreelsRequest
    | SunoRequest
    | Trellis2Request
    | TrellisImageRequest
    | TrellisPixal3DRequest
    | TrellisTextRequest
    | TtsRequest
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | Wan22Img2VideoRequest
    | Wan22Txt2VideoRequest
    | Wan26Img2VideoRequest
    | Wan26Txt2VideoRequest
    | WanxControlCameraRequest
    | WanxImg2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxKeyframeRequest
    | WanxTxt2VideoLoraRequest
    | WanxTxt2VideoRequest
    | ZImageRequest,
) -> Response[CreateFailedReply | CreateTaskReply | ErrorReply]:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            AiHugRequest | DiffRhythmRequest | FaceswapImageRequest | FaceswapMultiRequest |
            FluxControlNetLoraRequest | FluxFillInpaintRequest | FluxFillOutpaintRequest |
            FluxImg2ImgLoraRequest | FluxImg2ImgRequest | FluxKontextRequest |
            FluxReduxVariationRequest | FluxTxt2ImgLoraRequest | FluxTxt2ImgRequest | FramepackRequest
            | GeminiFlashImageRequest | GeminiNanoBananaProRequest | HailuoRequest |
            HunyuanImg2VideoRequest | HunyuanLoraRequest | HunyuanTxt2VideoRequest |
            ImageUpscaleRequest | JoyCaptionRequest | KlingEffectsRequest | KlingExtendRequest |
            KlingLipSyncRequest | KlingMotionControlRequest | KlingOmniRequest | KlingOtherRequest |
            KlingTurboRequest | KlingVideoRequest | LumaRequest | MidjourneyRequest | MmaudioRequest |
            MusicULyricsRequest | MusicUSongRequest | QwenImageEditRequest | QwenImageTxt2ImgRequest |
            RemoveBackgroundRequest | SegmentRequest | SkyreelsRequest | SunoRequest | Trellis2Request
            | TrellisImageRequest | TrellisPixal3DRequest | TrellisTextRequest | TtsRequest |
            VideoBackgroundRemoveRequest | VideoFaceswapRequest | VideoUpscaleRequest |
            Wan22Img2VideoRequest | Wan22Txt2VideoRequest | Wan26Img2VideoRequest |
            Wan26Txt2VideoRequest | WanxControlCameraRequest | WanxImg2VideoLoraRequest |
            WanxImg2VideoRequest | WanxKeyframeRequest | WanxTxt2VideoLoraRequest |
            WanxTxt2VideoRequest | ZImageRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateFailedReply | CreateTaskReply | ErrorReply]
    """

    kwargs = _get_kwargs(
        body=body,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: AceStepAudio2AudioRequest
    | AceStepEditRequest
    | AceStepTxt2AudioRequest
    | AiHugRequest
    | DiffRhythmRequest
    | FaceswapImageRequest
    | FaceswapMultiRequest
    | FluxControlNetLoraRequest
    | FluxFillInpaintRequest
    | FluxFillOutpaintRequest
    | FluxImg2ImgLoraRequest
    | FluxImg2ImgRequest
    | FluxKontextRequest
    | FluxReduxVariationRequest
    | FluxTxt2ImgLoraRequest
    | FluxTxt2ImgRequest
    | FramepackRequest
    | GeminiFlashImageRequest
    | GeminiNanoBananaProRequest
    | HailuoRequest
    | HunyuanImg2VideoRequest
    | HunyuanLoraRequest
    | HunyuanTxt2VideoRequest
    | ImageUpscaleRequest
    | JoyCaptionRequest
    | KlingEffectsRequest
    | KlingExtendRequest
    | KlingLipSyncRequest
    | KlingMotionControlRequest
    | KlingOmniRequest
    | KlingOtherRequest
    | KlingTurboRequest
    | KlingVideoRequest
    | LumaRequest
    | MidjourneyRequest
    | MmaudioRequest
    | MusicULyricsRequest
    | MusicUSongRequest
    | QwenImageEditRequest
    | QwenImageTxt2ImgRequest
    | RemoveBackgroundRequest
    | SegmentRequest
    | SkyreelsRequest
    | SunoRequest
    | Trellis2Request
    | TrellisImageRequest
    | TrellisPixal3DRequest
    | TrellisTextRequest
    | TtsRequest
    | VideoBackgroundRemoveRequest
    | VideoFaceswapRequest
    | VideoUpscaleRequest
    | Wan22Img2VideoRequest
    | Wan22Txt2VideoRequest
    | Wan26Img2VideoRequest
    | Wan26Txt2VideoRequest
    | WanxControlCameraRequest
    | WanxImg2VideoLoraRequest
    | WanxImg2VideoRequest
    | WanxKeyframeRequest
    | WanxTxt2VideoLoraRequest
    | WanxTxt2VideoRequest
    | ZImageRequest,
) -> CreateFailedReply | CreateTaskReply | ErrorReply | None:
    """Create a task

     Starts one task and charges for it. PiAPI has no idempotency key, so a request that is sent twice is
    two tasks.

    Args:
        body (AceStepAudio2AudioRequest | AceStepEditRequest | AceStepTxt2AudioRequest |
            AiHugRequest | DiffRhythmRequest | FaceswapImageRequest | FaceswapMultiRequest |
            FluxControlNetLoraRequest | FluxFillInpaintRequest | FluxFillOutpaintRequest |
            FluxImg2ImgLoraRequest | FluxImg2ImgRequest | FluxKontextRequest |
            FluxReduxVariationRequest | FluxTxt2ImgLoraRequest | FluxTxt2ImgRequest | FramepackRequest
            | GeminiFlashImageRequest | GeminiNanoBananaProRequest | HailuoRequest |
            HunyuanImg2VideoRequest | HunyuanLoraRequest | HunyuanTxt2VideoRequest |
            ImageUpscaleRequest | JoyCaptionRequest | KlingEffectsRequest | KlingExtendRequest |
            KlingLipSyncRequest | KlingMotionControlRequest | KlingOmniRequest | KlingOtherRequest |
            KlingTurboRequest | KlingVideoRequest | LumaRequest | MidjourneyRequest | MmaudioRequest |
            MusicULyricsRequest | MusicUSongRequest | QwenImageEditRequest | QwenImageTxt2ImgRequest |
            RemoveBackgroundRequest | SegmentRequest | SkyreelsRequest | SunoRequest | Trellis2Request
            | TrellisImageRequest | TrellisPixal3DRequest | TrellisTextRequest | TtsRequest |
            VideoBackgroundRemoveRequest | VideoFaceswapRequest | VideoUpscaleRequest |
            Wan22Img2VideoRequest | Wan22Txt2VideoRequest | Wan26Img2VideoRequest |
            Wan26Txt2VideoRequest | WanxControlCameraRequest | WanxImg2VideoLoraRequest |
            WanxImg2VideoRequest | WanxKeyframeRequest | WanxTxt2VideoLoraRequest |
            WanxTxt2VideoRequest | ZImageRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateFailedReply | CreateTaskReply | ErrorReply
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed


_response_500__union = dispatch(
    by_keys=(
        (("code", "data", "message"), CreateFailedReply.from_dict),
        (("code", "message"), ErrorReply.from_dict),
    )
)
