"""What a vendor's document lacks, as far as it follows from what it has: names, marks, links and examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.document.names import snake_case
from codegen.document.task_parameter import task_parameter
from codegen.document.walk import Node, Operation, at, bodies, closure, follow, operations
from codegen.rules.keywords import types_of
from codegen.scaffold.api import ERRORS
from codegen.scaffold.document.recognise import Recognised, good_reply, location, open_status
from codegen.scaffold.document.sample import Sampler
from codegen.scaffold.draft import find_id
from codegen.scaffold.guesses import NO_SENTENCE, admit, asset_of
from codegen.scaffold.state import ENDED
from codegen.sources.pointers import find, get, join, tokens

SOURCE = "vendor-document"
GUESS = {"x-confidence": "inferred", "x-sources": [SOURCE]}
_URL = ("url", "uri", "link", "href")


def complete(document: dict[str, Any], found: Recognised, hints: str) -> list[tuple[str, str, str]]:
    """Complete a document in place; return what is left to a person: file, place in it, text.

    Args:
        document: The document, in the words of 3.1.
        found: What was recognised in it.
        hints: Words that may tell the kind of results, such as names of variants.
    """
    completion = _Completion(document, found, hints)
    completion.name_task()
    completion.mark_assets()
    completion.admit_unknown()
    completion.complete_operations()
    return completion.left


class _Completion:
    def __init__(self, document: dict[str, Any], found: Recognised, hints: str) -> None:
        self.document, self.found, self.hints = document, found, hints
        self.left: list[tuple[str, str, str]] = []

    def name_task(self) -> None:
        """Give the schema of the task, and of the response around it, names; list its statuses."""
        reply, places = self.found.reply, self.found.places
        steps = tokens(places.task)
        self._named(reply.media.value, "schema", "GetTaskReply" if steps else "Task")
        holder, key = reply.media.value, "schema"
        for step in steps:
            inside = follow(self.document, Node("", "schema", holder[key])).value
            holder, key = inside.get("properties", {}), step
            if key not in holder:
                return
        if steps:
            self._named(holder, key, "Task")
        task = follow(self.document, Node("", "schema", holder[key])).value
        task.setdefault("x-dispatch", {})
        for schema in open_status(self.document, self.found):
            schema["enum"] = list(self.found.statuses)
        for member in at(self.document, Node("", "schema", task), []):
            if member.value is not task:
                member.value.setdefault("x-sources", [SOURCE])
        task.setdefault("x-sources", [SOURCE])

    def _named(self, holder: dict[str, Any], key: str, name: str) -> None:
        """Make an inline schema a component."""
        if "$ref" not in holder[key]:
            holder[key] = self._component(holder[key], name)

    def _component(self, schema: dict[str, Any], name: str) -> dict[str, Any]:
        """Put a schema among the components, under this name or one like it; return the reference to it."""
        known = self.document.setdefault("components", {}).setdefault("schemas", {})
        name = next(n for n in (name, f"Api{name}", f"Polled{name}") if n not in known)
        known[name] = schema
        return {"$ref": f"#/components/schemas/{name}"}

    def mark_assets(self) -> None:
        """Mark the URLs of results, and leave out the format where it is not plain what they lead to."""
        media = self.found.reply.media
        places = self.found.places
        outputs = [
            node
            for where in places.output
            for node in at(self.document, self.found.reply.schema, tokens(places.task + where))
        ]
        inside = {n.pointer for n in closure(self.document, outputs)}
        every = [
            o
            for operation in operations(self.document)
            for _, o in bodies(self.document, operation, "response")
        ]
        marked = 0
        for node in closure(self.document, [media, *every]):
            if (
                node.kind != "schema"
                or not isinstance(node.value, dict)
                or "string" not in types_of(node.value)
            ):
                continue
            result = node.pointer in inside and _is_url(node)
            if not result and node.value.get("format") != "uri":
                continue
            asset = None
            if result:
                shown = str(next(iter(node.value.get("examples", [])), ""))
                asset = asset_of(shown, node.pointer, self.hints)
            if asset is None:
                node.value.pop("format", None)
                if result:
                    text = "a URL; if it leads to a result, say so with format: uri and x-asset"
                    self.left.append(("components/schemas.yaml", self._in_schemas(node.pointer), text))
            else:
                node.value.update(asset)
                marked += 1
                text = "how long the file is kept, and in which other formats it comes"
                where = join(self._in_schemas(node.pointer), "x-asset", "retention")
                self.left.append(("components/schemas.yaml", where, text))
        if not marked:
            where = "/fields/output"
            self.left.append(
                ("components/lifecycle.yaml", where, "no URL of a result was found: mark it with x-asset")
            )

    @staticmethod
    def _in_schemas(pointer: str) -> str:
        return pointer.removeprefix("/components/schemas")

    def admit_unknown(self) -> None:
        """Say of every field of a request what the document leaves open."""
        media = [m for o in operations(self.document) for _, m in bodies(self.document, o, "request")]
        for node in closure(self.document, media):
            if node.kind != "schema" or not isinstance(node.value, dict):
                continue
            properties = node.value.get("properties", {})
            if properties and not node.value.keys() & {"required", "minProperties", "oneOf", "anyOf"}:
                node.value["x-unknown"] = ["required"]
            for name, below in properties.items():
                if isinstance(below, dict):
                    target = follow(self.document, Node("", "schema", below)).value
                    if "description" not in {**below, **target}:
                        below["description"] = NO_SENTENCE
                    admit(below, optional=name not in node.value.get("required", []))

    def complete_operations(self) -> None:
        """Mark what operations do with tasks; give them summaries, errors and examples."""
        poll, creates = self.found.poll, self.found.creates
        for operation in operations(self.document):
            value = operation.value
            if operation == poll:
                value["operationId"] = "getTask"
                value["x-task-lifecycle"] = {"$ref": "components/lifecycle.yaml"}
            elif value["operationId"] in ("getTask", "cancelTask"):
                value["operationId"] += "Too"
            if operation in creates:
                self._link(operation)
            elif _cancels(operation, poll):
                value |= {"operationId": "cancelTask", "x-cancel": True}
            value.setdefault(
                "summary", value.get("description", "").partition(".")[0] or _words(value["operationId"])
            )
            self._errors(operation)
            self._examples(operation)
        for tag in self.document.get("tags", []):
            tag.setdefault("description", NO_SENTENCE)

    def _errors(self, operation: Operation) -> None:
        """Add the errors that any API has where an operation states none."""
        responses = operation.value.setdefault("responses", {})
        wanted = ["404"] if operation == self.found.poll else []
        if not any(status.startswith("4") for status in responses):
            wanted.append("401")
        for status, _, _, description, _ in ERRORS:
            if str(status) in wanted and "4XX" not in responses:
                responses.setdefault(str(status), {"description": description, **GUESS})

    def _link(self, create: Operation) -> None:
        """Link the response of a create to Get Task, by the id in it."""
        reply = good_reply(self.document, create, Sampler(self.document))
        poll = self.found.poll
        taker = task_parameter(self.document, poll)
        place, header = find_id(reply.body) if reply else None, location(self.document, create)
        if taker is None:
            return
        if place is not None and reply is not None:
            status, expression = reply.status, f"$response.body#{place}"
        elif header is not None:
            status, expression = header[0], f"$response.header.{header[1]}"
        else:
            return
        response = follow(self.document, Node("", "response", create.value["responses"][status])).value
        if not response.get("links"):
            response["links"] = {
                "GetTask": {"operationId": "getTask", "parameters": {taker["name"]: expression}}
            }
        for link in response.get("links", {}).values():
            if link.get("operationId") == poll.value["operationId"]:
                link["operationId"] = "getTask"

    def _examples(self, operation: Operation) -> None:
        """Give what has no example one that fits."""
        for side in ("request", "response"):
            for status, media in bodies(self.document, operation, side):
                if side == "response" and not status.startswith("2"):
                    continue
                self._example(media, operation, side)
        for parameter in _parameters(self.document, operation):
            schema = follow(self.document, Node("", "schema", parameter.get("schema", {}))).value
            if not {*parameter, *schema} & {"example", "examples", "default", "enum", "const"}:
                node = Node("", "schema", parameter.get("schema", {}))
                parameter["example"] = Sampler(self.document).sample(node, full=False)
            if operation == self.found.poll and parameter.get("in") == "path":
                parameter.setdefault("description", "The id that the creating operation returned.")
                schema.setdefault("minLength", 1) if "string" in types_of(schema) else None

    def _example(self, media: Node, operation: Operation, side: str) -> None:
        schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema", {}))
        for name, example in list(media.value.get("examples", {}).items()):
            if not isinstance(example, dict) or "value" not in example:
                del media.value["examples"][name]
            else:
                example.setdefault("summary", name)
        if media.value.get("examples") or "schema" not in media.value:
            return
        value = None
        if side == "response" and operation == self.found.poll:
            value = self._task_example(schema, "succeeded")
        elif side == "response" and operation in self.found.creates:
            value = self._task_example(schema, "queued", "running")
        if value is None:
            value = Sampler(self.document).fitting(schema, full=side == "response")
        if value is not None:
            example = {"summary": "Made of the schema", **GUESS, "value": value}
            media.value["examples"] = {"made" if side == "response" else "request": example}

    def _task_example(self, schema: Node, *phases: str) -> Any:
        """Return a task in the first of these phases that a status has, without error; None if none fits."""
        places, statuses = self.found.places, self.found.statuses
        sampler = Sampler(self.document)
        body = sampler.sample(schema, full=True, examples=False)
        task = find(body, places.task)
        wanted = next((s for phase in phases for s, own in statuses.items() if own == phase), None)
        if not isinstance(task, dict) or find(task, places.status) is None or wanted is None:
            return None
        known = find(task, places.status)
        if isinstance(known, bool) and wanted not in ENDED:
            task.pop(tokens(places.status)[0])
        elif isinstance(known, bool):
            _put(task, places.status, wanted == "true")
        else:
            _put(task, places.status, type(known)(wanted) if isinstance(known, int) else wanted)
        unfit = [places.code, places.message]
        if "succeeded" not in phases:
            unfit += [places.progress[0] if places.progress else None, *places.output]
        elif places.progress and find(task, places.progress[0]) is not None:
            _put(task, places.progress[0], places.progress[1])
        for where in filter(None, unfit):
            task.pop(tokens(where)[0], None)
        return body if sampler.fits(schema.pointer, body) else None


def _words(name: str) -> str:
    return snake_case(name).replace("_", " ").capitalize()


def _parameters(document: dict[str, Any], operation: Operation) -> Iterator[dict[str, Any]]:
    """Yield the parameters of an operation, those of its path included."""
    item = get(document, operation.pointer.rpartition("/")[0])
    for raw in (*item.get("parameters", ()), *operation.value.get("parameters", ())):
        yield follow(document, Node("", "parameter", raw)).value


def _cancels(operation: Operation, poll: Operation) -> bool:
    """Return whether an operation plainly cancels a task: DELETE of the task, or POST to its `cancel`."""
    if operation.method == "delete":
        return operation.path == poll.path
    return (
        operation.method in ("post", "put")
        and operation.path.rstrip("/") == f"{poll.path.rstrip('/')}/cancel"
    )


def _is_url(node: Node) -> bool:
    """Return whether a text is a URL: by its format, its name or its example."""
    if node.value.get("format") in ("uri", "uri-reference"):
        return True
    name = next(
        (
            t
            for t in reversed(tokens(node.pointer))
            if t not in ("items", "anyOf", "oneOf") and not t.isdecimal()
        ),
        "",
    )
    shown = str(next(iter(node.value.get("examples", [])), ""))
    return shown.startswith(("http://", "https://")) or name.lower().rstrip("s").endswith(_URL)


def _put(node: Any, pointer: str, value: Any) -> None:
    *steps, last = tokens(pointer)
    for step in steps:
        node = node[step]
    node[last] = value
