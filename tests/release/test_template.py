"""A repository of private APIs, made from the template: its commands work with the built wheels, offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from codegen.sources.dumper import dump
from codegen.sources.loader import load
from release.build import build_package
from release.contents import problems, read
from release.packages import generator, packages
from release.smoke import smoke_generator
from release.tools import ReleaseError
from release.versions import set_package_version
from tests.release.harness import Pypi, needed, repack

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates/private-vendor"
DOCUMENT = load(ROOT / "tests/codegen/vendor-documents.yaml").data["video"]
SITE = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of gettask-codegen."""
    package = generator(ROOT)
    assert package is not None
    wheel, sdist = build_package(package, tmp_path_factory.mktemp("dist"))
    assert [*problems(package, read(wheel.path)), *problems(package, read(sdist.path))] == []
    return wheel.path


def test_the_wheel_holds_the_generator_alone(wheel: Path) -> None:
    """With its templates, its rules and the schema of the extensions; no test, no other package."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"codegen", f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}
    for name in (
        "extensions.schema.json",
        "sources/redocly.yaml",
        "emit/templates/model.py.jinja",
        "py.typed",
    ):
        assert f"codegen/{name}" in names


@pytest.mark.gate
def test_the_generator_needs_nothing_but_what_it_declares(wheel: Path, tmp_path: Path) -> None:
    """A release tries it so: installed from an index, it imports whole and lays out an API."""
    package = generator(ROOT)
    assert package is not None
    folder = tmp_path / "dependencies"
    folder.mkdir()
    for name in needed(Requirement(each).name for each in package.project["dependencies"]):
        repack(distribution(name), folder)
    pypi = Pypi(tmp_path / "index", folder)
    try:
        said = smoke_generator(package.version, pypi.index(), wheel.parent)
    finally:
        pypi.stop()
    assert said.startswith(f"gettask-codegen {package.version}: laid out an API in ")


@pytest.mark.gate
def test_the_generator_has_the_version_of_gettask(tmp_path: Path) -> None:
    """They are released together: another version stops the build, and names the file to mend."""
    for folder, name, version in ((".", "gettask", "0.2.0"), ("codegen", "gettask-codegen", "0.1.0")):
        (tmp_path / folder).mkdir(exist_ok=True)
        text = f'[project]\nname = "{name}"\nversion = "{version}"\ndependencies = []\n'
        (tmp_path / folder / "pyproject.toml").write_text(text)
    with pytest.raises(ReleaseError, match=r"one version. Set it in codegen/pyproject\.toml"):
        packages(tmp_path)
    set_package_version(tmp_path / "codegen/pyproject.toml", "0.2.0")
    assert [package.stem for package in packages(tmp_path)] == ["gettask_codegen-0.2.0", "gettask-0.2.0"]


def test_the_template_has_the_versions_of_this_repository() -> None:
    """The same Redocly, and ranges that hold this gettask."""
    ours, theirs = load(ROOT / "package.json").data, load(TEMPLATE / "package.json").data
    for name, version in theirs["devDependencies"].items():
        assert ours["devDependencies"][name] == version
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    minor = project.partition('\nversion = "')[2].split(".")[:2]
    assert f">={'.'.join(minor)}." in (TEMPLATE / "requirements.txt").read_text("utf-8")


@pytest.fixture
def private(tmp_path: Path, wheel: Path) -> Path:
    """A copy of the template, with what its set-up would install from an index."""
    root = tmp_path / "private"
    shutil.copytree(TEMPLATE, root)
    subprocess.run([sys.executable, "-m", "venv", root / ".venv"], check=True)
    site = root / ".venv" / SITE
    shutil.unpack_archive(wheel, site, "zip")
    # Everything else that the index would give, gettask itself included.
    (site / "index.pth").write_text(f"import site; site.addsitedir({str(Path(sys.prefix) / SITE)!r})\n")
    command = root / ".venv/bin/gettask-codegen"
    command.write_text(f"#!{root}/.venv/bin/python\nfrom codegen.cli import entry\nentry()\n")
    command.chmod(0o755)
    (root / ".venv/.setup").touch()
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def make(root: Path, *arguments: str, environment: Mapping[str, str]) -> str:
    """Run make in a repository; return what it printed."""
    done = subprocess.run(
        ["make", "--no-print-directory", "NODE=", *arguments],
        cwd=root,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.node
def test_the_template_makes_tries_and_packs_an_api(private: Path) -> None:
    """From the vendor's document: laid out, a job of each variant run and checked, a wheel that registers."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "PYTEST", "PYTHON"))}
    environment = kept | {"PIP_NO_INDEX": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    (private / "vendor.yaml").write_text(dump(DOCUMENT))
    said = make(private, "new-api", "NAME=acme", "FROM=vendor.yaml", environment=environment)
    assert "`make generate` passes." in said
    said = make(private, "check", environment=environment)
    assert "2 passed" in said
    assert "exchanges of 2 tests checked" in said
    assert "generated/ is what the specs make" in said
    make(private, "wheels", environment=environment)
    (built,) = (private / "dist").glob("gettask_acme-*.whl")
    with zipfile.ZipFile(built) as archive:
        (entry_points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert archive.read(entry_points).decode().strip() == "[gettask.apis]\nacme = gettask_acme"
