"""What a task says about itself, in bodies as they were recorded and in bodies that nobody has seen."""

from __future__ import annotations

import json
import logging
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gettask
from gettask import Handle, Phase, Task, UnexpectedResponseError, parse
from gettask._contract.contract import TaskModel, load
from gettask._http.parser import ResponseParser
from tests.runtime.harness import APIS, ID, Caller, Server, body, some_status

EXAMPLES = Path(__file__).parents[2] / "openapi"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=8,
)


def example(api: str, name: str) -> Any:
    """Return a documented body."""
    return json.loads((EXAMPLES / api / "examples" / f"{name}.json").read_text("utf-8"))


def test_the_ace_step_page_is_read_whole() -> None:
    """The documented Ace Step body gives variant, phase, times, cost and the audio."""
    task = parse(example("piapi", "ace-step_completed"), api="piapi")
    assert (task.id, task.api, task.variant) == (ID, "piapi", "ace-step")
    assert (task.status, task.phase, task.phase.succeeded) == ("completed", Phase.SUCCEEDED, True)
    assert task.created_at == datetime(2025, 6, 11, 3, 43, 31, 673594, UTC)
    assert str(task.cost) == "5000 points ($0.0005)"
    assert (task.error, task.progress, task.queue_position) == (None, None, None)
    (asset,) = task.assets
    assert (asset.kind, asset.pointer, asset.declared) == ("audio", "/output/audio_url", True)
    assert asset.url.endswith(".mp3")


def test_the_segment_page_has_no_times_yet() -> None:
    """Go's zero times are None, and a null output has no assets."""
    task = parse(example("piapi", "segment_pending"), api="piapi")
    assert (task.variant, task.phase) == ("segment", Phase.QUEUED)
    assert (task.started_at, task.ended_at, task.assets) == (None, None, ())


def test_the_mmaudio_page_is_read_by_its_keys() -> None:
    """The legacy body names no model; its required keys tell what it is, and its odd values harm nothing."""
    task = parse(example("piapi", "mmaudio_legacy"), api="piapi")
    assert (task.variant, task.phase, task.created_at) == ("mmaudio", Phase.UNKNOWN, None)
    assert type(task.data).__name__ == "MmaudioLegacyTask"


def test_the_tripo_page_is_read_whole() -> None:
    """The documented running body gives progress as a fraction and the stand-ins of -1 as None."""
    task = parse(example("tripo-v2", "running"), api="tripo-v2")
    assert (task.phase, task.progress) == (Phase.RUNNING, 0.99)
    assert (task.queue_position, task.remaining) == (None, None)
    assert task.created_at == datetime(2024, 2, 27, 15, 48, 53, tzinfo=UTC)
    assert str(task.cost) == "60 credits ($0.60)"


def test_progress_means_something_in_three_statuses_only() -> None:
    """Tripo's failed tasks say 100; that is not told as progress."""
    assert parse(body("tripo-v2", "failed", progress=100), "tripo-v2").progress is None
    assert parse(body("tripo-v2", "success", progress=100), "tripo-v2").progress == 1
    assert parse(body("tripo-v2", "running", progress=250), "tripo-v2").progress == 1
    assert parse(body("tripo-v2", "running", progress="soon"), "tripo-v2").progress is None


def test_queue_and_estimate_are_read() -> None:
    """A queued task says how many come first and how long it may take."""
    task = parse(body("tripo-v2", "queued", queuing_num=3, running_left_time=12), "tripo-v2")
    assert (task.queue_position, task.remaining) == (3, 12.0)


def test_an_error_is_told_in_the_vendors_words() -> None:
    """Code, message and detail of a failed task are kept apart."""
    error = {"code": 1234, "raw_message": "the worker died", "message": "failed", "detail": None}
    task = parse(body("piapi", "failed", error=error), "piapi")
    assert task.error == gettask.TaskError(1234, "failed", "the worker died")


def test_a_reason_that_is_given_twice_is_said_once() -> None:
    """Message and detail with the same text are one reason, and its full stop is not doubled."""
    error = {"code": 1234, "raw_message": "It died.", "message": "It died.", "detail": None}
    task = parse(body("piapi", "failed", error=error), "piapi")
    assert str(task.error) == "It died."
    assert str(ResponseParser(task.contract).failure(task)).endswith("(code 1234): It died.")


NO_ERROR = {"code": 0, "raw_message": "", "message": "", "detail": None}


@pytest.mark.parametrize(
    ("fields", "message", "detail"),
    [
        (
            {"logs": ["internal server error\nstatus code: 500"]},
            "internal server error\nstatus code: 500",
            None,
        ),
        ({"logs": [{"level": "warn"}, {"text": "plan limit"}]}, "warn; plan limit", None),
        ({"detail": "nsfw"}, "nsfw", None),
        ({"error": "boom"}, "boom", None),
        ({"error": NO_ERROR | {"detail": {"reason": "real person"}}}, "real person", None),
        ({"error": NO_ERROR | {"detail": "real person"}, "logs": None}, "real person", None),
        ({"output": {"message": "busy"}}, "busy", None),
        ({"output": {"songs": [{"error_detail": None}, {"error_detail": "lyrics"}]}}, "lyrics", None),
        ({"error": NO_ERROR | {"message": "failed"}, "logs": ["failed", "the cause"]}, "failed", "the cause"),
        ({"error": NO_ERROR | {"raw_message": "cause"}, "logs": ["cause"]}, None, "cause"),
    ],
)
def test_the_reason_of_a_failure_is_found_wherever_it_stands(
    fields: dict[str, Any], message: str | None, detail: str | None
) -> None:
    """Beside an empty message the first other place that says something counts, and nothing is said twice."""
    task = parse(body("piapi", "failed", **{"error": NO_ERROR, **fields}), "piapi")
    assert task.error is not None
    assert (task.error.message, task.error.detail) == (message, detail)


def test_a_task_that_has_not_failed_gives_no_reason() -> None:
    """The log of a task that runs or has succeeded is not an error."""
    for status in ("processing", "completed"):
        assert (
            parse(body("piapi", status, error=NO_ERROR, logs=["step 1"], detail="x"), "piapi").error is None
        )


@pytest.mark.parametrize("name", ["progress", "percent"])
def test_progress_is_read_where_a_variant_shows_it(name: str) -> None:
    """Midjourney and Hailuo count in their output, relays of them in texts."""
    for value in (93, "93%"):
        assert parse(body("piapi", "processing", output={name: value}), "piapi").progress == 0.93


def test_a_bare_task_and_a_webhook_are_tasks(api: str) -> None:
    """What a webhook pushes, with or without its envelope, reads like the reply of Get Task."""
    reply = body(api, some_status(api, Phase.SUCCEEDED))
    tasks = [parse(each, api) for each in (reply, {"timestamp": 1, "data": reply["data"]}, reply["data"])]
    assert {(task.id, task.phase, task.variant) for task in tasks} == {
        (ID, Phase.SUCCEEDED, tasks[0].variant)
    }


@pytest.mark.parametrize("convert", [json.dumps, lambda document: json.dumps(document).encode(), dict])
def test_a_body_is_parsed_from_text_bytes_or_json(convert: Any, api: str) -> None:
    """`parse` takes a body in any of the forms in which one is kept."""
    document = body(api, some_status(api, Phase.RUNNING))
    task = parse(convert(document), api)
    assert task.raw == document
    assert task == parse(document, api)
    assert len({task, parse(document, api)}) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "<html>", "[]", "null", "3", '{"data":', "{}", '{"data":{"task_id":"x"}}', "[" * 99999]
)
def test_what_is_no_task_is_an_error_of_ours(text: str, api: str) -> None:
    """A body without a task is an UnexpectedResponseError, whatever it is instead."""
    with pytest.raises(UnexpectedResponseError):
        parse(text, api)


def test_an_unheard_of_status_is_unknown_and_told_once(api: str, caplog: pytest.LogCaptureFixture) -> None:
    """A status that the table does not list has phase UNKNOWN, and one warning says so."""
    for _ in range(3):
        task = parse(body(api, "pondering"), api)
    assert (task.status, task.phase, task.phase.terminal) == ("pondering", Phase.UNKNOWN, False)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "'pondering'" in caplog.text


def test_an_unheard_of_variant_keeps_its_results(caplog: pytest.LogCaptureFixture) -> None:
    """The assets of an unknown variant are the URLs in its output, and one warning names what is missing."""
    output = {
        "files": [{"u": "https://cdn.example/a.glb?sig=1"}, {"u": "https://cdn.example/b.xyz"}],
        "n": 3,
        "text": "see https://cdn.example/c.png",
    }
    document = body("piapi", "completed", model="Qubico/new", task_type="paint", output=output)
    task = parse(document, "piapi")
    assert task.variant is None
    assert [(asset.kind, asset.pointer, asset.declared) for asset in task.assets] == [
        ("model", "/output/files/0/u", False),
        ("file", "/output/files/1/u", False),
    ]
    assert parse(document, "piapi") == task
    assert len(caplog.records) == 1
    assert "model='Qubico/new', task_type='paint'" in caplog.text


def test_a_new_output_key_of_a_known_variant_is_found(api: str) -> None:
    """A result under a key that the spec does not know is an asset too, and no URL is one twice."""
    declared = load(api).variants[parse(body(api, "x"), api).variant or ""].assets[0]
    key = declared.at.rpartition("/")[2]
    output = {
        "brand_new": "https://cdn.example/b.mp4",
        key: "https://cdn.example/a",
        "copy": "https://cdn.example/a",
    }
    task = parse(body(api, some_status(api, Phase.SUCCEEDED), output=output), api)
    assert [(asset.url[-5:], asset.declared) for asset in task.assets] == [("ple/a", True), ("b.mp4", False)]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "ftp://host/a",
        "file:///etc/passwd",
        "data:image/png;base64,",
        "http://",
        "AAAA" * 3,
        None,
        5,
        {},
    ],
)
def test_what_is_no_result_is_no_asset(value: Any, api: str) -> None:
    """Empty strings and other schemes are not things to download."""
    key = load(api).variants[parse(body(api, "x"), api).variant or ""].assets[0].at.rpartition("/")[2]
    assert parse(body(api, some_status(api, Phase.SUCCEEDED), output={key: value}), api).assets == ()


def test_a_wrong_field_is_reported_where_it_stands() -> None:
    """`data` names variant and pointer of a wrong field; the rest of the task does not need it."""
    task = parse(body("piapi", "completed", output={"audio_url": 5}), "piapi")
    assert (task.phase, task.assets) == (Phase.SUCCEEDED, ())
    with pytest.raises(UnexpectedResponseError) as caught:
        _ = task.data
    assert (caught.value.variant, caught.value.pointer) == ("ace-step", "/output/audio_url")


def shown(api: str) -> dict[str, Any]:
    """Return the tasks that the effective spec shows as replies of Get Task, by the names of the examples."""
    contract = load(api)
    operation = contract.operations["get_task"]
    replies = contract.spec["paths"][operation.path][operation.method.lower()]["responses"]
    found = {}
    for name, example in replies["200"]["content"]["application/json"]["examples"].items():
        if "$ref" in example:
            example = contract.spec["components"]["examples"][example["$ref"].rpartition("/")[2]]
        found[name] = example["value"]
    return found


SHOWN = [pytest.param(api, value, id=f"{api}-{name}") for api in APIS for name, value in shown(api).items()]


@pytest.mark.parametrize(("api", "document"), SHOWN)
def test_the_specs_own_bodies_find_their_model(api: str, document: Any) -> None:
    """A task that the spec shows is decoded by a model of its variant, and written back unchanged."""
    task = parse(document, api)
    known = load(api).variants if task.variant is None else [task.variant]
    models = {each.name for name in known for each in load(api).variants[name].models}
    assert type(task.data).__name__ in models
    assert task.data.to_dict() == task.body
    assert task.variant is not None or "type" not in task.body


def test_a_shared_pair_is_told_by_its_keys() -> None:
    """Where models have the same dispatch values the first whose required keys are there is taken."""
    pair = ("m", "t")
    models = [
        TaskModel(name, "v", (pair,), keys) for name, keys in (("A", ("a", "b")), ("B", ("b",)), ("C", ()))
    ]
    known = load("piapi")
    variant = replace(next(iter(known.variants.values())), name="v", models=tuple(models))
    other = replace(known, variants={"v": variant})
    for keys, name in (("ab", "A"), ("b", "B"), ("a", "C"), ("", "C")):
        found = other.find({"model": "m", "task_type": "t", **dict.fromkeys(keys)})
        assert found is not None
        assert found.name == name
    assert other.find({"model": "m", "task_type": "x", "a": 1, "b": 1}) is None


def test_a_body_of_no_known_model_has_the_fallback_model() -> None:
    """A model that is in no spec decodes to the model for unknown tasks, without loss."""
    output = {"x": [1, {"y": None}]}
    document = body("piapi", "completed", model="Qubico/new", task_type="paint", output=output)
    task = parse(document, "piapi")
    assert type(task.data).__name__ == load("piapi").fallback
    assert task.data.to_dict() == document["data"]


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_an_unheard_of_type_has_the_model_of_all_types(api: str) -> None:
    """Where one model serves all variants, it serves those that nobody has heard of."""
    common = load(api).common
    assert common is not None
    output = {common.assets[0].at.rpartition("/")[2]: "https://cdn.example/a"}
    task = parse(body(api, "success", type="to_the_moon", output=output), api)
    assert task.variant is None
    assert task.assets[0].declared
    assert task.data.to_dict() == task.body


COMPLETION = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1_750_000_000,
    "model": "gpt-4o",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}, "finish_reason": "stop"}],
}


def test_a_chat_completion_is_a_finished_task() -> None:
    """PiAPI's LLM reply has no status: that it is there means that the task is done."""
    task = parse(COMPLETION, "piapi")
    assert (task.variant, task.phase, task.status) == ("llm", Phase.SUCCEEDED, "completed")
    assert task.data.to_dict() == COMPLETION


def test_a_chat_completion_keeps_the_id_that_was_asked_for(open_client: Callable[..., Caller]) -> None:
    """Its own id is not that of the task, which is what one asks for again."""
    asking = open_client("piapi", Server(COMPLETION))
    assert asking.get(ID).id == ID
    assert asking.wait(ID).id == ID
    assert [task.id for task in asking.as_completed([ID])] == [ID]
    assert pickle.loads(pickle.dumps(asking.get(ID))).id == ID


def test_a_task_of_tripo_that_names_no_type_is_no_riddle(caplog: pytest.LogCaptureFixture) -> None:
    """The docs' rigging examples leave the type out: nothing is missing in the spec then."""
    document = body("tripo", "success")
    del document["data"]["type"]
    assert parse(document, "tripo").variant is None
    assert caplog.records == []


def test_the_model_is_decoded_once_and_loses_nothing(api: str) -> None:
    """`data` is the generated model of the task, kept, and gives back the JSON as it came."""
    document = body(api, some_status(api, Phase.SUCCEEDED), brand_new={"a": [1, None]})
    task = parse(document, api)
    assert task.data is task.data
    assert task.data.to_dict() == document["data"]


@given(
    st.sampled_from(APIS),
    st.dictionaries(st.text(), JSON),
    st.text(min_size=1),
    st.text(min_size=1),
)
def test_no_body_with_an_id_and_a_status_breaks_a_task(
    api: str, fields: dict[str, Any], name: str, status: str
) -> None:
    """Whatever a vendor puts into a body, what a task says of itself never raises."""
    contract = load(api)
    wild = dict.fromkeys(("meta", "output", "error", "progress", "usage", "works"), fields) | fields
    document = {**body(api, status), "data": {**wild, "task_id": name, "status": status}}
    try:
        task = parse(document, api)
    except UnexpectedResponseError:
        assert not (name.strip() and status.strip())
        return
    for field in (
        *("id", "api", "variant", "phase", "status", "progress", "queue_position", "remaining", "created_at"),
        *("started_at", "ended_at", "cost", "error", "assets"),
    ):
        getattr(task, field)
    assert task.progress is None or 0 <= task.progress <= 1
    for text in (repr(task), str(task)):
        assert text.isprintable()
        assert len(text) < 1500
    assert task.contract is contract


def test_what_a_task_prints_holds_no_secret() -> None:
    """Webhook secrets and signatures of links stay out of repr and str."""
    config = {"webhook_config": {"endpoint": "https://me", "secret": "hush-hush"}}
    output = {"audio_url": "https://cdn.example/a.mp3?Signature=hush-hush"}
    task = parse(body("piapi", "completed", config=config, output=output), "piapi")
    assert "hush-hush" not in f"{task!r} {task} {task.assets!r}"
    assert task.assets[0].url.endswith("hush-hush")


def test_a_task_survives_pickling(api: str) -> None:
    """A task can be sent to another process."""
    task = parse(body(api, some_status(api, Phase.RUNNING)), api)
    assert pickle.loads(pickle.dumps(task)) == task


def test_equal_tasks_have_equal_hashes() -> None:
    """Two tasks whose bodies agree are the same only if their ids are, which a body need not have."""
    raw = {"id": "chatcmpl-1", "object": "chat.completion", "choices": []}
    tasks = [Task(raw, load("piapi"), Handle("piapi", id)) for id in ("a", "b", "a")]
    assert tasks[0] != tasks[1]
    assert len({*tasks}) == 2


@pytest.mark.parametrize(
    "handle",
    [
        Handle("piapi", ID),
        Handle("piapi", "a/b 🎵", base_url="http://127.0.0.1:8000"),
        Handle("tripo-v2", ID, region="com"),
        Handle("piapi", ID, variant="flux"),
    ],
)
def test_a_handle_comes_back_from_its_json(handle: Handle) -> None:
    """A handle is one short line of JSON, and the same handle again."""
    text = handle.to_json()
    assert "\n" not in text
    assert len(text) < 120
    assert Handle.from_json(text) == handle


def test_the_json_of_earlier_handles_is_still_read() -> None:
    """A handle that was written before handles knew their variant has none."""
    assert Handle.from_json('{"api":"piapi","id":"x"}') == Handle("piapi", "x")


def test_a_task_has_the_variant_of_its_handle_where_its_body_names_none() -> None:
    """A body that names its variant is right; a variant that the spec does not know is none."""
    bare = body("tripo", "running")
    del bare["data"]["type"]
    names = [name for name, variant in load("tripo").variants.items() if variant.match][:2]
    (known, _) = load("tripo").variants[names[1]].match[0], None
    named = {**bare, "data": {**bare["data"], **dict(zip(load("tripo").dispatch, known, strict=True))}}
    for document, variant, expected in (
        (bare, names[0], names[0]),
        (bare, "no-such-variant", None),
        (named, names[0], names[1]),
    ):
        task = Task[Any](document, load("tripo"), Handle("tripo", ID, variant=variant))
        assert task.variant == expected
        assert (expected or "unknown variant") in str(task)
        assert pickle.loads(pickle.dumps(task)).variant == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"api":"piapi"}',
        '{"api":"piapi","id":""}',
        '{"api":1,"id":"x"}',
        '{"api":"a","id":"b","key":"c"}',
    ],
)
def test_what_is_no_handle_is_refused(text: str) -> None:
    """Anything but a handle's JSON is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        Handle.from_json(text)
