"""The files beside the packages of a build: SBOM, provenance, and the specs by themselves.

All of them depend on the commit alone, as the packages do.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from release.packages import Package
from release.tools import git, uncommitted

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can hold
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
SPECS = (
    *(f"generated/{kind}" for kind in ("openapi", "portable", "arazzo", "asyncapi", "dialects")),
    *("generated/task-lifecycle.schema.json", "openapi/extensions.schema.json"),
    "docs/spec/task-lifecycle.golden.yaml",
)
"""What the archive of a release holds, beside the packages: what other tools read, and how to read it."""


def record(root: Path, dist: Path, built: Mapping[str, tuple[Package, str]]) -> list[Path]:
    """Write SBOM, provenance and specs of a build into `dist`; return their paths.

    `built` has package and SHA-256 of each wheel and sdist, by file name.
    """
    whole = Package(root, ".")
    stem = f"{whole.name}-{whole.version}"
    for old in dist.glob(f"{whole.name}-*"):
        if old.name.endswith((".cdx.json", ".intoto.json", "-specs.zip")):
            old.unlink()
    specs = dist / f"{stem}-specs.zip"
    _write_specs(root, specs)
    subjects = {name: sha256 for name, (_, sha256) in built.items()}
    subjects[specs.name] = hashlib.sha256(specs.read_bytes()).hexdigest()
    files = {f"{stem}.cdx.json": sbom(root, built), f"{stem}.intoto.json": provenance(root, subjects)}
    for name, data in files.items():
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (dist / name).write_text(text, "utf-8", newline="\n")
    return [specs, *(dist / name for name in files)]


def _write_specs(root: Path, path: Path) -> None:
    tracked = git(root, "ls-files", "-z", "--", *SPECS).split("\0")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(filter(None, tracked)):
            inside = zipfile.ZipInfo(name.removeprefix("generated/"), _FIRST_DAY)
            inside.external_attr = 0o644 << 16
            archive.writestr(inside, (root / name).read_bytes(), zipfile.ZIP_DEFLATED, 9)


def sbom(root: Path, built: Mapping[str, tuple[Package, str]]) -> dict[str, Any]:
    """Return a CycloneDX 1.6 document: our packages with their files, and what the lock adds to them."""
    whole = Package(root, ".")
    ours = list({package.name: package for package, _ in built.values()}.values())
    components = [
        {
            **_component(package.name, package.version),
            "hashes": [
                {"alg": "SHA-256", "content": sha256}
                for owner, sha256 in built.values()
                if owner.name == package.name
            ],
        }
        for package in ours
    ]
    components += [_component(name, version) for name, version in _locked(root)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_component(whole.name, whole.version), "type": "application"}},
        "components": components,
    }


def _component(name: str, version: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{re.sub('[-_.]+', '-', name).lower()}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _locked(root: Path) -> Iterator[tuple[str, str]]:
    lock = root / "requirements/run.txt"
    if lock.is_file():
        yield from ((found[1], found[2]) for found in _LOCKED.finditer(lock.read_text("utf-8")))


def provenance(root: Path, subjects: Mapping[str, str]) -> dict[str, Any]:
    """Return an in-toto statement with SLSA provenance: which commit the files were made of, and how."""
    commit = git(root, "rev-parse", "HEAD").strip()
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": sha256}} for name, sha256 in subjects.items()],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "make release build",
                "externalParameters": {"command": "python -m release build"},
                "internalParameters": {"uncommitted": bool(uncommitted(root))},
                "resolvedDependencies": [{"name": "source", "digest": {"gitCommit": commit}}],
            },
            "runDetails": {"builder": {"id": "release/build.py"}},
        },
    }
