from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import Image


@define(kw_only=True, repr=False)
class FluxDevResult(Model):
    """Images, and how they were made."""

    images: list[Image]
    """The images."""

    prompt: str
    """The prompt."""

    seed: int
    """The seed, the one of the request or a random one."""

    has_nsfw_concepts: list[bool]
    """Whether each image may be unsafe for work."""

    timings: Any
    """In no source."""
