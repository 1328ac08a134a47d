from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task, TextToModelRequestStyleImage


@define(kw_only=True, repr=False)
class TextToModelRequest(Model):
    model: (
        Literal[
            "v3.1-20260211",
            "v3.0-20250812",
            "v2.5-20250123",
            "P1-20260311",
            "P2-20260801",
            "v1.4-20240625",
        ]
        | str
    )
    """The model version, always required: the server has no default. A wrong one is error 1004,
    whose message lists the right ones; tripo-v3.1, which the quick start has, is wrong, and so
    are tripo-p1 and tripo-turbo of a hand-made OpenAPI. The list is what the server lets
    through, not what it finishes: in August 2026 its message had neither v1.4-20240625 nor
    P2-20260801, drafts of v1.4 could not be refined (2015), and ComfyUI dropped v1.4 on
    2026-09-05. The SDK sends v2.5-20250123 for nothing.
    """

    prompt: str
    """The object in words. Length: at most 1024 characters."""

    negative_prompt: str | Unset = UNSET
    """What to avoid. v2's Schema page and resellers of v3 allow 1024 characters. Length: at most
    255 characters.
    """

    image_seed: int | Unset = UNSET
    """Seed of the random numbers for the image that the model is made from."""

    model_seed: int | Unset = UNSET
    """Seed of the random numbers for the geometry."""

    texture_seed: int | Unset = UNSET
    """Seed of the random numbers for the texture."""

    texture: bool | Unset = UNSET
    """Whether the model gets a texture. Default: true."""

    pbr: bool | Unset = UNSET
    """Forces texture: with texture false the model is textured and charged for all the same. A
    bare model needs both off. Default: true.
    """

    texture_quality: Literal["standard", "detailed", "extreme", "fast"] | Unset = UNSET
    """Quality of the texture. fast is for v3.5-20260815 alone; with another it is error 1004.
    Default: "standard".
    """

    face_limit: int | Unset = UNSET
    """Most faces. P1 takes 48 (50 in China) to 20000; P2 48 to 50000, with quad 25000; v3.1 up to
    1500000, v3.0 up to 1000000, both 2000000 with detailed geometry; v2.5 up to 500000;
    smart_low_poly 1000 to 20000, with quad 500 to 10000, while ComfyUI and a client take 500 to
    20000. quad alone takes 10000 for nothing; 150000 at most are advised. One source allows
    v3.0 as much as v3.1. Range: at most 2000000.
    """

    auto_size: bool | Unset = UNSET
    """Refused without texture. Default: false."""

    compress: Literal["geometry"] | Unset = UNSET
    """How the model is compressed; geometry is the only way that is named."""

    export_uv: bool | Unset = UNSET
    """Whether the model has its UV map. Default: true."""

    quad: bool | Unset = UNSET
    """Quads. The result is an FBX file, always. Refused by P1 even when false, outside China.
    Default: false.
    """

    smart_low_poly: bool | Unset = UNSET
    """Refused by P1 even when false, outside China. Default: false."""

    generate_parts: bool | Unset = UNSET
    """Needs texture, pbr, quad and smart_low_poly off. Refused by P1 even when false, outside
    China. Default: false.
    """

    geometry_quality: Literal["standard", "detailed"] | Unset = UNSET
    """For v3 models. Refused by P1 whatever the value, outside China. Default: "standard"."""

    texture_version: Literal["v2.5-20250123", "v3.0-20250812", "v3.5-20260815"] | str | Unset = (
        UNSET
    )
    """The model that makes the texture. The values are a client's; no source names the default.
    """

    delight: bool | Unset = UNSET
    """Whether light and shadow are taken out of the texture, by its name. Needs v3.5-20260815 for
    the texture.
    """

    export_orientation: Literal["+x", "-x", "+y", "-y"] | Unset = UNSET
    """The direction that the front of this result is turned to. Leave it out if the model is to be
    textured, rigged, retargeted or converted: a model turned wrongly succeeds all the same. The
    direction that the front of the model is turned to. Default: "+x".
    """

    return_multiview: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    render_sequence: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    render_video: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    check_printable: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    style_image: TextToModelRequestStyleImage | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    priority: int | Unset = UNSET
    """New in v3; no source says which operations take it. Range: 1 to 3."""

    _variant: ClassVar[str | None] = "text-to-model"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
