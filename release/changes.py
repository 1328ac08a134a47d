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
from pathlib import Path
from typing import Any

from codegen.generate import digest, generate
from codegen.source import SpecError, load, loads
from release.diff import Finding, Severity, Tools, compare, python, worst
from release.diff.base import last_release, unpack
from release.diff.tree import Snapshot, apis, listed
from release.packages import Package
from release.tools import ReleaseError, git
from release.versions import least, parse, range_of, set_api_version, set_package_version, set_requirement

KINDS = ("the API changed", "our description was wrong", "the client changed")
_EVIDENT = KINDS[:2]
_FIELDS = {"kind", "api", "evidence"}
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
        needs = f"{self.package}: {self.severity}, needs {self.least} or later"
        return f"{needs}; it is {self.new}" + ("" if self.enough else ", which is too low")


# Fragments


def fragments(root: Path) -> tuple[list[Fragment], list[str]]:
    """Return the fragments in `changes/`, and what is wrong with those that are none."""
    good, problems = [], []
    known = apis(root / "generated")
    for path in sorted((root / "changes").glob("*")):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        try:
            good.append(_fragment(path, known))
        except ReleaseError as error:
            problems.append(f"changes/{path.name}: {error}")
    return good, problems


def _fragment(path: Path, known: dict[str, Snapshot]) -> Fragment:
    head, text = _parts(path)
    if unknown := sorted(head.keys() - _FIELDS):
        raise ReleaseError(f"{listed(unknown)}: the fields are {listed(_FIELDS)}")
    kind, api, evidence = head.get("kind"), head.get("api"), head.get("evidence", [])
    if kind not in KINDS:
        raise ReleaseError(f"kind is one of: {'; '.join(KINDS)}")
    if api not in {*known, "gettask"}:
        raise ReleaseError(f"api is one of: {', '.join([*known, 'gettask'])}")
    cited = [evidence] if isinstance(evidence, str) else evidence
    if not isinstance(cited, list) or not all(isinstance(item, str) and item for item in cited):
        raise ReleaseError("evidence is a list of source ids, or of texts")
    if not cited and kind in _EVIDENT:
        raise ReleaseError("evidence is missing: name the sources, or say in a text what shows it")
    sources = known[api].document["info"].get("x-sources", {}) if api in known else {}
    if unknown := [item for item in cited if re.fullmatch(r"[\w.-]+", item) and item not in sources]:
        raise ReleaseError(f"{listed(unknown)}: no source of {api}; a text has several words")
    if not text:
        raise ReleaseError("the text is missing: tell consumers what they notice")
    return Fragment(path, kind, api, tuple(cited), text)


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    """Return front matter and text of a Markdown file, or the fields of a YAML file."""
    raw = path.read_text("utf-8")
    try:
        if path.suffix in (".yaml", ".yml"):
            head = loads(raw, path).data
            text = head.pop("text", "") if isinstance(head, dict) else ""
        else:
            found = re.fullmatch(r"---\n(.*?)\n---\n(.*)", raw, re.DOTALL)
            if path.suffix != ".md" or not found:
                raise ReleaseError("a fragment is Markdown that begins with its fields between two ---")
            head, text = loads(found[1], path).data, found[2]
    except SpecError as error:
        raise ReleaseError(str(error.problem)) from None
    if not isinstance(head, dict) or not isinstance(text, str):
        raise ReleaseError("a fragment has kind, api, evidence and a text")
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
    same = not moved and before.keys() == after.keys() and _same_runtime(old, new)
    whole = None if same else worst([*runtime, *moved])
    return [*found, Step("gettask", Package(old, ".").version, Package(new, ".").version, whole)]


def _same_runtime(old: Path, new: Path) -> bool:
    return digest(old, ("src/gettask",)) == digest(new, ("src/gettask",))


def since(root: Path, commit: str, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between a commit and the working tree."""
    with tempfile.TemporaryDirectory() as work:
        old = unpack(root, commit, Path(work) / "base")
        return between(old, root, tools)


def between(old: Path, new: Path, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between two roots."""
    found = [
        *compare(old / "generated", new / "generated", tools),
        *python.judge_runtime(old / "src/gettask", new / "src/gettask"),
    ]
    return found, steps(old, new, found)


# The gate


def gate(root: Path, base: str, tools: Callable[[], Tools]) -> list[str]:
    """Return what keeps this tree from being released, each with how to mend it.

    `base` is a commit to compare with, by default the last release.
    """
    written, problems = fragments(root)
    commit = base or last_release(root)
    if commit is None:
        version = Package(root, ".").version
        if not written and not _entry(root / "CHANGELOG.md", version):
            problems.append(f"CHANGELOG.md has no entry for {version}, and changes/ no fragment: write one.")
        return problems
    _, found = since(root, commit, tools())
    for step in found[:-1]:
        problems += _unsaid(root, step, commit, written)
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
    told = any(f.api == step.package for f in written) or (
        step.enough and _entry(root / "openapi" / step.package / "CHANGELOG.md", step.new)
    )
    if not told:
        yield (
            f"generated/gettask-{step.package} changed since {commit}, and no fragment tells of it: write "
            f"changes/<slug>.md with\n---\nkind: {' | '.join(KINDS)}\napi: {step.package}\n"
            f"evidence: [<source id or text>]\n---\nWhat consumers notice."
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
    found = bump(root, tools, say)
    version = Package(root, ".").version
    heading = f"## {version} (unreleased)"
    changelog = root / "CHANGELOG.md"
    if not written and heading not in changelog.read_text("utf-8"):
        raise ReleaseError("There is nothing to release: changes/ has no fragment.")
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
    if changed := git(root, "status", "--porcelain").split():
        raise ReleaseError(f"A tag names what is committed, and this is not: {', '.join(changed[1::2][:5])}")
    if not re.search(
        rf"^## {re.escape(version)} \(\d", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    ):
        raise ReleaseError(f"CHANGELOG.md has no dated entry for {version}: run `make release` first.")
    git(root, "tag", f"v{version}")
    return f"v{version}"
