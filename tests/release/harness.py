"""A copy of the repository with two releases, a pypiserver, and wheels of what is installed."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.index import Index
from release.tools import environment

ROOT = Path(__file__).parents[2]
CHANGED, SMALL = "gettask-piapi", "gettask-tripo-v2"
"""Two clients: one that the second release changes, and a small one that it leaves alone."""
CLIENTS = [ROOT / "generated" / name for name in (CHANGED, SMALL)]
"""Those of the releases here: each takes a second to build, and all are built alike."""
FILES = [
    *(ROOT / name for name in ("src/gettask", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")),
    *(ROOT / ".gitignore", *CLIENTS),
]
USER, PASSWORD = "ci", "correct horse battery staple"

# The first release, and the next, which has a new version of one client and not of the other.
FIRST = dict.fromkeys((*(client.name for client in CLIENTS), "gettask"), "1.0.0")
SECOND = FIRST | {"gettask": "1.1.0", CHANGED: "2.0.0"}

# The repository


def git(root: Path, *arguments: str, date: str = "2026-01-01T00:00:00Z") -> str:
    """Run git as somebody, at some time."""
    who = {
        f"GIT_{role}_{what}": "x@x.invalid" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    when = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    env = environment(**who, **when, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(
        ["git", *arguments], cwd=root, env=env, capture_output=True, text=True, check=True
    ).stdout


def copy(root: Path) -> None:
    """Copy what is released into a new repository."""
    root.mkdir()
    for path in FILES:
        there = root / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, there)
    git(root, "init", "--quiet")


def clone(origin: Path, root: Path, *options: str) -> Path:
    """Clone a repository."""
    git(origin.parent, "clone", "--quiet", *options, origin.as_uri(), str(root))
    return root


def release(root: Path, versions: Mapping[str, str], date: str) -> None:
    """Set versions and ranges, commit and tag."""
    for path in (root / "pyproject.toml", *root.glob("generated/*/pyproject.toml")):
        text = path.read_text("utf-8")
        name = re.search(r'(?m)^name = "(.+)"', text)
        assert name
        text = re.sub(r'(?m)^version = ".*"', f'version = "{versions[name[1]]}"', text, count=1)
        if name[1] == "gettask":
            ranges = "".join(f'"{client}~={v}",\n' for client, v in versions.items() if client != "gettask")
            text = re.sub(r'"gettask-[^"]+",\s*', "", text)
            text = text.replace("\ndependencies = [\n", f"\ndependencies = [\n{ranges}")
        path.write_text(text, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "release", date=date)
    git(root, "tag", f"v{versions['gettask']}")


# The index


class Pypi:
    """A pypiserver in a process of its own, that keeps uploads in `folder`."""

    def __init__(self, folder: Path, dependencies: Path, **settings: Any) -> None:
        self.folder = folder
        self.dependencies = dependencies
        self.settings = settings
        folder.mkdir(exist_ok=True)
        digest = base64.b64encode(hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest()).decode()
        self.passwords = folder.with_suffix(".htpasswd")
        self.passwords.write_text(f"{USER}:{{SHA}}{digest}\n", "ascii")
        self.start()

    def start(self) -> None:
        """Serve what is in the folder, on another port than before."""
        settings = {
            "roots": [str(self.folder), str(self.dependencies)],
            "password_file": str(self.passwords),
            "authenticate": ["update", "download", "list"],
            "disable_fallback": True,
            "hash_algo": "sha256",
        }
        command = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("pypi.py"))]
        self.process = Popen([*command, json.dumps(settings | self.settings)], stdout=PIPE, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/simple/"

    def stop(self) -> None:
        """Be down."""
        self.process.kill()
        self.process.communicate()

    def index(self, password: str = PASSWORD) -> Index:
        """Return the index as a release sees it."""
        return Index.of(self.url, environ={"UV_PUBLISH_USERNAME": USER, "UV_PUBLISH_PASSWORD": password})

    @property
    def uploads(self) -> dict[str, str]:
        """The SHA-256 of each file that it was given."""
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.folder.iterdir()}


# Wheels


def needed(names: Iterable[str]) -> set[str]:
    """Return the packages of these names, and all that they need here."""
    found: set[str] = set()
    waiting = {*names}
    while waiting:
        found.add(name := waiting.pop())
        requirements = map(Requirement, distribution(name).requires or ())
        here = (r for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""}))
        waiting |= {canonicalize_name(r.name) for r in here} - found
    return found


def write_wheel(path: Path, files: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> None:
    """Write a wheel of these files, RECORD left out of them."""
    info = next(name for name in files if name.endswith(".dist-info/WHEEL")).removesuffix("WHEEL")
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        rows.writerow([name, f"sha256={digest}", len(content)])
    rows.writerow([f"{info}RECORD", "", ""])
    with zipfile.ZipFile(path, "w", compression) as wheel:
        for name, content in {**files, f"{info}RECORD": record.getvalue().encode()}.items():
            wheel.writestr(zipfile.ZipInfo(name), content, compression)


def repack(installed: Distribution, folder: Path) -> None:
    """Write a wheel of an installed package; commands outside its folders are left to its entry points."""
    made_here = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
    files = {
        file.as_posix(): Path(str(installed.locate_file(file))).read_bytes()
        for file in installed.files or ()
        if ".." not in file.parts and "__pycache__" not in file.parts and file.name not in made_here
    }
    tags = [tag.split("-") for tag in re.findall(r"(?m)^Tag: (\S+)", installed.read_text("WHEEL") or "")]
    tag = "-".join(".".join(sorted(set(part))) for part in zip(*tags, strict=True))
    name = re.sub(r"[-_.]+", "_", installed.name)
    write_wheel(folder / f"{name}-{installed.version}-{tag}.whl", files)
