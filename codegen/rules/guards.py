"""What lint does not see: one small function a guard.

A guard looks at a bundled document in one of its layers and yields what is wrong there.
Those on the client's view stand before openapi-python-client, which gets the same
things wrong without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal, NamedTuple

from codegen.document.dispatch import inside, lifecycles, members
from codegen.document.walk import Node, Operation, at, bodies, closure, follow, operations, sides, walk
from codegen.rules import examples, extensions
from codegen.sources.source import DATA, find, get, join, tokens

Layer = Literal["documented", "effective", "slice", "client"]
EVERY: tuple[Layer, ...] = ("documented", "effective", "slice", "client")


@dataclass(frozen=True)
class Spec:
    """A bundled document to look at."""

    document: dict[str, Any]
    layer: Layer

    @cached_property
    def nodes(self) -> list[Node]:
        """All structural nodes."""
        return list(walk(self.document))

    @cached_property
    def schemas(self) -> list[Node]:
        """All Schema Objects, but for the boolean ones."""
        return [n for n in self.nodes if n.kind == "schema" and isinstance(n.value, dict)]

    @cached_property
    def operations(self) -> list[Operation]:
        """All operations under `paths`."""
        return list(operations(self.document))

    @cached_property
    def sides(self) -> tuple[set[str], set[str]]:
        """Pointers of the schemas that requests reach, and that responses reach."""
        return sides(self.document)


class Finding(NamedTuple):
    """One thing that a guard does not like; a `note` is worth knowing and stops nothing."""

    rule: str
    pointer: str
    problem: str
    hint: str
    note: bool = False


Problems = Iterator[tuple[str, str]]  # (pointer, problem)


class Guard(NamedTuple):
    """A rule: in which layers it holds, how to find what breaks it, and how to mend that."""

    rule: str
    layers: tuple[Layer, ...]
    check: Callable[[Spec], Problems]
    hint: str
    note: bool


GUARDS: list[Guard] = []


def _guard(
    rule: str, *layers: Layer, hint: str, note: bool = False
) -> Callable[[Callable[[Spec], Problems]], Callable[[Spec], Problems]]:
    def register(check: Callable[[Spec], Problems]) -> Callable[[Spec], Problems]:
        GUARDS.append(Guard(rule, layers, check, hint, note))
        return check

    return register


def check(document: dict[str, Any], layer: Layer) -> list[Finding]:
    """Return everything that the guards of `layer` find in a bundled document.

    What the basic guards find comes alone: the others follow references and read extensions.
    """
    spec = Spec(document, layer)
    found: dict[Finding, None] = {}
    for guard in GUARDS:
        if layer in guard.layers:
            for pointer, problem in guard.check(spec):
                found[Finding(guard.rule, pointer, problem, guard.hint, guard.note)] = None
        if found and guard.check is _extension:
            break
    return list(found)


# What all others rest upon


@_guard("local-ref", *EVERY, hint="after bundling, every $ref is local: '#/components/...'")
def _local_ref(spec: Spec) -> Problems:
    """A `$ref` in the bundle that leads outside it, to nothing, or to anything but a component.

    Redocly leaves such a reference standing, and every later step would follow it into the void; the client
    generator and the specs of one variant know components alone.
    """
    for pointer, kind, value in spec.nodes:
        ref = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(ref, str):
            continue
        try:
            if not ref.startswith("#"):
                raise KeyError(ref)
            get(spec.document, ref[1:])
        except KeyError:
            yield join(pointer, "$ref"), f"{ref!r} points to nothing in the bundled document"
        else:
            if kind != "path-item" and not re.fullmatch("#/components/[^/]+/[^/]+", ref):
                yield join(pointer, "$ref"), f"{ref!r} points to no component: make it one"


@_guard("json-schema", *EVERY, hint="see JSON Schema 2020-12")
def _json_schema(spec: Spec) -> Problems:
    """A schema that is no JSON Schema 2020-12.

    A validator ignores a keyword of the wrong type, so the schema would say nothing while it looks as if
    it did.
    """
    inside = "\0"
    for pointer, kind, value in spec.nodes:
        if kind == "schema" and not pointer.startswith(f"{inside}/"):
            inside = pointer
            for path, problem in examples.malformed(value):
                yield join(pointer, *path), problem


@_guard("extension", *EVERY, hint="see docs/extensions.md")
def _extension(spec: Spec) -> Problems:
    """An `x-` extension that does not exist, stands where none may, or has the wrong shape.

    Nobody reads it then: a typing error in `x-sources` is a source that is lost.
    """
    yield from extensions.check(spec.nodes)


# Structure, in every layer


@_guard("openapi-version", *EVERY, hint="write openapi: 3.1.0")
def _version(spec: Spec) -> Problems:
    """A document that is not OpenAPI 3.1.

    The client generator does not read 3.2, and 3.0 means other things by `nullable` and
    `exclusiveMinimum`.
    """
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield "/openapi", f"OpenAPI {version} is not read here, only 3.1"


@_guard("path-item-ref", *EVERY, hint="write the operations where the path stands")
def _path_item_ref(spec: Spec) -> Problems:
    """A path whose operations stand behind a `$ref`.

    The client generator drops them without a word.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "path-item" and isinstance(value, dict) and "$ref" in value:
            yield join(pointer, "$ref"), "the client generator drops the operations behind this"


@_guard("operation-id", *EVERY, hint="give each operation an operationId of its own")
def _operation_id(spec: Spec) -> Problems:
    """An operation without an operationId, or with one that is taken.

    It names the function in every client, in snake case; of two with one name, the client generator keeps
    the last.
    """
    seen: dict[str, str] = {}
    for pointer, kind, value in spec.nodes:
        if kind != "operation" or not isinstance(value, dict):
            continue
        name = value.get("operationId")
        if not isinstance(name, str):
            yield pointer, "this operation has no operationId"
        elif (other := seen.setdefault(snake_case(name), pointer)) != pointer:
            yield join(pointer, "operationId"), f"the operationId {name!r} is taken by {other}"


@_guard("boolean-schema", *EVERY, hint="write {} for any value; leave out what never holds")
def _boolean_schema(spec: Spec) -> Problems:
    """A schema that is `true` or `false`.

    The client generator refuses the whole document.
    """
    for pointer, kind, value in spec.nodes:
        allowed = ("additionalProperties", "unevaluatedProperties")
        if kind == "schema" and isinstance(value, bool) and tokens(pointer)[-1] not in allowed:
            yield pointer, "a schema that is true or false is not read by the client generator"


@_guard("local-definitions", *EVERY, hint="move the schema to components")
def _definitions(spec: Spec) -> Problems:
    """`$defs` inside a schema.

    The client generator does not follow references into it.
    """
    for pointer, _, value in spec.schemas:
        if "$defs" in value:
            yield join(pointer, "$defs"), "$defs is not read by the client generator"


@_guard("array-items", *EVERY, hint="say what the items are; items: {} for anything")
def _array_items(spec: Spec) -> Problems:
    """An array that does not say what its items are.

    The client generator refuses it; a mock and a contract test have nothing to go by.
    """
    for pointer, _, value in spec.schemas:
        if "array" in _types(value) and "items" not in value:
            yield pointer, "this array does not say what its items are"


_BOUNDS = [
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
]


@_guard("bounds", *EVERY, hint="mend the smaller or the larger one")
def _bounds(spec: Spec) -> Problems:
    """A lower bound above the upper one.

    Nothing fits such a schema, no linter says so, and every request would be refused.
    """
    for pointer, _, value in spec.schemas:
        for low, high in _BOUNDS:
            if low in value and high in value and value[low] > value[high]:
                yield join(pointer, low), f"{low} {value[low]} is above {high} {value[high]}"


# A variant's document shares components that cite what only the API's document defines.
@_guard("source", "effective", "client", hint="define the source in info.x-sources, or mend its id")
def _source(spec: Spec) -> Problems:
    """An id in `x-sources` that the document does not define.

    Evidence that nobody can look up is none.
    """
    defined = spec.document.get("info", {}).get("x-sources", {})
    for pointer, name in cited(spec.document):
        if name not in defined:
            yield pointer, f"the source {name!r} is not defined"


def cited(node: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield (pointer, id) of every source that `node` cites."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            if isinstance(item, dict | list):
                yield from cited(item, join(pointer, i))
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "x-sources" and isinstance(value, list):
                yield from ((join(pointer, key, i), name) for i, name in enumerate(value))
            elif isinstance(value, dict | list) and (key not in DATA or pointer.endswith("/properties")):
                yield from cited(value, join(pointer, key))


@_guard("key-variable", *EVERY, hint="say with x-env which environment variable holds the key")
def _key_variable(spec: Spec) -> Problems:
    """A security scheme without `x-env`.

    Client, command line and README take the key from the variable that it names.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "security-scheme" and "x-env" not in value:
            yield pointer, "this security scheme does not say where its key comes from"


@_guard("one-key", *EVERY, hint="describe the key as an apiKey in a header, or as http bearer")
def _one_key(spec: Spec) -> Problems:
    """A way to authenticate that is not one key in a header, or a second one beside it.

    The client generator ignores security schemes; clients and contract.json have room for one key.
    """
    schemes = [node for node in spec.nodes if node.kind == "security-scheme"]
    for i, (pointer, _, value) in enumerate(schemes):
        in_header = value.get("type") == "apiKey" and value.get("in") == "header"
        bearer = value.get("type") == "http" and str(value.get("scheme")).lower() == "bearer"
        if i:
            yield pointer, f"no client would use it, but {schemes[0].pointer} alone"
        elif not (in_header or bearer):
            yield pointer, "no client can authenticate like this"
    if not schemes:
        yield "", "this document does not say how a key is sent"


# The state table


@_guard("state-table", *EVERY, hint="put x-task-lifecycle on Get Task, and operationId: getTask beside it")
def _state_table(spec: Spec) -> Problems:
    """A Get Task operation without `x-task-lifecycle`, or with one and another name than `getTask`; or none.

    Its statuses would be words without meaning: no client knows when to stop asking, or what to ask.
    """
    if not any("x-task-lifecycle" in operation.value for operation in spec.operations):
        yield "/paths", "no operation has a state table"
    for operation in spec.operations:
        is_get_task = operation.value.get("operationId") == "getTask"
        if is_get_task and "x-task-lifecycle" not in operation.value:
            yield operation.pointer, "Get Task has no state table"
        elif not is_get_task and "x-task-lifecycle" in operation.value:
            yield operation.pointer, "the operation with the state table is not called getTask"


@_guard("known-status", *EVERY, hint="name a status of the table, in its spelling")
def _known_status(spec: Spec) -> Problems:
    """A status that the state table names in `next`, `when` or `implied`, and does not list.

    The mock would move a task into a state that nobody knows.
    """
    for lifecycle in lifecycles(spec.document):
        statuses = lifecycle.table.get("statuses", {})
        named = [
            (join("/statuses", status, "next", i), name)
            for status, entry in statuses.items()
            for i, name in enumerate(entry.get("next", []))
        ]
        when = lifecycle.table.get("fields", {}).get("progress", {}).get("when", [])
        named += [(join("/fields/progress/when", i), name) for i, name in enumerate(when)]
        implied = lifecycle.table.get("implied", [])
        named += [(join("/implied", i, "status"), rule["status"]) for i, rule in enumerate(implied)]
        for pointer, name in named:
            if name not in statuses:
                yield lifecycle.pointer + pointer, f"the table has no status {name!r}"


@_guard(
    "status-table",
    *("documented", "effective", "slice"),
    hint="the schema's enum and the statuses of x-task-lifecycle must be the same",
)
def _status_table(spec: Spec) -> Problems:
    """A status that the schema's enum has and the state table lacks, or the other way round.

    A second list of statuses goes stale, and every wait that ends too late was such a list.
    """
    for lifecycle in lifecycles(spec.document):
        fold = str if lifecycle.table.get("case-sensitive", True) else str.casefold
        table = {fold(s) for s in lifecycle.table.get("statuses", {})}
        for status in _at_field(spec, lifecycle.tasks, lifecycle.table, "status"):
            enum = {fold(str(s)) for s in _values(status.value)}
            where = join(status.pointer, "const" if "const" in status.value else "enum")
            if enum - table:
                yield where, f"the state table lacks {_listed(enum - table)}"
            if enum and table - enum:
                yield where, f"the state table also has {_listed(table - enum)}"


@_guard("no-status", "effective", hint="say with `implied` in x-task-lifecycle what its status is")
def _no_status(spec: Spec) -> Problems:
    """A kind of task that has no status, and no rule for what its status is.

    Waiting reads the status: without it, it would ask until the deadline.
    """
    for lifecycle in lifecycles(spec.document):
        implied = [set(rule["required"]) for rule in lifecycle.table.get("implied", [])]
        met = set()
        for task in lifecycle.tasks:
            if _at_field(spec, [task], lifecycle.table, "status"):
                continue
            fits = [i for i, keys in enumerate(implied) if keys <= {*task.value.get("required", [])}]
            met.update(fits)
            if not fits:
                yield task.pointer, "a task of this kind has no status"
        for i in {*range(len(implied))} - met:
            yield join(lifecycle.pointer, "implied", i), "no task without a status requires these keys"


@_guard("lifecycle-pointer", "effective", hint="mend the pointer, or the schema of the task")
def _lifecycle_pointer(spec: Spec) -> Problems:
    """A pointer of the state table at which no task has anything.

    The field would be None for ever, and nothing would say so.
    """
    for lifecycle in lifecycles(spec.document):
        if not any(inside(spec.document, reply, lifecycle.table["task"]) for reply in lifecycle.replies):
            yield join(lifecycle.pointer, "task"), "no reply has anything at this pointer"
            continue
        fields = dict(lifecycle.table.get("fields", {}))
        fields |= {f"error/{k}": v for k, v in fields.pop("error", {}).items()}
        for name, field in fields.items():
            for i, pointer in enumerate(field["at"]):
                if not any(at(spec.document, t, tokens(pointer)) for t in lifecycle.tasks):
                    where = f"{lifecycle.pointer}/fields/{name}/at/{i}"
                    yield where, f"no task of any variant has {pointer!r}"


@_guard(
    "asset",
    *("documented", "effective", "slice"),
    hint="say with x-asset what the URL leads to, or drop format: uri",
)
def _asset(spec: Spec) -> Problems:
    """The URL of a result without `x-asset`, or `x-asset` on what is no string.

    Only what is marked is downloaded: a result that was paid for would be missing.
    """
    for lifecycle in lifecycles(spec.document):
        outputs = _at_field(spec, lifecycle.tasks, lifecycle.table, "output")
        for node in closure(spec.document, outputs):
            if node.kind != "schema" or not isinstance(node.value, dict):
                continue
            if node.value.get("format") == "uri" and "x-asset" not in node.value:
                yield node.pointer, "the URL of a result without x-asset"
    for pointer, _, value in spec.schemas:
        if "x-asset" in value and "string" not in _types(value):
            yield (
                join(pointer, "x-asset"),
                "x-asset stands on the schema of a string, here it is none",
            )


@_guard("error-class", "effective", hint="add the status or the code, with its class, to x-errors")
def _error_class(spec: Spec) -> Problems:
    """An error in an example that no entry of `x-errors` gives a class.

    Callers catch errors by class: without one, a lack of credit looks like any other failure.
    """
    code_at = spec.document.get("x-reply", {}).get("code", {}).get("at", [])
    known = [e for e in spec.document.get("x-errors", []) if e["place"] == "http"]
    for operation in spec.operations:
        for status, media in bodies(spec.document, operation, "response"):
            if status.startswith("2"):
                continue
            for _, where, body in _examples(spec, media):
                said = [find(body, pointer) for pointer in code_at]
                for code in [c for c in said if c is not None] or [None]:
                    if not any(_covers(entry, status, code) for entry in known):
                        yield where, f"HTTP {status}, code {code}, has no class"


def _covers(entry: dict[str, Any], status: str, code: Any) -> bool:
    statuses = (None, status, int(status) if status.isdecimal() else None)
    return entry.get("status") in statuses and entry.get("code") in (None, code)


# Evidence


@_guard(
    "missing-source", "documented", "effective", hint="name with x-sources the page or the body that shows it"
)
def _missing_source(spec: Spec) -> Problems:
    """A variant without `x-sources`, or something said to be observed, reported or inferred without them.

    What nobody can look up, nobody can correct: the next change of the vendor's page would be guessed at.
    """
    cited = {p for p, _, value in spec.nodes if isinstance(value, dict) and value.get("x-sources")}
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or kind == "example" or pointer in cited:
            continue
        if "x-variant" in value:
            yield pointer, "this variant does not say where it is documented"
        confidence = value.get("x-confidence", "documented")
        if confidence != "documented" and not any(pointer.startswith(f"{p}/") for p in cited):
            yield join(pointer, "x-confidence"), f"{confidence}, and by what is not said"


@_guard(
    "missing-confidence", "documented", "effective", hint="say x-confidence: observed, reported or inferred"
)
def _missing_confidence(spec: Spec) -> Problems:
    """Something that stands on recorded bodies, clients or third parties alone, and claims to be documented.

    Without `x-confidence` it reads as the vendor's word, which it is not.
    """
    sources = spec.document.get("info", {}).get("x-sources", {})
    for pointer, _, value in spec.nodes:
        if not isinstance(value, dict) or value.get("x-confidence", "documented") != "documented":
            continue
        kinds = {sources[name]["kind"] for name in value.get("x-sources", []) if name in sources}
        if kinds and not kinds & {"page", "openapi"} and pointer != "/info":
            yield join(pointer, "x-sources"), "no page of the vendor is among the sources"


@_guard(
    "request-field", "effective", hint="write what is known of the field, and list the rest with x-unknown"
)
def _request_field(spec: Spec) -> Problems:
    """A field of a request that is silent on its type, its default, a number's range or a list's length.

    Silence reads as freedom: where no source says anything, `x-unknown` says so.
    """
    requests, _ = spec.sides
    for pointer, _, value in spec.schemas:
        if pointer not in requests:
            continue
        for name, field in value.get("properties", {}).items():
            optional = name not in value.get("required", [])
            if isinstance(field, dict) and (silent := _silent(field, optional=optional)):
                yield join(pointer, "properties", name), f"{_listed(silent)}: neither said nor unknown"


def _silent(field: dict[str, Any], *, optional: bool) -> set[str]:
    """Return on which aspects a field is silent; what stands behind a reference is looked at there."""
    said = field.keys() | set(field.get("x-unknown", []))
    if not field or said & {"$ref", "const", "anyOf", "oneOf", "allOf"}:
        return set()
    types = {*_types(field)}
    wanted = set() if "enum" in said else {"type"}
    if types & {"integer", "number"} and "enum" not in said:
        wanted |= {bound for bound in ("minimum", "maximum") if f"exclusiveM{bound[1:]}" not in said}
    if "array" in types:
        wanted.add("maxItems")
    if optional and (types & {"boolean", "integer", "number"} or "enum" in field):
        wanted.add("default")
    return wanted - said


# Unions


@_guard("discriminator-mapping", *EVERY, hint="mend the mapping, or add the schema to the union")
def _discriminator_mapping(spec: Spec) -> Problems:
    """A `discriminator` that maps a value to a schema which is no member of the union.

    No linter sees it, and a generator that follows the mapping decodes into the wrong class.
    """
    for pointer, _, value in spec.schemas:
        mapping = (value.get("discriminator") or {}).get("mapping", {})
        refs = [m.get("$ref") for k in ("oneOf", "anyOf") for m in value.get(k, []) if isinstance(m, dict)]
        for name, target in mapping.items():
            full = target if target.startswith("#") else f"#/components/schemas/{target}"
            if refs and full not in refs:
                where = join(pointer, "discriminator", "mapping", name)
                yield where, f"{target!r} is no member of the union"


@_guard(
    "dispatch",
    *EVERY,
    hint="members differ in the values of the x-dispatch properties, or an earlier one requires "
    "a key that a later one does not",
)
def _dispatch(spec: Spec) -> Problems:
    """Two members of a union that a body cannot tell apart, or a member that it cannot find.

    Clients find a variant in one step, as `x-dispatch` says; a body would be read as the wrong model.
    """
    for node in spec.schemas:
        if "x-dispatch" not in node.value or not node.value.keys() & {"oneOf", "anyOf"}:
            continue
        names = node.value["x-dispatch"].get("properties", [])
        fallback = node.value["x-dispatch"].get("fallback", "#").removeprefix("#")
        all_members = members(spec.document, node)
        if fallback and fallback not in [m.node.pointer for m in all_members]:
            where = join(node.pointer, "x-dispatch", "fallback")
            yield where, f"the fallback {fallback!r} is no member of the union"
        known = [m for m in all_members if m.node.pointer != fallback]
        for m in known:
            fixed = [n for n, values in zip(names, m.values, strict=True) if values]
            if fixed and (missing := set(names) - ({*fixed} & {*m.required})):
                yield m.node.pointer, f"{m.name} must fix and require {_listed(missing)}, too"
        for one, other in combinations(known, 2):
            shared = {*one.tuples} & {*other.tuples}
            alike = shared or not (one.tuples or other.tuples)
            if alike and {*one.required} <= {*other.required}:
                by = f" by {sorted(shared, key=str)}" if shared else ""
                yield node.pointer, f"{one.name} and {other.name} cannot be told apart{by}"


@_guard("union", "client", hint="add x-dispatch, with the properties that name the member")
def _union(spec: Spec) -> Problems:
    """A union of several objects, or arrays, without `x-dispatch`.

    The client generator tries one after the other and keeps the first that decodes, which may be the
    wrong one.
    """
    for pointer, _, value in spec.schemas:
        if "x-dispatch" in value:
            continue
        for keyword in sorted(value.keys() & {"oneOf", "anyOf"}):
            nodes = (Node(join(pointer, keyword, i), "schema", m) for i, m in enumerate(value[keyword]))
            kinds = Counter(kind for node in nodes for kind in _containers(spec, node))
            for kind in (k for k, n in kinds.items() if n > 1):
                yield pointer, f"several members are {kind}s: the first that decodes would win"


@_guard("discriminator", "client", hint="say the same with x-dispatch")
def _discriminator(spec: Spec) -> Problems:
    """A `discriminator` without `x-dispatch`.

    The client generator ignores it; the union would be decoded by trial.
    """
    for pointer, _, value in spec.schemas:
        if "discriminator" in value and "x-dispatch" not in value:
            yield join(pointer, "discriminator"), "the client generator ignores discriminators"


# Examples


@_guard("example", "documented", "effective", "slice", hint="mend the example or the schema")
def _example(spec: Spec) -> Problems:
    """An example that does not fit its schema.

    One of the two is wrong, and the mock answers with both.
    """
    validators = examples.Validators(spec.document)
    for node in spec.nodes:
        for schema, where, example in _examples(spec, node):
            if problem := validators.problem(schema, example):
                yield where, problem


def _examples(spec: Spec, node: Node) -> Iterator[tuple[str, str, Any]]:
    """Yield (schema, pointer, value) of the examples on a node, those in components followed."""
    pointer, kind, value = node
    if not isinstance(value, dict):
        return
    if kind == "schema":
        for i, example in enumerate(value.get("examples", [])):
            yield pointer, join(pointer, "examples", i), example
    elif kind in ("media-type", "parameter", "header") and "schema" in value:
        schema = join(pointer, "schema")
        if "example" in value:
            yield schema, join(pointer, "example"), value["example"]
        for name, named in value.get("examples", {}).items():
            where = join(pointer, "examples", name)
            held = follow(spec.document, Node(where, "example", named)).value
            if "value" in held:
                yield schema, where, held["value"]


@_guard("missing-example", "effective", "slice", hint="add a named example")
def _missing_example(spec: Spec) -> Problems:
    """A body or a parameter without an example.

    Examples are what contract tests send, what the mock answers with, and what people read first.
    """
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "request"):
            if not media.value.keys() & {"example", "examples"}:
                yield media.pointer, "this request has no example"
        for status, media in bodies(spec.document, operation, "response"):
            # A slice keeps only its own variant's examples, which may be none.
            if spec.layer == "slice" or not status.startswith("2"):
                continue
            if not media.value.keys() & {"example", "examples"}:
                yield media.pointer, "this response has no example"
        for i, parameter in enumerate(operation.value.get("parameters", [])):
            where = join(operation.pointer, "parameters", i)
            node = follow(spec.document, Node(where, "parameter", parameter))
            schema = follow(
                spec.document,
                Node(join(node.pointer, "schema"), "schema", node.value.get("schema")),
            )
            held = node.value.keys() | (schema.value or {}).keys()
            if not held & {"example", "examples", "default", "enum", "const"}:
                yield where, f"the parameter {node.value.get('name')!r} has no example"


# What openapi-python-client gets wrong


_BESIDE_ALL_OF = {"properties", "required", "additionalProperties", "patternProperties"}


@_guard("all-of", "client", hint="make everything a member of the allOf, or write one schema")
def _all_of(spec: Spec) -> Problems:
    """`allOf` beside keywords of its own, or with two members that define one property.

    The client generator drops the one or the other without a word.
    """
    for pointer, _, value in spec.schemas:
        if "allOf" not in value:
            continue
        if beside := value.keys() & {"oneOf", "anyOf"}:
            yield pointer, f"allOf beside {_listed(beside)} is dropped by the client generator"
        elif beside := value.keys() & _BESIDE_ALL_OF:
            yield pointer, f"{_listed(beside)} beside allOf is dropped by the client generator"
        fixed = Counter[str]()
        for i, part in enumerate(value["allOf"]):
            member = follow(spec.document, Node(join(pointer, "allOf", i), "schema", part)).value
            fixed.update(member.get("properties", {}).keys())
        for name in (n for n, count in fixed.items() if count > 1):
            yield pointer, f"several members of this allOf define {name!r}"


@_guard("nullable-enum", "client", hint="write anyOf: [{$ref: the enum}, {type: 'null'}]")
def _nullable_enum(spec: Spec) -> Problems:
    """An enum that lists null or allows it by its type.

    The client generator makes two classes of it that have the same name.
    """
    for pointer, _, value in spec.schemas:
        if "enum" in value and ("null" in _types(value) or None in value["enum"]):
            yield pointer, "an enum with null becomes two classes of one name"


_TAKEN = ("d", "cls", "from_dict", "to_dict", "additional_properties")


@_guard("property-name", "client", hint="rename the property in overlays/<api>/client.yaml")
def _property_name(spec: Spec) -> Problems:
    """A property whose name in Python is one that generated models use themselves.

    The generated model crashes when it is decoded or written.
    """
    for pointer, _, value in spec.schemas:
        for name in value.get("properties", {}):
            if snake_case(name) in _TAKEN:
                where = join(pointer, "properties", name)
                yield where, f"a property named {name!r} makes code that crashes"


# Names of its own in the function that makes a request, and of what that function calls.
_TAKEN_BY_CALLS = ("body", "cookies", "encode", "form", "headers", "params", "quote")


@_guard("parameter-name", "client", hint="leave it out in overlays/<api>/client.yaml")
def _parameter_name(spec: Spec) -> Problems:
    """A parameter whose name in Python is one that the generated functions use themselves.

    The function overwrites what it was given, and sends that.
    """
    for pointer, kind, value in spec.nodes:
        if kind == "parameter" and snake_case(value.get("name", "")) in _TAKEN_BY_CALLS:
            yield (
                join(pointer, "name"),
                f"a parameter named {value['name']!r} makes code that sends the wrong",
            )


@_guard(
    "parameter-style",
    "client",
    hint="in overlays/<api>/client.yaml, drop style and explode of a single value; else make it a string, "
    "which callers write themselves",
)
def _parameter_style(spec: Spec) -> Problems:
    """A parameter that is not written as the generated functions write all of them.

    They know a text, a list in the query as one parameter for each item, an object there as one for each
    member. The client generator reads neither `style` nor `explode`, and leaves out what has `content`.
    """
    for pointer, kind, value in spec.nodes:
        if kind != "parameter" or "$ref" in value:
            continue
        form, query = value.get("in") in ("query", "cookie"), value.get("in") == "query"
        usual = {"style": "form" if form else "simple", "explode": form}
        for keyword in (k for k in ("style", "explode") if value.get(k, usual[k]) != usual[k]):
            yield join(pointer, keyword), f"the client sends it with {keyword}: {str(usual[keyword]).lower()}"
        if "content" in value:
            yield join(pointer, "content"), "the client generator leaves this parameter out"
        schema = Node(join(pointer, "schema"), "schema", value.get("schema"))
        if not query and (kinds := _containers(spec, schema)):
            yield schema.pointer, f"the client cannot write an {min(kinds)} into a {value.get('in')}"


@_guard("closed-response", "client", hint="leave additionalProperties out of responses")
def _closed_response(spec: Spec) -> Problems:
    """A response that allows no further properties, in the client's view.

    The model would drop whatever the vendor adds.
    """
    _, responses = spec.sides
    for pointer, _, value in spec.schemas:
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if pointer in responses and value.get(keyword) is False:
                yield join(pointer, keyword), "the client would lose what the vendor adds here"


@_guard("enum-names", "client", hint="keep one spelling in overlays/<api>/client.yaml")
def _enum_names(spec: Spec) -> Problems:
    """Values of an enum that become one name in Python.

    The client generator refuses `Completed` beside `completed`.
    """
    for pointer, _, value in spec.schemas:
        names = Counter(
            snake_case(v.upper()).upper()
            for v in value.get("enum", [])
            if isinstance(v, str) and v[:1].isalpha()
        )
        for name in (n for n, count in names.items() if count > 1):
            yield join(pointer, "enum"), f"several values of this enum would be named {name}"


@_guard("schema-names", "client", hint="rename one of them")
def _schema_names(spec: Spec) -> Problems:
    """Schemas that become one module in Python.

    The second overwrites the first.
    """
    seen: dict[str, str] = {}
    for name in spec.document.get("components", {}).get("schemas", {}):
        other = seen.setdefault(snake_case(name), name)
        if other != name:
            pointer = join("/components/schemas", name)
            yield pointer, f"{name} and {other} would stand in one module, {snake_case(name)}"


@_guard("class-name", "client", hint="name the schema as the class: contract.json says the schema's name")
def _class_name(spec: Spec) -> Problems:
    """A schema whose class in Python has another name.

    contract.json names the models of a variant by their schemas, and the client looks them up by that.
    """
    for name in spec.document.get("components", {}).get("schemas", {}):
        if pascal_case(name) != name:
            yield join("/components/schemas", name), f"the class of {name} would be {pascal_case(name)}"


@_guard("lossy-format", "client", hint="remove the format in overlays/<api>/client.yaml")
def _lossy_format(spec: Spec) -> Problems:
    """A date or UUID in a response, in the client's view.

    Decoding changes how it was written, so what a client reads could not be written back as it came.
    """
    _, responses = spec.sides
    for pointer, _, value in spec.schemas:
        if pointer in responses and value.get("format") in ("date-time", "date", "uuid"):
            problem = f"decoding {value['format']} loses how it was written"
            yield join(pointer, "format"), problem


@_guard("shared-enum", "client", hint="give requests an enum of their own, which stays closed")
def _shared_enum(spec: Spec) -> Problems:
    """An enum that requests and responses share.

    In responses unknown values are kept, in requests they are errors: one class cannot do both.
    """
    requests, responses = spec.sides
    for pointer, _, value in spec.schemas:
        if "enum" in value and pointer in requests and pointer in responses:
            yield pointer, "this enum is used by requests and by responses, which are open"


@_guard("not-generated", "client", hint="the generated client knows nothing of it", note=True)
def _not_generated(spec: Spec) -> Problems:
    """What OpenAPI can say and the generated client does not know.

    It stops nothing. Whoever writes it should know that no client acts on it.
    """
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or "$ref" in value:
            continue
        if kind in ("link", "callback"):
            yield pointer, f"this {kind} is not in the generated client"
        for keyword in sorted(_UNREAD.get(kind, set()) & value.keys()):
            yield join(pointer, keyword), f"{keyword} is not in the generated client"


_UNREAD = {
    "document": {"webhooks"},
    "path-item": {"servers"},
    "schema": {
        *("patternProperties", "readOnly", "writeOnly", "not", "if", "contains", "prefixItems"),
        *("propertyNames", "dependentSchemas", "dependentRequired", "unevaluatedItems"),
    },
}


# Words


def snake_case(name: str) -> str:
    """Return the name as openapi-python-client writes it in Python."""
    return "_".join(_words(name)).lower()


def pascal_case(name: str) -> str:
    """Return the name as openapi-python-client writes it for a class."""
    return "".join(word if word.isupper() else word.capitalize() for word in _words(name))


def _words(name: str) -> list[str]:
    name = "".join(c for c in name if c.isidentifier() or c.isdecimal() or c in r"\. _-")
    if any(c.isupper() for c in name):
        name = " ".join(re.split("([A-Z]?[a-z]+)", name))
    return re.findall(r"[^\\. _-]+", name)


def _types(schema: dict[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _values(schema: dict[str, Any]) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", []))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, sorted(names)))


def _at_field(spec: Spec, tasks: list[Node], table: dict[str, Any], name: str) -> list[Node]:
    pointers = table.get("fields", {}).get(name, {}).get("at", [])
    found = {n.pointer: n for t in tasks for p in pointers for n in at(spec.document, t, tokens(p))}
    return list(found.values())


def _containers(spec: Spec, node: Node) -> set[str]:
    """Return which of "object" and "array" a schema allows."""
    value = follow(spec.document, node).value
    if not isinstance(value, dict):
        return set()
    kinds = {*_types(value)} & {"object", "array"}
    if value.keys() & {"properties", "required", "additionalProperties", "allOf"}:
        kinds.add("object")
    return kinds
