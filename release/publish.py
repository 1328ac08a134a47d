"""Puts a release on an index, in an order in which no half of it can be installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from release.build import Artifact
from release.index import Index
from release.packages import Package
from release.tools import ReleaseError, git, uncommitted

Say = Callable[[str], object]


def releasable(root: Path) -> str:
    """Return the version of gettask. Raises ReleaseError unless the tree is the commit tagged as it."""
    if some := uncommitted(root):
        raise ReleaseError(f"What is published is what is committed, and this is not: {some}")
    version = Package(root, ".").version
    if f"v{version}" not in git(root, "tag", "--points-at", "HEAD").split():
        raise ReleaseError(f"This commit is not tagged as what it is: git tag v{version}")
    return version


def upload(artifacts: Sequence[Artifact], index: Index, say: Say) -> None:
    """Upload what the index lacks, the clients before gettask, which is the one that people install.

    All files are compared before the first is sent, so a refusal changes nothing. If it breaks off, what
    people install is still the release before, and the same again finishes it. Raises ReleaseError.
    """
    missing = index.missing(artifacts)
    for number, artifact in enumerate(artifacts, 1):
        name = f"{number}/{len(artifacts)} {artifact.path.name}"
        if artifact not in missing:
            say(f"{name} is there")
            continue
        try:
            index.upload(artifact)
        except ReleaseError as error:
            raise ReleaseError(
                f"{error}\nThe release is not complete; the same again goes on from here."
            ) from None
        say(f"{name} uploaded")
    if lost := [artifact.path.name for artifact in index.missing(artifacts)]:
        raise ReleaseError(f"{index.host} took and does not list: {', '.join(lost)}")
