"""What is in a wheel or sdist, and whether it should be."""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from pathlib import Path, PurePosixPath

from release.packages import Package

Members = Mapping[str, bytes]

_STRANGERS = re.compile(
    r"(^|/)(tests?|evidence|seeds|examples|benchmarks|__pycache__|\.[^/]*)(/|$)|\.(pyc|pem|key|p12|har)$"
)
_SECRETS = {
    "a path of a machine": re.compile(
        rb"(?<![\w.:/-])/(?:root|home|Users|work|tmp|var/folders)/\w|[A-Z]:\\\\?Users\\"
    ),
    "the host of a package registry": re.compile(
        rb"\b(?:pypi|pythonhosted|npmjs|yarnpkg|anaconda)\.(?:org|com|io)\b"
    ),
    "a key": re.compile(
        rb"-----BEGIN [A-Z ]*PRIVATE KEY|\btsk_\w{30,}|\beyJ\w{10,}\.eyJ|\bAKIA[A-Z0-9]{16}\b|\bsk-\w{20,}"
        rb"|(?i:api[_-]?key|\b(?:authorization|password|secret|token))[\"']?\s*[:=]\s*"
        rb"[\"'](?:Bearer )?[\w-]{24,}[\"']"
    ),
}
_ENVIRONMENT = re.compile(r"(KEY|PASSWORD|SECRET|TOKEN)$")
_METADATA = ("Name", "Version", "Summary", "Author", "Requires-Python", "License-Expression", "License-File")
_METADATA_VERSION = "2.4"
"""The latest that every index takes; hatchling writes a later one by default."""
_CLASSIFIERS = {"Private :: Do Not Upload", "Typing :: Typed"}
_URLS = ("Home-page", "Download-URL", "Project-URL")


def read(path: Path) -> dict[str, bytes]:
    """Return the files in a wheel or sdist, by name; those of an sdist without its top folder."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if not name.endswith("/")}
    files = {}
    with tarfile.open(path) as sdist:
        for member in sdist:
            if (file := sdist.extractfile(member)) is not None:
                files[member.name.partition("/")[2]] = file.read()
    return files


def problems(package: Package, members: Members) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with what is in a wheel or sdist of `package`."""
    yield from _missing(package, members)
    secrets = {k: v.encode() for k, v in os.environ.items() if _ENVIRONMENT.search(k) and len(v) >= 8}
    for name, content in sorted(members.items()):
        if _STRANGERS.search(name):
            yield f"{name} does not belong there"
        for what, pattern in _SECRETS.items():
            if found := pattern.search(content):
                line = content.count(b"\n", 0, found.start()) + 1
                yield f"{name}:{line} holds {what}"
        for variable, value in secrets.items():
            if value in content:
                yield f"{name} holds the value of {variable}"


def differences(old: Members, new: Members) -> list[str]:
    """Return the names of the files in which two wheels or sdists differ."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _missing(package: Package, members: Members) -> Iterator[str]:
    data = ["py.typed", "CHANGELOG.md", *(("contract.json", "openapi.json") if package.client else ())]
    for name in data:
        if not any(path.endswith(f"{package.module}/{name}") for path in members):
            yield f"{package.module}/{name} is missing"
    if not any(PurePosixPath(path).name == "LICENSE" for path in members):
        yield "LICENSE is missing"
    path = next((p for p in members if re.search(r"^PKG-INFO$|\.dist-info/METADATA$", p)), None)
    if path is None:
        yield "its metadata is missing"
        return
    metadata = message_from_bytes(members[path])
    for key in _METADATA:
        if not metadata[key]:
            yield f"{path} lacks {key}"
    if metadata["Metadata-Version"] != _METADATA_VERSION:
        yield f"{path} has Metadata-Version {metadata['Metadata-Version']}, not {_METADATA_VERSION}"
    for classifier in sorted(_CLASSIFIERS - {*metadata.get_all("Classifier", ())}):
        yield f"{path} lacks the classifier {classifier}"
    for key in _URLS:
        if metadata[key]:
            yield f"{path} names a place: {key}"
    if not str(metadata.get_payload()).strip() and not metadata["Description"]:
        yield f"{path} lacks the README"
