"""The emitted project: the same every time, typed, and refused where it would be wrong."""

from __future__ import annotations

import copy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from codegen.emit.emit import emit, package_name
from codegen.emit.errors import EmitError
from tests.generated.conftest import TOYS


def view(**schemas: Any) -> dict[str, Any]:
    """Return a view with these schemas, each of which a reply holds."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def refusal(tmp_path: Path, **schemas: Any) -> str:
    """Return why these schemas cannot be emitted."""
    with pytest.raises(EmitError) as caught:
        emit(view(**schemas), api="small", version="1", destination=tmp_path / "small")
    return str(caught.value)


def objects(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that requires these properties."""
    return {"type": "object", "required": [*properties], "properties": properties}


def test_emitting_twice_gives_the_same_bytes(toys_project: Path, tmp_path: Path) -> None:
    """Neither the folder nor an earlier run changes what is written, and the view stays as it is."""
    before = copy.deepcopy(TOYS)
    emit(TOYS, api="toys", version="1.0.0", destination=tmp_path / "elsewhere")
    assert before == TOYS
    assert files(tmp_path / "elsewhere") == files(toys_project)


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder, by their paths in it; compiled ones aside."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


@pytest.mark.gate
def test_the_emitted_package_is_typed(toys_project: Path, tmp_path: Path) -> None:
    """mypy --strict finds nothing to say, in models that refer to each other in circles either."""
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "gettask_toys"]
    done = subprocess.run(command, cwd=toys_project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "Success"), done.stdout
    assert (toys_project / "gettask_toys/py.typed").exists()


def test_the_emitted_package_is_lint_clean(toys_project: Path) -> None:
    """ruff's own rules and format hold."""
    for arguments in (["check"], ["format", "--check", "--line-length", "100"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--no-cache", "."]
        done = subprocess.run(command, cwd=toys_project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_module_can_be_imported_first(toys_project: Path) -> None:
    """Models import each other in circles, so any of them may be imported first."""
    modules = [p.stem for p in (toys_project / "gettask_toys/models").glob("*.py")]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    for loaded in [m for m in sys.modules if m.startswith('gettask_toys')]:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(f'gettask_toys.models.{name}')\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=toys_project, check=True)


def test_the_project_files_say_what_the_package_is(toys_project: Path) -> None:
    """Name, version, licence, dependencies and the bar against publishing stand in pyproject.toml."""
    project = tomllib.loads((toys_project / "pyproject.toml").read_text("utf-8"))["project"]
    assert (project["name"], project["version"], project["license"]) == ("gettask-toys", "1.0.0", "MIT")
    assert "httpx>=0.28,<0.29" in project["dependencies"]
    assert "Private :: Do Not Upload" in project["classifiers"]
    readme = (toys_project / "README.md").read_text("utf-8")
    assert "pip install gettask-toys" in readme
    assert 'os.environ["TOY_KEY"]' in readme
    assert "gettask_toys/contract.json" in readme


def test_the_readme_says_first_that_an_api_no_longer_answers(tmp_path: Path) -> None:
    """The README of a client says so if its API was shut down."""
    spec = view()
    for shutdown, warned in (({}, False), ({"x-shutdown": {"date": "2026-10-31", "successor": "big"}}, True)):
        spec["info"] = view()["info"] | shutdown
        emit(spec, api="small", version="1", destination=tmp_path / str(warned))
        head, _, _ = (tmp_path / str(warned) / "README.md").read_text("utf-8").partition("## Install")
        assert ("shut down on 2026-10-31" in head, "`gettask-big`" in head) == (warned, warned)
    spec["info"] = view()["info"] | {"x-shutdown": {"date": "2026-10-31"}}
    emit(spec, api="small", version="1", destination=tmp_path / "alone")
    assert "takes its place" not in (tmp_path / "alone/README.md").read_text("utf-8")


def test_package_names_are_identifiers() -> None:
    """A dash in the API's name becomes an underscore."""
    assert package_name("tripo-v2") == "gettask_tripo_v2"


def test_what_the_generator_would_leave_out_is_an_error(tmp_path: Path) -> None:
    """A warning of the generator stops the emission; it would drop the schema and go on."""
    assert "Nowhere" in refusal(tmp_path, Task=objects(x={"$ref": "#/components/schemas/Nowhere"}))


def test_enum_values_whose_names_meet_are_an_error(tmp_path: Path) -> None:
    """Completed and completed cannot both be members of a class; as literals of a request they can."""
    status = {"type": "string", "enum": ["Completed", "completed"]}
    assert "COMPLETED" in refusal(tmp_path, Task=objects(status=status))
    spec = copy.deepcopy(TOYS)
    spec["components"]["schemas"]["RequestMode"] = status
    emit(spec, api="toys", version="1", destination=tmp_path / "toys")


def test_a_lossy_format_is_an_error(tmp_path: Path) -> None:
    """A date-time cannot be written back as it came."""
    assert "format" in refusal(tmp_path, Task=objects(at={"type": "string", "format": "date-time"}))


def test_members_that_can_never_be_chosen_are_an_error(tmp_path: Path) -> None:
    """Of two members with the same required keys the second would never be found."""
    text = {"type": "string"}
    union = {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}
    schemas = {"A": objects(id=text), "B": objects(id=text), "Task": objects(data=union)}
    assert "B could never be chosen" in refusal(tmp_path, **schemas)


def test_a_fallback_that_can_never_be_reached_is_an_error(tmp_path: Path) -> None:
    """A member that requires no key takes every object."""
    reference = {"$ref": "#/components/schemas/A"}
    union = {"oneOf": [reference], "x-dispatch": {"fallback": "#/components/schemas/B"}}
    schemas = {"A": {"type": "object"}, "B": {"type": "object"}, "Task": objects(data=union)}
    assert "fallback" in refusal(tmp_path, **schemas)


def test_a_body_of_another_kind_is_an_error(tmp_path: Path) -> None:
    """The API functions send JSON and forms only."""
    spec = copy.deepcopy(TOYS)
    body = spec["paths"]["/task"]["post"]["requestBody"]["content"]
    body["application/octet-stream"] = body.pop("application/json")
    with pytest.raises(EmitError, match="JSON or a form"):
        emit(spec, api="toys", version="1", destination=tmp_path / "toys")
