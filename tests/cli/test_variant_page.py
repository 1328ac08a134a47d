"""The page of one variant: its schema, examples and fields, for every variant of every API."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import jsonschema_rs
import pytest
from click.testing import Result
from rich.console import Console

from gettask import APIS, load
from gettask.cli import exits, request, variant_examples, variants
from gettask.cli.variant_page import VariantPage, page

Run = Callable[..., Result]

CREATED = [(api, variant.name) for api in APIS for variant in load(api).variants.values() if variant.requests]


def pages(api: str, name: str) -> Iterator[VariantPage]:
    """Yield the page of a variant, whole and for each of its task types."""
    contract = load(api)
    variant = contract.variants[name]
    yield page(contract, variant)
    for task_type in {values[-1]: None for values in variant.match}:
        yield page(contract, variant, task_type)


@pytest.mark.parametrize(("api", "name"), CREATED)
def test_an_example_is_what_the_schema_asks_for(api: str, name: str) -> None:
    """Each request on each page has an example, which the page's own JSON Schema accepts."""
    for shown in pages(api, name):
        validator = jsonschema_rs.Draft202012Validator(shown.schema())
        for each in shown.requests:
            validator.validate(each.example)
            assert each.example is not None


@pytest.mark.parametrize(("api", "name"), CREATED)
def test_python_and_command_make_the_same_request(api: str, name: str) -> None:
    """The example as Python and as a command come to the JSON of the example, as far as the model has it."""
    contract = load(api)
    for shown in pages(api, name):
        for each in shown.requests:
            assert each.example is not None
            names: dict[str, Any] = {}
            exec(variant_examples.python(shown, each).partition("\nwith ")[0], names)
            body = names["request"].to_dict()
            assert contract.model(each.name).from_dict(each.example) == names["request"] or (
                body.items() <= each.example.items()
            )
            words = shlex.split(variant_examples.command(shown, each).replace("\\\n", ""))
            settings = [word for flag, word in pairwise(words) if flag == "--set"]
            task_type = words[words.index("--task-type") + 1] if "--task-type" in words else None
            built = request.build(contract, shown.variant, task_type=task_type, body={}, settings=settings)
            assert built == contract.model(each.name).from_dict(each.example).to_dict()


@pytest.mark.parametrize("api", APIS)
def test_an_example_is_created_as_it_is_printed(run: Run, api: str) -> None:
    """`variants API VARIANT --example` prints what `create API VARIANT --body -` takes."""
    for name in (name for each, name in CREATED if each == api):
        body = run("variants", api, name, "--example").stdout
        created = run("create", api, name, "--body", "-", input=body)
        assert created.exit_code == exits.DONE, (name, created.output)


def test_a_page_has_every_field_with_type_range_default_and_sentence(run: Run) -> None:
    """Fields of objects within are rows too; what is not published is a question mark."""
    rows = [line.split("  ") for line in run("variants", "piapi", "flux").stdout.splitlines()]
    cells = {cell.strip() for row in rows for cell in row}
    assert cells >= {
        "input.prompt",
        "The image in words.",
        "integer, 1 to 4",
        "number, 1.5 to 5",
        "integer, px",
    }
    assert cells >= {"input.control_net_settings[].control_type", "required", "?"}
    (shown, *_) = pages("tripo", "text-to-model")
    fields = {row.path: row for row in shown.requests[0].fields}
    assert fields["prompt"].required
    assert fields["texture"].default == "true"


def test_a_task_type_narrows_the_page(run: Run) -> None:
    """--task-type leaves one request, example and schema; a wrong one is corrected."""
    words = ("variants", "piapi", "flux", "--task-type")
    shown = run(*words, "kontext").stdout
    assert "FluxKontextRequest" in shown
    assert "FluxTxt2ImgRequest" not in shown
    assert json.loads(run(*words, "kontext", "--example").stdout)["task_type"] == "kontext"
    wrong = run(*words, "kontxt")
    assert (wrong.exit_code, "did you mean kontext?" in wrong.stderr) == (exits.USAGE, True)


def test_schema_and_example_need_a_variant_that_a_request_creates(run: Run) -> None:
    """A list has no schema, and what nothing creates has no example."""
    assert run("variants", "piapi", "--schema").exit_code == exits.USAGE
    assert run("variants", "piapi", "llm", "--example").exit_code == exits.USAGE
    assert run("variants", "piapi", "llm").exit_code == exits.DONE


def test_scripts_get_the_page_as_one_json_object(run: Run) -> None:
    """--json has what the list has of the variant, and its requests with their fields."""
    (line,) = run("variants", "tripo", "text-to-model", "--json").stdout.splitlines()
    shown = json.loads(line)
    assert shown["operation"] == "POST /generation/text-to-model"
    assert {field["path"] for field in shown["requests"][0]["fields"]} >= {"prompt", "model"}


def test_a_page_shows_results_statuses_and_sources(run: Run) -> None:
    """Results have the time for which they are kept, statuses their phase, sources kind and date."""
    shown = [line.split() for line in run("variants", "piapi", "flux").stdout.splitlines()]
    assert ["/output/image_url", "image", "image/png", "3", "days"] in shown
    assert ["failed", "failed"] in shown
    assert any(line[-3:] == ["page", "2025-06-30", "2026-11-22"] for line in shown)


def test_a_page_fits_a_narrow_terminal() -> None:
    """At 80 columns no line is longer, but for the examples, and every field is there with its sentence."""
    (shown, *_) = pages("piapi", "flux")
    console = Console(file=io.StringIO(), width=80, force_terminal=True, no_color=True)
    console.print(*variants.render(shown), sep="\n\n")
    text = console.file.getvalue()  # type: ignore[attr-defined]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).split("Example:")[0]
    assert max(map(len, plain.splitlines())) <= 80
    for each in shown.requests:
        assert all(row.path in plain for row in each.fields)
    assert "The image in words." in plain
