"""From the files in `openapi/` and `overlays/` to effective documents that hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from codegen.document import extraction as slices
from codegen.rules import extensions, guards
from codegen.sources import overlay
from codegen.sources.redocly import Finding, Redocly
from codegen.sources.source import Document, Dumper, InvalidSpecError, Origin, Sources, SpecError, find, shown

# What guards, slices and overlays raise where a document lacks the structure they build upon.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)


@dataclass
class Api:
    """One API; `effective` is the documented document until the overlays are applied.

    `origin` leads back from the effective document and from its slices; `infos` holds title,
    summary and description of each variant.
    """

    name: str
    origin: Origin
    effective: dict[str, Any]
    client_view: dict[str, Any] = field(default_factory=dict)
    infos: dict[str, dict[str, str]] = field(default_factory=dict)
    slices: dict[str, dict[str, Any]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


def documents(root: Path) -> dict[str, Path]:
    """Return the documents below `root` by name: `piapi` an API, `piapi/ace-step` a variant."""
    found = {}
    for path in sorted(root.glob("openapi/*/openapi.yaml")):
        api = path.parent.name
        found[api] = path
        found |= {f"{api}/{p.stem}": p for p in sorted(path.parent.glob("tasks/*.yaml"))}
    return found


class Specs:
    """All specs below `root`; each step builds upon the one before and raises InvalidSpecError.

    Effective documents are written to `out` in `openapi/`, what they were before the overlays in
    `documented/`, files in between to `work`.
    """

    def __init__(self, root: Path, work: Path, out: Path) -> None:
        self.root, self.work, self.out = root, work, out
        self.documents = documents(root)
        if not self.documents:
            raise SpecError(root / "openapi", "", None, None, "there is no openapi/<api>/openapi.yaml")
        self.apis: list[Api] = []
        self.notes: list[SpecError] = []
        self._redocly = Redocly(root)
        self._dumper = Dumper()
        self._sources = Sources()
        self._origins: dict[str, Origin] = {}
        self._written: dict[str, Path] = {}

    def bundle(self) -> None:
        """Read every document and bundle it; the documented layer must hold by itself."""
        # Redocly is at work meanwhile. What is found here is the better thing to say.
        with ThreadPoolExecutor(1) as pool:
            bundled = pool.submit(self._redocly.bundle, self.documents, self.work)
            self._read()
            bundles = bundled.result()
        self.apis = [Api(name, self._origins[name], bundles[name]) for name in bundles if "/" not in name]
        for api in self.apis:
            for name in (n for n in bundles if n.startswith(f"{api.name}/")):
                info = bundles[name]["info"]
                said = {k: info[k] for k in ("title", "summary", "description") if k in info}
                api.infos[name.partition("/")[2]] = said
        self._check_documented(bundles)

    def _read(self) -> None:
        errors: list[SpecError] = []
        for name, path in self.documents.items():
            try:
                read = self._sources.load(path)
                if not isinstance(read.data, dict):
                    raise read.error("", "this is no OpenAPI document", "it begins with openapi: 3.1.0")
                self._origins[name] = Origin(self._sources, path)
            except SpecError as e:
                errors.append(e)
        _raise(errors)
        for name, path in self.documents.items():
            whole, _, variant = name.partition("/")
            if variant and path.resolve() not in self._origins[whole].files:
                hint = f"reference its schemas from {shown(self.documents[whole])}"
                errors.append(
                    SpecError.at(path, "", "no reference leads to this variant [unlisted-variant]", hint)
                )
        _raise(errors)

    def overlay(self) -> None:
        """Make the effective documents, and write them, with the documented ones that they were made of."""
        for api in self.apis:
            self._write_documented(api)
            observed = self._overlay(api, api.effective, "observed")
            api.effective, api.origin = observed.data, observed.origin
            api.differences = observed.ids
            self._write(api.name, api.effective, api.name)
        _raise(e for a in self.apis for e in self._found(a.origin, a.effective, "effective"))
        _raise(self._strangers())

    def _strangers(self) -> Iterator[SpecError]:
        """Yield the APIs that are said to follow another one, and are not there."""
        known = [api.name for api in self.apis]
        for api in self.apis:
            for pointer in ("/info/x-shutdown/successor", "/x-migration/to"):
                if (name := find(api.effective, pointer)) not in (None, *known):
                    hint = f"name one of: {', '.join(known)}"
                    yield api.origin.error(pointer, f"there is no API {name!r} [successor]", hint)

    def slice(self) -> None:
        """Cut a document for each variant out of the effective ones, and write them."""
        errors: list[SpecError] = []
        for api in self.apis:
            known = slices.variants(api.effective)
            slicer = slices.Slicer(api.effective)
            for variant in sorted(api.infos.keys() - {*known}):
                path = self.documents[f"{api.name}/{variant}"]
                problem = f"no schema of the API has x-variant: {variant} [variant-name]"
                errors.append(SpecError.at(path, "", problem, "a file is named after its variant"))
            for variant in known:
                title = f"{api.effective['info']['title']}: {variant}"
                info = api.infos.setdefault(variant, {"title": title})
                document = slicer.cut(variant, info)
                api.slices[variant] = document
                self._write(f"{api.name}/{variant}", document, api.name)
                errors += self._found(api.origin, document, "slice")
        _raise(errors)

    def view(self) -> None:
        """Make what the client generator reads."""
        for api in self.apis:
            client = self._overlay(api, api.effective, "client")
            api.client_view = client.data
            _raise(self._found(client.origin, client.data, "client"))

    def lint(self) -> None:
        """Lint the documented documents, and the effective ones of whole APIs that were written so far."""
        self._lint({**self.documents, **{n: p for n, p in self._written.items() if n.count("/") == 1}})

    def lint_slices(self) -> None:
        """Lint the effective documents of variants."""
        self._lint({n: p for n, p in self._written.items() if n.count("/") > 1})

    def _lint(self, named: dict[str, Path]) -> None:
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            found = self._redocly.lint(named, Path(folder)) if named else []
        _raise(
            self._error(f)
            for f in found
            # Warnings on the documented layer are what the overlays are for.
            if f.severity == "error" or f.name not in self.documents
        )

    def _error(self, found: Finding) -> SpecError:
        problem = f"{found.message} [{found.rule}]"
        name = found.name.removeprefix("generated/")
        if name == found.name:
            return self._sources.load(found.file).error(found.pointer, problem)
        api = next(a for a in self.apis if a.name == name.partition("/")[0])
        return api.origin.error(found.pointer, problem)

    def _overlay(self, api: Api, document: dict[str, Any], layer: str) -> _Overlaid:
        path = self.root / "overlays" / api.name / f"{layer}.yaml"
        if not path.is_file():
            return _Overlaid(document, api.origin, [])
        read = self._sources.load(path)
        done = overlay.apply(document, read)
        sources = done.data["info"].get("x-sources", {})
        _raise(
            [
                *extensions.check_overlay(read),
                *(_unfounded(read) if layer == "observed" else ()),
                *(
                    read.error(pointer, f"the source {name!r} is not defined [source]")
                    for pointer, name in guards.cited(read.data)
                    if name not in sources
                ),
            ]
        )
        ids = list(dict.fromkeys(c.id for c in done.changes if c.id))
        return _Overlaid(done.data, api.origin.after(done), ids)

    def _found(self, origin: Origin, document: dict[str, Any], layer: guards.Layer) -> list[SpecError]:
        errors: list[SpecError] = []
        for found in guards.check(document, layer):
            error = origin.error(found.pointer, f"{found.problem} [{found.rule}]", found.hint)
            (self.notes if found.note else errors).append(error)
        return errors

    def _check_documented(self, bundles: dict[str, dict[str, Any]]) -> None:
        errors: list[SpecError] = []
        known = Contradictions(self.root, self._sources)
        for name, document in bundles.items():
            for found in guards.check(document, "documented"):
                if not known.settle(self.documents[name], found.pointer, found.rule):
                    problem = f"{found.problem} [{found.rule}]"
                    errors.append(self._origins[name].error(found.pointer, problem, found.hint))
        _raise([*errors, *known.unsettled()])

    def _write(self, name: str, document: dict[str, Any], api: str) -> None:
        path = self.out / "openapi" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        made_of = f"openapi/{api} and overlays/{api}"
        head = f"# Made by `make generate` of {made_of}. Not to be edited.\n"
        path.write_text(head + self._dumper.dump(document), "utf-8")
        self._written[f"generated/{name}"] = path

    def _write_documented(self, api: Api) -> None:
        path = self.out / "documented" / f"{api.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(api.effective, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _unfounded(read: Document) -> Iterator[SpecError]:
    """Yield the actions that do not say which difference they make, how sure it is, or what shows it."""
    for i, action in enumerate(read.data["actions"]):
        for name in ("x-id", "x-confidence", "x-sources"):
            if not action.get(name):
                yield read.error(f"/actions/{i}", f"this action has no {name} [difference]", "add it")


class _Overlaid(NamedTuple):
    data: dict[str, Any]
    origin: Origin
    ids: list[str]


class Contradictions:
    """`openapi/contradictions.yaml`: where documents contradict themselves, and what settles it."""

    _FIELDS = ("document", "pointer", "rule", "settled-by", "note")

    def __init__(self, root: Path, sources: Sources) -> None:
        self._path = root / "openapi/contradictions.yaml"
        self._sources = sources
        self._entries: Any = []
        self._met: set[int] = set()
        if self._path.is_file():
            self._entries = sources.load(self._path).data or []
        _raise(self._malformed())
        self._named: dict[tuple[Path, str, str], set[int]] = {}
        for i, entry in enumerate(self._entries):
            document = (self._path.parent / entry["document"]).resolve()
            self._named.setdefault((document, entry["pointer"], entry["rule"]), set()).add(i)
        self._ids = {
            value
            for path in sorted(root.glob("overlays/*/observed.yaml"))
            for value in _values_of("x-id", sources.load(path).data)
        }

    def settle(self, document: Path, pointer: str, rule: str) -> bool:
        """Return whether an entry names this finding; remember that it was needed."""
        hit = self._named.get((document.resolve(), pointer, rule), set())
        self._met |= hit
        return bool(hit)

    def unsettled(self) -> Iterator[SpecError]:
        """Yield what is wrong with the entries, after every finding was held against them."""
        for i, entry in enumerate(self._entries):
            if i not in self._met:
                yield self._error(
                    f"/{i}", "nothing contradicts here any more [contradiction]", "remove the entry"
                )
            if entry["settled-by"] not in self._ids:
                problem = f"no overlay has an action with x-id: {entry['settled-by']} [contradiction]"
                yield self._error(f"/{i}/settled-by", problem, "name the action that settles it")

    def _malformed(self) -> Iterator[SpecError]:
        if not isinstance(self._entries, list):
            yield self._error("", "this must be a list")
            return
        for i, entry in enumerate(self._entries):
            names = set(entry) if isinstance(entry, dict) else set()
            if names != {*self._FIELDS} or not all(isinstance(v, str) for v in entry.values()):
                yield self._error(f"/{i}", f"an entry has exactly {', '.join(self._FIELDS)}, all text")

    def _error(self, pointer: str, problem: str, hint: str = "") -> SpecError:
        return self._sources.load(self._path).error(pointer, problem, hint)


def _values_of(key: str, node: Any) -> Iterator[Any]:
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and key in node:
        yield node[key]
    for member in below:
        yield from _values_of(key, member)


def _raise(errors: Iterable[SpecError]) -> None:
    """Raise InvalidSpecError if there are any; what is said twice of one place is said once."""
    unique = list({(e.file, e.pointer, e.problem): e for e in errors}.values())
    if unique:
        raise InvalidSpecError(unique)
