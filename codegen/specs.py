"""The specs, from the files in `openapi/` and `overlays/` to effective documents that break no rule."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from codegen.document.citations import cited
from codegen.document.extraction import Extractor, variants
from codegen.files import documents
from codegen.rules.check import check
from codegen.rules.migration import unknown_targets
from codegen.rules.overlays import check_overlay, misused
from codegen.rules.rule import Layer
from codegen.rules.waivers import waive
from codegen.sources import layout, overlay
from codegen.sources.dumper import Dumper
from codegen.sources.origins import Origin
from codegen.sources.pointers import find, join
from codegen.sources.redocly import Redocly
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError, Violation, raise_any

T = TypeVar("T")

# What rules, extraction and overlays raise where a document lacks the structure that they build upon.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)


@dataclass
class Api:
    """One API; `effective` is the documented document until the overlays are applied.

    `origin` leads back from the effective document and from those of its variants, `client_origin` from the
    client's view; `infos` holds title,
    summary, description and sources of each variant.
    """

    name: str
    origin: Origin
    effective: dict[str, Any]
    client_view: dict[str, Any] = field(default_factory=dict)
    client_origin: Origin = field(init=False)
    infos: dict[str, dict[str, Any]] = field(default_factory=dict)
    variants: dict[str, dict[str, Any]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


class Specs:
    """The specs of the documents `chosen`; each step builds upon the one before and raises SpecError.

    Effective documents are written to `out` in `openapi/`, what they were before the overlays in
    `documented/`, files in between to `work`.
    """

    def __init__(self, root: Path, work: Path, out: Path, chosen: Mapping[str, Path]) -> None:
        self.root, self.work, self.out = root, work, out
        self.documents = chosen
        if not self.documents:
            raise SpecError(Violation("there is no openapi/<api>/openapi.yaml", root / "openapi"))
        self.apis: list[Api] = []
        self.notes: list[Violation] = []
        self._redocly = Redocly(root)
        self._dumper = Dumper()
        self._sources = Sources()
        self._assembled: dict[str, layout.Assembled] = {}
        self._copies: dict[str, Path] = {}
        self._origins: dict[str, Origin] = {}
        self._written: dict[str, Path] = {}
        self._stale: dict[str, list[Violation]] = {}

    def bundle(self) -> None:
        """Assemble and bundle every document; the documented layer must hold by itself."""
        self._for_each_document(self._assemble)
        # Redocly is at work meanwhile. What is found here is the better thing to say.
        with ThreadPoolExecutor(1) as pool:
            bundled = pool.submit(self._redocly.bundle, self._copies, self.work)
            self._for_each_document(self._trace)
            bundles = self._in_sources(bundled.result)
        self.apis = [
            Api(name, self._origins[name], bundles[name], infos=self._assembled[name].infos)
            for name in self.documents
        ]
        raise_any(violation for api in self.apis for violation in self._check_documented(api))

    def _for_each_document(self, step: Callable[[str], None]) -> None:
        found: list[Violation] = []
        for name in self.documents:
            try:
                step(name)
            except SpecError as e:
                found += e.violations
        raise_any(found)

    def _assemble(self, name: str) -> None:
        read = self._sources.load(self.documents[name])
        if not isinstance(read.data, dict):
            raise read.error("", "this is not an OpenAPI document", "it begins with openapi: 3.1.0")
        self._assembled[name] = layout.assemble(self._sources, self.documents[name])
        self._copies[name] = self._assembled[name].write(self.work / "assembled" / name)

    def _trace(self, name: str) -> None:
        self._origins[name] = Origin(self._sources, self.documents[name], self._assembled[name].targets)

    def _in_sources(self, step: Callable[[], T]) -> T:
        """Call `step`; what is wrong with the copy of a file is a violation in that file."""
        try:
            return step()
        except SpecError as e:
            raise SpecError(*map(self._in_source, e.violations)) from None

    def _in_source(self, violation: Violation) -> Violation:
        for name, copy in self._copies.items():
            if violation.file and violation.file.is_relative_to(copy.parent.resolve()):
                file = self.documents[name].parent / violation.file.relative_to(copy.parent.resolve())
                if file == self.documents[name]:
                    return self._origins[name].locate(violation)
                line, column = self._sources.load(file).position(violation.pointer)
                return replace(violation, file=file, line=line, column=column)
        return violation

    def overlay(self) -> None:
        """Make the effective documents, and write them, with the documented ones that they were made of."""
        for api in self.apis:
            self._write_documented(api)
            observed = self._overlay(api, api.effective, "observed")
            api.effective, api.origin = observed.data, observed.origin
            api.differences = observed.ids
            self._write(api.name, api.effective, api.name)
        raise_any(v for a in self.apis for v in self._check(a.origin, a.effective, "effective"))
        # What no later step needs: in a document with a mistake each of these may follow from that.
        raise_any(
            violation
            for api in self.apis
            for violation in [*self._stale.get(api.name, ()), *self._uncited(api), *self._unused(api)]
        )
        raise_any(self._unknown_successors())

    def _uncited(self, api: Api) -> Iterator[Violation]:
        """Yield the sources that no document, overlay or variant of an API cites."""
        overlays = [self._sources.load(p).data for p in self._overlay_files(api)]
        used = {name for each in (api.effective, api.infos, overlays) for _, name in cited(each)}
        for name in find(api.effective, "/info/x-sources") or ():
            if name not in used:
                hint = "cite it where it shows something, or remove it"
                pointer = join("/info/x-sources", name)
                message = f"nothing cites the source {name!r}"
                yield api.origin.locate(Violation(message, pointer=pointer, hint=hint, rule="uncited-source"))

    def _overlay_files(self, api: Api) -> list[Path]:
        paths = [self.root / "overlays" / api.name / f"{layer}.yaml" for layer in ("observed", "client")]
        return [path for path in paths if path.is_file()]

    def _unknown_successors(self) -> Iterator[Violation]:
        """Yield what names an API as the successor of another one, or a part of it, that does not exist."""
        known = [*documents(self.root)]
        for api in self.apis:
            for pointer in ("/info/x-shutdown/successor", "/x-migration/to"):
                if (name := find(api.effective, pointer)) not in (None, *known):
                    hint = f"name one of: {', '.join(known)}"
                    message = f"there is no API {name!r}"
                    yield api.origin.locate(Violation(message, pointer=pointer, hint=hint, rule="successor"))
            following = find(api.effective, "/x-migration/to")
            for successor in (each for each in self.apis if each.name == following):
                for pointer, message in unknown_targets(api.effective, successor.effective):
                    hint = f"write the name as {successor.name} has it"
                    found = Violation(message, pointer=pointer, hint=hint, rule="migration-name")
                    yield api.origin.locate(found)

    def extract(self) -> None:
        """Extract a document for each variant from the effective ones, and write them."""
        found: list[Violation] = []
        for api in self.apis:
            known = variants(api.effective)
            extractor = Extractor(api.effective)
            for variant in known:
                title = f"{api.effective['info']['title']}: {variant}"
                info = api.infos[variant] = {"title": title, **api.infos.get(variant, {})}
                document = extractor.extract(variant, info)
                api.variants[variant] = document
                self._write(f"{api.name}/{variant}", document, api.name)
                found += self._check(api.origin, document, "variant")
        raise_any(found)

    def make_client_views(self) -> None:
        """Make what the client generator reads."""
        for api in self.apis:
            client = self._overlay(api, api.effective, "client")
            api.client_view, api.client_origin = client.data, client.origin
            raise_any(self._check(client.origin, client.data, "client"))

    def lint(self) -> None:
        """Lint the documented documents, and the effective ones of whole APIs that were written so far."""
        self._lint({**self._copies, **{n: p for n, p in self._written.items() if n.count("/") == 1}})

    def lint_variants(self) -> None:
        """Lint the effective documents of variants."""
        self._lint({n: p for n, p in self._written.items() if n.count("/") > 1})

    def _lint(self, named: dict[str, Path]) -> None:
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            found = self._redocly.lint(named, Path(folder)) if named else {}
        raise_any(
            self._locate(name, violation)
            for name, violations in found.items()
            for violation in violations
            # Warnings on the documented layer are what the overlays are for.
            if violation.severity == "error" or name not in self.documents
        )

    def _locate(self, document: str, violation: Violation) -> Violation:
        """Return a violation that lint found, in the file that a person wrote, as an error."""
        violation = replace(violation, severity="error")
        name = document.removeprefix("generated/")
        if name == document and violation.file:
            return self._in_source(violation)
        api = next(a for a in self.apis if a.name == name.partition("/")[0])
        return api.origin.locate(violation)

    def _overlay(self, api: Api, document: dict[str, Any], layer: str) -> _Overlaid:
        path = self.root / "overlays" / api.name / f"{layer}.yaml"
        if not path.is_file():
            return _Overlaid(document, api.origin, [])
        read = self._sources.load(path)
        overlaid = overlay.apply(document, read)
        raise_any(check_overlay(read, overlaid, observed=layer == "observed"))
        return _Overlaid(overlaid.data, api.origin.after(overlaid), overlaid.ids)

    def _check(self, origin: Origin, document: dict[str, Any], layer: Layer) -> list[Violation]:
        """Return the errors; keep the notes."""
        found = [origin.locate(violation) for violation in check(document, layer)]
        self.notes += [v for v in found if v.severity == "note"]
        return [v for v in found if v.severity == "error"]

    def _check_documented(self, api: Api) -> list[Violation]:
        path = self.root / "overlays" / api.name / "observed.yaml"
        found = check(api.effective, "documented")
        if path.is_file():
            raise_any(misused(self._sources.load(path)))
            found, self._stale[api.name] = waive(api.effective, self._sources.load(path), found)
        return [api.origin.locate(violation) for violation in found]

    def _unused(self, api: Api) -> Iterator[Violation]:
        """Yield the files of an API, and the parts of its files, that nothing refers to."""
        folder = self.documents[api.name].resolve().parent
        read = api.origin.targets
        own = {self.documents[api.name].resolve(), *layout.variant_files(self.documents[api.name]).values()}
        # Text is for people: a release writes CHANGELOG.md here.
        written = (each for each in sorted(folder.rglob("*")) if each.suffix != ".md")
        files = (each for each in written if each.is_file() and each.name[0] != ".")
        for path in files:
            if path not in own and not any(place.file == path for place in read):
                problem, hint = "nothing refers to this file", "refer to it, or remove it"
                yield Violation(problem, path, line=1, column=1, hint=hint, rule="unused")
                continue
            used = [place.pointer for place in read if place.file == path]
            if path.suffix != ".yaml" or (path not in own and "" in used):
                continue
            data = self._sources.load(path).data
            sections = {"": data} if path not in own else {"/schemas": data.get("schemas", {})}
            for pointer in (join(section, name) for section, each in sections.items() for name in each):
                if not any(f"{each}/".startswith(f"{pointer}/") for each in used):
                    problem, hint = f"nothing refers to {pointer[1:]!r}", "refer to it, or remove it"
                    yield self._sources.load(path).violation(pointer, problem, hint, "unused")

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


class _Overlaid(NamedTuple):
    data: dict[str, Any]
    origin: Origin
    ids: list[str]
