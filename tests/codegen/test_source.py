"""Reading spec files: what is data, what is an error, and where things stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.sources import overlay
from codegen.sources.dumper import Dumper, dump
from codegen.sources.layout import assemble
from codegen.sources.loader import load, loads
from codegen.sources.origins import Origin
from codegen.sources.pointers import Place, get, join, tokens
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError, Violation

HERE = Path("spec.yaml")
GET = "/paths/~1tasks~1{id}/get/responses/200/content/application~1json"

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]))
    | st.sampled_from(
        ["yes", "off", "1e3", "0o17", "010", "1_000", "12:30:45", "2024-01-01", "~", "=", "<<"]
    ),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(st.text("abc~/ 1é", max_size=4), children, max_size=3)
    ),
    max_leaves=12,
)


def traced(sources: Sources, root: Path) -> Origin:
    """Return the origin of the document of Toy, its variants in their places."""
    path = root / "openapi/toy/openapi.yaml"
    return Origin(sources, path, assemble(sources, path).targets)


def refused(text: str, path: Path = HERE) -> Violation:
    with pytest.raises(SpecError) as caught:
        loads(text, path)
    (violation,) = caught.value.violations
    return violation


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("2024-01-01", "2024-01-01"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("TRUE", True),
        ("~", None),
        ("''", ""),
        ("'1'", "1"),
        ("", None),
    ],
)
def test_scalars_are_read_by_the_core_schema_of_yaml_1_2(written: str, read: object) -> None:
    """A plain scalar has the type that YAML 1.2 gives it."""
    value = loads(f"key: {written}\n", HERE).data["key"]
    assert (type(value), value) == (type(read), read)


def test_keys_are_the_text_as_written() -> None:
    """An unquoted response code, null or true is a string where it is a key."""
    assert list(loads("200: a\nnull: b\ntrue: c\n", HERE).data) == ["200", "null", "true"]


@given(JSON)
def test_what_is_dumped_is_read_the_same(data: Any) -> None:
    """Dumping and loading gives the same data and types back."""
    read = loads(dump({"data": data}), HERE).data["data"]
    assert repr(read) == repr(data)


NAMES = st.text("ab/{}: é\n", max_size=3) | st.sampled_from(["yes", "1", "?", "# a", "n" * 40, "é" * 200])


@given(st.lists(st.dictionaries(NAMES, st.dictionaries(NAMES, JSON, max_size=2), max_size=2), max_size=2))
def test_parts_in_common_are_dumped_as_they_would_be_alone(documents: list[dict[str, Any]]) -> None:
    """Byte by byte, whatever was dumped before, and wherever it stood."""
    dumper = Dumper()
    for document in [*documents, *documents, {"again": documents}]:
        assert dumper.dump(document) == dump(document)


@given(JSON)
def test_a_dump_means_the_same_to_yaml_1_1(data: Any) -> None:
    """A tool that reads YAML 1.1 sees the same data in what is dumped."""
    import yaml

    assert repr(yaml.safe_load(dump({"data": data}))["data"]) == repr(data)


@pytest.mark.parametrize(
    ("text", "pointer", "line", "column", "problem"),
    [
        ("a: 1\nb: [2\nc: 3\n", "", 3, 2, "not YAML"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", "/a/b", 4, 3, "'b' stands twice"),
        ("a: &x [1, *x]\n", "/a/1", 1, 4, "contains itself"),
        ("a: !!python/name:os.system\n", "/a", 1, 4, "JSON's types only"),
        ("a:\n  - 1\n  - !!int one\n", "/a/1", 3, 5, "JSON's types only"),
        ("? [a]\n: 1\n", "", 1, 3, "a key must be a plain string"),
        ("a: 1\n---\nb: 2\n", "", 2, 1, "another document"),
        ("a: \x01\n", "", None, None, "not YAML"),
    ],
)
def test_bad_yaml_is_refused_where_it_stands(
    text: str, pointer: str, line: int | None, column: int | None, problem: str
) -> None:
    """The error names pointer, line, column and what is wrong."""
    error = refused(text)
    assert (error.pointer, error.line, error.column) == (pointer, line, column)
    assert problem in error.message


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('{"a": 1\n"b": 2}', 1, "not JSON"),
        ('{"a": 1,\n}', 2, "not JSON"),
        ('{"a": 1,\n"a": 2}', 2, "'a' stands twice"),
    ],
)
def test_bad_json_is_refused(text: str, line: int | None, problem: str) -> None:
    """A JSON file is held to JSON, and to keys that stand once."""
    error = refused(text, Path("body.json"))
    assert error.line == line
    assert problem in error.message


def test_a_place_in_json_is_found_whatever_stands_around_it(tmp_path: Path) -> None:
    """Tabs and escaped halves of characters are JSON, and no YAML."""
    text = '{\n\t"a": "\\ud83d\\ude00",\n\t"b": {"c": 1}\n}'
    assert loads(text, tmp_path / "body.json").position("/b/c") == (3, 8)


def test_a_file_that_is_not_there_is_an_error_of_the_spec(tmp_path: Path) -> None:
    """Loading a missing file says so, without a traceback's words."""
    with pytest.raises(SpecError, match="does not exist"):
        load(tmp_path / "none.yaml")


def test_a_position_is_that_of_the_key() -> None:
    """A member is found at its key, an item at its value, what is missing at its parent."""
    document = loads("a:\n  b:\n    - 1\n    - c: 2\n", HERE)
    assert document.position("/a/b") == (2, 3)
    assert document.position("/a/b/1") == (4, 7)
    assert document.position("/a/b/1/c") == (4, 7)
    assert document.position("/a/x/y") == (1, 1)


@given(st.lists(st.text("a~/01*", max_size=4), max_size=4))
def test_a_pointer_keeps_its_tokens(parts: list[str]) -> None:
    """Joining and splitting a JSON Pointer gives the tokens back."""
    assert tokens(join("", *parts)) == parts


@pytest.mark.parametrize(
    ("ref", "problem"),
    [
        ("missing.yaml#/X", "a file that does not exist"),
        ("#/components/schemas/Nothing", "has no 'Nothing' at '#/components/schemas'"),
        ("components/task.yaml#/Status/enum/9", "has no '9' at '#/Status/enum'"),
        ("https://toy.test/spec.yaml", "outside this repository"),
        ("../../../outside.yaml#/X", "outside this repository"),
        ("/etc/hostname", "outside this repository"),
        ("#Reply", "not a JSON Pointer"),
    ],
)
def test_a_reference_to_nothing_is_refused_where_it_is_written(toy: Path, ref: str, problem: str) -> None:
    """The error names the file and pointer of the reference, not of its target."""
    path = toy / "openapi/toy/openapi.yaml"
    path.write_text(path.read_text().replace("{$ref: '#/components/schemas/AnyTask'}", f"{{$ref: '{ref}'}}"))
    with pytest.raises(SpecError) as caught:
        Sources().check(path)
    (error,) = caught.value.violations
    assert error.file == path
    assert error.pointer == "/components/schemas/Reply/properties/data/$ref"
    assert error.line == path.read_text().splitlines().index(f"        data: {{$ref: '{ref}'}}") + 1
    assert problem in error.message


def test_aliases_that_multiply_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few lines whose aliases stand for billions of values are an error with a place, not a long wait."""
    monkeypatch.setattr("codegen.sources.loader.MOST_VALUES", 1000)
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    with pytest.raises(SpecError, match="more than 1000 values"):
        loads("\n".join(lines), Path("bomb.yaml"))


@pytest.mark.parametrize("name", ["deep.yaml", "deep.json"])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 5000 + "]" * 5000, "nests deeper than"),
        ('{"a": ' + "9" * 9999 + "}", "integer string conversion"),
        ('{"a": 1e400}', "too large"),
    ],
    ids=["deep", "long", "infinite"],
)
def test_what_no_reader_could_read_is_refused(name: str, text: str, problem: str) -> None:
    """Values that nest too deeply, and numbers beyond all bounds, are an error and no traceback."""
    with pytest.raises(SpecError, match=problem):
        loads(text, Path(name))


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_number_that_is_none(word: str) -> None:
    """Python reads them, and nobody else does."""
    with pytest.raises(SpecError, match="none of JSON's"):
        loads(f'{{"a": {word}}}', Path("x.json"))


def test_references_are_checked_in_files_that_are_reached(toy: Path) -> None:
    """An error deep in a shared component is found from the root document."""
    path = toy / "openapi/toy/variants/song.yaml"
    path.write_text(path.read_text().replace("examples/song_done.json", "examples/song.json"))
    with pytest.raises(SpecError) as caught:
        traced(Sources(), toy)
    (violation,) = caught.value.violations
    assert (violation.file, violation.pointer) == (path, "/examples/fetched/done/externalValue")


def test_a_reference_in_data_is_data(tmp_path: Path) -> None:
    """A `$ref` inside an example, or as the name of a property, is left alone."""
    path = tmp_path / "spec.yaml"
    path.write_text(
        "components:\n"
        "  schemas:\n"
        "    A:\n"
        "      properties: {$ref: {type: string}, value: {$ref: '#/components/schemas/A'}}\n"
        "      examples: [{$ref: nowhere}]\n"
        "      const: {$ref: nowhere}\n"
    )
    assert [at.pointer for at in Sources().check(path)] == ["/components/schemas/A/properties/value/$ref"]


@pytest.mark.parametrize(
    ("pointer", "file", "written"),
    [
        ("/info/title", "openapi.yaml", "/info/title"),
        ("/info/x-sources/page/kind", "components/sources.yaml", "/page/kind"),
        ("/components/schemas/Reply/required", "openapi.yaml", "/components/schemas/Reply/required"),
        ("/components/schemas/Status/enum/1", "components/task.yaml", "/Status/enum/1"),
        (f"{GET}/examples/song-done/value/data/id", "examples/song_done.json", "/data/id"),
        (
            f"{GET}/examples/song-waiting/value/code",
            "variants/song.yaml",
            "/examples/created/waiting/value/code",
        ),
        ("/components/schemas/AnyTask/oneOf/1", "variants/video.yaml", "/tasks/VideoTask"),
        (
            "/paths/~1tasks~1{id}/get/x-task-lifecycle/statuses/done",
            "components/lifecycle.yaml",
            "/statuses/done",
        ),
        ("/components/schemas/SongTask/not/there", "variants/song.yaml", "/tasks/SongTask"),
    ],
)
def test_a_bundled_node_leads_back_to_its_file(toy: Path, pointer: str, file: str, written: str) -> None:
    """A pointer in the bundle is led to the file and pointer that a person wrote."""
    folder = toy / "openapi/toy"
    assert traced(Sources(), toy).find(pointer) == Place(folder / file, written)


def test_an_example_may_be_called_as_a_schema_is(tmp_path: Path) -> None:
    """Each leads back to its own kind of component."""
    (tmp_path / "openapi.yaml").write_text(
        "examples: {one: {$ref: 'one.yaml#/components/examples/One'}}\n"
        "schemas: {oneOf: [{$ref: 'one.yaml#/components/schemas/One'}]}\n"
    )
    one = tmp_path / "one.yaml"
    one.write_text("components: {examples: {One: {value: 1}}, schemas: {One: {type: integer}}}\n")
    origin = Origin(Sources(), tmp_path / "openapi.yaml")
    for kind in ("examples", "schemas"):
        assert origin.find(f"/components/{kind}/One") == Place(one, f"/components/{kind}/One")


def test_what_an_overlay_adds_leads_back_to_the_overlay(toy: Path, bundles: dict[str, Any]) -> None:
    """A node out of an overlay is found in its action, its neighbours where they were."""
    sources = Sources()
    read = sources.load(toy / "overlays/toy/observed.yaml")
    done = overlay.apply(bundles["toy"], read)
    origin = traced(sources, toy).after(done)
    config = "/components/schemas/SongTask/properties/config"
    assert origin.find(f"{config}/type") == Place(read.path, "/actions/1/update/config/type")
    assert origin.find("/components/schemas/SongTask/properties/id/type").file.name == "song.yaml"
    located = origin.locate(Violation("wrong", pointer=config))
    assert (located.file, located.line) == (read.path, 15)


def test_every_node_of_a_bundle_leads_back(toy: Path, bundles: dict[str, Any]) -> None:
    """Whatever is scalar in the bundle, but the names of variants, is found in a file with the same value."""
    sources = Sources()
    origin = traced(sources, toy)

    def scalars(node: Any, pointer: str) -> list[tuple[str, Any]]:
        if isinstance(node, dict):
            return [leaf for k, v in node.items() for leaf in scalars(v, join(pointer, k))]
        if isinstance(node, list):
            return [leaf for i, v in enumerate(node) for leaf in scalars(v, join(pointer, i))]
        return [] if pointer.endswith("/$ref") else [(pointer, node)]

    for pointer, value in scalars(bundles["toy"], ""):
        place = origin.find(pointer)
        written = get(sources.load(place.file).data, place.pointer)
        assert pointer.endswith("/x-variant") or written == value, pointer


def test_a_violation_is_one_block_of_place_message_and_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed, it begins with file:line:column and the pointer; an error is all its violations."""
    monkeypatch.chdir(tmp_path)
    violation = Violation("no title", tmp_path / "a/spec.yaml", "/info", 3, 5, "add one", "info-title")
    assert str(violation) == "a/spec.yaml:3:5  #/info\n  no title [info-title]\n  hint: add one"
    assert str(SpecError(violation, violation)).count("no title") == 2
