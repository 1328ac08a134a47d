"""What the caller of a download may say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from .results import Asset

MAX_BYTES = 1 << 30
"""Bytes that one result may have if the caller says nothing: 1 GiB."""

Verify: TypeAlias = Callable[[Asset, Path], object]
"""Takes a result and the file with its bytes, before it gets its name. False or ValueError refuses it."""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far the download of a result has come.

    Attributes:
        asset: The result.
        received: Bytes that have come.
        total: Bytes that there are, None if the server does not say.
    """

    asset: Asset
    received: int
    total: int | None


OnProgress: TypeAlias = Callable[[DownloadProgress], object]


@dataclass(frozen=True, slots=True)
class DownloadOptions:
    """How results are fetched.

    Attributes:
        max_bytes: The most bytes that one result may have.
        allow_private: Whether to fetch from hosts that are not on the public internet.
        verify: Checks a result before it gets its name, None for no check.
        on_progress: Called as bytes come, None for no call.
        until: When the deadline passes, on the monotonic clock.
    """

    max_bytes: int = MAX_BYTES
    allow_private: bool = False
    verify: Verify | None = None
    on_progress: OnProgress | None = None
    until: float = math.inf
