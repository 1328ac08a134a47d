"""A repository of private APIs, made from the template: its commands work with the built wheels, offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from codegen.sources.dumper import dump
from codegen.sources.loader import load
from release.generator import build_generator

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates/private-vendor"
DOCUMENT = load(ROOT / "tests/codegen/vendor-documents.yaml").data["video"]
SITE = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of gettask-codegen."""
    return build_generator(ROOT, tmp_path_factory.mktemp("dist"))


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
