"""Where the results of a batch go: paths made of a template, each file there only when it is whole."""

from __future__ import annotations

import filecmp
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from string import Formatter
from typing import Any

from .._download.names import safe_name
from .._sync.client import Client
from ..task import Task

FIELDS = ("label", "id", "variant", "kind", "n")
OF_A_RESULT = ("kind", "n")


@dataclass(frozen=True, slots=True)
class FileNames:
    """A template of paths, such as `out/{label}/{kind}-{n}`. A file gets the suffix of its type besides.

    Attributes:
        root: The folder before the first field.
        template: What follows it.
    """

    root: Path
    template: str

    @classmethod
    def parse(cls, text: str) -> FileNames:
        """Read a template. Without a field it is a folder, in which files are named {label}-{kind}-{n}.

        Raises:
            ValueError: A field is unknown, or the paths of two results would be equal.
        """
        try:
            fields = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from None
        unknown = [name for name in fields if name not in FIELDS]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise ValueError(f"{text!r}: {{{unknown[0]}}} is unknown; known are {known}")
        if not fields:
            return cls(Path(text), "{label}-{kind}-{n}")
        if "n" not in fields or not {"label", "id"} & {*fields}:
            raise ValueError(f"{text!r}: with fields it needs {{n}}, and {{label}} or {{id}}")
        parts = PurePath(text).parts
        fixed = next(number for number, part in enumerate(parts) if "{" in part)
        if ".." in parts[fixed:]:
            raise ValueError(f"{text!r}: no .. after a field")
        return cls(Path(*parts[:fixed]), "/".join(parts[fixed:]))

    def staging(self, job_id: str) -> Path:
        """Return the folder that the results of a job are fetched into."""
        return self.root / f".gettask-{job_id}"

    def path(self, label: str, task: Task[Any], kind: str, number: int, suffix: str) -> Path:
        """Return the path of a result. Nothing of the network or the label gets in unescaped."""
        values = {"label": label, "id": task.id, "variant": task.variant or "unknown", "kind": kind}
        escaped = {name: safe_name(value) for name, value in values.items()}
        return self.root / f"{self.template.format(n=number, **escaped)}{suffix}"


def save(client: Client[Any], task: Task[Any], names: FileNames, label: str, job_id: str) -> list[Path]:
    """Save the results of a task under the names of a batch, and return their paths.

    They are fetched into a folder of the job first, where a run that was killed goes on, and moved when all
    of them are there. A file of another job is not replaced: the name gets a number.

    Raises:
        MissingResultsError: The task succeeded, but its results are missing.
        DownloadError: A result was not saved.
    """
    staging = names.staging(job_id)
    fetched = client.download(task, staging, name="{id}-{kind}-{n}")
    saved = []
    for path in fetched:
        kind, number = _kind_and_number(path, task)
        target = names.path(label, task, kind, number, path.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        saved.append(_moved(path, target))
    shutil.rmtree(staging, ignore_errors=True)
    return saved


def _kind_and_number(path: Path, task: Task[Any]) -> tuple[str, int]:
    """Return what the name of a fetched file says."""
    found = re.fullmatch(r"([A-Za-z0-9_.]+)-(\d+)(?:-\d+)?", path.stem.removeprefix(f"{safe_name(task.id)}-"))
    return (found[1], int(found[2])) if found else ("file", 1)


def _moved(path: Path, target: Path) -> Path:
    """Move a file to a name that is free, or that has the same bytes already."""
    for candidate in _candidates(target):
        try:
            candidate.hardlink_to(path)  # which fails where the name is taken
        except FileExistsError:
            if not filecmp.cmp(path, candidate, shallow=False):
                continue
        except OSError:  # no hard links there
            if candidate.exists():
                continue
            path.replace(candidate)
            return candidate
        path.unlink()
        return candidate
    raise AssertionError


def _candidates(target: Path) -> Iterable[Path]:
    yield target
    for number in range(2, 1_000_000):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")
