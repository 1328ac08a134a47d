"""Our packages, and which files go into each: gettask, the generated clients, gettask-codegen."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from release.tools import ReleaseError, git

_BOUNDED = {"<", "<=", "~=", "=="}
_GENERATOR = "codegen"
_SCHEMA = "openapi/extensions.schema.json"
"""The schema of the extensions, which stands beside the specs, and in the generator's wheel."""


@dataclass(frozen=True)
class Package:
    """One package: gettask, the generated client of an API, or the generator."""

    root: Path
    """The repository."""
    folder: str
    """Where its pyproject.toml is, from the root."""

    @cached_property
    def project(self) -> dict[str, Any]:
        """The table `project` of its pyproject.toml."""
        text = (self.root / self.folder / "pyproject.toml").read_text("utf-8")
        project: dict[str, Any] = tomllib.loads(text)["project"]
        return project

    @property
    def name(self) -> str:
        return str(self.project["name"])

    @property
    def version(self) -> str:
        return str(self.project["version"])

    @property
    def client(self) -> bool:
        """Whether it is generated."""
        return self.folder.startswith("generated/")

    @property
    def stem(self) -> str:
        """The beginning of the names of its wheel and sdist."""
        return f"{self.name.replace('-', '_')}-{self.version}"

    @property
    def module(self) -> str:
        """The name to import it by."""
        return self.name.replace("-", "_")

    @property
    def inside(self) -> str:
        """Where the module stands in what it is built from."""
        return self.module if self.client else f"src/{self.module}"

    @property
    def changelog(self) -> str:
        """Its changelog: the API's own, where it has one."""
        own = f"openapi/{self.name.removeprefix('gettask-')}/CHANGELOG.md"
        return own if self.client and (self.root / own).is_file() else "CHANGELOG.md"

    @property
    def sources(self) -> dict[str, str]:
        """Each file to build it from and where that stands in the repository, both as POSIX paths.

        Files that git ignores are no part of it. The changelog stands in the module as well, so that the
        wheel has it; a client has the repository's licence.
        """
        listed = git(self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", *self.own)
        sources = {
            self.staged(path): path for path in listed.split("\0") if path and (self.root / path).is_file()
        }
        return sources | {
            "LICENSE": "LICENSE",
            "CHANGELOG.md": self.changelog,
            f"{self.inside}/CHANGELOG.md": self.changelog,
        }

    def staged(self, path: str) -> str:
        """Return where a file of the repository stands in what the package is built from."""
        return path.removeprefix(f"{self.folder}/")

    @property
    def date(self) -> str:
        """When a commit last changed what goes into it, in seconds since 1970.

        So a package that stays as it is keeps its bytes, whatever else is released.
        """
        paths = (*self.own, "LICENSE", self.changelog)
        if date := git(self.root, "log", "-1", "--format=%ct", "--", *paths).strip():
            return date
        raise ReleaseError(f"{self.name} is dated by its last commit and has none: commit it first.")

    @property
    def own(self) -> tuple[str, ...]:
        """What of the repository is its own: its files, but for licence and changelog."""
        return (self.folder,) if self.client else ("src/gettask", "pyproject.toml", "README.md")


class Generator(Package):
    """gettask-codegen, for repositories with APIs of their own. Its version is that of gettask."""

    @property
    def module(self) -> str:
        return self.folder

    @property
    def inside(self) -> str:
        return self.folder

    def staged(self, path: str) -> str:
        if path == _SCHEMA:
            return f"{self.folder}/{path.rpartition('/')[2]}"
        beside = super().staged(path)
        return beside if beside in ("pyproject.toml", "README.md") else path

    @property
    def own(self) -> tuple[str, ...]:
        return (self.folder, _SCHEMA)


def generator(root: Path) -> Generator | None:
    """Return the generator, None if there is none. Raises ReleaseError if its version is not gettask's."""
    if not (root / _GENERATOR / "pyproject.toml").is_file():
        return None
    found, gettask = Generator(root, _GENERATOR), Package(root, ".")
    if found.version != gettask.version:
        raise ReleaseError(
            f"{found.name} is {found.version}, gettask {gettask.version}: they have one version. Set it in "
            f"{_GENERATOR}/pyproject.toml."
        )
    return found


def packages(root: Path) -> list[Package]:
    """Return all packages, each after those that it depends on. Raises ReleaseError if they don't fit."""
    clients = [
        Package(root, path.parent.relative_to(root).as_posix())
        for path in sorted(root.glob("generated/gettask-*/pyproject.toml"))
    ]
    gettask = Package(root, ".")
    wanted = {r.name: r.specifier for r in map(Requirement, gettask.project["dependencies"])}
    for client in clients:
        range_ = wanted.get(client.name)
        if range_ is None:
            raise ReleaseError(f"gettask does not depend on {client.name}: name it in pyproject.toml.")
        if not range_.contains(client.version) or _BOUNDED.isdisjoint(s.operator for s in range_):
            raise ReleaseError(
                f"gettask depends on {client.name}{range_}, which is not a range around {client.version}: an "
                f"installed gettask must not get a client that breaks it. Set it in pyproject.toml."
            )
    return [*clients, *filter(None, [generator(root)]), gettask]
