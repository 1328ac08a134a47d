"""The examples of bodies, each with the variant that it belongs to."""

from __future__ import annotations

from typing import Any, NamedTuple

from codegen.document.dispatch import VariantTable, descend, variant_table
from codegen.document.walk import Node, Operation, bodies, follow, operations
from codegen.sources.pointers import join


class Example(NamedTuple):
    """An example of a body; `variant` is None where it may be any variant's.

    `media` is the media type that holds it, `fields` the Example Object.
    """

    operation: Operation
    side: str
    status: str
    media: Node
    name: str
    fields: dict[str, Any]
    variant: str | None

    @property
    def value(self) -> Any:
        """The body."""
        return self.fields.get("value")


def examples(document: Any) -> list[Example]:
    """Return the examples of all bodies."""
    table = variant_table(document)
    found = []
    for operation in operations(document):
        for side in ("request", "response"):
            for status, media in bodies(document, operation, side):
                schema = Node(join(media.pointer, "schema"), "schema", media.value.get("schema"))
                for name, example in media.value.get("examples", {}).items():
                    fields = follow(document, Node("", "example", example)).value
                    variant = fields.get("x-variant") or _variant(
                        document, schema, fields.get("value"), table
                    )
                    found.append(Example(operation, side, status, media, name, fields, variant))
    return found


def _variant(document: Any, schema: Node, body: Any, table: VariantTable) -> str | None:
    """Return the variant that `body` belongs to.

    Where one schema serves all variants, the values of its dispatch properties tell.
    """
    for union, part, chosen in descend(document, schema, body):
        if chosen is not None and chosen.variant is not None:
            return chosen.variant
        properties = tuple(union.value["x-dispatch"].get("properties", []))
        if isinstance(part, dict):
            meant = table.get((properties, tuple(map(part.get, properties))), set())
            if len(meant) == 1:
                return min(meant)
    variant: str | None = (follow(document, schema).value or {}).get("x-variant")
    return variant
