"""Unions: each body belongs to one member, and the member can be found."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from codegen.document.dispatch import members
from codegen.document.walk import Node, at
from codegen.rules.keywords import quoted
from codegen.rules.rule import EVERY, Messages, Spec, rule
from codegen.sources.pointers import join


@rule("discriminator-mapping", *EVERY, hint="correct the mapping, or add the schema to the union")
def _discriminator_mapping(spec: Spec) -> Messages:
    """A `discriminator` that maps a value to a schema outside the union.

    No linter sees it, and a generator that follows the mapping decodes into the wrong class.
    """
    for pointer, _, value in spec.schemas:
        mapping = (value.get("discriminator") or {}).get("mapping", {})
        refs = [m.get("$ref") for k in ("oneOf", "anyOf") for m in value.get(k, []) if isinstance(m, dict)]
        for name, target in mapping.items():
            full = target if target.startswith("#") else f"#/components/schemas/{target}"
            if refs and full not in refs:
                where = join(pointer, "discriminator", "mapping", name)
                yield where, f"{target!r} is not a member of the union"


@rule(
    "dispatch",
    *EVERY,
    hint="members differ in the values of the x-dispatch properties, or an earlier one requires "
    "a key that a later one does not",
)
def _dispatch(spec: Spec) -> Messages:
    """Two members of a union that a body cannot distinguish, or a member that no body selects.

    Clients find a variant in one step, as `x-dispatch` says; a body would be read as the wrong model.
    """
    for node in spec.schemas:
        if "x-dispatch" not in node.value or not node.value.keys() & {"oneOf", "anyOf"}:
            continue
        names = node.value["x-dispatch"].get("properties", [])
        unknown = [n for n in names if not at(spec.document, node, [n])]
        for name in unknown:
            where = join(node.pointer, "x-dispatch", "properties", names.index(name))
            yield where, f"no member of the union has a property {name!r}"
        if unknown:
            continue
        fallback = node.value["x-dispatch"].get("fallback", "#").removeprefix("#")
        all_members = members(spec.document, node)
        if fallback and fallback not in [m.node.pointer for m in all_members]:
            where = join(node.pointer, "x-dispatch", "fallback")
            yield where, f"the fallback {fallback!r} is not a member of the union"
        known = [m for m in all_members if m.node.pointer != fallback]
        for m in known:
            fixed = [n for n, values in zip(names, m.values, strict=True) if values]
            if fixed and (missing := set(names) - ({*fixed} & {*m.required})):
                yield m.node.pointer, f"{m.name} must fix and require {quoted(missing)}, too"
        for one, other in combinations(known, 2):
            shared = {*one.tuples} & {*other.tuples}
            alike = shared or not (one.tuples or other.tuples)
            if alike and {*one.required} <= {*other.required}:
                by = f" by {sorted(shared, key=str)}" if shared else ""
                own = other.node.value.get("properties", {})
                by_name = next((name for name in reversed(names) if shared and name in own), None)
                where = (
                    other.node.pointer if by_name is None else join(other.node.pointer, "properties", by_name)
                )
                yield where, f"{other.name} and {one.name} cannot be distinguished{by}"


@rule("union", "client", hint="add x-dispatch, with the properties that name the member")
def _union(spec: Spec) -> Messages:
    """A union of several objects, or arrays, without `x-dispatch`.

    The client generator tries one after the other and keeps the first that decodes, which may be the
    wrong one.
    """
    for pointer, _, value in spec.schemas:
        if "x-dispatch" in value:
            continue
        for keyword in sorted(value.keys() & {"oneOf", "anyOf"}):
            nodes = (Node(join(pointer, keyword, i), "schema", m) for i, m in enumerate(value[keyword]))
            kinds = Counter(kind for node in nodes for kind in spec.containers(node))
            for kind in (k for k, n in kinds.items() if n > 1):
                yield pointer, f"several members are {kind}s: the first that decodes would win"


@rule("discriminator", "client", hint="write x-dispatch instead")
def _discriminator(spec: Spec) -> Messages:
    """A `discriminator` without `x-dispatch`.

    The client generator ignores it; the union would be decoded by trial.
    """
    for pointer, _, value in spec.schemas:
        if "discriminator" in value and "x-dispatch" not in value:
            yield join(pointer, "discriminator"), "the client generator ignores discriminators"
