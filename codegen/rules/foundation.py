"""What all other rules rest upon: references lead somewhere, schemas and extensions can be read."""

from __future__ import annotations

import re

from codegen.rules import extensions, validation
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import get, join


@rule("local-ref", *EVERY, hint="after bundling, every $ref is local: '#/components/...'")
def _local_ref(spec: Spec) -> Messages:
    """A `$ref` in the bundle that leads outside it, to nothing, or to anything but a component.

    Redocly leaves such a reference in place, where no later step can resolve it; the client generator and the
    specs of one variant read components only.
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
                yield join(pointer, "$ref"), f"{ref!r} does not point to a component: make it one"


@rule("json-schema", *EVERY, hint="see JSON Schema 2020-12")
def _json_schema(spec: Spec) -> Messages:
    """A schema that is not valid JSON Schema 2020-12.

    A validator ignores a keyword of the wrong type, so the schema would not check what it states.
    """
    schema = "\0"
    for pointer, kind, value in spec.nodes:
        if kind == "schema" and not pointer.startswith(f"{schema}/"):
            schema = pointer
            for path, problem in validation.malformed(value):
                yield join(pointer, *path), problem


@rule("pattern", *EVERY, hint="write a regular expression that ECMAScript and Python read alike")
def _pattern(spec: Spec) -> Messages:
    """A `pattern` that is not a regular expression.

    No validator can be made of the document, so nothing else can be checked.
    """
    for pointer, _, value in spec.schemas:
        if isinstance(value.get("pattern"), str) and (problem := validation.regex_problem(value["pattern"])):
            yield join(pointer, "pattern"), problem


@rule("extension", *EVERY, hint="see docs/extensions.md")
def _extension(spec: Spec) -> Messages:
    """An `x-` extension that does not exist, stands in the wrong place, or has the wrong shape.

    Nothing reads it then: a source in a misspelt `x-sources` is lost.
    """
    yield from extensions.check(spec.nodes)
