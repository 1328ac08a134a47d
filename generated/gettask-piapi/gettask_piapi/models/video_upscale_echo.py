from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class VideoUpscaleEcho(Model):
    """The input as the server took it; no body that was seen shows one."""
