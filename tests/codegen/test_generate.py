"""The pipeline from spec files to generated/, and what it says when something is wrong."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest

from codegen.cli import main
from codegen.emit.errors import EmitError
from codegen.files import compare, digest, files
from codegen.pipeline import generate, lint
from codegen.sources import redocly
from codegen.sources.loader import load
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError, ToolError, Violation

SPEC = "openapi/toy/openapi.yaml"
SONG = "openapi/toy/variants/song.yaml"
OBSERVED = "overlays/toy/observed.yaml"


class Bundled(Protocol):
    """What the fixture `without_node` returns."""

    bundles: dict[str, Any]
    linted: list[str]
    violations: dict[str, list[Violation]]


Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def run(toy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in the repository of Toy: exit code, stdout, stderr."""
    monkeypatch.chdir(toy)

    def run(command: str) -> tuple[int, str, str]:
        code = main(["--root", str(toy), command])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# What is made


@pytest.mark.usefixtures("without_node")
def test_generate_makes_specs_and_packages(toy: Path, run: Run) -> None:
    """Effective documents, one a variant, and the package with its data are there."""
    code, out, err = run("generate")
    assert (code, err) == (0, "")
    made = files(toy / "generated")
    package = "gettask-toy/gettask_toy"
    expected = {
        *("openapi/toy.yaml", "openapi/toy/song.yaml", "openapi/toy/video.yaml"),
        *("gettask-toy/pyproject.toml", "gettask-toy/README.md", f"{package}/py.typed"),
        *(f"{package}/contract.json", f"{package}/openapi.json", f"{package}/models/song_task.py"),
    }
    assert expected <= made.keys()
    assert f"generated/: {len(made)} added, 0 changed, 0 removed" in out
    assert load(made["openapi/toy.yaml"]).data == load(made[f"{package}/openapi.json"]).data


def test_every_document_is_linted(without_node: Bundled, run: Run) -> None:
    """Documented and effective documents go through lint; those of variants by the command lint alone."""
    run("generate")
    assert sorted(without_node.linted) == ["generated/toy", "toy"]
    without_node.linted.clear()
    run("lint")
    variants = ["generated/toy/song", "generated/toy/video"]
    assert sorted(without_node.linted) == ["generated/toy", *variants, "toy"]


@pytest.mark.usefixtures("without_node")
def test_a_second_run_does_nothing(toy: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With inputs and outputs as they were left, nothing is built, not even read by a tool."""
    run("generate")
    monkeypatch.setattr("codegen.specs.Redocly", None)
    assert run("generate") == (0, "generated/ is up to date\n", "")
    assert digest(toy / "generated")


@pytest.mark.usefixtures("without_node")
@pytest.mark.parametrize(
    ("name", "text"),
    [(SPEC, "# touched\n"), (OBSERVED, "# touched\n"), ("generated/openapi/toy.yaml", "x: 1\n")],
)
def test_any_change_is_seen(toy: Path, run: Run, name: str, text: str) -> None:
    """An edited input or output makes the next run a full one, with the same result."""
    run("generate")
    before = digest(toy / "generated")
    with (toy / name).open("a") as file:
        file.write(text)
    _, out, _ = run("generate")
    assert "up to date" not in out
    assert digest(toy / "generated") == before


def test_what_has_not_changed_is_not_made_again(without_node: Bundled, toy: Path, run: Run) -> None:
    """An API whose specs stay keeps its files; the other one, and all that is made, is as in a full run."""
    for folder in ("openapi", "overlays"):
        shutil.copytree(toy / folder / "toy", toy / folder / "twin")
    without_node.bundles["twin"] = copy.deepcopy(without_node.bundles["toy"])
    run("generate")
    without_node.linted.clear()
    with (toy / "openapi/twin/openapi.yaml").open("a") as file:
        file.write("# touched\n")
    without_node.bundles["twin"]["info"]["description"] = "Another one."
    code, out, err = run("generate")
    assert (code, err) == (0, "")
    assert "toy: as it was" in out
    assert sorted(without_node.linted) == ["generated/twin", "twin"]
    assert "Another one." in (toy / "generated/openapi/twin.yaml").read_text()
    made = digest(toy / "generated")
    shutil.rmtree(toy / ".cache")
    _, out, _ = run("generate")
    assert "as it was" not in out
    assert digest(toy / "generated") == made


@pytest.mark.usefixtures("without_node")
@pytest.mark.parametrize("stamp", ["", "{", "{}"])
def test_a_stamp_that_was_cut_short_is_none(toy: Path, run: Run, stamp: str) -> None:
    """What a run that was stopped has left makes the next run a full one."""
    run("generate")
    (toy / ".cache/stamp.json").write_text(stamp)
    assert "0 added, 0 changed, 0 removed" in run("generate")[1]
    assert run("generate")[1] == "generated/ is up to date\n"


@pytest.mark.usefixtures("without_node")
def test_what_changed_is_said(toy: Path, run: Run) -> None:
    """Files added, changed and removed are counted and named."""
    run("generate")
    (toy / "generated/openapi/toy.yaml").write_text("old")
    (toy / "generated/openapi/stale.yaml").write_text("old")
    (toy / "generated/openapi/toy/song.yaml").unlink()
    _, out, _ = run("generate")
    assert out.endswith(
        "generated/: 1 added, 1 changed, 1 removed\n"
        "  removed generated/openapi/stale.yaml\n"
        "  changed generated/openapi/toy.yaml\n"
        "  added   generated/openapi/toy/song.yaml\n"
    )


@pytest.mark.usefixtures("without_node")
def test_nothing_is_left_behind(toy: Path, run: Run) -> None:
    """Beside generated/ a run leaves its stamp and no other file."""
    before = {*toy.iterdir()}
    run("generate")
    assert {*toy.iterdir()} - before == {toy / "generated", toy / ".cache"}
    assert [p.name for p in (toy / ".cache").iterdir()] == ["stamp.json"]


# Drift


@pytest.mark.usefixtures("without_node")
def test_no_drift_after_generate(run: Run) -> None:
    """What was just generated does not differ."""
    run("generate")
    assert run("drift") == (0, "generated/ is what the specs make\n", "")


@pytest.mark.usefixtures("without_node")
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda root: (root / "generated/openapi/toy.yaml").write_text("x"), "openapi/toy.yaml differs"),
        (lambda root: (root / "generated/openapi/toy.yaml").unlink(), "openapi/toy.yaml is missing"),
        (lambda root: (root / "generated/extra.py").touch(), "extra.py is not generated"),
        (lambda root: (root / "generated/gettask-toy/x.py").touch(), "gettask-toy/x.py is not generated"),
        (lambda root: (root / "generated/.hidden").touch(), "generated/.hidden is not generated"),
    ],
)
def test_drift_names_the_file_and_the_command_that_mends_it(
    toy: Path, run: Run, spoil: Callable[[Path], object], message: str
) -> None:
    """A byte, a file too few or a file too many fails, and changes nothing."""
    run("generate")
    spoil(toy)
    before = digest(toy)
    code, _, err = run("drift")
    assert code == 1
    assert message in err
    assert err.endswith("mend it with: make generate\n")
    assert digest(toy) == before


def test_caches_of_tools_are_no_drift(tmp_path: Path) -> None:
    """Bytecode and the like beside generated files do not count."""
    for name in ("a/x.py", "b/x.py", "b/__pycache__/x.pyc", "b/.ruff_cache/0", "b/x.egg-info/PKG-INFO"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("same")
    assert compare(tmp_path / "a", tmp_path / "b") == {}
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


# What is refused


@pytest.mark.usefixtures("without_node")
@pytest.mark.parametrize(
    ("name", "old", "new", "place", "problem"),
    [
        (SPEC, "servers:\n", "servers: [\n", "openapi.yaml:8:3  #", "not YAML"),
        (SPEC, "  version: 1.0.0", "  title: Again", "openapi.yaml:4:3  #/info/title", "stands twice"),
        (SPEC, "task.yaml#/IdParameter", "task.yaml#/Id", "openapi.yaml:41:11  #/paths", "has no 'Id'"),
        (
            SONG,
            "../components/task.yaml#",
            "../task.yaml#",
            "song.yaml:19:16  #/tasks/SongTask",
            "does not exist",
        ),
        (SONG, "title:", "name:", "song.yaml:1:1  #/name", "a variant has no 'name' [variant-file]"),
        (SONG, "requests:\n", "requests: 5\nschemes:\n", "song.yaml:3:1  #/requests", "must be a mapping"),
        (
            SPEC,
            "x-variants: tasks",
            "x-variants: jobs",
            "#/components/schemas/AnyTask",
            "no union gathers 'jobs'",
        ),
        (OBSERVED, "schemas.Status", "schemas.State", "observed.yaml:8:5  #/actions/0/target", "nothing"),
        (
            OBSERVED,
            "schemas.Status\n",
            "schemas['Status', 'State']\n",
            "observed.yaml:8:5  #/actions/0/target",
            "lower-case: $.components.schemas['Status', 'State']: 'State' matches nothing",
        ),
        (
            OBSERVED,
            (
                "target: $.components.schemas.SongTask.properties\n    update:\n"
                "      config: {type: object, description: Echoed.}\n"
            ),
            "target: $.components.schemas.SongTask.properties.progress\n    remove: true\n",
            "observed.yaml:13:5  #/actions/1/target",
            "this removes 'progress', which is documented",
        ),
        (OBSERVED, "[recorded]", "[hearsay]", "#/actions/0/x-sources/0", "'hearsay' is not defined"),
        (OBSERVED, "observed\n", "certain\n", "#/actions/0/x-confidence", "is not one of"),
        (OBSERVED, "broken]", "paused]", "observed.yaml:9:14  #/actions/0/update/enum", "lacks 'paused'"),
        (OBSERVED, "{type: object,", "{type: array,", "#/actions/1/update/config", "array"),
        (OBSERVED, "actions:", "action:", "observed.yaml:1:1  #", "'actions' is missing"),
        (OBSERVED, "x-contradicts: The", "x-contradicts: 5 #", "#/actions/0/x-contradicts", "is not of type"),
        (
            OBSERVED,
            "  - x-id: config\n",
            "  - x-id: config\n    x-contradicts: Nothing.\n",
            "observed.yaml:11:5  #/actions/1/x-contradicts",
            "no example of the documents contradicts its schema",
        ),
        (
            OBSERVED,
            "    x-contradicts: The page's example writes its status in lower case.\n",
            "",
            "song_done.json:1:52  #/data/status",
            "[example]",
        ),
        ("overlays/toy/client.yaml", "UnknownTask:", "Unknown:", "#/actions/2", "points to nothing"),
    ],
)
def test_bad_input_is_named_where_a_person_wrote_it(
    toy: Path, run: Run, name: str, old: str, new: str, place: str, problem: str
) -> None:
    """The error gives file, line, column, pointer and problem; nothing is written."""
    edit(toy, name, old, new)
    code, _, err = run("generate")
    assert code == 1
    assert place in err
    assert problem in err
    assert "Traceback" not in err
    assert not (toy / "generated").exists()


def test_a_duplicate_operation_id_is_named_where_it_is_written(without_node: Bundled, run: Run) -> None:
    """The second operation of one id is the one that is named."""
    without_node.bundles["toy"]["paths"]["/tasks/{id}"]["get"]["operationId"] = "createTask"
    code, _, err = run("lint")
    assert code == 1
    assert f"{SPEC}:37:7  #/paths/~1tasks~1{{id}}/get/operationId" in err
    assert "'createTask' is taken by /paths/~1tasks/post [operation-id]" in err


def test_an_api_that_follows_another_one_is_there(without_node: Bundled, toy: Path, run: Run) -> None:
    """Client, README and the page on the way there name it; an API that names none has none."""
    edit(toy, SPEC, "  license:", "  x-shutdown: {date: '2026-10-31', successor: game}\n  license:")
    shutdown = without_node.bundles["toy"]["info"]["x-shutdown"] = {"date": "2026-10-31", "successor": "game"}
    code, _, err = run("generate")
    assert code == 1
    assert f"{SPEC}:5:36  #/info/x-shutdown/successor" in err
    assert "there is no API 'game' [successor]\n  hint: name one of: toy" in err
    assert not (toy / "generated").exists()
    del shutdown["successor"]
    assert run("generate")[0] == 0


@pytest.mark.usefixtures("without_node")
def test_a_variant_file_adds_something(toy: Path, run: Run) -> None:
    """A file in variants/ without a request, a task or a response is an error."""
    (toy / "openapi/toy/variants/dance.yaml").write_text("title: Toy dances\n", "utf-8")
    code, _, err = run("lint")
    assert code == 1
    assert "openapi/toy/variants/dance.yaml:1:1" in err
    assert "this variant adds nothing to the API [variant-file]" in err


@pytest.mark.parametrize(("name", "command"), [("toy", generate), ("toy/song", lint)])
def test_a_violation_in_what_is_made_leads_back_to_the_source(
    without_node: Bundled,
    toy: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    command: Callable[[Path, Callable[[str], None]], object],
) -> None:
    """What lint finds in a generated document is named in the file behind it."""
    violation = Violation("m", Path(), "/components/schemas/Status/enum/0", rule="r", severity="warning")
    without_node.violations = {f"generated/{name}": [violation]}
    monkeypatch.chdir(toy)
    with pytest.raises(SpecError, match=r"components/task.yaml:19:10  #/Status/enum/0\n  m \[r\]"):
        command(toy, lambda _: None)


def test_what_lint_finds_is_told_rather_than_what_follows_from_it(
    without_node: Bundled, toy: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A generator that fails on a spec which does not hold has nothing better to say."""

    def fail(*_: object, **__: object) -> None:
        raise EmitError("it cannot be emitted", "/components/schemas/Status")

    monkeypatch.setattr("codegen.emit.emit.write", fail)
    code, _, err = run("generate")
    assert (code, "task.yaml:17:1  #/Status\n  it cannot be emitted [emit]" in err) == (1, True)
    without_node.violations = {"toy": [Violation("m", toy / SPEC, "/info", rule="r")]}
    code, _, err = run("generate")
    assert (code, "m [r]" in err, "emitted" in err) == (1, True, False)


def test_warnings_on_the_documented_layer_are_let_pass(without_node: Bundled, toy: Path, run: Run) -> None:
    """What a vendor's page gets wrong is not our error, until the effective layer has it."""
    violation = Violation("m", toy / SPEC, "/info", rule="r", severity="warning")
    without_node.violations = {"toy": [violation]}
    assert run("lint")[0] == 0
    without_node.violations = {"toy": [replace(violation, severity="error")]}
    assert run("lint")[0] == 1


@pytest.mark.usefixtures("without_node")
def test_a_failed_run_leaves_what_was_there(toy: Path, run: Run) -> None:
    """generated/ is swapped only when everything is made."""
    run("generate")
    before = digest(toy / "generated")
    edit(toy, OBSERVED, "schemas.Status", "schemas.State")
    assert run("generate")[0] == 1
    assert digest(toy / "generated") == before


def test_a_repository_without_specs_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No API at all is an error, not an empty success."""
    assert main(["--root", str(tmp_path), "generate"]) == 1
    assert "there is no openapi/<api>/openapi.yaml" in capsys.readouterr().err


# Node


def fake_node(folder: Path, says: str) -> str:
    folder.mkdir()
    (folder / "node").write_text(f"#!/bin/sh\necho {says}\n")
    (folder / "node").chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0", "nonsense"])
def test_a_wrong_node_is_one_clear_sentence(
    toy: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """A Node that Redocly does not support is refused by its version, with what to install."""
    monkeypatch.setenv("PATH", fake_node(tmp_path / "bin", version))
    code, _, err = run("generate")
    assert code == 2
    assert (
        err == f"Node {version} cannot run Redocly: install Node 20.19 or later of 20, or 22.12 or later.\n"
    )
    assert not (toy / "generated").exists()


@pytest.mark.parametrize("version", ["v20.19.0", "v22.12.0", "v24.1.0"])
def test_a_node_that_fits_lacks_only_the_packages(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """With Node but without node_modules, the command that installs is named."""
    monkeypatch.setenv("PATH", fake_node(tmp_path / "bin", version))
    with pytest.raises(ToolError, match="run `make node`"):
        redocly.command(toy)


def test_without_node_there_is_one_clear_sentence(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Node the error is one sentence, not a traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("generate") == (
        2,
        "",
        "Node is needed to bundle and lint specs: install Node 20.19 or later of 20, or 22.12 or later.\n",
    )


# With Node


@pytest.mark.node
def test_redocly_bundles_what_the_tests_take_for_its_bundles(
    with_node: Path, bundles: dict[str, Any], tmp_path: Path
) -> None:
    """The bundles that stand in for Redocly elsewhere are Redocly's, to the order of keys."""
    from codegen.sources.layout import assemble

    copy = assemble(Sources(), with_node / SPEC).write(tmp_path / "toy")
    made = redocly.Redocly(with_node).bundle({"toy": copy}, tmp_path)
    assert repr(made) == repr(bundles)


@pytest.mark.node
def test_generate_and_drift_with_redocly(with_node: Path, run: Run) -> None:
    """The whole way holds on Toy: no problem in lint, no drift after."""
    assert with_node.is_dir()
    assert run("generate")[0] == 0
    assert run("drift")[0] == 0


@pytest.mark.node
@pytest.mark.parametrize(
    ("name", "old", "new", "place", "problem"),
    [
        (
            SPEC,
            "      operationId: getTask",
            "      operationId: createTask",
            f"{SPEC}:37:7",
            "[operation-id]",
        ),
        (SPEC, "  title: Toy API\n", "", f"{SPEC}:2:1  #/info", "`title`"),
        (
            SPEC,
            "servers:\n  - url: https://toy.test/api\n",
            "servers: 5\n",
            f"{SPEC}:7:1  #/servers",
            "[struct]",
        ),
        (SPEC, "      required: [code, data]\n", "      required: 5\n", f"{SPEC}:60:7", "[json-schema]"),
        (OBSERVED, "{type: object, desc", "{type: thing, desc", f"{OBSERVED}:15:16", "[json-schema]"),
        (OBSERVED, "{enum: [", "{enum: {a: 1}, x: [", f"{OBSERVED}:9", "enum"),
        (
            OBSERVED,
            "Task.properties\n",
            "Task\n",
            f"{OBSERVED}:15:7  #/actions/1/update/config",
            "[unread]",
        ),
        (
            SONG,
            "    properties:\n      id:",
            "    properties: []\n    x-no:\n      id:",
            SONG,
            "[json-schema]",
        ),
    ],
)
def test_a_broken_structure_is_named_where_a_person_wrote_it(
    with_node: Path, run: Run, name: str, old: str, new: str, place: str, problem: str
) -> None:
    """A structure that is broken is named with file, line and column, by our rules or by Redocly."""
    edit(with_node, name, old, new)
    code, _, err = run("lint")
    assert code == 1
    assert place in err
    assert problem in err


@pytest.mark.node
def test_the_specs_of_this_repository_hold() -> None:
    """Lint finds nothing in the documents and in what is made of them, down to each variant."""
    root = Path(__file__).parents[2]
    message: list[str] = []
    lint(root, message.append)
    assert message[-1].startswith("lint: no problem")


@pytest.mark.node
def test_a_name_that_two_files_use_is_refused(with_node: Path, run: Run) -> None:
    """Two different components of one name in one API are an error of the second."""
    edit(with_node, SONG, "  SongOutput:\n", "  ErrorReply: {type: string}\n  SongOutput:\n")
    edit(with_node, SONG, "error: {type: string}", "error: {$ref: '#/schemas/ErrorReply'}")
    code, _, err = run("lint")
    assert code == 1
    assert "same name" in err
    assert "unique across the files of an API" in err
