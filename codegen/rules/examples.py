"""Examples: there are some, and they fit their schemas."""

from __future__ import annotations

from codegen.document.walk import Node, bodies, follow
from codegen.rules import validation
from codegen.rules.rule import Messages, Spec, rule
from codegen.sources.pointers import join


@rule("example", "documented", "effective", "variant", hint="correct the example or the schema")
def _example(spec: Spec) -> Messages:
    """An example that does not fit its schema.

    One of the two is wrong, and the mock answers with both.
    """
    validators = validation.Validators(spec.document)
    for node in spec.nodes:
        for schema, where, example in spec.examples_on(node):
            # Named examples are objects around their values.
            inside = where if node.kind == "schema" or where.endswith("/example") else join(where, "value")
            for pointer, problem in validators.problems(schema, example).items():
                yield f"{inside}{pointer}", f"#{pointer}: {problem}"


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
