"""Types as they are written in annotations: which fits which, and how one became another."""

from __future__ import annotations

import ast
from collections.abc import Collection

_LONG = 120


def fits(narrow: str, wide: str, enums: Collection[str] = ()) -> bool:
    """Return whether every value of the type `narrow` is one of `wide`; both as annotations.

    `enums` are the names of classes that are strings as well.
    """
    one, other = (ast.parse(text, mode="eval").body for text in (narrow, wide))
    return all(any(_fits(x, y, enums) for y in _union(other)) for x in _union(one))


def _fits(narrow: ast.expr, wide: ast.expr, enums: Collection[str]) -> bool:
    one, other = ast.unparse(narrow), ast.unparse(wide)
    if other in (one, "Any") or (one, other) == ("int", "float"):
        return True
    if one in enums and other == "str":
        return True
    if values := _literals(narrow):
        kinds = {type(value).__name__ for value in values}
        return {*values} <= {*_literals(wide)} if _literals(wide) else kinds == {other}
    if not isinstance(narrow, ast.Subscript) or not isinstance(wide, ast.Subscript):
        return False
    if ast.unparse(narrow.value) != ast.unparse(wide.value):
        return False
    parts = [n.elts if isinstance(n, ast.Tuple) else [n] for n in (narrow.slice, wide.slice)]
    pairs = zip(*([ast.unparse(p) for p in side] for side in parts), strict=False)
    return len(parts[0]) == len(parts[1]) and all(fits(x, y, enums) for x, y in pairs)


def _union(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_union(node.left), *_union(node.right)]
    return [node]


def _literals(node: ast.expr) -> list[object]:
    """Return the values of a `Literal[...]`, none of another type."""
    if not isinstance(node, ast.Subscript) or ast.unparse(node.value) != "Literal":
        return []
    values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [value.value for value in values if isinstance(value, ast.Constant)]


def describe(was: str, now: str) -> str:
    """Return how a type changed; of a long union, which members came and went."""
    if len(was) + len(now) <= _LONG:
        return f"is `{now}`, it was `{was}`"
    before, after = ([ast.unparse(n) for n in _union(ast.parse(t, mode="eval").body)] for t in (was, now))
    gone, come = ([n for n in one if n not in other] for one, other in ((before, after), (after, before)))
    parts = [
        f"{verb} `{_cut(' | '.join(names))}`" for verb, names in (("loses", gone), ("gains", come)) if names
    ]
    return " and ".join(parts) or "has its members in another order"


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
