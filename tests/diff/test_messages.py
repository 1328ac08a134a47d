"""Whom a change hits: who sends the thing, who reads it, or both."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from codegen.diff import messages
from codegen.diff.snapshot import apis
from tests.diff.conftest import Make
from tests.diff.edits import GET, SCHEMAS, put

TAGS = {"type": "object", "properties": {"colour": {"type": "string"}}}


@pytest.mark.parametrize(
    ("pointer", "sides"),
    [
        (f"{SCHEMAS}/SongTask/properties/parameters/properties/colour", (False, True)),
        (f"{SCHEMAS}/SongRequest/properties/parameters/properties/colour", (True, False)),
        (f"{GET}/parameters/0", (True, False)),
        ("/paths/~1tasks~1{id}/parameters/0", (True, False)),
        ("/components/parameters/Id/schema", (True, False)),
    ],
)
def test_a_field_named_as_a_keyword_is_a_field(
    toy: Any, make_tree: Make, pointer: str, sides: tuple[bool, bool]
) -> None:
    """What stands below `parameters` is sent, unless that is the name of what a reply holds."""
    document = deepcopy(toy)
    for schema in ("SongTask", "SongRequest"):
        put(f"{SCHEMAS}/{schema}/properties/parameters", TAGS)(document)
    assert messages.sides(pointer, apis(make_tree(document))["toy"]) == sides


def test_a_class_is_of_the_component_whose_name_it_begins_with(toy: Any, make_tree: Make) -> None:
    """The longest such name: of an inline schema, that of the component around it comes first."""
    document = deepcopy(toy)
    document["components"]["schemas"] = {"Song": TAGS, **document["components"]["schemas"]}
    here = apis(make_tree(document))["toy"]
    owners = {name: here.owner(name) for name in ("Song", "SongOutput", "SongOutputExtra", "Other")}
    assert owners == {
        "Song": f"{SCHEMAS}/Song",
        "SongOutput": f"{SCHEMAS}/SongOutput",
        "SongOutputExtra": f"{SCHEMAS}/SongOutput",
        "Other": "",
    }
