"""Recorded traffic as exchanges, whatever recorded it. Secrets are removed while it is read."""

from .files import FORMATS, UnreadableError, read, traces

__all__ = ["FORMATS", "UnreadableError", "read", "traces"]
