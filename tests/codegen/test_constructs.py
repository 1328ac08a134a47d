"""The generator never guesses: each construct becomes right code, or a message at its place."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from codegen.document.walk import walk
from codegen.emit.emit import write
from codegen.emit.errors import EmitError
from codegen.rules.check import RULES, check
from codegen.rules.ledger import LEDGER
from codegen.rules.rule import Layer
from codegen.sources import loader, overlay
from codegen.sources.violations import Violation
from tests.codegen.constructs import CONSTRUCTS, Construct
from tests.codegen.mistakes import MISTAKES

TOY = Path(__file__).with_name("toy")
# What Toy has to say of a new field or body besides; other tests hold these rules.
_FACTS = {"request-field", "request-description", "request-required", "missing-example"}


def violations(document: Any) -> tuple[list[Violation], Any]:
    """Return what rules say of an effective document and of its client's view, and that view."""
    client = overlay.apply(document, loader.load(TOY / "overlays/toy/client.yaml")).data
    layers: list[tuple[Any, Layer]] = [(document, "effective"), (client, "client")]
    found = [v for each, layer in layers for v in check(each, layer) if v.rule not in _FACTS]
    return found, client


def refused(client: Any, folder: Path) -> list[Violation]:
    """Return what the emitter refuses; the package is in `folder`."""
    try:
        write(client, api="toy", version="1", destination=folder / "toy")
    except EmitError as e:
        return [Violation(str(e), pointer=e.pointer, rule="emit")]
    return []


@pytest.mark.parametrize("construct", [*CONSTRUCTS, *MISTAKES], ids=lambda c: c.name)
def test_a_construct_is_right_code_or_a_message_at_its_place(
    construct: Construct, effective: Any, tmp_path: Path
) -> None:
    """No construct is passed over in silence."""
    document = deepcopy(effective)
    construct.change(document)
    found, client = violations(document)
    if all(v.severity == "note" for v in found):
        found += refused(client, tmp_path)
    if not construct.rule:
        assert found == []
        for file in tmp_path.rglob("*.py"):
            compile(file.read_text("utf-8"), str(file), "exec")
        return
    assert construct.found in [v.pointer for v in found if v.rule == construct.rule], found
    assert construct.says in " ".join(v.message for v in found)


def test_a_mistake_is_not_followed_by_what_comes_of_it(effective: Any) -> None:
    """A keyword that nothing reads comes alone, though other rules would stumble over it."""
    document = deepcopy(effective)
    document["components"]["schemas"]["SongTask"]["propertys"] = document["components"]["schemas"][
        "SongTask"
    ].pop("properties")
    found, _ = violations(document)
    assert {(v.rule, v.pointer) for v in found} == {("unread", "/components/schemas/SongTask/propertys")}


@pytest.mark.parametrize("named", [503, None])
def test_a_range_of_statuses_has_a_class_by_one_of_them(effective: Any, named: int | None) -> None:
    """The advice for an error that only a range describes can be followed."""
    document = deepcopy(effective)
    get = document["paths"]["/tasks/{id}"]["get"]
    get["responses"]["5XX"] = get["responses"]["404"]
    assert {v.rule for v in violations(document)[0]} == {"error-class"}
    entry = {"place": "http", "status": named, "class": "ServerError", "advice": "Try again."}
    document["x-errors"].append(entry)
    assert violations(document)[0] == []


def test_the_ledger_knows_every_kind_of_object() -> None:
    """Whatever the walk visits has a column; callbacks and encodings hold names that an author chose."""
    document: Any = json.loads((TOY / "bundles.json").read_text("utf-8"))["toy"]
    assert {node.kind for node in walk(document)} <= LEDGER.keys()


def test_a_rule_that_stops_nothing_else_runs_first() -> None:
    """References, keywords and schemas are judged before anything that is built upon them."""
    assert [rule.name for rule in RULES[:3]] == ["path-name", "local-ref", "http-status"]


def emitted(document: Any, folder: Path, name: str) -> str:
    """Return a module of the package that is made of an effective document."""
    found, client = violations(document)
    assert (found, refused(client, folder)) == ([], [])
    (module,) = folder.rglob(name)
    return module.read_text("utf-8")


def test_a_text_beside_a_reference_reaches_the_model(effective: Any, tmp_path: Path) -> None:
    """What a field is for stands beside its reference, and in the docstring of the field."""
    document = deepcopy(effective)
    document["components"]["schemas"]["SongTask"]["properties"]["song"] = {
        "$ref": "#/components/schemas/SongOutput",
        "description": "What was sung.",
    }
    assert '"""What was sung."""' in emitted(document, tmp_path, "song_task.py")


def test_limits_of_lists_and_objects_reach_the_model(effective: Any, tmp_path: Path) -> None:
    """Each limit that the mock holds requests to is told in the docstring of the field."""
    document = deepcopy(effective)
    document["components"]["schemas"]["SongRequest"]["properties"]["tags"] = {
        "type": "array",
        "items": {"type": "string"},
        "uniqueItems": True,
        "maxItems": 3,
        "description": "Any.",
    }
    text = emitted(document, tmp_path, "song_request.py")
    assert "Length: at most 3 items. Each item once." in text


def test_a_deprecated_operation_says_so(effective: Any, tmp_path: Path) -> None:
    """The function's docstring begins its description with it."""
    document = deepcopy(effective)
    document["paths"]["/tasks/{id}"]["get"]["deprecated"] = True
    assert "Deprecated." in emitted(document, tmp_path, "get_task.py")
