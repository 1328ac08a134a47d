"""What each overlay does, difference by difference: the nodes that it touches, before and after.

`<api>/<layer>/<x-id>/before.yaml` and `after.yaml` are the committed snapshots; what stands between them is
`overlays/<api>/<layer>.yaml`. A node is missing where it is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from codegen.sources import loader, overlay
from codegen.sources.loader import Document
from codegen.sources.pointers import get, join, tokens

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LAYERS = ("observed", "client")


@dataclass
class Difference:
    """All actions of one x-id in an overlay; `before` and `after` hold nodes by JSON Pointer."""

    api: str
    layer: str
    id: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder of the snapshots."""
        return HERE / self.api / self.layer / self.id


def documented(api: str) -> Any:
    """Return the bundled document of an API as it is before any overlay."""
    return json.loads((ROOT / f"generated/documented/{api}.json").read_text("utf-8"))


def differences() -> Iterator[Difference]:
    """Apply every overlay, one action after the other, and yield what each x-id did."""
    for path in sorted((ROOT / "generated/documented").glob("*.json")):
        document = documented(path.stem)
        for layer in LAYERS:
            found: dict[str, Difference] = {}
            written = ROOT / f"overlays/{path.stem}/{layer}.yaml"
            for id_, action in actions(loader.load(written)) if written.exists() else ():
                one = found.setdefault(id_, Difference(path.stem, layer, id_))
                result = overlay.apply(document, action)
                for pointer in result.actions[0].touched:
                    place = node(document, pointer)
                    one.before.setdefault(place, value(document, place))
                    one.after[place] = value(result.data, place)
                document = result.data
            for one in found.values():
                one.before, one.after = there(one.before), there(one.after)
                yield one


def actions(whole: Document) -> Iterator[tuple[str, Document]]:
    """Yield each action of an overlay as an overlay of its own, with its x-id."""
    for action in whole.data["actions"]:
        yield action["x-id"], replace(whole, data={**whole.data, "actions": [action]})


MISSING: Any = object()


def node(document: Any, pointer: str) -> str:
    """Return the pointer of the node to show: an item moves within its list, so the list is shown."""
    above = join("", *tokens(pointer)[:-1])
    return above if isinstance(value(document, above), list) else pointer


def value(document: Any, pointer: str) -> Any:
    """Return the node at the pointer, MISSING if there is none."""
    try:
        return get(document, pointer)
    except KeyError:
        return MISSING


def there(nodes: dict[str, Any]) -> dict[str, Any]:
    """Return the nodes that are there."""
    return {pointer: found for pointer, found in nodes.items() if found is not MISSING}
