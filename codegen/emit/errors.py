"""The error of this room."""

from __future__ import annotations


class EmitError(Exception):
    """The client view of a spec cannot be turned into a package. Says why, and what to change."""
