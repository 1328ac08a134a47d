"""The tables of README and docs/ that are made from specs and results. cog puts them there: `make tables`.

It runs the Python between `[[[cog` and `]]]` of a page, and writes the result below it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from codegen.document.assets import AssetField, asset_fields
from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node
from codegen.sources.pointers import tokens
from gettask._contract.contract import Variant
from gettask.cli.app import cli
from gettask.cli.exits import MEANINGS
from gettask.cli.prices import summary

_ABOUT_MIGRATION = (
    "What becomes of each part of {before} in {after}. A dash stands for nothing: what has no successor, "
    "or what is new. Rows without a confidence of their own are {confidence}."
)
# Keys of x-migration, with the head of their table.
_MOVES = {
    "operations": "Operations",
    "types": "Task types",
    "request-fields": "Fields of requests",
    "reply-fields": "Fields of responses",
    "task-fields": "Fields of tasks",
    "output-fields": "Fields of outputs",
    "statuses": "Statuses",
    "errors": "Errors",
}
ROOT = Path(__file__).parents[1]
GENERATED = ROOT / "generated"
_UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


class Package:
    """What `generated/` holds of one API: its contract and its effective document."""

    def __init__(self, folder: Path) -> None:
        (path,) = folder.glob("*/contract.json")
        self.contract: dict[str, Any] = json.loads(path.read_text("utf-8"))
        self.document: dict[str, Any] = json.loads(path.with_name("openapi.json").read_text("utf-8"))
        self.title: str = self.contract["title"]


def put(text: str) -> None:
    """Put text into the page that cog writes, as a block of its own. Only cog has the module `cog`."""
    import_module("cog").outl(f"\n{text}\n")


def commands() -> str:
    """Return the help of each command."""
    root = cli.make_context("gettask", [], resilient_parsing=True, terminal_width=100)
    parts = [f"```text\n{root.get_help()}\n```"]
    for name, command in sorted(cli.commands.items()):
        context = command.make_context(name, [], parent=root, resilient_parsing=True)
        parts.append(f"## gettask {name}\n\n```text\n{context.get_help()}\n```")
    return "\n\n".join(parts)


def packages(generated: Path = GENERATED) -> dict[str, Package]:
    """Return the packages in the folder `generated`, by their API."""
    return {p.name.removeprefix("gettask-"): Package(p) for p in sorted(generated.glob("gettask-*"))}


def variants(generated: Path = GENERATED) -> str:
    """Return a table of variants for each API."""
    return "\n\n".join(map(_api, packages(generated).values()))


def coverage() -> str:
    """Return a sentence that names each API with the number of its variants."""
    counts = {each.title: len(each.contract["variants"]) for each in packages().values()}
    whole = ", ".join(f"{title} ({count} variants)" for title, count in counts.items() if count > 1)
    single = ", ".join(f"{title} (one variant)" for title, count in counts.items() if count == 1)
    proof = f" Also, as proof that another vendor is data alone: {single}." if single else ""
    return f"Described here: {whole}.{proof}"


def waits() -> str:
    """Return the table of what each way to wait does with each status, from tests/runtime/matrix.py."""
    rows = json.loads((ROOT / "tests/runtime/matrix.json").read_text("utf-8"))
    ways = [f"`{name}`, {mode}" for name in ("wait", "as_completed") for mode in ("sync", "async")]
    return table(["API", "Status", "Phase", *ways, "Polls", "Seconds"], rows)


def other_sdks() -> str:
    """Return the table of what other SDKs do with each status, from benchmarks/waiting_matrix.py."""
    rows = json.loads((ROOT / "benchmarks/waiting_matrix.json").read_text("utf-8"))
    return table(
        ["SDK", "Status", "Sync", "Async"], ([sdk, f"`{status}`", *ways] for sdk, status, *ways in rows)
    )


def exit_codes() -> str:
    """Return the table of the exit codes of the command line."""
    return table(["Code", "Meaning"], ([str(code), text] for code, text in MEANINGS.items()))


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table."""
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
    head += ["Price", "Confidence", "Seen", "Results", "Last read", "Sources"]
    known = {name: Variant.of(name, data) for name, data in variants.items()}
    rows = [
        [
            f"`{name}`{' (deprecated)' if known[name].deprecated else ''}",
            _match(variant["match"]) or ("by its keys" if variant["required"] else "?"),
            summary(known[name]),
            variant["confidence"],
            "yes" if variant["backed"] else "no",
            _results(package, variant),
            known[name].read or "?",
            _sources(package, variant["sources"]),
        ]
        for name, variant in variants.items()
    ]
    parts = [f"## {package.title}", " ".join(about), table(head, rows)]
    return "\n\n".join([*parts, *_known_by_name(package)])


def _known_by_name(package: Package) -> Iterator[str]:
    """Yield what there is of an API beside its variants, none where nothing is known."""
    registry = package.document["info"]["x-sources"]
    rows = [
        [
            each["name"],
            each["note"],
            each.get("x-confidence", "documented"),
            max(registry[name].get("read", "?") for name in each["x-sources"]),
            "; ".join(_link(registry[name]) for name in each["x-sources"]),
        ]
        for each in package.document["info"].get("x-known-by-name", [])
    ]
    if rows:
        yield "Known by name only, and so not among the variants:"
        yield table(["Name", "What is known", "Confidence", "Last read", "Sources"], rows)


def _link(source: dict[str, Any]) -> str:
    return f"[{source['title']}]({source['url']})" if "url" in source else str(source["title"])


def _statuses(table: dict[str, Any]) -> str:
    phases: dict[str, list[str]] = {}
    for name, status in table["statuses"].items():
        phases.setdefault(status["phase"], []).append(f"`{json.dumps(name)[1:-1]}`")
    listed = "; ".join(f"{phase}: {', '.join(names)}" for phase, names in phases.items())
    return " ".join([f"Statuses: {listed}.", *map(_implied, table.get("implied", []))])


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
            own = keys & {*tokens(result.at)}
            found |= own
            if own or not keys:
                kinds.setdefault(_retention(result), []).append(result.mark["kind"])
    results = [f"{', '.join(dict.fromkeys(those))}: {kept}" for kept, those in kinds.items()]
    return "; ".join([*results, *map(_name, sorted(keys - found))]) or "unknown"


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


def migration(api: str, generated: Path = GENERATED) -> str:
    """Return what becomes of each part of an API in the one that follows it."""
    known = packages(generated)
    before = known[api]
    moves = before.document["x-migration"]
    after = known[moves["to"]]
    about = _ABOUT_MIGRATION.format(
        before=before.title, after=after.title, confidence=moves.get("x-confidence", "documented")
    )
    ended = before.contract["deprecated"]
    parts = [*([f"{before.title} was shut down on {ended['date']}."] if ended else []), about]
    parts += _example(before, after, moves["types"])
    for key, title in _MOVES.items():
        if rows := [_move(move) for move in moves.get(key, [])]:
            used = [i for i, name in enumerate(_HEAD) if name in _HEAD[:2] or any(row[i] for row in rows)]
            moved = table([_HEAD[i] for i in used], ([row[i] for i in used] for row in rows))
            parts.append(f"## {title}\n\n{moved}")
    if notes := moves.get("notes"):
        parts.append("## Notes\n\n" + "\n".join(f"- {note}" for note in notes))
    return "\n\n".join(parts)


def _move(move: dict[str, Any]) -> list[str]:
    notes = [
        f"HTTP {move['status']}." if "status" in move else "",
        f"Its error code is {move['code']}." if "code" in move else "",
        move.get("note", ""),
    ]
    return [
        _name(move["from"]),
        _name(move["to"]),
        ", ".join(map(_name, move.get("of", []))),
        " ".join(filter(None, notes)),
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
