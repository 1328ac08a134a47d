"""The overlay engine against the rules of the Overlay Specification, 1.0 and 1.1.

Each folder of overlays/ holds one rule: before.yaml, overlay.yaml (its title states the rule), after.yaml.
"""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.sources import loader, redocly
from codegen.sources.loader import Document
from codegen.sources.overlay import Overlaid, apply
from codegen.sources.violations import SpecError, Violation

RULES = sorted(Path(__file__).with_name("overlays").iterdir())
ROOT = Path(__file__).parents[2]


def overlay(*actions: dict[str, Any], version: str = "1.1.0", **fields: Any) -> Document:
    """Return an overlay document as if it had been read from differences.json."""
    root = {"overlay": version, "info": {"title": "Differences", "version": "1"}, "actions": [*actions]}
    return loader.loads(json.dumps(root | fields, indent=1), Path("differences.json"))


def refused(data: Any, document: Document) -> Violation:
    with pytest.raises(SpecError) as caught:
        apply(data, document)
    (violation,) = caught.value.violations
    return violation


# What the specification says


@pytest.mark.parametrize("folder", RULES, ids=lambda folder: folder.name)
def test_a_rule_of_the_specification_holds(folder: Path) -> None:
    """The document after the overlay is the golden one, down to the order of its keys."""
    before, after = (loader.load(folder / name).data for name in ("before.yaml", "after.yaml"))
    result = apply(before, loader.load(folder / "overlay.yaml")).data
    assert json.dumps(result) == json.dumps(after)


@pytest.mark.node
@pytest.mark.parametrize("folder", RULES, ids=lambda folder: folder.name)
def test_another_implementation_reads_the_rule_the_same(folder: Path, tmp_path: Path) -> None:
    """Redocly turns before.yaml into the same golden document."""
    documents = (f"{folder}/before.yaml", "--overlay", f"{folder}/overlay.yaml")
    command = [*redocly.command(ROOT), "bundle", *documents, "--ext", "json", "-o", "after.json"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    result = json.loads((tmp_path / "after.json").read_text("utf-8"))
    wanted = loader.load(folder / "after.yaml").data
    assert result == {"components": {}} | wanted  # which bundling adds


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"overlay": "2.0.0"}, "/overlay"),
        ({"overlay": "1.1"}, "/overlay"),
        ({"overlay": 1.1}, "/overlay"),
        ({"info": {"title": "Differences"}}, "/info"),
        ({"info": {"title": "Differences", "version": 1}}, "/info/version"),
        ({"info": {"title": "Differences", "version": "1", "licence": "MIT"}}, "/info/licence"),
        ({"info": []}, "/info"),
        ({"extends": {}}, "/extends"),
        ({"extend": "openapi.yaml"}, "/extend"),
        ({"actions": []}, "/actions"),
        ({"actions": {}}, "/actions"),
        ({"actions": ["$"]}, "/actions/0"),
        ({"actions": [{"update": {}}]}, "/actions/0"),
        ({"actions": [{"target": 1, "update": {}}]}, "/actions/0/target"),
        ({"actions": [{"target": "$", "updates": {}}]}, "/actions/0/updates"),
        ({"actions": [{"target": "$", "remove": "yes"}]}, "/actions/0/remove"),
        ({"actions": [{"target": "$", "copy": 1}]}, "/actions/0/copy"),
        ({"actions": [{"target": "$", "update": {}, "description": 1}]}, "/actions/0/description"),
        ({"actions": [{"target": "$", "update": {}, "x-id": 7}]}, "/actions/0/x-id"),
    ],
)
def test_a_field_that_is_wrong_is_refused_where_it_stands(fields: dict[str, Any], pointer: str) -> None:
    """A field that is missing, misspelt or of another type is an error with its pointer."""
    assert refused({}, overlay(**fields)).pointer == pointer


@pytest.mark.parametrize("field", ["overlay", "info", "actions"])
def test_required_fields_of_an_overlay_are_required(field: str) -> None:
    """An overlay without its version, its info or its actions is refused."""
    root = {k: v for k, v in overlay({"target": "$", "update": {}}).data.items() if k != field}
    error = refused({}, loader.loads(json.dumps(root), Path("differences.json")))
    assert (error.pointer, error.message) == ("", f"the field {field!r} is missing")


@pytest.mark.parametrize("data", [None, [], "overlay: 1.0.0"])
def test_an_overlay_is_a_mapping(data: Any) -> None:
    """A file that holds anything but a mapping is not an overlay."""
    assert refused({}, loader.loads(json.dumps(data), Path("differences.json"))).pointer == ""


@pytest.mark.parametrize(
    ("action", "pointer"),
    [
        ({"target": "$", "copy": "$.info"}, "/actions/0/copy"),
        ({"target": "$.openapi", "update": "3.1.1"}, "/actions/0/target"),
        ({"target": "$.openapi", "remove": True}, "/actions/0/target"),
    ],
)
def test_what_came_with_1_1_is_refused_in_1_0(action: dict[str, Any], pointer: str) -> None:
    """Copies, and primitives as targets, need an overlay that says it is of version 1.1."""
    data = {"openapi": "3.1.0", "info": {}}
    assert refused(data, overlay(action, version="1.0.0")).pointer == pointer
    assert apply(data, overlay(action, version="1.1.0")).actions


@pytest.mark.parametrize(
    ("action", "pointer"),
    [
        ({"target": "$.x", "update": []}, "/actions/0/update"),
        ({"target": "$.x", "update": None}, "/actions/0/update"),
        ({"target": "$.x", "update": {"n": {"name": []}}}, "/actions/0/update/n/name"),
        ({"target": "$.x", "update": {"n": {"list": {}}}}, "/actions/0/update/n/list"),
        ({"target": "$.x", "update": {"n": {"list": "a"}}}, "/actions/0/update/n/list"),
        ({"target": "$.x", "update": {"n": None}}, "/actions/0/update/n"),
        ({"target": "$.x.n.name", "update": {}}, "/actions/0/update"),
        ({"target": "$.x.n.name", "copy": "$.x.n"}, "/actions/0/copy"),
        ({"target": "$.x", "copy": "$.x.n.list"}, "/actions/0/copy"),
    ],
)
def test_types_that_do_not_go_together_are_refused(action: dict[str, Any], pointer: str) -> None:
    """An object, an array and a primitive take only their like, and the error points at the odd value."""
    data = {"x": {"n": {"name": "a", "list": ["a"]}}}
    assert refused(data, overlay(action)).pointer == pointer


def test_targets_of_several_kinds_are_refused() -> None:
    """One update cannot suit an object and an array at once."""
    error = refused({"a": {}, "b": []}, overlay({"target": "$.*", "update": {}}))
    assert "array, object" in error.message


def test_the_root_cannot_be_removed() -> None:
    """Remove takes a node out of what contains it, and nothing contains the root."""
    assert refused({"a": 1}, overlay({"target": "$", "remove": True})).pointer == "/actions/0/target"


@pytest.mark.parametrize(("source_", "count"), [("$.list.*", "2"), ("$.gone", "nothing")])
def test_a_copy_has_exactly_one_source(source_: str, count: str) -> None:
    """A copy whose expression selects no node, or several, is refused."""
    error = refused({"list": ["a", "b"], "x": {}}, overlay({"target": "$.x", "copy": source_}))
    assert error.pointer == "/actions/0/copy"
    assert f"{source_} matches {count}" in error.message


@pytest.mark.parametrize(
    "path", ["paths", "", "$.", "$.a.x-b", "$[?@.a and @.b]", "$.a | $.b", "$.a^", " $.a", "$[?@.a =~ /b/]"]
)
@pytest.mark.parametrize("field", ["target", "copy"])
def test_only_the_jsonpath_of_rfc_9535_is_read(field: str, path: str) -> None:
    """An expression that is not a JSONPath, or one of a dialect, is refused where it stands."""
    error = refused({}, overlay({"target": "$", "copy": "$"} | {field: path}))
    assert error.pointer == f"/actions/0/{field}"
    assert repr(path) in error.message


# Where we are stricter


def test_a_target_that_matches_nothing_is_an_error_that_names_it(tmp_path: Path) -> None:
    """The error has file, line, pointer, x-id and expression, and says how far the expression reaches."""
    file = tmp_path / "observed.yaml"
    file.write_text(
        "overlay: 1.0.0\n"
        "info: {title: Differences, version: '1'}\n"
        "actions:\n"
        "- target: $.components\n"
        "  update: {schemas: {}}\n"
        "- x-id: lower-case\n"
        "  target: $.components.schemas.Status.enum\n"
        "  remove: true\n",
        "utf-8",
    )
    error = refused({"components": {}}, loader.load(file))
    assert (error.file, error.line, error.pointer) == (file, 7, "/actions/1/target")
    assert error.message == "lower-case: $.components.schemas.Status.enum matches nothing"
    assert error.hint == "$['components']['schemas'] is there, ['Status'] in it is not"


def test_a_target_is_read_just_before_its_action() -> None:
    """What an earlier action removed is gone for a later one, however the document began."""
    gone = {"target": "$.a", "remove": True}
    assert refused({"a": {}}, overlay(gone, gone)).pointer == "/actions/1/target"


@pytest.mark.parametrize("action", [{}, {"remove": False}, {"update": {}, "copy": "$"}])
def test_an_action_does_one_thing(action: dict[str, Any]) -> None:
    """An action with nothing to do, or with both update and copy, is refused."""
    assert refused({}, overlay({"target": "$"} | action)).pointer == "/actions/0"


# What was changed, and by which action


def test_each_applied_action_lists_what_it_touched() -> None:
    """The nodes it set or removed, each by its own pointer, escaped."""
    data = {"a/b": {"kept": 1, "set": 1}, "list": ["x", "y"]}
    result = apply(
        data,
        overlay(
            {"target": "$['a/b']", "update": {"set": 2, "new": {"deep": 1}}, "x-id": "first"},
            {"target": "$.list", "update": ["z"]},
            {"target": "$.list[0, 1]", "remove": True},
        ),
    )
    touched = [action.touched for action in result.actions]
    assert touched == [("/a~1b/set", "/a~1b/new"), ("/list/2",), ("/list/0", "/list/1")]
    assert [a.id for a in result.actions] == ["first", None, None]
    assert [a.place.pointer for a in result.actions] == ["/actions/0", "/actions/1", "/actions/2"]


def last_action(result: Overlaid, pointer: str) -> str | None:
    action = result.last_action(pointer)
    return action.id if action else None


def test_a_node_is_traced_to_the_last_action_that_changed_it() -> None:
    """An action that set the node counts, one around it or a member of it; the last one wins."""
    result = apply(
        {"a": {"b": {"c": 1}}, "z": {"y": {}}},
        overlay(
            {"target": "$.a", "update": {"b": {"c": 2, "d": {"e": 1}}}, "x-id": "first"},
            {"target": "$.a.b.d", "update": {"e": 2}, "x-id": "second"},
        ),
    )
    assert last_action(result, "/a/b/c") == last_action(result, "/a/b") == "first"
    assert (
        last_action(result, "/a/b/d")
        == last_action(result, "/a/b/d/e")
        == last_action(result, "/a/b/d/e/f")
        == "second"
    )
    assert last_action(result, "/a") is last_action(result, "/z") is last_action(result, "/z/y") is None


def test_an_item_is_traced_though_items_before_it_were_removed() -> None:
    """A change of an item is found where the item came to stand in the end."""
    result = apply(
        {"list": [{}, {}, {}]},
        overlay(
            {"target": "$.list[2]", "update": {"x": 1}, "x-id": "first"},
            {"target": "$.list[0]", "remove": True, "x-id": "second"},
        ),
    )
    assert last_action(result, "/list/1/x") == "first"


@given(st.data(), st.lists(st.integers(), min_size=1, max_size=12))
def test_a_node_is_traced_back_across_removed_items(data: st.DataObject, items: list[int]) -> None:
    """However many items are removed, each one left is traced to where it stood before."""
    indices = data.draw(st.lists(st.integers(0, len(items) - 1), min_size=1, unique=True))
    target = f"$.outer[0].inner[{','.join(map(str, indices))}]"
    before = {"outer": [{"inner": [{"at": i} for i in range(len(items))]}, {}]}
    result = apply(before, overlay({"target": target, "remove": True}))
    for i, item in enumerate(result.data["outer"][0]["inner"]):
        was = result.actions[0].before(f"/outer/0/inner/{i}/at")
        assert was == f"/outer/0/inner/{item['at']}/at"


# Whatever the data

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | FLOATS | st.text()
json_values = st.recursive(
    scalars, lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(), v, max_size=4), max_leaves=20
)
objects = st.dictionaries(st.text(), json_values, max_size=4)


@given(st.dictionaries(st.text(), scalars))
def test_an_update_of_scalars_with_themselves_changes_nothing(data: dict[str, Any]) -> None:
    """Updating an object of scalars with its own values gives it back."""
    assert apply(data, overlay({"target": "$", "update": data})).data == data


@given(st.dictionaries(st.text(), scalars), st.dictionaries(st.text(), scalars))
def test_a_second_update_of_scalars_changes_nothing(data: dict[str, Any], update: dict[str, Any]) -> None:
    """An update of scalars applied twice is the same as once."""
    action = {"target": "$", "update": update}
    assert apply(data, overlay(action, action)).data == apply(data, overlay(action)).data


@given(objects, objects)
def test_an_update_with_new_names_is_the_union(data: dict[str, Any], update: dict[str, Any]) -> None:
    """Where no name stands in both, the result holds all of both, the old names first."""
    update = {name: value for name, value in update.items() if name not in data}
    result = apply(data, overlay({"target": "$", "update": update})).data
    assert list(result.items()) == [*data.items(), *update.items()]


@given(json_values, json_values)
def test_inputs_are_never_changed(value: Any, update: Any) -> None:
    """Neither the document nor the overlay changes, though later actions change what came from them."""
    data = {"old": [value]}
    document = overlay(
        {"target": "$", "update": {"new": [[update]]}},
        {"target": "$.new", "copy": "$.old"},
        {"target": "$.new[0]", "update": [1]},
        {"target": "$['old', 'new']", "update": [[update]]},
    )
    before = copy.deepcopy((data, document.data))
    result = apply(data, document).data
    assert (data, document.data) == before
    containers(result, found := set[int]())
    for original in (data, document.data):
        containers(original, others := set[int]())
        assert not found & others
    assert result["old"][-1] is not result["new"][-1]


def containers(node: Any, found: set[int]) -> None:
    """Collect the identities of every object and array in `node`."""
    if isinstance(node, dict | list):
        found.add(id(node))
        for inner in node.values() if isinstance(node, dict) else node:
            containers(inner, found)


def test_a_node_that_stands_in_two_places_is_changed_in_one() -> None:
    """Data that shares a mapping between two names, as aliases do, comes apart before it is changed."""
    shared: dict[str, Any] = {}
    result = apply({"a": shared, "b": shared}, overlay({"target": "$.a", "update": {"x": 1}}))
    assert result.data == {"a": {"x": 1}, "b": {}}
