"""The files of an API that is a vendor's document: paths, components, a state table, a file a variant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from codegen.document.names import snake_case
from codegen.document.walk import Operation, bodies, walk
from codegen.scaffold.api import ERRORS, class_name
from codegen.scaffold.document.complete import GUESS, SOURCE, complete
from codegen.scaffold.document.recognise import Recognised
from codegen.scaffold.state import state_table
from codegen.sources.dumper import dump
from codegen.sources.loader import loads
from codegen.sources.pointers import clone, tokens

# Last words of paths that say nothing of what is made.
_GENERIC = re.compile(
    r"create|generate|generations?|tasks?|jobs?|predictions?|submit|run|async|requests?|api|v\d.*"
)
_SECTIONS = ("schemas", "responses", "parameters", "headers")
_ABOUT = ("operationId", "summary", "description", "tags", "deprecated", "externalDocs")
_BEFORE_WORK = (400, 401, 402, 403, 422, 429)


class Adoption:
    """An API, as its files: made of the document, what was recognised in it, and what a person said."""

    def __init__(self, document: dict[str, Any], recognised: Recognised, about: dict[str, Any]) -> None:
        self.document, self.found = document, recognised
        self.about = about
        self.left: list[tuple[str, str, str]] = []
        self.variants = dict(zip(self._variant_names(), recognised.creates, strict=True))

    def files(self) -> dict[str, str]:
        """Return the text of each file, by its path in the folder of the API."""
        hints = " ".join([*self.variants, *(o.path for o in self.found.creates)])
        self.left = complete(self.document, self.found, hints)
        shared = self._shared()
        variants = {f"variants/{n}.yaml": self._variant(n, o, shared) for n, o in self.variants.items()}
        self._move_creates(shared)
        known = self.document.get("components", {})
        data = {
            "openapi.yaml": self._root(),
            "components/lifecycle.yaml": self._lifecycle(),
            **{f"components/{section}.yaml": known[section] for section in _SECTIONS if known.get(section)},
            "components/sources.yaml": {SOURCE: self.about["source"]},
            **variants,
        }
        for path, content in data.items():
            _relative(content, path)
        return {path: dump(content, compact=True) for path, content in data.items()}

    # Names

    def _variant_names(self) -> list[str]:
        if self.about.get("variant") and len(self.found.creates) == 1:
            return [self.about["variant"]]
        paths = [
            [
                re.sub("[^a-z0-9]+", "-", snake_case(step)).strip("-")
                for step in o.path.split("/")
                if step and "{" not in step
            ]
            for o in self.found.creates
        ]
        for count in range(1, max(map(len, paths), default=0) + 1):
            names = ["-".join(_telling(steps)[-count:]) or "video" for steps in paths]
            if len({*names}) == len(names):
                return names
        return [f"variant-{i}" for i, _ in enumerate(paths, 1)]

    # Files

    def _variant(self, name: str, create: Operation, shared: dict[str, Any]) -> dict[str, Any]:
        """Return the file of a variant; its request moves there."""
        value = create.value
        ((_, media), *_) = bodies(self.document, create, "request")
        schema = media.value["schema"]
        request = f"{class_name(name)}Request"
        known = self.document.get("components", {}).get("schemas", {})
        if "$ref" in schema and len(schema) == 1:
            own = tokens(schema["$ref"][1:])[-1]
            schema = clone(known[own])
            if self._uses(own) == 1:
                del known[own]
        while request in known:
            request = f"{class_name(name)}{request.removeprefix(class_name(name))}Body"
        schema.setdefault("x-sources", [SOURCE])
        examples = media.value.pop("examples", {})
        first = name == next(iter(self.variants))
        text = str(value.get("summary") or f"Create a task of {name}")
        return {
            "title": f"{self.about['title']}: {name}",
            **({"featured": True} if first else {}),
            "create": {
                "path": create.path,
                **{k: value[k] for k in _ABOUT if k in value},
                "summary": text,
                **{
                    k: v for k, v in value.items() if k not in (*_ABOUT, "requestBody") and v != shared.get(k)
                },
            },
            "requests": {request: schema},
            **({"examples": {"requests": examples}} if examples else {}),
        }

    def _uses(self, name: str) -> int:
        ref = f"#/components/schemas/{name}"
        return sum(isinstance(n.value, dict) and n.value.get("$ref") == ref for n in walk(self.document))

    def _shared(self) -> dict[str, Any]:
        """Return what the operations that create have in common: what the first one has."""
        (first, *_) = self.found.creates
        ((_, media), *_) = bodies(self.document, first, "request")
        media_type = media.pointer.rpartition("/")[2].replace("~1", "/")
        own = {key: value for key, value in first.value.items() if key not in _ABOUT}
        content = {media_type: {"x-variants": "requests"}}
        return {"x-create": True, **own, "requestBody": {"required": True, "content": content}}

    def _move_creates(self, shared: dict[str, Any]) -> None:
        """Put what the operations that create share in the place of them all."""
        paths = self.document["paths"]
        for create in self.found.creates:
            item = paths[create.path]
            del item[create.method]
            if not item.keys() - {"parameters", "summary", "description"}:
                del paths[create.path]
        self.document["paths"] = {"x-variants": {self.found.creates[0].method: shared}, **paths}

    def _root(self) -> dict[str, Any]:
        document = self.document
        info = {
            k: v
            for k, v in document.get("info", {}).items()
            if k in ("summary", "description", "license", "termsOfService")
        }
        read = self.about["source"]["read"]
        text = f"As the vendor's own document has it, read on {read}."
        return {
            "openapi": "3.1.0",
            "info": {
                "title": self.about["title"],
                "version": "0.1.0",
                "description": "\n\n".join(filter(None, (info.pop("description", ""), text))),
                **info,
                "license": info.get("license") or {"name": "MIT", "identifier": "MIT"},
                "x-sources": {"$ref": "components/sources.yaml"},
            },
            "servers": self.about["servers"],
            "security": [{"key": []}],
            **({"tags": document["tags"]} if document.get("tags") else {}),
            "x-errors": [*self._errors()],
            "paths": document["paths"],
            "components": {"securitySchemes": {"key": self.about["security"]}},
        }

    def _errors(self) -> Iterator[dict[str, Any]]:
        """Yield the errors that the operations of tasks have, else the usual ones."""
        stated = {
            int(status)
            for operation in (self.found.poll, *self.found.creates)
            for status in operation.value.get("responses", {})
            if status.isdecimal() and status >= "400"
        }
        usual = {status: (error, advice) for status, _, error, _, advice in ERRORS}
        for status in sorted(stated | {401, 404}):
            error, advice = usual.get(status, usual[400 if status < 500 else 500])
            row = {"place": "http", "status": status, "code": None, "class": error, "advice": advice}
            yield {**row, **({"before-work": dict(GUESS)} if status in _BEFORE_WORK else {})}

    def _lifecycle(self) -> dict[str, Any]:
        table = state_table(self.found.places, self.found.statuses, {"x-sources": [SOURCE]}, GUESS)
        file = "components/lifecycle.yaml"
        for pointer, text in (
            ("/statuses", "whether each status means what its word says"),
            ("/transitions", "which status follows which: the lists of next are a guess"),
            ("/polling", "how often the vendor lets a task be polled: this schedule is a guess"),
            ("/deadline", "how long a task may take: 1800 seconds are a guess"),
            ("/visible-within", "for how long Get Task may not find a new task yet"),
        ):
            self.left.append((file, pointer, text))
        self.left.append(
            ("components/sources.yaml", f"/{SOURCE}", "the address of the document, and its date")
        )
        return table

    def located(self, texts: dict[str, str], folder: str) -> list[str]:
        """Return what is left to a person, each with file and line."""
        found = []
        for file, pointer, text in self.left:
            line, _ = loads(texts[file], Path(file)).position(pointer)
            found.append(f"{folder}/{file}:{line}: {text}")
        return list(dict.fromkeys(found))


def _telling(steps: list[str]) -> list[str]:
    """Return the words of a path without what says nothing of what is made."""
    return [step for step in steps if not _GENERIC.fullmatch(step)] or steps


def _relative(data: Any, path: str) -> None:
    """Write references to components as references to their files, from the file at `path`."""
    up = "../" if "/" in path else ""
    for holder in _mappings(data):
        ref = holder.get("$ref")
        if not isinstance(ref, str) or not ref.startswith("#/components/"):
            continue
        section, name = tokens(ref[1:])[1:]
        file = f"components/{section}.yaml"
        near = (
            ""
            if file == path
            else file.removeprefix("components/")
            if path.startswith("components/")
            else up + file
        )
        holder["$ref"] = f"{near}#/{name}"


def _mappings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _mappings(below)
