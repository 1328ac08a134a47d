"""What all other rules rest upon: references lead somewhere, schemas and extensions can be read."""

from __future__ import annotations

import re
from http import HTTPStatus

from codegen.rules import extensions, ledger, validation
from codegen.rules.keywords import quoted, types_of
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import get, join, tokens


@rule("path-name", *EVERY, hint="write it as in /tasks/{id}")
def _path_name(spec: Spec) -> Messages:
    """A path that does not begin with a slash.

    It would run into the server's URL, and no tool follows references below it.
    """
    for path in spec.document.get("paths", {}):
        if not path.startswith("/"):
            yield join("/paths", path), f"{path!r} does not begin with a slash"


@rule(
    "local-ref",
    *EVERY,
    hint="after bundling, every $ref is local: '#/components/...'",
    after=("http-status", "path-name"),
)
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


@rule("http-status", *EVERY, hint="correct the status; quotes around it keep it a text")
def _http_status(spec: Spec) -> Messages:
    """A response to a status that HTTP does not have.

    No server sends it; it is one digit from the one that was meant. Vendors make up 4xx and 5xx of their own.
    """
    known = {str(status.value) for status in HTTPStatus} | {"default", "1XX", "2XX", "3XX", "4XX", "5XX"}
    for pointer, kind, value in spec.nodes:
        for status in value.get("responses", {}) if kind == "operation" else ():
            if status not in known and not re.fullmatch("[45][0-9][0-9]", status):
                yield join(pointer, "responses", status), f"there is no HTTP status {status}"


@rule(
    "unread",
    *EVERY,
    hint="see codegen/rules/ledger.py for what is read, and by what",
    after=("http-status", "path-name"),
)
def _unread(spec: Spec) -> Messages:
    """A keyword that neither client, mock, checks nor pages read.

    It would do nothing, in silence: a misspelt limit is no limit.
    """
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or kind not in ledger.LEDGER or "$ref" in value:
            continue
        if kind == "schema" and extensions.known(tokens(pointer)[-1]):
            yield pointer, "an extension in the place of a property: is it indented as it should be?"
            continue
        for keyword in value:
            if keyword not in ledger.LEDGER[kind] and not keyword.startswith("x-"):
                problem = f"nothing reads {keyword!r} on {ledger.named(kind)}"
                yield join(pointer, keyword), f"{problem}: {ledger.advice(kind, keyword)}"


@rule("ref-siblings", *EVERY, hint="write allOf: [{$ref: ...}, {the rest}], or a schema of its own")
def _ref_siblings(spec: Spec) -> Messages:
    """A keyword beside `$ref` that says more than a text for people.

    Some tools read both and some the reference alone: client, mock and tests would each see another API.
    """
    for pointer, kind, value in spec.nodes:
        if not isinstance(value, dict) or "$ref" not in value or kind == "path-item":
            continue
        allowed = {"$ref", *ledger.BESIDE_REF.get(kind, ledger.BESIDE_ANY_REF)}
        for keyword in value:
            if keyword not in allowed and not keyword.startswith("x-"):
                yield join(pointer, keyword), f"{keyword!r} stands beside $ref, where it is not read"


@rule("without-effect", *EVERY, hint="correct the type or the keyword, or remove the keyword")
def _without_effect(spec: Spec) -> Messages:
    """A keyword that says nothing about values of the schema's type, or that needs another one beside it.

    `maxLength` on an integer limits nothing, though it reads as if it did.
    """
    for pointer, _, value in spec.schemas:
        types = {*types_of(value)} - {"null"}
        idle = [keyword for keyword in value if not ledger.has_effect(value, keyword, types)]
        of = f"a schema of type {quoted(types)}" if types else "a schema"
        if types and len(idle) > 1 and all(ledger.has_effect(value, each, set()) for each in idle):
            # One type is wrong, rather than several keywords.
            yield join(pointer, "type"), f"{quoted(idle)} have no effect on {of} as written"
            continue
        for keyword in idle:
            yield join(pointer, keyword), f"{keyword!r} has no effect on {of} as written"


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
