"""Drives a server through its life cycle, and records what it says."""

from .options import Options, RefusedError
from .run import Driver

__all__ = ["Driver", "Options", "RefusedError"]
