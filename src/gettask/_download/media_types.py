"""The kind and media type of a file, by its name and by its Content-Type."""

from __future__ import annotations

import posixpath
import re

_TYPES: dict[str, str] = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".opus": "audio/opus",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".tiff": "image/tiff",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mov": "video/quicktime",
    ".mkv": "video/x-matroska",
    ".glb": "model/gltf-binary",
    ".gltf": "model/gltf+json",
    ".obj": "model/obj",
    ".stl": "model/stl",
    ".fbx": "model/fbx",
    ".usdz": "model/vnd.usdz+zip",
    ".3mf": "model/3mf",
    ".ply": "model/ply",
    ".txt": "text/plain",
    ".json": "application/json",
    ".srt": "text/srt",
    ".vtt": "text/vtt",
    ".zip": "application/zip",
}
_SUFFIXES = {media_type: suffix for suffix, media_type in reversed(_TYPES.items())} | {
    "audio/mp3": ".mp3",
    "audio/x-wav": ".wav",
    "audio/wave": ".wav",
    "audio/x-flac": ".flac",
    "audio/x-m4a": ".m4a",
    "application/ogg": ".ogg",
    "image/jpg": ".jpg",
    "model/vnd.usdz": ".usdz",
}
SUFFIXES = (*_TYPES, ".bin")
"""All suffixes that the file of a result may get."""

_VAGUE = {
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/x-octet-stream",
    "application/binary",
}
_ALSO = {
    "audio": {
        "application/ogg",
        "video/mp4",
        "video/webm",
        "video/ogg",
    },  # containers that servers name by their video type
    "video": {"application/mp4", "application/ogg"},
    "text": {"application/json"},
}


def kind_of(url: str) -> str:
    """Return the kind of asset by the suffix of a URL: audio, image, video, model, text, or file."""
    kind = _TYPES.get(_suffix(url), "").partition("/")[0]
    return kind if kind not in ("", "application") else "file"


def kind_of_type(media_type: str) -> str:
    """Return the kind of asset by its media type: audio, image, video, model, text, or file."""
    kind = media_type.partition("/")[0]
    return kind if kind in ("audio", "image", "video", "model", "text") else "file"


def has_known_suffix(url: str) -> bool:
    """Say whether the path of a URL ends as the name of a known type of file."""
    return _suffix(url) in _TYPES


def type_of(name: str) -> str:
    """Return the media type by the suffix of a file name."""
    return _TYPES.get(_suffix(name), "application/octet-stream")


def main_type(content_type: str | None) -> str:
    """Return a Content-Type in lower case without parameters; empty if it is missing or generic."""
    name = (content_type or "").partition(";")[0].strip().lower()
    return "" if name in _VAGUE else name


def fits(kind: str, media_types: tuple[str, ...], content_type: str) -> bool:
    """Return whether a Content-Type fits what was declared; a missing one always does."""
    if not content_type or content_type in media_types:
        return True
    if content_type == "text/html":
        return False  # an error page instead of the result
    family = content_type.partition("/")[0]
    if kind == "file":
        return True
    if kind == "model":  # model files travel under many names
        return family in ("model", "application", "text")
    return family == kind or content_type in _ALSO.get(kind, ())


def suffix_for(url: str, content_type: str, media_types: tuple[str, ...]) -> str:
    """Return a known suffix: that of the URL if it fits the Content-Type, else that of the media type."""
    suffix = _suffix(url)
    if suffix in _TYPES and (
        not content_type
        or content_type.partition("/")[0] in (_TYPES[suffix].partition("/")[0], "application")
    ):
        return suffix
    for media_type in (content_type, *media_types):
        if media_type in _SUFFIXES:
            return _SUFFIXES[media_type]
    return suffix if suffix in _TYPES else ".bin"


def _suffix(url: str) -> str:
    # not urlsplit: it raises for hosts that it cannot read
    return posixpath.splitext(re.split(r"[?#]", url, maxsplit=1)[0])[1].lower()
