"""The pipeline: bundle → overlays → variants → client views → emit → `generated/`.

Each step checks the rules of its layer; Redocly lints beside them. Imports are late where they are slow, so
that a run with nothing to do is over in a fifth of a second.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from codegen.emit import formats
from codegen.files import compare, digest, documents, files
from codegen.sources.violations import SpecError, ToolError, Violation

if TYPE_CHECKING:
    from codegen.specs import Api, Specs

Say = Callable[[str], None]

_SHOWN = 10  # changed files that are named

# What each part is made of, and what of it is made.
_PACKAGES = ("openapi", "overlays", "codegen", "requirements", "package-lock.json"), ("generated",)
_CLIENTS = (
    ("codegen", "generated", "requirements", "pyproject.toml", "src/gettask/_async"),
    ("src/gettask/_sync", "src/gettask/_apis.py"),
)
# What each API is made with, beside its own folders.
_SHARED = ("openapi/extensions.schema.json", "codegen", "requirements", "package-lock.json")


def generate(root: Path, say: Say, on_change: Callable[[Path, Path], None] | None = None) -> None:
    """Make `generated/` below `root`, the client classes of the APIs, and the sync client of the async one.

    SpecError, and nothing changed, if the specs break rules. `on_change` is called with the old tree and
    the new one, if they differ. An API whose specs have not changed is taken over as it was made before.
    """
    if _up_to_date(root, "packages", _PACKAGES):
        say("generated/ is up to date")
    else:
        _generate_packages(root, say, on_change)
        for api in documents(root):
            _stamp(root, _name(root, api), _part(api))
        _stamp(root, "packages", _PACKAGES)
    if not _up_to_date(root, "clients", _CLIENTS):
        from codegen.emit import apis, unasync

        for name in apis.write(root):
            say(f"apis: {name}")
        for name in unasync.write(root):
            say(f"unasync: {name}")
        _stamp(root, "clients", _CLIENTS)


def _generate_packages(root: Path, say: Say, on_change: Callable[[Path, Path], None] | None) -> None:
    out = root / "generated"
    with tempfile.TemporaryDirectory(dir=_cache(root)) as work:
        kept = [api for api in documents(root) if _up_to_date(root, _name(root, api), _part(api))]
        fresh, old = build(root, Path(work), say, kept), Path(work) / "old"
        changes = compare(out, fresh)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        if on_change and changes and old.exists():
            on_change(old, out)
    counts = ", ".join(
        f"{list(changes.values()).count(kind)} {kind}" for kind in ("added", "changed", "removed")
    )
    say(f"generated/: {counts}")
    for path, kind in [*changes.items()][:_SHOWN]:
        say(f"  {kind:<7} generated/{path}")
    if len(changes) > _SHOWN:
        say(f"  and {len(changes) - _SHOWN} more")


def drift(root: Path) -> dict[str, str]:
    """Return the files that `generate` would change, relative to `root`, by what it would do to them.

    Every byte counts, and in `generated/` every file more or less.
    """
    from codegen.emit import apis, unasync

    with tempfile.TemporaryDirectory(dir=_cache(root)) as work:
        fresh = build(root, Path(work), lambda _: None)
        changes = compare(root / "generated", fresh)
    return {f"generated/{p}": change for p, change in changes.items()} | {
        **apis.stale(root),
        **unasync.stale(root),
    }


def lint(root: Path, say: Say) -> list[Violation]:
    """Check all specs, and write nothing; return the notes.

    This lints the documents of variants as well. `generate` does not: they are extracted from documents
    that it lints, and rules check what extraction could break.
    """
    with tempfile.TemporaryDirectory(dir=_cache(root)) as work, ThreadPoolExecutor() as pool:
        specs, linted = _checked(root, Path(work), documents(root), say, pool)
        specs.lint_variants()
        linted.result()
        say(f"lint: no problem in {len(specs.documents)} documents and what is made of them")
        return specs.notes


def build(root: Path, work: Path, say: Say, kept: Collection[str] = ()) -> Path:
    """Make everything of `generated/` in a new folder below `work`; return that folder.

    What there is of the APIs `kept` is copied from `root`.
    """
    from codegen.rules.extensions import SCHEMA

    formats.write_schema(SCHEMA, work / "generated")
    for api in kept:
        for name, path in files(root, _made(api)).items():
            copy = work / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
        say(f"{api}: as it was")
    changed = {name: path for name, path in documents(root).items() if name not in kept}
    if kept and not changed:
        return work / "generated"
    with ThreadPoolExecutor() as pool:
        # Slow to import, and Redocly is at work first.
        ready = pool.submit(import_module, "codegen.emit.emit")
        specs, linted = _checked(root, work, changed, say, pool)
        ready.result()
        try:
            for each in specs.apis:
                formats.write_portable(each.name, each.effective, each.variants, specs.out)
            for package in [pool.submit(_tidy, _write(api, specs.out)) for api in specs.apis]:
                say(f"emit: {package.result()}")
        except BaseException:
            linted.result()  # Where lint finds something, its message is the better one.
            raise
        linted.result()
    say("lint: no problem")
    return specs.out


def _checked(
    root: Path, work: Path, chosen: Mapping[str, Path], say: Say, pool: Executor
) -> tuple[Specs, Future[None]]:
    """Return specs that break no rule of ours, and Redocly's lint, which is still at work."""
    from codegen.specs import MALFORMED, Specs

    specs = Specs(root, work, work / "generated", chosen)
    try:
        specs.bundle()
        say(f"bundle: {len(specs.documents)} documents of {', '.join(a.name for a in specs.apis)}")
        specs.overlay()
        linted = pool.submit(specs.lint)
        for api in specs.apis:
            say(f"overlays: {api.name} differs from its documents in {len(api.differences)} ways")
        specs.extract()
        for api in specs.apis:
            say(f"variants: {api.name} has {len(api.variants)}")
        specs.make_client_views()
    except MALFORMED:
        specs.lint()
        raise
    return specs, linted


def _write(api: Api, out: Path) -> Path:
    """Write the package of an API; return its folder."""
    from codegen.document.contract import contract, fallback
    from codegen.emit.emit import package_name, write
    from codegen.emit.errors import EmitError

    folder = out / f"gettask-{api.name}"
    try:
        write(api.client_view, api=api.name, version=api.effective["info"]["version"], destination=folder)
    except EmitError as e:
        hint = "change the document, or its client's view in overlays/"
        violation = Violation(str(e), pointer=e.pointer, hint=f"{hint}{api.name}/client.yaml", rule="emit")
        raise SpecError(api.client_origin.locate(violation)) from None
    facts = contract(api.name, api.effective, api.infos)
    facts["dispatch"]["fallback"] = fallback(api.client_view)
    data = {
        "openapi.json": json.dumps(api.effective, ensure_ascii=False, separators=(",", ":")),
        "contract.json": json.dumps(facts, ensure_ascii=False, indent=1),
    }
    for name, text in data.items():
        (folder / package_name(api.name) / name).write_text(text + "\n", "utf-8")
    formats.write_workflows(api.name, api.effective, api.variants, facts, out)
    return folder


def _tidy(folder: Path) -> str:
    """Format a package; return its name."""
    from codegen.emit.emit import tidy
    from codegen.emit.errors import EmitError

    try:
        tidy(folder)
    except EmitError as e:
        raise ToolError(f"{folder.name}: {e}") from None
    return folder.name


_Part = tuple[tuple[str, ...], tuple[str, ...]]


def _name(root: Path, api: str) -> str:
    """The name of an API's stamp, which holds beside these APIs: one may name another as its successor."""
    return f"{api} of {', '.join(documents(root))}"


def _part(api: str) -> _Part:
    return (f"openapi/{api}", f"overlays/{api}", *_SHARED), _made(api)


def _made(api: str) -> tuple[str, ...]:
    names = [f"openapi/{api}", f"openapi/{api}.yaml", f"documented/{api}.json", f"gettask-{api}"]
    return tuple(f"generated/{name}" for name in (*names, *formats.names(api)))


def _up_to_date(root: Path, name: str, part: _Part) -> bool:
    """Return whether a part was made of these inputs, and is as it was made."""
    return _stamps(root).get(name) == _digests(root, part)


def _digests(root: Path, part: _Part) -> list[str]:
    """Return what a part was made of and what was made, and the generator, if it stands elsewhere."""
    here = Path(__file__).parents[1]
    return [*(digest(root, paths) for paths in part), digest(here, ("codegen",)) if here != root else ""]


def _stamp(root: Path, name: str, part: _Part) -> None:
    stamps = _stamps(root) | {name: _digests(root, part)}
    (_cache(root) / "stamp.json").write_text(json.dumps(stamps), "utf-8")


def _stamps(root: Path) -> dict[str, list[str]]:
    with suppress(FileNotFoundError, ValueError):  # none, or one that was cut short
        stamps: dict[str, list[str]] = json.loads((_cache(root) / "stamp.json").read_text("utf-8"))
        return stamps
    return {}


def _cache(root: Path) -> Path:
    folder = root / ".cache"
    folder.mkdir(exist_ok=True)
    return folder
