"""The public names of a package: which change of a type, a name or a default hits whom."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from codegen.diff import Severity, python
from codegen.diff.annotations import fits
from codegen.diff.names import NameChange, compare
from codegen.diff.runtime import judge_runtime
from codegen.diff.snapshot import apis
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

    def __init__(self, *, constructed: bool, read: bool) -> None:
        self.both = constructed, read

    def sides(self, cls: str) -> tuple[bool, bool]:
        assert cls
        return self.both

    def grows(self, cls: str, field: str) -> bool:
        assert cls
        assert field
        return False


def judged(old: str, new: str, *, constructed: bool = False, read: bool = False) -> set[tuple[Severity, str]]:
    """Return the findings between two versions of one module."""
    before, after = (python.surface({"models.m": code}) for code in (old, new))
    return {(c.severity, c.what) for c in compare(before, after, Used(constructed=constructed, read=read))}


MODEL = "class A:\n    x: int\n    y: str | Unset = UNSET\n"


def test_a_wider_field_hits_readers_only() -> None:
    """What a field may be beside what it was is new to a reader, and a choice to a sender."""
    wider = MODEL.replace("int", "int | str")
    message = "`A.x` is `int | str`, it was `int`."
    assert judged(MODEL, wider, read=True) == {(Severity.BREAKING, message)}
    assert judged(MODEL, wider, constructed=True) == {(Severity.COMPATIBLE, message)}
    assert judged(MODEL, wider, constructed=True, read=True) == {(Severity.BREAKING, message)}


def test_a_new_field_hits_only_who_must_give_it() -> None:
    """A required field is new work for a sender, and nothing to a reader."""
    more = f"{MODEL}    z: int\n"
    assert judged(MODEL, more, read=True) == {(Severity.COMPATIBLE, "`A.z` is new.")}
    assert judged(MODEL, more, constructed=True) == {(Severity.BREAKING, "`A.z` is new, and must be given.")}


def test_a_renamed_field_is_called_so() -> None:
    """One that came with the type of one that went is its new name."""
    renamed = MODEL.replace("x:", "z:")
    assert (Severity.BREAKING, "`A.x` is called `z` now.") in judged(MODEL, renamed, read=True)


def test_an_optional_field_that_must_be_given_is_said_so() -> None:
    """The marker of what is unset is not shown as a type."""
    must = MODEL.replace(" | Unset = UNSET", "")
    assert judged(MODEL, must, constructed=True) == {(Severity.BREAKING, "`A.y` must be given now.")}
    assert judged(MODEL, must, read=True) == {(Severity.COMPATIBLE, "`A.y` is always there now.")}


def test_underscores_are_nobody_elses_business() -> None:
    """A name that begins with an underscore may go."""
    assert judged("class _A:\n    x: int\n\ndef _f() -> int: ...\n", "", read=True) == set()


def test_a_function_returns_what_it_returned() -> None:
    """Another type breaks; one more, or one less, does not."""
    old = "def f() -> A | B: ..."
    for new, severity in (("A", "compatible"), ("A | B | C", "compatible"), ("A | C", "breaking")):
        assert {s for s, _ in judged(old, f"def f() -> {new}: ...")} == {severity}


def package(folder: Path, **modules: str) -> Path:
    """Write a package `gettask` with some modules; `_room__client` stands in a folder `_room`."""
    root = folder / "gettask"
    for name, code in modules.items():
        path = root / f"{name.replace('__', '/') if name != '__init__' else name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    return root


def test_the_runtime_is_judged_by_what_it_exports(tmp_path: Path) -> None:
    """A name that the package imports counts, with what it inherits; a module's other names do not."""
    old, new = (
        package(
            tmp_path / name,
            __init__="from ._room.client import Client\n__all__ = ['Client']\n",
            _room__base=f"from typing import Generic, TypeVar\nT = TypeVar('T')\n"
            f"class Base(Generic[T]):\n    def {method}(self) -> int: ...\n",
            _room__client=f"from .base import Base\nclass Client(Base[int]): ...\n"
            f"class Inner{name}: ...\ndef helper_{name}() -> None: ...\n",
        )
        for name, method in (("old", "get"), ("new", "poll"))
    )
    (old / "_room/__init__.py").touch()
    (new / "_room/__init__.py").touch()
    gone, come = judge_runtime(old, new)
    assert (gone.severity, gone.what) == (Severity.BREAKING, "Method `Base.get` is gone.")
    assert gone.avoid
    assert (str(gone.line), gone.line and gone.line.side) == ("src/gettask/_room/base.py:4:1", "base")
    assert (str(come.line), come.line and come.line.side) == ("src/gettask/_room/base.py:4:1", "head")
    assert (come.severity, come.what) == (Severity.COMPATIBLE, "Method `Base.poll` is new.")


def test_names_that_another_module_lists_are_exported(tmp_path: Path) -> None:
    """The clients are listed by a generated module, imported for type checkers and loaded on first use."""
    old, new = (
        package(
            tmp_path / name,
            __init__="if TYPE_CHECKING:\n    from ._names import *\n__all__ = [*_names.__all__]\n",
            _names=f"if TYPE_CHECKING:\n    from .client import {client}\n__all__ = ['{client}']\n",
            client="class One: ...\nclass Two: ...\n",
        )
        for name, client in (("old", "One"), ("new", "Two"))
    )
    (gone, come) = judge_runtime(old, new)
    assert (gone.what, come.what) == ("Class `One` is gone.", "Class `Two` is new.")


def test_a_public_module_is_judged_by_its_names(tmp_path: Path) -> None:
    """`__all__` lists them, where it stands."""
    old, new = (
        package(
            tmp_path / name,
            __init__="",
            events=f"__all__ = ['Hook']\nclass Hook: ...\ndef {function}() -> None: ...\n",
            testing=f"def {function}() -> None: ...\ndef _{function}() -> None: ...\n",
        )
        for name, function in (("old", "instant"), ("new", "sudden"))
    )
    assert {f.what for f in judge_runtime(old, new)} == {
        "Function `instant` is gone.",
        "Function `sudden` is new.",
    }


def test_of_a_long_union_what_came_and_went_is_shown() -> None:
    """Nobody compares two lists of forty classes by eye."""
    many = " | ".join(f"FirstOfManyTask{n}" for n in range(40))
    old, new = (f"class A:\n    x: {many} | {last}\n" for last in ("Old", "New"))
    assert judged(old, new, read=True) == {(Severity.BREAKING, "`A.x` loses `Old` and gains `New`.")}


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
    """The same finding about all functions of one operation is reported once."""
    assert len({NameChange(Severity.INFO, "same"), NameChange(Severity.INFO, "same")}) == 1
