"""Where the results of a batch go: paths made of a template, each file there only when it is whole."""

from __future__ import annotations

import filecmp
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePath
from string import Formatter
from typing import Any
from urllib.parse import unquote

from .._download.names import safe_name
from .._sync.client import Client
from ..storage import ObjectStorage, is_url
from ..task import Task
from .model import Job

FIELDS = ("label", "id", "variant", "kind", "n")
OF_A_RESULT = ("kind", "n")
NUMBERED = 100
"""Files of one name that are numbered; further ones have the id of their task in their names."""
_FIRST_FOLDER = 3  # of the parts of scheme://bucket/folder


@dataclass(frozen=True, slots=True)
class FileNames:
    """A template of paths, such as `out/{label}/{kind}-{n}`. A file gets the suffix of its type besides.

    Attributes:
        root: The folder, or the object storage, before the first field.
        template: What follows it.
    """

    root: Path | ObjectStorage
    template: str

    @classmethod
    def parse(cls, text: str) -> FileNames:
        """Read a template. Without a field it is a folder, in which files are named {label}-{kind}-{n}.

        Raises:
            ValueError: A field is unknown, or the paths of two results would be equal.
            ImportError: Object storage needs the extra `storage`.
        """
        try:
            fields = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from None
        unknown = [name for name in fields if name not in FIELDS]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise ValueError(f"{text!r}: {{{unknown[0]}}} is unknown; known are {known}")
        root = ObjectStorage if is_url(text) else Path
        if not fields:
            return cls(root(text), "{label}-{kind}-{n}")
        if "n" not in fields or not {"label", "id"} & {*fields}:
            raise ValueError(f"{text!r}: with fields it needs {{n}}, and {{label}} or {{id}}")
        parts = text.split("/") if is_url(text) else PurePath(text).parts
        fixed = next(number for number, part in enumerate(parts) if "{" in part)
        if ".." in parts[fixed:]:
            raise ValueError(f"{text!r}: no .. after a field")
        if not is_url(text):
            return cls(Path(*parts[:fixed]), "/".join(parts[fixed:]))
        if fixed < _FIRST_FOLDER:
            raise ValueError(f"{text!r}: no field in the name of the bucket")
        if any(f"{{{name}" in part for name in OF_A_RESULT for part in parts[fixed:-1]):
            raise ValueError(f"{text!r}: {{kind}} and {{n}} stand after the last /")
        if any(spec or conversion for _, _, spec, conversion in Formatter().parse(text)):
            raise ValueError(f"{text!r}: no format after a field")
        return cls(ObjectStorage("/".join(parts[:fixed])), "/".join(parts[fixed:]))

    def staging(self, job_id: str) -> Path | None:
        """Return the folder that the results of a job are fetched into, None for object storage."""
        return self.root / f".gettask-{job_id}" if isinstance(self.root, Path) else None

    def filled(self, label: str, task: Task[Any], kind: str, number: int | str) -> str:
        """Return the template with its fields filled in; nothing of network or label gets in unescaped."""
        values = {"label": label, "id": task.id, "variant": task.variant or "unknown"}
        escaped = {name: safe_name(value) for name, value in values.items()}
        return self.template.format(kind=kind, n=number, **escaped)

    def is_below(self, place: str) -> bool:
        """Say whether all paths are below a folder, or below the URL of object storage."""
        if isinstance(self.root, ObjectStorage):
            steps = unquote(str(self.root)).split("/")
            return f"{self.root}/".startswith(f"{place.rstrip('/')}/") and not {".", ".."} & {*steps}
        return not is_url(place) and self.root.resolve().is_relative_to(Path(place).resolve())

    def are_saved(self, job: Job) -> bool:
        """Say whether the results of a job are where an earlier run has saved them.

        Raises:
            DownloadError: Object storage does not answer.
        """
        if isinstance(self.root, ObjectStorage):
            return bool(job.files) and all(map(self.root.has, job.files))
        # What was fetched, but not yet moved to its place, is recorded as well.
        files, staging = [*map(Path, job.files)], self.staging(job.id)
        return bool(files) and all(path.is_file() and path.parent != staging for path in files)


def save(client: Client[Any], task: Task[Any], names: FileNames, label: str, job_id: str) -> list[str]:
    """Save the results of a task under the names of a batch, and return their paths or URLs.

    On this machine they are fetched into a folder of the job first, where a run that was killed goes on, and
    moved when all of them are there. A file of another job is not replaced: the name gets a number.

    Raises:
        MissingResultsError: The task succeeded, but its results are missing.
        DownloadError: A result was not saved.
    """
    if isinstance(names.root, ObjectStorage):
        # The fields of each result are left to the download.
        folder, _, name = names.filled(label, task, "{kind}", "{n}").rpartition("/")
        return client.download(task, names.root / folder if folder else names.root, name=name)
    staging = names.root / f".gettask-{job_id}"
    fetched = client.download(task, staging, name="{id}-{kind}-{n}")
    saved = []
    for path in fetched:
        kind, number = _kind_and_number(path, task)
        target = names.root / f"{names.filled(label, task, safe_name(kind), number)}{path.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        saved.append(str(_moved(path, target, safe_name(task.id))))
    shutil.rmtree(staging, ignore_errors=True)
    return saved


def _kind_and_number(path: Path, task: Task[Any]) -> tuple[str, int]:
    """Return what the name of a fetched file says."""
    found = re.fullmatch(r"([A-Za-z0-9_.]+)-(\d+)(?:-\d+)?", path.stem.removeprefix(f"{safe_name(task.id)}-"))
    return (found[1], int(found[2])) if found else ("file", 1)


def _moved(path: Path, target: Path, task_id: str) -> Path:
    """Move a file to a name that is free, or that has the same bytes already."""
    for candidate in _candidates(target, task_id):
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


def _candidates(target: Path, task_id: str) -> Iterable[Path]:
    """Yield names, short ones first: with one label for all, each row would try those of all others."""
    yield target
    for number in range(2, NUMBERED):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")
    for number in count(1):
        yield target.with_name(f"{target.stem}-{task_id}-{number}{target.suffix}")
