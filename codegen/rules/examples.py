"""Examples: there are some, and they fit their schemas."""

from __future__ import annotations

import json

from codegen.document.walk import Node, bodies, follow
from codegen.rules import validation
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join


@rule(
    "example",
    *("documented", "effective", "variant"),
    hint="correct the example or the schema",
    after=("dispatch", "required-property", "own-value"),
)
def EXAMPLE(spec: Spec) -> Messages:  # noqa: N802 - a Rule
    """An example that does not fit its schema.

    One of the two is wrong, and the mock answers with both. Where several examples do not fit one keyword, it
    alone is named.
    """
    validators = validation.Validators(spec.document)
    found: dict[str, dict[str, validation.Failure]] = {}
    bodies_seen: dict[str, set[tuple[str, str]]] = {}  # one body may be the example of several responses
    for node in spec.nodes:
        for schema, where, example in spec.examples_on(node):
            # Named examples are objects around their values.
            inside = where if node.kind == "schema" or where.endswith("/example") else join(where, "value")
            for failure in validators.failures(schema, example):
                key = (json.dumps(example), failure.pointer)
                places = found.setdefault(failure.keyword, {})
                if key not in bodies_seen.setdefault(failure.keyword, set()):
                    places[f"{inside}{failure.pointer}"] = failure
                bodies_seen[failure.keyword].add(key)
    alone: dict[str, list[str]] = {}
    for keyword, places in found.items():
        first = next(iter(places.values()))
        if keyword and len(places) > 1:
            yield keyword, f"{len(places)} examples do not fit this, one at {first.pointer}: {first.message}"
            continue
        for where, failure in places.items():
            alone.setdefault(where, [f"#{failure.pointer}: {failure.message}"]).append(failure.message)
    for where, messages in alone.items():
        yield where, "; ".join(dict.fromkeys([messages[0], *messages[2:]]))


@rule("missing-example", "effective", "variant", hint="add a named example")
def _missing_example(spec: Spec) -> Messages:
    """A body or a parameter without an example.

    Contract tests send examples, the mock answers with them, and people read them first.
    """
    for operation in spec.operations:
        for _, media in bodies(spec.document, operation, "request"):
            if not media.value.keys() & {"example", "examples"}:
                yield media.pointer, "this request has no example"
        for status, media in bodies(spec.document, operation, "response"):
            # The document of a variant keeps only its own examples, which may be none.
            if spec.layer == "variant" or not status.startswith("2"):
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
            stated = node.value.keys() | (schema.value or {}).keys()
            if not stated & {"example", "examples", "default", "enum", "const"}:
                yield where, f"the parameter {node.value.get('name')!r} has no example"
