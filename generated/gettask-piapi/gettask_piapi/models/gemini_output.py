from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class GeminiOutput(Model):
    image_urls: list[str]
    """The images. How long links of their host live is not published."""
