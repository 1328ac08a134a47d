"""Values in extensions: each is one that its field can have, and each entry of a table can hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from codegen.document.lifecycle import lifecycles
from codegen.document.walk import Node, at, bodies
from codegen.rules.keywords import possible, types_of, values_of
from codegen.rules.names import parameters, schemas_of
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import find, join, tokens


@rule("extension-value", "effective", hint="write a value that the field can have", after=("extension-name",))
def _extension_value(spec: Spec) -> Messages:
    """A value in an extension that the field it is about cannot have.

    What depends on that value would never happen: it is misspelt, of another type, or the vendor renamed it.
    """
    yield from _nothing(spec)
    yield from _sizes(spec)
    requests: dict[str, list[Node]] = {}
    for pointer, kind, value in spec.schemas:
        if "x-variant" in value and pointer in spec.sides[0]:
            requests.setdefault(value["x-variant"], []).append(Node(pointer, kind, value))
            yield from _results(spec, Node(pointer, kind, value))
    yield from _limits(spec, requests)
    yield from _conditions(spec, requests)


def _nothing(spec: Spec) -> Messages:
    """`none` of the fields of the state table: what a field has where there is nothing."""
    for lifecycle in lifecycles(spec.document):
        fields = dict(lifecycle.table.get("fields", {}))
        fields |= {f"error/{key}": field for key, field in fields.pop("error", {}).items()}
        for name, field in fields.items():
            found = [n for t in lifecycle.tasks for p in field["at"] for n in at(spec.document, t, tokens(p))]
            for i, value in enumerate(field.get("none", [])):
                # What is null has no schema that would say so.
                if found and value is not None and not possible(found, value):
                    yield f"{lifecycle.pointer}/fields/{name}/none/{i}", _never(field["at"][0], value)


def _sizes(spec: Spec) -> Messages:
    """`most` of `x-task-list` against the maximum of its parameter."""
    for operation in spec.operations:
        size = find(operation.value, "/x-task-list/query/size")
        for parameter in parameters(spec, operation) if size else ():
            maximum = parameter.get("schema", {}).get("maximum")
            if parameter.get("name") == size["name"] and maximum not in (None, size["most"]):
                where = join(operation.pointer, "x-task-list", "query", "size", "most")
                yield where, f"the parameter {size['name']!r} has the maximum {maximum}"


def _results(spec: Spec, request: Node) -> Messages:
    """`x-results` of a request: values of its fields, as they are or as texts."""
    results, where = request.value.get("x-results", {}), join(request.pointer, "x-results")
    for i, entry in enumerate(results.get("instead", [])):
        for field, value in entry["when"].items():
            if (found := at(spec.document, request, tokens(field))) and not possible(found, value):
                yield join(where, "instead", i, "when", field), _never(field, value)
    for i, entry in enumerate(results.get("formats", [])):
        known = _texts(at(spec.document, request, tokens(entry["field"])))
        for text in entry["media-types"] if known else ():
            if text not in known:
                yield join(where, "formats", i, "media-types", text), _never(entry["field"], text)


def _limits(spec: Spec, requests: dict[str, list[Node]]) -> Messages:
    """`where` of `x-limits`: values that fields of the requests have that an entry is about."""
    for i, limit in enumerate(spec.document.get("x-limits", [])):
        covered = [r for name in limit.get("variants", requests) for r in requests.get(name, [])]
        for field, values in limit.get("where", {}).items():
            found = [node for request in covered for node in at(spec.document, request, [field])]
            for j, value in enumerate(values):
                # What is open is listed all the same: a limit is about values that are known.
                known = [each for node in found for each in values_of(node.value)]
                if found and (value not in known if known else not possible(found, value)):
                    yield join("/x-limits", i, "where", field, j), _never(f"/{field}", value)


def _conditions(spec: Spec, requests: dict[str, list[Node]]) -> Messages:
    """`x-when` of examples: what the request had that they are the response to."""
    sent = [node for operation in spec.operations for node in schemas_of(spec, operation, "request")]
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "response"):
            for name, example in media.value.get("examples", {}).items():
                variant = example.get("x-variant")
                asked = requests.get(variant, []) if variant else sent
                for field, value in example.get("x-when", {}).items():
                    where = join(media.pointer, "examples", name, "x-when", field)
                    found = [node for schema in asked for node in at(spec.document, schema, tokens(field))]
                    if not found:
                        yield where, f"no request has a field {field!r}"
                    elif not possible(found, value):
                        yield where, _never(field, value)


def _texts(fields: Iterable[Node]) -> set[str]:
    """Return the values that fields may have as texts, none if any value is possible."""
    known: set[str] = set()
    for node in fields:
        if node.value.get("x-open-enum"):
            return set()
        values = [True, False] if types_of(node.value) == ["boolean"] else values_of(node.value)
        known |= {value if isinstance(value, str) else json.dumps(value) for value in values}
    return known


def _never(field: str, value: Any) -> str:
    return f"{field!r} is never {value!r}"


@rule("limit-reach", "effective", hint="put the limit of fewer variants first; answer it as x-errors says")
def _limit_reach(spec: Spec) -> Messages:
    """An entry of `x-limits` after one of its kind that covers all its variants, or with another error.

    The first entry that covers a request counts, and clients wait where the response says so.
    """
    covered: dict[str, list[tuple[int, dict[str, Any]]]] = {"creates": [], "tasks": []}
    classes: dict[Any, set[str]] = {}
    for entry in spec.document.get("x-errors", []):
        classes.setdefault(entry.get("code"), set()).add(entry["class"])
    limits = spec.document.get("x-limits", [])
    for i, limit in enumerate(limits):
        earlier = covered["creates" if "creates" in limit else "tasks"]
        for j, each in earlier:
            if "where" not in each and _covers(each, limit):
                at_fault, other = (i, j) if _covers(limit, each) else (j, i)
                yield (
                    f"/x-limits/{at_fault}",
                    f"the limit {other} is about the same variants, or some of them",
                )
                break
        earlier.append((i, limit))
        if "code" in limit and "RateLimitedError" not in classes.get(limit["code"], {"RateLimitedError"}):
            yield f"/x-limits/{i}/code", f"{limit['code']!r} is no error about too many requests or tasks"


def _covers(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if "variants" not in one:
        return True
    return "variants" in other and {*other["variants"]} <= {*one["variants"]}


_LISTS = {"enum", "required", "properties"}


@rule("unknown-stated", "effective", hint="remove the keyword here or in x-unknown", after=("extension",))
def _unknown_stated(spec: Spec) -> Messages:
    """A keyword that `x-unknown` lists and the schema states.

    One of the two is wrong, and pages would say both.
    """
    for pointer, _, value in spec.schemas:
        for i, keyword in enumerate(value.get("x-unknown", [])):
            # Of a list, some may be known and the others not.
            if keyword not in _LISTS and {"unit": "x-unit"}.get(keyword, keyword) in value:
                yield join(pointer, "x-unknown", i), f"{keyword!r} is stated"


@rule(
    "example-variant",
    "effective",
    hint="move the example to the file of its variant, or correct x-match or x-results",
    after=("extension-name",),
)
def _example_variant(spec: Spec) -> Messages:
    """The example of a task that is not one of its variant: of another type, or without any of its results.

    The mock would answer with the results of another product.
    """
    facts: dict[str, list[_Fact]] = {}
    for pointer, _, value in spec.schemas:
        if "x-variant" in value and value.keys() & {"x-match", "x-results"}:
            facts.setdefault(value["x-variant"], []).append((pointer, value))
    for lifecycle in lifecycles(spec.document):
        for where, variant, body in _fetched(spec):
            if variant not in facts or body is None:
                continue
            task = find(body, lifecycle.table["task"])
            task = task if isinstance(task, dict) else body
            for name, allowed in _matches(facts[variant]).items():
                if name not in task or task[name] in allowed:
                    continue
                problem = f"a task of {variant} has {allowed} in {name}, this one {task[name]!r}"
                others = [each for key in facts for each in _matches(facts[key]).get(name, [])]
                # A type that no variant has is one that x-match has misspelt.
                pointer, _ = facts[variant][0]
                yield (where if task[name] in others else join(pointer, "x-match", name)), problem
            shown = (find(task, pointer) for pointer in lifecycle.table["fields"]["output"]["at"])
            output = next((each for each in shown if isinstance(each, dict) and each), {})
            keys = {key for _, request in facts[variant] for key in _keys(request)}
            if lifecycle.phase(body) == "succeeded" and output and keys and not keys & output.keys():
                yield where, f"a finished task of {variant} has one of {sorted(keys)}, this one none"


def _fetched(spec: Spec) -> Iterator[tuple[str, str, Any]]:
    """Yield (pointer of where it is, variant, value) of the examples of Get Task that name a variant."""
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "response"):
            for name, example in media.value.get("examples", {}).items():
                if "x-variant" in example and "x-task-lifecycle" in operation.value:
                    where = join(media.pointer, "examples", name, "externalValue")
                    yield where, example["x-variant"], example.get("value")


_Fact = tuple[str, dict[str, Any]]  # a request, and where it stands


def _matches(facts: list[_Fact]) -> dict[str, list[Any]]:
    """Return the values of each dispatch property that all requests of a variant name."""
    marks = [request.get("x-match", {}) for _, request in facts]
    found = [{k: v for k, v in mark.items() if not k.startswith("x-")} for mark in marks]
    names = set.intersection(*({*each} for each in found))
    return {name: [each[name] for each in found] for name in sorted(names)}


def _keys(request: dict[str, Any]) -> Iterator[str]:
    results = request.get("x-results", {})
    yield from results.get("keys", [])
    yield from (entry["key"] for entry in results.get("instead", []))
