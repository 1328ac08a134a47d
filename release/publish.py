"""Puts a release on an index, in an order in which no half of it can be installed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from release.build import Artifact
from release.index import Index, UploadError
from release.packages import Package
from release.tools import ReleaseError, git, uncommitted

Say = Callable[[str], object]

_PAUSES = (1, 2, 4, 8, 15, 15, 15)
"""Seconds between two lists of an index that is late: a minute in all."""


def releasable(root: Path) -> str:
    """Return the version of gettask. Raises ReleaseError unless the tree is the commit tagged as it."""
    if some := uncommitted(root):
        raise ReleaseError(f"What is published is what is committed, and this is not: {some}")
    version = Package(root, ".").version
    if f"v{version}" not in git(root, "tag", "--points-at", "HEAD").split():
        raise ReleaseError(f"This commit is not tagged as what it is: git tag v{version}")
    return version


def upload(
    artifacts: Sequence[Artifact], index: Index, say: Say, sleep: Callable[[float], object] = time.sleep
) -> None:
    """Upload what the index lacks, the clients before gettask, which is the one that people install.

    All files are compared before the first is sent, so a refusal changes nothing. If it breaks off, what
    people install is still the release before, and the same again finishes it. An index that lists files
    late is listed again for a minute, with pauses by `sleep`. Raises ReleaseError.
    """
    missing = index.missing(artifacts)
    begun = len(missing) < len(artifacts)
    for number, artifact in enumerate(artifacts, 1):
        name = f"{number}/{len(artifacts)} {artifact.path.name}"
        if artifact not in missing:
            say(f"{name} is there")
            continue
        try:
            index.upload(artifact)
        except UploadError as error:
            # Before anything of this release is there, the likelier reason is a wrong password.
            pauses = _PAUSES if begun else ()
            if error.may_be_there and not _unlisted([artifact], index, sleep, pauses):
                say(f"{name} is there")
                continue
            raise ReleaseError(
                f"{error}\nThe release is not complete; the same again goes on from here."
            ) from None
        begun = True
        say(f"{name} uploaded")
    if late := [artifact.path.name for artifact in _unlisted(artifacts, index, sleep)]:
        raise ReleaseError(
            f"{index.host} took, and after a minute does not list yet: {', '.join(late)}. The same again "
            "checks whether it does, and sends nothing twice."
        )


def _unlisted(
    artifacts: Sequence[Artifact],
    index: Index,
    sleep: Callable[[float], object],
    pauses: Sequence[float] = _PAUSES,
) -> list[Artifact]:
    """Return the files that the index does not list, not even after the pauses."""
    missing = index.missing(artifacts)
    for pause in pauses:
        if not missing:
            break
        sleep(pause)
        missing = index.missing(missing)
    return missing
