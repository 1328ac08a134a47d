"""The pipeline: bundle → overlays → guards → slices → lint → emit → `generated/`."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from codegen.source import ToolError, shown

if TYPE_CHECKING:
    from codegen.specs import Api, Specs

Say = Callable[[str], None]

_SHOWN = 10  # changed files that are named

# Everything that what is generated depends on.
_INPUTS = ("openapi", "overlays", "codegen", "requirements", "package-lock.json")


def generate(root: Path, say: Say) -> None:
    """Make `generated/` below `root`; InvalidSpecError, and nothing changed, if the specs do not hold."""
    out, stamp = root / "generated", _cache(root) / "generated.json"
    inputs = digest(root, _INPUTS)
    if stamp.is_file() and json.loads(stamp.read_text("utf-8")) == [inputs, digest(out)]:
        say("generated/ is up to date")
        return
    with tempfile.TemporaryDirectory(dir=_cache(root)) as work:
        fresh = build(root, Path(work), say)
        changes = compare(out, fresh)
        if out.exists():
            out.rename(Path(work) / "old")
        fresh.rename(out)
    counts = ", ".join(
        f"{list(changes.values()).count(kind)} {kind}" for kind in ("added", "changed", "removed")
    )
    say(f"generated/: {counts}")
    for path, kind in [*changes.items()][:_SHOWN]:
        say(f"  {kind:<7} generated/{path}")
    if len(changes) > _SHOWN:
        say(f"  and {len(changes) - _SHOWN} more")
    stamp.write_text(json.dumps([inputs, digest(out)]), "utf-8")


def drift(root: Path) -> dict[str, str]:
    """Return the files of `generated/` that `generate` would change, by what it would do to them.

    Every byte counts, and so does every file more or less.
    """
    with tempfile.TemporaryDirectory(dir=_cache(root)) as work:
        return compare(root / "generated", build(root, Path(work), lambda _: None))


def lint(root: Path, say: Say) -> None:
    """Check all specs as `generate` does, and write nothing."""
    with tempfile.TemporaryDirectory(dir=_cache(root)) as work:
        specs = _checked(root, Path(work), say)
        specs.lint()
        say(f"lint: no problem in {len(specs.documents)} documents and what is made of them")
        for note in specs.notes:
            say(f"note: {shown(note.file)}:{note.line}: {note.problem}")


def build(root: Path, work: Path, say: Say) -> Path:
    """Make everything of `generated/` in a new folder below `work`; return that folder."""
    specs = _checked(root, work, say)
    with ThreadPoolExecutor(1) as pool:
        linted = pool.submit(specs.lint)
        try:
            for api in specs.apis:
                say(f"emit: {_emit(api, specs.out)}")
        except BaseException:
            linted.result()  # Where lint finds something, that is the better thing to say.
            raise
        linted.result()
    say("lint: no problem")
    return specs.out


def _checked(root: Path, work: Path, say: Say) -> Specs:
    from codegen.specs import MALFORMED, Specs

    specs = Specs(root, work, work / "generated")
    try:
        specs.bundle()
        say(f"bundle: {len(specs.documents)} documents of {', '.join(a.name for a in specs.apis)}")
        specs.overlay()
        for api in specs.apis:
            say(f"overlays: {api.name} differs from its documents in {len(api.differences)} ways")
        specs.slice()
        for api in specs.apis:
            say(f"slices: {api.name} has {len(api.slices)} variants")
        specs.view()
    except MALFORMED:
        specs.lint()
        raise
    return specs


def _emit(api: Api, out: Path) -> str:
    from codegen.contract import contract
    from codegen.decoding import EmitError
    from codegen.emit import emit, package_name

    folder = out / f"gettask-{api.name}"
    try:
        emit(api.client_view, api=api.name, version=api.effective["info"]["version"], destination=folder)
    except EmitError as e:
        raise ToolError(f"{api.name}: {e}") from None
    data = {
        "openapi.json": json.dumps(api.effective, ensure_ascii=False, separators=(",", ":")),
        "contract.json": json.dumps(
            contract(api.name, api.effective, api.infos), ensure_ascii=False, indent=1
        ),
    }
    for name, text in data.items():
        (folder / package_name(api.name) / name).write_text(text + "\n", "utf-8")
    return folder.name


# Files


def files(root: Path, names: Iterable[str] = (".",)) -> dict[str, Path]:
    """Return the files below the named ones in `root`, by relative path, but for tools' caches."""
    found = {}
    for path in (p for name in names for p in [root / name, *(root / name).rglob("*")]):
        parts = path.relative_to(root).parts
        left_behind = any(p == "__pycache__" or p.startswith(".") or p.endswith(".egg-info") for p in parts)
        if path.is_file() and not left_behind:
            found["/".join(parts)] = path
    return dict(sorted(found.items()))


def digest(root: Path, names: Iterable[str] = (".",)) -> str:
    """Return one SHA-256 over the names and bytes of those files."""
    total = hashlib.sha256()
    for name, path in files(root, names).items():
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def compare(old: Path, new: Path) -> dict[str, str]:
    """Return the files in which two folders differ: added, changed or removed in `new`."""
    before, after = files(old), files(new)
    return {
        name: "removed" if name not in after else "added" if name not in before else "changed"
        for name in sorted(before.keys() | after.keys())
        if not (name in before and name in after and before[name].read_bytes() == after[name].read_bytes())
    }


def _cache(root: Path) -> Path:
    folder = root / ".cache"
    folder.mkdir(exist_ok=True)
    return folder
