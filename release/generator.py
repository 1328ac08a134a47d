"""Builds the wheel of gettask-codegen: the generator, for repositories with APIs of their own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from release.packages import Package
from release.tools import environment, git, uv
from release.versions import set_package_version

_FOLDER = "codegen"
_SCHEMA = "openapi/extensions.schema.json"
_ABOUT = ("pyproject.toml", "README.md")


def build_generator(root: Path, dist: Path) -> Path:
    """Build the wheel of the generator into `dist`, with the version of gettask; return it.

    It is a file for people who make APIs of their own, and no dependency of the other packages.
    """
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", _FOLDER).split("\0")
    sources = {path: path for path in listed if path and (root / path).is_file()}
    sources = {key: path for key, path in sources.items() if path not in [f"{_FOLDER}/{n}" for n in _ABOUT]}
    sources |= {name: f"{_FOLDER}/{name}" for name in _ABOUT}
    sources |= {"LICENSE": "LICENSE", f"{_FOLDER}/extensions.schema.json": _SCHEMA}
    date = git(root, "log", "-1", "--format=%ct", "--", _FOLDER, _SCHEMA).strip()
    with tempfile.TemporaryDirectory(prefix="gettask-codegen-") as work:
        stage, out = Path(work) / "stage", Path(work) / "out"
        for staged, path in sources.items():
            (stage / staged).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, stage / staged)
        set_package_version(stage / "pyproject.toml", Package(root, ".").version)
        made = environment(SOURCE_DATE_EPOCH=date or "0", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
        options = ("--out-dir", out, "--python", sys.executable, "--no-build-isolation", "--offline")
        uv("build", "--wheel", stage, *options, env=made)
        (wheel,) = out.glob("*.whl")
        dist.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(wheel, dist))
