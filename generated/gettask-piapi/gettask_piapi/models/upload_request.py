from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class UploadRequest(Model):
    file_name: str
    """Ends in jpg, jpeg, png, webp, mp4, wav or mp3, in either case. Length: at most 128
    characters. Pattern:
    \\.([Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp]|[Mm][Pp]4|[Ww][Aa][Vv]|[Mm][Pp]3)$
    """

    file_data: str
    """The file in base64, or as a data URI of the same type; 10 MB at most."""
