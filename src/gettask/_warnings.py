"""Warnings that point at the caller's line, not at a line of gettask."""

from __future__ import annotations

import sys
import warnings


def warn_caller(message: str, category: type[Warning]) -> None:
    """Warn at the first line outside of gettask that led here."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("gettask."):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)
