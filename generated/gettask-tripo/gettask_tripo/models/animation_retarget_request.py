from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class AnimationRetargetRequest(Model):
    """A clip, or up to five, for a rigged model. The clips of a v1.0 rig made for mixamo are
    delivered, too.
    """

    input_: str = field(metadata={"name": "input"})
    """The id of a task that rigged a model. A public URL, the file_token of an upload, or the bare
    id of a task whose result is meant. A data URI is refused with HTTP 400. Length: at least 1
    characters.
    """

    animation: (
        Literal[
            "preset:idle",
            "preset:walk",
            "preset:run",
            "preset:dive",
            "preset:climb",
            "preset:jump",
            "preset:slash",
            "preset:shoot",
            "preset:hurt",
            "preset:fall",
            "preset:turn",
            "preset:quadruped:walk",
            "preset:hexapod:walk",
            "preset:octopod:walk",
            "preset:serpentine:march",
            "preset:aquatic:march",
            "preset:biped:afraid",
            "preset:biped:agree",
            "preset:biped:angry_01",
            "preset:biped:angry_02",
            "preset:biped:angry_03",
            "preset:biped:basketball_shot",
            "preset:biped:bow",
            "preset:biped:box_01",
            "preset:biped:box_02",
            "preset:biped:box_03",
            "preset:biped:cast_a_spell",
            "preset:biped:cheer",
            "preset:biped:chop",
            "preset:biped:clap",
            "preset:biped:climb",
            "preset:biped:complain_01",
            "preset:biped:complain_02",
            "preset:biped:cross_body_crunch",
            "preset:biped:crossover_dribble",
            "preset:biped:cry",
            "preset:biped:dance_01",
            "preset:biped:dance_02",
            "preset:biped:dance_03",
            "preset:biped:dance_04",
            "preset:biped:dance_05",
            "preset:biped:dance_06",
            "preset:biped:defeat_02",
            "preset:biped:defeat_03",
            "preset:biped:depressed",
            "preset:biped:dig",
            "preset:biped:dive",
            "preset:biped:dribble",
            "preset:biped:fall",
            "preset:biped:fire",
            "preset:biped:flee_01",
            "preset:biped:flee_02",
            "preset:biped:flip",
            "preset:biped:fold_arms",
            "preset:biped:football_catch",
            "preset:biped:football_save",
            "preset:biped:football_pass",
            "preset:biped:freaky",
            "preset:biped:frightened",
            "preset:biped:front_kick_01",
            "preset:biped:front_kick_02",
            "preset:biped:frustrated_01",
            "preset:biped:frustrated_02",
            "preset:biped:golf",
            "preset:biped:greet_01",
            "preset:biped:greet_02",
            "preset:biped:greet_03",
            "preset:biped:greet_04",
            "preset:biped:heart_pose",
            "preset:biped:hit_to_body_01",
            "preset:biped:hit_to_body_02",
            "preset:biped:hit_to_head",
            "preset:biped:hit_to_side",
            "preset:biped:hit_to_stomach",
            "preset:biped:hug",
            "preset:biped:hurt",
            "preset:biped:idle",
            "preset:biped:jump_down",
            "preset:biped:jump",
            "preset:biped:jump_rope_01",
            "preset:biped:jump_rope_02",
            "preset:biped:laugh_01",
            "preset:biped:laugh_02",
            "preset:biped:lift_heavy",
            "preset:biped:look_around",
            "preset:biped:make_a_call_01",
            "preset:biped:make_a_call_02",
            "preset:biped:pitch_baseball",
            "preset:biped:play_mobile_game",
            "preset:biped:play_video_game",
            "preset:biped:press-up",
            "preset:biped:run_upstairs",
            "preset:biped:run",
            "preset:biped:scared_01",
            "preset:biped:scared_02",
            "preset:biped:scratch",
            "preset:biped:shoot",
            "preset:biped:shovel",
            "preset:biped:sing_01",
            "preset:biped:sing_02",
            "preset:biped:sing_03",
            "preset:biped:sing_04",
            "preset:biped:sit",
            "preset:biped:slash",
            "preset:biped:sob",
            "preset:biped:standing_relax",
            "preset:biped:surf",
            "preset:biped:swagger",
            "preset:biped:swim",
            "preset:biped:turn",
            "preset:biped:victory_celebration",
            "preset:biped:volleyball",
            "preset:biped:wait",
            "preset:biped:walk",
            "preset:biped:warm_up",
            "preset:biped:wave_goodbye_01",
            "preset:biped:wave_goodbye_02",
        ]
        | str
        | Unset
    ) = UNSET
    """A preset. Those of v2.5 rigs are preset:idle, walk, run, dive, climb, jump, slash, shoot,
    hurt, fall and turn; preset:quadruped:walk, hexapod:walk, octopod:walk, serpentine:march and
    aquatic:march. v1.0 rigs, which are bipeds, take 101 named preset:biped:…, which an official
    page listed on 2026-08-11. ComfyUI gives v2.5 bipeds, too, twelve of those (chop and the
    eleven above), and in a live test of 2026-06-28 v3 wanted preset:biped:walk where v2 wanted
    preset:walk: both kinds of names are accepted here. Pattern: ^preset:.+
    """

    animations: (
        list[
            Literal[
                "preset:idle",
                "preset:walk",
                "preset:run",
                "preset:dive",
                "preset:climb",
                "preset:jump",
                "preset:slash",
                "preset:shoot",
                "preset:hurt",
                "preset:fall",
                "preset:turn",
                "preset:quadruped:walk",
                "preset:hexapod:walk",
                "preset:octopod:walk",
                "preset:serpentine:march",
                "preset:aquatic:march",
                "preset:biped:afraid",
                "preset:biped:agree",
                "preset:biped:angry_01",
                "preset:biped:angry_02",
                "preset:biped:angry_03",
                "preset:biped:basketball_shot",
                "preset:biped:bow",
                "preset:biped:box_01",
                "preset:biped:box_02",
                "preset:biped:box_03",
                "preset:biped:cast_a_spell",
                "preset:biped:cheer",
                "preset:biped:chop",
                "preset:biped:clap",
                "preset:biped:climb",
                "preset:biped:complain_01",
                "preset:biped:complain_02",
                "preset:biped:cross_body_crunch",
                "preset:biped:crossover_dribble",
                "preset:biped:cry",
                "preset:biped:dance_01",
                "preset:biped:dance_02",
                "preset:biped:dance_03",
                "preset:biped:dance_04",
                "preset:biped:dance_05",
                "preset:biped:dance_06",
                "preset:biped:defeat_02",
                "preset:biped:defeat_03",
                "preset:biped:depressed",
                "preset:biped:dig",
                "preset:biped:dive",
                "preset:biped:dribble",
                "preset:biped:fall",
                "preset:biped:fire",
                "preset:biped:flee_01",
                "preset:biped:flee_02",
                "preset:biped:flip",
                "preset:biped:fold_arms",
                "preset:biped:football_catch",
                "preset:biped:football_save",
                "preset:biped:football_pass",
                "preset:biped:freaky",
                "preset:biped:frightened",
                "preset:biped:front_kick_01",
                "preset:biped:front_kick_02",
                "preset:biped:frustrated_01",
                "preset:biped:frustrated_02",
                "preset:biped:golf",
                "preset:biped:greet_01",
                "preset:biped:greet_02",
                "preset:biped:greet_03",
                "preset:biped:greet_04",
                "preset:biped:heart_pose",
                "preset:biped:hit_to_body_01",
                "preset:biped:hit_to_body_02",
                "preset:biped:hit_to_head",
                "preset:biped:hit_to_side",
                "preset:biped:hit_to_stomach",
                "preset:biped:hug",
                "preset:biped:hurt",
                "preset:biped:idle",
                "preset:biped:jump_down",
                "preset:biped:jump",
                "preset:biped:jump_rope_01",
                "preset:biped:jump_rope_02",
                "preset:biped:laugh_01",
                "preset:biped:laugh_02",
                "preset:biped:lift_heavy",
                "preset:biped:look_around",
                "preset:biped:make_a_call_01",
                "preset:biped:make_a_call_02",
                "preset:biped:pitch_baseball",
                "preset:biped:play_mobile_game",
                "preset:biped:play_video_game",
                "preset:biped:press-up",
                "preset:biped:run_upstairs",
                "preset:biped:run",
                "preset:biped:scared_01",
                "preset:biped:scared_02",
                "preset:biped:scratch",
                "preset:biped:shoot",
                "preset:biped:shovel",
                "preset:biped:sing_01",
                "preset:biped:sing_02",
                "preset:biped:sing_03",
                "preset:biped:sing_04",
                "preset:biped:sit",
                "preset:biped:slash",
                "preset:biped:sob",
                "preset:biped:standing_relax",
                "preset:biped:surf",
                "preset:biped:swagger",
                "preset:biped:swim",
                "preset:biped:turn",
                "preset:biped:victory_celebration",
                "preset:biped:volleyball",
                "preset:biped:wait",
                "preset:biped:walk",
                "preset:biped:warm_up",
                "preset:biped:wave_goodbye_01",
                "preset:biped:wave_goodbye_02",
            ]
            | str
        ]
        | Unset
    ) = UNSET
    """Several clips, in place of animation. Six are error 1004, which costs nothing. Length: at
    most 5 items.
    """

    out_format: Literal["glb", "fbx"] | Unset = UNSET
    """Format of the file. Default: "glb"."""

    bake_animation: bool | Unset = UNSET
    """For glb in v2. v3 ignores it, says the SDK, and does not send it. Default: true."""

    export_with_geometry: bool | Unset = UNSET
    """The docs' default; the SDK takes false for it, and sends the field only when it is true.
    Default: true.
    """

    animate_in_place: bool | Unset = UNSET
    """Whether the model is animated without leaving its place. Default: false."""

    render_video: Any | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    _variant: ClassVar[str | None] = "animation-retarget"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
