"""The public names of a package: which change of a type, a name or a default hits whom."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from codegen.diff import Severity, python
from codegen.diff.python import Change, Surface, compare, fits
from codegen.diff.tree import apis
from tests.diff.conftest import Make
from tests.diff.edits import GET, put, rename

FITS = [
    ("int", "int"),
    ("int", "int | Unset"),
    ("int", "float"),
    ("list[int]", "list[float]"),
    ("dict[str, A]", "dict[str, A | B]"),
    ("B | A", "A | B | None"),
    ("Literal['a']", "Literal['a', 'b']"),
    ("Literal['a', 'b']", "str"),
    ("Literal[1]", "int"),
    ("Mood", "str"),
    ("list[A]", "Any"),
]
MISFITS = [
    ("int | None", "int"),
    ("float", "int"),
    ("str", "Literal['a']"),
    ("Literal['a', 'b']", "Literal['a']"),
    ("Literal[1]", "str"),
    ("list[A | B]", "list[A]"),
    ("list[A]", "A"),
    ("tuple[A, B]", "tuple[A]"),
    ("Other", "str"),
]


@pytest.mark.parametrize(("narrow", "wide"), FITS)
def test_a_type_fits_a_wider_one(narrow: str, wide: str) -> None:
    """Every value of the first type is one of the second."""
    assert fits(narrow, wide, {"Mood"})


@pytest.mark.parametrize(("narrow", "wide"), MISFITS)
def test_a_type_does_not_fit_a_narrower_one(narrow: str, wide: str) -> None:
    """Some value of the first type is none of the second."""
    assert not fits(narrow, wide, {"Mood"})


class Used:
    """A use of every class: read, constructed or both; no union has a fallback."""

    def __init__(self, *, asked: bool, replied: bool) -> None:
        self.both = asked, replied

    def sides(self, cls: str) -> tuple[bool, bool]:
        assert cls
        return self.both

    def grows(self, cls: str, field: str) -> bool:
        assert cls
        assert field
        return False


def judged(old: str, new: str, *, asked: bool = False, replied: bool = False) -> set[tuple[Severity, str]]:
    """Return what is said of two versions of one module."""
    before, after = (Surface({"models.m": code}) for code in (old, new))
    return {(c.severity, c.what) for c in compare(before, after, Used(asked=asked, replied=replied))}


MODEL = "class A:\n    x: int\n    y: str | Unset = UNSET\n"


def test_a_wider_field_hits_readers_only() -> None:
    """What a field may be beside what it was is new to a reader, and a choice to a sender."""
    wider = MODEL.replace("int", "int | str")
    said = "`A.x` is `int | str`, it was `int`."
    assert judged(MODEL, wider, replied=True) == {(Severity.BREAKING, said)}
    assert judged(MODEL, wider, asked=True) == {(Severity.COMPATIBLE, said)}
    assert judged(MODEL, wider, asked=True, replied=True) == {(Severity.BREAKING, said)}


def test_a_new_field_hits_only_who_must_give_it() -> None:
    """A required field is new work for a sender, and nothing to a reader."""
    more = f"{MODEL}    z: int\n"
    assert judged(MODEL, more, replied=True) == {(Severity.COMPATIBLE, "`A.z` is new.")}
    assert judged(MODEL, more, asked=True) == {(Severity.BREAKING, "`A.z` is new, and must be given.")}


def test_a_renamed_field_is_called_so() -> None:
    """One that came with the type of one that went is its new name."""
    renamed = MODEL.replace("x:", "z:")
    assert (Severity.BREAKING, "`A.x` is called `z` now.") in judged(MODEL, renamed, replied=True)


def test_an_optional_field_that_must_be_given_is_said_so() -> None:
    """The marker of what is unset is not shown as a type."""
    must = MODEL.replace(" | Unset = UNSET", "")
    assert judged(MODEL, must, asked=True) == {(Severity.BREAKING, "`A.y` must be given now.")}
    assert judged(MODEL, must, replied=True) == {(Severity.COMPATIBLE, "`A.y` is always there now.")}


def test_underscores_are_nobody_elses_business() -> None:
    """A name that begins with an underscore may go."""
    assert judged("class _A:\n    x: int\n\ndef _f() -> int: ...\n", "", replied=True) == set()


def test_a_function_returns_what_it_returned() -> None:
    """Another type breaks; one more, or one less, does not."""
    old = "def f() -> A | B: ..."
    for new, severity in (("A", "compatible"), ("A | B | C", "compatible"), ("A | C", "breaking")):
        assert {s for s, _ in judged(old, f"def f() -> {new}: ...")} == {severity}


def test_the_runtime_is_judged_by_what_it_exports(tmp_path: Path) -> None:
    """A name that the package imports counts, with what it inherits; a module's other names do not."""
    for name, method in (("old", "get"), ("new", "look")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text("from gettask.client import Client as Client\n")
        (folder / "client.py").write_text(
            f"class Base:\n    def {method}(self) -> int: ...\n"
            f"class Client(Base): ...\nclass Inner{name}: ...\ndef helper_{name}() -> None: ...\n"
        )
    gone, new = python.judge_runtime(tmp_path / "old", tmp_path / "new")
    assert (gone.severity, gone.what) == (Severity.BREAKING, "Method `Base.get` is gone.")
    assert gone.avoid
    assert (str(gone.line), gone.line and gone.line.side) == ("src/gettask/client.py:2:1", "base")
    assert (str(new.line), new.line and new.line.side) == ("src/gettask/client.py:2:1", "head")
    assert (new.severity, new.what) == (Severity.COMPATIBLE, "Method `Base.look` is new.")


def test_a_public_module_is_judged_by_its_names(tmp_path: Path) -> None:
    """`__all__` tells which they are, where it stands."""
    for name, told in (("old", "instant"), ("new", "sudden")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "events.py").write_text(f"__all__ = ['Hook']\nclass Hook: ...\ndef {told}() -> None: ...\n")
        (folder / "testing.py").write_text(f"def {told}() -> None: ...\ndef _{told}() -> None: ...\n")
    found = {f.what for f in python.judge_runtime(tmp_path / "old", tmp_path / "new")}
    assert found == {"Function `instant` is gone.", "Function `sudden` is new."}


def test_of_a_long_union_what_came_and_went_is_shown() -> None:
    """Nobody compares two lists of forty classes by eye."""
    many = " | ".join(f"FirstOfManyTask{n}" for n in range(40))
    old, new = (f"class A:\n    x: {many} | {last}\n" for last in ("Old", "New"))
    assert judged(old, new, replied=True) == {(Severity.BREAKING, "`A.x` loses `Old` and gains `New`.")}


def test_who_is_hit_is_code(base: Path, make_tree: Make, toy: Any) -> None:
    """On this surface it is code that is hit; a function of a client leads to its operation."""
    document = deepcopy(toy)
    rename(f"{GET}/responses/200", "202")(document)
    put(f"{GET}/operationId", "lookUpTask")(document)
    old, new = (apis(tree)["toy"] for tree in (base, make_tree(document)))
    found = {(f.what, f.hits, f.pointer, f.side) for f in python.judge(old, new)}
    assert found == {
        ("Operation `api.default.get_task` is gone.", "code that calls getTask", GET, "base"),
        ("Operation `api.default.look_up_task` is new.", "code that calls lookUpTask", GET, "head"),
    }


def test_what_functions_take_and_return_is_public(base: Path, make_tree: Make, toy: Any) -> None:
    """Nobody sends a file without the class of it, which stands in `types`."""
    new = apis(make_tree(toy))["toy"]
    path = new.package / "types.py"
    path.write_text(path.read_text("utf-8").replace("class File:", "class Upload:"), "utf-8")
    found = {f.what for f in python.judge(apis(base)["toy"], new) if f.severity is Severity.BREAKING}
    assert found == {"Class `File` is called `Upload` now."}


def test_a_change_is_a_value() -> None:
    """What is said twice, of the functions of one operation, is said once."""
    assert len({Change(Severity.INFO, "same"), Change(Severity.INFO, "same")}) == 1
