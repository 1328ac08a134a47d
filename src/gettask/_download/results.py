"""The results that a task holds: links, files as base64 or data URIs, and texts. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from .._contract.contract import AssetRule, Variant
from .._contract.handle import Handle
from .._contract.pointer import MISSING, find, leaves, lookup
from .._redact import redact
from .file_types import sniff
from .media_types import has_known_suffix, kind_of, kind_of_type

# White space, no-break and invisible characters, and the quotes and brackets that links are pasted in.
_AROUND = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2028\u2029\u2060\ufeff\"'`<>"
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
# Where the spec declares a link, what is not quite one is mended; elsewhere it has to show that it is one.
_LOOSE_URL = re.compile(r"(?:https?:)?//[^\s/][^\x00-\x1f\x7f]*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(//|\S+$)", re.IGNORECASE)
_DATA_URI = re.compile(r"data:([^,;\s]*)((?:;[^,;]*)*),(.*)", re.IGNORECASE | re.DOTALL)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_SHORTEST_FILE = 32
"""Characters from which on a string may be a file in base64."""


@dataclass(frozen=True, slots=True, repr=False)
class Asset:
    """A result that can be downloaded: behind a link, or in the task itself.

    Attributes:
        url: The link, which may hold a signature: `repr` leaves its query out. Empty if there is `content`.
        kind: audio, image, video, model, text or file.
        media_types: The media types that the spec declares, or that of `content`.
        pointer: The JSON Pointer of the result in the task.
        retention: Seconds for which the link works, None if unknown.
        declared: Whether the spec knows the place. Default: True.
        content: The bytes of a result that stands in the task: a file as base64 or data URI, or a text in
            UTF-8. None for a link.
        handle: The handle of the task, to renew an expired link with.
    """

    url: str
    kind: str
    media_types: tuple[str, ...]
    pointer: str
    retention: float | None = None
    declared: bool = True
    content: bytes | None = field(default=None)
    handle: Handle[Any] | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        where = f"url={redact(self.url)!r}" if self.content is None else f"{len(self.content)} bytes"
        return f"Asset(kind={self.kind!r}, {where}, pointer={self.pointer!r})"


def find_assets(
    task: Mapping[str, Any],
    rules: Iterable[AssetRule],
    outputs: Sequence[str],
    handle: Handle[Any],
    *,
    texts: bool,
) -> tuple[Asset, ...]:
    """Return the results of a task: those that the spec declares, then any other in the output, each once.

    Args:
        task: The task body.
        rules: Where the spec declares results.
        outputs: The pointers of the output.
        handle: The handle of the task.
        texts: Whether other texts are results where there is nothing else.
    """
    found: dict[str | bytes, Asset] = {}
    declared: set[str] = set()
    for rule in rules:
        for pointer, value in find(task, rule.at):
            declared.add(pointer)
            _add(found, _declared(value, pointer, rule, handle))
    others = [leaf for at in outputs for leaf in _leaves(task, at) if leaf[0] not in declared]
    for pointer, value in others:
        # Vendors add output keys without notice: a paid result must not be lost for want of a name.
        _add(found, _undeclared(value, pointer, handle))
    if texts and not found and not declared:
        for pointer, value in others:
            if isinstance(value, str) and value.strip() and not _SCHEME.match(value.strip()):
                _add(found, _text(value, pointer, (), handle, declared=False))
    return tuple(found.values())


def missing_results(task: Mapping[str, Any], variant: Variant | None, assets: Sequence[Asset]) -> list[str]:
    """Return where a task that succeeded should have a result and has none; empty if nothing is missing.

    A link or file counts wherever it stands, a text only if the output has none of the declared places.
    """
    rules = () if variant is None else variant.own_assets
    if not rules or any(asset.declared or asset.kind != "text" for asset in assets):
        return []
    if assets and not any(True for rule in rules for _ in find(task, rule.at)):
        return []
    return [rule.at for rule in rules]


def clean_url(value: str, *, declared: bool) -> str:
    """Return the link that a value of a task is, without the slips that vendors make; empty if it is none.

    White space, invisible characters, quotes and angle brackets around it go, line breaks within it; other
    spaces are escaped, and `//host` gets https.

    Args:
        value: The string.
        declared: Whether the spec has a link there. Elsewhere only a string that shows by a known suffix
            that it is one is mended.
    """
    text = value.strip(_AROUND)
    if _URL.fullmatch(text):
        return text
    text = re.sub(r"[\r\n\t]+", "", text)
    if not _LOOSE_URL.fullmatch(text):
        return ""
    if not declared and not (has_known_suffix(text) and text.count("//") == 1):
        return ""
    return ("https:" if text.startswith("//") else "") + text.replace(" ", "%20")


def decode_file(value: str, *, declared: bool) -> tuple[bytes, str] | None:
    """Return bytes and media type of a file that a string is, as data URI or base64; None if it is none.

    Base64 counts where the decoded bytes begin as a known file does, or where the spec declares a result.
    """
    match = _DATA_URI.fullmatch(value.strip())
    if match is not None:
        content = _base64(match[3]) if ";base64" in match[2].lower() else unquote_to_bytes(match[3])
        return (content, match[1].lower() or sniff(content) or "text/plain") if content else None
    if len(value) < _SHORTEST_FILE:
        return None
    if not declared and not sniff(_base64(re.sub(r"\s+", "", value[:96])[:64]) or b""):
        return None
    content = _base64(value)
    return (content, sniff(content)) if content else None


def _declared(value: object, pointer: str, rule: AssetRule, handle: Handle[Any]) -> Asset | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if url := clean_url(value, declared=True):
        return Asset(url, rule.kind, rule.media_types, pointer, rule.retention, handle=handle)
    if rule.kind == "text":
        return _text(value, pointer, rule.media_types, handle, declared=True)
    file = decode_file(value, declared=True)
    if file is None:
        return None
    content, media_type = file
    types = (media_type,) if media_type else rule.media_types
    return Asset("", rule.kind, types, pointer, content=content, handle=handle)


def _undeclared(value: object, pointer: str, handle: Handle[Any]) -> Asset | None:
    if not isinstance(value, str):
        return None
    if url := clean_url(value, declared=False):
        return Asset(url, kind_of(url), (), pointer, declared=False, handle=handle)
    file = decode_file(value, declared=False)
    if file is None:
        return None
    content, media_type = file
    kind = kind_of_type(media_type)
    return Asset("", kind, (media_type,), pointer, declared=False, content=content, handle=handle)


def _text(
    value: str, pointer: str, media_types: tuple[str, ...], handle: Handle[Any], *, declared: bool
) -> Asset:
    content = value.encode("utf-8", "replace")
    types = media_types or ("text/plain",)
    return Asset("", "text", types, pointer, declared=declared, content=content, handle=handle)


def _add(found: dict[str | bytes, Asset], asset: Asset | None) -> None:
    if asset is not None:
        found.setdefault(asset.url if asset.content is None else asset.content, asset)


def _leaves(task: Mapping[str, Any], at: str) -> Iterable[tuple[str, Any]]:
    value = lookup(task, at)
    return leaves(None if value is MISSING else value, at)


def _base64(text: str) -> bytes | None:
    """Return the bytes of a text in base64, its URL-safe alphabet and missing padding included."""
    text = re.sub(r"\s+", "", text)
    if not _BASE64.fullmatch(text):
        return None
    text = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
