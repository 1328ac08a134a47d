from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Seedance2Input(Model):
    prompt: str
    """The video in words. Inputs are named @image1, @video1 or @audio1, counted from 1, or in
    Chinese, such as 【@图片1】. The limit is reported for 2.0, and PiAPI's own for 2.5. Length: at
    most 4000 characters.
    """

    mode: Literal["text_to_video", "first_last_frames", "omni_reference"] | str | Unset = UNSET
    """What the inputs are for: none, the first or first and last frame, or references of any kind.
    Without it the arrays tell; with it they are checked strictly. An older copy of the page
    requires it.
    """

    duration: int | Unset = UNSET
    """Length of the video. Two clients say that only 5, 10 and 15 pass with less-restriction; a
    length of 0 was answered with "invalid duration, use '5' as default". Range: 4 to 15 s.
    """

    aspect_ratio: Literal["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] | str | Unset = UNSET
    """A missing or invalid one is 16:9. With first_last_frames it is that of the first image;
    there one client sends auto. Default: "16:9".
    """

    resolution: Literal["480p", "720p", "1080p"] | str | Unset = UNSET
    """No 1080p with seedance-2-fast. That the default is 480p is inferred: the page advises users
    of the preview types to send 720p, so as not to lose quality.
    """

    image_urls: list[str] | Unset = UNSET
    """URLs of images: jpg, jpeg, png, webp or bmp. None with text_to_video, one or two with
    first_last_frames, up to nine with omni_reference. No more than 12 images, videos and audios
    together. Length: at most 9 items.
    """

    audio_urls: list[str] | Unset = UNSET
    """URLs of audio with omni_reference only, and never alone: mp3 or wav of up to 15 seconds
    each, by one client together. Length: at most 3 items.
    """

    generate_audio: bool | Unset = UNSET
    """Whether the video has sound. One client sends it; another's reading of the page found no
    such field. PiAPI's text on 2.5 has a switch of that kind without its name.
    """

    seed: int | Unset = UNSET
    """Seed of the random choices. One client sends it."""

    camerafixed: bool | Unset = UNSET
    """Whether the camera stands still. One client sends it."""

    video_urls: list[str] | Unset = UNSET
    """URLs of videos with omni_reference only, mp4 or mov, of up to 15.4 seconds together. Length:
    at most 3 items.
    """
