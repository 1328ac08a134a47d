"""`make new-variant`: lays out a variant from a reply that somebody saw, for a person to curate.

What the sister variants share is taken from one of them: envelope, errors, links, the fields of every
task. The rest is read off the reply: each such field is marked as inferred. The result is meant to
pass `make generate` as it is; what only a person knows is listed.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType
from typing import Any
from urllib.parse import urlsplit

from codegen.document.names import pascal_case
from codegen.document.walk import operations
from codegen.sources.dumper import dump
from codegen.sources.loader import Document, load
from codegen.sources.pointers import find, get, join, tokens
from codegen.sources.violations import SpecError, Violation

_OK = "responses/200/content/application~1json"
_ASKED = "requestBody/content/application~1json"
_SCHEMAS = "/components/schemas"

# Kinds of files that mimetypes does not know, or not everywhere.
_MODELS = {
    "glb": "model/gltf-binary",
    "gltf": "model/gltf+json",
    "fbx": "application/octet-stream",
    "obj": "model/obj",
    "ply": "application/octet-stream",
    "stl": "model/stl",
    "usdz": "model/vnd.usdz+zip",
}
_USUAL = {"image": "image/png", "video": "video/mp4", "audio": "audio/mpeg", "model": "model/gltf-binary"}


# What no reply tells of a field of a request, by the field's type; "" if the reply does not even tell that.
_NUMBER = ("minimum", "maximum", "default")
_UNKNOWN = {
    "": ("type",),
    "string": ("maxLength",),
    "integer": _NUMBER,
    "number": _NUMBER,
    "boolean": ("default",),
    "array": ("maxItems",),
}


# What JSON calls numbers and truth by their types in Python; whole numbers and others together are numbers.
_NUMBERS: list[tuple[set[type], str]] = [({bool}, "boolean"), ({int}, "integer"), ({int, float}, "number")]


@dataclass
class Sister:
    """A variant of the API that the new one is modelled on: one task schema, one request schema."""

    document: Document
    reply: str
    task: str
    request: str

    @property
    def schemas(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document.data["components"]["schemas"]
        return found

    @property
    def name(self) -> str:
        return self.document.path.stem

    @property
    def errors(self) -> str:
        """The replies of its operations but for that of success, as text."""
        told = [o.value["responses"] for o in operations(self.document.data)]
        return json.dumps([{k: v for k, v in responses.items() if k != "200"} for responses in told])


@dataclass
class Layout:
    """What was laid out: files that were written, and what is left to a person."""

    files: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def scaffold(root: Path, api: str, name: str, body: Any, reply: Path = Path("reply.json")) -> Layout:
    """Write document, example and entries of a new variant; SpecError if that cannot be done.

    `reply` is the file that `body` is out of, for messages.
    """
    known = sorted(path.parent.name for path in root.glob("openapi/*/openapi.yaml"))
    if api not in known:
        hint = f"name one of: {', '.join(known)}"
        raise SpecError(Violation(f"{api!r} is no API", root / "openapi", hint=hint))
    return _Builder(root, api, name, body, reply).write()


def waive(root: Path, api: str, name: str) -> bool:
    """Note the new example as a known contradiction of the kind that its sisters' are.

    Where a vendor's schema contradicts all of the vendor's examples, it contradicts the new one as
    well. Returns False if the API has no such contradiction.
    """
    path = root / "openapi/contradictions.yaml"
    entries = load(path).data if path.is_file() else None
    known = Counter(
        (entry["settled-by"], entry["note"])
        for entry in entries or []
        if entry["rule"] == "example" and entry["document"].startswith(f"{api}/")
    )
    if not known:
        return False
    (settled, note), _ = known.most_common(1)[0]
    get_task = next(
        o for o in operations(load(root / f"openapi/{api}/tasks/{name}.yaml").data) if o.method == "get"
    )
    lines = [
        {"document": document, "pointer": f"{get_task.pointer}/{_OK}/examples/{example}"}
        | {"rule": "example", "settled-by": settled, "note": note}
        for document, example in ((f"{api}/openapi.yaml", name), (f"{api}/tasks/{name}.yaml", "seen"))
    ]
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{dump(lines)}", "utf-8")
    return True


class _Builder:
    def __init__(self, root: Path, api: str, name: str, body: Any, reply: Path) -> None:
        self.folder, self.reply = root / "openapi" / api, reply
        self.api = load(self.folder / "openapi.yaml")
        self.path = self.folder / "tasks" / f"{name}.yaml"
        if not re.fullmatch(r"[a-z][a-z0-9]*([-.][a-z0-9]+)*", name):
            raise self.api.error("", f"{name!r} is no name of a variant", "write it as in ace-step")
        if self.path.exists():
            hint = "curate that one, or choose another name"
            raise SpecError(Violation("this variant is there already", self.path, hint=hint))
        # Twice, since a letter behind a number is small in the name of a file, and large in that of a class.
        self.name, self.prefix, self.body = name, pascal_case(pascal_case(name)), body
        self.source = f"{name}-body"
        self.sister = self._sister()
        self.task = self._task()
        self.layout = Layout()

    def _sister(self) -> Sister:
        found = [s for path in sorted(self.path.parent.glob("*.yaml")) if (s := _read(load(path)))]
        if not found:
            raise self.api.error(
                "",
                "no variant of this API has a document of its own to model the new one on",
                "write its request with x-variant, add that to the union of requests, and run make generate",
            )
        usual, _ = Counter(sister.errors for sister in found).most_common(1)[0]
        return min((s for s in found if s.errors == usual), key=lambda sister: len(sister.schemas))

    def _task(self) -> dict[str, Any]:
        pointer = self._lifecycle()["task"]
        task = find(self.body, pointer)
        if not isinstance(task, dict):
            hint = "paste the whole reply of Get Task as it came, with its envelope"
            raise self._unfit("", f"the reply has no task at {pointer!r}", hint)
        for key in self._dispatch():
            if not isinstance(task.get(key), str):
                raise self._unfit(pointer, f"the task does not say its {key!r}", "it names the variant")
        values = [task[key] for key in self._dispatch()]
        if taken := self._taken(values):
            hint = "curate that one; of two that share them, a person writes what tells them apart"
            raise self._unfit(pointer, f"{' / '.join(values)} is the variant {taken} already", hint)
        return task

    def _unfit(self, pointer: str, problem: str, hint: str) -> SpecError:
        return SpecError(Violation(problem, self.reply, pointer, hint=hint))

    def _taken(self, values: list[str]) -> str:
        """Return the variant that these values name, as far as was generated, "" if there is none."""
        found = self.folder.parents[1].glob(f"generated/gettask-{self.folder.name}/*/contract.json")
        variants = {
            k: v for path in found for k, v in json.loads(path.read_text("utf-8"))["variants"].items()
        }
        return next((name for name, variant in variants.items() if values in variant["match"]), "")

    def _lifecycle(self) -> dict[str, Any]:
        table = self.folder / "components/lifecycle.yaml"
        found: dict[str, Any] = load(table).data
        return found

    def _union(self, member: str) -> str:
        """Return the name of the API's union that a schema of the sister is in."""
        ref = f"tasks/{self.sister.name}.yaml#{_SCHEMAS}/{member}"
        for name, schema in self.api.data["components"]["schemas"].items():
            if {"$ref": ref} in schema.get("oneOf", []):
                return str(name)
        raise self.api.error(_SCHEMAS, f"no union has {member}, which the new variant is modelled on")

    def _dispatch(self) -> list[str]:
        union = self.api.data["components"]["schemas"][self._union(self.sister.task)]
        return list(union["x-dispatch"].get("properties", []))

    # The document

    def write(self) -> Layout:
        example = self.folder / "examples" / f"{self.name}_seen.json"
        sources = self.folder / "components/sources.yaml"
        # All of it is there before any of it is written.
        texts = {
            example: json.dumps(self.body, indent=2, ensure_ascii=False) + "\n",
            self.path: dump(self._document(example.name), compact=True),
            sources: self._with_source(sources.read_text("utf-8")),
            self.api.path: self._with_entries(self.api.path.read_text("utf-8")),
        }
        self._remind()
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            self.layout.files.append(path)
        return self.layout

    def _document(self, example: str) -> dict[str, Any]:
        data: dict[str, Any] = deepcopy(self.sister.document.data)
        api_title = str(self.api.data["info"]["title"]).split()[0]
        data["info"] = {
            "title": f"{api_title} {self.name}",
            "version": data["info"]["version"],
            "description": f"Laid out from a reply; what the page of {self.name} says is not in it yet.",
            "license": data["info"]["license"],
            "x-sources": {self.source: {"$ref": f"../components/sources.yaml#/{self.source}"}},
        }
        data["tags"] = [{"name": self.name, "description": self._named()}]
        for operation in operations(data):
            operation.value["tags"] = [self.name]
            operation.value["summary"] = (
                f"{'Get' if operation.method == 'get' else 'Create'} a task of {self.name}"
            )
            reply = get(operation.value, f"/{_OK}")
            for told in (get(operation.value, "/responses/200"), reply):
                for key in ("x-confidence", "x-sources", "examples"):
                    told.pop(key, None)
            reply["schema"] = {"$ref": f"#{_SCHEMAS}/{self.prefix}TaskReply"}
            if operation.method == "get":
                reply["examples"] = {"seen": {"$ref": f"#/components/examples/{self.prefix}Seen"}}
            else:
                asked = get(operation.value, f"/{_ASKED}")
                asked["schema"] = {
                    **{k: v for k, v in asked["schema"].items() if k == "x-dispatch"},
                    "$ref": f"#{_SCHEMAS}/{self.prefix}Request",
                }
                asked["examples"] = {"seen": {"$ref": f"#/components/examples/{self.prefix}Request"}}
        data["components"]["examples"] = {
            f"{self.prefix}Seen": {
                "summary": "A reply that was seen",
                "externalValue": f"../examples/{example}",
            },
            f"{self.prefix}Request": {
                "summary": "The request behind that reply, as far as it echoes it",
                "value": self._asked(),
            },
        }
        data["components"]["schemas"] = dict(self._schemas())
        return data

    def _named(self) -> str:
        return ", ".join(f"{key} {self.task[key]}" for key in self._dispatch()) + "."

    def _asked(self) -> dict[str, Any]:
        """Return a request, as far as the task echoes it."""
        given = {key: self.task.get(key) for key in self._echoed()}
        return {
            **{key: self.task[key] for key in self._dispatch()},
            **{
                key: {k: v for k, v in (value or {}).items() if v is not None} for key, value in given.items()
            },
        }

    def _echoed(self) -> list[str]:
        """Return the fields of a request that are the variant's own, as the sister has them."""
        asked = self.sister.schemas[self.sister.request]["properties"]
        own = [key for key, schema in asked.items() if str(schema.get("$ref", "")).startswith("#")]
        return [key for key in own if isinstance(self.task.get(key), dict | None)]

    def _marks(self) -> dict[str, Any]:
        return {"x-confidence": "inferred", "x-sources": [self.source]}

    def _schemas(self) -> Iterator[tuple[str, Any]]:
        sister, prefix = self.sister, self.prefix
        told = deepcopy(sister.schemas[sister.reply])
        reply = {"type": "object", **self._marks(), **{k: told[k] for k in ("required", "properties")}}
        inside = reply
        for token in tokens(self._lifecycle()["task"]):
            inside = inside["properties"][token]
        inside["$ref"] = f"#{_SCHEMAS}/{prefix}Task"
        yield f"{prefix}TaskReply", reply
        known = sister.schemas[sister.task]
        properties: dict[str, Any] = {}
        further: dict[str, Any] = {}
        for key, value in self.task.items():
            shared = known["properties"].get(key, {})
            if key in self._dispatch():
                properties[key] = {"const": value}
            elif str(shared.get("$ref", "")).startswith("../"):
                properties[key] = shared
            elif (own := _own(shared)) and isinstance(value, dict | None):
                name = f"{prefix}{own.removeprefix(pascal_case(sister.name))}"
                further[name] = self._object([value or {}], key)
                echo = _pointed(shared, f"#{_SCHEMAS}/{name}")
                bare = value is None and "anyOf" not in echo
                properties[key] = {"anyOf": [echo, {"type": "null"}], **self._marks()} if bare else echo
            elif not self._overlaid(key):
                properties[key] = self._guess([value], key)
        yield f"{prefix}Task", self._variant(sister.task, properties)
        yield from further.items()
        asked = sister.schemas[sister.request]["properties"]
        sent = {key: {"const": self.task[key]} for key in self._dispatch()}
        for key in self._echoed():
            name = f"{prefix}{_own(asked[key]).removeprefix(pascal_case(sister.name))}"
            sent[key] = {"$ref": f"#{_SCHEMAS}/{name}"}
            yield name, self._input(key)
        sent |= {key: s for key, s in asked.items() if str(s.get("$ref", "")).startswith("../")}
        yield f"{prefix}Request", self._variant(sister.request, sent)

    def _variant(self, sister: str, properties: dict[str, Any]) -> dict[str, Any]:
        """Return a schema of the variant that requires what the sister's requires."""
        required = [key for key in self.sister.schemas[sister].get("required", []) if key in properties]
        marks = {"x-variant": self.name, **self._marks()}
        return {"type": "object", **marks, "required": required, "properties": properties}

    def _input(self, key: str) -> dict[str, Any]:
        schema = self._object([self._asked()[key]], key)
        _admit(schema)
        self.layout.left.append(
            f"{key} of requests: what is required, what each field means, which values it takes"
        )
        return schema

    def _overlaid(self, key: str) -> bool:
        """Return whether an overlay adds this field to every task, so that the documents leave it out."""
        path = self.folder.parents[1] / "overlays" / self.folder.name / "observed.yaml"
        if not path.is_file():
            return False
        updates = [action.get("update") for action in load(path).data["actions"]]
        return any(isinstance(update, dict) and set(update) == {key} for update in updates)

    # Guesses

    def _object(self, seen: list[dict[str, Any]], path: str) -> dict[str, Any]:
        names = dict.fromkeys(name for one in seen for name in one)
        properties = {
            name: self._guess([one[name] for one in seen if name in one], f"{path}.{name}") for name in names
        }
        return {"type": "object", **self._marks(), **({"properties": properties} if properties else {})}

    def _guess(self, seen: list[Any], path: str) -> dict[str, Any]:
        """Return a schema that everything which was seen in one place fits, marked as inferred."""
        marks = self._marks()
        kinds = {type(value) for value in seen}
        if kinds == {dict}:
            return self._object(seen, path)
        if kinds == {list}:
            items = self._guess([item for value in seen for item in value], f"{path}.*")
            plain = {k: v for k, v in items.items() if "properties" in items or k not in marks}
            return {"type": "array", "items": plain, **marks}
        if kinds == {str}:
            return {"type": "string", **self._asset(seen, path), **marks}
        if kinds == {NoneType}:
            self.layout.left.append(f"{path}: it is null in the reply, so its type is not known")
            return {"description": "Null in the reply that was seen.", **marks}
        if NoneType in kinds:
            some = [value for value in seen if value is not None]
            return {"anyOf": [self._guess(some, path), {"type": "null"}], **marks}
        name = next((name for types, name in _NUMBERS if kinds and kinds <= types), None)
        if name is None:
            self.layout.left.append(
                f"{path}: what it is; the reply shows {'several types' if kinds else 'none'}"
            )
        return ({"type": name} if name else {}) | marks

    def _asset(self, seen: list[str], path: str) -> dict[str, Any]:
        """Return what makes strings the URLs of results, if they stand where results do."""
        outputs = {tokens(pointer)[0] for pointer in self._lifecycle()["fields"]["output"]["at"] if pointer}
        urls = [value for value in seen if re.match(r"https?://", value)]
        if path.partition(".")[0] not in outputs or not urls:
            return {}
        suffix = urlsplit(urls[0]).path.rpartition(".")[2].lower()
        media = _MODELS.get(suffix) or mimetypes.guess_type(f"x.{suffix}")[0] or ""
        kind = "model" if suffix in _MODELS else media.partition("/")[0]
        if kind not in _USUAL:
            kind = next((k for k in _USUAL if k in path.lower()), "")
            media = _USUAL.get(kind, "")
        if not kind or urls != seen:
            self.layout.left.append(
                f"{path}: a URL; if it leads to a result, say so with format: uri and x-asset"
            )
            return {}
        self.layout.left.append(f"{path}: how long the file is kept, and in which other formats it comes")
        asset = {"kind": kind, "media-types": [media], "retention": {"seconds": None}}
        return {"format": "uri", "x-asset": asset}

    # The entries

    def _with_source(self, text: str) -> str:
        entry = {"title": f"A Get Task reply of {self.name}", "date": None, "kind": "recorded"}
        return f"{text.rstrip()}\n{dump({self.source: entry})}"

    def _with_entries(self, text: str) -> str:
        """Return the API's document with schemas and examples of the variant."""
        document = f"tasks/{self.name}.yaml#/components"
        entries = {}
        for sister, end in ((self.sister.task, "Task"), (self.sister.request, "Request")):
            # Behind its sister: the end of a union is for what only its required keys tell.
            union = self._union(sister)
            members = self.api.data["components"]["schemas"][union]["oneOf"]
            after = members.index({"$ref": f"tasks/{self.sister.name}.yaml#{_SCHEMAS}/{sister}"})
            pointer = join(_SCHEMAS, union, "oneOf", after)
            entries[pointer] = f"- $ref: {document}/schemas/{self.prefix}{end}"
        for name, side, end in (("getTask", _OK, "Seen"), ("createTask", _ASKED, "Request")):
            operation = next(o for o in operations(self.api.data) if o.value.get("operationId") == name)
            examples = f"{operation.pointer}/{side}/examples"
            pointer = join(examples, [*get(self.api.data, examples)][-1])
            entries[pointer] = f"{self.name}: {{$ref: {document}/examples/{self.prefix}{end}}}"
        lines = text.split("\n")
        found = [(*_end(self.api, lines, pointer), entry) for pointer, entry in entries.items()]
        for line, indent, entry in sorted(found, reverse=True):
            lines.insert(line, " " * indent + entry)
        return "\n".join(lines)

    def _remind(self) -> None:
        tasks = self.path.relative_to(self.folder.parents[1]).as_posix()
        self.layout.left = [
            f"{self.source} in components/sources.yaml: where the reply is from, and its date",
            f"{tasks}: title and description, and what the vendor's page says, as a source of its own",
            *dict.fromkeys(self.layout.left),  # an echo and its request have the same gaps
        ]
        table = self._lifecycle()
        cased = str if table.get("case-sensitive", True) else str.lower
        said = (find(self.task, at) for at in table["fields"]["status"]["at"])
        status = next((s for s in said if s is not None), None)
        if isinstance(status, str) and cased(status) not in {cased(known) for known in table["statuses"]}:
            self.layout.left.append(f"status {status!r}: what it means, in the state table and in the schema")
        if "secret" in json.dumps(self.body):
            self.layout.left.append("the example holds a field named secret: take its value out if it is one")


def _read(document: Document) -> Sister | None:
    """Return the variant as a sister if it is simple enough: one schema a side, each by `$ref`."""
    by_id = {o.value.get("operationId"): o.value for o in operations(document.data)}
    schemas = document.data.get("components", {}).get("schemas", {})
    try:
        reply = get(by_id["getTask"], f"/{_OK}/schema/$ref").rpartition("/")[2]
        request = get(by_id["createTask"], f"/{_ASKED}/schema/$ref").rpartition("/")[2]
        (task,) = [n for n, s in schemas.items() if "x-variant" in s and n != request]
    except (KeyError, ValueError):
        return None
    whole = "properties" in schemas.get(request, {}) and "properties" in schemas.get(reply, {})
    whole = whole and document.data["components"].keys() <= {"securitySchemes", "examples", "schemas"}
    return Sister(document, reply, task, request) if whole else None


def _admit(schema: dict[str, Any]) -> None:
    """Say of each field below a schema what is not known of it."""
    for field_ in schema.get("properties", {}).values():
        for part in field_.get("anyOf", [field_]):
            if unknown := _UNKNOWN.get(part.get("type", "")):
                part["x-unknown"] = [*unknown]
            _admit(part)
    if isinstance(items := schema.get("items"), dict):
        _admit(items)


def _own(schema: dict[str, Any]) -> str:
    """Return the name of the document's own schema that a property refers to, "" if it refers to none."""
    refs = [m.get("$ref", "") for m in (schema, *schema.get("anyOf", []))]
    return next((ref.rpartition("/")[2] for ref in refs if ref.startswith("#")), "")


def _pointed(schema: dict[str, Any], ref: str) -> dict[str, Any]:
    """Return the property with its reference to an own schema pointed to another one."""
    if "anyOf" in schema:
        return {"anyOf": [_pointed(member, ref) for member in schema["anyOf"]]}
    return {"$ref": ref} if "$ref" in schema else schema


def _end(document: Document, lines: list[str], pointer: str) -> tuple[int, int]:
    """Return the line after a member of a mapping or list in block style, and its indent."""
    line, column = document.position(pointer)
    indent = column - 1 - (2 if tokens(pointer)[-1].isdecimal() else 0)
    while line < len(lines) and lines[line].strip() and len(lines[line]) - len(lines[line].lstrip()) > indent:
        line += 1
    return line, indent
