"""Builds wheel and sdist of every package: the same bytes from the same commit, anywhere and any day."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from release.contents import problems, read
from release.packages import Package, packages
from release.tools import ReleaseError, environment, shallow, uv

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Artifact:
    """A wheel or an sdist that was built."""

    package: Package
    path: Path

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def build(root: Path, dist: Path) -> list[Artifact]:
    """Build all packages of the repository `root` into the folder `dist`, in place of what was there.

    Returns wheel and sdist of each package, in the order to upload them in. Raises ReleaseError, and
    leaves `dist` as it was, if something is in them that should not be, or the other way round.
    """
    if shallow(root):
        raise ReleaseError(
            "Packages are dated by history, which a shallow clone lacks: git fetch --unshallow"
        )
    with tempfile.TemporaryDirectory(prefix="gettask-build-") as work:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            built = list(pool.map(lambda package: build_package(package, Path(work)), packages(root)))
        if found := [
            f"{a.path.name}: {p}" for pair in built for a in pair for p in problems(a.package, read(a.path))
        ]:
            raise ReleaseError("\n".join(found))
        dist.mkdir(parents=True, exist_ok=True)
        for old in [*dist.glob("gettask*.whl"), *dist.glob("gettask*.tar.gz")]:
            old.unlink()
        artifacts = [Artifact(a.package, Path(shutil.copy(a.path, dist))) for pair in built for a in pair]
    sums = "".join(f"{a.sha256}  {a.path.name}\n" for a in artifacts)
    (dist / SUMS).write_text(sums, "utf-8", newline="\n")
    return artifacts


def built(root: Path, dist: Path) -> list[Artifact]:
    """Return what was built of `root` into `dist`, perhaps by another machine, in the order to upload it in.

    Raises ReleaseError unless SHA256SUMS and the files are those of this version, and agree.
    """
    try:
        lines = (dist / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{dist / SUMS} cannot be read ({type(error).__name__}): make build") from None
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    artifacts = []
    for package in packages(root):
        for name in (f"{package.stem}-py3-none-any.whl", f"{package.stem}.tar.gz"):
            artifact = Artifact(package, dist / name)
            digest = sums.pop(name, "")
            if not artifact.path.is_file() or artifact.sha256 != digest:
                raise ReleaseError(f"{artifact.path} is not there, or is not the file in {SUMS}: make build")
            if found := [*problems(package, read(artifact.path))]:
                raise ReleaseError("\n".join(f"{name}: {each}" for each in found))
            artifacts.append(artifact)
    if sums:
        raise ReleaseError(f"{dist / SUMS} has what is not of this version: {', '.join(sums)}")
    return artifacts


def build_package(package: Package, work: Path) -> tuple[Artifact, Artifact]:
    """Build wheel and sdist of one package below the folder `work`."""
    stage, out = work / package.name, work / f"{package.name}.out"
    for staged, source in package.sources.items():
        (stage / staged).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.root / source, stage / staged)
    uv(
        *("build", stage, "--out-dir", out, "--python", sys.executable, "--no-build-isolation", "--offline"),
        # The same everywhere; hatchling sees to modes, owners and order.
        env=environment(SOURCE_DATE_EPOCH=package.date, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8"),
    )
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    # The wheel goes first: installers prefer it, and an sdist alone would have to be built.
    return Artifact(package, wheel), Artifact(package, sdist)
