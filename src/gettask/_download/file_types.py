"""What a file is by its first bytes, and whether that can be what was declared."""

from __future__ import annotations

import re
import string

HEAD = 4096
"""Number of first bytes of a file by which its type is recognised."""

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (8, b"WAVEfmt", "audio/wav"),
    (8, b"AVI LIST", "video/x-msvideo"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "application/ogg"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"glTF", "model/gltf-binary"),
    (0, b"Kaydara FBX Binary", "model/fbx"),
    (0, b"PK\3\4", "application/zip"),
    (0, b"%PDF-", "application/pdf"),
)
_MPEG_AUDIO = re.compile(rb"\xff[\xe2-\xff][^\xf0-\xff]", re.DOTALL)
_BINARY = ("audio", "image", "video")
_ALSO = {"audio": ("video/mp4", "video/webm", "application/ogg"), "video": ("application/ogg",)}
# How the formats of models that are text begin: OBJ, STL, PLY, FBX, USD.
_TEXT_MODEL = re.compile(rb"#|v |vn |vt |f |o |g |s |mtllib|usemtl|solid\b|ply\s|; ?FBX", re.IGNORECASE)
_GLTF = re.compile(rb'"(?:asset|accessors|bufferViews|buffers|meshes|scenes|nodes|materials)"\s*:')
_TEXT = {*string.printable.encode()}


def sniff(head: bytes) -> str:
    """Return the media type that the first bytes of a file show, empty if they show none."""
    for offset, magic, media_type in _SIGNATURES:
        if head.startswith(magic, offset):
            return media_type
    return "audio/mpeg" if _MPEG_AUDIO.match(head) else ""


def contradiction(kind: str, media_types: tuple[str, ...], head: bytes) -> str:
    """Return what a file is that cannot be of a kind; an empty string if it can be.

    Args:
        kind: The declared kind of asset.
        media_types: The declared media types.
        head: The first bytes of the file.
    """
    found = sniff(head)
    if found:
        fits = kind in ("file", found.partition("/")[0]) or found in (*media_types, *_ALSO.get(kind, ()))
        return "" if fits or (kind == "model" and found == "application/zip") else found
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = text[:1024].lower()
    if lower.startswith((b"<!doctype html", b"<html")):
        return "" if "text/html" in media_types else "an HTML page"
    if lower.startswith(b"<"):
        return _markup(kind, lower)
    if kind in _BINARY or kind == "model":
        return _text(kind, text, head)
    return ""


def _markup(kind: str, lower: bytes) -> str:
    if b"<error" in lower:
        return "an error in XML"
    fitting = {"image": (b"<svg",), "model": (b"<collada", b"<x3d", b"<amf"), "audio": (), "video": ()}
    return "" if any(tag in lower for tag in fitting.get(kind, (b"<",))) else "XML"


def _text(kind: str, text: bytes, head: bytes) -> str:
    """Return what a file of a kind that is binary as a rule is if it is a text."""
    if not _is_text(head):
        return ""
    if kind == "model" and _TEXT_MODEL.match(text):
        return ""
    if text.startswith((b"{", b"[")):
        return "" if kind == "model" and _GLTF.search(text) else "JSON"
    return "" if kind in ("audio", "video") and text.startswith(b"#EXTM3U") else "a text"


def _is_text(head: bytes) -> bool:
    try:
        head[:512].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head[:512]) - 3:  # not just a character that was cut
            return False
    return all(byte in _TEXT or byte >= 0x80 for byte in head[:512])
