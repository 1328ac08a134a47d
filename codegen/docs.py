"""The pages of docs/ that are made from the specs: all variants, and the way from one API to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from codegen.document.assets import AssetField, asset_fields
from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node
from codegen.rules import catalogue as rules
from codegen.sources.pointers import tokens

_MADE = "<!-- Made by `make generate` of openapi/ and overlays/. Not to be edited. -->"
_ABOUT_VARIANTS = """\
A variant is one Get Task page of a vendor. What the columns say:

- **Confidence**: that of the least known of request, task and results, of several task types the best known.
  A vendor has `documented` it, a recorded body shows it (`observed`), clients or third parties say so
  (`reported`), or it holds for sister models (`inferred`).
- **Seen**: whether a finished task that was published or recorded is at hand. Where none is, results are
  what other sources say.
- **Results**: what kind they are, and how long the vendor keeps them, `?` where nothing is published; or the
  fields that hold what was found out.
- **Sources**: what kind they are, and their dates; `?` where there is none. Titles and links stand in the
  specs."""
_ABOUT_MIGRATION = (
    "What becomes of each part of {before} in {after}. A dash stands for nothing: what has no successor, "
    "or what is new. Rows without a confidence of their own are {confidence}."
)
# Keys of x-migration, with the head of their table.
_MOVES = {
    "operations": "Operations",
    "types": "Task types",
    "request-fields": "Fields of requests",
    "reply-fields": "Fields of replies",
    "task-fields": "Fields of tasks",
    "output-fields": "Fields of outputs",
    "statuses": "Statuses",
    "errors": "Errors",
}
_UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


class Package:
    """What `generated/` holds of one API: its contract and its effective document."""

    def __init__(self, folder: Path) -> None:
        (path,) = folder.glob("*/contract.json")
        self.contract: dict[str, Any] = json.loads(path.read_text("utf-8"))
        self.document: dict[str, Any] = json.loads(path.with_name("openapi.json").read_text("utf-8"))
        self.title: str = self.contract["title"]


def pages(generated: Path) -> dict[str, str]:
    """Return the text of each page by its name, made of the folder `generated`."""
    packages = {p.name.removeprefix("gettask-"): Package(p) for p in sorted(generated.glob("gettask-*"))}
    found = {"rules.md": rules.page()}
    found |= {"variants.md": _page("Variants", _ABOUT_VARIANTS, *map(_api, packages.values()))}
    for before in packages.values():
        if moves := before.document.get("x-migration"):
            after = packages[moves["to"]]
            name = "-".join(package.title.split()[-1] for package in (before, after))
            found[f"migration-{name}.md"] = _migration(before, after, moves)
    return found


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", _MADE, *parts]) + "\n"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


# Variants


def _api(package: Package) -> str:
    """Return the section of an API."""
    contract = package.contract
    variants = contract["variants"]
    about = [f"{len(variants)} variants.", _statuses(contract["lifecycle"])]
    if ended := contract["deprecated"]:
        about.insert(0, f"Shut down on {ended['date']}.")
    head = ["Variant", f"By {', '.join(map(_name, contract['dispatch']['properties']))}"]
    head += ["Confidence", "Seen", "Results", "Sources"]
    rows = [
        [
            f"`{name}`",
            _match(variant["match"]) or ("told by its keys" if variant["required"] else "?"),
            variant["confidence"],
            "yes" if variant["backed"] else "no",
            _results(package, variant),
            _sources(package, variant["sources"]),
        ]
        for name, variant in variants.items()
    ]
    return "\n\n".join([f"## {package.title}", " ".join(about), _table(head, rows)])


def _statuses(table: dict[str, Any]) -> str:
    phases: dict[str, list[str]] = {}
    for name, status in table["statuses"].items():
        phases.setdefault(status["phase"], []).append(f"`{json.dumps(name)[1:-1]}`")
    said = "; ".join(f"{phase}: {', '.join(names)}" for phase, names in phases.items())
    return " ".join([f"Statuses: {said}.", *map(_implied, table.get("implied", []))])


def _implied(rule: dict[str, Any]) -> str:
    return (
        f"A body without one that has {', '.join(map(_name, rule['required']))} is {_name(rule['status'])}."
    )


def _match(match: list[list[Any]]) -> str:
    """Return the values that name the variant: what comes first, with what may follow it."""
    groups: dict[str, list[str]] = {}
    for *first, last in match:
        groups.setdefault(" ".join(map(_name, first)), []).append(_name(last))
    alike: dict[str, list[str]] = {}
    for before, after in groups.items():
        alike.setdefault(", ".join(after), []).append(before)
    return "; ".join(": ".join(filter(None, [", ".join(before), after])) for after, before in alike.items())


def _results(package: Package, variant: dict[str, Any]) -> str:
    """Return the kinds of results by their retention; what is found out instead, by name."""
    (lifecycle,) = lifecycles(package.document)
    keys, found = {*variant["results"]}, set[str]()
    kinds: dict[str, list[str]] = {}
    for node in lifecycle.tasks:
        for result in asset_fields(package.document, node) if _schema(node) in variant["tasks"] else ():
            # Where one task serves all variants, some know which of its results are theirs.
            mine = keys & {*tokens(result.at)}
            found |= mine
            if mine or not keys:
                kinds.setdefault(_retention(result), []).append(result.mark["kind"])
    said = [f"{', '.join(dict.fromkeys(those))}: {kept}" for kept, those in kinds.items()]
    return "; ".join([*said, *map(_name, sorted(keys - found))]) or "unknown"


def _schema(node: Node) -> str:
    return node.pointer.rpartition("/")[2]


def _retention(result: AssetField) -> str:
    kept = result.mark["retention"]
    text = _duration(kept["seconds"])
    return f"{text} (seen: {kept['observed']})" if "observed" in kept else text


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "?"
    unit, size = next((u, s) for u, s in _UNITS.items() if seconds >= s)
    count = f"{seconds / size:g}"
    return f"{count} {unit}{'s' * (count != '1')}"


def _sources(package: Package, ids: list[str]) -> str:
    kinds: dict[str, list[str]] = {}
    for source in (package.document["info"]["x-sources"][i] for i in ids):
        kinds.setdefault(source["kind"], []).append(source["date"] or "?")
    return "; ".join(f"{kind} {', '.join(sorted(set(dates)))}" for kind, dates in kinds.items())


# Migration

_HEAD = ["From", "To", "For", "Note", "Confidence"]


def _migration(before: Package, after: Package, moves: dict[str, Any]) -> str:
    about = _ABOUT_MIGRATION.format(
        before=before.title, after=after.title, confidence=moves.get("x-confidence", "documented")
    )
    ended = before.contract["deprecated"]
    parts = [*([f"{before.title} was shut down on {ended['date']}."] if ended else []), about]
    parts += _example(before, after, moves["types"])
    for key, title in _MOVES.items():
        if rows := [_move(move) for move in moves.get(key, [])]:
            used = [i for i, name in enumerate(_HEAD) if name in _HEAD[:2] or any(row[i] for row in rows)]
            table = _table([_HEAD[i] for i in used], ([row[i] for i in used] for row in rows))
            parts.append(f"## {title}\n\n{table}")
    if notes := moves.get("notes"):
        parts.append("## Notes\n\n" + "\n".join(f"- {note}" for note in notes))
    return _page(f"From {before.title} to {after.title}", *parts)


def _move(move: dict[str, Any]) -> list[str]:
    told = [
        f"HTTP {move['status']}." if "status" in move else "",
        f"Its error code is {move['code']}." if "code" in move else "",
        move.get("note", ""),
    ]
    return [
        _name(move["from"]),
        _name(move["to"]),
        ", ".join(map(_name, move.get("of", []))),
        " ".join(filter(None, told)),
        move.get("x-confidence", ""),
    ]


def _name(name: str | int | None) -> str:
    return "–" if name is None else f"`{name}`"


def _example(before: Package, after: Package, types: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a request of the same kind before and after, of the first task type that moves."""
    for move in types:
        old = [v for v in before.contract["variants"].values() if [move["from"]] in v["match"]]
        new = [v for v in after.contract["variants"].values() if _create(after, v).endswith(f" {move['to']}")]
        if old and new:
            yield f"## Example: {_name(move['from'])}"
            for package, variant in ((before, old[0]), (after, new[0])):
                body = json.dumps(variant["example"], ensure_ascii=False)
                yield f"{package.title}:\n\n```http\n{_create(package, variant)}\n\n{body}\n```"
            return


def _create(package: Package, variant: dict[str, Any]) -> str:
    operation = package.contract["operations"].get(variant["create"])
    return f"{operation['method']} {operation['path']}" if operation else ""
