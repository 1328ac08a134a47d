"""`make new-variant`: writes the file of a variant from a Get Task response, for a person to complete.

What the other variants of the API share is taken from them; the rest is read off the response and marked as
inferred. The result passes `make generate` and the tests as it is. What only a person knows is listed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from codegen.scaffold.api import class_name
from codegen.scaffold.evidence import kept_as_evidence
from codegen.scaffold.guesses import Guesses
from codegen.scaffold.recording import Recording
from codegen.sources.dumper import dump
from codegen.sources.layout import variant_files
from codegen.sources.loader import Document, load, loads
from codegen.sources.pointers import find, get, tokens
from codegen.sources.violations import SpecError, Violation


@dataclass
class Scaffold:
    """The files that were written, what was redacted in the response, and what is left to a person."""

    files: list[Path] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def scaffold(
    root: Path,
    api: str,
    name: str,
    text: str,
    file: Path = Path("response.json"),
    **known: str | None,
) -> Scaffold:
    """Write the files of a new variant; SpecError, and nothing written, if that cannot be done.

    Args:
        root: The repository.
        api: The API, as its folder is called.
        name: The variant, as in `ace-step`.
        text: A Get Task response, byte for byte; with its request before it, or inside a HAR.
        file: The file that `text` is from, for messages.
        known: What `text` does not have: `request` and `created`, texts of the request that created the task
            and of the response to it; `path`, the path of that request, where each variant has its own.
    """
    names = sorted(found.parent.name for found in root.glob("openapi/*/openapi.yaml"))
    if api not in names:
        hint = f"name one of: {', '.join(names)}"
        raise SpecError(Violation(f"there is no API {api!r}", root / "openapi", hint=hint))
    document = load(root / "openapi" / api / "openapi.yaml")
    return _Builder(root, document, name, Recording.of(text, file, document, **known)).write()


class _Builder:
    def __init__(self, root: Path, api: Document, name: str, recording: Recording) -> None:
        self.root, self.api, self.name, self.recording = root, api, name, recording
        self.response = loads(recording.task, recording.file.with_suffix(".json"))
        self.request = self._recorded_request()
        self.folder = self.api.path.parent
        self.file = self.folder / "variants" / f"{name}.yaml"
        if not re.fullmatch(r"[a-z][a-z0-9]*([-.][a-z0-9]+)*", name):
            raise self.api.error("", f"{name!r} cannot name a variant", "write it as in ace-step")
        if self.file.exists():
            hint = "complete that one, or choose another name"
            raise SpecError(Violation("this variant exists", self.file, hint=hint))
        self.prefix = class_name(name)
        self.source = f"{name}-body"
        self.others = [load(path) for path in variant_files(self.api.path).values()]
        schemas = self.api.data.get("components", {}).get("schemas", {})
        self.unions = {s["x-variants"]: s for s in schemas.values() if "x-variants" in s}
        self.dispatch: list[str] = next(
            (names for value in _values(self.api.data, "x-dispatch") if (names := value.get("properties"))),
            [],
        )
        self.lifecycle = self._lifecycle()
        self.guesses = Guesses({tokens(at)[0] for at in self.lifecycle["fields"]["output"]["at"] if at})
        self.task = self._task()
        self.path = self._path()

    def _recorded_request(self) -> dict[str, Any] | None:
        """Return the request that was recorded, None if there is none."""
        if self.recording.request is None:
            return None
        document = loads(self.recording.request, Path("request.json"))
        if not isinstance(document.data, dict):
            raise document.error("", "the request is no object of JSON", "pass the body as it was sent")
        return document.data

    def _lifecycle(self) -> dict[str, Any]:
        for table in _values(self.api.data, "x-task-lifecycle"):
            file, _, pointer = str(table.get("$ref", "")).partition("#")
            found: dict[str, Any] = get(load(self.folder / file).data, pointer) if file else table
            return found
        raise self.api.error("/paths", "no operation has a state table", "describe Get Task first")

    def _task(self) -> dict[str, Any]:
        pointer = self.lifecycle["task"]
        task = find(self.response.data, pointer)
        if not isinstance(task, dict):
            hint = "paste the whole Get Task response as it came, with its envelope"
            raise self.response.error("", f"the response has no task at {pointer!r}", hint)
        for key in self.dispatch:
            if not isinstance(task.get(key), str):
                raise self.response.error(pointer, f"the task has no {key!r}", "it names the variant")
        values = [task[key] for key in self.dispatch]
        if taken := self._taken(values):
            hint = "complete that one; of two that share them, a person writes what tells them apart"
            raise self.response.error(pointer, f"{' / '.join(values)} is the variant {taken}", hint)
        return task

    def _taken(self, values: list[str]) -> str:
        """Return the generated variant that these values name, "" if there is none."""
        for path in self.root.glob(f"generated/gettask-{self.folder.name}/*/contract.json"):
            for name, variant in json.loads(path.read_text("utf-8"))["variants"].items():
                if values in variant["match"]:
                    return str(name)
        return ""

    def _path(self) -> str | None:
        """Return the path of the operation that creates the variant, None where all share one."""
        own, path = "x-variants" in self.api.data["paths"], self.recording.path
        if own and not (path or "").startswith("/"):
            hint = "name it with --path (PATH_OF_CREATE=… of make), as in /generation/text-to-model"
            raise self.api.error("/paths/x-variants", "each variant of this API has a path of its own", hint)
        if own and any(find(other.data, "/create/path") == path for other in self.others):
            hint = (
                "name another --path (PATH_OF_CREATE=… of make); if one path creates both, write their "
                "operation under its path, as openapi/piapi/openapi.yaml does, and leave --path out"
            )
            raise self.api.error("/paths/x-variants", f"{path} creates another variant", hint)
        if path and not own and path not in self.api.data["paths"]:
            raise self.api.error(
                "/paths", f"the variants of this API have no paths of their own: {path}", "leave it out"
            )
        return path if own else None

    # The files

    def write(self) -> Scaffold:
        """Write the files; return them, and what is left to a person."""
        text = self.recording.task
        example = self.folder / "examples" / f"{self.name}_seen.json"
        sources = self.folder / "components/sources.yaml"
        today = datetime.now(UTC).date().isoformat()
        title = f"A Get Task response of {self.name}"
        entry = {"title": title, "date": None, "read": today, "kind": "recorded"}
        fallback = "Task" if "tasks" not in self.unions else f"{self.prefix}Task"
        told = not self.path or bool(self.dispatch or self._result_keys())
        # All of it is there before any of it is written.
        files = {
            self.file: self._variant(example.name),
            example: text,
            sources: f"{sources.read_text('utf-8').rstrip()}\n{dump({self.source: entry})}",
            **kept_as_evidence(self.root, self.folder.name, self.name, text, fallback, told=told),
        }
        result = Scaffold(redacted=[*self.recording.redacted], left=self._left())
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
            result.files.append(path)
        return result

    def _left(self) -> list[str]:
        file = self.file.relative_to(self.root).as_posix()
        left = [
            f"{self.source} in components/sources.yaml: where the response is from, and its date",
            f"{file}: title, description, and what the vendor's page says, with the page as its source",
            *dict.fromkeys(self.guesses.left),
        ]
        fold = str if self.lifecycle.get("case-sensitive", True) else str.lower
        statuses = [find(self.task, at) for at in self.lifecycle["fields"]["status"]["at"]]
        status = next((s for s in statuses if s is not None), None)
        if isinstance(status, str) and fold(status) not in {fold(s) for s in self.lifecycle["statuses"]}:
            left.append(f"status {status!r}: what it means, in the state table and in the schema")
        return left

    def _variant(self, example: str) -> str:
        title = str(self.api.data["info"]["title"]).split()[0]
        request, request_schemas = self._request()
        data: dict[str, Any] = {
            "title": f"{title} {self.name}",
            "description": "Read off a response; the vendor's page is not among the sources yet.",
            **self._create(),
            "requests": {f"{self.prefix}Request": request},
        }
        task_schemas: dict[str, Any] = {}
        if "tasks" in self.unions:
            task, task_schemas = self._task_schema()
            data["tasks"] = {f"{self.prefix}Task": task}
        data["schemas"] = {**request_schemas, **task_schemas}
        if not data["schemas"]:
            del data["schemas"]
        data["examples"] = {
            "requests": {"request": {"summary": "The request behind the response", "value": self._sent()}},
            **self._created(),
            "fetched": {"seen": {"summary": "The response", "externalValue": f"../examples/{example}"}},
        }
        return dump(data, compact=True)

    def _create(self) -> dict[str, Any]:
        if self.path is None:
            return {}
        tags = Counter(
            tag
            for other in self.others
            if str(find(other.data, "/create/path")).split("/")[:2] == self.path.split("/")[:2]
            for tag in find(other.data, "/create/tags") or []
        )
        return {
            "create": {
                "path": self.path,
                "operationId": f"create{self.prefix}",
                **({"tags": [tag for tag, _ in tags.most_common(1)]} if tags else {}),
                "summary": f"Create a task of {self.name}",
                **self._marks(),
            }
        }

    def _created(self) -> dict[str, Any]:
        """Return the response to the request as an example, if the API gathers such."""
        if self.recording.created is None or "created" not in _values(self.api.data, "x-variants"):
            return {}
        body = loads(self.recording.created, Path("created.json")).data
        return {"created": {"created": {"summary": "The task was created", "value": body}}}

    def _marks(self) -> dict[str, Any]:
        return {"x-confidence": "inferred", "x-sources": [self.source]}

    # Request and task

    def _base(self, section: str) -> str | None:
        """Return what most schemas of the section extend."""
        refs = Counter(
            schema["x-extends"]["$ref"]
            for other in self.others
            for schema in other.data.get(section, {}).values()
            if "x-extends" in schema
        )
        return next((ref for ref, _ in refs.most_common(1)), None)

    def _extended(self, section: str) -> dict[str, Any]:
        ref = self._base(section)
        if ref is None:
            return {}
        file, _, pointer = ref.partition("#")
        found: dict[str, Any] = get(load((self.file.parent / file).resolve()).data, pointer)
        return found

    def _open(self, section: str) -> list[str]:
        """Return the properties that the base leaves to each variant, but for those that name it."""
        properties = self._extended(section).get("properties", {})
        return [
            name
            for name, schema in properties.items()
            if not schema.keys() - {"description"} and name not in self.dispatch
        ]

    def _constants(self) -> dict[str, Any]:
        """Return the values that requests repeat to name their variant: none where the path does."""
        return {} if self.path else {key: self.task[key] for key in self.dispatch}

    def _echo(self) -> dict[str, Any]:
        """Return the input that the task repeats, without what is null."""
        echo = self.task.get("input")
        given = echo if isinstance(echo, dict) else {}
        return {
            key: value for key, value in given.items() if value is not None and key not in self._constants()
        }

    def _given(self) -> dict[str, Any]:
        """Return the fields of the request: those that were sent, else those that the task repeats."""
        if self.request is None:
            echo = self.task.get("input")
            given = echo if isinstance(echo, dict) else {}
        else:
            nested = [self.request[name] for name in self._open("requests") if name in self.request]
            given = next((each for each in nested if isinstance(each, dict)), {}) if nested else self.request
        return {key: value for key, value in given.items() if key not in self._constants()}

    def _sent(self) -> dict[str, Any]:
        if self.request is not None:
            return self.request
        nested = self._open("requests")
        return {**self._constants(), **(dict.fromkeys(nested, self._echo()) if nested else self._echo())}

    def _request(self) -> tuple[dict[str, Any], dict[str, Any]]:
        fields = self.guesses.input_fields(self._given())
        self.guesses.left.append(
            "the request: which fields are required, what each means, which values it takes"
        )
        constants = {key: {"const": value} for key, value in self._constants().items()}
        match = (
            {"x-match": {**{key: self.task[key] for key in self.dispatch}, **self._marks()}}
            if self.path
            else {}
        )
        nested = self._open("requests")
        if not nested:
            results = {"x-results": {"keys": keys, **self._marks()}} if (keys := self._result_keys()) else {}
            properties = {**constants, **fields}
            required = [*constants]
            unknown = {"x-unknown": ["required"]} if fields else {}
            return (
                {
                    "type": "object",
                    **match,
                    **results,
                    **self._marks(),
                    "required": required,
                    **unknown,
                    "properties": properties,
                },
                {},
            )
        name = f"{self.prefix}Input"
        schema = {"type": "object", "description": "The fields that the response repeats.", **self._marks()}
        schema |= {"x-unknown": ["required"], "properties": fields}
        own = {key: {"$ref": f"#/schemas/{name}"} for key in nested}
        base = {"x-extends": {"$ref": self._base("requests")}}
        return {**base, **self._marks(), "properties": {**constants, **own}}, {name: schema}

    def _result_keys(self) -> list[str]:
        if "tasks" in self.unions:
            return []
        places = self.lifecycle["fields"]["output"]["at"]
        # Where the results are fields of the task itself, its keys are not those of results alone.
        outputs = [find(self.task, at) for at in places if at]
        return [
            key
            for output in outputs
            if isinstance(output, dict)
            for key, v in output.items()
            if v is not None
        ]

    def _task_schema(self) -> tuple[dict[str, Any], dict[str, Any]]:
        schemas: dict[str, Any] = {}
        base = self._extended("tasks")
        properties: dict[str, Any] = {key: {"const": self.task[key]} for key in self.dispatch}
        echo = f"{self.prefix}Echo"
        for key in self._open("tasks"):
            value = self.task.get(key)
            if key == "input":
                shown = [name for name in self._echo() if name in self._given()]
                added = [name for name in self._echo() if name not in shown]
                more = {name: self.guesses.guess([self._echo()[name]], f"input.{name}") for name in added}
                schemas[echo] = {
                    "description": "The input as the server took it.",
                    **self._marks(),
                    **({"properties": more} if more else {}),
                    "x-echo": {"of": [{"$ref": f"#/schemas/{self.prefix}Input"}], "shown": shown},
                }
                properties[key] = self._nullable(echo, null=value is None)
            else:
                name = f"{self.prefix}{class_name(key)}"
                schemas[name] = {
                    **self.guesses.object([value] if isinstance(value, dict) else [], key),
                    **self._marks(),
                }
                properties[key] = self._nullable(name, null=value is None or key in self.guesses.outputs)
        for key, value in self.task.items():
            if key not in properties and key not in base.get("properties", {}) and not self._overlaid(key):
                properties[key] = self.guesses.guess([value], key)
        extends = {"x-extends": {"$ref": self._base("tasks")}} if base else {"type": "object"}
        missing = [key for key in base.get("required", []) if key not in self.task]
        required = {"required": [k for k in base["required"] if k in self.task]} if missing else {}
        return {**extends, **self._marks(), **required, "properties": properties}, schemas

    def _nullable(self, name: str, *, null: bool) -> dict[str, Any]:
        ref = {"$ref": f"#/schemas/{name}"}
        return {"anyOf": [ref, {"type": "null"}]} if null else ref

    def _overlaid(self, key: str) -> bool:
        """Return whether an overlay adds this field to every task, so that the documents leave it out."""
        path = self.root / "overlays" / self.folder.name / "observed.yaml"
        if not path.is_file():
            return False
        updates = [action.get("update") for action in load(path).data["actions"]]
        return any(isinstance(update, dict) and set(update) == {key} for update in updates)


def _values(node: Any, key: str) -> Iterator[Any]:
    if isinstance(node, dict):
        if key in node:
            yield node[key]
        for value in node.values():
            yield from _values(value, key)
