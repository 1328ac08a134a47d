"""From changes to a release: fragments, the gate, the changelogs.

Whoever changes what consumers get writes a fragment for them, `changes/<slug>.md`:

    ---
    kind: the API changed
    api: piapi
    evidence: [music-u-get]
    ---
    Get Task returns `queue`, the tasks that are before this one.

`kind` is one of KINDS; `api` an API, or gettask for the runtime; `evidence` ids of the API's
sources, or texts. The gate wants a fragment for each package that is not as it was released, and a
version that says how much it changed. `prepare` turns fragments into changelogs: CHANGELOG.md has
everything, openapi/<api>/CHANGELOG.md what one client package has, so that a package which did not
change keeps its bytes.

Before the first release there is nothing to compare with: the gate is content with any fragment,
or with an entry of CHANGELOG.md for the version to come.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from codegen.diff import Finding, Severity, Tools, compare, ranked, worst
from codegen.diff.runtime import judge_runtime
from codegen.diff.snapshot import Snapshot, apis, listed
from codegen.files import digest
from codegen.pipeline import generate
from codegen.sources.loader import Document, load, loads
from codegen.sources.pointers import join
from codegen.sources.violations import SpecError, Violation
from release.base import known, last_release, unpack
from release.packages import Package
from release.tools import ReleaseError, git, uncommitted
from release.versions import least, parse, range_of, set_api_version, set_package_version, set_requirement

KINDS = ("the API changed", "our description was wrong", "the client changed")
_EVIDENT = KINDS[:2]
_FIELDS = {"kind", "api", "evidence"}
_ENTRY = re.compile(r"^## (\S+) \(\d", re.MULTILINE)  # of a release, which has a date
NEW = "0.0.0"  # the version before the first one

Say = Callable[[str], None]


@dataclass(frozen=True)
class Fragment:
    """What consumers of one package will read about one change."""

    path: Path
    kind: str
    api: str
    evidence: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Step:
    """How far a package is from its last release.

    `severity` is None if it is as it was; `least` is the lowest version that says what changed.
    """

    package: str
    old: str
    new: str
    severity: Severity | None

    @property
    def least(self) -> str:
        return self.old if self.severity is None else least(self.old, self.severity)

    @property
    def enough(self) -> bool:
        """Whether the version says what changed."""
        return parse(self.new) >= parse(self.least)

    @property
    def verdict(self) -> str:
        """The step in words."""
        if self.severity is None or self.old == NEW:
            return f"{self.package}: {'new' if self.severity else 'as it was'}, {self.new}"
        low = "`make release` raises" if self.package == "gettask" else "is too low"
        unseen = " (no code notices)" if self.severity is Severity.INFO else ""
        needs = f"{self.package}: {self.severity}{unseen}, needs {self.least} or later"
        return f"{needs}; it is {self.new}" + ("" if self.enough else f", which {low}")


# Fragments


def fragments(root: Path) -> tuple[list[Fragment], list[str]]:
    """Return the fragments in `changes/`, and what is wrong with those that are none, each with its place."""
    good: list[Fragment] = []
    problems: list[str] = []
    clients = apis(root / "generated")
    for path in sorted((root / "changes").glob("*")):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        name = f"changes/{path.name}"
        try:
            head, text = _parts(path)
        except SpecError as error:
            problems += [f"{name}:{v.line or 1}:{v.column or 1}: {v.message}" for v in error.violations]
            continue
        if found := [(*head.position(pointer), what) for pointer, what in _wrong(head.data, text, clients)]:
            problems += [f"{name}:{line}:{column}: {what}" for line, column, what in found]
            continue
        cited = head.data.get("evidence", [])
        cited = (cited,) if isinstance(cited, str) else tuple(cited)
        good.append(Fragment(path, head.data["kind"], head.data["api"], cited, text))
    return good, problems


def _wrong(head: dict[str, Any], text: str, clients: dict[str, Snapshot]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a fragment, each with the pointer of the field that it is about."""
    for name in sorted(head.keys() - _FIELDS):
        yield join("", name), f"{name}: the fields are {listed(_FIELDS)}"
    kind, api, cited = head.get("kind"), head.get("api"), head.get("evidence", [])
    if kind not in KINDS:
        yield "/kind", f"kind is one of: {'; '.join(KINDS)}{_none(kind)}"
    if api not in (names := [*clients, "gettask"]):
        yield "/api", f"api is one of: {', '.join(names)}{_none(api)}"
    cited = [cited] if isinstance(cited, str) else cited
    if not isinstance(cited, list) or not all(isinstance(item, str) and item for item in cited):
        yield "/evidence", f"evidence is a list of source ids, or of texts{_none(cited)}"
    elif not cited and kind in _EVIDENT:
        yield "/evidence", "evidence is missing: name the sources, or say in a text what shows it"
    elif api in names:
        sources = clients[api].document["info"].get("x-sources", {}) if api in clients else {}
        for i, item in enumerate(cited):
            if re.fullmatch(r"[\w.-]+", item) and item not in sources:
                near = "".join(f"; is it {name}?" for name in get_close_matches(item, sources, n=1))
                yield f"/evidence/{i}", f"{item}: no source of {api}{near}; a text has several words"
    if not text:
        yield "", "the text is missing: tell consumers what they notice"


def _none(value: object) -> str:
    return "" if value is None else f"; {value!r} is none"


def _parts(path: Path) -> tuple[Document, str]:
    """Return front matter and text of a Markdown file, or the fields of a YAML file. Raises SpecError."""
    try:
        raw = path.read_text("utf-8")
    except (OSError, ValueError):
        raise SpecError(Violation("a fragment is a text file in UTF-8", path)) from None
    if path.suffix in (".yaml", ".yml"):
        head = loads(raw, path)
        text = head.data.pop("text", "") if isinstance(head.data, dict) else ""
    else:
        found = re.fullmatch(r"---\n(.*?)\n---(?:\n(.*))?", raw, re.DOTALL)
        if path.suffix != ".md" or not found:
            what = "a fragment is Markdown, <slug>.md, that begins with its fields between two ---"
            raise SpecError(Violation(what, path))
        head, text = loads(f"\n{found[1]}", path), found[2] or ""  # the lines keep their numbers
    if not isinstance(head.data, dict) or not isinstance(text, str):
        raise SpecError(Violation("a fragment has kind, api, evidence and a text", path))
    return head, " ".join(text.split())


# Steps


def steps(old: Path, new: Path, findings: Sequence[Finding]) -> list[Step]:
    """Return the steps of all packages between two roots, gettask last."""
    before, after = apis(old / "generated"), apis(new / "generated")
    found = []
    for name, snapshot in after.items():
        was = before.get(name)
        severity = None
        if was is None or was.files != snapshot.files:
            severity = worst([f.severity for f in findings if f.api == name])
        found.append(Step(name, was.version if was else NEW, snapshot.version, severity))
    runtime = [f.severity for f in findings if f.api == "gettask" or f.api not in after]
    moved = [step.severity for step in found if step.severity]
    one, other = Package(old, "."), Package(new, ".")
    same = not moved and before.keys() == after.keys() and digest(old, one.own) == digest(new, other.own)
    whole = None if same else worst([*runtime, *moved])
    return [*found, Step("gettask", one.version, other.version, whole)]


def since(root: Path, commit: str, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between a commit and the working tree."""
    with tempfile.TemporaryDirectory() as work:
        old = unpack(root, commit, Path(work) / "base")
        return between(old, root, tools)


def between(old: Path, new: Path, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between two roots."""
    found = ranked(
        [
            *compare(old / "generated", new / "generated", tools),
            *judge_runtime(old / "src/gettask", new / "src/gettask"),
        ]
    )
    return found, steps(old, new, found)


# The gate


def gate(root: Path, base: str, tools: Callable[[], Tools]) -> list[str]:
    """Return what keeps this tree from being released, each with how to mend it.

    `base` is a commit to compare with, by default the last release.
    """
    written, problems = fragments(root)
    commit = known(root, base) if base else last_release(root)
    if commit is None:
        version = Package(root, ".").version
        released = _ENTRY.findall((root / "CHANGELOG.md").read_text("utf-8"))
        if released and (written or version not in released):
            problems.append(
                f"CHANGELOG.md says that {released[0]} was released, and no tag v* is here to compare with: "
                "git fetch --tags"
            )
        if not written and not _entry(root / "CHANGELOG.md", version):
            problems.append(f"CHANGELOG.md has no entry for {version}, and changes/ no fragment: write one.")
        return problems
    findings, found = since(root, commit, tools())
    for step in found[:-1]:
        problems += _unsaid(root, step, commit, written)
    offers = [f for f in findings if f.api == "gettask" and f.severity is not Severity.INFO]
    if offers and not _told(root, "gettask", found[-1], written):
        problems.append(f"{offers[0].what} {_asked('What gettask offers', 'gettask', commit)}")
    return problems


def _unsaid(root: Path, step: Step, commit: str, written: Sequence[Fragment]) -> Iterator[str]:
    if step.severity is None:
        return
    document = root / "openapi" / step.package / "openapi.yaml"
    if not step.enough:
        line, column = load(document).position("/info/version")
        yield (
            f"{document.relative_to(root).as_posix()}:{line}:{column}: info.version is {step.new}, and "
            f"what changed since {commit} is {step.severity}: make it {step.least} or later, then "
            f"`make generate` (`python -m release bump` does both; `make diff` says why)."
        )
    if not _told(root, step.package, step, written):
        yield _asked(f"generated/gettask-{step.package}", step.package, commit)


def _told(root: Path, name: str, step: Step, written: Sequence[Fragment]) -> bool:
    """Return whether a fragment, or the changelog of a release that is being made, tells of the step."""
    changelog = root / ("CHANGELOG.md" if name == "gettask" else f"openapi/{name}/CHANGELOG.md")
    return any(f.api == name for f in written) or (step.enough and _entry(changelog, step.new))


def _asked(what: str, name: str, commit: str) -> str:
    kinds, evidence = (KINDS, "evidence: [<source id or text>]\n") if name != "gettask" else (KINDS[2:], "")
    return (
        f"{what} changed since {commit}, and no fragment tells of it: write changes/<slug>.md with\n"
        f"---\nkind: {' | '.join(kinds)}\napi: {name}\n{evidence}---\nWhat consumers notice."
    )


def _entry(changelog: Path, version: str) -> bool:
    if not changelog.is_file():
        return False
    return bool(re.search(rf"^## {re.escape(version)}(?!\S)", changelog.read_text("utf-8"), re.MULTILINE))


# The release


def bump(root: Path, tools: Tools, say: Say) -> list[Step]:
    """Raise versions that are too low, set gettask's ranges, generate; return the steps as they are then.

    Before the first release, versions stay as they are.
    """
    commit = last_release(root)
    found: list[Step] = []
    for name, snapshot in apis(root / "generated").items():  # says now, not half way, if one is missing
        set_requirement(root / "pyproject.toml", f"gettask-{name}", range_of(snapshot.version))
    if commit is not None:
        _, found = since(root, commit, tools)
        for step in (s for s in found[:-1] if not s.enough):
            set_api_version(root / "openapi" / step.package / "openapi.yaml", step.least)
            say(f"{step.package}: {step.new} → {step.least}")
        if not found[-1].enough:
            set_package_version(root / "pyproject.toml", found[-1].least)
            say(f"gettask: {found[-1].new} → {found[-1].least}")
    generate(root, say)
    for name, snapshot in apis(root / "generated").items():
        set_requirement(root / "pyproject.toml", f"gettask-{name}", range_of(snapshot.version))
    return since(root, commit, tools)[1] if commit is not None else []


def prepare(root: Path, day: date, tools: Tools, say: Say) -> None:
    """Make this tree a release: versions, ranges, changelogs; fragments go. Nothing is committed.

    Raises ReleaseError if there is nothing to release, or a fragment is none.
    """
    written, problems = fragments(root)
    if problems:
        raise ReleaseError("\n".join(problems))
    changelog = root / "CHANGELOG.md"
    if not written and not re.search(r"^## \S+ \(unreleased\)", changelog.read_text("utf-8"), re.MULTILINE):
        raise ReleaseError("There is nothing to release: changes/ has no fragment.")
    found = bump(root, tools, say)
    if written and found and found[-1].severity is None:
        raise ReleaseError(
            f"There is nothing to release: all packages are as they were at {last_release(root)}, though "
            f"changes/ has {listed(f.path.name for f in written)}."
        )
    version = Package(root, ".").version
    clients = apis(root / "generated")
    moved = {step.package for step in found if step.severity} if found else {*clients}
    for name in clients:
        own = root / "openapi" / name / "CHANGELOG.md"
        if name in moved or not own.is_file():
            lines = [_line(f, clients, named=False) for f in written if f.api == name]
            _write(own, clients[name].version, day, lines or ["- The first version."], f"gettask-{name}")
    packages = ", ".join(f"gettask-{name} {snapshot.version}" for name, snapshot in clients.items())
    _write(
        changelog,
        version,
        day,
        [_line(f, clients, named=True) for f in written],
        "gettask",
        f"With {packages}.",
    )
    for fragment in written:
        fragment.path.unlink()
    say(
        f"gettask {version} is ready, with {packages}. Look at it, then:\n"
        f'  git add --all && git commit -m "Release {version}"\n  make release TAG=1   # git tag v{version}\n'
        f"  make publish INDEX_URL=…"
    )


def _line(fragment: Fragment, clients: dict[str, Snapshot], *, named: bool) -> str:
    about = (
        f"**{fragment.api}**, {fragment.kind}" if named else fragment.kind.capitalize().replace("api", "API")
    )
    sources = clients[fragment.api].document["info"].get("x-sources", {}) if fragment.api in clients else {}
    shown = "; ".join(sources[item]["title"] if item in sources else item for item in fragment.evidence)
    return f"- {about}: {fragment.text}{f' *Seen in: {shown}.*' if shown else ''}"


def _write(path: Path, version: str, day: date, lines: list[str], package: str, lead: str = "") -> None:
    """Write an entry above the others; one of this version gets the lines, and the date."""
    text = path.read_text("utf-8") if path.is_file() else f"# Changelog of {package}\n"
    heading = f"## {version} ({day.isoformat()})"
    old = re.search(rf"^## {re.escape(version)}(?!\S).*$", text, re.MULTILINE)
    if old:
        rest = re.search(r"^## ", text[old.end() :], re.MULTILINE)
        end = old.end() + rest.start() if rest else len(text)
        body = "\n".join([text[old.end() : end].strip(), *lines])
        text = f"{text[: old.start()]}{heading}\n\n{body}\n\n{text[end:]}"
    else:
        first = re.search(r"^## ", text, re.MULTILINE)
        start = first.start() if first else len(text)
        body = "\n\n".join(filter(None, [lead, "\n".join(lines)]))
        text = f"{text[:start].rstrip()}\n\n{heading}\n\n{body}\n\n{text[start:]}"
    path.write_text(f"{text.rstrip()}\n", "utf-8")


def tag(root: Path) -> str:
    """Tag HEAD as the version that it holds; return the tag. Raises ReleaseError if it is no release."""
    version = Package(root, ".").version
    if some := uncommitted(root):
        raise ReleaseError(f"A tag names what is committed, and this is not: {some}")
    if version not in _ENTRY.findall((root / "CHANGELOG.md").read_text("utf-8")):
        raise ReleaseError(f"CHANGELOG.md has no dated entry for {version}: run `make release` first.")
    git(root, "tag", f"v{version}")
    return f"v{version}"
