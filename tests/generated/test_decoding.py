"""Decoding by an emitted package: nothing is lost, nothing wrong gets through."""

from __future__ import annotations

import contextlib
import copy
import importlib
import inspect
import pickle
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.document.walk import Node
from tests.generated.bodies import (
    JSON,
    JSON_TYPES,
    ONE_OF_EACH,
    SECRET,
    changed,
    places,
    still_valid,
    value_at,
)
from tests.generated.conftest import TOYS

REPLY = Node("/components/schemas/Reply", "schema", TOYS["components"]["schemas"]["Reply"])
TAKE = {"number": 1, "a/b~c": True, "links": {"next": {"number": 2, "a/b~c": False}, "~/": None, "home": "x"}}
SONG = {
    "model": "acme/song",
    "task_type": "sing",
    "status": "done",
    "input": {"lyrics": "la", "duration": 10, "class": None, "unheard-of": {"deep": [1]}},
    "output": {
        "url": "https://toys.example/song.mp3",
        "score": 0.5,
        "takes": [TAKE, {"number": 3.0, "a/b~c": False}],
        "best": copy.deepcopy(TAKE),
        "flags": ["done", "never heard of"],
        "grid": [[1, 2.5], []],
        "level": 2,
        "anything": {"at": ["all", None]},
        "mixed": "text",
    },
    "type": "song",
    "detail": None,
    "logs": [{}, {"line": 1}],
    "parent": {"code": 0, "data": {"task": {"id": 1}, "works": []}},
    "created_at": "0001-01-01T00:00:00Z",
}
CLIP = {"model": "acme/clip", "task_type": "film", "status": "pending"}
LEGACY = {
    "task": {"id": 4, "favored": True},
    "works": [
        {"workId": 5, "resource": {"url": "u", "best": [1, 2]}, "token": None},
        {"resource": {"url": ""}},
    ],
}
BODIES: dict[str, Any] = {
    "song": SONG,
    "clip": {**CLIP, "video": "https://toys.example/clip.mp4"},
    "clip-3": {**CLIP, "version": 3},
    "legacy": LEGACY,
    "unknown": {"model": "acme/dance", "task_type": "waltz", "task_id": "7", "result": {"steps": 3}},
}
REPLIES = [{"code": 200, "data": data} for data in BODIES.values()]


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("song", "SongTask"),
        ("clip", "ClipTask"),
        ("clip-3", "ClipTask3"),
        ("legacy", "LegacyTask"),
        ("unknown", "UnknownTask"),
    ],
)
def test_a_body_is_of_the_member_its_constants_or_its_keys_name(
    toys: ModuleType, name: str, model: str
) -> None:
    """Constants name the member, then required keys, in order; what fits none is the fallback's."""
    reply = toys.models.Reply.from_dict({"code": 200, "data": BODIES[name]})
    assert type(reply.data).__name__ == model


@given(data=st.data(), body=st.sampled_from(REPLIES))
def test_every_valid_body_comes_back_as_it_was(toys: ModuleType, data: st.DataObject, body: Any) -> None:
    """Unknown keys, new enum values, odd timestamps, nulls, whole floats: to_dict gives them back."""
    body = data.draw(still_valid(TOYS, REPLY, body))
    before = copy.deepcopy(body)
    assert toys.models.Reply.from_dict(body).to_dict() == body == before


@pytest.mark.parametrize("body", REPLIES, ids=BODIES)
def test_a_wrong_type_anywhere_raises_and_is_located(toys: ModuleType, body: Any) -> None:
    """For every place and every JSON type not allowed there, the error names place, variant and type."""
    tried = 0
    for place in places(TOYS, REPLY, body):
        for wrong in ONE_OF_EACH:
            if place.takes(wrong) or place.fixed:
                continue
            tried += 1
            with pytest.raises(toys.errors.DecodeError) as caught:
                toys.models.Reply.from_dict(changed(body, place.path, wrong))
            error = caught.value
            assert (error.pointer, error.variant, error.got) == (
                place.pointer,
                place.variant,
                JSON_TYPES[type(wrong)],
            )
            assert SECRET not in str(error)
    assert tried > 10


@pytest.mark.parametrize("body", [REPLIES[0], REPLIES[3]], ids=["song", "legacy"])
def test_a_missing_required_key_raises_at_its_own_pointer(toys: ModuleType, body: Any) -> None:
    """What is not there is located like what is wrong, and got is "nothing"."""
    for place in places(TOYS, REPLY, body):
        for key in set(place.schema.get("required", ())) - place.telling:
            less = {name: value for name, value in value_at(body, place.path).items() if name != key}
            with pytest.raises(toys.errors.DecodeError) as caught:
                toys.models.Reply.from_dict(changed(body, place.path, less))
            escaped = key.replace("~", "~0").replace("/", "~1")
            assert caught.value.pointer == f"{place.pointer}/{escaped}"
            assert caught.value.got == "nothing"


@given(body=JSON)
def test_any_json_is_decoded_or_refused(toys: ModuleType, body: Any) -> None:
    """No JSON value makes decoding fail in another way than DecodeError."""
    for value in (body, {"code": 0, "data": body}, {"code": 0, "data": {"model": body, "task_type": body}}):
        with contextlib.suppress(toys.errors.DecodeError):
            assert toys.models.Reply.from_dict(value).to_dict() == value


def test_the_message_names_pointer_variant_expected_and_got(toys: ModuleType) -> None:
    """All four stand in the message, the value does not; pickling keeps them."""
    body = {"code": 0, "data": {**SONG, "output": {"url": 404}}}
    with pytest.raises(ValueError, match="string") as caught:
        toys.models.Reply.from_dict(body)
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert str(error) == 'expected string, got integer at "/data/output/url" (variant: song)'


def test_numbers_stay_as_they_came(toys: ModuleType) -> None:
    """A whole float in the place of an integer stays a float, an integer for a number an integer."""
    refused = toys.models.Reply.from_dict({"code": 200.0, "data": {**SONG, "output": None}})
    assert repr(refused.to_dict()["code"]) == "200.0"
    assert repr(refused.to_dict()["data"]["input"]["duration"]) == "10"


def test_an_enum_of_replies_keeps_unknown_values(toys: ModuleType) -> None:
    """The unlisted value equals its text, survives pickling and copying, and is not a member when iterating."""
    status = toys.models.Status("never heard of")
    assert isinstance(status, toys.models.Status)
    assert status == status.value == "never heard of"
    assert pickle.loads(pickle.dumps(status)) == copy.deepcopy(status) == status
    # Python 3.11.2, for one, would look its name up instead.
    assert b"getattr" not in pickle.dumps(status) + pickle.dumps(toys.models.SongOutputLevel(9))
    assert [*toys.models.Status] == ["pending", "done", "failed"]
    assert toys.models.SongOutputLevel(9) == 9


def test_a_text_that_may_be_of_an_enum_is_its_member_or_a_text(toys: ModuleType) -> None:
    """In whichever order the spec names the two."""
    decode = toys.models.SongOutput.from_dict
    assert decode({"url": "u", "label": "done"}).label is toys.models.Status.DONE
    assert type(decode({"url": "u", "label": "la"}).label) is str


def test_an_enum_of_requests_is_a_closed_literal(toys: ModuleType) -> None:
    """A text is given as it is; in JSON, a value that a request's enum does not list is refused."""
    body = {"model": "acme/song", "task_type": "sing", "input": {"lyrics": ""}, "mode": "fast"}
    assert toys.models.SongRequest.from_dict(body).mode == "fast"
    with pytest.raises(toys.errors.DecodeError, match='one of "fast", "slow"'):
        toys.models.SongRequest.from_dict({**body, "mode": "medium"})


def test_an_open_enum_of_requests_takes_any_text(toys: ModuleType) -> None:
    """The listed values complete in an editor, and a value that the vendor adds is sent as it is."""
    annotation = toys.models.SongRequest.__annotations__["voice"]
    assert annotation == "Literal['high', 'low'] | str | Unset"
    body = {"model": "acme/song", "task_type": "sing", "input": {"lyrics": ""}, "voice": "new"}
    assert toys.models.SongRequest.from_dict(body).to_dict() == body
    with pytest.raises(toys.errors.DecodeError, match="string"):
        toys.models.SongRequest.from_dict({**body, "voice": 1})


def test_an_unset_field_is_shown_as_unset(toys: ModuleType) -> None:
    """`repr` names every field, and the additional properties where there are any."""
    song = toys.models.SongInput(lyrics="la")
    assert repr(song) == "SongInput(lyrics='la', duration=UNSET, class_=UNSET)"
    song["mood"] = "sad"
    assert repr(song).endswith("class_=UNSET, additional_properties={'mood': 'sad'})")


def test_constants_need_not_be_given(toys: ModuleType) -> None:
    """A property with a single possible value has it from the start."""
    models = toys.models
    request = models.SongRequest(task_type="hum", input_=models.SongInput(lyrics="", class_=None))
    assert request.to_dict() == {
        "model": "acme/song",
        "task_type": "hum",
        "input": {"lyrics": "", "class": None},
    }


def test_a_default_is_documented_and_not_sent(toys: ModuleType) -> None:
    """The server's default stands in the docstring of the field, and in a request only if it was given."""
    models = toys.models
    given = {"task_type": "hum", "input_": models.SongInput(lyrics="")}
    source = inspect.getsource(models.SongRequest)
    assert 'loud: bool | Unset = UNSET\n    """Default: false."""' in source
    assert "loud" not in models.SongRequest(**given).to_dict()
    assert models.SongRequest(**given, loud=False).to_dict()["loud"] is False


def test_a_body_that_fits_no_member_raises_without_a_fallback(toys: ModuleType) -> None:
    """Without a fallback an object that fits no member is an error."""
    decode = importlib.import_module("gettask_toys._decoding").decode
    annotation = toys.models.SongTask | toys.models.Refusal
    assert decode(annotation, {"message": "no"}) == toys.models.Refusal(message="no")
    with pytest.raises(toys.errors.DecodeError, match="known variant"):
        decode(annotation, {"b": 1})


def test_decoders_are_compiled_once_and_shown_in_tracebacks(toys: ModuleType) -> None:
    """The second use of a model compiles nothing, and a traceback shows the lines of the compiled code."""
    decoder = importlib.import_module("gettask_toys._decoding").decoder
    assert decoder(toys.models.SongInput) is decoder(toys.models.SongInput)
    with pytest.raises(toys.errors.DecodeError) as caught:
        toys.models.SongInput.from_dict({"lyrics": 1})
    lines = [str(entry.statement) for entry in caught.traceback]
    assert any("mismatch" in line for line in lines)
