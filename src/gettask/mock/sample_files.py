"""Result files: a valid one of each media type, as small as possible."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from gettask.mock import sample_models as models
from gettask.mock.spec.document import UnsupportedSpecError

JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)
WEBP = "UklGRhYAAABXRUJQVlA4TAoAAAAvAAAAAEUBI/of"
# One grey frame of 16 by 16 pixels in H.264, deflated.
MP4 = (
    "eNpjYGBQSCupLMgszs9lYGBiANFAbJRYlmyYW2BiCBTbmpufX8bAwJCTW5aRwoACmF+AMSMDCCEAI6oqdL4DA17ABESOJUWJ2UB2"
    "TEk22E5mTNNAduO3B6u9AlDMwKCSmlJSDKRlUnOKSxA6oOaC9TLuzE3JTAQyFHJT0P3uAMahR8Ac3YyUnCKYTFlmSiqyyjAgP98j"
    "MS8lJxWkhjElNzMvDcgQKcsFG4rsTJUUiJxMSlFqGpI3eEqLchQgbEaV4pKkHCD7QHFJcQqSmg2gSMMRFCBPCzB4AGkPmAoeH6B6"
    "hZzMpAojMxNsESHx/z+QNAOqcmZMYeD6/5BBMh1IryliiTvgAooTFhDBYeMxTbCBkYEt44Vzv0733x8/wLYVJBYXQN0BwiJJJUWw"
    "QJ4AM7+4BBwBDAh14CiSAforGVUcYQ5QrgoqJ4QQS85HqGe6C6SlclMSQfbxpXY0MjDt//f95PsD8y89BACXc2SM"
)


def mp3() -> bytes:
    """Four silent frames of MPEG-2 layer III: mono, 16 kHz, 8 kbit/s, 36 bytes each."""
    return (b"\xff\xf3\x18\xc0" + bytes(32)) * 4


def wav() -> bytes:
    """Eight silent samples: mono, 8 kHz, 8 bits."""
    sound = b"\x80" * 8
    form = struct.pack("<4sIHHIIHH4sI", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8, b"data", len(sound))
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + len(sound), b"WAVE") + form + sound


def png() -> bytes:
    """One transparent pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(5), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


MEDIA: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "audio/mpeg": ("mp3", mp3),
    "audio/wav": ("wav", wav),
    "image/png": ("png", png),
    "image/jpeg": ("jpeg", lambda: b64decode(JPEG)),
    "image/webp": ("webp", lambda: b64decode(WEBP)),
    "model/gltf-binary": ("glb", models.glb),
    "model/gltf+json": ("gltf", models.gltf),
    "model/obj": ("obj", models.obj),
    "model/stl": ("stl", models.stl),
    "model/3mf": ("3mf", models.threemf),
    "model/vnd.usdz+zip": ("usdz", models.usdz),
    "model/fbx": ("fbx", models.fbx),
    "application/octet-stream": ("splat", models.splat),  # has no type of its own
    "video/mp4": ("mp4", lambda: zlib.decompress(b64decode(MP4))),
    "application/json": ("json", lambda: b"{}"),
    "text/plain": ("txt", lambda: b"text\n"),
}
"""Each media type's file name extension and its file."""
PIXELS = {"image/png": (1, 1), "image/jpeg": (1, 1), "image/webp": (1, 1), "video/mp4": (16, 16)}
"""The width and the height of what has any."""
EXTENSIONS = {extension: media_type for media_type, (extension, _) in MEDIA.items()}


@cache
def content(media_type: str) -> bytes:
    """The bytes of the file."""
    return MEDIA[media_type][1]()


def size(media_types: Iterable[str]) -> tuple[int, int]:
    """The width and the height, in pixels, of the file that `choose` takes; 0 for what has none."""
    return PIXELS.get(choose(media_types), (0, 0))


def choose(media_types: Iterable[str]) -> str:
    """The first of these media types that there is a file for.

    Raises:
        UnsupportedSpecError: if there is none.
    """
    listed = list(media_types)
    for media_type in listed:
        if media_type in MEDIA:
            return media_type
    raise UnsupportedSpecError(f"the mock has no file of any of these media types: {', '.join(listed)}")
