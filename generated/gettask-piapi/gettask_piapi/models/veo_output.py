from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VeoOutput(Model):
    """No source shows it; the name of the field is that of Sora and Seedance. A client looks for
    video_url, url and download_url after it.
    """

    video: str | Unset = UNSET
    """The video. How long links of its host live is not published."""
